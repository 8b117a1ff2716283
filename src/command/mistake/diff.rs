//! Mistakes of two sides that are to be held against each other.

use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with the two sides of `diff`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffMistake {
    /// Neither a period nor something that lies there.
    NothingThere {
        /// What was written.
        written: String,
    },
    /// A folder without content.
    NoContent {
        /// The folder as written.
        folder: String,
    },
    /// A file that holds no results.
    NoResults {
        /// The file as written.
        file: String,
    },
    /// A folder on one side and something else on the other.
    OtherKinds {
        /// The earlier side.
        before: String,
        /// The later side.
        after: String,
    },
    /// Periods that are not equally long.
    OtherLengths {
        /// The earlier side.
        before: String,
        /// The later side.
        after: String,
    },
    /// Two states without a period that both have results of.
    NothingCommon {
        /// The earlier side.
        before: String,
        /// The later side.
        after: String,
    },
}

impl DiffMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingThere { .. } => "K211",
            Self::NoContent { .. } => "K212",
            Self::NoResults { .. } => "K213",
            Self::OtherKinds { .. } => "K214",
            Self::OtherLengths { .. } => "K215",
            Self::NothingCommon { .. } => "K216",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NothingThere { written } => self
                .error(
                    format!("“{written}”既不是周期，也没有这个文件或文件夹"),
                    format!("“{written}” is no period, and there is no such file or folder"),
                )
                .help(
                    "每一边可以是：一个周期，例如 2026-09；一个文件夹，例如 ../去年的备份；一份结果文件，例如 public-hr/data/2026-09.json；封存的，写作 sealed:2026-09。",
                    "Each side may be a period such as 2026-09, a folder such as ../last-year, a file of results such as public-hr/data/2026-09.json, or what is sealed: sealed:2026-09.",
                ),
            Self::NoContent { folder } => self
                .error(
                    format!("文件夹“{folder}”里没有制度和数据"),
                    format!("the folder “{folder}” holds no policies and data"),
                )
                .help(
                    "要的是里面有 content 的文件夹，或者 content 的一份备份（里面有 policies、months、people）。",
                    "Give a folder that holds content, or a copy of content, in which policies, months and people lie.",
                ),
            Self::NoResults { file } => self
                .error(
                    format!("“{file}”不是结果文件"),
                    format!("“{file}” holds no results"),
                )
                .why(
                    "能对比的是生成的网站里 data 文件夹的 JSON，格式是 meritbook/results/v1；试算的结果不算。",
                    "What can be compared are the JSON files in the folder data of a site, of the format meritbook/results/v1; those of a what-if are none.",
                )
                .help(
                    "人事版里最全，例如 public-hr/data/2026-09.json。",
                    "Those of the HR edition hold most, for example public-hr/data/2026-09.json.",
                ),
            Self::OtherKinds { before, after } => self
                .error(
                    format!("“{before}”和“{after}”不好对比：一边是文件夹，一边不是"),
                    format!("“{before}” and “{after}” cannot be compared: one is a folder, the other is not"),
                )
                .help(
                    "文件夹和文件夹比（当前的网站写 .），只看一期加 --period；周期和周期或结果文件比。",
                    "Compare a folder with a folder (. is the site itself), with --period for one period alone; and a period with a period or a file of results.",
                ),
            Self::OtherLengths { before, after } => self
                .error(
                    format!("“{before}”和“{after}”不一样长"),
                    format!("“{before}” and “{after}” are not equally long"),
                )
                .help(
                    "月和月比，季度和季度比，例如 diff 2026-Q2 2026-Q3。",
                    "Compare months with months and quarters with quarters, for example diff 2026-Q2 2026-Q3.",
                ),
            Self::NothingCommon { before, after } => self
                .error(
                    format!("“{before}”和“{after}”没有哪一期两边都有结果"),
                    format!("“{before}” and “{after}” have no period of which both have results"),
                )
                .help(
                    "看看是不是给错了文件夹；只给了一个月的数据，另一边也要有这个月。",
                    "See whether these are the folders you mean; the other one needs data of the same month.",
                ),
        }
    }

    fn error(&self, zh: String, en: String) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}
