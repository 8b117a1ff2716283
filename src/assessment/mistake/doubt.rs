//! Data that can be read and look wrong, and warnings that are accepted in vain.

use crate::assessment::doubts::{Doubtful, Measure};
use crate::data::{Accepted, Doubt};
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::number::{Mode, Number, grouped};
use crate::period::Period;

/// What looks wrong.
#[derive(Debug, Clone, Copy)]
pub enum DoubtMistake<'a> {
    /// Doubts of one kind about one column or table of a month: the first, and the others.
    Doubtful(Period, &'a Doubtful, &'a [&'a Doubtful]),
    /// An accepted warning that there is not.
    Stale(&'a Accepted),
}

/// How many are named in a message.
const NAMED: usize = 6;

impl DoubtMistake<'_> {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        let doubt = match self {
            Self::Doubtful(_, first, _) => Some(first.doubt),
            Self::Stale(_) => None,
        };
        match doubt {
            Some(Doubt::Jump) => "D191",
            Some(Doubt::Unit) => "D192",
            Some(Doubt::NoRows) => "D193",
            Some(Doubt::SameRows) => "D194",
            Some(Doubt::SameNumber) => "D195",
            None => "D196",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let warning = |said| Diagnostic::warning(self.code(), said);
        match self {
            Self::Doubtful(period, first, others) => {
                let said = match first.doubt {
                    Doubt::Jump => warning(jump(first, others)),
                    Doubt::Unit => warning(unit(first)),
                    Doubt::NoRows => warning(no_rows(first, others)),
                    Doubt::SameRows => warning(same_rows(first, others)),
                    Doubt::SameNumber => warning(same_number(first, others)),
                };
                let said = said.at(first.place.clone());
                let said = related(reasons(said, first, others), first);
                let said = places(said, others);
                let (zh, en) = remedy(first);
                let line = line(first);
                said.help(
                    format!("{zh}确实如此的，请在 content/months/{period}/month.yml 里写：accepted: [{line}, reason: 为什么}}]。"),
                    format!("{en} Where it is right, write in content/months/{period}/month.yml: `accepted: [{line}, reason: why}}]`."),
                )
            }
            Self::Stale(entry) => {
                let word = entry.doubt.word();
                let table = &entry.table;
                warning(Said::new(
                    format!("这里接受的提醒已经没有了（{word}，表“{table}”）"),
                    format!("a warning is accepted that there is not (`{word}`, table `{table}`)"),
                ))
                .at(entry.place.clone())
                .label("没有对得上的提醒", "fits no warning")
                .why(
                    "数据已经改过，或者表名、列名、工号写得不一样；留着它，以后真有问题时会被盖住。",
                    "The data were changed, or table, column or person are named otherwise; left here it would hide a later mistake.",
                )
                .help(
                    "请删去这一条，或改成提醒里给出的写法。",
                    "Remove the entry, or write it as the warning says.",
                )
            }
        }
    }
}

fn times(doubt: &Doubtful) -> String {
    match &doubt.measure {
        Measure::Times(times) => {
            let digits = u32::from(*times < Number::from(10_i64));
            grouped(&times.to_fixed(digits, Mode::Down))
        }
        Measure::Of(..) | Measure::None => String::new(),
    }
}

fn column(doubt: &Doubtful) -> &str {
    doubt.column.as_deref().unwrap_or("")
}

fn who(doubt: &Doubtful) -> (String, String) {
    match &doubt.who {
        Some((_, name)) => (format!("{name}的"), format!(" of {name}")),
        None => (String::new(), String::new()),
    }
}

fn jump(first: &Doubtful, others: &[&Doubtful]) -> Said {
    let (table, column) = (&first.table, column(first));
    if !others.is_empty() {
        let count = others.len() + 1;
        return Said::new(
            format!("表“{table}”的“{column}”列有 {count} 个数和上月相差太多"),
            format!("{count} numbers in column `{column}` of `{table}` are far from last month's"),
        );
    }
    let (now, before, times) = (&first.now, &first.before, times(first));
    let (zh, en) = who(first);
    Said::new(
        format!("{zh}“{column}”本月是 {now}，上月是 {before}，相差 {times} 倍（表“{table}”）"),
        format!(
            "`{column}`{en} is {now} and was {before} last month: they differ {times} times (table `{table}`)"
        ),
    )
}

