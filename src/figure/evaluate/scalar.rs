//! Operations on single cells. Kinds were checked when the graph was compiled; what still does
//! not fit is missing, so that nothing can panic.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::calendar::Calendar;
use crate::formula::{Function, Operator};
use crate::number::{Mode, Number, Rounding};
use crate::value::{Cell, Missing, Value, minutes_of};

pub(super) fn negate(value: Value) -> Cell {
    number(value).map(|n| Value::Number(n.negated()))
}

pub(super) fn not(value: Value) -> Cell {
    match value {
        Value::Truth(t) => Ok(Value::Truth(!t)),
        _ => Err(Missing::Nobody),
    }
}

pub(super) fn binary(operator: Operator, a: Cell, b: Cell) -> Cell {
    match operator {
        Operator::And => return logic(a, b, false),
        Operator::Or => return logic(a, b, true),
        _ => {}
    }
    let (a, b) = (a?, b?);
    match operator {
        Operator::Plus => Ok(Value::Number(number(a)?.plus(&number(b)?))),
        Operator::Minus => Ok(Value::Number(number(a)?.minus(&number(b)?))),
        Operator::Times => Ok(Value::Number(number(a)?.times(&number(b)?))),
        Operator::DividedBy => match number(a)?.divided_by(&number(b)?) {
            Some(quotient) => Ok(Value::Number(quotient)),
            None => Err(Missing::ZeroDivisor),
        },
        _ => {
            let Some(order) = a.compare(&b) else {
                return Err(Missing::Nobody);
            };
            Ok(Value::Truth(match operator {
                Operator::Equal => order == Ordering::Equal,
                Operator::NotEqual => order != Ordering::Equal,
                Operator::Less => order == Ordering::Less,
                Operator::LessOrEqual => order != Ordering::Greater,
                Operator::More => order == Ordering::Greater,
                _ => order != Ordering::Less,
            }))
        }
    }
}

/// `and` and `or`: one side that settles it (`false` for `and`, `true` for `or`) is enough, even
/// where the other side is missing; so the order of the sides never matters.
fn logic(a: Cell, b: Cell, settles: bool) -> Cell {
    let settled = |c: &Cell| matches!(c, Ok(Value::Truth(t)) if *t == settles);
    if settled(&a) || settled(&b) {
        return Ok(Value::Truth(settles));
    }
    a?;
    b?;
    Ok(Value::Truth(!settles))
}

pub(super) fn is_in<'c>(a: Cell, list: impl Iterator<Item = &'c Cell>) -> Cell {
    let a = a?;
    let mut unknown = None;
    for item in list {
        match item {
            Ok(item) if a.compare(item) == Some(Ordering::Equal) => return Ok(Value::Truth(true)),
            Ok(_) => {}
            Err(missing) => unknown = Some(missing.clone()),
        }
    }
    match unknown {
        Some(missing) => Err(missing),
        None => Ok(Value::Truth(false)),
    }
}

