//! The rules of a policy as tables and sentences, so that the handbook says what is computed.

use std::sync::Arc;

use super::{ItemView, RuleTable};
use crate::figure::{Direction, Parameter, Subject};
use crate::formula::{CutMode, CutTable, Expr, Node, Side, in_words};
use crate::policy::{Item, Policy};
use crate::site::address::slug;
use crate::site::format;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;
use crate::value::Value;

/// Returns number, approval, since when, for whom: names and values.
pub(super) fn facts(shared: &Shared<'_>, policy: &Policy) -> Vec<(String, String)> {
    let words = &shared.words;
    let version = &policy.version;
    let subject = policy.subject.map(|s| match s {
        Subject::Person => words.say("subject_person"),
        Subject::Team => words.say("subject_team"),
        Subject::Company => words.say("subject_company"),
    });
    let mut applies: Vec<String> = policy
        .applies_to
        .attributes
        .values()
        .map(|values| values.join(words.say("comma")))
        .collect();
    if let Some(only) = &policy.applies_to.only {
        applies.push(shared.say(&in_words(only)).to_owned());
    }
    let applies = applies.join(words.say("semicolon"));
    [
        ("fact_document", version.document.clone()),
        ("fact_since", Some(shared.period(version.from))),
        ("fact_approved", version.approved_by.clone()),
        ("fact_review", version.review_by.map(|p| shared.period(p))),
        ("fact_subject", subject.map(str::to_owned)),
        ("fact_applies", Some(applies).filter(|a| !a.is_empty())),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((words.say(key).to_owned(), value?)))
    .collect()
}

/// Returns the scorecard, groups before their parts.
pub(super) fn scorecard(shared: &Shared<'_>, policy: &Policy) -> Vec<ItemView> {
    fn add(shared: &Shared<'_>, item: &Item, depth: usize, out: &mut Vec<ItemView>) {
        out.push(ItemView {
            title: item.title.clone(),
            depth,
            group: !item.items.is_empty(),
            weight: plain(&item.weight),
            effective: plain(&item.effective),
            highest: item
                .highest
                .as_ref()
                .map_or_else(|| shared.words.say("unbounded").to_owned(), plain),
            sentence: shared.say(&item.sentence).to_owned(),
        });
        for part in &item.items {
            add(shared, part, depth + 1, out);
        }
    }
    let mut out = Vec::new();
    for item in policy.scorecard.iter().flat_map(|card| &card.items) {
        add(shared, item, 0, &mut out);
    }
    out
}

/// Returns all tables of the rules.
pub(super) fn tables(shared: &Shared<'_>, policy: &Policy) -> Vec<RuleTable> {
    let words = &shared.words;
    let mut tables = Vec::new();
    for (name, band) in &policy.bands {
        tables.push(RuleTable {
            anchor: format!("band-{}", slug(name)),
            title: words.fill("band_title", &[("band", name)]),
            lines: vec![mode(shared, band.mode).to_owned()],
            table: band_table(shared, policy, band),
        });
    }
    let mut add = |key: &str, lines: Vec<String>, table: TableView| {
        if !lines.is_empty() || !table.rows.is_empty() {
            tables.push(RuleTable {
                anchor: key.replace('_', "-"),
                title: words.say(key).to_owned(),
                lines,
                table,
            });
        }
    };
    add(
        "rules_boards",
        board_lines(shared, policy),
        TableView::default(),
    );
    add("rules_awards", Vec::new(), award_table(shared, policy));
    add(
        "rules_ladder",
        ladder_lines(shared, policy),
        TableView::default(),
    );
    add("rules_pay", pay_lines(shared, policy), TableView::default());
    add("rules_calendar", Vec::new(), calendar_table(shared, policy));
    add(
        "rules_appeals",
        appeal_lines(shared, policy),
        TableView::default(),
    );
    add(
        "rules_parameters",
        Vec::new(),
        parameter_table(shared, policy),
    );
    add("rules_examples", Vec::new(), example_table(shared, policy));
    tables
}