fn unit(first: &Doubtful) -> Said {
    let (table, column, times) = (&first.table, column(first), times(first));
    let (now, before) = (&first.now, &first.before);
    Said::new(
        format!(
            "表“{table}”的“{column}”列像是换了单位：中间的数上月是 {before}，本月是 {now}，约差 {times} 倍"
        ),
        format!(
            "column `{column}` of `{table}` seems to have changed its unit: its middle was {before} last month and is {now}, about {times} times apart"
        ),
    )
}

fn no_rows(first: &Doubtful, others: &[&Doubtful]) -> Said {
    let table = &first.table;
    let name = first.who.as_ref().map_or("", |w| w.1.as_str());
    if others.is_empty() {
        Said::new(
            format!("表“{table}”里没有{name}的行，别人几乎都有"),
            format!("table `{table}` has no row of {name}, and nearly everybody has some"),
        )
    } else {
        let count = others.len() + 1;
        Said::new(
            format!("表“{table}”里 {count} 个人没有行，别人几乎都有"),
            format!("table `{table}` has no row of {count} people, and nearly everybody has some"),
        )
    }
}

fn same_rows(first: &Doubtful, others: &[&Doubtful]) -> Said {
    let (table, count) = (&first.table, others.len() + 1);
    if others.is_empty() {
        Said::new(
            format!("表“{table}”里有一行和前面的一行完全一样"),
            format!("table `{table}` has a row that is wholly like an earlier one"),
        )
    } else {
        Said::new(
            format!("表“{table}”里有 {count} 行和前面的完全一样"),
            format!("table `{table}` has {count} rows that are wholly like earlier ones"),
        )
    }
}

fn same_number(first: &Doubtful, others: &[&Doubtful]) -> Said {
    let (table, column, now) = (&first.table, column(first), &first.now);
    let count = others.len() + 1;
    if others.is_empty() {
        Said::new(
            format!("表“{table}”里“{column}”{now} 出现了两次，内容不同"),
            format!("`{column}` {now} stands twice in table `{table}`, in rows that differ"),
        )
    } else {
        Said::new(
            format!("表“{table}”里有 {count} 行的“{column}”和前面的重复，内容不同"),
            format!("{count} rows of table `{table}` repeat an earlier `{column}` and differ"),
        )
    }
}

/// Says why it matters, and names the others.
fn reasons(said: Diagnostic, first: &Doubtful, others: &[&Doubtful]) -> Diagnostic {
    let (zh, en) = match first.doubt {
        Doubt::Jump => (
            "多写或少写了零、换了单位、填到别人那一行，都会这样；得分和奖金会跟着错。",
            "A zero too many or too few, another unit or somebody else's row look like this; points and prizes go wrong with it.",
        ),
        Doubt::Unit => (
            "整列一起变，多半是换了单位（元和万元、小数和百分数）；每个人的得分都会跟着错。",
            "A whole column moves where its unit changes (yuan and 10,000 yuan, fractions and per cent); everybody's points go wrong.",
        ),
        Doubt::NoRows => (
            "没有行就按 0 算：个数和合计都是 0。常见的是导出时漏了人，或工号写错。",
            "Without a row counts and sums are 0. Often an export left somebody out, or an id is wrong.",
        ),
        Doubt::SameRows => (
            "重复的行会算两次。常见的是同一份数据导出、粘贴了两遍。",
            "Rows that stand twice count twice. Often the same data were exported or pasted again.",
        ),
        Doubt::SameNumber => (
            "两行都会算。常见的是一单改过以后新旧两行都在，或把号写错了。",
            "Both rows count. Often an order was changed and both its rows are here, or the number is wrong.",
        ),
    };
    let all: Vec<&Doubtful> = std::iter::once(first)
        .chain(others.iter().copied())
        .collect();
    let named: Vec<String> = all.iter().take(NAMED).filter_map(|d| brief(d)).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let rest = all.len().saturating_sub(NAMED);
    let (who_zh, who_en) = if others.is_empty() || named.is_empty() {
        (String::new(), String::new())
    } else if rest == 0 {
        (
            format!("是：{}。", list_zh(&named)),
            format!("They are {}. ", list_en(&named)),
        )
    } else {
        (
            format!("是：{}……等 {} 处。", list_zh(&named), all.len()),
            format!("They are {} and {rest} others. ", named.join(", ")),
        )
    };
    let (of_zh, of_en) = match first.measure {
        Measure::Of(have, all) => (
            format!("同一份制度整月在岗的 {all} 人里 {have} 人有。"),
            format!("{have} of {all} under the policy for the whole month have some. "),
        ),
        Measure::Times(_) | Measure::None => (String::new(), String::new()),
    };
    said.why(
        format!("{who_zh}{of_zh}{zh}"),
        format!("{who_en}{of_en}{en}"),
    )
}

