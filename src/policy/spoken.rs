//! Formulas as the handbook says them: figures by their titles, parameters by their values,
//! figures of other policies by those policies' titles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::{Draft, Named};
use super::ladder::MOVE;
use crate::diagnostic::Said;
use crate::figure::Parameter;
use crate::formula::{
    Expr, Fold, Name, Node, Over, Readable, View, each_name, number_in_words, over_in_words, phrase,
};
use crate::number::{Number, grouped};
use crate::value::Value;

/// What the names of one document mean to readers. A document is read once for its names and once
/// more for good, so that a sentence can say what is defined further down or elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// The policy's title.
    pub title: String,
    words: BTreeMap<Arc<str>, Said>,
}

/// The names of all policies by id.
pub(super) type Titles = BTreeMap<Arc<str>, Names>;

impl Names {
    /// Takes down what the names of a document mean.
    pub fn of(draft: &Draft, title: &str) -> Self {
        let said = |name: &str| Some((Arc::from(name), meant(draft, name)?));
        Self {
            title: title.to_owned(),
            words: draft.all_names().filter_map(said).collect(),
        }
    }

    fn word(&self, name: &str) -> Option<Said> {
        self.words.get(name).cloned()
    }
}

/// Says a formula, in both languages.
pub(super) fn spoken(draft: &Draft, expr: &Expr) -> Said {
    let mut moves = false;
    each_name(expr, &mut |name| {
        let full = draft.meaning(&name.to_string());
        let moved = |full: &Named| matches!(full, Named::Figure(f) if f.as_ref() == MOVE);
        moves |= full.map_or_else(|| name.to_string() == MOVE, moved);
    });
    phrase(Spoken {
        draft,
        expr,
        table: None,
        members: None,
        moves,
        percent: false,
    })
}

