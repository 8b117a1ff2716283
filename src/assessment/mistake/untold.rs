//! Rows of which nothing tells whose they are.

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::value::Place;

/// What may be untold.
#[derive(Debug, Clone)]
pub enum UntoldMistake {
    /// A table without a column of people, where a formula adds up each one's own rows.
    NoOwner {
        /// The table.
        table: String,
        /// Its columns.
        headings: Vec<String>,
        /// How many rows it has; 0 where they are too many to be held.
        rows: usize,
        /// Its first file.
        file: Option<Place>,
        /// The formula.
        place: Place,
    },
}

impl UntoldMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoOwner { .. } => "A126",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let Self::NoOwner {
            table,
            headings,
            rows,
            file,
            place,
        } = self;
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let (all_zh, all_en) = match rows {
            0 => ("所有的行".to_owned(), "all rows".to_owned()),
            rows => (format!("全部 {rows} 行"), format!("all {rows} rows")),
        };
        let mut said = Diagnostic::error(
            self.code(),
            Said::new(
                format!("表“{table}”里没有工号，分不出哪一行是谁的"),
                format!("the table `{table}` has no column of ids, so nothing tells whose its rows are"),
            ),
        )
        .at(place.clone())
        .label("这里要用每个人自己的行", "this takes each one's own rows")
        .why(
            format!("这样算，每个人得到的都是{all_zh}合起来的数。它的列：{}。", list_zh(&headings)),
            format!("As it stands, everybody would get what {all_en} come to together. Its columns: {}.", list_en(&headings)),
        )
        .help(
            format!("请在表里加一列“工号”，或者在 sources.yml 里写明哪一列认人（tables: {{{table}: {{person: 列名}}}}）；这张表确实不分人的，写 person: none。"),
            format!("Add a column of ids, or name the one that tells people in sources.yml (`tables: {{{table}: {{person: HEADING}}}}`); where its rows are everybody's, write `person: none`."),
        );
        if let Some(file) = file {
            said = said.see(file.clone(), "这张表", "the table");
        }
        said
    }
}
