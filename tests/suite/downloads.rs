//! What is downloaded: workbooks as another reader finds them, tables as CSV, the feed, the map.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use meritbook::site::{Edition, Site};
use serde_json::Value as Json;

use crate::common::{repository, temporary};
use crate::demo::BOOK;
use crate::small_site::{book, made, only, text};

/// Reads a workbook with openpyxl. Where `MERITBOOK_PYTHON` names a Python, it has to have it.
pub fn opened(bytes: &[u8]) -> Option<Json> {
    let asked = std::env::var_os("MERITBOOK_PYTHON");
    let python = asked.clone().unwrap_or_else(|| "python3".into());
    let has = Command::new(&python)
        .args(["-c", "import openpyxl"])
        .output();
    if !has.is_ok_and(|has| has.status.success()) {
        assert!(asked.is_none(), "MERITBOOK_PYTHON has no openpyxl");
        println!("skipped: python3 has no openpyxl to read the workbook with");
        return None;
    }
    let folder = temporary();
    let file = folder.path().join("book.xlsx");
    fs::write(&file, bytes).expect("written");
    let said = Command::new(&python)
        .arg(repository("tests/downloads/read_workbook.py"))
        .arg(&file)
        .output()
        .expect("python runs");
    let complaint = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{complaint}");
    Some(serde_json::from_slice(&said.stdout).expect("JSON"))
}

pub fn sheet<'j>(book: &'j Json, name: &str) -> &'j Json {
    let mut sheets = book["sheets"].as_array().expect("sheets").iter();
    let found = sheets.find(|sheet| sheet["name"] == name);
    found.unwrap_or_else(|| panic!("no sheet {name} in {book}"))
}

/// Returns value, type and format of a cell.
pub fn cell(sheet: &Json, row: usize, column: usize) -> (&Json, &str, &str) {
    let cell = &sheet["rows"][row][column];
    let word = |key: &str| cell[key].as_str().expect("a word");
    (&cell["value"], word("type"), word("format"))
}

#[test]
fn a_workbook_has_types_widths_and_frozen_headings() {
    let book = book(&[]);
    let files = made(&book, Edition::hr(&book.settings), None);
    let Some(read) = opened(&files["data/2026-09.xlsx"]) else {
        return;
    };
    assert_eq!(read["created"], "2000-01-01T00:00:00");
    let names: Vec<&str> = read["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .map(|sheet| sheet["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        names,
        [
            "目录",
            "获奖名单",
            "回款榜",
            "电话销售奖励制度",
            "团队平均",
            "图中的数字"
        ]
    );
    let board = sheet(&read, "回款榜");
    assert_eq!(board["frozen"], "A2");
    assert_eq!(board["filter"], "A1:F7");
    let headings: Vec<&Json> = (0..6).map(|column| cell(board, 0, column).0).collect();
    let wanted = [
        "名次",
        "工号",
        "姓名",
        "团队",
        "回款额（元）",
        "完成率（%）",
    ];
    assert_eq!(headings, wanted);
    // 98,600 of 80,000 is 123.25%; 12,345.5 of 20,000 is 61.7275%, shown as 61.73%.
    assert_eq!(cell(board, 1, 0), (&Json::from(1), "n", "#,##0"));
    assert_eq!(cell(board, 1, 1), (&Json::from("0008"), "s", "General"));
    assert_eq!(cell(board, 1, 4), (&Json::from(98_600), "n", "#,##0"));
    assert_eq!(cell(board, 1, 5), (&Json::from(1.2325), "n", "#,##0.00%"));
    assert_eq!(cell(board, 2, 4), (&Json::from(12_345.5), "n", "#,##0.00"));
    assert_eq!(cell(board, 2, 5), (&Json::from(0.6173), "n", "#,##0.00%"));
    // Below zero: the last, whom only this edition shows.
    assert_eq!(cell(board, 6, 4).0, &Json::from(-1000));
    assert_eq!(cell(board, 6, 5), (&Json::from(-0.1), "n", "#,##0%"));
    // A name like a formula is a text, and stays one when the cell is opened.
    assert_eq!(cell(board, 2, 2), (&Json::from("=SUM(A1)"), "s", "General"));
    assert_eq!(board["rows"][2][2]["quoted"], true);
    let width = board["widths"][2].as_f64().expect("a width");
    assert!((8.0..20.0).contains(&width), "{width}");
    // The list in front leads to each sheet.
    let contents = sheet(&read, "目录");
    let links: Vec<&Json> = contents["links"]
        .as_array()
        .expect("links")
        .iter()
        .collect();
    let wanted = names[1..].iter().map(|name| format!("'{name}'!A1"));
    assert!(
        links
            .iter()
            .copied()
            .eq(&wanted.map(Json::from).collect::<Vec<_>>()),
        "{links:?}"
    );
    assert_eq!(cell(contents, 2, 0).0, "已定稿");
    let won = sheet(&read, "获奖名单");
    let first: Vec<&Json> = (0..9).map(|column| cell(won, 1, column).0).collect();
    let wanted = [
        "2026-09",
        "月度销冠",
        "电话销售奖励制度",
        "0008",
        "白露",
        "一组",
        "回款额 98,600\u{a0}元",
        "奖金 1,000\u{a0}元",
        "已定稿",
    ];
    assert_eq!(first, wanted);
}

