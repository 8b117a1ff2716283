//! Formulas as the handbook says them: figures by their titles, parameters by their values.

use super::draft::{Draft, Named};
use crate::diagnostic::Said;
use crate::figure::Parameter;
use crate::formula::{Expr, Fold, Node, in_words, number_in_words};
use crate::number::{Number, grouped};
use crate::value::Value;

/// Says a formula, in both languages.
pub(super) fn spoken(draft: &Draft, expr: &Expr) -> Said {
    in_words(&replaced(draft, expr))
}

/// Returns the one number that a parameter holds in all periods; `None` where it is still to be
/// filled in or changes.
pub(super) fn constant(parameter: &Parameter) -> Option<&Number> {
    match parameter.values.as_slice() {
        [only] if only.from.is_none() => match &only.value {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

/// Writes a parameter's number with its unit: `100,000 元`, `120%`.
pub(super) fn with_unit(number: &Number, unit: Option<&str>) -> String {
    match unit {
        Some("%") => format!("{}%", number.times(&Number::HUNDRED).exact_text()),
        // Money is grouped where counts and years are not.
        Some(unit) if unit.contains('元') && number.decimals().is_some() => {
            format!("{} {unit}", grouped(&number.exact_text()))
        }
        Some(unit) => format!("{} {unit}", number_in_words(number)),
        None => number_in_words(number),
    }
}

fn replaced(draft: &Draft, expr: &Expr) -> Expr {
    let again = |e: &Expr| replaced(draft, e);
    let boxed = |e: &Expr| Box::new(replaced(draft, e));
    let all = |list: &[Expr]| list.iter().map(again).collect();
    let maybe = |e: &Option<Expr>| e.as_ref().map(again);
    let node = match &expr.node {
        Node::Name(name) if name.policy.is_none() => {
            return match word(draft, &name.to_string()) {
                Some(word) => Expr::name(&[&word], &expr.place),
                None => expr.clone(),
            };
        }
        Node::Negate(a) => Node::Negate(boxed(a)),
        Node::Not(a) => Node::Not(boxed(a)),
        Node::Binary(operator, a, b) => Node::Binary(*operator, boxed(a), boxed(b)),
        Node::In(a, list) => Node::In(boxed(a), all(list)),
        Node::If(parts) => {
            let [condition, yes, no] = parts.as_ref();
            Node::If(Box::new([again(condition), again(yes), again(no)]))
        }
        Node::Call(function, arguments) => Node::Call(*function, all(arguments)),
        Node::Back(what, periods) => Node::Back(boxed(what), *periods),
        Node::Cut { by, table, column } => Node::Cut {
            by: boxed(by),
            table: table.clone(),
            column: *column,
        },
        Node::Fold(fold) => Node::Fold(Box::new(Fold {
            by: fold.by,
            over: fold.over.clone(),
            groups: all(&fold.groups),
            what: maybe(&fold.what),
            only: maybe(&fold.only),
            order: maybe(&fold.order),
        })),
        other => other.clone(),
    };
    Expr::new(node, &expr.place)
}

fn word(draft: &Draft, name: &str) -> Option<String> {
    match draft.meaning(name)? {
        Named::Figure(full) => Some(draft.title_of(full)),
        Named::Parameter(full) => {
            let parameter = draft.parameter(full)?;
            Some(match constant(parameter) {
                Some(number) => with_unit(number, parameter.unit.as_deref()),
                None => parameter.title.to_string(),
            })
        }
    }
}