fn brief(doubt: &Doubtful) -> Option<String> {
    let name = doubt.who.as_ref().map_or("", |w| w.1.as_str());
    match doubt.doubt {
        Doubt::Jump => Some(format!("{name} {} → {}", doubt.before, doubt.now)),
        Doubt::NoRows => Some(name.to_owned()),
        Doubt::SameNumber => Some(doubt.now.clone()),
        Doubt::SameRows | Doubt::Unit => None,
    }
}

fn related(said: Diagnostic, first: &Doubtful) -> Diagnostic {
    let (here, there) = match first.doubt {
        Doubt::Jump => (("本月", "this month"), ("上月", "last month")),
        Doubt::Unit => (
            ("本月的第一格", "its first cell"),
            ("上月的第一格", "last month's"),
        ),
        Doubt::NoRows => (("这张表里没有", "not in this table"), ("", "")),
        Doubt::SameRows | Doubt::SameNumber => (("又一次", "again"), ("第一次", "first here")),
    };
    let said = said.label(here.0, here.1);
    match &first.other {
        Some(other) => said.see(other.clone(), there.0, there.1),
        None => said,
    }
}

/// Shows where the others stand.
fn places(said: Diagnostic, others: &[&Doubtful]) -> Diagnostic {
    let own = others.iter().filter(|d| d.doubt != Doubt::NoRows);
    own.take(NAMED - 1).fold(said, |said, doubt| {
        let name = doubt.who.as_ref().map_or("", |w| w.1.as_str());
        said.see(doubt.place.clone(), name, name)
    })
}

fn remedy(first: &Doubtful) -> (&'static str, &'static str) {
    match first.doubt {
        Doubt::Jump => ("写错了就改这一格；", "Correct the cell if it is wrong."),
        Doubt::Unit => (
            "单位变了，请在 sources.yml 里写明从这个月起的单位（factor），或把表改回来；",
            "If it has, say so in sources.yml (`factor`, from this month on), or change the table back.",
        ),
        Doubt::NoRows => ("漏了就补上；", "Add the rows that were left out."),
        Doubt::SameRows => (
            "多余的请删去，或在 sources.yml 里写 unique；",
            "Remove what is too much, or write `unique` in sources.yml.",
        ),
        Doubt::SameNumber => (
            "多余的请删去，号写错了就改；",
            "Remove what is too much, or correct the number.",
        ),
    }
}

/// Writes how the doubt is accepted, up to its reason.
fn line(doubt: &Doubtful) -> String {
    let mut line = format!(
        "{{what: {}, table: {}",
        doubt.doubt.word(),
        quoted(&doubt.table)
    );
    if let Some(column) = &doubt.column {
        line.push_str(&format!(", column: {}", quoted(column)));
    }
    if let Some((id, _)) = &doubt.who {
        line.push_str(&format!(", person: {}", quoted(id)));
    }
    line
}

/// Quotes what YAML would read otherwise.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
    if text.starts_with(plain) && text.chars().all(|c| c.is_alphanumeric() || c == '_') {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
