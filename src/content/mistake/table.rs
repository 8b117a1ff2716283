//! Mistakes of tables: headings and the shape of rows.

use super::fixed;
use crate::diagnostic::{Diagnostic, Said, count_en};
use crate::value::Place;

/// What may be wrong with a table as a table.
#[derive(Debug)]
pub enum TableMistake {
    /// Nothing in it, not even headings; the file or sheet.
    Empty(Place),
    /// The first row is data; its first cell.
    NoHeader(Place),
    /// A title stands above the headings; the title.
    TitleAboveHeader(Place),
    /// Two rows either of which may hold the headings; the first cell of each.
    TwoHeaders {
        /// The one above.
        first: Place,
        /// The one below.
        second: Place,
    },
    /// Headings joined by `，`; the header.
    WideSeparator(Place),
    /// One heading twice.
    DuplicateHeading {
        /// The heading.
        heading: String,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        again: Place,
    },
    /// Cells below no heading; a warning.
    NoHeading {
        /// The first such cell.
        place: Place,
        /// How many columns.
        columns: usize,
        /// How many cells.
        cells: usize,
    },
    /// Rows with more or fewer cells than there are headings.
    Ragged {
        /// The first such row.
        place: Place,
        /// How many headings.
        wanted: usize,
        /// How many cells it has.
        found: usize,
        /// How many such rows.
        rows: usize,
    },
    /// A quoted cell that does not end where it should; the row it begins in.
    UnclosedCell(Place),
    /// More columns or rows than are read; the file or sheet.
    TooLarge(Place),
}

impl TableMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "C141",
            Self::NoHeader { .. } => "C142",
            Self::TitleAboveHeader { .. } => "C143",
            Self::TwoHeaders { .. } => "C159",
            Self::WideSeparator { .. } => "C144",
            Self::DuplicateHeading { .. } => "C145",
            Self::NoHeading { .. } => "C146",
            Self::Ragged { .. } => "C147",
            Self::UnclosedCell { .. } => "C148",
            Self::TooLarge { .. } => "C149",
        }
    }
}

