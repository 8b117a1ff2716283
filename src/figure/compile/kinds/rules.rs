//! The kind of each operation, and the kinds it wants of its parts.

use super::super::super::graph::{BuiltIn, FigureId, Op, Resolved};
use super::super::super::mistake::GraphMistake;
use super::{Kinds, Phase};
use crate::formula::{Aggregate, CutMode, Function, Operator};
use crate::value::{Kind, Place};

impl Kinds {
    /// Finds the kind of an expression of which `want` is wanted; tells a misfit when checking.
    pub(super) fn infer(&mut self, e: &Resolved, want: Option<Kind>) -> Option<Kind> {
        let found = self.find(e, want);
        if self.phase == Phase::Check
            && let (Some(wanted), Some(found)) = (want, found)
            && wanted != found
        {
            self.mistakes.push(GraphMistake::WrongKind {
                wanted,
                found,
                place: e.place.clone(),
            });
        }
        found
    }

    fn find(&mut self, e: &Resolved, want: Option<Kind>) -> Option<Kind> {
        match &e.op {
            Op::Literal(value) => Some(value.kind()),
            Op::Figure { figure, .. } | Op::Back(figure, _) => self.read(*figure, want),
            Op::Parameter(i) => self.parameters.get(*i).copied(),
            Op::Attribute { name, .. } => self.attribute(name, want),
            Op::BuiltIn(BuiltIn::Workdays) => Some(Kind::Number),
            Op::BuiltIn(BuiltIn::PeriodStart | BuiltIn::PeriodEnd) | Op::DayOf { .. } => {
                Some(Kind::Date)
            }
            Op::Column { table, column, .. } => self.column(table, column, want),
            Op::Negate(a) => {
                self.infer(a, Some(Kind::Number));
                Some(Kind::Number)
            }
            Op::Not(a) => {
                self.infer(a, Some(Kind::Truth));
                Some(Kind::Truth)
            }
            Op::Binary(operator, a, b) => Some(self.binary(*operator, a, b, &e.place)),
            Op::In(a, list) => {
                let mut kind = self.infer(a, None);
                for item in list {
                    kind = kind.or(self.infer(item, kind));
                }
                self.infer(a, kind);
                for item in list {
                    self.infer(item, kind);
                }
                Some(Kind::Truth)
            }
            Op::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                self.infer(condition, Some(Kind::Truth));
                let first = self.infer(yes, want);
                let second = self.infer(no, want.or(first));
                if first.is_none() {
                    self.infer(yes, second);
                }
                first.or(second)
            }
            Op::Call(function, arguments) => self.call(*function, arguments, want),
            Op::Rows(fold) => {
                for key in &fold.groups {
                    let default = (self.phase >= Phase::Inner).then_some(Kind::Text);
                    if self.infer(key, None).is_none() {
                        self.infer(key, default);
                    }
                }
                if let Some(order) = &fold.order
                    && self.infer(order, None).is_none()
                {
                    let default = (self.phase >= Phase::Inner).then_some(Kind::Date);
                    self.infer(order, default);
                }
                self.aggregate(
                    fold.by,
                    fold.what.as_ref(),
                    fold.only.as_ref(),
                    want,
                    &e.place,
                )
            }
            Op::Cut { by, table, column } => {
                self.infer(by, Some(Kind::Number));
                for row in &table.rows {
                    self.infer(&row.at, Some(Kind::Number));
                    for (result, kind) in row.results.iter().zip(&table.kinds) {
                        self.infer(result, Some(*kind));
                    }
                }
                let otherwise = table.otherwise.iter().flatten();
                for (result, kind) in otherwise.zip(&table.kinds) {
                    self.infer(result, Some(*kind));
                }
                match table.mode {
                    CutMode::Flat => table.kinds.get(*column).copied(),
                    _ => Some(Kind::Number),
                }
            }
        }
    }

    fn binary(&mut self, operator: Operator, a: &Resolved, b: &Resolved, place: &Place) -> Kind {
        match operator {
            Operator::Plus | Operator::Minus | Operator::Times | Operator::DividedBy => {
                self.infer(a, Some(Kind::Number));
                self.infer(b, Some(Kind::Number));
                Kind::Number
            }
            Operator::And | Operator::Or => {
                self.infer(a, Some(Kind::Truth));
                self.infer(b, Some(Kind::Truth));
                Kind::Truth
            }
            _ => {
                self.compared(operator, a, b, place);
                Kind::Truth
            }
        }
    }

    fn compared(&mut self, operator: Operator, a: &Resolved, b: &Resolved, place: &Place) {
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        let left = self.find(a, None);
        let right = self.find(b, left);
        let left = left.or_else(|| self.find(a, right));
        if left.is_none() && right.is_none() && self.phase >= Phase::Inner {
            let default = Some(if ordered { Kind::Number } else { Kind::Text });
            self.find(a, default);
            self.find(b, default);
        }
        if self.phase != Phase::Check {
            return;
        }
        if let (Some(left), Some(right)) = (left, right) {
            let unordered = ordered && matches!(left, Kind::Text | Kind::Truth);
            if left != right || unordered {
                self.mistakes.push(GraphMistake::Incomparable {
                    left,
                    right,
                    place: place.clone(),
                });
            }
        }
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &[Resolved],
        want: Option<Kind>,
    ) -> Option<Kind> {
        let kinds: (&[Kind], Kind) = match function {
            Function::Min | Function::Max | Function::Otherwise => {
                return self.alike(arguments, want);
            }
            Function::Absolute | Function::Round | Function::Floor | Function::Ceiling => {
                (&[Kind::Number, Kind::Number], Kind::Number)
            }
            Function::WorkdaysAfter | Function::MonthsAfter | Function::DaysAfter => {
                (&[Kind::Date, Kind::Number], Kind::Date)
            }
            Function::DaysBetween => (&[Kind::Date, Kind::Date], Kind::Number),
            Function::DayOnly | Function::WeekOf => (&[Kind::Date], Kind::Date),
            Function::IsWorkday => (&[Kind::Date], Kind::Truth),
            Function::TimeBetween => (&[Kind::Date, Kind::Text, Kind::Text], Kind::Truth),
            Function::HowMany => {
                for argument in arguments {
                    self.infer(argument, Some(Kind::Truth));
                }
                return Some(Kind::Number);
            }
            Function::MinuteOfDay | Function::Weekday | Function::MonthOf | Function::YearOf => {
                (&[Kind::Date], Kind::Number)
            }
            Function::Known => {
                for argument in arguments {
                    self.infer(argument, None);
                }
                return Some(Kind::Truth);
            }
        };
        for (argument, kind) in arguments.iter().zip(kinds.0) {
            self.infer(argument, Some(*kind));
        }
        Some(kinds.1)
    }

    /// Arguments of one kind, which is also the result's.
    fn alike(&mut self, arguments: &[Resolved], want: Option<Kind>) -> Option<Kind> {
        let mut kind = want;
        for argument in arguments {
            kind = kind.or(self.infer(argument, None));
        }
        let mut found = None;
        for argument in arguments {
            found = found.or(self.infer(argument, kind));
        }
        found
    }

    pub(super) fn aggregate(
        &mut self,
        by: Aggregate,
        what: Option<&Resolved>,
        only: Option<&Resolved>,
        want: Option<Kind>,
        place: &Place,
    ) -> Option<Kind> {
        if let Some(only) = only {
            self.infer(only, Some(Kind::Truth));
        }
        if what.is_none() && by != Aggregate::Count && self.phase == Phase::Check {
            self.mistakes.push(GraphMistake::NoSource {
                suggestion: None,
                place: place.clone(),
            });
        }
        match by {
            Aggregate::Sum | Aggregate::Mean | Aggregate::Median => {
                what.map(|e| self.infer(e, Some(Kind::Number)));
                Some(Kind::Number)
            }
            Aggregate::Count => {
                what.map(|e| self.infer(e, None));
                Some(Kind::Number)
            }
            Aggregate::Distinct => {
                if let Some(e) = what
                    && self.infer(e, None).is_none()
                {
                    let default = (self.phase >= Phase::Inner).then_some(Kind::Text);
                    self.infer(e, default);
                }
                Some(Kind::Number)
            }
            Aggregate::Any | Aggregate::All => {
                what.map(|e| self.infer(e, Some(Kind::Truth)));
                Some(Kind::Truth)
            }
            Aggregate::Min | Aggregate::Max | Aggregate::First | Aggregate::Last => {
                what.and_then(|e| self.infer(e, want))
            }
        }
    }

    pub(super) fn over_periods(
        &mut self,
        by: Aggregate,
        figure: FigureId,
        want: Option<Kind>,
    ) -> Option<Kind> {
        match by {
            Aggregate::Sum | Aggregate::Mean | Aggregate::Median => {
                self.read(figure, Some(Kind::Number));
                Some(Kind::Number)
            }
            Aggregate::Count | Aggregate::Distinct => {
                self.read(figure, None);
                Some(Kind::Number)
            }
            Aggregate::Any | Aggregate::All => {
                self.read(figure, Some(Kind::Truth));
                Some(Kind::Truth)
            }
            Aggregate::Min | Aggregate::Max | Aggregate::First | Aggregate::Last => {
                self.read(figure, want)
            }
        }
    }
}
