//! Tokens → expressions, by precedence climbing.

mod aggregate;
mod calls;
mod cursor;

use std::sync::Arc;

use super::mistake::FormulaMistake;
use super::token::{TokenKind, tokens};
use super::vocabulary::{self as v, Word};
use super::{Expr, Function, Name, Node, Operator};
use crate::diagnostic::Diagnostic;
use crate::value::{At, Place};
use cursor::Cursor;

/// A formula's most tokens; what is longer is better split into named metrics.
const MOST_TOKENS: usize = 600;

/// Reads a formula. `place` is where its text stands, with or without its quotes.
///
/// # Errors
/// The first mistake of the formula, at its characters.
pub fn parse(text: &str, place: &Place) -> Result<Expr, Vec<Diagnostic>> {
    if text.trim().is_empty() {
        return Err(vec![FormulaMistake::Empty.describe(place)]);
    }
    let place = narrowed(text, place);
    let refuse = |mistake: FormulaMistake, start: usize, end: usize| {
        let at = place
            .clone()
            .map_or_else(|whole| whole, |p| p.within(start, end));
        vec![mistake.describe(&at)]
    };
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err((mistake, span)) => return Err(refuse(mistake, span.start, span.end)),
    };
    if let Some(first) = tokens.get(MOST_TOKENS) {
        let mistake = FormulaMistake::TooLong(tokens.len());
        return Err(refuse(mistake, first.span.start, first.span.end));
    }
    let mut cursor = Cursor::new(tokens, text, place.clone());
    let parsed = expression(&mut cursor).and_then(|expr| {
        if cursor.done() {
            Ok(expr)
        } else {
            Err(cursor.unexpected("运算符，或者到此结束", "an operator or the end"))
        }
    });
    parsed.map_err(|(mistake, span)| refuse(mistake, span.start, span.end))
}

/// Returns the place of the bare text inside `place`, or `Err` with the whole place where the text
/// cannot be found there (folded or escaped YAML), so that carets never point at wrong characters.
fn narrowed(text: &str, place: &Place) -> Result<Place, Place> {
    let At::Span { start, end } = place.at else {
        return Err(place.clone());
    };
    match place
        .source
        .text
        .get(start..end)
        .and_then(|raw| raw.find(text))
    {
        Some(offset) => Ok(Place::span(
            &place.source,
            start + offset,
            start + offset + text.len(),
        )),
        None => Err(place.clone()),
    }
}

type Parsed<T> = Result<T, (FormulaMistake, std::ops::Range<usize>)>;

fn expression(c: &mut Cursor) -> Parsed<Expr> {
    c.deeper(|c| {
        if c.word(Word::If) {
            let condition = expression(c)?;
            c.expect_word(Word::Then, "then / 则")?;
            let yes = expression(c)?;
            c.expect_word(Word::Else, "else / 否则")?;
            let no = expression(c)?;
            return Ok(Expr::choose(condition, yes, no));
        }
        let mut left = conjunction(c)?;
        while c.word(Word::Or) {
            let right = conjunction(c)?;
            left = joined(c, Operator::Or, left, right);
        }
        Ok(left)
    })
}

fn conjunction(c: &mut Cursor) -> Parsed<Expr> {
    let mut left = negation(c)?;
    while c.word(Word::And) {
        let right = negation(c)?;
        left = joined(c, Operator::And, left, right);
    }
    Ok(left)
}

fn negation(c: &mut Cursor) -> Parsed<Expr> {
    let place = c.place();
    if c.word(Word::Not) {
        let inner = c.deeper(negation)?;
        return Ok(Expr::new(Node::Not(Box::new(inner)), &place));
    }
    comparison(c)
}

fn comparison(c: &mut Cursor) -> Parsed<Expr> {
    let left = sum(c)?;
    if c.word(Word::In) {
        c.expect_symbol("[")?;
        let mut list = Vec::new();
        while !c.symbol("]") {
            list.push(sum(c)?);
            if !c.symbol(",") {
                c.expect_symbol("]")?;
                break;
            }
        }
        let place = c.from(&left.place);
        return Ok(Expr::new(Node::In(Box::new(left), list), &place));
    }
    let Some(operator) = comparison_operator(c) else {
        return Ok(left);
    };
    let right = sum(c)?;
    let compared = joined(c, operator, left, right);
    let span = c.span();
    if comparison_operator(c).is_some() {
        return Err((FormulaMistake::ChainedComparison, span));
    }
    Ok(compared)
}