#[test]
fn a_workbook_holds_what_its_edition_may_show() {
    let book = book(&[]);
    let staff = made(&book, Edition::staff(&book.settings), None);
    let Some(read) = opened(&staff["data/2026-09.xlsx"]) else {
        return;
    };
    // Six are ranked; at least three of them stay unnamed on a board for everybody.
    let board = sheet(&read, "回款榜");
    let rows = board["rows"].as_array().expect("rows");
    let ids: Vec<&Json> = rows.iter().skip(1).map(|row| &row[1]["value"]).collect();
    assert_eq!(ids, ["0008", "0007", "0009"]);
    assert!(!staff.keys().any(|path| path.starts_with("pay/")));
}

#[test]
fn pay_is_a_workbook_too() {
    let book = book(&[]);
    let files = made(&book, Edition::hr(&book.settings), None);
    let page = only(&files, "pay/2026-09-", "<table");
    let workbook = page.replace(".html", ".xlsx");
    assert!(text(&files, page).contains(workbook.trim_start_matches("pay/")));
    let Some(read) = opened(&files[&workbook]) else {
        return;
    };
    let pay = sheet(&read, "工资核算表");
    let last = pay["rows"].as_array().expect("rows").len() - 1;
    let columns = pay["rows"][0].as_array().expect("headings").len() - 1;
    // 1,000 for the first, 100 each for the two who reached half their target, 200 for the first deal.
    assert_eq!(cell(pay, last, 0).0, "合计");
    let total = cell(pay, last, columns);
    assert_eq!(total, (&Json::from(1400), "n", "#,##0.00"));
}

#[test]
fn the_numbers_of_charts_can_be_had_beside_them() {
    let book = book(&[]);
    let files = made(&book, Edition::staff(&book.settings), None);
    let page = text(&files, "people/0008.html");
    assert!(page.contains("href=\"0008.csv\" download"), "{page}");
    // Of six people: 118,945.5, 105,500 and 5,500 in all.
    let table = text(&files, "people/0008.csv").trim_start_matches('\u{feff}');
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines,
        [
            "制度,图,项,数的名称,数值",
            "电话销售奖励制度,回款额的变化,2026年9月,回款额,98600",
            "电话销售奖励制度,回款额的变化,2026年9月,全体平均,19824.25",
            "电话销售奖励制度,回款额的变化,2026年10月,回款额,90000",
            "电话销售奖励制度,回款额的变化,2026年10月,全体平均,17583.33",
            "电话销售奖励制度,回款额的变化,2026年11月,回款额,2500",
            "电话销售奖励制度,回款额的变化,2026年11月,全体平均,916.67",
        ]
    );
    // A person without a chart has no file, nor has a team of three: its mean is shown to nobody.
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let own = path.replace(".html", ".csv");
        let linked = text(&files, path).contains(&format!(
            "href=\"{}\"",
            own.rsplit('/').next().unwrap_or_default()
        ));
        assert_eq!(files.contains_key(&own), linked, "{own}");
    }
    assert!(
        !files
            .keys()
            .any(|path| path.starts_with("teams/") && path.ends_with(".csv"))
    );
}