pub(super) fn call(function: Function, arguments: Vec<Cell>, calendar: &Calendar) -> Cell {
    let mut arguments = arguments.into_iter();
    match function {
        Function::Known => {
            return Ok(Value::Truth(arguments.next().is_some_and(|a| a.is_ok())));
        }
        Function::Otherwise => {
            let (first, second) = (arguments.next(), arguments.next());
            return match (first, second) {
                (Some(Ok(value)), _) => Ok(value),
                (_, Some(second)) => second,
                _ => Err(Missing::Nobody),
            };
        }
        Function::Min | Function::Max => return extreme(function, arguments),
        Function::HowMany => return how_many(arguments),
        _ => {}
    }
    let first = arguments.next().unwrap_or(Err(Missing::Nobody))?;
    let second = arguments.next().transpose()?;
    match function {
        Function::Absolute => Ok(Value::Number(number(first)?.absolute())),
        Function::Floor => Ok(Value::Number(number(first)?.floor())),
        Function::Ceiling => Ok(Value::Number(number(first)?.ceiling())),
        Function::Round => {
            let step = match second {
                Some(step) => number(step)?,
                None => Number::ONE,
            };
            if step.is_zero() {
                return Err(Missing::ZeroDivisor);
            }
            let mode = Mode::HalfUp;
            Ok(Value::Number(
                Rounding { step, mode }.apply(&number(first)?),
            ))
        }
        Function::WorkdaysAfter => {
            workdays_after(date(first)?, whole(second)?, calendar).map(Value::Date)
        }
        Function::MonthsAfter => {
            let day = date(first)?;
            Ok(Value::Date(day.saturating_add(whole(second)?.months())))
        }
        Function::DaysAfter => {
            let day = date(first)?;
            Ok(Value::Date(day.saturating_add(whole(second)?.days())))
        }
        Function::DaysBetween => {
            let (from, to) = (date(first)?.date(), date_of(second)?.date());
            let span = from.until(to).map_err(|_| Missing::Nobody)?;
            Ok(Value::Number(Number::from(i64::from(span.get_days()))))
        }
        Function::DayOnly => {
            let day = date(first)?.date();
            Ok(Value::Date(day.to_datetime(jiff::civil::Time::MIN)))
        }
        Function::MinuteOfDay => {
            let time = date(first)?.time();
            let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
            Ok(Value::Number(Number::from(minutes)))
        }
        Function::Weekday => {
            let day = date(first)?.weekday().to_monday_one_offset();
            Ok(Value::Number(Number::from(i64::from(day))))
        }
        Function::WeekOf => {
            let day = date(first)?.date();
            let back = i32::from(day.weekday().to_monday_zero_offset());
            let monday = crate::period::days_after(day, -back);
            Ok(Value::Date(monday.to_datetime(jiff::civil::Time::MIN)))
        }
        Function::IsWorkday => {
            let day = date(first)?.date();
            let workday = calendar.is_workday(day);
            workday
                .map(Value::Truth)
                .ok_or(Missing::NoCalendar(day.year()))
        }
        Function::MonthOf => {
            let month = date(first)?.month();
            Ok(Value::Number(Number::from(i64::from(month))))
        }
        Function::YearOf => {
            let year = date(first)?.year();
            Ok(Value::Number(Number::from(i64::from(year))))
        }
        Function::TimeBetween => {
            let third = arguments.next().transpose()?;
            let time = date(first)?.time();
            let minute = u32::from(time.hour().unsigned_abs()) * 60
                + u32::from(time.minute().unsigned_abs());
            let (from, until) = (time_of(second)?, time_of(third)?);
            Ok(Value::Truth(match from <= until {
                true => from <= minute && minute < until,
                false => from <= minute || minute < until,
            }))
        }
        Function::Known
        | Function::Otherwise
        | Function::Min
        | Function::Max
        | Function::HowMany => Err(Missing::Nobody),
    }
}

/// Counts the conditions that hold; one that is missing makes the count missing.
fn how_many(arguments: impl Iterator<Item = Cell>) -> Cell {
    let mut count = 0_i64;
    for argument in arguments {
        match argument? {
            Value::Truth(truth) => count += i64::from(truth),
            _ => return Err(Missing::Nobody),
        }
    }
    Ok(Value::Number(Number::from(count)))
}

/// Reads a time of day in minutes; the policy has been checked to write them right.
fn time_of(value: Option<Value>) -> Result<u32, Missing> {
    match value {
        Some(Value::Text(text)) => minutes_of(&text).ok_or(Missing::Nobody),
        _ => Err(Missing::Nobody),
    }
}

fn extreme(function: Function, mut arguments: impl Iterator<Item = Cell>) -> Cell {
    let mut best = arguments.next().unwrap_or(Err(Missing::Nobody))?;
    for next in arguments {
        let next = next?;
        let wanted = if function == Function::Min {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        if next.compare(&best) == Some(wanted) {
            best = next;
        }
    }
    Ok(best)
}

/// Counts working days after a day: one working day after a Friday is the next working Monday.
fn workdays_after(start: DateTime, count: i64, calendar: &Calendar) -> Result<DateTime, Missing> {
    // A deadline lies within a few years; what is longer is no deadline.
    let count = count.clamp(-1000, 1000);
    let step = if count < 0 { -1 } else { 1 };
    let (mut day, mut left) = (start.date(), count.abs());
    while left > 0 {
        day = crate::period::days_after(day, step);
        match calendar.is_workday(day) {
            Some(true) => left -= 1,
            Some(false) => {}
            None => return Err(Missing::NoCalendar(day.year())),
        }
    }
    Ok(day.to_datetime(jiff::civil::Time::MIN))
}

pub(super) fn number(value: Value) -> Result<Number, Missing> {
    match value {
        Value::Number(n) => Ok(n),
        _ => Err(Missing::Nobody),
    }
}

fn date(value: Value) -> Result<DateTime, Missing> {
    match value {
        Value::Date(d) => Ok(d),
        _ => Err(Missing::Nobody),
    }
}

fn date_of(value: Option<Value>) -> Result<DateTime, Missing> {
    value.map_or(Err(Missing::Nobody), date)
}

/// Returns a number of days or months; a part of one does not count.
fn whole(value: Option<Value>) -> Result<i64, Missing> {
    let number = number(value.ok_or(Missing::Nobody)?)?;
    let whole = if number.is_negative() {
        number.ceiling()
    } else {
        number.floor()
    };
    Ok(whole.to_i64().unwrap_or(0).clamp(-36500, 36500))
}
