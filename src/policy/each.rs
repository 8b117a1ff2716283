//! `each` of a deduction or bonus: the same for all, or more for each one that follows.

use std::sync::Arc;

use super::bands;
use super::draft::{Amount, Draft, named};
use super::mistake::MeasureMistake;
use super::scorecard::key_of;
use super::ways::Leaf;
use crate::content::NodeKind;
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::Fields;
use crate::formula::{CutMode, CutRow, CutTable, Expr, Function, Operator, Side};
use crate::number::Number;
use crate::value::Kind;

/// Points for each unit.
pub(super) struct Each {
    /// The points of the first, the second …; the last holds for all that follow.
    amounts: Vec<Amount>,
    /// By how much each one after the last of them costs more.
    rising: Option<Amount>,
}

/// Reads `each` and `rising`.
pub(super) fn read(
    draft: &mut Draft<'_>,
    leaf: &Leaf<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Each> {
    let own = Owner::of(draft, leaf, fields);
    let node = fields.node("each")?;
    let key = key_of(fields, "each");
    let amounts = match &node.kind {
        NodeKind::Sequence(nodes) => {
            let mut amounts = Vec::new();
            for (at, node) in (1..).zip(nodes) {
                let name = format!("{}.{}.{at}", own.name, key.name);
                let alias = format!("{}.{}.{at}", own.zh, key.zh);
                let word = draft.say(&format!("第 {at} 次"), &format!("no. {at}"));
                let title = format!("{} · {word}", own.title);
                amounts.push(draft.amount_named((&name, &alias, &title), node)?);
            }
            amounts
        }
        _ => vec![own.amount(draft, fields, "each")?],
    };
    if amounts.is_empty() {
        draft.reader.report(MeasureMistake::NoPoints {
            item: leaf.name.to_owned(),
            place: node.place.clone(),
        });
        return None;
    }
    let rising = own.amount(draft, fields, "rising");
    Some(Each { amounts, rising })
}

/// Tells whether these are the keys of `more`, not those of `less`.
fn is_more(leaf: &Leaf<'_, '_>, fields: &Fields<'_>) -> bool {
    let more = leaf.fields.node("more");
    more.is_some_and(|node| node.place == *fields.place())
}

/// Under which names the numbers of one side stand: the item's own, but those of `more` beside a
/// `less` are told apart from its numbers.
pub(super) struct Owner {
    name: String,
    zh: String,
    title: String,
}

impl Owner {
    /// Finds the names for the keys of `less` or `more`.
    pub fn of(draft: &Draft<'_>, leaf: &Leaf<'_, '_>, fields: &Fields<'_>) -> Self {
        let (name, title) = (leaf.name, leaf.title);
        if is_more(leaf, fields) && leaf.fields.has("less") {
            let key = key_of(leaf.fields, "more");
            return Self {
                name: format!("{name}.{}", key.name),
                zh: format!("{name}.{}", key.zh),
                title: format!("{title} · {}", draft.say("加分", "more")),
            };
        }
        Self {
            name: name.to_owned(),
            zh: name.to_owned(),
            title: title.to_owned(),
        }
    }

    /// Reads the number at a key, where there is one.
    pub fn amount(&self, draft: &mut Draft<'_>, fields: &Fields<'_>, key: &str) -> Option<Amount> {
        let node = fields.node(key)?;
        let key = key_of(fields, key);
        let (name, alias) = (
            format!("{}.{}", self.name, key.name),
            format!("{}.{}", self.zh, key.zh),
        );
        let title = format!("{} · {}", self.title, draft.say(key.zh, key.name));
        draft.amount_named((&name, &alias, &title), node)
    }
}

/// Defines a count of an item: its key, and what it is called in both languages.
fn define(
    draft: &mut Draft<'_>,
    leaf: &Leaf<'_, '_>,
    (key, zh, en): (&str, &str, &str),
    expr: Expr,
) -> Arc<str> {
    let full: Arc<str> = format!("{}.{key}", leaf.name).into();
    let title = format!("{} · {}", leaf.title, draft.say(zh, en));
    let mut figure = draft.figure(&full, &title, Form::Less, expr);
    figure.place = leaf.place.clone();
    figure.aliases = vec![format!("{}.{zh}", leaf.name).into()];
    draft.define(figure);
    full
}

impl Each {
    /// Returns the points of a count. Where they differ, only whole ones count, and the count is a
    /// figure of its own.
    pub fn times(
        &self,
        draft: &mut Draft<'_>,
        (leaf, fields): (&Leaf<'_, '_>, &Fields<'_>),
        count: Expr,
    ) -> Expr {
        let place = leaf.place;
        if let ([only], None) = (self.amounts.as_slice(), &self.rising) {
            return Expr::binary(Operator::Times, only.expr.clone(), count);
        }
        let more = is_more(leaf, fields);
        let words = match more {
            true => ("counted_more", "加分次数", "counted for more"),
            false => ("counted", "计扣次数", "counted"),
        };
        // What is counted once for each full so many is whole as it is.
        let whole = match fields.has("every") {
            true => count,
            false => Expr::call(Function::Floor, vec![count], place),
        };
        let full = define(draft, leaf, words, whole);
        let count = || named(&full, place);
        let listed = match self.amounts.as_slice() {
            [only] => Expr::binary(Operator::Times, only.expr.clone(), count()),
            _ => bands::cell(count(), &Arc::new(self.table(draft, leaf)), 0),
        };
        let Some(rising) = &self.rising else {
            return listed;
        };
        // Of those beyond the list the first costs one step more, the second two …
        let number = |n: usize| Expr::number(Number::from(n as i64), place);
        let (few, many) = match self.amounts.len() {
            // With one before them these are all but the first, of none none.
            1 => (Expr::binary(Operator::Minus, count(), number(1)), count()),
            listed => {
                let rest = Expr::binary(Operator::Minus, count(), number(listed));
                let rest = Expr::call(Function::Max, vec![number(0), rest], place);
                let words = match more {
                    true => ("beyond_more", "递增的加分次数", "counted for more, rising"),
                    false => ("beyond", "递增的次数", "counted, rising"),
                };
                let rest = named(&define(draft, leaf, words, rest), place);
                let next = Expr::binary(Operator::Plus, rest.clone(), number(1));
                (rest, next)
            }
        };
        let steps = Expr::binary(Operator::Times, many, few);
        let steps = Expr::binary(Operator::DividedBy, steps, number(2));
        let rise = Expr::binary(Operator::Times, rising.expr.clone(), steps);
        Expr::binary(Operator::Plus, listed, rise)
    }

    /// The points one after the other, as slices of the count.
    fn table(&self, draft: &Draft<'_>, leaf: &Leaf<'_, '_>) -> CutTable {
        let place = leaf.place;
        let rows = (0_i64..).zip(&self.amounts).map(|(before, amount)| CutRow {
            at: Expr::number(Number::from(before), place),
            side: Side::AtLeast,
            results: vec![amount.expr.clone()],
            place: place.clone(),
        });
        let word = draft.say("逐次的分数", "points one after the other");
        let title: Arc<str> = format!("{} · {word}", leaf.title).into();
        CutTable {
            name: Arc::clone(&title),
            title,
            mode: CutMode::Marginal,
            columns: vec!["".into()],
            kinds: vec![Kind::Number],
            otherwise: None,
            rows: rows.collect(),
            across: None,
            place: place.clone(),
        }
    }

    /// Says what one costs, after what is counted and beyond what: `每 1 次扣 2 分`, `第 1 次扣 1 分，以后每次扣 2 分`.
    pub fn said(
        &self,
        (step, verb): (&Said, &Said),
        beyond: &Said,
        (unit, every): (Option<&str>, bool),
    ) -> Said {
        let unit = unit.filter(|_| !every).unwrap_or("次");
        let points = |amount: &Amount| super::sentence::bare(&amount.words.zh).to_owned();
        if let ([only], None) = (self.amounts.as_slice(), &self.rising) {
            return Said::new(
                format!("{}{} {} 分", step.zh, verb.zh, points(only)),
                format!("{} {} for {}", only.words.en, verb.en, step.en),
            );
        }
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        if every {
            zh.push(format!("{}算一次", step.zh.trim_end()));
            en.push(format!("once for {}", step.en));
        }
        let last = self.amounts.len();
        for (at, amount) in (1..).zip(&self.amounts) {
            let open = at == last && self.rising.is_none();
            let (from, each) = if open {
                ("起每", "each from ")
            } else {
                ("", "")
            };
            let ordinal = match from {
                "" => format!("第 {at} {unit}"),
                _ => format!("第 {at} {unit}{from}{unit}"),
            };
            zh.push(format!("{ordinal}{} {} 分", verb.zh, points(amount)));
            let onwards = if open { " on" } else { "" };
            en.push(format!(
                "{} {} for {each}no. {at}{onwards}",
                amount.words.en, verb.en
            ));
        }
        if let Some(rising) = &self.rising {
            zh.push(format!(
                "以后每{unit}比前一{unit}多{} {} 分",
                verb.zh,
                points(rising)
            ));
            en.push(format!(
                "then each time {} more than before",
                rising.words.en
            ));
        }
        let stop = if beyond.zh.is_empty() { "" } else { "，" };
        Said::new(
            format!("{stop}{}", zh.join("，")),
            format!("{}: {}", beyond.en, en.join(", ")),
        )
    }
}
