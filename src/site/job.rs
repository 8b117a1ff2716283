//! The list of files, and how each is made.

mod desk;
mod kind;
mod settled;
mod tabled;
mod tried;

pub use kind::PageJob;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use self::kind::Kind;
use self::tabled::{Tabled, Written, board_at, both, workbook};
use super::address::{ALL_AWARDS, Addresses, FEED, WALL, beside, rows_beside};
use super::edition::{PublicPerson, PublicPolicy};
use super::mistake::SiteMistake;
use super::shared::Shared;
use super::template::Templates;
use super::theme::Theme;
use super::workbook::xlsx;
use super::{SiteFile, confirm_sheet, download, feed, page, provenance, results};
use crate::period::Period;
use crate::policy::Policy;

/// Lists the files of a site.
pub(super) fn list(shared: &Shared<'_>, theme: &Theme, search: &[SiteFile]) -> Vec<PageJob> {
    let mut jobs = Vec::new();
    let mut add = |path: Option<String>, kind: Kind| {
        let path = path.map(|path| match kind {
            Kind::Results(_) | Kind::Workbook(_) | Kind::Table(..) => shared.download(&path),
            _ => path,
        });
        jobs.extend(path.map(|path| PageJob::new(path, kind)));
    };
    let staff = !shared.public.is_internal();
    for path in theme.assets() {
        add(Some(path.to_owned()), Kind::Asset);
    }
    match &shared.what_if {
        None => add(Some("index.html".to_owned()), Kind::Home),
        Some(what_if) => tried::list(what_if, &mut add),
    }
    add(Some("archive.html".to_owned()), Kind::Archive);
    add(Some("404.html".to_owned()), Kind::Missing);
    add(Some("design.html".to_owned()), Kind::Design);
    add(Some("handbook/index.html".to_owned()), Kind::Handbook);
    if !shared.public.policies().is_empty() {
        add(Some(page::book::PATH.to_owned()), Kind::Book);
    }
    add(shared.addresses.everybody(), Kind::People);
    for (at, file) in search.iter().enumerate() {
        add(Some(file.path.clone()), Kind::Search(at));
    }
    add(shared.addresses.honours(), Kind::Honours);
    let awards_table = shared.addresses.honours().map(|_| ALL_AWARDS.to_owned());
    for (path, written) in both(awards_table) {
        add(path, Kind::Table(Tabled::Awards, written));
    }
    let wall = page::wall::is_there(shared);
    add(wall.then(|| WALL.to_owned()), Kind::Wall);
    add(staff.then(|| FEED.to_owned()), Kind::Feed);
    let awards: BTreeSet<(Arc<str>, Arc<str>)> = shared.public.awards().collect();
    for (policy, award) in awards {
        let path = shared.addresses.award(&policy, &award);
        if page::honour::has_table(shared, &policy, &award) {
            let of = Tabled::Considered(Arc::clone(&policy), Arc::clone(&award));
            for (path, written) in both(path.as_deref().map(beside)) {
                add(path, Kind::Table(of.clone(), written));
            }
        }
        add(path, Kind::Award(policy, award));
    }
    add(shared.addresses.indicators(), Kind::Indicators);
    for (path, id, figure) in page::indicators::all(shared) {
        if page::indicator::has_numbers(shared, (&id, &figure)) {
            let of = Tabled::OfIndicator(Arc::clone(&id), Arc::clone(&figure));
            add(Some(beside(&path)), Kind::Table(of, Written::Csv));
        }
        add(Some(path), Kind::Indicator(id, figure));
    }
    for (id, versions) in shared.public.policies() {
        for version in versions {
            let kind = Kind::Policy(Arc::clone(id), version.version.from);
            add(shared.policy_page(version), kind);
            let kind = Kind::Difference(Arc::clone(id), version.version.from);
            add(shared.difference_page(version), kind);
        }
    }
    for (at, period) in shared.public.periods().iter().enumerate() {
        add(Some(Addresses::period(period.period())), Kind::Period(at));
        add(Some(Addresses::results(period.period())), Kind::Results(at));
        settled::list(shared, (at, period), &mut add);
        add(
            Some(Addresses::workbook(period.period())),
            Kind::Workbook(at),
        );
        let drawn = |p: &PublicPolicy<'_>| !page::period::charts(shared, p).is_empty();
        if period.policies().iter().any(drawn) {
            let path = Addresses::charts(period.period());
            add(Some(path), Kind::Table(Tabled::Charts(at), Written::Csv));
        }
        let certificates = page::certificate::all(shared, period);
        let whole = (!certificates.is_empty()).then(|| Addresses::certificates(period.period()));
        add(whole, Kind::Certificates(at));
        for (path, winner) in certificates {
            add(Some(path), Kind::Certificate(at, winner));
        }
        for (path, posted, phone) in page::poster::all(shared, period) {
            add(Some(path), Kind::Poster(at, posted, phone));
        }
        for (p, policy) in period.policies().iter().enumerate() {
            for (b, board) in policy.boards().iter().enumerate() {
                let path = page::board::sheet(period, policy, board);
                add(path, Kind::Table(Tabled::Board(at, p, b), Written::Csv));
                for part in 2..=page::board::parts(board) {
                    let path = page::board::part_path(period, policy, board, part);
                    let rows = path.as_deref().map(rows_beside);
                    add(rows, Kind::BoardRows([at, p, b, part]));
                    add(path, Kind::BoardPart([at, p, b, part]));
                }
            }
            add(
                page::notice::path(shared, period, policy),
                Kind::Notice(at, p),
            );
            if shared.public.pay_sheet(at, p).is_some() {
                let id = &policy.policy().id;
                let page = shared.addresses.pay_sheet(period.period(), id);
                for (path, written) in both(page.as_deref().map(beside)) {
                    add(path, Kind::Table(Tabled::Pay(at, p), written));
                }
                add(page, Kind::Pay(at, p));
            }
        }
    }
    desk::list(shared, &mut add);
    for id in shared.public.teams() {
        let page = shared.addresses.team(id);
        let table = page.as_deref().map(beside);
        let table = table.filter(|_| page::team::has_numbers(shared, id));
        let of = Tabled::OfTeam(Arc::clone(id));
        add(table, Kind::Table(of.clone(), Written::Csv));
        let book = page.as_deref().and_then(workbook);
        let book = book.filter(|_| page::team::has_tables(shared, id));
        add(book, of.into_workbook());
        add(page, Kind::Team(Arc::clone(id)));
    }
    for (id, person) in shared.public.people() {
        of_person(shared, id, person, &mut add);
    }
    if shared.base.is_some() && staff {
        // One map, or a map of maps where one would be too long.
        let maps = in_map(&jobs).len().div_ceil(feed::MOST_IN_MAP);
        let several = if maps > 1 { maps } else { 0 };
        jobs.extend((0..=several).map(|number| PageJob::new(map_path(number), Kind::Map(number))));
    }
    jobs
}

