//! The schema of one row of the roster, by the headings that are usually known.

use serde_json::{Map, Value};

use super::{header, object, one_of_these, texts, wanted};
use crate::content::headings::{GRADE, ID, JOINED, LEFT, NAME, POST, TEAM};

/// What a column is: its headings, whether it must be there and hold something, its meaning in
/// both languages.
type Column = (&'static [&'static str], bool, (&'static str, &'static str));

const COLUMNS: &[Column] = &[
    (
        ID,
        true,
        (
            "工号，按文字读，前面的零算数，所以要加引号",
            "the person's id, a text: leading zeros count, so it stands in quotes",
        ),
    ),
    (NAME, true, ("姓名", "the name")),
    (
        TEAM,
        false,
        ("团队的编号或名称", "the team, by id or by name"),
    ),
    (POST, false, ("岗位", "the post")),
    (GRADE, false, ("职级", "the grade")),
    (
        JOINED,
        false,
        (
            "入职日期，如 2024-03-01",
            "the day of joining, for example 2024-03-01",
        ),
    ),
    (
        LEFT,
        false,
        (
            "离职日期；离职的人要留在花名册里",
            "the last day; people who left stay on the roster",
        ),
    ),
];

/// Writes the schema of one row of the roster: a line of `roster.jsonl`, or a row of a CSV file or
/// a workbook by its headings. Any further column is an attribute.
pub fn roster_schema() -> Value {
    let mut whole = header(("花名册的一行", "a row of the roster"));
    whole.insert(
        "description".into(),
        "roster.jsonl 的一行；CSV 与工作簿的列名相同。其余的列是这个人的属性。\n\n\
         A line of roster.jsonl; the columns of CSV files and workbooks are the same. Every other \
         column is an attribute of the person."
            .into(),
    );
    let mut properties = Map::new();
    let mut rules: Vec<Value> = Vec::new();
    for (headings, needed, about) in COLUMNS {
        for heading in *headings {
            let cell = if *needed { "filled" } else { "cell" };
            let property = object([
                ("description", format!("{}\n\n{}", about.0, about.1).into()),
                ("$ref", format!("#/$defs/{cell}").into()),
            ]);
            properties.insert((*heading).into(), property.into());
        }
        if *needed {
            rules.push(one_of_these(
                headings.iter().map(|heading| wanted(&[heading])).collect(),
            ));
        }
    }
    let filled = object([
        ("type", texts(&["string", "number"])),
        ("pattern", "\\S".into()),
    ]);
    let cell = object([("type", texts(&["string", "number", "boolean", "null"]))]);
    whole.extend(object([
        ("type", "object".into()),
        ("properties", properties.into()),
        (
            "additionalProperties",
            object([("$ref", "#/$defs/cell".into())]).into(),
        ),
        ("allOf", rules.into()),
        (
            "$defs",
            object([("filled", filled.into()), ("cell", cell.into())]).into(),
        ),
    ]));
    whole.into()
}
