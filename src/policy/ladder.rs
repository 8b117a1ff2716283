//! `ladder:`: grades, counters that start anew after a move, and the moves.

use std::sync::Arc;

use super::Ladder;
use super::draft::{Draft, named};
use super::mistake::TextMistake;
use super::rule::{self, Rule};
use super::scorecard::joined;
use crate::content::Node;
use crate::figure::{Body, Form};
use crate::form::Fields;
use crate::form::reward::LADDER;
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// The figures of a ladder.
pub(super) const BEFORE: &str = "ladder.grade_before";
const AFTER: &str = "ladder.grade_after";
/// The figure of the move.
pub(super) const MOVE: &str = "ladder.move";
const DECIDED: &str = "ladder.decided_on";
const ROSTER: &str = "ladder.roster_grade";

/// Defines the grade at the period's start, before anything that may read it.
pub(super) fn before(draft: &mut Draft, node: &Node) {
    let Some(fields) = shape(node, draft) else {
        return;
    };
    let place = fields.0;
    let start = fields
        .1
        .unwrap_or_else(|| Expr::name(&["person", "grade"], &place));
    let title = draft.say("花名册职级", "Grade of the roster");
    let roster = draft.figure(ROSTER, &title, Form::Ladder, start);
    draft.define(roster);
    let roster = named(ROSTER, &place);
    let back = |name: &str| {
        let inner = Box::new(named(name, &place));
        Expr::new(ExprNode::Back(inner, 1), &place)
    };
    // A grade that the roster changes (a dated move) holds at once; otherwise the ladder's own.
    let changed = Expr::binary(Operator::NotEqual, roster.clone(), back(ROSTER));
    let next = Expr::choose(changed, roster.clone(), back(AFTER));
    let title = draft.say("期初职级", "Grade at the start");
    let body = Body::State {
        initially: roster,
        next,
    };
    let mut figure = draft.figure_with(BEFORE, &title, Form::Ladder, body, &place);
    figure.aliases = vec!["晋升淘汰.期初职级".into(), "期初职级".into()];
    draft.define(figure);
}

/// Reads `ladder:` and defines its figures.
pub(super) fn ladder(draft: &mut Draft, node: &Node) -> Option<Ladder> {
    let fields = draft.reader.read(node, &LADDER)?;
    let grades: Vec<String> = fields
        .texts("grades")
        .into_iter()
        .map(|t| t.value)
        .collect();
    let place = fields.place().clone();
    check_grades(draft, &fields);
    let rules = fields.node("rules")?;
    let rules: Vec<Rule> = rule::rules(draft, rules, &grades);
    let mut counters = Vec::new();
    for rule in &rules {
        counters.push((counter(draft, rule, &place), rule.title.clone()));
    }
    let reviewing = rules.iter().filter(|rule| rule.leads_to("review"));
    draft.reviews = reviewing
        .map(|r| (r.title.clone(), r.when.clone()))
        .collect();
    let moved = |rule: &Rule| fires(rule, &place);
    // The first rule that holds acts.
    let nothing = Expr::new(ExprNode::Text("".into()), &place);
    let end = named("period_end", &place);
    let (mut move_expr, mut day) = (nothing, end);
    for rule in rules.iter().rev() {
        let word = rule.word(&grades, &place);
        move_expr = Expr::choose(moved(rule), word, move_expr);
        if let Some(on) = &rule.on {
            day = Expr::choose(moved(rule), on.clone(), day);
        }
    }
    let title = draft.say("变动", "Move");
    let mut figure = draft.figure(MOVE, &title, Form::Ladder, move_expr);
    figure.place = place.clone();
    figure.aliases = vec!["晋升淘汰.变动".into()];
    draft.define(figure);
    let title = draft.say("决定日", "Decided on");
    let mut figure = draft.figure(DECIDED, &title, Form::Ladder, day);
    figure.place = place.clone();
    figure.aliases = vec!["晋升淘汰.决定日".into()];
    draft.define(figure);
    let after = stepped(&grades, &place);
    let title = draft.say("期末职级", "Grade from the next period on");
    let mut figure = draft.figure(AFTER, &title, Form::Ladder, after);
    figure.place = place.clone();
    figure.aliases = vec!["晋升淘汰.期末职级".into(), "期末职级".into()];
    draft.define(figure);
    let sentences = rules.iter().map(|r| r.sentence(&grades)).collect();
    Some(Ladder {
        grades,
        before: BEFORE.into(),
        after: AFTER.into(),
        moved: MOVE.into(),
        counters,
        sentences,
    })
}

