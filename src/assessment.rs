//! Policies meet the ledger: periods in order, each worked out and kept as results.
//!
//! - [`rules`] finds the versions in force and compiles them into graphs, before any cell is read.
//! - [`corrections`] holds what is adjusted against what is worked out, [`deciders`] who decided it;
//!   [`announced`] works out what was announced before, and what becomes of awards; [`marked`] marks
//!   what is not as it was.
//! - [`appeals`] tells how far each appeal is and by when it has to be answered.
//! - [`applies`] looks whether what policies apply to is there at all.
//! - [`due`] tells which policies assess in a month: those whose periods end, or are as far as it.
//! - [`events`] adds up tables whose rows are too many to be held.
//! - [`members`] and [`inputs`] bind people and rows to a period.
//! - [`presence`] tells for how much of a period a policy applied to somebody.
//! - [`ratings`] looks who rated whom, [`raters`] how; [`discretion`] keeps back what is not told of that.
//! - [`results`] reads off boards, awards and items what came out, period by period.
//! - [`progress`] tells how far a period is by the states of its months.
//! - [`payroll`] adds up what is paid out, [`owed`] what is still to be paid, [`budgets`] prizes.
//! - [`missing`] tells what is not there, grouped by cause; [`examples`] tries the policies' own.
//! - [`doubts`] finds what looks wrong though it can be read.
//! - [`confirmations`] holds what people confirmed against the figures of today.
//! - [`readiness`] tells what is there of a month's data, [`participation`] who takes part and why not.
//! - [`needs`] tells what a month's folder has to hold before there is any of it.
//! - [`obstacles`] lists what stands against a month's next state.
//! - [`untold`] refuses rows that are nobody's where each one's own are wanted.
//! - [`wages`] holds pay against the limits that the author states.

mod announced;
mod appeals;
mod applies;
mod budgets;
mod calendar;
mod confirmations;
mod corrections;
mod deciders;
mod decisions;
mod doubts;
mod discretion;
mod due;
mod events;
mod examples;
mod inputs;
mod marked;
mod members;
mod missing;
mod named;
mod needs;
mod obstacles;
mod owed;
mod participation;
mod payroll;
mod pending;
mod presence;
mod progress;
mod readiness;
mod raters;
mod ratings;
mod result;
mod results;
mod reviews;
mod rules;
mod shapes;
mod shown;
mod untold;
mod wages;

pub mod mistake;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::data::Ledger;
use crate::diagnostic::{Diagnostic, Severity};
use crate::policy::Policy;
use crate::settings::Settings;
use announced::{Worked, Workings};
use due::Due;
use mistake::AssessmentMistake;

pub use appeals::{Case, CaseState, Cases};
pub use confirmations::{Answered, Card, Confirmations, Difference, Given, RawFigure, Shown};
pub use corrections::as_written;
pub use doubts::{Doubtful, Measure};
pub use events::{EachEvent, Tallies};
pub use members::Refused;
pub use needs::{ColumnUse, Needs, RowsNeeded, TableNeeded, needs};
pub use obstacles::{Obstacle, Wanted, obstacles};
pub use owed::{Earned, Fate, OwedLine, OwedMonth, OwedPerson, OwedSheet, owed};
pub use participation::{
    Changed, Participation, Person, RosterChange, Taking, TakingPart, WhyNot, participation,
};
pub use payroll::{Change, PaySheet, Reconciliation, SheetCell, SheetRow, pay_sheet, reconcile};
pub use progress::{Progress, progress};
pub use raters::{Rater, Raters, raters};
pub use readiness::{PolicyReady, Readiness, TableNeed, TableReady, readiness};
pub use result::{
    AwardResult, Awarded, BoardResult, Book, BudgetResult, Checked, Figured, ItemResult, PayResult,
    Pending, PeriodResult, PersonInPeriod, PolicyResult, Raw, Standing, SubjectResult, Winner,
    Withdrawn,
};

