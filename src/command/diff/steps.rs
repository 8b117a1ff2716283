//! The earlier state worked out again and again, each time with one more group of inputs from the later
//! one.

use super::side::Folder;
use crate::assessment::Book;
use crate::comparison::{Became, ChangedInput, Group, Snapshot};
use crate::content::Overlay;
use crate::understand;

/// The groups that are changed in one step.
pub(super) type Label = Vec<Group>;

/// Works out the results after each step; returns the steps with all results, the first and the last
/// among them. A group that does not go without another is changed with it.
pub(super) fn work_out(
    (before, after): (&Folder, &Folder),
    changed: &[ChangedInput],
    (first, end): (Vec<Snapshot>, Vec<Snapshot>),
    kept: &dyn Fn(&Book) -> Vec<Snapshot>,
) -> (Vec<Label>, Vec<Vec<Snapshot>>) {
    let differ = |group: &Group| changed.iter().any(|c| c.group == *group);
    let groups: Vec<Group> = Group::ALL.into_iter().filter(differ).collect();
    let mut overlay = Overlay::default();
    let (mut labels, mut results) = (Vec::new(), vec![first]);
    let mut waiting: Label = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        waiting.push(*group);
        for input in changed.iter().filter(|c| c.group == *group) {
            match input.became {
                Became::Gone => _ = overlay.gone.insert(input.path.clone()),
                Became::New | Became::Changed => {
                    let from = after.root().join(&input.path);
                    overlay.added.insert(input.path.clone(), from);
                }
            }
        }
        // With the last group the earlier state is the later one.
        if at + 1 == groups.len() {
            break;
        }
        let assessed = understand(before.root(), &overlay).assess();
        if let Some(book) = assessed.book {
            results.push(kept(&book));
            labels.push(std::mem::take(&mut waiting));
        }
    }
    if !waiting.is_empty() {
        labels.push(waiting);
        results.push(end);
    }
    (labels, results)
}
