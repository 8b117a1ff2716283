//! What stands against sealing a period.

use super::Became;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::value::Place;

/// A reason for which a period is not sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveMistake {
    /// The results are not final.
    NotFinal {
        /// The period.
        period: String,
        /// Its months that are not final, without a folder or with another state.
        months: Vec<String>,
    },
    /// The period is sealed.
    SealedAlready {
        /// The period.
        period: String,
    },
    /// Periods before it are not sealed.
    EarlierOpen {
        /// The period.
        period: String,
        /// Those before it, from early to late.
        earlier: Vec<String>,
    },
    /// What is sealed is not as it was.
    ChainBroken {
        /// The files that are off, from `content/sealed/`.
        paths: Vec<String>,
    },
    /// A file of a sealed month, or a version of a policy, is not what was sealed.
    InputChanged {
        /// The period that it was first sealed with.
        period: String,
        /// The path from the site's folder.
        path: String,
        /// What became of it.
        became: Became,
    },
    /// With what all months share as it is now, a sealed period would come out otherwise.
    ResultsDiffer {
        /// The period.
        period: String,
        /// The shared files that are not what they were, from the site's folder.
        paths: Vec<String>,
    },
    /// A seal or sealed results are not the files that were written.
    SealChanged {
        /// The file, from `content/sealed/`.
        path: String,
        /// Whether it is gone.
        gone: bool,
    },
    /// What was handed over to the archive is not sealed.
    ArchivedUnsealed {
        /// The period as written.
        period: String,
        /// The entry.
        place: Place,
    },
    /// What is to go into the archive is not as it was sealed.
    NotWhole {
        /// The period.
        period: String,
        /// The files that are off, from `content/sealed/`.
        paths: Vec<String>,
    },
    /// Another version of the program sealed it and this one works out something else.
    OtherVersion {
        /// The period.
        period: String,
        /// The version that sealed it.
        version: String,
        /// What is sealed and what comes out now, place by place.
        differences: Vec<Said>,
        /// Whether the sealed results can be shown all the same.
        shown: bool,
    },
}

