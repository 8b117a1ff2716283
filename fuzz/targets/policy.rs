//! Hands what the engine makes up to the body `policy`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| meritbook_fuzz::try_one("policy", bytes));
