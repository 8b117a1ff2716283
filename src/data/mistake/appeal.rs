//! Mistakes of adjustments and appeals as they are written.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with adjustments and appeals.
#[derive(Debug)]
#[rustfmt::skip]
pub enum AppealMistake {
    /// An adjustment that names a person and people, or nobody.
    WhoseUnclear { /** Both. */ both: bool, /** The entry. */ place: Place },
    /// Two entries of one id.
    SameId { /** The id. */ id: String, /** The first. */ first: Place, /** The second. */ place: Place },
    /// An id that no entry before has.
    UnknownId {
        /** The id. */ written: String,
        /** Those there are, or the one that is meant. */ known: Vec<String>,
        /** Of an appeal; else of an adjustment. */ appeal: bool,
        /** Where. */ place: Place,
    },
    /// Values by person without one of the people.
    NoValueFor { /** The id. */ person: String, /** The value before. */ before: bool, /** Where. */ place: Place },
    /// Decided before it was raised.
    Backwards { /** Raised. */ raised: Date, /** Decided. */ decided: Date, /** Where. */ place: Place },
    /// An appeal that was decided already.
    DecidedTwice { /** The id. */ id: String, /** The first decision. */ first: Place, /** The second. */ place: Place },
}

impl AppealMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::WhoseUnclear { .. } => "D241",
            Self::SameId { .. } => "D242",
            Self::UnknownId { .. } => "D243",
            Self::NoValueFor { .. } => "D244",
            Self::Backwards { .. } => "D245",
            Self::DecidedTwice { .. } => "D246",
        }
    }
}

impl From<AppealMistake> for Diagnostic {
    fn from(mistake: AppealMistake) -> Self {
        let code = mistake.code();
        match mistake {
            AppealMistake::WhoseUnclear { both, place } => {
                let title = if both {
                    Said::new(
                        "这条更正又写了“工号”，又写了“人员”",
                        "this adjustment has both `person` and `people`",
                    )
                } else {
                    Said::new(
                        "这条更正没有写是谁的",
                        "this adjustment does not say whose figure",
                    )
                };
                Self::error(code, title).at(place).help(
                    "更正一个人的写“工号”（person），几个人的写“人员”（people），两样选一样。",
                    "Write `person` for one person or `people` for several, one of the two.",
                )
            }
            AppealMistake::SameId { id, first, place } => Self::error(
                code,
                Said::new(
                    format!("编号“{id}”用了两次"),
                    format!("two entries go by `{id}`"),
                ),
            )
            .at(place)
            .see(first, "第一次用在这里", "the first one is here")
            .why(
                "后面的裁定和更正靠编号认是哪一条。",
                "Later entries name an entry by its id.",
            )
            .help(
                "请给后写的那条另起一个编号。",
                "Give the later entry an id of its own.",
            ),
            AppealMistake::UnknownId {
                written,
                known,
                appeal,
                place,
            } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let (zh, en) = if appeal {
                    ("申诉", "appeal")
                } else {
                    ("更正", "adjustment")
                };
                let told = Self::error(
                    code,
                    Said::new(
                        format!("前面没有编号是“{written}”的{zh}"),
                        format!("no {en} above goes by `{written}`"),
                    ),
                )
                .at(place)
                .help(
                    format!("请核对编号；要先写{zh}，后面才能说到它。"),
                    format!("Check the id; the {en} has to stand before what names it."),
                );
                match known.is_empty() {
                    true => told,
                    false => told.why(
                        format!("有的编号：{}。", list_zh(&known)),
                        format!("There are: {}.", list_en(&known)),
                    ),
                }
            }
            AppealMistake::NoValueFor {
                person,
                before,
                place,
            } => {
                let (zh, en) = if before {
                    ("原值", "the value before")
                } else {
                    ("改为多少", "the value after")
                };
                Self::error(
                    code,
                    Said::new(
                        format!("没有写 {person} 的{zh}"),
                        format!("{en} is not said for {person}"),
                    ),
                )
                .at(place)
                .help(
                    "一个值是所有人的；各人不同的，按工号写，一个也不能少，例如 {'0007': 3, '0101': 5}。",
                    "One value is everybody's; where people differ, write each by id, as in {'0007': 3, '0101': 5}.",
                )
            }
            AppealMistake::Backwards {
                raised,
                decided,
                place,
            } => Self::error(
                code,
                Said::new(
                    format!("{decided} 就决定了，可是 {raised} 才提出"),
                    format!("decided on {decided}, before {raised}, when it was raised"),
                ),
            )
            .at(place)
            .help("请核对两个日期。", "Check the two days."),
            AppealMistake::DecidedTwice { id, first, place } => Self::error(
                code,
                Said::new(
                    format!("申诉“{id}”已经有结果了"),
                    format!("appeal `{id}` is decided already"),
                ),
            )
            .at(place)
            .see(first, "结果在这里", "decided here")
            .why(
                "一件申诉只有一个结果；“受理”不算结果。",
                "An appeal is decided once; `accepted` is no decision yet.",
            )
            .help(
                "再有异议的，另写一件申诉。",
                "Whoever objects again files another appeal.",
            ),
        }
    }
}
