//! Who differs how far under one policy, and why.

use std::collections::BTreeMap;

use super::inputs::names;
use crate::command::compare::said::Say;
use crate::command::compare::said::amounts::{amount, grouped_number, indented, signed, western};
use crate::command::diff::Inputs;
use crate::comparison::{Changed, ChangedItem, Difference, Noted, Pair};
use crate::number::Number;

/// How many items of a scorecard are told of one person.
const MOST_ITEMS: usize = 3;
/// How many names are listed of those who came and went.
const MOST_NAMES: usize = 10;

/// Says what is different under one policy.
pub(super) fn text(
    found: &Difference,
    inputs: Option<&Inputs>,
    (teams, most): (&BTreeMap<&str, &str>, usize),
    say: &Say,
) -> String {
    let (was, is) = &found.periods;
    let period = match was == is {
        true => is.clone(),
        false => format!("{was} → {is}"),
    };
    let (before, after) = found.subjects;
    let results: Vec<&Changed> = found.changed.iter().filter(|c| c.is_result()).collect();
    let moved = results.len();
    let count = match before == after {
        true => say
            .of(&format!("{after} 个"), &format!("{after}"))
            .to_owned(),
        false => say
            .of(
                &format!("{before} → {after} 个"),
                &format!("{before} → {after}"),
            )
            .to_owned(),
    };
    let head = say
        .of(
            &format!("{period}  {}  {count}，{moved} 个结果有变", found.title),
            &format!(
                "{period}  {}  {count}, {moved} with other results",
                found.title
            ),
        )
        .to_owned();
    let mut lines = vec![head];
    if found.versions.0 != found.versions.1 {
        let (old, new) = &found.versions;
        lines.push(
            say.of(
                &format!("  制度版本 {old} → {new}"),
                &format!("  version {old} → {new}"),
            )
            .to_owned(),
        );
    }
    lines.extend(some_names(&found.joined, ("新进", "come"), say));
    lines.extend(some_names(&found.left, ("不再有", "gone"), say));
    let shown = moved.min(most);
    if moved > 0 {
        lines.extend(indented(&table(
            found,
            &results,
            inputs,
            (teams, shown),
            say,
        )));
    }
    if shown < moved {
        let more = moved - shown;
        lines.push(
            say.of(
                &format!("  还有 {more} 个，加 --all 全部列出。"),
                &format!("  {more} more; --all lists them."),
            )
            .to_owned(),
        );
    }
    lines.join("\n")
}

fn some_names(people: &[(String, String)], (zh, en): (&str, &str), say: &Say) -> Option<String> {
    let shown = people.iter().take(MOST_NAMES);
    let names: Vec<String> = shown.map(|(id, name)| format!("{id} {name}")).collect();
    let more = match people.len() > MOST_NAMES {
        true => say.of(" 等", " and others"),
        false => "",
    };
    let count = people.len();
    let list = say.list(&names);
    (count > 0).then(|| {
        say.of(
            &format!("  {zh} {count} 个：{list}{more}"),
            &format!("  {count} {en}: {list}{more}"),
        )
        .to_owned()
    })
}

fn table(
    found: &Difference,
    results: &[&Changed],
    inputs: Option<&Inputs>,
    (teams, shown): (&BTreeMap<&str, &str>, usize),
    say: &Say,
) -> Vec<Vec<String>> {
    let totals = results.iter().find_map(|c| c.total.as_ref()?.any());
    let heading = [
        say.of("工号", "id").to_owned(),
        say.of("姓名", "name").to_owned(),
        totals.map(|t| t.title.clone()).unwrap_or_default(),
        say.of("名次", "rank").to_owned(),
        say.of("等级", "grade").to_owned(),
        say.of("发放", "paid").to_owned(),
        say.of("奖项", "awards").to_owned(),
        say.of("原因", "why").to_owned(),
    ];
    let mut table = vec![heading.to_vec()];
    for one in results.iter().take(shown) {
        let why = match inputs {
            Some(inputs) => by_inputs(found, one, inputs, say),
            None => by_items(one, teams, say),
        };
        table.push(row(one, why, say));
    }
    // Columns in which nothing differs are left out.
    for at in (2..8).rev() {
        let empty = |row: &Vec<String>| row.get(at).is_none_or(String::is_empty);
        if table.iter().skip(1).all(empty) {
            table.iter_mut().for_each(|row| _ = row.remove(at));
        }
    }
    table
}

