//! Mistakes of YAML documents beyond slips of the pen.

use super::fixed;
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with a document whose signs are right.
#[derive(Debug)]
pub enum DocumentMistake {
    /// One key twice in a mapping.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        again: Place,
    },
    /// `<<`; its place.
    MergeKey(Place),
    /// A key that is a list, a mapping or nothing; its place.
    KeyNotText(Place),
    /// `!tag`; its place.
    Tag(Place),
    /// Nested too deep; where it becomes so.
    TooDeep(Place),
    /// Aliases that stand for too much; the alias.
    TooManyAliases(Place),
    /// A second document after `---`; where it begins.
    SeveralDocuments(Place),
    /// Anything else that is no YAML.
    Syntax {
        /// Where.
        place: Place,
        /// The parser's own words.
        words: String,
    },
}

impl DocumentMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::DuplicateKey { .. } => "C125",
            Self::MergeKey { .. } => "C126",
            Self::KeyNotText { .. } => "C127",
            Self::Tag { .. } => "C128",
            Self::TooDeep { .. } => "C129",
            Self::TooManyAliases { .. } => "C130",
            Self::SeveralDocuments { .. } => "C131",
            Self::Syntax { .. } => "C132",
        }
    }
}

impl From<DocumentMistake> for Diagnostic {
    fn from(mistake: DocumentMistake) -> Self {
        let code = mistake.code();
        match mistake {
            DocumentMistake::DuplicateKey { key, first, again } => Self::error(
                code,
                Said::new(
                    format!("“{key}”写了两次"),
                    format!("`{key}` is written twice"),
                ),
            )
            .at(again)
            .label("这里又写了一次", "here it stands again")
            .see(first, "第一次在这里", "first here")
            .why(
                "两处会互相矛盾，不能替你选一处。",
                "The two may contradict each other; neither is chosen for you.",
            )
            .help(
                "请删去一处，或把其中一处改成别的名字。",
                "Delete one of them, or give one another name.",
            ),
            DocumentMistake::MergeKey(place) => fixed(
                code,
                place,
                ("不能用“<<”合并", "`<<` is not taken"),
                ("这种合并不支持", "merging is not supported"),
                (
                    "请把要合并的各行直接写出来，读的人才看得见。",
                    "Write the lines out here, so that a reader sees them.",
                ),
            ),
            DocumentMistake::KeyNotText(place) => fixed(
                code,
                place,
                ("关键字不是文字", "a key is no text"),
                ("冒号前面要是一个词", "a word belongs before the colon"),
                (
                    "如果这里是带 { } 或 [ ] 的文字，请给它加上英文引号。",
                    "If this is a text with `{ }` or `[ ]` in it, put it in quotes.",
                ),
            ),
            DocumentMistake::Tag(place) => fixed(
                code,
                place,
                ("“!”开头的标签不支持", "tags that begin with `!` are not taken"),
                ("这里被当成了标签", "this is read as a tag"),
                (
                    "如果它是文字的一部分，请给整段文字加上英文引号。",
                    "If it belongs to a text, put the whole text in quotes.",
                ),
            ),
            DocumentMistake::TooDeep(place) => fixed(
                code,
                place,
                ("套得太深了", "this is nested too deep"),
                ("从这里起超过了 64 层", "from here on it is deeper than 64 levels"),
                (
                    "没有一份制度需要这么多层；请检查括号和缩进。",
                    "No policy needs that many levels; look at the brackets and the indentation.",
                ),
            ),
            DocumentMistake::TooManyAliases(place) => fixed(
                code,
                place,
                ("引用（*）展开后太大", "aliases (`*`) stand for too much"),
                ("展开到这里就停了", "expanding stopped here"),
                (
                    "请把引用的内容直接写出来；引用也不能指向包含它自己的内容。",
                    "Write the content out instead; an alias must not stand inside what it names either.",
                ),
            ),
            DocumentMistake::SeveralDocuments(place) => fixed(
                code,
                place,
                ("一个文件里有两份文档", "one file holds two documents"),
                ("第二份从这里开始", "the second one begins here"),
                (
                    "请删去单独成行的“---”，或把后半部分存成另一个文件。",
                    "Delete the line `---`, or save what follows as a file of its own.",
                ),
            ),
            DocumentMistake::Syntax { place, words } => Self::error(
                code,
                Said::new(
                    "这里不符合 YAML 的写法",
                    "this is not how YAML is written",
                ),
            )
            .at(place)
            .label("读到这里读不下去了", "reading stopped here")
            .why(
                format!("解析器的原话：{words}"),
                format!("The parser's own words: {words}"),
            )
            .help(
                "请检查这一行和上一行的冒号、引号、括号和缩进。",
                "Look at the colons, quotes, brackets and indentation of this line and the one above.",
            ),
        }
    }
}