/// Lists the pages of a person.
fn of_person(
    shared: &Shared<'_>,
    id: &Arc<str>,
    person: &PublicPerson,
    add: &mut impl FnMut(Option<String>, Kind),
) {
    let page = shared.addresses.person(id);
    let table = page.as_deref().map(beside);
    let table = table.filter(|_| page::person::has_numbers(shared, person));
    let of = Tabled::OfPerson(Arc::clone(id));
    add(table, Kind::Table(of, Written::Csv));
    add(page, Kind::Person(Arc::clone(id)));
    for period in page::slip::of(shared, person) {
        let path = shared.addresses.slip(id, period);
        add(path, Kind::Slip(Arc::clone(id), period));
    }
    let mut last = None;
    for (at, _) in &person.results {
        let period = shared.public.periods().get(*at);
        let year = period.map(|p| p.period().year());
        if let Some(year) = year.filter(|_| last != year) {
            let path = shared.addresses.person_year(id, year);
            add(path, Kind::PersonYear(Arc::clone(id), year));
            let path = shared.addresses.year_sheet(id, year);
            let path = path.filter(|_| shared.what_if.is_none());
            let of = Tabled::Year(Arc::clone(id), year);
            add(path.as_deref().map(beside), Kind::Table(of, Written::Csv));
            add(path, Kind::YearSheet(Arc::clone(id), year));
            last = Some(year);
        }
    }
}

/// Lists the files of a person's own folder: the own pages, and what they look like.
pub(super) fn list_own(shared: &Shared<'_>, theme: &Theme, id: &str) -> Vec<PageJob> {
    let Some((id, person)) = shared.public.people().get_key_value(id) else {
        return Vec::new();
    };
    let mut jobs = Vec::new();
    for path in theme.assets() {
        jobs.push(PageJob::new(path.to_owned(), Kind::Asset));
    }
    let home = Kind::Person(Arc::clone(id));
    jobs.push(PageJob::new("index.html".to_owned(), home));
    of_person(shared, id, person, &mut |path, kind| {
        jobs.extend(path.map(|path| PageJob::new(path, kind)));
    });
    jobs
}

