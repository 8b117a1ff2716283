//! How many reached what: one bar a stretch, a mark at the mean.

use super::canvas::{Align, Ink, draw};
use super::{Told, along};
use crate::number::Number;
use crate::site::html::Html;

/// A spread, ready to be drawn.
pub struct Distribution<'a> {
    /// The bounds of the stretches, one more than there are stretches.
    pub bounds: Vec<Number>,
    /// The bounds as readers see them.
    pub labels: Vec<String>,
    /// How many lie in each stretch.
    pub counts: Vec<usize>,
    /// Where the mean lies.
    pub mean: &'a Number,
    /// The mark's words.
    pub mean_label: String,
}

const WIDTH: i32 = 420;
const HEIGHT: i32 = 208;
const LEFT: i32 = 12;
const RIGHT: i32 = 408;
const TOP: i32 = 46;
const BASE: i32 = 178;

/// Draws a spread.
pub fn distribution(told: Told<'_>, spread: &Distribution<'_>) -> Html {
    draw(told, (WIDTH as u32, HEIGHT as u32), |canvas| {
        let stretches = i32::try_from(spread.counts.len()).unwrap_or(1).max(1);
        let most = spread.counts.iter().copied().max().unwrap_or(1).max(1);
        let edge = |i: i32| LEFT + (RIGHT - LEFT) * i / stretches;
        let height = |count: usize| match i32::try_from(count * 108 / most) {
            _ if count == 0 => 0,
            height => height.unwrap_or(0).max(2),
        };
        for (i, count) in (0..).zip(&spread.counts) {
            let height = height(*count);
            let (from, to) = (edge(i) + 1, edge(i + 1) - 1);
            if height > 0 {
                canvas.rectangle((from, BASE - height), (to, BASE), Ink::Bar);
            }
        }
        canvas.line((LEFT, BASE), (RIGHT, BASE), Ink::Grid);
        let longest = spread.labels.iter().map(|l| l.len()).max().unwrap_or(0) as i32;
        let room = (RIGHT - LEFT) / stretches;
        // The first label begins at its edge, the next is centred on its own.
        let every = 1 + (longest * 12 - 1).max(0) / room.max(1);
        for (i, label) in (0..).zip(&spread.labels) {
            if i % every == 0 {
                let align = if i == 0 {
                    Align::Start
                } else if i == stretches {
                    Align::End
                } else {
                    Align::Middle
                };
                canvas.text(label, (edge(i), BASE + 18), align, Ink::Quiet);
            }
        }
        let mut mark = None;
        if let (Some(low), Some(high)) = (spread.bounds.first(), spread.bounds.last()) {
            let x = LEFT + along(spread.mean, low, high, RIGHT - LEFT);
            mark = Some(x);
            canvas.line((x, TOP - 14), (x, BASE), Ink::Mark);
            let (align, x) = if x > WIDTH / 2 {
                (Align::End, x - 6)
            } else {
                (Align::Start, x + 6)
            };
            canvas.text(&spread.mean_label, (x, TOP - 24), align, Ink::Text);
        }
        for (i, count) in (0..).zip(&spread.counts).filter(|(_, count)| **count > 0) {
            let (x, align) = beside((edge(i) + edge(i + 1)) / 2, mark);
            let above = (x, BASE - height(*count) - 10);
            canvas.text(&count.to_string(), above, align, Ink::Text);
        }
    })
}

/// Places the number of a bar: over its middle, or beside the mark where that would run through it.
pub(super) fn beside(middle: i32, mark: Option<i32>) -> (i32, Align) {
    match mark {
        Some(mark) if (middle - mark).abs() < 12 && middle < mark => (mark - 6, Align::End),
        Some(mark) if (middle - mark).abs() < 12 => (mark + 6, Align::Start),
        _ => (middle, Align::Middle),
    }
}
