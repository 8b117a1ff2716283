//! `from_months:`: what a quarter, half-year or year makes of what another policy worked out each
//! month.

use super::draft::{Amount, Draft};
use super::mistake::VersionMistake;
use super::scorecard::{joined, key_of};
use super::sentence;
use super::spoken::spoken;
use super::ways::{Leaf, OutOf, Way, value};
use crate::content::Node;
use crate::diagnostic::{Said, list_en, list_zh};
use crate::figure::Form;
use crate::form::Fields;
use crate::form::months::FROM_MONTHS;
use crate::formula::{Aggregate, Expr, Fold, Function, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::period::Level;
use crate::value::Place;

/// How months become one.
enum Combine {
    Mean,
    /// The sum divided by what is written.
    Divided(Amount),
    Weighted(Expr),
    Sum,
    Last,
    Extreme(Aggregate),
}

/// Reads an item with `from_months`: the number is points out of 100 unless `out_of` says
/// otherwise.
pub(super) fn item(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let node = leaf.fields.node("from_months")?;
    let made = read(draft, (leaf.name, leaf.title), node)?;
    let said = draft
        .from_months
        .get(leaf.name)
        .cloned()
        .unwrap_or_default();
    let value = value(draft, leaf, Some(made))?;
    let out_of = OutOf::read(draft, leaf, OutOf::Points(Number::HUNDRED));
    Some(Way {
        form: Form::Points,
        expr: out_of.scaled(leaf, super::draft::named(&value, leaf.place)),
        highest: None,
        sentence: sentence::from_months(said, leaf, &out_of),
        value: Some(value),
        target: None,
    })
}

/// Reads `from_months` of a metric or an item, by its name and title, as a formula; how it is said
/// is kept in the draft.
pub(super) fn read(draft: &mut Draft, owner: (&str, &str), node: &Node) -> Option<Expr> {
    let fields = draft.reader.read(node, &FROM_MONTHS)?;
    let over = match draft.length.level() {
        Level::Month => {
            draft.reader.report(VersionMistake::NoMonthsWithin {
                place: fields.place().clone(),
            });
            return None;
        }
        Level::Quarter => Over::Quarter,
        Level::Half => Over::Half,
        Level::Year => Over::Year,
    };
    let of = fields.list("of");
    if let Some(beyond) = of.get(MOST_FIGURES) {
        draft.reader.report(VersionMistake::TooManyOfMonths {
            place: beyond.place.clone(),
            count: of.len(),
            most: MOST_FIGURES,
        });
        return None;
    }
    let of = of.into_iter();
    let of: Vec<Expr> = of.filter_map(|n| draft.formula(n)).collect();
    let combine = combine(draft, owner, &fields, of.len())?;
    let months = Months {
        over,
        place: fields.place(),
    };
    let words = said(draft, &of, &combine);
    draft.from_months.insert(owner.0.into(), words);
    months.made(&of, &combine)
}

/// Reads how months become one; a divisor or weights go with a mean alone, weights with one figure.
fn combine(
    draft: &mut Draft,
    owner: (&str, &str),
    fields: &Fields<'_>,
    figures: usize,
) -> Option<Combine> {
    let word = fields.word("combine", &mut draft.reader).map(|w| w.value);
    let found = match word {
        Some("sum") => Combine::Sum,
        Some("last") => Combine::Last,
        Some("min") => Combine::Extreme(Aggregate::Min),
        Some("max") => Combine::Extreme(Aggregate::Max),
        _ => Combine::Mean,
    };
    let is_mean = matches!(found, Combine::Mean);
    let both = fields.has("divisor") && fields.has("weight");
    for key in ["divisor", "weight"] {
        let Some(place) = fields.key_place(key) else {
            continue;
        };
        if !is_mean || both || (key == "weight" && figures > 1) {
            draft.reader.report(VersionMistake::UnfitOfMonths {
                key: (key_of(fields, key).zh, key_of(fields, key).name),
                place: place.clone(),
            });
            return None;
        }
    }
    if let Some(node) = fields.node("divisor") {
        let divisor = draft.amount(owner, key_of(fields, "divisor"), node)?;
        return Some(Combine::Divided(divisor));
    }
    if let Some(node) = fields.node("weight") {
        return Some(Combine::Weighted(draft.formula(node)?));
    }
    Some(found)
}

/// How many figures may be combined: one policy for each month of a year.
const MOST_FIGURES: usize = 12;

/// The months of a period.
struct Months<'p> {
    over: Over,
    place: &'p Place,
}

