//! How many reached what, before and after: two histograms over the same stretches, one above the
//! other, each with a mark at its mean.

use super::canvas::{Align, Canvas, Ink, draw};
use super::distribution::beside;
use super::{Told, along};
use crate::number::Number;
use crate::site::html::Html;

/// Two spreads over the same stretches, ready to be drawn.
pub struct BeforeAfter<'a> {
    /// The bounds of the stretches, one more than there are stretches.
    pub bounds: Vec<Number>,
    /// The bounds as readers see them.
    pub labels: Vec<String>,
    /// Before, above.
    pub before: Side<'a>,
    /// After, below.
    pub after: Side<'a>,
}

/// One of two spreads.
pub struct Side<'a> {
    /// What it is called.
    pub name: String,
    /// How many lie in each stretch.
    pub counts: Vec<usize>,
    /// Where the mean lies; `None` where nobody has a value.
    pub mean: Option<&'a Number>,
}

const WIDTH: i32 = 420;
const HEIGHT: i32 = 300;
const LEFT: i32 = 12;
const RIGHT: i32 = 408;
/// The base lines of the two, and how high the highest bar is.
const BASES: (i32, i32) = (132, 268);
const HIGHEST: i32 = 76;

/// Draws two spreads.
pub fn before_after(told: Told<'_>, both: &BeforeAfter<'_>) -> Html {
    draw(told, (WIDTH as u32, HEIGHT as u32), |canvas| {
        let counts = both.before.counts.iter().chain(&both.after.counts);
        let most = counts.copied().max().unwrap_or(1).max(1);
        side(canvas, both, &both.before, (BASES.0, most, Ink::Soft));
        side(canvas, both, &both.after, (BASES.1, most, Ink::Bar));
        let stretches = i32::try_from(both.labels.len().saturating_sub(1)).unwrap_or(1);
        let longest = both.labels.iter().map(|l| l.len()).max().unwrap_or(0) as i32;
        let room = (RIGHT - LEFT) / stretches.max(1);
        let every = 1 + (longest * 12 - 1).max(0) / room.max(1);
        for (i, label) in (0..).zip(&both.labels) {
            if i % every == 0 {
                let align = match i {
                    0 => Align::Start,
                    i if i == stretches => Align::End,
                    _ => Align::Middle,
                };
                let at = (edge(i, stretches), BASES.1 + 18);
                canvas.text(label, at, align, Ink::Quiet);
            }
        }
    })
}

fn edge(i: i32, stretches: i32) -> i32 {
    LEFT + (RIGHT - LEFT) * i / stretches.max(1)
}

fn side(
    canvas: &mut Canvas<'_>,
    both: &BeforeAfter<'_>,
    side: &Side<'_>,
    (base, most, ink): (i32, usize, Ink),
) {
    let stretches = i32::try_from(side.counts.len()).unwrap_or(1).max(1);
    let height = |count: usize| match i32::try_from(count * HIGHEST as usize / most) {
        _ if count == 0 => 0,
        height => height.unwrap_or(0).max(2),
    };
    canvas.text(
        &side.name,
        (LEFT, base - HIGHEST - 36),
        Align::Start,
        Ink::Text,
    );
    for (i, count) in (0..).zip(&side.counts) {
        let height = height(*count);
        let (from, to) = (edge(i, stretches) + 1, edge(i + 1, stretches) - 1);
        if height > 0 {
            canvas.rectangle((from, base - height), (to, base), ink);
        }
    }
    canvas.line((LEFT, base), (RIGHT, base), Ink::Grid);
    let mut mark = None;
    if let (Some(mean), Some(low), Some(high)) =
        (side.mean, both.bounds.first(), both.bounds.last())
    {
        let x = LEFT + along(mean, low, high, RIGHT - LEFT);
        canvas.line((x, base - HIGHEST - 24), (x, base), Ink::Mark);
        mark = Some(x);
    }
    for (i, count) in (0..).zip(&side.counts).filter(|(_, count)| **count > 0) {
        let middle = (edge(i, stretches) + edge(i + 1, stretches)) / 2;
        let (x, align) = beside(middle, mark);
        let above = (x, base - height(*count) - 10);
        canvas.text(&count.to_string(), above, align, Ink::Text);
    }
}
