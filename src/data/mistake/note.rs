//! What is said for information about data: nothing wrong, but worth knowing.

use crate::diagnostic::{Diagnostic, Said, count_en};
use crate::value::Place;

/// What is worth knowing about how data were read.
#[derive(Debug)]
pub enum NoteMistake {
    /// Cells that say something and count as blank.
    Blanks {
        /// How many cells.
        cells: usize,
        /// What they say and how often, the most frequent first.
        texts: Vec<(String, usize)>,
        /// Their columns, each after its file, and how many cells each has.
        columns: Vec<(String, usize)>,
    },
    /// Rows left out because their key stands more than once.
    Again {
        /// The first of them.
        place: Place,
        /// How many.
        rows: usize,
        /// How many of them differ and are older than the row that counts.
        older: usize,
    },
    /// People who were found by name.
    ByName {
        /// How many rows.
        rows: usize,
        /// Names and ids.
        people: Vec<(String, String)>,
        /// The tables.
        tables: Vec<String>,
    },
}

impl NoteMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::ByName { .. } => "D177",
            Self::Blanks { .. } => "D179",
            Self::Again { .. } => "D180",
        }
    }
}

impl From<NoteMistake> for Diagnostic {
    fn from(mistake: NoteMistake) -> Self {
        let code = mistake.code();
        match mistake {
            NoteMistake::Blanks {
                cells,
                texts,
                columns,
            } => {
                let (said_zh, said_en) = counted(&texts);
                let (where_zh, where_en) = counted(&columns);
                Self::note(
                    code,
                    Said::new(
                        format!("有 {cells} 格写着“没有”一类的字样，当作空白"),
                        format!(
                            "{} blank though something is written there",
                            count_en(cells, "cell counts as", "cells count as")
                        ),
                    ),
                )
                .why(
                    format!("写法：{said_zh}。所在的列：{where_zh}。"),
                    format!("They say {said_en}. Their columns: {where_en}."),
                )
                .help(
                    "空白是缺数据，不是 0。如果其中有的另有意思，请在 sources.yml 里用 blanks 写出当作空白的写法。",
                    "A blank is missing, not 0. Where one of them means something else, list what counts as blank under `blanks` in sources.yml.",
                )
            }
            NoteMistake::Again { place, rows, older } => {
                let diagnostic = Self::note(
                    code,
                    Said::new(
                        format!("有 {rows} 行重复，没有再算"),
                        format!(
                            "{} left out, since others stand for them",
                            count_en(rows, "row was", "rows were")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here");
                if older == 0 {
                    diagnostic.why("这些行的内容完全一样。", "They are wholly alike.")
                } else {
                    diagnostic.why(
                        format!("其中 {older} 行与算进去的那一行内容不同，是较早的。"),
                        format!("{older} of them differ from the row that counts and are older."),
                    )
                }
            }
            NoteMistake::ByName {
                rows,
                people,
                tables,
            } => {
                let count = people.len();
                let more = if count > SHOWN { "……" } else { "" };
                let shown: Vec<String> = people
                    .iter()
                    .take(SHOWN)
                    .map(|(name, id)| format!("{name} → {id}"))
                    .collect();
                Self::note(
                    code,
                    Said::new(
                        format!("按姓名认出 {count} 人"),
                        format!(
                            "{} found by name",
                            count_en(count, "person was", "people were")
                        ),
                    ),
                )
                .why(
                    format!(
                        "表：{}，共 {rows} 行。{}{more}。",
                        tables.join("、"),
                        shown.join("、")
                    ),
                    format!(
                        "In {}, {}: {}{}.",
                        tables.join(", "),
                        count_en(rows, "row", "rows"),
                        shown.join(", "),
                        if more.is_empty() { "" } else { " …" }
                    ),
                )
                .help(
                    "请看一眼是不是这些人；以后有人重名就会报错，还是用工号最稳。",
                    "See that these are the people meant; once two share a name it is an error, so ids are safer.",
                )
            }
        }
    }
}

/// How many are listed.
const SHOWN: usize = 8;

fn counted(counts: &[(String, usize)]) -> (String, String) {
    let zh: Vec<String> = counts
        .iter()
        .take(SHOWN)
        .map(|(what, n)| format!("{what}（{n} 格）"))
        .collect();
    let en: Vec<String> = counts
        .iter()
        .take(SHOWN)
        .map(|(what, n)| format!("{what} ({n})"))
        .collect();
    let more = counts.len().saturating_sub(SHOWN);
    if more == 0 {
        (zh.join("、"), en.join(", "))
    } else {
        (
            format!("{}……等 {} 种", zh.join("、"), counts.len()),
            format!("{} and {more} more", en.join(", ")),
        )
    }
}
