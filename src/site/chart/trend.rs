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
    /// Cut points of grades, from low to high; those near the values are drawn.
    pub steps: &'a [Step],
}

/// A cut point with its words.
pub struct Step {
    /// Where it is.
    pub at: Number,
    /// What begins there: `A 92`.
    pub label: String,
}

const WIDTH: i32 = 420;
const HEIGHT: i32 = 200;
const LEFT: i32 = 8;
const TOP: i32 = 50;
const BOTTOM: i32 = 148;
/// The height of a line of text, about.
const LINE: i32 = 18;
/// The width of a digit, about.
const DIGIT: i32 = 10;

/// Draws a trend.
pub fn trend(told: Told<'_>, trend: &Trend<'_>) -> Html {
    draw(told, (WIDTH as u32, HEIGHT as u32), |canvas| {
        let Some((low, high)) = bounds(trend.points) else {
            return;
        };
        let (drawn, high) = near(trend.steps, &low, &high);
        // The last value stands to the right of its dot, where no line is.
        let last = trend.points.iter().rfind(|p| p.value.is_some());
        let room = last.map_or(0, |p| {
            i32::try_from(p.shown.len()).unwrap_or(0) * DIGIT + 12
        });
        let right = WIDTH - room.clamp(28, WIDTH / 3);
        let steps = i32::try_from(trend.points.len()).unwrap_or(1) - 1;
        let x = |i: i32| {
            if steps <= 0 {
                (LEFT + right) / 2
            } else {
                LEFT + (right - LEFT) * i / steps
            }
        };
        let y = |value: &Number| BOTTOM - along(value, &low, &high, BOTTOM - TOP);
        canvas.line((LEFT, HEIGHT - 32), (right, HEIGHT - 32), Ink::Grid);
        let every = 1 + steps / 6;
        for (i, point) in (0..).zip(trend.points) {
            if (steps - i) % every == 0 {
                let align = if i == 0 && steps > 0 {
                    Align::Start
                } else {
                    Align::Middle
                };
                canvas.text(&point.label, (x(i), HEIGHT - 16), align, Ink::Quiet);
            }
        }
        for step in drawn {
            let at = y(&step.at);
            canvas.line((LEFT, at), (right, at), Ink::Grid);
            // Beside the line, clear of the last value.
            let value = last.and_then(|p| p.value.as_ref()).map(&y);
            let beside = match value {
                Some(value) if (at - value).abs() < LINE => {
                    value + if at > value { LINE } else { -LINE }
                }
                _ => at,
            };
            canvas.text(&step.label, (right + 10, beside), Align::Start, Ink::Quiet);
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
    if let Some((i, point, value)) = last {
        let at = (x(i) + 10, y(value));
        canvas.text(&point.shown, at, Align::Start, Ink::Text);
    }
    let before = |i: i32| last.is_some_and(|(end, ..)| end - i > 0);
    if let Some((i, point, value)) = best.filter(|(i, ..)| before(*i)) {
        let align = if i == 0 { Align::Start } else { Align::Middle };
        canvas.text(&point.shown, (x(i), y(value) - 16), align, Ink::Text);
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

/// Returns the cut points that lie among the values, with the first one above where it is not far,
/// and the upper bound that shows it.
fn near<'s>(steps: &'s [Step], low: &Number, high: &Number) -> (Vec<&'s Step>, Number) {
    let reach = high.plus(&high.minus(low));
    let mut drawn: Vec<&Step> = Vec::new();
    let mut top = high.clone();
    for step in steps.iter().filter(|s| s.at >= *low && s.at <= reach) {
        if step.at > *high {
            drawn.push(step);
            top = step.at.clone();
            break;
        }
        drawn.push(step);
    }
    (drawn, top)
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
