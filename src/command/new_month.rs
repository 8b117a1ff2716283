//! `new month`: a month's folder with the tables that its policies need, ready to be filled in.

mod said;
mod table;

use std::path::Path;

use super::mistake::CommandMistake;
use super::terminal::Terminal;
use super::{BROKEN, DONE, nothing_done};
use crate::assessment::needs;
use crate::content::Content;
use crate::data::{Layouts, Ledger, TableAt, meant_month};
use crate::diagnostic::{Diagnostic, Language, Severity, in_order};
use crate::output::create_folder;
use crate::period::Period;
use crate::policy::Policy;
use crate::{content, data, policy, settings};
use table::Planned;

/// The state with which a month begins.
const MONTH: &str = "state: open\n";

/// What became of a month.
struct Written {
    month: Period,
    /// The tables that were written, with their files, and those that were not.
    tables: Vec<Planned>,
    /// Tables that are first needed in a later month.
    later: Vec<String>,
}

/// Makes the folder of a month; one that is there is left as it is.
pub(super) fn run(
    site: &Path,
    written: &str,
    asked: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    let content = content::read(site);
    let (settings, of_settings) = settings::understand(&content);
    // Said on the command line, else by the site, else by the locale.
    if asked.is_none() && content.document("content/site").is_some() {
        terminal.language = settings.language;
    }
    let month = match free_month(site, written) {
        Ok(month) => month,
        Err(mistake) => return refused(&[mistake.diagnostic()], &terminal),
    };
    let (policies, of_policies) = policy::understand(&content);
    let (ledger, of_data) = data::understand(&content);
    let diagnostics = [
        content.diagnostics.clone(),
        of_settings,
        of_policies,
        of_data,
    ];
    let errors: Vec<Diagnostic> = in_order(diagnostics.concat())
        .into_iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        return refused(&errors, &terminal);
    }
    let first = first_in_force(&policies);
    let needs = match needs(&settings, policies, &ledger, month) {
        Ok(Some(needs)) => needs,
        Ok(None) => {
            let mistake = CommandMistake::NothingInForce {
                month: month.to_string(),
                first: first.map(|p| p.to_string()),
            };
            return refused(&[mistake.diagnostic()], &terminal);
        }
        Err(mistakes) => return refused(&in_order(mistakes), &terminal),
    };
    let layouts = Layouts::new(&content);
    let tables = needs.tables.iter();
    let tables = tables.map(|needed| table::planned(needed, &layouts, &ledger, month));
    let written = Written {
        month,
        tables: table::by_file(tables),
        later: needs.later.iter().map(ToString::to_string).collect(),
    };
    let mut files = vec![("month.yml".to_owned(), MONTH.as_bytes().to_vec())];
    files.extend(written.tables.iter().filter_map(file_of));
    if let Err(mistake) = create_folder(&site.join(folder_of(month)), &files) {
        terminal.messages(&[mistake.diagnostic()]);
        return BROKEN;
    }
    let is_first = has_no_tables(&content, &ledger);
    terminal.result(&said::text(&written, is_first, terminal.language));
    DONE
}

fn folder_of(month: Period) -> String {
    format!("content/months/{month}")
}

/// Reads the month and sees that it has no folder.
fn free_month(site: &Path, written: &str) -> Result<Period, CommandMistake> {
    let Some(month) = Period::parse(written) else {
        return Err(CommandMistake::NotAMonth {
            written: written.to_owned(),
            meant: meant_month(written),
        });
    };
    let folder = folder_of(month);
    if site.join(&folder).symlink_metadata().is_ok() {
        return Err(CommandMistake::MonthThere(folder));
    }
    Ok(month)
}

fn refused(errors: &[Diagnostic], terminal: &Terminal) -> u8 {
    nothing_done(errors, ("什么也没有新建。", "Nothing was made."), terminal)
}

fn first_in_force(policies: &[Policy]) -> Option<Period> {
    let computing = policies
        .iter()
        .filter(|p| p.subject.is_some() && !p.definitions.is_empty());
    computing.map(|p| p.version.from).min()
}

/// Tells whether there are no data to compare with.
fn has_no_tables(content: &Content, ledger: &Ledger) -> bool {
    let monthly = ledger.months.values().all(|m| m.tables.is_empty());
    monthly
        && !content
            .tables
            .iter()
            .any(|t| t.path.starts_with("content/tables/"))
}

/// Returns a table's file, where one is to be written.
fn file_of(planned: &Planned) -> Option<(String, Vec<u8>)> {
    match &planned.layout.at {
        TableAt::Month(path) => Some((path.clone(), planned.bytes())),
        TableAt::General { .. } | TableAt::Elsewhere(_) => None,
    }
}
