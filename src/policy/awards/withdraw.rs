//! Awards that are withdrawn in a later period: what does it, what is charged back.

use std::sync::Arc;

use super::super::Withdrawal;
use super::super::draft::{Draft, named};
use super::super::mistake::HonourMistake;
use super::super::scorecard::{joined, key_of};
use super::super::spoken::spoken;
use super::super::streak::{back, or_else_false};
use super::gate;
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::reward::WITHDRAW;
use crate::form::{Fields, Written};
use crate::formula::{Expr, Function, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// For how many periods an award may be withdrawn at most.
const MOST: u32 = 12;

/// Reads `withdraw` and defines its figures.
pub(super) fn read(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    prize: Option<&str>,
) -> Option<Withdrawal> {
    let node = fields.node("withdraw")?;
    let inner = draft.reader.read(node, &WITHDRAW)?;
    let place = &node.place;
    let award = &name.value;
    if !["by", "when", "flag"].iter().any(|key| inner.has(key)) {
        let (award, place) = (award.clone(), place.clone());
        draft
            .reader
            .report(HonourMistake::WithdrawNothing { award, place });
        return None;
    }
    let within = inner.count("within", &mut draft.reader);
    if let Some(wrong) = within.as_ref().filter(|n| !(1..=MOST).contains(&n.value)) {
        let (award, place) = (award.clone(), wrong.place.clone());
        draft
            .reader
            .report(HonourMistake::WithdrawRange { award, place });
        return None;
    }
    let within = within.map_or(1, |n| n.value);
    let share_node = inner.node("charge_back")?;
    let owner = (award.as_str(), award.as_str());
    let share = draft.amount(owner, key_of(&inner, "charge_back"), share_node)?;
    let won = format!("award.{award}");
    let figures = Figures { won: &won, place };

    let (mut causes, mut zh, mut en) = (Vec::new(), Vec::new(), Vec::new());
    let (mut decided, mut rows) = (Vec::new(), None);
    if let Some(table) = inner.text("by") {
        let decision = gate::decided(draft, &table, award, &won, false);
        causes.push(or_else_false(decision.happened, place));
        decided = vec![decision.by, decision.reason];
        rows = Some(decision.rows);
        zh.push(format!("“{}”里决定撤销的", table.value));
        en.push(format!("where `{}` says so", table.value));
    }
    if let Some(when) = inner.node("when").and_then(|n| draft.formula(n)) {
        let said = spoken(draft, &when);
        zh.push(format!("出现“{}”的", said.zh));
        en.push(format!("where {}", said.en));
        causes.push(or_else_false(when, place));
    }
    let standing: Vec<Expr> = (1..=within).map(|k| figures.standing(k)).collect();
    let any = joined(standing.clone(), Operator::Or)?;
    let never = Expr::new(ExprNode::Truth(false), place);
    let cause = joined(causes, Operator::Or).unwrap_or(never);
    let withdrawn: Arc<str> = format!("{won}.withdrawn").into();
    let both = Expr::binary(Operator::And, any.clone(), cause);
    let title = draft.say(&format!("撤销{award}"), &format!("{award} withdrawn"));
    let mut figure = draft.figure(&withdrawn, &title, Form::Withdrawal, both);
    figure.place = place.clone();
    draft.define(figure);

    let mut sentence = Said::default();
    let periods_en = if within == 1 { "period" } else { "periods" };
    if !zh.is_empty() {
        sentence.zh = format!(
            "得奖之后 {within} 期内，{}，撤销此奖，追回奖金的 {}。",
            zh.join("或"),
            share.words.zh
        );
        sentence.en = format!(
            "Within {within} {periods_en} after it was won, it is withdrawn {}, and {} of the prize is charged back.",
            en.join(" or "),
            share.words.en
        );
    }
    let flagged = inner
        .node("flag")
        .and_then(|n| draft.formula(n))
        .map(|flag| {
            let said = spoken(draft, &flag);
            sentence.zh += &format!(
                "得奖之后 {within} 期内{}的，提请决定，不自动撤销。",
                said.zh
            );
            sentence.en += &format!(
                " Where {} within {within} {periods_en}, that is put before those who decide.",
                said.en
            );
            let full: Arc<str> = format!("{won}.flagged").into();
            let open = Expr::new(ExprNode::Not(Box::new(named(&withdrawn, place))), place);
            let asked = Expr::binary(Operator::And, any, or_else_false(flag, place));
            let expr = Expr::binary(Operator::And, asked, open);
            let title = draft.say(&format!("{award}提请复议"), &format!("{award} put before"));
            let mut figure = draft.figure(&full, &title, Form::Withdrawal, expr);
            figure.place = place.clone();
            draft.define(figure);
            full
        });
    sentence.en = sentence.en.trim().to_string();
    let charged = prize.map(|prize| {
        let zero = Expr::number(Number::ZERO, place);
        let prizes = (1..).zip(standing).map(|(k, standing)| {
            let of = vec![back(prize, k, place), zero.clone()];
            let of = Expr::call(Function::Otherwise, of, place);
            Expr::choose(standing, of, zero.clone())
        });
        let sum = joined(prizes.collect(), Operator::Plus).unwrap_or_else(|| zero.clone());
        let part = Expr::binary(Operator::Times, share.expr.clone(), sum);
        let full: Arc<str> = format!("{won}.charged").into();
        let expr = Expr::choose(named(&withdrawn, place), part, zero);
        let title = draft.say(
            &format!("追回{award}奖金"),
            &format!("{award} charged back"),
        );
        let mut figure = draft.figure(&full, &title, Form::Withdrawal, expr);
        figure.place = place.clone();
        figure.unit = draft.defined(prize).and_then(|d| d.unit.clone());
        figure.round = draft.rounding.pay.clone();
        draft.define(figure);
        full
    });
    if charged.is_some() && share.number.as_ref().is_none_or(|n| !n.is_zero()) {
        draft
            .charges
            .push((award.clone(), share_node.place.clone()));
    }
    Some(Withdrawal {
        within,
        withdrawn,
        flagged,
        charged,
        decided,
        rows,
        sentence,
    })
}

/// Warns of prizes that are paid by a formula of the policy which knows nothing of what is charged
/// back.
pub(in crate::policy) fn report_unread(draft: &mut Draft) {
    for (award, place) in std::mem::take(&mut draft.charges) {
        let says = |end: &str| {
            let name = format!("award.{award}.{end}");
            draft.said.iter().any(|said| said.to_string() == name)
        };
        if says("prize") && !says("charged") {
            draft
                .reader
                .report(HonourMistake::ChargeUnread { award, place });
        }
    }
}

/// The figures of an award over the periods since it was won.
struct Figures<'a> {
    won: &'a str,
    place: &'a Place,
}

impl Figures<'_> {
    /// Whether the award of `ago` periods ago stands: it was won then, and not withdrawn since.
    fn standing(&self, ago: u32) -> Expr {
        let ago = u16::try_from(ago).unwrap_or(1);
        let truth = |name: &str, k| or_else_false(back(name, k, self.place), self.place);
        let mut standing = truth(self.won, ago);
        let withdrawn = format!("{}.withdrawn", self.won);
        for k in 1..ago {
            let since = Expr::new(ExprNode::Not(Box::new(truth(&withdrawn, k))), self.place);
            standing = Expr::binary(Operator::And, standing, since);
        }
        standing
    }
}
