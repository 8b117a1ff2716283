//! Names, kinds, units and cycles.
/// x
pub fn compile() {}
