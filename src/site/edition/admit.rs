//! Explanations as far as an edition may show them.

use std::sync::Arc;

use super::Edition;
use super::hidden::Hidden;
use crate::diagnostic::Said;
use crate::figure::{Form, Step};

/// Returns an explanation without what the edition may not show; `None` where nothing of it may.
///
/// Where a part is left out, the values put into that formula are left out too, since they would
/// tell it.
pub(super) fn admit(edition: &Edition, hidden: &Hidden, mut step: Step) -> Option<Step> {
    let name = (Arc::clone(&step.policy), Arc::clone(&step.name));
    if !may_show(edition, step.form) || hidden.contains(&name) {
        return None;
    }
    let parts = step.steps.len();
    step.steps = std::mem::take(&mut step.steps)
        .into_iter()
        .filter_map(|part| admit(edition, hidden, part))
        .collect();
    if step.steps.len() < parts {
        step.substituted = Said::default();
        step.notes.clear();
    }
    if is_about_others(edition, step.form) {
        step.steps.clear();
        step.evidence.clear();
        step.substituted = Said::default();
    }
    Some(step)
}

pub(super) fn may_show(edition: &Edition, form: Form) -> bool {
    match form {
        Form::Veto | Form::Withdrawal => edition.vetoes,
        Form::Pay | Form::Hold => edition.pay,
        Form::Counter | Form::Ladder => edition.ladder,
        Form::Metric
        | Form::Target
        | Form::Proportional
        | Form::Band
        | Form::Less
        | Form::Raters
        | Form::Points
        | Form::Group
        | Form::Total
        | Form::Grade
        | Form::Rank
        | Form::Key
        | Form::Eligible
        | Form::Award
        | Form::Prize
        | Form::Step
        | Form::Source
        | Form::Shared => true,
    }
}

/// Tells whether the parts of a step are other people's: what each rater gave, what each
/// colleague reached.
fn is_about_others(edition: &Edition, form: Form) -> bool {
    let whole = edition.whole_boards;
    !whole && matches!(form, Form::Raters | Form::Shared | Form::Rank | Form::Award)
}
