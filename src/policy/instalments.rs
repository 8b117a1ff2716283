//! `paid:` of a pay line: parts that are paid in this and later periods, and what is still owed.

use std::sync::Arc;

use super::draft::{Amount, Draft, named};
use super::mistake::{MeasureMistake, PayMistake};
use super::scorecard::{joined, key_of};
use super::ways;
use super::{Due, Part, PayKind, PayLine};
use crate::diagnostic::{Said, list_en, list_zh};
use crate::figure::{Body, Form};
use crate::form::pay::INSTALMENT;
use crate::form::{Fields, Written};
use crate::formula::{Aggregate, Expr, Fold, Function, Node as ExprNode, Operator, Over};
use crate::number::{Mode, Number};
use crate::value::Place;

/// One part as read; without a share it is what the others leave.
struct ReadPart {
    share: Option<Amount>,
    due: Due,
    place: Place,
}

/// Defines each part, what is paid out in a period and what is owed after it; returns the lines
/// of the latter two.
pub(super) fn instalments(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    line: &mut PayLine,
) -> Vec<PayLine> {
    if !fields.has("paid") {
        return Vec::new();
    }
    if fields.has("hold") {
        draft.reader.report(MeasureMistake::WithoutEffect {
            item: name.value.clone(),
            key: ways::both(fields, "paid"),
            way: ways::both(fields, "hold"),
            place: fields.key_place("paid").unwrap_or(&name.place).clone(),
        });
        return Vec::new();
    }
    let parts = read(draft, name, fields);
    look_at_shares(draft, name, fields, &parts);
    let place = &name.place;
    let earned = Arc::clone(&line.figure);
    let whole = || named(&earned, place);
    let count: Arc<str> = format!("{}.instalments", line.figure).into();
    let number = Expr::number(Number::from(parts.len()), place);
    let title = format!("{} · {}", line.name, draft.say("分期数", "instalments"));
    let figure = draft.figure(&count, &title, Form::Key, number);
    draft.define(figure);
    let part_name = |at: usize| format!("{earned}.part{}", at + 1);
    for (at, part) in parts.iter().enumerate() {
        let expr = match &part.share {
            Some(share) => Expr::binary(Operator::Times, whole(), share.expr.clone()),
            None => {
                let others = (0..parts.len()).filter(|other| *other != at);
                let others = others.map(|other| named(&part_name(other), place));
                others.fold(whole(), |rest, other| {
                    Expr::binary(Operator::Minus, rest, other)
                })
            }
        };
        let number = at + 1;
        let said = draft.say(&format!("第 {number} 次"), &format!("part {number}"));
        let title = format!("{} · {said}", line.name);
        let mut figure = draft.figure(&part_name(at), &title, Form::Pay, expr);
        figure.place = part.place.clone();
        figure.aliases = vec![format!("{}.part{}", name.value, at + 1).into()];
        let of_line = draft.defined(&line.figure);
        figure.unit = of_line.and_then(|d| d.unit.clone());
        figure.round = of_line.and_then(|d| d.round.clone());
        draft.define(figure);
    }
    let due = parts.iter().enumerate().map(|(at, part)| {
        let part_figure = named(&part_name(at), place);
        match &part.due {
            Due::After(0) => part_figure,
            Due::After(periods) => earlier(part_figure, &count, *periods, place),
            Due::Closing(over) => closing(part_figure, over, place),
        }
    });
    let paid = joined(due.collect(), Operator::Plus).unwrap_or_else(whole);
    before(draft, line, &count, place);
    let settled = fields.word("leaving", &mut draft.reader).is_some();
    let paid = match settled {
        true => Expr::choose(has_left(place), all_of_it(line, place), paid),
        false => paid,
    };
    let mut said = in_words(&parts);
    line.settles = settled;
    line.parts = (0..)
        .zip(&parts)
        .map(|(at, part)| Part {
            figure: part_name(at).into(),
            due: part.due.clone(),
        })
        .collect();
    if settled {
        draft.settled.insert(Arc::clone(&line.figure));
        said.zh += "离职的，当期结清。";
        said.en += " Leavers have all of it in their last period.";
    }
    lines(draft, line, paid, said, place)
}

