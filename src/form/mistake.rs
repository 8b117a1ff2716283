//! Mistakes in the form of documents: keys, shapes and scalars.

use super::scalar::Written;
use super::words::shape_in_words;
use super::{Form, Key, Shape};
use crate::diagnostic::{Diagnostic, Language, Said, list_en, list_zh, nearest};
use crate::number::NumberMistake;
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with the form of a document.
#[derive(Debug)]
pub enum FormMistake {
    /// A key that the form does not know.
    UnknownKey {
        /// The form.
        form: &'static Form,
        /// The key as written.
        key: Written<String>,
        /// What was probably meant, in the language as written.
        meant: Option<&'static str>,
    },
    /// A key that must be there is not.
    Absent {
        /// The form.
        form: &'static Form,
        /// The key.
        key: &'static Key,
        /// Where it ought to be: the form's first key.
        place: Place,
        /// The language of the document's keys.
        language: Language,
    },
    /// Keys of both languages in one file.
    Mixed {
        /// The first key of the file.
        first: Place,
        /// The first key of the other language.
        second: Place,
        /// What that key is called in the language of the first.
        instead: &'static str,
    },
    /// A key and its twin side by side.
    Twice {
        /// The key.
        key: &'static Key,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        second: Place,
    },
    /// A list where a text is wanted, nothing where something is wanted, and so on.
    WrongShape {
        /// Where.
        place: Place,
        /// Under which key, in both languages.
        name: (&'static str, &'static str),
        /// What is wanted.
        wanted: Shape,
        /// Whether nothing stands there at all.
        blank: bool,
    },
    /// Not a number.
    NotANumber {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
        /// Why it is none.
        mistake: NumberMistake,
    },
    /// Not a whole number, or below zero.
    NotACount {
        /// Where.
        place: Place,
        /// The number.
        written: String,
    },
    /// Neither yes nor no.
    NotATruth {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
    },
    /// Not a period.
    NotAPeriod {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
        /// What is certainly meant, if anything.
        meant: Option<Period>,
    },
    /// Not a day.
    NotADate {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
    },
    /// None of the words that may stand here.
    UnknownWord {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
        /// The words, Chinese and English.
        words: Vec<(&'static str, &'static str)>,
    },
}

impl FormMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownKey { .. } => "P101",
            Self::Absent { .. } => "P102",
            Self::Mixed { .. } => "P103",
            Self::Twice { .. } => "P104",
            Self::WrongShape { .. } => "P105",
            Self::NotANumber { .. } => "P106",
            Self::NotACount { .. } => "P107",
            Self::NotATruth { .. } => "P108",
            Self::NotAPeriod { .. } => "P109",
            Self::NotADate { .. } => "P110",
            Self::UnknownWord { .. } => "P111",
        }
    }
}

