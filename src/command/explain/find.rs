//! Finds whom, which period and which figure the words of the command line mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::assessment::{Book, PeriodResult, PolicyResult};
use crate::command::CommandMistake;
use crate::data::Person;
use crate::diagnostic::nearest;
use crate::figure::{Definition, Form, Subject};
use crate::period::Period;

/// A person, a team or the company.
pub(in crate::command) struct Who {
    /// The id.
    pub(in crate::command) id: Arc<str>,
    /// What it is.
    pub(super) subject: Subject,
    /// The name with the id, for headings.
    pub(super) shown: String,
    /// What tells it apart from others of the same name.
    about: String,
}

/// The policies under which someone was assessed in a period.
pub(super) struct Assessed<'a> {
    /// The period.
    pub(super) period: &'a PeriodResult,
    /// The policies; at least one.
    pub(super) policies: Vec<&'a PolicyResult>,
}

/// A figure by its policy's id and its own full name.
pub(super) type Figure = (Arc<str>, Arc<str>);

/// Finds a person, a team or the company: by id first, else by a name that only one has.
pub(in crate::command) fn who(book: &Book, written: &str) -> Result<Who, CommandMistake> {
    let all = everyone(book);
    let by_id = all.iter().position(|(who, _)| who.id.as_ref() == written);
    let mut found: Vec<(Who, String)> = Vec::new();
    let mut near: BTreeSet<String> = BTreeSet::new();
    let mut holding: Vec<String> = Vec::new();
    for (at, (who, name)) in all.into_iter().enumerate() {
        match by_id {
            Some(id) if id == at => return Ok(who),
            Some(_) => {}
            None if name == written => found.push((who, name)),
            None => {
                if name.contains(written) && !written.is_empty() {
                    holding.push(who.shown.clone());
                }
                near.insert(who.id.to_string());
                near.insert(name);
            }
        }
    }
    if found.len() > 1 {
        let choices = found
            .into_iter()
            .map(|(who, _)| (who.id.to_string(), who.about));
        return Err(CommandMistake::SeveralOfThatName {
            written: written.to_owned(),
            choices: choices.collect(),
        });
    }
    match found.pop() {
        Some((who, _)) => Ok(who),
        None => Err(CommandMistake::NobodyOfThatName {
            meant: nearest(written, near.iter().map(String::as_str))
                .filter(|_| holding.is_empty())
                .map(str::to_owned),
            written: written.to_owned(),
            holding,
        }),
    }
}

/// Returns a person as found.
pub(super) fn person(book: &Book, person: &Person) -> Who {
    let state = person.states.last();
    let team = state.map_or("", |state| book.team_name(&state.team));
    let post = state
        .and_then(|s| s.attributes.get("post"))
        .map_or("", String::as_str);
    Who {
        id: Arc::clone(&person.id),
        subject: Subject::Person,
        shown: format!("{}（{}）", person.name, person.id),
        about: [team, post].join(" ").trim().to_owned(),
    }
}

fn everyone(book: &Book) -> Vec<(Who, String)> {
    let people = book.ledger.people.iter();
    let people = people.map(|p| (person(book, p), p.name.clone()));
    let teams = book.ledger.teams.values().map(|team| {
        let who = Who {
            id: Arc::clone(&team.id),
            subject: Subject::Team,
            shown: format!("{}（{}）", team.name, team.id),
            about: book.team_name(&team.parent).to_owned(),
        };
        (who, team.name.clone())
    });
    let organisation = &book.settings.organisation;
    let company = Who {
        id: organisation.as_str().into(),
        subject: Subject::Company,
        shown: organisation.clone(),
        about: String::new(),
    };
    people
        .chain(teams)
        .chain([(company, organisation.clone())])
        .collect()
}

/// Finds a period that has results; with a month the longer periods that were worked out with it.
pub(super) fn periods<'a>(
    book: &'a Book,
    written: &str,
) -> Result<Vec<&'a PeriodResult>, CommandMistake> {
    let found: Vec<&PeriodResult> = Period::named(written)
        .into_iter()
        .flat_map(|period| book.with_longer(period))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    Err(CommandMistake::NoSuchPeriod {
        written: written.to_owned(),
        known: book.periods.iter().map(|p| p.period.to_string()).collect(),
    })
}

