//! Appeals, and adjustments that make an earlier period good, that are about nothing there is.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// An appeal or a correction of an earlier result about nothing there is.
#[derive(Debug, Clone)]
pub struct AppealedMistake {
    /// The entry's id.
    pub id: String,
    /// Whether it is an appeal; else an adjustment.
    pub appeal: bool,
    /// What is not there.
    pub unfit: Unfit,
    /// Where it is written.
    pub place: Place,
}

/// What an entry is about and is not there.
#[derive(Debug, Clone)]
#[rustfmt::skip]
pub enum Unfit {
    /// A period without results.
    Period(Period),
    /// A period that is not before the one in which it is made good.
    NotEarlier { /** The period. */ period: Period, /** The month of the entry. */ month: Period },
    /// A policy that assesses nobody in the period.
    Policy { /** The id. */ written: String, /** It is there, but not in that period. */ is_there: bool, /** What may be meant. */ meant: Option<String> },
    /// Somebody whom the policy does not assess then.
    Person(String),
    /// A figure that the policy does not have.
    Figure { /** The name. */ written: String, /** What may be meant. */ meant: Option<String> },
}

impl AppealedMistake {
    fn code(&self) -> &'static str {
        match self.appeal {
            true => "A142",
            false => "A146",
        }
    }
}

impl From<AppealedMistake> for Diagnostic {
    fn from(mistake: AppealedMistake) -> Self {
        let code = mistake.code();
        let id = &mistake.id;
        let (why_zh, why_en) = match &mistake.unfit {
            Unfit::Period(period) => (
                format!("{period} 没有结果。"),
                format!("{period} has no results."),
            ),
            Unfit::NotEarlier { period, month } => (
                format!("补正的是以前的周期，{period} 不在 {month} 之前。"),
                format!("Only an earlier period is made good; {period} is not before {month}."),
            ),
            Unfit::Policy {
                written,
                is_there: true,
                ..
            } => (
                format!("制度“{written}”在那个周期没有考核。"),
                format!("Policy `{written}` assesses nobody in that period."),
            ),
            Unfit::Policy { written, .. } => (
                format!("没有编号是“{written}”的制度。"),
                format!("There is no policy `{written}`."),
            ),
            Unfit::Person(person) => (
                format!("工号 {person} 在那个周期不适用这份制度。"),
                format!("{person} does not stand under the policy in that period."),
            ),
            Unfit::Figure { written, .. } => (
                format!("制度里没有“{written}”这一项。"),
                format!("The policy has no figure `{written}`."),
            ),
        };
        let told = Self::error(
            code,
            match mistake.appeal {
                true => Said::new(
                    format!("申诉“{id}”说的结果找不到"),
                    format!("appeal `{id}` is about a result that is not there"),
                ),
                false => Said::new(
                    format!("更正“{id}”补正的结果找不到"),
                    format!("adjustment `{id}` makes good a result that is not there"),
                ),
            },
        )
        .at(mistake.place)
        .why(why_zh, why_en);
        match mistake.unfit {
            Unfit::Policy {
                meant: Some(meant), ..
            }
            | Unfit::Figure {
                meant: Some(meant), ..
            } => told.help(
                format!("是不是“{meant}”？如果是，请改成它。"),
                format!("Did you mean `{meant}`? If so, write that."),
            ),
            Unfit::NotEarlier { .. } => told.help(
                "更正的就是这个月自己的数：删掉“补正”（corrects）这一行。要补以前的，写那个周期，例如 2026-09。",
                "If it is a figure of this very month, take the line `corrects` away; else write the earlier period, for example 2026-09.",
            ),
            _ if !mistake.appeal => told.help(
                "“补正”（corrects）写以前那个周期，例如 2026-09；那时的项目名不同的，写在“补正项目”（corrects_figure）里。",
                "`corrects` names the earlier period, for example 2026-09; where the figure had another name then, write that as `corrects_figure`.",
            ),
            _ => told.help(
                "请核对工号、制度编号、项目和周期；对以前周期的申诉要写“周期”（period）。",
                "Check the id, the policy, the figure and the period; an appeal about an earlier period says so under `period`.",
            ),
        }
    }
}
