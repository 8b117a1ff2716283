//! Mistakes of a theme's own files that stand in the stead of built-in ones.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with a file that overrides a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginalMistake {
    /// The built-in file has changed since the own one was made from it.
    OlderOriginal {
        /// The path in the theme's folder.
        path: String,
        /// What the digest of the built-in file is now.
        now: String,
        /// The own file.
        place: Place,
        /// The line of `made-from.yml`.
        line: Place,
    },
    /// It is not written down from which version an own file was made.
    UnknownOriginal {
        /// The path in the theme's folder.
        path: String,
        /// What the digest of the built-in file is.
        now: String,
        /// The own file.
        place: Place,
    },
    /// A line of `made-from.yml` fits no file.
    MadeFromLine {
        /// The line.
        place: Place,
    },
    /// There is no built-in file of that path to begin from.
    NoThemeFile {
        /// The path.
        path: String,
        /// The path that may be meant.
        meant: Option<String>,
    },
    /// The site has a file of its own there already.
    AlreadyThere {
        /// The path from the site's folder.
        path: String,
    },
}

impl OriginalMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OlderOriginal { .. } => "S121",
            Self::UnknownOriginal { .. } => "S122",
            Self::MadeFromLine { .. } => "S123",
            Self::NoThemeFile { .. } => "S124",
            Self::AlreadyThere { .. } => "S125",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        let code = self.code();
        match self {
            Self::OlderOriginal {
                path, now, place, line
            } => Diagnostic::warning(
                code,
                Said::new(
                    format!("自带的“{path}”改过了，自己的这一份还是照旧版做的"),
                    format!("the built-in “{path}” has changed since this one was made from it"),
                ),
            )
            .at(place.clone())
            .see(line.clone(), "照的是这一版", "made from this version")
            .why(
                "网站用的是自己的这一份，自带文件里新加的内容和修正不会出现。",
                "The site uses this file, so what was added or mended in the built-in one does not appear.",
            )
            .help(
                format!(
                    "把自己的文件改名，运行 meritbook new theme-file {path} 得到新的一份，把自己的改动加进去；如果看过了不用改，就在 made-from.yml 里写 {path}: {now}。"
                ),
                format!(
                    "Rename your file, run meritbook new theme-file {path} for a new one and put your changes in; or, having looked and found nothing to take over, write {path}: {now} in made-from.yml."
                ),
            ),
            Self::UnknownOriginal { path, now, place } => Diagnostic::note(
                code,
                Said::new(
                    format!("“{path}”取代了自带的文件，没有写明是照哪一版做的"),
                    format!("“{path}” stands in the stead of the built-in file, and it is not said from which version it was made"),
                ),
            )
            .at(place.clone())
            .why(
                "以后自带的文件改了，就没法提醒。",
                "When the built-in file changes one day, nobody can be told.",
            )
            .help(
                format!("在同一主题文件夹的 made-from.yml 里加一行：{path}: {now}"),
                format!("Add a line to made-from.yml in the theme’s folder: {path}: {now}"),
            ),
            Self::MadeFromLine { place } => Diagnostic::warning(
                code,
                Said::new(
                    "made-from.yml 的这一行对不上任何文件",
                    "this line of made-from.yml fits no file",
                ),
            )
            .at(place.clone())
            .label("应当写成 文件: 十二位编号", "should be file: twelve digits")
            .why(
                "这一行不起作用，自带的文件改了也不会提醒。",
                "The line has no effect: a change of the built-in file would go unnoticed.",
            )
            .help(
                "写法例如 templates/home.html: 1a2b3c4d5e6f；文件已经删掉的，把这一行也删掉。",
                "Write for example templates/home.html: 1a2b3c4d5e6f; when the file is gone, remove the line too.",
            ),
            Self::NoThemeFile { path, meant } => {
                let (zh, en) = meant.as_ref().map_or_else(Default::default, |m| {
                    (format!("是不是“{m}”？"), format!("Did you mean “{m}”? "))
                });
                Diagnostic::error(
                    code,
                    Said::new(
                        format!("自带的主题里没有“{path}”这个文件"),
                        format!("the built-in theme has no file “{path}”"),
                    ),
                )
                .why(
                    "自己的文件要和自带的同名，才会取代它。",
                    "Only a file of the same name stands in the stead of a built-in one.",
                )
                .help(
                    format!("{zh}模板在 templates/ 下，样式和脚本在 assets/ 下；用词不用复制，在 wording/zh-CN.yml 里只写要改的几行。"),
                    format!("{en}Templates are below templates/, styles and scripts below assets/; words need no copy: write only those you change into wording/en.yml."),
                )
            }
            Self::AlreadyThere { path } => Diagnostic::error(
                code,
                Said::new(format!("已经有“{path}”了"), format!("there is a “{path}” already")),
            )
            .why(
                "里面可能有自己的改动，所以不会覆盖。",
                "It may hold changes of your own, so it is never overwritten.",
            )
            .help(
                "想要一份新的，先把这个文件改名或移走，再运行一次。",
                "For a new copy, rename or move this file first and run the command again.",
            ),
        }
    }
}