impl ArchiveMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFinal { .. } => "R101",
            Self::SealedAlready { .. } => "R102",
            Self::EarlierOpen { .. } => "R103",
            Self::ChainBroken { .. } => "R104",
            Self::InputChanged { .. } => "R111",
            Self::ResultsDiffer { .. } => "R112",
            Self::OtherVersion { shown: true, .. } => "R113",
            Self::OtherVersion { shown: false, .. } => "R114",
            Self::SealChanged { .. } => "R115",
            Self::ArchivedUnsealed { .. } => "R116",
            Self::NotWhole { .. } => "R117",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::NotFinal { period, months } => {
                let (zh, en) = both(months);
                error(
                    format!("{period} 还没有定稿，不能封存"),
                    format!("{period} is not final and cannot be sealed"),
                )
                .why(
                    format!("封存的结果不能再改。还没有定稿的月份：{zh}。"),
                    format!("Sealed results cannot change any more. Not final: {en}."),
                )
                .help(
                    "公示期满、没有待办的申诉之后，用 meritbook advance 月份 final 定稿，再封存。",
                    "Once objections are settled, make those months final by `meritbook advance MONTH final`, then seal.",
                )
            }
            Self::SealedAlready { period } => error(
                format!("{period} 已经封存了"),
                format!("{period} is sealed already"),
            )
            .why(
                "封存只有一次，不能重做，也不能撤销。",
                "A period is sealed once; that cannot be repeated or undone.",
            )
            .help(
                format!("用 meritbook verify {period} 核验它。要更正的，写进还没有封存的月份的 adjustments.yml。"),
                format!("Look at it with `meritbook verify {period}`. Corrections go into adjustments.yml of a month that is not sealed."),
            ),
            Self::EarlierOpen { period, earlier } => {
                let first = earlier.first().map_or("", String::as_str);
                let (zh, en) = both(earlier);
                error(
                    format!("{period} 之前还有没封存的：{zh}"),
                    format!("before {period} comes what is not sealed: {en}"),
                )
                .why(
                    "后面的结果用到前面的月份（连续几次、累计、分期发放），所以按先后顺序封存。",
                    "Results rest on earlier months (streaks, sums, instalments), so periods are sealed in their order.",
                )
                .help(
                    format!("从 {first} 开始，一个一个封存。"),
                    format!("Begin with {first} and seal one after another."),
                )
            }
            Self::ChainBroken { paths } => {
                let (zh, en) = first_of(paths);
                error(
                    format!("已经封存的内容被动过，{} 处对不上", paths.len()),
                    format!("what is sealed is not as it was ({} in all)", paths.len()),
                )
                .why(
                    format!("新的封存接在旧的后面；旧的对不上，接上去没有意义。先看：{zh}。"),
                    format!("A new seal is chained to those before it, which must be whole. First of all: {en}."),
                )
                .help(
                    "用 meritbook verify 看是哪些文件，从备份里恢复，再封存。",
                    "Run `meritbook verify` for the list, restore those files from a copy, then seal.",
                )
            }
            Self::InputChanged {
                period,
                path,
                became,
            } => {
                let (zh, en) = match became {
                    Became::Changed => ("内容改过", "was changed"),
                    Became::Gone => ("不在了", "is gone"),
                    Became::New => ("是封存之后才有的", "came in afterwards"),
                };
                let said = error(
                    format!("{period} 已经封存，“{path}”{zh}"),
                    format!("{period} is sealed, but “{path}” {en}"),
                )
                .why(
                    "封存了的结果是从当时的文件算出来的，这些文件一个字节也不能变。",
                    "Sealed results were worked out from the files of that time, of which not a byte may change.",
                );
                match became {
                    Became::New => said.help(
                        "把这个文件移走。要更正的，写进还没有封存的月份的 adjustments.yml；规则要改的，新建一个版本，从还没有封存的月份起生效。",
                        "Take this file away. Corrections go into adjustments.yml of a month that is not sealed; new rules into a version that holds from such a month on.",
                    ),
                    Became::Changed | Became::Gone => said.help(
                        format!("恢复原样：副本在 content/sealed/ 里，同样的路径（…/inputs/{path}）。要更正的，写进还没有封存的月份的 adjustments.yml；规则要改的，新建一个版本。"),
                        format!("Restore it: a copy lies in content/sealed/ (…/inputs/{path}). Corrections go into adjustments.yml of a month that is not sealed; new rules into a new version."),
                    ),
                }
            }
            Self::ResultsDiffer { period, paths } => {
                let (zh, en) = both(paths);
                error(
                    format!("{period} 已经封存，按现在的文件重算，结果不一样"),
                    format!("{period} is sealed, but comes out otherwise with the files as they are now"),
                )
                .why(
                    format!("封存之后改过：{zh}。这些文件各月共用，可以往下写，但不能改变封存了的结果。"),
                    format!("Changed since then: {en}. All months share these; they may go on, but not alter sealed results."),
                )
                .help(
                    "恢复原样（副本在 content/sealed/ 的 inputs 里），把变动写成从某天或某月起：人员写进 people/moves.csv，数据对照写进 sources.yml 的新版本；要更正的，写进还没有封存的月份的 adjustments.yml。",
                    "Restore it (copies lie in content/sealed/, below inputs) and write the change with its day or month: people in people/moves.csv, mappings as a new version in sources.yml; corrections go into adjustments.yml of a month that is not sealed.",
                )
            }
            Self::SealChanged { path, gone } => {
                let (zh, en) = if *gone {
                    ("不在了", "is gone")
                } else {
                    ("被动过", "is not what it was")
                };
                error(
                    format!("封存的文件“content/sealed/{path}”{zh}"),
                    format!("of what is sealed, “content/sealed/{path}” {en}"),
                )
                .why(
                    "网站要拿现在的结果和封存的比；封存的文件对不上，就说不清哪个是当时公布的。",
                    "Results are held against what was sealed; without that file nobody can say what was published.",
                )
                .help(
                    "用 meritbook verify 看还有哪些文件，从备份里恢复。",
                    "Run `meritbook verify` for the list, and restore the files from a copy.",
                )
            }
            Self::ArchivedUnsealed { period, place } => error(
                format!("归档记录里的“{period}”没有封存"),
                format!("“{period}” is listed as archived but is not sealed"),
            )
            .at(place.clone())
            .why(
                "归档的是封存了的结果；没有封存，说不清归档的是哪一份。",
                "What goes into the archive is what was sealed; without a seal nobody can say what that was.",
            )
            .help(
                "这个文件由 meritbook bag 写，请不要手工改。先封存，再用 meritbook bag 归档。",
                "The file is written by `meritbook bag`; do not edit it. Seal the period, then put it into a bag.",
            ),
            Self::NotWhole { period, paths } => {
                let (zh, en) = first_of(paths);
                error(
                    format!("{period} 的封存对不上，不能归档（{} 处）", paths.len()),
                    format!("the seal of {period} does not hold, so it is not put into a bag ({} in all)", paths.len()),
                )
                .why(
                    format!("归档包要能证明结果没有动过。先看：{zh}。"),
                    format!("A bag is to prove that nothing was touched. First of all: {en}."),
                )
                .help(
                    "用 meritbook verify 看是哪些文件，从备份里恢复，再归档。",
                    "Run `meritbook verify` for the list, restore those files from a copy, then try again.",
                )
            }
            Self::OtherVersion {
                period,
                version,
                differences,
                shown,
            } => other_version(self.code(), (period, version), differences, *shown),
        }
    }
}

