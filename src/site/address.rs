//! The path of every page, in one place; links are relative, so that the site works anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::period::Period;

/// The slugs of everything that has a page.
#[derive(Debug, Default)]
pub struct Addresses {
    people: BTreeMap<Arc<str>, String>,
    teams: BTreeMap<Arc<str>, String>,
    policies: BTreeMap<Arc<str>, String>,
    /// Awards by policy and name.
    awards: BTreeMap<(Arc<str>, Arc<str>), String>,
    /// Metrics by policy and full name.
    indicators: BTreeMap<Arc<str>, BTreeMap<Arc<str>, String>>,
}

impl Addresses {
    /// Gives everything its slug; ids that would share a file on some disk get a hash instead.
    pub fn new<'i>(
        people: impl Iterator<Item = &'i Arc<str>>,
        teams: impl Iterator<Item = &'i Arc<str>>,
        policies: impl Iterator<Item = &'i Arc<str>>,
    ) -> Self {
        Self {
            people: slugs(people),
            teams: slugs(teams),
            policies: slugs(policies),
            awards: BTreeMap::new(),
            indicators: BTreeMap::new(),
        }
    }

    /// Gives awards their slugs, by policy and name; of those with one name each has a hash.
    pub fn with_awards(mut self, awards: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        let awards: BTreeSet<(Arc<str>, Arc<str>)> = awards.collect();
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in &awards {
            *owners.entry(slug(name).to_lowercase()).or_default() += 1;
        }
        let slugs = awards.into_iter().map(|(policy, name)| {
            let plain = slug(&name);
            let alone = owners.get(&plain.to_lowercase()) == Some(&1);
            let given = if alone {
                plain
            } else {
                hashed(&format!("{policy}\n{name}"))
            };
            ((policy, name), given)
        });
        self.awards = slugs.collect();
        self
    }

    /// Gives metrics their slugs, by policy; each policy has a folder.
    pub fn with_indicators<'i>(
        mut self,
        policies: impl Iterator<Item = (&'i Arc<str>, Vec<&'i Arc<str>>)>,
    ) -> Self {
        let slugs = policies.map(|(id, metrics)| (Arc::clone(id), slugs(metrics.into_iter())));
        self.indicators = slugs.collect();
        self
    }

    /// Returns the page of a metric of the rules in force.
    pub fn indicator(&self, policy: &str, metric: &str) -> Option<String> {
        let folder = self.policies.get(policy)?;
        let slug = self.indicators.get(policy)?.get(metric)?;
        Some(format!("indicators/{folder}/{slug}.html"))
    }

    /// Returns the page of all metrics; `None` where there is none.
    pub fn indicators(&self) -> Option<String> {
        let some = self.indicators.values().any(|of| !of.is_empty());
        some.then(|| "indicators/index.html".to_owned())
    }

    /// Returns the page of an award.
    pub fn award(&self, policy: &Arc<str>, name: &Arc<str>) -> Option<String> {
        let slug = self.awards.get(&(Arc::clone(policy), Arc::clone(name)))?;
        Some(format!("awards/{slug}.html"))
    }

    /// Returns the page of all awards; `None` where no policy has any.
    pub fn honours(&self) -> Option<String> {
        (!self.awards.is_empty()).then(|| "awards/index.html".to_owned())
    }

    /// Returns a person's page.
    pub fn person(&self, id: &str) -> Option<String> {
        let slug = self.people.get(id)?;
        Some(format!("people/{slug}.html"))
    }

    /// Returns the page of all people; `None` where nobody has a page.
    pub fn everybody(&self) -> Option<String> {
        (!self.people.is_empty()).then(|| "people/index.html".to_owned())
    }

    /// Returns a person's page of a year.
    pub fn person_year(&self, id: &str, year: i16) -> Option<String> {
        let slug = self.people.get(id)?;
        Some(format!("people/{slug}-{year}.html"))
    }

    /// Returns a person's slip of a period.
    pub fn slip(&self, id: &str, period: Period) -> Option<String> {
        let slug = self.people.get(id)?;
        Some(format!("slips/{period}/{slug}.html"))
    }

    /// Returns a person's year on one sheet.
    pub fn year_sheet(&self, id: &str, year: i16) -> Option<String> {
        let slug = self.people.get(id)?;
        Some(format!("sheets/{year}/{slug}.html"))
    }

    /// Returns a team's page.
    pub fn team(&self, id: &str) -> Option<String> {
        let slug = self.teams.get(id)?;
        Some(format!("teams/{slug}.html"))
    }

    /// Returns a policy's page in the handbook, of the version in force.
    pub fn policy(&self, id: &str) -> Option<String> {
        let slug = self.policies.get(id)?;
        Some(format!("handbook/{slug}.html"))
    }

    /// Returns the page of an earlier or later version of a policy.
    pub fn policy_version(&self, id: &str, from: Period) -> Option<String> {
        let slug = self.policies.get(id)?;
        Some(format!("handbook/{slug}-{from}.html"))
    }

    /// Returns the page of what a version of a policy changes.
    pub fn difference(&self, id: &str, from: Period) -> Option<String> {
        let slug = self.policies.get(id)?;
        Some(format!("handbook/changes/{slug}-{from}.html"))
    }

    /// Returns a period's page.
    pub fn period(period: Period) -> String {
        format!("periods/{period}.html")
    }

    /// Returns a period's results as JSON.
    pub fn results(period: Period) -> String {
        format!("data/{period}.json")
    }

    /// Returns where a period's results come from.
    pub fn provenance(period: Period) -> String {
        format!("periods/{period}-provenance.html")
    }

    /// Returns where a period's results come from as JSON.
    pub fn provenance_data(period: Period) -> String {
        format!("data/{period}-provenance.json")
    }

    /// Returns where a period's results come from as a workbook.
    pub fn provenance_table(period: Period) -> String {
        format!("data/{period}-provenance.xlsx")
    }

    /// Returns the sheet of a period for those who approve it.
    pub fn approval(period: Period) -> String {
        format!("approvals/{period}.html")
    }

    /// Returns a period's results as a workbook.
    pub fn workbook(period: Period) -> String {
        format!("data/{period}.xlsx")
    }

    /// Returns the file with the numbers of the charts of a period's page. No board can have the
    /// same address: their names have no dot.
    pub fn charts(period: Period) -> String {
        format!("data/{period}.charts.csv")
    }

    /// Returns the certificate of a winner of an award.
    pub fn certificate(
        &self,
        period: Period,
        (policy, award): (&Arc<str>, &Arc<str>),
        winner: &str,
    ) -> Option<String> {
        let award = self.award_slug(policy, award)?;
        let known = self.people.get(winner).or(self.teams.get(winner));
        let winner = known.cloned().unwrap_or_else(|| hashed(winner));
        Some(format!("certificates/{period}/{award}/{winner}.html"))
    }

    /// Returns the page with all certificates of a period, to be printed together.
    pub fn certificates(period: Period) -> String {
        format!("certificates/{period}/index.html")
    }

    /// Returns the poster of an award.
    pub fn award_poster(
        &self,
        period: Period,
        (policy, award): (&Arc<str>, &Arc<str>),
    ) -> Option<String> {
        let award = self.award_slug(policy, award)?;
        Some(format!("posters/{period}/award-{award}.html"))
    }

    /// Returns the notice of a policy's results in a period.
    pub fn notice(&self, period: Period, policy: &str) -> Option<String> {
        let slug = self.policies.get(policy)?;
        Some(format!("notices/{period}/{slug}.html"))
    }

    fn award_slug(&self, policy: &Arc<str>, name: &Arc<str>) -> Option<&String> {
        self.awards.get(&(Arc::clone(policy), Arc::clone(name)))
    }
}

