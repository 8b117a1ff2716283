//! Mistakes of policies: numbers, names, rows and texts that do not go together.

mod band;
mod compliance;
mod honour;
mod lint;
mod measure;
mod pay;
mod pro_rata;
mod reward;
mod table;
mod text;
mod version;

pub use band::BandMistake;
pub use compliance::ComplianceMistake;
pub use honour::{HonourMistake, PrizesFault};
pub use lint::{Jump, LintMistake};
pub use measure::MeasureMistake;
pub use pay::PayMistake;
pub use pro_rata::ProRataMistake;
pub use reward::RewardMistake;
pub use table::TableMistake;
pub use text::TextMistake;
pub use version::VersionMistake;

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// Starts an error at a place.
fn error(
    code: &'static str,
    place: Place,
    zh: impl Into<String>,
    en: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, Said::new(zh, en)).at(place)
}

/// An unknown name, with what was probably meant.
fn unknown(
    code: &'static str,
    place: Place,
    what: (&str, &str),
    name: &str,
    known: &[String],
) -> Diagnostic {
    let started = error(
        code,
        place,
        format!("没有名为“{name}”的{}", what.0),
        format!("there is no {} named `{name}`", what.1),
    );
    match crate::diagnostic::nearest(name, known.iter().map(String::as_str)) {
        Some(meant) => started
            .label(
                format!("是否想写“{meant}”？"),
                format!("did you mean `{meant}`?"),
            )
            .help(
                format!("请改成“{meant}”，或先把“{name}”写进制度。"),
                format!("Write `{meant}`, or define `{name}` first."),
            ),
        None => started
            .label("制度里没有这个名称", "the policy has no such name")
            .help(
                format!("请核对名称，或先把“{name}”写进制度。"),
                format!("Check the name, or define `{name}` first."),
            ),
    }
}
