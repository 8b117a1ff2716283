//! What is different for one subject: total, ranks, grades, awards, gates, pay.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Side, number};
use crate::assessment::{Awarded, Figured, PolicyResult, SubjectResult, pay_sheet};
use crate::number::Number;
use crate::value::Value;

/// What is different for one subject.
#[derive(Debug)]
pub struct Move {
    /// The id.
    pub id: Arc<str>,
    /// The name that readers see.
    pub name: String,
    /// The total; `None` where it is the same.
    pub total: Option<Shift>,
    /// The ranks that are different.
    pub ranks: Vec<RankShift>,
    /// The grades, coefficients and steps of the ladder that are different.
    pub grades: Vec<GradeShift>,
    /// The awards that are won after and were not before.
    pub won: Vec<Arc<str>>,
    /// The awards that were won before and are not after.
    pub lost: Vec<Arc<str>>,
    /// The awards whose conditions are met after and were not before.
    pub meets: Vec<Arc<str>>,
    /// The awards whose conditions were met before and are not after.
    pub fails: Vec<Arc<str>>,
    /// The vetoes that strike after and did not before.
    pub struck: Vec<String>,
    /// The vetoes that struck before and do not after.
    pub spared: Vec<String>,
    /// What is paid out, prizes included; `None` where it is the same.
    pub paid: Option<(Option<Number>, Option<Number>)>,
}

/// A figure before and after.
#[derive(Debug)]
pub struct Shift {
    /// Before; `None` without one.
    pub before: Option<Figured>,
    /// After; `None` without one.
    pub after: Option<Figured>,
    /// How far it moves; `None` where one side has no number.
    pub by: Option<Number>,
}

/// A grade or another result of the total before and after.
#[derive(Debug)]
pub struct GradeShift {
    /// The name that readers see.
    pub title: Arc<str>,
    /// Before.
    pub before: Option<Figured>,
    /// After.
    pub after: Option<Figured>,
}

/// A rank before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankShift {
    /// The board.
    pub board: Arc<str>,
    /// Before; `None` where not ranked.
    pub before: Option<u32>,
    /// After; `None` where not ranked.
    pub after: Option<u32>,
}

/// Finds everybody for whom something is different, the biggest moves first.
pub(super) fn between(was: Side<'_>, is: Side<'_>) -> Vec<Move> {
    let sides = (Lookup::of(was), Lookup::of(is));
    let ids = sides.0.subjects.keys().chain(sides.1.subjects.keys());
    let ids: BTreeSet<&Arc<str>> = ids.copied().collect();
    let mut moves: Vec<Move> = ids
        .into_iter()
        .map(|id| one(&sides.0, &sides.1, id))
        .filter(Move::is_any)
        .collect();
    moves.sort_by_cached_key(|m| (std::cmp::Reverse(m.size()), Arc::clone(&m.id)));
    moves
}

impl Move {
    fn is_any(&self) -> bool {
        self.size() != (Number::ZERO, 0, Number::ZERO, 0)
    }

    /// How big a move is: by total, then by rank, then by pay, then by how much else is different.
    fn size(&self) -> (Number, u32, Number, usize) {
        let by = self.total.as_ref().and_then(|t| t.by.as_ref());
        let ranks = self.ranks.iter().map(|r| match (r.before, r.after) {
            (Some(before), Some(after)) => before.abs_diff(after),
            _ => 0,
        });
        let paid = self.paid.as_ref().and_then(|paid| match paid {
            (Some(before), Some(after)) => Some(after.minus(before).absolute()),
            _ => None,
        });
        let texts = [&self.struck, &self.spared];
        let awards = [&self.won, &self.lost, &self.meets, &self.fails];
        let rest = awards.iter().map(|a| a.len()).sum::<usize>()
            + texts.iter().map(|t| t.len()).sum::<usize>()
            + usize::from(self.total.is_some())
            + self.ranks.len()
            + self.grades.len()
            + usize::from(self.paid.is_some());
        (
            by.map_or(Number::ZERO, Number::absolute),
            ranks.max().unwrap_or(0),
            paid.unwrap_or(Number::ZERO),
            rest,
        )
    }
}

/// One side's results by subject.
struct Lookup<'a> {
    side: Side<'a>,
    subjects: BTreeMap<&'a Arc<str>, &'a SubjectResult>,
    paid: BTreeMap<Arc<str>, Option<Number>>,
}

impl<'a> Lookup<'a> {
    fn of(side: Side<'a>) -> Self {
        let sheet = pay_sheet(side.1, None, (&|_| String::new(), &|_| String::new()));
        let rows = sheet.map_or_else(Vec::new, |sheet| sheet.rows);
        Self {
            side,
            subjects: side.1.subjects.iter().map(|s| (&s.id, s)).collect(),
            paid: rows.into_iter().map(|r| (r.id, r.total.ok())).collect(),
        }
    }

