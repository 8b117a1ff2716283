//! Charts as SVG text: one file a chart, all drawn on one [`canvas::Canvas`] by plotters. The only
//! place with floats, since a drawing is not a score.
//!
//! Colours are written as sentinels and replaced by classes, so that the theme's style decides
//! them, light or dark.

mod before_after;
mod canvas;
mod distribution;
mod grades;
mod strip;
mod teams;
mod trend;

pub use before_after::{BeforeAfter, Side, before_after};
pub use distribution::{Distribution, distribution};
pub use grades::{GradeBar, grades};
pub use strip::{Strip, strips};
pub use teams::{TeamBar, teams};
pub use trend::{Point, Step, Trend, trend};

use super::html::{Html, Writer};
use crate::number::{Mode, Number};

/// The words of a chart for those who do not see it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// A name, unique on the page: the chart's anchor.
    pub id: &'a str,
    /// The title.
    pub title: &'a str,
    /// What it shows, as a sentence.
    pub description: &'a str,
}

/// Draws points against a weight as one bar: the whole width is 120 % of the weight; the style adds
/// a line at 100 %. A second, short line marks a mean. Hidden from screen readers, since the numbers
/// stand beside it.
pub fn bar(points: &Number, weight: &Number, mean: Option<&Number>) -> Html {
    let mut out = Writer::default();
    let most = weight
        .times(&Number::from(120_i64))
        .divided_by(&Number::HUNDRED)
        .unwrap_or(Number::ZERO);
    let along = |points: &Number| {
        let drawn = points.clone().or_more(Number::ZERO).or_less(most.clone());
        drawn.percent_of(&most, 1, Mode::HalfUp)
    };
    out.raw("<svg class=\"bar\" aria-hidden=\"true\"><rect height=\"8\" width=\"")
        .text(&along(points))
        .raw("%\"/>");
    if let Some(mean) = mean {
        out.raw("<rect class=\"mean\" height=\"12\" y=\"-2\" width=\"3\" x=\"")
            .text(&along(mean))
            .raw("%\"/>");
    }
    out.raw("</svg>");
    out.done()
}

/// Returns how much of the most a value is, in thousandths; 0 for what is not above zero.
pub fn share(value: &Number, most: &Number) -> i32 {
    along(value, &Number::ZERO, most, 1000).clamp(0, 1000)
}

/// Returns how far a value lies between two bounds, as a number of pixels.
fn along(value: &Number, low: &Number, high: &Number, pixels: i32) -> i32 {
    let steps = value.steps_between(low, high, pixels);
    steps.and_then(|n| i32::try_from(n).ok()).unwrap_or(0)
}
