//! The list of files, and how each is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::address::{Addresses, PAY, RATERS, beside, rows_beside};
use super::edition::{PublicBoard, PublicPeriod, PublicPolicy};
use super::mistake::SiteMistake;
use super::shared::Shared;
use super::template::Templates;
use super::theme::Theme;
use super::{SiteFile, page, pay_sheet, results, sheet};
use crate::period::Period;
use crate::policy::Policy;

/// A file that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageJob {
    path: String,
    kind: Kind,
}

/// What kind of file; periods, policies and boards by their place in the results.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Home,
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
    Book,
    Policy(Arc<str>, Period),
    Difference(Arc<str>, Period),
    Missing,
    Asset,
    Results(usize),
    Sheet(usize, usize, usize),
    BoardPart([usize; 4]),
    BoardRows([usize; 4]),
    Payroll,
    Raters,
    Pay(usize, usize),
    PaySheet(usize, usize),
    Owed(Arc<str>),
    OwedSheet(Arc<str>),
}

impl PageJob {
    /// Returns the path of the file that is to be made.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// Lists the files of a site.
pub(super) fn list(shared: &Shared<'_>, theme: &Theme, search: &[SiteFile]) -> Vec<PageJob> {
    let mut jobs = Vec::new();
    let mut add = |path: Option<String>, kind: Kind| {
        jobs.extend(path.map(|path| PageJob { path, kind }));
    };
    for path in theme.assets() {
        add(Some(path.to_owned()), Kind::Asset);
    }
    add(Some("index.html".to_owned()), Kind::Home);
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
    let awards: BTreeSet<(Arc<str>, Arc<str>)> = shared.public.awards().collect();
    for (policy, award) in awards {
        let path = shared.addresses.award(&policy, &award);
        add(path, Kind::Award(policy, award));
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
        for (p, policy) in period.policies().iter().enumerate() {
            for (b, board) in policy.boards().iter().enumerate() {
                let path = page::board::sheet(period, policy, board);
                add(path, Kind::Sheet(at, p, b));
                for part in 2..=page::board::parts(board) {
                    let path = page::board::part_path(period, policy, board, part);
                    let rows = path.as_deref().map(rows_beside);
                    add(rows, Kind::BoardRows([at, p, b, part]));
                    add(path, Kind::BoardPart([at, p, b, part]));
                }
            }
            if shared.public.pay_sheet(at, p).is_some() {
                let id = &policy.policy().id;
                let page = shared.addresses.pay_sheet(period.period(), id);
                add(page.as_deref().map(beside), Kind::PaySheet(at, p));
                add(page, Kind::Pay(at, p));
            }
        }
    }
    if shared.has_pay() {
        add(Some(PAY.to_owned()), Kind::Payroll);
    }
    if shared.has_desk(RATERS) {
        add(Some(RATERS.to_owned()), Kind::Raters);
    }
    for id in shared.public.owing() {
        let page = shared.addresses.owed(&id);
        let table = Kind::OwedSheet(Arc::clone(&id));
        add(page.as_deref().map(beside), table);
        add(page, Kind::Owed(id));
    }
    for id in shared.public.teams() {
        add(shared.addresses.team(id), Kind::Team(Arc::clone(id)));
    }
    for (id, person) in shared.public.people() {
        add(shared.addresses.person(id), Kind::Person(Arc::clone(id)));
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
                add(path, Kind::YearSheet(Arc::clone(id), year));
                last = Some(year);
            }
        }
    }
    jobs
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
        Kind::Home => pages.fill("home.html", Some(page::home::view(shared, path))),
        Kind::Period(at) => pages.fill("period.html", page::period::view(shared, path, *at)),
        Kind::Person(id) => pages.fill("person.html", page::person::view(shared, path, id)),
        Kind::PersonYear(id, year) => {
            pages.fill("year.html", page::year::view(shared, path, id, *year))
        }
        Kind::YearSheet(id, year) => {
            let view = page::year_sheet::view(shared, path, id, *year);
            pages.fill("year-sheet.html", view)
        }
        Kind::Slip(id, period) => pages.fill("slip.html", page::slip::view(shared, id, *period)),
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
        Kind::Policy(id, from) => {
            let view = version(shared, id, *from).map(|p| page::policy::view(shared, path, p));
            pages.fill("policy.html", view)
        }
        Kind::Payroll => pages.fill("payroll.html", Some(page::payroll::view(shared, path))),
        Kind::Raters => pages.fill("raters.html", Some(page::raters::view(shared, path))),
        Kind::Pay(at, policy) => {
            pages.fill("pay.html", page::pay::view(shared, path, *at, *policy))
        }
        Kind::PaySheet(at, policy) => Ok(pay_sheet::csv(shared, *at, *policy).unwrap_or_default()),
        Kind::Owed(id) => pages.fill("owed.html", page::owed::view(shared, path, id)),
        Kind::OwedSheet(id) => Ok(pay_sheet::owed(shared, id).unwrap_or_default()),
        Kind::Difference(id, from) => {
            let policy = version(shared, id, *from);
            let view = policy.and_then(|p| page::policy::difference::view(shared, path, p));
            pages.fill("difference.html", view)
        }
        Kind::Missing => pages.fill("404.html", Some(page::missing::view(shared, path))),
        Kind::Asset => Ok(theme.bytes(path).unwrap_or_default().to_vec()),
        Kind::Results(at) => Ok(results::json(shared, *at).unwrap_or_default()),
        Kind::Sheet(at, policy, board) => Ok(period(*at)
            .and_then(|p| board_at(p, *policy, *board))
            .map(|(policy, board)| sheet::csv(shared, policy, board))
            .unwrap_or_default()),
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

fn board_at<'p, 'a>(
    period: &'p PublicPeriod<'a>,
    policy: usize,
    board: usize,
) -> Option<(&'p PublicPolicy<'a>, &'p PublicBoard<'a>)> {
    let policy = period.policies().get(policy)?;
    Some((policy, policy.boards().get(board)?))
}
