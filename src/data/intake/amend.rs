//! Lines put into a `sources.yml` that is there: its comments and its layout stay as they are.

use super::addition::{Addition, Entry, entry_lines, quoted, table};
use crate::content::{Document, Node, NodeKind};
use crate::value::At;

/// Why lines cannot be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannotAmend {
    /// The key at which it is not possible.
    pub at: String,
}

/// A piece of text that is to be put in at a byte.
struct Piece {
    at: usize,
    text: String,
}

/// Returns the text of a `sources.yml` with additions; `None` for the document makes a new one.
///
/// # Errors
/// The document is written in a way into which nothing can be put with certainty.
pub fn amended(document: Option<&Document>, additions: &[Addition]) -> Result<String, CannotAmend> {
    let additions: Vec<&Addition> = additions.iter().filter(|a| !a.is_empty()).collect();
    let Some(document) = document else {
        let all: Vec<Addition> = additions.into_iter().cloned().collect();
        return Ok(super::lines(&all, false));
    };
    let text = document.source.text.as_str();
    let chinese = is_chinese(&document.root);
    let words = |en: &'static str, zh: &'static str| if chinese { zh } else { en };
    let (key, files) = (words("tables", "表"), words("files", "文件"));
    let mut pieces = Vec::new();
    let cannot = |at: &str| CannotAmend { at: at.to_owned() };
    let root = &document.root;
    let tables = find(root, key);
    for addition in additions {
        let below = tables.and_then(|t| find(t, &addition.table));
        match (tables, below) {
            // The table is there: each key on its own.
            (_, Some(node)) => {
                for entry in addition.entries(chinese) {
                    let (name, value) = &entry;
                    match (find(node, name), value) {
                        (None, _) => {
                            let margin = margin_in(text, node).ok_or_else(|| cannot(name))?;
                            let lines = entry_lines(&entry, &margin);
                            pieces.push(
                                put(text, node, &lines, &flow(&entry))
                                    .ok_or_else(|| cannot(name))?,
                            );
                        }
                        (Some(inner), Entry::Named(named)) => {
                            for (column, line) in named {
                                if find(inner, bare(column)).is_some() {
                                    return Err(cannot(column));
                                }
                                let margin = margin_in(text, inner).ok_or_else(|| cannot(name))?;
                                let one = format!("{margin}{column}: {line}\n");
                                let inline = format!("{column}: {line}");
                                pieces.push(
                                    put(text, inner, &one, &inline)
                                        .ok_or_else(|| cannot(column))?,
                                );
                            }
                        }
                        // Another file of the same table stands beside those that are there.
                        (Some(inner), Entry::Line(line)) if *name == files => {
                            let NodeKind::Sequence(_) = inner.kind else {
                                return Err(cannot(name));
                            };
                            let end = span(inner)
                                .filter(|_| is_flow(text, inner))
                                .ok_or_else(|| cannot(name))?
                                .1;
                            pieces.push(Piece {
                                at: end - 1,
                                text: format!(", {line}"),
                            });
                        }
                        (Some(_), Entry::Line(_)) => return Err(cannot(name)),
                    }
                }
            }
            (Some(node), None) => {
                let margin = margin_in(text, node).ok_or_else(|| cannot(key))?;
                let lines = table(addition, chinese, &margin);
                let inline: Vec<String> = addition.entries(chinese).iter().map(flow).collect();
                let inline = format!("{}: {{{}}}", quoted(&addition.table), inline.join(", "));
                pieces.push(put(text, node, &lines, &inline).ok_or_else(|| cannot(key))?);
            }
            (None, None) => {
                let lines = table(addition, chinese, "  ");
                pieces.push(Piece {
                    at: text.len(),
                    text: lines,
                });
            }
        }
    }
    if tables.is_none() && !pieces.is_empty() {
        if !matches!(root.kind, NodeKind::Mapping(_) | NodeKind::Null) || is_flow(text, root) {
            return Err(cannot(key));
        }
        if let Some(first) = pieces.first_mut() {
            first.text = format!("{key}:\n{}", first.text);
        }
    }
    Ok(joined(text, pieces))
}

