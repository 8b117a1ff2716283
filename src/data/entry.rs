//! An entry to be added to `adjustments.yml` or `appeals.yml`, written as an author would: in the
//! language of the file, one key a line.

use crate::form::Form;
use crate::form::appeal::{ADJUSTMENT, APPEAL, RULING};

/// An entry with what stands under its keys, in their order.
#[derive(Debug, Clone)]
pub struct Entry {
    form: &'static Form,
    chinese: bool,
    fields: Vec<(&'static str, Field)>,
}

/// What stands under a key.
#[derive(Debug, Clone)]
enum Field {
    Text(String),
    /// A staff number, always in quotes.
    Id(String),
    Ids(Vec<String>),
    Texts(Vec<String>),
    ById(Vec<(String, String)>),
}

impl Entry {
    /// Starts an entry of a file that holds some text; `chinese` where that has no keys yet.
    pub fn new(form: &'static Form, text: &str, chinese: bool) -> Self {
        Self {
            form,
            chinese: in_chinese(text).unwrap_or(chinese),
            fields: Vec::new(),
        }
    }

    /// Adds a text; nothing where there is none.
    pub fn text(mut self, key: &'static str, text: Option<&str>) -> Self {
        let text = text.map(|text| Field::Text(text.to_owned()));
        self.fields.extend(text.map(|text| (key, text)));
        self
    }

    /// Adds a staff number.
    pub fn id(mut self, key: &'static str, id: &str) -> Self {
        self.fields.push((key, Field::Id(id.to_owned())));
        self
    }

    /// Adds a word of the form by its English name.
    pub fn word(self, key: &'static str, word: &str) -> Self {
        let words = self.form.key(key).map(|key| key.shape);
        let twin = match words {
            Some(crate::form::Shape::Word(words)) => words.iter().find(|w| w.name == word),
            _ => None,
        };
        let said = match twin {
            Some(twin) if self.chinese => twin.zh,
            _ => word,
        };
        let said = said.to_owned();
        self.text(key, Some(&said))
    }

    /// Adds texts; one stands by itself, none not at all.
    pub fn texts(mut self, key: &'static str, texts: &[String]) -> Self {
        match texts {
            [] => self,
            [one] => self.text(key, Some(one)),
            many => {
                self.fields.push((key, Field::Texts(many.to_vec())));
                self
            }
        }
    }

    /// Adds whose figure it is: one person or several.
    pub fn whose(mut self, ids: &[&str]) -> Self {
        match ids {
            [one] => self.id("person", one),
            many => {
                let ids = many.iter().map(|id| (*id).to_owned()).collect();
                self.fields.push(("people", Field::Ids(ids)));
                self
            }
        }
    }

    /// Adds values by person; one for all where they are the same. A value that is empty is blank.
    pub fn values(mut self, key: &'static str, values: &[(String, String)]) -> Self {
        let Some((_, first)) = values.first() else {
            return self;
        };
        let field = match values.iter().all(|(_, value)| value == first) {
            true => Field::Text(first.clone()),
            false => Field::ById(values.to_vec()),
        };
        self.fields.push((key, field));
        self
    }

    /// Writes the entry over several lines, as it is added to a file.
    pub fn block(&self) -> String {
        let mut text = String::new();
        for (at, (key, field)) in self.fields.iter().enumerate() {
            let begin = if at == 0 { "- " } else { "  " };
            let value = written(field);
            let gap = if value.is_empty() { "" } else { " " };
            text += &format!("{begin}{}:{gap}{value}\n", self.key(key));
        }
        text
    }

    /// Writes the entry on one line.
    pub fn line(&self) -> String {
        let fields = self.fields.iter();
        let fields = fields.map(|(key, field)| format!("{}: {}", self.key(key), written(field)));
        format!("- {{{}}}", fields.collect::<Vec<_>>().join(", "))
    }

    fn key(&self, name: &'static str) -> &'static str {
        match self.form.key(name) {
            Some(key) if self.chinese => key.zh,
            _ => name,
        }
    }
}

/// Tells whether the keys of a file are Chinese, by the first entry: what a file holds beside entries of
/// a form are entries of the other forms; `None` for a file without any.
fn in_chinese(text: &str) -> Option<bool> {
    let first = |line: &str| {
        let line = line.trim_start_matches([' ', '-', '{', '[', '\u{feff}']);
        let (key, _) = line.split_once([':', '：'])?;
        let key = key.trim().trim_matches(['"', '\'']);
        [&ADJUSTMENT, &APPEAL, &RULING]
            .into_iter()
            .find_map(|form| form.key(key))
            .map(|found| found.zh == key)
    };
    text.lines().find_map(first)
}

fn written(field: &Field) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match field {
        Field::Text(text) if text.is_empty() => String::new(),
        Field::Text(text) => scalar(text),
        Field::Id(id) => quoted(id),
        Field::Ids(ids) => format!("[{}]", list(ids.iter().map(|id| quoted(id)).collect())),
        Field::Texts(texts) => format!("[{}]", list(texts.iter().map(|t| scalar(t)).collect())),
        Field::ById(values) => {
            let each = values.iter().map(|(id, value)| match value.is_empty() {
                true => format!("{}: ", quoted(id)),
                false => format!("{}: {}", quoted(id), scalar(value)),
            });
            format!("{{{}}}", list(each.collect()))
        }
    }
}

/// Writes a text as it is where it can be nothing else, else in quotes.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " _-.%·。、（）《》“”".contains(c);
    let padded = text.trim() != text || (text.starts_with('0') && text.len() > 1);
    let begins = text.starts_with(['-', '.', '%', ' ']);
    let negative = text
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let decimal = text.starts_with("0.");
    if text.chars().all(plain) && (!padded || decimal) && (!begins || negative) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    let mut all = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => all.extend(['\\', c]),
            '\n' => all += "\\n",
            '\t' => all += "\\t",
            c if c.is_control() => all.push(' '),
            c => all.push(c),
        }
    }
    all.push('"');
    all
}
