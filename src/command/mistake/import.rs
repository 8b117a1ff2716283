//! Mistakes of files that are to be taken in.

use super::listed;
use crate::diagnostic::{Diagnostic, Said, count_en};

/// What may be wrong with taking files in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportMistake {
    /// Its name is not that of a file with tables.
    NoTable {
        /// The file.
        file: String,
    },
    /// No table that is needed.
    MatchesNothing {
        /// The file, with its sheet.
        file: String,
        /// Its headings.
        headings: Vec<String>,
        /// The tables that are needed, with their columns.
        wanted: Vec<String>,
        /// Whether it has ids and names, as a roster has.
        like_roster: bool,
    },
    /// Several tables that it could be.
    Unsure {
        /// The file, with its sheet.
        file: String,
        /// The tables.
        tables: Vec<String>,
    },
    /// The month is not to be changed any more.
    Closed {
        /// The month.
        month: String,
        /// Whether it is sealed, rather than settled.
        sealed: bool,
    },
    /// A file of another content is there.
    Differs {
        /// Where.
        path: String,
        /// How many rows are added, gone and changed.
        rows: (usize, usize, usize),
    },
    /// The same table is there under another name.
    TableThere {
        /// The file.
        file: String,
        /// The table.
        table: String,
        /// Where.
        path: String,
        /// Whether that file holds other tables too.
        others: bool,
    },
    /// A column could be several headings.
    UnsureColumn {
        /// The file, with its sheet.
        file: String,
        /// The table.
        table: String,
        /// The column; `person` for whom rows belong to.
        column: String,
        /// The headings.
        headings: Vec<String>,
    },
    /// Two of the files are the same table.
    TwoOfOne {
        /// The table, or the path.
        what: String,
        /// The files.
        files: Vec<String>,
    },
    /// An option names nothing.
    Option {
        /// The option.
        option: &'static str,
        /// What was written.
        written: String,
        /// How it is written.
        form: (&'static str, &'static str),
        /// What it could name.
        known: Vec<String>,
    },
    /// Lines cannot be put into `sources.yml`.
    CannotAmend {
        /// Where.
        at: String,
        /// The lines.
        lines: String,
    },
}

