//! Prizes and their budget.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with a budget, or over it.
#[derive(Debug, Clone)]
#[rustfmt::skip]
pub enum BudgetMistake {
    /// A budget that is not one amount.
    Differs { /** The policy's title. */ policy: String, /** When. */ period: Period, /** Where it is written. */ place: Place },
    /// Prizes that cost more.
    Over { /** The policy's title. */ policy: String, /** When. */ period: Period, /** The budget, as shown. */ amount: String, /** What they cost, as shown. */ cost: String, /** Whether they are scaled down. */ scales: bool, /** Where it is written. */ place: Place },
}

impl BudgetMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Differs { .. } => "A131",
            Self::Over { .. } => "A132",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let code = self.code();
        match self {
            Self::Differs {
                policy,
                period,
                place,
            } => Diagnostic::error(
                code,
                Said::new(
                    format!("制度“{policy}”{period} 的奖金预算，各人算出的数不同"),
                    format!("the prize budget of policy `{policy}` in {period} differs from person to person"),
                ),
            )
            .at(place.clone())
            .why(
                "预算是整个制度的一笔数，公式里却用了每个人自己的指标。",
                "A budget is one amount for the whole policy; its formula uses each person's own figure.",
            )
            .help(
                "请先汇总，例如 sum(销售额 over everyone) * 2%。",
                "Aggregate first, for example `sum(sales over everyone) * 2%`.",
            ),
            Self::Over {
                policy,
                period,
                amount,
                cost,
                scales,
                place,
            } => {
                let said = Diagnostic::warning(
                    code,
                    Said::new(
                        format!("制度“{policy}”{period} 的奖金合计 {cost} 元，超过预算 {amount} 元"),
                        format!("the prizes of policy `{policy}` in {period} cost {cost}, over their budget of {amount}"),
                    ),
                )
                .at(place.clone());
                match scales {
                    true => said.why(
                        "按制度的写法，各项奖金已按同一比例折减到预算之内。",
                        "As the policy says, all prizes are scaled down alike to stay within it.",
                    ),
                    false => said.why(
                        "按制度的写法，只作提醒，各项奖金照发。",
                        "As the policy says, this is a warning only; the prizes stay.",
                    ),
                }
                .help(
                    "请与财务核对预算；要自动折减的，写 over: scale。",
                    "Settle it with finance; to scale prizes down, write `over: scale`.",
                )
            }
        }
    }
}
