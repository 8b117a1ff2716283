//! Documents → policies: which file is which version, and the parts of each in their order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::{Draft, has_chinese};
use super::mistake::TextMistake;
use super::sheets::{self, Sheets};
use super::spoken::{Names, Titles, spoken};
use super::{
    AppliesTo, Lint, Policy, awards, bands, boards, budget, clauses, ladder, lint, mentions,
    metrics, parameters, pay, pay_sheet, pro_rata, procedure, rounding, scorecard, version, veto,
};
use crate::content::{Content, Document, Node};
use crate::diagnostic::{Diagnostic, Severity};
use crate::figure::Subject;
use crate::form::policy::{APPLIES_TO, POLICY};
use crate::form::{Fields, Written};
use crate::formula::Name;
use crate::period::Period;
use crate::value::Place;

/// The folder of policies.
const FOLDER: &str = "content/policies/";

/// Understands all policies of a site: the versions of each, by id, then from early to late;
/// and everything that was noticed on the way.
pub fn understand(content: &Content) -> (Vec<Policy>, Vec<Diagnostic>) {
    let mut policies: Vec<Policy> = Vec::new();
    let mut diagnostics = Vec::new();
    let compliance = lint::compliance_wanted(content);
    let (mut unused, mut foreign) = (Vec::new(), BTreeSet::new());
    let documents = || {
        let all = content.documents.iter();
        all.filter_map(|(path, document)| {
            Some((Home::of(path)?, Sheets::of(content, path), document))
        })
    };
    // Once for the names, so that sentences can say what stands further down or elsewhere.
    let names: Vec<Names> = documents()
        .map(|(home, sheets, document)| one(&home, document, (compliance, sheets), None).names)
        .collect();
    let titles: Titles = documents()
        .zip(&names)
        .map(|((home, ..), names)| (home.id, names.clone()))
        .collect();
    let titles = Arc::new(titles);
    let mut sheets_used = BTreeSet::new();
    for ((home, sheets, document), ahead) in documents().zip(names) {
        let ahead = (ahead, Arc::clone(&titles));
        let one = one(&home, document, (compliance, sheets), Some(ahead));
        diagnostics.extend(one.noticed);
        unused.extend(one.unused);
        foreign.extend(one.foreign);
        sheets_used.extend(one.sheets);
        policies.extend(one.policy);
    }
    unused.retain(|parameter: &lint::Unused| !parameter.is_among(&foreign));
    diagnostics.extend(unused.into_iter().map(|parameter| parameter.told));
    // A name that is misspelt would only be told twice.
    if !diagnostics.iter().any(|d| d.severity == Severity::Error) {
        sheets::report_unused(content, &sheets_used, &mut diagnostics);
    }
    policies.sort_by(|a, b| (&a.id, a.version.from).cmp(&(&b.id, b.version.from)));
    let mut seen: BTreeMap<(&str, Period), &Place> = BTreeMap::new();
    for policy in &policies {
        let key = (policy.id.as_ref(), policy.version.from);
        if let Some(first) = seen.get(&key) {
            diagnostics.push(
                TextMistake::SameFrom {
                    id: policy.id.to_string(),
                    from: policy.version.from,
                    first: (*first).clone(),
                    second: policy.place.clone(),
                }
                .into(),
            );
        }
        seen.insert(key, &policy.place);
    }
    (policies, diagnostics)
}

/// What a path says: `content/policies/<shelf>/<id>/<from>.yml` or `…/<id>.yml`.
struct Home {
    shelf: Vec<String>,
    id: Arc<str>,
    from: Option<Period>,
    stem: String,
}

impl Home {
    fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(FOLDER)?;
        let rest = rest
            .strip_suffix(".yml")
            .or_else(|| rest.strip_suffix(".yaml"))?;
        let mut parts: Vec<&str> = rest.split('/').collect();
        let stem = parts.pop()?.to_string();
        let from = Period::named(&stem);
        let id = match (from, parts.last()) {
            (Some(_), Some(_)) => parts.pop()?.to_string(),
            _ => stem.clone(),
        };
        Some(Self {
            shelf: parts.into_iter().map(str::to_string).collect(),
            id: id.into(),
            from,
            stem,
        })
    }
}

