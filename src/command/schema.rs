//! `meritbook schema`: what a kind of document may hold, as JSON Schema for editors and programs.

use super::line::Described;
use crate::form::appeal::{ADJUSTMENT, APPEAL, RULING};
use crate::form::data::MONTH;
use crate::form::policy::POLICY;
use crate::form::site::SITE;
use crate::form::sources::SOURCES;
use crate::form::{list_schema, roster_schema, schema};

/// The schema of what `build` writes for programs; written by hand.
const RESULTS: &str = include_str!("../../docs/results.schema.json");

/// The schema of where results come from; written by hand.
const PROVENANCE: &str = include_str!("../../docs/provenance.schema.json");

/// The schema of what `compare` writes for programs; written by hand.
const COMPARISON: &str = include_str!("../../docs/comparison.schema.json");

/// The schema of what `diff` writes for programs; written by hand.
const DIFFERENCE: &str = include_str!("../../docs/difference.schema.json");

/// Returns the schema of a kind of document as JSON text.
pub(super) fn text(what: Described) -> String {
    let schema = match what {
        Described::Site => schema(&SITE, false),
        Described::Policy => schema(&POLICY, false),
        Described::Month => schema(&MONTH, true),
        Described::Adjustments => list_schema(("更正", "adjustments"), &[&ADJUSTMENT]),
        Described::Appeals => list_schema(("申诉", "appeals"), &[&APPEAL, &RULING]),
        Described::Sources => schema(&SOURCES, false),
        Described::Roster => roster_schema(),
        Described::Results => return RESULTS.to_owned(),
        Described::Difference => return DIFFERENCE.to_owned(),
        Described::Provenance => return PROVENANCE.to_owned(),
        Described::Comparison => return COMPARISON.to_owned(),
    };
    format!("{schema:#}")
}
