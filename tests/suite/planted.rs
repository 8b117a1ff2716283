//! Secrets planted in every field of a company: each edition holds those that it shows, and none that
//! it may not show, in no byte of any file.

mod plant;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use meritbook::content::unpacked;
use meritbook::form::appeal::{ADJUSTMENT, APPEAL, RULING};
use meritbook::form::data::{ARCHIVED, MONTH, YEAR};
use meritbook::form::policy::POLICY;
use meritbook::form::site::SITE;
use meritbook::form::sources::SOURCES;
use meritbook::form::{Form, Shape};
use serde_json::Value;

use self::plant::{EXCUSED, Garden, Plant, holds_text, is_excused};
use self::table::{EDITIONS, TABLE};
use crate::common::{files_below, meritbook, repository, temporary};

/// Runs the program.
fn run(site: &Path, words: &[&str]) -> String {
    let run = meritbook(site, words);
    assert_eq!(run.status, 0, "{words:?}: {}", run.said());
    run.out
}

/// Plants the company, seals its first month, hands it over and puts something of it right.
fn planted(site: &Path) -> Garden {
    let mut garden = Garden::of(&repository("tests/sites/secrets"), site);
    let by = garden.mark("the seal: by".to_owned(), None);
    let reason = garden.mark("the seal: reason".to_owned(), None);
    let seal = [
        "seal",
        "2026-08",
        "--by",
        &by,
        "--on",
        "2026-10-20",
        "--reason",
        &reason,
    ];
    run(site, &seal);
    let archived = "- {period: 2026-08, by: 周宁, on: 2026-11-01, where: 档案室}";
    let corrected = "- {id: zqnoglast, kind: data, person: zqid103, policy: sales, figure: 回款额, \
        before: 42047.10, after: 42147.15, reason: 补八月的差额, corrects: 2026-08, \
        decided_by: 总经办, decided_on: 2026-11-20}";
    for (path, text) in [
        ("content/archived.yml", archived),
        ("content/months/2026-10/adjustments.yml", corrected),
    ] {
        fs::write(site.join(path), text).expect("written");
        garden.document(site, path);
    }
    garden
}

/// One folder of an edition, and whom it is about; `None` for everybody.
struct Folder {
    files: Vec<(String, Vec<u8>)>,
    of: Option<BTreeSet<String>>,
}

/// Builds an edition; of one with several folders, whose each is comes from the list beside them.
fn built(site: &Path, edition: &str, teams: &BTreeMap<String, String>) -> Vec<Folder> {
    run(
        site,
        &["build", "--edition", edition, "-o", edition, "--by", "谁"],
    );
    let below =
        |folder: &Path| -> Vec<(String, Vec<u8>)> { files_below(folder).into_iter().collect() };
    let out = site.join(edition);
    let Ok(list) = fs::read_to_string(site.join(format!("{edition}-folders.csv"))) else {
        let files = below(&out);
        return vec![Folder { files, of: None }];
    };
    let rows = list
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|row| {
        let members = teams
            .iter()
            .filter(|(_, team)| teams[row[1]] == **team && !row[3].is_empty());
        let members = members.map(|(id, _)| id.clone());
        Folder {
            files: below(&out.join(row[0])),
            of: Some(members.chain([row[1].to_owned()]).collect()),
        }
    })
    .collect()
}

/// Returns each one's team by the roster.
fn teams(site: &Path) -> BTreeMap<String, String> {
    let roster = fs::read_to_string(site.join("content/people/roster.csv")).expect("a roster");
    let rows = roster
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|row| (row[0].to_owned(), row[2].to_owned()))
        .collect()
}

/// What was worked out, as pages write it: pay and totals of a month, from the results of HR.
fn worked_out(hr: &[Folder]) -> Vec<Plant> {
    let path = "data/2026-10.json";
    let (_, bytes) = hr[0]
        .files
        .iter()
        .find(|(p, _)| p == path)
        .expect("results");
    let results: Value = serde_json::from_slice(bytes).expect("JSON");
    let policies = results["policies"].as_array().expect("policies").iter();
    let subjects = policies.flat_map(|p| p["subjects"].as_array().expect("subjects"));
    let mut plants = Vec::new();
    for subject in subjects {
        let lines = subject["pay"].as_array().into_iter().flatten();
        let pay = lines.map(|line| match line["name"] == "pay.分成" {
            true => ("worked out: a share of a pool", &line["value"]),
            false => ("worked out: pay", &line["value"]),
        });
        let items = subject["items"].as_array().into_iter().flatten();
        let events = items.filter(|item| item["item"] == "纪律");
        let events = events.map(|item| ("worked out: points of events", &item["points"]["value"]));
        let total = ("worked out: the total", &subject["total"]);
        for (field, value) in pay.chain(events).chain([total]) {
            let Some(text) = text(value).filter(|text| text.contains('.')) else {
                continue;
            };
            plants.push(Plant {
                field: field.to_owned(),
                mark: grouped(text),
                of: subject["id"].as_str().map(str::to_owned),
            });
        }
    }
    // What several have alike tells nobody whose it is.
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for plant in &plants {
        *times.entry(plant.mark.clone()).or_default() += 1;
    }
    plants.retain(|plant| times[&plant.mark] == 1);
    plants
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| text(value.get("value")?))
}

