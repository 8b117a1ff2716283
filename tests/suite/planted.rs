//! Secrets planted in every field of a company: each edition holds those that it shows, and none that
//! it may not show, in no byte of any file.

mod plant;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use meritbook::content::unpacked;
use meritbook::form::appeal::{ADJUSTMENT, APPEAL, RULING};
use meritbook::form::data::{ACCEPTED, ARCHIVED, MONTH, STEP};
use meritbook::form::site::{RETENTION, SITE};
use serde_json::Value;

use self::plant::{Garden, Plant};
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
        let pay = lines.map(|line| ("worked out: pay", &line["value"]));
        let total = ("worked out: the total", &subject["total"]);
        for (field, value) in pay.chain([total]) {
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

/// Tells whether a file holds a mark, in its path, in its bytes, and in those of a workbook's parts.
fn holds((path, bytes): &(String, Vec<u8>), mark: &str) -> bool {
    let within = |bytes: &[u8]| memchr::memmem::find(bytes, mark.as_bytes()).is_some();
    path.contains(mark) || within(bytes)
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
    // The documents that people write each month are planted to the last form.
    let data = [
        &SITE,
        &RETENTION,
        &MONTH,
        &STEP,
        &ACCEPTED,
        &ADJUSTMENT,
        &APPEAL,
        &RULING,
        &ARCHIVED,
    ];
    for form in data {
        assert!(
            garden.forms.contains(form.name.1),
            "no {} to plant",
            form.name.1
        );
    }
}
