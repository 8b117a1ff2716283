//! Mistakes of a sheet with which results are to be compared.

use super::listed;
use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with such a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetMistake {
    /// Its name is not that of a file with tables.
    NoTable {
        /// The file.
        file: String,
    },
    /// No column of ids or names.
    Nobody {
        /// The file.
        file: String,
        /// Its headings.
        headings: Vec<String>,
    },
    /// No cell that is a figure of a person.
    NothingToCompare {
        /// The file.
        file: String,
        /// The period.
        period: String,
        /// Its headings.
        headings: Vec<String>,
    },
}

impl SheetMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTable { .. } => "K121",
            Self::Nobody { .. } => "K122",
            Self::NothingToCompare { .. } => "K123",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::NoTable { file } => error(
                format!("“{file}”不是能读的表"),
                format!("“{file}” is not a table that can be read"),
            )
            .help(
                "请用 .xlsx、.xls、.ods 或 .csv 文件。",
                "Please use a file such as .xlsx, .xls, .ods or .csv.",
            ),
            Self::Nobody { file, headings } => error(
                format!("“{file}”里没有工号或姓名的列"),
                format!("“{file}” has no column of ids or names"),
            )
            .help(
                format!("要有一列叫“工号”或“姓名”。现有的列：{}。", listed(headings, "、", "一列也没有")),
                format!("One column has to be headed 工号, ID, 姓名 or Name. The columns: {}.", listed(headings, ", ", "none")),
            ),
            Self::NothingToCompare {
                file,
                period,
                headings,
            } => error(
                format!("“{file}”里没有一格能与 {period} 的结果对照"),
                format!("nothing in “{file}” can be compared with the results of {period}"),
            )
            .help(
                format!(
                    "列名要是指标的名称，例如 总分；那张表是别的周期的，用 --period 写明。现有的列：{}。",
                    listed(headings, "、", "一列也没有")
                ),
                format!(
                    "Columns have to be headed by figures, for example 总分; for a sheet of another period say --period. The columns: {}.",
                    listed(headings, ", ", "none")
                ),
            ),
        }
    }
}
