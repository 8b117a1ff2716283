//! `ladder:`: grades, counters that start anew after a move, and the moves.

use std::sync::Arc;

use super::Ladder;
use super::draft::{Draft, named};
use super::mistake::TextMistake;
use super::rule::{self, Rule};
use super::scorecard::joined;
use super::spoken::spoken;
use super::streak::{self, Streak};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::{Body, Form};
use crate::form::Fields;
use crate::form::ladder::LADDER;
use crate::formula::{Expr, Function, LATEST, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// The figures of a ladder.
pub(super) const BEFORE: &str = "ladder.grade_before";
const AFTER: &str = "ladder.grade_after";
/// The figure of the move.
pub(super) const MOVE: &str = "ladder.move";
const DECIDED: &str = "ladder.decided_on";
const ROSTER: &str = "ladder.roster_grade";
const BY_HAND: &str = "ladder.by_hand";
const MOVED: &str = "ladder.moved";
const PROTECTED: &str = "ladder.protected";

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
    let latest = |name: &str| streak::back(name, LATEST, &place);
    // A grade that the roster changes (a dated move) holds at once; otherwise the ladder's own,
    // as it was left, though periods may lie between.
    let changed = Expr::binary(Operator::NotEqual, roster.clone(), latest(ROSTER));
    let carried = Expr::choose(changed.clone(), roster.clone(), latest(AFTER));
    let grade = Expr::call(Function::Otherwise, vec![carried, roster.clone()], &place);
    let title = draft.say("期初职级", "Grade at the start");
    let body = Body::State {
        initially: grade.clone(),
        next: grade,
    };
    let mut figure = draft.figure_with(BEFORE, &title, Form::Ladder, body, &place);
    figure.aliases = vec!["晋升淘汰.期初职级".into(), "期初职级".into()];
    draft.define(figure);
    // A change that only writes down the ladder's own move is none; any other is the move of the
    // period, beside which there is no second.
    let own = Expr::binary(Operator::NotEqual, roster, latest(AFTER));
    let by_hand = Expr::binary(Operator::And, changed, own);
    let by_hand = streak::or_else_false(by_hand, &place);
    let title = draft.say("花名册已变动", "Moved by the roster");
    let figure = draft.figure(BY_HAND, &title, Form::Ladder, by_hand);
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
        counters.push((counter(draft, rule), rule.title.clone()));
    }
    let reviewing = rules.iter().filter(|rule| rule.leads_to("review"));
    draft.reviews = reviewing
        .map(|r| (r.title.clone(), r.when.clone()))
        .collect();
    let protect = fields.count("protect", &mut draft.reader).map(|n| n.value);
    let protect = protect.filter(|periods| *periods > 0);
    let moved = |rule: &Rule| {
        let fires = fires(rule, &place);
        if protect.is_none() {
            return fires;
        }
        let word = rule.word(&grades, &place);
        let kept = vec![text("down", &place), text("review", &place)];
        let kept = Expr::new(ExprNode::In(Box::new(word), kept), &place);
        let none = Expr::number(Number::ZERO, &place);
        let open = Expr::binary(Operator::More, named(PROTECTED, &place), none);
        let shut = Expr::binary(Operator::And, open, kept);
        let free = Expr::new(ExprNode::Not(Box::new(shut)), &place);
        Expr::binary(Operator::And, fires, free)
    };
    // The first rule that holds acts.
    let nothing = text("", &place);
    let end = named("period_end", &place);
    let (mut move_expr, mut day) = (nothing, end);
    for rule in rules.iter().rev() {
        let word = rule.word(&grades, &place);
        move_expr = Expr::choose(moved(rule), word, move_expr);
        if let Some(on) = &rule.on {
            day = Expr::choose(moved(rule), on.clone(), day);
        }
    }
    move_expr = Expr::choose(named(BY_HAND, &place), text("", &place), move_expr);
    let title = draft.say("变动", "Move");
    let mut figure = draft.figure(MOVE, &title, Form::Ladder, move_expr);
    figure.place = place.clone();
    figure.aliases = vec!["晋升淘汰.变动".into()];
    draft.define(figure);
    after_a_move(draft, protect, &place);
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
    let mut sentences = vec![grades_said(draft, &fields, &grades)];
    sentences.extend(rules.iter().map(|r| r.sentence(&grades)));
    sentences.extend(protect.map(|periods| {
        Said::new(
            format!("升降之后 {periods} 期为保护期：可以升，不降，也不提请复核。"),
            format!("For {periods} periods after a move nobody goes down or up for review."),
        )
    }));
    Some(Ladder {
        grades,
        before: BEFORE.into(),
        after: AFTER.into(),
        moved: MOVE.into(),
        counters,
        sentences,
    })
}

