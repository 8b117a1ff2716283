//! Which zone of a band a value lies in, and how far the nearest better one is.

use crate::formula::Side;
use crate::number::{Mode, Number, Rounding};

/// The way to the nearest better zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The zone, counted from the lowest, which lies below the first cut point.
    pub zone: usize,
    /// What is to be reached: the cut point, or the first step that is far enough.
    pub at: Number,
    /// How far it is, never below zero.
    pub by: Number,
    /// Whether the value has to fall.
    pub down: bool,
    /// Whether the cut point itself is not enough and no smallest step beyond it is known.
    pub beyond: bool,
}

/// Finds the nearest zone that is worth more than the one in which `value` lies; `None` where there
/// is none.
///
/// `cuts` are cut points from low to high; `worth` has one entry more, for the zones from low to
/// high, where `None` is a zone without a result. A value that moves in whole steps has to reach a
/// multiple of `step`.
pub fn way(
    cuts: &[(Number, Side)],
    worth: &[Option<Number>],
    value: &Number,
    step: Option<&Number>,
) -> Option<Way> {
    let here = cuts.iter().take_while(|cut| is_past(cut, value)).count();
    let own = worth.get(here)?;
    let better = |zone: usize| match (worth.get(zone), own) {
        (Some(Some(there)), Some(own)) => there > own,
        (Some(Some(_)), None) => true,
        _ => false,
    };
    let above = (here..cuts.len()).find(|at| better(at + 1));
    let below = (0..here).rev().find(|at| better(*at));
    let up = above.and_then(|at| {
        let (cut, side) = cuts.get(at)?;
        Some(towards(
            cut,
            !holds_above(*side),
            (value, false),
            step,
            at + 1,
        ))
    });
    let down = below.and_then(|at| {
        let (cut, side) = cuts.get(at)?;
        Some(towards(cut, holds_above(*side), (value, true), step, at))
    });
    match (up, down) {
        (Some(up), Some(down)) if down.by < up.by => Some(down),
        (Some(up), _) => Some(up),
        (None, down) => down,
    }
}

/// Finds the next cut point that is worth more than where `value` lies, of a band whose worth runs
/// in straight lines between cut points and is level beyond the first and the last.
pub fn along(cuts: &[(Number, Side)], worth: &[Option<Number>], value: &Number) -> Option<Way> {
    let worth = |at: Option<usize>| worth.get(at?)?.clone();
    let point = |at: usize| cuts.get(at).filter(|(cut, _)| cut == value).map(|_| at);
    let above = cuts.iter().position(|(cut, _)| cut > value);
    let below = cuts.iter().rposition(|(cut, _)| cut < value);
    let here = (0..cuts.len()).find_map(point);
    // The lines to either side begin here, or at the point on the other side.
    let rises = worth(above) > worth(here.or(below).or(above));
    let falls = worth(below) > worth(here.or(above).or(below));
    let (at, down) = match (above, below) {
        (Some(at), _) if rises => (at, false),
        (_, Some(at)) if falls => (at, true),
        _ => return None,
    };
    let (cut, _) = cuts.get(at)?;
    Some(Way {
        zone: at + 1,
        at: cut.clone(),
        by: cut.minus(value).absolute(),
        down,
        beyond: false,
    })
}

/// Tells whether a value at the cut point itself belongs to the zone above.
fn holds_above(side: Side) -> bool {
    matches!(side, Side::AtLeast | Side::Below)
}

fn is_past((cut, side): &(Number, Side), value: &Number) -> bool {
    value > cut || (value == cut && holds_above(*side))
}

/// Measures the way to a cut point, or past it where it is `open`.
fn towards(
    cut: &Number,
    open: bool,
    (value, down): (&Number, bool),
    step: Option<&Number>,
    zone: usize,
) -> Way {
    let reached = step.filter(|s| !s.is_zero() && !s.is_negative());
    let reached = reached.map(|step| on_grid(cut, step, open, down));
    let to = reached.as_ref().unwrap_or(cut);
    Way {
        zone,
        at: to.clone(),
        by: if down {
            value.minus(to)
        } else {
            to.minus(value)
        },
        down,
        beyond: open && reached.is_none(),
    }
}

