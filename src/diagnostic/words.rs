//! Counts, lists and reasons as parts of sentences.

use super::Said;
use crate::value::Missing;

/// Writes a count with its noun: `1 row`, `2 rows`.
pub fn count_en(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Joins names in English: `a`, `a and b`, `a, b and c`.
pub fn list_en(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Joins names in Chinese: `a、b、c`.
pub fn list_zh(names: &[&str]) -> String {
    names.join("、")
}

/// Says in a few words why there is no value, by its first cause.
pub fn missing_in_words(missing: &Missing) -> Said {
    match missing.cause() {
        Missing::NoTable(table) => Said::new(
            format!("缺数据表“{table}”"),
            format!("table “{table}” has not come"),
        ),
        Missing::NoRow(table) => Said::new(
            format!("数据表“{table}”里没有对应的行"),
            format!("no row in table “{table}”"),
        ),
        Missing::Unread => Said::new("内容读不出来", "what stands there cannot be read"),
        Missing::NoAttribute(name) => Said::new(
            format!("花名册里没有写“{name}”"),
            format!("the roster does not say “{name}”"),
        ),
        Missing::Blank(place) => Said::new(
            format!("单元格是空的（{place}）"),
            format!("a cell is blank ({place})"),
        ),
        Missing::ZeroDivisor => Said::new("除数为零", "the divisor is zero"),
        Missing::Unfilled(parameter) => Said::new(
            format!("参数“{parameter}”还没有填"),
            format!("parameter “{parameter}” is still to be filled in"),
        ),
        Missing::NotYet(period) => Said::new(
            format!("{period} 还没有结果"),
            format!("{period} has no result"),
        ),
        Missing::SeveralRows(table, place) => Said::new(
            format!("数据表“{table}”里有不止一行（{place}）"),
            format!("table “{table}” has more than one row ({place})"),
        ),
        Missing::Nobody => Said::new("没有可汇总的人", "there is nobody to take"),
        Missing::NotTakingPart => Said::new("不参与", "does not take part"),
        Missing::NoBand(band) => Said::new(
            format!("数值不在“{band}”的任何一档"),
            format!("the value lies in no row of “{band}”"),
        ),
        Missing::NoCalendar(year) => Said::new(
            format!("工作日历里没有 {year} 年"),
            format!("the calendar has no year {year}"),
        ),
        Missing::From(figure, _) => {
            Said::new(format!("“{figure}”缺失"), format!("“{figure}” is missing"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{count_en, list_en, list_zh};

    #[test]
    fn counts_and_lists_read_as_sentences() {
        assert_eq!(count_en(1, "row", "rows"), "1 row");
        assert_eq!(count_en(0, "row", "rows"), "0 rows");
        assert_eq!(list_en(&[]), "");
        assert_eq!(list_en(&["a", "b"]), "a and b");
        assert_eq!(list_en(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list_zh(&["甲", "乙"]), "甲、乙");
    }
}