impl ImportMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTable { .. } => "K131",
            Self::MatchesNothing { .. } => "K132",
            Self::Unsure { .. } => "K133",
            Self::Closed { .. } => "K134",
            Self::Differs { .. } => "K135",
            Self::TableThere { .. } => "K136",
            Self::UnsureColumn { .. } => "K137",
            Self::TwoOfOne { .. } => "K138",
            Self::Option { .. } => "K139",
            Self::CannotAmend { .. } => "K140",
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
                "能读的有 .csv、.tsv、.xlsx、.xls、.ods、.jsonl；别的请在原来的程序里另存为其中一种。",
                "These can be read: .csv, .tsv, .xlsx, .xls, .ods, .jsonl. Please save others as one of them in the program they come from.",
            ),
            Self::MatchesNothing {
                file,
                headings,
                wanted,
                like_roster,
            } => {
                let said = error(
                format!("“{file}”不是这个月的制度要用的表，没有放进去"),
                format!("“{file}” is none of the tables that the month's policies need; it was not copied"),
            )
            .why(
                format!("它的列：{}。", listed(headings, "、", "一列也没有")),
                format!("Its columns: {}.", listed(headings, ", ", "none")),
            );
                if *like_roster {
                    return said.help(
                        format!("它有工号和姓名，像一份花名册；花名册已经有了，要换成这一份，加上 --as {file}=roster --replace（原来的会留着）。"),
                        format!("It has ids and names, as a roster has. There is a roster already; to take this one instead, say --as {file}=roster --replace (the old one is kept)."),
                    );
                }
                said.help(
                format!(
                    "要用的表：{}。它是其中一张的，加上 --as {file}=表名；哪张也不是的，不用放进来。",
                    listed(wanted, "；", "一张也没有")
                ),
                format!(
                    "Needed: {}. If it is one of them, say --as {file}=TABLE; if it is none, leave it out.",
                    western(&listed(wanted, "; ", "none"))
                ),
            )
            }
            Self::Unsure { file, tables } => error(
                format!("“{file}”可能是几张表，看不出是哪一张，没有放进去"),
                format!("“{file}” could be one of several tables; it was not copied"),
            )
            .help(
                format!("用 --as 写明，例如 {}。", asked(file, tables, " 或 ")),
                format!("Say which with --as, for example {}.", asked(file, tables, " or ")),
            ),
            Self::Closed { month, sealed } => error(
                if *sealed {
                    format!("{month} 已经封存，不能再放数据")
                } else {
                    format!("{month} 已经定稿，不能再放数据")
                },
                if *sealed {
                    format!("{month} is sealed: no data can be added any more")
                } else {
                    format!("{month} is final: no data can be added any more")
                },
            )
            .why(
                "公布过的结果是从那时的数据算出来的；换了数据，结果就对不上了。",
                "The results published were worked out from the data of that time; with other data they would no longer agree.",
            )
            .help(
                if *sealed {
                    "要更正的，写在 adjustments.yml 里；月份写错了的，改 --month。"
                } else {
                    "要更正的，写在 adjustments.yml 里；确实要重算的，先把 month.yml 的 state 改回 open。"
                },
                if *sealed {
                    "Corrections go into adjustments.yml. If the month is misspelt, change --month."
                } else {
                    "Corrections go into adjustments.yml; to work the month out anew, first set its state in month.yml back to open."
                },
            ),
            Self::Differs { path, rows } => {
                let (added, gone, changed) = rows;
                error(
                    format!("“{path}”已经有了，内容不同：新增 {added} 行，少了 {gone} 行，改了 {changed} 行"),
                    format!(
                        "“{path}” is there and differs: {} added, {gone} gone, {changed} changed",
                        count_en(*added, "row", "rows")
                    ),
                )
                .help(
                    "看过上面的对照，确实要换的，加上 --replace：旧文件留在旁边的 replaced 文件夹里。",
                    "Look at the comparison above. To take the new file, say --replace: the old one is kept in the folder replaced beside it.",
                )
            }
            Self::TableThere {
                file,
                table,
                path,
                others,
            } => error(
                format!("“{file}”是“{table}”表，这张表已经在“{path}”里，没有再放一份"),
                format!("“{file}” is the table “{table}”, which is already in “{path}”; it was not copied"),
            )
            .why(
                "同一张表有两份，每一行会算两遍。",
                "With a table twice, each row would count twice.",
            )
            .help(
                if *others {
                    "那个工作簿里还有别的表：请把新的内容放进工作簿，或者把这张工作表从里面去掉。"
                } else {
                    "要用新的换掉旧的，加上 --replace：旧文件留在 replaced 文件夹里。"
                },
                if *others {
                    "That workbook holds other tables too: put the new rows into it, or take this sheet out of it."
                } else {
                    "To put the new one in its place, say --replace: the old one is kept in the folder replaced."
                },
            ),
            Self::UnsureColumn {
                file,
                table,
                column,
                headings,
            } => {
                let choice = format!(
                    "--column \"{table}.{column}={}\"",
                    headings.first().map_or("", |h| h)
                );
                let (zh, en) = if column == "person" {
                    ("看不出哪一列是人员".to_owned(), "it is not certain which column tells the person".to_owned())
                } else {
                    (format!("看不出哪一列是“{column}”"), format!("it is not certain which column is “{column}”"))
                };
                error(format!("“{file}”：{zh}，没有放进去"), format!("“{file}”: {en}; it was not copied")).help(
                    format!("可能是：{}。用 {choice} 这样写明。", listed(headings, "、", "")),
                    format!("It could be {}. Say which, as in {choice}.", listed(headings, ", ", "")),
                )
            }
            Self::TwoOfOne { what, files } => error(
                format!("给的文件里有几份都是“{what}”：{}", files.join("、")),
                format!("several of the files are “{what}”: {}", files.join(", ")),
            )
            .why(
                "同一张表有两份，每一行会算两遍。",
                "With a table twice, each row would count twice.",
            )
            .help(
                "只给一份；由几个文件合成的表，先在 sources.yml 里用 files 写明，例如 files: 签约-*.csv。",
                "Give one of them. Where several files make up one table, first say so in sources.yml, as in files: 签约-*.csv.",
            ),
            Self::Option {
                option,
                written,
                form,
                known,
            } => error(
                format!("“{option} {written}”不能用"),
                format!("“{option} {written}” cannot be used"),
            )
            .help(
                format!("写法是 {}。可以写的：{}。", form.0, listed(known, "、", "没有")),
                format!("It is written {}. It can name: {}.", form.1, listed(known, ", ", "nothing")),
            ),
            Self::CannotAmend { at, lines } => error(
                format!("content/sources.yml 的写法插不进“{at}”，没有改动"),
                format!("“{at}” cannot be put into content/sources.yml as it is written; nothing was changed"),
            )
            .help(
                format!("请自己把这几行并进去，再运行一次：\n{}", lines.trim_end()),
                format!("Please put these lines into it yourself and run the command again:\n{}", lines.trim_end()),
            ),
        }
    }
}

/// Writes the signs around columns as English has them.
pub(in crate::command) fn western(text: &str) -> String {
    text.replace('（', " (")
        .replace('）', ")")
        .replace('、', ", ")
}

fn asked(file: &str, tables: &[String], or: &str) -> String {
    let choices = tables.iter().map(|table| format!("--as {file}={table}"));
    choices.collect::<Vec<String>>().join(or)
}
