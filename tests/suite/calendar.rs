//! `calendar.yml` and what counts as a working day.

use jiff::civil::Date;
use meritbook::calendar::Calendar;
use meritbook::data::Ledger;
use meritbook::period::Period;

use crate::reading::{Site, short};

const CALENDAR: &str = "2026:\n  holidays: [2026-10-01..2026-10-07, 2026-09-25]\n  workdays: [2026-09-20, 2026-10-10]\n2027年:\n";

fn read(calendar: &str) -> (Ledger, Vec<String>) {
    let site = Site::new()
        .with("people/roster.csv", "工号,姓名\n0007,张三\n")
        .with("calendar.yml", calendar);
    let content = site.read();
    let (ledger, diagnostics) = meritbook::data::understand(&content);
    let all = content.diagnostics.iter().chain(&diagnostics);
    (ledger, all.map(short).collect())
}

fn calendar() -> Calendar {
    let (ledger, mistakes) = read(CALENDAR);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    ledger.calendar
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn holidays_and_make_up_days_count() {
    let calendar = calendar();
    for (text, worked) in [
        ("2026-09-20", true),  // a Sunday that is worked
        ("2026-09-24", true),  // a Thursday
        ("2026-09-25", false), // a Friday off
        ("2026-09-26", false), // a Saturday
        ("2026-10-07", false),
        ("2026-10-08", true),
        ("2026-10-10", true), // a Saturday that is worked
        ("2027-01-01", true), // nothing is said of that Friday
    ] {
        assert_eq!(calendar.is_workday(day(text)), Some(worked), "{text}");
    }
    let october = calendar
        .workdays_of(Period::parse("2026-10").unwrap())
        .unwrap();
    assert_eq!(october.len(), 18);
    assert_eq!(october[0], day("2026-10-08"));
    assert_eq!(*october.last().unwrap(), day("2026-10-30"));
}

#[test]
fn a_year_that_is_missing_is_unknown_and_not_guessed() {
    let calendar = calendar();
    assert_eq!(calendar.is_workday(day("2025-12-31")), None);
    assert_eq!(
        calendar.workdays(day("2025-12-30"), day("2026-01-05")),
        None
    );
    assert_eq!(
        calendar.workdays(day("2026-01-05"), day("2026-01-04")),
        Some(Vec::new())
    );
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2026, 2027]);
    // A site without a calendar knows no year, which matters only where one is needed.
    assert_eq!(read("").1, [""; 0]);
    assert_eq!(
        Calendar::default().workdays_of(Period::parse("2026-10").unwrap()),
        None
    );
}

#[test]
fn both_languages_and_one_day_alone_are_read() {
    let (ledger, mistakes) = read("2026:\n  放假: 2026-10-01 至 2026-10-02\n  上班: 2026-10-10\n");
    assert!(mistakes.is_empty(), "{mistakes:?}");
    assert_eq!(ledger.calendar.is_workday(day("2026-10-02")), Some(false));
    assert_eq!(ledger.calendar.is_workday(day("2026-10-10")), Some(true));
}

#[test]
fn what_is_wrong_is_named_where_it_stands() {
    for (written, expected) in [
        ("holidays: [2026-10-01]\n", "D151 content/calendar.yml:1:1"),
        (
            "2026:\n  holidays: [2025-10-01]\n",
            "D152 content/calendar.yml:2:14",
        ),
        (
            "2026:\n  holidays: [2026-10-07..2026-10-01]\n",
            "D153 content/calendar.yml:2:14",
        ),
        (
            "2026:\n  holidays: [2026-01-01..2026-12-31]\n",
            "D153 content/calendar.yml:2:14",
        ),
        (
            "2026:\n  holidays: [2026-10-01]\n  workdays: [2026-10-01]\n",
            "D154 content/calendar.yml:3:14",
        ),
        (
            "2026:\n  holidays: [2026-02-30]\n",
            "P110 content/calendar.yml:2:14",
        ),
        (
            "2026:\n  holiday: [2026-10-01]\n",
            "P101 content/calendar.yml:2:3",
        ),
        ("2026: [2026-10-01]\n", "P105 content/calendar.yml:1:7"),
    ] {
        assert_eq!(read(written).1, [expected], "{written:?}");
    }
}

/// The State Council's plans for 2025 and 2026: each has 248 workdays.
#[test]
fn the_demo_has_the_workdays_of_each_month() {
    let demo = std::fs::read_to_string(crate::common::repository("content/calendar.yml")).unwrap();
    let (ledger, mistakes) = read(&demo);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    for (year, wanted) in [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ] {
        assert_eq!(wanted.iter().sum::<usize>(), 248);
        let months = (1..=12).filter_map(|month| Period::new(year, month));
        let found: Vec<usize> = months
            .map(|month| ledger.calendar.workdays_of(month).unwrap().len())
            .collect();
        assert_eq!(found, wanted, "{year}");
    }
    for (day_off, worked) in [
        ("2025-01-28", "2025-01-26"),
        ("2025-02-04", "2025-02-08"),
        ("2025-05-05", "2025-04-27"),
        ("2025-10-08", "2025-10-11"),
        ("2026-02-23", "2026-02-28"),
        ("2026-05-05", "2026-05-09"),
        ("2026-10-07", "2026-10-10"),
    ] {
        assert_eq!(ledger.calendar.is_workday(day(day_off)), Some(false));
        assert_eq!(ledger.calendar.is_workday(day(worked)), Some(true));
    }
}
