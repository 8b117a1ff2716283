//! Money: pay sheets that add up, what is owed, prizes within a budget, and that none of it is in
//! the staff edition.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use meritbook::assess;
use meritbook::assessment::{Book, Fate, SheetRow, owed, reconcile};
use meritbook::diagnostic::{Language, Severity, render};
use meritbook::number::{Number, sum};
use meritbook::period::Period;
use meritbook::site::{Edition, Explain, Site};
use meritbook::value::{Missing, Value};
use proptest::prelude::*;

use crate::common::{repository, temporary};

/// Works out a site; panics where there are errors.
fn book(site: &Path) -> Book {
    let assessed = assess(site);
    let errors = assessed.diagnostics.iter();
    let errors: Vec<String> = errors
        .filter(|d| d.severity == Severity::Error)
        .map(|d| render(d, Language::English, false))
        .collect();
    assessed
        .book
        .unwrap_or_else(|| panic!("{}", errors.join("\n")))
}

fn fixture() -> Book {
    book(&repository("tests/sites/pay"))
}

/// Makes all files of an edition.
fn files(book: &Book, edition: Edition) -> BTreeMap<String, String> {
    let explain: Explain<'_> =
        Box::new(|p, policy, figure, id| book.explain(p, policy, figure, id));
    let site = Site::of_edition(book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let made = site.jobs().into_iter().map(|job| {
        let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        (file.path, String::from_utf8_lossy(&file.bytes).into_owned())
    });
    made.collect()
}

fn number(text: &str) -> Number {
    Number::parse_exact(text).expect("a number")
}

fn figure(book: &Book, month: &str, name: &str, id: &str) -> Number {
    let period = book
        .period(Period::parse(month).expect("a period"))
        .expect("results");
    let cell = period.figures.get("sales", name, id);
    match cell {
        Some(Ok(Value::Number(found))) => found.clone(),
        other => panic!("{month} {name} {id}: {other:?}"),
    }
}

#[test]
fn the_hr_edition_has_sheets_balances_and_a_list_of_them() {
    let book = fixture();
    let files = files(&book, Edition::hr(&book.settings));
    for path in [
        "pay/index.html",
        "pay/2026-07-sales.html",
        "pay/2026-09-sales.html",
        "pay/2026-09-sales.csv",
        "pay/owed-sales.html",
        "pay/owed-sales.csv",
    ] {
        assert!(files.contains_key(path), "{path} is not made");
    }
    assert!(
        files["handbook/sales.html"].contains("为预算"),
        "the rules say the budget"
    );
    let sheet = &files["pay/2026-09-sales.html"];
    for said in [
        "税前",
        "与上期对账",
        "不再在本表的人",
        "新进本表的人",
        "奖金预算",
    ] {
        assert!(sheet.contains(said), "the sheet does not say {said}");
    }
    assert!(files["periods/2026-09.html"].contains("../pay/2026-09-sales.html"));
}

#[test]
fn results_with_pay_keep_to_their_schema() {
    let schema = fs::read_to_string(repository("docs/results.schema.json")).expect("a schema");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let book = fixture();
    let files = files(&book, Edition::hr(&book.settings));
    let results = &files["data/2026-08.json"];
    let results: serde_json::Value = serde_json::from_str(results).expect("JSON");
    let wrong: Vec<String> = validator
        .iter_errors(&results)
        .map(|e| e.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let sheet = &results["policies"][0]["pay_sheet"];
    assert_eq!(sheet["columns"][0], "工号");
    assert!(sheet["reconciliation"]["was"].is_string(), "{sheet}");
    assert!(results["policies"][0]["budget"].is_object());
}

#[test]
fn nothing_of_pay_is_in_the_staff_edition() {
    let book = fixture();
    for (path, text) in files(&book, Edition::staff(&book.settings)) {
        assert!(!path.starts_with("pay/"), "{path}");
        let results = path.ends_with(".json") || path.ends_with(".csv");
        for secret in ["pay/", "pay_sheet", "owed", "budget", "reconciliation"] {
            let rules = path.starts_with("handbook/") || path.starts_with("assets/");
            assert!(rules || !text.contains(secret), "{path} holds {secret}");
        }
        // What E1 is paid, holds and is owed.
        for amount in ["540.00", "360.00", "4,090", "4090"] {
            assert!(!text.contains(amount), "{path} holds {amount}");
        }
        assert!(
            !results || !text.contains("底薪"),
            "{path} holds a pay line"
        );
    }
}

#[test]
fn a_sheet_is_written_for_spreadsheets_without_formulas() {
    let book = fixture();
    let files = files(&book, Edition::hr(&book.settings));
    let sheet = &files["pay/2026-07-sales.csv"];
    assert!(sheet.starts_with("\u{feff}工号,姓名,"), "{sheet}");
    assert!(sheet.contains("'=周岚"), "{sheet}");
    assert!(!sheet.contains(",=周岚"), "{sheet}");
}

#[test]
fn columns_stand_in_finances_order() {
    let book = fixture();
    let files = files(&book, Edition::hr(&book.settings));
    let first = files["pay/2026-09-sales.csv"]
        .lines()
        .next()
        .expect("headings")
        .to_owned();
    assert_eq!(
        first.trim_start_matches('\u{feff}').trim_end(),
        "工号,姓名,底薪,回款额,提成,提成 · 本期实发,提成 · 尚欠余额,绩效工资 · 本期实发,绩效工资 · 暂扣余额,达标,奖金合计,实发合计"
    );
}

/// July: E1 earns 30,000 in the bands 2 %, 3 %, 5 % and 2,000 above: 200 + 600 + 100 = 900 of
/// commission; 60 % of it at once, 20 % in August, the rest in September.
#[test]
fn what_is_owed_is_paid_in_parts_settled_and_held_until_it_is_free() {
    let book = fixture();
    assert_eq!(figure(&book, "2026-07", "pay.提成", "E1"), number("900"));
    assert_eq!(
        figure(&book, "2026-07", "pay.提成.paid", "E1"),
        number("540")
    );
    assert_eq!(
        figure(&book, "2026-07", "pay.提成.owed", "E1"),
        number("360")
    );
    // August: 200 + 360 = 560, of it 336 at once, and 180 of July.
    assert_eq!(
        figure(&book, "2026-08", "pay.提成.paid", "E1"),
        number("516")
    );
    assert_eq!(
        figure(&book, "2026-08", "pay.提成.owed", "E1"),
        number("404")
    );
    // E2 leaves in August and has everything.
    assert_eq!(figure(&book, "2026-08", "pay.提成.owed", "E2"), number("0"));
    // Held in July and August, paid in September.
    assert_eq!(
        figure(&book, "2026-08", "pay.绩效工资.held", "E1"),
        number("1000")
    );
    assert_eq!(
        figure(&book, "2026-09", "pay.绩效工资.paid", "E1"),
        number("1500")
    );
    let sheet = owed(&book, "sales").expect("something is owed");
    let commission = sheet
        .lines
        .iter()
        .find(|l| &*l.name == "提成")
        .expect("a line");
    let of = |id: &str| {
        commission
            .people
            .iter()
            .find(|p| &*p.id == id)
            .expect("a person")
    };
    let fates = |id: &str| -> Vec<Fate> {
        of(id)
            .earned
            .iter()
            .flat_map(|e| e.parts.iter().map(|(_, _, fate)| *fate))
            .collect()
    };
    let month = |m| Period::new(2026, m).expect("a period");
    let (paid, settled) = (|m| Fate::Paid(month(m)), |m| Fate::Settled(month(m)));
    assert_eq!(
        fates("E1"),
        [
            paid(7),
            paid(8),
            paid(9),
            paid(8),
            paid(9),
            Fate::Owed,
            paid(9),
            Fate::Owed,
            Fate::Owed
        ]
    );
    assert_eq!(
        fates("E2"),
        [
            paid(7),
            paid(8),
            settled(8),
            paid(8),
            settled(8),
            settled(8)
        ]
    );
    adds_up(&book);
}

/// Checks that every balance goes on where the last one ended, and that the open parts are the
/// balance.
fn adds_up(book: &Book) {
    let sheet = owed(book, "sales").expect("something is owed");
    let mut before = Number::ZERO;
    for month in &sheet.months {
        assert_eq!(month.opening, before, "{}", month.period);
        let change = month.earned.minus(&month.paid).plus(&month.corrected);
        assert_eq!(
            month.closing,
            month.opening.plus(&change),
            "{}",
            month.period
        );
        before = month.closing.clone();
    }
    let people = sheet.lines.iter().flat_map(|line| &line.people);
    let balances: Vec<Number> = people.clone().map(|p| p.balance.clone()).collect();
    assert_eq!(sum(balances.iter()), before);
    for person in people {
        assert_eq!(person.other, Number::ZERO, "{}", person.id);
        let parts = person.earned.iter().flat_map(|e| &e.parts);
        let open = parts.filter(|(_, _, fate)| matches!(fate, Fate::Owed | Fate::Overdue));
        let open: Vec<Number> = open.map(|(_, amount, _)| amount.clone()).collect();
        assert_eq!(sum(open.iter()), person.balance, "{}", person.id);
    }
}

#[test]
fn prizes_over_budget_are_scaled_down_and_told() {
    // July: revenue 55,000.55, budget 550.0055; prizes 1,000 + 300 = 1,300.
    let book = fixture();
    assert_eq!(
        figure(&book, "2026-07", "budget.amount", "E1"),
        number("550.0055")
    );
    assert_eq!(
        figure(&book, "2026-07", "budget.cost", "E1"),
        number("1300")
    );
    // 1,000 × 550.0055 ÷ 1,300 = 423.08… and 300 × 550.0055 ÷ 1,300 = 126.92…, to the cent below.
    assert_eq!(
        figure(&book, "2026-07", "award.销冠.prize", "E1"),
        number("423.08")
    );
    assert_eq!(
        figure(&book, "2026-07", "award.达标.prize", "E1"),
        number("126.92")
    );
    let said = assess(&repository("tests/sites/pay")).diagnostics;
    assert!(said.iter().any(|d| d.code == "A132"));
}

fn rows() -> impl Strategy<Value = Vec<SheetRow>> {
    let amount = (-100_000_i64..100_000).prop_map(|cents| number(&format!("{cents}e-2")));
    let paid = prop::collection::btree_map("[a-d]", amount, 0..4);
    let row = (0..12_usize, paid, prop::bool::weighted(0.1));
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        let rows: BTreeMap<usize, _> = rows.into_iter().map(|(id, p, m)| (id, (p, m))).collect();
        let row = |(id, (paid, missing)): (usize, (BTreeMap<String, Number>, bool))| {
            let paid: BTreeMap<Arc<str>, Number> = paid
                .into_iter()
                .map(|(line, amount)| (Arc::from(line), amount))
                .collect();
            SheetRow {
                id: format!("E{id}").into(),
                name: String::new(),
                team: "".into(),
                cells: Vec::new(),
                total: match missing {
                    true => Err(Missing::Nobody),
                    false => Ok(sum(paid.values())),
                },
                paid,
            }
        };
        rows.into_iter().map(row).collect()
    })
}

