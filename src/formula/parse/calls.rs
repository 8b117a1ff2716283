//! What stands before brackets: functions, earlier periods; and days of a period.

use std::sync::Arc;

use super::super::mistake::FormulaMistake;
use super::super::token::TokenKind;
use super::super::vocabulary as v;
use super::super::{Aggregate, Expr, LATEST, Node};
use super::cursor::Cursor;
use super::{Parsed, aggregate, expression};
use crate::diagnostic::nearest;
use crate::value::Place;

/// Reads what follows `name(`.
pub(super) fn call(c: &mut Cursor, name: &Arc<str>, start: &Place) -> Parsed<Expr> {
    if let Some(by) = v::aggregate(name) {
        // `min` and `max` are functions where several arguments stand in the brackets.
        let first = c.place();
        let fold = aggregate::contents(c, by)?;
        let whole = c.from(&first);
        if matches!(by, Aggregate::Min | Aggregate::Max) && c.symbol(",") {
            let mut arguments = vec![fold.into_argument(c.span_of(&whole))?];
            arguments.extend(arguments_until_close(c)?);
            return checked_call(c, name, arguments, start);
        }
        c.expect_symbol(")")?;
        let place = c.from(start);
        return Ok(fold.into_expr(by, &place));
    }
    if v::BACK
        .iter()
        .any(|(en, zh)| *en == name.as_ref() || *zh == name.as_ref())
    {
        let arguments = arguments_until_close(c)?;
        return back(c, name, arguments, start);
    }
    if v::function(name).is_none() {
        let instead = v::spreadsheet(name);
        let suggestion = nearest(name, v::callable()).map(str::to_owned);
        let mistake = FormulaMistake::UnknownFunction {
            name: name.to_string(),
            instead,
            suggestion,
        };
        return Err((mistake, c.span_of(start)));
    }
    let arguments = arguments_until_close(c)?;
    checked_call(c, name, arguments, start)
}

fn checked_call(c: &Cursor, name: &str, arguments: Vec<Expr>, start: &Place) -> Parsed<Expr> {
    let place = c.from(start);
    match v::function(name) {
        Some((function, least, most, _)) if (least..=most).contains(&arguments.len()) => {
            Ok(Expr::call(function, arguments, &place))
        }
        found => {
            let (least, most, usage) =
                found.map_or((1, 1, ""), |(_, least, most, usage)| (least, most, usage));
            let mistake = FormulaMistake::ArgumentCount {
                name: name.to_owned(),
                least,
                most,
                found: arguments.len(),
                usage,
            };
            Err((mistake, c.span_of(&place)))
        }
    }
}

fn back(c: &Cursor, name: &str, arguments: Vec<Expr>, start: &Place) -> Parsed<Expr> {
    let place = c.from(start);
    let means = |word: usize| {
        v::BACK
            .get(word)
            .is_some_and(|w| name == w.0 || name == w.1)
    };
    let (one, latest) = (means(0), means(2));
    let wanted = if one || latest { 1 } else { 2 };
    if arguments.len() != wanted {
        let mistake = FormulaMistake::ArgumentCount {
            name: name.to_owned(),
            least: wanted,
            most: wanted,
            found: arguments.len(),
            usage: match (one, latest) {
                (true, _) => "previous(x)",
                (_, true) => "latest(x)",
                _ => "back(x, 3)",
            },
        };
        return Err((mistake, c.span_of(&place)));
    }
    let (periods, at) = match arguments.get(1) {
        None => (Some(1), place.clone()),
        Some(count) => (whole_number(count), count.place.clone()),
    };
    match (periods, arguments.into_iter().next()) {
        (_, Some(what)) if latest => Ok(Expr::new(Node::Back(Box::new(what), LATEST), &place)),
        (Some(periods @ 1..=120), Some(what)) => {
            Ok(Expr::new(Node::Back(Box::new(what), periods), &place))
        }
        _ => Err((FormulaMistake::PeriodCount, c.span_of(&at))),
    }
}

fn whole_number(expr: &Expr) -> Option<u16> {
    match &expr.node {
        Node::Number(n) => n.to_i64().and_then(|n| u16::try_from(n).ok()),
        _ => None,
    }
}

fn arguments_until_close(c: &mut Cursor) -> Parsed<Vec<Expr>> {
    let mut arguments = Vec::new();
    while !c.symbol(")") {
        arguments.push(expression(c)?);
        if !c.symbol(",") {
            c.expect_symbol(")")?;
            break;
        }
    }
    Ok(arguments)
}

/// Reads `day 3 of next period` (`第 3 …` is written `day` in both languages' formulas).
pub(super) fn day_of_period(c: &mut Cursor) -> Parsed<Option<Expr>> {
    let start = c.place();
    if !c.looking_at(&[&v::DAY]) || !matches!(c.peek_after(1), Some(TokenKind::Number(_))) {
        return Ok(None);
    }
    c.skip(1);
    let day = match c.peek() {
        Some(TokenKind::Number(n)) => n.to_i64().and_then(|n| u8::try_from(n).ok()),
        _ => None,
    };
    let Some(day @ 1..=31) = day else {
        return Err((FormulaMistake::DayOfMonth, c.span()));
    };
    c.skip(1);
    c.expect_contextual(&v::OF)?;
    let shift = if c.contextual(&v::NEXT) {
        1
    } else if c.contextual(&v::PREVIOUS) {
        -1
    } else {
        c.expect_contextual(&v::THIS)?;
        0
    };
    c.expect_contextual(&v::PERIOD)?;
    let place = c.from(&start);
    Ok(Some(Expr::new(Node::DayOf { day, shift }, &place)))
}
