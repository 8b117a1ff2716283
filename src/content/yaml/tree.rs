//! Builds the located tree out of the parser's events, within bounds.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{Event, ScalarStyle, StructureStyle};

use super::{DEEPEST, slips};
use crate::content::mistake::{DocumentMistake, Slip};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::value::{At, Place, Source};

/// How many nodes the aliases of one document may add.
const MOST_ALIASED: usize = 100_000;

/// The tree as far as it is built.
pub(super) struct Tree<'a> {
    source: &'a Arc<Source>,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, (Node, Size)>,
    aliased: usize,
    /// Whether a slip was seen: the tree is not what the author means then.
    slipped: bool,
    diagnostics: Vec<Diagnostic>,
}

/// The document is given up; the reason has been reported.
#[derive(Debug)]
pub(super) struct GivenUp;

/// A list or mapping that is not closed yet.
struct Open {
    start: usize,
    anchor: usize,
    flow: bool,
    /// Where a text without quotes looks like a key with a wrong colon, among the values.
    suspects: Vec<Slip>,
    inside: Inside,
}

enum Inside {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<(Node, Node)>,
        seen: BTreeMap<String, Place>,
        key: Option<Node>,
        repeated: bool,
    },
}

#[derive(Debug, Clone, Copy)]
struct Size {
    nodes: usize,
    depth: usize,
}

impl<'a> Tree<'a> {
    pub(super) fn new(source: &'a Arc<Source>) -> Self {
        Self {
            source,
            open: Vec::new(),
            root: None,
            anchors: BTreeMap::new(),
            aliased: 0,
            slipped: false,
            diagnostics: Vec::new(),
        }
    }

    /// Takes the next event, which stands in bytes `range`.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), GivenUp> {
        match event {
            Event::SequenceStart(style, anchor, _) => {
                self.begin(range, style, anchor, Inside::Sequence(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                let inside = Inside::Mapping {
                    entries: Vec::new(),
                    seen: BTreeMap::new(),
                    key: None,
                    repeated: false,
                };
                self.begin(range, style, anchor, inside)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(range.end);
                Ok(())
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(&text, style, range);
                self.remember(anchor, &node);
                self.add(node);
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, range),
            _ => Ok(()),
        }
    }

    /// Returns where brackets have been opened and not closed, from outside to inside.
    pub(super) fn open_brackets(&self) -> Vec<usize> {
        let flow = self.open.iter().filter(|o| o.flow);
        flow.map(|o| o.start).collect()
    }

    pub(super) fn report(&mut self, mistake: impl Into<Diagnostic>) {
        self.diagnostics.push(mistake.into());
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Returns the tree with all that is wrong; no tree after a slip, which would only bring
    /// more messages about the same.
    pub(super) fn finish(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        let root = self.root.take().unwrap_or_else(|| Node {
            place: Place::file(self.source),
            kind: NodeKind::Null,
        });
        if matches!(root.kind, NodeKind::Scalar { quoted: false, .. })
            && let Some(slip) = slips::in_text_on_its_own(self.source, &root.place)
        {
            self.report(slip);
            return (None, self.diagnostics);
        }
        ((!self.slipped).then_some(root), self.diagnostics)
    }

    fn begin(
        &mut self,
        range: Range<usize>,
        style: StructureStyle,
        anchor: usize,
        inside: Inside,
    ) -> Result<(), GivenUp> {
        if self.open.len() >= DEEPEST {
            self.report(DocumentMistake::TooDeep(self.place(range)));
            return Err(GivenUp);
        }
        self.open.push(Open {
            start: range.start,
            anchor,
            flow: style == StructureStyle::Flow,
            suspects: Vec::new(),
            inside,
        });
        Ok(())
    }

    fn end(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let text = self.source.text.get(open.start..end).unwrap_or("");
        let place = self.place(open.start..open.start + text.trim_end().len());
        let kind = match open.inside {
            Inside::Sequence(items) => {
                // A text that looks like `key：value` is one where its neighbours are mappings.
                if items.iter().any(|i| matches!(i.kind, NodeKind::Mapping(_))) {
                    self.slipped |= !open.suspects.is_empty();
                    self.diagnostics
                        .extend(open.suspects.into_iter().map(Diagnostic::from));
                }
                NodeKind::Sequence(items)
            }
            Inside::Mapping { entries, .. } => NodeKind::Mapping(entries),
        };
        let node = Node { place, kind };
        self.remember(open.anchor, &node);
        self.add(node);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>) -> Node {
        let plain = style == ScalarStyle::Plain;
        // The parser says `~` of what is not there at all.
        let nothing = plain && (range.is_empty() || matches!(text, "~" | "null" | "Null" | "NULL"));
        if plain && !nothing {
            self.look_for_slips(&range);
        }
        let kind = if nothing {
            NodeKind::Null
        } else {
            NodeKind::Scalar {
                text: text.to_owned(),
                quoted: !plain,
            }
        };
        Node {
            place: self.place(self.content_of(range, text)),
            kind,
        }
    }

    /// Leaves out quotation marks, where what is between them is the text to the letter.
    fn content_of(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let inner = range.start + 1..range.end.saturating_sub(1);
        if self.source.text.get(inner.clone()) == Some(text) && !inner.is_empty() {
            inner
        } else {
            let written = self.source.text.get(range.clone()).unwrap_or("");
            range.start..range.start + written.trim_end().len()
        }
    }

    /// Reports what looks like a key with a wrong colon, where YAML itself sees nothing wrong.
    fn look_for_slips(&mut self, range: &Range<usize>) {
        let source = self.source;
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let flow = open.flow;
        let place = Place::span(source, range.start, range.end);
        let found = match &open.inside {
            Inside::Mapping { key: None, .. } => slips::in_key(source, &place, flow),
            Inside::Mapping { key: Some(_), .. } if flow => slips::in_flow_value(source, &place),
            Inside::Mapping { key: Some(_), .. } => slips::in_text_on_its_own(source, &place),
            Inside::Sequence(_) if flow => slips::in_flow_item(source, &place),
            Inside::Sequence(_) => {
                let suspect = slips::in_item(source, &place);
                open.suspects.extend(suspect);
                None
            }
        };
        if let Some(slip) = found {
            self.slipped = true;
            self.report(slip);
        }
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), GivenUp> {
        let place = self.place(range);
        let known = self.anchors.get(&anchor).cloned();
        match known {
            Some((node, size)) if self.aliased + size.nodes <= MOST_ALIASED => {
                if self.open.len() + size.depth > DEEPEST {
                    self.report(DocumentMistake::TooDeep(place));
                    return Err(GivenUp);
                }
                self.aliased += size.nodes;
                self.add(node);
                Ok(())
            }
            _ => {
                self.report(DocumentMistake::TooManyAliases(place));
                Err(GivenUp)
            }
        }
    }

    fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size_of(node)));
        }
    }

    fn add(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        let flow = open.flow;
        match &mut open.inside {
            Inside::Sequence(items) => {
                match joined(self.source, items.last_mut().filter(|_| flow), &node) {
                    Some(slip) => self.diagnostics.extend(slip.map(Diagnostic::from)),
                    None => items.push(node),
                }
            }
            Inside::Mapping {
                entries,
                seen,
                key,
                repeated,
            } => match key.take() {
                Some(key) => {
                    let nothing = flow && matches!(node.kind, NodeKind::Null);
                    let before = entries.last_mut().map(|(_, value)| value);
                    if let Some(slip) = joined(self.source, before.filter(|_| nothing), &key) {
                        seen.remove(text_of(&key));
                        self.diagnostics.extend(slip.map(Diagnostic::from));
                    } else if !*repeated {
                        entries.push((key, node));
                    }
                }
                None => {
                    let mistake = check_key(&node, seen);
                    *repeated = mistake.is_some();
                    *key = Some(node);
                    if let Some(mistake) = mistake {
                        self.report(mistake);
                    }
                }
            },
        }
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::span(self.source, range.start, range.end)
    }
}

