//! Cut points: `60`, `60%`, `>90`, `<=30`, a parameter's name; their order.

use super::mistake::BandMistake;
use crate::form::quantity;
use crate::formula::{self, Expr, Node, Side};
use crate::number::Number;
use crate::value::Place;

/// A cut point as written.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub at: Expr,
    pub side: Side,
    /// The number; `None` for a parameter, whose order is the author's.
    pub number: Option<Number>,
}

/// Signs and words before a cut point; of those that begin alike the longer first.
const BEFORE: [(&str, Side); 24] = [
    (">=", Side::AtLeast),
    ("≥", Side::AtLeast),
    ("＞=", Side::AtLeast),
    ("<=", Side::AtMost),
    ("≤", Side::AtMost),
    ("＜=", Side::AtMost),
    (">", Side::Above),
    ("＞", Side::Above),
    ("<", Side::Below),
    ("＜", Side::Below),
    ("不低于", Side::AtLeast),
    ("不少于", Side::AtLeast),
    ("不高于", Side::AtMost),
    ("不超过", Side::AtMost),
    ("不多于", Side::AtMost),
    ("不满", Side::Below),
    ("不足", Side::Below),
    ("大于", Side::Above),
    ("高于", Side::Above),
    ("超过", Side::Above),
    ("小于", Side::Below),
    ("低于", Side::Below),
    ("少于", Side::Below),
    ("满", Side::AtLeast),
];

/// Words behind a cut point. Bare 以下 is not among them: whether it takes the number in, the tables of
/// companies do not agree on.
const BEHIND: [(&str, Side); 9] = [
    ("以上（含）", Side::AtLeast),
    ("以上（不含）", Side::Above),
    ("及以上", Side::AtLeast),
    ("以上", Side::AtLeast),
    ("以下（含）", Side::AtMost),
    ("以下（不含）", Side::Below),
    ("及以下", Side::AtMost),
    ("以内（含）", Side::AtMost),
    ("以内", Side::AtMost),
];

/// Words that say which side is meant; left over in a unit, they were not understood.
const SIDES: [&str; 8] = ["以", "下", "上", "内", "外", "含", "至", "到"];

/// Reads a cut point; `None` for what is none.
pub(super) fn read(written: &str, place: &Place) -> Option<Cut> {
    let text = written.trim().replace('(', "（").replace(')', "）");
    // A parameter may have a name that begins like one of the words: 满分线.
    let begins = |rest: &str| {
        rest.trim_start()
            .starts_with(|c: char| c.is_numeric() || c == '-')
    };
    let before = BEFORE.into_iter().find_map(|(sign, side)| {
        let rest = text.strip_prefix(sign)?;
        let word = sign.starts_with(|c: char| c.is_alphabetic());
        (!word || begins(rest)).then_some((side, rest))
    });
    let behind = BEHIND.into_iter().find_map(|(words, side)| {
        let rest = text.strip_suffix(words)?;
        begins(rest.trim_start_matches(|c: char| !c.is_numeric())).then_some((side, rest))
    });
    let (side, rest) = match (before, behind) {
        (Some(_), Some(_)) => return None,
        (Some(found), None) | (None, Some(found)) => found,
        (None, None) => (Side::AtLeast, text.as_str()),
    };
    let rest = rest.trim();
    if let Ok(quantity) = quantity(rest) {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        if SIDES.iter().any(|word| unit.contains(word)) {
            return None;
        }
        return Some(Cut {
            at: Expr::number(quantity.number.clone(), place),
            side,
            number: Some(quantity.number),
        });
    }
    let expr = formula::parse(rest, place).ok()?;
    matches!(expr.node, Node::Name(_)).then_some(Cut {
        at: expr,
        side,
        number: None,
    })
}

/// What is wrong with the order of cut points.
pub(super) enum Disorder {
    Sides { first: Place, second: Place },
    Order { first: Place, second: Place },
    Unreachable { first: Place, second: Place },
}

