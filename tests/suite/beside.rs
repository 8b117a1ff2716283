//! Beside every table of a page there is the table to go on with: each kind of page of the demo and of a
//! what-if links a file that holds the rows of its tables, or there is a reason why it has none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use meritbook::site::{Edition, PageJob, Site};

use crate::{demo, what_if};

/// Tables without a file: where they stand, their class (`*` for any), and why.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("handbook/", "*", "they are a part of the text of the rules"),
    ("design.html", "*", "samples without data"),
    (
        "archive.html",
        "calendar",
        "its cells are the links to files",
    ),
    (
        "people/",
        "rows",
        "the rows behind one figure, as far as its explanation shows them",
    ),
    (
        "teams/",
        "rows",
        "the rows behind one figure, as far as its explanation shows them",
    ),
    (
        "slips/",
        "*",
        "a paper to be signed, in one file; the figures are in the workbook of the period",
    ),
    ("wall.html", "*", "a screen on a wall, where nobody clicks"),
    (
        "notices/",
        "*",
        "a paper for the notice board; the rows are in the workbook of the period",
    ),
];

/// Rows that stand for several: where they stand, how they begin.
const TOGETHER: &[(&str, &str)] = &[("approvals/", "其余 ")];

/// How many pages of a folder are looked at.
const MOST: usize = 12;

/// A table of a page: its class, and the heads of its rows.
struct Found {
    class: String,
    rows: Vec<String>,
}

/// Pages that were looked at, and what was found.
#[derive(Default)]
struct Looked {
    tables: usize,
    excused: BTreeSet<usize>,
    lacking: Vec<String>,
    folders: BTreeSet<String>,
}

impl Looked {
    /// Looks at a page; `file` returns what another page or file of the site holds.
    fn at(&mut self, path: &str, page: &str, file: &mut dyn FnMut(&str) -> Option<Vec<u8>>) {
        let mut held: Option<BTreeSet<String>> = None;
        for table in tables(page) {
            let excuse = WITHOUT.iter().position(|(begin, class, _)| {
                path.starts_with(begin) && (*class == "*" || table.class == *class)
            });
            if let Some(excuse) = excuse {
                self.excused.insert(excuse);
                continue;
            }
            self.tables += 1;
            self.folders.insert(folder(path));
            let held = held.get_or_insert_with(|| {
                let links = downloads(page).into_iter();
                let paths = links.map(|link| resolved(path, &link));
                paths
                    .flat_map(|to| {
                        let bytes = file(&to).unwrap_or_else(|| panic!("{path} links {to}"));
                        cells(&to, &bytes)
                    })
                    .collect()
            });
            let together = |row: &str| {
                let mut all = TOGETHER.iter();
                all.any(|(begin, text)| path.starts_with(begin) && row.starts_with(text))
            };
            let rows = table.rows.iter().filter(|row| !together(row));
            let lacking: Vec<&String> = rows.filter(|row| !is_in(held, row)).collect();
            if let Some(first) = lacking.first() {
                let (n, all) = (lacking.len(), table.rows.len());
                self.lacking.push(format!(
                    "{path}: table {:?} has {n} of {all} rows in no file: {first}",
                    table.class
                ));
            }
        }
    }
}

/// Tells whether a row's head is in one of the files: itself, or a name without what tells it apart.
fn is_in(held: &BTreeSet<String>, head: &str) -> bool {
    let bare = head.split(['（', '(']).next().unwrap_or(head).trim();
    held.contains(head) || held.contains(bare)
}

fn folder(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folder.split('/').next().unwrap_or(folder);
    match folder.is_empty() {
        true => file.to_owned(),
        false => format!("{folder}/"),
    }
}

/// Finds the tables of a page.
fn tables(page: &str) -> Vec<Found> {
    let all = page.split("<table").skip(1);
    let all = all.map(|rest| {
        let table = rest.split("</table>").next().expect("an end");
        let (tag, _) = table.split_once('>').expect("a tag");
        let class = tag
            .split_once("class=\"")
            .map_or("", |(_, class)| class.split_once('"').expect("a value").0);
        let body = table.split_once("<tbody").map_or("", |(_, body)| body);
        let rows = body
            .split("</tbody>")
            .next()
            .expect("rows")
            .split("<tr")
            .skip(1);
        Found {
            class: class.split(' ').next().unwrap_or_default().to_owned(),
            rows: rows.map(head).filter(|text| !text.is_empty()).collect(),
        }
    });
    all.collect()
}

