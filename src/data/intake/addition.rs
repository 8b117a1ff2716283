//! What `sources.yml` would have to say besides, as YAML.

use std::sync::Arc;

/// What is to be added about one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addition {
    /// The table.
    pub table: Arc<str>,
    /// A file that it is among, where its name does not say so.
    pub file: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnAdded>,
    /// Whose rows they are.
    pub person: Option<PersonAdded>,
    /// Months or days that stand across.
    pub across: Option<AcrossAdded>,
}

/// Months or days that stand across in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcrossAdded {
    /// Which of them.
    pub of: AcrossOf,
    /// The headings, from the first on.
    pub headings: Vec<String>,
    /// The column that they become.
    pub into: Arc<str>,
}

/// What stands across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcrossOf {
    /// The months of a year, which stands in this column.
    Months(String),
    /// The days of a month, which go into this column.
    Days(String),
}

/// A column under a new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnAdded {
    /// The name that policies use.
    pub name: Arc<str>,
    /// The heading in the file; `None` where it is the name itself, or where it stands across.
    pub from: Option<String>,
    /// The unit in which its numbers are written, where they have to be converted.
    pub written_in: Option<String>,
}

/// Whose rows they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonAdded {
    /// A column of ids.
    Id(String),
    /// A column of names.
    Name(String),
    /// A column of other keys, which the roster has too.
    Key {
        /// The column.
        column: String,
        /// The roster's table.
        table: String,
        /// The roster's column of such keys.
        key: String,
        /// The roster's column of ids.
        id: String,
    },
}

impl PersonAdded {
    /// Returns the heading.
    pub fn column(&self) -> &str {
        match self {
            Self::Id(column) | Self::Name(column) | Self::Key { column, .. } => column,
        }
    }
}

impl Addition {
    /// Begins with nothing to add about a table.
    pub(super) fn of(table: &Arc<str>) -> Self {
        Self {
            table: Arc::clone(table),
            ..Self::default()
        }
    }

    /// Tells whether nothing is to be added.
    pub fn is_empty(&self) -> bool {
        self.file.is_none()
            && self.columns.is_empty()
            && self.person.is_none()
            && self.across.is_none()
    }

    /// Returns what is to be added below the table's name: keys with their values in one line
    /// each, and for columns the lines below them.
    pub(super) fn entries(&self, chinese: bool) -> Vec<(&'static str, Entry)> {
        let word = |en: &'static str, zh: &'static str| if chinese { zh } else { en };
        let mut entries = Vec::new();
        if let Some(file) = &self.file {
            entries.push((word("files", "文件"), Entry::Line(quoted(file))));
        }
        if let Some(person) = &self.person {
            entries.push((word("person", "人员"), Entry::Line(person.line(chinese))));
        }
        if let Some(across) = &self.across {
            entries.push((word("across", "横排"), Entry::Line(across.line(chinese))));
        }
        if !self.columns.is_empty() {
            let columns = self.columns.iter();
            let columns = columns.map(|c| (quoted(&c.name), c.line(chinese)));
            let entry = Entry::Named(columns.collect());
            entries.push((word("columns", "列"), entry));
        }
        entries
    }
}

/// What stands behind a key.
pub(super) enum Entry {
    Line(String),
    Named(Vec<(String, String)>),
}

impl PersonAdded {
    fn line(&self, chinese: bool) -> String {
        let word = |en: &'static str, zh: &'static str| if chinese { zh } else { en };
        let (of, by) = (word("column", "列"), word("by", "按"));
        match self {
            Self::Id(column) => quoted(column),
            Self::Name(column) => {
                format!(
                    "{{{of}: {}, {by}: {}}}",
                    quoted(column),
                    word("name", "姓名")
                )
            }
            Self::Key {
                column,
                table,
                key,
                id,
            } => format!(
                "{{{of}: {}, {}: {{{}: {}, {}: {}, {}: {}}}}}",
                quoted(column),
                word("through", "对照"),
                word("table", "表"),
                quoted(table),
                word("key", "键"),
                quoted(key),
                word("id", "工号"),
                quoted(id)
            ),
        }
    }
}

