//! Makes companies to try Meritbook on; the same arguments always give the same bytes.
//!
//! - `cargo run --example company -- --demo --out content` writes the data of the demo company:
//!   `people/`, `tables/`, `months/` and `calendar.yml`. Its policies and settings are written by
//!   hand and stay.
//! - `cargo run --example company -- --demo --seal --out content` does so and seals its first two
//!   months anew, as `meritbook seal` does.
//! - `cargo run --example company -- --people 1000 --months 12 --seed 1 --out /tmp/big/content`
//!   writes a whole synthetic company of any size.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program of its own: it writes files and says so"
)]

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The makers of files.
pub mod company {
    pub mod accounts;
    pub mod branches;
    pub mod calendar;
    pub mod calls;
    pub mod chance;
    pub mod confirmations;
    pub mod interviews;
    pub mod demo;
    pub mod files;
    pub mod people;
    pub mod property;
    pub mod sales;
    pub mod seals;
    pub mod service;
    pub mod shop;
    pub mod staff;
    pub mod synthetic;
    pub mod telesales;
    pub mod telesales_prizes;
    pub mod trade;
    pub mod users;
    pub mod vehicles;
}

use company::files::Files;
use company::synthetic::Size;

/// What the arguments ask for.
#[derive(Debug, Default)]
struct Wish {
    demo: bool,
    seal: bool,
    size: Size,
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match wish(std::env::args().skip(1)).and_then(|wish| write(&wish)) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(mistake) => {
            eprintln!("company: {mistake}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments.
fn wish(mut arguments: impl Iterator<Item = String>) -> io::Result<Wish> {
    let mut wish = Wish::default();
    while let Some(argument) = arguments.next() {
        if argument == "--demo" {
            wish.demo = true;
            continue;
        }
        if argument == "--seal" {
            wish.seal = true;
            continue;
        }
        let value = arguments
            .next()
            .ok_or_else(|| io::Error::other(format!("{argument} needs a value")))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| io::Error::other(format!("{argument} {value}: not a whole number")))
        };
        match argument.as_str() {
            "--people" => wish.size.people = number()?,
            "--months" => wish.size.months = number()?,
            "--seed" => wish.size.seed = number()?,
            "--out" => wish.out = Some(PathBuf::from(&value)),
            _ => return Err(io::Error::other(format!("unknown argument {argument}"))),
        }
    }
    Ok(wish)
}

/// Makes the files and puts them under the folder asked for.
fn write(wish: &Wish) -> io::Result<String> {
    let out = wish
        .out
        .as_deref()
        .ok_or_else(|| io::Error::other("--out DIR says where to write"))?;
    let files = if wish.demo {
        company::demo::files()?
    } else {
        company::synthetic::files(&wish.size)?
    };
    put(&files, out)?;
    if wish.demo && wish.seal {
        company::seals::seal(out)?;
    }
    let bytes: usize = files.values().map(Vec::len).sum();
    Ok(format!(
        "{} files, {} KiB, under {}",
        files.len(),
        bytes / 1024,
        out.display()
    ))
}

/// Writes files under a folder, making the folders between.
fn put(files: &Files, out: &Path) -> io::Result<()> {
    for (path, bytes) in files {
        let path = out.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
