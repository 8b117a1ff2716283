//! Mistakes of pay: parts that do not add up, lines that pay nothing, columns that are not there.

use super::{error, unknown};
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with pay.
#[derive(Debug)]
#[rustfmt::skip]
pub enum PayMistake {
    /// Parts that are less than the whole, so that something is never paid.
    SharesBelow { /** The line. */ line: String, /** The sum in per cent. */ sum: String, /** Where. */ place: Place },
    /// Parts that are more than the whole.
    SharesAbove { /** The line. */ line: String, /** The sum in per cent. */ sum: String, /** Where. */ place: Place },
    /// A line of which nothing is ever paid out.
    PaysNothing { /** The line. */ line: String, /** Why. */ why: Said, /** Where. */ place: Place },
    /// A column of the pay sheet that is not there.
    UnknownColumn { /** The name. */ name: String, /** The columns there are. */ known: Vec<String>, /** Where. */ place: Place },
}

impl PayMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::SharesBelow { .. } => "P191",
            Self::SharesAbove { .. } => "P192",
            Self::PaysNothing { .. } => "P193",
            Self::UnknownColumn { .. } => "P194",
        }
    }
}

impl From<PayMistake> for Diagnostic {
    fn from(mistake: PayMistake) -> Self {
        use PayMistake as M;
        let code = mistake.code();
        let accepted = (
            format!("确实要这样的，写 lint: {{accept: {{{code}: 理由}}}}。"),
            format!("To keep it, write `lint: {{accept: {{{code}: reason}}}}`."),
        );
        match mistake {
            M::SharesBelow { line, sum, place } => Self::warning(
                code,
                Said::new(
                    format!("“{line}”分次发放的份额合计 {sum}，不到 100%"),
                    format!("the parts of `{line}` add up to {sum}, less than 100%"),
                ),
            )
            .at(place)
            .why(
                "差的那一部分始终发不出来，一直挂在尚欠余额里。",
                "What is left is never paid and stays owed for ever.",
            )
            .help(
                format!("请把最后一次写成 share: rest（其余）。{}", accepted.0),
                format!("Write `share: rest` for the last part. {}", accepted.1),
            ),
            M::SharesAbove { line, sum, place } => error(
                code,
                place,
                format!("“{line}”分次发放的份额合计 {sum}，超过 100%"),
                format!("the parts of `{line}` add up to {sum}, more than 100%"),
            )
            .why(
                "这样发出去的会比应得的多。",
                "More would be paid out than was earned.",
            )
            .help(
                "请改小各次的份额；最后一次可以写 share: rest（其余）。",
                "Make the parts smaller; the last one may be `share: rest`.",
            ),
            M::PaysNothing { line, why, place } => Self::warning(
                code,
                Said::new(
                    format!("“{line}”永远发不出来：{}", why.zh),
                    format!("nothing of `{line}` is ever paid out: {}", why.en),
                ),
            )
            .at(place)
            .why(
                "算出来的金额只会一直挂在余额里。",
                "What is worked out would stay in the balance for ever.",
            )
            .help(
                format!("请改发放或暂扣的写法。{}", accepted.0),
                format!("Mend `paid` or `hold`. {}", accepted.1),
            ),
            M::UnknownColumn { name, known, place } => {
                unknown(code, place, ("列", "column"), &name, &known).why(
                    "工资核算表的列是薪酬明细、奖项、制度里的指标，或工号、姓名、团队、岗位、奖金合计、实发合计。",
                    "Columns of the pay sheet are pay lines, awards, figures of the policy, or `id`, `name`, `team`, `post`, `prizes`, `payout`.",
                )
            }
        }
    }
}
