//! Mistakes of the roster, the moves and the teams.

use super::source::did_you_mean;
use crate::data::CellMistake;
use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with who is there.
#[derive(Debug)]
pub enum RosterMistake {
    /// There is no roster.
    NoRoster,
    /// A column that must be there is not.
    NoColumn {
        /// The header.
        place: Place,
        /// The headings it may have.
        headings: Vec<&'static str>,
        /// The headings that there are.
        known: Vec<String>,
    },
    /// One id twice.
    SamePerson {
        /// The id.
        id: String,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        again: Place,
    },
    /// A row without an id or a name; a blank cell.
    BlankCell {
        /// The first such cell.
        place: Place,
        /// The heading.
        heading: String,
        /// How many rows.
        rows: usize,
    },
    /// A cell that is no day.
    NoDay {
        /// The first such cell.
        place: Place,
        /// What it says.
        written: String,
        /// Why it is none.
        mistake: CellMistake,
        /// How many such cells the column has.
        cells: usize,
    },
    /// Left before joined; the cell of leaving.
    LeftBeforeJoined(Place),
    /// A team that teams.csv does not have.
    UnknownTeam {
        /// The first cell that names it.
        place: Place,
        /// The name.
        written: String,
        /// How many cells name it.
        cells: usize,
        /// The teams that there are.
        known: Vec<String>,
    },
    /// One team's id twice.
    SameTeam {
        /// The id.
        id: String,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        again: Place,
    },
    /// A team above itself; the cell.
    TeamCircle(Place),
    /// A head who is not on the roster.
    UnknownHead {
        /// The cell.
        place: Place,
        /// The id.
        written: String,
        /// The nearest id.
        known: Vec<String>,
    },
    /// A move of somebody who is not on the roster.
    UnknownMover {
        /// The first such row.
        place: Place,
        /// The id.
        written: String,
        /// The ids of the roster.
        known: Vec<String>,
    },
    /// Two moves of one day say different things.
    MovesDisagree {
        /// The column.
        heading: String,
        /// The first.
        first: Place,
        /// The second.
        second: Place,
    },
}

impl RosterMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoRoster => "D121",
            Self::NoColumn { .. } => "D122",
            Self::SamePerson { .. } => "D123",
            Self::BlankCell { .. } => "D124",
            Self::NoDay { .. } => "D125",
            Self::LeftBeforeJoined { .. } => "D126",
            Self::UnknownTeam { .. } => "D127",
            Self::SameTeam { .. } => "D128",
            Self::TeamCircle { .. } => "D129",
            Self::UnknownHead { .. } => "D130",
            Self::UnknownMover { .. } => "D131",
            Self::MovesDisagree { .. } => "D132",
        }
    }
}

