//! Sealed results → the results of a period: figures, ranks, boards, awards and pay as they were published.
//!
//! What this version shows and what is sealed stand side by side; what it shows and the seal does not have
//! goes, what neither shows stays. Whether all of it came over is found by writing the results once more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value as Json;

use super::figure::{cause, figure};
use crate::assessment::{
    AwardResult, Awarded, BoardResult, Figured, ItemResult, PayResult, PeriodResult, PolicyResult,
    Standing, SubjectResult, Winner, Withdrawn,
};
use crate::period::Period;
use crate::value::Missing;

/// What is sealed of figures that are worked out otherwise, by policy, figure and subject.
type Otherwise = BTreeMap<[String; 3], String>;

/// Puts sealed results in the place of those of a period; `None` where that cannot be done.
pub(super) fn take(period: &mut PeriodResult, sealed: &Json, now: &Json) -> Option<Otherwise> {
    let mut taking = Taking::default();
    let (old, new) = (by(sealed, "policies", "id"), by(now, "policies", "id"));
    let kept = |policy: &PolicyResult| {
        let id = policy.policy.id.as_ref();
        old.contains_key(id) || !new.contains_key(id)
    };
    period.policies.retain(kept);
    for (id, sealed) in old {
        let policy = period.policies.iter_mut();
        let policy = policy.into_iter().find(|p| p.policy.id.as_ref() == id)?;
        taking.policy = id.to_owned();
        taking.policy(policy, sealed, new.get(id)?)?;
    }
    Some(taking.otherwise)
}

#[derive(Default)]
struct Taking {
    policy: String,
    subject: String,
    otherwise: Otherwise,
}

impl Taking {
    fn policy(&mut self, policy: &mut PolicyResult, sealed: &Json, now: &Json) -> Option<()> {
        let (old, new) = (by(sealed, "subjects", "id"), by(now, "subjects", "id"));
        let stays = |id: &str| old.contains_key(id) || !new.contains_key(id);
        policy.subjects.retain(|s| stays(&s.id));
        for (id, sealed) in old {
            let subject = policy.subjects.iter_mut();
            let subject = subject.into_iter().find(|s| s.id.as_ref() == id)?;
            id.clone_into(&mut self.subject);
            self.subject(subject, sealed, new.get(id)?)?;
        }
        // What follows is of nobody's own explanations.
        self.subject.clear();
        let (old, new) = (by(sealed, "boards", "name"), by(now, "boards", "name"));
        for board in &mut policy.boards {
            if let (Some(old), Some(new)) = (old.get(&*board.board), new.get(&*board.board)) {
                self.board(board, old, new)?;
            }
        }
        let (old, new) = (by(sealed, "awards", "name"), by(now, "awards", "name"));
        for award in &mut policy.awards {
            if let (Some(old), Some(new)) = (old.get(&*award.award), new.get(&*award.award)) {
                self.award(award, old, new)?;
            }
        }
        if let (Some(budget), Some(sealed)) = (&mut policy.budget, sealed.get("budget")) {
            self.take(&mut budget.amount, sealed.get("amount")?)?;
            self.take(&mut budget.cost, sealed.get("cost")?)?;
        }
        Some(())
    }

    fn subject(&mut self, subject: &mut SubjectResult, sealed: &Json, now: &Json) -> Option<()> {
        text(sealed, "name").clone_into(&mut subject.name);
        subject.team = Arc::from(text(sealed, "team"));
        self.one(&mut subject.total, sealed.get("total"))?;
        self.list(&mut subject.grades, (sealed, now), "grades")?;
        self.list(&mut subject.metrics, (sealed, now), "metrics")?;
        self.list(&mut subject.ladder, (sealed, now), "ladder")?;
        self.items(&mut subject.items, sealed)?;
        let mut amounts: Vec<Figured> = subject.pay.iter().map(|p| p.amount.clone()).collect();
        self.list(&mut amounts, (sealed, now), "pay")?;
        let old = std::mem::take(&mut subject.pay);
        subject.pay = amounts
            .into_iter()
            .map(|amount| {
                let line = old.iter().find(|p| p.amount.name == amount.name);
                let line = line.map_or_else(|| Arc::clone(&amount.title), |p| Arc::clone(&p.line));
                PayResult { line, amount }
            })
            .collect();
        Some(())
    }

