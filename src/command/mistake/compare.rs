//! Mistakes of rules that are to be tried on past months.

use std::path::PathBuf;

use super::{listed, with_guess};
use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with trying other rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompareMistake {
    /// No other rules are given.
    NothingElse,
    /// What `--set` says is no parameter with a value that fits.
    NoSetting {
        /// What was written.
        written: String,
        /// What the parameter is now, where it is known.
        now: Option<String>,
    },
    /// No parameter of that name.
    NoSuchParameter {
        /// The name as written.
        name: String,
        /// A name that is near.
        meant: Option<String>,
        /// The parameters that there are.
        known: Vec<String>,
    },
    /// Several policies have a parameter of that name.
    SeveralParameters {
        /// The name as written.
        name: String,
        /// The names with their policies.
        choices: Vec<String>,
    },
    /// No policy of that id.
    NoSuchPolicy {
        /// The id.
        written: String,
        /// An id that is near.
        meant: Option<String>,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The policy is not in force in the months.
    NotInForce {
        /// The policy's id.
        policy: String,
        /// The first and the last month.
        months: (String, String),
        /// From when it is in force.
        from: String,
    },
    /// The band has no such row.
    NoSuchRow {
        /// The policy's id.
        policy: String,
        /// The band.
        band: String,
        /// The row as written.
        row: String,
        /// The rows that there are.
        rows: Vec<String>,
    },
    /// The folder is one into which results are published.
    PlaceOfResults {
        /// The folder.
        folder: PathBuf,
    },
    /// The policy file cannot be found, or its name is not that of one.
    NoFile {
        /// The file as written.
        file: String,
        /// Whether it is there.
        there: bool,
    },
}

impl CompareMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingElse => "K201",
            Self::NoSetting { .. } => "K202",
            Self::NoSuchParameter { .. } => "K203",
            Self::SeveralParameters { .. } => "K204",
            Self::NoSuchPolicy { .. } => "K205",
            Self::NotInForce { .. } => "K206",
            Self::NoFile { .. } => "K207",
            Self::PlaceOfResults { .. } => "K208",
            Self::NoSuchRow { .. } => "K209",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NothingElse => self
                .error(
                    "没有说换成什么规则".to_owned(),
                    "no other rules are given".to_owned(),
                )
                .help(
                    "用 --with 给一份制度文件，或者用 --set 换一个参数，例如 --set telesales::投诉扣分=5。",
                    "Give a policy file with --with, or another value of a parameter with --set, for example --set telesales::calls_target=170.",
                ),
            Self::NoSetting { written, now } => {
                let error = self.error(
                    format!("看不懂 --set {written}"),
                    format!("--set {written} is not understood"),
                );
                match now {
                    Some(now) => error.help(
                        format!("这个参数现在是“{now}”，新的值要照同样的写法：百分数带 %，单位一致或者不写。"),
                        format!("The parameter is “{now}” now; write the new value in the same way: per cent with %, the same unit or none."),
                    ),
                    None => error.help(
                        "写作 制度::参数=值，例如 --set telesales::投诉扣分=5；等号两边不留空格。",
                        "Write POLICY::PARAMETER=VALUE, for example --set telesales::calls_target=170, without spaces around the equals sign.",
                    ),
                }
            }
            Self::NoSuchParameter { name, meant, known } => with_guess(
                self.error(
                    format!("没有“{name}”这个参数"),
                    format!("there is no parameter “{name}”"),
                ),
                meant.as_deref(),
                &format!("这几个月生效的制度里有：{}。写在考核项、奖项、档位里的数不是参数：复制制度文件改好，用 --with 给出。", listed(known, "、", "一个也没有")),
                &format!("The policies in force in these months have: {}. A number written inside of an item, an award or a band is no parameter: change it in a copy of the policy file and give that with --with.", listed(known, ", ", "none")),
            ),
            Self::SeveralParameters { name, choices } => self
                .error(
                    format!("叫“{name}”的参数不止一个"),
                    format!("there is more than one parameter “{name}”"),
                )
                .help(
                    format!("请写明是哪份制度的：{}。", listed(choices, "、", "")),
                    format!("Please say of which policy: {}.", listed(choices, ", ", "")),
                ),
            Self::NoSuchPolicy { written, meant, known } => with_guess(
                self.error(
                    format!("没有编号是“{written}”的制度"),
                    format!("there is no policy with the id “{written}”"),
                ),
                meant.as_deref(),
                &format!("文件属于哪份制度，可以用 --policy 说明。有的制度：{}。", listed(known, "、", "一份也没有")),
                &format!("Say with --policy whose file it is. There are: {}.", listed(known, ", ", "none")),
            ),
            Self::NotInForce { policy, months, from } => {
                let (first, last) = months;
                self.error(
                    format!("{first} 到 {last}，制度“{policy}”还没有生效"),
                    format!("the policy “{policy}” is not in force from {first} to {last}"),
                )
                .why(
                    "试算是把当时生效的版本换掉；当时没有，就没有可以比的。",
                    "The version in force is replaced; where there is none, there is nothing to compare with.",
                )
                .help(
                    format!("它从 {from} 起生效：用 --from、--to 换几个月。"),
                    format!("It is in force from {from}: choose other months with --from and --to."),
                )
            }
            Self::NoSuchRow { policy, band, row, rows } => self
                .error(
                    format!("制度“{policy}”的分档表“{band}”没有“{row}”这一档"),
                    format!("the band “{band}” of the policy “{policy}” has no row “{row}”"),
                )
                .help(
                    format!("照文件里的写法，有几列的写到列：{}。要加一档、改档位的界限，复制文件改好，用 --with 给出。", listed(rows, "、", "各档写在别的表里，这里改不了")),
                    format!("Write it as the file does, with the column where there are several: {}. To add a row or move a cut point, change a copy of the file and give that with --with.", listed(rows, ", ", "its rows stand in another table and cannot be changed here")),
                ),
            Self::PlaceOfResults { folder } => {
                let folder = folder.display();
                self.error(
                    format!("“{folder}”是正式网站的文件夹，试算不写在这里"),
                    format!("“{folder}” is where the site of results lies; a what-if is not written there"),
                )
                .why(
                    "看惯了这个地址的人会把试算当成考核结果。",
                    "Whoever knows the address would take the what-if for results.",
                )
                .help(
                    "用 -o 换一个文件夹，例如 -o what-if。",
                    "Choose another folder with -o, for example -o what-if.",
                )
            }
            Self::NoFile { file, there: true } => self
                .error(
                    format!("“{file}”不是制度文件"),
                    format!("“{file}” is no policy file"),
                )
                .help(
                    "制度文件的名称以 .yml 或 .yaml 结尾。",
                    "The name of a policy file ends with .yml or .yaml.",
                ),
            Self::NoFile { file, there: false } => self
                .error(
                    format!("找不到文件“{file}”"),
                    format!("the file “{file}” cannot be found"),
                )
                .help(
                    "路径从当前文件夹算起，也可以从网站文件夹算起，例如 content/policies/telesales/2026-07.yml。",
                    "Write its path from the current folder or from the site's, for example content/policies/telesales/2026-07.yml.",
                ),
        }
    }

    fn error(&self, zh: String, en: String) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}
