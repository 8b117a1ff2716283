//! Finds the slip of the pen behind a parser's error, or behind a text that YAML accepts and
//! nobody means, such as `weight：60`.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use crate::content::mistake::{DocumentMistake, Slip};
use crate::diagnostic::Diagnostic;
use crate::value::{At, Place, Source};

/// How far the parser came before its error.
pub(super) struct Reached<'a> {
    /// The document.
    pub(super) source: &'a Arc<Source>,
    /// The last scalar in bytes, or the empty stretch after the last sign.
    pub(super) last: Range<usize>,
    /// Where brackets have been opened and not closed, from outside to inside.
    pub(super) brackets: Vec<usize>,
}

/// Explains a syntax error: by the slip behind it, else in the parser's own words.
pub(super) fn explain(reached: &Reached<'_>, error: &ScanError) -> Diagnostic {
    let source = reached.source;
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or(0)
        .min(source.text.len());
    if let ErrorKind::RecursionLimitExceeded = error.kind() {
        return DocumentMistake::TooDeep(Place::span(source, at, at + 1)).into();
    }
    match slip(reached, error.kind(), at) {
        Some(slip) => slip.into(),
        None => {
            let end = source.text.get(at..).and_then(|t| t.chars().next());
            DocumentMistake::Syntax {
                place: Place::span(source, at, at + end.map_or(0, char::len_utf8)),
                words: error.info(),
            }
            .into()
        }
    }
}

/// Tells whether a message stands in the lines between the last scalar and the error.
pub(super) fn is_near(reached: &Reached<'_>, error: &ScanError, said: &Diagnostic) -> bool {
    let text = &reached.source.text;
    let at = error.marker().byte_offset().unwrap_or(0);
    let lines = line_start(text, reached.last.start.min(at))..=line_end(text, at);
    match said.place.as_ref().map(|place| &place.at) {
        Some(At::Span { start, .. }) => lines.contains(start),
        _ => false,
    }
}

fn slip(reached: &Reached<'_>, kind: &ErrorKind, at: usize) -> Option<Slip> {
    let text = &reached.source.text;
    indentation(reached, at)
        .or_else(|| lone_dash(reached, at))
        .or_else(|| quotation(reached, kind, at))
        .or_else(|| bracket_in_text(reached, kind, at))
        .or_else(|| comma(reached))
        .or_else(|| {
            let from = line_start(text, reached.last.start);
            colon_in_lines(reached.source, from..line_end(text, at))
        })
        .or_else(|| bracket(reached, kind, at))
        .or_else(|| by_kind(reached, kind, at))
}

/// A tab or a wide space at the beginning of the line of the error or of the next one.
fn indentation(reached: &Reached<'_>, at: usize) -> Option<Slip> {
    let text = &reached.source.text;
    let from = line_start(text, reached.last.start.min(at));
    let to = line_end(text, line_end(text, at) + 1);
    let mut start = from;
    for line in text.get(from..to)?.split('\n') {
        let blank = line.len() - line.trim_start().len();
        let white = line.get(..blank)?;
        let place = Place::span(reached.source, start, start + blank);
        if white.contains('\t') && blank < line.len() {
            return Some(Slip::Tab(place));
        }
        if white.contains(is_wide_space) && blank < line.len() {
            return Some(Slip::WideSpace(place));
        }
        start += line.len() + 1;
    }
    None
}

/// `目标: -`: a hyphen alone, which people write for nothing and YAML reads as a list.
fn lone_dash(reached: &Reached<'_>, at: usize) -> Option<Slip> {
    let text = &reached.source.text;
    let mut start = line_start(text, reached.last.start.min(at).saturating_sub(1));
    for line in text.get(start..line_end(text, at))?.split('\n') {
        let body = line.trim_end();
        if body.ends_with(": -") {
            let dash = start + body.len() - 1;
            let place = Place::span(reached.source, dash, dash + 1);
            return Some(Slip::NeedsQuotes(place, '-'));
        }
        start += line.len() + 1;
    }
    None
}

fn quotation(reached: &Reached<'_>, kind: &ErrorKind, at: usize) -> Option<Slip> {
    use ErrorKind as E;
    let source = reached.source;
    let after = matches!(
        kind,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar
    );
    let open = matches!(
        kind,
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar
    );
    let escape = matches!(
        kind,
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape
    );
    if !(after || open || escape) {
        return None;
    }
    if after {
        match source.text.get(at..)?.chars().next() {
            Some(c @ '：') => return Some(Slip::WideColon(one(source, at, c))),
            Some(c @ '，') => return Some(Slip::WideComma(one(source, at, c))),
            _ => {}
        }
    }
    let rest = source.text.get(reached.last.end..)?;
    let start = reached.last.end + rest.find(['"', '\''])?;
    let line = line_end(&source.text, start);
    if escape {
        Some(Slip::BadEscape(Place::span(source, start, line)))
    } else if open || at > line {
        Some(Slip::UnclosedQuote(Place::span(source, start, start + 1)))
    } else {
        Some(Slip::TextAfterQuote(Place::span(source, start, line)))
    }
}

