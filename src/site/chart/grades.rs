//! How many have which grade: one bar a grade, each of a kind with its own tint and pattern.

use super::Told;
use super::canvas::{Align, Ink, draw};
use crate::site::html::Html;

/// A grade, ready to be drawn.
pub struct GradeBar {
    /// The grade.
    pub name: String,
    /// How many have it.
    pub count: usize,
    /// That number as readers see it.
    pub label: String,
}

const WIDTH: i32 = 420;
const ROW: i32 = 32;
const BAR: i32 = 18;
/// The width of a sign, about.
const SIGN: i32 = 16;
const KINDS: [Ink; 5] = [Ink::Kind1, Ink::Kind2, Ink::Kind3, Ink::Kind4, Ink::Kind5];

/// Draws grades in the order given, from the best down; those beyond the fifth look like it.
pub fn grades(told: Told<'_>, bars: &[GradeBar]) -> Html {
    let rows = i32::try_from(bars.len()).unwrap_or(0);
    let height = rows * ROW + 8;
    let signs = |text: &str| i32::try_from(text.chars().count()).unwrap_or(1);
    let longest = bars.iter().map(|b| signs(&b.name)).max().unwrap_or(1);
    let left = (longest * SIGN + 14).clamp(36, WIDTH / 3);
    let room = bars.iter().map(|b| signs(&b.label)).max().unwrap_or(1) * SIGN;
    let right = WIDTH - room.clamp(56, WIDTH / 3);
    let most = bars.iter().map(|b| b.count).max().unwrap_or(1).max(1);
    draw(told, (WIDTH as u32, height.unsigned_abs()), |canvas| {
        for (i, bar) in (0..).zip(bars) {
            let middle = 4 + i * ROW + ROW / 2;
            canvas.text(&bar.name, (left - 10, middle), Align::End, Ink::Text);
            let share = usize::try_from(right - left).unwrap_or(0) * bar.count / most;
            let end = left + i32::try_from(share).unwrap_or(0).max(2);
            let kind = KINDS.get(i.unsigned_abs() as usize).copied();
            let (from, to) = ((left, middle - BAR / 2), (end, middle + BAR / 2));
            canvas.rectangle(from, to, kind.unwrap_or(Ink::Kind5));
            canvas.text(&bar.label, (end + 8, middle), Align::Start, Ink::Text);
        }
        canvas.line((left, 2), (left, height - 2), Ink::Grid);
    })
}