/// The page for a screen on the wall.
pub const WALL: &str = "wall.html";
/// The feed of periods and awards.
pub const FEED: &str = "feed.xml";
/// All awards that were ever given, as a table.
pub const ALL_AWARDS: &str = "data/awards.csv";

/// Returns the form of a poster for phones: as high as their screens.
pub fn for_phones(poster: &str) -> String {
    let (folder, name) = poster.rsplit_once('/').unwrap_or(("", poster));
    format!("{folder}/phone-{name}")
}

/// Returns the same table as a workbook: `pay/2026-10-telesales.xlsx`.
pub fn as_workbook(table: &str) -> String {
    let stem = table.strip_suffix(".csv").unwrap_or(table);
    format!("{stem}.xlsx")
}

/// The page of how people rate.
pub const RATERS: &str = "raters.html";

/// The page of appeals, adjustments and interviews.
pub const APPEALS: &str = "readiness/appeals.html";

/// The page of all messages, which lists the months' data.
pub const CHECKS: &str = "readiness/index.html";
/// The months and messages of that page as a workbook.
pub const CHECKS_TABLE: &str = "readiness/checks.xlsx";

impl Addresses {
    /// Returns the page of what is there of a month's data.
    pub fn readiness(month: Period) -> String {
        format!("readiness/{month}.html")
    }

    /// Returns the page of who has confirmed the figures of a month.
    pub fn confirmed(month: Period) -> String {
        format!("confirm/{month}.html")
    }

    /// Returns the sheet of a team's figures to be confirmed; `_` stands for no team.
    pub fn to_confirm(&self, month: Period, team: &str) -> String {
        let slug = match team {
            "" => "_".to_owned(),
            team => self
                .teams
                .get(team)
                .cloned()
                .unwrap_or_else(|| hashed(team)),
        };
        format!("confirm/{month}-{slug}.xlsx")
    }