/// What one file says.
struct One {
    policy: Option<Policy>,
    noticed: Vec<Diagnostic>,
    /// Parameters that this policy does not use.
    unused: Vec<lint::Unused>,
    /// Names that this policy says of others.
    foreign: BTreeSet<Name>,
    /// What its names mean to readers.
    names: Names,
    /// The tables that it names, by path and sheet.
    sheets: BTreeSet<(String, Option<String>)>,
}

/// Reads a file; without what the names of all files mean to readers, for its names alone.
fn one(
    home: &Home,
    document: &Document,
    (compliance, sheets): (bool, Sheets<'_>),
    known: Option<(Names, Arc<Titles>)>,
) -> One {
    let mut draft = Draft::new(&home.id, sheets);
    draft.compliance = compliance;
    draft.names_alone = known.is_none();
    (draft.ahead, draft.titles) = known.unwrap_or_default();
    let fields = draft.reader.read(&document.root, &POLICY);
    let policy = fields.and_then(|fields| whole(&mut draft, home, &fields));
    let lint = policy.as_ref().map(|p| p.lint.clone()).unwrap_or_default();
    let mut unused = std::mem::take(&mut draft.unused);
    let mut noticed = draft.reader.finish();
    noticed.retain(|d| d.severity != Severity::Warning || !lint.accepts(d.code));
    unused.retain(|u| !lint.accepts(u.told.code));
    let said = std::mem::take(&mut draft.said).into_iter();
    One {
        policy,
        noticed,
        unused,
        foreign: said.filter(|name| name.policy.is_some()).collect(),
        names: std::mem::take(&mut draft.ahead),
        sheets: draft.sheets.used(),
    }
}

fn whole(draft: &mut Draft, home: &Home, fields: &Fields<'_>) -> Option<Policy> {
    let title = title(draft, home, fields);
    draft.chinese = has_chinese(&title);
    let length = version::length(draft, fields);
    draft.length = length;
    let file = home.from.map(|from| (from, home.stem.as_str()));
    let version = version::version(draft, (&home.id, file), length, fields);
    let place = fields.place().clone();
    if let Some(node) = fields.node("round") {
        draft.rounding = rounding::rules(&mut draft.reader, node);
    }
    if let Some(node) = fields.node("parameters") {
        parameters::parameters(draft, node);
    }
    let tables = match fields.node("bands") {
        Some(node) => bands::tables(draft, node),
        None => Vec::new(),
    };
    if let Some(node) = fields.node("ladder") {
        ladder::before(draft, node);
    }
    if let Some(node) = fields.node("metrics") {
        metrics::metrics(draft, node);
    }
    if let Some(node) = fields.node("vetoes") {
        veto::vetoes(draft, node);
    }
    let applies_to = applies_to(draft, fields);
    pro_rata::read(draft, fields);
    let scorecard = scorecard::scorecard(draft, fields);
    let items = scorecard.as_ref().map_or(&[][..], |s| &s.items);
    metrics::report_told(draft, items);
    for (name, band) in &tables {
        bands::figures(draft, name, band);
    }
    let with = |key: &str| fields.node(key);
    let subject = subject(draft, fields);
    draft.of_teams = subject == Subject::Team;
    draft.scales = with("budget").is_some_and(budget::scales);
    let boards = with("boards").map(|n| boards::boards(draft, n));
    let awards = with("awards").map(|n| awards::awards(draft, length, n));
    let ladder = with("ladder").and_then(|n| ladder::ladder(draft, n));
    let budget = with("budget").and_then(|n| budget::budget(draft, n, awards.as_deref()));
    let pay = with("pay").map(|n| pay::pay(draft, length, n));
    let calendar = procedure::calendar(draft, fields.list("calendar"));
    let appeals = with("appeals").and_then(|n| procedure::appeals(draft, n));
    let confirm = fields.truth("confirm", &mut draft.reader);
    awards::report_unread(draft);
    veto::report_unused(draft);
    let items = scorecard.as_ref().map_or(&[][..], |s| &s.items);
    let lint = match fields.node("lint") {
        Some(node) => procedure::lint(draft, node, items),
        None => Lint::default(),
    };
    let show = fields.count("show", &mut draft.reader).map(|n| n.value);
    let version = version?;
    let examples = procedure::examples(draft, fields.list("examples"), version.from);
    let mut policy = Policy {
        id: Arc::clone(&home.id),
        title,
        source: fields
            .texts("source")
            .into_iter()
            .map(|t| t.value)
            .collect(),
        shelf: home.shelf.clone(),
        place: place.clone(),
        version,
        subject: None,
        length,
        applies_to,
        parameters: Vec::new(),
        varied: draft.varied.clone(),
        definitions: Vec::new(),
        bands: draft.bands.clone(),
        band_heads: bands::heads(draft),
        rated: std::mem::take(&mut draft.rated),
        scorecard,
        metrics: metrics::sentences(draft),
        vetoes: veto::sentences(draft),
        boards: boards.unwrap_or_default(),
        awards: awards.unwrap_or_default(),
        ladder,
        pay: pay.unwrap_or_default(),
        pay_sheet: Vec::new(),
        budget,
        calendar,
        appeals,
        after_change: procedure::after_change(draft, fields),
        confirm: confirm.is_some_and(|truth| truth.value),
        clauses: Vec::new(),
        examples,
        lint,
        rounding: draft.rounding.clone(),
        show,
    };
    if let Some(node) = fields.node("pay_sheet") {
        policy.pay_sheet = pay_sheet::columns(draft, &policy, node);
    }
    if draft.names_alone {
        draft.ahead = Names::of(draft, &policy.title);
        return Some(policy);
    }
    policy.clauses = match fields.has("clauses") {
        true => clauses::clauses(draft, fields.list("clauses")),
        false => mentions::generated(draft, &policy),
    };
    let at = fields.key_place("clauses").unwrap_or(&place).clone();
    mentions::bind(draft, &mut policy, &at);
    lint::look(draft, &policy);
    policy.definitions = std::mem::take(&mut draft.definitions).into_list();
    policy.parameters = std::mem::take(&mut draft.parameters).into_list();
    // A text without rules assesses nobody.
    policy.subject = (!policy.definitions.is_empty()).then_some(subject);
    Some(policy)
}

fn title(draft: &mut Draft, home: &Home, fields: &Fields<'_>) -> String {
    let name = fields.text("policy");
    let Some(title) = fields.text("title") else {
        return name.map_or_else(|| home.id.to_string(), |n| n.value);
    };
    if let Some(name) = name
        && *name.value != *home.id
    {
        draft.reader.report(TextMistake::IdDiffers {
            written: name.value,
            folder: home.id.to_string(),
            place: name.place,
        });
    }
    title.value
}

fn applies_to(draft: &mut Draft, fields: &Fields<'_>) -> AppliesTo {
    let mut applies = AppliesTo::default();
    let Some(inner) = fields
        .node("applies_to")
        .and_then(|n| draft.reader.read(n, &APPLIES_TO))
    else {
        return applies;
    };
    for key in ["post", "grade", "team"] {
        if inner.has(key) {
            applies.allow(key, inner.texts(key));
        }
    }
    for (name, node) in inner.others() {
        applies.allow(&name.value, texts(draft, node));
    }
    let on = inner.word("on", &mut draft.reader);
    applies.any_day = on.is_some_and(|on| on.value == "any_day");
    applies.only = inner.node("where").and_then(|n| draft.formula(n));
    if let Some(only) = &applies.only {
        applies.only_said = spoken(draft, only);
    }
    applies
}

impl AppliesTo {
    fn allow(&mut self, attribute: &str, values: Vec<Written<String>>) {
        let (values, places) = values.into_iter().map(|t| (t.value, t.place)).unzip();
        self.attributes.insert(attribute.into(), values);
        self.places.insert(attribute.into(), places);
    }
}

fn texts(draft: &mut Draft, node: &Node) -> Vec<Written<String>> {
    let nodes: Vec<&Node> = match &node.kind {
        crate::content::NodeKind::Sequence(items) => items.iter().collect(),
        _ => vec![node],
    };
    nodes
        .into_iter()
        .filter_map(|n| draft.reader.text(n))
        .collect()
}

fn subject(draft: &mut Draft, fields: &Fields<'_>) -> Subject {
    match fields.word("subject", &mut draft.reader).map(|w| w.value) {
        Some("team") => Subject::Team,
        Some("company") => Subject::Company,
        _ => Subject::Person,
    }
}
