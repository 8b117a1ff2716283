//! Mistakes of formulas.
