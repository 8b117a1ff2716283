//! Mistakes of shared credit.

use crate::diagnostic::{Diagnostic, Said};
use crate::number::Number;
use crate::value::Place;

/// What may be wrong with rows that belong to several people.
#[derive(Debug)]
#[rustfmt::skip]
pub enum ShareMistake {
    /// `shared` that says neither how owners stand in a row nor how rows belong together.
    Unclear { /** Where. */ place: Place },
    /// Shares that do not add up to one.
    NotOne { /** The first. */ place: Place, /** What they add up to. */ sum: Number, /** How many there are. */ rows: usize },
    /// A table that is read a row at a time.
    LongTable { /** Its header. */ place: Place },
}

impl ShareMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unclear { .. } => "D161",
            Self::NotOne { .. } => "D162",
            Self::LongTable { .. } => "D163",
        }
    }
}

impl From<ShareMistake> for Diagnostic {
    fn from(mistake: ShareMistake) -> Self {
        let code = mistake.code();
        let error = |place: Place, zh: String, en: String| {
            Diagnostic::error(code, Said::new(zh, en)).at(place)
        };
        match mistake {
            ShareMistake::Unclear { place } => error(
                place,
                "共享的业绩写得不明确".into(),
                "how credit is shared is not clear".into(),
            )
            .help(
                "一行写几个人的，写 into（记入）和至少两个 owners（归属）；一单分几行的，写 of（同一单）和 share（份额）。",
                "Where a row names several people, write `into` and at least two `owners`; where a deal has several rows, write `of` and `share`.",
            ),
            ShareMistake::NotOne { place, sum, rows } => {
                let sum = format!("{}%", sum.times(&Number::HUNDRED).exact_text());
                error(
                    place,
                    format!("各人的份额合计 {sum}，不是 100%（共 {rows} 处）"),
                    format!("the shares add up to {sum} and not to 100% ({rows} such)"),
                )
                .label("从这里起", "from here on")
                .why(
                    "份额不到 100% 的，有业绩没有人得；超过的，同一笔业绩算了两次。",
                    "With less than 100% nobody has the rest, with more somebody has it twice.",
                )
                .help(
                    "请核对份额；没有人的一份不算。除不尽的，如三人平分，写 33%、33%、34%。",
                    "Correct the shares; one without a person does not count. Three equal ones are 33%, 33% and 34%.",
                )
            }
            ShareMistake::LongTable { place } => error(
                place,
                "events 里的长表不能写共享（shared）".into(),
                "a long table in events/ cannot be shared".into(),
            )
            .help(
                "请把这张表放进月份的文件夹。",
                "Put this table into the month's folder.",
            ),
        }
    }
}
