//! Interprets nodes by forms and collects every mistake on the way.

use jiff::civil::Date;

use super::fields::{Fields, Found, text_of};
use super::mistake::FormMistake;
use super::scalar::{self, Quantity, Written};
use super::{Form, Key, Shape, Word};
use crate::content::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::period::Period;
use crate::value::Place;

/// Reads one document: remembers the language of its keys and all mistakes.
#[derive(Debug, Default)]
pub struct Reader {
    first: Option<(Language, Place)>,
    mixed: bool,
    diagnostics: Vec<Diagnostic>,
}

/// After how many mistakes of a document nobody looks for what was meant.
const MOST_SUGGESTED: usize = 500;

impl Reader {
    /// Starts a document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a mapping by a form; `None`, and a mistake, where the node is no mapping. Unknown
    /// and doubled keys and wrong shapes are reported and left out.
    pub fn read<'a>(&mut self, node: &'a Node, form: &'static Form) -> Option<Fields<'a>> {
        let NodeKind::Mapping(entries) = &node.kind else {
            self.wrong_shape(node, &Shape::Form(form), form.name);
            return None;
        };
        let mut fields = Fields {
            form,
            place: node.place.clone(),
            found: Vec::new(),
            others: Vec::new(),
            guessed: Vec::new(),
        };
        for (key, value) in entries {
            self.entry(&mut fields, key, value);
        }
        self.require(&fields, entries);
        Some(fields)
    }

