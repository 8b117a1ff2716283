//! What pay is held against because the author states it: a local minimum, and how much of a
//! month's pay may be taken away.

use crate::content::{Node, NodeKind};
use crate::form::{Fields, Reader};
use crate::number::Number;
use crate::period::Period;

/// The limits that `site.yml` or a policy's `lint:` states; nothing is known without them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least that is paid out to a person in a period, from early to late; the first period
    /// `None` where one number holds always.
    pub minimum_pay: Vec<(Option<Period>, Number)>,
    /// The share of a person's pay in a period that may be taken away, 0.2 for 20%.
    pub deduction_limit: Option<Number>,
}

impl Limits {
    /// Reads `minimum_pay` and `deduction_limit` of a form that has both keys.
    pub fn read(fields: &Fields<'_>, reader: &mut Reader) -> Self {
        let minimum_pay = fields.node("minimum_pay");
        let limit = fields.quantity("deduction_limit", reader);
        Self {
            minimum_pay: minimum_pay.map_or_else(Vec::new, |node| history(node, reader)),
            deduction_limit: limit.map(|l| l.value.number),
        }
    }

    /// Returns the least pay that is stated for a period.
    pub fn minimum_in(&self, period: Period) -> Option<&Number> {
        let so_far = |from: &Option<Period>| from.is_none_or(|from| from <= period);
        let mut stated = self.minimum_pay.iter().rev();
        stated.find(|(from, _)| so_far(from)).map(|(_, pay)| pay)
    }

    /// Returns these limits with those of `others` where these say nothing.
    pub fn or(&self, others: &Self) -> Self {
        Self {
            minimum_pay: match self.minimum_pay.is_empty() {
                true => others.minimum_pay.clone(),
                false => self.minimum_pay.clone(),
            },
            deduction_limit: self
                .deduction_limit
                .clone()
                .or_else(|| others.deduction_limit.clone()),
        }
    }
}

/// One number, or numbers by the period from which each holds.
fn history(node: &Node, reader: &mut Reader) -> Vec<(Option<Period>, Number)> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        let number = reader.quantity(node).map(|q| q.value.number);
        return number.into_iter().map(|n| (None, n)).collect();
    }
    let mut stated = Vec::new();
    for (period, node) in reader.named(node) {
        let from = reader.period(&period);
        let number = reader.quantity(node);
        if let (Some(from), Some(number)) = (from, number) {
            stated.push((Some(from.value), number.value.number));
        }
    }
    stated.sort_by_key(|(from, _)| *from);
    stated
}
