//! The JSON Schemas that `meritbook schema` prints, against documents, by a validator that knows
//! nothing of the forms.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use meritbook::content::{self, Node, NodeKind};
use meritbook::form::quantity;
use meritbook::period::Period;
use serde_json::Value;

use crate::common::{files_below, folders_in, meritbook, name_of, repository, temporary};

/// The kinds of documents whose schemas are made from the table of forms.
const KINDS: [&str; 6] = [
    "site",
    "policy",
    "month",
    "sources",
    "adjustments",
    "appeals",
];
/// What the schemas refuse too. P103, two languages in one file, is beyond a schema.
const REFUSED: [&str; 11] = [
    "P101", "P102", "P104", "P105", "P106", "P107", "P108", "P109", "P110", "P111", "S202",
];
/// What only the program sees: that a weight is neither a number nor a parameter's name, and that
/// a number has to be a whole one.
const BEYOND: [&str; 2] = ["P106-not-a-number", "P107-not-a-count"];

fn schema(kind: &str) -> Value {
    let folder = temporary();
    let run = meritbook(folder.path(), &["schema", kind]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{kind}");
    serde_json::from_str(&run.out).expect("JSON")
}

fn validator(kind: &str) -> Validator {
    let schema = schema(kind);
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::meta::validate(&schema).expect("a schema of its draft");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn validators() -> BTreeMap<&'static str, Validator> {
    KINDS.map(|kind| (kind, validator(kind))).into()
}

/// Says what a schema has against a document; nothing where it accepts it.
fn said(validator: &Validator, document: &Value) -> Vec<String> {
    let errors = validator.iter_errors(document);
    errors
        .map(|error| {
            let said: String = error.to_string().chars().take(300).collect();
            format!("{}: {said}", error.instance_path)
        })
        .collect()
}

/// The documents of a folder that have a schema, each with its path, its kind and what it holds.
fn documents(root: &Path) -> Vec<(String, &'static str, Value)> {
    let site = temporary();
    for (path, bytes) in files_below(root) {
        // Tables have no schema, and reading them takes its time.
        if path.ends_with(".yml") || path.ends_with(".yaml") {
            let target = site.path().join("content").join(path);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::write(target, bytes).expect("a file");
        }
    }
    let read = content::read(site.path());
    let documents = read.documents.iter();
    documents
        .filter_map(|(path, document)| {
            Some((path.clone(), kind_of(path)?, as_json(&document.root)))
        })
        .collect()
}

fn kind_of(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["content", "site.yml"] => Some("site"),
        ["content", "sources.yml"] => Some("sources"),
        ["content", "policies", ..] => Some("policy"),
        ["content", "months", _, "month.yml"] => Some("month"),
        ["content", "months", _, "adjustments.yml"] => Some("adjustments"),
        ["content", "months", _, "appeals.yml"] => Some("appeals"),
        _ => None,
    }
}

/// What an editor sees of a document: scalars without quotes are what they look like.
fn as_json(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Scalar { text, quoted: true } => text.as_str().into(),
        NodeKind::Scalar { text, .. } => match text.as_str() {
            "true" | "True" | "TRUE" => true.into(),
            "false" | "False" | "FALSE" => false.into(),
            text => number(text).unwrap_or_else(|| text.into()),
        },
        NodeKind::Sequence(items) => items.iter().map(as_json).collect(),
        NodeKind::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| match &key.kind {
                NodeKind::Scalar { text, .. } => (text.clone(), as_json(value)),
                _ => panic!("a key is a text"),
            });
            Value::Object(entries.collect())
        }
    }
}

fn number(text: &str) -> Option<Value> {
    let digits = text.trim_start_matches(['+', '-']);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    text.parse::<f64>().ok().map(Value::from)
}

