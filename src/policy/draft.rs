//! A policy while it is being understood: what is defined so far, and by which names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::by_name::ByName;
use super::lint::Unused;
use super::mistake::TextMistake;
use super::sheets::Sheets;
use super::spoken;
use super::{RoundingRules, Varied};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Body, Definition, Fallback, Form, Parameter, ParameterValue};
use crate::form::{Key, Reader, Written};
use crate::formula::{self, CutTable, Expr, Name, Node as ExprNode, each_name};
use crate::number::Number;
use crate::period::Length;
use crate::value::{Kind, Place, Value};

/// What one document has defined so far.
pub(super) struct Draft<'c> {
    pub reader: Reader,
    /// The tables that bands and parameters may name.
    pub sheets: Sheets<'c>,
    pub id: Arc<str>,
    /// Whether made-up texts are to be Chinese.
    pub chinese: bool,
    pub parameters: ByName<Parameter>,
    pub varied: IndexMap<Arc<str>, Varied>,
    pub definitions: ByName<Definition>,
    pub bands: IndexMap<Arc<str>, Arc<CutTable>>,
    /// What each band looks up, where it says so, and its title.
    pub band_heads: IndexMap<Arc<str>, (Option<Expr>, String)>,
    /// Which columns of a band are written as percentages, and whether its cut points and those
    /// across are.
    pub band_percents: BTreeMap<Arc<str>, (Vec<bool>, bool, bool)>,
    /// What is looked up in a band, beside what it says itself: titles with their units.
    pub band_uses: BTreeMap<Arc<str>, Vec<Use>>,
    /// Formulas that stand where a form wants a number, by `<owner>.<key>`.
    pub inside: BTreeMap<String, Expr>,
    /// Every name that a formula says.
    pub said: BTreeSet<Name>,
    /// Rules of the ladder that lead to review, by title, each with its condition.
    pub reviews: Vec<(String, Expr)>,
    /// Pay lines whose rest is settled with those who leave.
    pub settled: BTreeSet<Arc<str>>,
    /// Whether the site wants to be told what employment law would ask about.
    pub compliance: bool,
    /// Parameters that are not used, once that has been looked at.
    pub unused: Vec<Unused>,
    /// Bands that are written but were refused, so that their use is not reported on top.
    pub refused_bands: Vec<String>,
    /// How what is made from months is said, by figure.
    pub from_months: BTreeMap<Arc<str>, Said>,
    /// Where the numbers of metrics come from and who answers for them, by figure.
    pub origins: BTreeMap<Arc<str>, super::Origin>,
    /// Conditions whose runs are counted, by metric, with what is done without data.
    pub runs: BTreeMap<Arc<str>, (Expr, Option<Said>)>,
    pub rounding: RoundingRules,
    pub effects: Vec<super::veto::Effect>,
    /// Whether weights of groups are parts of their own unless they say otherwise.
    pub absolute: bool,
    /// Whether prizes have a budget to which they are scaled down.
    pub scales: bool,
    /// How long the policy's periods are.
    pub length: Length,
    /// Whether the policy assesses teams.
    pub of_teams: bool,
    /// Awards whose prize may be charged back, each with where it says so.
    pub charges: Vec<(String, Place)>,
    /// What tells the cases of a weight apart; the post where the policy does not say.
    pub weights_by: Option<Expr>,
    /// Whether the document is read for its names alone.
    pub names_alone: bool,
    /// What the document's own names mean, those defined further down too.
    pub ahead: spoken::Names,
    /// What the names of all policies mean.
    pub titles: Arc<spoken::Titles>,
    /// What shares of a period rest on.
    pub pro_rata: super::pro_rata::ProRata,
    /// The items that are rated.
    pub rated: Vec<super::RatedItem>,
    names: BTreeMap<Arc<str>, (Named, Place)>,
}

/// What is looked up in a band, with its unit.
pub(super) type Use = (Said, Option<Arc<str>>);

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Figure(Arc<str>),
    Parameter(Arc<str>),
}

/// A number inside a form: written out, to be filled in, or a formula.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub expr: Expr,
    /// The number, where it is written out.
    pub number: Option<Number>,
    /// As people read it.
    pub words: Said,
}

impl<'c> Draft<'c> {
    pub fn new(id: &Arc<str>, sheets: Sheets<'c>) -> Self {
        Self {
            reader: Reader::new(),
            sheets,
            id: Arc::clone(id),
            chinese: true,
            parameters: ByName::default(),
            varied: IndexMap::new(),
            definitions: ByName::default(),
            bands: IndexMap::new(),
            band_heads: IndexMap::new(),
            band_percents: BTreeMap::new(),
            band_uses: BTreeMap::new(),
            inside: BTreeMap::new(),
            said: BTreeSet::new(),
            reviews: Vec::new(),
            settled: BTreeSet::new(),
            compliance: false,
            unused: Vec::new(),
            refused_bands: Vec::new(),
            from_months: BTreeMap::new(),
            origins: BTreeMap::new(),
            runs: BTreeMap::new(),
            rounding: RoundingRules::default(),
            effects: Vec::new(),
            absolute: false,
            scales: false,
            length: Length::Month,
            of_teams: false,
            charges: Vec::new(),
            weights_by: None,
            names_alone: false,
            ahead: spoken::Names::default(),
            titles: Arc::default(),
            pro_rata: super::pro_rata::ProRata::default(),
            rated: Vec::new(),
            names: BTreeMap::new(),
        }
    }

