//! One figure over the periods: a line with dots, gaps where there is nothing, and the mean of all
//! for comparison.

use super::canvas::{Align, Canvas, Ink, draw};
use super::{Told, along};
use crate::number::Number;
use crate::site::html::Html;

/// One period of a trend.
pub struct Point {
    /// The period as it stands at the axis: the month alone.
    pub label: String,
    /// The period with its year.
    pub period: String,
    /// The value; `None` for a gap.
    pub value: Option<Number>,
    /// The value as readers see it; empty for a gap.
    pub shown: String,
    /// The mean of all, where it may be shown.
    pub mean: Option<Number>,
    /// That mean as readers see it.
    pub mean_shown: String,
}

/// A trend, ready to be drawn.
pub struct Trend<'a> {
    /// The periods from early to late.
    pub points: &'a [Point],
    /// The words at the line of the mean.
    pub mean_label: &'a str,
}

const WIDTH: i32 = 520;
const HEIGHT: i32 = 220;
const LEFT: i32 = 24;
const RIGHT: i32 = 496;
const TOP: i32 = 36;
const BOTTOM: i32 = 160;

/// Draws a trend.
pub fn trend(told: Told<'_>, trend: &Trend<'_>) -> Html {
    draw(told, (WIDTH as u32, HEIGHT as u32), |canvas| {
        let Some((low, high)) = bounds(trend.points) else {
            return;
        };
        let steps = i32::try_from(trend.points.len()).unwrap_or(1) - 1;
        let x = |i: i32| {
            if steps <= 0 {
                (LEFT + RIGHT) / 2
            } else {
                LEFT + (RIGHT - LEFT) * i / steps
            }
        };
        let y = |value: &Number| BOTTOM - along(value, &low, &high, BOTTOM - TOP);
        canvas.line((LEFT, HEIGHT - 32), (RIGHT, HEIGHT - 32), Ink::Grid);
        let every = 1 + steps / 7;
        for (i, point) in (0..).zip(trend.points) {
            if (steps - i) % every == 0 {
                let align = if i == steps && steps > 0 {
                    Align::End
                } else if i == 0 && steps > 0 {
                    Align::Start
                } else {
                    Align::Middle
                };
                canvas.text(&point.label, (x(i), HEIGHT - 16), align, Ink::Quiet);
            }
        }
        let means = stretches(trend.points.iter().map(|p| p.mean.as_ref()), x, y);
        let has_mean = means.iter().any(|s| s.len() > 1);
        for stretch in means {
            line(canvas, stretch, Ink::Soft, false);
        }
        let own = stretches(trend.points.iter().map(|p| p.value.as_ref()), x, y);
        for stretch in own {
            line(canvas, stretch, Ink::Line, true);
        }
        if has_mean {
            canvas.path(vec![(LEFT, 10), (LEFT + 20, 10)], Ink::Soft);
            canvas.text(trend.mean_label, (LEFT + 28, 10), Align::Start, Ink::Quiet);
        }
        marks(canvas, trend.points, x, y);
    })
}

/// Writes the latest value and the highest one beside their dots.
fn marks(
    canvas: &mut Canvas<'_>,
    points: &[Point],
    x: impl Fn(i32) -> i32,
    y: impl Fn(&Number) -> i32,
) {
    let known = || {
        (0..)
            .zip(points)
            .filter_map(|(i, p)| Some((i, p, p.value.as_ref()?)))
    };
    let last = known().last();
    let best = known().reduce(|a, b| if b.2 > a.2 { b } else { a });
    let mut marked = None;
    for (i, point, value) in last.into_iter().chain(best) {
        if marked.replace(i) == Some(i) {
            continue;
        }
        let at = x(i);
        let align = if at > RIGHT - 30 {
            Align::End
        } else if at < LEFT + 30 {
            Align::Start
        } else {
            Align::Middle
        };
        // Beside a line that comes from above there is room below.
        let before = usize::try_from(i)
            .ok()
            .and_then(|i| points.get(i.checked_sub(1)?));
        let falls = before
            .and_then(|p| p.value.as_ref())
            .is_some_and(|b| b > value);
        let offset = if falls { 16 } else { -14 };
        canvas.text(&point.shown, (at, y(value) + offset), align, Ink::Text);
    }
}

fn line(canvas: &mut Canvas<'_>, stretch: Vec<(i32, i32)>, ink: Ink, dots: bool) {
    if dots || stretch.len() == 1 {
        for at in &stretch {
            canvas.dot(*at, if dots { 4 } else { 2 }, ink);
        }
    }
    if stretch.len() > 1 {
        canvas.path(stretch, ink);
    }
}

/// Cuts a row of values at its gaps.
fn stretches<'n>(
    values: impl Iterator<Item = Option<&'n Number>>,
    x: impl Fn(i32) -> i32,
    y: impl Fn(&Number) -> i32,
) -> Vec<Vec<(i32, i32)>> {
    let mut stretches = vec![Vec::new()];
    for (i, value) in (0..).zip(values) {
        match (value, stretches.last_mut()) {
            (Some(value), Some(stretch)) => stretch.push((x(i), y(value))),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|s| !s.is_empty());
    stretches
}

/// Returns the lowest and highest value, spread a little where they are equal.
fn bounds(points: &[Point]) -> Option<(Number, Number)> {
    let mut values = points
        .iter()
        .flat_map(|p| p.value.iter().chain(p.mean.iter()))
        .cloned();
    let first = values.next()?;
    let (low, high) = values.fold((first.clone(), first), |(low, high), v| {
        (low.or_less(v.clone()), high.or_more(v))
    });
    if low == high {
        return Some((low.minus(&Number::ONE), high.plus(&Number::ONE)));
    }
    Some((low, high))
}
