//! The text for a work chat: a period's state, its awards, the first of its boards, in at most so
//! many bytes as a chat takes. What is too long is told in fewer names and boards, never cut in two.

use super::address::Addresses;
use super::edition::{PublicAward, PublicBoard, PublicPeriod, PublicPolicy};
use super::format;
use super::page::award;
use super::shared::Shared;
use crate::data::State;
use crate::period::Period;

/// The most bytes of UTF-8 that a message may have.
pub const MOST_BYTES: usize = 2048;

/// A text for a work chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The text, at most [`MOST_BYTES`] long.
    pub text: String,
    /// Whether figures or awards may still change.
    pub provisional: bool,
    /// Whether something was left out to keep it short.
    pub shortened: bool,
}

/// How much is told.
#[derive(Debug, Clone, Copy)]
struct Detail {
    /// Names of each award.
    names: usize,
    /// Whether it is told what awards were won with.
    reasons: bool,
    /// Rows of each board.
    rows: usize,
    /// Boards and awards.
    boards: usize,
    awards: usize,
}

const FULL: Detail = Detail {
    names: 10,
    reasons: true,
    rows: 10,
    boards: usize::MAX,
    awards: usize::MAX,
};

/// Writes the text for a period; `None` where there is nothing to tell of it.
pub fn announce(shared: &Shared<'_>, period: Period) -> Option<Announcement> {
    let period = shared.public.period(period)?;
    let awards = told_awards(period);
    let boards = told_boards(period);
    if awards.is_empty() && boards.is_empty() {
        return None;
    }
    let pending = awards.iter().any(|(_, award)| !award.pending.is_empty());
    let provisional = period.state() != State::Final || pending;
    let written = |detail: &Detail| write(shared, period, &awards, &boards, *detail);
    let mut shortened = false;
    for detail in details(awards.len(), boards.len()) {
        let text = written(&detail);
        if text.len() <= MOST_BYTES {
            return Some(Announcement {
                text,
                provisional,
                shortened,
            });
        }
        shortened = true;
    }
    // Only a title or an address of thousands of letters leads here.
    let mut text = heading(shared, period);
    while text.len() + '…'.len_utf8() > MOST_BYTES {
        text.pop();
    }
    text.push('…');
    Some(Announcement {
        text,
        provisional,
        shortened: true,
    })
}

/// Lists what is tried, from much to little.
fn details(awards: usize, boards: usize) -> Vec<Detail> {
    let shorter = |names, reasons, rows| Detail {
        names,
        reasons,
        rows,
        ..FULL
    };
    let mut all = vec![FULL, shorter(6, true, 5)];
    // What awards were won with is worth more than the seventh board.
    let told = shorter(3, true, 3);
    all.extend((1..=boards).rev().map(|boards| Detail { boards, ..told }));
    let last = shorter(3, false, 3);
    all.extend(
        (0..=boards.min(1))
            .rev()
            .map(|boards| Detail { boards, ..last }),
    );
    all.extend((0..awards).rev().map(|awards| Detail {
        names: 1,
        boards: 0,
        awards,
        ..last
    }));
    all
}

type Award<'p, 'a> = (&'p PublicPolicy<'a>, &'p PublicAward<'a>);
type Board<'p, 'a> = (&'p PublicPolicy<'a>, &'p PublicBoard<'a>);

/// Returns the awards with somebody to name.
fn told_awards<'p, 'a>(period: &'p PublicPeriod<'a>) -> Vec<Award<'p, 'a>> {
    let policies = period.policies().iter();
    let awards = policies.flat_map(|p| p.awards().iter().map(move |a| (p, a)));
    let named = |award: &PublicAward<'_>| award.winners.iter().any(|w| w.who().is_some());
    awards.filter(|(_, award)| named(award)).collect()
}

fn told_boards<'p, 'a>(period: &'p PublicPeriod<'a>) -> Vec<Board<'p, 'a>> {
    let policies = period.policies().iter();
    let boards = policies.flat_map(|p| p.boards().iter().map(move |b| (p, b)));
    boards.filter(|(_, board)| !board.rows.is_empty()).collect()
}

