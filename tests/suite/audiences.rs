//! The demo's own data as secrets: every audience of its `site.yml` is published, and what the demo's
//! tables and letters say of customers and in confidence is in no byte of any file.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use meritbook::content::{self, unpacked};

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// The columns of the demo that are about customers, their contracts and calls.
const OF_CUSTOMERS: &[&str] = &[
    "客户",
    "客户称呼",
    "客户编号",
    "合同号",
    "订单号",
    "房号",
    "台号",
    "批次",
    "通话编号",
    "投诉编号",
    "服务单号",
];

/// Returns what stands in those columns, as far as it can be told from anything else.
fn of_customers() -> BTreeSet<String> {
    let content = content::read(&repository(""));
    let mut found = BTreeSet::new();
    let mut columns = BTreeSet::new();
    for table in &content.tables {
        for (at, heading) in table.headings.iter().enumerate() {
            if OF_CUSTOMERS.contains(&heading.text.as_ref()) {
                columns.insert(heading.text.to_string());
                let cells = table.rows.iter().map(|row| row.cells[at].to_string());
                found
                    .extend(cells.filter(|cell| cell.chars().count() >= 5 || cell.ends_with("士")));
            }
        }
    }
    assert_eq!(columns.len(), OF_CUSTOMERS.len(), "{columns:?}");
    found
}

/// Returns what people wrote about single cases for those who decide them.
fn in_confidence() -> BTreeSet<String> {
    let book = meritbook::assess(&repository("")).book.expect("the demo");
    let mut found = BTreeSet::new();
    for month in book.ledger.months.values() {
        for it in &month.adjustments {
            found.extend(it.evidence.iter().chain([&it.reason]).cloned());
        }
        for it in &month.appeals {
            found.extend(it.evidence.iter().chain([&it.claim]).cloned());
            found.extend(it.rulings.iter().filter_map(|r| r.reason.clone()));
        }
        for it in &month.confirmations {
            found.extend([it.objection.clone(), it.remark.clone()]);
        }
        for it in &month.interviews {
            found.extend([it.summary.clone(), it.plan.clone()]);
        }
    }
    found.retain(|text| text.chars().count() >= 6);
    found
}

/// Looks for texts in everything below a folder, in paths and in workbooks too.
fn found_in(folder: &std::path::Path, wanted: &BTreeSet<String>) -> BTreeSet<String> {
    let texts: Vec<&String> = wanted.iter().collect();
    let search = AhoCorasick::new(&texts).expect("texts to look for");
    let mut found = BTreeSet::new();
    for (path, bytes) in files_below(folder) {
        let bytes = match path.ends_with(".xlsx") {
            true => unpacked(&bytes),
            false => bytes,
        };
        for place in [path.as_bytes(), &bytes] {
            let hits = search.find_iter(place);
            found.extend(hits.map(|hit| format!("{path}: {}", texts[hit.pattern().as_usize()])));
        }
    }
    found
}

#[test]
fn every_audience_of_the_demo_is_published_without_customers_and_confidences() {
    let site = temporary();
    copy(&repository("content"), &site.path().join("content"));
    let built = |audience: &str| {
        let run = meritbook(
            site.path(),
            &["build", "--edition", audience, "-o", audience],
        );
        assert_eq!(run.status, 0, "{audience}: {}", run.said());
        site.path().join(audience)
    };
    let (customers, told) = (of_customers(), in_confidence());
    assert!(customers.len() > 1000, "{}", customers.len());
    assert!(told.len() > 5, "{told:?}");
    let secrets: BTreeSet<String> = customers.union(&told).cloned().collect();
    for (audience, folders) in [
        ("staff", false),
        ("board", false),
        ("managers", true),
        ("persons", true),
    ] {
        let out = built(audience);
        assert_eq!(out.join("index.html").exists(), !folders, "{audience}");
        let list = site.path().join(format!("{audience}-folders.csv"));
        assert_eq!(list.exists(), folders, "{audience}");
        let found = found_in(&out, &secrets);
        assert!(found.is_empty(), "{audience}: {found:#?}");
    }
    let slips = files_below(&site.path().join("persons"));
    let slips = slips.keys().filter(|path| path.contains("/slips/"));
    assert!(slips.count() > 100, "each person has slips");
    // Those who decide read the letters.
    let read = found_in(&built("hr"), &told);
    assert!(!read.is_empty(), "HR reads nothing of what was written");
}