fn row(one: &Changed, why: String, say: &Say) -> Vec<String> {
    let none = "—";
    let total = one.total.as_ref().map_or_else(String::new, |t| {
        let by = t.by().map(|by| format!("（{}）", signed(&by, "")));
        let by = by.map(|by| say.of(&by, &western(&by)).to_owned());
        format!("{}{}", change(t), by.unwrap_or_default())
    });
    let rank = |rank: &Option<u32>| rank.map_or_else(|| none.to_owned(), |r| r.to_string());
    let ranks = one.ranks.iter();
    let ranks = ranks.map(|(board, was, is)| format!("{board} {} → {}", rank(was), rank(is)));
    let grades = one.grades.iter().map(|pair| {
        let title = pair.any().map(|n| n.title.clone()).unwrap_or_default();
        format!("{title} {}", change(pair))
    });
    let paid = one.paid.as_ref().map_or_else(String::new, |(was, is)| {
        let write = |n: &Option<Number>| {
            n.as_ref()
                .map_or_else(|| none.to_owned(), |n| amount(n, ""))
        };
        format!("{} → {}", write(was), write(is))
    });
    let sets = [
        (say.of("获得", "wins"), &one.won),
        (say.of("不再获得", "no longer wins"), &one.lost),
    ];
    let sets = sets.into_iter().filter(|(_, names)| !names.is_empty());
    let sets = sets.map(|(what, names)| format!("{what} {}", say.list(names)));
    let semicolon = say.of("；", "; ");
    vec![
        one.id.clone(),
        one.name.clone(),
        total,
        ranks.collect::<Vec<_>>().join(semicolon),
        grades.collect::<Vec<_>>().join(semicolon),
        paid,
        sets.collect::<Vec<_>>().join(semicolon),
        why,
    ]
}

/// Says which groups of inputs move somebody how far.
fn by_inputs(found: &Difference, one: &Changed, inputs: &Inputs, say: &Say) -> String {
    let key = (
        found.periods.1.clone(),
        found.policy.clone(),
        one.id.clone(),
    );
    let moved = inputs.causes.get(&key).into_iter().flatten();
    let parts = moved.map(|moved| {
        let label = inputs.steps.get(moved.group).map_or(&[][..], Vec::as_slice);
        let mut what = Vec::new();
        if let Some(by) = &moved.total {
            let by = signed(by, "");
            what.push(
                say.of(&format!("总分 {by}"), &format!("total {by}"))
                    .to_owned(),
            );
        }
        if let Some(by) = &moved.paid {
            let by = signed(by, "");
            what.push(
                say.of(&format!("发放 {by}"), &format!("pay {by}"))
                    .to_owned(),
            );
        }
        if what.is_empty() {
            what.push(
                say.of("名次、等级或获奖", "rank, grade or awards")
                    .to_owned(),
            );
        }
        format!(
            "{}{}{}",
            names(label, say),
            say.of("：", ": "),
            what.join(say.of("，", ", "))
        )
    });
    parts.collect::<Vec<_>>().join(say.of("；", "; "))
}

