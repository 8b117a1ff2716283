//! How points come about, as sentences for the handbook, in both languages.

use super::checks::Check;
use super::draft::{Amount, Draft};
use super::events::Events;
use super::missing::Missing;
use super::raters::Group;
use super::spoken::spoken;
use super::units::Units;
use super::ways::{Leaf, OutOf};
use crate::diagnostic::{Said, list_en, list_zh};
use crate::number::Number;

/// Weight × value ÷ target.
pub(super) fn proportional(
    weight: &Number,
    value: &str,
    target: Option<&Amount>,
    cap: Option<&Amount>,
    floor: Option<&Amount>,
) -> Said {
    let weight = weight.exact_text();
    let mut said = match target {
        Some(target) => {
            let (zh, en) = match &target.number {
                Some(_) => (
                    format!("目标 {}", target.words.zh),
                    format!("the target of {}", target.words.en),
                ),
                None => (
                    format!("目标（{}）", bare_brackets(&target.words.zh)),
                    format!("the target ({})", bare_brackets(&target.words.en)),
                ),
            };
            Said::new(
                format!("得分 = {weight} × {value} ÷ {zh}"),
                format!("Points = {weight} × {value} ÷ {en}"),
            )
        }
        None => Said::new(
            format!("得分 = {weight} × {value}"),
            format!("Points = {weight} × {value}"),
        ),
    };
    if let Some(cap) = cap {
        said.zh += &format!("，最高按 {} 计", cap.words.zh);
        said.en += &format!(", at most {} counts", cap.words.en);
    }
    match floor {
        Some(floor) => {
            said.zh += &format!("，最低按 {} 计", floor.words.zh);
            said.en += &format!(", at least {}", floor.words.en);
        }
        None => {
            said.zh += "，最低 0 分";
            said.en += ", never below 0";
        }
    }
    ended(said)
}

/// What a band gives.
pub(super) fn band(value: &str, band: &str, leaf: &Leaf<'_, '_>, out_of: &OutOf) -> Said {
    let mut said = if band == leaf.name || band.is_empty() {
        Said::new(
            format!("按{value}所在的档位得分"),
            format!("Points of the band in which {value} lies"),
        )
    } else {
        Said::new(
            format!("按{value}在“{band}”中的档位得分"),
            format!("Points of the row of “{band}” in which {value} lies"),
        )
    };
    scale(&mut said, leaf, out_of);
    ended(said)
}

/// What [`units`] speaks of.
pub(super) struct UnitsSaid<'a> {
    pub start: Option<&'a Amount>,
    pub less: Option<&'a Units>,
    pub more: Option<&'a Units>,
    pub events: Option<&'a Events>,
    pub cap: Option<&'a Amount>,
    pub floor: Option<&'a Amount>,
    /// Whether points never fall below zero although no floor is written.
    pub floored: bool,
}

