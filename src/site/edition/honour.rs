//! What belongs to honours and their announcement: the post of then, the days of publication, and,
//! for the edition that sees everything, everybody who was considered.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Filter, PublicAward, PublicBoard, PublicPeriod, PublicPolicy, Row, is_named};
use crate::assessment::{Figured, ItemResult, SubjectResult};
use crate::data::State;
use crate::value::Value;

/// Somebody who was considered for an award.
pub struct Considered<'a> {
    /// The id.
    pub id: &'a Arc<str>,
    /// The name that readers see.
    pub name: &'a str,
    /// The team of a person; empty for none.
    pub team: &'a str,
    /// Whether the award's conditions were met; `None` where figures are missing.
    pub eligible: Option<bool>,
    /// Whether the award was won.
    pub won: bool,
    /// What the award goes by, as far as there are such figures.
    pub keys: Vec<&'a Figured>,
}

impl<'a> PublicPeriod<'a> {
    /// Returns the post that a person had in this period; empty where nothing is said.
    pub fn post(&self, id: &str) -> &'a str {
        let people = &self.result.people;
        let at = people.binary_search_by(|p| p.id.as_ref().cmp(id)).ok();
        at.and_then(|at| people.get(at))
            .map_or("", |p| p.post.as_str())
    }

    /// Returns the first day of public objection, where it is said.
    pub fn objections_from(&self) -> Option<Date> {
        self.result.objections_from
    }

    /// Returns the day on which the period became final, where it is said.
    pub fn final_on(&self) -> Option<Date> {
        self.result.final_on
    }

    /// Tells whether the period is shown to everybody as a result: open to objections, or final.
    pub fn is_published(&self) -> bool {
        matches!(self.state(), State::Provisional | State::Final)
    }

    /// Returns the day from which its results stand as they do: by what is said of it, never by
    /// a clock.
    pub fn as_of(&self) -> Date {
        let last = self.period().last_day();
        let (from, until) = (self.objections_from(), self.objections_until());
        match self.state() {
            State::Final => self.final_on().or(until).or(from).unwrap_or(last),
            State::Provisional => from.unwrap_or(last),
            State::Open | State::CutOff => self.data_until().unwrap_or(last),
        }
    }
}

impl<'a> PublicBoard<'a> {
    /// Returns the rows that are celebrated, and how many of the last rank find no room: the first,
    /// at most `most` and of no more than half of those who are ranked, so that nobody is posted as
    /// the last; equal ranks together. Of a board by teams, the first of each.
    pub fn celebrated(&self, most: usize) -> (Vec<&Row<'a>>, usize) {
        let mut rows: Vec<&Row<'a>> = Vec::new();
        if self.board.within_team {
            rows.extend(self.rows.iter().filter(|row| row.standing.rank == 1));
        } else {
            let half = most.min(self.ranked.div_ceil(2));
            for group in self
                .rows
                .chunk_by(|a, b| a.standing.rank == b.standing.rank)
            {
                let fits = rows.is_empty() || rows.len() + group.len() <= most;
                if rows.len() >= half || !fits {
                    break;
                }
                rows.extend(group);
            }
        }
        let left_out = rows.len().saturating_sub(most);
        rows.truncate(most);
        (rows, left_out)
    }
}

impl<'a> PublicPolicy<'a> {
    /// Returns everybody who was considered for an award, by id, where the edition shows all.
    pub fn considered(
        &self,
        period: &PublicPeriod<'a>,
        award: &PublicAward<'a>,
    ) -> Vec<Considered<'a>> {
        if self.edition().hides(Filter::Considered) {
            return Vec::new();
        }
        let figures = &period.result.figures;
        let rule = award.award;
        let mut considered = Vec::new();
        let named = |s: &&SubjectResult| is_named(s, self.gone());
        for subject in self.result().subjects.iter().filter(named) {
            let cell = figures.get(&self.policy().id, &rule.eligible, &subject.id);
            let eligible = match cell {
                Some(Ok(Value::Truth(truth))) => Some(*truth),
                Some(_) => None,
                None => continue,
            };
            let reasons = rule.reasons.iter();
            considered.push(Considered {
                id: &subject.id,
                name: &subject.name,
                team: &subject.team,
                eligible,
                won: award.winners.iter().any(|w| w.winner.id == subject.id),
                keys: reasons.filter_map(|name| figure(subject, name)).collect(),
            });
        }
        considered
    }
}

/// Finds a figure among what a subject's results show.
fn figure<'a>(subject: &'a SubjectResult, name: &str) -> Option<&'a Figured> {
    let own = subject.total.iter().chain(&subject.grades);
    let mut own = own.chain(&subject.metrics);
    own.find(|f| f.name.as_ref() == name)
        .or_else(|| in_items(&subject.items, name))
}

fn in_items<'a>(items: &'a [ItemResult], name: &str) -> Option<&'a Figured> {
    items.iter().find_map(|item| {
        let own = std::iter::once(&item.points).chain(&item.value);
        let mut own = own.chain(&item.target);
        own.find(|f| f.name.as_ref() == name)
            .or_else(|| in_items(&item.items, name))
    })
}
