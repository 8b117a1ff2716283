//! Counts of periods running, for rules of a ladder and for awards; what a period without data
//! does to them.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::mistake::HonourMistake;
use super::spoken::spoken;
use crate::diagnostic::Said;
use crate::figure::{Body, Form};
use crate::form::{Fields, Written};
use crate::formula::{Expr, Function, LATEST, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// What a period without data does to a count.
#[derive(Debug, Clone, Default)]
pub(super) struct Gaps {
    /// When a period counts as one with data, beyond that the condition is known.
    data: Option<Expr>,
    /// What is done; `None` where the policy says nothing: the count waits for the data.
    then: Option<Then>,
    said: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Keep,
    Reset,
    Count,
}

/// A count of how many periods running something has held.
pub(super) struct Streak<'a> {
    /// The counter's full name, another name of it and its title.
    pub names: (&'a str, &'a str, &'a str),
    pub form: Form,
    /// What has to hold.
    pub when: &'a Expr,
    /// The figure after which the count starts anew.
    pub anew: Option<&'a str>,
    pub gaps: &'a Gaps,
    pub place: &'a Place,
}

impl Gaps {
    /// Reads `data` and `without_data`.
    pub fn read(draft: &mut Draft, owner: &Written<String>, fields: &Fields<'_>) -> Self {
        let data = fields.node("data").and_then(|n| draft.formula(n));
        let word = fields.word("without_data", &mut draft.reader);
        if data.is_some() && !fields.has("without_data") {
            draft.reader.report(HonourMistake::GapsUnsaid {
                owner: owner.value.clone(),
                place: fields.key_place("data").unwrap_or(&owner.place).clone(),
            });
        }
        let (then, zh, en) = match word.map(|w| w.value) {
            Some("keep") => (
                Then::Keep,
                "没有数据的一期不计，计数保持",
                "a period without data is passed over and the count stays",
            ),
            Some("reset") => (
                Then::Reset,
                "没有数据的一期，计数清零",
                "a period without data ends the count",
            ),
            Some("count") => (
                Then::Count,
                "没有数据的一期照计",
                "a period without data counts too",
            ),
            _ => return Self::default(),
        };
        let mut said = Said::new(zh, en);
        if let Some(data) = &data {
            let words = spoken(draft, data);
            said.zh += &format!("（有数据：{}）", words.zh);
            said.en += &format!(" (with data: {})", words.en);
        }
        Self {
            data,
            then: Some(then),
            said,
        }
    }

    /// Where nothing is said, a period without data ends the count.
    pub fn or_reset(mut self) -> Self {
        if self.then.is_none() {
            self.then = Some(Then::Reset);
        }
        self
    }

    /// Says it; nothing where nothing is said.
    pub fn said(&self) -> Option<&Said> {
        (!self.said.zh.is_empty()).then_some(&self.said)
    }

    /// Tells whether the period has data for a condition.
    fn present(&self, when: &Expr, place: &Place) -> Expr {
        let known = Expr::call(Function::Known, vec![when.clone()], place);
        match &self.data {
            Some(data) => Expr::binary(Operator::And, or_else_false(data.clone(), place), known),
            None => known,
        }
    }

    /// Tells whether a condition counts as held in this period; `None` where a count above zero
    /// tells so itself.
    pub fn held(&self, when: &Expr, place: &Place) -> Option<Expr> {
        let missed = self.then? == Then::Count;
        let missed = Expr::new(ExprNode::Truth(missed), place);
        Some(Expr::choose(
            self.present(when, place),
            when.clone(),
            missed,
        ))
    }
}

/// Defines the counter.
pub(super) fn counter(draft: &mut Draft, streak: &Streak<'_>) {
    let (name, alias, title) = streak.names;
    let body = body(streak);
    let mut figure = draft.figure_with(name, title, streak.form, body, streak.place);
    figure.aliases = vec![Arc::from(alias)];
    draft.define(figure);
}

/// How the counter is worked out.
pub(super) fn body(streak: &Streak<'_>) -> Body {
    let (name, _, _) = streak.names;
    let place = streak.place;
    let number = |n: i64| Expr::number(Number::from(n), place);
    let once_more = |count: Expr| Expr::binary(Operator::Plus, count, number(1));
    let anew = |before: Expr, periods: u16| match streak.anew {
        Some(figure) => {
            let ended = or_else_false(back(figure, periods, place), place);
            Expr::choose(ended, number(0), before)
        }
        None => before,
    };
    let counted = |before: Expr| Expr::choose(streak.when.clone(), once_more(before), number(0));
    match streak.gaps.then {
        None => Body::State {
            initially: Expr::choose(streak.when.clone(), number(1), number(0)),
            next: counted(anew(back(name, 1, place), 1)),
        },
        Some(then) => {
            // A period in which somebody is not assessed at all leaves no count behind.
            let periods = if then == Then::Reset { 1 } else { LATEST };
            let own = vec![back(name, periods, place), number(0)];
            let before = anew(Expr::call(Function::Otherwise, own, place), periods);
            let instead = match then {
                Then::Keep => before.clone(),
                Then::Reset => number(0),
                Then::Count => once_more(before.clone()),
            };
            let present = streak.gaps.present(streak.when, place);
            let value = Expr::choose(present, counted(before), instead);
            Body::State {
                initially: value.clone(),
                next: value,
            }
        }
    }
}

/// Reads a figure of an earlier period.
pub(super) fn back(name: &str, periods: u16, place: &Place) -> Expr {
    let inner = Box::new(named(name, place));
    Expr::new(ExprNode::Back(inner, periods), place)
}

/// Takes what is not known for false.
pub(super) fn or_else_false(expr: Expr, place: &Place) -> Expr {
    let no = Expr::new(ExprNode::Truth(false), place);
    Expr::call(Function::Otherwise, vec![expr, no], place)
}