    fn items(&mut self, items: &mut Vec<ItemResult>, sealed: &Json) -> Option<()> {
        let old = by(sealed, "items", "item");
        items.retain(|item| old.contains_key(item.item.as_ref()));
        for (name, sealed) in old {
            let item = items.iter_mut().find(|item| item.item.as_ref() == name)?;
            self.one(&mut item.value, sealed.get("value"))?;
            self.one(&mut item.target, sealed.get("target"))?;
            self.take(&mut item.points, sealed.get("points")?)?;
            self.items(&mut item.items, sealed)?;
        }
        Some(())
    }

    fn board(&mut self, board: &mut BoardResult, sealed: &Json, now: &Json) -> Option<()> {
        let rows = list(sealed, "rows");
        let shown = by(now, "rows", "id");
        let mut before: Vec<Standing> = std::mem::take(&mut board.standings);
        for row in rows {
            let id = text(row, "id");
            let old = before.iter().position(|s| s.id.as_ref() == id);
            let mut standing = old.map_or_else(
                || Standing {
                    id: Arc::from(id),
                    rank: 0,
                    tied: false,
                    before: None,
                    keys: Vec::new(),
                },
                |at| before.swap_remove(at),
            );
            standing.rank = u32::try_from(row.get("rank")?.as_u64()?).ok()?;
            standing.tied = row.get("tied")?.as_bool()?;
            let new = shown.get(id).copied().unwrap_or(&Json::Null);
            self.list(&mut standing.keys, (row, new), "keys")?;
            board.standings.push(standing);
        }
        for standing in before {
            if shown.contains_key(standing.id.as_ref()) {
                board.unranked.push((standing.id, None));
            } else {
                board.standings.push(standing);
            }
        }
        board.standings.sort_by_key(|s| s.rank);
        let ranked: BTreeSet<&Arc<str>> = board.standings.iter().map(|s| &s.id).collect();
        board.unranked.retain(|(id, _)| !ranked.contains(id));
        Some(())
    }

    fn award(&mut self, award: &mut AwardResult, sealed: &Json, now: &Json) -> Option<()> {
        award.considered = usize::try_from(sealed.get("considered")?.as_u64()?).ok()?;
        let outcome = std::mem::replace(&mut award.outcome, Awarded::Nobody);
        award.outcome = match text(sealed, "outcome") {
            "won" => Awarded::Won(self.winners(outcome, sealed, now)?),
            "nobody" => Awarded::Nobody,
            "not-yet" => Awarded::NotYet,
            _ => Awarded::Blocked(blocked(outcome, sealed)?),
        };
        let before = std::mem::take(&mut award.withdrawn);
        for withdrawn in list(sealed, "withdrawn") {
            let id = text(withdrawn, "id");
            let old = before.iter().find(|w| w.id.as_ref() == id);
            let mut new = old.cloned().unwrap_or_else(|| Withdrawn {
                id: Arc::from(id),
                of: Vec::new(),
                decided: Vec::new(),
                charged: None,
            });
            let periods = list(withdrawn, "periods").iter();
            let periods = periods.map(|p| p.as_str().and_then(Period::named));
            new.of = periods.collect::<Option<_>>()?;
            self.list(&mut new.decided, (withdrawn, &Json::Null), "decided")?;
            self.one(&mut new.charged, withdrawn.get("charged"))?;
            award.withdrawn.push(new);
        }
        let flagged = list(sealed, "flagged").iter();
        award.flagged = flagged
            .map(|id| id.as_str().map(Arc::from))
            .collect::<Option<_>>()?;
        Some(())
    }

