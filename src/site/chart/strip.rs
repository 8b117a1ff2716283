//! Teams as strips: a dot for each member, without a name, and a line at the team's median.

use super::canvas::{Align, Ink, draw};
use super::teams::shortened;
use super::{Told, along};
use crate::number::Number;
use crate::site::html::Html;

/// A team, ready to be drawn.
pub struct Strip<'a> {
    /// The name.
    pub name: String,
    /// The members' values, from low to high.
    pub values: &'a [Number],
    /// The value in the middle.
    pub median: &'a Number,
    /// That value as readers see it.
    pub label: String,
}

const WIDTH: i32 = 420;
const LEFT: i32 = 124;
/// The width of a digit, about.
const DIGIT: i32 = 10;
const ROW: i32 = 40;
/// The space below the strips, for the ends of the scale.
const FOOT: i32 = 26;
/// How far dots on one place stand apart, and how many find room side by side.
const APART: i32 = 6;
const SIDE_BY_SIDE: [i32; 5] = [0, -APART, APART, -2 * APART, 2 * APART];

/// Draws teams on one scale from the lowest to the highest value; `ends` are these as readers see
/// them.
pub fn strips(told: Told<'_>, strips: &[Strip<'_>], ends: (&str, &str)) -> Html {
    let rows = i32::try_from(strips.len()).unwrap_or(0);
    let base = rows * ROW + 6;
    let longest = strips.iter().map(|s| s.label.chars().count()).max();
    let room = i32::try_from(longest.unwrap_or(0)).unwrap_or(0) * DIGIT + 20;
    let right = WIDTH - room.clamp(64, WIDTH / 3);
    let all = || strips.iter().flat_map(|s| s.values);
    let low = all().min().cloned().unwrap_or(Number::ZERO);
    let high = all().max().cloned().unwrap_or(Number::ONE);
    let x = |value: &Number| LEFT + 6 + along(value, &low, &high, right - LEFT - 12);
    let size = (WIDTH as u32, (base + FOOT).unsigned_abs());
    draw(told, size, |canvas| {
        for (i, strip) in (0..).zip(strips) {
            let middle = 4 + i * ROW + ROW / 2;
            let name = shortened(&strip.name);
            canvas.text(&name, (LEFT - 10, middle), Align::End, Ink::Text);
            canvas.line((LEFT, middle), (right, middle), Ink::Grid);
            // Where the dots begin that share a place, and how many stand there already.
            let mut last: Option<(i32, usize)> = None;
            for value in strip.values {
                let here = x(value);
                let taken = match last {
                    Some((before, taken)) if here - before < APART => taken + 1,
                    _ => 0,
                };
                let begins = last
                    .filter(|_| taken > 0)
                    .map_or(here, |(before, _)| before);
                last = Some((begins, taken));
                let aside = SIDE_BY_SIDE.iter().cycle().nth(taken);
                canvas.dot((here, middle + aside.unwrap_or(&0)), 3, Ink::Bar);
            }
            let at = x(strip.median);
            canvas.rectangle((at - 1, middle - 15), (at + 1, middle + 15), Ink::Mark);
            canvas.text(&strip.label, (right + 10, middle), Align::Start, Ink::Text);
        }
        let foot = base + FOOT / 2;
        canvas.text(ends.0, (LEFT, foot), Align::Start, Ink::Quiet);
        canvas.text(ends.1, (right, foot), Align::End, Ink::Quiet);
    })
}
