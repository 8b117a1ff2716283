//! Plain tables and charts with the table of their numbers.

use serde::Serialize;

use crate::site::html::Html;

/// A table of texts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TableView {
    /// The caption; may be empty.
    pub caption: String,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The numbers of a chart, for those who go on with a spreadsheet.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The policy.
    pub policy: String,
    /// The chart's heading.
    pub title: String,
    /// The numbers.
    pub table: TableView,
}

/// A chart with a sentence above and its numbers beside.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// The heading.
    pub title: String,
    /// The policy, where the page does not tell otherwise; else empty.
    pub policy: String,
    /// What it shows.
    pub sentence: String,
    /// The drawing.
    pub svg: Html,
    /// Its numbers.
    pub table: TableView,
    /// The file that holds them; empty for none.
    pub sheet: String,
}

/// Says of charts where their numbers can be had.
pub fn with_sheet(mut charts: Vec<ChartView>, sheet: &str) -> Vec<ChartView> {
    for chart in &mut charts {
        sheet.clone_into(&mut chart.sheet);
    }
    charts
}