    fn policy(&self) -> &'a PolicyResult {
        self.side.1
    }

    fn rank(&self, board: &str, id: &str) -> Option<u32> {
        let board = self.policy().boards.iter().find(|b| *b.board == *board)?;
        let standing = board.standings.iter().find(|s| *s.id == *id);
        standing.map(|s| s.rank)
    }

    fn awards(&self, id: &str) -> BTreeSet<Arc<str>> {
        let awards = self.policy().awards.iter();
        let won = awards.filter(|award| match &award.outcome {
            Awarded::Won(winners) => winners.iter().any(|w| *w.id == *id),
            Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => false,
        });
        won.map(|award| Arc::clone(&award.award)).collect()
    }

    /// Tells whether a condition holds; `None` where that is not known.
    fn holds(&self, figure: &str, id: &str) -> Option<bool> {
        let cell = self
            .side
            .0
            .figures
            .get(&self.policy().policy.id, figure, id);
        match cell {
            Some(Ok(Value::Truth(truth))) => Some(*truth),
            _ => None,
        }
    }

    fn met(&self, id: &str) -> BTreeSet<Arc<str>> {
        let awards = self.policy().policy.awards.iter();
        let met = awards.filter(|award| self.holds(&award.eligible, id) == Some(true));
        met.map(|award| Arc::clone(&award.name)).collect()
    }

    fn struck(&self, id: &str) -> BTreeSet<String> {
        let vetoes = self.policy().policy.vetoes.iter();
        let struck = vetoes.filter(|veto| self.holds(&veto.figure, id) == Some(true));
        struck.map(|veto| veto.title.clone()).collect()
    }
}

fn one(was: &Lookup<'_>, is: &Lookup<'_>, id: &Arc<str>) -> Move {
    let (old, new) = (was.subjects.get(id), is.subjects.get(id));
    let name = new.or(old).map(|s| s.name.clone());
    let total = |s: Option<&&SubjectResult>| s.and_then(|s| s.total.clone());
    let ((met, meets), (hit, hits)) = ((was.met(id), is.met(id)), (was.struck(id), is.struck(id)));
    let (won, wins) = (was.awards(id), is.awards(id));
    let paid = |side: &Lookup<'_>| side.paid.get(id).cloned().flatten();
    let (paid, pays) = (paid(was), paid(is));
    Move {
        id: Arc::clone(id),
        name: name.unwrap_or_default(),
        total: shift(total(old), total(new)),
        ranks: ranks(was, is, id),
        grades: grades(old.copied(), new.copied()),
        won: wins.difference(&won).cloned().collect(),
        lost: won.difference(&wins).cloned().collect(),
        meets: meets.difference(&met).cloned().collect(),
        fails: met.difference(&meets).cloned().collect(),
        struck: hits.difference(&hit).cloned().collect(),
        spared: hit.difference(&hits).cloned().collect(),
        paid: (paid != pays).then_some((paid, pays)),
    }
}

fn shift(before: Option<Figured>, after: Option<Figured>) -> Option<Shift> {
    let numbers = (
        before.as_ref().and_then(number),
        after.as_ref().and_then(number),
    );
    if numbers.0 == numbers.1 {
        return None;
    }
    let by = match numbers {
        (Some(was), Some(is)) => Some(is.minus(was)),
        _ => None,
    };
    Some(Shift { before, after, by })
}

fn ranks(was: &Lookup<'_>, is: &Lookup<'_>, id: &str) -> Vec<RankShift> {
    let gone = |board: &&Arc<str>| is.policy().boards.iter().all(|b| b.board != **board);
    let old = was.policy().boards.iter().map(|b| &b.board).filter(gone);
    let boards = is.policy().boards.iter().map(|b| &b.board).chain(old);
    let shifts = boards.map(|board| RankShift {
        board: Arc::clone(board),
        before: was.rank(board, id),
        after: is.rank(board, id),
    });
    shifts.filter(|s| s.before != s.after).collect()
}

fn grades(old: Option<&SubjectResult>, new: Option<&SubjectResult>) -> Vec<GradeShift> {
    let all = |s: Option<&SubjectResult>| -> Vec<Figured> {
        s.map_or_else(Vec::new, |s| {
            // Of the ladder only where somebody ends up: counters are on the way there.
            let ladder = s.ladder.iter();
            let ladder = ladder.filter(|f| f.name.as_ref() == "ladder.grade_after");
            s.grades.iter().chain(ladder).cloned().collect()
        })
    };
    let (mut was, is) = (all(old), all(new));
    let mut shifts = Vec::new();
    for after in is {
        let at = was.iter().position(|b| b.name == after.name);
        let before = at.map(|at| was.remove(at));
        let cell = before.as_ref().and_then(|b| b.cell.as_ref().ok());
        if cell != after.cell.as_ref().ok() {
            let title = Arc::clone(&after.title);
            shifts.push(GradeShift {
                title,
                before,
                after: Some(after),
            });
        }
    }
    shifts.extend(was.into_iter().map(|before| GradeShift {
        title: Arc::clone(&before.title),
        before: Some(before),
        after: None,
    }));
    shifts
}