/// Returns the pages that a map of the site lists: those to be read, not those to be printed.
fn in_map(jobs: &[PageJob]) -> Vec<&str> {
    let read = |job: &&PageJob| {
        let printed = matches!(
            job.kind,
            Kind::Certificate(..)
                | Kind::Certificates(_)
                | Kind::Poster(..)
                | Kind::Notice(..)
                | Kind::Wall
                | Kind::Missing
        );
        job.path.ends_with(".html") && !printed
    };
    jobs.iter().filter(read).map(PageJob::path).collect()
}

/// Returns the path of a map: the first is the one that is known.
fn map_path(number: usize) -> String {
    match number {
        0 => "sitemap.xml".to_owned(),
        n => format!("sitemap-{n}.xml"),
    }
}

/// Writes a map: of all pages, of the other maps, or of the pages of one of these.
fn map(shared: &Shared<'_>, theme: &Theme, number: usize) -> Vec<u8> {
    let jobs = list(shared, theme, &[]);
    let pages = in_map(&jobs);
    let parts: Vec<&[&str]> = pages.chunks(feed::MOST_IN_MAP).collect();
    match (number, parts.len()) {
        (0, 0 | 1) => feed::map(shared, &pages, false),
        (0, several) => {
            let maps: Vec<String> = (1..=several).map(map_path).collect();
            let maps: Vec<&str> = maps.iter().map(String::as_str).collect();
            feed::map(shared, &maps, true)
        }
        (n, _) => feed::map(shared, parts.get(n - 1).copied().unwrap_or_default(), false),
    }
}

