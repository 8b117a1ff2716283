//! Starts the command and returns its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(meritbook::command::run(std::env::args_os()))
}
