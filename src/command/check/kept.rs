//! What has been kept as long as the site says: a note for each kind, by a day that is said or that
//! of the latest period. No clock is asked.

use jiff::civil::Date;

use crate::assessment::Book;
use crate::command::mistake::{CommandMistake, Misuse};
use crate::diagnostic::Diagnostic;
use crate::settings::mistake::SettingsMistake;

/// Understands a day of the command line.
pub(super) fn day(said: Option<&str>) -> Result<Option<Date>, CommandMistake> {
    let Some(said) = said else {
        return Ok(None);
    };
    let day = said.parse().map_err(|_| Misuse::WrongValue {
        option: "--on".to_owned(),
        value: said.to_owned(),
        valid: String::new(),
    });
    day.map(Some).map_err(CommandMistake::Misused)
}

/// Lists the periods whose time is over, by what is kept.
pub(super) fn past(book: &Book, day: Option<Date>) -> Vec<Diagnostic> {
    let latest = book.periods.iter().map(|p| p.period.last_month()).max();
    let Some(day) = day.or_else(|| Some(latest?.last_day())) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    for kept in &book.settings.retention.kept {
        let over = book.periods.iter().filter(|result| {
            let until = kept.term.until(result.period);
            until.is_some_and(|until| until < day)
        });
        let periods: Vec<String> = over.map(|result| result.period.to_string()).collect();
        if !periods.is_empty() {
            let mistake = SettingsMistake::KeptLongEnough {
                what: kept.what.said(),
                term: kept.term.said(),
                periods,
                day,
                place: kept.place.clone(),
            };
            said.push(mistake.into());
        }
    }
    said
}
