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

/// Reads a cut point; `None` for what is none.
pub(super) fn read(written: &str, place: &Place) -> Option<Cut> {
    const SIGNS: [(&str, Side); 12] = [
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
        ("大于", Side::Above),
        ("小于", Side::Below),
    ];
    let text = written.trim();
    let (side, rest) = SIGNS
        .into_iter()
        .find_map(|(sign, side)| text.strip_prefix(sign).map(|rest| (side, rest)))
        .unwrap_or((Side::AtLeast, text));
    let rest = rest.trim();
    if let Ok(quantity) = quantity(rest) {
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