fn none(breaches: Vec<String>) {
    assert!(
        breaches.is_empty(),
        "{} breaches:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

/// Validates all documents below a folder and returns how many there were.
fn accepted(root: &Path, name: &str, all: &BTreeMap<&str, Validator>) -> BTreeMap<String, usize> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let mut breaches = Vec::new();
    for (path, kind, document) in documents(root) {
        *counted.entry(kind.to_owned()).or_default() += 1;
        let said = said(&all[kind], &document);
        if !said.is_empty() {
            breaches.push(format!("{name}: {path}:\n  {}", said.join("\n  ")));
        }
    }
    none(breaches);
    counted
}

#[test]
fn every_document_of_the_demo_and_of_the_library_keeps_to_its_schema() {
    let all = validators();
    let demo = accepted(&repository("content"), "demo", &all);
    for kind in KINDS {
        assert!(demo.contains_key(kind), "the demo has no {kind}");
    }
    let shelves = temporary();
    crate::common::copy(&repository("library"), &shelves.path().join("policies"));
    let library = accepted(shelves.path(), "library", &all);
    let files = files_below(&repository("library"));
    let files = files.keys().filter(|path| path.ends_with(".yml")).count();
    assert_eq!(library.get("policy"), Some(&files));
}

#[test]
fn what_the_forms_accept_the_schemas_accept() {
    let all = validators();
    let mut cases = Vec::new();
    for folder in ["tests/sites", "tests/golden", "tests/mistakes"] {
        cases.extend(folders_in(folder));
    }
    let mut breaches = Vec::new();
    let mut tried = 0;
    for case in cases {
        let expected = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        let of_forms = |code: &str| expected.contains(&format!("[{code}]"));
        if REFUSED.iter().any(|code| of_forms(code)) {
            continue;
        }
        let content = case.join("content");
        // A month with every kind of mistake; `readiness` tells them.
        if !content.is_dir() || name_of(&case) == "mixed" {
            continue;
        }
        for (path, kind, document) in documents(&content) {
            tried += 1;
            let said = said(&all[kind], &document);
            if !said.is_empty() {
                let name = name_of(&case);
                breaches.push(format!("{name}: {path}:\n  {}", said.join("\n  ")));
            }
        }
    }
    none(breaches);
    assert!(tried > 300, "{tried} documents");
}

#[test]
fn what_the_forms_refuse_the_schemas_refuse() {
    let all = validators();
    let mut breaches = Vec::new();
    for case in folders_in("tests/mistakes") {
        let name = name_of(&case);
        let of_forms = REFUSED.iter().any(|code| name.starts_with(code));
        if !of_forms || BEYOND.contains(&name.as_str()) {
            continue;
        }
        let refused = documents(&case.join("content"))
            .iter()
            .any(|(_, kind, document)| !all[kind].is_valid(document));
        if !refused {
            breaches.push(format!("{name} is accepted"));
        }
    }
    none(breaches);
}

fn policy(item: &str) -> Value {
    let folder = temporary();
    let text = format!("policy: x\nversion: {{from: 2026-11}}\nscorecard:\n  y: {item}\n");
    fs::create_dir(folder.path().join("policies")).expect("a folder");
    fs::write(folder.path().join("policies/x.yml"), text).expect("a file");
    let found = documents(folder.path()).pop();
    found.expect("a document").2
}

#[test]
fn keys_and_words_are_known_in_both_languages() {
    let all = validator("policy");
    for item in [
        "{weight: 100, value: 1, target: 2, cap: 120%, show: 1}",
        "{权重: 100, 取值: 1, 目标: 100/3, 封顶: '1000 元', 显示小数: '1'}",
        "{weight: , value: sum(回款.金额), missing: {use: 0, reason: x}}",
        "{weight: {a: 60, b: 40}, raters: {上级: {weight: 100, missing: 重新加权}}}",
        "{weight: 100, raters: {上级: {weight: 100, missing: {满分: x}}}, less: {each: [1, 2, 5]}}",
        "{weight: 100, of: {z: {weight: 100, value: 1}}, weights: 绝对}",
        "{weight: 100, of: {z: {weight: 100, value: 1}}, weights: absolute}",
    ] {
        assert_eq!(said(&all, &policy(item)), Vec::<String>::new(), "{item}");
    }
    for item in [
        "{value: 1}",
        "{weight: 100, 权重: 100, value: 1}",
        "{weight: 100, vaule: 1}",
        "{weight: 100, value: [1, 2]}",
        "{weight: 100, value: 1, show: 一}",
        "{weight: 100, value: 1, show: 500 万元}",
        "{weight: 100, of: {z: {value: 1}}}",
        "{weight: 100, value: 1, weights: sideways}",
        "{weight: 100, value: }",
        "100",
    ] {
        assert!(!all.is_valid(&policy(item)), "{item}");
    }
}

/// All texts of up to four of these.
fn short_texts() -> Vec<String> {
    let letters = ['1', '０', '.', '-', '%', ' ', '元', '万', 'e', ','];
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..4 {
        let longer: Vec<String> = all[from..]
            .iter()
            .flat_map(|text| letters.map(|letter| format!("{text}{letter}")))
            .collect();
        from = all.len();
        all.extend(longer);
    }
    all
}

#[test]
fn a_text_is_a_number_to_the_schema_where_it_is_one_to_the_form() {
    let all = validator("site");
    let mut breaches = Vec::new();
    let known = [
        "120%",
        "1000 元",
        "－２．５分",
        "2 days",
        "1e3",
        "8e",
        "20 %",
        "20 个/月",
    ];
    let texts = short_texts().into_iter().chain(known.map(str::to_owned));
    for text in texts {
        let site = serde_json::json!({"title": "x", "deduction_limit": text});
        let (form, schema) = (quantity(&text).is_ok(), all.is_valid(&site));
        if form != schema {
            breaches.push(format!(
                "“{text}”: {form} to the form, {schema} to the schema"
            ));
        }
    }
    none(breaches);
}

#[test]
fn periods_and_days_are_written_as_the_forms_want_them() {
    let (policy, month) = (validator("policy"), validator("month"));
    for text in [
        "2026-07",
        "2026-Q3",
        "2026-q3",
        "2026-H2",
        "2026",
        "2026-13",
        "2026-7",
        "2026年7月",
        "",
        "2026-07-01",
        "2026-Q5",
        "202607",
        "26-07",
        " 2026-07",
    ] {
        let document = serde_json::json!({"policy": "x", "version": {"from": text}});
        let form = Period::named(text.trim()).is_some();
        assert_eq!(policy.is_valid(&document), form, "{text}");
    }
    for (text, day) in [
        ("2026-07-01", true),
        ("2026-7-1", false),
        ("2026/07/01", false),
        ("2026-13-01", false),
        ("2026-07", false),
    ] {
        let document = serde_json::json!({"data_until": text});
        assert_eq!(month.is_valid(&document), day, "{text}");
    }
}

#[test]
fn editors_are_told_what_each_key_means() {
    for kind in KINDS {
        let schema = schema(kind);
        let definitions = schema["$defs"].as_object();
        let below = definitions.into_iter().flat_map(|all| all.values());
        let mut keys = 0;
        for form in std::iter::once(&schema).chain(below) {
            let properties = form["properties"].as_object();
            for (name, property) in properties.into_iter().flatten() {
                keys += 1;
                let text = |what: &str| property[what].as_str().unwrap_or_default();
                assert!(
                    text("title").split(' ').any(|n| n == name),
                    "{kind}: {name}"
                );
                assert!(text("description").contains("\n\n"), "{kind}: {name}");
            }
        }
        assert!(keys >= 8, "{kind} has {keys} keys");
    }
}

#[test]
fn a_month_may_be_empty_and_a_site_may_not() {
    assert!(validator("month").is_valid(&Value::Null));
    assert!(!validator("site").is_valid(&Value::Null));
}

#[test]
fn rows_of_the_roster_keep_to_their_schema() {
    let validator = validator("roster");
    let demo = temporary();
    let people = demo.path().join("content/people");
    crate::common::copy(&repository("content/people"), &people);
    let content = content::read(demo.path());
    let mut tables = content.tables.iter();
    let roster = tables.find(|table| table.name.as_ref() == "roster");
    let roster = roster.expect("a roster");
    let mut lines = String::new();
    for row in &roster.rows {
        let cells = roster.headings.iter().zip(&row.cells);
        let row: serde_json::Map<String, Value> = cells
            .map(|(heading, cell)| (heading.text.to_string(), Value::from(cell.as_ref())))
            .collect();
        let row = Value::from(row);
        assert_eq!(said(&validator, &row), Vec::<String>::new());
        lines += &format!("{row}\n");
    }
    assert!(lines.lines().count() > 100);
    for wrong in [
        r#"{"姓名": "王芳"}"#,
        r#"{"工号": "0101"}"#,
        r#"{"工号": " ", "姓名": "王芳"}"#,
        r#"{"工号": null, "姓名": "王芳"}"#,
        r#"{"工号": "0101", "姓名": "王芳", "团队": ["一组", "二组"]}"#,
    ] {
        let wrong: Value = serde_json::from_str(wrong).expect("JSON");
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    // Such lines are a roster.
    let site = temporary();
    fs::create_dir_all(site.path().join("content/people")).expect("a folder");
    fs::write(site.path().join("content/people/roster.jsonl"), &lines).expect("a file");
    let content = content::read(site.path());
    let table = content.tables.first().expect("a table");
    assert_eq!(table.rows.len(), lines.lines().count());
}

#[test]
fn the_schema_of_results_is_the_one_in_the_documentation() {
    let text = fs::read_to_string(repository("docs/results.schema.json")).expect("a schema");
    let written: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema("results"), written);
    validator("results");
}
