//! Answers that do not go with the figures, and how far confirming is. Nothing here keeps a figure
//! from being worked out.

use crate::assessment::Difference;
use crate::diagnostic::{Diagnostic, Said, count_en};
use crate::period::Period;
use crate::value::Place;

/// How many are listed.
const SHOWN: usize = 8;

/// What is to be said of answers.
#[derive(Debug, Clone)]
#[allow(
    missing_docs,
    reason = "the fields are what the words below say of them"
)]
pub enum ConfirmedMistake {
    /// An answer of somebody who has nothing to confirm, or nothing under that policy.
    NotAsked {
        place: Place,
        name: String,
        policy: Option<String>,
    },
    /// Two answers that contradict each other.
    Twice {
        place: Place,
        other: Place,
        name: String,
    },
    /// Somebody confirmed other figures than today's.
    Others {
        place: Place,
        name: String,
        policy: String,
        differences: Vec<Difference>,
    },
    /// How many have confirmed, and who objects.
    Summary {
        place: Place,
        period: Period,
        agree: usize,
        of: usize,
        object: usize,
        others: usize,
        not_yet: usize,
        /// Names, with what each says.
        objections: Vec<(String, String)>,
    },
}

impl ConfirmedMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAsked { .. } => "D225",
            Self::Twice { .. } => "D226",
            Self::Others { .. } => "D227",
            Self::Summary { .. } => "D228",
        }
    }
}

impl From<ConfirmedMistake> for Diagnostic {
    fn from(mistake: ConfirmedMistake) -> Self {
        let code = mistake.code();
        match mistake {
            ConfirmedMistake::NotAsked {
                place,
                name,
                policy,
            } => {
                let title = match &policy {
                    Some(policy) => Said::new(
                        format!("{name} 在“{policy}”里没有要确认的数据"),
                        format!("{name} has no figures to confirm under “{policy}”"),
                    ),
                    None => Said::new(
                        format!("{name} 这个月没有要确认的数据"),
                        format!("{name} has no figures to confirm in this month"),
                    ),
                };
                Self::warning(code, title)
                    .at(place)
                    .why(
                        "这一行的答复没有算进去。",
                        "The answer of this row does not count.",
                    )
                    .help(
                        "请看工号、制度写得对不对，是不是放错了月份。",
                        "See whether the staff number and the policy are right, and whether the file belongs to another month.",
                    )
            }
            ConfirmedMistake::Twice { place, other, name } => Self::warning(
                code,
                Said::new(
                    format!("{name} 又确认、又提异议"),
                    format!("{name} both confirms and objects"),
                ),
            )
            .at(place)
            .label("按这个算", "this one counts")
            .see(other, "另一个在这里", "the other is here")
            .why(
                "看不出哪个在后，先按有异议算。",
                "Nothing tells which came later, so the objection counts.",
            )
            .help(
                "请问清楚后只留一个，或在“日期”一列写上答复的日期，日期在后的算数。",
                "Ask, and keep one; or write the days under `Date`: the later one counts.",
            ),
            ConfirmedMistake::Others {
                place,
                name,
                policy,
                differences,
            } => {
                let told = Self::warning(
                    code,
                    Said::new(
                        format!("{name} 确认的不是今天的数据（{policy}）"),
                        format!("{name} confirmed other figures than today's ({policy})"),
                    ),
                )
                .at(place);
                let told = if differences.is_empty() {
                    told.why(
                        "核对码对不上：发出确认表以后，数据改过。",
                        "The check code is another one: the figures have changed since the sheet was handed out.",
                    )
                } else {
                    let zh: Vec<String> = differences
                        .iter()
                        .map(|d| format!("{}：确认表上是 {}，现在是 {}", d.title.zh, d.was, d.now))
                        .collect();
                    let en: Vec<String> = differences
                        .iter()
                        .map(|d| format!("{} was {} on the sheet, is {}", d.title.en, d.was, d.now))
                        .collect();
                    told.why(
                        format!("{}。", zh.join("；")),
                        format!("{}.", en.join("; ")),
                    )
                };
                told.help(
                    "请把今天的确认表再发给本人一次。如果是本人改了表上的数，请当作异议来核对。",
                    "Hand out today's sheet once more. If the number was changed on the sheet itself, look into it as an objection.",
                )
            }
            ConfirmedMistake::Summary {
                place,
                period,
                agree,
                of,
                object,
                others,
                not_yet,
                objections,
            } => {
                let counts = [agree, of, object, others, not_yet];
                summary(code, place, period, counts, &objections)
            }
        }
    }
}

fn summary(
    code: &'static str,
    place: Place,
    period: Period,
    [agree, of, object, others, not_yet]: [usize; 5],
    objections: &[(String, String)],
) -> Diagnostic {
    let told = Diagnostic::note(
        code,
        Said::new(
            format!("{period} 的数据：{of} 人中 {agree} 人已确认，{object} 人有异议"),
            format!(
                "figures of {period}: {agree} of {} confirmed, {} to them",
                count_en(of, "person has", "people have"),
                count_en(object, "objects", "object"),
            ),
        ),
    )
    .at(place);
    let said = |(name, words): &(String, String), [open, close, nothing]: [&str; 3]| match words
        .as_str()
    {
        "" => format!("{name}{nothing}"),
        words => format!("{name}{open}{words}{close}"),
    };
    let of_all = |form: [&str; 3], comma: &str| {
        let shown = objections.iter().take(SHOWN).map(|o| said(o, form));
        let shown: Vec<String> = shown.collect();
        let more = if objections.len() > SHOWN { " …" } else { "" };
        format!("{}{more}", shown.join(comma))
    };
    let (mut zh, mut en) = (String::new(), String::new());
    if !objections.is_empty() {
        zh = format!("异议：{}。", of_all(["：“", "”", "（没有写原因）"], "；"));
        en = format!(
            "Objections: {}. ",
            of_all([": “", "”", " (says not why)"], "; ")
        );
    }
    if others > 0 {
        zh += &format!("{others} 人确认的不是今天的数据，要重新确认。");
        en += &format!(
            "{} confirmed other figures and should look again. ",
            count_en(others, "person has", "people have")
        );
    }
    if not_yet > 0 {
        zh += &format!("{not_yet} 人还没有答复。");
        en += &format!(
            "{} not answered yet.",
            count_en(not_yet, "person has", "people have")
        );
    }
    told.why(zh, en.trim_end().to_owned()).help(
        format!("名单在 hr 版的“{period} 数据确认”一页。"),
        "The page of confirmations of the hr edition lists them.",
    )
}
