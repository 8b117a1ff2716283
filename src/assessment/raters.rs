//! How people rate: how many, how high against others who rate the same people, how far apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ratings::{Columns, Rating, kind, of_item, tables};
use super::result::Book;
use crate::number::{Number, sum};
use crate::period::{Level, Period};
use crate::policy::{Policy, RaterKind};

/// How people rate in a month; marks are shares of the highest, and one's own are left out.
#[derive(Debug, Clone, Default)]
pub struct Raters {
    /// Those who rated enough people, by staff number.
    pub raters: Vec<Rater>,
    /// How many rated too few people to say anything of them.
    pub few: usize,
    /// How many people were rated.
    pub people: usize,
    /// How many marks there are.
    pub marks: usize,
}

/// How one person rates.
#[derive(Debug, Clone)]
pub struct Rater {
    /// The staff number.
    pub id: Arc<str>,
    /// How many people were rated.
    pub people: usize,
    /// How many marks were given.
    pub marks: usize,
    /// Their mean.
    pub mean: Number,
    /// By how much they are above the mean of what others gave the same people for the same items;
    /// `None` where too few can be compared.
    pub above: Option<Number>,
    /// How far marks are from their own mean, on average.
    pub spread: Number,
    /// How many are at least nine tenths of the highest.
    pub top: usize,
}

/// One mark as a share of the highest.
struct Mark<'a> {
    rater: &'a str,
    /// Who is rated, for what.
    of: (&'a str, &'a str),
    share: Number,
}

/// Looks at the marks of a month; `None` where nothing tells who gave them. What rests on fewer
/// than `fewest` people is left out.
pub fn raters(book: &Book, period: Period, fewest: usize) -> Option<Raters> {
    if period.level() != Level::Month {
        return None;
    }
    let month = book.ledger.months.get(&period)?;
    let begun = |p: &&Arc<Policy>| p.version.from <= period;
    let versions = book.policies.values();
    let policies: Vec<&Policy> = versions
        .filter_map(|versions| versions.iter().rev().find(begun).map(AsRef::as_ref))
        .collect();
    let mut marks = Vec::new();
    for table in tables(policies.iter().copied()) {
        let Some(rows) = month.tables.get(table.name) else {
            continue;
        };
        let columns = Columns::of(rows, &table);
        let ratings = rows.rows.iter();
        let ratings = ratings.filter_map(|row| columns.and_then(|c| c.read(row)));
        for rating in ratings.filter(|rating| !rating.rater.is_empty()) {
            let items: Vec<_> = of_item(policies.iter().copied(), &table, &rating).collect();
            let full = items.iter().map(|(_, rated)| &rated.full).max();
            let other = kind(&items, rating.group).is_some_and(|k| k != RaterKind::Oneself);
            marks.extend(full.filter(|_| other).and_then(|full| mark(&rating, full)));
        }
    }
    (!marks.is_empty()).then(|| of_marks(&marks, fewest.max(1)))
}

fn mark<'a>(rating: &Rating<'a>, full: &Number) -> Option<Mark<'a>> {
    Some(Mark {
        rater: rating.rater,
        of: (rating.ratee, rating.item),
        share: rating.score.as_ref()?.divided_by(full)?,
    })
}

fn of_marks(marks: &[Mark<'_>], fewest: usize) -> Raters {
    let mut by_rater: BTreeMap<&str, Vec<&Mark<'_>>> = BTreeMap::new();
    let mut of_whom: BTreeMap<(&str, &str), Vec<&Mark<'_>>> = BTreeMap::new();
    for mark in marks {
        by_rater.entry(mark.rater).or_default().push(mark);
        of_whom.entry(mark.of).or_default().push(mark);
    }
    let people = |marks: &mut dyn Iterator<Item = &str>| marks.collect::<BTreeSet<_>>().len();
    let top = Number::parse("0.9").unwrap_or(Number::ONE);
    let mut found = Raters {
        people: people(&mut marks.iter().map(|m| m.of.0)),
        marks: marks.len(),
        ..Raters::default()
    };
    for (id, own) in by_rater {
        let rated = people(&mut own.iter().map(|m| m.of.0));
        let Some(mean) = mean(own.iter().map(|m| &m.share)).filter(|_| rated >= fewest) else {
            found.few += 1;
            continue;
        };
        let others = |mark: &&&Mark<'_>| {
            let others = of_whom.get(&mark.of).into_iter().flatten();
            let others = self::mean(others.filter(|o| o.rater != id).map(|o| &o.share))?;
            Some(mark.share.minus(&others))
        };
        let compared = own.iter().filter(|m| others(m).is_some());
        let enough = people(&mut compared.map(|m| m.of.0)) >= fewest;
        let differences: Vec<Number> = own.iter().filter_map(|m| others(&m)).collect();
        let distances: Vec<Number> = own
            .iter()
            .map(|m| m.share.minus(&mean).absolute())
            .collect();
        found.raters.push(Rater {
            id: id.into(),
            people: rated,
            marks: own.len(),
            above: self::mean(differences.iter()).filter(|_| enough),
            spread: self::mean(distances.iter()).unwrap_or(Number::ZERO),
            top: own.iter().filter(|m| m.share >= top).count(),
            mean,
        });
    }
    found
}

fn mean<'n>(numbers: impl Iterator<Item = &'n Number>) -> Option<Number> {
    let numbers: Vec<&Number> = numbers.collect();
    let count = Number::from(numbers.len());
    sum(numbers.into_iter()).divided_by(&count)
}