impl Disorder {
    /// Makes it a mistake of a band.
    pub fn of(self, band: &str) -> BandMistake {
        let band = band.to_string();
        match self {
            Self::Sides { first, second } => BandMistake::CutSides {
                band,
                first,
                second,
            },
            Self::Order { first, second } => BandMistake::CutOrder {
                band,
                first,
                second,
            },
            Self::Unreachable { first, second } => BandMistake::CutUnreachable {
                band,
                first,
                second,
            },
        }
    }
}

/// Returns the rows from the lowest cut to the highest; `place` tells where a row is written.
///
/// # Errors
/// Rows with lower and upper bounds side by side, rows that neither rise nor fall, and rows that
/// can never be reached.
pub(super) fn sorted<Row: Clone>(
    cuts: &[(Cut, Row)],
    place: impl Fn(&Row) -> &Place,
) -> Result<Vec<Row>, Disorder> {
    let lower = |side: Side| matches!(side, Side::AtLeast | Side::Above);
    for pair in cuts.windows(2) {
        if let [(a, first), (b, second)] = pair
            && lower(a.side) != lower(b.side)
        {
            let (first, second) = (place(first).clone(), place(second).clone());
            return Err(Disorder::Sides { first, second });
        }
    }
    // Parameters cannot be compared before their values are known; they keep their places.
    let known: Vec<(&Number, Side, &Place)> = cuts
        .iter()
        .filter_map(|(cut, row)| Some((cut.number.as_ref()?, cut.side, place(row))))
        .collect();
    let mut falling = None;
    for pair in known.windows(2) {
        let [(a, a_side, first), (b, b_side, second)] = pair else {
            continue;
        };
        let key = |n: &Number, side: Side| {
            (
                n.clone(),
                u8::from(matches!(side, Side::Above | Side::AtMost)),
            )
        };
        let step = key(b, *b_side).cmp(&key(a, *a_side));
        let (first, second) = ((*first).clone(), (*second).clone());
        match (step, falling) {
            (std::cmp::Ordering::Equal, _) => return Err(Disorder::Unreachable { first, second }),
            (std::cmp::Ordering::Less, Some(false)) | (std::cmp::Ordering::Greater, Some(true)) => {
                return Err(Disorder::Order { first, second });
            }
            (step, _) => falling = Some(step == std::cmp::Ordering::Less),
        }
    }
    let mut rows: Vec<Row> = cuts.iter().map(|(_, row)| row.clone()).collect();
    if falling == Some(true) {
        rows.reverse();
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(written: &str) -> Option<(Side, Option<Number>)> {
        read(written, &Place::nowhere()).map(|cut| (cut.side, cut.number))
    }

    #[test]
    fn sides_are_said_by_signs_and_by_words() {
        let number = |text: &str| Number::parse_exact(text);
        for (written, expected, at) in [
            ("60", Side::AtLeast, "60"),
            ("60 分", Side::AtLeast, "60"),
            (">=60%", Side::AtLeast, "0.6"),
            ("120%以上", Side::AtLeast, "1.2"),
            ("120%以上（不含）", Side::Above, "1.2"),
            ("不低于 5 次", Side::AtLeast, "5"),
            ("超过 5 次", Side::Above, "5"),
            ("不超过 5 次", Side::AtMost, "5"),
            ("30 天以内", Side::AtMost, "30"),
            ("70%以下(含)", Side::AtMost, "0.7"),
            ("不满 70%", Side::Below, "0.7"),
        ] {
            assert_eq!(side(written), Some((expected, number(at))), "{written}");
        }
    }

    #[test]
    fn a_parameter_may_begin_like_a_word() {
        for written in ["满分线", "超过额", "不足线"] {
            assert_eq!(side(written), Some((Side::AtLeast, None)), "{written}");
        }
        assert_eq!(side("<=满分线"), Some((Side::AtMost, None)));
    }

    #[test]
    fn what_may_mean_either_side_is_not_guessed() {
        for written in [
            "70%以下",
            "5 次以下",
            "70%-90%",
            "70至90",
            "不低于 60 以下",
            "30 天以外",
        ] {
            assert_eq!(side(written), None, "{written}");
        }
    }
}
