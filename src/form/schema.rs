//! The table of forms as JSON Schema (draft 2020-12): editors offer keys and words by it, and
//! underline what the forms refuse.
//!
//! A schema accepts whatever the reader of the form accepts. It cannot tell all that the reader
//! tells: that keys are of one language, that names are known, that formulas read.

mod roster;

use serde_json::{Map, Value};

use super::scalar::{FALSE, TRUE};
use super::words::shape_in_words;
use super::{Form, Key, Shape, Word};

pub use roster::roster_schema;

/// A number of a form: digits in either width, then perhaps `%` or a unit that does not multiply.
const QUANTITY: &str = "^\\s*[-+－＋]?[0-9０-９]+([.．][0-9０-９]+)?([eE][-+－＋]?[0-9０-９]+)?(\\s*[%％])?\
     \\s*([^-+*/<>=(),;:'\"%0-9０-９－＋／％万千百亿.．。\\s][^-+*/<>=(),;:'\"%0-9０-９－＋／％]*)?$";
/// A period of any level.
const PERIOD: &str = "^\\s*[0-9]{4}(-(0[1-9]|1[0-2]|[Qq][1-4]|[Hh][12]))?\\s*$";
/// A day.
const DAY: &str = "^\\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\\s*$";

/// Writes the schema of a document that one form reads; `may_be_empty` where a document of
/// nothing is one too.
pub fn schema(top: &'static Form, may_be_empty: bool) -> Value {
    let mut met = Met::default();
    let mut whole = header(top.name);
    whole.extend(of_form(top, &mut met));
    if may_be_empty {
        whole.insert("type".into(), texts(&["object", "null"]));
    }
    define(whole, met)
}

/// Adds the definitions that a schema refers to.
fn define(mut whole: Map<String, Value>, mut met: Met) -> Value {
    let mut definitions = Map::new();
    let mut at = 0;
    while let Some((form, name)) = met.forms.get(at).cloned() {
        definitions.insert(name, of_form(form, &mut met).into());
        at += 1;
    }
    for scalar in met.scalars {
        definitions.insert(scalar_name(&scalar).into(), scalar_schema(&scalar));
    }
    if !definitions.is_empty() {
        whole.insert("$defs".into(), definitions.into());
    }
    whole.into()
}

/// Writes the schema of a document that is a list, each entry by one of some forms; a document of
/// nothing is one too.
pub fn list_schema(name: (&str, &str), entries: &[&'static Form]) -> Value {
    let mut met = Met::default();
    let mut whole = header(name);
    let one = entries.iter().map(|form| met.form(form)).collect();
    whole.insert("type".into(), texts(&["array", "null"]));
    whole.insert("items".into(), one_of_these(one));
    define(whole, met)
}

/// What a schema begins with.
fn header(name: (&str, &str)) -> Map<String, Value> {
    object([
        (
            "$schema",
            "https://json-schema.org/draft/2020-12/schema".into(),
        ),
        ("title", format!("{} · {}", name.0, name.1).into()),
    ])
}

/// The forms and scalars that were referred to, in the order in which they were met.
#[derive(Default)]
struct Met {
    forms: Vec<(&'static Form, String)>,
    scalars: Vec<Shape>,
}

impl Met {
    /// Returns the reference to a form's definition.
    fn form(&mut self, form: &'static Form) -> Value {
        let known = self.forms.iter().find(|(f, _)| std::ptr::eq(*f, form));
        let name = match known {
            Some((_, name)) => name.clone(),
            None => {
                let name = self.free_name(form.name.1);
                self.forms.push((form, name.clone()));
                name
            }
        };
        reference(&name)
    }

    /// Returns the reference to a scalar's definition.
    fn scalar(&mut self, scalar: &Shape) -> Value {
        let name = scalar_name(scalar);
        if self.scalars.iter().all(|s| scalar_name(s) != name) {
            self.scalars.push(*scalar);
        }
        reference(name)
    }

    /// Makes a name for a definition that no other one has: `a pay line` is `pay-line`.
    fn free_name(&self, words: &str) -> String {
        let plain: String = words
            .chars()
            .filter(|c| *c != '`')
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let articles = ["a-", "an-", "the-"];
        let article = articles.iter().find_map(|a| plain.strip_prefix(a));
        let name = article.unwrap_or(&plain);
        let taken = |name: &str| {
            SCALARS.iter().any(|(_, scalar)| *scalar == name)
                || self.forms.iter().any(|(_, other)| other == name)
        };
        let mut free = name.to_owned();
        let mut number = 2;
        while taken(&free) {
            free = format!("{name}-{number}");
            number += 1;
        }
        free
    }
}

fn of_form(form: &'static Form, met: &mut Met) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in form.keys {
        for name in names(key) {
            properties.insert(name.into(), property(key, met));
        }
    }
    let others = match form.others {
        Some(shape) => of_shape(shape, met),
        None => false.into(),
    };
    let mut all = object([
        ("title", format!("{} · {}", form.name.0, form.name.1).into()),
        ("type", "object".into()),
        ("properties", properties.into()),
        ("additionalProperties", others),
    ]);
    let rules = rules(form);
    if !rules.is_empty() {
        all.insert("allOf".into(), rules.into());
    }
    all
}

/// The names of a key, Chinese first; one where they are the same.
fn names(key: &Key) -> Vec<&'static str> {
    let mut names = vec![key.zh];
    if key.name != key.zh {
        names.push(key.name);
    }
    names
}

