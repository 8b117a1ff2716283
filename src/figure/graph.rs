//! The compiled graph.
/// A figure's number in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);
/// The compiled graph of all policies in force.
#[derive(Debug)]
pub struct Graph {}
