//! Awards as sentences: who wins, and what the winners get.

use std::sync::Arc;

use super::super::Withdrawal;
use super::super::boards::{SortKey, by_said, key_title};
use super::super::draft::Draft;
use super::super::spoken::{capital, with_de};
use super::prize::Given;
use crate::content::NodeKind;
use crate::diagnostic::{Said, list_en, list_zh};
use crate::figure::{Direction, Within};
use crate::form::Fields;
use crate::form::reward::IN_KIND;

/// What [`how`] speaks of.
pub(super) struct Ranked<'a> {
    pub keys: &'a [SortKey],
    /// The gate; empty for none.
    pub gate: &'a Said,
    pub places: Option<u32>,
    pub first: bool,
    /// Whether people decide.
    pub judged: bool,
    pub within: Within,
    pub excludes: &'a [Arc<str>],
}

/// Says who wins.
pub(super) fn how(draft: &Draft, award: &Ranked<'_>) -> Said {
    let Said {
        zh: gate_zh,
        en: gate_en,
    } = award.gate;
    let (mut zh, mut en) = match (award.keys, award.places) {
        // The first event says itself what is ranked by.
        (_, places) if award.first => match places {
            Some(1) | None => (format!("{gate_zh}的"), format!("who has {gate_en}")),
            Some(n) => (
                format!("最先的 {n} 名：{gate_zh}"),
                format!("the first {n}: {gate_en}"),
            ),
        },
        _ if award.judged => (gate_zh.clone(), gate_en.clone()),
        ([], _) | (_, None) => (
            format!("凡{}", with_de(gate_zh)),
            format!("all for whom {gate_en}"),
        ),
        (keys, Some(places)) => {
            let (who_zh, who_en) = best(draft, keys, places);
            match gate_zh.is_empty() {
                true => (who_zh, who_en),
                false => (
                    format!("{}人中，{who_zh}", with_de(gate_zh)),
                    format!("{who_en}, of those for whom {gate_en}"),
                ),
            }
        }
    };
    if award.within == Within::Team {
        zh = format!("各团队分别评选：{zh}");
        en = format!("in each team by itself: {en}");
    }
    if !award.excludes.is_empty() {
        let names: Vec<&str> = award.excludes.iter().map(AsRef::as_ref).collect();
        zh += &format!("；已得{}的不再得此奖", list_zh(&names));
        en += &format!("; not who has won {}", list_en(&names));
    }
    Said::new(format!("{zh}。"), format!("{}.", capital(&en)))
}

fn best(draft: &Draft, keys: &[SortKey], places: u32) -> (String, String) {
    let [only] = keys else {
        let by = by_said(draft, keys);
        return (
            format!("{}，前 {places} 名", by.zh),
            format!("the first {places} {}", by.en),
        );
    };
    let title = key_title(draft, only);
    let (end_zh, end_en) = match only.direction {
        Direction::Descending => ("最高", "highest"),
        Direction::Ascending => ("最低", "lowest"),
    };
    match places {
        1 => (
            format!("{}{end_zh}的", title.zh),
            format!("the {end_en} {}", title.en),
        ),
        n => (
            format!("{}{end_zh}的前 {n} 名", title.zh),
            format!("the {n} {end_en} in {}", title.en),
        ),
    }
}

/// Says what the winners get, when, and when it is taken back.
pub(super) fn gets(
    draft: &mut Draft,
    fields: &Fields<'_>,
    (given, ranked): (&Given, bool),
    withdrawal: Option<&Withdrawal>,
) -> Said {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if !given.said.zh.is_empty() {
        let (equal_zh, equal_en) = match (ranked, given.split) {
            (false, _) => ("", ""),
            (true, true) => ("，并列的平分", ", split between equal winners"),
            (true, false) => ("，并列的各得全额", ", each of equal winners the whole"),
        };
        zh.push(format!("奖金 {}{equal_zh}", given.said.zh));
        en.push(format!("{}{equal_en}", given.said.en));
    }
    for node in fields.list("in_kind") {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            zh.push(text.clone());
            en.push(text.clone());
            continue;
        }
        // Its mistakes are reported where its figure is made.
        let inner = draft.reader.read(node, &IN_KIND);
        let Some((inner, prize)) = inner.and_then(|f| f.text("prize").map(|p| (f, p.value))) else {
            continue;
        };
        match inner.node("when").and_then(|n| draft.formula(n)) {
            Some(when) => {
                let when = super::spoken(draft, &when);
                zh.push(format!("{}，另得{prize}", with_de(&when.zh)));
                en.push(format!("{prize} where {}", when.en));
            }
            None => {
                zh.push(prize.clone());
                en.push(prize);
            }
        }
    }
    if let Some(given) = fields.text("given") {
        zh.push(format!("颁发：{}", given.value));
        en.push(format!("handed out: {}", given.value));
    }
    if zh.is_empty() {
        return withdrawal.map(|w| w.sentence.clone()).unwrap_or_default();
    }
    let mut said = Said::new(
        format!("{}。", zh.join("；")),
        format!("{}.", capital(&en.join("; "))),
    );
    if let Some(withdrawal) = withdrawal {
        said.zh += &withdrawal.sentence.zh;
        said.en += &format!(" {}", withdrawal.sentence.en);
    }
    said
}
