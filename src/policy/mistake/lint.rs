//! Warnings of sound rules that deserve a second look.

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::period::Period;
use crate::value::Place;

/// What may be worth a second look in a policy that can be computed.
#[derive(Debug)]
#[rustfmt::skip]
pub enum LintMistake {
    /// A parameter that no rule and no clause uses.
    UnusedParameter { /** Its title. */ title: String, /** Where it is defined. */ place: Place },
    /// A band on whole amounts jumps at its cut points.
    Cliffs { /** The band's title. */ band: String, /** What is looked up. */ by: Said, /** The jumps. */ jumps: Vec<Jump>, /** Where the band is defined. */ place: Place },
    /// A version is in force before it was published.
    PublishedLate { /** The first period. */ from: Period, /** The day of publication, as written. */ published: String, /** Where the day is written. */ place: Place },
    /// A rounded figure decides a row or a rank.
    RoundingFeeds { /** The figure's title. */ figure: String, /** The step. */ step: String, /** What it decides. */ into: Vec<String>, /** Where the figure is defined. */ place: Place },
    /// A row above the most, or below the least, that the figure can be.
    RowBeyond { /** The band. */ band: String, /** What the figure is at most or at least. */ bound: Said, /** The row. */ place: Place },
}

/// How a result jumps at a cut point: numbers as people read them.
#[derive(Debug)]
#[rustfmt::skip]
pub struct Jump { /** The cut point. */ pub at: String, /** The result just below. */ pub below: String, /** The result just above. */ pub above: String }

impl LintMistake {
    pub(in crate::policy) fn code(&self) -> &'static str {
        match self {
            Self::UnusedParameter { .. } => "P171",
            Self::Cliffs { .. } => "P172",
            Self::PublishedLate { .. } => "P173",
            Self::RoundingFeeds { .. } => "P174",
            Self::RowBeyond { .. } => "P175",
        }
    }
}

impl From<LintMistake> for Diagnostic {
    fn from(mistake: LintMistake) -> Self {
        use LintMistake as M;
        let code = mistake.code();
        let warning = |place: Place, zh: String, en: String| {
            Diagnostic::warning(code, Said::new(zh, en)).at(place)
        };
        // What to do, and how to keep the rule as it is.
        let (keep_zh, keep_en) = (
            format!("确实要这样的，写 lint: {{accept: {{{code}: 理由}}}}。"),
            format!("To keep it, write `lint: {{accept: {{{code}: reason}}}}`."),
        );
        match mistake {
            M::UnusedParameter { title, place } => warning(
                place,
                format!("参数“{title}”没有用在任何规则或条款里"),
                format!("parameter `{title}` is used by no rule and no clause"),
            )
            .label("没有用到", "not used")
            .why(
                "改了它，什么也不会变；也可能是公式里本来要用它，却写成了别的。",
                "Changing it changes nothing; perhaps a formula was meant to use it and says something else.",
            )
            .help(
                format!("请在公式或条款里用上它，或删去它。{keep_zh}"),
                format!("Use it in a formula or a clause, or delete it. {keep_en}"),
            ),
            M::Cliffs { band, by, jumps, place } => {
                let (mut zh, mut en) = (Vec::new(), Vec::new());
                for Jump { at, below, above } in &jumps {
                    let [at_zh, below_zh, above_zh] = [at, below, above].map(|n| before_chinese(n));
                    zh.push(format!("{} {at_zh}处从 {below_zh}变成 {above_zh}", by.zh));
                    en.push(format!("from {below} to {above} at {} {at}", by.en));
                }
                let en: Vec<&str> = en.iter().map(String::as_str).collect();
                warning(
                    place,
                    format!("全额档位表“{band}”的结果在分界点上跳变"),
                    format!("the result of band `{band}` on whole amounts jumps at its cut points"),
                )
                .why(
                    format!("{}。只差一点，结果就差这么多。", zh.join("；").trim_end()),
                    format!("The result goes {}. Missing the cut by a little costs as much.", list_en(&en)),
                )
                .help(
                    format!("不想跳变的，可改为 mode: marginal（方式: 分段）。{keep_zh}"),
                    format!("`mode: marginal` does not jump. {keep_en}"),
                )
            }
            M::RoundingFeeds { figure, step, into, place } => {
                let into: Vec<&str> = into.iter().map(String::as_str).collect();
                warning(
                    place,
                    format!("“{figure}”先取舍到 {step}，再用来定：{}", list_zh(&into)),
                    format!("`{figure}` is rounded to {step} before it decides {}", list_en(&into)),
                )
                .label("有取舍", "rounded")
                .why(
                    "差在取舍之下的人，会因此进到另一档，或者并列。",
                    "Differences below the step may lead to another row, or to a shared rank.",
                )
                .help(
                    format!("只想少显示几位的，用 show（显示小数），不用 round（取舍）。{keep_zh}"),
                    format!("To show fewer decimals use `show` instead of `round`. {keep_en}"),
                )
            }
            M::RowBeyond { band, bound, place } => warning(
                place,
                format!("档位表“{band}”的这一行永远到不了"),
                format!("this row of band `{band}` can never be reached"),
            )
            .label(bound.zh, bound.en)
            .why(
                "所查的数不会落在这一行里。",
                "The number that is looked up never lies in this row.",
            )
            .help(
                format!("请核对分界点、权重和封顶，或删去这一行。{keep_zh}"),
                format!("Check the cut point, the weights and the cap, or delete the row. {keep_en}"),
            ),
            M::PublishedLate { from, published, place } => warning(
                place,
                format!("这一版从 {from} 起执行，{published} 才公布"),
                format!("this version holds from {from}, but was published on {published}"),
            )
            .label("晚于执行起", "later than it began")
            .why(
                "公布以前的日子，员工不知道会按这些规则计算。",
                "Before that day people could not know these rules.",
            )
            .help(
                format!("请核对日期，或从公布后的周期起执行。{keep_zh}"),
                format!("Check the day, or let the version begin after it. {keep_en}"),
            ),
        }
    }
}

/// Puts a blank between a digit or `%` and the Chinese that follows.
fn before_chinese(written: &str) -> String {
    match written.ends_with(|c: char| c.is_ascii()) {
        true => format!("{written} "),
        false => written.to_owned(),
    }
}
