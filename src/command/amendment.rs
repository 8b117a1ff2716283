//! What `adjust` and `appeal` have in common: entries added to a month's files, who else moves by
//! them, and writing them down.

use std::fs;
use std::path::Path;

use super::compare::said::Say;
use super::compare::said::amounts::{amount, indented};
use super::compare::said::moves::moves;
use super::mistake::AmendmentMistake;
use super::terminal::{Terminal, agreed};
use super::{BROKEN, DONE, MISTAKEN, book};
use crate::assessment::Book;
use crate::comparison::{PolicyComparison, Window, compare};
use crate::content::{self, Content, Overlay};
use crate::data::Month;
use crate::diagnostic::{Diagnostic, Language, tally};
use crate::output::{OutputMistake, create, replace};
use crate::period::Period;
use crate::policy::AfterChange;
use crate::understand;

/// How many people are listed.
const MOST: usize = 30;

/// Entries that are added to files of a month's folder.
#[derive(Debug)]
pub(super) struct Amendment {
    month: Period,
    files: Vec<Added>,
}

/// A file with what is added at its end.
#[derive(Debug)]
struct Added {
    path: String,
    /// Its bytes and their text; `None` where it is not there yet.
    before: Option<(Vec<u8>, String)>,
    text: String,
}

impl Amendment {
    /// Starts; a sealed month is left alone.
    pub(super) fn of(site: &Path, month: Period) -> Result<Self, AmendmentMistake> {
        let sealed = site.join(format!("content/sealed/{month}"));
        if sealed.symlink_metadata().is_ok() {
            let month = month.to_string();
            return Err(AmendmentMistake::Sealed { month });
        }
        let files = Vec::new();
        Ok(Self { month, files })
    }

    /// Adds entries at the end of a file of the month's folder; nothing that is there is touched.
    pub(super) fn add(&mut self, site: &Path, content: &Content, stem: &str, entries: &str) {
        let path = format!("content/months/{}/{stem}", self.month);
        let document = content.document(&path);
        let (path, text) = match document {
            Some(document) => (document.source.path.clone(), document.source.text.clone()),
            None => (format!("{path}.yml"), String::new()),
        };
        let bytes = document.and_then(|_| fs::read(site.join(&path)).ok());
        let gap = match text.is_empty() || text.ends_with('\n') {
            true => "",
            false => "\n",
        };
        self.files.push(Added {
            text: format!("{text}{gap}{entries}"),
            before: bytes.map(|bytes| (bytes, text)),
            path,
        });
    }

    /// Works the site out as it would be.
    pub(super) fn worked_out(&self, site: &Path) -> Result<Book, Vec<Diagnostic>> {
        let mut overlay = Overlay::default();
        for file in &self.files {
            overlay
                .documents
                .insert(file.path.clone(), file.text.clone());
        }
        book(understand(site, &overlay).assess())
    }

    /// Shows who else moves and, unless only that is asked for, writes the files.
    pub(super) fn finish(
        &self,
        site: &Path,
        (before, what): (Option<&Book>, &str),
        (dry_run, yes): (bool, bool),
        terminal: &Terminal,
    ) -> u8 {
        let after = match self.worked_out(site) {
            Ok(after) => after,
            Err(errors) => return refused(&errors, terminal),
        };
        terminal.result(what);
        if let Some(before) = before {
            terminal.result(&effects(before, &after, self.month, terminal.language));
        }
        if dry_run {
            terminal.note(terminal.say(
                "只是看看，什么也没有写。",
                "Shown only; nothing was written.",
            ));
            return DONE;
        }
        if !yes && !agreed(terminal, "写进去吗？", "Write it?") {
            terminal.note(terminal.say("什么也没有写。", "Nothing was written."));
            return DONE;
        }
        for file in &self.files {
            if let Err(mistake) = file.write(site) {
                terminal.messages(&[mistake.diagnostic()]);
                return BROKEN;
            }
            terminal.note(&format!(
                "{}{}",
                terminal.say("已写进 ", "Written to "),
                file.path
            ));
        }
        DONE
    }
}

