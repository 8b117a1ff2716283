//! What the options of `import` say: which table a file is, which heading a column has.

use std::path::Path;

use super::Asked;
use crate::command::mistake::ImportMistake;
use crate::content::Table;
use crate::data::intake::{Chosen, is_unit};
use crate::diagnostic::Diagnostic;

/// Reads the options about columns; what makes no sense is told.
pub(super) fn chosen(
    asked: &Asked,
    tables: &[(&Path, &Table)],
    mistakes: &mut Vec<Diagnostic>,
) -> Chosen {
    let mut chosen = Chosen::default();
    let headings: Vec<String> = tables
        .iter()
        .flat_map(|(_, t)| t.headings.iter().map(|h| h.text.to_string()))
        .collect();
    for written in &asked.columns {
        match parts(written).filter(|(_, heading)| headings.contains(heading)) {
            Some((column, heading)) => {
                chosen.columns.insert(column, heading);
            }
            None => mistakes.push(
                ImportMistake::Option {
                    option: "--column",
                    written: written.clone(),
                    form: (
                        "--column 表.列=文件里的列名",
                        "--column TABLE.COLUMN=HEADING",
                    ),
                    known: headings.clone(),
                }
                .diagnostic(),
            ),
        }
    }
    for written in &asked.units {
        match parts(written).filter(|(_, unit)| is_unit(unit)) {
            Some((column, unit)) => {
                chosen.units.insert(column, unit);
            }
            None => mistakes.push(
                ImportMistake::Option {
                    option: "--unit",
                    written: written.clone(),
                    form: ("--unit 表.列=单位", "--unit TABLE.COLUMN=UNIT"),
                    known: ["千元", "万元", "亿元", "thousand USD", "million USD", "%"]
                        .map(str::to_owned)
                        .to_vec(),
                }
                .diagnostic(),
            ),
        }
    }
    chosen
}

/// Reads `表.列=值`.
fn parts(written: &str) -> Option<((String, String), String)> {
    let (column, value) = written.split_once('=')?;
    let (table, column) = column.split_once('.')?;
    let full = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    Some(((full(table)?, full(column)?), full(value)?))
}

/// Returns which table the author says that a file's table is.
pub(super) fn said<'a>(asked: &'a Asked, file: &Path, table: &Table) -> Option<&'a str> {
    let pairs = asked.tables.iter().filter_map(|w| w.rsplit_once('='));
    let mut meant = pairs.filter(|(written, _)| means(written, file, table));
    meant.next().map(|(_, name)| name.trim())
}

fn means(written: &str, file: &Path, table: &Table) -> bool {
    let (name, sheet) = match written.split_once('!') {
        Some((name, sheet)) => (name, Some(sheet)),
        None => (written, None),
    };
    let is = |part: Option<&std::ffi::OsStr>| part.is_some_and(|p| p.to_string_lossy() == name);
    let named = is(file.file_name()) || is(file.file_stem()) || file.to_string_lossy() == name;
    named && sheet.is_none_or(|s| table.sheet.as_deref() == Some(s))
}

/// Tells of options that name no file.
pub(super) fn check_tables(
    asked: &Asked,
    tables: &[(&Path, &Table)],
    names: &[String],
    mistakes: &mut Vec<Diagnostic>,
) {
    for written in &asked.tables {
        let pair = written.rsplit_once('=');
        let fits = pair.is_some_and(|(file, name)| {
            names.iter().any(|n| n == name.trim())
                && tables.iter().any(|(path, table)| means(file, path, table))
        });
        if !fits {
            mistakes.push(
                ImportMistake::Option {
                    option: "--as",
                    written: written.clone(),
                    form: ("--as 文件=表名", "--as FILE=TABLE"),
                    known: names.to_vec(),
                }
                .diagnostic(),
            );
        }
    }
}