/// Says the grades, and whence the grade at the start comes.
fn grades_said(draft: &mut Draft, fields: &Fields<'_>, grades: &[String]) -> Said {
    let mut said = Said::new(
        format!("职级从低到高：{}。", grades.join("、")),
        format!(
            "Grades from the lowest to the highest: {}.",
            grades.join(", ")
        ),
    );
    if let Some(start) = fields.node("start").and_then(|n| draft.formula(n)) {
        let start = spoken(draft, &start);
        said.zh += &format!("起初的职级：{}。", start.zh);
        said.en += &format!(" The grade at first: {}.", start.en);
    }
    said
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

/// Defines whether there was a move, and for how many periods its protection lasts.
fn after_a_move(draft: &mut Draft, protect: Option<u32>, place: &Place) {
    let moves = vec![text("up", place), text("down", place)];
    let stepped = Expr::new(ExprNode::In(Box::new(named(MOVE, place)), moves), place);
    let moved = Expr::binary(Operator::Or, named(BY_HAND, place), stepped);
    let title = draft.say("本期有变动", "Moved in this period");
    let moved = streak::or_else_false(moved, place);
    let figure = draft.figure(MOVED, &title, Form::Ladder, moved);
    draft.define(figure);
    let Some(periods) = protect else { return };
    let number = |n: i64| Expr::number(Number::from(n), place);
    let latest = |name: &str| streak::back(name, LATEST, place);
    let left = vec![latest(PROTECTED), number(0)];
    let left = Expr::call(Function::Otherwise, left, place);
    let less = Expr::binary(Operator::Minus, left, number(1));
    let less = Expr::call(Function::Max, vec![less, number(0)], place);
    let moved = streak::or_else_false(latest(MOVED), place);
    let value = Expr::choose(moved, number(i64::from(periods)), less);
    let body = Body::State {
        initially: value.clone(),
        next: value,
    };
    let title = draft.say("保护期剩余", "Protection left");
    let figure = draft.figure_with(PROTECTED, &title, Form::Ladder, body, place);
    draft.define(figure);
}

fn text(text: &str, place: &Place) -> Expr {
    Expr::new(ExprNode::Text(text.into()), place)
}

/// Counts for how many periods running the rule's condition has held.
fn counter(draft: &mut Draft, rule: &Rule) -> Arc<str> {
    let full = rule.count();
    let alias = format!("晋升淘汰.{}.计数", rule.name);
    let streak = Streak {
        names: (&full, &alias, &rule.title),
        form: Form::Counter,
        when: &rule.when,
        anew: rule.reset.then_some(MOVED),
        gaps: &rule.gaps,
        place: &rule.place,
    };
    streak::counter(draft, &streak);
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
    let long_enough = joined(cases.collect(), Operator::Or).unwrap_or_else(never);
    match rule.gaps.held(&rule.when, place) {
        Some(held) => Expr::binary(Operator::And, held, long_enough),
        None => long_enough,
    }
}

/// The grade after the move: one step up or down, with end stops.
fn stepped(grades: &[String], place: &Place) -> Expr {
    let text = |t: &str| text(t, place);
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