#[test]
fn what_is_there_of_the_data_is_a_workbook_for_hr_alone() {
    let book = book(&[]);
    let hr = made(&book, Edition::hr(&book.settings), None);
    assert!(text(&hr, "readiness/2026-11.html").contains("href=\"2026-11.xlsx\" download"));
    assert!(text(&hr, "readiness/2026-11-people.html").contains("href=\"2026-11-people.xlsx\""));
    let staff = made(&book, Edition::staff(&book.settings), None);
    assert!(!staff.keys().any(|path| path.starts_with("readiness/")));
    let Some(read) = opened(&hr["readiness/2026-11.xlsx"]) else {
        return;
    };
    // Four of six have no row of money in November.
    let needs = sheet(&read, "各制度要用的表");
    let row =
        |at: usize| -> Vec<&Json> { (0..5).map(|column| cell(needs, at, column).0).collect() };
    let policy = "电话销售奖励制度";
    assert_eq!(row(0), ["制度", "表", "到了没有", "工号", "没有行的"]);
    let rows = needs["rows"].as_array().expect("rows").len();
    let without: Vec<Vec<&Json>> = (1..rows).map(row).filter(|r| r[1] == "回款").collect();
    let ids: Vec<&Json> = without.iter().map(|row| row[3]).collect();
    assert_eq!(ids, ["0007", "0009", "0011", "0012"]);
    assert_eq!(without[0][0], policy);
    assert_eq!(without[0][4], "=SUM(A1)");
    let files = sheet(&read, "已有的文件");
    assert_eq!(cell(files, 1, 2), (&Json::from(2), "n", "#,##0"));
    let Some(people) = opened(&hr["readiness/2026-11-people.xlsx"]) else {
        return;
    };
    let all = sheet(&people, "全体人员");
    assert_eq!(all["rows"].as_array().expect("rows").len(), 7);
    assert_eq!(cell(all, 1, 0), (&Json::from("0007"), "s", "General"));
    let changed = sheet(&people, "当月的人员变动");
    assert_eq!(cell(changed, 1, 0).0, "2026-11-01T00:00:00");
    assert_eq!(cell(changed, 1, 0).1, "d");
    assert_eq!(cell(changed, 1, 2).0, "白露");
}

/// Makes one file of the demo.
fn of_the_demo(edition: Edition, path: &str) -> Vec<u8> {
    let site = Site::for_edition(&BOOK, &BTreeMap::new(), edition).expect("a site");
    let jobs = site.jobs();
    let job = jobs.iter().find(|job| job.path() == path);
    let job = job.unwrap_or_else(|| panic!("no {path}"));
    site.render(job).expect("a file").bytes
}

/// Returns the values of a row.
fn row(sheet: &Json, at: usize) -> Vec<&Json> {
    let row = sheet["rows"][at].as_array().expect("a row").iter();
    row.map(|cell| &cell["value"]).collect()
}

#[test]
fn the_sums_of_all_pay_sheets_are_a_table() {
    let book = book(&[]);
    let files = made(&book, Edition::hr(&book.settings), None);
    assert!(text(&files, "pay/index.html").contains("href=\"payroll.xlsx\" download"));
    let table = text(&files, "pay/payroll.csv").trim_start_matches('\u{feff}');
    let september = table.lines().find(|line| line.starts_with("2026-09"));
    // As on the sheet itself: 1,000 for the first, 100 each for two, 200 for the first deal.
    let wanted = "2026-09,电话销售奖励制度,6,1400.00,,已定稿";
    assert_eq!(september, Some(wanted));
    let Some(read) = opened(&files["pay/payroll.xlsx"]) else {
        return;
    };
    let all = sheet(&read, "工资核算");
    assert_eq!(all["frozen"], "A2");
    assert_eq!(cell(all, 1, 0).0, "2026-11");
    let total = cell(all, 3, 3);
    assert_eq!(total, (&Json::from(1400), "n", "#,##0.00"));
    // How one month came to the next stands beside the sheet: October's total less September's.
    let page = only(&files, "pay/2026-10-", "<table");
    let read = opened(&files[&page.replace(".html", ".xlsx")]).expect("openpyxl");
    let steps = sheet(&read, "与上期对账");
    assert_eq!(row(steps, 1)[0], "2026年9月实发合计");
    assert_eq!(cell(steps, 1, 2).0, &Json::from(1400));
    let last = steps["rows"].as_array().expect("rows").len() - 1;
    let by: f64 = (1..last)
        .filter_map(|at| cell(steps, at, 2).0.as_f64())
        .sum();
    assert_eq!(cell(steps, last, 2).0.as_f64(), Some(by));
}

