//! The files of how a period was settled: where its results come from, and the sheet for approval.

use super::kind::Kind;
use super::tabled::{Tabled, workbook};
use crate::site::address::Addresses;
use crate::site::edition::PublicPeriod;
use crate::site::shared::Shared;

/// Lists the files of one period, by its place.
pub(super) fn list(
    shared: &Shared<'_>,
    (at, period): (usize, &PublicPeriod<'_>),
    add: &mut impl FnMut(Option<String>, Kind),
) {
    let of = period.period();
    if shared.public.has_provenance() {
        add(Some(Addresses::provenance(of)), Kind::Provenance(at));
        let table = Addresses::provenance_table(of);
        add(Some(table), Tabled::Provenance(at).into_workbook());
        let data = Addresses::provenance_data(of);
        add(Some(data), Kind::ProvenanceData(at));
    }
    if shared.public.has_approval(period) {
        let page = Addresses::approval(of);
        add(workbook(&page), Tabled::Approval(at).into_workbook());
        add(Some(page), Kind::Approval(at));
    }
}