/// `{a: 3，b: 4}`: the last scalar inside brackets holds the comma.
fn comma(reached: &Reached<'_>) -> Option<Slip> {
    reached.brackets.last()?;
    find_in(reached.source, &reached.last, '，').map(Slip::WideComma)
}

/// `{when: grade in ['A']}`: a bracket opened after a text without quotes, inside another.
fn bracket_in_text(reached: &Reached<'_>, kind: &ErrorKind, at: usize) -> Option<Slip> {
    use ErrorKind as E;
    let source = reached.source;
    let sign = source.text.get(at..)?.chars().next()?;
    let goes_on = matches!(
        kind,
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator
    );
    (goes_on && !reached.last.is_empty() && matches!(sign, '[' | '{'))
        .then(|| Slip::CutByBraces(one(source, at, sign), sign))
}

/// `{value: round(x, 2)}`: the text before has a bracket that this key, which has no value, goes
/// on with; returns the comma between.
pub(super) fn cut_by_comma(source: &Arc<Source>, text: &Place, key: &Place) -> Option<Slip> {
    let (before, written) = written(source, text)?;
    let At::Span { start, .. } = key.at else {
        return None;
    };
    let open = written.matches(['(', '（']).count();
    let closed = written.matches([')', '）']).count();
    let between = source.text.get(before.end..start)?;
    let comma = between.find(',')?;
    (open > closed).then(|| Slip::CutByBraces(at(source, before.end + comma), ','))
}

fn bracket(reached: &Reached<'_>, kind: &ErrorKind, at: usize) -> Option<Slip> {
    let source = reached.source;
    let text = &source.text;
    if matches!(kind, ErrorKind::MisplacedFlowCollectionEnd) {
        return Some(Slip::ExtraBracket(Place::span(source, at, at + 1)));
    }
    let mismatched = matches!(
        kind,
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::UnclosedFlowCollection { .. }
    );
    // The bracket that was forgotten is the outermost of those opened in an earlier line.
    let earlier = reached
        .brackets
        .iter()
        .copied()
        .find(|open| line_start(text, *open) < line_start(text, at));
    let open = match earlier {
        Some(open) => open,
        None if mismatched => at,
        None => return None,
    };
    let sign = text.get(open..)?.chars().next()?;
    matches!(sign, '{' | '[')
        .then(|| Slip::UnclosedBracket(Place::span(source, open, open + 1), sign))
}

fn by_kind(reached: &Reached<'_>, kind: &ErrorKind, at: usize) -> Option<Slip> {
    use ErrorKind as E;
    let source = reached.source;
    let text = &source.text;
    match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::ExpectedFlowMappingSeparator => {
            let start = reached.last.start;
            if line_start(text, start) == line_start(text, at) {
                let colon = text.get(at..)?.starts_with(':');
                if let Some(between) = no_comma(reached).filter(|_| colon) {
                    return Some(Slip::NoComma(between));
                }
                colon.then(|| Slip::ColonInText(Place::span(source, start, line_end(text, at))))
            } else {
                Some(Slip::Misaligned(words_of_line(source, at)))
            }
        }
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::BlockSequenceEntryNotAllowed
        | E::MappingKeyNotAllowed => Some(Slip::Misaligned(words_of_line(source, at))),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            Some(Slip::NoColon(words_of_line(source, at)))
        }
        E::UnexpectedCharacter { character } if !character.is_control() => needs_quotes(source, at),
        E::UnknownAnchor
        | E::PlainScalarStartsWithDashFlowIndicator
        | E::MissingAnchorOrAliasName
        | E::InvalidBlockScalarHeader
        | E::InvalidTagTerminator
        | E::UndeclaredTagHandle
        | E::MissingTagUri
        | E::InvalidTagEscape => needs_quotes(source, at),
        _ => None,
    }
}

/// `{weight: 60 unit: 元}`: the last word of the last scalar is the next key.
fn no_comma(reached: &Reached<'_>) -> Option<Place> {
    reached.brackets.last()?;
    let written = reached.source.text.get(reached.last.clone())?.trim_end();
    let (before, word) = written.rsplit_once(' ')?;
    let end = reached.last.start + before.len();
    let meant = is_key_like(word) && !before.trim().is_empty();
    meant.then(|| Place::span(reached.source, end, end + 1))
}

fn needs_quotes(source: &Arc<Source>, at: usize) -> Option<Slip> {
    let sign = source.text.get(at..)?.chars().next()?;
    let place = Place::span(source, at, line_end(&source.text, at));
    (!sign.is_whitespace()).then_some(Slip::NeedsQuotes(place, sign))
}

