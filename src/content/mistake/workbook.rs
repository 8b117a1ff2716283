//! Mistakes of workbooks.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::{Place, Source};

/// What may be wrong with a workbook.
#[derive(Debug)]
pub enum WorkbookMistake {
    /// No workbook, or a damaged one.
    Broken {
        /// The file.
        source: Arc<Source>,
        /// The reader's own words.
        words: String,
    },
    /// A workbook with a password; the file.
    Locked(Arc<Source>),
    /// A page of the web under the name of a workbook; the file.
    WebPage(Arc<Source>),
    /// A workbook that unpacks to more than is read; the file.
    TooLarge(Arc<Source>),
    /// `#N/A`, `#DIV/0!` and their like.
    ErrorCell {
        /// The first such cell.
        place: Place,
        /// What it shows.
        shown: String,
        /// How many such cells the sheet has.
        cells: usize,
    },
    /// Merged cells below the headings.
    Merged {
        /// The first such stretch.
        place: Place,
        /// The stretches, as `A3:A7`.
        stretches: Vec<String>,
    },
    /// Numbers of more digits than a workbook keeps; a warning.
    DigitsLost {
        /// The first such cell.
        place: Place,
        /// How many such cells the sheet has.
        cells: usize,
    },
    /// Formulas that no program has worked out yet.
    Unworked {
        /// The first such cell.
        place: Place,
        /// How many such cells the sheet has.
        cells: usize,
    },
}

impl WorkbookMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Broken { .. } => "C151",
            Self::Locked { .. } => "C152",
            Self::WebPage { .. } => "C162",
            Self::TooLarge { .. } => "C153",
            Self::ErrorCell { .. } => "C154",
            Self::Merged { .. } => "C155",
            Self::DigitsLost { .. } => "C156",
            Self::Unworked { .. } => "C157",
        }
    }
}

impl From<WorkbookMistake> for Diagnostic {
    fn from(mistake: WorkbookMistake) -> Self {
        let code = mistake.code();
        match mistake {
            WorkbookMistake::Broken { source, words } => Self::error(
                code,
                Said::new(
                    "这个工作簿打不开",
                    "this workbook cannot be opened",
                ),
            )
            .at(Place::file(&source))
            .why(
                format!("它已损坏，或者不是真正的工作簿（原话：{words}）。"),
                format!("It is damaged, or no real workbook ({words})."),
            )
            .help(
                "请用 Excel 或 WPS 打开，另存为 Excel 工作簿 (*.xlsx)；改名得来的 .xlsx 要回到原来的软件里重新导出。",
                "Open it in Excel or WPS and save it as Excel Workbook (*.xlsx); a file that was only renamed has to be exported again.",
            ),
            WorkbookMistake::Locked(source) => Self::error(
                code,
                Said::new(
                    "这个工作簿设了打开密码",
                    "this workbook is locked with a password",
                ),
            )
            .at(Place::file(&source))
            .help(
                "请用 Excel 打开，去掉“用密码进行加密”，再保存到这里。",
                "Open it in Excel, remove the password, and save it here again.",
            ),
            WorkbookMistake::WebPage(source) => Self::error(
                code,
                Said::new(
                    "这个文件名叫工作簿，里面其实是网页",
                    "this file is named like a workbook but holds a page of the web",
                ),
            )
            .at(Place::file(&source))
            .why(
                "很多系统导出的 .xls 是换了名字的网页，Excel 打开时会提示格式与扩展名不一致。",
                "Many systems export such a page as .xls; Excel warns about it when it is opened.",
            )
            .help(
                "请用 Excel 或 WPS 打开，另存为 Excel 工作簿 (*.xlsx)，再删去这个文件。",
                "Open it in Excel or WPS, save it as Excel Workbook (*.xlsx), and delete this file.",
            ),
            WorkbookMistake::TooLarge(source) => Self::error(
                code,
                Said::new(
                    "这个工作簿解开后太大，没有读",
                    "this workbook unpacks to too much and was not read",
                ),
            )
            .at(Place::file(&source))
            .help(
                "请删去不用的工作表、图片和格式，或者另存为 CSV。",
                "Delete sheets, pictures and formats that are not needed, or save it as CSV.",
            ),
            WorkbookMistake::ErrorCell {
                place,
                shown,
                cells,
            } => Self::error(
                code,
                Said::new(
                    format!("有 {cells} 格显示错误值，例如 {shown}"),
                    format!(
                        "{} an error such as {shown}",
                        count_en(cells, "cell shows", "cells show")
                    ),
                ),
            )
            .at(place)
            .label("这里没有算出来", "this did not work out")
            .why(
                "错误值不是 0，也不是空白，不能替你猜。",
                "An error is neither zero nor blank; it is not guessed.",
            )
            .help(
                "请在 Excel 里修好公式；确实没有数的，清空这一格。",
                "Mend the formula in Excel; where there is no number, clear the cell.",
            ),
            WorkbookMistake::Merged { place, stretches } => {
                let shown: Vec<&str> = stretches.iter().take(6).map(String::as_str).collect();
                let count = stretches.len();
                Self::error(
                    code,
                    Said::new(
                        format!("数据里有 {count} 处合并单元格"),
                        format!(
                            "the data hold {}",
                            count_en(count, "merged stretch of cells", "merged stretches of cells")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!(
                        "合并后只有左上角一格有内容，其余各行会变成空白。位置：{}。",
                        list_zh(&shown)
                    ),
                    format!(
                        "Only the upper left cell keeps its content, the other rows become blank. They are: {}.",
                        list_en(&shown)
                    ),
                )
                .help(
                    "请选中它们，取消合并，再在每一行填上内容。",
                    "Select them, unmerge, and fill in every row.",
                )
            }
            WorkbookMistake::DigitsLost { place, cells } => Self::warning(
                code,
                Said::new(
                    format!("有 {cells} 格数字超过 15 位，后面几位已经丢失"),
                    format!(
                        "{} more than 15 digits and lost the last ones",
                        count_en(cells, "number has", "numbers have")
                    ),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .why(
                "Excel 的数字只保留 15 位，长的编号存成数字就会变样。",
                "A workbook keeps 15 digits of a number; a longer id that is stored as a number changes.",
            )
            .help(
                "如果用得到这一列，请把它设成“文本”格式后重新填写或导出。",
                "If the column is used, format it as text and fill it in or export it again.",
            ),
            WorkbookMistake::Unworked { place, cells } => Self::error(
                code,
                Said::new(
                    format!("有 {cells} 格公式还没有算出结果"),
                    format!(
                        "{} not been worked out",
                        count_en(cells, "formula has", "formulas have")
                    ),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .why(
                "工作簿由程序生成、还没有用 Excel 打开过时，公式的结果是空的，会被当成没有数据。",
                "In a workbook that a program made and Excel never opened, formulas have no results yet and would count as blank.",
            )
            .help(
                "请用 Excel 或 WPS 打开，等它算完，保存一次。",
                "Open it in Excel or WPS, let it calculate, and save it.",
            ),
        }
    }
}
