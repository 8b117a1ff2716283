//! Mistakes of parameters, items and weights.

use super::{error, unknown};
use crate::diagnostic::Diagnostic;
use crate::number::Number;
use crate::value::Place;

/// What may be wrong with what is measured.
#[derive(Debug)]
#[rustfmt::skip]
pub enum MeasureMistake {
    /// A parameter says its value in no way or in more than one.
    ParameterWays { /** The parameter. */ name: String, /** Where. */ place: Place },
    /// `missing` without exactly one way and its reason.
    MissingWithoutReason { /** Where. */ place: Place },
    /// `missing: full` or `reweight` where there is no weight.
    MissingUnfit { /** The metric or pay line. */ name: String, /** Where. */ place: Place },
    /// A step of rounding that is not above zero.
    RoundingStep { /** Where. */ place: Place },
    /// A weight below zero, or a sum that is not above zero.
    NegativeWeight { /** Where. */ place: Place },
    /// Weights that do not add up.
    Weights { /** The group; `None` at the top. */ group: Option<String>, /** What they add up to. */ sum: Number, /** What they ought to. */ wanted: Number, /** Whether they add up to the group's own weight. */ absolute: bool, /** Where the level begins. */ place: Place },
    /// A sum other than 100 without a reason.
    SumWithoutReason { /** Where. */ place: Place },
    /// An item that says not how points come about.
    NoWay { /** The item. */ item: String, /** Where. */ place: Place },
    /// A key that has no effect beside another.
    WithoutEffect { /** The item. */ item: String, /** The key, Chinese and English. */ key: (&'static str, &'static str), /** What it stands beside. */ way: (&'static str, &'static str), /** Where. */ place: Place },
    /// A deduction that does not say what is counted.
    NothingCounted { /** The item. */ item: String, /** Where. */ place: Place },
    /// A band that is not there.
    UnknownBand { /** The name. */ name: String, /** The bands there are. */ known: Vec<String>, /** Where. */ place: Place },
    /// A band is used without saying what is looked up.
    BandWithoutBy { /** The item or pay line. */ item: String, /** Where. */ place: Place },
    /// A metric with a value and a run, or with neither.
    ValueOrRun { /** The metric. */ name: String, /** Where. */ place: Place },
    /// A metric for HR alone is what an item shows.
    PrivateShown { /** The metric. */ name: String, /** The item. */ item: String, /** Where. */ place: Place },
    /// A list of points without any.
    NoPoints { /** The item. */ item: String, /** Where. */ place: Place },
    /// A scorecard beyond all measure.
    TooManyItems { /** How many items and parts of items. */ parts: usize, /** How many there may be. */ most: usize, /** Where. */ place: Place },
    /// What is no time of day.
    NoTime { /** What is written. */ written: String, /** Where. */ place: Place },
}

impl MeasureMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::ParameterWays { .. } => "P126",
            Self::MissingWithoutReason { .. } => "P127",
            Self::MissingUnfit { .. } => "P128",
            Self::RoundingStep { .. } => "P129",
            Self::NegativeWeight { .. } => "P130",
            Self::Weights { .. } => "P131",
            Self::SumWithoutReason { .. } => "P132",
            Self::NoWay { .. } => "P133",
            Self::WithoutEffect { .. } => "P134",
            Self::NothingCounted { .. } => "P135",
            Self::UnknownBand { .. } => "P136",
            Self::BandWithoutBy { .. } => "P137",
            Self::ValueOrRun { .. } => "P232",
            Self::PrivateShown { .. } => "P267",
            Self::NoPoints { .. } => "P233",
            Self::TooManyItems { .. } => "P268",
            Self::NoTime { .. } => "P234",
        }
    }
}

