//! What single raters gave: of those who are anonymous nobody is told it, of others only those who
//! see everything are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Secret;
use super::figures::{is_special, texts};
use super::needles::{Edge, Needles, Rule, Scope};
use crate::assessment::{Book, Figured, ItemResult, SubjectResult};
use crate::data::Rows;
use crate::policy::RatingTable;
use crate::site::edition::Edition;

/// Whom a group of raters rated in which item: the person, the item, the group.
type Rated<'a> = (&'a Arc<str>, &'a str, &'a str);

/// Adds the marks that single raters gave, on the pages of those whom they rated.
pub fn find(book: &Book, edition: &Edition, needles: &mut Needles) {
    let everything = edition.sees.whole_boards && !edition.is_of_teams();
    let own = own_values(book);
    let rated = || book.policies.values().flatten().flat_map(|p| &p.rated);
    for month in book.ledger.months.values() {
        for (name, rows) in &month.tables {
            let Some(table) = rated().map(|r| r.table).find(|t| *t.name == **name) else {
                continue;
            };
            for ((whom, item, group), marks) in given(rows, &table) {
                let of_item = rated().filter(|r| *r.item == *item || r.title == item);
                let mut groups = of_item.flat_map(|r| &r.groups);
                let anonymous = groups.any(|g| *g.name == *group && g.is_anonymous());
                // The mark of one alone is the mean, which is told.
                if (everything && !anonymous) || marks.len() < 2 {
                    continue;
                }
                let own = own.get(whom);
                let secret = marks.into_iter().filter(|mark| is_special(mark, 4));
                for mark in secret.filter(|mark| !own.is_some_and(|own| own.contains(*mark))) {
                    let rule = Rule {
                        secret: Secret::Figure,
                        scope: Scope::PagesOf(Arc::clone(whom)),
                        near: None,
                        edge: Edge::Number,
                    };
                    needles.put(mark.to_owned(), rule);
                }
            }
        }
    }
}

/// Collects the marks of a table by whom they are about.
fn given<'a>(rows: &'a Rows, table: &RatingTable) -> BTreeMap<Rated<'a>, Vec<&'a str>> {
    let column = |name: &str| rows.columns.iter().position(|c| **c == *name);
    let (item, group) = (column(table.item), column(table.group));
    let score = column(table.score);
    let mut given: BTreeMap<Rated<'a>, Vec<&'a str>> = BTreeMap::new();
    for row in &rows.rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |c| c.trim());
        if let Some(whom) = &row.person {
            let marks = given.entry((whom, cell(item), cell(group))).or_default();
            marks.push(cell(score));
        }
    }
    given
}

/// Collects each one's own values as texts: where one is the same, it is that one which is told.
fn own_values(book: &Book) -> BTreeMap<&Arc<str>, BTreeSet<String>> {
    fn of_items<'r>(items: &'r [ItemResult], all: &mut Vec<&'r Figured>) {
        for item in items {
            all.extend([&item.points].into_iter().chain(&item.value));
            of_items(&item.items, all);
        }
    }
    let of_subject = |subject: &SubjectResult| -> BTreeSet<String> {
        let mut all: Vec<&Figured> = subject.total.iter().chain(&subject.metrics).collect();
        of_items(&subject.items, &mut all);
        all.into_iter().flat_map(|f| texts(f, 1)).collect()
    };
    let mut own: BTreeMap<&Arc<str>, BTreeSet<String>> = BTreeMap::new();
    let policies = book.periods.iter().flat_map(|p| &p.policies);
    for subject in policies.flat_map(|policy| &policy.subjects) {
        own.entry(&subject.id)
            .or_default()
            .extend(of_subject(subject));
    }
    own
}
