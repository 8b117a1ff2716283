//! Bands whose rows stand in a workbook: the same checks, pointing at the cell.

use std::fs;

use meritbook::content;
use meritbook::diagnostic::{Language, Severity, render};
use meritbook::policy;
use rust_xlsxwriter::Workbook;

use crate::common::temporary;

/// Understands a policy with a workbook of bands; returns its mistakes in words.
fn mistakes(rows: &[[&str; 3]]) -> Vec<String> {
    let folder = temporary();
    let home = folder.path().join("content/policies/trial");
    fs::create_dir_all(&home).expect("a folder");
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").expect("a sheet");
    let sheet = book.add_worksheet().set_name("完成档").expect("a sheet");
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell.parse::<f64>() {
                Ok(value) => sheet.write_number(number, column, value).map(|_| ()),
                Err(_) => sheet.write_string(number, column, *cell).map(|_| ()),
            }
            .expect("a cell");
        }
    }
    book.save(home.join("档位.xlsx")).expect("a workbook");
    let document = "policy: 试行\nversion: {from: 2026-10}\nmetrics: {完成率: 业绩.完成率}\n\
                    bands: {完成档: {by: 完成率, table: 档位.xlsx!完成档}}\n";
    fs::write(home.join("2026-10.yml"), document).expect("a file");
    let (policies, diagnostics) = policy::understand(&content::read(folder.path()));
    assert_eq!(policies.len(), 1);
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors
        .map(|d| render(d, Language::Chinese, false))
        .collect()
}

#[test]
fn a_sheet_of_a_workbook_holds_a_band() {
    let rows = [
        ["从", "到", "得分"],
        ["", "0.6", "0"],
        ["0.6", "0.8", "60"],
        ["0.8", "", "100"],
    ];
    assert_eq!(mistakes(&rows), Vec::<String>::new());
}

#[test]
fn a_gap_in_a_sheet_is_shown_by_its_cells() {
    let rows = [
        ["从", "到", "得分"],
        ["", "0.6", "0"],
        ["0.6", "0.79", "60"],
        ["0.8", "", "100"],
    ];
    let told = mistakes(&rows).join("\n");
    assert!(told.contains("P225"), "{told}");
    assert!(told.contains("完成档!A4"), "{told}");
    assert!(told.contains("完成档!B3"), "{told}");
}