/// A start, less or more for each unit.
pub(super) fn units(said: &UnitsSaid<'_>, leaf: &Leaf<'_, '_>, out_of: &OutOf) -> Said {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if let Some(start) = said.start.filter(|_| said.floored) {
        zh.push(format!("从 {} 分起", bare(&start.words.zh)));
        en.push(format!("From {} points", start.words.en));
    }
    for (units, verb_zh, verb_en) in [(said.less, "扣", "less"), (said.more, "加", "more")] {
        let Some(units) = units else { continue };
        let (title, unit) = &units.counted;
        let step_zh = match &units.every {
            Some(every) => format!("每满 {}", every.words.zh),
            None => format!("每 1 {}", unit.as_deref().unwrap_or("个")),
        };
        let step_en = match &units.every {
            Some(every) => format!("each full {}", every.words.en),
            None => "each one".to_string(),
        };
        let free_zh = units
            .free
            .as_ref()
            .map_or_else(String::new, |f| format!("超过 {} 的部分", f.words.zh));
        let free_en = units
            .free
            .as_ref()
            .map_or_else(String::new, |f| format!(" beyond {}", f.words.en));
        let gap = if step_zh.ends_with(|c: char| c.is_ascii()) {
            " "
        } else {
            ""
        };
        let of = format!(" of {}{free_en}", title.en);
        let step = Said::new(format!("{step_zh}{gap}"), format!("{step_en}{of}"));
        let verb = Said::new(verb_zh, verb_en);
        let beyond = Said::new(free_zh.clone(), format!("{}{free_en}", title.en));
        let each = units.each.said(
            (&step, &verb),
            &beyond,
            (unit.as_deref(), units.every.is_some()),
        );
        zh.push(format!("{}{free_zh}{}", title.zh, each.zh));
        en.push(each.en);
        if let Some(most) = &units.at_most {
            zh.push(format!("最多{verb_zh} {} 分", bare(&most.words.zh)));
            en.push(format!("{} at most", most.words.en));
        }
    }
    if let Some(events) = said.events {
        zh.push(events.sentence.zh.clone());
        en.push(events.sentence.en.clone());
    }
    match said.floor {
        Some(floor) => {
            zh.push(format!("最低 {} 分", bare(&floor.words.zh)));
            en.push(format!("never below {}", floor.words.en));
        }
        None if said.floored => {
            zh.push("扣到 0 分为止".to_string());
            en.push("never below 0".to_string());
        }
        None => {}
    }
    if let Some(cap) = said.cap {
        zh.push(format!("最高 {} 分", bare(&cap.words.zh)));
        en.push(format!("at most {}", cap.words.en));
    }
    let mut said = Said::new(zh.join("，"), en.join(", "));
    scale(&mut said, leaf, out_of);
    ended(said)
}

fn share(group: &Group, blank: &str) -> String {
    match group.unfilled {
        Some(_) => blank.to_owned(),
        None => format!("{}%", group.weight.exact_text()),
    }
}

/// The weighted mean of ratings.
pub(super) fn raters(groups: &[Group], leaf: &Leaf<'_, '_>, full: &Number) -> Said {
    let weight = leaf.effective.exact_text();
    let full = full.exact_text();
    let mut said = match groups {
        [only] => Said::new(
            format!("由{}评分，满分 {full}", only.name),
            format!("Rated by {}, out of {full}", only.name),
        ),
        _ => {
            let zh: Vec<String> = groups
                .iter()
                .map(|g| format!("{} {}{}", g.name, share(g, "（待填）"), g.said().zh))
                .collect();
            let en: Vec<String> = groups
                .iter()
                .map(|g| {
                    format!(
                        "{} {}{}",
                        g.name,
                        share(g, "(to be filled in)"),
                        g.said().en
                    )
                })
                .collect();
            let zh: Vec<&str> = zh.iter().map(String::as_str).collect();
            let en: Vec<&str> = en.iter().map(String::as_str).collect();
            Said::new(
                format!("由{}共同评分，满分 {full}", list_zh(&zh)),
                format!("Rated by {}, out of {full}", list_en(&en)),
            )
        }
    };
    if full != weight {
        said.zh += &format!("，按权重 {weight} 折算");
        said.en += &format!(", scaled to the weight of {weight}");
    }
    ended(said)
}

/// What is made from months, as points.
pub(super) fn from_months(mut said: Said, leaf: &Leaf<'_, '_>, out_of: &OutOf) -> Said {
    scale(&mut said, leaf, out_of);
    ended(said)
}

/// The share of checks that were right.
pub(super) fn checks(checks: &[Check], leaf: &Leaf<'_, '_>, out_of: &OutOf) -> Said {
    let alike = checks
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a.weight == b.weight));
    let name = |check: &Check| match alike {
        true => check.name.clone(),
        false => format!("{} {}", check.name, check.weight.exact_text()),
    };
    let names: Vec<String> = checks.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut said = Said::new(
        format!("逐项检查{}，按合格的比例得分", list_zh(&names)),
        format!("Points for the share that is right of {}", list_en(&names)),
    );
    scale(&mut said, leaf, out_of);
    ended(said)
}

