//! Mistakes of `site.yml`.

mod audience;

pub use audience::AudienceMistake;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Language, Said};
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
    /// `languages` leaves out the site's own language.
    LanguageLeftOut {
        /// The site's language.
        language: Language,
        /// Where `languages` is written.
        place: Option<Place>,
    },
    /// `languages` has a language twice.
    LanguageTwice {
        /// The language.
        language: Language,
        /// Where it is written the second time.
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
    /// Something about an audience.
    Audience(AudienceMistake),
    /// Not a length of time for which something is kept.
    NoTerm {
        /// What is kept.
        what: Said,
        /// What is written.
        written: String,
        /// Where.
        place: Place,
    },
    /// Periods of which something has been kept as long as it is to be kept.
    KeptLongEnough {
        /// What was kept.
        what: Said,
        /// How long it is kept.
        term: Said,
        /// The periods, from early to late; at least one.
        periods: Vec<String>,
        /// The day of which it is said.
        day: Date,
        /// Where the length of time is written.
        place: Place,
    },
}

impl From<AudienceMistake> for SettingsMistake {
    fn from(mistake: AudienceMistake) -> Self {
        Self::Audience(mistake)
    }
}

impl SettingsMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSite => "P161",
            Self::Theme { .. } => "P162",
            Self::Decimals { .. } => "P163",
            Self::LanguageLeftOut { .. } => "S151",
            Self::LanguageTwice { .. } => "S152",
            Self::Jump(_) => "S111",
            Self::Audience(mistake) => mistake.code(),
            Self::KeptLongEnough { .. } => "S201",
            Self::NoTerm { .. } => "S202",
        }
    }
}

impl From<SettingsMistake> for Diagnostic {
    fn from(mistake: SettingsMistake) -> Self {
        let code = mistake.code();
        match mistake {
            SettingsMistake::Audience(mistake) => mistake.diagnostic(),
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
            SettingsMistake::LanguageLeftOut { language, place } => {
                let (name, tag) = (language.name(), language.tag());
                let told = Self::error(
                    code,
                    Said::new(
                        format!("“各语言”里没有站点自己的语言“{name}”"),
                        format!("`languages` leaves out the site's own language, `{tag}`"),
                    ),
                )
                .why(
                    "“语言”写的那一种放在网站的最上层，其余的各占一个文件夹，所以“各语言”里也要有它。",
                    "The language of `language` stands at the top of the site and each other one in a folder, so `languages` has to hold it too.",
                )
                .help(
                    format!("请在“各语言”里加上 {tag}，或者把“语言”一行改成其中的一种。"),
                    format!("Add {tag} to `languages`, or name one of its languages under `language`."),
                );
                match place {
                    Some(place) => told.at(place),
                    None => told,
                }
            }
            SettingsMistake::LanguageTwice { language, place } => {
                let (name, tag) = (language.name(), language.tag());
                Self::error(
                    code,
                    Said::new(
                        format!("“各语言”里的“{name}”写了两次"),
                        format!("`languages` names `{tag}` twice"),
                    ),
                )
                .at(place)
                .help(
                    "每种语言只写一次，请删去重复的。",
                    "Name each language once; delete this one.",
                )
            }
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
            SettingsMistake::NoTerm {
                what,
                written,
                place,
            } => Self::error(
                code,
                Said::new(
                    format!("看不懂{}保存多久：“{written}”", what.zh),
                    format!("it is not understood how long {} are kept: `{written}`", what.en),
                ),
            )
            .at(place)
            .help(
                "请写整数和单位：5 年、18 个月、90 天；一直保存的写：永久。",
                "Write a whole number with its unit: 5 years, 18 months, 90 days; or `permanent`.",
            ),
            SettingsMistake::KeptLongEnough {
                what,
                term,
                periods,
                day,
                place,
            } => {
                let count = periods.len();
                let zh = periods_in_words(&periods, "、", "…… 等");
                let en = periods_in_words(&periods, ", ", " …");
                let many = if count == 1 { "period" } else { "periods" };
                Self::note(
                    code,
                    Said::new(
                        format!("到 {day}，{count} 个周期的{}已过保存期限（{}）：{zh}", what.zh, term.zh),
                        format!(
                            "by {day} the time for which {} are kept ({}) is over for {count} {many}: {en}",
                            what.en, term.en
                        ),
                    ),
                )
                .at(place)
                .why(
                    "保存期限从周期的最后一天算起。程序不看时钟：日期是 --on 写的，不写就是最近一期的最后一天。",
                    "The time runs from the last day of a period. No clock is asked: the day is that of `--on`, else the last one of the latest period.",
                )
                .help(
                    "销毁、继续保存还是移交档案，请按本单位的规定决定；程序不删除任何东西。封存过的周期少了文件就不能再核验。",
                    "Decide by your own rules whether to destroy it, to keep it or to hand it over; nothing is deleted by this program. A sealed period that lacks files can no longer be verified.",
                )
            }
        }
    }
}

/// The most periods that a message names.
const MOST_PERIODS: usize = 12;

fn periods_in_words(periods: &[String], between: &str, more: &str) -> String {
    match periods.get(..MOST_PERIODS) {
        Some(first) if periods.len() > MOST_PERIODS => format!("{}{more}", first.join(between)),
        _ => periods.join(between),
    }
}