impl AcrossAdded {
    fn line(&self, chinese: bool) -> String {
        let word = |en: &'static str, zh: &'static str| if chinese { zh } else { en };
        let headings = stretch(&self.headings).unwrap_or_else(|| {
            let all: Vec<String> = self.headings.iter().map(|h| quoted(h)).collect();
            format!("[{}]", all.join(", "))
        });
        let parts = match &self.of {
            AcrossOf::Months(year) => [
                (word("year", "年份"), quoted(year)),
                (word("months", "月份列"), headings),
            ],
            AcrossOf::Days(date) => [
                (word("days", "日子列"), headings),
                (word("date", "日期列"), quoted(date)),
            ],
        };
        let [(first, what), (second, other)] = parts;
        let into = word("into", "写入");
        format!(
            "{{{first}: {what}, {second}: {other}, {into}: {}}}",
            quoted(&self.into)
        )
    }
}

impl ColumnAdded {
    fn line(&self, chinese: bool) -> String {
        let word = |en: &'static str, zh: &'static str| if chinese { zh } else { en };
        match (&self.from, &self.written_in) {
            (Some(from), None) => quoted(from),
            (from, unit) => {
                let from = from
                    .iter()
                    .map(|f| format!("{}: {}", word("from", "来自"), quoted(f)));
                let unit = unit.iter();
                let unit = unit.map(|u| format!("{}: {}", word("written_in", "记作"), quoted(u)));
                let parts: Vec<String> = from.chain(unit).collect();
                format!("{{{}}}", parts.join(", "))
            }
        }
    }
}

/// Writes additions as the lines of a `sources.yml` of their own.
pub fn lines(additions: &[Addition], chinese: bool) -> String {
    let mut text = String::new();
    text.push_str(if chinese { "表:\n" } else { "tables:\n" });
    for addition in additions.iter().filter(|a| !a.is_empty()) {
        text.push_str(&table(addition, chinese, "  "));
    }
    text
}

/// Writes one table, its name behind `margin`.
pub(super) fn table(addition: &Addition, chinese: bool, margin: &str) -> String {
    let mut text = format!("{margin}{}:\n", quoted(&addition.table));
    for entry in addition.entries(chinese) {
        text.push_str(&entry_lines(&entry, &format!("{margin}  ")));
    }
    text
}

/// Writes one key with what stands behind it.
pub(super) fn entry_lines((key, entry): &(&'static str, Entry), margin: &str) -> String {
    match entry {
        Entry::Line(line) => format!("{margin}{key}: {line}\n"),
        Entry::Named(named) => {
            let mut text = format!("{margin}{key}:\n");
            for (name, line) in named {
                text.push_str(&format!("{margin}  {name}: {line}\n"));
            }
            text
        }
    }
}

/// Writes a text as a scalar that is read as that text, inside of braces too.
pub(super) fn quoted(text: &str) -> String {
    const WORDS: &[&str] = &[
        "true", "false", "null", "yes", "no", "on", "off", "none", "y", "n",
    ];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '(' | ')' | '（' | '）' | '/');
    let word = |c: char| plain(c) || matches!(c, ' ' | '.' | '-');
    let letter = |c: char| c.is_alphabetic() || c == '_';
    let is_plain = text.chars().all(word)
        && text.starts_with(letter)
        && text.ends_with(plain)
        && !text.contains("  ")
        && !WORDS.contains(&text.to_lowercase().as_str());
    if is_plain {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Writes `1月` to `12月` as `1月..12月`, where the headings are counted through.
fn stretch(headings: &[String]) -> Option<String> {
    let (first, last) = (headings.first()?, headings.last()?);
    let digits = |text: &str| -> Option<(usize, usize)> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        Some((start, text.rfind(|c: char| c.is_ascii_digit())? + 1))
    };
    let (start, end) = digits(first)?;
    let (before, after) = (first.get(..start)?, first.get(end..)?);
    let width = end - start;
    let mut counted = (1..).zip(headings);
    let is_counted =
        counted.all(|(n, heading): (usize, _)| *heading == format!("{before}{n:0width$}{after}"));
    is_counted.then(|| format!("'{first}..{last}'"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn texts_are_quoted_where_yaml_would_read_something_else() {
        for plain in ["回款(万元)", "EmployeeKey", "签约额（千元）", "Order Date"] {
            assert_eq!(quoted(plain), plain);
        }
        for (text, written) in [
            ("2026", "'2026'"),
            ("No", "'No'"),
            ("a: b", "'a: b'"),
            ("it's", "'it''s'"),
            ("%", "'%'"),
            ("- x", "'- x'"),
            ("数据*.xlsx!表一", "'数据*.xlsx!表一'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