/// Puts pieces in; those at one place in their order.
fn joined(text: &str, mut pieces: Vec<Piece>) -> String {
    pieces.sort_by_key(|p| p.at);
    let mut out = String::with_capacity(text.len() + 200);
    let mut done = 0;
    for piece in pieces {
        out.push_str(text.get(done..piece.at).unwrap_or(""));
        let is_line = piece.text.ends_with('\n');
        if is_line && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&piece.text);
        done = piece.at;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// Tells whether a document is written with Chinese keys.
fn is_chinese(root: &Node) -> bool {
    let NodeKind::Mapping(entries) = &root.kind else {
        return false;
    };
    entries.iter().any(|(key, _)| match &key.kind {
        NodeKind::Scalar { text, .. } => {
            ["表", "空白", "人员列", "花名册"].contains(&text.as_str())
        }
        _ => false,
    })
}

fn find<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    let named = |key: &Node| matches!(&key.kind, NodeKind::Scalar { text, .. } if text == name);
    entries
        .iter()
        .find(|(key, _)| named(key))
        .map(|(_, value)| value)
}

/// Returns a name without the quotes that were put around it.
fn bare(name: &str) -> &str {
    let inner = name.strip_prefix('\'').and_then(|n| n.strip_suffix('\''));
    inner.unwrap_or(name)
}

fn span(node: &Node) -> Option<(usize, usize)> {
    match node.place.at {
        At::Span { start, end } => Some((start, end)),
        _ => None,
    }
}

fn is_flow(text: &str, node: &Node) -> bool {
    let start = span(node).and_then(|(start, _)| text.get(start..));
    start.is_some_and(|t| t.starts_with(['{', '[']))
}

/// Writes a key with what stands behind it, to stand in braces.
fn flow((key, entry): &(&'static str, Entry)) -> String {
    match entry {
        Entry::Line(line) => format!("{key}: {line}"),
        Entry::Named(named) => {
            let named: Vec<String> = named.iter().map(|(n, l)| format!("{n}: {l}")).collect();
            format!("{key}: {{{}}}", named.join(", "))
        }
    }
}

/// Returns what stands before the keys of a mapping; of one in braces, nothing.
fn margin_in(text: &str, node: &Node) -> Option<String> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    if is_flow(text, node) {
        return Some(String::new());
    }
    let (start, _) = span(&entries.first()?.0)?;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let margin = text.get(line..start)?;
    margin.chars().all(|c| c == ' ').then(|| margin.to_owned())
}

/// Returns where a mapping's next entry goes, as a line or, in braces, behind the last one.
fn put(text: &str, node: &Node, line: &str, inline: &str) -> Option<Piece> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    if is_flow(text, node) {
        let (_, end) = span(node)?;
        let inner = text.get(..end - 1)?;
        let at = inner.trim_end().len();
        let comma = if entries.is_empty() || inner.trim_end().ends_with(',') {
            ""
        } else {
            ", "
        };
        return Some(Piece {
            at,
            text: format!("{comma}{inline}"),
        });
    }
    let end = end_of(text, node)?;
    let rest = text.get(end..)?;
    let at = rest.find('\n').map_or(text.len(), |at| end + at + 1);
    Some(Piece {
        at,
        text: line.to_owned(),
    })
}

/// Returns the last byte of what stands below a node. The end that a block has by itself may lie
/// behind a remark on what follows.
fn end_of(text: &str, node: &Node) -> Option<usize> {
    let own = span(node)?;
    match &node.kind {
        NodeKind::Mapping(entries) if !is_flow(text, node) => {
            let (key, value) = entries.last()?;
            let key = span(key)?.1;
            let value = match value.kind {
                NodeKind::Null => None,
                _ => end_of(text, value),
            };
            // An alias shows the place of its anchor.
            Some(value.unwrap_or(key).max(key))
        }
        NodeKind::Sequence(items) if !is_flow(text, node) => end_of(text, items.last()?),
        _ => Some(own.1),
    }
}