impl From<FormMistake> for Diagnostic {
    fn from(mistake: FormMistake) -> Self {
        let code = mistake.code();
        match mistake {
            FormMistake::UnknownKey { form, key, meant } => unknown_key(code, form, key, meant),
            FormMistake::Absent {
                form,
                key,
                place,
                language,
            } => {
                let word = match language {
                    Language::Chinese => key.zh,
                    Language::English => key.name,
                };
                Self::error(
                    code,
                    Said::new(
                        format!("{}缺少“{word}”", form.name.0),
                        format!("{} lacks `{word}`", form.name.1),
                    ),
                )
                .at(place)
                .label("应写在这一层", "it belongs on this level")
                                .why(
                    format!("“{word}”：{}。", key.about.0),
                    format!("`{word}`: {}.", key.about.1),
                )
                .help(
                    format!("请加上一行“{word}: …”。"),
                    format!("Add a line `{word}: …`."),
                )
            }
            FormMistake::Mixed {
                first,
                second,
                instead,
            } => Self::error(
                code,
                Said::new("同一个文件里混用了中文和英文的关键字", "keys of two languages in one file"),
            )
            .at(second)
            .label(format!("请写作“{instead}”"), format!("write `{instead}`"))
            .see(first, "文件从这里开始用另一种语言", "the file begins in the other language")
            .why(
                "一个文件只用一种语言的关键字，同事读起来才不会弄混；名称和公式不受此限。",
                "Keys of one language in a file keep it readable; names and formulas are free.",
            )
            .help(
                "请把整个文件的关键字统一成中文，或统一成英文。",
                "Use Chinese keys throughout the file, or English ones throughout.",
            ),
            FormMistake::Twice { key, first, second } => Self::error(
                code,
                Said::new(
                    format!("“{}”写了两遍（{} 与 {} 是同一个关键字）", key.zh, key.zh, key.name),
                    format!("`{}` stands twice (`{}` is the same key)", key.name, key.zh),
                ),
            )
            .at(second)
            .label("又写了一遍", "again here")
            .see(first, "第一遍在这里", "first here")
            .why(
                "两处写得不一样时，谁都说不清以哪一处为准。",
                "Where the two differ, nobody can tell which one holds.",
            )
            .help("请删去其中一行。", "Delete one of the two lines."),
            FormMistake::WrongShape {
                place,
                name,
                wanted,
                blank,
            } => wrong_shape(code, place, name, &wanted, blank),
            FormMistake::NotANumber {
                place,
                written,
                mistake,
            } => not_a_number(code, place, &written, mistake),
            FormMistake::NotACount { place, written } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是 0 或以上的整数"),
                    format!("`{written}` is no whole number from 0 up"),
                ),
            )
            .at(place)
            .label("这里要一个整数", "a whole number is wanted")
            .help(
                "请写 0、1、2 这样的整数。",
                "Write a whole number such as 0, 1, 2.",
            ),
            FormMistake::NotATruth { place, written } => Self::error(
                code,
                Said::new(
                    format!("“{written}”既不是“是”也不是“否”"),
                    format!("`{written}` is neither true nor false"),
                ),
            )
            .at(place)
            .label("这里只能写是或否", "true or false is wanted")
            .help("请写“是”或“否”。", "Write `true` or `false`."),
            FormMistake::NotAPeriod { place, written, meant } => {
                let (zh, en) = match meant {
                    Some(meant) => (format!("请写成 {meant}。"), format!("Write {meant}.")),
                    None => (
                        "例如 2026 年 7 月写作 2026-07，第三季度 2026-Q3，下半年 2026-H2，全年 2026。".to_owned(),
                        "July 2026 is 2026-07, its third quarter 2026-Q3, its second half 2026-H2, the year 2026."
                            .to_owned(),
                    ),
                };
                Self::error(
                    code,
                    Said::new(
                        format!("“{written}”不是考核周期"),
                        format!("`{written}` is no period"),
                    ),
                )
                .at(place)
                .label("应写成 2026-07 或 2026-Q3 的样子", "written like 2026-07 or 2026-Q3")
                .why(
                    "月份写四位年份、短横线、两位月份；季度、半年写 Q1 到 Q4、H1、H2；全年只写年份。",
                    "A month is four digits, a hyphen, two digits; quarters and halves are Q1 to Q4, H1 and H2; a year stands alone.",
                )
                .help(zh, en)
            }
            FormMistake::NotADate { place, written } => Self::error(
                code,
                Said::new(format!("“{written}”不是日期"), format!("`{written}` is no day")),
            )
            .at(place)
            .label("应写成 2026-07-01 的样子", "written like 2026-07-01")
            .help(
                "请写四位年份、两位月份、两位日期，并确认当月有这一天，例如 2026-07-01。",
                "Write four digits of year, two of month, two of day, of a day that exists: 2026-07-01.",
            ),
            FormMistake::UnknownWord {
                place,
                written,
                words,
            } => unknown_word(code, place, &written, &words),
        }
    }
}

