//! Counts and lists as parts of sentences.
/// Writes a count with its noun: `1 row`, `2 rows`.
pub fn count_en(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
/// Joins names in English: `a, b and c`.
pub fn list_en(names: &[&str]) -> String {
    names.join(", ")
}
/// Joins names in Chinese: `a、b、c`.
pub fn list_zh(names: &[&str]) -> String {
    names.join("、")
}
