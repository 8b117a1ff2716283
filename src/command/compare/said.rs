//! What is different, in words and tables for a terminal.

use super::{Change, Told};
use crate::assessment::Figured;
use crate::command::explain::aligned;
use crate::comparison::{Cost, Move, PolicyComparison, Spread};
use crate::diagnostic::{Language, count_en};
use crate::number::{Mode, Number, grouped};

/// How many people are listed unless all are asked for.
const MOST: usize = 10;
/// The longest text of a rule that is shown, in characters.
const LONGEST: usize = 60;

/// Says it all.
pub(super) fn text(told: &Told, all: bool, language: Language) -> String {
    let say = Say(language);
    let mut blocks = vec![head(told, &say)];
    blocks.extend(told.found.iter().map(|c| policy(c, all, &say)));
    blocks.join("\n\n")
}

/// The language of all words.
struct Say(Language);

impl Say {
    fn of<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    fn list(&self, parts: &[String]) -> String {
        parts.join(self.of("、", ", "))
    }
}

fn head(told: &Told, say: &Say) -> String {
    let (first, last) = (told.window.first, told.window.last);
    let policies: Vec<String> = told
        .policies
        .iter()
        .map(|(id, title)| format!("{title} {id}"))
        .collect();
    let policies = say.list(&policies);
    let mut lines = vec![
        say.of(
            "试算，仅供内部：换一种规则，用同样的数据重算过去的月份。不是考核结果，不要公布。",
            "What if, for internal use only: past months worked out by other rules, on the same data. These are no results; do not publish them.",
        )
        .to_owned(),
        String::new(),
        say.of(
            &format!("换了规则的制度（{first} 到 {last}）：{policies}"),
            &format!("Other rules, {first} to {last}: {policies}"),
        )
        .to_owned(),
    ];
    lines.extend(told.changes.iter().map(|c| changed(c, say)));
    if told.changes.is_empty() {
        lines.push(say.of("  规则没有不同", "  no rule differs").to_owned());
    }
    if !told.clauses.is_empty() {
        let titles = say.list(&told.clauses);
        lines.push(
            say.of("  条款文字不同：", "  clauses with another text: ")
                .to_owned()
                + &titles,
        );
    }
    let months = told.worked_out.len();
    if let (Some(from), Some(to)) = (told.worked_out.first(), told.worked_out.last()) {
        lines.push(
            say.of(
                &format!("前后各重算 {from} 到 {to} 共 {months} 个月（连续和累计要看以前的月份），下面只列上述月份。"),
                &format!("Both sides were worked out from {from} to {to}, {} (streaks and running sums read earlier ones); only the months above are shown.", count_en(months, "month", "months")),
            )
            .to_owned(),
        );
    }
    if told.found.iter().all(|c| !c.is_different()) {
        lines.push(String::new());
        lines.push(
            say.of("结果完全相同。", "The results are the same.")
                .to_owned(),
        );
    }
    lines.join("\n")
}

fn changed(change: &Change, say: &Say) -> String {
    let short = |text: &Option<String>| match text {
        None => say.of("（没有）", "(none)").to_owned(),
        Some(text) if text.chars().count() > LONGEST => {
            text.chars().take(LONGEST).chain(['…']).collect()
        }
        Some(text) => text.clone(),
    };
    let (before, after) = (short(&change.before), short(&change.after));
    let Change { part, what, .. } = change;
    format!("  {part} · {what}{}{before} → {after}", say.of("：", ": "))
}

