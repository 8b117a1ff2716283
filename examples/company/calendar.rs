//! The public holidays and make-up working days of mainland China, 2025 and 2026, as the State
//! Council published them.

use std::io;

use jiff::civil::Date;

/// A stretch of days: month and day of the first and the last.
type Stretch = ((i8, i8), (i8, i8));

/// One holiday of a year: its name, its days off, its make-up working days.
type Holiday = (&'static str, Stretch, &'static [(i8, i8)]);

const Y2025: &[Holiday] = &[
    ("元旦", ((1, 1), (1, 1)), &[]),
    ("春节", ((1, 28), (2, 4)), &[(1, 26), (2, 8)]),
    ("清明节", ((4, 4), (4, 6)), &[]),
    ("劳动节", ((5, 1), (5, 5)), &[(4, 27)]),
    ("端午节", ((5, 31), (6, 2)), &[]),
    ("国庆节、中秋节", ((10, 1), (10, 8)), &[(9, 28), (10, 11)]),
];

const Y2026: &[Holiday] = &[
    ("元旦", ((1, 1), (1, 3)), &[(1, 4)]),
    ("春节", ((2, 15), (2, 23)), &[(2, 14), (2, 28)]),
    ("清明节", ((4, 4), (4, 6)), &[]),
    ("劳动节", ((5, 1), (5, 5)), &[(5, 9)]),
    ("端午节", ((6, 19), (6, 21)), &[]),
    ("中秋节", ((9, 25), (9, 27)), &[]),
    ("国庆节", ((10, 1), (10, 7)), &[(9, 20), (10, 10)]),
];

const YEARS: &[(i16, &[Holiday])] = &[(2025, Y2025), (2026, Y2026)];

/// Returns the working days of a month.
pub fn workdays(year: i16, month: i8) -> io::Result<Vec<Date>> {
    let mut days = Vec::new();
    for day in days_of(year, month)? {
        let (off, makeup) = exceptions(day)?;
        let weekday = day.weekday().to_monday_one_offset() <= 5;
        if makeup || (weekday && !off) {
            days.push(day);
        }
    }
    Ok(days)
}

/// Returns all days of a month.
pub fn days_of(year: i16, month: i8) -> io::Result<Vec<Date>> {
    let first = day(year, month, 1)?;
    (1..=first.days_in_month())
        .map(|number| day(year, month, number))
        .collect()
}

/// Makes a day.
pub fn day(year: i16, month: i8, number: i8) -> io::Result<Date> {
    Date::new(year, month, number).map_err(io::Error::other)
}

fn exceptions(day: Date) -> io::Result<(bool, bool)> {
    let key = (day.month(), day.day());
    let holidays = YEARS.iter().find(|(year, _)| *year == day.year());
    let holidays = holidays.map_or(&[][..], |(_, holidays)| *holidays);
    let off = holidays.iter().any(|(_, (a, b), _)| *a <= key && key <= *b);
    let makeup = holidays.iter().any(|(_, _, days)| days.contains(&key));
    Ok((off, makeup))
}

/// `calendar.yml` for the years above.
pub fn yaml() -> io::Result<String> {
    let mut text = String::from("# 节假日与调休上班日，按国务院办公厅公布的安排。\n");
    for (year, holidays) in YEARS {
        text.push_str(&format!("{year}:\n  holidays:\n"));
        for (name, (first, last), _) in *holidays {
            let (first, last) = (day(*year, first.0, first.1)?, day(*year, last.0, last.1)?);
            let days = if first == last {
                first.to_string()
            } else {
                format!("{first}..{last}")
            };
            text.push_str(&format!("    - {days}  # {name}\n"));
        }
        text.push_str("  workdays:\n");
        for (name, _, makeup) in *holidays {
            for (month, number) in *makeup {
                let day = day(*year, *month, *number)?;
                text.push_str(&format!("    - {day}  # {name}调休\n"));
            }
        }
    }
    Ok(text)
}
