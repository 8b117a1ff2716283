//! The page for addresses that lead nowhere.

use serde::Serialize;

use crate::site::shared::{Frame, Shared};

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct MissingPage {
    frame: Frame,
}

/// Shows it.
pub fn view(shared: &Shared<'_>, path: &str) -> MissingPage {
    MissingPage {
        frame: shared.frame(path, shared.words.say("not_found").to_owned(), "none"),
    }
}
