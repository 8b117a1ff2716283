//! YAML text → located tree. The only module that knows the YAML crate.
//!
//! It takes the parser's events rather than its values, so that every scalar keeps its exact text
//! and place; numbers stay text. [`slips`] turns the parser's errors into words for people.

mod slips;
mod tree;

use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Options, Parser, Span};

use super::Node;
use super::mistake::DocumentMistake;
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

/// How deep a document may nest, aliases included.
const DEEPEST: usize = 64;

/// Reads a document: its tree, or `None` after a syntax error; and all that is wrong. An empty
/// document is a tree of nothing.
pub(super) fn parse(source: &Arc<Source>) -> (Option<Node>, Vec<Diagnostic>) {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = DEEPEST + 1;
    options.block_nesting_limit = DEEPEST + 1;
    let mut tree = tree::Tree::new(source);
    let mut documents = 0;
    let mut last = 0..0;
    for next in Parser::new_from_str_with_options(&source.text, options) {
        let (event, span) = match next {
            Ok(next) => next,
            Err(error) => {
                let reached = slips::Reached {
                    source,
                    last,
                    brackets: tree.open_brackets(),
                };
                let mut diagnostics = tree.into_diagnostics();
                // A slip that was seen in these lines is what the parser stumbles over.
                if !diagnostics
                    .iter()
                    .any(|d| slips::is_near(&reached, &error, d))
                {
                    diagnostics.push(slips::explain(&reached, &error));
                }
                return (None, diagnostics);
            }
        };
        let range = bytes(&span, source);
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                let place = Place::span(source, range.start, range.end);
                tree.report(DocumentMistake::SeveralDocuments(place));
                break;
            }
        }
        if let Some(tag) = event.tag() {
            let start = span
                .tag_start()
                .and_then(|m| m.byte_offset())
                .unwrap_or(range.start);
            let place = Place::span(source, start, start + tag.original().len());
            tree.report(DocumentMistake::Tag(place));
        }
        if matches!(event, Event::Scalar(..)) {
            last = range.clone();
        } else {
            last = range.end..range.end;
        }
        if tree.take(event, range).is_err() {
            return (None, tree.into_diagnostics());
        }
    }
    tree.finish()
}

/// Returns the bytes of a span, kept within the text.
fn bytes(span: &Span, source: &Arc<Source>) -> std::ops::Range<usize> {
    let most = source.text.len();
    let range = span.byte_range().unwrap_or(0..0);
    range.start.min(most)..range.end.min(most)
}
