//! What is found of a recognised table: whose rows they are, where it belongs, what lies beyond the month.

use std::collections::BTreeSet;

use super::super::headings::{self, MONTH};
use super::super::places::{Shelf, shelf_of};
use super::super::rows::month_of;
use super::super::sources::{PersonSource, TableSource};
use super::{
    Addition, Chosen, Home, Intake, Matched, OF_PEOPLE, PersonAdded, Recognised, Wanted, Written,
    people,
};
use crate::content::Table;
use crate::period::{Length, Period};

impl Intake<'_> {
    pub(super) fn propose_person(
        &self,
        table: &Table,
        wanted: Option<&Wanted>,
        source: Option<&TableSource>,
        chosen: &Chosen,
        known: &mut Recognised,
    ) {
        let usual = source.is_none_or(|s| matches!(s.person, PersonSource::Usual));
        if !usual || !wanted.is_some_and(|w| w.personal) {
            return;
        }
        let found = people::owner_column(table, source, None, &self.sources);
        let key = (known.name.to_string(), "person".to_owned());
        let said = chosen.columns.get(&key);
        // A column headed `ID` may count the rows of another system: nobody is found by it.
        let names_people = |index| people::names_people(table, index, self.roster.as_ref());
        if said.is_none() && found.is_some_and(names_people) {
            return;
        }
        let used: BTreeSet<&str> = wanted
            .iter()
            .flat_map(|w| w.columns.keys())
            .map(AsRef::as_ref)
            .collect();
        let mut proposed = people::propose(table, self.roster.as_ref(), &used);
        if let Some(said) = said {
            proposed.retain(|p| p.column() == said);
            if proposed.is_empty() {
                proposed.push(PersonAdded::Id(said.clone()));
            }
        }
        match &proposed[..] {
            [only] => known.addition.person = Some(only.clone()),
            // What is there stays, where nothing better is.
            [] if found.is_some() => {}
            [] => known.lacking.push("person".into()),
            several => {
                let headings = several.iter().map(|p| p.column().to_owned());
                known.unsure.push(("person".into(), headings.collect()));
            }
        }
    }

    pub(super) fn matched(
        &self,
        table: &Table,
        source: Option<&TableSource>,
        wanted: Option<&Wanted>,
        addition: &Addition,
    ) -> Option<Matched> {
        if source.is_some_and(|s| matches!(s.person, PersonSource::Nobody)) {
            return None;
        }
        if wanted.is_some_and(|w| !w.personal) {
            return None;
        }
        let person = addition.person.as_ref();
        let index = people::owner_column(table, source, person, &self.sources)?;
        let keys = people::keys(self.content, source, person, self.roster.as_ref());
        Some(people::matched(table, index, &keys))
    }

    /// Tells where a table belongs: where it lies already, else by whether its rows tell months.
    pub(super) fn home(&self, table: &Table, name: &str, wanted: Option<&Wanted>) -> Home {
        if OF_PEOPLE.iter().any(|(n, _)| *n == name) && wanted.is_none() {
            return Home::People;
        }
        let named = |t: &&Table| self.is_named(t, name);
        let mut there = self.content.tables.iter().filter(named);
        let shelved = |t: &Table| shelf_of(&t.path) == Shelf::Tables;
        if there.clone().any(shelved) {
            return Home::Tables;
        }
        if there.any(|t| t.events.is_some()) && table.sheet.is_none() {
            return Home::Events;
        }
        if self.months(table).len() > 1 {
            return Home::Tables;
        }
        Home::Month
    }

    /// Returns the months of a table whose rows tell them.
    fn months(&self, table: &Table) -> BTreeSet<Period> {
        let Some(column) = headings::find(table, MONTH) else {
            return BTreeSet::new();
        };
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        cells
            .filter_map(|cell| month_of(cell, Length::Month))
            .collect()
    }

    /// Counts rows of a month's table whose day lies outside of the month.
    pub(super) fn beyond(
        &self,
        table: &Table,
        known: &Recognised,
    ) -> Option<(String, String, usize)> {
        if !matches!(known.home, Home::Month | Home::Events) {
            return None;
        }
        let days = known.columns.iter().find(|c| c.written == Written::Date)?;
        let index = headings::position(table, &days.heading)?;
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        let outside = cells.filter_map(|cell| {
            let day = crate::data::date_cell(cell).ok()?.date();
            (self.length.month_of(day) != Some(self.month)).then_some(day)
        });
        let mut outside: Vec<_> = outside.collect();
        outside.sort();
        let (first, last) = (outside.first()?, outside.last()?);
        Some((first.to_string(), last.to_string(), outside.len()))
    }
}