impl From<TableMistake> for Diagnostic {
    fn from(mistake: TableMistake) -> Self {
        let code = mistake.code();
        match mistake {
            TableMistake::Empty(place) => fixed(
                code,
                place,
                ("这张表是空的", "this table is empty"),
                ("", ""),
                (
                    "请放进有表头的文件；这个月如果没有数据，只留表头那一行，这样才知道是“没有发生”而不是“没有交”。",
                    "Put in a file with headings; where nothing happened this month, keep the header alone: it tells “nothing happened” from “not handed in”.",
                ),
            ),
            TableMistake::NoHeader(place) => fixed(
                code,
                place,
                ("第一行不像表头", "the first row does not look like headings"),
                ("这里像是数据", "this looks like data"),
                (
                    "请在最上面加一行列名，例如 工号,日期,金额。",
                    "Add a row of column names at the top, for example id,date,amount.",
                ),
            ),
            TableMistake::TitleAboveHeader(place) => fixed(
                code,
                place,
                (
                    "上面有标题，看不准哪一行是表头",
                    "with a title above, it is not certain which row holds the headings",
                ),
                ("这里像是标题", "this looks like a title"),
                (
                    "请删去标题行，让列名成为第一行；或者在 sources.yml 的 columns 里写出这张表的列名，表头就能认出来。",
                    "Delete the title, so that the column names are the first row; or name the table's columns in sources.yml, by which the headings are known.",
                ),
            ),
            TableMistake::TwoHeaders { first, second } => fixed(
                code,
                first,
                (
                    "有两行都像表头，看不准是哪一行",
                    "two rows look like headings, and it is not certain which of them holds them",
                ),
                ("可能是这一行", "it may be this row"),
                (
                    "请只留一行列名：两层的表头合成一层，上面的说明行删去。",
                    "Keep one row of column names: make one of two layers, and delete notes above them.",
                ),
            )
            .see(second, "也可能是这一行", "or this one")
            .why(
                "表头认错了，每一列的数都会张冠李戴。",
                "With the wrong headings every column would hold something else.",
            ),
            TableMistake::WideSeparator(place) => fixed(
                code,
                place,
                ("列名之间用了中文逗号", "full-width commas stand between the headings"),
                ("整行被当成了一列", "the whole line is taken for one column"),
                (
                    "请把整个文件里分隔各列的“，”换成英文逗号，或在 Excel 里重新导出。",
                    "Replace the `，` between columns by `,` in the whole file, or export it from Excel again.",
                ),
            ),
            TableMistake::DuplicateHeading {
                heading,
                first,
                again,
            } => Self::error(
                code,
                Said::new(
                    format!("有两列都叫“{heading}”"),
                    format!("two columns are called `{heading}`"),
                ),
            )
            .at(again)
            .label("这里又出现一次", "here it stands again")
            .see(first, "第一次在这里", "first here")
            .why(
                "公式里写这个列名时，无法知道指的是哪一列。",
                "A formula that names the column could mean either.",
            )
            .help(
                "请给其中一列改名，或删去多余的一列。",
                "Rename one of the columns, or delete the one that is not needed.",
            ),
            TableMistake::NoHeading {
                place,
                columns,
                cells,
            } => Self::warning(
                code,
                Said::new(
                    format!("有 {columns} 列没有列名，里面却有内容"),
                    format!(
                        "{} something",
                        count_en(
                            columns,
                            "column without a heading holds",
                            "columns without a heading hold"
                        )
                    ),
                ),
            )
            .at(place)
            .label("从这里开始", "from here on")
            .why(
                format!("没有列名的列不会被读取，其中有 {cells} 格内容。"),
                format!(
                    "Columns without a heading are not read; here they hold {}.",
                    count_en(cells, "cell", "cells")
                ),
            )
            .help(
                "需要这一列就给它加上列名；备注之类可以不管。",
                "Give it a heading where it is needed; remarks may stay as they are.",
            ),
            TableMistake::Ragged {
                place,
                wanted,
                found,
                rows,
            } => Self::error(
                code,
                Said::new(
                    format!("{rows} 行的格数与表头不一样"),
                    format!(
                        "{} more or fewer cells than there are headings",
                        count_en(rows, "row has", "rows have")
                    ),
                ),
            )
            .at(place)
            .label(
                format!("这行有 {found} 格，表头有 {wanted} 列"),
                format!("this row has {found} cells, the header {wanted}"),
            )
            .why(
                "多一格或少一格，后面的数就会错到别的列去。",
                "One cell more or less, and what follows lands in the wrong column.",
            )
            .help(
                "内容里有逗号时，整格要用英文双引号包住，例如 \"1,234.50\"；最好在 Excel 里重新导出。",
                "A cell that holds a comma stands in double quotes, as in \"1,234.50\"; best export it from Excel again.",
            ),
            TableMistake::UnclosedCell(place) => fixed(
                code,
                place,
                ("有一格的双引号没有成对", "a cell's double quote is not closed"),
                (
                    "从这一行起，各格的内容分不清",
                    "from this row on, cells cannot be told apart",
                ),
                (
                    "请补上或删去这个双引号，或在 Excel 里重新导出。",
                    "Add or delete the quote, or export the file from Excel again.",
                ),
            ),
            TableMistake::TooLarge(place) => fixed(
                code,
                place,
                ("这张表太大，没有读完", "this table is too large to be read"),
                ("", ""),
                (
                    "最多读 2000 列、104 万行；请删去多余的列，或按月份拆开；很长的流水放进月份文件夹下的 events/。",
                    "At most 2,000 columns and 1,048,576 rows are read; delete columns that are not needed, split it by month, or put a long log below `events/` in the month's folder.",
                ),
            ),
        }
    }
}
