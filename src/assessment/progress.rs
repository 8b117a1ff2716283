//! How far a period is: the states of its months, read in one place.

use jiff::civil::Date;

use crate::data::{Ledger, Reached, State};
use crate::period::Period;

/// The months of a period, each with its state; `None` for a month that has no folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The months from early to late.
    pub months: Vec<(Period, Option<State>)>,
    /// The stages that it has reached, from early to late: each when the last of its months did.
    pub reached: Vec<Reached>,
    /// The last day that the data covers, where something is still to come.
    pub data_until: Option<Date>,
    /// The first day of public objection, where one is said.
    pub objections_from: Option<Date>,
    /// The last day of public objection, where one is said.
    pub objections_until: Option<Date>,
    /// The day on which it became final; that of the last month of a longer period.
    pub final_on: Option<Date>,
}

/// Returns how far the months of a period are.
pub fn progress(ledger: &Ledger, period: Period) -> Progress {
    let mut progress = Progress {
        months: Vec::new(),
        reached: Vec::new(),
        data_until: None,
        objections_from: None,
        objections_until: None,
        final_on: None,
    };
    let mut reached: Option<Vec<Reached>> = None;
    for month in period.months() {
        let data = ledger.months.get(&month);
        progress.months.push((month, data.map(|m| m.state)));
        let of_month = data.map_or_else(Vec::new, |m| m.reached());
        reached = Some(match reached {
            None => of_month,
            Some(before) => before.into_iter().zip(of_month).map(later).collect(),
        });
        let Some(data) = data else { continue };
        progress.objections_from = progress.objections_from.max(data.objections_from);
        progress.final_on = progress.final_on.max(data.final_on);
        progress.objections_until = progress.objections_until.max(data.objections_until);
        progress.data_until = match data.state {
            State::Open => data.data_until,
            // A month is closed to its end; what it says itself is about that month alone.
            _ if month != period => Some(month.last_day()),
            _ => data.data_until,
        };
    }
    progress.reached = reached.unwrap_or_default();
    progress
}

/// Returns which of two months reached a stage later, where both tell their days.
fn later((one, other): (Reached, Reached)) -> Reached {
    match (one.on, other.on) {
        (Some(first), Some(second)) if first > second => one,
        (Some(_), Some(_)) => other,
        _ => Reached {
            stage: one.stage,
            by: None,
            on: None,
        },
    }
}

impl Progress {
    /// Returns the state of the whole: that of the month that is least far. A month without a
    /// folder is still to come, so nothing is settled before all months are.
    pub fn state(&self) -> State {
        let states = self
            .months
            .iter()
            .map(|(_, state)| state.unwrap_or_default());
        states.min().unwrap_or_default()
    }
}
