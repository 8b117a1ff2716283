//! One subject under one policy in one period: the total, where it comes from item by item, and
//! every number with its explanation.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::number::{Mode, Number, grouped};
use crate::policy::{Item, Policy};
use crate::site::address::{link, slug};
use crate::site::chart;
use crate::site::edition::{ItemMeans, PublicPeriod, PublicPolicy, PublicSubject};
use crate::site::explanation::{Explained, Known, Telling};
use crate::site::format;
use crate::site::html::Html;
use crate::site::page::ahead::{self, AheadView};
use crate::site::page::appeal::Appeal;
use crate::site::page::{award, board, made_good};
use crate::site::shared::{LinkView, Shared};
use crate::site::wording::Words;
use crate::value::Value;

/// A subject's results under a policy.
#[derive(Debug, Serialize)]
pub struct ScoreView {
    /// The anchor.
    pub anchor: String,
    /// The policy.
    pub policy: LinkView,
    /// The total; `None` without a scorecard.
    pub total: Option<FigureView>,
    /// `满分 100，最高 117`; empty without a scorecard.
    pub full: String,
    /// Whether to say how to read it; a page of many says so once.
    pub hint: bool,
    /// Whether some item has a team's mean.
    pub means: bool,
    /// Grades and coefficients.
    pub grades: Vec<FigureView>,
    /// The boards that show the subject.
    pub ranks: Vec<LinkView>,
    /// What they make good of earlier periods, and where they were made good later.
    pub made_good: Vec<LinkView>,
    /// How far the next steps are; empty on a page of many periods.
    pub ahead: Vec<AheadView>,
    /// The items, groups before their parts.
    pub items: Vec<ItemView>,
    /// Other metrics.
    pub metrics: Vec<FigureView>,
    /// The ladder's figures, where they may be seen.
    pub ladder: Vec<FigureView>,
    /// Why the ladder's moves are provisional; empty for what is final.
    pub ladder_provisional: String,
    /// Pay lines, where they may be seen.
    pub pay: Vec<FigureView>,
}

/// A figure with its explanation.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// The anchor.
    pub anchor: String,
    /// The name.
    pub title: String,
    /// The value without its unit.
    pub value: String,
    /// The unit.
    pub unit: String,
    /// That and how it was corrected, or has changed since it was published; else empty.
    pub corrected: String,
    /// The explanation.
    pub why: Html,
    /// The text of an appeal; empty for none.
    pub appeal: String,
}

/// An item of a scorecard.
#[derive(Debug, Serialize)]
pub struct ItemView {
    /// The anchor.
    pub anchor: String,
    /// The name.
    pub title: String,
    /// How deep it stands in the tree, from 0.
    pub depth: usize,
    /// Whether it is a group.
    pub group: bool,
    /// The measured value with its unit; empty for none.
    pub value: String,
    /// The target with its unit; empty for none.
    pub target: String,
    /// The points.
    pub points: String,
    /// The effective weight; empty for pure deductions.
    pub weight: String,
    /// Points against weight.
    pub bar: Html,
    /// The mean points of the team, as a sentence; empty where too few have them.
    pub mean: String,
    /// That and how a figure of it was corrected, or has changed since; else empty.
    pub corrected: String,
    /// The explanation.
    pub why: Html,
    /// The text of an appeal; empty for none.
    pub appeal: String,
}

/// A subject's results in a period, under one or several policies.
#[derive(Debug, Serialize)]
pub struct PeriodScores {
    /// The anchor.
    pub anchor: String,
    /// The period.
    pub period: LinkView,
    /// Its state.
    pub state: String,
    /// The results by policy.
    pub scores: Vec<ScoreView>,
}

/// Where a score is shown and how much of it.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'p> {
    /// The page.
    pub page: &'p str,
    /// What stands before the anchors, so that they are unique on the page; may be empty.
    pub prefix: &'p str,
    /// How many rows of a table an explanation shows.
    pub rows: usize,
}