/// Returns the table that a clause names: a band, `scorecard`, `awards`, `calendar`, `ladder`.
pub(super) fn named_table(shared: &Shared<'_>, policy: &Policy, name: &str) -> Vec<TableView> {
    if let Some(band) = policy.bands.get(name) {
        return vec![band_table(shared, policy, band)];
    }
    let words = &shared.words;
    let table = match name {
        "scorecard" | "考核表" => TableView {
            caption: crate::site::page::score::full(shared, policy),
            headings: heads(shared, &["item", "weight", "points_how"]),
            rows: scorecard(shared, policy)
                .into_iter()
                .map(|i| {
                    vec![
                        format!("{}{}", "　".repeat(i.depth), i.title),
                        i.weight,
                        i.sentence,
                    ]
                })
                .collect(),
        },
        "awards" | "奖项" => award_table(shared, policy),
        "calendar" | "日程" => calendar_table(shared, policy),
        "ladder" | "晋升淘汰" => TableView {
            caption: String::new(),
            headings: vec![words.say("rules_ladder").to_owned()],
            rows: ladder_lines(shared, policy)
                .into_iter()
                .map(|line| vec![line])
                .collect(),
        },
        _ => return Vec::new(),
    };
    vec![table]
}

/// Writes a parameter's value in force when the version begins, with its unit.
pub(super) fn parameter(shared: &Shared<'_>, policy: &Policy, name: &str) -> String {
    match find(policy, name) {
        Some(parameter) => {
            let value = parameter.value_in(policy.version.from);
            value_text(shared, value, parameter.unit.as_ref())
        }
        None => name.to_owned(),
    }
}

fn find<'p>(policy: &'p Policy, name: &str) -> Option<&'p Parameter> {
    let all = || policy.parameters.iter();
    all()
        .find(|p| p.name.as_ref() == name)
        .or_else(|| all().find(|p| p.aliases.iter().any(|a| a.as_ref() == name)))
}

fn value_text(shared: &Shared<'_>, value: Option<&Value>, unit: Option<&Arc<str>>) -> String {
    let unit = unit.map_or("", |u| u.as_ref());
    match value {
        Some(Value::Number(number)) => {
            format::with_unit(&plain(&format::scaled(number, unit)), unit)
        }
        Some(value) => format::cell(&shared.words, &Ok(value.clone()), unit, shared.decimals()),
        None => shared.words.say("to_fill").to_owned(),
    }
}

fn heads(shared: &Shared<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| shared.words.say(key).to_owned())
        .collect()
}

fn mode<'s>(shared: &'s Shared<'_>, mode: CutMode) -> &'s str {
    shared.words.say(match mode {
        CutMode::Flat => "band_flat",
        CutMode::Whole => "band_whole",
        CutMode::Marginal => "band_marginal",
        CutMode::Linear => "band_linear",
    })
}

/// Writes a band as a table, the highest row first; a row holds up to the one above it.
fn band_table(shared: &Shared<'_>, policy: &Policy, band: &CutTable) -> TableView {
    let words = &shared.words;
    let said = |expr: &Expr| expr_text(shared, policy, expr);
    let upper = |side: Side| matches!(side, Side::AtMost | Side::Below);
    let bound = |side: Side, at: &str| {
        let sign = match side {
            Side::AtLeast => "≥",
            Side::Above => ">",
            Side::AtMost => "≤",
            Side::Below => "<",
        };
        format!("{sign} {at}")
    };
    let mut rows: Vec<Vec<String>> = band
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![bound(row.side, &said(&row.at))];
            cells.extend(row.results.iter().map(said));
            cells
        })
        .collect();
    let falls = band.rows.first().is_some_and(|r| upper(r.side));
    if !falls {
        rows.reverse();
    }
    if let Some(otherwise) = &band.otherwise {
        let mut cells = vec![words.say("band_else").to_owned()];
        cells.extend(otherwise.iter().map(said));
        rows.push(cells);
    }
    let mut headings = vec![words.say("band_value").to_owned()];
    headings.extend(band.columns.iter().map(|column| {
        if column.is_empty() {
            words.say("band_result").to_owned()
        } else {
            column.to_string()
        }
    }));
    TableView {
        caption: String::new(),
        headings,
        rows,
    }
}

/// Writes a number of a band; a parameter's name becomes its value.
fn expr_text(shared: &Shared<'_>, policy: &Policy, expr: &Expr) -> String {
    match &expr.node {
        Node::Number(number) => plain(number),
        Node::Text(text) => text.to_string(),
        Node::Name(name) => parameter(shared, policy, &name.to_string()),
        _ => shared.say(&in_words(expr)).to_owned(),
    }
}

