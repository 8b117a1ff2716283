//! `pay:`: amounts by a formula or a band.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::missing::{self, Missing};
use super::mistake::{MeasureMistake, PayMistake, RewardMistake};
use super::spoken::{capital, spoken, with_de};
use super::{
    PayKind, PayLine, bands, boards, instalments, pro_rata, reversals, rounding, veto, ways,
};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Body, Fallback, Form, Within};
use crate::form::pay::{PAY, POOL};
use crate::form::{Fields, Written};
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::number::Number;
use crate::period::Length;

/// Reads `pay:` and defines a figure for each line.
pub(super) fn pay(draft: &mut Draft, length: Length, node: &Node) -> Vec<PayLine> {
    let mut lines = Vec::new();
    for (name, node) in draft.reader.named(node) {
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            if let Some(expr) = draft.formula(node) {
                let said = of_table(draft, &expr).unwrap_or_else(|| spoken(draft, &expr));
                lines.push(line(draft, &name, None, Body::Formula(expr), said));
            }
            continue;
        }
        let Some(fields) = draft.reader.read(node, &PAY) else {
            continue;
        };
        let found = match fields.node("pool") {
            Some(node) => pool(draft, &name, &fields, node),
            None => amount(draft, length, &name, &fields).map(|(expr, said)| {
                let (expr, said) = pro_rata::of_pay(draft, &fields, expr, said);
                (Body::Formula(expr), said)
            }),
        };
        if let Some((body, said)) = found {
            let mut made = line(draft, &name, Some(&fields), body, said);
            let held = held(draft, &name, &fields, &made);
            let parts = instalments::instalments(draft, &name, &fields, &mut made);
            let reversed = reversals::lines(draft, &made);
            lines.push(made);
            lines.extend(reversed);
            lines.extend(held);
            lines.extend(parts);
        }
    }
    lines
}

/// Says an amount that is no more than a parameter with rows: its table tells.
fn of_table(draft: &Draft, expr: &Expr) -> Option<Said> {
    let figure = draft.figure_named(expr)?;
    let varied = draft.varied.get(&figure)?;
    let (title, by) = (&varied.title, &varied.by);
    Some(Said::new(
        format!("按{by}查“{title}”表"),
        format!("by {by}, from the table “{title}”"),
    ))
}

/// A share of a sum: by largest remainder, to the step.
fn pool(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    node: &Node,
) -> Option<(Body, Said)> {
    for key in ["value", "band", "pro_rata"] {
        if fields.has(key) {
            draft.reader.report(MeasureMistake::WithoutEffect {
                item: name.value.clone(),
                key: ways::both(fields, key),
                way: ways::both(fields, "pool"),
                place: fields.key_place(key).unwrap_or(&name.place).clone(),
            });
        }
    }
    let inner = draft.reader.read(node, &POOL)?;
    let total = inner.node("of").and_then(|n| draft.formula(n))?;
    let by = inner.node("by").and_then(|n| draft.formula(n))?;
    let step = inner.quantity("step", &mut draft.reader)?;
    if step.value.number <= Number::ZERO {
        draft
            .reader
            .report(MeasureMistake::RoundingStep { place: step.place });
        return None;
    }
    let (total_said, by_said) = (spoken(draft, &total), spoken(draft, &by));
    let step_text = step.value.number.exact_text();
    let within = boards::within(draft, &inner);
    let (each_zh, each_en) = match within {
        Within::Team => ("（各团队分别分）", ", each team by itself"),
        Within::Everyone => ("", ""),
    };
    let said = Said::new(
        format!(
            "{}按各人的{}分配{each_zh}，分到 {step_text}，余下的按余数从大到小各得一份",
            total_said.zh, by_said.zh
        ),
        format!(
            "{} shared by {}{each_en}, in steps of {step_text}; what is left goes to the largest remainders",
            total_said.en, by_said.en
        ),
    );
    let body = Body::Allocate {
        within,
        total,
        by,
        step: step.value.number,
    };
    Some((body, said))
}

