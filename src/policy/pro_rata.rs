//! `pro_rata`: targets and pay of those who are there for a part of a period, by a basis that the
//! policy names: calendar days, workdays or attendance.

use std::sync::Arc;

use super::draft::{Amount, Draft, named};
use super::mistake::ProRataMistake;
use super::ways::Leaf;
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::policy::PRO_RATA;
use crate::form::{Fields, Written};
use crate::formula::{Expr, Node, Operator};
use crate::value::Place;

/// What a policy says of shares of a period.
#[derive(Debug, Default)]
pub(super) struct ProRata {
    attendance: bool,
    part_time: bool,
    /// Whether its subjects are people.
    of_people: bool,
}

/// The figure of the days attended.
const ATTENDANCE: &str = "attendance_days";
/// The figure of the share of full hours.
const PART_TIME: &str = "share.part_time";

/// Reads the policy's own `pro_rata`.
pub(super) fn read(draft: &mut Draft, fields: &Fields<'_>) {
    let subject = fields.word("subject", &mut draft.reader).map(|w| w.value);
    draft.pro_rata.of_people = !matches!(subject, Some("team" | "company"));
    let Some(fields) = fields
        .node("pro_rata")
        .and_then(|n| draft.reader.read(n, &PRO_RATA))
    else {
        return;
    };
    let days = fields.node("attendance").and_then(|n| draft.formula(n));
    if let Some(expr) = days {
        draft.pro_rata.attendance = true;
        let title = draft.say("出勤天数", "days attended");
        let mut figure = draft.figure(ATTENDANCE, &title, Form::Metric, expr);
        figure.aliases = vec!["出勤天数".into()];
        figure.unit = Some(draft.say("天", "days").into());
        draft.define(figure);
    }
    if let Some(expr) = fields.node("part_time").and_then(|n| draft.formula(n)) {
        draft.pro_rata.part_time = true;
        let title = draft.say("工时比例", "share of full hours");
        let mut figure = draft.figure(PART_TIME, &title, Form::Metric, expr);
        figure.unit = Some("%".into());
        draft.define(figure);
    }
}

/// Makes a target pro rata, where its item says so.
pub(super) fn of_target(draft: &mut Draft, leaf: &Leaf<'_, '_>, amount: Amount) -> Amount {
    let Some((share, said)) = share(draft, leaf.fields) else {
        return amount;
    };
    Amount {
        words: Said::new(
            format!("{}，{}", amount.words.zh, said.zh),
            format!("{}, {}", amount.words.en, said.en),
        ),
        // It is another number for everybody.
        number: None,
        expr: times(amount.expr, &share),
    }
}

/// Refuses to make pro rata what is not there.
pub(super) fn without_target(draft: &mut Draft, leaf: &Leaf<'_, '_>) {
    if let Some(place) = leaf.fields.key_place("pro_rata") {
        draft.reader.report(ProRataMistake::NoTarget {
            item: leaf.name.to_string(),
            place: place.clone(),
        });
    }
}

/// Makes an amount of pay pro rata, where its line says so.
pub(super) fn of_pay(
    draft: &mut Draft,
    fields: &Fields<'_>,
    expr: Expr,
    mut said: Said,
) -> (Expr, Said) {
    let Some((share, by)) = share(draft, fields) else {
        return (expr, said);
    };
    said.zh += &format!("，{}", by.zh);
    said.en += &format!(", {}", by.en);
    (times(expr, &share), said)
}

fn times(expr: Expr, share: &str) -> Expr {
    let place = expr.place.clone();
    Expr::binary(Operator::Times, expr, named(share, &place))
}

/// Returns the figure of the share that a form names, defined where it is first named, and how it
/// is said.
fn share(draft: &mut Draft, fields: &Fields<'_>) -> Option<(Arc<str>, Said)> {
    let word = fields.word("pro_rata", &mut draft.reader)?;
    let place = word.place;
    if !draft.pro_rata.of_people {
        draft.reader.report(ProRataMistake::NotOfPeople { place });
        return None;
    }
    let (zh, en, formula) = match word.value {
        "attendance" if !draft.pro_rata.attendance => {
            draft.reader.report(ProRataMistake::NoAttendance { place });
            return None;
        }
        "attendance" => (
            "按出勤折算",
            "pro rata by attendance",
            format!("min(1, {ATTENDANCE} / workdays)"),
        ),
        "workdays" => (
            "按在岗工作日折算",
            "pro rata by workdays",
            "workdays_present / workdays".to_owned(),
        ),
        _ => (
            "按在岗日历天数折算",
            "pro rata by calendar days",
            "days_present / (days_between(period_start, period_end) + 1)".to_owned(),
        ),
    };
    let name: Arc<str> = format!("share.{}", word.value).into();
    if draft.defined(&name).is_none() {
        let expr = draft.formula_text(&Written::new(formula, &place))?;
        let mut expr = at(expr, &place);
        if draft.pro_rata.part_time && word.value != "attendance" {
            expr = Expr::binary(Operator::Times, expr, named(PART_TIME, &place));
        }
        let title = draft.say(&format!("{zh}的比例"), &format!("share {en}"));
        let mut figure = draft.figure(&name, &title, Form::Metric, expr);
        figure.unit = Some("%".into());
        figure.place = place.clone();
        draft.define(figure);
    }
    let mut said = Said::new(zh, en);
    if draft.pro_rata.part_time && word.value != "attendance" {
        said.zh += "，再乘以工时比例";
        said.en += " and by the share of full hours";
    }
    Some((name, said))
}

/// Puts a formula of ours at the place of the author's word.
fn at(mut expr: Expr, place: &Place) -> Expr {
    expr.place = place.clone();
    match &mut expr.node {
        Node::Binary(_, a, b) => {
            **a = at(
                std::mem::replace(a, Expr::new(Node::Truth(false), place)),
                place,
            );
            **b = at(
                std::mem::replace(b, Expr::new(Node::Truth(false), place)),
                place,
            );
        }
        Node::Call(_, arguments) => {
            for argument in arguments {
                *argument = at(
                    std::mem::replace(argument, Expr::new(Node::Truth(false), place)),
                    place,
                );
            }
        }
        _ => {}
    }
    expr
}