#[test]
fn everybody_who_was_considered_is_a_table_for_hr_alone() {
    let book = book(&[]);
    let hr = made(&book, Edition::hr(&book.settings), None);
    let page = only(&hr, "awards/x", "<h1 class=\"honour\">月度销冠");
    let sheet_of = page.replace(".html", ".csv");
    let table = text(&hr, &sheet_of).trim_start_matches('\u{feff}');
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "周期,工号,姓名,团队,回款额（元）,结果");
    let of = |month: &str| -> Vec<&str> {
        let lines = lines.iter().copied();
        lines.filter(|line| line.starts_with(month)).collect()
    };
    // The gate is 10,000: in September two are beyond it, in October one.
    let september = of("2026-09");
    assert_eq!(september.len(), 6);
    assert_eq!(september[0], "2026-09,0008,白露,一组,98600,得奖");
    assert_eq!(
        september[1],
        "2026-09,0007,'=SUM(A1),一组,12345.50,达到条件"
    );
    assert!(
        september[2..]
            .iter()
            .all(|line| line.ends_with("未达到条件"))
    );
    assert!(of("2026-10")[1].ends_with("未达到条件"));
    assert!(text(&hr, page).contains(&format!("href=\"{}\"", &sheet_of["awards/".len()..])));
    let staff = made(&book, Edition::staff(&book.settings), None);
    assert!(!staff.contains_key(&sheet_of), "{sheet_of}");
    let Some(read) = opened(&hr[&page.replace(".html", ".xlsx")]) else {
        return;
    };
    let all = sheet(&read, "月度销冠");
    let at = (1..)
        .find(|at| cell(all, *at, 0).0 == "2026-09")
        .expect("a row");
    assert_eq!(cell(all, at, 1), (&Json::from("0008"), "s", "General"));
    assert_eq!(cell(all, at, 4), (&Json::from(98_600), "n", "#,##0"));
}