/// How many differences are told one by one.
const MOST_TOLD: usize = 3;

/// Says where another version works out something else.
fn other_version(
    code: &'static str,
    (period, version): (&str, &str),
    differences: &[Said],
    shown: bool,
) -> Diagnostic {
    let count = differences.len();
    let title = Said::new(
        format!("{period} 由 {version} 版封存，这一版程序算出的有 {count} 处不同"),
        format!(
            "{period} was sealed by version {version}; this version works out something else in {count} places"
        ),
    );
    let few = || differences.iter().take(MOST_TOLD);
    let zh: Vec<&str> = few().map(|d| d.zh.as_str()).collect();
    let en: Vec<&str> = few().map(|d| d.en.as_str()).collect();
    let (zh, en) = (zh.join("；"), en.join("; "));
    if shown {
        Diagnostic::warning(code, title)
            .why(
                format!("网站照封存的显示，并且注明。例如：{zh}。"),
                format!("The site shows what was sealed, and says so. For example: {en}."),
            )
            .help(
                "以后的月份由这一版程序往下算。要用当时的算法看计算过程，用封存时的版本。",
                "Later months go on from what this version works out. For the workings as they were, use the version that sealed it.",
            )
    } else {
        Diagnostic::error(code, title)
            .why(
                format!("封存的结果这一版程序显示不全，所以什么也不生成，免得悄悄换成别的数。例如：{zh}。"),
                format!("This version cannot show all of what was sealed, and makes nothing rather than showing other figures. For example: {en}."),
            )
            .help(
                format!("用 {version} 版生成网站，并把这条消息告诉维护 Meritbook 的人。"),
                format!("Build with version {version}, and send this message to those who keep Meritbook."),
            )
    }
}

/// How many files that are off are named.
const MOST_FILES: usize = 5;

/// Lists the first of what is off in `content/sealed/`.
fn first_of(paths: &[String]) -> (String, String) {
    let few = paths.iter().take(MOST_FILES);
    let few: Vec<String> = few.map(|p| format!("content/sealed/{p}")).collect();
    both(&few)
}

/// Lists names in both languages.
fn both(names: &[String]) -> (String, String) {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (list_zh(&names), list_en(&names))
}
