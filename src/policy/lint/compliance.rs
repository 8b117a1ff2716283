//! `compliance: cn`: what a lawyer for employment would ask about. No legal advice.

use std::sync::Arc;

use crate::figure::Body;
use crate::form::Reader;
use crate::form::site::SITE;
use crate::formula::{Aggregate, Expr, Node, Operator, Over, each_name, in_words};
use crate::policy::draft::Draft;
use crate::policy::mistake::ComplianceMistake;
use crate::policy::{Clause, ClausePart, Policy};

/// Tells whether the site wants the pack for all its policies.
pub(super) fn wanted(content: &crate::content::Content) -> bool {
    // What is wrong with the file is told where the settings are read.
    let mut reader = Reader::new();
    let document = content.document("content/site");
    let fields = document.and_then(|d| reader.read(&d.root, &SITE));
    fields.is_some_and(|fields| fields.word("compliance", &mut reader).is_some())
}

/// Returns what the pack asks about.
pub(super) fn look(draft: &Draft, policy: &Policy) -> Vec<ComplianceMistake> {
    let mut found = Vec::new();
    let leaving = policy.clauses.iter().any(speaks_of_leaving);
    for line in &policy.pay {
        let Some(figure) = draft.defined(&line.figure) else {
            continue;
        };
        let (title, place) = (line.name.to_string(), figure.place.clone());
        if matches!(&figure.body, Body::Formula(expr) if is_negative(expr)) {
            found.push(ComplianceMistake::Fine { title, place });
        } else if waits(draft, &line.figure) && !leaving {
            found.push(ComplianceMistake::HeldForLeavers { title, place });
        }
    }
    for (rule, when) in &draft.reviews {
        if ranks_alone(draft, when, 0) {
            found.push(ComplianceMistake::RankAlone {
                rule: rule.clone(),
                place: when.place.clone(),
            });
        }
    }
    found
}

/// Tells whether a line is what is held or owed and nothing is said of those who leave.
fn waits(draft: &Draft, line: &str) -> bool {
    let owed = line.strip_suffix(".owed");
    line.ends_with(".held") || owed.is_some_and(|line| !draft.settled.contains(line))
}

fn speaks_of_leaving(clause: &Clause) -> bool {
    let says = |text: &str| {
        let words = ["离职", "离岗", "leaver", "leaves the company"];
        words.iter().any(|word| text.contains(word))
    };
    let said = |part: &ClausePart| matches!(part, ClausePart::Text(text) if says(text));
    says(&clause.title) || clause.parts.iter().any(said)
}

/// Tells whether an amount is written as one that is taken away: `-50 * count(…)`.
fn is_negative(expr: &Expr) -> bool {
    match &expr.node {
        Node::Number(number) => number.is_negative() && !number.is_zero(),
        Node::Negate(_) => true,
        Node::Binary(Operator::Times | Operator::DividedBy, a, b) => {
            is_negative(a) != is_negative(b)
        }
        Node::Binary(Operator::Minus, a, _) => {
            matches!(&a.node, Node::Number(number) if number.is_zero())
        }
        Node::Binary(Operator::Plus, a, b) => is_negative(a) && is_negative(b),
        Node::If(parts) => parts.iter().skip(1).any(is_negative),
        _ => false,
    }
}

/// How far a condition is followed through metrics.
const DEPTH: u32 = 8;

/// Tells whether a condition rests on ranks and on nothing else.
fn ranks_alone(draft: &Draft, when: &Expr, depth: u32) -> bool {
    if is_extreme(when) {
        return true;
    }
    let (mut any, mut all) = (false, true);
    each_name(when, &mut |name| {
        let named = Expr::new(Node::Name(name.clone()), &when.place);
        let figure: Option<Arc<str>> = draft.figure_named(&named);
        let body = figure.and_then(|f| draft.defined(&f)).map(|d| &d.body);
        let ranked = match body {
            Some(Body::Rank { .. } | Body::Pick { .. }) => true,
            Some(Body::Formula(expr)) => depth < DEPTH && ranks_alone(draft, expr, depth + 1),
            // A parameter may say which rank.
            None => {
                let parameter = draft.parameters.iter().any(|p| {
                    let written = name.to_string();
                    *p.name == *written || p.aliases.iter().any(|a| **a == *written)
                });
                all &= parameter;
                return;
            }
            _ => false,
        };
        any |= ranked;
        all &= ranked;
    });
    any && all
}

/// `总分 == min(总分 over everyone)`: to be the least or the most of people is a rank, too.
fn is_extreme(when: &Expr) -> bool {
    use Operator::{Equal, LessOrEqual, MoreOrEqual};
    let Node::Binary(Equal | LessOrEqual | MoreOrEqual, a, b) = &when.node else {
        return false;
    };
    let of_people = |side: &Expr, other: &Expr| {
        let Node::Fold(fold) = &side.node else {
            return false;
        };
        let extreme = matches!(fold.by, Aggregate::Min | Aggregate::Max);
        let people = matches!(fold.over, Some(Over::Everyone { .. } | Over::Team { .. }));
        let what = fold.what.as_ref().map(|what| in_words(what).en);
        extreme && people && what == Some(in_words(other).en)
    };
    of_people(a, b) || of_people(b, a)
}
