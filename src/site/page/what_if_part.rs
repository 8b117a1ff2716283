//! What other rules would have done under one policy in one period: a sentence, the spread before and
//! after, who moves how far; on the first page in short, on a page of its own as a whole.

use serde::Serialize;

use crate::assessment::Figured;
use crate::comparison::{Move, Movement, PolicyComparison};
use crate::figure::Subject;
use crate::number::{Number, with_sign};
use crate::period::Period;
use crate::site::address::{as_workbook, beside, link, slug};
use crate::site::chart::{self, BeforeAfter, Side, Told};
use crate::site::download;
use crate::site::format;
use crate::site::page::pay::Money;
use crate::site::page::table::{ChartView, Numbers, TableView};
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::{Field, Table};

/// How many people a page of its own shows; all are in its table to be downloaded.
const MOST: usize = 500;

/// One policy in one period.
#[derive(Debug, Serialize)]
pub struct PartView {
    period: LinkView,
    policy: LinkView,
    sentence: String,
    chart: Option<ChartView>,
    grades: Option<TableView>,
    moves: Option<MovesView>,
    /// How many have no total on one side; may be empty.
    without: String,
    /// The page of its own; empty where nobody is named.
    whole: String,
    /// How many more there are than are shown; may be empty.
    more: String,
}

/// A page of its own.
#[derive(Debug, Serialize)]
pub struct MovesPage {
    frame: Frame,
    title: String,
    part: PartView,
    /// The same as a table, and as a workbook.
    sheet: String,
    workbook: String,
}

/// Who moves how far.
#[derive(Debug, Serialize)]
struct MovesView {
    headings: Vec<String>,
    rows: Vec<RowView>,
}

/// One who moves.
#[derive(Debug, Serialize)]
struct RowView {
    who: LinkView,
    cells: Vec<String>,
}

/// Returns the path of a page of its own.
pub fn path(period: Period, policy: &str) -> String {
    format!("differences/{period}-{}.html", slug(policy))
}

/// Shows one policy in one period as a whole, by its place.
pub fn view(shared: &Shared<'_>, page: &str, at: usize) -> Option<MovesPage> {
    let public = shared.what_if.as_ref()?;
    let (one, movement) = public.parts().nth(at)?;
    let part = part(shared, page, (one, movement), (true, MOST));
    let title = format!("{} · {}", shared.period(one.period), one.title);
    let sheet = shared.download(&beside(page));
    Some(MovesPage {
        frame: shared.frame(page, title.clone(), "none"),
        title,
        part,
        workbook: link(page, &as_workbook(&sheet)),
        sheet: link(page, &sheet),
    })
}

/// Shows one policy in one period: `whole` with its chart, with at most so many people.
pub(super) fn part(
    shared: &Shared<'_>,
    page: &str,
    (one, movement): (&PolicyComparison, Option<Movement>),
    (whole, most): (bool, usize),
) -> PartView {
    let words = &shared.words;
    let named = !one.moves.is_empty();
    let own = path(one.period, &one.id);
    let shown = one.moves.len().min(most);
    let more = one.moves.len() - shown;
    let period = shared.public.period(one.period);
    PartView {
        period: match period {
            Some(_) => shared.period_link(page, one.period),
            None => LinkView {
                text: shared.period(one.period),
                href: String::new(),
            },
        },
        policy: match shared.current(&one.id) {
            Some(policy) => shared.policy_link(page, policy),
            None => LinkView::default(),
        },
        sentence: sentence(shared, one, movement),
        chart: if whole { spread(shared, one) } else { None },
        grades: if whole { grades(shared, one) } else { None },
        moves: (named && shown > 0).then(|| moves(shared, page, one, shown)),
        without: without(shared, one),
        whole: match named && own != page {
            true => link(page, &own),
            false => String::new(),
        },
        more: match more {
            0 => String::new(),
            more => words.fill("what_if_more", &[("n", &more.to_string())]),
        },
    }
}