    /// Gives a figure another title.
    pub fn entitle(&mut self, figure: &str, title: &str) {
        if let Some(definition) = self.definitions.named_mut(figure) {
            definition.title = title.into();
        }
    }

    /// Gives a figure a unit.
    pub fn give_unit(&mut self, figure: &str, unit: Option<Arc<str>>) {
        if let Some(definition) = self.definitions.named_mut(figure) {
            definition.unit = unit;
        }
    }

    /// Makes a definition with nothing special about it.
    pub fn figure(&self, name: &str, title: &str, form: Form, expr: Expr) -> Definition {
        let place = expr.place.clone();
        self.figure_with(name, title, form, Body::Formula(expr), &place)
    }

    /// Makes a definition of any body.
    pub fn figure_with(
        &self,
        name: &str,
        title: &str,
        form: Form,
        body: Body,
        place: &Place,
    ) -> Definition {
        Definition {
            policy: Arc::clone(&self.id),
            name: name.into(),
            aliases: Vec::new(),
            title: title.into(),
            form,
            unit: None,
            body,
            round: None,
            show: None,
            if_missing: Fallback::Missing,
            private: false,
            clause: None,
            place: place.clone(),
        }
    }

    /// Adds a figure; its name must be new, its other names are kept as far as they are.
    pub fn define(&mut self, mut definition: Definition) {
        let named = Named::Figure(Arc::clone(&definition.name));
        self.claim(&definition.name.clone(), &named, &definition.place);
        let wanted = std::mem::take(&mut definition.aliases);
        definition.aliases = self.free_aliases(wanted, &named, &definition.place);
        let name = Arc::clone(&definition.name);
        self.definitions.push(&name, definition);
    }

    /// Adds a parameter; its name must be new, its other names are kept as far as they are.
    pub fn add_parameter(&mut self, mut parameter: Parameter) {
        let named = Named::Parameter(Arc::clone(&parameter.name));
        self.claim(&parameter.name.clone(), &named, &parameter.place);
        let wanted = std::mem::take(&mut parameter.aliases);
        parameter.aliases = self.free_aliases(wanted, &named, &parameter.place);
        let name = Arc::clone(&parameter.name);
        self.parameters.push(&name, parameter);
    }

    /// Gives a figure one more name, where that is still free.
    pub fn alias(&mut self, figure: &str, alias: &str) {
        let place = self.definitions.named(figure).map(|d| d.place.clone());
        let named = Named::Figure(figure.into());
        let Some(place) = place else { return };
        let free = self.free_aliases(vec![alias.into()], &named, &place);
        if let Some(definition) = self.definitions.named_mut(figure) {
            definition.aliases.extend(free);
        }
    }

    fn claim(&mut self, name: &Arc<str>, named: &Named, place: &Place) {
        // An alias gives way to a name.
        let before = self.names.get(name).cloned();
        match before {
            Some((Named::Figure(full) | Named::Parameter(full), first)) if full == *name => {
                self.reader.report(TextMistake::DefinedTwice {
                    name: name.to_string(),
                    first,
                    second: place.clone(),
                });
            }
            Some(_) => {
                for definition in self.definitions.iter_mut() {
                    definition.aliases.retain(|a| a != name);
                }
                for parameter in self.parameters.iter_mut() {
                    parameter.aliases.retain(|a| a != name);
                }
                self.names
                    .insert(name.clone(), (named.clone(), place.clone()));
            }
            None => {
                self.names
                    .insert(name.clone(), (named.clone(), place.clone()));
            }
        }
    }

    fn free_aliases(
        &mut self,
        wanted: Vec<Arc<str>>,
        named: &Named,
        place: &Place,
    ) -> Vec<Arc<str>> {
        let mut kept = Vec::new();
        for alias in wanted {
            if alias.is_empty() || self.names.contains_key(&alias) {
                continue;
            }
            self.names
                .insert(Arc::clone(&alias), (named.clone(), place.clone()));
            kept.push(alias);
        }
        kept
    }

    /// Returns what a name means, of all names so far.
    pub fn meaning(&self, name: &str) -> Option<&Named> {
        self.names.get(name).map(|(named, _)| named)
    }

