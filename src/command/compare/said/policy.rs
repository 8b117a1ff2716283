//! One policy in one period: how results are spread, what they cost, who moves how far.

use super::amounts::{amount, indented, signed};
use super::{MOST, Say, moves};
use crate::comparison::{Budget, Cost, PolicyComparison, Spread, Stretch};
use crate::number::{Mode, Number, grouped};

/// The longest bar of a histogram.
const LONGEST_BAR: usize = 24;

/// Says what is different for one policy in one period.
pub(super) fn policy(it: &PolicyComparison, all: bool, say: &Say) -> String {
    let moved = it.moves.len();
    let counts = say
        .of(
            &format!("共 {} 个，{moved} 个有变化", it.subjects),
            &format!("{moved} of {} move", it.subjects),
        )
        .to_owned();
    let mut lines = vec![format!("{}  {}  {counts}", it.period, it.title)];
    lines.extend(movement(it, say));
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
    lines.extend(histogram(it, say));
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
    if let Some((was, is)) = it.costs() {
        lines.extend(cost(&was, &is, say));
    }
    lines.extend(budget(&it.budget, say));
    let shown = if all { moved } else { moved.min(MOST) };
    if moved > 0 {
        lines.extend(indented(&moves::moves(it, shown, say)));
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

/// Says in a sentence how many move which way; nothing where nobody does.
fn movement(it: &PolicyComparison, say: &Say) -> Option<String> {
    let found = it.movement();
    let parts = [
        (found.up, "总分上升", "with a higher total"),
        (found.down, "总分下降", "with a lower total"),
        (found.ranks, "名次有变", "with another rank"),
        (found.grades, "等级有变", "with another grade"),
        (found.awards, "获奖有变", "with other awards"),
        (found.more, "发放增加", "paid more"),
        (found.less, "发放减少", "paid less"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, zh, en)| {
            say.of(&format!("{count} 个{zh}"), &format!("{count} {en}"))
                .to_owned()
        })
        .collect();
    let list = parts.join(say.of("，", ", "));
    (!parts.is_empty()).then(|| format!("  {list}{}", say.of("。", ".")))
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

/// Draws how many lie in each stretch, before and after; nothing where that is the same.
fn histogram(it: &PolicyComparison, say: &Say) -> Vec<String> {
    if it.stretches.iter().all(|s| s.before == s.after) {
        return Vec::new();
    }
    let counts = it.stretches.iter().flat_map(|s| [s.before, s.after]);
    let most = counts.max().unwrap_or(0).max(1);
    let of_each = most.div_ceil(LONGEST_BAR);
    let bar = |count: usize| {
        let bar = "#".repeat(count.div_ceil(of_each));
        match count {
            0 => "0".to_owned(),
            _ => format!("{count} {bar}"),
        }
    };
    let title = match of_each {
        1 => say.of("分布", "spread").to_owned(),
        n => say
            .of(
                &format!("分布（# 为 {n} 个）"),
                &format!("spread (# is {n})"),
            )
            .to_owned(),
    };
    let mut table = vec![vec![
        title,
        say.of("原来", "before").to_owned(),
        say.of("试算", "after").to_owned(),
    ]];
    for (stretch, label) in it.stretches.iter().zip(labels(&it.stretches, &it.total.1)) {
        table.push(vec![label, bar(stretch.before), bar(stretch.after)]);
    }
    indented(&table)
}

/// Writes the bounds of stretches, all with the same decimals: `80–85`.
pub(super) fn labels(stretches: &[Stretch], unit: &str) -> Vec<String> {
    let scaled = |n: &Number| match unit {
        "%" | "％" => n.times(&Number::HUNDRED),
        _ => n.clone(),
    };
    let bounds = || stretches.iter().flat_map(|s| [&s.from, &s.to]);
    let digits = bounds().filter_map(|b| scaled(b).decimals()).max();
    let write = |n: &Number| grouped(&scaled(n).to_fixed(digits.unwrap_or(0).min(4), Mode::HalfUp));
    let bounds = stretches.iter().map(|s| (write(&s.from), write(&s.to)));
    bounds.map(|(from, to)| format!("{from}–{to}")).collect()
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

/// Says what is paid before and after.
pub(super) fn cost(was: &Cost, is: &Cost, say: &Say) -> Vec<String> {
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
        let (was, is) = (was.incomplete, is.incomplete);
        lines.push(
            say.of(
                &format!("  算不出、没有计入的：{was} → {is}"),
                &format!("  not known and not counted: {was} → {is}"),
            )
            .to_owned(),
        );
    }
    lines
}

/// Holds the prizes against the budget.
fn budget((was, is): &(Option<Budget>, Option<Budget>), say: &Say) -> Option<String> {
    let side = |budget: &Option<Budget>| {
        let Some(budget) = budget else {
            return say.of("没有预算", "no budget").to_owned();
        };
        let (cost, all) = (amount(&budget.cost, ""), amount(&budget.amount, ""));
        match budget.over() {
            Some(over) => {
                let over = amount(&over, "");
                say.of(
                    &format!("{cost}，超出 {all} 的预算 {over}"),
                    &format!("{cost}, {over} over the budget of {all}"),
                )
                .to_owned()
            }
            None => say
                .of(
                    &format!("{cost}，在 {all} 的预算之内"),
                    &format!("{cost}, within the budget of {all}"),
                )
                .to_owned(),
        }
    };
    let any = was.is_some() || is.is_some();
    let name = say.of("奖金预算", "budget of prizes");
    any.then(|| format!("  {name}  {} → {}", side(was), side(is)))
}
