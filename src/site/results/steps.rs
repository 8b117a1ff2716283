//! By which states a period came where it is, and until when that is told.

use serde::Serialize;

use crate::data::{Reached, Stage};
use crate::site::edition::PublicPeriod;
use crate::site::shared::Shared;

/// Until when what became of results is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until the period itself: nothing that later ones did.
    Then,
    /// Until now: awards that were withdrawn later are marked.
    Now,
}

/// A state that a period has reached.
#[derive(Serialize)]
pub struct StepData {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

/// Writes the states that a period has reached after being open, from early to late.
pub fn data(shared: &Shared<'_>, period: &PublicPeriod<'_>, until: Until) -> Vec<StepData> {
    let reached = shared.public.reached(period);
    let told = |step: &&Reached| until == Until::Now || step.stage <= Stage::Final;
    reached.iter().filter(told).map(step_data).collect()
}

fn step_data(step: &Reached) -> StepData {
    StepData {
        state: step.stage.word(),
        on: step.on.map(|day| day.to_string()),
        by: step.by.clone(),
    }
}
