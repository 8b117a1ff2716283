//! Mistakes in the history of a month.

use jiff::civil::Date;

use crate::data::{Stage, State};
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with the steps that a month has taken.
#[derive(Debug)]
#[rustfmt::skip]
pub enum HistoryMistake {
    /// A step that leaves a state out, or leads to where the month is already.
    Order { /** The step. */ place: Place, /** The state before it. */ from: State, /** Where it leads. */ to: State },
    /// A step back without a reason.
    BackWithout { /** The step. */ place: Place, /** The state before it. */ from: State, /** Where it leads. */ to: State },
    /// A step on a day before that of the step before.
    DaysBackwards { /** The step. */ place: Place, /** Its day. */ on: Date, /** The day before it. */ earlier: Date },
    /// The last step leads to another state than the one that is written.
    OtherState { /** The last step. */ place: Place, /** Its state. */ last: State, /** What is written. */ state: State },
}

impl HistoryMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Order { .. } => "D231",
            Self::BackWithout { .. } => "D232",
            Self::DaysBackwards { .. } => "D233",
            Self::OtherState { .. } => "D234",
        }
    }
}

/// Returns how a state is called in Chinese, and as it is written.
fn name(state: State) -> (String, &'static str) {
    (Stage::from(state).said().zh, state.word())
}

impl From<HistoryMistake> for Diagnostic {
    fn from(mistake: HistoryMistake) -> Self {
        let code = mistake.code();
        let by_advance = |told: Self| {
            told.help(
                "“经过”（history）由 meritbook advance 写，请不要手工改；改错了的，请恢复原来的文字。",
                "`history` is written by `meritbook advance`; do not edit it, and put back what was there.",
            )
        };
        match mistake {
            HistoryMistake::Order { place, from, to } => {
                let ((from_zh, from), (to_zh, to)) = (name(from), name(to));
                let why = "一个月依次是：进行中、已截止、公示中、已定稿，一步也不能少。";
                let why_en = "A month goes from open to cut-off, provisional and final, and leaves no step out.";
                let title = Said::new(
                    format!("经过里不能从“{from_zh}”到“{to_zh}”"),
                    format!("the history cannot go from `{from}` to `{to}`"),
                );
                by_advance(Self::error(code, title).at(place).why(why, why_en))
            }
            HistoryMistake::BackWithout { place, from, to } => {
                let ((from_zh, from), (to_zh, to)) = (name(from), name(to));
                Self::error(
                    code,
                    Said::new(
                        format!("从“{from_zh}”退回“{to_zh}”没有写理由"),
                        format!("the step back from `{from}` to `{to}` has no reason"),
                    ),
                )
                .at(place)
                .why(
                    "公布过的结果又退回，以后查起来要知道为什么。",
                    "Whoever looks at it later has to know why results that were published went back.",
                )
                .help(
                    "在这一步里写 reason（理由）。",
                    "Write `reason` into this step.",
                )
            }
            HistoryMistake::DaysBackwards { place, on, earlier } => by_advance(
                Self::error(
                    code,
                    Said::new(
                        format!("这一步是 {on}，比前一步（{earlier}）还早"),
                        format!("this step is of {on}, before the one before it ({earlier})"),
                    ),
                )
                .at(place),
            ),
            HistoryMistake::OtherState { place, last, state } => {
                let ((last_zh, last), (state_zh, state)) = (name(last), name(state));
                Self::error(
                    code,
                    Said::new(
                        format!("状态写着“{state_zh}”，经过的最后一步却是“{last_zh}”"),
                        format!("the state is `{state}`, but the last step of the history is `{last}`"),
                    ),
                )
                .at(place)
                .why(
                    "谁、哪天让它走到现在这一步，就查不出来了。",
                    "Nobody can tell who brought it to where it is, and when.",
                )
                .help(
                    "用 meritbook advance 往前走或退回，它会把两处一起写好；不要手工改 state（状态）。",
                    "Let `meritbook advance` go on or back, which writes both; do not edit `state`.",
                )
            }
        }
    }
}
