//! The files of a what-if that no site of results has: the differences, by policy and period, and as data.

use super::kind::Kind;
use super::tabled::{Tabled, both};
use crate::site::address::beside;
use crate::site::edition::PublicWhatIf;
use crate::site::page::{what_if, what_if_part};

/// Lists the pages of differences, the first in the place of the front page.
pub(super) fn list(public: &PublicWhatIf, add: &mut impl FnMut(Option<String>, Kind)) {
    add(Some(what_if::PATH.to_owned()), Kind::WhatIf);
    let table = Some(what_if::TABLE.to_owned());
    add(table, Tabled::Differences.into_workbook());
    let data = public.is_whole().then(|| what_if::DATA.to_owned());
    add(data, Kind::WhatIfData);
    let parts = public.parts().enumerate();
    for (at, (one, _)) in parts.filter(|(_, (one, _))| !one.moves.is_empty()) {
        let path = what_if_part::path(one.period, &one.id);
        for (path, written) in both(Some(beside(&path))) {
            add(path, Kind::Table(Tabled::Moves(at), written));
        }
        add(Some(path), Kind::Moves(at));
    }
}
