//! Explanations as far as an edition may show them.

use std::sync::Arc;

use super::hidden::Hidden;
use super::{Edition, Filter};
use crate::diagnostic::Said;
use crate::figure::{Form, Step};

/// Returns an explanation without what the edition may not show; `None` where nothing of it may.
///
/// Where a part is left out, the values put into that formula are left out too, since they would
/// tell it.
pub(super) fn admit(edition: &Edition, hidden: &Hidden, mut step: Step) -> Option<Step> {
    let name = (Arc::clone(&step.policy), Arc::clone(&step.name));
    let left_out = !may_show(edition, step.form) || hidden.contains(&name);
    if left_out && edition.hides(Filter::Parts) {
        return None;
    }
    if edition.hides(Filter::Policies) && !edition.has_policy(&step.policy) {
        return None;
    }
    let parts = step.steps.len();
    step.steps = std::mem::take(&mut step.steps)
        .into_iter()
        .filter_map(|part| admit(edition, hidden, part))
        .collect();
    if step.steps.len() < parts && edition.hides(Filter::Values) {
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
        Form::Veto | Form::Withdrawal => edition.sees.vetoes,
        Form::Pay | Form::Hold => edition.sees.pay,
        Form::Counter | Form::Ladder => edition.sees.ladder,
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
    let others = matches!(form, Form::Raters | Form::Shared | Form::Rank | Form::Award);
    others && edition.hides(Filter::Others)
}