/// Says which items of the scorecard make the difference, those that differ most first.
fn by_items(one: &Changed, teams: &BTreeMap<&str, &str>, say: &Say) -> String {
    let mut parts: Vec<String> = Vec::new();
    let differ = one.items.iter();
    let differ: Vec<&ChangedItem> = differ
        .filter(|item| item.points.by().is_none_or(|by| !by.is_zero()))
        .collect();
    parts.extend(differ.iter().take(MOST_ITEMS).map(|i| item(i, say)));
    if differ.len() > MOST_ITEMS {
        let more = differ.len() - MOST_ITEMS;
        let en = match more {
            1 => "one more item".to_owned(),
            more => format!("{more} more items"),
        };
        parts.push(say.of(&format!("另有 {more} 项"), &en).to_owned());
    }
    if let Some(rest) = &one.rest {
        let by = signed(rest, "");
        parts.push(
            say.of(
                &format!("封顶、否决、系数等 {by}"),
                &format!("caps, vetoes, coefficients {by}"),
            )
            .to_owned(),
        );
    }
    // Where no points differ it is the lines of pay, and where nothing is paid the metrics.
    let figures = match (differ.is_empty(), one.pay.is_empty()) {
        (false, _) => &[][..],
        (true, false) => &one.pay,
        (true, true) => &one.metrics,
    };
    let metrics = figures.iter().take(MOST_ITEMS).map(|pair| {
        let title = pair.any().map(|n| n.title.clone()).unwrap_or_default();
        format!("{title} {}{}", change(pair), corrected(pair, say))
    });
    parts.extend(metrics);
    if let Some((was, is)) = &one.team {
        let name = |id: &str| match (id, teams.get(id)) {
            ("", _) => say.of("（没有）", "(none)").to_owned(),
            (_, Some(name)) => (*name).to_owned(),
            (id, None) => id.to_owned(),
        };
        let (was, is) = (name(was), name(is));
        parts.push(
            say.of(&format!("团队 {was} → {is}"), &format!("team {was} → {is}"))
                .to_owned(),
        );
    }
    // A rank on one side alone is none that moved: data may be left out there.
    let moved = one
        .ranks
        .iter()
        .all(|(_, was, is)| was.is_some() && is.is_some());
    if parts.is_empty() && !one.ranks.is_empty() && moved {
        let own = "本人的得分没有变，名次随别人变了";
        let en = "no points of their own; the rank moved with those of others";
        parts.push(say.of(own, en).to_owned());
    }
    parts.join(say.of("；", "; "))
}

fn item(item: &ChangedItem, say: &Say) -> String {
    let by = match item.points.by() {
        Some(by) => signed(&by, ""),
        None => change(&item.points),
    };
    let mut inside = Vec::new();
    if let Some(value) = &item.value {
        inside.push(format!("{}{}", change(value), corrected(value, say)));
    }
    if let Some(target) = &item.target {
        let text = change(target);
        inside.push(
            say.of(&format!("目标 {text}"), &format!("target {text}"))
                .to_owned(),
        );
    }
    let points = corrected(&item.points, say);
    match inside.is_empty() {
        true => format!("{} {by}{points}", item.item),
        false => {
            let inside = format!("（{}）", inside.join(say.of("，", ", ")));
            let inside = say.of(&inside, &western(&inside)).to_owned();
            format!("{} {by}{points}{inside}", item.item)
        }
    }
}

fn corrected<'s>(pair: &Pair, say: &'s Say) -> &'s str {
    match pair.is_corrected() {
        true => say.of("，有更正", ", corrected"),
        false => "",
    }
}

/// Writes a figure on both sides, with its unit.
fn change(pair: &Pair) -> String {
    let shown = |noted: &Option<Noted>| match noted {
        Some(noted) if noted.number().is_some() => grouped_number(&noted.shown),
        Some(noted) if noted.value.is_some() => noted.shown.clone(),
        _ => "—".to_owned(),
    };
    let unit = pair.any().map(|n| n.unit.as_str()).unwrap_or_default();
    let unit = match unit {
        "" => String::new(),
        "%" | "％" => "%".to_owned(),
        unit => format!(" {unit}"),
    };
    format!("{} → {}{unit}", shown(&pair.before), shown(&pair.after))
}