/// Joins a text to the formula before it that a comma has cut off, so that one mistake is told
/// once: where the formula is cut off first. `None` where nothing is to be joined.
fn joined(source: &Arc<Source>, before: Option<&mut Node>, rest: &Node) -> Option<Option<Slip>> {
    let before = before?;
    let plain = |node: &Node| matches!(node.kind, NodeKind::Scalar { quoted: false, .. });
    let (At::Span { start, .. }, At::Span { end, .. }) = (before.place.at.clone(), &rest.place.at)
    else {
        return None;
    };
    if !plain(before) || !plain(rest) {
        return None;
    }
    let slip = slips::cut_by_comma(source, &before.place, &rest.place)?;
    // Inside brackets a text without quotes has no comma, unless it has been joined before.
    let first = !text_of(before).contains(',');
    *before = Node {
        place: Place::span(source, start, *end),
        kind: NodeKind::Scalar {
            text: source.text.get(start..*end)?.to_owned(),
            quoted: false,
        },
    };
    Some(first.then_some(slip))
}

fn text_of(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => "",
    }
}

/// Checks a key and remembers it; entries of keys that are wrong are left out.
fn check_key(node: &Node, seen: &mut BTreeMap<String, Place>) -> Option<DocumentMistake> {
    let NodeKind::Scalar { text, quoted } = &node.kind else {
        return Some(DocumentMistake::KeyNotText(node.place.clone()));
    };
    if text == "<<" && !quoted {
        return Some(DocumentMistake::MergeKey(node.place.clone()));
    }
    match seen.get(text) {
        Some(first) => Some(DocumentMistake::DuplicateKey {
            key: text.clone(),
            first: first.clone(),
            again: node.place.clone(),
        }),
        None => {
            seen.insert(text.clone(), node.place.clone());
            None
        }
    }
}

/// Measures a tree; its depth is bounded, so recursion is.
fn size_of(node: &Node) -> Size {
    let inner = |size: Size, child: &Node| {
        let of_child = size_of(child);
        Size {
            nodes: size.nodes + of_child.nodes,
            depth: size.depth.max(of_child.depth + 1),
        }
    };
    let one = Size { nodes: 1, depth: 1 };
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => one,
        NodeKind::Sequence(items) => items.iter().fold(one, inner),
        NodeKind::Mapping(entries) => entries.iter().flat_map(|(k, v)| [k, v]).fold(one, inner),
    }
}
