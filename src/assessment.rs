//! Policies meet the ledger: periods in order, each worked out and kept as results.

mod result;

pub use result::{
    AwardResult, Awarded, BoardResult, Book, Figured, ItemResult, PayResult, PeriodResult,
    PersonInPeriod, PolicyResult, Standing, SubjectResult, Winner,
};