fn write(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    awards: &[Award<'_, '_>],
    boards: &[Board<'_, '_>],
    detail: Detail,
) -> String {
    let words = &shared.words;
    let mut out = heading(shared, period);
    if !awards.is_empty() && detail.awards > 0 {
        out += &format!("\n\n{}", words.say("awards"));
        for (policy, award) in awards.iter().take(detail.awards) {
            out += "\n· ";
            out += &award_line(shared, period, policy, award, detail);
        }
    }
    for (policy, board) in boards.iter().take(detail.boards) {
        out += &format!("\n\n{}", board.board.name);
        if boards
            .iter()
            .filter(|(_, b)| b.board.name == board.board.name)
            .count()
            > 1
        {
            let title = &policy.policy().title;
            out += &words.fill("announce_of", &[("of", title)]);
        }
        for row in board.celebrated(detail.rows).0 {
            let value = row.standing.keys.first();
            let value = value.map(|key| format::figure_with_unit(words, key));
            let name = policy_name(shared, policy, &row.standing.id, &row.name);
            let rank = row.standing.rank;
            out += &format!("\n{rank} {name} {}", value.unwrap_or_default());
        }
    }
    let left_out = [
        (
            "announce_more_awards",
            awards.len().saturating_sub(detail.awards),
        ),
        (
            "announce_more_boards",
            boards.len().saturating_sub(detail.boards),
        ),
    ];
    let left_out = left_out.into_iter().filter(|(_, n)| *n > 0);
    let left_out: Vec<String> = left_out.map(|(key, n)| words.count(key, n, &[])).collect();
    out += "\n";
    if !left_out.is_empty() {
        let list = left_out.join(words.say("list_comma"));
        out += &format!("\n{}", words.fill("announce_more", &[("what", &list)]));
    }
    if let Some(address) = shared.absolute(&Addresses::period(period.period())) {
        out += &format!("\n{}", words.fill("announce_see", &[("address", &address)]));
    }
    let form = shared.public.settings().appeal_form.as_deref();
    if let Some(form) = form.filter(|_| period.state() == State::Provisional) {
        out += &format!("\n{}", words.fill("notice_form", &[("form", form)]));
    }
    // Chats show spaces that do not break as boxes here and there.
    out.trim_end().replace('\u{a0}', " ")
}

/// Writes which period, and how far it is.
fn heading(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> String {
    let words = &shared.words;
    let title = &shared.public.settings().title;
    let mut out = format!("{title} {}\n", shared.period(period.period()));
    out += &shared.state(period);
    if period.state() != State::Final {
        out += words.say("announce_provisional");
    }
    out
}

/// Writes a name; people of one name are told apart.
fn policy_name(shared: &Shared<'_>, policy: &PublicPolicy<'_>, id: &str, name: &str) -> String {
    match policy.is_about_people() {
        true => shared.name(id, name),
        false => name.to_owned(),
    }
}

fn award_line(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
    detail: Detail,
) -> String {
    let words = &shared.words;
    let named = award.winners.iter().filter_map(|w| Some((w, w.who()?)));
    let shown: Vec<_> = named.take(detail.names).collect();
    let names: Vec<String> = shown
        .iter()
        .map(|(_, (id, name, _))| policy_name(shared, policy, id, name))
        .collect();
    let mut who = names.join(words.say("list_comma"));
    if shown.len() < award.winners.len() {
        who += &words.count("announce_and_more", award.winners.len(), &[]);
    }
    if let ([(winner, (_, _, team))], 1) = (shown.as_slice(), award.winners.len()) {
        if policy.is_about_people() && !team.is_empty() {
            let of = shared.public.team_name(team);
            who += &words.fill("announce_of", &[("of", of)]);
        }
        let reason = award::reason(shared, &winner.reasons);
        if detail.reasons && !reason.is_empty() {
            who = [who.as_str(), &reason].join(words.say("comma"));
        }
    }
    let parts = [("award", award.award.name.as_ref()), ("who", &who)];
    let mut line = words.fill("announce_award", &parts);
    // Where the whole period may change, the heading says so.
    if period.state() == State::Final && !award.pending.is_empty() {
        line += &words.fill("announce_of", &[("of", words.say("provisional"))]);
    }
    line
}
