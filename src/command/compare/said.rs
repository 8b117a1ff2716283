//! What is different, in words and tables for a terminal.

pub(in crate::command) mod amounts;
pub(in crate::command) mod moves;
mod policy;

use crate::comparison::{Change, CostSum, WhatIf, sums};
use crate::diagnostic::{Language, count_en};
use amounts::{amount, indented, signed};

/// How many people are listed unless all are asked for.
const MOST: usize = 10;
/// The longest text of a rule that is shown, in characters.
const LONGEST: usize = 60;

/// Says it all.
pub(super) fn text(told: &WhatIf, all: bool, language: Language) -> String {
    let say = Say(language);
    let mut blocks = vec![head(told, &say)];
    blocks.extend(told.found.iter().map(|c| policy::policy(c, all, &say)));
    blocks.extend(cost(&sums(&told.found), &say));
    blocks.join("\n\n")
}

/// The language of all words.
pub(in crate::command) struct Say(pub(in crate::command) Language);

impl Say {
    pub(in crate::command) fn of<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    pub(in crate::command) fn list(&self, parts: &[String]) -> String {
        parts.join(self.of("、", ", "))
    }
}

fn head(told: &WhatIf, say: &Say) -> String {
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

/// Says what each policy costs over all periods; nothing where there is one period only.
fn cost(sums: &[CostSum], say: &Say) -> Option<String> {
    let several: Vec<&CostSum> = sums.iter().filter(|s| s.periods > 1).collect();
    if several.is_empty() {
        return None;
    }
    let heading = [
        say.of("制度", "policy"),
        say.of("期数", "periods"),
        say.of("原来", "before"),
        say.of("试算", "after"),
        say.of("差额", "difference"),
    ];
    let mut table = vec![heading.map(str::to_owned).to_vec()];
    table.extend(several.iter().map(|s| {
        vec![
            s.title.clone(),
            s.periods.to_string(),
            amount(&s.before.paid, ""),
            amount(&s.after.paid, ""),
            signed(&s.after.paid.minus(&s.before.paid), ""),
        ]
    }));
    let mut lines = vec![
        say.of(
            "各期合计的发放（各份制度不相加：一份可能付另一份的奖金）",
            "Paid over all periods (policies are not added up: one may pay the prizes of another)",
        )
        .to_owned(),
    ];
    lines.extend(indented(&table));
    Some(lines.join("\n"))
}