    /// Returns the page of who takes part in a month.
    pub fn taking_part(month: Period) -> String {
        format!("readiness/{month}-people.html")
    }
}

/// The page that lists the pay sheets.
pub const PAY: &str = "pay/index.html";
/// The sums of all pay sheets as a table.
pub const PAY_TABLE: &str = "pay/payroll.csv";

impl Addresses {
    /// Returns the page of a policy's pay sheet.
    pub fn pay_sheet(&self, period: Period, policy: &str) -> Option<String> {
        let slug = self.policies.get(policy)?;
        Some(format!("pay/{period}-{slug}.html"))
    }

    /// Returns the page of what a policy owes.
    pub fn owed(&self, policy: &str) -> Option<String> {
        let slug = self.policies.get(policy)?;
        Some(format!("pay/owed-{slug}.html"))
    }
}

/// Returns the table beside a page: `pay/2026-10-telesales.csv`.
pub fn beside(page: &str) -> String {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    format!("{stem}.csv")
}

/// Returns the rows beside a page of a board, as a script: `boards/2026-10-x-2.js`.
pub fn rows_beside(page: &str) -> String {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    format!("{stem}.js")
}

/// Returns the paths of a period's boards as CSV, in the order given.
pub fn board_sheets(period: Period, boards: &[(Arc<str>, Arc<str>)]) -> Vec<String> {
    let slugs = board_slugs(boards).into_iter();
    slugs
        .map(|slug| format!("data/{period}-{slug}.csv"))
        .collect()
}

/// Returns the paths of the posters of a period's boards, in the order given.
pub fn board_posters(period: Period, boards: &[(Arc<str>, Arc<str>)]) -> Vec<String> {
    let slugs = board_slugs(boards).into_iter();
    slugs
        .map(|slug| format!("posters/{period}/board-{slug}.html"))
        .collect()
}

/// Gives boards their slugs, one a name in the order given; a name that occurs twice is told
/// apart by its policy.
fn board_slugs(boards: &[(Arc<str>, Arc<str>)]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    boards
        .iter()
        .map(|(policy, board)| {
            let name = slug(board);
            if taken.insert(name.to_lowercase()) {
                name
            } else {
                let told_apart = hashed(&format!("{policy}\n{board}"));
                taken.insert(told_apart.clone());
                told_apart
            }
        })
        .collect()
}

/// Writes the way from one page to another, for example `../people/E1.html`.
pub fn link(from: &str, to: &str) -> String {
    let folder = |path: &str| path.rsplit_once('/').map(|(f, _)| f.to_owned());
    match (folder(from), folder(to)) {
        (None, _) => to.to_owned(),
        (here, there) if here == there => {
            to.rsplit_once('/').map_or(to, |(_, name)| name).to_owned()
        }
        (Some(_), _) => format!("{}{to}", root(from)),
    }
}

/// Writes the way from a page to the site's folder: empty or `../`.
pub fn root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

fn slugs<'i>(ids: impl Iterator<Item = &'i Arc<str>>) -> BTreeMap<Arc<str>, String> {
    let ids: BTreeSet<&Arc<str>> = ids.collect();
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for id in &ids {
        *owners.entry(slug(id).to_lowercase()).or_default() += 1;
    }
    ids.into_iter()
        .map(|id| {
            let plain = slug(id);
            let alone = owners.get(&plain.to_lowercase()) == Some(&1);
            let given = if alone { plain } else { hashed(id) };
            (Arc::clone(id), given)
        })
        .collect()
}

/// Returns an id as a part of a file's name: itself where it is plain, else a short hash.
pub fn slug(id: &str) -> String {
    let plain = !id.is_empty()
        && id.len() <= 64
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if plain && !is_reserved(id) && !ends_like_a_year(id) {
        id.to_owned()
    } else {
        hashed(id)
    }
}

fn hashed(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::from("x");
    for byte in digest.iter().take(6) {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// Tells whether a name means something else: a device to Windows, the contents to us.
fn is_reserved(id: &str) -> bool {
    let lower = id.to_ascii_lowercase();
    let numbered = |stem: &str| {
        lower
            .strip_prefix(stem)
            .is_some_and(|tail| tail.len() == 1 && tail.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(lower.as_str(), "index" | "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt")
}

/// Tells whether an id ends as the pages of years and versions do: `…-2026`, `…-2026-10`.
fn ends_like_a_year(id: &str) -> bool {
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let Some((head, last)) = id.rsplit_once('-') else {
        return false;
    };
    digits(last, 4)
        || (digits(last, 2)
            && head
                .rsplit_once('-')
                .is_some_and(|(_, year)| digits(year, 4)))
}