fn shape(node: &Node, draft: &mut Draft) -> Option<(Place, Option<Expr>)> {
    // The form is read for good, with its mistakes, by `ladder`; here only where it starts.
    let crate::content::NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    let start = entries.iter().find_map(|(key, value)| match &key.kind {
        crate::content::NodeKind::Scalar { text, .. } => {
            matches!(text.as_str(), "start" | "现职级").then_some(value)
        }
        _ => None,
    });
    let expr = start.and_then(|n| draft.formula(n));
    Some((node.place.clone(), expr))
}

fn check_grades(draft: &mut Draft, fields: &Fields<'_>) {
    let grades = fields.texts("grades");
    for (at, grade) in grades.iter().enumerate() {
        let before = grades.iter().take(at).find(|g| g.value == grade.value);
        if let Some(before) = before {
            draft.reader.report(TextMistake::DefinedTwice {
                name: grade.value.clone(),
                first: before.place.clone(),
                second: grade.place.clone(),
            });
        }
    }
}

/// Counts for how many periods running the rule's condition has held.
fn counter(draft: &mut Draft, rule: &Rule, place: &Place) -> Arc<str> {
    let full = rule.count();
    let number = |n: i64| Expr::number(Number::from(n), place);
    let back = |name: &str| {
        let inner = Box::new(named(name, place));
        Expr::new(ExprNode::Back(inner, 1), place)
    };
    let own = back(&full);
    let before = if rule.reset {
        let text = |t: &str| Expr::new(ExprNode::Text(t.into()), place);
        let moves = vec![text("up"), text("down")];
        let moved = Expr::new(ExprNode::In(Box::new(back(MOVE)), moves), place);
        Expr::choose(moved, number(0), own)
    } else {
        own
    };
    let once_more = Expr::binary(Operator::Plus, before, number(1));
    let body = Body::State {
        initially: Expr::choose(rule.when.clone(), number(1), number(0)),
        next: Expr::choose(rule.when.clone(), once_more, number(0)),
    };
    let mut figure = draft.figure_with(&full, &rule.title, Form::Counter, body, &rule.place);
    figure.aliases = vec![format!("晋升淘汰.{}.计数", rule.name).into()];
    draft.define(figure);
    full
}

/// Whether a rule acts: it has held long enough for the grade.
fn fires(rule: &Rule, place: &Place) -> Expr {
    let held = |run: &Expr| {
        Expr::binary(
            Operator::MoreOrEqual,
            named(&rule.count(), place),
            run.clone(),
        )
    };
    let cases = rule.runs.iter().map(|(grade, run)| match grade {
        None => held(run),
        Some(grade) => {
            let is = Expr::binary(
                Operator::Equal,
                named(BEFORE, place),
                Expr::new(ExprNode::Text(grade.as_str().into()), place),
            );
            Expr::binary(Operator::And, is, held(run))
        }
    });
    let never = || Expr::new(ExprNode::Truth(false), place);
    joined(cases.collect(), Operator::Or).unwrap_or_else(never)
}

/// The grade after the move: one step up or down, with end stops.
fn stepped(grades: &[String], place: &Place) -> Expr {
    let text = |t: &str| Expr::new(ExprNode::Text(t.into()), place);
    let is = |name: &str, t: &str| Expr::binary(Operator::Equal, named(name, place), text(t));
    let step = |pairs: Vec<(&String, &String)>| {
        pairs
            .into_iter()
            .fold(named(BEFORE, place), |rest, (from, to)| {
                Expr::choose(is(BEFORE, from), text(to), rest)
            })
    };
    let up = step(grades.iter().zip(grades.iter().skip(1)).rev().collect());
    let down = step(grades.iter().skip(1).zip(grades.iter()).rev().collect());
    let stay = named(BEFORE, place);
    Expr::choose(
        is(MOVE, "up"),
        up,
        Expr::choose(is(MOVE, "down"), down, stay),
    )
}
