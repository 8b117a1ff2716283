//! Draws a message for a terminal.
use super::{Diagnostic, Language};
/// Draws a message.
pub fn render(_diagnostic: &Diagnostic, _language: Language, _colour: bool) -> String {
    String::new()
}
