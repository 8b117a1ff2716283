//! A file that is still to be made: its path and what kind it is of.

use std::sync::Arc;

use super::tabled::{Tabled, Written};
use crate::period::Period;
use crate::site::page::certificate::WinnerAt;
use crate::site::page::poster::Posted;

/// A file that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageJob {
    /// The path from the folder of its language, from which links are written.
    pub(super) path: String,
    pub(super) kind: Kind,
    /// The language, by its place among the site's.
    tongue: usize,
    /// The path from the site's folder.
    whole: String,
}

/// What kind of file; periods, policies and boards by their place in the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Home,
    WhatIf,
    WhatIfData,
    Moves(usize),
    Period(usize),
    Person(Arc<str>),
    PersonYear(Arc<str>, i16),
    YearSheet(Arc<str>, i16),
    Slip(Arc<str>, Period),
    Team(Arc<str>),
    Archive,
    People,
    Search(usize),
    Honours,
    Design,
    Award(Arc<str>, Arc<str>),
    Handbook,
    Indicators,
    Indicator(Arc<str>, Arc<str>),
    Book,
    Policy(Arc<str>, Period),
    Difference(Arc<str>, Period),
    Missing,
    Asset,
    Results(usize),
    Provenance(usize),
    ProvenanceData(usize),
    Approval(usize),
    BoardPart([usize; 4]),
    BoardRows([usize; 4]),
    Workbook(usize),
    Table(Tabled, Written),
    Checks,
    Appeals,
    Readiness(Period),
    TakingPart(Period),
    Confirmed(Period),
    ToConfirm(Period, Arc<str>),
    Payroll,
    Raters,
    Pay(usize, usize),
    Owed(Arc<str>),
    Certificate(usize, WinnerAt),
    Certificates(usize),
    Poster(usize, Posted, bool),
    Notice(usize, usize),
    Wall,
    Feed,
    Map(usize),
}

impl PageJob {
    pub(super) fn new(path: String, kind: Kind) -> Self {
        Self {
            whole: path.clone(),
            path,
            kind,
            tongue: 0,
        }
    }

    /// Returns the path of the file that is to be made.
    #[expect(
        clippy::misnamed_getters,
        reason = "to others the path is the one from the published folder"
    )]
    pub fn path(&self) -> &str {
        &self.whole
    }

    /// Returns the place of its language among the site's.
    pub(in crate::site) fn tongue(&self) -> usize {
        self.tongue
    }

    /// Makes it one of a language whose pages lie in a folder.
    pub(in crate::site) fn of_tongue(self, tongue: usize, folder: &str) -> Self {
        Self {
            whole: format!("{folder}{}", self.path),
            tongue,
            ..self
        }
    }
}
