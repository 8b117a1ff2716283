//! Mistakes of files as files.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::{At, Place, Source};

/// What may be wrong with a file before it is understood as anything.
#[derive(Debug)]
pub enum FolderMistake {
    /// The site's folder holds no `content/`.
    NoContent,
    /// The system does not let a file or folder be read.
    Unreadable {
        /// The file.
        source: Arc<Source>,
        /// The system's own words.
        words: String,
    },
    /// A file larger than is read.
    TooLarge {
        /// The file.
        source: Arc<Source>,
        /// The most that is read, in MiB.
        most: u64,
    },
    /// A workbook of another kind than XLSX.
    OtherWorkbook {
        /// The file.
        source: Arc<Source>,
    },
    /// `site.yml` beside `site.yaml`.
    TwoOfOne {
        /// The one.
        first: Arc<Source>,
        /// The other.
        second: Arc<Source>,
    },
    /// No text in any encoding that is read.
    NotText {
        /// The file.
        source: Arc<Source>,
        /// The encoding tried last.
        encoding: &'static str,
        /// The line where the text breaks.
        line: u32,
        /// What stands in that line before the break.
        before: String,
    },
    /// An event file in an encoding that is not read a row at a time.
    EventEncoding {
        /// The file.
        source: Arc<Source>,
        /// The encoding.
        encoding: &'static str,
    },
    /// Files read in an encoding other than UTF-8; a note.
    OtherEncoding {
        /// The encoding.
        encoding: &'static str,
        /// The files.
        paths: Vec<String>,
    },
    /// Files left alone; a note.
    LeftAlone {
        /// The files.
        paths: Vec<String>,
    },
    /// Rows passed over as titles above the headings, or as the headings once more; a note.
    Passed {
        /// The files or sheets, each with those rows and the row of its headings.
        tables: Vec<(String, Vec<u32>, u32)>,
    },
    /// Hidden sheets with content, which are not read; a note.
    Hidden {
        /// The sheets, each after its file.
        sheets: Vec<String>,
    },
    /// A copy whose original is not there; a warning.
    CopyAlone {
        /// The file.
        source: Arc<Source>,
        /// The name that the original would have.
        meant: String,
    },
    /// Files named `.xls` that hold plain text; a note.
    TextInside {
        /// The files.
        paths: Vec<String>,
    },
}

impl FolderMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoContent => "C101",
            Self::Unreadable { .. } => "C102",
            Self::TooLarge { .. } => "C103",
            Self::OtherWorkbook { .. } => "C104",
            Self::TwoOfOne { .. } => "C105",
            Self::NotText { .. } => "C106",
            Self::OtherEncoding { .. } => "C107",
            Self::LeftAlone { .. } => "C108",
            Self::EventEncoding { .. } => "C109",
            Self::Passed { .. } => "C158",
            Self::Hidden { .. } => "C160",
            Self::CopyAlone { .. } => "C161",
            Self::TextInside { .. } => "C163",
        }
    }
}

