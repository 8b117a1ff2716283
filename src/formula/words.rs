//! Formulas in words.
use super::Expr;
use crate::diagnostic::Said;
/// Writes an expression as people read it, in both languages.
pub fn in_words(_expr: &Expr) -> Said {
    Said::default()
}