/// Makes one file.
pub(super) fn render(
    job: &PageJob,
    shared: &Shared<'_>,
    theme: &Theme,
    (templates, search): (&Templates, &[SiteFile]),
) -> Result<Vec<u8>, SiteMistake> {
    let path = job.path.as_str();
    let pages = Pages {
        theme,
        templates,
        path,
    };
    let period = |at: usize| shared.public.periods().get(at);
    match &job.kind {
        Kind::WhatIf => pages.fill("what-if.html", page::what_if::view(shared, path)),
        Kind::WhatIfData => Ok(page::what_if::data(shared)),
        Kind::Moves(at) => pages.fill(
            "what-if-moves.html",
            page::what_if_part::view(shared, path, *at),
        ),
        Kind::Home => pages.fill("home.html", Some(page::home::view(shared, path))),
        Kind::Period(at) => pages.fill("period.html", page::period::view(shared, path, *at)),
        Kind::Provenance(at) => {
            pages.fill("provenance.html", page::provenance::view(shared, path, *at))
        }
        Kind::ProvenanceData(at) => Ok(provenance::json(shared, *at).unwrap_or_default()),
        Kind::Approval(at) => pages.fill("approval.html", page::approval::view(shared, path, *at)),
        Kind::Person(id) => pages.fill("person.html", page::person::view(shared, path, id)),
        Kind::PersonYear(id, year) => {
            pages.fill("year.html", page::year::view(shared, path, id, *year))
        }
        Kind::YearSheet(id, year) => {
            let view = page::year_sheet::view(shared, path, id, *year);
            pages.fill("year-sheet.html", view)
        }
        Kind::Slip(id, period) => {
            pages.fill("slip.html", page::slip::view(shared, path, id, *period))
        }
        Kind::Team(id) => pages.fill("team.html", Some(page::team::view(shared, path, id))),
        Kind::Archive => pages.fill("archive.html", Some(page::archive::view(shared, path))),
        Kind::People => pages.fill("people.html", Some(page::people::view(shared, path))),
        Kind::Search(at) => Ok(search.get(*at).map_or_else(Vec::new, |f| f.bytes.clone())),
        Kind::Honours => pages.fill("honours.html", Some(page::honours::view(shared, path))),
        Kind::Design => pages.fill("design.html", Some(page::design::view(shared, path))),
        Kind::Award(policy, award) => pages.fill(
            "award.html",
            page::honour::view(shared, path, policy, award),
        ),
        Kind::Book => pages.fill("book.html", Some(page::book::view(shared, path))),
        Kind::Handbook => pages.fill("handbook.html", Some(page::handbook::view(shared, path))),
        Kind::Indicators => {
            let view = page::indicators::view(shared, path);
            pages.fill("indicators.html", Some(view))
        }
        Kind::Indicator(policy, figure) => pages.fill(
            "indicator.html",
            page::indicator::view(shared, path, (policy, figure)),
        ),
        Kind::Policy(id, from) => {
            let view = version(shared, id, *from).map(|p| page::policy::view(shared, path, p));
            pages.fill("policy.html", view)
        }
        Kind::Appeals => pages.fill("appeals.html", page::appeals::view(shared, path)),
        Kind::Checks => pages.fill("checks.html", Some(page::checks::view(shared, path))),
        Kind::Readiness(month) => pages.fill(
            "readiness.html",
            page::readiness::view(shared, path, *month),
        ),
        Kind::TakingPart(month) => pages.fill(
            "taking-part.html",
            page::taking_part::view(shared, path, *month),
        ),
        Kind::Confirmed(month) => {
            let view = page::confirm::view(shared, path, *month);
            pages.fill("confirm.html", view)
        }
        Kind::ToConfirm(month, team) => {
            let tables = confirm_sheet::of_team(shared, *month, team);
            Ok(xlsx(None, &tables))
        }
        Kind::Payroll => pages.fill("payroll.html", Some(page::payroll::view(shared, path))),
        Kind::Raters => pages.fill("raters.html", Some(page::raters::view(shared, path))),
        Kind::Pay(at, policy) => {
            pages.fill("pay.html", page::pay::view(shared, path, *at, *policy))
        }
        Kind::Owed(id) => pages.fill("owed.html", page::owed::view(shared, path, id)),
        Kind::Difference(id, from) => {
            let policy = version(shared, id, *from);
            let view = policy.and_then(|p| page::policy::difference::view(shared, path, p));
            pages.fill("difference.html", view)
        }
        Kind::Missing => pages.fill("404.html", Some(page::missing::view(shared, path))),
        Kind::Asset => Ok(theme.bytes(path).unwrap_or_default().to_vec()),
        Kind::Results(at) => {
            Ok(results::json(shared, *at, results::Until::Now).unwrap_or_default())
        }
        Kind::BoardPart([at, policy, board, part]) => {
            let found = period(*at).and_then(|p| Some((p, board_at(p, *policy, *board)?)));
            let view = found.map(|(p, (policy, board))| {
                page::board_part::view(shared, path, (p, policy, board), *part)
            });
            pages.fill("board.html", view)
        }
        Kind::BoardRows([at, policy, board, part]) => Ok(period(*at)
            .and_then(|p| Some((p, board_at(p, *policy, *board)?)))
            .map(|(p, (policy, board))| {
                page::board_part::script(shared, path, (p, policy, board), *part)
            })
            .unwrap_or_default()),
        Kind::Workbook(at) => Ok(download::period(shared, *at).unwrap_or_default()),
        Kind::Table(what, written) => Ok(tabled::file(shared, what, *written)),
        Kind::Certificate(at, winner) => pages.fill(
            "certificate.html",
            page::certificate::view(shared, path, *at, *winner),
        ),
        Kind::Certificates(at) => pages.fill(
            "certificate.html",
            page::certificate::whole(shared, path, *at),
        ),
        Kind::Poster(at, posted, phone) => pages.fill(
            "poster.html",
            page::poster::view(shared, path, *at, (*posted, *phone)),
        ),
        Kind::Notice(at, policy) => pages.fill(
            "notice.html",
            page::notice::view(shared, path, *at, *policy),
        ),
        Kind::Wall => pages.fill("wall.html", page::wall::view(shared, path)),
        Kind::Feed => Ok(feed::atom(shared)),
        Kind::Map(number) => Ok(map(shared, theme, *number)),
    }
}

fn version<'s>(shared: &'s Shared<'_>, id: &str, from: Period) -> Option<&'s Policy> {
    let mut versions = shared.public.policies().get(id).into_iter().flatten();
    versions.find(|p| p.version.from == from).map(AsRef::as_ref)
}

struct Pages<'p> {
    theme: &'p Theme,
    templates: &'p Templates,
    path: &'p str,
}

impl Pages<'_> {
    /// Fills a template; jobs are listed from the same results, so there is always a view.
    fn fill<V: Serialize>(&self, template: &str, view: Option<V>) -> Result<Vec<u8>, SiteMistake> {
        match view {
            Some(view) => self.templates.fill(self.theme, self.path, template, &view),
            None => Ok(Vec::new()),
        }
    }
}
