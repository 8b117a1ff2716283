//! Mistakes of versions and the periods from which they hold.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with the period from which a version holds.
#[derive(Debug)]
pub enum VersionMistake {
    /// A version of a policy about longer periods begins inside one of them.
    BeginsInside {
        /// The month from which it holds.
        from: Period,
        /// The period in which that month lies.
        whole: Period,
        /// The period after.
        next: Period,
        /// Where the month is written.
        place: Place,
    },
}

impl VersionMistake {
    pub(in crate::policy) fn code(&self) -> &'static str {
        match self {
            Self::BeginsInside { .. } => "P211",
        }
    }
}

impl From<VersionMistake> for Diagnostic {
    fn from(mistake: VersionMistake) -> Self {
        let code = mistake.code();
        let VersionMistake::BeginsInside {
            from,
            whole,
            next,
            place,
        } = mistake;
        let first = whole.first_month();
        Self::warning(
            code,
            Said::new(
                format!("这一版从 {from} 起执行，在 {whole} 的中间"),
                format!("this version holds from {from}, inside {whole}"),
            ),
        )
        .at(place)
        .label(
            format!("{whole} 从 {first} 开始"),
            format!("{whole} begins with {first}"),
        )
        .why(
            format!("一个周期只用一版：整个 {whole} 都按这一版算，连同 {from} 以前的月份。"),
            format!(
                "A period has one version: all of {whole} goes by this one, the months before \
                 {from} included."
            ),
        )
        .help(
            format!(
                "整个周期都按新规则算的，写 {whole}；从下一个周期起的，写 {next}。\
                 确实要这样的，写 lint: {{accept: {{{code}: 理由}}}}。"
            ),
            format!(
                "Write {whole} if the new rules are meant for all of it, {next} if for the next \
                 period on. To keep it, write `lint: {{accept: {{{code}: reason}}}}`."
            ),
        )
    }
}