/// Tells parts that are not the whole, as far as their shares are known without data.
fn look_at_shares(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    parts: &[ReadPart],
) {
    let line = name.value.clone();
    let place = fields.key_place("paid").unwrap_or(&name.place).clone();
    let numbers: Option<Vec<&Number>> = parts
        .iter()
        .map(|part| part.share.as_ref()?.number.as_ref())
        .collect();
    let Some(numbers) = numbers else {
        // A part that says `rest` leaves nothing; what is a formula is known in its period.
        let known = parts
            .iter()
            .filter_map(|part| part.share.as_ref()?.number.as_ref());
        let known: Vec<&Number> = known.collect();
        let sum = crate::number::sum(known.into_iter());
        if sum > Number::ONE {
            let sum = per_cent(&sum);
            draft
                .reader
                .report(PayMistake::SharesAbove { line, sum, place });
        }
        return;
    };
    let sum = crate::number::sum(numbers.into_iter());
    let said = per_cent(&sum);
    if sum.is_zero() {
        let why = Said::new("各次的份额都是 0", "all its parts are 0");
        draft
            .reader
            .report(PayMistake::PaysNothing { line, why, place });
    } else if sum < Number::ONE {
        let sum = said;
        draft
            .reader
            .report(PayMistake::SharesBelow { line, sum, place });
    } else if sum > Number::ONE {
        let sum = said;
        draft
            .reader
            .report(PayMistake::SharesAbove { line, sum, place });
    }
}

fn per_cent(share: &Number) -> String {
    let percent = share.times(&Number::HUNDRED);
    let digits = percent.decimals().filter(|d| *d <= 4).unwrap_or(2);
    format!("{}%", percent.to_fixed(digits, Mode::HalfUp))
}

/// Whether somebody has left by the period's end.
fn has_left(place: &Place) -> Expr {
    let left = || Expr::name(&["person", "left"], place);
    let known = Expr::call(Function::Known, vec![left()], place);
    let end = Expr::name(&["period_end"], place);
    let by_now = Expr::binary(Operator::LessOrEqual, left(), end);
    Expr::binary(Operator::And, known, by_now)
}

/// Defines what was owed at the period's start.
fn before(draft: &mut Draft, line: &PayLine, marker: &str, place: &Place) {
    let title = format!(
        "{} · {}",
        line.name,
        draft.say("上期尚欠余额", "owed before")
    );
    let full = format!("{}.owed_before", line.figure);
    let expr = carried(&format!("{}.owed", line.figure), marker, place);
    let mut figure = draft.figure(&full, &title, Form::Pay, expr);
    figure.unit = draft.defined(&line.figure).and_then(|d| d.unit.clone());
    figure.aliases = vec![title.as_str().into()];
    draft.define(figure);
}

/// What was owed before and what is earned now.
fn all_of_it(line: &PayLine, place: &Place) -> Expr {
    let before = named(&format!("{}.owed_before", line.figure), place);
    Expr::binary(Operator::Plus, before, named(&line.figure, place))
}

/// What was owed after the latest earlier period, however long ago: each period reads one earlier
/// balance and never sums them all. Nothing where nobody was there to earn it.
pub(super) fn carried(balance: &str, marker: &str, place: &Place) -> Expr {
    let latest = |name: &str| {
        let fold = Fold {
            by: Aggregate::Last,
            over: Some(Over::Earlier),
            groups: Vec::new(),
            what: Some(named(name, place)),
            only: None,
            order: None,
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), place)
    };
    // The marker is never missing, so a balance that is missing stays so.
    let there = Expr::call(Function::Known, vec![latest(marker)], place);
    Expr::choose(there, latest(balance), Expr::number(Number::ZERO, place))
}

fn read(draft: &mut Draft, name: &Written<String>, fields: &Fields<'_>) -> Vec<ReadPart> {
    let mut parts: Vec<ReadPart> = Vec::new();
    for node in fields.list("paid") {
        let Some(inner) = draft.reader.read(node, &INSTALMENT) else {
            continue;
        };
        let rest = inner
            .text("share")
            .is_some_and(|t| matches!(t.value.trim(), "rest" | "其余"));
        let taken = parts.iter().any(|part| part.share.is_none());
        if rest && taken {
            draft.reader.report(MeasureMistake::WithoutEffect {
                item: name.value.clone(),
                key: ways::both(&inner, "share"),
                way: ways::both(fields, "paid"),
                place: inner.place().clone(),
            });
            continue;
        }
        let share = match inner.node("share") {
            Some(node) if !rest => {
                let owner = format!("pay.{}.part{}", name.value, parts.len() + 1);
                let title = name.value.as_str();
                draft.amount((&owner, title), key_of(&inner, "share"), node)
            }
            _ => None,
        };
        if share.is_none() && !rest {
            continue;
        }
        let after = inner.count("after", &mut draft.reader);
        let due = match inner.word("at", &mut draft.reader).map(|w| w.value) {
            Some("quarter") => Due::Closing(Over::Quarter),
            Some("half") => Due::Closing(Over::Half),
            Some(_) => Due::Closing(Over::Year),
            None => Due::After(after.map_or(0, |n| n.value.min(120) as u16)),
        };
        parts.push(ReadPart {
            share,
            due,
            place: inner.place().clone(),
        });
    }
    parts
}

