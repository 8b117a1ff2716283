//! One rule of a ladder.

use std::sync::Arc;

use super::draft::{Amount, Draft, named};
use super::ladder::BEFORE;
use super::mistake::RewardMistake;
use super::spoken::{spoken, with_de};
use super::streak::Gaps;
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::form::ladder::{MOVES, RULE};
use crate::form::{Fields, Written};
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// A rule: a condition that must hold for some periods running, and the move that follows.
pub(super) struct Rule {
    pub name: String,
    pub title: String,
    pub when: Expr,
    when_said: Said,
    /// For how many periods, by grade; one without a grade holds for all.
    pub runs: Vec<(Option<String>, Expr)>,
    runs_said: Vec<(Option<String>, Said)>,
    /// The move by grade; one without a grade holds for the rest.
    moves: Vec<(Option<String>, &'static str)>,
    pub on: Option<Expr>,
    on_said: Option<Said>,
    pub reset: bool,
    /// What is counted in periods without data.
    pub gaps: Gaps,
    pub place: Place,
}

/// Reads the rules, in the author's order.
pub(super) fn rules(draft: &mut Draft, node: &Node, grades: &[String]) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (name, node) in draft.reader.named(node) {
        if let Some(fields) = draft.reader.read(node, &RULE)
            && let Some(rule) = one(draft, &name, &fields, grades)
        {
            rules.push(rule);
        }
    }
    rules
}

fn one(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    grades: &[String],
) -> Option<Rule> {
    let when = fields.node("when").and_then(|n| draft.formula(n));
    let title = fields
        .text("name")
        .map_or_else(|| name.value.clone(), |t| t.value);
    let only: Vec<String> = fields
        .texts("grades")
        .into_iter()
        .filter(|g| known(draft, g, grades))
        .map(|g| g.value)
        .collect();
    let runs = runs(draft, name, &title, fields, grades, &only);
    let moves = moves(draft, fields, grades);
    let on = fields.node("on").and_then(|n| draft.formula(n));
    let reset = fields
        .truth("reset", &mut draft.reader)
        .is_none_or(|t| t.value);
    let gaps = Gaps::read(draft, name, fields);
    let when = when?;
    Some(Rule {
        name: name.value.clone(),
        title,
        when_said: spoken(draft, &when),
        when,
        runs_said: runs
            .iter()
            .map(|(g, a)| (g.clone(), periods_said(a)))
            .collect(),
        runs: runs.into_iter().map(|(g, a)| (g, a.expr)).collect(),
        moves,
        on_said: on.as_ref().map(|on| spoken(draft, on)),
        on,
        reset,
        gaps,
        place: name.place.clone(),
    })
}

/// A number of periods; its unit follows anyway.
fn periods_said(amount: &Amount) -> Said {
    match &amount.number {
        Some(number) => {
            let text = number.exact_text();
            Said::new(text.clone(), text)
        }
        None => amount.words.clone(),
    }
}

type Runs = Vec<(Option<String>, Amount)>;

fn runs(
    draft: &mut Draft,
    name: &Written<String>,
    title: &str,
    fields: &Fields<'_>,
    grades: &[String],
    only: &[String],
) -> Runs {
    let owner = format!("ladder.{}", name.value);
    let node = fields.node("run");
    if let Some(NodeKind::Mapping(_)) = node.map(|n| &n.kind) {
        let mut runs = Vec::new();
        for (grade, node) in node.map(|n| draft.reader.named(n)).unwrap_or_default() {
            if !known(draft, &grade, grades) {
                continue;
            }
            let full = format!("{owner}.run.{}", grade.value);
            let alias = format!("{}.连续.{}", name.value, grade.value);
            let title = format!("{title} · {}", grade.value);
            if let Some(amount) = draft.amount_named((&full, &alias, &title), node) {
                runs.push((Some(grade.value), amount));
            }
        }
        return runs;
    }
    let amount = match node {
        Some(node) => {
            let full = format!("{owner}.run");
            let alias = format!("{}.连续", name.value);
            draft.amount_named((&full, &alias, title), node)
        }
        None => Some(Amount {
            expr: Expr::number(Number::ONE, &name.place),
            number: Some(Number::ONE),
            words: Said::new("1", "1"),
        }),
    };
    let Some(amount) = amount else {
        return Vec::new();
    };
    if only.is_empty() {
        return vec![(None, amount)];
    }
    only.iter()
        .map(|grade| (Some(grade.clone()), amount.clone()))
        .collect()
}

fn moves(
    draft: &mut Draft,
    fields: &Fields<'_>,
    grades: &[String],
) -> Vec<(Option<String>, &'static str)> {
    let Some(node) = fields.node("then") else {
        return Vec::new();
    };
    let NodeKind::Mapping(_) = &node.kind else {
        let word = fields.word("then", &mut draft.reader);
        return word.map(|w| (None, w.value)).into_iter().collect();
    };
    let mut moves = Vec::new();
    for (grade, node) in draft.reader.named(node) {
        let rest = matches!(grade.value.as_str(), "else" | "其余");
        if !rest && !known(draft, &grade, grades) {
            continue;
        }
        let Some(text) = draft.reader.text(node) else {
            continue;
        };
        if let Some(word) = draft.reader.word(&text, MOVES) {
            moves.push(((!rest).then_some(grade.value), word.value));
        }
    }
    moves
}

