//! The form of what stands across in columns: months, days, items, raters.

use super::{Form, Shape, key, required};

/// Months or days across in columns.
pub static ACROSS: Form = Form {
    name: ("横排", "`across`"),
    others: None,
    keys: &[
        key(
            "year",
            "年份",
            Shape::Text,
            (
                "哪一列是年份，横排的是月份时要写",
                "the column that holds the year, where months stand across",
            ),
        ),
        key(
            "months",
            "月份列",
            Shape::OneOrList(&Shape::Text),
            (
                "一月到十二月的列名，或 M01..M12",
                "the headings from January to December, or M01..M12",
            ),
        ),
        key(
            "days",
            "日子列",
            Shape::OneOrList(&Shape::Text),
            (
                "一日到三十一日的列名，或 1日..31日",
                "the headings from the first to the 31st, or 1..31",
            ),
        ),
        key(
            "columns",
            "各列",
            Shape::OneOrList(&Shape::Text),
            (
                "横排的是别的东西（考核项、评分人）时，哪些列；其余 为没有别的用处的各列",
                "the headings, where other things stand across (items, raters); others for all that serve nothing else",
            ),
        ),
        key(
            "named",
            "列名写入",
            Shape::Text,
            (
                "那些列的列名写入哪一列",
                "the name of the column that takes those headings",
            ),
        ),
        key(
            "date",
            "日期列",
            Shape::Text,
            (
                "横排的是日子时，日期写入哪一列",
                "the name of the column of days, where days stand across",
            ),
        ),
        required(
            "into",
            "写入",
            Shape::Text,
            ("转成一列后的列名", "the name of the one column they become"),
        ),
    ],
};
