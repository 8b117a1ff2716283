//! Draws an explanation as a tree whose columns stand straight under Chinese.

use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::value::in_words;
use crate::assessment::{Book, PeriodResult};
use crate::diagnostic::{Language, Said};
use crate::figure::{Evidence, Step};

/// How many rows of files are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// The first few of each table.
    Short,
    /// All that the explanation holds.
    Full,
}

/// Draws a step with everything below it.
pub(super) fn draw(
    step: &Step,
    book: &Book,
    period: &PeriodResult,
    detail: Detail,
    language: Language,
) -> String {
    let mut tree = Tree {
        book,
        period,
        detail,
        language,
        shown: Vec::new(),
        out: String::new(),
    };
    tree.step(step, "", "");
    tree.out
}

struct Tree<'a> {
    book: &'a Book,
    period: &'a PeriodResult,
    detail: Detail,
    language: Language,
    /// The steps that already stand in the tree with all their parts.
    shown: Vec<&'a Step>,
    out: String,
}

impl<'a> Tree<'a> {
    /// Draws a step; `first` stands before its first line, `below` before all others.
    fn step(&mut self, step: &'a Step, first: &str, below: &str) {
        let seen = self.shown.iter().any(|other| is_same(other, step));
        let value = in_words(&step.cell, &step.unit, self.language);
        let mut line = format!("{} = {value}", self.name(step));
        let has_more = !step.steps.is_empty() || !step.evidence.is_empty();
        if seen && has_more {
            line.push_str(self.say("（见上）", " (see above)"));
        }
        self.line(first, &line);
        if seen {
            return;
        }
        self.shown.push(step);
        let stem = if step.steps.is_empty() {
            "   "
        } else {
            "│  "
        };
        let inner = format!("{below}{stem}");
        self.details(step, &inner);
        for evidence in &step.evidence {
            self.evidence(evidence, &inner);
        }
        for (at, part) in step.steps.iter().enumerate() {
            let is_last = at + 1 == step.steps.len();
            let (branch, stem) = if is_last {
                ("└─ ", "   ")
            } else {
                ("├─ ", "│  ")
            };
            self.step(part, &format!("{below}{branch}"), &format!("{below}{stem}"));
        }
    }

    /// The title as readers know it; where there is none, the name that the command line takes.
    fn name(&self, step: &Step) -> String {
        match step.title.get(self.language) {
            "" => step.name.to_string(),
            title => title.to_owned(),
        }
    }

    fn details(&mut self, step: &Step, before: &str) {
        let formula = step.formula.get(self.language);
        let substituted = step.substituted.get(self.language);
        if !formula.is_empty() {
            self.detail(before, Said::new("公式", "formula"), formula);
        }
        if !substituted.is_empty() && substituted != formula {
            self.detail(before, Said::new("代入", "values"), substituted);
        }
        for note in &step.notes {
            self.detail(before, Said::new("注意", "note"), note.get(self.language));
        }
        let is_source = formula.is_empty();
        if !is_source {
            let rule = match self.clause(step) {
                Some(clause) => format!("{clause}  {}", step.place),
                None => step.place.to_string(),
            };
            self.detail(before, Said::new("规定", "rule"), &rule);
        } else if step.evidence.is_empty() {
            self.detail(before, Said::new("来自", "from"), &step.place.to_string());
        }
    }

    fn clause(&self, step: &Step) -> Option<String> {
        let version = self
            .period
            .policies
            .iter()
            .find(|result| result.policy.id == step.policy);
        let policy = match version {
            Some(result) => &result.policy,
            None => self.book.policies.get(&step.policy)?.last()?,
        };
        let clause = policy.clauses.get(step.clause?)?;
        Some(match self.language {
            Language::Chinese => format!("第 {} 条“{}”", clause.number, clause.title),
            Language::English => format!("clause {} “{}”", clause.number, clause.title),
        })
    }

    fn detail(&mut self, before: &str, label: Said, text: &str) {
        let label = label.get(self.language);
        let width = self.say("公式", "formula").width();
        for (at, line) in text.lines().enumerate() {
            let label = if at == 0 { label } else { "" };
            self.line(before, &format!("{}  {line}", padded(label, width)));
        }
    }

    /// Lists the rows of a table: where each stands, and its cells under their headings.
    fn evidence(&mut self, evidence: &Evidence, before: &str) {
        let limit = match self.detail {
            Detail::Short => 3,
            Detail::Full => usize::MAX,
        };
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut heading = vec![String::new()];
        heading.extend(evidence.columns.iter().map(Arc::<str>::to_string));
        lines.push(heading);
        for (place, cells, counted) in evidence.rows.iter().take(limit) {
            let mut line = vec![place.to_string()];
            line.extend(cells.iter().cloned());
            if !counted {
                line.push(self.say("未计入", "not counted").to_owned());
            }
            lines.push(line);
        }
        let (table, total) = (&evidence.table, evidence.total);
        let head = match self.language {
            Language::Chinese => format!("数据  {table}，{total} 行"),
            Language::English => format!("data     {table}, rows: {total}"),
        };
        self.line(before, &head);
        // The rows of a long table are counted and not kept.
        if evidence.rows.is_empty() {
            return;
        }
        for line in aligned(&lines) {
            self.line(before, &format!("  {line}"));
        }
        let left = total.saturating_sub(lines.len() - 1);
        if left > 0 {
            let more = match self.language {
                Language::Chinese => format!("  …… 还有 {left} 行"),
                Language::English => format!("  … {left} more"),
            };
            self.line(before, &more);
        }
    }

    fn line(&mut self, before: &str, text: &str) {
        let line = format!("{before}{text}");
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

/// Tells whether two steps are one: the same figure with the same values.
fn is_same(a: &Step, b: &Step) -> bool {
    a.name == b.name
        && a.policy == b.policy
        && a.cell == b.cell
        && a.substituted == b.substituted
        && a.evidence.len() == b.evidence.len()
        && a.evidence
            .iter()
            .zip(&b.evidence)
            .all(|(a, b)| a.table == b.table && a.rows == b.rows)
}

/// Pads every column of a table to its widest cell.
pub(in crate::command) fn aligned(lines: &[Vec<String>]) -> Vec<String> {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            lines
                .iter()
                .filter_map(|line| line.get(at))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    lines
        .iter()
        .map(|line| {
            let cells = line
                .iter()
                .zip(&widths)
                .map(|(cell, width)| padded(cell, *width));
            cells.collect::<Vec<_>>().join("  ")
        })
        .collect()
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn columns_stand_straight_under_chinese() {
        let line = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let lines = aligned(&[
            line(&["", "金额", "x"]),
            line(&["回款.csv:2", "30000", "y"]),
        ]);
        assert_eq!(lines, ["            金额   x", "回款.csv:2  30000  y"]);
    }
}
