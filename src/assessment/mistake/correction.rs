//! Adjustments that rest on what is not so any more, and those who ought not to decide.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// An adjustment whose value before is not what is worked out.
#[derive(Debug, Clone)]
pub struct StaleMistake {
    /// The month.
    pub period: Period,
    /// The entry's id.
    pub id: String,
    /// The figure as written.
    pub figure: String,
    /// Of whom, what is written, and what is worked out or why nothing is.
    pub people: Vec<(String, String, Said)>,
    /// Whether it is an earlier entry that it does not follow.
    pub follows: bool,
    /// The entry that would take its place.
    pub entry: String,
    /// The value before.
    pub place: Place,
}

/// What is wrong with an adjustment.
#[derive(Debug, Clone, Copy)]
enum Wrong {
    Stale,
    Oneself,
    Rater,
}

impl Wrong {
    fn code(self) -> &'static str {
        match self {
            Self::Stale => "A143",
            Self::Oneself => "A144",
            Self::Rater => "A145",
        }
    }
}

impl From<StaleMistake> for Diagnostic {
    fn from(mistake: StaleMistake) -> Self {
        let code = Wrong::Stale.code();
        let StaleMistake {
            period,
            id,
            figure,
            people,
            follows,
            entry,
            place,
        } = mistake;
        let blank = |written: &str, words: &str| match written.is_empty() {
            true => words.to_owned(),
            false => written.to_owned(),
        };
        let each = people.iter().take(8);
        let zh: Vec<String> = each
            .clone()
            .map(|(person, written, found)| {
                format!(
                    "{person} 写的是 {}，算出来是 {}",
                    blank(written, "没有数"),
                    found.zh
                )
            })
            .collect();
        let en: Vec<String> = each
            .map(|(person, written, found)| {
                format!(
                    "{person}: written {}, worked out {}",
                    blank(written, "none"),
                    found.en
                )
            })
            .collect();
        let (why_zh, why_en) = match follows {
            true => (
                "前面还有一条更正改了同一个数，这一条要接着它的值写。",
                "An earlier entry adjusts the same figure, and this one has to go on from its value.",
            ),
            false => (
                "多半是数据重新导出过，或前面的更正改了它用到的数。照旧改下去，会把新数据盖住。",
                "Most often the data were exported anew, or another adjustment changed what it rests on. Going on would cover the new data.",
            ),
        };
        Self::error(
            code,
            Said::new(
                format!("更正“{id}”的原值与算出来的“{figure}”不一样"),
                format!("adjustment `{id}` gives a value before that is not the computed `{figure}`"),
            ),
        )
        .at(place)
        .why(
            format!("{}。{why_zh}", zh.join("；")),
            format!("{}. {why_en}", en.join("; ")),
        )
        .help(
            format!(
                "请核对现在的数，再在文件末尾加一条取代它（原来那条不动），“改为”按现在该是多少写；数据已经对了的，“改为”与原值写成一样：\n{entry}\n也可以用 meritbook adjust {period} --rebase {id} --by 谁 --on 日期 写进去。"
            ),
            format!(
                "Check the figure, then add an entry that takes its place (the old one stays), with what it ought to be now under `after`; the same as before where the data are right by now:\n{entry}\n`meritbook adjust {period} --rebase {id} --by WHO --on DAY` writes it."
            ),
        )
    }
}

/// Somebody who ought not to have decided.
#[derive(Debug, Clone)]
pub struct DeciderMistake {
    /// As written.
    pub by: String,
    /// Why not.
    pub why: WhyNotDecide,
    /// Where.
    pub place: Place,
}

/// Why somebody ought not to decide.
#[derive(Debug, Clone)]
pub enum WhyNotDecide {
    /// It is about the same person.
    Oneself,
    /// The person rated an item that it rests on.
    Rater(String),
}

impl DeciderMistake {
    fn code(&self) -> &'static str {
        match self.why {
            WhyNotDecide::Oneself => Wrong::Oneself.code(),
            WhyNotDecide::Rater(_) => Wrong::Rater.code(),
        }
    }
}

impl From<DeciderMistake> for Diagnostic {
    fn from(mistake: DeciderMistake) -> Self {
        let code = mistake.code();
        let by = &mistake.by;
        match &mistake.why {
            WhyNotDecide::Oneself => Self::error(
                code,
                Said::new(
                    format!("“{by}”决定的是自己的成绩"),
                    format!("`{by}` decides about their own result"),
                ),
            )
            .at(mistake.place)
            .why(
                "更正和申诉不能由本人决定。",
                "Nobody decides on an adjustment or an appeal of their own.",
            )
            .help(
                "请换一位决定人，通常是上级的上级，或考核小组。",
                "Let somebody else decide, usually the superior's superior or a committee.",
            ),
            WhyNotDecide::Rater(item) => Self::error(
                code,
                Said::new(
                    format!("“{by}”给这个人的“{item}”评过分，不能再由他决定"),
                    format!("`{by}` rated `{item}` of this person and cannot decide as well"),
                ),
            )
            .at(mistake.place)
            .why(
                "更正或申诉的这个数里有他给的评分：自己评的，不能由自己裁定。",
                "The figure rests on that rating: who gave it is not the one to rule on it.",
            )
            .help(
                "请换一位没有给这一项评分的决定人。只是数据录入错了的，写“类别: 数据”。",
                "Let somebody decide who has not rated it. Where only the data were entered wrong, say `kind: data`.",
            ),
        }
    }
}