    fn winners(&mut self, outcome: Awarded, sealed: &Json, now: &Json) -> Option<Vec<Winner>> {
        let Awarded::Won(mut before) = outcome else {
            return self.winners(Awarded::Won(Vec::new()), sealed, now);
        };
        let shown = by(now, "winners", "id");
        let mut winners = Vec::new();
        for row in list(sealed, "winners") {
            let id = text(row, "id");
            let old = before.iter().position(|w| w.id.as_ref() == id);
            let mut winner = old.map_or_else(
                || Winner {
                    id: Arc::from(id),
                    keys: Vec::new(),
                    prize: None,
                    in_kind: Vec::new(),
                    withdrawn: None,
                },
                |at| before.remove(at),
            );
            let new = shown.get(id).copied().unwrap_or(&Json::Null);
            self.list(&mut winner.keys, (row, new), "keys")?;
            self.one(&mut winner.prize, row.get("prize"))?;
            let in_kind = list(row, "in_kind").iter();
            winner.in_kind = in_kind
                .map(|prize| prize.as_str().map(str::to_owned))
                .collect::<Option<_>>()?;
            winners.push(winner);
        }
        before.retain(|w| !shown.contains_key(w.id.as_ref()));
        winners.extend(before);
        Some(winners)
    }

    /// Takes a list of figures, by name.
    fn list(
        &mut self,
        figures: &mut Vec<Figured>,
        (sealed, now): (&Json, &Json),
        key: &str,
    ) -> Option<()> {
        let (old, new) = (list(sealed, key), by(now, key, "name"));
        let is_sealed = |name: &str| old.iter().any(|f| text(f, "name") == name);
        figures.retain(|f| is_sealed(&f.name) || !new.contains_key(f.name.as_ref()));
        for sealed in old {
            let name = text(sealed, "name");
            match figures.iter_mut().find(|f| f.name.as_ref() == name) {
                Some(known) => self.take(known, sealed)?,
                None => {
                    let new = figure(sealed, None)?;
                    self.note(&new);
                    figures.push(new);
                }
            }
        }
        Some(())
    }

    /// Takes a figure that may be there or not.
    fn one(&mut self, known: &mut Option<Figured>, sealed: Option<&Json>) -> Option<()> {
        let Some(sealed) = sealed else {
            *known = None;
            return Some(());
        };
        match known {
            Some(known) => self.take(known, sealed),
            None => {
                let new = figure(sealed, None)?;
                self.note(&new);
                *known = Some(new);
                Some(())
            }
        }
    }

    fn take(&mut self, known: &mut Figured, sealed: &Json) -> Option<()> {
        let new = figure(sealed, Some(known))?;
        if new.cell.clone().ok() != known.cell.clone().ok() || new.shown != known.shown {
            self.note(&new);
        }
        *known = new;
        Some(())
    }

    /// Keeps in mind that a figure of a subject is worked out otherwise now.
    fn note(&mut self, figure: &Figured) {
        if self.subject.is_empty() {
            return;
        }
        let key = [
            self.policy.clone(),
            figure.name.to_string(),
            self.subject.clone(),
        ];
        let shown = match &figure.shown {
            Some(shown) if figure.unit.is_empty() => shown.clone(),
            Some(shown) => format!("{shown} {}", figure.unit),
            None => "—".to_owned(),
        };
        self.otherwise.insert(key, shown);
    }
}

/// Returns why an award was held up.
fn blocked(outcome: Awarded, sealed: &Json) -> Option<Missing> {
    let known = match outcome {
        Awarded::Blocked(missing) => Some(missing),
        _ => None,
    };
    cause(sealed.get("missing")?, known.as_ref())
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    let found = json.get(key).and_then(Json::as_array);
    found.map_or(&[], Vec::as_slice)
}

/// Returns the parts of a list by one of their keys.
fn by<'j>(json: &'j Json, key: &str, name: &str) -> BTreeMap<&'j str, &'j Json> {
    let parts = list(json, key).iter();
    parts.map(|part| (text(part, name), part)).collect()
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or("")
}
