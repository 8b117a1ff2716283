//! How a number came about, as HTML that opens step by step: formula in words, formula with its
//! values, notes, the figures it rests on, the rows, the clause.

mod evidence;
mod once;

pub use once::{Rule, Rules, foreign};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::link;
use super::edition::PublicPeriod;
use super::format;
use super::html::{Html, Writer};
use super::shared::Shared;
use crate::figure::{Form, Step};
use crate::number::grouped;
use crate::policy::Policy;
use crate::value::Value;

/// How deep parts open inside parts.
const DEEPEST: usize = 8;

/// The explanations of one subject under one policy in one period, each worked out once.
pub struct Explained<'s, 'a> {
    shared: &'s Shared<'a>,
    period: &'s PublicPeriod<'a>,
    policy: &'a Policy,
    subject: &'s str,
    /// Explanations so far; later ones are often parts of earlier ones.
    trees: Vec<Step>,
}

/// What one explanation is written with.
pub struct Telling<'t> {
    /// The page it stands on.
    pub page: &'t str,
    /// The figures that this page shows anyway, by full name.
    pub known: &'t BTreeMap<Arc<str>, Known>,
    /// How many rows of a table are shown.
    pub rows: usize,
    /// Whether parts that the page shows anyway are left out.
    pub brief: bool,
}

/// A figure that a page shows anyway.
pub struct Known {
    /// The value with its unit, as it is shown there.
    pub shown: String,
    /// Where its own explanation stands; `None` where it has none of its own.
    pub anchor: Option<String>,
}

impl<'s, 'a> Explained<'s, 'a> {
    /// Begins with nothing explained.
    pub fn new(
        shared: &'s Shared<'a>,
        period: &'s PublicPeriod<'a>,
        policy: &'a Policy,
        subject: &'s str,
    ) -> Self {
        Self {
            shared,
            period,
            policy,
            subject,
            trees: Vec::new(),
        }
    }

    /// Explains a figure; empty where nothing of it may be shown.
    pub fn tell(&mut self, figure: &str, telling: &Telling<'_>) -> Html {
        self.learn(figure);
        let mut out = Writer::default();
        if let Some(step) = self.learned(figure) {
            self.body(&mut out, step, telling, 0, None);
        }
        out.done()
    }

    /// Works an explanation out, unless an earlier one holds it.
    fn learn(&mut self, figure: &str) {
        if self.learned(figure).is_none() {
            let public = &self.shared.public;
            let step = public.explain(self.period, &self.policy.id, figure, self.subject);
            self.trees.extend(step);
        }
    }

    fn learned(&self, figure: &str) -> Option<&Step> {
        self.trees.iter().find_map(|tree| self.find(tree, figure))
    }

