//! Mistakes of `adjust` and `appeal`.

use super::listed;
use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with what is to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[rustfmt::skip]
pub enum AmendmentMistake {
    /// The month is sealed.
    Sealed { /** The month. */ month: String },
    /// No adjustment or appeal of that id.
    UnknownId { /** The id. */ written: String, /** Those there are. */ known: Vec<String>, /** Of an appeal. */ appeal: bool },
    /// No policy under which all of them stand has the figure.
    NoFigure {
        /** The figure. */ figure: String,
        /** The month. */ month: String,
        /** What may be meant. */ meant: Option<String>,
        /** The policies under which they stand. */ standing: Vec<String>,
    },
    /// No policy assesses the person.
    NotAssessed { /** The id. */ person: String, /** The month. */ month: String },
    /// Several policies assess the person, and no figure is named.
    SeveralAssess { /** The id. */ person: String, /** Their ids. */ policies: Vec<String> },
    /// Several policies have it.
    SeveralPolicies { /** The figure. */ figure: String, /** Their ids. */ policies: Vec<String> },
    /// No value after for somebody.
    NoValue { /** The id. */ person: String },
    /// An export of an approval form lacks a column.
    NoColumn { /** The file. */ file: String, /** What is lacking. */ lacking: Vec<String>, /** Its headings. */ headings: Vec<String> },
    /// Rows of an export that cannot be taken in.
    Rows { /** The file. */ file: String, /** Each with the reason. */ rows: Vec<(String, Said)> },
    /// The file has no table.
    NoTable { /** The file. */ file: String },
}

impl AmendmentMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Sealed { .. } => "K190",
            Self::UnknownId { .. } => "K191",
            Self::NoFigure { .. } | Self::NotAssessed { .. } => "K192",
            Self::SeveralPolicies { .. } | Self::SeveralAssess { .. } => "K193",
            Self::NoValue { .. } => "K194",
            Self::NoColumn { .. } => "K195",
            Self::Rows { .. } => "K196",
            Self::NoTable { .. } => "K197",
        }
    }

    /// Says it in both languages.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::Sealed { month } => error(
                format!("{month} 已经封存，文件夹里什么也不能再加"),
                format!("{month} is sealed: nothing can be added to its folder"),
            )
            .why(
                "封存的周期一个字节也不改；再加一条，核验就对不上了。",
                "Not a byte of a sealed period changes; with one more entry it would not verify.",
            )
            .help(
                format!("对 {month} 的申诉，写进还没有封存的月份：meritbook appeal add 月份 --about {month} …；要补差额的，在那个月里更正。"),
                format!("An appeal about {month} goes into a month that is not sealed: meritbook appeal add MONTH --about {month} …; what is owed is adjusted there."),
            ),
            Self::UnknownId {
                written,
                known,
                appeal,
            } => {
                let (zh, en) = if *appeal { ("申诉", "appeal") } else { ("更正", "adjustment") };
                error(
                    format!("没有编号是“{written}”的{zh}"),
                    format!("no {en} goes by `{written}`"),
                )
                .why(
                    format!("有的编号：{}。", listed(known, "、", "一条也没有")),
                    format!("There are: {}.", listed(known, ", ", "none")),
                )
                .help(
                    "请核对编号；appeal list 列出申诉。",
                    "Check the id; `appeal list` lists appeals.",
                )
            }
            Self::NoFigure {
                figure,
                month,
                meant,
                standing,
            } => {
                let told = error(
                    format!("{month} 里，这些人的制度没有“{figure}”这一项"),
                    format!("in {month} no policy of theirs has a figure `{figure}`"),
                )
                .why(
                    format!("他们当月适用的制度：{}。", listed(standing, "、", "一份也没有")),
                    format!("They stand under: {}.", listed(standing, ", ", "none")),
                );
                match meant {
                    Some(meant) => told.help(
                        format!("是不是“{meant}”？改得分写“名称.得分”，改总分写 总分。"),
                        format!("Did you mean `{meant}`? `name.points` is an item's points, `total` the total."),
                    ),
                    None => told.help(
                        "请核对工号、月份和项目。",
                        "Check the id, the month and the figure.",
                    ),
                }
            }
            Self::NotAssessed { person, month } => error(
                format!("{month} 里没有一份制度考核“{person}”"),
                format!("in {month} no policy assesses `{person}`"),
            )
            .help("请核对工号和月份。", "Check the id and the month."),
            Self::SeveralAssess { person, policies } => error(
                format!("考核“{person}”的制度有几份，不知道是哪一份"),
                format!("several policies assess `{person}`"),
            )
            .why(
                format!("这几份：{}。", policies.join("、")),
                format!("These: {}.", policies.join(", ")),
            )
            .help(
                "用 --policy 写明是哪一份，或用 --figure 写明是哪一项。",
                "Say which with `--policy`, or which figure with `--figure`.",
            ),
            Self::SeveralPolicies { figure, policies } => error(
                format!("几份制度都有“{figure}”，不知道是哪一份"),
                format!("several policies have a figure `{figure}`"),
            )
            .help(
                format!("加上 --policy：{}。", listed(policies, " 或 ", "")),
                format!("Add --policy: {}.", listed(policies, " or ", "")),
            ),
            Self::NoValue { person } => error(
                format!("没有写 {person} 改为多少"),
                format!("the value after is not said for {person}"),
            )
            .help(
                "所有人一样的写一次 --to 值；各人不同的，每人写一次 --to 工号=值。",
                "Write `--to VALUE` once for everybody, or `--to ID=VALUE` for each.",
            ),
            Self::NoColumn {
                file,
                lacking,
                headings,
            } => error(
                format!("“{file}”里找不到要用的列"),
                format!("“{file}” lacks columns"),
            )
            .why(
                format!("缺：{}。它的列：{}。", listed(lacking, "、", ""), listed(headings, "、", "一列也没有")),
                format!("Lacking: {}. Its columns: {}.", listed(lacking, ", ", ""), listed(headings, ", ", "none")),
            )
            .help(
                "列名不同的，用 --column 写明，例如 --column 申诉内容=情况描述。",
                "Where headings differ, say so with --column, as in --column claim=Details.",
            ),
            Self::Rows { file, rows } => {
                let zh: Vec<String> = rows.iter().map(|(row, why)| format!("{row}：{}", why.zh)).collect();
                let en: Vec<String> = rows.iter().map(|(row, why)| format!("{row}: {}", why.en)).collect();
                error(
                    format!("“{file}”里有 {} 行不能用", rows.len()),
                    format!("{} of “{file}” cannot be taken in", crate::diagnostic::count_en(rows.len(), "row", "rows")),
                )
                .why(format!("{}。", zh.join("；")), format!("{}.", en.join("; ")))
                .help(
                    "请在审批单里补齐后重新导出，或在表里改好；改好之前一行也不写。",
                    "Complete the forms and export again, or mend the table; until then nothing is written.",
                )
            }
            Self::NoTable { file } => error(
                format!("“{file}”里没有表"),
                format!("“{file}” holds no table"),
            )
            .help(
                "请从审批后台导出 CSV 或 XLSX。",
                "Export a CSV or XLSX file from the approval system.",
            ),
        }
    }
}
