//! Pay that does not keep to what the author states.

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::period::Period;
use crate::value::Place;

/// Pay below a stated minimum, or more taken away than stated.
#[derive(Debug, Clone)]
#[allow(
    missing_docs,
    reason = "the fields are what the words below say of them"
)]
pub enum WagesMistake {
    /// People are paid less than the minimum.
    BelowMinimum {
        policy: String,
        /// The minima of those periods.
        least: Vec<String>,
        people: Vec<String>,
        periods: Vec<(Period, usize)>,
        place: Place,
    },
    /// More is taken from people than the share that is stated.
    TakenBeyond {
        policy: String,
        /// The share, in per cent.
        share: String,
        people: Vec<String>,
        periods: Vec<(Period, usize)>,
        place: Place,
    },
}

/// So many people and periods are listed by name.
const LISTED: usize = 5;

impl WagesMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BelowMinimum { .. } => "A124",
            Self::TakenBeyond { .. } => "A125",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let code = self.code();
        let (title, why, people, place) = match self {
            Self::BelowMinimum {
                policy,
                least,
                people,
                periods,
                place,
            } => {
                let least: Vec<&str> = least.iter().map(String::as_str).collect();
                let when = when(periods);
                (
                    Said::new(
                        format!("“{policy}”：有人实发低于写明的最低工资（{}）", when.zh),
                        format!(
                            "`{policy}`: people are paid less than the minimum stated ({})",
                            when.en
                        ),
                    ),
                    Said::new(
                        format!(
                            "写明的最低工资是 {}；一个人在各份制度里的薪酬明细都算在内，当期入职、离职的不算。",
                            list_zh(&least)
                        ),
                        format!(
                            "The minimum stated is {}; a person's pay lines under all policies are counted, people who joined or left on the way are not.",
                            list_en(&least)
                        ),
                    ),
                    people,
                    place,
                )
            }
            Self::TakenBeyond {
                policy,
                share,
                people,
                periods,
                place,
            } => {
                let when = when(periods);
                (
                    Said::new(
                        format!("“{policy}”：扣掉的超过当期薪酬的 {share}%（{}）", when.zh),
                        format!(
                            "`{policy}`: more than {share}% of the period's pay is taken away ({})",
                            when.en
                        ),
                    ),
                    Said::new(
                        "赔偿损失等从工资里扣的，法律对每月扣多少有限制；一个人在各份制度里的薪酬明细都算在内，负数是扣掉的。",
                        "The law limits how much of a month's pay may be taken away, for a loss for example; a person's pay lines under all policies are counted, amounts below zero are taken away.",
                    ),
                    people,
                    place,
                )
            }
        };
        let who = who(people);
        let advice = match self {
            Self::BelowMinimum { .. } => Said::new(
                "请核对底薪和扣款。底薪另发、不在这里计算的，或者有理由保留的，",
                "Check base pay and deductions. Where base pay is not computed here, or to keep it,",
            ),
            Self::TakenBeyond { .. } => Said::new(
                "一次的赔偿可以分几个月扣。冲回以前多发的，或者有理由保留的，",
                "A compensation may be spread over several months. Where it is pay taken back, or to keep it,",
            ),
        };
        Diagnostic::warning(code, title)
            .at(place.clone())
            .why(format!("{}涉及{}。", why.zh, who.zh), format!("{} It concerns {}.", why.en, who.en))
            .help(
                format!("{}写 lint: {{accept: {{{code}: 理由}}}}。这不是法律意见，请问法务。", advice.zh),
                format!("{} write `lint: {{accept: {{{code}: reason}}}}`. No legal advice: ask a lawyer.", advice.en),
            )
    }
}

/// `2026-09 2 人、2026-10 1 人`, the latest where there are many.
fn when(periods: &[(Period, usize)]) -> Said {
    let first = periods.len().saturating_sub(LISTED);
    let listed = periods.get(first..).unwrap_or_default();
    let of = |say: &dyn Fn(&(Period, usize)) -> String| listed.iter().map(say).collect::<Vec<_>>();
    let zh = of(&|(period, people)| format!("{period} {people} 人"));
    let en =
        of(&|(period, people)| format!("{} in {period}", count_en(*people, "person", "people")));
    let zh = zh.join("、");
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    match first {
        0 => Said::new(zh, list_en(&en)),
        _ => Said::new(
            format!("共 {} 期，最近：{zh}", periods.len()),
            format!("{} periods, the latest: {}", periods.len(), list_en(&en)),
        ),
    }
}

fn who(people: &[String]) -> Said {
    let listed: Vec<&str> = people.iter().take(LISTED).map(String::as_str).collect();
    if people.len() <= LISTED {
        return Said::new(list_zh(&listed), list_en(&listed));
    }
    let others = people.len() - LISTED;
    Said::new(
        format!("{}等 {} 人", list_zh(&listed), people.len()),
        format!(
            "{} and {}",
            listed.join(", "),
            count_en(others, "other", "others")
        ),
    )
}
