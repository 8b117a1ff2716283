//! Explains a figure by working it out once more, for one member, and keeping every step.
//!
//! Nothing is stored for this while a period is evaluated: the same evaluator runs on a frame of
//! one member.

mod evidence;
mod notes;
mod reading;

use std::sync::Arc;

use super::definition::Form;
use super::evaluate::{Frame, Session};
use super::graph::{Compiled, FigureId, Graph, Op, Resolved, Work};
use super::inputs::{Figures, History, Inputs};
use crate::diagnostic::Said;
use crate::formula::{Aggregate, over_in_words, phrase};
use crate::value::{Cell, Place};
use reading::{Mode, Reading};

pub use reading::value_in_words;

/// One step of an explanation: a figure, how it is computed, with which values.
#[derive(Debug, Clone)]
pub struct Step {
    /// The figure's full name.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: Said,
    /// The policy's id.
    pub policy: Arc<str>,
    /// The form it came from.
    pub form: Form,
    /// The unit; empty for none. A figure in `%` is held as a ratio: 1 is 100 %.
    pub unit: Arc<str>,
    /// The result.
    pub cell: Cell,
    /// The formula in words, for example `60 × 回款额 ÷ 目标.回款额`; empty for sources.
    pub formula: Said,
    /// The formula with its values, for example `60 × 68,000 ÷ 60,000`; empty for sources.
    pub substituted: Said,
    /// What is to be noted: approximated, corrected, rounded to cents, a fallback and its reason.
    pub notes: Vec<Said>,
    /// The clause that says so, as an index into the policy's clauses.
    pub clause: Option<usize>,
    /// Where the rule is written.
    pub place: Place,
    /// The figures it was computed from, in the order of the formula.
    pub steps: Vec<Step>,
    /// The rows it was computed from; only the columns that the formula used.
    pub evidence: Vec<Evidence>,
}

/// Rows of a table that a step used.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The table's name.
    pub table: Arc<str>,
    /// The columns that the formula used.
    pub columns: Vec<Arc<str>>,
    /// The rows: each its place, the shown cells, and whether it was counted.
    pub rows: Vec<(Place, Vec<String>, bool)>,
    /// How many rows there are in all, where `rows` holds only the first ones.
    pub total: usize,
}

/// Explains one figure of one member; `None` where there is no such figure or member.
///
/// `at` is the policy's id, the figure's name and the member's id.
pub fn replay(
    graph: &Graph,
    inputs: &Inputs,
    figures: &Figures,
    history: &History,
    (policy, figure, member): (&str, &str, &str),
) -> Option<Step> {
    let session = Session {
        graph,
        inputs,
        history,
        figures,
    };
    let id = graph.find(policy, figure)?;
    let at = session.position(graph.figure(id).domain, member)?;
    session.step(id, at, 0)
}

/// How deep steps are followed; figures nest far less.
const MOST_DEPTH: u32 = 24;

