//! The files for those who answer for the figures: what is there of the data, who takes part and has
//! confirmed, appeals, how people rate, pay. Only where the edition has the pages.

use std::sync::Arc;

use super::kind::Kind;
use super::tabled::{Tabled, both, workbook};
use crate::site::address::{
    APPEALS, Addresses, CHECKS, CHECKS_TABLE, PAY, PAY_TABLE, RATERS, beside,
};
use crate::site::page;
use crate::site::shared::Shared;

/// Lists the pages, each with its tables.
pub(super) fn list(shared: &Shared<'_>, add: &mut impl FnMut(Option<String>, Kind)) {
    let months = shared.public.checked_months();
    if !months.is_empty() {
        add(
            Some(CHECKS_TABLE.to_owned()),
            Tabled::Checks.into_workbook(),
        );
        add(Some(CHECKS.to_owned()), Kind::Checks);
        if page::appeals::is_there(shared) {
            add(workbook(APPEALS), Tabled::Appeals.into_workbook());
            add(Some(APPEALS.to_owned()), Kind::Appeals);
        }
    }
    for month in months {
        let page = Addresses::readiness(month);
        add(workbook(&page), Tabled::Readiness(month).into_workbook());
        add(Some(page), Kind::Readiness(month));
        let page = Addresses::taking_part(month);
        add(workbook(&page), Tabled::TakingPart(month).into_workbook());
        add(Some(page), Kind::TakingPart(month));
        for (path, team) in page::confirm::sheets(shared, month) {
            add(Some(path), Kind::ToConfirm(month, team));
        }
        let asked = shared.public.confirmations(month);
        let page = asked.map(|_| Addresses::confirmed(month));
        for (path, written) in both(page.as_deref().map(beside)) {
            add(path, Kind::Table(Tabled::Confirmed(month), written));
        }
        add(page, Kind::Confirmed(month));
    }
    if shared.has_pay() {
        for (path, written) in both(Some(PAY_TABLE.to_owned())) {
            add(path, Kind::Table(Tabled::Payroll, written));
        }
        add(Some(PAY.to_owned()), Kind::Payroll);
    }
    if shared.has_desk(RATERS) {
        for (path, written) in both(Some(beside(RATERS))) {
            add(path, Kind::Table(Tabled::Raters, written));
        }
        add(Some(RATERS.to_owned()), Kind::Raters);
    }
    for id in shared.public.owing() {
        let page = shared.addresses.owed(&id);
        for (path, written) in both(page.as_deref().map(beside)) {
            add(path, Kind::Table(Tabled::Owed(Arc::clone(&id)), written));
        }
        add(page, Kind::Owed(id));
    }
}
