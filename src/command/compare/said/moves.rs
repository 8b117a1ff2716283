//! Who moves how far, as a table.

use super::Say;
use super::amounts::{amount, grouped_number, signed, western};
use crate::assessment::Figured;
use crate::comparison::{Move, PolicyComparison};
use crate::number::Number;

/// Makes the table of the first moves.
pub(in crate::command) fn moves(
    it: &PolicyComparison,
    shown: usize,
    say: &Say,
) -> Vec<Vec<String>> {
    let heading = [
        say.of("工号", "id").to_owned(),
        say.of("姓名", "name").to_owned(),
        it.total.0.to_string(),
        say.of("名次", "rank").to_owned(),
        say.of("等级", "grade").to_owned(),
        say.of("发放", "paid").to_owned(),
        say.of("奖项和门槛", "awards and gates").to_owned(),
    ];
    let moves = it.moves.iter().take(shown);
    let rows = moves.map(|m| row(m, &it.total.1, say).to_vec());
    let mut table: Vec<Vec<String>> = std::iter::once(heading.to_vec()).chain(rows).collect();
    // Columns in which nothing moves are left out.
    for at in (2..7).rev() {
        if table
            .iter()
            .skip(1)
            .all(|r| r.get(at).is_none_or(String::is_empty))
        {
            table.iter_mut().for_each(|row| _ = row.remove(at));
        }
    }
    table
}

fn row(it: &Move, unit: &str, say: &Say) -> [String; 7] {
    let none = "—";
    let shown = |f: &Option<Figured>| {
        let text = f.as_ref().and_then(|f| f.shown.clone());
        text.map_or_else(|| none.to_owned(), |text| grouped_number(&text))
    };
    let total = it.total.as_ref().map_or_else(String::new, |t| {
        let by = t.by.as_ref().map(|by| format!("（{}）", signed(by, unit)));
        let by = by.map(|by| say.of(&by, &western(&by)).to_owned());
        format!(
            "{} → {}{}",
            shown(&t.before),
            shown(&t.after),
            by.unwrap_or_default()
        )
    });
    let rank = |rank: Option<u32>| rank.map_or_else(|| none.to_owned(), |r| r.to_string());
    let ranks = it
        .ranks
        .iter()
        .map(|r| format!("{} {} → {}", r.board, rank(r.before), rank(r.after)));
    let grades = it
        .grades
        .iter()
        .map(|g| format!("{} {} → {}", g.title, shown(&g.before), shown(&g.after)));
    let paid = it.paid.as_ref().map_or_else(String::new, |(was, is)| {
        let of = |n: &Option<Number>| {
            n.as_ref()
                .map_or_else(|| none.to_owned(), |n| amount(n, ""))
        };
        format!("{} → {}", of(was), of(is))
    });
    let sets = [
        (say.of("获得", "wins"), texts(&it.won)),
        (say.of("不再获得", "no longer wins"), texts(&it.lost)),
        (say.of("够条件", "may have"), texts(&it.meets)),
        (say.of("不够条件", "may not have"), texts(&it.fails)),
        (say.of("触发", "struck by"), it.struck.clone()),
        (say.of("不再触发", "no longer struck by"), it.spared.clone()),
    ];
    let sets = sets.into_iter().filter(|(_, names)| !names.is_empty());
    let sets = sets.map(|(what, names)| format!("{what} {}", say.list(&names)));
    let semicolon = say.of("；", "; ");
    [
        it.id.to_string(),
        it.name.clone(),
        total,
        ranks.collect::<Vec<_>>().join(semicolon),
        grades.collect::<Vec<_>>().join(semicolon),
        paid,
        sets.collect::<Vec<_>>().join(semicolon),
    ]
}

fn texts(names: &[std::sync::Arc<str>]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