/// Returns the nearest multiple of a step that is not short of a cut point, or past it.
pub fn on_grid(cut: &Number, step: &Number, open: bool, down: bool) -> Number {
    let steps = cut.divided_by(step).unwrap_or(Number::ZERO);
    let whole = if down { steps.floor() } else { steps.ceiling() };
    let whole = match (open && whole == steps, down) {
        (true, false) => whole.plus(&Number::ONE),
        (true, true) => whole.minus(&Number::ONE),
        (false, _) => whole,
    };
    Rounding {
        step: step.clone(),
        mode: Mode::HalfUp,
    }
    .apply(&whole.times(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    fn found(
        cuts: &[(&str, Side)],
        worth: &[&str],
        value: &str,
        step: Option<&str>,
    ) -> Option<(usize, String, bool, bool)> {
        let cuts: Vec<_> = cuts.iter().map(|(cut, side)| (n(cut), *side)).collect();
        let worth: Vec<_> = worth
            .iter()
            .map(|w| (!w.is_empty()).then(|| n(w)))
            .collect();
        let way = way(&cuts, &worth, &n(value), step.map(n).as_ref())?;
        Some((way.zone, way.by.exact_text(), way.down, way.beyond))
    }

    fn some(zone: usize, by: &str) -> Option<(usize, String, bool, bool)> {
        Some((zone, by.to_owned(), false, false))
    }

    const RATES: [&str; 4] = ["2", "3", "4", "5"];
    const SALES: [(&str, Side); 3] = [
        ("10000", Side::AtLeast),
        ("30000", Side::AtLeast),
        ("60000", Side::AtLeast),
    ];

    #[test]
    fn a_closed_end_is_reached_at_the_cut_point() {
        assert_eq!(found(&SALES, &RATES, "28760", None), some(2, "1240"));
        assert_eq!(found(&SALES, &RATES, "29999.995", None), some(2, "0.005"));
        assert_eq!(found(&SALES, &RATES, "30000", None), some(3, "30000"));
        assert_eq!(found(&SALES, &RATES, "0", None), some(1, "10000"));
        assert_eq!(found(&SALES, &RATES, "60000", None), None);
    }

    #[test]
    fn an_open_end_is_past_the_cut_point() {
        let cuts = [("60", Side::AtLeast), ("90", Side::Above)];
        let worth = ["1", "2", "3"];
        let open = |by: &str| Some((2, by.to_owned(), false, true));
        assert_eq!(found(&cuts, &worth, "88.5", None), open("1.5"));
        assert_eq!(found(&cuts, &worth, "90", None), open("0"));
        // In hundredths the next after 90 is 90.01.
        assert_eq!(found(&cuts, &worth, "88.5", Some("0.01")), some(2, "1.51"));
        assert_eq!(found(&cuts, &worth, "90", Some("0.01")), some(2, "0.01"));
        assert_eq!(found(&cuts, &worth, "90.01", Some("0.01")), None);
    }

    #[test]
    fn whole_things_are_counted_whole() {
        let cuts = [("7.5", Side::AtLeast), ("12", Side::Above)];
        let worth = ["0", "1", "2"];
        assert_eq!(found(&cuts, &worth, "5", Some("1")), some(1, "3"));
        assert_eq!(found(&cuts, &worth, "12", Some("1")), some(2, "1"));
        assert_eq!(
            found(&cuts, &worth, "9", None).map(|w| w.1),
            Some("3".into())
        );
    }

    #[test]
    fn less_may_be_better() {
        let cuts = [
            ("30", Side::AtMost),
            ("45", Side::AtMost),
            ("55", Side::Below),
        ];
        let worth = ["100", "80", "60", "0"];
        let down = |zone, by: &str, beyond| Some((zone, by.to_owned(), true, beyond));
        assert_eq!(found(&cuts, &worth, "48", None), down(1, "3", false));
        assert_eq!(found(&cuts, &worth, "45", None), down(0, "15", false));
        assert_eq!(found(&cuts, &worth, "55", None), down(2, "0", true));
        assert_eq!(found(&cuts, &worth, "55", Some("1")), down(2, "1", false));
        assert_eq!(found(&cuts, &worth, "30", None), None);
    }

    #[test]
    fn the_best_may_lie_in_between() {
        let cuts = [("95", Side::AtLeast), ("105", Side::Above)];
        let worth = ["60", "100", "60"];
        assert_eq!(found(&cuts, &worth, "93", None), some(1, "2"));
        assert_eq!(
            found(&cuts, &worth, "107", None),
            Some((1, "2".into(), true, false))
        );
        assert_eq!(found(&cuts, &worth, "100", None), None);
    }

    #[test]
    fn a_straight_line_leads_to_its_next_point() {
        let cuts: Vec<_> = ["80", "100", "120"]
            .map(|at| (n(at), Side::AtLeast))
            .to_vec();
        let to = |worth: [&str; 3], value: &str| {
            let worth: Vec<_> = worth.iter().map(|w| Some(n(w))).collect();
            let way = along(&cuts, &worth, &n(value))?;
            Some((way.zone, way.by.exact_text(), way.down))
        };
        let rising = ["0", "100", "110"];
        assert_eq!(to(rising, "95"), Some((2, "5".into(), false)));
        assert_eq!(to(rising, "100"), Some((3, "20".into(), false)));
        assert_eq!(to(rising, "120"), None);
        let falling = ["110", "100", "0"];
        assert_eq!(to(falling, "115"), Some((2, "15".into(), true)));
        assert_eq!(to(falling, "80"), None);
    }

    #[test]
    fn a_row_of_the_same_worth_is_no_step() {
        let worth = ["2", "2", "4", "5"];
        assert_eq!(found(&SALES, &worth, "5000", None), some(2, "25000"));
        let worth = ["", "3", "4", "5"];
        assert_eq!(found(&SALES, &worth, "5000", None), some(1, "5000"));
    }
}