fn policy(it: &PolicyComparison, all: bool, say: &Say) -> String {
    let moved = it.moves.len();
    let counts = say
        .of(
            &format!("共 {} 个，{moved} 个有变化", it.subjects),
            &format!("{moved} of {} move", it.subjects),
        )
        .to_owned();
    let mut lines = vec![format!("{}  {}  {counts}", it.period, it.title)];
    let mut table: Vec<Vec<String>> = Vec::new();
    if let (Some(was), Some(is)) = &it.spread {
        let heading = [
            it.total.0.to_string(),
            say.of("人数", "count").to_owned(),
            say.of("最低", "lowest").to_owned(),
            say.of("中位", "median").to_owned(),
            say.of("平均", "mean").to_owned(),
            say.of("最高", "highest").to_owned(),
        ];
        table.push(heading.to_vec());
        table.push(spread(say.of("原来", "before"), was, &it.total.1));
        table.push(spread(say.of("试算", "after"), is, &it.total.1));
    }
    lines.extend(indented(&table));
    let without = |spread: &Option<Spread>| it.subjects - spread.as_ref().map_or(0, |s| s.count);
    let (was, is) = (without(&it.spread.0), without(&it.spread.1));
    if was != is && !it.total.0.is_empty() {
        lines.push(
            say.of(
                &format!("  没有总分的：{was} → {is}（试算所需的数据可能没有，这些人的变化不说明规则的松紧）"),
                &format!("  without a total: {was} → {is} (data that the other rules need may not be there; these moves say nothing about the rules)"),
            )
            .to_owned(),
        );
    }
    lines.extend(grades(it));
    if let (Some(was), Some(is)) = &it.cost {
        lines.extend(cost(was, is, say));
    }
    let shown = if all { moved } else { moved.min(MOST) };
    if moved > 0 {
        lines.extend(indented(&moves(it, shown, say)));
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

fn spread(name: &str, spread: &Spread, unit: &str) -> Vec<String> {
    let of = |n: &Number| amount(n, unit);
    vec![
        name.to_owned(),
        spread.count.to_string(),
        of(&spread.least),
        of(&spread.median),
        of(&spread.mean),
        of(&spread.most),
    ]
}

/// Says how many have which grade, a line a result.
fn grades(it: &PolicyComparison) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    for ((title, grade), (was, is)) in &it.grades {
        let one = if was == is {
            format!("{grade} {was}")
        } else {
            format!("{grade} {was} → {is}")
        };
        match lines.last_mut() {
            Some((last, all)) if *last == title.as_ref() => all.push(one),
            _ => lines.push((title, vec![one])),
        }
    }
    let lines = lines.into_iter();
    lines
        .map(|(title, all)| format!("  {title}  {}", all.join("  ")))
        .collect()
}

fn cost(was: &Cost, is: &Cost, say: &Say) -> Vec<String> {
    let row = |name: &str, was: &Number, is: &Number| {
        let by = signed(&is.minus(was), "");
        format!("  {name}  {} → {}  {by}", amount(was, ""), amount(is, ""))
    };
    let mut lines = vec![row(say.of("发放合计", "paid out"), &was.paid, &is.paid)];
    lines.push(row(
        say.of("其中奖金", "of it prizes"),
        &was.prizes,
        &is.prizes,
    ));
    if was.incomplete + is.incomplete > 0 {
        lines.push(
            say.of(
                &format!(
                    "  算不出、没有计入的：{} → {}",
                    was.incomplete, is.incomplete
                ),
                &format!(
                    "  not known and not counted: {} → {}",
                    was.incomplete, is.incomplete
                ),
            )
            .to_owned(),
        );
    }
    lines
}

fn moves(it: &PolicyComparison, shown: usize, say: &Say) -> Vec<Vec<String>> {
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

fn indented(table: &[Vec<String>]) -> Vec<String> {
    let lines = aligned(table).into_iter();
    lines.map(|line| format!("  {}", line.trim_end())).collect()
}

fn western(text: &str) -> String {
    text.replace('（', " (").replace('）', ")")
}

/// Groups the digits of a number as shown; a text stays as it is.
fn grouped_number(text: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || "-.".contains(c);
    match text.chars().all(number) {
        true => grouped(text),
        false => text.to_owned(),
    }
}

/// Writes a number with two decimals at most, in the measure of its unit.
fn amount(number: &Number, unit: &str) -> String {
    let scaled = match unit {
        "%" | "％" => number.times(&Number::HUNDRED),
        _ => number.clone(),
    };
    let digits = scaled.decimals().map_or(2, |d| d.min(2));
    grouped(&scaled.to_fixed(digits, Mode::HalfUp))
}

fn signed(number: &Number, unit: &str) -> String {
    let text = amount(&number.absolute(), unit);
    match (number.is_zero(), number.is_negative()) {
        (true, _) => "±0".to_owned(),
        (_, true) => format!("−{text}"),
        (_, false) => format!("+{text}"),
    }
}
