//! Headings of a file → the columns that policies use: the same words, words that people use for
//! the same, close spelling; and the units that headings name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::headings;
use super::super::sources::{TableSource, scale_in};
use super::addition::ColumnAdded;
use super::folded::{are_same, fold};
use super::{Chosen, Recognised, Wanted};
use crate::content::Table;
use crate::data::{date_cell, number_cell, truth_cell};
use crate::diagnostic::nearest;
use crate::value::Kind;

/// How many cells of a column show what it holds.
const SAMPLE: usize = 200;

/// Returns the heading in the file of a column that goes by a name.
pub(super) fn heading_of<'t>(source: Option<&'t TableSource>, name: &'t str) -> &'t str {
    let columns = source.map_or(&[][..], |s| &s.columns);
    let declared = columns.iter().find(|c| c.name.as_ref() == name);
    declared.map_or(name, |c| c.from.value.as_str())
}

/// Tells whether each column that is wanted is certainly among the headings: by its own name or
/// words for the same.
pub(super) fn fits(table: &Table, wanted: &Wanted, source: Option<&TableSource>) -> bool {
    !wanted.columns.is_empty()
        && wanted.columns.iter().all(|(name, kind)| {
            let heading = heading_of(source, name);
            headings::position(table, heading).is_some()
                || (0..table.headings.len()).any(|index| {
                    let like = likeness(table, index, wanted, name);
                    like.is_some_and(|like| like < Likeness::Near) && may_be(table, index, *kind)
                })
        })
}

/// How much a heading is like a name; the first is nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The same words but for capitals, spaces and units.
    Words,
    /// Words that people use for the same.
    Meaning,
    /// Spelt nearly so, or one within the other.
    Near,
}

fn likeness(table: &Table, index: usize, wanted: &Wanted, name: &str) -> Option<Likeness> {
    let heading = table.headings.get(index)?;
    let (base, name) = (fold(&heading.text).base, fold(name).base);
    // 回款 of a table 回款 is often headed 回款金额.
    let whole = format!("{}{name}", fold(&wanted.name).base);
    if base == name || base == whole {
        Some(Likeness::Words)
    } else if are_same(&base, &name) || are_same(&base, &whole) || base == fold(&wanted.name).base {
        Some(Likeness::Meaning)
    } else if nearest(&base, [name.as_str()]).is_some() {
        Some(Likeness::Near)
    } else {
        None
    }
}

/// Tells whether the cells of a column are, for the most part, of a kind.
pub(super) fn may_be(table: &Table, index: usize, kind: Kind) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let filled = cells.filter(|c| !headings::is_blank(c, None)).take(SAMPLE);
    let (mut fit, mut all) = (0, 0);
    for cell in filled {
        all += 1;
        fit += usize::from(match kind {
            Kind::Number => number_cell(cell).is_ok(),
            Kind::Date => date_cell(cell).is_ok(),
            Kind::Truth => truth_cell(cell).is_ok(),
            Kind::Text => true,
        });
    }
    fit * 2 >= all
}

/// Finds a heading for each column that is wanted and not there.
pub(super) fn propose(
    table: &Table,
    wanted: &Wanted,
    source: Option<&TableSource>,
    chosen: &Chosen,
    known: &mut Recognised,
) {
    let across = source.and_then(|s| s.across.as_ref());
    let made = |name| across.is_some_and(|a| a.makes().any(|made| made == name));
    let there = |name: &str| headings::position(table, heading_of(source, name));
    let mut taken: BTreeSet<usize> = wanted
        .columns
        .keys()
        .filter_map(|name| there(name))
        .collect();
    let declared = source.map_or(&[][..], |s| &s.columns);
    taken.extend(
        declared
            .iter()
            .filter_map(|c| headings::position(table, &c.from.value)),
    );
    let mut open: Vec<(&Arc<str>, Kind)> = Vec::new();
    for (name, kind) in &wanted.columns {
        let key = (wanted.name.to_string(), name.to_string());
        if let Some(heading) = chosen.columns.get(&key) {
            if let Some(index) = headings::position(table, heading) {
                taken.insert(index);
            }
            if heading_of(source, name) != heading {
                add(table, name, heading, known);
            }
        } else if made(name) {
        } else if let Some(index) = there(name) {
            let is_declared = declared.iter().any(|c| c.name == *name);
            if let (false, Some(unit)) = (is_declared, unit_of(table, index)) {
                known.addition.columns.push(ColumnAdded {
                    name: Arc::clone(name),
                    from: None,
                    written_in: Some(unit),
                });
            }
        } else {
            open.push((name, *kind));
        }
    }
    for most in [Likeness::Words, Likeness::Meaning, Likeness::Near] {
        let mut still = Vec::new();
        for (name, kind) in std::mem::take(&mut open) {
            let like: Vec<usize> = (0..table.headings.len())
                .filter(|index| !taken.contains(index))
                .filter(|index| likeness(table, *index, wanted, name) == Some(most))
                .filter(|index| may_be(table, *index, kind))
                .collect();
            let heading = |index: usize| {
                let heading = table.headings.get(index);
                heading.map_or(String::new(), |h| h.text.to_string())
            };
            match like[..] {
                [] => still.push((name, kind)),
                [only] => {
                    taken.insert(only);
                    add(table, name, &heading(only), known);
                }
                _ => {
                    let headings = like.iter().map(|index| heading(*index));
                    known.unsure.push((Arc::clone(name), headings.collect()));
                }
            }
        }
        open = still;
    }
    known
        .lacking
        .extend(open.into_iter().map(|(name, _)| Arc::clone(name)));
}

fn add(table: &Table, name: &Arc<str>, heading: &str, known: &mut Recognised) {
    let index = headings::position(table, heading);
    known.addition.columns.push(ColumnAdded {
        name: Arc::clone(name),
        from: Some(heading.to_owned()),
        written_in: index.and_then(|index| unit_of(table, index)),
    });
}

/// Returns the unit that a heading names, where its numbers have to be converted.
fn unit_of(table: &Table, index: usize) -> Option<String> {
    let unit = fold(&table.headings.get(index)?.text).unit?;
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(index));
    if matches!(unit.as_str(), "%" | "百分比") {
        return (!cells().any(|c| c.contains(['%', '％']))).then(|| "%".to_owned());
    }
    let (_, rest) = scale_in(&unit)?;
    let own_scale = cells().any(|c| crate::data::has_scale(c));
    (!rest.is_empty() && !own_scale).then_some(unit)
}

/// Takes the units that the author has said.
pub(super) fn choose_units(
    table: &Table,
    source: Option<&TableSource>,
    chosen: &Chosen,
    known: &mut Recognised,
) {
    for ((of, column), unit) in &chosen.units {
        if *of != *known.name {
            continue;
        }
        let columns = &mut known.addition.columns;
        if let Some(added) = columns.iter_mut().find(|c| c.name.as_ref() == column) {
            added.written_in = Some(unit.clone());
            continue;
        }
        let declared = source.map_or(&[][..], |s| &s.columns);
        // What is declared stays as the author has it.
        if declared.iter().any(|c| c.name.as_ref() == column) {
            continue;
        }
        let across = known.addition.across.as_ref();
        let is_across = across.is_some_and(|a| a.into.as_ref() == column);
        if is_across || headings::position(table, column).is_some() {
            columns.push(ColumnAdded {
                name: column.as_str().into(),
                from: None,
                written_in: Some(unit.clone()),
            });
        }
    }
}