/// Returns the policies under which someone was assessed in some periods, by period; at least one.
pub(super) fn policies<'a>(
    book: &Book,
    periods: &[&'a PeriodResult],
    who: &Who,
) -> Result<Vec<Assessed<'a>>, CommandMistake> {
    let found: Vec<Assessed<'a>> = periods
        .iter()
        .map(|period| Assessed {
            period,
            policies: period
                .policies
                .iter()
                .filter(|p| concerns(p, who))
                .collect(),
        })
        .filter(|assessed| !assessed.policies.is_empty())
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known = book
        .periods
        .iter()
        .filter(|period| period.policies.iter().any(|policy| concerns(policy, who)))
        .map(|period| period.period.to_string());
    let asked = periods.first().map(|p| p.period.to_string());
    Err(CommandMistake::NotAssessed {
        who: who.shown.clone(),
        period: asked.unwrap_or_default(),
        known: known.collect(),
    })
}

fn concerns(policy: &PolicyResult, who: &Who) -> bool {
    policy.policy.subject == Some(who.subject)
        && policy.subjects.iter().any(|subject| subject.id == who.id)
}

/// Finds a figure in the first of some periods that has it.
pub(super) fn figure<'f, 'a>(
    all: &'f [Assessed<'a>],
    written: &str,
) -> Result<(&'f Assessed<'a>, Figure), CommandMistake> {
    for assessed in all {
        let mut found = figures(assessed, written);
        if found.len() > 1 {
            let choices = found
                .iter()
                .map(|(policy, name)| format!("{policy}::{name}"));
            return Err(CommandMistake::SeveralFigures {
                written: written.to_owned(),
                choices: choices.collect(),
            });
        }
        if let Some(found) = found.pop() {
            return Ok((assessed, found));
        }
    }
    let known: Vec<String> = all.iter().flat_map(|a| names(&a.policies)).collect();
    let wanted = written.split_once("::").map_or(written, |(_, name)| name);
    Err(CommandMistake::NoSuchFigure {
        meant: nearest(wanted, known.iter().map(String::as_str)).map(str::to_owned),
        written: written.to_owned(),
        known,
    })
}

/// Finds the figures that are meant by a full name, with or without its policy; else by a title or
/// another name.
fn figures(assessed: &Assessed<'_>, written: &str) -> Vec<Figure> {
    let (wanted_policy, wanted) = match written.split_once("::") {
        Some((policy, name)) => (Some(policy), name),
        None => (None, written),
    };
    let mut exact = Vec::new();
    let mut other = BTreeSet::new();
    let candidates = assessed
        .policies
        .iter()
        .map(|result| &result.policy)
        .filter(|policy| wanted_policy.is_none_or(|wanted| *policy.id == *wanted));
    for policy in candidates {
        if let Some(name) = assessed.period.graph.full_name(&policy.id, wanted) {
            exact.push((Arc::clone(&policy.id), Arc::clone(name)));
        }
        for definition in &policy.definitions {
            if *definition.title == *wanted || definition.aliases.iter().any(|a| **a == *wanted) {
                other.insert((Arc::clone(&policy.id), Arc::clone(&definition.name)));
            }
        }
    }
    if exact.is_empty() {
        other.into_iter().collect()
    } else {
        exact
    }
}

/// Returns the total under each policy that has a scorecard.
pub(super) fn totals(policies: &[&PolicyResult]) -> Vec<Figure> {
    policies
        .iter()
        .filter_map(|result| {
            let scorecard = result.policy.scorecard.as_ref()?;
            Some((Arc::clone(&result.policy.id), Arc::clone(&scorecard.total)))
        })
        .collect()
}

/// Returns the names of the figures that policies define, each once, in the policies' order.
pub(super) fn names(policies: &[&PolicyResult]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    policies
        .iter()
        .flat_map(|result| &result.policy.definitions)
        .filter(|definition| is_asked_for(definition.form))
        .map(name_to_ask_by)
        .filter(|name| seen.insert(name.to_string()))
        .map(|name| name.to_string())
        .collect()
}

/// Targets, gates and days are steps of other figures; they can be asked for all the same.
fn is_asked_for(form: Form) -> bool {
    !matches!(
        form,
        Form::Source
            | Form::Shared
            | Form::Target
            | Form::Eligible
            | Form::Hold
            | Form::Prize
            | Form::Step
    )
}

/// A figure with a Chinese title goes by its Chinese name: `总分`, not `total`.
fn name_to_ask_by(definition: &Definition) -> &Arc<str> {
    let mut names = std::iter::once(&definition.name).chain(&definition.aliases);
    if definition.title.is_ascii() {
        return &definition.name;
    }
    let is_chinese = |name: &&Arc<str>| name.split('.').all(|part| !part.is_ascii());
    names.find(is_chinese).unwrap_or(&definition.name)
}
