//! What was found under the keys of a form.

use jiff::civil::Date;

use super::mistake::FormMistake;
use super::reader::Reader;
use super::scalar::{self, Quantity, Written};
use super::{Form, Key, Shape};
use crate::content::{Node, NodeKind};
use crate::period::Period;
use crate::value::Place;

/// The fields of one mapping, read by its form. Values under a key are of the key's shape, as far
/// as scalar, list and mapping go; the methods below read them further and report what is wrong.
#[derive(Debug)]
pub struct Fields<'a> {
    pub(super) form: &'static Form,
    pub(super) place: Place,
    pub(super) found: Vec<Found<'a>>,
    pub(super) others: Vec<(Written<String>, &'a Node)>,
    /// Keys that unknown ones were probably meant to be.
    pub(super) guessed: Vec<&'static str>,
}

#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) key: &'static Key,
    pub(super) at: Place,
    /// `None` where what stands there does not fit and was reported.
    pub(super) node: Option<&'a Node>,
}

impl<'a> Fields<'a> {
    /// Returns the place of the whole mapping.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the form that it was read by.
    pub fn form(&self) -> &'static Form {
        self.form
    }

    /// Tells whether a key is there, perhaps misspelt.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some() || self.guessed.contains(&key)
    }

    /// Returns the node under a key; `None` where it is absent or was reported as unfit.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.find(key).and_then(|f| f.node)
    }

    /// Returns where a key itself is written.
    pub fn key_place(&self, key: &str) -> Option<&Place> {
        self.find(key).map(|f| &f.at)
    }

    /// Returns the keys that are there, by their English names, in the author's order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.found.iter().map(|f| f.key.name)
    }

    /// Returns the keys of the author's own with what stands under them, in the author's order.
    pub fn others(&self) -> &[(Written<String>, &'a Node)] {
        &self.others
    }

    /// Returns the text under a key; `None` where it is absent, blank or no scalar.
    pub fn text(&self, key: &str) -> Option<Written<String>> {
        text_of(self.node(key)?)
    }

    /// Returns the texts under a key that takes one or a list; empty where absent.
    pub fn texts(&self, key: &str) -> Vec<Written<String>> {
        self.list(key).into_iter().filter_map(text_of).collect()
    }

    /// Returns the nodes under a key that takes one or a list; empty where absent or blank.
    pub fn list(&self, key: &str) -> Vec<&'a Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(node) => items_of(node),
        }
    }

    /// Returns the number with its unit under a key; reports what is no number.
    pub fn quantity(&self, key: &str, reader: &mut Reader) -> Option<Written<Quantity>> {
        reader.quantity(self.node(key)?)
    }

    /// Returns the whole number, not below zero, under a key; reports what is none.
    pub fn count(&self, key: &str, reader: &mut Reader) -> Option<Written<u32>> {
        let quantity = self.quantity(key, reader)?;
        let count = quantity
            .value
            .number
            .to_i64()
            .and_then(|n| u32::try_from(n).ok());
        if count.is_none() {
            reader.report(FormMistake::NotACount {
                place: quantity.place.clone(),
                written: quantity.value.number.exact_text(),
            });
        }
        count.map(|n| Written::new(n, &quantity.place))
    }

    /// Returns the truth under a key; reports what is none.
    pub fn truth(&self, key: &str, reader: &mut Reader) -> Option<Written<bool>> {
        let text = self.text(key)?;
        let value = scalar::truth(&text.value);
        if value.is_none() {
            reader.report(FormMistake::NotATruth {
                place: text.place.clone(),
                written: text.value.clone(),
            });
        }
        value.map(|v| Written::new(v, &text.place))
    }

    /// Returns the period under a key; reports what is none.
    pub fn period(&self, key: &str, reader: &mut Reader) -> Option<Written<Period>> {
        reader.period(&self.text(key)?)
    }

    /// Returns the day under a key; reports what is none.
    pub fn date(&self, key: &str, reader: &mut Reader) -> Option<Written<Date>> {
        reader.date(&self.text(key)?)
    }

    /// Returns the word under a key by its English name; reports what is none of the words that
    /// the key's shape allows.
    pub fn word(&self, key: &str, reader: &mut Reader) -> Option<Written<&'static str>> {
        let found = self.find(key)?;
        let words = words_of(&found.key.shape)?;
        reader.word(&text_of(found.node?)?, words)
    }

    fn find(&self, key: &str) -> Option<&Found<'a>> {
        debug_assert!(
            self.form.key(key).is_some(),
            "`{key}` is no key of {}",
            self.form.name.1
        );
        self.found.iter().find(|f| f.key.name == key)
    }
}

/// Returns the text of a scalar.
pub(super) fn text_of(node: &Node) -> Option<Written<String>> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(Written::new(text.clone(), &node.place)),
        _ => None,
    }
}

fn items_of(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Sequence(items) => items.iter().collect(),
        NodeKind::Null => Vec::new(),
        _ => vec![node],
    }
}

fn words_of(shape: &Shape) -> Option<&'static [super::Word]> {
    match shape {
        Shape::Word(words) => Some(words),
        Shape::Either(shapes) => shapes.iter().find_map(words_of),
        Shape::OneOrList(one) | Shape::List(one) => words_of(one),
        _ => None,
    }
}