/// Writes how many move which way.
fn sentence(shared: &Shared<'_>, one: &PolicyComparison, movement: Option<Movement>) -> String {
    let words = &shared.words;
    let Some(found) = movement else {
        return words.say("what_if_few").to_owned();
    };
    let unit = words.say(match one.subject {
        Some(Subject::Person) => "what_if_people",
        _ => "what_if_subjects",
    });
    let kinds = [
        (found.up, "what_if_up"),
        (found.down, "what_if_down"),
        (found.ranks, "what_if_ranks"),
        (found.grades, "what_if_grades"),
        (found.awards, "what_if_awards"),
        (found.more, "what_if_paid_more"),
        (found.less, "what_if_paid_less"),
    ];
    let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = kinds
        .map(|(count, key)| words.fill(key, &[("n", &count.to_string()), ("unit", unit)]))
        .collect();
    let n = one.subjects.to_string();
    match parts.is_empty() {
        true => words.fill("what_if_nobody", &[("n", &n), ("unit", unit)]),
        false => {
            let list = parts.join(words.say("comma"));
            words.fill(
                "what_if_moved",
                &[("n", &n), ("unit", unit), ("list", &list)],
            )
        }
    }
}

fn without(shared: &Shared<'_>, one: &PolicyComparison) -> String {
    let (Some(was), Some(is)) = &one.spread else {
        return String::new();
    };
    if was.count == is.count {
        return String::new();
    }
    let (was, is) = (one.subjects - was.count, one.subjects - is.count);
    let parts = [("before", was.to_string()), ("after", is.to_string())];
    let parts = parts.each_ref().map(|(key, text)| (*key, text.as_str()));
    shared.words.fill("what_if_without", &parts)
}

fn spread(shared: &Shared<'_>, one: &PolicyComparison) -> Option<ChartView> {
    let (was, is) = (one.spread.0.as_ref()?, one.spread.1.as_ref()?);
    let words = &shared.words;
    let (name, unit) = &one.total;
    let short = |n: &Number| format::number(n, unit, shared.decimals());
    let said = |n: &Number| format::with_unit(words, &short(n), unit);
    let by =
        |before: &Number, after: &Number| signed(&after.minus(before), unit, shared.decimals());
    let sentence = words.fill(
        "what_if_spread",
        &[
            ("title", name),
            ("mean_before", &said(&was.mean)),
            ("mean_after", &said(&is.mean)),
            ("mean_by", &by(&was.mean, &is.mean)),
            ("median_before", &said(&was.median)),
            ("median_after", &said(&is.median)),
        ],
    );
    let mut bounds: Vec<Number> = one.stretches.iter().map(|s| s.from.clone()).collect();
    bounds.extend(one.stretches.last().map(|s| s.to.clone()));
    let digits = bounds.iter().map(|b| format::scaled(b, unit).decimals());
    let digits = digits.map(|d| d.unwrap_or(0).min(2)).max().unwrap_or(0);
    let labels: Vec<String> = bounds
        .iter()
        .map(|b| format::number(b, unit, digits))
        .collect();
    let rows = one
        .stretches
        .iter()
        .zip(labels.windows(2))
        .map(|(s, ends)| vec![ends.join("–"), s.before.to_string(), s.after.to_string()]);
    let rows: Vec<Vec<String>> = rows.collect();
    let title = words.fill("spread_title", &[("title", name)]);
    let id = format!("spread-{}-{}", one.period, slug(&one.id));
    let told = Told {
        id: &id,
        title: &title,
        description: &sentence,
    };
    let side = |key: &str, counts: Vec<usize>, mean| Side {
        name: words.fill(key, &[("mean", &short(mean))]),
        counts,
        mean: Some(mean),
    };
    let before = one.stretches.iter().map(|s| s.before).collect();
    let after = one.stretches.iter().map(|s| s.after).collect();
    let both = BeforeAfter {
        bounds,
        labels,
        before: side("what_if_side_before", before, &was.mean),
        after: side("what_if_side_after", after, &is.mean),
    };
    Some(ChartView {
        table: TableView {
            caption: title.clone(),
            headings: vec![
                format::heading(words, name, unit),
                words.say("what_if_before").to_owned(),
                words.say("what_if_after").to_owned(),
            ],
            rows,
        },
        svg: chart::before_after(told, &both),
        title,
        policy: String::new(),
        sentence,
        sheet: String::new(),
    })
}

