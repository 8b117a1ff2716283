//! What other rules would have done, as far as an edition may show it: names and pay only where the
//! edition shows everybody's results, and nothing of groups that are too small.

use super::{Edition, Filter};
use crate::comparison::{GradeShift, Movement, PolicyComparison, WhatIf};
use crate::settings::Sees;

/// The figure that tells where somebody stands on a ladder.
const LADDER: &str = "ladder.";

impl Edition {
    /// Makes it one of a what-if: nothing that is given out, nothing about the data themselves.
    #[must_use]
    pub fn as_what_if(self) -> Self {
        Self {
            what_if: true,
            sees: Sees {
                checks: false,
                ..self.sees
            },
            ..self
        }
    }

    /// Tells whether everybody's own results may be seen with the name.
    fn shows_everybody(&self) -> bool {
        self.sees.whole_boards && self.all_people() && self.shows_every_score()
    }
}

/// What other rules would have done.
pub struct PublicWhatIf {
    what_if: WhatIf,
    /// How many move which way, a policy and period each; `None` where they are too few.
    movements: Vec<Option<Movement>>,
    whole: bool,
}

impl PublicWhatIf {
    /// Leaves out what an edition may not show.
    pub fn new(mut what_if: WhatIf, edition: &Edition) -> Self {
        what_if.found.retain(|one| edition.has_policy(&one.id));
        what_if.policies.retain(|(id, _)| edition.has_policy(id));
        what_if.changes.retain(|c| edition.has_policy(&c.policy));
        let mut movements = Vec::new();
        for one in &mut what_if.found {
            let few = one.subjects < edition.sees.smallest_group;
            let mut movement = one.movement();
            if !edition.sees.pay {
                (movement.more, movement.less) = (0, 0);
            }
            movements.push((!few).then_some(movement));
            admit(one, edition);
        }
        Self {
            what_if,
            movements,
            whole: edition.shows_everybody(),
        }
    }

    /// Returns what is left.
    pub fn get(&self) -> &WhatIf {
        &self.what_if
    }

    /// Returns the policies and periods, each with how many move which way.
    pub fn parts(&self) -> impl Iterator<Item = (&PolicyComparison, Option<Movement>)> {
        self.what_if
            .found
            .iter()
            .zip(self.movements.iter().copied())
    }

    /// Tells whether it is shown who moves, and the data are given out whole.
    pub fn is_whole(&self) -> bool {
        self.whole
    }
}

fn admit(one: &mut PolicyComparison, edition: &Edition) {
    let large = |count: usize| count >= edition.sees.smallest_group;
    let counts = [&one.spread.0, &one.spread.1];
    let counts = counts.map(|s| s.as_ref().map(|s| s.count));
    if !counts.into_iter().flatten().all(large) {
        one.spread = (None, None);
        one.stretches.clear();
    }
    if !large(one.subjects) {
        one.grades.clear();
    }
    if !edition.sees.pay {
        one.cost = (None, None);
        one.budget = (None, None);
    }
    if edition.hides(Filter::Means) {
        one.spread = (None, None);
        one.stretches.clear();
        one.grades.clear();
    }
    if !edition.shows_everybody() {
        one.moves.clear();
    }
    let of_ladder = |grade: &GradeShift| {
        let figure = grade.after.as_ref().or(grade.before.as_ref());
        figure.is_some_and(|f| f.name.starts_with(LADDER))
    };
    for found in &mut one.moves {
        if !edition.sees.pay {
            found.paid = None;
        }
        if !edition.sees.vetoes {
            found.struck.clear();
            found.spared.clear();
        }
        if !edition.sees.ladder {
            found.grades.retain(|grade| !of_ladder(grade));
        }
    }
}
