//! `round:`: rounding that changes numbers.

use super::RoundingRules;
use super::mistake::MeasureMistake;
use crate::content::Node;
use crate::diagnostic::Said;
use crate::form::Reader;
use crate::form::measure::ROUND;
use crate::form::policy::ROUNDS;
use crate::number::{Mode, Number, Rounding};

/// Reads a policy's `round:`.
pub(super) fn rules(reader: &mut Reader, node: &Node) -> RoundingRules {
    let Some(fields) = reader.read(node, &ROUNDS) else {
        return RoundingRules::default();
    };
    let mut part = |key: &str| fields.node(key).and_then(|n| one(reader, n));
    RoundingRules {
        points: part("points"),
        group: part("group"),
        total: part("total"),
        pay: part("pay"),
    }
}

/// Says a rounding: `四舍五入到 0.01`.
pub fn said(rounding: &Rounding) -> Said {
    let step = rounding.step.exact_text();
    match rounding.mode {
        Mode::HalfUp => Said::new(
            format!("四舍五入到 {step}"),
            format!("rounded to {step}, halves up"),
        ),
        Mode::HalfEven => Said::new(
            format!("四舍六入五成双到 {step}"),
            format!("rounded to {step}, halves to the even digit"),
        ),
        Mode::Down => Said::new(format!("舍去到 {step}"), format!("rounded down to {step}")),
        Mode::Up => Said::new(format!("进到 {step}"), format!("rounded up to {step}")),
    }
}

/// Reads one rounding.
pub(super) fn one(reader: &mut Reader, node: &Node) -> Option<Rounding> {
    let fields = reader.read(node, &ROUND)?;
    let step = fields.quantity("step", reader)?;
    let mode = match fields.word("mode", reader)?.value {
        "half-even" => Mode::HalfEven,
        "down" => Mode::Down,
        "up" => Mode::Up,
        _ => Mode::HalfUp,
    };
    if step.value.number <= Number::ZERO {
        reader.report(MeasureMistake::RoundingStep { place: step.place });
        return None;
    }
    Some(Rounding {
        step: step.value.number,
        mode,
    })
}
