//! Who has confirmed the figures of a month, who objects, who has not answered: where the edition
//! shows how far the data are there, and in no other.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use crate::assessment::{Answered, Card, Confirmations, Given, Shown};
use crate::period::Period;
use crate::site::address::{Addresses, as_workbook, beside, link};
use crate::site::format;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of who has confirmed.
#[derive(Debug, Serialize)]
pub struct ConfirmPage {
    frame: Frame,
    name: String,
    readiness: LinkView,
    state: String,
    /// Everything in a sentence.
    sentence: String,
    objections: Vec<AnswerView>,
    /// Those who confirmed other figures than today's.
    others: Vec<AnswerView>,
    teams: Vec<TeamView>,
    /// Everybody's answers as tables.
    workbook: String,
    sheet: String,
}

/// What somebody answered.
#[derive(Debug, Serialize)]
struct AnswerView {
    who: LinkView,
    team: String,
    policy: String,
    words: String,
    remark: String,
    day: String,
    /// Which figures are others by now.
    differs: Vec<String>,
    place: String,
}

impl AnswerView {
    /// Tells whether it is the same answer, to the figures of another policy.
    fn is_of(&self, other: &Self) -> bool {
        self.place == other.place
            && self.who.text == other.who.text
            && self.words == other.words
            && self.differs == other.differs
    }
}

/// A team.
#[derive(Debug, Serialize)]
struct TeamView {
    name: String,
    /// The sheet to be handed out, and what it is called when it is saved.
    sheet: String,
    saved: String,
    asked: usize,
    agree: usize,
    object: usize,
    others: usize,
    not_yet: usize,
    waiting: Vec<LinkView>,
    confirmed: Vec<LinkView>,
}

/// Lists the sheets of a month, by team.
pub fn sheets(shared: &Shared<'_>, month: Period) -> Vec<(String, Arc<str>)> {
    let all = shared.public.confirmations(month);
    let teams = all.map(by_team).unwrap_or_default();
    let path = |team: Arc<str>| (shared.addresses.to_confirm(month, &team), team);
    teams.into_keys().map(path).collect()
}

/// Shows who has confirmed.
pub fn view(shared: &Shared<'_>, path: &str, month: Period) -> Option<ConfirmPage> {
    let all = shared.public.confirmations(month)?;
    let period = shared.public.period(month)?;
    let words = &shared.words;
    let name = words.fill("confirm_of", &[("period", &shared.period(month))]);
    let answers = |answered: Answered| {
        let people = all.people.iter();
        let of_person = people.flat_map(|person| person.cards.iter().map(move |c| (person, c)));
        let found = of_person.filter(|(_, card)| card.answered() == answered);
        let mut views: Vec<AnswerView> = Vec::new();
        for (person, card) in found {
            let Some(given) = &card.given else { continue };
            let one = answer(shared, path, person, card, given);
            // What is said once of all figures stands there once.
            match views.iter_mut().find(|other| other.is_of(&one)) {
                Some(other) => {
                    other.policy += words.say("list_comma");
                    other.policy += &one.policy;
                }
                None => views.push(one),
            }
        }
        views
    };
    let sheet = shared.download(&beside(&Addresses::confirmed(month)));
    Some(ConfirmPage {
        frame: shared.frame(path, name.clone(), "checks"),
        sentence: sentence(shared, all),
        readiness: LinkView {
            text: words.fill("readiness_of", &[("period", &shared.period(month))]),
            href: link(path, &Addresses::readiness(month)),
        },
        state: shared.state(period),
        workbook: link(path, &as_workbook(&sheet)),
        sheet: link(path, &sheet),
        objections: answers(Answered::Objects),
        others: answers(Answered::Others),
        teams: by_team(all)
            .into_iter()
            .map(|(id, people)| team(shared, path, month, &id, &people))
            .collect(),
        name,
    })
}

fn by_team(all: &Confirmations) -> IndexMap<Arc<str>, Vec<&Shown>> {
    let mut teams: IndexMap<Arc<str>, Vec<&Shown>> = IndexMap::new();
    for person in &all.people {
        let team = Arc::clone(&person.team);
        teams.entry(team).or_default().push(person);
    }
    teams
}

fn sentence(shared: &Shared<'_>, all: &Confirmations) -> String {
    let words = &shared.words;
    let asked = all.people.len();
    let said = |key: &str, answered| match all.count(answered) {
        0 => None,
        n => Some(words.count(key, n, &[])),
    };
    if !all.answered {
        return words.count("confirm_asked", asked, &[]);
    }
    let agree = all.count(Answered::Agrees).to_string();
    let parts = [("agree", agree.as_str())];
    let rest = [
        said("confirm_objecting", Answered::Objects),
        said("confirm_again", Answered::Others),
        said("confirm_waiting", Answered::NotYet),
    ];
    let sentences = [Some(words.count("confirm_sentence", asked, &parts))];
    let all = sentences.into_iter().chain(rest).flatten();
    all.collect::<Vec<_>>().join(words.say("sentence_gap"))
}

/// Says what has become different since somebody answered.
pub fn differs(shared: &Shared<'_>, given: &Given) -> Vec<String> {
    let words = &shared.words;
    let differs = given.differences.iter().map(|difference| {
        words.fill(
            "confirm_differs",
            &[
                ("figure", difference.title.get(shared.language())),
                ("was", &difference.was),
                ("now", &difference.now),
            ],
        )
    });
    let mut differs: Vec<String> = differs.collect();
    if given.others && differs.is_empty() {
        differs.push(words.say("confirm_code_differs").to_owned());
    }
    differs
}

fn answer(
    shared: &Shared<'_>,
    path: &str,
    person: &Shown,
    card: &Card,
    given: &Given,
) -> AnswerView {
    let words = &shared.words;
    AnswerView {
        who: name(shared, path, person),
        team: team_name(shared, &person.team),
        policy: card.policy.title.clone(),
        words: given.objection.clone(),
        remark: given.remark.clone(),
        day: given
            .day
            .map_or_else(String::new, |day| format::day(words, day)),
        differs: differs(shared, given),
        place: super::checks::place(&given.place),
    }
}

fn team(shared: &Shared<'_>, path: &str, month: Period, id: &str, people: &[&Shown]) -> TeamView {
    let of = |answered: Answered| people.iter().filter(move |p| p.answered() == answered);
    let count = |answered: Answered| of(answered).count();
    let names = |answered| of(answered).map(|p| name(shared, path, p)).collect();
    let team = team_name(shared, id);
    let month_named = month.to_string();
    let saved = [("period", month_named.as_str()), ("team", team.as_str())];
    TeamView {
        sheet: link(path, &shared.addresses.to_confirm(month, id)),
        saved: shared.words.fill("confirm_saved", &saved),
        asked: people.len(),
        agree: count(Answered::Agrees),
        object: count(Answered::Objects),
        others: count(Answered::Others),
        not_yet: count(Answered::NotYet),
        waiting: names(Answered::NotYet),
        confirmed: names(Answered::Agrees),
        name: team,
    }
}

/// Returns a team's name, also of those who are in none.
pub fn team_name(shared: &Shared<'_>, id: &str) -> String {
    match id {
        "" => shared.words.say("confirm_no_team").to_owned(),
        id => shared.public.team_name(id).to_owned(),
    }
}

fn name(shared: &Shared<'_>, path: &str, person: &Shown) -> LinkView {
    let mut link = shared.person(path, &person.id, &person.name);
    if person.left {
        let parts = [("name", link.text.as_str())];
        link.text = shared.words.fill("confirm_left", &parts);
    }
    link
}