#[test]
fn appeals_messages_and_origins_are_workbooks() {
    let hr = || Edition::hr(&BOOK.settings);
    let Some(read) = opened(&of_the_demo(hr(), "readiness/appeals.xlsx")) else {
        return;
    };
    let cases = sheet(&read, "申诉");
    assert_eq!(row(cases, 0)[..4], ["编号", "周期", "工号", "姓名"]);
    assert_eq!(
        row(cases, 1)[..4],
        ["2026-10-S01", "2026-10", "0108", "冯嘉豪"]
    );
    let raised = cell(cases, 1, 8);
    assert_eq!(
        (raised.0, raised.1),
        (&Json::from("2026-11-24T00:00:00"), "d")
    );
    let moved = sheet(&read, "公布之后的变化");
    assert_eq!(cell(moved, 1, 4).0, &Json::from(91.77));
    assert_eq!(cell(moved, 1, 5).0, &Json::from(94.77));
    let changed = sheet(&read, "更正");
    assert_eq!(cell(changed, 1, 5).0, &Json::from(1));
    assert_eq!(cell(changed, 1, 6).0, &Json::from(0));
    let read = opened(&of_the_demo(hr(), "readiness/checks.xlsx")).expect("openpyxl");
    assert_eq!(row(sheet(&read, "各月"), 1)[0], "2026-10");
    let told = sheet(&read, "数据就绪");
    assert_eq!(row(told, 1)[..2], ["缺失", "A112"]);
    let path = "data/2026-10-provenance.xlsx";
    let read = opened(&of_the_demo(hr(), path)).expect("openpyxl");
    let files = sheet(&read, "输入文件");
    let rows = files["rows"].as_array().expect("rows").len();
    let csv = (1..rows).find(|at| {
        let path = row(files, *at)[1].as_str().expect("a path");
        path.ends_with("2026-10/confirmations.csv")
    });
    let (count, kind, _) = cell(files, csv.expect("the file"), 2);
    assert_eq!((count, kind), (&Json::from(15), "n"));
    let until = cell(sheet(&read, "保存期限"), 1, 2);
    assert_eq!(
        (until.0, until.1),
        (&Json::from("2036-10-31T00:00:00"), "d")
    );
    let read = opened(&of_the_demo(hr(), "approvals/2026-10.xlsx")).expect("openpyxl");
    // The paper puts the last policies together; the table has each.
    assert_eq!(
        sheet(&read, "审批单")["rows"]
            .as_array()
            .expect("rows")
            .len(),
        27
    );
    // Everybody may know which rules were applied; files and names are for those who see all.
    let read = opened(&of_the_demo(Edition::staff(&BOOK.settings), path)).expect("openpyxl");
    let names: Vec<&Json> = read["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .map(|s| &s["name"])
        .collect();
    assert!(names.contains(&&Json::from("适用的制度")), "{names:?}");
    assert!(!names.contains(&&Json::from("输入文件")), "{names:?}");
    let rules = sheet(&read, "适用的制度");
    assert!(row(rules, 1)[4].is_null(), "a path");
}

#[test]
fn members_of_a_team_and_a_year_are_tables() {
    let hr = || Edition::hr(&BOOK.settings);
    let Some(read) = opened(&of_the_demo(hr(), "teams/DX1.xlsx")) else {
        return;
    };
    let members = sheet(&read, "电话销售部绩效考核制度");
    assert_eq!(row(members, 0)[..3], ["工号", "姓名", "总分"]);
    assert_eq!(cell(members, 1, 2).1, "n");
    let rows = members["rows"].as_array().expect("rows").len();
    let mean = (1..rows).find(|at| row(members, *at)[1] == "团队平均");
    assert!(row(members, mean.expect("a mean"))[0].is_null());
    let year = of_the_demo(hr(), "sheets/2026/0102.csv");
    let year = String::from_utf8(year).expect("UTF-8");
    assert!(
        year.starts_with("\u{feff}制度,项目,现行满分,周期,数值\r\n"),
        "{year}"
    );
    let total = |period: &str| {
        let begin = format!("电话销售部绩效考核制度,总分,,{period},");
        let line = year.lines().find(|line| line.starts_with(&begin));
        line.unwrap_or_else(|| panic!("no {begin}")).to_owned()
    };
    let october = total("2026-10");
    let page = of_the_demo(hr(), "people/0102.html");
    let page = String::from_utf8(page).expect("UTF-8");
    assert!(page.contains(october.rsplit(',').next().expect("a number")));
    total("平均");
}

#[test]
fn workbooks_are_the_same_bytes_every_time() {
    let book = book(&[]);
    let edition = Edition::hr(&book.settings);
    let (first, again) = (
        made(&book, edition.clone(), None),
        made(&book, edition, None),
    );
    let books = first.keys().filter(|path| path.ends_with(".xlsx"));
    assert!(books.clone().count() >= 5, "three periods, awards, pay");
    for path in books {
        assert!(first[path] == again[path], "{path}");
        assert!(first[path].starts_with(b"PK"), "{path}");
    }
}

#[test]
fn all_awards_are_a_table() {
    let book = book(&[]);
    let files = made(&book, Edition::staff(&book.settings), None);
    let table = text(&files, "data/awards.csv");
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("周期,奖项,制度,工号,姓名,团队,理由,"));
    assert!(lines[1].starts_with("2026-11,首单奖,"), "{}", lines[1]);
    let champion = lines
        .iter()
        .find(|line| line.starts_with("2026-10,月度销冠"));
    assert!(champion.expect("October's").ends_with("暂定"));
    assert!(
        table.contains("'=SUM(A1)"),
        "a name like a formula is made harmless"
    );
    assert!(text(&files, "awards/index.html").contains("../data/awards.xlsx"));
    assert!(files.contains_key("data/awards.xlsx"));
}

