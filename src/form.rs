//! The table of forms: which keys a document may hold, in both languages, and how to read them.
//!
//! - [`Form`], [`Key`], [`Shape`]: the table's rows, plain data that also drives documentation.
//! - [`Reader`] interprets a [`crate::content::Node`] by a form and collects every mistake.
//! - [`Fields`] hands out what was found, each value with its place.
//!
//! The forms of each kind of document stand in a file of their own below this one.

pub mod across;
pub mod appeal;
pub mod data;
pub mod editions;
pub mod ladder;
pub mod measure;
pub mod months;
pub mod pay;
pub mod policy;
pub mod procedure;
pub mod reward;
pub mod scorecard;
pub mod shared;
pub mod site;
pub mod sources;
mod fields;
mod reader;
mod reference;
mod scalar;
mod schema;
mod words;

pub mod mistake;

pub use fields::Fields;
pub use reader::Reader;
pub use reference::reference;
pub use scalar::{Quantity, Written, quantity};
pub use schema::{list_schema, roster_schema, schema};

/// A form: a mapping whose keys are known.
#[derive(Debug)]
pub struct Form {
    /// What it is, in both languages, as it stands in messages: `考核项`, `an item`.
    pub name: (&'static str, &'static str),
    /// Its keys, in the order of the documentation.
    pub keys: &'static [Key],
    /// What keys of the author's own may hold; `None` where every key must be known.
    pub others: Option<&'static Shape>,
}

/// A key of a form.
#[derive(Debug)]
pub struct Key {
    /// The English key, by which the program knows it.
    pub name: &'static str,
    /// The Chinese twin.
    pub zh: &'static str,
    /// What stands under it.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Chinese and in English, for documentation and messages.
    pub about: (&'static str, &'static str),
}

/// What may stand under a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text.
    Text,
    /// A number, perhaps with `%` or a unit: `60`, `120%`, `1000 元`.
    Number,
    /// A number or a formula.
    Formula,
    /// `true`/`false`, `是`/`否`.
    Truth,
    /// A period: `2026-07`.
    Period,
    /// A day: `2026-07-01`.
    Date,
    /// One of some words.
    Word(&'static [Word]),
    /// Nothing yet, to be filled in; only inside [`Shape::Either`].
    Blank,
    /// A mapping by another form.
    Form(&'static Form),
    /// A mapping of names of the author's own, each with one of these.
    Named(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// One of these, or a list of them.
    OneOrList(&'static Shape),
    /// Any of these.
    Either(&'static [Shape]),
}

/// A word that a value may be.
#[derive(Debug)]
pub struct Word {
    /// The English word, by which the program knows it.
    pub name: &'static str,
    /// The Chinese twin.
    pub zh: &'static str,
}

/// Makes an optional key.
pub const fn key(
    name: &'static str,
    zh: &'static str,
    shape: Shape,
    about: (&'static str, &'static str),
) -> Key {
    Key {
        name,
        zh,
        shape,
        required: false,
        about,
    }
}

/// Makes a key that must be there.
pub const fn required(
    name: &'static str,
    zh: &'static str,
    shape: Shape,
    about: (&'static str, &'static str),
) -> Key {
    Key {
        name,
        zh,
        shape,
        required: true,
        about,
    }
}

/// Makes a word of its English and Chinese forms.
pub const fn word(name: &'static str, zh: &'static str) -> Word {
    Word { name, zh }
}

impl Form {
    /// Returns the key that goes by this name in either language.
    pub fn key(&self, written: &str) -> Option<&'static Key> {
        self.keys
            .iter()
            .find(|k| k.name == written || k.zh == written)
    }
}

impl Shape {
    /// Tells whether a scalar with some text fits.
    pub(crate) fn takes_scalar(&self) -> bool {
        match self {
            Self::Text
            | Self::Number
            | Self::Formula
            | Self::Truth
            | Self::Period
            | Self::Date
            | Self::Word(_) => true,
            Self::Blank | Self::Form(_) | Self::Named(_) | Self::List(_) => false,
            Self::OneOrList(one) => one.takes_scalar(),
            Self::Either(shapes) => shapes.iter().any(Self::takes_scalar),
        }
    }

    /// Tells whether a list fits.
    pub(crate) fn takes_list(&self) -> bool {
        match self {
            Self::List(_) | Self::OneOrList(_) => true,
            Self::Either(shapes) => shapes.iter().any(Self::takes_list),
            _ => false,
        }
    }

    /// Tells whether a mapping fits.
    pub(crate) fn takes_mapping(&self) -> bool {
        match self {
            Self::Form(_) | Self::Named(_) => true,
            Self::OneOrList(one) => one.takes_mapping(),
            Self::Either(shapes) => shapes.iter().any(Self::takes_mapping),
            _ => false,
        }
    }

    /// Tells whether nothing at all fits.
    pub(crate) fn takes_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Either(shapes) => shapes.iter().any(Self::takes_blank),
            _ => false,
        }
    }
}
