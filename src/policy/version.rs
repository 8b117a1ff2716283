//! From when a version holds, and how long the periods are that it assesses.

use super::Version;
use super::draft::Draft;
use super::mistake::{TextMistake, VersionMistake};
use crate::form::policy::VERSION;
use crate::form::{Fields, Written};
use crate::period::{Length, Period};
use crate::value::Place;

/// Reads how long the periods of a policy are.
pub(super) fn length(draft: &mut Draft, fields: &Fields<'_>) -> Length {
    let length = match fields.word("period", &mut draft.reader).map(|w| w.value) {
        Some("quarter") => Length::Quarter,
        Some("half") => Length::Half,
        Some("year") => Length::Year,
        _ => Length::Month,
    };
    let Some(day) = fields.quantity("from_day", &mut draft.reader) else {
        return length;
    };
    let number = day.value.number.to_i64();
    match number.and_then(|n| u8::try_from(n).ok()) {
        Some(1) => length,
        Some(day @ 2..=28) if length == Length::Month => Length::From(day),
        _ => {
            draft
                .reader
                .report(TextMistake::FirstDay { place: day.place });
            length
        }
    }
}

/// Reads from when a version holds and who answers for it. `file` is the period that the file's
/// name says, with that name.
pub(super) fn version(
    draft: &mut Draft,
    (id, file): (&str, Option<(Period, &str)>),
    length: Length,
    fields: &Fields<'_>,
) -> Option<Version> {
    let read = fields
        .node("version")
        .and_then(|n| draft.reader.read(n, &VERSION));
    let mut version = Version {
        from: Period::new(1900, 1)?,
        review_by: None,
        published: None,
        document: None,
        approved_by: None,
        note: None,
    };
    let mut written = None;
    let mut unreadable = false;
    if let Some(read) = &read {
        written = read.period("from", &mut draft.reader);
        unreadable = read.has("from") && written.is_none();
        version.review_by = read.period("review_by", &mut draft.reader).map(|p| p.value);
        version.published = read
            .date("published", &mut draft.reader)
            .map(|d| (d.value, d.place));
        let text = |key: &str| read.text(key).map(|t| t.value);
        version.document = text("document");
        version.approved_by = text("approved_by");
        version.note = text("note");
    }
    let at_file = || Place::file(&fields.place().source);
    if let (Some(written), Some((period, stem))) = (&written, file)
        && written.value.first_month() != period.first_month()
    {
        draft.reader.report(TextMistake::FromDiffers {
            written: written.value,
            file: stem.to_owned(),
            place: written.place.clone(),
        });
    }
    let from = written.or_else(|| Some(Written::new(file?.0, &at_file())));
    let Some(from) = from else {
        if !unreadable {
            draft.reader.report(TextMistake::NoVersion {
                id: id.to_owned(),
                place: at_file(),
            });
        }
        return None;
    };
    version.from = from.value.first_month();
    inside(draft, version.from, length, from.place);
    Some(version)
}

/// Warns of a version that begins inside one of its own periods, which it then rules as a whole.
fn inside(draft: &mut Draft, from: Period, length: Length, place: Place) {
    let whole = length.period(from);
    if whole.first_month() != from
        && let Some(next) = whole.next()
    {
        draft.reader.report(VersionMistake::BeginsInside {
            from,
            whole,
            next,
            place,
        });
    }
}