/// A formula of the author's own.
pub(super) fn points(formula: &Said, cap: Option<&Amount>, floor: Option<&Amount>) -> Said {
    let mut said = Said::new(
        format!("得分 = {}", formula.zh),
        format!("Points = {}", formula.en),
    );
    if let Some(cap) = cap {
        said.zh += &format!("，最高 {} 分", bare(&cap.words.zh));
        said.en += &format!(", at most {}", cap.words.en);
    }
    if let Some(floor) = floor {
        said.zh += &format!("，最低 {} 分", bare(&floor.words.zh));
        said.en += &format!(", at least {}", floor.words.en);
    }
    ended(said)
}

/// The sum of a group's items.
pub(super) fn group(items: &[&str], summed: Option<&Said>) -> Said {
    let mut said = Said::new(
        format!("{}的得分之和", list_zh(items)),
        format!("The sum of {}", list_en(items)),
    );
    if let Some(summed) = summed {
        said.zh += &format!("；{}", summed.zh);
        said.en += &format!("; {}", summed.en);
    }
    ended(said)
}

/// What bounds the total; nothing where nothing does.
pub(super) fn total(summed: Option<&Said>, [floor, cap]: &[Option<Amount>; 2]) -> Said {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if let Some(summed) = summed {
        zh.push(summed.zh.clone());
        en.push(summed.en.clone());
    }
    if let Some(floor) = floor {
        zh.push(format!("总分最低 {} 分", bare(&floor.words.zh)));
        en.push(format!("the total is at least {}", floor.words.en));
    }
    if let Some(cap) = cap {
        zh.push(format!("总分最高 {} 分", bare(&cap.words.zh)));
        en.push(format!("the total is at most {}", cap.words.en));
    }
    match zh.is_empty() {
        true => Said::default(),
        false => ended(Said::new(zh.join("，"), en.join("; "))),
    }
}

/// Recorded only.
pub(super) fn tracked() -> Said {
    Said::new("只作记录，不计分。", "Recorded, without points.")
}

/// What happens without data, with the reason.
pub(super) fn without_data(draft: &Draft, missing: &Missing) -> Said {
    let (zh, en, reason) = match missing {
        Missing::Zero(reason) => ("缺数据时记 0 分", "Without data, 0 points", reason),
        Missing::Full(reason) => ("缺数据时记满分", "Without data, full points", reason),
        Missing::Reweight(reason) => (
            "缺数据时由其余项分担权重",
            "Without data, the other items take over the weight",
            reason,
        ),
        Missing::Use(expr, reason) => {
            let words = spoken(draft, expr);
            return Said::new(
                format!("缺数据时取 {}（{reason}）。", words.zh),
                format!("Without data, {} is taken ({reason}).", words.en),
            );
        }
    };
    Said::new(format!("{zh}（{reason}）。"), format!("{en} ({reason})."))
}

fn scale(said: &mut Said, leaf: &Leaf<'_, '_>, out_of: &OutOf) {
    let weight = leaf.effective.exact_text();
    match out_of {
        _ if leaf.effective.is_zero() => {}
        OutOf::Points(n) if n != leaf.effective => {
            said.zh += &format!("；满分 {}，按权重 {weight} 折算", n.exact_text());
            said.en += &format!(
                "; out of {}, scaled to the weight of {weight}",
                n.exact_text()
            );
        }
        OutOf::Weight | OutOf::Points(_) => {
            said.zh += &format!("；满分 {weight}");
            said.en += &format!("; out of {weight}");
        }
    }
}

/// `（待填）` as `待填`, where brackets stand around it anyway.
fn bare_brackets(words: &str) -> &str {
    let inner = words.strip_prefix(['（', '(']);
    inner
        .and_then(|w| w.strip_suffix(['）', ')']))
        .unwrap_or(words)
}

/// `2 分` as `2`, where `分` follows anyway.
pub(super) fn bare(words: &str) -> &str {
    match words.strip_suffix('分').map(str::trim_end) {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => rest,
        _ => words,
    }
}

fn ended(said: Said) -> Said {
    Said::new(format!("{}。", said.zh), format!("{}.", said.en))
}
