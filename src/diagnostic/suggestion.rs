//! "Did you mean …?"
/// Returns the nearest of `candidates` to `written`, where one is near enough to be meant.
pub fn nearest<'a>(
    _written: &str,
    _candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    None
}
