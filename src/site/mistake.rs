//! Mistakes of themes and pages.

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh, nearest};
use crate::value::Place;

/// What may be wrong with a theme or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteMistake {
    /// `site.yml` names a theme that is not there.
    NoTheme {
        /// The name.
        name: String,
        /// The themes that are there.
        known: Vec<String>,
    },
    /// A template cannot be read.
    BrokenTemplate {
        /// The place in the template.
        place: Place,
        /// The template engine's words.
        message: String,
    },
    /// A template cannot be filled.
    FailedPage {
        /// The page.
        page: String,
        /// The place in the template.
        place: Place,
        /// The template engine's words.
        message: String,
    },
    /// A line of a wording file is not `key: "text"`.
    UnreadableWord {
        /// The line.
        place: Place,
    },
    /// A wording file has a key that no page uses.
    UnknownWord {
        /// The key.
        key: String,
        /// The keys there are.
        known: Vec<String>,
        /// The key's place.
        place: Place,
    },
}

impl SiteMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTheme { .. } => "S101",
            Self::BrokenTemplate { .. } => "S102",
            Self::FailedPage { .. } => "S103",
            Self::UnreadableWord { .. } => "S104",
            Self::UnknownWord { .. } => "S105",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NoTheme { name, known } => {
                let names: Vec<&str> = known.iter().map(String::as_str).collect();
                let meant = nearest(name, names.iter().copied());
                let (zh, en) = meant.map_or_else(Default::default, |m| {
                    (format!("是不是“{m}”？"), format!("Did you mean “{m}”? "))
                });
                self.error(
                    format!("没有名叫“{name}”的主题"),
                    format!("there is no theme called “{name}”"),
                )
                .why(
                    "site.yml 里的主题决定页面的样子，找不到就没法生成页面。",
                    "The theme in site.yml makes the pages what they look like; without it there are none.",
                )
                .help(
                    format!("{zh}现有的主题：{}。自己的主题放在 themes/{name}/ 里。", list_zh(&names)),
                    format!("{en}The themes are: {}. A theme of your own goes into themes/{name}/.", list_en(&names)),
                )
            }
            Self::BrokenTemplate { place, message } => self
                .error("页面模板读不懂", "a page template cannot be read")
                .at(place.clone())
                .label(message.clone(), message.clone())
                .why(
                    "这个文件取代了自带的模板，它有错，用它的页面就都做不出来。",
                    "This file stands in the stead of a built-in template; while it is broken, its pages cannot be made.",
                )
                .help(
                    "改正这一处；或者先把文件改名，网站就会用自带的模板。",
                    "Mend this place, or rename the file for now: the built-in template is used again.",
                ),
            Self::FailedPage {
                page,
                place,
                message,
            } => self
                .error(
                    format!("页面“{page}”没能生成"),
                    format!("the page “{page}” could not be made"),
                )
                .at(place.clone())
                .label(message.clone(), message.clone())
                .why(
                    "模板用到了页面没有提供的内容。",
                    "The template uses something that the page does not have.",
                )
                .help(
                    "对照自带的同名模板，看看这里的名字是否写对。",
                    "Compare with the built-in template of the same name and check the names here.",
                ),
            Self::UnreadableWord { place } => self
                .error(
                    "用词文件的这一行读不懂",
                    "this line of the wording file cannot be read",
                )
                .at(place.clone())
                .label("应当写成 key: \"文字\"", "should be key: \"text\"")
                .why(
                    "用词文件一行一个词：英文的键、半角冒号、半角双引号里的文字。",
                    "A wording file has one word a line: a key, a colon, and the text in straight double quotes.",
                )
                .help(
                    "检查冒号和引号是不是半角，引号是否成对。",
                    "Check that colon and quotes are plain ones and that the quotes come in pairs.",
                ),
            Self::UnknownWord { key, known, place } => {
                let meant = nearest(key, known.iter().map(String::as_str));
                let (zh, en) = meant.map_or_else(Default::default, |m| {
                    (format!("是不是“{m}”？"), format!("Did you mean “{m}”? "))
                });
                self.error(
                    format!("用词文件里的“{key}”没有页面用到"),
                    format!("no page uses the word “{key}” of the wording file"),
                )
                .at(place.clone())
                .label("没有这个键", "no such key")
                .why(
                    "键写错了，改的文字就不会出现在页面上。",
                    "With a wrong key the changed text would appear nowhere.",
                )
                .help(
                    format!("{zh}自己的用词文件只写要改的那几行，键照抄自带的用词文件。"),
                    format!("{en}Write only the lines you change, with the keys of the built-in wording file."),
                )
            }
        }
    }

    fn error(&self, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}