/// A part of so many periods ago; nothing where nobody was there to earn it.
fn earlier(part: Expr, count: &str, periods: u16, place: &Place) -> Expr {
    let back = |e: Expr| Expr::new(ExprNode::Back(Box::new(e), periods), place);
    let there = Expr::call(Function::Known, vec![back(named(count, place))], place);
    Expr::choose(there, back(part), Expr::number(Number::ZERO, place))
}

/// All parts of a quarter, half-year or year, in its last month.
fn closing(part: Expr, over: &Over, place: &Place) -> Expr {
    let months: &[i64] = match over {
        Over::Quarter => &[3, 6, 9, 12],
        Over::Half => &[6, 12],
        _ => &[12],
    };
    let number = |n: &i64| Expr::number(Number::from(*n), place);
    let month = Expr::call(
        Function::MonthOf,
        vec![Expr::name(&["period_end"], place)],
        place,
    );
    let ends = ExprNode::In(Box::new(month), months.iter().map(number).collect());
    let all = Fold {
        by: Aggregate::Sum,
        over: Some(over.clone()),
        groups: Vec::new(),
        what: Some(part),
        only: None,
        order: None,
    };
    let all = Expr::new(ExprNode::Fold(Box::new(all)), place);
    let zero = Expr::number(Number::ZERO, place);
    Expr::choose(Expr::new(ends, place), all, zero)
}

fn lines(draft: &mut Draft, line: &PayLine, paid: Expr, said: Said, place: &Place) -> Vec<PayLine> {
    let title = |zh: &str, en: &str| format!("{} · {}", line.name, draft.say(zh, en));
    let (paid_title, owed_title) = (title("本期实发", "paid out"), title("尚欠余额", "owed"));
    let (paid_name, owed_name) = (
        format!("{}.paid", line.figure),
        format!("{}.owed", line.figure),
    );
    let owed = Expr::binary(
        Operator::Minus,
        all_of_it(line, place),
        named(&paid_name, place),
    );
    let mut amount = |full: &str, title: &str, body: Body| {
        let mut figure = draft.figure_with(full, title, Form::Pay, body, place);
        figure.unit = draft.defined(&line.figure).and_then(|d| d.unit.clone());
        let short = full.strip_prefix("pay.").unwrap_or(full);
        figure.aliases = vec![title.into(), short.into()];
        draft.define(figure);
    };
    amount(&paid_name, &paid_title, Body::Formula(paid));
    amount(&owed_name, &owed_title, Body::Formula(owed));
    vec![
        PayLine {
            name: paid_title.as_str().into(),
            figure: paid_name.as_str().into(),
            sentence: said,
            kind: PayKind::Paid,
            of: Arc::clone(&line.figure),
            parts: Vec::new(),
            settles: false,
        },
        PayLine {
            name: owed_title.as_str().into(),
            figure: owed_name.as_str().into(),
            kind: PayKind::Owed,
            of: Arc::clone(&line.figure),
            parts: Vec::new(),
            settles: false,
            sentence: Said::new(
                "已得而尚未发放的合计。",
                "What has been earned and is still to be paid.",
            ),
        },
    ]
}

fn in_words(parts: &[ReadPart]) -> Said {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for part in parts {
        let (share_zh, share_en) = match &part.share {
            Some(share) => (share.words.zh.clone(), share.words.en.clone()),
            None => ("其余".to_owned(), "the rest".to_owned()),
        };
        let (due_zh, due_en) = match &part.due {
            Due::After(0) => ("当期".to_owned(), "at once".to_owned()),
            Due::After(n) => (format!("{n} 期后"), format!("{n} periods later")),
            Due::Closing(Over::Quarter) => ("季末".to_owned(), "at the quarter's end".to_owned()),
            Due::Closing(Over::Half) => ("半年末".to_owned(), "at the half-year's end".to_owned()),
            Due::Closing(_) => ("年末".to_owned(), "at the year's end".to_owned()),
        };
        let gap = match share_zh.starts_with(|c: char| c.is_ascii()) {
            true => " ",
            false => "",
        };
        zh.push(format!("{due_zh}发{gap}{share_zh}"));
        en.push(format!("{share_en} {due_en}"));
    }
    let zh: Vec<&str> = zh.iter().map(String::as_str).collect();
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    Said::new(
        format!("{}。", list_zh(&zh)),
        format!("Paid in parts: {}.", list_en(&en)),
    )
}
