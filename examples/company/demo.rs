//! The demo company: twelve months of nine departments, as their systems would export them.

use std::io;

use jiff::civil::Date;

use super::calendar;
use super::chance::Chance;
use super::files::Files;
use super::staff::{self, Work, Worker};
use super::{
    accounts, branches, calls, confirmations, interviews, property, sales, service, shop,
    telesales, trade, users, vehicles,
};

/// The seed of everything in the demo.
const SEED: u64 = 20_251_101;

/// The months, from early to late.
const MONTHS: &[(i16, i8)] = &[
    (2025, 11),
    (2025, 12),
    (2026, 1),
    (2026, 2),
    (2026, 3),
    (2026, 4),
    (2026, 5),
    (2026, 6),
    (2026, 7),
    (2026, 8),
    (2026, 9),
    (2026, 10),
];

/// A month with its days.
#[derive(Debug, Clone)]
pub struct Month {
    /// The first day.
    pub first: Date,
    /// All days.
    pub days: Vec<Date>,
    /// The working days.
    pub workdays: Vec<Date>,
}

impl Month {
    /// Returns the name, for example `2026-10`.
    pub fn name(&self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }

    /// Starts a stream for one person and purpose in this month.
    pub fn chance(&self, who: &str, what: &str) -> Chance {
        Chance::of(SEED, &format!("{} {who} {what}", self.name()))
    }

    /// Returns how good business is this month, in thousandths.
    pub fn season(&self) -> i64 {
        match self.first.month() {
            1 => 960,
            2 => 820,
            3 => 1050,
            5 => 985,
            6 => 1060,
            7 => 965,
            8 => 940,
            9 => 1040,
            11 => 1020,
            12 => 1090,
            _ => 1000,
        }
    }
}

/// Returns how able a person is, in thousandths: the same in all months.
pub fn ability(who: &str) -> i64 {
    Chance::of(SEED, &format!("ability {who}")).around(800, 1220)
}

/// Returns those of `days` on which a worker is there.
pub fn present(worker: &Worker, days: &[Date]) -> Vec<Date> {
    let (first, last) = worker.days;
    let there = days.iter().copied();
    there.filter(|day| first <= *day && *day <= last).collect()
}

/// Returns the share of `days` on which a worker is there, in thousandths.
pub fn presence(worker: &Worker, days: &[Date]) -> i64 {
    let there = present(worker, days).len() as i64;
    there * 1000 / (days.len() as i64).max(1)
}

/// Scales a number by several factors in thousandths.
pub fn scaled(number: i64, thousandths: &[i64]) -> i64 {
    thousandths.iter().fold(number, |n, by| n * by / 1000)
}

/// Makes all data files of the demo company, by path from its content folder.
pub fn files() -> io::Result<Files> {
    let mut files = Files::new();
    files.insert("people/roster.csv".to_owned(), staff::roster().gbk());
    files.insert("people/moves.csv".to_owned(), staff::moves().utf8());
    files.insert("people/teams.csv".to_owned(), staff::teams().utf8());
    files.insert("calendar.yml".to_owned(), calendar::yaml()?.into_bytes());

    let months = months()?;
    let mut telesales_targets = telesales::targets_sheet();
    for month in &months {
        let folder = format!("months/{}", month.name());
        files.insert(format!("{folder}/month.yml"), about(month).into_bytes());

        let workers = staff::workers(Work::Telesales, month.first)?;
        telesales::month(month, &workers, &mut files)?;
        telesales::targets(month, &workers, &mut telesales_targets);

        let workers = staff::workers(Work::Property, month.first)?;
        property::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Service, month.first)?;
        service::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Sales, month.first)?;
        sales::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::KeyAccounts, month.first)?;
        accounts::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Branch, month.first)?;
        branches::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Shop, month.first)?;
        shop::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Users, month.first)?;
        users::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Calls, month.first)?;
        calls::month(month, &workers, &mut files)?;

        let workers = staff::workers(Work::Trade, month.first)?;
        let heads = staff::workers(Work::TradeHeads, month.first)?;
        trade::month(month, &workers, &mut files)?;
        trade::heads(month, &heads, &workers, &mut files)?;
        let year = trade::year(&heads).utf8();
        files.insert("tables/外贸年度考核.csv".to_owned(), year);

        let sellers = staff::workers(Work::Vehicles, month.first)?;
        let support = staff::workers(Work::VehicleSupport, month.first)?;
        vehicles::month(month, &sellers, &support, &mut files)?;

        if month.name() == "2026-09" {
            interviews::held(&mut files, &folder)?;
        }
        if month.name() == "2026-10" {
            let on = calendar::day(2026, 11, 4)?;
            confirmations::answers(on, &mut files, &folder);
        }
    }
    let telesales_targets = telesales_targets.utf8();
    files.insert("tables/电销目标.csv".to_owned(), telesales_targets);
    let property_targets = property::targets(&months)?.utf8();
    files.insert("tables/置业目标.csv".to_owned(), property_targets);
    Ok(files)
}

fn months() -> io::Result<Vec<Month>> {
    let months = MONTHS.iter().map(|(year, number)| {
        Ok(Month {
            first: calendar::day(*year, *number, 1)?,
            days: calendar::days_of(*year, *number)?,
            workdays: calendar::workdays(*year, *number)?,
        })
    });
    months.collect()
}

/// `month.yml`: all months are settled but the last, which is open to objections.
fn about(month: &Month) -> String {
    match month.name().as_str() {
        "2026-10" => "\
# 公示中：对结果有疑问的，请在截止日之前提出。
state: provisional
objections_from: 2026-11-23
objections_until: 2026-11-27
note: 电销回款有一人尚待财务核对，补齐后更新。
history:
  - {state: cut-off, by: 人力资源部, on: 2026-11-20}
  - {state: provisional, by: 人力资源部, on: 2026-11-23, despite: missing, people: '0124', reason: 回款核对还要几天，先行公示}
"
        .to_owned(),
        "2026-09" => "\
state: final
objections_from: 2026-10-09
objections_until: 2026-10-15
note: 中秋调休，9 月 20 日上班。
history:
  - {state: cut-off, by: 人力资源部, on: 2026-10-08}
  - {state: provisional, by: 人力资源部, on: 2026-10-09}
  - {state: final, by: 公司考核领导小组, on: 2026-10-19}
"
        .to_owned(),
        _ => "state: final\n".to_owned(),
    }
}