/// Returns the one number that a parameter holds in all periods; `None` where it is still to be
/// filled in or changes.
pub(super) fn constant(parameter: &Parameter) -> Option<&Number> {
    match parameter.values.as_slice() {
        [only] if only.from.is_none() => match &only.value {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

/// Writes a parameter's number with its unit: `100,000 元`, `120%`.
pub(super) fn with_unit(number: &Number, unit: Option<&str>) -> String {
    match unit {
        Some("%") => format!("{}%", number.times(&Number::HUNDRED).exact_text()),
        // Money is grouped where counts and years are not.
        Some(unit) if unit.contains('元') && number.decimals().is_some() => {
            format!("{} {unit}", grouped(&number.exact_text()))
        }
        Some(unit) => format!("{} {unit}", number_in_words(number)),
        None => number_in_words(number),
    }
}

/// Writes a number with its unit in both languages; money as each has it: `1,000 元`, `¥1,000`.
pub(super) fn amount(number: &Number, unit: Option<&str>) -> Said {
    let zh = with_unit(number, unit);
    let money = || grouped(&number.exact_text());
    let en = match unit {
        Some("元") => format!("¥{}", money()),
        Some("万元") => format!("¥{} × 10,000", money()),
        _ => zh.clone(),
    };
    Said::new(zh, en)
}

/// Writes a condition before `的`: a sign or number keeps its distance.
pub(super) fn with_de(condition: &str) -> String {
    let gap = if condition.ends_with(|c: char| c.is_ascii()) {
        " "
    } else {
        ""
    };
    format!("{condition}{gap}的")
}

/// A formula that is being said.
#[derive(Clone, Copy)]
struct Spoken<'a> {
    draft: &'a Draft<'a>,
    expr: &'a Expr,
    /// The table over whose rows it runs.
    table: Option<&'a str>,
    /// The policy over whose members it runs.
    members: Option<&'a str>,
    /// Whether texts beside it are moves of the ladder.
    moves: bool,
    /// Whether a number here stands beside a percentage.
    percent: bool,
}

impl<'a> Readable for Spoken<'a> {
    fn view(self) -> View<Self> {
        match &self.expr.node {
            Node::Name(name)
                if name
                    .policy
                    .as_deref()
                    .is_some_and(|p| Some(p) == self.members) =>
            {
                View::Leaf(of_policy(self.draft, name))
            }
            Node::Name(name) => View::Leaf(word(self.draft, name, self.table)),
            Node::Number(number) if self.percent => {
                View::Leaf(plain(&with_unit(number, Some("%"))))
            }
            Node::Binary(operator, a, b) if operator.compares() => {
                let percent = is_percent(self.draft, a) || is_percent(self.draft, b);
                self.expr.view().map(|expr| Spoken {
                    expr,
                    percent,
                    ..self
                })
            }
            Node::Text(text) if self.moves => View::Leaf(move_said(text)),
            Node::Fold(fold) => {
                let table = table_of(self.draft, fold);
                let inside = Spoken {
                    table: table.or(self.table),
                    members: match &fold.over {
                        Some(Over::Members(policy)) => Some(policy),
                        _ => self.members,
                    },
                    ..self
                };
                let mut view = self.expr.view().map(|expr| Spoken { expr, ..inside });
                if let View::Fold { over, .. } = &mut view {
                    *over = over_said(self.draft, fold, table);
                }
                view
            }
            Node::Cut { table, .. } => {
                let mut view = self.expr.view().map(|expr| Spoken { expr, ..self });
                if let View::Cut(_, _, name, _) = &mut view
                    && let Some((_, title)) = self.draft.band_heads.get(&table.name)
                {
                    name.clone_from(title);
                }
                view
            }
            _ => self.expr.view().map(|expr| Spoken {
                expr,
                percent: false,
                ..self
            }),
        }
    }
}

/// Tells whether a formula is a figure that is shown as a percentage.
fn is_percent(draft: &Draft, expr: &Expr) -> bool {
    let figure = draft.figure_named(expr);
    let unit = figure.and_then(|f| draft.defined(&f)?.unit.clone());
    unit.as_deref() == Some("%")
}

/// Says a move of the ladder.
fn move_said(text: &str) -> Said {
    match text {
        "up" => Said::new("“升级”", "'up'"),
        "down" => Said::new("“降级”", "'down'"),
        "review" => Said::new("“复核”", "'review'"),
        "" => Said::new("“不变”", "'no move'"),
        text => Said::new(format!("“{text}”"), format!("'{text}'")),
    }
}

/// Returns the table over which an aggregate runs.
fn table_of<'a>(draft: &Draft, fold: &'a Fold) -> Option<&'a str> {
    match &fold.over {
        Some(Over::Table(table) | Over::AllRows(table)) => return Some(table),
        Some(_) => return None,
        None => {}
    }
    let mut table = None;
    each_name(fold.what.as_ref()?, &mut |name| {
        if let (None, [of, _]) = (&name.policy, name.parts.as_slice())
            && table.is_none()
            && draft.meaning(&name.to_string()).is_none()
        {
            table = Some(of);
        }
    });
    table.map(AsRef::as_ref)
}

fn over_said(draft: &Draft, fold: &Fold, table: Option<&str>) -> Said {
    match (&fold.over, table) {
        (Some(Over::Members(policy)), _) => {
            let title = title_of(draft, policy);
            Said::new(
                format!("适用《{title}》的成员"),
                format!("those under “{title}”"),
            )
        }
        (Some(over), _) => over_in_words(over),
        (None, Some(table)) => over_in_words(&Over::Table(table.into())),
        (None, None) => Said::default(),
    }
}

fn title_of(draft: &Draft, policy: &str) -> String {
    let of = draft.titles.get(policy);
    of.map_or_else(|| policy.to_owned(), |names| names.title.clone())
}