/// Joins two operands, at the place from the first to the last character of both.
fn joined(c: &Cursor, operator: Operator, left: Expr, right: Expr) -> Expr {
    let place = c.from(&left.place);
    Expr {
        place,
        ..Expr::binary(operator, left, right)
    }
}

fn comparison_operator(c: &mut Cursor) -> Option<Operator> {
    const OPERATORS: [(&str, Operator); 6] = [
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::MoreOrEqual),
        ("<", Operator::Less),
        (">", Operator::More),
    ];
    OPERATORS
        .into_iter()
        .find_map(|(symbol, operator)| c.symbol(symbol).then_some(operator))
}

fn sum(c: &mut Cursor) -> Parsed<Expr> {
    let mut left = product(c)?;
    loop {
        let minus = if c.symbol("+") {
            false
        } else if c.symbol("-") {
            true
        } else {
            return Ok(left);
        };
        let right = product(c)?;
        let shift = if c.contextual(&v::MONTHS) {
            Some(Function::MonthsAfter)
        } else if c.contextual(&v::DAYS) {
            Some(Function::DaysAfter)
        } else {
            None
        };
        left = match shift {
            Some(function) => {
                let place = left.place.clone();
                let amount = if minus {
                    Expr::new(Node::Negate(Box::new(right)), &place)
                } else {
                    right
                };
                Expr::call(function, vec![left, amount], &place)
            }
            None if minus => joined(c, Operator::Minus, left, right),
            None => joined(c, Operator::Plus, left, right),
        };
    }
}

fn product(c: &mut Cursor) -> Parsed<Expr> {
    let mut left = unary(c)?;
    loop {
        let operator = if c.symbol("*") {
            Operator::Times
        } else if c.symbol("/") {
            Operator::DividedBy
        } else {
            return Ok(left);
        };
        let right = unary(c)?;
        left = joined(c, operator, left, right);
    }
}

fn unary(c: &mut Cursor) -> Parsed<Expr> {
    let place = c.place();
    if c.symbol("-") {
        let inner = c.deeper(unary)?;
        return Ok(match inner.node {
            Node::Number(n) => Expr::number(n.negated(), &place),
            _ => Expr::new(Node::Negate(Box::new(inner)), &place),
        });
    }
    let first = primary(c)?;
    if c.looking_at(&[&v::WORKDAYS, &v::AFTER]) {
        c.skip(2);
        let day = c.deeper(unary)?;
        return Ok(Expr::call(
            Function::WorkdaysAfter,
            vec![day, first],
            &place,
        ));
    }
    Ok(first)
}

fn primary(c: &mut Cursor) -> Parsed<Expr> {
    let place = c.place();
    if c.symbol("(") {
        let inner = expression(c)?;
        c.expect_symbol(")")?;
        return Ok(inner);
    }
    if let Some(day) = calls::day_of_period(c)? {
        return Ok(day);
    }
    let node = match c.peek() {
        Some(TokenKind::Number(n)) => Node::Number(n.clone()),
        Some(TokenKind::Text(t)) => Node::Text(Arc::clone(t)),
        Some(TokenKind::Date(d)) => Node::Date(*d),
        Some(TokenKind::Word(Word::True, _)) => Node::Truth(true),
        Some(TokenKind::Word(Word::False, _)) => Node::Truth(false),
        Some(TokenKind::Name(..)) => return named(c),
        _ => {
            return Err(c.unexpected("一个数、名称或括号", "a number, a name or a bracket"));
        }
    };
    c.skip(1);
    Ok(Expr::new(node, &place))
}

fn named(c: &mut Cursor) -> Parsed<Expr> {
    let (start, first) = (c.place(), c.expect_name()?);
    if c.symbol("(") {
        return calls::call(c, &first, &start);
    }
    let mut name = Name {
        policy: None,
        parts: vec![first],
    };
    if c.symbol("::") {
        name.policy = name.parts.pop();
        name.parts.push(c.expect_name_after_point()?);
    }
    while c.symbol(".") {
        name.parts.push(c.expect_name_after_point()?);
    }
    let place = c.from(&start);
    Ok(Expr::new(Node::Name(name), &place))
}