fn grades(shared: &Shared<'_>, one: &PolicyComparison) -> Option<TableView> {
    let words = &shared.words;
    let changed = one.grades.values().any(|(was, is)| was != is);
    let several = one
        .grades
        .keys()
        .any(|(title, _)| Some(title) != one.grades.keys().next().map(|(t, _)| t));
    let rows = one.grades.iter().map(|((title, grade), (was, is))| {
        let name = match several {
            true => format!("{title} {grade}"),
            false => grade.clone(),
        };
        vec![name, was.to_string(), is.to_string()]
    });
    let first = one.grades.keys().next().map(|(title, _)| title.to_string());
    let heading = if several {
        String::new()
    } else {
        first.unwrap_or_default()
    };
    changed.then(|| TableView {
        caption: words.say("what_if_grades_table").to_owned(),
        headings: vec![
            heading,
            words.say("what_if_before").to_owned(),
            words.say("what_if_after").to_owned(),
        ],
        rows: rows.collect(),
    })
}

/// The columns beside the name, in their order.
const COLUMNS: [&str; 5] = ["", "rank", "what_if_grade", "what_if_paid", "what_if_other"];

fn moves(shared: &Shared<'_>, page: &str, one: &PolicyComparison, most: usize) -> MovesView {
    let words = &shared.words;
    let mut rows: Vec<RowView> = one
        .moves
        .iter()
        .take(most)
        .map(|m| RowView {
            who: shared.subject(page, one.subject, &m.id, &m.name),
            cells: cells(shared, one, m).to_vec(),
        })
        .collect();
    let mut headings: Vec<String> = COLUMNS
        .iter()
        .map(|key| words.say(key).to_owned())
        .collect();
    if let Some(total) = headings.first_mut() {
        *total = format::heading(words, &one.total.0, &one.total.1);
    }
    // Columns in which nothing moves are left out.
    for at in (0..COLUMNS.len()).rev() {
        let empty = |row: &RowView| row.cells.get(at).is_none_or(String::is_empty);
        if rows.iter().all(empty) {
            headings.remove(at);
            rows.iter_mut().for_each(|row| _ = row.cells.remove(at));
        }
    }
    headings.insert(0, words.say("name").to_owned());
    MovesView { headings, rows }
}

/// Writes what is different for one: total, ranks, grades, pay, awards with gates and vetoes.
fn cells(shared: &Shared<'_>, one: &PolicyComparison, found: &Move) -> [String; 5] {
    let words = &shared.words;
    let semicolon = words.say("semicolon");
    let shown = |f: &Option<Figured>| f.as_ref().map_or(format::NONE.to_owned(), format::figure);
    let change = |before: &str, after: &str| {
        words.fill("what_if_change", &[("before", before), ("after", after)])
    };
    let unit = &one.total.1;
    let total = found.total.as_ref().map_or_else(String::new, |t| {
        let both = change(&shown(&t.before), &shown(&t.after));
        match &t.by {
            Some(by) => {
                let by = signed(by, unit, shared.decimals());
                words.fill("what_if_by", &[("change", &both), ("by", &by)])
            }
            None => both,
        }
    });
    let rank = |rank: Option<u32>| rank.map_or(format::NONE.to_owned(), |r| r.to_string());
    let ranks = found.ranks.iter().map(|r| {
        let both = change(&rank(r.before), &rank(r.after));
        format!("{} {both}", r.board)
    });
    let grades = found.grades.iter().map(|g| {
        let both = change(&shown(&g.before), &shown(&g.after));
        format!("{} {both}", g.title)
    });
    let paid = found.paid.as_ref().map_or_else(String::new, |(was, is)| {
        let rules = shared.current(&one.id);
        let write = |n: &Option<Number>| match (n, rules) {
            (Some(n), Some(rules)) => Money::of(shared, rules).write(n),
            _ => format::NONE.to_owned(),
        };
        change(&write(was), &write(is))
    });
    let texts = |names: &[std::sync::Arc<str>]| names.iter().map(ToString::to_string).collect();
    let sets: [(&str, Vec<String>); 6] = [
        ("what_if_won", texts(&found.won)),
        ("what_if_lost", texts(&found.lost)),
        ("what_if_meets", texts(&found.meets)),
        ("what_if_fails", texts(&found.fails)),
        ("what_if_struck", found.struck.clone()),
        ("what_if_spared", found.spared.clone()),
    ];
    let sets = sets.into_iter().filter(|(_, names)| !names.is_empty());
    let sets = sets.map(|(key, names)| {
        let list = names.join(words.say("list_comma"));
        words.fill(key, &[("list", &list)])
    });
    [
        total,
        ranks.collect::<Vec<_>>().join(semicolon),
        grades.collect::<Vec<_>>().join(semicolon),
        paid,
        sets.collect::<Vec<_>>().join(semicolon),
    ]
}

