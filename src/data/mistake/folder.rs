//! Mistakes of where files lie and what they are called.

use super::source::did_you_mean;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with where a file lies.
#[derive(Debug)]
pub enum PlaceMistake {
    /// A month's folder with another name than `2026-07`.
    MisnamedMonth {
        /// A file in it.
        place: Place,
        /// The folder's name.
        written: String,
        /// What it ought to be, where that is certain.
        meant: Option<String>,
    },
    /// A table where none is read.
    MisplacedTable(Place),
    /// A document where none is read, or under an unknown name.
    UnknownDocument {
        /// The file.
        place: Place,
        /// Its name without ending.
        written: String,
        /// The names that it may have there.
        known: Vec<String>,
    },
    /// Folders of months without anything in them that is read; a warning.
    EmptyMonths {
        /// The first folder.
        place: Place,
        /// The names of all.
        months: Vec<String>,
    },
    /// Several files of one table name.
    TableTwice {
        /// The name.
        name: String,
        /// The files.
        places: Vec<Place>,
    },
}

impl PlaceMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::MisnamedMonth { .. } => "D111",
            Self::MisplacedTable { .. } => "D112",
            Self::UnknownDocument { .. } => "D113",
            Self::TableTwice { .. } => "D114",
            Self::EmptyMonths { .. } => "D182",
        }
    }
}

impl From<PlaceMistake> for Diagnostic {
    fn from(mistake: PlaceMistake) -> Self {
        let code = mistake.code();
        match mistake {
            PlaceMistake::MisnamedMonth {
                place,
                written,
                meant,
            } => {
                let diagnostic = Self::error(
                    code,
                    Said::new(
                        format!("“{written}”不是月份文件夹的名称"),
                        format!("`{written}` is no name for a month's folder"),
                    ),
                )
                .at(place)
                .why(
                    "不知道里面的数据属于哪个月，所以都没有读。",
                    "It is not certain which month the data in it belong to, so none were read.",
                );
                match meant {
                    Some(meant) => diagnostic.help(
                        format!("请把文件夹改名为 {meant}。"),
                        format!("Rename the folder to {meant}."),
                    ),
                    None => diagnostic.help(
                        "请按“四位年份-两位月份”命名，例如 content/months/2026-07。",
                        "Name it by four digits of the year and two of the month, as in content/months/2026-07.",
                    ),
                }
            }
            PlaceMistake::MisplacedTable(place) => Self::error(
                code,
                Said::new(
                    "这里不读数据表",
                    "tables are not read here",
                ),
            )
            .at(place)
            .help(
                "请把它放进某个月的文件夹（content/months/2026-07/）；不属于某一个月的放进 content/tables/，花名册一类放进 content/people/。",
                "Put it into a month's folder (content/months/2026-07/); what belongs to no single month goes to content/tables/, the roster and its like to content/people/.",
            ),
            PlaceMistake::UnknownDocument {
                place,
                written,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("不知道“{written}”这份文件是做什么的"),
                        format!("it is not known what `{written}` is for"),
                    ),
                )
                .at(place),
                &written,
                &known,
                ("文件名", "names"),
            )
            .why(
                "不认识的文件不会起作用，所以不能放过。",
                "A file that is not known would have no effect, so it is not let through.",
            ),
            PlaceMistake::EmptyMonths { place, months } => {
                let shown: Vec<&str> = months.iter().take(12).map(String::as_str).collect();
                Self::warning(
                    code,
                    Said::new(
                        format!("月份文件夹是空的：{}", list_zh(&shown)),
                        format!("nothing to read in the month folder of {}", list_en(&shown)),
                    ),
                )
                .at(place)
                .why(
                    "里面没有一个能读的文件，所以还不算一个月，页面上没有它。",
                    "No file in it can be read, so it is not a month yet and has no pages.",
                )
                .help(
                    "请放进数据；想先把这个月列出来，可以放一个 month.yml，内容写 state: open。",
                    "Put the data in; to have the month listed before, put a month.yml with `state: open` there.",
                )
            }
            PlaceMistake::TableTwice { name, places } => {
                let paths: Vec<String> = places.iter().map(ToString::to_string).collect();
                let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
                let mut diagnostic = Self::error(
                    code,
                    Said::new(
                        format!("有 {} 份叫“{name}”的表", paths.len()),
                        format!("{} tables are called `{name}`", paths.len()),
                    ),
                )
                .why(
                    format!(
                        "不知道该用哪一份，加在一起又可能重复计算：{}。",
                        list_zh(&paths)
                    ),
                    format!(
                        "Either may be meant, and both together may count twice: {}.",
                        list_en(&paths)
                    ),
                )
                .help(
                    "请留下一份；如果它们确实要合在一起，请在 sources.yml 里给这张表写上 files。",
                    "Keep one; if they do belong together, name them under `files` of this table in sources.yml.",
                );
                diagnostic.place = places.into_iter().nth(1);
                diagnostic
            }
        }
    }
}
