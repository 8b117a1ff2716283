//! `budget:`: what a period's prizes may cost together, and what happens where they cost more.

use super::draft::{Draft, named};
use super::mistake::MeasureMistake;
use super::scorecard::joined;
use super::spoken::spoken;
use super::{Award, Budget, ways};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::{Definition, Form};
use crate::form::Reader;
use crate::form::pay::BUDGET;
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::{Mode, Number, Rounding};
use crate::value::Place;

/// The figure of the amount.
const AMOUNT: &str = "budget.amount";
/// The figure of what prizes cost as the awards say.
const COST: &str = "budget.cost";

/// Tells whether prizes are to be scaled down; what is wrong with the form is told by [`budget`].
pub(super) fn scales(node: &Node) -> bool {
    let mut reader = Reader::new();
    let fields = reader.read(node, &BUDGET);
    let over = fields.and_then(|fields| fields.word("over", &mut reader));
    over.is_some_and(|over| over.value == "scale")
}

/// Reads `budget:` and defines its amount and what the prizes cost.
pub(super) fn budget(draft: &mut Draft, node: &Node, awards: Option<&[Award]>) -> Option<Budget> {
    let fields = draft.reader.read(node, &BUDGET)?;
    let amount = draft.formula(fields.node("amount")?)?;
    let place = node.place.clone();
    let over = fields.word("over", &mut draft.reader).map(|w| w.value);
    let scales = over == Some("scale");
    let prizes = awards.into_iter().flatten().filter_map(|award| {
        let prize = award.prize.as_ref()?;
        Some(if scales {
            full_of(prize)
        } else {
            prize.to_string()
        })
    });
    let prizes: Vec<Expr> = prizes.map(|prize| of_everyone(&prize, &place)).collect();
    let Some(cost) = joined(prizes, Operator::Plus) else {
        draft.reader.report(MeasureMistake::WithoutEffect {
            item: draft.say("奖金", "prizes"),
            key: ("奖金预算", "budget"),
            way: ways::both(&fields, "amount"),
            place,
        });
        return None;
    };
    let said = spoken(draft, &amount);
    let (zh, en) = match scales {
        true => (
            "超出的，各项奖金按同一比例折减",
            "where it is more, all prizes are scaled down alike",
        ),
        false => (
            "超出的，只作提醒，各项奖金照发",
            "where it is more, a warning says so and prizes stay",
        ),
    };
    let sentence = Said::new(
        format!("每期奖金合计以{}为预算；{zh}。", said.zh),
        format!("Prizes of a period have a budget of {}; {en}.", said.en),
    );
    let titles = [
        draft.say("奖金预算", "prize budget"),
        draft.say("奖金合计", "prizes"),
    ];
    for ((name, title), expr) in [AMOUNT, COST].into_iter().zip(titles).zip([amount, cost]) {
        let mut figure = draft.figure(name, &title, Form::Pay, expr);
        figure.unit = Some("元".into());
        figure.place = place.clone();
        draft.define(figure);
    }
    Some(Budget {
        amount: AMOUNT.into(),
        cost: COST.into(),
        scales,
        sentence,
        place,
    })
}

/// Turns a prize into the one that the budget allows: the amount that the award says is kept as
/// a figure of its own, and what is paid is its share of the budget, never a step more.
pub(super) fn scaled(draft: &mut Draft, mut figure: Definition) -> Definition {
    let place = figure.place.clone();
    let full = full_of(&figure.name);
    let step = figure.round.as_ref().map(|round| round.step.clone());
    let step = step.unwrap_or_else(|| {
        Number::ONE
            .divided_by(&Number::HUNDRED)
            .unwrap_or(Number::ONE)
    });
    let (amount, cost) = (|| named(AMOUNT, &place), || named(COST, &place));
    let fits = Expr::binary(Operator::LessOrEqual, cost(), amount());
    let whole = || named(&full, &place);
    let share = Expr::binary(Operator::Times, whole(), amount());
    let share = Expr::binary(Operator::DividedBy, share, cost());
    let mut paid = draft.figure(&figure.name, &figure.title, Form::Prize, {
        Expr::choose(fits, whole(), share)
    });
    paid.unit.clone_from(&figure.unit);
    paid.place = place.clone();
    paid.round = Some(Rounding {
        step,
        mode: Mode::Down,
    });
    figure.title = format!("{} · {}", figure.title, draft.say("足额", "in full")).into();
    figure.name = full.as_str().into();
    draft.define(figure);
    paid
}

fn full_of(prize: &str) -> String {
    format!("{prize}_in_full")
}

fn of_everyone(figure: &str, place: &Place) -> Expr {
    let fold = Fold {
        by: Aggregate::Sum,
        over: Some(Over::Everyone { except_self: false }),
        groups: Vec::new(),
        what: Some(named(figure, place)),
        only: None,
        order: None,
    };
    Expr::new(ExprNode::Fold(Box::new(fold)), place)
}