    fn find<'t>(&self, step: &'t Step, figure: &str) -> Option<&'t Step> {
        if step.name.as_ref() == figure && step.policy == self.policy.id {
            return Some(step);
        }
        step.steps.iter().find_map(|part| self.find(part, figure))
    }

    /// Writes a step; `clause` is the one that the step around it names, so that a clause is not
    /// named over and over.
    fn body(
        &self,
        out: &mut Writer,
        step: &Step,
        telling: &Telling<'_>,
        depth: usize,
        clause: Option<usize>,
    ) {
        let above = step.clause.or(clause);
        let words = &self.shared.words;
        out.raw("<div class=\"why\">");
        let formula = self.shared.say(&step.formula);
        let values = self.shared.say(&step.substituted);
        let source = only_source(step, formula);
        if !formula.is_empty() && source.is_none() {
            out.raw("<dl class=\"how\"><dt>")
                .text(words.say("why_formula"))
                .raw("</dt><dd>")
                .text(formula)
                .raw("</dd>");
            // A single value put in is the result once more.
            if values.contains(' ') {
                out.raw("<dt>")
                    .text(words.say("why_values"))
                    .raw("</dt><dd>")
                    .text(&in_groups(values, &step.steps))
                    .raw(" <b>= ")
                    .text(&self.result(step, telling))
                    .raw("</b></dd>");
            }
            out.raw("</dl>");
        }
        self.reason(out, step);
        for note in &step.notes {
            out.raw("<p class=\"note\">")
                .text(self.shared.say(note))
                .raw("</p>");
        }
        if let Some(place) = source.and_then(|s| evidence::only_cell(&s.evidence)) {
            self.place(out, &place);
        } else if let Some(source) = source {
            for evidence in &source.evidence {
                evidence::rows(out, self.shared, evidence, telling.rows);
            }
        } else if depth < DEEPEST && !self.stand_here(step, telling) {
            out.raw("<ul class=\"parts\">");
            for part in &step.steps {
                self.part(out, part, telling, depth, above);
            }
            out.raw("</ul>");
        }
        for evidence in &step.evidence {
            evidence::rows(out, self.shared, evidence, telling.rows);
        }
        if step.clause != clause {
            self.clause(out, step, telling);
        }
        out.raw("</div>");
    }

    /// Says why there is no value.
    fn reason(&self, out: &mut Writer, step: &Step) {
        if let Err(missing) = &step.cell {
            let cause = super::edition::Cause::of(missing);
            out.raw("<p class=\"note\">")
                .text(&format::cause(&self.shared.words, &cause))
                .raw("</p>");
        }
    }

    fn part(
        &self,
        out: &mut Writer,
        part: &Step,
        telling: &Telling<'_>,
        depth: usize,
        clause: Option<usize>,
    ) {
        let name = self.shared.say(&part.title);
        let anchor = self.known(part, telling).and_then(|k| k.anchor.as_ref());
        if let Some(anchor) = anchor {
            out.raw("<li><a href=\"#")
                .text(anchor)
                .raw("\">")
                .text(name)
                .raw("</a> <b>")
                .text(&self.result(part, telling))
                .raw("</b></li>");
            return;
        }
        // A number that is one cell of a table needs no more than its place.
        if let Some(place) = one_cell(part) {
            out.raw("<li>")
                .text(name)
                .raw(" <b>")
                .text(&self.result(part, telling))
                .raw("</b> <span class=\"at\">")
                .text(&place)
                .raw("</span></li>");
            return;
        }
        // A formula without a blank is a single number, which stands here already.
        let opens = part.formula.zh.contains(' ')
            || !part.steps.is_empty()
            || !part.evidence.is_empty()
            || !part.notes.is_empty();
        if !opens {
            out.raw("<li>")
                .text(name)
                .raw(" <b>")
                .text(&self.result(part, telling))
                .raw("</b></li>");
            return;
        }
        out.raw("<li><details><summary>")
            .text(name)
            .raw(" <b>")
            .text(&self.result(part, telling))
            .raw("</b></summary>");
        self.body(out, part, telling, depth + 1, clause);
        out.raw("</details></li>");
    }

    /// Tells whether the page lists all parts beside this figure anyway, which the formula names;
    /// a page of many periods does not link to each once more.
    fn stand_here(&self, step: &Step, telling: &Telling<'_>) -> bool {
        let here = |part: &Step| {
            let known = self.known(part, telling);
            known.is_some_and(|k| k.anchor.is_some())
        };
        step.steps.is_empty() || (telling.brief && step.steps.iter().all(here))
    }

    fn place(&self, out: &mut Writer, place: &str) {
        out.raw("<p class=\"source\">")
            .text(self.shared.words.say("why_place"))
            .raw(" ")
            .text(place)
            .raw("</p>");
    }

    fn known<'t>(&self, step: &Step, telling: &'t Telling<'_>) -> Option<&'t Known> {
        let own = step.policy == self.policy.id;
        telling.known.get(&step.name).filter(|_| own)
    }

    fn result(&self, step: &Step, telling: &Telling<'_>) -> String {
        if let Some(known) = self.known(step, telling) {
            return known.shown.clone();
        }
        let decimals = self.shared.decimals();
        format::cell(&self.shared.words, &step.cell, &step.unit, decimals)
    }

    fn clause(&self, out: &mut Writer, step: &Step, telling: &Telling<'_>) {
        if step.policy != self.policy.id {
            return;
        }
        let Some(clause) = step.clause.and_then(|at| self.policy.clauses.get(at)) else {
            return;
        };
        let Some(page) = self.shared.policy_page(self.policy) else {
            return;
        };
        out.raw("<p class=\"source\">")
            .text(self.shared.words.say("why_clause"))
            .raw(" <a href=\"")
            .text(&link(telling.page, &page))
            .raw("#")
            .text(&clause_anchor(clause.number))
            .raw("\">")
            .text(&format::clause_number(&self.shared.words, clause.number))
            .raw(" ")
            .text(&clause.title)
            .raw("</a></p>");
    }
}

/// Returns the one cell of a table that a step is, where it is nothing else.
fn only_source<'s>(step: &'s Step, formula: &str) -> Option<&'s Step> {
    match step.steps.as_slice() {
        [part] if part.form == Form::Source && part.steps.is_empty() && !formula.contains(' ') => {
            Some(part)
        }
        _ => None,
    }
}

/// Writes the numbers of a formula as its parts beside it are written: `1486.5` as `1,486.5`.
fn in_groups(values: &str, parts: &[Step]) -> String {
    let grouped_parts: Vec<(String, String)> = parts
        .iter()
        .filter_map(|part| match &part.cell {
            Ok(Value::Number(n)) if n.decimals().is_some() => {
                let text = n.exact_text();
                let grouped = grouped(&text);
                (grouped != text).then_some((text, grouped))
            }
            _ => None,
        })
        .collect();
    let words = values.split(' ').map(|word| {
        let part = grouped_parts.iter().find(|(text, _)| text == word);
        part.map_or(word, |(_, grouped)| grouped.as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the place of the one cell of a table that a step is, where there is nothing else to say.
fn one_cell(step: &Step) -> Option<String> {
    if step.cell.is_err() || !step.notes.is_empty() {
        return None;
    }
    let source = match only_source(step, &step.formula.zh) {
        Some(source) if step.evidence.is_empty() => source,
        _ if step.form == Form::Source && step.steps.is_empty() => step,
        _ => return None,
    };
    if !source.notes.is_empty() {
        return None;
    }
    evidence::only_cell(&source.evidence)
}

/// Returns the anchor of a clause on its policy's page.
pub fn clause_anchor(number: u32) -> String {
    format!("clause-{number}")
}