proptest! {
    #[test]
    fn last_total_and_all_changes_are_this_total(before in rows(), now in rows()) {
        let found = reconcile(Period::new(2026, 9).expect("a period"), &before, &now);
        let moves = [&found.joined, &found.left, &found.completed, &found.incomplete];
        let mut total = found.was.clone();
        for change in moves {
            total = total.plus(&change.amount);
        }
        for (_, amount) in &found.lines {
            total = total.plus(amount);
        }
        prop_assert_eq!(total, found.now);
        let of = |rows: &[SheetRow]| {
            let totals: Vec<Number> = rows.iter().filter_map(|r| r.total.clone().ok()).collect();
            sum(totals.iter())
        };
        prop_assert_eq!(found.was, of(&before));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Amounts of six months, for three people who may be away in any of them.
    #[test]
    fn balances_add_up_whoever_comes_and_goes(
        amounts in prop::collection::vec(prop::collection::vec(0..200_000_i64, 3), 6),
        away in prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.25), 3), 6),
        shares in (1..60_i64, 1..40_i64),
    ) {
        let site = temporary();
        let put = |path: String, text: String| {
            let path = site.path().join("content").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        };
        put("site.yml".into(), "title: 页\n".into());
        put("people/roster.csv".into(), "工号,姓名,团队,岗位\nE0,甲,组,在\nE1,乙,组,在\nE2,丙,组,在\n".into());
        let mut moves = String::from("date,id,post\n");
        for (month, of) in away.iter().enumerate() {
            for (who, away) in of.iter().enumerate() {
                let post = if *away { "不在" } else { "在" };
                moves += &format!("2026-{:02}-01,E{who},{post}\n", month + 1);
            }
        }
        put("people/moves.csv".into(), moves);
        let (first, second) = shares;
        put("policies/sales.yml".into(), format!(
            "policy: 提成办法\nversion: {{from: 2026-01}}\napplies_to: {{post: 在}}\nround: {{pay: {{step: 0.01, mode: half-up}}}}\npay:\n  提成: {{value: sum(表.额), paid: [{{share: {first}%}}, {{share: {second}%, after: 1}}, {{share: rest, at: quarter}}]}}\n  暂扣: {{value: sum(表.额) / 7, hold: sum(表.额) > 1000}}\n"
        ));
        for (month, of) in amounts.iter().enumerate() {
            let rows = of.iter().enumerate().map(|(who, cents)| format!("E{who},{cents}e-2\n"));
            let rows: String = rows.collect::<String>().replace("e-2", "");
            put(format!("months/2026-{:02}/表.csv", month + 1), format!("工号,额\n{rows}"));
        }
        adds_up(&book(site.path()));
    }
}
