//! Which clause first speaks of which name, for all names of a policy in one pass over its text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Clause, ClausePart};

/// For each name the index of the first clause that speaks of it.
#[derive(Default)]
pub(super) struct Mentioned<'t> {
    /// Names that the author's words say.
    said: BTreeMap<&'t str, usize>,
    /// Names whose numbers or tables are printed, and what stands before a point in them.
    printed: BTreeMap<&'t str, usize>,
    /// Names whose table is printed.
    tabled: BTreeMap<&'t str, usize>,
}

impl<'t> Mentioned<'t> {
    /// Looks for all names in all clauses.
    pub fn of(clauses: &'t [Clause], names: Vec<&'t str>) -> Self {
        let names = Names::new(names);
        let mut mentioned = Self::default();
        for (at, clause) in clauses.iter().enumerate() {
            names.look(&clause.title, at, &mut mentioned.said);
            for part in &clause.parts {
                match part {
                    ClausePart::Text(text) => names.look(text, at, &mut mentioned.said),
                    ClausePart::Parameter(full) => {
                        let points = full.match_indices('.').map(|(point, _)| &full[..point]);
                        for name in points.chain([full.as_ref()]) {
                            mentioned.printed.entry(name).or_insert(at);
                        }
                    }
                    ClausePart::Table(table) => {
                        mentioned.printed.entry(table).or_insert(at);
                        mentioned.tabled.entry(table).or_insert(at);
                    }
                }
            }
        }
        mentioned
    }

    /// The first clause that prints a number of a rule or says its name.
    pub fn rule(&self, name: &str, title: &str) -> Option<usize> {
        // A single letter is found in any text.
        let long = title.chars().count() > 1 && name.chars().count() > 1;
        let said = [title, name].map(|text| self.said.get(text).filter(|_| long));
        let found = [self.printed.get(name)].into_iter().chain(said);
        found.flatten().min().copied()
    }

    /// The first clause that prints a table.
    pub fn table(&self, name: &str) -> Option<usize> {
        self.tabled.get(name).copied()
    }
}

/// Names in their order, so that those with which a text goes on are found without trying each.
struct Names<'t> {
    names: Vec<&'t str>,
    /// Where the names with a first character stand.
    from: BTreeMap<char, Range<usize>>,
    /// For each name the longest other one with which it begins.
    shorter: Vec<Option<usize>>,
}

impl<'t> Names<'t> {
    fn new(mut names: Vec<&'t str>) -> Self {
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        let mut from: BTreeMap<char, Range<usize>> = BTreeMap::new();
        let mut shorter = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            for first in name.chars().take(1) {
                from.entry(first).or_insert(at..at).end = at + 1;
            }
            let mut before = at.checked_sub(1);
            while let Some(one) = before
                && !name.starts_with(names[one])
            {
                before = shorter.get(one).copied().flatten();
            }
            shorter.push(before);
        }
        Self {
            names,
            from,
            shorter,
        }
    }

    /// Takes down every name that stands somewhere in a text.
    fn look(&self, text: &str, clause: usize, said: &mut BTreeMap<&'t str, usize>) {
        for (at, first) in text.char_indices() {
            let (Some(range), Some(rest)) = (self.from.get(&first), text.get(at..)) else {
                continue;
            };
            let among = self.names.get(range.clone()).unwrap_or_default();
            // The last name that is not behind the text is the longest candidate.
            let before = range.start + among.partition_point(|name| *name <= rest);
            let mut found = before.checked_sub(1).filter(|last| range.contains(last));
            while let Some(one) = found {
                let name = self.names[one];
                if rest.starts_with(name) {
                    said.entry(name).or_insert(clause);
                }
                found = self.shorter[one];
            }
        }
    }
}