/// What is held of a line, and what is paid out once it need not be held: lines of their own.
fn held(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    line: &PayLine,
) -> Vec<PayLine> {
    let Some(when) = fields.node("hold").and_then(|n| draft.formula(n)) else {
        return Vec::new();
    };
    let place = &name.place;
    if matches!(when.node, ExprNode::Truth(true)) {
        draft.reader.report(PayMistake::PaysNothing {
            line: name.value.clone(),
            why: Said::new("暂扣的情形总是成立", "it is held for ever"),
            place: when.place.clone(),
        });
    }
    let when_said = spoken(draft, &when);
    let condition: Arc<str> = format!("{}.hold", line.figure).into();
    let (before, balance, paid) = (
        format!("{}.held_before", line.figure),
        format!("{}.held", line.figure),
        format!("{}.paid", line.figure),
    );
    let zero = || Expr::number(Number::ZERO, place);
    let all = Expr::binary(
        Operator::Plus,
        named(&line.figure, place),
        named(&before, place),
    );
    let holds = || named(&condition, place);
    let title = |zh: &str, en: &str| format!("{} · {}", line.name, draft.say(zh, en));
    let titles = [
        title("暂扣情形", "held while"),
        title("上期暂扣余额", "held before"),
        title("暂扣余额", "held"),
        title("本期实发", "paid out"),
    ];
    let [holds_title, before_title, held_title, paid_title] = &titles;
    let figure = draft.figure(&condition, holds_title, Form::Hold, when);
    draft.define(figure);
    // There whenever the line is, even where its condition is missing.
    let marker = format!("{}.instalments", line.figure);
    let one = Expr::number(Number::ONE, place);
    let figure = draft.figure(&marker, holds_title, Form::Key, one);
    draft.define(figure);
    let mut amount = |full: &str, title: &str, body: Body| {
        let mut figure = draft.figure_with(full, title, Form::Pay, body, place);
        figure.unit = draft.defined(&line.figure).and_then(|d| d.unit.clone());
        let short = full.strip_prefix("pay.").unwrap_or(full);
        figure.aliases = vec![title.into(), short.into()];
        draft.define(figure);
    };
    let carried = instalments::carried(&balance, &marker, place);
    amount(&before, before_title, Body::Formula(carried));
    let stays = Expr::choose(holds(), all.clone(), zero());
    amount(&balance, held_title, Body::Formula(stays));
    let out = Expr::choose(holds(), zero(), all);
    amount(&paid, paid_title, Body::Formula(out));
    let shown = |kind: PayKind, figure: &str, title: &str, zh: String, en: String| PayLine {
        name: title.into(),
        figure: figure.into(),
        sentence: Said::new(zh, en),
        kind,
        of: Arc::clone(&line.figure),
        parts: Vec::new(),
        settles: false,
    };
    vec![
        shown(
            PayKind::Held,
            &balance,
            held_title,
            format!("{}，当期暂不发放，记在余额里。", with_de(&when_said.zh)),
            format!("Nothing is paid out while {}; it is kept.", when_said.en),
        ),
        shown(
            PayKind::Paid,
            &paid,
            paid_title,
            "情形消除的当期，连同以前暂扣的一并发放。".to_owned(),
            "Once that is over, it is paid out with what was kept.".to_owned(),
        ),
    ]
}

