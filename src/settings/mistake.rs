//! Mistakes of `site.yml`.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with the settings of a site.
#[derive(Debug)]
pub enum SettingsMistake {
    /// There is no `content/site.yml`.
    NoSite,
    /// A theme that is no folder's name.
    Theme {
        /// What is written.
        written: String,
        /// Where.
        place: Place,
    },
    /// More decimals than can be shown.
    Decimals {
        /// How many.
        written: u32,
        /// The most.
        most: u32,
        /// Where.
        place: Place,
    },
    /// A jump that would make every number suspicious.
    Jump(Place),
}

impl SettingsMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSite => "P161",
            Self::Theme { .. } => "P162",
            Self::Decimals { .. } => "P163",
            Self::Jump(_) => "S111",
        }
    }
}

impl From<SettingsMistake> for Diagnostic {
    fn from(mistake: SettingsMistake) -> Self {
        let code = mistake.code();
        match mistake {
            SettingsMistake::NoSite => Self::error(
                code,
                Said::new("没有找到 content/site.yml", "there is no content/site.yml"),
            )
            .why(
                "站点的标题、单位名称和语言都写在这个文件里。",
                "The site's title, organisation and language stand in this file.",
            )
            .help(
                "请新建 content/site.yml，至少写一行：title: 绩效公示。",
                "Make content/site.yml with at least one line: `title: …`.",
            ),
            SettingsMistake::Theme { written, place } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是主题文件夹的名称"),
                    format!("`{written}` is no name of a theme's folder"),
                ),
            )
            .at(place)
            .help(
                "请写 themes/ 下面一个文件夹的名称，不带路径。",
                "Write the name of a folder under themes/, without a path.",
            ),
            SettingsMistake::Decimals {
                written,
                most,
                place,
            } => Self::error(
                code,
                Said::new(
                    format!("显示 {written} 位小数太多了"),
                    format!("{written} decimals are too many to show"),
                ),
            )
            .at(place)
            .help(
                format!("请写 0 到 {most} 之间的整数。"),
                format!("Write a whole number from 0 to {most}."),
            ),
            SettingsMistake::Jump(place) => Self::error(
                code,
                Said::new(
                    "突变倍数（jump）应当大于 1",
                    "`jump` should be more than 1",
                ),
            )
            .at(place)
            .why(
                "它是“差多少倍才提醒核对”；1 倍就是没有变，什么数都会被提醒。",
                "It says how many times last month's a number must be to be warned of; with 1 every number would be.",
            )
            .help(
                "请写大于 1 的数，例如 10；删去这一行也是 10。",
                "Write a number above 1, such as 10; without the line it is 10.",
            ),
        }
    }
}
