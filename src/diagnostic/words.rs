//! Counts and lists as parts of sentences.

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
