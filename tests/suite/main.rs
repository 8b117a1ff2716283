//! One test binary; each module has one subject. `tests/README.md` says how to add a case.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod common;

mod demo;
mod laws;
mod mistakes;
mod publishing;
mod reading;
mod tables;
