//! Pay as readers and pages know it: lines, their parts, the columns of the sheet, the budget.

use std::sync::Arc;

use crate::diagnostic::Said;
use crate::formula::Over;
use crate::value::Place;

/// A pay line, or what is told beside one: what is paid out of it, what is still owed.
#[derive(Debug, Clone)]
pub struct PayLine {
    /// The name, as readers see it.
    pub name: Arc<str>,
    /// The figure that holds the amount.
    pub figure: Arc<str>,
    /// How it comes about, in both languages.
    pub sentence: Said,
    /// What the amount is.
    pub kind: PayKind,
    /// The figure of the line that it belongs to; its own for what is earned.
    pub of: Arc<str>,
    /// The parts in which what is earned is paid; empty for all at once.
    pub parts: Vec<Part>,
    /// Whether leavers have all of it in their last period.
    pub settles: bool,
}

/// What an amount of pay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayKind {
    /// What is earned in the period; paid out in it where nothing else is told.
    Earned,
    /// What other lines are worked out from, and nobody is paid: in no total.
    Step,
    /// What is paid out in the period.
    Paid,
    /// What is still owed after it.
    Owed,
    /// What is held after it.
    Held,
    /// What is taken off the base for reversals of deals, or charged for those of earlier periods.
    Reversed,
    /// What reversals leave to be set off later.
    Carried,
}

/// A part of a line that is paid in parts.
#[derive(Debug, Clone)]
pub struct Part {
    /// The figure that holds the part's amount.
    pub figure: Arc<str>,
    /// When it is paid.
    pub due: Due,
}

/// When a part is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// So many periods later; 0 for the period itself.
    After(u16),
    /// In the last month of the quarter, half-year or year.
    Closing(Over),
}

/// A column of the pay sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetColumn {
    /// The id of the person or team.
    Id,
    /// The name.
    Name,
    /// The team of a person.
    Team,
    /// The post of a person.
    Post,
    /// A figure of the policy, by full name.
    Figure(Arc<str>),
    /// The prizes of one award, by the award's name.
    Prize(Arc<str>),
    /// The prizes of all awards.
    Prizes,
    /// What is paid out in total.
    Total,
}

/// What the prizes of a period may cost.
#[derive(Debug, Clone)]
pub struct Budget {
    /// The figure of the amount, the same for all subjects.
    pub amount: Arc<str>,
    /// The figure of what the prizes cost together as the awards say, before any scaling.
    pub cost: Arc<str>,
    /// Whether prizes are scaled down so that they stay within it.
    pub scales: bool,
    /// How it comes about, in both languages.
    pub sentence: Said,
    /// Where it is written.
    pub place: Place,
}
