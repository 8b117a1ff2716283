//! Mistakes of writing a site.

use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, Holding};
use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with writing a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputMistake {
    /// The folder holds something that this tool did not make.
    NotOurs {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder holds a what-if and results are to be published, or the other way round.
    OtherHolding {
        /// The folder.
        folder: PathBuf,
        /// What is to be published.
        holding: Holding,
    },
    /// A file's path would leave the folder.
    Outside {
        /// The path as the site named it.
        path: String,
    },
    /// Two files have one path.
    Twice {
        /// The path as the site named it.
        path: String,
    },
    /// The system refused.
    Refused {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

impl OutputMistake {
    /// Makes the mistake of a refusal by the system.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        Self::Refused {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }

    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOurs { .. } => "O101",
            Self::Outside { .. } => "O102",
            Self::OtherHolding { .. } => "O105",
            Self::Twice { .. } => "O103",
            Self::Refused { .. } => "O104",
        }
    }

    /// Tells whether the author can mend it by another command, rather than we or the machine.
    pub fn is_authors(&self) -> bool {
        matches!(self, Self::NotOurs { .. } | Self::OtherHolding { .. })
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NotOurs { folder } => {
                let folder = folder.display();
                self.error(
                    format!("文件夹“{folder}”里有别的东西，没有写入"),
                    format!("the folder “{folder}” holds something else; nothing was written"),
                )
                .why(
                    "网站每次整体替换输出文件夹。这个文件夹不是 Meritbook 生成的，替换会丢掉里面的文件。",
                    "Each build replaces the output folder as a whole. Meritbook did not make this one, and replacing it would lose what is in it.",
                )
                .help(
                    "用 -o 换一个新的文件夹，例如 -o public；或者先自己把这个文件夹清空。",
                    "Choose another folder with -o, for example -o public, or empty this one yourself first.",
                )
            }
            Self::OtherHolding { folder, holding } => {
                let folder = folder.display();
                let error = match holding {
                    Holding::WhatIf => self.error(
                        format!("“{folder}”里是正式网站，没有写入试算"),
                        format!("“{folder}” holds a site of results; the what-if was not written"),
                    ),
                    Holding::Results => self.error(
                        format!("“{folder}”里是试算，没有写入正式网站"),
                        format!("“{folder}” holds a what-if; the site was not written"),
                    ),
                };
                error
                    .why(
                        "试算不是考核结果。两者从不互相替换，免得有人把试算当成结果看，或者照着旧地址看到试算。",
                        "A what-if is no result. The two never take each other's place, so that nobody who follows an address takes one for the other.",
                    )
                    .help(
                        "用 -o 换一个文件夹，例如 -o what-if；里面的东西确实不要了，就先自己把它清空。",
                        "Choose another folder with -o, for example -o what-if; if what is in it is no longer wanted, empty it yourself first.",
                    )
            }
            Self::Outside { path } => self
                .error(
                    format!("页面的地址“{path}”不在输出文件夹之内"),
                    format!("the page address “{path}” lies outside the output folder"),
                )
                .help(OUR_FAULT_ZH, OUR_FAULT_EN),
            Self::Twice { path } => self
                .error(
                    format!("有两个页面的地址都是“{path}”"),
                    format!("two pages have the address “{path}”"),
                )
                .help(OUR_FAULT_ZH, OUR_FAULT_EN),
            Self::Refused { path, reason } => {
                let path = path.display();
                self.error(
                    format!("写不了“{path}”：{reason}"),
                    format!("cannot write “{path}”: {reason}"),
                )
                .why(
                    "原来的内容没有动，还是完整的。",
                    "What was there before was not touched and is whole.",
                )
                .help(
                    "看看磁盘是否已满、有没有写入的权限、文件夹是否正被别的程序占用，然后再来一次。",
                    "See whether the disk is full, whether you may write there and whether another program holds the folder; then try again.",
                )
            }
        }
    }

    fn error(&self, zh: String, en: String) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}

const OUR_FAULT_ZH: &str = "这是程序的错误，不是您的。请把这段文字发给维护者。";
const OUR_FAULT_EN: &str =
    "This is our mistake, not yours. Please send this text to the maintainers.";

impl From<OutputMistake> for Failure {
    fn from(mistake: OutputMistake) -> Self {
        Self {
            diagnostics: vec![mistake.diagnostic()],
            ours: !mistake.is_authors(),
        }
    }
}
