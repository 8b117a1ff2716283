//! Explanations on a page of many periods: a formula and its clause are said once, at the end of
//! the page; each figure gives its values and links there.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    DEEPEST, Explained, Telling, clause_anchor, evidence, in_groups, one_cell, only_source,
};
use crate::diagnostic::Language;
use crate::figure::{Evidence, Step};
use crate::number::Number;
use crate::site::address::link;
use crate::site::format;
use crate::site::html::{Html, Writer};
use crate::site::shared::LinkView;

/// The rules that a page has said so far, in the order in which they came up.
#[derive(Debug, Default)]
pub struct Rules {
    said: Vec<Rule>,
    at: BTreeMap<[String; 3], usize>,
}

/// How a figure is computed, and which clause says so.
#[derive(Debug, Clone, Serialize)]
pub struct Rule {
    /// The anchor.
    pub anchor: String,
    /// The figure.
    pub title: String,
    /// The language of the figure's name, where it is another than the page's; else empty.
    pub lang: &'static str,
    /// The formula in words; empty where a clause is all there is to say.
    pub formula: String,
    /// The clause; no address where none says so.
    pub clause: LinkView,
}

/// Returns the language of a name as the author wrote it, where it is another than the page's.
pub fn foreign(name: &str, page: Language) -> &'static str {
    let is_chinese = name
        .chars()
        .any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    match page {
        Language::English if is_chinese => Language::Chinese.tag(),
        _ => "",
    }
}

impl Rules {
    /// Returns them.
    pub fn all(self) -> Vec<Rule> {
        self.said
    }

    /// Returns the anchor of a rule, which is said from now on.
    fn anchor(
        &mut self,
        (title, lang): (&str, &'static str),
        formula: &str,
        clause: LinkView,
    ) -> String {
        let key = [title, formula, &clause.href].map(str::to_owned);
        let at = *self.at.entry(key).or_insert(self.said.len());
        let anchor = format!("f{}", at + 1);
        if at == self.said.len() {
            self.said.push(Rule {
                anchor: anchor.clone(),
                title: title.to_owned(),
                lang,
                formula: formula.to_owned(),
                clause,
            });
        }
        anchor
    }
}

impl Explained<'_, '_> {
    /// Explains a figure by its values; the rules go to those that the page says once.
    pub fn tell_values(&mut self, figure: &str, telling: &Telling<'_>, rules: &mut Rules) -> Html {
        self.learn(figure);
        let mut out = Writer::default();
        if let Some(step) = self.learned(figure) {
            out.raw("<div class=\"why\">");
            self.values(&mut out, step, telling, rules, 0);
            out.raw("</div>");
        }
        out.done()
    }

    fn values(
        &self,
        out: &mut Writer,
        step: &Step,
        telling: &Telling<'_>,
        rules: &mut Rules,
        depth: usize,
    ) {
        let formula = self.shared.say(&step.formula);
        let source = only_source(step, formula);
        let formula = if source.is_some() { "" } else { formula };
        self.rule(out, step, formula, telling, rules);
        let values = self.shared.say(&step.substituted);
        // A single value put in is the result once more, which stands above.
        if !formula.is_empty() && values.contains(' ') {
            out.raw(" ").text(&in_groups(values, &step.steps));
            if depth == 0 {
                let result = self.result(step, telling);
                out.raw(" <b>= ").text(&result).raw("</b>");
            }
        }
        self.reason(out, step);
        for note in &step.notes {
            let note = self.shared.say(note);
            out.raw("<p class=\"note\">").text(note).raw("</p>");
        }
        if let Some(place) = source.and_then(|s| evidence::only_cell(&s.evidence)) {
            self.at(out, &place);
        } else if let Some(source) = source {
            for evidence in &source.evidence {
                self.rows(out, evidence, telling);
            }
        } else if depth < DEEPEST && !self.stand_here(step, telling) {
            out.raw("<ul>");
            for part in &step.steps {
                self.value(out, part, telling, rules, depth);
            }
            out.raw("</ul>");
        }
        for evidence in &step.evidence {
            self.rows(out, evidence, telling);
        }
    }

    /// The folder of the period's own month, which its heading names already.
    fn folder(&self) -> String {
        format!("months/{}/", self.period.period())
    }

    fn at(&self, out: &mut Writer, place: &str) {
        let place = place.strip_prefix(&self.folder()).unwrap_or(place);
        out.raw(" <span class=\"at\">").text(place).raw("</span>");
    }

    fn rows(&self, out: &mut Writer, of: &Evidence, telling: &Telling<'_>) {
        evidence::line(out, self.shared, of, (&self.folder(), telling.rows));
    }

    /// Writes a figure that another rests on.
    fn value(
        &self,
        out: &mut Writer,
        part: &Step,
        telling: &Telling<'_>,
        rules: &mut Rules,
        depth: usize,
    ) {
        let name = self.shared.say(&part.title);
        let anchor = self.known(part, telling).and_then(|k| k.anchor.as_ref());
        out.raw("<li>");
        match anchor {
            Some(anchor) => {
                out.raw("<a href=\"#").text(anchor).raw("\">");
                out.text(name).raw("</a>");
            }
            None => {
                out.text(name);
            }
        }
        let result = self.result(part, telling);
        out.raw(" <b>").text(&result).raw("</b>");
        if anchor.is_none() {
            match one_cell(part) {
                Some(place) => self.at(out, &place),
                None => {
                    out.raw(" ");
                    self.values(out, part, telling, rules, depth + 1);
                }
            }
        }
        out.raw("</li>");
    }

    /// Links to the rule of a step; nothing where there is none.
    fn rule(
        &self,
        out: &mut Writer,
        step: &Step,
        formula: &str,
        telling: &Telling<'_>,
        rules: &mut Rules,
    ) {
        let clause = self.clause_of(step, telling);
        // A formula that is a name or a number stands here already, as what it comes to.
        let is_said = !formula.contains(' ') && !step.steps.is_empty();
        let formula = match is_said || Number::parse(formula).is_ok() {
            true => "",
            false => formula,
        };
        let word = match (formula.is_empty(), clause.href.is_empty()) {
            (true, true) => return,
            (true, false) => "why_clause",
            (false, _) => "why_formula",
        };
        let title = self.shared.say(&step.title);
        let named = (title, foreign(title, self.shared.language()));
        let anchor = rules.anchor(named, formula, clause);
        out.raw("<a href=\"#").text(&anchor).raw("\">");
        out.text(self.shared.words.say(word)).raw("</a>");
    }

    fn clause_of(&self, step: &Step, telling: &Telling<'_>) -> LinkView {
        let own = step.policy == self.policy.id;
        let clause = step.clause.and_then(|at| self.policy.clauses.get(at));
        let page = self.shared.policy_page(self.policy);
        match (clause.filter(|_| own), page) {
            (Some(clause), Some(page)) => {
                let number = format::clause_number(&self.shared.words, clause.number);
                LinkView {
                    text: format!("{number} {}", clause.title),
                    href: format!(
                        "{}#{}",
                        link(telling.page, &page),
                        clause_anchor(clause.number)
                    ),
                }
            }
            _ => LinkView::default(),
        }
    }
}
