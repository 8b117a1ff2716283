//! Times of day in formulas: written out, or a parameter that holds them.

use super::draft::{Draft, Named};
use super::mistake::MeasureMistake;
use crate::formula::{Expr, Function, Node, each};
use crate::value::{Place, Value, minutes_of};

/// Reports what is no time of day where `time_between` wants one.
pub(super) fn check(draft: &mut Draft<'_>, expr: &Expr) {
    let mut wrong: Vec<(String, Place)> = Vec::new();
    each(expr, &mut |e| {
        let Node::Call(Function::TimeBetween, arguments) = &e.node else {
            return;
        };
        for bound in arguments.iter().skip(1) {
            let written = match &bound.node {
                Node::Text(text) => Some(text.to_string()),
                Node::Number(number) => Some(number.exact_text()),
                Node::Name(name) => unfit(draft, &name.to_string()),
                _ => None,
            };
            let none = |text: &String| minutes_of(text).is_none();
            wrong.extend(written.filter(none).map(|t| (t, bound.place.clone())));
        }
    });
    for (written, place) in wrong {
        draft
            .reader
            .report(MeasureMistake::NoTime { written, place });
    }
}

/// Returns the first value of a parameter that is no time of day.
fn unfit(draft: &Draft<'_>, name: &str) -> Option<String> {
    let Some(Named::Parameter(full)) = draft.meaning(name) else {
        return None;
    };
    let values = draft.parameter(full)?.values.iter();
    let mut texts = values.filter_map(|value| match value.value.as_ref()? {
        Value::Text(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.exact_text()),
        _ => None,
    });
    texts.find(|text| minutes_of(text).is_none())
}
