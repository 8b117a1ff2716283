//! What stands in the brackets of an aggregate.

use std::ops::Range;

use super::super::mistake::FormulaMistake;
use super::super::token::TokenKind;
use super::super::vocabulary::{self as v, Word};
use super::super::{Aggregate, Expr, Fold, Name, Node, Over};
use super::cursor::Cursor;
use super::{Parsed, expression};
use crate::value::Place;

/// The parts of an aggregate as read.
pub(super) struct Contents {
    over: Option<Over>,
    groups: Vec<Expr>,
    what: Option<Expr>,
    only: Option<Expr>,
    order: Option<Expr>,
}

/// Reads everything between the brackets of an aggregate, the closing one excluded.
pub(super) fn contents(c: &mut Cursor, by: Aggregate) -> Parsed<Contents> {
    let mut found = Contents {
        over: None,
        groups: Vec::new(),
        what: None,
        only: None,
        order: None,
    };
    if c.word(Word::Over) {
        found.over = Some(source(c)?);
    } else if by == Aggregate::Count {
        found.over = leading_source(c)?;
    }
    if found.over.is_none() {
        found.what = Some(expression(c)?);
        if c.word(Word::Over) {
            found.over = Some(source(c)?);
        }
    }
    if c.word(Word::By) {
        loop {
            found.groups.push(expression(c)?);
            if !c.symbol(",") {
                break;
            }
        }
    }
    if c.word(Word::Where) {
        found.only = Some(expression(c)?);
    }
    if c.looking_at(&[&v::ORDER]) && matches!(c.peek_after(1), Some(TokenKind::Word(Word::By, _))) {
        c.skip(2);
        found.order = Some(expression(c)?);
    }
    Ok(found)
}

impl Contents {
    pub fn into_expr(self, by: Aggregate, place: &Place) -> Expr {
        let mut fold = Fold {
            by,
            over: self.over,
            groups: self.groups,
            what: self.what,
            only: self.only,
            order: self.order,
        };
        // `count(deals)`: a single name is the table.
        if by == Aggregate::Count
            && fold.over.is_none()
            && let Some(Expr {
                node:
                    Node::Name(Name {
                        policy: None,
                        parts,
                    }),
                ..
            }) = &fold.what
            && let [table] = parts.as_slice()
        {
            fold.over = Some(Over::Table(table.clone()));
            fold.what = None;
        }
        Expr::new(Node::Fold(Box::new(fold)), place)
    }

    /// Returns the expression where it turns out to be the first of several arguments; `span` is
    /// what it covers.
    pub fn into_argument(self, span: Range<usize>) -> Parsed<Expr> {
        let plain = self.over.is_none()
            && self.groups.is_empty()
            && self.only.is_none()
            && self.order.is_none();
        match self.what {
            Some(what) if plain => Ok(what),
            _ => Err((FormulaMistake::MixedArguments, span)),
        }
    }
}

/// Reads a source that may stand first in `count(…)`: `everyone`, `team`, `all rows of T`,
/// `members of p`.
fn leading_source(c: &mut Cursor) -> Parsed<Option<Over>> {
    let group = c.looking_at(&[&v::EVERYONE]) || c.looking_at(&[&v::TEAM]);
    let after = match c.peek_after(1) {
        None => true,
        Some(TokenKind::Symbol(s)) => *s == ")",
        Some(TokenKind::Word(w, _)) => *w == Word::Where,
        Some(TokenKind::Name(name, false)) => v::EXCEPT.contains(&name.as_ref()),
        _ => false,
    };
    if (group && after)
        || c.looking_at(&[&v::ALL, &v::ROWS])
        || c.looking_at(&[&v::MEMBERS, &v::OF])
    {
        return source(c).map(Some);
    }
    Ok(None)
}

fn source(c: &mut Cursor) -> Parsed<Over> {
    if c.contextual(&v::EVERYONE) {
        let except_self = except_self(c)?;
        return Ok(Over::Everyone { except_self });
    }
    if c.contextual(&v::TEAM) {
        let except_self = except_self(c)?;
        return Ok(Over::Team { except_self });
    }
    if c.looking_at(&[&v::ALL, &v::ROWS]) {
        c.skip(2);
        c.expect_contextual(&v::OF)?;
        return Ok(Over::AllRows(c.expect_name()?));
    }
    if c.looking_at(&[&v::MEMBERS, &v::OF]) {
        c.skip(2);
        return Ok(Over::Members(c.expect_name()?));
    }
    if c.looking_at(&[&v::EARLIER, &v::PERIODS]) {
        c.skip(2);
        return Ok(Over::Earlier);
    }
    if c.contextual(&v::QUARTER) {
        return Ok(Over::Quarter);
    }
    if c.contextual(&v::HALF) {
        return Ok(Over::Half);
    }
    if c.contextual(&v::YEAR) {
        return Ok(Over::Year);
    }
    if c.looking_at(&[&v::LAST]) && matches!(c.peek_after(1), Some(TokenKind::Number(_))) {
        c.skip(1);
        let count = match c.peek() {
            Some(TokenKind::Number(n)) => n.to_i64().and_then(|n| u16::try_from(n).ok()),
            _ => None,
        };
        let Some(count @ 1..=120) = count else {
            return Err((FormulaMistake::PeriodCount, c.span()));
        };
        c.skip(1);
        c.expect_contextual(&v::PERIODS)?;
        return Ok(Over::LastPeriods(count));
    }
    Ok(Over::Table(c.expect_name()?))
}

fn except_self(c: &mut Cursor) -> Parsed<bool> {
    if c.contextual(&v::EXCEPT) {
        c.expect_contextual(&v::SELF)?;
        return Ok(true);
    }
    Ok(false)
}