/// Makes the tables of one policy in one period, by its place: everybody who moves, then the numbers of
/// the chart and the grades.
pub fn tables(shared: &Shared<'_>, at: usize) -> Vec<Table> {
    let what_if = shared.what_if.as_ref();
    let one = what_if.and_then(|public| public.parts().nth(at));
    let numbers = one.map(|(one, _)| download::numbers(shared, numbers(shared, one)));
    let all = table(shared, at).into_iter().chain(numbers);
    all.filter(|table| !table.rows.is_empty()).collect()
}

/// Returns the numbers of what one policy in one period is shown by besides those who move.
pub(super) fn numbers(shared: &Shared<'_>, one: &PolicyComparison) -> Vec<Numbers> {
    let spread = spread(shared, one).map(|chart| (chart.title, chart.table));
    let grades = grades(shared, one).map(|table| (table.caption.clone(), table));
    let both = spread.into_iter().chain(grades);
    both.map(|(title, table)| Numbers {
        policy: format!("{} {}", one.period, one.title),
        title,
        table,
    })
    .collect()
}

/// Makes the table of everybody who moves, by the place of policy and period.
pub(super) fn table(shared: &Shared<'_>, at: usize) -> Option<Table> {
    let (one, _) = shared.what_if.as_ref()?.parts().nth(at)?;
    let words = &shared.words;
    let total = format::heading(words, &one.total.0, &one.total.1);
    let of = |what: &str, side: &str| {
        let side = words.say(side);
        words.fill("what_if_column", &[("what", what), ("side", side)])
    };
    let paid = words.say("what_if_paid");
    let [_, rank, grade, _, other] = COLUMNS.map(|key| words.say(key).to_owned());
    let rows = one.moves.iter().map(|m| {
        let [_, ranks, grades, _, rest] = cells(shared, one, m);
        let figure = |f: Option<&Figured>| f.map_or(Field::Missing, Field::figure);
        let (was, is) = match &m.total {
            Some(t) => (figure(t.before.as_ref()), figure(t.after.as_ref())),
            None => (Field::Blank, Field::Blank),
        };
        let rules = shared.current(&one.id);
        let write = |n: &Option<Number>| match (n, rules) {
            (Some(n), Some(rules)) => Field::number(Money::of(shared, rules).plain(n), ""),
            _ => Field::Missing,
        };
        let (paid, pays) = match &m.paid {
            Some((was, is)) => (write(was), write(is)),
            None => (Field::Blank, Field::Blank),
        };
        let (id, name) = (Field::text(m.id.to_string()), Field::text(&m.name));
        let [ranks, grades, rest] = [ranks, grades, rest].map(Field::text);
        vec![id, name, was, is, ranks, grades, paid, pays, rest]
    });
    Some(Table {
        name: format!("{} {}", one.period, one.title),
        headings: vec![
            words.say("id").to_owned(),
            words.say("name").to_owned(),
            of(&total, "what_if_before"),
            of(&total, "what_if_after"),
            rank,
            grade,
            of(paid, "what_if_before"),
            of(paid, "what_if_after"),
            other,
        ],
        rows: rows.collect(),
        ..Table::default()
    })
}

fn signed(number: &Number, unit: &str, decimals: u32) -> String {
    match number.is_zero() {
        true => "±0".to_owned(),
        false => with_sign(&format::number(number, unit, decimals)),
    }
}