/// Works out every period of the ledger.
///
/// `each_event` goes through the rows of an event file. Returns the results, or nothing where a
/// mistake stands in the way, and all messages.
pub fn assess(
    settings: Settings,
    policies: Vec<Policy>,
    ledger: Ledger,
    each_event: &EachEvent<'_>,
) -> (Option<Book>, Vec<Diagnostic>) {
    let policies = by_id(policies);
    let shapes = shapes::of(&ledger);
    let attributes = shapes::attributes(&ledger);
    let known = rules::Known {
        policies: &policies,
        shapes: &shapes,
        attributes: &attributes,
    };
    let (graphs, mut said) = rules::compile_all(&known, &ledger);
    let (examples, of_examples) = examples::check(&known, &ledger);
    said.extend(of_examples);
    let all = policies.values().flatten().map(AsRef::as_ref);
    said.extend(told(&applies::check(all, &ledger)));
    let reviews = policies.values().flat_map(|v| reviews::check(v, &ledger));
    said.extend(reviews);
    if said.iter().any(|d| d.severity == Severity::Error) {
        return (None, said);
    }
    let (tallies, of_events) = events::tally(&graphs, &ledger, each_event);
    said.extend(of_events);
    let known = (&ledger, &tallies);
    let mut periods: Vec<PeriodResult> = Vec::new();
    let mut refused = BTreeMap::new();
    let mut untold = BTreeSet::new();
    let mut workings = Workings::new(&ledger, &graphs);
    for (month, data) in &ledger.months {
        let Some(rules) = graphs.get(month) else {
            continue;
        };
        let made = inputs::of_month(rules, &settings, known, (*month, data), Due::Ended);
        said.extend(made.diagnostics);
        said.extend(untold::check(rules, data, &mut untold));
        refused.insert(*month, made.refused);
        let asked = (rules, &policies);
        said.extend(ratings::check(asked, &ledger, (*month, data), &made.inputs));
        let corrected = (made.corrections.as_slice(), (*month, data));
        workings.add(*month, made.inputs, &made.corrections);
        let Some(worked) = workings.now(*month) else {
            continue;
        };
        said.extend(corrections::check(
            rules,
            corrected,
            &worked,
            settings.decimals,
        ));
        said.extend(deciders::of_adjustments(rules, &ledger, corrected));
        let results = |worked: &Worked, levels| {
            let computed = results::Computed {
                figures: Arc::clone(&worked.figures),
                history: &worked.history,
                decimals: settings.decimals,
                organisation: &settings.organisation,
            };
            let inputs = Arc::clone(&worked.inputs);
            results::of_month(rules, &ledger, levels, inputs, &computed)
        };
        let levels = Due::Ended.levels(rules, &ledger, *month);
        let mut ended = results(&worked, levels.clone());
        if let Some(then) = workings.as_announced(*month) {
            let then = results(&then, levels);
            for (now, then) in ended.iter_mut().zip(then) {
                marked::mark(now, &then);
                now.announced = Some(Box::new(then));
            }
        }
        said.extend(ended.iter().flat_map(|r| r.notes.iter().cloned()));
        said.extend(ended.iter().flat_map(budgets::check));
        periods.extend(ended);
        let begun = Due::Begun.levels(rules, &ledger, *month);
        if !begun.is_empty() {
            // What is wrong with the month was told above, what is missing is still to come.
            let made = inputs::of_month(rules, &settings, known, (*month, data), Due::Begun);
            let made = (made.inputs, made.corrections.as_slice());
            let so_far = workings.begun(rules, (*month, data), made, &worked.history);
            periods.extend(results(&so_far, begun));
        }
    }
    periods.sort_by_key(|result| result.period);
    said.extend(wages::check(&settings.limits, &ledger, &periods));
    let doubts = doubts::find(&settings, &ledger, &periods);
    said.extend(doubts::tell(&ledger, &doubts));
    let (confirmations, of_answers) = confirmations::all(&ledger, &periods);
    said.extend(of_answers);
    let (appeals, of_appeals) = appeals::all(&ledger, &policies, &periods);
    said.extend(of_appeals);
    said.extend(named::made_good(&ledger, &policies, &periods));
    said.extend(deciders::of_appeals(&graphs, &ledger));
    if said.iter().any(|d| d.severity == Severity::Error) {
        return (None, said);
    }
    results::mark_withdrawn(&mut periods);
    let book = Book {
        settings,
        policies,
        ledger,
        periods,
        examples,
        appeals,
        checked: Checked {
            doubts,
            refused,
            confirmations,
            told: Vec::new(),
            files: BTreeMap::new(),
        },
        kept: BTreeMap::new(),
    };
    (Some(book), said)
}

/// Tells whether a message stands by itself, whatever else is wrong with the data: cells that
/// cannot be read or are blank, columns that are not there, numbers that jump, rows that stand
/// twice. What is absent may be so because a file or a person could not be read.
pub fn stands_by_itself(told: &Diagnostic) -> bool {
    const CODES: &[&str] = &[
        "A102", "A103", "A104", "A112", "D191", "D192", "D194", "D195",
    ];
    CODES.contains(&told.code)
}

/// Works out what the event tables amount to and nothing else, as [`assess`] does on its way.
pub fn tally_events(
    policies: Vec<Policy>,
    ledger: &Ledger,
    each_event: &EachEvent<'_>,
) -> (Tallies, Vec<Diagnostic>) {
    let policies = by_id(policies);
    let shapes = shapes::of(ledger);
    let attributes = shapes::attributes(ledger);
    let known = rules::Known {
        policies: &policies,
        shapes: &shapes,
        attributes: &attributes,
    };
    let (graphs, mut said) = rules::compile_all(&known, ledger);
    let (tallies, of_events) = events::tally(&graphs, ledger, each_event);
    said.extend(of_events);
    (tallies, said)
}

/// Sorts policies by id, then from early to late.
fn by_id(policies: Vec<Policy>) -> BTreeMap<Arc<str>, Vec<Arc<Policy>>> {
    let mut sorted: BTreeMap<Arc<str>, Vec<Arc<Policy>>> = BTreeMap::new();
    for policy in policies {
        let id = Arc::clone(&policy.id);
        sorted.entry(id).or_default().push(Arc::new(policy));
    }
    for versions in sorted.values_mut() {
        versions.sort_by_key(|p| p.version.from);
    }
    sorted
}

fn told(mistakes: &[AssessmentMistake]) -> Vec<Diagnostic> {
    mistakes.iter().map(AssessmentMistake::describe).collect()
}