fn property(key: &Key, met: &mut Met) -> Value {
    let mut all = object([
        ("title", names(key).join(" ").into()),
        (
            "description",
            format!("{}\n\n{}", key.about.0, key.about.1).into(),
        ),
    ]);
    if let Value::Object(shape) = of_shape(&key.shape, met) {
        all.extend(shape);
    }
    all.into()
}

/// Keys that must be there, by either name; and none by both.
fn rules(form: &Form) -> Vec<Value> {
    let mut rules: Vec<Value> = Vec::new();
    for key in form.keys.iter().filter(|key| key.required) {
        let either = names(key).into_iter().map(|name| wanted(&[name]));
        rules.push(one_of_these(either.collect()));
    }
    let twins = form.keys.iter().filter(|key| key.name != key.zh);
    let both: Vec<Value> = twins.map(|key| wanted(&[key.zh, key.name])).collect();
    if !both.is_empty() {
        // Of what is no mapping only that is said.
        let not = object([("type", "object".into()), ("anyOf", both.into())]);
        rules.push(object([("not", not.into())]).into());
    }
    rules
}

fn wanted(names: &[&str]) -> Value {
    object([("required", texts(names))]).into()
}

fn of_shape(shape: &Shape, met: &mut Met) -> Value {
    match shape {
        Shape::Text
        | Shape::Number
        | Shape::Formula
        | Shape::Truth
        | Shape::Period
        | Shape::Date => met.scalar(shape),
        Shape::Word(words) => object([("enum", both_names(words))]).into(),
        Shape::Blank => object([("type", "null".into())]).into(),
        Shape::Form(form) => met.form(form),
        Shape::Named(one) => object([
            ("type", "object".into()),
            ("additionalProperties", of_shape(one, met)),
        ])
        .into(),
        Shape::List(one) => list(of_shape(one, met)),
        Shape::OneOrList(one) => {
            let one = of_shape(one, met);
            one_of_these(vec![one.clone(), list(one)])
        }
        Shape::Either(shapes) => {
            one_of_these(shapes.iter().map(|shape| of_shape(shape, met)).collect())
        }
    }
}

/// The scalars that have a definition, with its name.
const SCALARS: &[(Shape, &str)] = &[
    (Shape::Text, "text"),
    (Shape::Number, "number"),
    (Shape::Formula, "formula"),
    (Shape::Truth, "truth"),
    (Shape::Period, "period"),
    (Shape::Date, "day"),
];

fn scalar_name(scalar: &Shape) -> &'static str {
    let same = |other: &Shape| std::mem::discriminant(other) == std::mem::discriminant(scalar);
    let found = SCALARS.iter().find(|(shape, _)| same(shape));
    found.map_or("text", |(_, name)| *name)
}

/// A scalar as YAML may hold it: what the reader takes as text is a number to others where it is
/// written in digits.
fn scalar_schema(scalar: &Shape) -> Value {
    let said = shape_in_words(scalar);
    let mut all = object([("description", format!("{}\n\n{}", said.zh, said.en).into())]);
    let pattern = |pattern: &str| -> Value {
        object([("type", "string".into()), ("pattern", pattern.into())]).into()
    };
    let (rule, value) = match scalar {
        Shape::Number => {
            let number = object([("type", "number".into())]).into();
            ("anyOf", vec![number, pattern(QUANTITY)].into())
        }
        Shape::Period => {
            let year = object([
                ("type", "integer".into()),
                ("minimum", 1000.into()),
                ("maximum", 9999.into()),
            ]);
            ("anyOf", vec![year.into(), pattern(PERIOD)].into())
        }
        Shape::Date => ("anyOf", vec![pattern(DAY)].into()),
        Shape::Truth => {
            let mut words: Vec<Value> = vec![true.into(), false.into()];
            words.extend(TRUE.iter().chain(FALSE).map(|word| Value::from(*word)));
            ("enum", words.into())
        }
        _ => ("type", texts(&["string", "number", "boolean"])),
    };
    all.insert(rule.into(), value);
    all.into()
}

/// The words, first all Chinese ones, each once.
fn both_names(words: &[Word]) -> Value {
    let mut names: Vec<&str> = words.iter().map(|word| word.zh).collect();
    for word in words {
        if !names.contains(&word.name) {
            names.push(word.name);
        }
    }
    texts(&names)
}

fn list(one: Value) -> Value {
    object([("type", "array".into()), ("items", one)]).into()
}

fn one_of_these(all: Vec<Value>) -> Value {
    object([("anyOf", all.into())]).into()
}

fn reference(name: &str) -> Value {
    object([("$ref", format!("#/$defs/{name}").into())]).into()
}

fn texts(all: &[&str]) -> Value {
    all.iter().map(|text| Value::from(*text)).collect()
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