    /// Returns all names so far.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(AsRef::as_ref)
    }

    /// Returns the full name of the figure that a bare name means.
    pub fn figure_named(&self, expr: &Expr) -> Option<Arc<str>> {
        let ExprNode::Name(name) = &expr.node else {
            return None;
        };
        if name.policy.is_some() {
            return None;
        }
        match self.meaning(&name.to_string())? {
            Named::Figure(full) => Some(Arc::clone(full)),
            Named::Parameter(_) => None,
        }
    }

    /// Returns a defined figure.
    pub fn defined(&self, name: &str) -> Option<&Definition> {
        self.definitions.named(name)
    }

    /// Returns the name that readers see of a figure.
    pub fn title_of(&self, figure: &str) -> String {
        self.defined(figure)
            .map_or_else(|| figure.to_string(), |d| d.title.to_string())
    }

    /// Reads the formula of a scalar; reports what is none.
    pub fn formula(&mut self, node: &Node) -> Option<Expr> {
        let text = self.reader.text(node)?;
        self.formula_text(&text)
    }

    /// Reads a formula; a number with a unit behind it is its number.
    pub fn formula_text(&mut self, text: &Written<String>) -> Option<Expr> {
        if let Ok(quantity) = crate::form::quantity(&text.value) {
            return Some(Expr::number(quantity.number, &text.place));
        }
        match formula::parse(&text.value, &text.place) {
            Ok(expr) => {
                each_name(&expr, &mut |name| {
                    self.said.insert(name.clone());
                });
                super::times::check(self, &expr);
                Some(expr)
            }
            Err(mistakes) => {
                self.reader.report_all(mistakes);
                None
            }
        }
    }

    /// Reads a number inside a form. Written out or to be filled in, it becomes the parameter
    /// `<owner>.<key>`, so that clauses can print it.
    pub fn amount(&mut self, owner: (&str, &str), key: &Key, node: &Node) -> Option<Amount> {
        let name = format!("{}.{}", owner.0, key.name);
        let alias = format!("{}.{}", owner.0, key.zh);
        let word = match self.chinese {
            true => key.zh.to_owned(),
            false => key.name.replace('_', " "),
        };
        let title = format!("{} · {word}", owner.1);
        self.amount_named((&name, &alias, &title), node)
    }

    /// Reads a number as [`Draft::amount`] does, under a name, another name and a title.
    pub fn amount_named(&mut self, names: (&str, &str, &str), node: &Node) -> Option<Amount> {
        let (name, alias, title) = names;
        let read = match &node.kind {
            NodeKind::Null => None,
            NodeKind::Scalar { text, .. } => match crate::form::quantity(text) {
                Ok(quantity) => Some((quantity, text.trim().to_string())),
                Err(_) => {
                    let expr = self.formula(node)?;
                    let words = spoken::spoken(self, &expr);
                    let number = self.constant_of(&expr);
                    for name in [name, alias] {
                        self.inside.insert(name.to_string(), expr.clone());
                    }
                    return Some(Amount {
                        expr,
                        number,
                        words,
                    });
                }
            },
            _ => return None,
        };
        let unit = read.as_ref().and_then(|(q, _)| {
            if q.percent {
                Some(Arc::from("%"))
            } else {
                q.unit.as_deref().map(Arc::from)
            }
        });
        let value = read.as_ref().map(|(q, _)| Value::Number(q.number.clone()));
        self.add_parameter(Parameter {
            policy: Arc::clone(&self.id),
            name: name.into(),
            aliases: vec![alias.into()],
            title: title.into(),
            unit,
            kind: Kind::Number,
            values: vec![ParameterValue {
                from: None,
                value,
                place: node.place.clone(),
            }],
            place: node.place.clone(),
        });
        Some(match read {
            Some((quantity, written)) => Amount {
                words: written_said(&written, &quantity),
                expr: Expr::number(quantity.number.clone(), &node.place),
                number: Some(quantity.number),
            },
            None => Amount {
                expr: named(name, &node.place),
                number: None,
                words: Said::new("（待填）", "(to be filled in)"),
            },
        })
    }

    /// Returns a parameter by its full name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.named(name)
    }

    /// Returns the number of a formula that is no more than a parameter of one number.
    fn constant_of(&self, expr: &Expr) -> Option<Number> {
        let ExprNode::Name(name) = &expr.node else {
            return None;
        };
        match self.meaning(&name.to_string())? {
            Named::Parameter(full) => spoken::constant(self.parameter(full)?).cloned(),
            Named::Figure(_) => None,
        }
    }

    /// Chooses a made-up text by the document's language.
    pub fn say(&self, zh: &str, en: &str) -> String {
        if self.chinese { zh } else { en }.to_string()
    }
}

/// Writes a number as its author did; large amounts of money with separators.
fn written_said(written: &str, quantity: &crate::form::Quantity) -> Said {
    let thousand = Number::from(1_000_i64);
    match &quantity.unit {
        Some(unit) if unit.contains('元') => {
            let said = spoken::amount(&quantity.number, Some(unit));
            let large = quantity.number >= thousand;
            Said::new(if large { &said.zh } else { written }, &said.en)
        }
        _ => Said::new(written, written),
    }
}

/// Makes a name of a full name: `质检.free` has two parts.
pub(super) fn named(name: &str, place: &Place) -> Expr {
    let parts: Vec<&str> = name.split('.').collect();
    Expr::name(&parts, place)
}

/// Tells whether a text has Chinese characters.
pub(super) fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