/// Writes `2695.97` as pages do: `2,695.97`.
fn grouped(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, rest)) if whole.len() > 3 => {
            let (thousands, tail) = whole.split_at(whole.len() - 3);
            format!("{thousands},{tail}.{rest}")
        }
        _ => text.to_owned(),
    }
}

/// Tells whether a file holds a mark, in its path, in its bytes, and in those of a workbook's parts; an
/// amount as pages write it, and as data do.
fn holds((path, bytes): &(String, Vec<u8>), mark: &str) -> bool {
    let within = |mark: &str| memchr::memmem::find(bytes, mark.as_bytes()).is_some();
    path.contains(mark) || within(mark) || mark.contains(',') && within(&mark.replace(',', ""))
}

#[test]
fn planted_secrets_stand_where_they_may_and_nowhere_else() {
    let site = temporary();
    let mut garden = planted(site.path());
    let teams = teams(site.path());
    let mut editions: Vec<Vec<Folder>> = EDITIONS
        .iter()
        .map(|edition| built(site.path(), edition, &teams))
        .collect();
    garden
        .plants
        .extend(worked_out(editions.last().expect("HR")));
    // Workbooks are searched as what they hold.
    let all = editions
        .iter_mut()
        .flatten()
        .flat_map(|folder| &mut folder.files);
    for (_, bytes) in all.filter(|(path, _)| path.ends_with(".xlsx")) {
        *bytes = unpacked(bytes);
    }
    let mut fields: BTreeMap<&str, Vec<&Plant>> = BTreeMap::new();
    for plant in &garden.plants {
        fields.entry(&plant.field).or_default().push(plant);
    }
    let mut wrong = Vec::new();
    for (field, plants) in &fields {
        let shown = TABLE.iter().find(|(of, ..)| of == field);
        let Some((_, shown)) = shown else {
            wrong.push(format!("{field}: who may see it is not in the table"));
            continue;
        };
        for ((edition, folders), letter) in EDITIONS.iter().zip(&editions).zip(shown.chars()) {
            let mut seen = false;
            for folder in folders {
                for plant in plants {
                    let Some(file) = folder.files.iter().find(|file| holds(file, &plant.mark))
                    else {
                        continue;
                    };
                    seen = true;
                    let own = |of: &String| folder.of.as_ref().is_none_or(|all| all.contains(of));
                    let may = match letter {
                        'x' => true,
                        's' => plant.of.as_ref().is_some_and(own),
                        _ => false,
                    };
                    if !may {
                        wrong.push(format!("{field} is in {edition}/{}", file.0));
                    }
                }
            }
            if letter != '-' && !seen {
                wrong.push(format!("{field} is nowhere in {edition}"));
            }
        }
    }
    for (field, _) in TABLE
        .iter()
        .filter(|(field, _)| !fields.contains_key(field))
    {
        wrong.push(format!("{field} is in the table and was not planted"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unplanted = unplanted(&fields);
    assert!(unplanted.is_empty(), "without a mark: {unplanted:#?}");
}

/// Returns the texts of all forms that have neither a mark nor a reason to have none, and the reasons
/// that excuse nothing.
fn unplanted(planted: &BTreeMap<&str, Vec<&Plant>>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for form in every_form() {
        for key in form.keys.iter().filter(|key| holds_text(&key.shape)) {
            let field = format!("{}: {}", form.name.1, key.name);
            let is_planted = planted.contains_key(field.as_str());
            if is_planted == is_excused(form.name.1, key.name) {
                wrong.push(field);
            }
            known.insert((form.name.1, key.name));
            known.insert((form.name.1, "*"));
        }
    }
    let excused = EXCUSED.iter().flat_map(|(_, keys)| keys.iter());
    let idle = excused.filter(|of| !known.contains(*of));
    wrong.extend(idle.map(|(form, key)| format!("excused, but no text: {form}: {key}")));
    wrong
}

/// Returns the forms of all documents that people write, and all those below them.
fn every_form() -> Vec<&'static Form> {
    fn below(shape: &'static Shape, found: &mut Vec<&'static Form>) {
        match shape {
            Shape::Form(form) => add(form, found),
            Shape::Named(one) | Shape::List(one) | Shape::OneOrList(one) => below(one, found),
            Shape::Either(all) => all.iter().for_each(|one| below(one, found)),
            _ => {}
        }
    }
    fn add(form: &'static Form, found: &mut Vec<&'static Form>) {
        if found.iter().any(|other| std::ptr::eq(*other, form)) {
            return;
        }
        found.push(form);
        let keys = form.keys.iter().map(|key| &key.shape);
        keys.chain(form.others)
            .for_each(|shape| below(shape, found));
    }
    let mut found = Vec::new();
    for form in [
        &SITE,
        &SOURCES,
        &POLICY,
        &YEAR,
        &MONTH,
        &ADJUSTMENT,
        &APPEAL,
        &RULING,
        &ARCHIVED,
    ] {
        add(form, &mut found);
    }
    found
}

/// Whatever form stands in the sources is among those that are looked through: a new document cannot
/// be forgotten.
#[test]
fn every_form_of_the_tables_is_looked_through() {
    let known: BTreeSet<&str> = every_form().iter().map(|form| form.name.1).collect();
    let mut seen = 0;
    for (path, bytes) in files_below(&repository("src/form")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        for part in text.split(": Form = Form {").skip(1) {
            let name = part.split('"').nth(3).expect("an English name");
            assert!(known.contains(name), "{path}: {name}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} forms");
}
