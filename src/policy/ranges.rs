//! The cut points of a band that stands in a table: one column of them, or `从` and `到`, whose
//! rows have to meet.

use super::cuts::{self, Cut};
use super::draft::Draft;
use super::mistake::TableMistake;
use super::sheets;
use crate::content::Table;
use crate::form::Written;
use crate::formula::Side;
use crate::number::Number;
use crate::value::Place;

/// Headings of a lower bound.
const FROM: [&str; 6] = ["从", "自", "下限", "不低于", "from", "at least"];
/// Headings of an upper bound.
const TO: [&str; 6] = ["到", "至", "上限", "不足", "to", "below"];

/// Returns the cut point of each row, as the document would write it, and the number of the first
/// column of results.
pub(super) fn keys(draft: &mut Draft<'_>, table: &Table) -> Option<(Vec<Written<String>>, usize)> {
    let is = |column: usize, among: &[&str]| {
        let heading = table.headings.get(column);
        heading.is_some_and(|h| among.contains(&h.text.trim()))
    };
    if is(0, &TO) {
        draft.reader.report(TableMistake::UpperAlone {
            place: table.heading_place(0),
        });
        return None;
    }
    let column = |index| {
        let rows = table.rows.iter();
        rows.map(move |row| plain(sheets::written(table, row, index)))
    };
    if !(is(0, &FROM) && is(1, &TO)) {
        return Some((column(0).collect(), 1));
    }
    let ranges: Vec<Range> = column(0).zip(column(1)).map(Range::of).collect();
    met(draft, &ranges).then(|| (ranges.into_iter().map(Range::key).collect(), 2))
}

/// Takes `60（含）` for `>=60` below a lower bound and `<=60` below an upper one, full-width signs
/// for usual ones, and thousands without commas.
fn plain(written: Written<String>) -> Written<String> {
    let text = sheets::ungrouped(written.value.trim());
    let ends = [
        ("（不含）", ">"),
        ("(不含)", ">"),
        ("不含", ">"),
        ("（含）", ">="),
        ("(含)", ">="),
        ("含", ">="),
    ];
    let found = ends
        .into_iter()
        .find_map(|(end, sign)| Some((sign, text.strip_suffix(end)?.trim_end())));
    let value = match found {
        Some((sign, rest)) => format!("{sign}{rest}"),
        None => text,
    };
    Written { value, ..written }
}

/// One row with `从` and `到`.
struct Range {
    from: Written<String>,
    to: Written<String>,
    /// Where it begins and ends, as numbers with whether the end itself lies beyond; `None` where
    /// it is open or a parameter's name.
    low: Option<(Number, bool)>,
    high: Option<(Number, bool)>,
}

impl Range {
    fn of((from, to): (Written<String>, Written<String>)) -> Self {
        let read = |bound: &Written<String>| cuts::read(&bound.value, &bound.place);
        let edge = |cut: Cut, beyond: &[Side]| {
            let is_beyond = beyond.contains(&cut.side);
            cut.number.map(|number| (number, is_beyond))
        };
        // Below `到` a bare number is not part of the row; 含 and `<=` make it one.
        let upper = to.value.replace(">=", "<=").replace('>', "<");
        let upper = match upper.starts_with(['<', '≤', '＜']) || upper.is_empty() {
            true => upper,
            false => format!("<{upper}"),
        };
        let to_read = Written::new(upper, &to.place);
        Self {
            low: read(&from).and_then(|cut| edge(cut, &[Side::Above])),
            high: read(&to_read).and_then(|cut| edge(cut, &[Side::AtMost])),
            from,
            to,
        }
    }

    /// Returns the key of the row: its lower bound, or the rest where it has none.
    fn key(self) -> Written<String> {
        match self.from.value.as_str() {
            "" => Written::new("else".to_owned(), &self.from.place),
            _ => self.from,
        }
    }

    fn is_rest(&self) -> bool {
        matches!(self.from.value.as_str(), "" | "else" | "其余")
    }
}

/// Tells whether each row ends where the next begins; reports where they do not.
fn met(draft: &mut Draft<'_>, ranges: &[Range]) -> bool {
    let mut rests = ranges.iter().filter(|r| r.is_rest());
    if let (Some(first), Some(second)) = (rests.next(), rests.next()) {
        let places = (first.from.place.clone(), second.from.place.clone());
        return refuse(
            draft,
            TableMistake::Overlap {
                first: places.0,
                second: places.1,
            },
        );
    }
    // Parameters cannot be compared before their values are known.
    if ranges.iter().any(|r| r.low.is_none() && !r.is_rest()) {
        return true;
    }
    let mut rows: Vec<&Range> = ranges.iter().collect();
    rows.sort_by(|a, b| (a.low.is_some(), &a.low).cmp(&(b.low.is_some(), &b.low)));
    let mut fine = true;
    for pair in rows.windows(2) {
        let [row, next] = pair else { continue };
        let (Some(high), Some(low)) = (&row.high, &next.low) else {
            continue;
        };
        let (first, second): (Place, Place) = (row.to.place.clone(), next.from.place.clone());
        fine &= match high.cmp(low) {
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Less => refuse(draft, TableMistake::Gap { first, second }),
            std::cmp::Ordering::Greater => refuse(draft, TableMistake::Overlap { first, second }),
        };
    }
    if let Some(last) = rows.last()
        && !last.to.value.is_empty()
    {
        let place = last.to.place.clone();
        fine = refuse(draft, TableMistake::TopClosed { place });
    }
    fine
}

fn refuse(draft: &mut Draft<'_>, mistake: TableMistake) -> bool {
    draft.reader.report(mistake);
    false
}