/// What is there without being defined, with the words of both languages.
const THERE: [(&str, &str, &str); 19] = [
    ("workdays", "工作日数", "workdays"),
    ("period_start", "期初", "the period's start"),
    ("period_end", "期末", "the period's end"),
    ("期初", "期初", "the period's start"),
    ("期末", "期末", "the period's end"),
    ("工作日数", "工作日数", "workdays"),
    ("id", "工号", "staff number"),
    ("name", "姓名", "name"),
    ("team", "团队", "team"),
    ("post", "岗位", "post"),
    ("grade", "职级", "grade"),
    ("joined", "入职日期", "day of joining"),
    ("left", "离职日期", "day of leaving"),
    ("days_present", "在岗天数", "days there"),
    ("workdays_present", "在岗工作日数", "workdays there"),
    ("present_from", "在岗首日", "first day there"),
    ("present_until", "在岗末日", "last day there"),
    ("parent", "上级团队", "team above"),
    ("head", "负责人", "head"),
];

/// Columns of the tables that are always there.
const OF_WEEKS: [(&str, &str, &str); 6] = [
    ("start", "该周首日", "the week's first day"),
    ("end", "该周末日", "the week's last day"),
    ("workdays", "该周工作日数", "the week's workdays"),
    ("起", "该周首日", "the week's first day"),
    ("止", "该周末日", "the week's last day"),
    ("工作日数", "该周工作日数", "the week's workdays"),
];

fn listed(list: &[(&str, &str, &str)], name: &str) -> Option<Said> {
    let found = list.iter().find(|(own, _, _)| *own == name);
    found.map(|(_, zh, en)| Said::new(*zh, *en))
}

/// Says a name; `table` is the one over whose rows the formula runs there.
fn word(draft: &Draft, name: &Name, table: Option<&str>) -> Said {
    let whole = name.to_string();
    if let Some(policy) = &name.policy {
        let named = of_policy(draft, name);
        let title = title_of(draft, policy);
        return Said::new(
            format!("《{title}》的{}", named.zh),
            format!("{} of “{title}”", named.en),
        );
    }
    if let Some(said) = meant(draft, &whole).or_else(|| draft.ahead.word(&whole)) {
        return said;
    }
    let of_calendar = |table: &str, column: &str| match table {
        "weeks" | "各周" => listed(&OF_WEEKS, column),
        "days" | "各日" => Some(Said::new("当日", "the day")),
        _ => None,
    };
    match name.parts.as_slice() {
        [person, attribute] if matches!(person.as_ref(), "person" | "人员") => {
            attribute_said(attribute)
        }
        [of, column] => of_calendar(of, column).unwrap_or_else(|| match Some(of.as_ref()) {
            of if of == table => plain(column),
            _ => Said::new(format!("“{of}”的{column}"), format!("{column} in “{of}”")),
        }),
        [single] => match table {
            // A column goes by its own name; only the period is there as well.
            Some(table) => of_calendar(table, single)
                .or_else(|| listed(THERE.get(1..5).unwrap_or_default(), single))
                .unwrap_or_else(|| plain(single)),
            None => attribute_said(single),
        },
        _ => plain(&whole),
    }
}

/// Says what a name means in another policy.
fn of_policy(draft: &Draft, name: &Name) -> Said {
    let figure = name.parts.join(".");
    let policy = name.policy.as_deref().unwrap_or_default();
    let named = draft.titles.get(policy).and_then(|n| n.word(&figure));
    named.unwrap_or_else(|| plain(&figure))
}

/// Begins a sentence in English.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Says an attribute of the roster, or what is there in every period.
pub fn attribute_said(name: &str) -> Said {
    listed(&THERE, name).unwrap_or_else(|| plain(name))
}

fn plain(text: &str) -> Said {
    Said::new(text, text)
}

/// Says what a document's own name means so far.
fn meant(draft: &Draft, name: &str) -> Option<Said> {
    let text = match draft.meaning(name)? {
        Named::Figure(full) => draft.title_of(full),
        Named::Parameter(full) => {
            let parameter = draft.parameter(full)?;
            match constant(parameter) {
                Some(number) => return Some(amount(number, parameter.unit.as_deref())),
                None if parameter.values.iter().all(|v| v.value.is_none()) => {
                    let title = &parameter.title;
                    return Some(Said::new(
                        format!("{title}（待填）"),
                        format!("{title} (to be filled in)"),
                    ));
                }
                None => parameter.title.to_string(),
            }
        }
    };
    Some(plain(&text))
}
