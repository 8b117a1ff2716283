//! The rules of a policy as tables and sentences, so that the handbook says what is computed.

use super::{ItemView, RuleTable, band, example, grid, parameters};
use crate::figure::{Direction, Subject};
use crate::formula::in_words;
use crate::number::Number;
use crate::period::Length;
use crate::policy::{ClausePart, Item, Policy};
use crate::site::address::slug;
use crate::site::format;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// The names by which clauses call for tables.
pub(super) const SCORECARD: [&str; 2] = ["scorecard", "考核表"];
const AWARDS: [&str; 2] = ["awards", "奖项"];
const CALENDAR: [&str; 2] = ["calendar", "日程"];
const LADDER: [&str; 2] = ["ladder", "晋升淘汰"];

/// Tells whether a clause prints a table of one of the names, so that it need not be printed again.
pub(super) fn is_in_clauses(policy: &Policy, names: &[&str]) -> bool {
    let mut parts = policy.clauses.iter().flat_map(|c| &c.parts);
    parts.any(|part| match part {
        ClausePart::Table(name) => names.contains(&name.as_ref()),
        ClausePart::Text(_) | ClausePart::Parameter(_) => false,
    })
}

/// Returns number, approval, since when, for whom: names and values.
pub(super) fn facts(shared: &Shared<'_>, policy: &Policy) -> Vec<(String, String)> {
    let words = &shared.words;
    let version = &policy.version;
    let subject = policy.subject.map(|s| match s {
        Subject::Person => words.say("subject_person"),
        Subject::Team => words.say("subject_team"),
        Subject::Company => words.say("subject_company"),
    });
    let length = policy.subject.map(|_| match policy.length {
        Length::Month => words.say("length_month").to_owned(),
        Length::Quarter => words.say("length_quarter").to_owned(),
        Length::Half => words.say("length_half").to_owned(),
        Length::Year => words.say("length_year").to_owned(),
        Length::From(day) => words
            .say("length_from")
            .replace("{first}", &day.to_string())
            .replace("{last}", &(day - 1).to_string()),
    });
    let mut applies: Vec<String> = policy
        .applies_to
        .attributes
        .iter()
        .map(|(name, values)| {
            let values = values.join(words.say("comma"));
            match name.as_ref() {
                "post" | "grade" | "team" => values,
                other => format!("{other} = {values}"),
            }
        })
        .collect();
    if let Some(only) = &policy.applies_to.only {
        applies.push(shared.say(&in_words(only)).to_owned());
    }
    let applies = applies.join(words.say("semicolon"));
    [
        ("fact_document", version.document.clone()),
        ("fact_since", Some(shared.period(policy.begins()))),
        (
            "fact_published",
            version.published.as_ref().map(|(day, _)| day.to_string()),
        ),
        ("fact_approved", version.approved_by.clone()),
        ("fact_review", version.review_by.map(|p| shared.period(p))),
        ("fact_subject", subject.map(str::to_owned)),
        ("fact_length", length),
        ("fact_applies", Some(applies).filter(|a| !a.is_empty())),
        (
            "fact_source",
            Some(policy.source.join(words.say("comma"))).filter(|s| !s.is_empty()),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((words.say(key).to_owned(), value?)))
    .collect()
}

/// Returns the scorecard, groups before their parts.
pub(super) fn scorecard(shared: &Shared<'_>, policy: &Policy) -> Vec<ItemView> {
    fn add(shared: &Shared<'_>, item: &Item, depth: usize, out: &mut Vec<ItemView>) {
        let by_case = |number: &Number| match &item.weight_by_case {
            Some(_) if number.is_zero() => shared.words.say("to_fill").to_owned(),
            Some(_) => format!("≤ {}", plain(number)),
            None => plain(number),
        };
        out.push(ItemView {
            title: item.title.clone(),
            depth,
            group: !item.items.is_empty(),
            weight: by_case(&item.weight),
            effective: by_case(&item.effective),
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

/// Returns the tables and lists of the rules that no clause prints.
pub(super) fn tables(shared: &Shared<'_>, policy: &Policy) -> Vec<RuleTable> {
    let words = &shared.words;
    let mut tables = Vec::new();
    for (name, band) in &policy.bands {
        if !is_in_clauses(policy, &[name]) {
            tables.push(RuleTable {
                anchor: format!("band-{}", slug(name)),
                title: words.fill("band_title", &[("band", name)]),
                lines: vec![band::mode(shared, band.mode).to_owned()],
                grid: grid::html(&band::table(shared, policy, band), name),
            });
        }
    }
    for (name, varied) in &policy.varied {
        if !is_in_clauses(policy, &[name]) {
            tables.push(RuleTable {
                anchor: format!("table-{}", slug(name)),
                title: varied.title.clone(),
                lines: Vec::new(),
                grid: grid::html(&parameters::varied(shared, policy, varied), &varied.title),
            });
        }
    }
    let mut add = |key: &str, names: &[&str], lines: Vec<String>, table: TableView| {
        let empty = lines.is_empty() && table.rows.is_empty();
        if !empty && !is_in_clauses(policy, names) {
            tables.push(RuleTable {
                anchor: key.replace('_', "-"),
                title: words.say(key).to_owned(),
                lines,
                grid: grid::html(&table, words.say(key)),
            });
        }
    };
    let none = TableView::default;
    add("rules_boards", &[], board_lines(shared, policy), none());
    add("rules_awards", &AWARDS, vec![], award_table(shared, policy));
    add(
        "rules_ladder",
        &LADDER,
        ladder_lines(shared, policy),
        none(),
    );
    add("rules_pay", &[], pay_lines(shared, policy), none());
    add(
        "rules_calendar",
        &CALENDAR,
        vec![],
        calendar_table(shared, policy),
    );
    add("rules_appeals", &[], appeal_lines(shared, policy), none());
    add(
        "rules_parameters",
        &[],
        vec![],
        parameters::table(shared, policy),
    );
    add(
        "rules_examples",
        &[],
        example::lines(shared, policy),
        example::table(shared, policy),
    );
    tables
}

/// Returns the table that a clause names: a band, `scorecard`, `awards`, `calendar`, `ladder`.
pub(super) fn named_table(shared: &Shared<'_>, policy: &Policy, name: &str) -> Option<TableView> {
    if let Some(band) = policy.bands.get(name) {
        return Some(band::table(shared, policy, band));
    }
    if let Some(varied) = policy.varied.get(name) {
        return Some(parameters::varied(shared, policy, varied));
    }
    match name {
        name if SCORECARD.contains(&name) => Some(scorecard_table(shared, policy)),
        name if AWARDS.contains(&name) => Some(award_table(shared, policy)),
        name if CALENDAR.contains(&name) => Some(calendar_table(shared, policy)),
        name if LADDER.contains(&name) => {
            let lines = ladder_lines(shared, policy).into_iter();
            Some(TableView {
                caption: String::new(),
                headings: heads(shared, &["rules_ladder"]),
                rows: lines.map(|line| vec![line]).collect(),
            })
        }
        _ => None,
    }
}

fn scorecard_table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let indent = grid::INDENT.to_string();
    TableView {
        caption: crate::site::page::score::full(shared, policy),
        headings: heads(
            shared,
            &["item", "weight", "effective", "highest", "points_how"],
        ),
        rows: scorecard(shared, policy)
            .into_iter()
            .map(|item| {
                let title = format!("{}{}", indent.repeat(item.depth), item.title);
                let numbers = [item.weight, item.effective, item.highest];
                let mut row = vec![title];
                row.extend(numbers);
                row.push(item.sentence);
                row
            })
            .collect(),
    }
}

/// Writes headings by the keys of their words.
pub(super) fn heads(shared: &Shared<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| shared.words.say(key).to_owned())
        .collect()
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
pub(super) fn title(policy: &Policy, name: &str) -> String {
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
                    Some(shared.say(&award.gate))
                        .filter(|gate| !gate.is_empty())
                        .unwrap_or(format::NONE)
                        .to_owned(),
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
