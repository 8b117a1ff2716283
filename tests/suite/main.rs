//! One test binary; each module has one subject. `tests/README.md` says how to add a case.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test may touch the disk and stop at once"
)]

mod common;

mod advance;
mod against;
mod appeals;
mod architecture;
mod audiences;
mod bag;
mod bands_in_tables;
mod beside;
mod browser;
mod calendar;
mod cli;
mod compare;
mod confirmations;
mod coverage;
mod damage;
mod demo;
mod diff;
mod documents;
mod downloads;
mod editions;
mod events;
mod front;
mod fuzz;
mod getting_started;
mod golden;
mod handbook;
mod honours;
mod hostile;
mod import;
mod indicators;
mod intake;
mod kernel;
mod kept;
mod languages;
mod laws;
mod ledger;
mod library;
mod mistakes;
mod moments;
mod new_month;
mod oracle;
mod pay;
mod periods;
mod person;
mod planted;
mod policy;
mod primitives;
mod printed;
mod private;
mod provenance;
mod publishing;
mod ratings;
mod reproducible;
mod readiness;
mod reading;
mod routine;
mod sample_book;
mod saved;
mod schema;
mod seal;
mod search;
mod site;
mod small_site;
mod tables;
mod tamper;
mod web_server;
mod what_if;