fn known(draft: &mut Draft, grade: &Written<String>, grades: &[String]) -> bool {
    let known = grades.contains(&grade.value);
    if !known {
        draft.reader.report(RewardMistake::UnknownGrade {
            name: grade.value.clone(),
            known: grades.to_vec(),
            place: grade.place.clone(),
        });
    }
    known
}

impl Rule {
    /// Returns the full name of the counter.
    pub fn count(&self) -> Arc<str> {
        format!("ladder.{}.count", self.name).into()
    }

    /// Tells whether the rule has a move for some grade.
    pub fn leads_to(&self, word: &str) -> bool {
        self.moves.iter().any(|(_, own)| *own == word)
    }

    /// Returns the move as text, by grade; at an end of the ladder a step is no move.
    pub fn word(&self, grades: &[String], place: &Place) -> Expr {
        let text = |t: &str| Expr::new(ExprNode::Text(t.into()), place);
        let rest = self.moves.iter().find(|(grade, _)| grade.is_none());
        let mut expr = text(rest.map_or("", |(_, word)| word));
        let stopped = |grade: &str, word: &str| match word {
            "up" => grades.last().is_some_and(|g| g == grade),
            "down" => grades.first().is_some_and(|g| g == grade),
            _ => false,
        };
        let mut cases: Vec<(&str, &str)> = Vec::new();
        for grade in grades {
            let own = self.moves.iter().find(|(g, _)| g.as_ref() == Some(grade));
            match (own, rest) {
                (Some((_, word)), _) if !stopped(grade, word) => cases.push((grade, word)),
                (Some(_), _) => cases.push((grade, "")),
                (None, Some((_, word))) if stopped(grade, word) => cases.push((grade, "")),
                (None, _) => {}
            }
        }
        for (grade, word) in cases.into_iter().rev() {
            let is = Expr::binary(Operator::Equal, named(BEFORE, place), text(grade));
            expr = Expr::choose(is, text(word), expr);
        }
        expr
    }

    /// Says the rule in a sentence, in both languages.
    pub fn sentence(&self, grades: &[String]) -> Said {
        let when = &self.when_said;
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        let mut counted = false;
        for (grade, run) in &self.runs_said {
            let word = self.word_of(grade.as_deref());
            let (word_zh, word_en) = in_both(word, grade.as_deref(), grades);
            let once = run.zh == "1";
            counted |= !once;
            let (run_zh, run_en) = match once {
                true => ("当期".to_owned(), String::new()),
                false => (
                    format!("连续 {} 期时，", run.zh),
                    format!("for {} periods running", run.en),
                ),
            };
            match grade {
                Some(grade) => {
                    zh.push(format!("{grade}{run_zh}{word_zh}"));
                    en.push(format!(
                        "{} → {word_en}",
                        format!("{grade} {run_en}").trim()
                    ));
                }
                None => {
                    zh.push(format!("{run_zh}{word_zh}"));
                    en.push(
                        format!("{run_en} → {word_en}")
                            .trim_start_matches(" → ")
                            .to_owned(),
                    );
                }
            }
        }
        if zh.is_empty() {
            zh.extend(
                self.moves
                    .iter()
                    .map(|(_, word)| in_both(word, None, grades).0),
            );
            en.extend(
                self.moves
                    .iter()
                    .map(|(_, word)| in_both(word, None, grades).1),
            );
        }
        let mut said = Said::new(
            format!("{}：{}，{}。", self.title, with_de(&when.zh), zh.join("；")),
            format!("{}: where {}, {}.", self.title, when.en, en.join("; ")),
        );
        if counted && self.reset {
            said.zh += "变动之后重新计数。";
            said.en += " A move starts the count anew.";
        }
        if let Some(gaps) = self.gaps.said().filter(|_| counted) {
            said.zh += &format!("{}。", gaps.zh);
            said.en += &format!(" In the count, {}.", gaps.en);
        }
        if let Some(on) = &self.on_said {
            said.zh += &format!("决定日：{}。", on.zh);
            said.en += &format!(" Decided on {}.", on.en);
        }
        said
    }

    fn word_of(&self, grade: Option<&str>) -> &'static str {
        self.moves
            .iter()
            .find(|(g, _)| g.as_deref() == grade)
            .or_else(|| self.moves.iter().find(|(g, _)| g.is_none()))
            .map_or("", |(_, word)| word)
    }
}

fn in_both(word: &str, grade: Option<&str>, grades: &[String]) -> (String, String) {
    let at = grade.and_then(|grade| grades.iter().position(|g| g == grade));
    let next = |up: bool| {
        let at = at?;
        grades.get(if up { at + 1 } else { at.checked_sub(1)? })
    };
    // At an end of the ladder there is no step further.
    let stops = |up: bool| at.is_some() && next(up).is_none();
    match word {
        "up" if stops(true) => ("已是最高，不再升".into(), "the highest grade stays".into()),
        "down" if stops(false) => ("已是最低，不再降".into(), "the lowest grade stays".into()),
        "up" => match next(true) {
            Some(grade) => (format!("升为{grade}"), format!("up to {grade}")),
            None => ("升一级".into(), "one grade up".into()),
        },
        "down" => match next(false) {
            Some(grade) => (format!("降为{grade}"), format!("down to {grade}")),
            None => ("降一级".into(), "one grade down".into()),
        },
        "review" => ("建议进入复核".into(), "review is suggested".into()),
        _ => ("职级不变".into(), "no move".into()),
    }
}
