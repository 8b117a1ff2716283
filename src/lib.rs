//! Meritbook reads policies and monthly data, works out how people did with exact decimals, and
//! writes a static site in which every number explains itself.
//!
//! Data flows one way: read → understand → assess → show → write. A module imports only from
//! those above it; `tests/suite/architecture.rs` holds this.

// The words every stage speaks.
pub mod calendar;
pub mod diagnostic;
pub mod number;
pub mod period;
pub mod value;

// From the disk.
pub mod content;

// The keys of the documents.
pub mod form;

// The kernel.
pub mod figure;
pub mod formula;

// What the files mean.
pub mod data;
pub mod policy;
pub mod settings;

// What it amounts to.
pub mod assessment;

// How it is shown.
pub mod site;
