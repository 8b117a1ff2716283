//! Teams side by side: one bar a team, a line at the mean of all.

use super::canvas::{Align, Ink, draw};
use super::{Told, along};
use crate::number::Number;
use crate::site::html::Html;

/// A team, ready to be drawn.
pub struct TeamBar {
    /// The name.
    pub name: String,
    /// The mean.
    pub mean: Number,
    /// The mean as readers see it.
    pub label: String,
}

const WIDTH: i32 = 420;
const LEFT: i32 = 124;
/// The width of a digit, about.
const DIGIT: i32 = 10;
const ROW: i32 = 30;
const BAR: i32 = 14;
/// The most signs of a team's name; the table beside the chart has it whole.
const MOST_SIGNS: usize = 7;

/// Draws teams; negative means begin at the left edge, as the table beside tells.
pub fn teams(told: Told<'_>, bars: &[TeamBar], mean: &Number) -> Html {
    let rows = i32::try_from(bars.len()).unwrap_or(0);
    let height = rows * ROW + 8;
    let most = bars
        .iter()
        .map(|b| b.mean.clone())
        .fold(mean.clone(), Number::or_more);
    let longest = bars.iter().map(|b| b.label.chars().count()).max();
    let room = i32::try_from(longest.unwrap_or(0)).unwrap_or(0) * DIGIT + 16;
    let right = WIDTH - room.clamp(64, WIDTH / 3);
    draw(told, (WIDTH as u32, height.unsigned_abs()), |canvas| {
        let x = |value: &Number| LEFT + along(value, &Number::ZERO, &most, right - LEFT).max(0);
        for (i, bar) in (0..).zip(bars) {
            let middle = 4 + i * ROW + ROW / 2;
            canvas.text(
                &shortened(&bar.name),
                (LEFT - 10, middle),
                Align::End,
                Ink::Text,
            );
            let end = x(&bar.mean).max(LEFT + 1);
            canvas.rectangle((LEFT, middle - BAR / 2), (end, middle + BAR / 2), Ink::Bar);
            canvas.text(&bar.label, (right + 8, middle), Align::Start, Ink::Text);
        }
        canvas.line((x(mean), 2), (x(mean), height - 2), Ink::Mark);
        canvas.line((LEFT, 2), (LEFT, height - 2), Ink::Grid);
    })
}

/// Cuts a team's name to what finds room beside its bar.
pub(super) fn shortened(name: &str) -> String {
    let wide: usize = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    if wide <= MOST_SIGNS * 2 {
        return name.to_owned();
    }
    let mut left = MOST_SIGNS * 2 - 2;
    let mut out = String::new();
    for c in name.chars() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if width > left {
            break;
        }
        left -= width;
        out.push(c);
    }
    out.push('…');
    out
}