#[test]
fn the_feed_tells_of_published_periods_and_awards() {
    let book = book(&[]);
    let edition = Edition::staff(&book.settings);
    let files = made(&book, edition.clone(), None);
    let feed = text(&files, "feed.xml");
    assert!(feed.starts_with(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
    ));
    let between = |text: &str, begin: &str, end: &str| -> Vec<String> {
        let parts = text.split(begin).skip(1);
        parts
            .filter_map(|part| Some(part.split_once(end)?.0.to_owned()))
            .collect()
    };
    let ids = between(feed, "<id>", "</id>");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(
        ids.iter()
            .all(|id| id.starts_with("tag:x") && id.contains(",2026:"))
    );
    let titles = between(feed, "<title>", "</title>");
    let wanted = [
        "致远公示",
        "2026年10月：公示中，至 2026年11月13日",
        "2026年10月 月度销冠：白露（暂定）",
    ];
    assert_eq!(titles[..3], wanted);
    assert!(!feed.contains("2026年11月："), "an open month is no news");
    let days = between(feed, "<updated>", "</updated>");
    assert_eq!(days[0], "2026-11-09T00:00:00Z", "the newest");
    assert!(
        days.contains(&"2026-10-20T00:00:00Z".to_owned()),
        "final on"
    );
    for link in between(feed, "<link href=\"", "\"") {
        assert!(files.contains_key(&link), "{link} leads nowhere");
    }
    assert!(text(&files, "index.html").contains("type=\"application/atom+xml\" href=\"feed.xml\""));
    // With an address the links are whole, and the ids stay what they were.
    let with = made(&book, edition, Some("https://hr.example/merit/"));
    let feed = text(&with, "feed.xml");
    assert_eq!(between(feed, "<id>", "</id>"), ids);
    let links = between(feed, "<link href=\"", "\"");
    assert!(
        links
            .iter()
            .all(|l| l.starts_with("https://hr.example/merit/"))
    );
    assert!(feed.contains("<link rel=\"self\" href=\"https://hr.example/merit/feed.xml\"/>"));
}

#[test]
fn there_is_a_map_where_it_is_said_where_the_site_lies() {
    let book = book(&[]);
    let edition = Edition::staff(&book.settings);
    assert!(!made(&book, edition.clone(), None).contains_key("sitemap.xml"));
    let files = made(&book, edition, Some("https://hr.example/merit/"));
    let map = text(&files, "sitemap.xml");
    let pages: BTreeSet<&str> = map
        .split("<loc>https://hr.example/merit/")
        .skip(1)
        .filter_map(|part| Some(part.split_once("</loc>")?.0))
        .collect();
    assert!(pages.iter().all(|page| files.contains_key(*page)));
    assert!(pages.contains("index.html") && pages.contains("periods/2026-10.html"));
    let printed = ["certificates/", "posters/", "notices/", "wall", "404"];
    assert!(
        !pages
            .iter()
            .any(|p| printed.iter().any(|f| p.starts_with(f)))
    );
    let hr = made(
        &book,
        Edition::hr(&book.settings),
        Some("https://hr.example/"),
    );
    assert!(!hr.contains_key("sitemap.xml") && !hr.contains_key("feed.xml"));
}

#[test]
fn numbers_below_zero_can_be_pasted_into_a_spreadsheet() {
    // A spreadsheet takes a number that begins with U+2212 for a text, and leaves it out of its sums.
    let book = book(&[]);
    let files = made(&book, Edition::hr(&book.settings), None);
    let is_number = |rest: &str| rest.starts_with(|sign: char| sign.is_ascii_digit());
    for (path, bytes) in files.iter().filter(|(path, _)| !path.ends_with(".xlsx")) {
        let text = String::from_utf8_lossy(bytes);
        let mut parts = text.split('−').skip(1);
        assert!(!parts.any(is_number), "{path} has a number with a minus");
    }
    // A value below zero, and a change: in November nobody has won the 1,000 yet.
    assert!(text(&files, "people/0012.html").contains(">-1,000<"));
    let page = only(&files, "pay/2026-11-", "<table");
    assert!(text(&files, page).contains(">-1,000.00<"));
}
