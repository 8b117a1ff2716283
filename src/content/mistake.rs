//! What may be wrong with files: in the folder, in YAML's signs, in a document, in a table.
//!
//! Each kind is an enum of its own below, plain data with its codes and its words.

mod document;
mod folder;
mod line;
mod slip;
mod table;
mod workbook;

pub use document::DocumentMistake;
pub use folder::FolderMistake;
pub use line::LineMistake;
pub use slip::Slip;
pub use table::TableMistake;
pub use workbook::WorkbookMistake;

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// Both languages of one text.
type Pair = (&'static str, &'static str);

/// Makes an error of fixed words: title, words at the caret, what to do.
fn fixed(code: &'static str, place: Place, title: Pair, label: Pair, help: Pair) -> Diagnostic {
    Diagnostic::error(code, Said::new(title.0, title.1))
        .at(place)
        .label(label.0, label.1)
        .help(help.0, help.1)
}