impl Months<'_> {
    /// Makes the formula. Without any month there is nothing, and never 0.
    fn made(&self, of: &[Expr], combine: &Combine) -> Option<Expr> {
        let first = of.first()?;
        let mean = || self.fold(Aggregate::Mean, first.clone());
        let sum = || self.total(Aggregate::Sum, of);
        let count = || self.total(Aggregate::Count, of);
        Some(match combine {
            Combine::Mean if of.len() == 1 => mean(),
            Combine::Mean => self.if_any(count()?, divided(sum()?, count()?), mean()),
            Combine::Divided(by) => self.if_any(count()?, divided(sum()?, by.expr.clone()), mean()),
            Combine::Weighted(weight) => {
                let product = Expr::binary(Operator::Times, first.clone(), weight.clone());
                let weights = self.fold(Aggregate::Sum, weight.clone());
                let weighted = divided(self.fold(Aggregate::Sum, product), weights);
                let there = self.fold(Aggregate::Count, first.clone());
                self.if_any(there, weighted, mean())
            }
            Combine::Sum => self.if_any(count()?, sum()?, mean()),
            Combine::Last => of.iter().skip(1).fold(first.clone(), |one, other| {
                let both = vec![one, other.clone()];
                Expr::new(ExprNode::Call(Function::Otherwise, both), self.place)
            }),
            Combine::Extreme(by) => self.extreme(*by, of)?,
        })
    }

    /// The smallest or largest month of several figures; a figure without months is left out.
    fn extreme(&self, by: Aggregate, of: &[Expr]) -> Option<Expr> {
        let (first, rest) = of.split_first()?;
        let own = self.fold(by, first.clone());
        let Some(others) = self.extreme(by, rest) else {
            return Some(own);
        };
        let function = match by {
            Aggregate::Min => Function::Min,
            _ => Function::Max,
        };
        let both = vec![own.clone(), others.clone()];
        let both = Expr::new(ExprNode::Call(function, both), self.place);
        let there = self.fold(Aggregate::Count, first.clone());
        let others_there = self.total(Aggregate::Count, rest)?;
        let with_others = self.if_any(others_there, both, own);
        Some(self.if_any(there, with_others, others))
    }

    fn total(&self, by: Aggregate, of: &[Expr]) -> Option<Expr> {
        let folds = of.iter().map(|x| self.fold(by, x.clone()));
        joined(folds.collect(), Operator::Plus)
    }

    fn fold(&self, by: Aggregate, what: Expr) -> Expr {
        let fold = Fold {
            by,
            over: Some(self.over.clone()),
            groups: Vec::new(),
            what: Some(what),
            only: None,
            order: None,
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), self.place)
    }

    fn if_any(&self, count: Expr, made: Expr, nothing: Expr) -> Expr {
        let one = Expr::number(Number::ONE, self.place);
        Expr::choose(
            Expr::binary(Operator::MoreOrEqual, count, one),
            made,
            nothing,
        )
    }
}

fn divided(sum: Expr, by: Expr) -> Expr {
    Expr::binary(Operator::DividedBy, sum, by)
}

/// Says what is made from months.
fn said(draft: &Draft, of: &[Expr], combine: &Combine) -> Said {
    let words: Vec<Said> = of.iter().map(|e| spoken(draft, e)).collect();
    let zh: Vec<&str> = words.iter().map(|w| w.zh.as_str()).collect();
    let en: Vec<&str> = words.iter().map(|w| w.en.as_str()).collect();
    let (zh, en) = (list_zh(&zh), list_en(&en));
    let (of_zh, of_en) = match draft.length.level() {
        Level::Year => ("本年", "the year"),
        Level::Half => ("本半年", "the half-year"),
        Level::Quarter | Level::Month => ("本季度", "the quarter"),
    };
    match combine {
        Combine::Mean => Said::new(
            format!("{of_zh}各月{zh}的平均，只算有数的月份"),
            format!("The mean of {en} over the months of {of_en} that have one"),
        ),
        Combine::Divided(by) => Said::new(
            format!("{of_zh}各月{zh}之和，一律除以 {}", by.words.zh),
            format!(
                "The sum of {en} over the months of {of_en}, always divided by {}",
                by.words.en
            ),
        ),
        Combine::Weighted(weight) => {
            let weight = spoken(draft, weight);
            Said::new(
                format!("{of_zh}各月{zh}按{}加权的平均，只算有数的月份", weight.zh),
                format!(
                    "The mean of {en} over the months of {of_en} that have one, weighted by {}",
                    weight.en
                ),
            )
        }
        Combine::Sum => Said::new(
            format!("{of_zh}各月{zh}之和"),
            format!("The sum of {en} over the months of {of_en}"),
        ),
        Combine::Last => Said::new(
            format!("{of_zh}最后一个月的{zh}"),
            format!("{en} in the last month of {of_en}"),
        ),
        Combine::Extreme(Aggregate::Min) => Said::new(
            format!("{of_zh}各月{zh}中最低的"),
            format!("The lowest {en} of the months of {of_en}"),
        ),
        Combine::Extreme(_) => Said::new(
            format!("{of_zh}各月{zh}中最高的"),
            format!("The highest {en} of the months of {of_en}"),
        ),
    }
}
