//! What an explanation has to add to a formula.

use std::sync::Arc;

use super::super::evaluate::{Session, first_month};
use super::super::graph::{Compiled, Domain, FigureId, PeopleGroup, Work};
use super::reading::value_in_words;
use crate::diagnostic::Said;
use crate::formula::Over;
use crate::number::Mode;
use crate::period::Period;
use crate::value::{Cell, Value};

impl Session<'_> {
    pub(super) fn notes(
        &self,
        id: FigureId,
        figure: &Compiled,
        at: usize,
        cell: &Cell,
    ) -> Vec<Said> {
        let mut notes = Vec::new();
        let member = self.id(figure.domain, at as u32);
        let key = (
            Arc::clone(&figure.policy),
            Arc::clone(&figure.name),
            Arc::from(member),
        );
        if self.inputs.overrides.contains_key(&key) {
            let unit = figure.unit.as_deref().unwrap_or("");
            let raw = self.figures.raw.get(&key);
            let raw = raw.map(|cell| value_in_words(cell, unit));
            let raw = raw.unwrap_or_default();
            notes.push(match self.inputs.at_discretion.contains(&key) {
                true => Said::new(
                    format!("酌情更正，原值 {}", raw.zh),
                    format!("adjusted at discretion; worked out: {}", raw.en),
                ),
                false => Said::new(
                    format!("已更正，原值 {}", raw.zh),
                    format!("corrected; worked out: {}", raw.en),
                ),
            });
        } else if self.inputs.held.contains_key(&key) {
            notes.push(Said::new(
                "按公布时的结果，不随后来的更正改变",
                "as it was announced, whatever was corrected since",
            ));
        } else if let Some(rounding) = &figure.round {
            notes.push(rounding_in_words(
                &rounding.step.exact_text(),
                rounding.mode,
            ));
        }
        if let Ok(Value::Number(n)) = cell
            && n.is_approximate()
        {
            notes.push(Said::new(
                "≈ 分母太长，已按 28 位小数计算；建议在制度里写明舍入。",
                "≈ the denominator grew too long, so 28 decimals were used; better round in the \
                 policy.",
            ));
        }
        if let Some((_, reason)) = &figure.fallback {
            notes.push(Said::new(
                format!("缺失时的规定：{reason}"),
                format!("where missing: {reason}"),
            ));
        }
        match &figure.work {
            Work::People { people, group, .. } => notes.push(self.people_note(*people, *group)),
            Work::Periods {
                over, figure: of, ..
            } => {
                notes.extend(self.period_notes(over, figure.domain, *of, member));
            }
            Work::Rank { .. } | Work::Pick { .. } => {
                let count = self.figures.columns[id.0 as usize].known;
                notes.push(Said::new(
                    format!("共 {count} 个参与"),
                    format!("{count} take part"),
                ));
            }
            _ => {}
        }
        notes
    }

    /// Says of how many people an aggregate is, never of whom.
    fn people_note(&self, people: usize, group: PeopleGroup) -> Said {
        let count = self.members(people).len();
        match group {
            PeopleGroup::All | PeopleGroup::Others => {
                Said::new(format!("全员共 {count} 个"), format!("{count} in all"))
            }
            PeopleGroup::OfTeam | PeopleGroup::RestOfTeam => {
                Said::new("只算本组", "of the team only")
            }
        }
    }

    /// Lists the periods of a span with their values, and those of a bounded one that have none.
    fn period_notes(
        &self,
        over: &Over,
        reader: Domain,
        figure: FigureId,
        member: &str,
    ) -> Vec<Said> {
        let now = self.inputs.period;
        let of = self.graph.figure(figure);
        let unit = of.unit.as_deref().unwrap_or("");
        let length = self.length(of.domain.policy());
        let first = first_month(over, now, self.length(reader.policy()));
        let months: Vec<Period> = match first {
            Some(first) => (0..=now.months_since(first))
                .filter_map(|n| first.later(n))
                .collect(),
            None => self.history.keys().copied().filter(|p| *p < now).collect(),
        };
        let mut notes = Vec::new();
        for month in months {
            let period = length.period(month);
            let cell = if month == now {
                self.figures.get(&of.policy, &of.name, member)
            } else {
                self.then(figure, month, member)
            };
            let said = match cell {
                Some(cell) => value_in_words(cell, unit),
                // A longer period has its value with its last month.
                None if first.is_none() || period.last_month() != month => continue,
                None => Said::new("没有", "none"),
            };
            notes.push(Said::new(
                format!("{period}：{}", said.zh),
                format!("{period}: {}", said.en),
            ));
        }
        notes
    }
}

fn rounding_in_words(step: &str, mode: Mode) -> Said {
    match mode {
        Mode::HalfUp => Said::new(
            format!("四舍五入到 {step}"),
            format!("rounded half up to {step}"),
        ),
        Mode::HalfEven => Said::new(
            format!("四舍六入五成双到 {step}"),
            format!("rounded half to even to {step}"),
        ),
        Mode::Down => Said::new(format!("舍去到 {step}"), format!("rounded down to {step}")),
        Mode::Up => Said::new(format!("进一到 {step}"), format!("rounded up to {step}")),
    }
}