/// Returns the text of a row's head, or of its first cell, without what is said below or behind it.
fn head(row: &str) -> String {
    let cell = row.split_once("<th scope=\"row\"");
    let cell = cell.or_else(|| row.split_once("<td")).map_or("", |c| c.1);
    let cell = cell.split_once('>').map_or("", |(_, text)| text);
    let end = ["</th>", "</td>", "<span", "<small", "<br"];
    let ends = end.iter().filter_map(|tag| cell.find(tag)).min();
    let cell = &cell[..ends.unwrap_or(cell.len())];
    let mut text = String::new();
    for part in cell.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    plain(&text)
}

/// Writes a text as it can be compared: entities resolved, periods as files have them.
fn plain(text: &str) -> String {
    let text = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.trim().to_owned(), |text, (entity, sign)| {
        text.replace(entity, sign)
    });
    let months = text.split_once('年').and_then(|(year, month)| {
        let month: u8 = month.strip_suffix('月')?.parse().ok()?;
        Some(format!("{year}-{month:02}"))
    });
    months.unwrap_or(text)
}

/// Returns the links to files to be saved.
fn downloads(page: &str) -> Vec<String> {
    let links = page.split("<a ").skip(1).filter_map(|link| {
        let tag = link.split('>').next()?;
        let to = tag.split_once("href=\"")?.1.split_once('"')?.0;
        tag.contains("download").then(|| to.to_owned())
    });
    links.collect()
}

fn resolved(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in to.split('/') {
        match part {
            ".." => _ = folders.pop(),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// Reads all cells of a file with tables.
fn cells(path: &str, bytes: &[u8]) -> Vec<String> {
    if path.ends_with(".csv") {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").expect("a mark"));
        let rows = reader.records().map(|row| row.expect("a row"));
        return rows
            .flat_map(|row| row.iter().map(plain).collect::<Vec<_>>())
            .collect();
    }
    if !path.ends_with(".xlsx") {
        return Vec::new();
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut cells = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("a sheet");
        for (_, _, cell) in range.used_cells() {
            cells.push(match cell {
                Data::String(text) => plain(text),
                other => other.to_string(),
            });
        }
    }
    cells
}

/// Looks at some pages of each folder of an edition of the demo.
fn look(edition: Edition, looked: &mut Looked) {
    let site = Site::for_edition(&demo::BOOK, &BTreeMap::new(), edition).expect("a site");
    let jobs = site.jobs();
    let by_path: BTreeMap<&str, &PageJob> = jobs.iter().map(|j| (j.path(), j)).collect();
    let mut folders: BTreeMap<String, Vec<&PageJob>> = BTreeMap::new();
    for job in jobs.iter().filter(|job| job.path().ends_with(".html")) {
        folders.entry(folder(job.path())).or_default().push(job);
    }
    let make = |job: &PageJob| site.render(job).expect("a file").bytes;
    for pages in folders.values() {
        let step = pages.len().div_ceil(MOST);
        for job in pages.iter().step_by(step) {
            let page = String::from_utf8(make(job)).expect("UTF-8");
            let mut file = |path: &str| by_path.get(path).map(|job| make(job));
            looked.at(job.path(), &page, &mut file);
        }
    }
}

#[test]
fn every_table_of_the_demo_can_be_had_as_a_file() {
    let mut looked = Looked::default();
    let settings = &demo::BOOK.settings;
    look(Edition::hr(settings), &mut looked);
    look(Edition::staff(settings), &mut looked);
    assert!(looked.lacking.is_empty(), "{:#?}", looked.lacking);
    assert!(looked.tables > 150, "{}", looked.tables);
    for wanted in [
        "approvals/",
        "awards/",
        "confirm/",
        "indicators/",
        "pay/",
        "people/",
        "periods/",
        "raters.html",
        "readiness/",
        "sheets/",
        "teams/",
    ] {
        assert!(looked.folders.contains(wanted), "no table in {wanted}");
    }
    let vain: Vec<_> = (0..WITHOUT.len())
        .filter(|at| !looked.excused.contains(at))
        .map(|at| WITHOUT[at])
        .collect();
    assert!(vain.is_empty(), "no such table any more: {vain:#?}");
}

#[test]
fn every_table_of_a_what_if_can_be_had_as_a_file() {
    let folder = what_if::site();
    let mut looked = Looked::default();
    for edition in ["hr", "staff"] {
        let words = ["--set", "奖金=400", "--edition", edition];
        let files = what_if::made(folder.path(), &words);
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = std::str::from_utf8(bytes).expect("UTF-8");
            let mut file = |path: &str| files.get(path).cloned();
            looked.at(path, page, &mut file);
        }
    }
    assert!(looked.lacking.is_empty(), "{:#?}", looked.lacking);
    for wanted in ["index.html", "differences/", "pay/", "periods/"] {
        assert!(looked.folders.contains(wanted), "no table in {wanted}");
    }
}