    /// Reads a mapping of names of the author's own; reports a node that is no mapping. Nothing
    /// at all is an empty mapping.
    pub fn named<'a>(&mut self, node: &'a Node) -> Vec<(Written<String>, &'a Node)> {
        match &node.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .filter_map(|(key, value)| Some((text_of(key)?, value)))
                .collect(),
            NodeKind::Null => Vec::new(),
            _ => {
                self.wrong_shape(node, &Shape::Named(&Shape::Text), ("内容", "this"));
                Vec::new()
            }
        }
    }

    /// Reports a mistake.
    pub fn report(&mut self, mistake: impl Into<Diagnostic>) {
        self.diagnostics.push(mistake.into());
    }

    /// Reports mistakes that are diagnostics already.
    pub fn report_all(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Returns what was reported; the language of the document's keys is asked by
    /// [`Reader::language`] before.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Returns the language of the document's keys; Chinese where no key tells.
    pub fn language(&self) -> Language {
        self.first.as_ref().map_or(Language::Chinese, |f| f.0)
    }

    /// Returns the text of a scalar; reports any other node.
    pub fn text(&mut self, node: &Node) -> Option<Written<String>> {
        let text = text_of(node);
        if text.is_none() {
            self.wrong_shape(node, &Shape::Text, ("这里", "this"));
        }
        text
    }

    /// Returns the number with its unit; reports what is no number.
    pub fn quantity(&mut self, node: &Node) -> Option<Written<Quantity>> {
        let text = text_of(node)?;
        match scalar::quantity(&text.value) {
            Ok(quantity) => Some(Written::new(quantity, &text.place)),
            Err(mistake) => {
                self.report(FormMistake::NotANumber {
                    place: text.place,
                    written: text.value,
                    mistake,
                });
                None
            }
        }
    }

    /// Returns the period that a text names; reports what is none.
    pub fn period(&mut self, text: &Written<String>) -> Option<Written<Period>> {
        let period = Period::named(text.value.trim());
        if period.is_none() {
            self.report(FormMistake::NotAPeriod {
                meant: scalar::meant_period(&text.value),
                place: text.place.clone(),
                written: text.value.clone(),
            });
        }
        period.map(|p| Written::new(p, &text.place))
    }

    /// Returns the day that a text names; reports what is none.
    pub fn date(&mut self, text: &Written<String>) -> Option<Written<Date>> {
        let date = scalar::date(&text.value);
        if date.is_none() {
            self.report(FormMistake::NotADate {
                place: text.place.clone(),
                written: text.value.clone(),
            });
        }
        date.map(|d| Written::new(d, &text.place))
    }

    /// Returns the word by its English name; reports what is none of `words`.
    pub fn word(
        &mut self,
        text: &Written<String>,
        words: &'static [Word],
    ) -> Option<Written<&'static str>> {
        let written = text.value.trim();
        let word = words.iter().find(|w| w.name == written || w.zh == written);
        if word.is_none() {
            self.report(FormMistake::UnknownWord {
                place: text.place.clone(),
                written: text.value.clone(),
                words: words.iter().map(|w| (w.zh, w.name)).collect(),
            });
        }
        word.map(|w| Written::new(w.name, &text.place))
    }

    fn entry<'a>(&mut self, fields: &mut Fields<'a>, key: &Node, value: &'a Node) {
        let Some(written) = text_of(key) else {
            return;
        };
        let Some(known) = fields.form.key(&written.value) else {
            if fields.form.others.is_some() {
                fields.others.push((written, value));
            } else {
                self.unknown(fields, written);
            }
            return;
        };
        if let Some(before) = fields.found.iter().find(|f| f.key.name == known.name) {
            self.report(FormMistake::Twice {
                key: known,
                first: before.at.clone(),
                second: written.place,
            });
            return;
        }
        self.note_language(known, &written);
        let name = if written.value == known.name {
            known.name
        } else {
            known.zh
        };
        let node = self.fitting(value, &known.shape, name).then_some(value);
        // An unfit key counts as there, so that its absence is not reported on top.
        fields.found.push(Found {
            key: known,
            at: written.place,
            node,
        });
    }

    fn unknown(&mut self, fields: &mut Fields<'_>, written: Written<String>) {
        let form = fields.form;
        let candidates = form.keys.iter().flat_map(|k| [k.zh, k.name]);
        let few = self.diagnostics.len() < MOST_SUGGESTED;
        let meant = few.then(|| nearest(&written.value, candidates)).flatten();
        // What was meant counts as there, so that its absence is not reported on top.
        fields
            .guessed
            .extend(meant.and_then(|m| form.key(m)).map(|k| k.name));
        self.report(FormMistake::UnknownKey {
            form,
            key: written,
            meant,
        });
    }

    fn fitting(&mut self, node: &Node, shape: &Shape, name: &'static str) -> bool {
        if !fits(node, shape) {
            self.wrong_shape(node, shape, (name, name));
            return false;
        }
        let (NodeKind::Sequence(items), Some(one)) = (&node.kind, item_shape(shape)) else {
            return true;
        };
        let mut fitting = true;
        for item in items.iter().filter(|item| !fits(item, one)) {
            fitting = false;
            self.wrong_shape(item, one, (name, name));
        }
        fitting
    }

    fn note_language(&mut self, key: &Key, written: &Written<String>) {
        if key.name == key.zh {
            return;
        }
        let language = if written.value == key.name {
            Language::English
        } else {
            Language::Chinese
        };
        match &self.first {
            None => self.first = Some((language, written.place.clone())),
            Some((first, place)) if *first != language && !self.mixed => {
                self.mixed = true;
                let mistake = FormMistake::Mixed {
                    first: place.clone(),
                    second: written.place.clone(),
                    instead: if *first == Language::English {
                        key.name
                    } else {
                        key.zh
                    },
                };
                self.report(mistake);
            }
            Some(_) => {}
        }
    }

    fn require(&mut self, fields: &Fields<'_>, entries: &[(Node, Node)]) {
        for key in fields.form.keys.iter().filter(|k| k.required) {
            if !fields.has(key.name) {
                let place = entries.first().map_or(&fields.place, |(key, _)| &key.place);
                self.report(FormMistake::Absent {
                    form: fields.form,
                    key,
                    place: place.clone(),
                    language: self.language(),
                });
            }
        }
    }

    fn wrong_shape(&mut self, node: &Node, shape: &Shape, name: (&'static str, &'static str)) {
        self.report(FormMistake::WrongShape {
            place: node.place.clone(),
            name,
            wanted: *shape,
            blank: matches!(node.kind, NodeKind::Null),
        });
    }
}

/// Tells whether a node is scalar, list or mapping as the shape wants it.
fn fits(node: &Node, shape: &Shape) -> bool {
    match &node.kind {
        NodeKind::Null => shape.takes_blank(),
        NodeKind::Scalar { .. } => shape.takes_scalar(),
        NodeKind::Sequence(_) => shape.takes_list(),
        NodeKind::Mapping(_) => shape.takes_mapping(),
    }
}

/// Returns the shape of a list's items.
fn item_shape(shape: &Shape) -> Option<&'static Shape> {
    match shape {
        Shape::List(one) | Shape::OneOrList(one) => Some(one),
        Shape::Either(shapes) => shapes.iter().find_map(item_shape),
        _ => None,
    }
}
