//! Mistakes of `init`.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Said};

/// Why no site is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InitMistake {
    /// There is a site already.
    SiteThere {
        /// Its `content`.
        folder: PathBuf,
    },
}

impl InitMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SiteThere { .. } => "K114",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::SiteThere { folder } => {
                let folder = folder.display();
                Diagnostic::error(
                    self.code(),
                    Said::new(
                        format!("“{folder}”已经有了，没有改动"),
                        format!("“{folder}” is there already; nothing was changed"),
                    ),
                )
                .help(
                    "要新建的，换一个文件夹的名字；要接着用这一个，运行 meritbook check。",
                    "To begin a new site, name another folder; to go on with this one, run meritbook check.",
                )
            }
        }
    }
}