impl From<FolderMistake> for Diagnostic {
    fn from(mistake: FolderMistake) -> Self {
        let code = mistake.code();
        match mistake {
            FolderMistake::NoContent => Self::error(
                code,
                Said::new(
                    "这个文件夹里没有 content/",
                    "there is no content/ in this folder",
                ),
            )
            .why(
                "制度、花名册和每月的数据都放在 content/ 里，没有它就没有可以公布的内容。",
                "Policies, the roster and each month's data stand in content/; without it there is nothing to publish.",
            )
            .help(
                "请在站点的文件夹里运行，或用 --site 指明它在哪里。",
                "Run this inside the site's folder, or say where it is with --site.",
            ),
            FolderMistake::EventEncoding { source, encoding } => Self::error(
                code,
                Said::new(
                    format!("events 文件夹里的文件不能是 {encoding} 编码"),
                    format!("a file in events/ cannot be in {encoding}"),
                ),
            )
            .at(Place::file(&source))
            .why(
                "这里的文件很大，是一行一行读的，只读 UTF-8 和 GBK。",
                "Files here are long and read a row at a time; that works for UTF-8 and GBK.",
            )
            .help(
                "请把它另存为“CSV UTF-8”；不大的表可以直接放在月份的文件夹里，那里各种编码都读。",
                "Save it as CSV UTF-8; a table that is not long may lie in the month's folder itself, where every encoding is read.",
            ),
            FolderMistake::Unreadable { source, words } => Self::error(
                code,
                Said::new("这个文件读不了", "this file cannot be read"),
            )
            .at(Place::file(&source))
            .why(
                format!("系统的回答：{words}"),
                format!("The system says: {words}"),
            )
            .help(
                "请关闭正在打开它的程序（例如 Excel），看看自己是否有权限读它，然后再试。",
                "Close programs that hold it open (Excel, for example), see that you may read it, and try again.",
            ),
            FolderMistake::TooLarge { source, most } => Self::error(
                code,
                Said::new(
                    format!("这个文件超过 {most} MB，没有读"),
                    format!("this file is larger than {most} MB and was not read"),
                ),
            )
            .at(Place::file(&source))
            .help(
                "请按月份拆成几个文件，或者先在数据库里汇总，只导出汇总的结果。",
                "Split it by month, or let the database count first and export the small result.",
            ),
            FolderMistake::OtherWorkbook { source } => Self::error(
                code,
                Said::new(
                    "这种表格文件读不了",
                    "workbooks of this kind are not read",
                ),
            )
            .at(Place::file(&source))
            .why(
                "能读的表格是 .xlsx、.xls、.ods 和 .csv。直接改文件名的后缀不会改变里面的格式。",
                "Tables may be .xlsx, .xls, .ods or .csv. Renaming the file does not change what is inside.",
            )
            .help(
                "请用 Excel 或 WPS 打开，选“另存为”，格式选 Excel 工作簿 (*.xlsx)，再删去原文件。",
                "Open it in Excel or WPS, choose “Save as” with the format Excel Workbook (*.xlsx), and delete the old file.",
            ),
            FolderMistake::TwoOfOne { first, second } => Self::error(
                code,
                Said::new(
                    "同一份文件有 .yml 和 .yaml 两个",
                    "the same file is there twice, as .yml and as .yaml",
                ),
            )
            .at(Place::file(&second))
            .see(Place::file(&first), "另一个在这里", "the other one is here")
            .why(
                "两个文件会互相矛盾，不能替你选一个。",
                "The two may contradict each other; neither is chosen for you.",
            )
            .help("请留下一个，删去另一个。", "Keep one and delete the other."),
            FolderMistake::NotText {
                source,
                encoding,
                line,
                before,
            } => Self::error(
                code,
                Said::new(
                    "这个文件不是文字，或者编码已经损坏",
                    "this file is no text, or its encoding is damaged",
                ),
            )
            .at(line_of(source, line, &before))
            .label("读到这里断了", "it breaks here")
            .why(
                format!("按 {encoding} 读到第 {line} 行就读不下去了；乱码不会被当成数据。"),
                format!("Read as {encoding}, it breaks at line {line}; garbled text is not taken for data."),
            )
            .help(
                "请用 Excel 重新导出，选“CSV UTF-8（逗号分隔）”；YAML 文件用记事本另存为 UTF-8。",
                "Export it again from Excel as “CSV UTF-8 (Comma delimited)”; save YAML files from Notepad as UTF-8.",
            ),
            FolderMistake::OtherEncoding { encoding, paths } => {
                let count = paths.len();
                let (zh, en) = some_of(&paths);
                Self::note(
                    code,
                    Said::new(
                        format!("{count} 个文件按 {encoding} 编码读取"),
                        format!(
                            "{} read as {encoding}",
                            count_en(count, "file was", "files were")
                        ),
                    ),
                )
                .why(format!("是：{zh}。"), format!("They are: {en}."))
                .help(
                    "如果页面上出现乱码，请把文件另存为 UTF-8 再试。",
                    "If pages show garbled text, save the file as UTF-8 and try again.",
                )
            }
            FolderMistake::LeftAlone { paths } => {
                let count = paths.len();
                let (zh, en) = some_of(&paths);
                Self::note(
                    code,
                    Said::new(
                        format!("{count} 个文件没有读"),
                        format!("{} left alone", count_en(count, "file was", "files were")),
                    ),
                )
                .why(
                    format!("是：{zh}。副本、临时文件和不认识的格式都不读，以免同一份数据算两遍。"),
                    format!("They are: {en}. Copies, temporary files and unknown formats are not read, so that nothing counts twice."),
                )
                .help(
                    "如果其中有该读的数据，请改成普通的文件名，例如 通话.csv；不需要的可以删去。",
                    "If one of them holds data, give it a plain name such as calls.csv; delete what is not needed.",
                )
            }
            FolderMistake::Passed { tables } => passed(code, &tables),
            FolderMistake::Hidden { sheets } => {
                let count = sheets.len();
                let (zh, en) = some_of(&sheets);
                Self::note(
                    code,
                    Said::new(
                        format!("{count} 张隐藏的工作表没有读"),
                        format!(
                            "{} not read",
                            count_en(count, "hidden sheet was", "hidden sheets were")
                        ),
                    ),
                )
                .why(format!("是：{zh}。"), format!("They are: {en}."))
                .help(
                    "如果要用里面的数据，请在 Excel 里右击任一工作表标签，选“取消隐藏”，再保存。",
                    "If their data are needed, right-click a sheet's tab in Excel, choose “Unhide”, and save.",
                )
            }
            FolderMistake::CopyAlone { source, meant } => Self::warning(
                code,
                Said::new(
                    "这是一份副本，却没有原来的文件，所以没有读",
                    "this is a copy without its original, so it was not read",
                ),
            )
            .at(Place::file(&source))
            .why(
                format!("文件夹里没有“{meant}”。副本从来不读，以免同一份数据算两遍。"),
                format!("There is no `{meant}` in the folder. Copies are never read, so that nothing counts twice."),
            )
            .help(
                format!("如果要用这份数据，请把它改名为“{meant}”；不需要就删去。"),
                format!("Rename it to `{meant}` if it holds the data; else delete it."),
            ),
            FolderMistake::TextInside { paths } => {
                let count = paths.len();
                let (zh, en) = some_of(&paths);
                Self::note(
                    code,
                    Said::new(
                        format!("{count} 个 .xls 文件里其实是文字，按 CSV 读取"),
                        format!(
                            "{} plain text, read as CSV",
                            count_en(count, "file named .xls holds", "files named .xls hold")
                        ),
                    ),
                )
                .why(format!("是：{zh}。"), format!("They are: {en}."))
                .help(
                    "数对得上就不用管；也可以把后缀改成 .csv。",
                    "Nothing to do where the figures are right; the ending may be changed to .csv.",
                )
            }
        }
    }
}