fn amount(
    draft: &mut Draft,
    length: Length,
    name: &Written<String>,
    fields: &Fields<'_>,
) -> Option<(Expr, Said)> {
    let value = match fields.node("value") {
        Some(node) => Some(draft.formula(node)?),
        None => None,
    };
    let Some(node) = fields.node("band") else {
        if let Some(node) = fields.node("reversals") {
            draft.reader.report(PayMistake::ReversalsOfNoBand {
                line: name.value.clone(),
                place: node.place.clone(),
            });
            return None;
        }
        let Some(value) = value else {
            draft.reader.report(RewardMistake::PayWithoutAmount {
                line: name.value.clone(),
                place: name.place.clone(),
            });
            return None;
        };
        let said = of_table(draft, &value).unwrap_or_else(|| spoken(draft, &value));
        return Some((value, said));
    };
    let (table, by, title) = ways::band_under(draft, &name.value, node)?;
    let by = value.or(by);
    let Some(by) = by else {
        draft.reader.report(MeasureMistake::BandWithoutBy {
            item: name.value.clone(),
            place: node.place.clone(),
        });
        return None;
    };
    let what = spoken(draft, &by);
    let figure = draft.figure_named(&by);
    let unit = figure.and_then(|f| draft.defined(&f)?.unit.clone());
    let uses = draft.band_uses.entry(Arc::clone(&table.name)).or_default();
    uses.push((what.clone(), unit));
    let said = Said::new(
        format!("按{}查“{title}”", what.zh),
        format!("{} looked up in “{title}”", what.en),
    );
    let Some(node) = fields.node("reversals") else {
        return Some((bands::cut(by, &table, 0), said));
    };
    let (expr, more) = reversals::lowered(draft, length, (name, fields), node, (by, &table))?;
    let said = Said::new(
        format!("{}；{}", said.zh, more.zh),
        format!("{}; {}", said.en, more.en),
    );
    Some((expr, said))
}

fn line(
    draft: &mut Draft,
    name: &Written<String>,
    fields: Option<&Fields<'_>>,
    body: Body,
    sentence: Said,
) -> PayLine {
    let text = |key: &str| fields.and_then(|f| f.text(key)).map(|t| t.value);
    let title = text("name").unwrap_or_else(|| name.value.clone());
    let full: Arc<str> = format!("pay.{}", name.value).into();
    let body = match body {
        Body::Formula(expr) => Body::Formula(veto::applied(draft, &name.value, expr)),
        body => body,
    };
    let mut figure = draft.figure_with(&full, &title, Form::Pay, body, &name.place);
    figure.aliases = vec![
        name.value.as_str().into(),
        title.as_str().into(),
        format!("薪酬.{}", name.value).into(),
    ];
    figure.unit = Some(text("unit").as_deref().unwrap_or("元").into());
    figure.round = match fields.and_then(|f| f.node("round")) {
        Some(node) => rounding::one(&mut draft.reader, node),
        None => draft.rounding.pay.clone(),
    };
    figure.show = fields
        .and_then(|f| f.count("show", &mut draft.reader))
        .map(|n| n.value);
    figure.if_missing = match fields.and_then(|f| missing::read(draft, f)) {
        Some(Missing::Zero(reason)) => {
            Fallback::Use(Expr::number(Number::ZERO, &name.place), reason)
        }
        Some(Missing::Use(expr, reason)) => Fallback::Use(expr, reason),
        Some(Missing::Full(_) | Missing::Reweight(_)) => {
            draft.reader.report(MeasureMistake::MissingUnfit {
                name: name.value.clone(),
                place: name.place.clone(),
            });
            Fallback::Missing
        }
        None => Fallback::Missing,
    };
    let mut said = sentence;
    if let Some(rounding) = fields
        .and_then(|f| f.node("round"))
        .and(figure.round.as_ref())
    {
        let words = rounding::said(rounding);
        said.zh += &format!("，{}", words.zh);
        said.en += &format!(", {}", words.en);
    }
    if let Fallback::Use(instead, reason) = &figure.if_missing {
        let instead = spoken(draft, instead);
        said.zh += &format!("；缺数据时取 {}（{reason}）", instead.zh);
        said.en += &format!("; without data {} is taken ({reason})", instead.en);
    }
    draft.define(figure);
    let in_total = fields.and_then(|f| f.truth("in_total", &mut draft.reader));
    let kind = match in_total.is_none_or(|written| written.value) {
        true => PayKind::Earned,
        false => {
            said.zh += "；只用来算别的明细，不计入应发合计";
            said.en += "; only other lines are worked out from it, and it is in no total";
            PayKind::Step
        }
    };
    PayLine {
        name: title.into(),
        of: Arc::clone(&full),
        figure: full,
        kind,
        parts: Vec::new(),
        settles: false,
        sentence: Said::new(format!("{}。", said.zh), format!("{}.", capital(&said.en))),
    }
}
