//! The page for addresses that lead nowhere. A server sends it in the stead of any page, however deep; so
//! its links are whole where it is said where the site lies.

use serde::Serialize;

use crate::site::shared::{Frame, Shared};

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct MissingPage {
    frame: Frame,
}

/// Shows it.
pub fn view(shared: &Shared<'_>, path: &str) -> MissingPage {
    let mut frame = shared.frame(path, shared.words.say("not_found").to_owned(), "none");
    if let Some(root) = shared.on_server() {
        frame.lie_at(&root, &shared.folder());
    }
    MissingPage { frame }
}
