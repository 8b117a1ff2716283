//! One column of `sources.yml`: its name, and how its cells are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::cell::DateFormat;
use super::super::mistake::{MappingMistake, SourceMistake};
use super::scalar;
use crate::content::Node;
use crate::form::sources::COLUMN;
use crate::form::{Reader, Written};
use crate::number::Number;
use crate::value::Kind;

/// A column under its new name.
#[derive(Debug, Clone)]
pub(in super::super) struct ColumnSource {
    pub(in super::super) name: Arc<str>,
    /// The heading in the file.
    pub(in super::super) from: Written<String>,
    pub(in super::super) kind: Option<Kind>,
    /// What every row says, where the file has no such column.
    pub(in super::super) always: Option<Arc<str>>,
    pub(in super::super) factor: Option<Number>,
    pub(in super::super) unit: Option<Arc<str>>,
    /// How days are written, where that is not plain.
    pub(in super::super) format: Option<DateFormat>,
    /// What stands for what the file says; empty where cells stay as they are.
    pub(in super::super) values: BTreeMap<Arc<str>, Arc<str>>,
    /// What becomes of values that are not listed.
    pub(in super::super) others: Others,
}

/// What becomes of values that are not listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) enum Others {
    /// They are reported.
    #[default]
    Refuse,
    /// They stay as they are.
    Keep,
    /// They count as blank.
    Blank,
}

/// Reads a column: its heading alone, or all that is said about it.
pub(super) fn read(
    name: &Written<String>,
    node: &Node,
    reader: &mut Reader,
) -> Option<ColumnSource> {
    let mut source = ColumnSource {
        name: name.value.as_str().into(),
        from: name.clone(),
        kind: None,
        always: None,
        factor: None,
        unit: None,
        format: None,
        values: BTreeMap::new(),
        others: Others::Refuse,
    };
    if let Some(text) = scalar(node) {
        source.from = text;
        return Some(source);
    }
    let fields = reader.read(node, &COLUMN)?;
    if let Some(from) = fields.text("from") {
        source.from = from;
    }
    source.always = fields.text("always").map(|t| t.value.trim().into());
    source.kind = fields
        .word("type", reader)
        .and_then(|word| match word.value {
            "number" => Some(Kind::Number),
            "text" => Some(Kind::Text),
            "date" => Some(Kind::Date),
            "truth" => Some(Kind::Truth),
            _ => None,
        });
    source.unit = fields.text("unit").map(|u| u.value.as_str().into());
    if let Some(factor) = fields.quantity("factor", reader) {
        if factor.value.number.is_zero() {
            reader.report(SourceMistake::ZeroFactor(factor.place));
        } else {
            source.factor = Some(factor.value.number);
        }
    }
    if let Some(written) = fields.text("written_in") {
        match scale(&written.value) {
            _ if fields.has("factor") => {
                reader.report(MappingMistake::ScaleTwice(written.place));
            }
            Some((factor, unit)) => {
                source.factor = Some(factor);
                let rest = (!unit.is_empty()).then(|| unit.into());
                source.unit = source.unit.take().or(rest);
            }
            None => reader.report(MappingMistake::UnknownScale {
                place: written.place,
                written: written.value,
            }),
        }
    }
    if let Some(written) = fields.text("format") {
        source.format = DateFormat::parse(&written.value);
        source.kind = source.kind.or(Some(Kind::Date));
        if source.format.is_none() {
            reader.report(MappingMistake::UnknownFormat {
                place: written.place,
                written: written.value,
            });
        }
    }
    if source.factor.is_some() {
        source.kind = source.kind.or(Some(Kind::Number));
    }
    if let Some(node) = fields.node("values") {
        for (written, value) in reader.named(node) {
            if let Some(value) = reader.text(value) {
                let written = written.value.trim().into();
                source.values.insert(written, value.value.trim().into());
            }
        }
    }
    source.others = match fields.word("others", reader).map(|word| word.value) {
        Some("keep") => Others::Keep,
        Some("blank") => Others::Blank,
        _ => Others::Refuse,
    };
    Some(source)
}

/// Scales before a unit, the longer ones first.
const SCALES: &[(&str, &str)] = &[
    ("百万", "1000000"),
    ("千万", "10000000"),
    ("十万", "100000"),
    ("百", "100"),
    ("千", "1000"),
    ("万", "10000"),
    ("亿", "100000000"),
    ("thousand", "1000"),
    ("million", "1000000"),
];

/// Reads `千元` as 1000 and `元`, `%` as a hundredth.
pub(in super::super) fn scale(written: &str) -> Option<(Number, &str)> {
    let written = written.trim();
    if matches!(written, "%" | "％") {
        return Some((Number::parse("0.01").ok()?, ""));
    }
    SCALES.iter().find_map(|(scale, factor)| {
        let unit = written.strip_prefix(scale)?;
        Some((Number::parse(factor).ok()?, unit.trim()))
    })
}

/// Tells whether a heading says that its numbers are written in thousands or the like:
/// `签约额（千元）`.
pub(in super::super) fn names_a_scale(heading: &str) -> bool {
    let inner = heading
        .trim_end()
        .strip_suffix([')', '）'])
        .and_then(|rest| rest.rsplit_once(['(', '（']));
    inner.is_some_and(|(_, unit)| {
        let unit = unit
            .trim_start_matches("单位")
            .trim_start_matches([':', '：']);
        unit.chars().count() <= 8 && scale(unit.trim()).is_some_and(|(_, rest)| !rest.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_stand_before_units() {
        for (written, factor, unit) in [
            ("千元", "1000", "元"),
            ("万元", "10000", "元"),
            ("百万元", "1000000", "元"),
            ("亿", "100000000", ""),
            ("万次", "10000", "次"),
            ("%", "0.01", ""),
        ] {
            let (number, rest) = scale(written).unwrap();
            assert_eq!((number.exact_text().as_str(), rest), (factor, unit));
        }
        assert!(scale("元").is_none());
        assert!(names_a_scale("签约额（千元）"));
        assert!(names_a_scale("回款(单位：万元)"));
        for plain in [
            "金额（元）",
            "千元机（台）",
            "万科（北京）",
            "占比（%）",
            "金额",
        ] {
            assert!(!names_a_scale(plain), "{plain}");
        }
    }
}
