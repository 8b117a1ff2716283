//! Which inputs differ between two states, and what each group of them moves.

use super::{rule, short, some};
use crate::command::compare::said::Say;
use crate::command::compare::said::amounts::{indented, signed};
use crate::command::diff::Inputs;
use crate::comparison::{Became, Change, ChangedInput, ChangedLine, Group, Moved};
use crate::number::{Number, sum};

/// Says which inputs differ, and what they move.
pub(super) fn text(inputs: &Inputs, rules: &[Change], most: usize, say: &Say) -> Vec<String> {
    if inputs.changed.is_empty() {
        let same = "输入完全相同：制度、数据、花名册、日历、更正都没有变。";
        let same_en = "The inputs are the same: policies, data, roster, calendar and corrections.";
        return vec![say.of(same, same_en).to_owned()];
    }
    let head = say.of("哪些输入不同", "Which inputs differ");
    let mut lines = vec![head.to_owned()];
    for group in Group::ALL {
        let of = inputs.changed.iter().filter(|c| c.group == group);
        let files: Vec<&ChangedInput> = of.collect();
        if files.is_empty() {
            continue;
        }
        lines.push(format!("  {}", name(group, say)));
        for input in files {
            lines.push(format!("    {}  {}", input.path, became(input.became, say)));
            // What differs in a policy is told by its rules.
            let document = [".yml", ".yaml"]
                .iter()
                .any(|end| input.path.ends_with(end));
            if group != Group::Policies || !document {
                let rows = some(&input.lines, most, say, |l| line(l, say));
                lines.extend(rows.into_iter().map(|row| format!("    {row}")));
            }
        }
        if group == Group::Policies {
            let rules = some(rules, most, say, |c| rule(c, say));
            lines.extend(rules.into_iter().map(|rule| format!("    {rule}")));
        }
    }
    vec![lines.join("\n"), moved(inputs, say)]
}

/// Says what each step moves.
fn moved(inputs: &Inputs, say: &Say) -> String {
    let head = say.of(
        "把不同的输入依次换上，各动了多少（各步相加正好是全部差别）",
        "What each moves when they are changed one after another (the steps add up to the whole difference)",
    );
    let heading = [
        say.of("输入", "input"),
        say.of("结果有变的", "with other results"),
        say.of("总分有变的", "with another total"),
        say.of("总分相差之和", "sum of total differences"),
        say.of("发放相差之和", "sum of pay differences"),
    ];
    let mut table = vec![heading.map(str::to_owned).to_vec()];
    for (at, label) in inputs.steps.iter().enumerate() {
        let own = |moved: &&Moved| moved.group == at;
        let all: Vec<&Moved> = inputs.causes.values().flatten().filter(own).collect();
        let totals: Vec<&Number> = all.iter().filter_map(|m| m.total.as_ref()).collect();
        let paid: Vec<&Number> = all.iter().filter_map(|m| m.paid.as_ref()).collect();
        table.push(vec![
            names(label, say),
            all.len().to_string(),
            totals.len().to_string(),
            signed(&sum(totals.into_iter()), ""),
            signed(&sum(paid.into_iter()), ""),
        ]);
    }
    let mut lines = vec![head.to_owned()];
    lines.extend(indented(&table));
    lines.join("\n")
}

/// Returns what a group is called.
fn name(group: Group, say: &Say) -> &str {
    match group {
        Group::Settings => say.of("网站设置", "settings"),
        Group::Policies => say.of("制度", "policies"),
        Group::Tables => say.of("数据", "data"),
        Group::Roster => say.of("花名册", "roster"),
        Group::Calendar => say.of("日历", "calendar"),
        Group::Corrections => say.of("更正和决定", "corrections and decisions"),
    }
}

/// Returns what the groups of a step are called.
pub(super) fn names(label: &[Group], say: &Say) -> String {
    let names: Vec<&str> = label.iter().map(|group| name(*group, say)).collect();
    names.join(say.of("、", ", "))
}

fn became(became: Became, say: &Say) -> &str {
    match became {
        Became::Changed => say.of("改了", "changed"),
        Became::New => say.of("新增", "new"),
        Became::Gone => say.of("没有了", "gone"),
    }
}

/// Writes a row or line that differs.
fn line(line: &ChangedLine, say: &Say) -> String {
    let place = match line.at {
        (Some(before), Some(after)) if before == after => say
            .of(&format!("第 {after} 行"), &format!("line {after}"))
            .to_owned(),
        (Some(before), Some(after)) => say
            .of(
                &format!("第 {before} 行，现在第 {after} 行"),
                &format!("line {before}, now {after}"),
            )
            .to_owned(),
        (None, Some(after)) => say
            .of(&format!("新的第 {after} 行"), &format!("new line {after}"))
            .to_owned(),
        (Some(before), None) => say
            .of(
                &format!("没有了，原来第 {before} 行"),
                &format!("gone, line {before} before"),
            )
            .to_owned(),
        (None, None) => String::new(),
    };
    let sheet = match line.sheet.as_str() {
        "" => String::new(),
        sheet => format!("{sheet} "),
    };
    let colon = say.of("：", ": ");
    let of = match line.of.as_str() {
        "" => String::new(),
        of => format!(" {of}"),
    };
    let blank = |text: &str| match text {
        "" => say.of("（空）", "(blank)").to_owned(),
        text => short(text),
    };
    let text = match (&line.before, &line.after) {
        (Some(before), Some(after)) => format!("{} → {}", blank(before), blank(after)),
        (None, Some(text)) | (Some(text), None) => blank(text),
        (None, None) => String::new(),
    };
    let heading = match line.heading.as_str() {
        "" => String::new(),
        heading => format!("{heading} "),
    };
    format!("  {sheet}{place}{of}{colon}{heading}{text}")
}
