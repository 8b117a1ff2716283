//! One test binary; each module has one subject.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod demo;
mod laws;
mod reading;
mod tables;