impl Added {
    fn write(&self, site: &Path) -> Result<(), OutputMistake> {
        let path = site.join(&self.path);
        match &self.before {
            Some((bytes, text)) => {
                let like = content::encode_like(bytes, text, &self.text);
                replace(
                    &path,
                    &like.unwrap_or_else(|| self.text.clone().into_bytes()),
                )
            }
            None => create(&path, self.text.as_bytes()),
        }
    }
}

/// Says why nothing was written.
pub(super) fn refused(errors: &[Diagnostic], terminal: &Terminal) -> u8 {
    terminal.messages(errors);
    terminal.note(&tally(errors, terminal.language));
    terminal.note(terminal.say("什么也没有写。", "Nothing was written."));
    MISTAKEN
}

/// Says who else moves: ranks, grades, awards, pay, in the month and all later ones.
fn effects(before: &Book, after: &Book, month: Period, language: Language) -> String {
    let say = Say(language);
    let months = after.periods.iter().map(|p| p.inputs.period);
    let last = months.max().unwrap_or(month);
    let found = compare(before, after, Window { first: month, last });
    let different: Vec<&PolicyComparison> = found.iter().filter(|c| c.is_different()).collect();
    if different.is_empty() {
        let none = say.of(
            "名次、等级、奖项和发放都不变。",
            "No rank, grade, award or pay changes.",
        );
        return none.to_owned();
    }
    let mut lines = vec![say.of("跟着变的：", "What changes with it:").to_owned()];
    for it in &different {
        let count = it.moves.len();
        lines.push(
            say.of(
                &format!("{} {}：{count} 人有变化", it.period, it.title),
                &format!(
                    "{} {}: {count} of {} change",
                    it.period, it.title, it.subjects
                ),
            )
            .to_owned(),
        );
        lines.extend(indented(&moves(it, MOST, &say)));
        if let (Some(was), Some(is)) = &it.cost
            && was.paid != is.paid
        {
            let (was, is) = (amount(&was.paid, ""), amount(&is.paid, ""));
            lines.push(format!(
                "  {}{was} → {is}",
                say.of("发放合计：", "paid in all: ")
            ));
        }
        lines.extend(rule(after, it, &say));
    }
    lines.join("\n")
}

/// Says what becomes of awards that were announced.
fn rule(after: &Book, it: &PolicyComparison, say: &Say) -> Option<String> {
    let month = after.ledger.months.get(&it.period.last_month())?;
    let announced = Month::announced_on(month)?;
    let result = after.period(it.period)?;
    let mut policies = result.policies.iter().map(|p| &p.policy);
    let policy = policies
        .find(|p| p.id == it.id)
        .filter(|p| !p.awards.is_empty())?;
    let (zh, en) = match policy.after_change {
        Some(AfterChange::Keep) => (
            "保留，公布时得奖的人仍然得奖",
            "who was announced keeps them",
        ),
        Some(AfterChange::Both) => (
            "都得，公布时得奖的人保留，更正后该得的人也得",
            "who was announced keeps them, and who wins now has them too",
        ),
        Some(AfterChange::Reassign) => ("改发，归更正后该得的人", "they go to who wins now"),
        None => (
            "制度没有写（awards_after_change），归更正后该得的人",
            "the policy does not say (awards_after_change), so they go to who wins now",
        ),
    };
    let changes = it
        .moves
        .iter()
        .any(|m| !m.won.is_empty() || !m.lost.is_empty());
    let (same_zh, same_en) = match changes {
        true => ("", ""),
        false => ("；这次没有人换", "; nobody else does this time"),
    };
    Some(
        say.of(
            &format!(
                "  结果已于 {announced} 公布；奖项{}{zh}{same_zh}。",
                if policy.after_change.is_some() {
                    "按制度"
                } else {
                    "："
                }
            ),
            &format!("  The results were published on {announced}; awards: {en}{same_en}."),
        )
        .to_owned(),
    )
}
