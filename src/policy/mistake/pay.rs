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
    /// Reversals of a line that is not looked up in a band of one number.
    ReversalsOfNoBand { /** The line. */ line: String, /** Where. */ place: Place },
    /// Reversals charged to the original period that say not how far back, or by which day.
    ReversalsReach { /** The line. */ line: String, /** The most periods. */ most: u32, /** Where. */ place: Place },
}

impl PayMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::SharesBelow { .. } => "P191",
            Self::SharesAbove { .. } => "P192",
            Self::PaysNothing { .. } => "P193",
            Self::UnknownColumn { .. } => "P194",
            Self::ReversalsOfNoBand { .. } => "P195",
            Self::ReversalsReach { .. } => "P196",
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
            M::ReversalsOfNoBand { line, place } => error(
                code,
                place,
                format!("“{line}”写了冲减，却不是查档位的"),
                format!("`{line}` has reversals and is not looked up in a band"),
            )
            .why(
                "冲减的是查档位的那个数；公式里的哪个数要减，程序不能猜。",
                "Reversals lower the number that is looked up; which number of a formula is meant cannot be guessed.",
            )
            .help(
                "请写成 band，例如 {by: 回款额, mode: whole, rows: {0: 5%}}；按两个数查的档位不能冲减。",
                "Write a band, for example `{by: revenue, mode: whole, rows: {0: 5%}}`; a band of two numbers cannot be lowered.",
            ),
            M::ReversalsReach { line, most, place } => error(
                code,
                place,
                format!("“{line}”的冲减计入原期，没有写清原日期和追溯期数"),
                format!("the reversals of `{line}` are charged to the original period without saying which"),
            )
            .why(
                "要按原期重算，就要知道原交易在哪一期、最多追到几期以前。",
                "To work the original period out again it must be known which it is and how far back to go.",
            )
            .help(
                format!("请写 deal_date（原交易的日期列）和 within（1 至 {most} 期）。"),
                format!("Write `deal_date` (the day of the original deal) and `within` (1 to {most} periods)."),
            ),
        }
    }
}