/// A key without quotes: `weight：60`, `{weight:60}`, or one after wide spaces.
pub(super) fn in_key(source: &Arc<Source>, place: &Place, flow: bool) -> Option<Slip> {
    let (range, written) = written(source, place)?;
    let white = written.len() - written.trim_start_matches(is_wide_space).len();
    if white > 0 {
        let place = Place::span(source, range.start, range.start + white);
        return Some(Slip::WideSpace(place));
    }
    if let Some(place) = find_in(source, &range, '：') {
        return Some(Slip::WideColon(place));
    }
    if flow && let Some(place) = find_in(source, &range, '，') {
        return Some(Slip::WideComma(place));
    }
    let colon = written.find(':')?;
    let next = written.get(colon + 1..)?.chars().next();
    let opens = matches!(next, Some('{' | '[' | '"' | '\''));
    let alone =
        flow && next != Some(':') && !source.text.get(range.end..)?.trim_start().starts_with(':');
    (opens || alone).then(|| Slip::NoSpaceAfterColon(at(source, range.start + colon)))
}

/// A value inside `{…}`: `{weight: 60，unit：元}`.
pub(super) fn in_flow_value(source: &Arc<Source>, place: &Place) -> Option<Slip> {
    let (range, written) = written(source, place)?;
    let comma = written.find('，')?;
    let rest = written.get(comma + '，'.len_utf8()..)?;
    let colon = rest.find(['：', ':'])?;
    let meant = rest.get(..colon).is_some_and(is_key_like);
    meant.then(|| Slip::WideComma(one(source, range.start + comma, '，')))
}

/// An item inside `[…]`: `[张三，李四]`.
pub(super) fn in_flow_item(source: &Arc<Source>, place: &Place) -> Option<Slip> {
    let (range, _) = written(source, place)?;
    find_in(source, &range, '，').map(Slip::WideComma)
}

/// An item of a list, one a line: `- name：张三`.
pub(super) fn in_item(source: &Arc<Source>, place: &Place) -> Option<Slip> {
    let (range, _) = written(source, place)?;
    colon_in_lines(source, range)
}

/// A text in lines of its own below a key: `version:` and under it `from：2026-07`.
pub(super) fn in_text_on_its_own(source: &Arc<Source>, place: &Place) -> Option<Slip> {
    let (range, _) = written(source, place)?;
    let before = source
        .text
        .get(line_start(&source.text, range.start)..range.start)?;
    if before.trim().is_empty() {
        colon_in_lines(source, range)
    } else {
        None
    }
}

/// Finds the first line that begins with a word and a colon that is full-width or has no space.
fn colon_in_lines(source: &Arc<Source>, range: Range<usize>) -> Option<Slip> {
    let mut start = range.start;
    for line in source.text.get(range)?.split('\n') {
        let body = line.trim_start_matches([' ', '-']);
        let from = start + line.len() - body.len();
        if let Some(slip) = colon_after_word(source, from, body) {
            return Some(slip);
        }
        start += line.len() + 1;
    }
    None
}

fn colon_after_word(source: &Arc<Source>, from: usize, body: &str) -> Option<Slip> {
    let at = body.find(['：', ':'])?;
    let (word, rest) = body.split_at_checked(at)?;
    if !is_key_like(word) {
        return None;
    }
    if rest.starts_with('：') {
        return Some(Slip::WideColon(one(source, from + at, '：')));
    }
    let after = rest.get(1..)?.chars().next()?;
    let clock = word.bytes().all(|b| b.is_ascii_digit()) && after.is_ascii_digit();
    let fine = after.is_whitespace() || matches!(after, ':' | '/' | '\\') || clock;
    (!fine).then(|| Slip::NoSpaceAfterColon(self::at(source, from + at)))
}

/// Whether a stretch before a colon may be meant as a key: a word or two, no sentence.
fn is_key_like(word: &str) -> bool {
    let word = word.trim();
    !word.is_empty()
        && word.chars().count() <= 16
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·' | '"' | '\''))
}

fn written<'a>(source: &'a Arc<Source>, place: &Place) -> Option<(Range<usize>, &'a str)> {
    match place.at {
        At::Span { start, end } => Some((start..end, source.text.get(start..end)?)),
        _ => None,
    }
}

fn find_in(source: &Arc<Source>, range: &Range<usize>, sign: char) -> Option<Place> {
    let found = source.text.get(range.clone())?.find(sign)?;
    Some(one(source, range.start + found, sign))
}

fn one(source: &Arc<Source>, at: usize, sign: char) -> Place {
    Place::span(source, at, at + sign.len_utf8())
}

fn at(source: &Arc<Source>, at: usize) -> Place {
    Place::span(source, at, at + 1)
}

/// Returns the words of the line in which a byte stands, or of the next line that has some.
fn words_of_line(source: &Arc<Source>, at: usize) -> Place {
    let text = &source.text;
    let start = line_start(text, at);
    let end = line_end(text, at);
    let line = text.get(start..end).unwrap_or("");
    let blank = line.len() - line.trim_start().len();
    let words = line.trim_start().trim_end().len();
    Place::span(source, start + blank, start + blank + words)
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at.min(text.len())).unwrap_or("");
    before.rfind('\n').map_or(0, |i| i + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let rest = text.get(at..).unwrap_or("");
    at + rest.find('\n').unwrap_or(rest.len())
}

fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{feff}'
    )
}