impl From<MeasureMistake> for Diagnostic {
    fn from(mistake: MeasureMistake) -> Self {
        use MeasureMistake as M;
        let code = mistake.code();
        match mistake {
        M::ParameterWays { name, place } => error(
            code,
            place,
            format!("参数“{name}”的数值写得不明确"),
            format!("parameter `{name}` says its value unclearly"),
        )
        .help(
            "value（数值）、history（沿革）、by 加 rows 或 table（依据加各档或表）三种写法，只用其中一种。",
            "Use one of `value`, `history`, or `by` with `rows` or `table`.",
        ),
        M::TooManyItems { parts, most, place } => error(
            code,
            place,
            format!("考核表有 {parts} 项，最多 {most} 项"),
            format!("the scorecard has {parts} items; at most {most} can be read"),
        )
        .why(
            "这么多项的考核表没有人看得懂，多半是把数据写进了制度。",
            "Nobody can read so many; most likely these are data, not rules.",
        )
        .help(
            "数据请放进月份文件夹的表里，考核项用公式来数；真有这么多项的，请分成几份制度。",
            "Put data into tables of the month and let items count them; split a scorecard that is really so long into several policies.",
        ),
        M::ValueOrRun { name, place } => error(
            code,
            place,
            format!("指标“{name}”要写取值、连续或由各月，只写一样"),
            format!("metric `{name}` wants a value, a run or `from_months`, one of them"),
        )
        .help(
            "value（取值）写怎样算出；run（连续）写一个情形，得出到本期为止已连续几期；from_months（由各月）写怎样由各月合成。",
            "`value` says how it is computed; `run` names a condition and counts for how many periods running it has held; `from_months` makes it from months.",
        ),
        M::NoPoints { item, place } => error(
            code,
            place,
            format!("“{item}”逐次的分数一个也没有写"),
            format!("`{item}` lists no points at all"),
        )
        .help(
            "请写第一次、第二次……各多少分，如 each: [1, 2, 5]；最后一个用于以后各次。",
            "Write the points of the first, the second and so on, for example `each: [1, 2, 5]`; the last holds for all that follow.",
        ),
        M::NoTime { written, place } => error(
            code,
            place,
            format!("“{written}”不是一天里的时刻"),
            format!("`{written}` is no time of day"),
        )
        .help(
            "请在引号里写 '9:30' 这样的时刻（0:00 到 24:00），或写一个这样的参数的名称。",
            "Write a time in quotes, for example '9:30' (0:00 to 24:00), or the name of a parameter that holds one.",
        ),
        M::MissingWithoutReason { place } => error(
            code,
            place,
            "缺数据时怎么办没有写清楚",
            "what to do when data are missing is not said clearly",
        )
        .why(
            "缺的数不当作零；要例外处理，就得写明一种办法和理由，理由会印在制度里。",
            "Missing is not zero; an exception needs one way and its reason, which the handbook prints.",
        )
        .help(
            "例如 missing: {zero: 未抽检视为无差错}，或 missing: {use: 80, reason: 新人首月按平均分}。",
            "For example `missing: {zero: not checked counts as no error}` or `missing: {use: 80, reason: …}`.",
        ),
        M::MissingUnfit { name, place } => error(
            code,
            place,
            format!("“{name}”没有权重，不能记满分或重新加权"),
            format!("`{name}` has no weight, so neither full points nor reweighting"),
        )
        .help(
            "请改用 zero（记零）或 use（取值），或把它写在考核项里。",
            "Use `zero` or `use`, or write it at an item of the scorecard.",
        ),
        M::PrivateShown { name, item, place } => error(
            code,
            place,
            format!("“{name}”是保密的指标，考核项“{item}”却要把它的值显示出来"),
            format!("metric “{name}” is private, and item “{item}” would show its value"),
        )
        .why(
            "考核项的实际值和目标，看得到得分的人都看得到。",
            "Whoever sees the points of an item sees its value and target.",
        )
        .help(
            "请去掉指标的 private（保密）；或让考核项用由它算出的公开指标，例如档位。",
            "Leave out `private`, or let the item use a public metric that is made of it, such as a band.",
        ),
        M::RoundingStep { place } => error(
            code,
            place,
            "取舍的步长要大于 0",
            "the step of rounding must be above 0",
        )
        .help(
            "两位小数写 0.01，取整写 1，取到十位写 10。",
            "Write 0.01 for two decimals, 1 for whole numbers, 10 for tens.",
        ),
        M::NegativeWeight { place } => error(
            code,
            place,
            "权重要是 0 或以上的数，权重合计要大于 0",
            "a weight must be 0 or more, and what weights add up to above 0",
        )
        .help(
            "扣分项请写 weight: 0、start: 0 和 less（扣分）。",
            "For a pure deduction write `weight: 0`, `start: 0` and `less`.",
        ),
        M::Weights {
            group,
            sum,
            wanted,
            absolute,
            place,
        } => {
            let (sum, wanted) = (sum.exact_text(), wanted.exact_text());
            let of_zh = group.as_ref().map_or("考核表最上一级".to_string(), |g| format!("“{g}”之内"));
            let of_en = group.as_ref().map_or("at the top of the scorecard".to_string(), |g| format!("inside `{g}`"));
            let mistake = error(
                code,
                place,
                format!("{of_zh}的权重合计是 {sum}，应当是 {wanted}"),
                format!("the weights {of_en} add up to {sum}, not {wanted}"),
            )
            .why(
                "权重加不到一起，满分就不是制度里说的满分。",
                "Where weights do not add up, full points are not what the policy says.",
            );
            if absolute {
                mistake.help(
                    "这些权重正好等于本组的权重：请在本组写 weights: absolute（权重方式: 绝对）。",
                    "They add up to the group's own weight: write `weights: absolute` at the group.",
                )
            } else {
                mistake.help(
                    format!("请改正权重；确实要合计 {sum} 的，写 sum: {sum}（权重合计）和 reason（理由）。"),
                    format!("Correct the weights; if {sum} is meant, write `sum: {sum}` and `reason`."),
                )
            }
        }
        M::SumWithoutReason { place } => error(
            code,
            place,
            "权重合计不是 100，却没有写理由",
            "weights that do not add up to 100 need a reason",
        )
        .help(
            "请加上 reason（理由），例如：另 20 分由年度考核给出。",
            "Add `reason`, for example: the other 20 come from the yearly assessment.",
        ),
        M::NoWay { item, place } => error(
            code,
            place,
            format!("考核项“{item}”没有写怎样得分"),
            format!("item `{item}` does not say how points come about"),
        )
        .help(
            "请写 value 和 target（取值和目标）、band（档位）、start 和 less（起始分和扣分）、raters（评分）、points（得分）或 of（包含）之一。",
            "Write `value` and `target`, `band`, `start` and `less`, `raters`, `points`, or `of`.",
        ),
        M::WithoutEffect {
            item,
            key,
            way,
            place,
        } => error(
            code,
            place,
            format!("考核项“{item}”按“{}”得分，“{}”不起作用", way.0, key.0),
            format!("`{}` has no effect at item `{item}`, whose points come from `{}`", key.1, way.1),
        )
        .label("在这里不起作用", "has no effect here")
        .why(
            "写了却不起作用的规则，会让人以为它算数。",
            "A rule that is written but has no effect would be taken to count.",
        )
        .help(
            "请删去这一行，或把两种得分办法分成两个考核项。",
            "Delete the line, or make two items of the two ways.",
        ),
        M::NothingCounted { item, place } => error(
            code,
            place,
            format!("考核项“{item}”没有写按什么扣分或加分"),
            format!("item `{item}` does not say what its deduction counts"),
        )
        .help(
            "请写 value（取值），或在扣分里写 per（按）。",
            "Write `value`, or `per` inside the deduction.",
        ),
        M::UnknownBand { name, known, place } => unknown(code, place, ("档位表", "band"), &name, &known),
        M::BandWithoutBy { item, place } => error(
            code,
            place,
            format!("“{item}”用了档位表，却没有写按哪个数分档"),
            format!("`{item}` uses a band without saying which number is looked up"),
        )
        .help(
            "请在这里写 value（取值），或在档位表里写 by（依据）。",
            "Write `value` here, or `by` at the band.",
        ),
        }
    }
}
