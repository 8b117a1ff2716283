//! What is read over periods: it has to stand where it was worked out in each of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::super::graph::{Domain, FigureId, Op, Via};
use super::super::super::mistake::GraphMistake;
use super::{Found, Resolver, Scope, base};
use crate::formula::{Expr, Node, each_name};
use crate::period::Level;

impl Resolver<'_> {
    /// Returns the figure that is read over periods. What other policies worked out is read where
    /// it stands, so that a quarter or a year can sum what months worked out; else as
    /// [`Self::lifted`].
    pub(super) fn over_time(&mut self, expr: &Expr, scopes: &[Scope]) -> Found<FigureId> {
        let base = base(scopes);
        if let Node::Name(name) = &expr.node
            && name.policy.is_some()
        {
            let found = self.expr(expr, &[Scope::Members(base)])?;
            if let Op::Figure { figure, via, .. } = &found.op
                && *via == Via::SameId
            {
                return Ok(*figure);
            }
        }
        let mut policies: BTreeSet<Option<&Arc<str>>> = BTreeSet::new();
        each_name(expr, &mut |name| {
            policies.insert(name.policy.as_ref());
        });
        let own = base.policy();
        let mut named = policies.iter();
        if let (Some(Some(only)), None) = (named.next(), named.next())
            && let Some(other) = self.policy_number(only)
            && other != own
            && base == Domain::Subjects(own)
            && self.subject(other) == self.subject(own)
        {
            return self.lifted(expr, &[Scope::Members(Domain::Subjects(other))]);
        }
        // Such a policy works nothing out between the ends of its periods, so only the last month
        // would be found.
        if policies.iter().any(Option::is_some) && self.level(own) != Level::Month {
            return self.fail(GraphMistake::MixedOverPeriods {
                place: expr.place.clone(),
            });
        }
        self.lifted(expr, scopes)
    }

    fn level(&self, policy: usize) -> Level {
        let id = self.rules.policies.get(policy).map(|(id, _)| id);
        let length = id.and_then(|id| self.rules.lengths.get(id));
        length.copied().unwrap_or_default().level()
    }
}
