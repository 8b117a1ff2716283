//! How far a subject is from the next step, as sentences.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::assessment::ItemResult;
use crate::data::State;
use crate::figure::{Distance, Form, Measure, NextStep};
use crate::number::{Mode, Number, grouped};
use crate::policy::Policy;
use crate::site::edition::{PublicPeriod, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::shared::Shared;
use crate::value::Value;

/// A step that is near or far.
#[derive(Debug, Serialize)]
pub struct AheadView {
    /// What is reached: `绩效等级 A`.
    pub step: String,
    /// The way there: `总分再加 1.50 分，达到 92 分`.
    pub way: String,
    /// The amount alone: `1.50 分`.
    pub by: String,
    /// Whether it is a step of a grade that sums everything up.
    pub whole: bool,
}

/// Tells how far a subject is from the next steps: of the grades first, then of the items, then of
/// awards whose last condition is not met, then of pay where that may be seen.
pub fn view<'a>(
    shared: &Shared<'a>,
    period: &PublicPeriod<'a>,
    results: &PublicPolicy<'a>,
    subject: &PublicSubject<'a>,
) -> Vec<AheadView> {
    let policy: &Policy = results.policy();
    let ask = |figure: &Arc<str>, form: Form| {
        let figure = (figure, form);
        let public = &shared.public;
        public.distance(period, &policy.id, figure, subject.id())
    };
    let mut seen = BTreeSet::new();
    let mut views = Vec::new();
    let mut add = |title: &str, form: Form, distance: Option<Distance>| {
        // Grade and coefficient of one row are one step.
        let new = |d: &Distance| seen.insert((Arc::clone(&d.held.name), d.at.exact_text()));
        if let Some(distance) = distance.filter(new) {
            views.push(tell(shared, period, policy, (title, form), &distance));
        }
    };
    for grade in subject.grades() {
        add(&grade.title, Form::Grade, ask(&grade.name, Form::Grade));
    }
    let mut items: Vec<&ItemResult> = subject.items().iter().rev().collect();
    while let Some(item) = items.pop() {
        if item.value.is_some() {
            let title = super::score::item_title(policy, &item.item);
            add(&title, Form::Points, ask(&item.points.name, Form::Points));
        }
        items.extend(item.items.iter().rev());
    }
    for award in results.awards() {
        let (title, eligible) = (&award.award.name, &award.award.eligible);
        add(title, Form::Eligible, ask(eligible, Form::Eligible));
    }
    for line in subject.pay() {
        let figure = &line.amount;
        add(&line.line, Form::Pay, ask(&figure.name, Form::Pay));
    }
    views
}

/// Tells one distance; `title` is what the figure is called, `form` what it came from.
pub fn tell(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &Policy,
    (title, form): (&str, Form),
    distance: &Distance,
) -> AheadView {
    let telling = Telling {
        shared,
        policy,
        open: period.state() == State::Open,
    };
    telling.view(title, form, distance)
}

struct Telling<'t, 'a> {
    shared: &'t Shared<'a>,
    policy: &'t Policy,
    /// Whether there is still time to get there.
    open: bool,
}

impl Telling<'_, '_> {
    fn view(&self, title: &str, form: Form, distance: &Distance) -> AheadView {
        let by = self.amount(&distance.moves, &distance.by);
        AheadView {
            step: self.step(title, form, distance),
            way: self.way(distance, &by),
            by,
            whole: form == Form::Grade,
        }
    }

    fn way(&self, distance: &Distance, by: &str) -> String {
        let words = &self.shared.words;
        let parts = [
            ("title", distance.moves.title.as_ref()),
            ("held", distance.held.title.as_ref()),
            ("by", by),
            ("at", &self.at(&distance.held, &distance.at)),
        ];
        // What moves and what is held against the step may be two: sales, and their share of a plan.
        let two = distance.moves.name != distance.held.name;
        let edge = distance.beyond && distance.by.is_zero();
        let [open, done] = match (distance.down, distance.beyond) {
            (false, _) if two => ["ahead_behind_up_open", "ahead_behind_up_done"],
            (true, _) if two => ["ahead_behind_down_open", "ahead_behind_down_done"],
            (false, _) if edge => ["ahead_edge", "ahead_edge"],
            (true, _) if edge => ["ahead_under_edge", "ahead_under_edge"],
            (false, false) => ["ahead_up_open", "ahead_up_done"],
            (false, true) => ["ahead_past_open", "ahead_past_done"],
            (true, false) => ["ahead_down_open", "ahead_down_done"],
            (true, true) => ["ahead_under_open", "ahead_under_done"],
        };
        words.fill(if self.open { open } else { done }, &parts)
    }

    fn step(&self, title: &str, form: Form, distance: &Distance) -> String {
        let words = &self.shared.words;
        match &distance.step {
            NextStep::Gate => words.fill("ahead_gate", &[("title", title)]),
            NextStep::Target => words.fill("ahead_target", &[("title", title)]),
            NextStep::Cap(share) => {
                let share = format::number(share, "%", self.digits(share, "%"));
                words.fill("ahead_cap", &[("title", title), ("share", &share)])
            }
            NextStep::Row {
                table,
                column,
                gives,
            } => {
                let head = self.policy.band_heads.get(table);
                let percent = head.and_then(|h| h.percents.get(*column)) == Some(&true);
                let unit = if percent { "%" } else { "" };
                let value = format::cell(words, &Ok(gives.clone()), unit, 2);
                let key = match (form, gives) {
                    (Form::Grade, _) | (_, Value::Text(_)) => "ahead_grade",
                    (Form::Points, _) if !percent => "ahead_points",
                    _ => "ahead_row",
                };
                words.fill(key, &[("title", title), ("value", &value)])
            }
        }
    }

    /// Writes an amount so that whoever makes it good is there: never rounded down.
    fn amount(&self, of: &Measure, by: &Number) -> String {
        let unit = of.unit.as_ref();
        let scaled = format::scaled(by, unit);
        let digits = self.digits(by, unit);
        let text = grouped(&scaled.to_fixed(digits, Mode::Up));
        let words = &self.shared.words;
        match (unit, of.form) {
            ("%" | "％", _) => words.fill("ahead_percent_points", &[("n", &text)]),
            ("", Form::Total | Form::Group) => words.fill("ahead_score", &[("n", &text)]),
            (unit, _) => format::with_unit(words, &text, unit),
        }
    }

    fn at(&self, of: &Measure, at: &Number) -> String {
        let (words, unit) = (&self.shared.words, of.unit.as_ref());
        let digits = format::scaled(at, unit).decimals();
        let digits = digits.filter(|d| *d <= 4);
        let text = format::number(at, unit, digits.unwrap_or(self.shared.decimals()));
        match (unit, of.form) {
            ("", Form::Total | Form::Group) => words.fill("ahead_score", &[("n", &text)]),
            (unit, _) => format::with_unit(words, &text, unit),
        }
    }

    /// Returns as many decimals as a number needs, at most those of the site.
    fn digits(&self, number: &Number, unit: &str) -> u32 {
        let most = self.policy.show.unwrap_or(self.shared.decimals());
        let needs = format::scaled(number, unit).decimals();
        needs.unwrap_or(most).min(most)
    }
}