fn unknown_key(
    code: &'static str,
    form: &'static Form,
    key: Written<String>,
    meant: Option<&'static str>,
) -> Diagnostic {
    let written = &key.value;
    let zh: Vec<&str> = form.keys.iter().map(|k| k.zh).collect();
    let en: Vec<&str> = form.keys.iter().map(|k| k.name).collect();
    let diagnostic = Diagnostic::error(
        code,
        Said::new(
            format!("{}里没有“{written}”这个关键字", form.name.0),
            format!("{} has no key `{written}`", form.name.1),
        ),
    )
    .at(key.place);
    match meant {
        Some(meant) => diagnostic
            .label(
                format!("是否想写“{meant}”？"),
                format!("did you mean `{meant}`?"),
            )
            .why(
                "不认识的关键字不会起作用，所以不能放过。",
                "A key that is not known would have no effect, so it is not let through.",
            )
            .help(
                format!("请改成“{meant}”，或删去这一行。"),
                format!("Write `{meant}`, or delete the line."),
            ),
        None => diagnostic
            .label("不认识这个关键字", "this key is not known")
            .why(
                "不认识的关键字不会起作用，所以不能放过。",
                "A key that is not known would have no effect, so it is not let through.",
            )
            .help(
                format!("这里可以写：{}。", list_zh(&zh)),
                format!("What may stand here: {}.", list_en(&en)),
            ),
    }
}

fn wrong_shape(
    code: &'static str,
    place: Place,
    name: (&'static str, &'static str),
    wanted: &Shape,
    blank: bool,
) -> Diagnostic {
    let wanted = shape_in_words(wanted);
    let title = if blank {
        Said::new(
            format!("“{}”后面没有内容", name.0),
            format!("nothing is written after `{}`", name.1),
        )
    } else {
        Said::new(
            format!("“{}”应当是{}", name.0, wanted.zh),
            format!("`{}` ought to be {}", name.1, wanted.en),
        )
    };
    Diagnostic::error(code, title)
        .at(place)
        .label(
            format!("这里要{}", wanted.zh),
            format!("wanted here: {}", wanted.en),
        )
        .help(
            "请对照制度语言说明中的例子改写；下一层的内容要比上一层多缩进两格。",
            "Compare it with the examples in the policy language's page; each level is indented by two spaces more than the one above.",
        )
}

fn not_a_number(
    code: &'static str,
    place: Place,
    written: &str,
    mistake: NumberMistake,
) -> Diagnostic {
    let (zh, en) = match mistake {
        NumberMistake::NoNumber => (
            "请写成 60、1.5、120% 或 1000 元 的样子；不写千位逗号，也不写“万”，例如 50 万元写作 500000 元。",
            "Write it like 60, 1.5, 120% or 1000 元; without thousands separators and without 万: 50 万元 is 500000 元.",
        ),
        NumberMistake::TooLong => ("一个数最多 60 位数字。", "A number has at most 60 digits."),
        NumberMistake::ExponentTooLarge => (
            "科学记数法的指数只能在 -60 到 60 之间。",
            "An exponent lies between -60 and 60.",
        ),
    };
    Diagnostic::error(
        code,
        Said::new(
            format!("“{written}”不是数"),
            format!("`{written}` is no number"),
        ),
    )
    .at(place)
    .label("这里要一个数", "a number is wanted here")
    .why(
        "数按写下的文字逐位读取，猜错一位就会算错，所以读不准的一律不收。",
        "Numbers are read digit by digit from their text; what cannot be read for sure is refused.",
    )
    .help(zh, en)
}

fn unknown_word(
    code: &'static str,
    place: Place,
    written: &str,
    words: &[(&'static str, &'static str)],
) -> Diagnostic {
    let zh: Vec<&str> = words.iter().map(|w| w.0).collect();
    let en: Vec<&str> = words.iter().map(|w| w.1).collect();
    let meant = nearest(written, words.iter().flat_map(|w| [w.0, w.1]));
    let diagnostic = Diagnostic::error(
        code,
        Said::new(
            format!("这里不能写“{written}”"),
            format!("`{written}` may not stand here"),
        ),
    )
    .at(place)
    .help(
        format!("只能写：{}。", list_zh(&zh)),
        format!("What may stand here: {}.", list_en(&en)),
    );
    match meant {
        Some(meant) => diagnostic.label(
            format!("是否想写“{meant}”？"),
            format!("did you mean `{meant}`?"),
        ),
        None => diagnostic.label("不认识这个词", "this word is not known"),
    }
}
