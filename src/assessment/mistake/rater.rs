//! Ratings that may not be, or that nobody counts. They name no raters: the cell does.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with a rating.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaterFault {
    /// Somebody rates himself in another group than that for oneself.
    Oneself,
    /// Somebody else rates in the group for oneself.
    NotOneself,
    /// One rates somebody twice for one item.
    Twice,
    /// A superior who leads neither the team nor one above.
    NotSuperior,
    /// A rater who is not in the roster.
    Stranger,
    /// A mark below 0 or above the highest.
    OutOfScale {
        /// The highest mark.
        full: String,
    },
    /// An item that no policy has rated.
    UnknownItem(String),
    /// A group that the item does not have.
    UnknownGroup(String),
}

/// A fault, once for all the cells that have it.
#[derive(Debug, Clone)]
pub struct RaterMistake {
    /// What is wrong.
    pub fault: RaterFault,
    /// The first cell.
    pub place: Place,
    /// Another cell that it does not go with.
    pub other: Option<Place>,
    /// How many cells.
    pub cells: usize,
}

impl RaterMistake {
    fn code(&self) -> &'static str {
        match self.fault {
            RaterFault::Oneself => "D211",
            RaterFault::NotOneself => "D212",
            RaterFault::Twice => "D213",
            RaterFault::NotSuperior => "D214",
            RaterFault::Stranger => "D215",
            RaterFault::OutOfScale { .. } => "D216",
            RaterFault::UnknownItem(_) => "D217",
            RaterFault::UnknownGroup(_) => "D218",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let code = self.code();
        let n = self.cells;
        let said = |zh: String, en: String| match n {
            1 => Said::new(zh, en),
            _ => Said::new(
                format!("{zh}（共 {n} 处，这是第一处）"),
                format!("{en} ({n} such; this is the first)"),
            ),
        };
        let error = |zh: &str, en: &str| {
            Diagnostic::error(code, said(zh.to_owned(), en.to_owned())).at(self.place.clone())
        };
        let warning =
            |zh: String, en: String| Diagnostic::warning(code, said(zh, en)).at(self.place.clone());
        match &self.fault {
            RaterFault::Oneself => error(
                "评分人就是被评人，却不在自评一组",
                "somebody rates himself outside the group for that",
            )
            .label("被评人自己", "the rated person")
            .why(
                "自己给自己的分混进别组的平均，别人看不出来。",
                "One's own mark would slip into the mean of another group.",
            )
            .help(
                "请改正评分人；确是自评的，改到自评一组。",
                "Correct the rater, or move the mark to the group for oneself.",
            ),
            RaterFault::NotOneself => error(
                "自评一组里，评分人不是被评人本人",
                "in the group for oneself somebody else rates",
            )
            .label("不是被评人", "not the rated person")
            .help(
                "请改正评分人，或改到评分人所在的一组。",
                "Correct the rater, or move the mark to the group of the rater.",
            ),
            RaterFault::Twice => {
                let told = error(
                    "同一人对同一人的同一项评了两次",
                    "one person rates another twice for one item",
                )
                .label("第二次", "the second time")
                .why(
                    "两个分都算，这个人的意见就顶了两个人。",
                    "Both would count, and one opinion would weigh as two.",
                );
                let told = match &self.other {
                    Some(first) => told.see(first.clone(), "第一次在这里", "first here"),
                    None => told,
                };
                told.help("请只留下算数的一次。", "Keep the one that counts.")
            }
            RaterFault::NotSuperior => warning(
                "上级评分，评分人却不是被评人的上级".into(),
                "a superior's mark by somebody who is not the person's superior".into(),
            )
            .label("不是本团队或上级团队的负责人", "leads neither the team nor one above")
            .help(
                "请核对评分人；teams.csv 的负责人已经换了的，请改那里。",
                "Check the rater; if teams.csv names an old head, correct it there.",
            ),
            RaterFault::Stranger => error(
                "评分人不在花名册里",
                "the rater is not in the roster",
            )
            .label("没有这个工号", "no such staff number")
            .help(
                "请核对工号；公司以外的人评分的，在制度里把这一组写成 kind: customer（客户）或 other（其他）。",
                "Check the number; where people from outside rate, give that group `kind: customer` or `other` in the policy.",
            ),
            RaterFault::OutOfScale { full } => {
                let (zh, en) = (
                    format!("评分超出了 0 到 {full} 的范围"),
                    format!("a mark outside 0 to {full}"),
                );
                error(&zh, &en).why(
                    "满分由制度定（out_of，不写为 100）。",
                    "The highest mark is the policy's (`out_of`, 100 unless written).",
                )
                .help(
                    "请改正评分；五分制、十分制的，在考核项里写 out_of: 5、out_of: 10。",
                    "Correct the mark; for a scale of five or ten write `out_of: 5` or `out_of: 10` in the item.",
                )
            }
            RaterFault::UnknownItem(item) => warning(
                format!("没有哪个制度要评“{item}”"),
                format!("no policy has `{item}` rated"),
            )
            .label("这些评分没有用上", "these marks count for nothing")
            .help(
                "请核对考核项的名称；以前的考核项可以不管。",
                "Check the item's name; marks of old items may stay.",
            ),
            RaterFault::UnknownGroup(group) => warning(
                format!("这个考核项没有“{group}”一组评分人"),
                format!("the item has no group of raters `{group}`"),
            )
            .label("这些评分没有用上", "these marks count for nothing")
            .help(
                "请核对评分人一列的写法，要与制度里的组名一致。",
                "Write the group as the policy names it.",
            ),
        }
    }
}
