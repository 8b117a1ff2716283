//! A what-if as a site: never in the place of results.

use std::path::Path;

use rayon::prelude::*;

use super::{After, Readers};
use crate::command::build::{holds_content, resolved, size_in_words};
use crate::command::mistake::{CommandMistake, CompareMistake};
use crate::command::terminal::Terminal;
use crate::command::{BROKEN, DONE, MISTAKEN, has_errors};
use crate::diagnostic::{Diagnostic, Severity, tally};
use crate::output::{Holding, publish_as};
use crate::site::{Edition, Site};

/// The folders beside `content/` into which results are published when nothing else is said.
const OF_RESULTS: [&str; 2] = ["public", "public-hr"];

/// Refuses folders that hold the site's own files, and those into which results are published.
pub(super) fn allowed(site: &Path, out: &Path) -> Result<(), Diagnostic> {
    let folder = out.to_owned();
    if holds_content(site, out) {
        return Err(CommandMistake::OutputInContent { folder }.diagnostic());
    }
    let place = resolved(out);
    if OF_RESULTS
        .iter()
        .any(|own| place == resolved(&site.join(own)))
    {
        return Err(CompareMistake::PlaceOfResults { folder }.diagnostic());
    }
    Ok(())
}

/// Makes the site of a what-if and writes it.
pub(super) fn make(after: After, (out, readers): (&Path, Readers), terminal: &Terminal) -> u8 {
    let After {
        what_if,
        mut book,
        themes,
    } = after;
    // What is worked out besides is there for streaks and sums alone.
    let window = what_if.window;
    let inside = |ends| (window.first..=window.last).contains(&ends);
    book.periods.retain(|p| inside(p.inputs.period));
    book.settings.language = terminal.language;
    book.settings.other_languages.clear();
    let edition = match readers {
        Readers::Staff => Edition::staff(&book.settings),
        Readers::Hr => Edition::hr(&book.settings),
    };
    let refused = |said: &[Diagnostic]| {
        terminal.messages(said);
        terminal.note(&tally(said, terminal.language));
    };
    let site = match Site::what_if(&book, &themes, edition, what_if) {
        Ok(site) => site,
        Err(mistakes) => {
            refused(&mistakes);
            return MISTAKEN;
        }
    };
    let jobs = site.jobs();
    let links = site.links(&jobs);
    let files = jobs
        .par_iter()
        .map(|job| site.render(job).inspect(|file| links.look(file)));
    let approve = || {
        let mut dead = links.finish();
        dead.retain(|d| d.severity != Severity::Note);
        match has_errors(&dead) {
            true => Err(dead),
            false => {
                terminal.messages(&dead);
                Ok(())
            }
        }
    };
    match publish_as(Holding::WhatIf, out, files, approve) {
        Ok(report) => {
            let index = out.join("index.html");
            let (index, files) = (index.display(), report.files);
            let size = size_in_words(report.bytes);
            terminal.note(terminal.say(
                &format!("试算的网站：{index}，{files} 个文件，{size}。每一页都注明是试算；只给要一起商量规则的人看。"),
                &format!("The site of the what-if: {index}, {files} files, {size}. Every page says what it is; show it to those alone who decide on the rules."),
            ));
            DONE
        }
        Err(failure) => {
            refused(&failure.diagnostics);
            if failure.ours { BROKEN } else { MISTAKEN }
        }
    }
}
