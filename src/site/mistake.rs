//! Mistakes of themes and pages.

mod audience;
mod leak;
mod original;

pub use audience::AudienceMistake;
pub use leak::LeakMistake;
pub use original::OriginalMistake;

use crate::diagnostic::{Diagnostic, Said, Severity, list_en, list_zh, nearest};
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
    /// A link of some pages leads to no file, anchor or id.
    DeadLink {
        /// The link as it stands there.
        link: String,
        /// The pages, in order; at least one.
        pages: Vec<String>,
    },
    /// An id stands more than once on some pages.
    DoubledId {
        /// The id.
        id: String,
        /// The pages, in order; at least one.
        pages: Vec<String>,
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
            Self::DeadLink { .. } => "S161",
            Self::DoubledId { .. } => "S162",
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
            Self::DeadLink { link, pages } => self
                .error(
                    format!("链接“{link}”没有去处（{}）", on_pages(pages).zh),
                    format!("the link “{link}” leads nowhere ({})", on_pages(pages).en),
                )
                .why(
                    "点这个链接的人会看到“找不到页面”，或者停在页首找不到要看的那一条。",
                    "Whoever follows it finds no page, or stays at the top and does not find the clause.",
                )
                .help(
                    "如果是条文或说明里自己写的链接，请改正或去掉；如果页面模板是自己改过的，请对照自带的模板。暂时要发布，可以在 site.yml 写 dead_links: warning。",
                    "If you wrote the link in a clause or a note, mend it or take it out; if the page's template is your own, compare it with the built-in one. To publish all the same, write dead_links: warning in site.yml.",
                ),
            Self::DoubledId { id, pages } => self
                .error(
                    format!("锚点“{id}”在同一页上出现了两次（{}）", on_pages(pages).zh),
                    format!("the id “{id}” stands twice on one page ({})", on_pages(pages).en),
                )
                .why(
                    "指向它的链接不知道该停在哪一处，读屏软件也会念错。",
                    "A link to it cannot tell which one is meant, and screen readers read the wrong one.",
                )
                .help(
                    "如果页面模板是自己改过的，请对照自带的模板，给其中一处换个 id；模板没有改过，就是程序的问题，请告诉我们。",
                    "If the page's template is your own, compare it with the built-in one and give one of them another id; with the built-in templates it is our mistake: please tell us.",
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

    /// Says it in words, as gravely as the site's settings have it.
    pub(super) fn diagnostic_of(&self, severity: Severity) -> Diagnostic {
        let mut diagnostic = self.diagnostic();
        diagnostic.severity = severity;
        diagnostic
    }

    fn error(&self, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}

/// Names a page, and how many more there are.
fn on_pages(pages: &[String]) -> Said {
    let first = pages.first().map_or("", String::as_str);
    match pages.len() {
        0 | 1 => Said::new(first, first),
        n => Said::new(
            format!("{first} 等 {n} 个页面"),
            format!("{first} and {} more", n - 1),
        ),
    }
}
