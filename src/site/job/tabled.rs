//! Tables as files of their own beside pages: which there are, and what each holds.

use std::sync::Arc;

use super::kind::Kind;
use crate::period::Period;
use crate::site::address::{as_workbook, beside};
use crate::site::edition::{PublicBoard, PublicPeriod, PublicPolicy};
use crate::site::shared::Shared;
use crate::site::sheet::{self, Table};
use crate::site::workbook::xlsx;
use crate::site::{case_sheet, desk_sheet, download, page, pay_sheet, provenance_sheet};

/// What is a table, or several, of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Tabled {
    Board(usize, usize, usize),
    Charts(usize),
    OfPerson(Arc<str>),
    OfTeam(Arc<str>),
    /// A person's year.
    Year(Arc<str>, i16),
    /// Everybody who was considered for an award.
    Considered(Arc<str>, Arc<str>),
    OfIndicator(Arc<str>, Arc<str>),
    Pay(usize, usize),
    Owed(Arc<str>),
    Awards,
    Payroll,
    /// What a what-if comes to.
    Differences,
    /// Who moves in a what-if, by the place of policy and period.
    Moves(usize),
    Provenance(usize),
    Approval(usize),
    Checks,
    Appeals,
    Readiness(Period),
    TakingPart(Period),
    Confirmed(Period),
    Raters,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Written {
    /// The first table alone.
    Csv,
    /// All of them, a sheet each.
    Xlsx,
}

impl Tabled {
    /// Returns the workbook with these tables.
    pub(super) fn into_workbook(self) -> Kind {
        Kind::Table(self, Written::Xlsx)
    }
}

/// Writes what is a table of its own.
pub(super) fn file(shared: &Shared<'_>, what: &Tabled, written: Written) -> Vec<u8> {
    let tables = tables(shared, what).into_iter();
    let tables: Vec<Table> = tables.map(|t| download::marked(shared, t)).collect();
    match written {
        Written::Csv => tables.first().map(sheet::csv).unwrap_or_default(),
        Written::Xlsx => xlsx(None, &tables),
    }
}

fn tables(shared: &Shared<'_>, what: &Tabled) -> Vec<Table> {
    let periods = shared.public.periods();
    let one = match what {
        Tabled::Readiness(month) => return desk_sheet::readiness(shared, *month),
        Tabled::TakingPart(month) => return desk_sheet::taking_part(shared, *month),
        Tabled::Confirmed(month) => return desk_sheet::confirmed(shared, *month),
        Tabled::Raters => Some(desk_sheet::raters(shared)),
        Tabled::Checks => return desk_sheet::checks(shared),
        Tabled::Appeals => return case_sheet::tables(shared),
        Tabled::Provenance(at) => return provenance_sheet::tables(shared, *at),
        Tabled::Approval(at) => page::approval::table(shared, *at),
        Tabled::Payroll => Some(pay_sheet::all(shared)),
        Tabled::Differences => return page::what_if::tables(shared),
        Tabled::Year(id, year) => page::year_sheet::table(shared, id, *year),
        Tabled::Considered(policy, award) => page::honour::table(shared, policy, award),
        Tabled::Board(at, policy, board) => periods
            .get(*at)
            .and_then(|period| board_at(period, *policy, *board))
            .map(|(policy, board)| download::board(shared, policy, board)),
        Tabled::Charts(at) => periods.get(*at).map(|p| download::charts(shared, p)),
        Tabled::OfPerson(id) => {
            let numbers = page::person::numbers(shared, id);
            Some(download::numbers(shared, numbers))
        }
        Tabled::OfTeam(id) => return page::team::tables(shared, id),
        Tabled::OfIndicator(policy, figure) => {
            let numbers = page::indicator::numbers(shared, (policy, figure));
            Some(download::numbers(shared, numbers))
        }
        Tabled::Pay(at, policy) => return pay_sheet::tables(shared, *at, *policy),
        Tabled::Owed(id) => pay_sheet::owed(shared, id),
        Tabled::Moves(at) => return page::what_if_part::tables(shared, *at),
        Tabled::Awards => Some(download::awards(shared, periods.iter().rev())),
    };
    one.into_iter().collect()
}

/// Returns a table as CSV and beside it as a workbook.
pub(super) fn both(path: Option<String>) -> [(Option<String>, Written); 2] {
    let workbook = path.as_deref().map(as_workbook);
    [(path, Written::Csv), (workbook, Written::Xlsx)]
}

/// Returns the workbook beside a page.
pub(super) fn workbook(page: &str) -> Option<String> {
    Some(as_workbook(&beside(page)))
}

/// Finds a board with its policy by their places.
pub(super) fn board_at<'p, 'a>(
    period: &'p PublicPeriod<'a>,
    policy: usize,
    board: usize,
) -> Option<(&'p PublicPolicy<'a>, &'p PublicBoard<'a>)> {
    let policy = period.policies().get(policy)?;
    Some((policy, policy.boards().get(board)?))
}
