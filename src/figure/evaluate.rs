//! One period, a column at a time.
/// x
pub fn evaluate() {}
