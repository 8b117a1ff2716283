//! Mistakes of band tables.

use super::error;
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// What may be wrong with a band table.
#[derive(Debug)]
#[rustfmt::skip]
pub enum BandMistake {
    /// Rates without a mode.
    BandModeUnsaid { /** The band. */ band: String, /** Where. */ place: Place },
    /// A band with a gap below its lowest row.
    BandWithoutElse { /** The band. */ band: String, /** Where. */ place: Place },
    /// Rows of a band with different columns.
    BandColumns { /** The band. */ band: String, /** One row. */ first: Place, /** The other. */ second: Place },
    /// Texts where numbers are wanted.
    BandTextResult { /** The band. */ band: String, /** Where. */ place: Place },
    /// A cut point that cannot be read.
    CutUnreadable { /** What is written. */ written: String, /** Where. */ place: Place },
    /// Lower and upper bounds in one band.
    CutSides { /** The band. */ band: String, /** One row. */ first: Place, /** The other. */ second: Place },
    /// Cut points that neither rise nor fall.
    CutOrder { /** The band. */ band: String, /** One row. */ first: Place, /** The other. */ second: Place },
    /// A row that can never be reached.
    CutUnreachable { /** The band. */ band: String, /** One row. */ first: Place, /** The other. */ second: Place },
}

impl BandMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::BandModeUnsaid { .. } => "P138",
            Self::BandWithoutElse { .. } => "P139",
            Self::BandColumns { .. } => "P140",
            Self::BandTextResult { .. } => "P141",
            Self::CutUnreadable { .. } => "P142",
            Self::CutSides { .. } => "P143",
            Self::CutOrder { .. } => "P144",
            Self::CutUnreachable { .. } => "P145",
        }
    }
}

impl From<BandMistake> for Diagnostic {
    fn from(mistake: BandMistake) -> Self {
        use BandMistake as M;
        let code = mistake.code();
        match mistake {
        M::BandModeUnsaid { band, place } => error(
            code,
            place,
            format!("档位表“{band}”的结果是比例，没有写明怎样用"),
            format!("band `{band}` holds rates and does not say how they are used"),
        )
        .why(
            "同一张表，全额计和分段计可以差出几倍的钱。",
            "The same table on the whole amount or slice by slice can differ by several times the money.",
        )
        .help(
            "请写 mode（方式）：flat（取档值）、whole（全额）、marginal（分段）或 linear（插值）。",
            "Write `mode`: flat, whole, marginal or linear.",
        ),
        M::BandWithoutElse { band, place } => error(
            code,
            place,
            format!("档位表“{band}”没有写其余情形"),
            format!("band `{band}` does not say what the rest gives"),
        )
        .why(
            "落在所有档位之外的人就没有结果。",
            "Whoever lies outside all rows would have no result.",
        )
        .help("请加一行 else: 0（其余: 0）。", "Add a row `else: 0`."),
        M::BandColumns {
            band,
            first,
            second,
        } => error(
            code,
            second,
            format!("档位表“{band}”各行的栏目不一样"),
            format!("the rows of band `{band}` have different columns"),
        )
        .label("栏目与上面的行不同", "other columns than above")
        .see(first, "这一行的栏目", "the columns of this row")
        .help(
            "每一行都要写同样的栏目，次序也要相同。",
            "Give each row the same columns in the same order.",
        ),
        M::BandTextResult { band, place } => error(
            code,
            place,
            format!("档位表“{band}”的结果里数和文字混在一起"),
            format!("band `{band}` mixes numbers and texts in one column"),
        )
        .help(
            "一栏里要么都是数，要么都是文字；全额、分段和插值只能用数。等级和系数请分成两栏。",
            "A column holds numbers only or texts only, and numbers only for whole, marginal and linear; make grade and coefficient two columns.",
        ),
        M::CutUnreadable { written, place } => error(
            code,
            place,
            format!("“{written}”不是分界点"),
            format!("`{written}` is no cut point"),
        )
        .label("这里要一个分界点", "a cut point is wanted")
        .help(
            "请写 60、60%、\">90\"、\"<=30\"，或 else（其余）；不写符号就是“不低于”。一段一段的只写起点，下一行的起点就是它的终点；“以下”请写明含不含本数，或者写其余。",
            "Write 60, 60%, \">90\", \"<=30\" or `else`; without a sign it means at least. Of a range write the beginning: the next row's is its end.",
        ),
        M::CutSides {
            band,
            first,
            second,
        } => error(
            code,
            second,
            format!("档位表“{band}”里下限和上限混用"),
            format!("band `{band}` mixes lower and upper bounds"),
        )
        .see(first, "这一行是另一种", "this row is of the other kind")
        .why(
            "混用时有的数会落进两档或落空。",
            "Mixed bounds leave numbers in two rows or in none.",
        )
        .help(
            "一张表里都写下限（>=、>），或都写上限（<=、<）。",
            "Use lower bounds (>=, >) throughout, or upper bounds (<=, <).",
        ),
        M::CutOrder {
            band,
            first,
            second,
        } => error(
            code,
            second,
            format!("档位表“{band}”的分界点忽高忽低"),
            format!("the cut points of band `{band}` go up and down"),
        )
        .label("次序不对", "out of order")
        .see(first, "上一行在这里", "the row before")
        .help(
            "请从低到高或从高到低排列，并核对有没有写错的数。",
            "Order them from low to high or from high to low, and look for a slip.",
        ),
        M::CutUnreachable {
            band,
            first,
            second,
        } => error(
            code,
            second,
            format!("档位表“{band}”有一行永远用不到"),
            format!("a row of band `{band}` can never be reached"),
        )
        .label("分界点重复", "the same cut point again")
        .see(first, "同样的分界点", "the same cut point")
        .help("请改正其中一个分界点，或删去一行。", "Correct one of the two, or delete a row."),
        }
    }
}