/// Shows a subject's results under a policy.
pub fn view<'a>(
    shared: &Shared<'a>,
    showing: Showing<'_>,
    period: &PublicPeriod<'a>,
    results: &PublicPolicy<'a>,
    subject: &PublicSubject<'a>,
) -> ScoreView {
    let policy: &Policy = results.policy();
    let own = format!("{}{}", showing.prefix, slug(&policy.id));
    let known = known(&shared.words, &own, policy, subject);
    let telling = Telling {
        page: showing.page,
        known: &known,
        rows: showing.rows,
        brief: !showing.prefix.is_empty(),
    };
    let mut explained = Explained::new(shared, period, policy, subject.id());
    let latest = showing.prefix.is_empty();
    let appeal = Appeal::of(shared, policy, period, subject).filter(|_| latest);
    let told = |explained: &mut Explained<'_, '_>, figure: &Figured, kind: &str| {
        let (value, unit) = value_and_unit(&shared.words, figure);
        FigureView {
            anchor: format!("{own}-{kind}-{}", slug(&figure.name)),
            title: figure.title.to_string(),
            value,
            unit,
            corrected: format::changed(&shared.words, figure),
            why: explained.tell(&figure.name, &telling),
            appeal: appealed(&shared.words, appeal.as_ref(), figure, &figure.title),
        }
    };
    // Grades rest on the total and the total on the items: asked in this order, the explanations
    // that come first hold those that come later.
    let grades = subject.grades().iter();
    let grades = grades.map(|f| told(&mut explained, f, "grade")).collect();
    let total = subject.total().map(|f| told(&mut explained, f, "total"));
    let mut items = Vec::new();
    let means = latest.then(|| {
        let smallest = shared.public.settings().smallest_group as usize;
        (results.item_means(smallest), subject.team())
    });
    let around = Around {
        shared,
        own: &own,
        weights: &weights(policy),
        means,
        appeal: appeal.as_ref(),
    };
    for item in subject.items() {
        around.item(item, 0, &mut items, &mut |name| {
            explained.tell(name, &telling)
        });
    }
    ScoreView {
        means: items.iter().any(|i| !i.mean.is_empty()),
        ahead: if latest {
            ahead::view(shared, period, results, subject)
        } else {
            Vec::new()
        },
        policy: shared.policy_link(showing.page, policy),
        full: full(shared, policy),
        hint: showing.prefix.is_empty(),
        ranks: ranks(shared, showing.page, period, results, subject),
        made_good: made_good::of(shared, showing.page, period, &policy.id, subject),
        metrics: subject
            .metrics()
            .iter()
            .map(|f| told(&mut explained, f, "metric"))
            .collect(),
        ladder: subject
            .ladder()
            .iter()
            .map(|figure| {
                let mut view = told(&mut explained, figure, "ladder");
                if Some(&figure.name) == policy.ladder.as_ref().map(|l| &l.moved) {
                    view.value = moved(&shared.words, figure);
                }
                view
            })
            .collect(),
        ladder_provisional: award::why_provisional(shared, results.ladder_pending().iter()),
        pay: subject
            .pay()
            .iter()
            .map(|line| told(&mut explained, &line.amount, "pay"))
            .collect(),
        total,
        grades,
        items,
        anchor: own,
    }
}

/// Writes a value without its unit; what is true or false in words.
pub fn value(words: &Words, figure: &Figured) -> String {
    match &figure.cell {
        Ok(Value::Truth(_) | Value::Date(_)) => format::cell(words, &figure.cell, "", 0),
        _ => format::figure(figure),
    }
}

/// Writes a value and beside it its unit; where the language joins the two (`¥1,000`, `95%`) the
/// value has both.
pub fn value_and_unit(words: &Words, figure: &Figured) -> (String, String) {
    let alone = value(words, figure);
    let whole = format::figure_with_unit(words, figure);
    match whole.strip_prefix(alone.as_str()) {
        Some("%") | None => (whole, String::new()),
        Some("") => (alone, String::new()),
        Some(_) => (alone, figure.unit.to_string()),
    }
}

/// Says a move; one that may end in leaving is a suggestion to look again.
pub fn moved(words: &Words, figure: &Figured) -> String {
    match figure.shown.as_deref() {
        Some("up") => words.say("move_up").to_owned(),
        Some("down") => words.say("move_down").to_owned(),
        Some("review") => words.say("move_review").to_owned(),
        Some("") => words.say("move_none").to_owned(),
        _ => format::figure(figure),
    }
}

/// Says what a scorecard adds up to: `满分 100，最高 117`.
pub fn full(shared: &Shared<'_>, policy: &Policy) -> String {
    let Some(card) = &policy.scorecard else {
        return String::new();
    };
    let sum = plain(&card.sum);
    match &card.highest {
        Some(highest) if *highest != card.sum => shared.words.fill(
            "full_and_highest",
            &[("full", &sum), ("highest", &plain(highest))],
        ),
        Some(_) => shared.words.fill("full_marks", &[("full", &sum)]),
        None => shared.words.fill("full_open", &[("full", &sum)]),
    }
}

/// Writes a number of the rules: exact where that is short.
pub fn plain(number: &Number) -> String {
    let digits = number.decimals().filter(|d| *d <= 6).unwrap_or(2);
    grouped(&number.to_fixed(digits, Mode::HalfUp))
}

/// Links to the boards that show a subject, each with the rank.
pub fn ranks(
    shared: &Shared<'_>,
    page: &str,
    period: &PublicPeriod<'_>,
    results: &PublicPolicy<'_>,
    subject: &PublicSubject<'_>,
) -> Vec<LinkView> {
    let mut ranks = Vec::new();
    for public in results.boards() {
        if let Some(row) = public.row(subject.id()) {
            let rank = format::rank(&shared.words, row.standing.rank, row.standing.tied);
            ranks.push(LinkView {
                text: shared
                    .words
                    .fill("rank_on", &[("board", &public.board.name), ("rank", &rank)]),
                href: board::row_path((period, results, public), subject.id())
                    .map_or_else(String::new, |to| link(page, &to)),
            });
        }
    }
    ranks
}

