//! Mistakes of the graph.