/// Says which rows were passed over, file by file.
fn passed(code: &'static str, tables: &[(String, Vec<u32>, u32)]) -> Diagnostic {
    let of = |(file, rows, header): &(String, Vec<u32>, u32)| {
        let shown: Vec<String> = rows.iter().take(6).map(ToString::to_string).collect();
        let more = if rows.len() > shown.len() { "…" } else { "" };
        let rows = format!("{}{more}", shown.join(", "));
        (
            format!("{file}（表头在第 {header} 行，略过第 {rows} 行）"),
            format!("{file} (headings in row {header}, passed over: {rows})"),
        )
    };
    let (zh, en): (Vec<String>, Vec<String>) = tables.iter().map(of).unzip();
    let count = tables.len();
    Diagnostic::note(
        code,
        Said::new(
            format!("{count} 张表里有标题行或重复的表头，已经略过"),
            format!(
                "titles or repeated headings were passed over in {}",
                count_en(count, "table", "tables")
            ),
        ),
    )
    .why(
        format!("是：{}。", some_of(&zh).0),
        format!("They are: {}.", some_of(&en).1),
    )
    .help(
        "表头是按列名认出来的；如果认错了，请删去表头上面的行。",
        "Headings are known by their words; if the wrong row was taken, delete the rows above it.",
    )
}

/// Lists the first paths and counts the rest, in both languages.
fn some_of(paths: &[String]) -> (String, String) {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = paths.iter().take(SHOWN).map(String::as_str).collect();
    let more = paths.len().saturating_sub(SHOWN);
    if more == 0 {
        (list_zh(&shown), list_en(&shown))
    } else {
        (
            format!("{}……等 {} 个", list_zh(&shown), paths.len()),
            format!("{} … and {more} more", shown.join(", ")),
        )
    }
}

fn line_of(source: Arc<Source>, line: u32, before: &str) -> Place {
    // A file that is no text at all may have any length before its first break.
    let skipped = before.chars().count().saturating_sub(60);
    let shown: String = before.chars().skip(skipped).collect();
    let at = At::Line {
        line,
        heading: "".into(),
        written: format!("{shown}\u{fffd}").into(),
    };
    Place { source, at }
}