impl From<RosterMistake> for Diagnostic {
    fn from(mistake: RosterMistake) -> Self {
        let code = mistake.code();
        match mistake {
            RosterMistake::NoRoster => Self::error(
                code,
                Said::new("没有花名册", "there is no roster"),
            )
            .why(
                "不知道有哪些人、各在哪个团队，就什么都算不出来。",
                "Nothing can be worked out without knowing who is there.",
            )
            .help(
                "请放一份 content/people/roster.csv，至少有两列：工号,姓名；再加上 团队、岗位、入职日期 等。",
                "Put in content/people/roster.csv with at least two columns: id,name; then team, post, joined and what else there is.",
            ),
            RosterMistake::NoColumn {
                place,
                headings,
                known,
            } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let wanted = headings.first().copied().unwrap_or("");
                Self::error(
                    code,
                    Said::new(
                        format!("缺少“{wanted}”这一列"),
                        format!("the column `{}` is missing", headings.last().unwrap_or(&wanted)),
                    ),
                )
                .at(place)
                .label(
                    format!("现有的列：{}", list_zh(&known)),
                    format!("the columns are: {}", list_en(&known)),
                )
                .help(
                    format!("请加上这一列；列名可以是：{}。", list_zh(&headings)),
                    format!("Add it; it may be called: {}.", list_en(&headings)),
                )
            }
            RosterMistake::SamePerson { id, first, again } => Self::error(
                code,
                Said::new(
                    format!("工号“{id}”在花名册里出现了两次"),
                    format!("`{id}` stands twice in the roster"),
                ),
            )
            .at(again)
            .label("这里又出现一次", "here it stands again")
            .see(first, "第一次在这里", "first here")
            .why(
                "花名册每人一行，写的是这个人最初的情况；以后的变动写在 moves.csv 里。",
                "The roster has one row a person, as things were at first; later changes go into moves.csv.",
            )
            .help(
                "请删去一行；调动、晋升、离职写进 content/people/moves.csv。",
                "Delete one row; put moves, promotions and leaving into content/people/moves.csv.",
            ),
            RosterMistake::BlankCell {
                place,
                heading,
                rows,
            } => Self::error(
                code,
                Said::new(
                    format!("有 {rows} 行没有填“{heading}”"),
                    format!("{} blank in `{heading}`", count_en(rows, "row is", "rows are")),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .help("请补上，或删去这一行。", "Fill it in, or delete the row."),
            RosterMistake::NoDay {
                place,
                written,
                mistake,
                cells,
            } => {
                let words = mistake.words();
                Self::error(
                    code,
                    Said::new(
                        format!("“{written}”不是日期"),
                        format!("`{written}` is no day"),
                    ),
                )
                .at(place)
                .label(words.zh, words.en)
                .why(
                    format!("这一列有 {cells} 格读不出日期。"),
                    format!(
                        "{} of this column cannot be read as a day.",
                        count_en(cells, "cell", "cells")
                    ),
                )
                .help(
                    "请写成 2026-07-01、2026/7/1 或 2026年7月1日。",
                    "Write it as 2026-07-01, 2026/7/1 or 2026年7月1日.",
                )
            }
            RosterMistake::LeftBeforeJoined(place) => Self::error(
                code,
                Said::new(
                    "离职日期早于入职日期",
                    "the day of leaving lies before the day of joining",
                ),
            )
            .at(place)
            .label("这一天还没有入职", "not yet joined on this day")
            .help("请改正其中一个日期。", "Correct one of the two days."),
            RosterMistake::UnknownTeam {
                place,
                written,
                cells,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("没有“{written}”这个团队"),
                        format!("there is no team `{written}`"),
                    ),
                )
                .at(place),
                &written,
                &known,
                ("团队", "teams"),
            )
            .why(
                format!("{cells} 处写了它，而 teams.csv 里没有。"),
                format!(
                    "{} it, and teams.csv does not have it.",
                    count_en(cells, "cell names", "cells name")
                ),
            ),
            RosterMistake::SameTeam { id, first, again } => Self::error(
                code,
                Said::new(
                    format!("团队编号“{id}”出现了两次"),
                    format!("the team `{id}` stands twice"),
                ),
            )
            .at(again)
            .label("这里又出现一次", "here it stands again")
            .see(first, "第一次在这里", "first here")
            .help("请删去一行，或换一个编号。", "Delete one row, or give it another id."),
            RosterMistake::TeamCircle(place) => Self::error(
                code,
                Said::new(
                    "团队的上级绕了一圈又回到自己",
                    "a team is above itself",
                ),
            )
            .at(place)
            .label("从这里一直往上，又回到这个团队", "going up from here leads back to this team")
            .help("请改正上级团队。", "Correct the team above."),
            RosterMistake::UnknownHead {
                place,
                written,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("团队负责人“{written}”不在花名册里"),
                        format!("the team's head `{written}` is not on the roster"),
                    ),
                )
                .at(place),
                &written,
                &known,
                ("工号", "ids"),
            )
            .help(
                "负责人要写工号，不写姓名；请核对工号，或在花名册里加上这个人。",
                "The head is written by id, not by name; check the id, or add the person to the roster.",
            ),
            RosterMistake::UnknownMover {
                place,
                written,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("异动里的工号“{written}”不在花名册里"),
                        format!("`{written}` has a move and is not on the roster"),
                    ),
                )
                .at(place),
                &written,
                &known,
                ("工号", "ids"),
            ),
            RosterMistake::MovesDisagree {
                heading,
                first,
                second,
            } => Self::error(
                code,
                Said::new(
                    format!("同一个人同一天的“{heading}”有两种写法"),
                    format!("two moves of one person and day give different `{heading}`"),
                ),
            )
            .at(second)
            .label("这里是另一种写法", "here it is another")
            .see(first, "第一种在这里", "the first one is here")
            .why(
                "行的先后不能决定结果，所以不能替你选一种。",
                "The order of rows must not decide, so neither is chosen for you.",
            )
            .help("请删去一行。", "Delete one of the rows."),
        }
    }
}