impl Session<'_> {
    fn step(&self, id: FigureId, at: usize, depth: u32) -> Option<Step> {
        let figure = self.graph.figure(id);
        let cell = self.figures.columns.get(id.0 as usize)?.cells.get(at)?;
        let frame = Frame::one(figure.domain, at);
        let (formula, substituted) = self.written(figure, &frame);
        let steps = if depth < MOST_DEPTH {
            self.read_by(figure, at, depth)
        } else {
            Vec::new()
        };
        Some(Step {
            name: match figure.form {
                // What the compiler has made has no name that anybody wrote.
                Form::Shared => Arc::from(""),
                _ => Arc::clone(&figure.name),
            },
            title: title(figure),
            policy: Arc::clone(&figure.policy),
            form: figure.form,
            unit: figure.unit.clone().unwrap_or_default(),
            cell: cell.clone(),
            formula,
            substituted,
            notes: self.notes(id, figure, at, cell),
            clause: figure.clause,
            place: figure.place.clone(),
            steps,
            evidence: self.evidence(figure, &frame),
        })
    }

    /// Writes the formula, once with names and once with values.
    fn written(&self, figure: &Compiled, frame: &Frame<'_>) -> (Said, Said) {
        let both = |e: &Resolved| {
            let names = phrase(self.reading(e, frame, Mode::Names));
            let values = phrase(self.reading(e, frame, Mode::Values));
            (names, values)
        };
        match &figure.work {
            Work::Lookup { .. } => (Said::default(), Said::default()),
            Work::Formula(e) => {
                let names = || phrase(self.reading(e, frame, Mode::Names));
                let values = phrase(self.reading(e, frame, Mode::Values));
                (figure.words.get_or_init(names).clone(), values)
            }
            Work::State { initially, next } => {
                let before = self.ago(figure.domain, 1);
                let id = self.graph.find(&figure.policy, &figure.name);
                let member = self.member_id(figure, frame);
                let earlier = before
                    .zip(id)
                    .and_then(|(period, id)| self.then(id, period.last_month(), member));
                both(if earlier.is_some() { next } else { initially })
            }
            Work::Rank { keys, .. } | Work::Pick { keys, .. } => {
                let list = |mode| {
                    let said: Vec<Said> = keys
                        .iter()
                        .map(|(e, _)| phrase(self.reading(e, frame, mode)))
                        .collect();
                    let join = |f: fn(&Said) -> &String, with: &str| {
                        said.iter()
                            .map(|s| f(s).as_str())
                            .collect::<Vec<_>>()
                            .join(with)
                    };
                    Said::new(join(|s| &s.zh, "，再按"), join(|s| &s.en, ", then "))
                };
                let (names, values) = (list(Mode::Names), list(Mode::Values));
                (
                    Said::new(format!("按{}排", names.zh), format!("by {}", names.en)),
                    values,
                )
            }
            Work::Allocate { total, by, .. } => {
                let ((total, total_value), (by, by_value)) = (both(total), both(by));
                (
                    Said::new(
                        format!("{}按{}分摊", total.zh, by.zh),
                        format!("{} shared by {}", total.en, by.en),
                    ),
                    Said::new(
                        format!("{}，其中 {}", total_value.zh, by_value.zh),
                        format!("{}, of it {}", total_value.en, by_value.en),
                    ),
                )
            }
            Work::People {
                by,
                over,
                what,
                only,
                ..
            } => {
                let formula = phrase(Reading::people(
                    self,
                    *by,
                    over,
                    what.as_ref(),
                    only.as_ref(),
                ));
                (formula, Said::default())
            }
            Work::Periods {
                by, over, figure, ..
            } => {
                let of = title(self.graph.figure(*figure));
                let over = over_in_words(over);
                let noun = aggregate_noun(*by);
                (
                    Said::new(
                        format!("{}的{}{}", over.zh, of.zh, noun.zh),
                        format!("{} of {} over {}", noun.en, of.en, over.en),
                    ),
                    Said::default(),
                )
            }
        }
    }

    /// Explains the figures that a figure reads, each once, in the order of the formula.
    fn read_by(&self, figure: &Compiled, at: usize, depth: u32) -> Vec<Step> {
        let mut seen = Vec::new();
        let mut steps = Vec::new();
        if matches!(figure.work, Work::People { .. }) {
            // Other people's figures are theirs to see.
            return steps;
        }
        for e in figure.work.expressions() {
            e.each(&mut |e| {
                if let Op::Figure {
                    figure: read, via, ..
                } = &e.op
                    && !seen.contains(read)
                {
                    seen.push(*read);
                    let to = self.graph.figure(*read).domain;
                    let found = self
                        .over_to(figure.domain, at as u32, *via, to)
                        .and_then(|at| self.step(*read, at, depth + 1));
                    steps.extend(found);
                }
            });
        }
        steps
    }

    fn member_id(&self, figure: &Compiled, frame: &Frame<'_>) -> &str {
        frame
            .climb_to_members()
            .and_then(|(_, members)| members.first().copied())
            .map_or("", |at| self.id(figure.domain, at))
    }
}

fn title(figure: &Compiled) -> Said {
    if let Work::People { .. } | Work::Periods { .. } = figure.work {
        return Said::new("汇总", "aggregate");
    }
    Said::new(figure.title.as_ref(), figure.title.as_ref())
}

fn aggregate_noun(by: Aggregate) -> Said {
    match by {
        Aggregate::Count => Said::new("个数", "count"),
        Aggregate::Sum => Said::new("合计", "sum"),
        Aggregate::Mean => Said::new("平均", "mean"),
        Aggregate::Median => Said::new("中位数", "median"),
        Aggregate::Min => Said::new("最小值", "smallest"),
        Aggregate::Max => Said::new("最大值", "largest"),
        Aggregate::Distinct => Said::new("不同值的个数", "number of different values"),
        Aggregate::First => Said::new("首个", "first"),
        Aggregate::Last => Said::new("末个", "last"),
        Aggregate::Any => Said::new("是否有一个成立", "any"),
        Aggregate::All => Said::new("是否全部成立", "all"),
    }
}