fn board_lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let words = &shared.words;
    policy
        .boards
        .iter()
        .map(|board| {
            let keys: Vec<String> = board
                .keys
                .iter()
                .map(|(name, direction)| {
                    let key = match direction {
                        Direction::Descending => "key_high",
                        Direction::Ascending => "key_low",
                    };
                    words.fill(key, &[("title", &title(policy, name))])
                })
                .collect();
            let keys = keys.join(words.say("comma"));
            let show = board.show.to_string();
            words.fill(
                "board_rule",
                &[("board", &board.name), ("keys", &keys), ("show", &show)],
            )
        })
        .collect()
}

/// Returns the name that readers see of a figure.
fn title(policy: &Policy, name: &str) -> String {
    policy
        .definitions
        .iter()
        .find(|d| d.name.as_ref() == name)
        .map_or_else(|| name.to_owned(), |d| d.title.to_string())
}

fn award_table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let words = &shared.words;
    TableView {
        caption: String::new(),
        headings: heads(
            shared,
            &["award", "award_gate", "award_places", "award_in_kind"],
        ),
        rows: policy
            .awards
            .iter()
            .map(|award| {
                let kind: Vec<&str> = award.in_kind.iter().map(|(k, _)| k.as_str()).collect();
                vec![
                    award.name.to_string(),
                    shared.say(&award.gate).to_owned(),
                    award.places.map_or_else(
                        || words.say("award_all").to_owned(),
                        |places| places.to_string(),
                    ),
                    if kind.is_empty() {
                        format::NONE.to_owned()
                    } else {
                        kind.join(words.say("comma"))
                    },
                ]
            })
            .collect(),
    }
}

fn ladder_lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let sentences = policy.ladder.iter().flat_map(|l| &l.sentences);
    sentences.map(|s| shared.say(s).to_owned()).collect()
}

fn pay_lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    policy
        .pay
        .iter()
        .map(|line| {
            let how = shared.say(&line.sentence);
            shared
                .words
                .fill("pay_rule", &[("line", &line.name), ("how", how)])
        })
        .collect()
}

fn calendar_table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    TableView {
        caption: String::new(),
        headings: heads(shared, &["step", "step_who", "step_when"]),
        rows: policy
            .calendar
            .iter()
            .map(|step| {
                let until = in_words(&step.until);
                let until = shared.say(&until);
                let when = match &step.from {
                    Some(from) => format!("{} – {until}", shared.say(&in_words(from))),
                    None => until.to_owned(),
                };
                vec![
                    step.name.clone(),
                    step.who.clone().unwrap_or_else(|| format::NONE.to_owned()),
                    when,
                ]
            })
            .collect(),
    }
}

fn appeal_lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let words = &shared.words;
    let Some(appeals) = &policy.appeals else {
        return Vec::new();
    };
    let days = |key: &str, days: Option<u32>| match days {
        Some(days) => words.count(key, days as usize, &[]),
        None => words.fill(&format!("{key}_many"), &[("n", words.say("to_fill"))]),
    };
    let to = appeals.to.as_deref();
    let mut lines = vec![days("appeal_within", appeals.within)];
    lines.push(days("appeal_answer", appeals.answer_in));
    lines.extend(to.map(|to| words.fill("appeal_to", &[("to", to)])));
    lines
}

/// Lists the numbers that have a home of their own, each with its history.
fn parameter_table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let words = &shared.words;
    let mut rows = Vec::new();
    for parameter in &policy.parameters {
        for value in parameter.values.iter().rev() {
            rows.push(vec![
                parameter.title.to_string(),
                value_text(shared, value.value.as_ref(), parameter.unit.as_ref()),
                value
                    .from
                    .map(|from| words.fill("policy_since", &[("period", &shared.period(from))]))
                    .unwrap_or_default(),
            ]);
        }
    }
    TableView {
        caption: String::new(),
        headings: heads(shared, &["parameter", "value", "since"]),
        rows,
    }
}

fn example_table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let words = &shared.words;
    let list = |given: &[crate::policy::Given]| {
        let parts: Vec<String> = given
            .iter()
            .map(|g| {
                words.fill(
                    "award_key",
                    &[("title", g.name.as_str()), ("value", g.value.as_str())],
                )
            })
            .collect();
        parts.join(words.say("comma"))
    };
    TableView {
        caption: String::new(),
        headings: heads(shared, &["example", "example_given", "example_expect"]),
        rows: policy
            .examples
            .iter()
            .map(|e| vec![e.name.clone(), list(&e.given), list(&e.expect)])
            .collect(),
    }
}