/// Returns the figures that a score shows, with the anchors of those it explains by themselves.
fn known(
    words: &Words,
    own: &str,
    policy: &Policy,
    subject: &PublicSubject<'_>,
) -> BTreeMap<Arc<str>, Known> {
    let mut known = BTreeMap::new();
    let mut add = |figure: &Figured, anchor: Option<String>| {
        let shown = format::figure_with_unit(words, figure);
        known.insert(Arc::clone(&figure.name), Known { shown, anchor });
    };
    let mut items: Vec<&ItemResult> = subject.items().iter().collect();
    while let Some(item) = items.pop() {
        add(&item.points, Some(item_anchor(own, item)));
        for figure in item.value.iter().chain(&item.target) {
            add(figure, None);
        }
        items.extend(&item.items);
    }
    for figure in subject.metrics().iter().copied().chain(subject.grades()) {
        add(figure, None);
    }
    if let (Some(total), Some(card)) = (subject.total(), &policy.scorecard) {
        add(total, Some(format!("{own}-total-{}", slug(&card.total))));
    }
    known
}

fn item_anchor(own: &str, item: &ItemResult) -> String {
    format!("{own}-item-{}", slug(&item.item))
}

/// Returns the items of a policy by name.
pub fn weights(policy: &Policy) -> BTreeMap<&str, &Item> {
    fn of<'p>(items: &'p [Item], all: &mut BTreeMap<&'p str, &'p Item>) {
        for item in items {
            all.insert(&item.name, item);
            of(&item.items, all);
        }
    }
    let mut all = BTreeMap::new();
    if let Some(card) = &policy.scorecard {
        of(&card.items, &mut all);
    }
    all
}

/// Returns the name of an item as readers see it.
pub fn item_title(policy: &Policy, item: &str) -> String {
    item_rule(policy, item).map_or_else(|| item.to_owned(), |rule| rule.title.clone())
}

/// Returns the rule of an item.
pub fn item_rule<'p>(policy: &'p Policy, item: &str) -> Option<&'p Item> {
    weights(policy).get(item).copied()
}

fn appealed(
    words: &Words,
    appeal: Option<&Appeal<'_, '_>>,
    figure: &Figured,
    title: &str,
) -> String {
    let value = format::figure_with_unit(words, figure);
    appeal.map_or_else(String::new, |a| a.about(&figure.name, title, &value))
}

/// What the items of one scorecard share.
struct Around<'t, 'a> {
    shared: &'t Shared<'a>,
    own: &'t str,
    weights: &'t BTreeMap<&'t str, &'t Item>,
    /// The means by team and item, and the subject's own team; `None` where none are shown.
    means: Option<(&'t ItemMeans, &'t str)>,
    appeal: Option<&'t Appeal<'t, 'a>>,
}

impl Around<'_, '_> {
    fn item(
        &self,
        item: &ItemResult,
        depth: usize,
        out: &mut Vec<ItemView>,
        why: &mut dyn FnMut(&str) -> Html,
    ) {
        let words = &self.shared.words;
        let rule = self.weights.get(item.item.as_ref());
        let weight = rule.map(|r| &r.effective).filter(|w| !w.is_zero());
        let means = self.means.filter(|_| item.items.is_empty());
        let mean = means.and_then(|(means, team)| means.get(team, &item.item));
        let bar = match (&item.points.cell, weight) {
            (Ok(Value::Number(points)), Some(weight)) => chart::bar(points, weight, mean),
            _ => Html::default(),
        };
        let with_unit = |figure: &Option<Figured>| {
            figure
                .as_ref()
                .map_or_else(String::new, |f| format::figure_with_unit(words, f))
        };
        let figures = [
            Some(&item.points),
            item.value.as_ref(),
            item.target.as_ref(),
        ];
        let title = rule.map_or_else(|| item.item.to_string(), |r| r.title.clone());
        out.push(ItemView {
            anchor: item_anchor(self.own, item),
            depth,
            group: !item.items.is_empty(),
            value: with_unit(&item.value),
            target: with_unit(&item.target),
            points: format::figure(&item.points),
            weight: weight.map(plain).unwrap_or_default(),
            bar,
            mean: mean.map_or_else(String::new, |mean| {
                let mean = format::number(mean, "", self.shared.decimals());
                words.fill("team_mean_of", &[("mean", &mean)])
            }),
            corrected: first_change(words, figures.into_iter().flatten()),
            why: why(&item.points.name),
            appeal: appealed(words, self.appeal, &item.points, &item.points.title),
            title,
        });
        for part in &item.items {
            self.item(part, depth + 1, out, why);
        }
    }
}

/// Says of the first figure that was corrected, or has changed since it was published; empty for none.
pub(super) fn first_change<'f>(
    words: &Words,
    figures: impl Iterator<Item = &'f Figured>,
) -> String {
    let mut said = figures.map(|figure| format::changed(words, figure));
    said.find(|said| !said.is_empty()).unwrap_or_default()
}
