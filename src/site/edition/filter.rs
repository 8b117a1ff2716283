//! Every filter between the results and an edition, as data: what each one keeps back, and in which
//! editions. The parts of this module ask [`Edition::hides`] and nothing else, so that a test can
//! switch each filter off by itself and see the leak test fail.

use super::Edition;
use crate::settings::{FiguresShown, NamesShown};

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// Pages of people whom no board shows.
    Pages,
    /// Full names.
    Names,
    /// Ids beside names that are not told.
    Ids,
    /// Teams beside names that are not told.
    Teams,
    /// Those who have left.
    Leavers,
    /// Those of other teams.
    OtherTeams,
    /// The end of boards.
    Cut,
    /// What lies behind the top of boards.
    Top,
    /// Everybody who was considered for an award.
    Considered,
    /// The figures that ranks go by, on boards.
    Keys,
    /// The figures that awards go by.
    Reasons,
    /// Items, totals and metrics.
    Scores,
    /// Grades, where only ranks are told.
    Grades,
    /// Boards, where only grades are told.
    Boards,
    /// Spread and means of figures, where these are not told.
    Means,
    /// How a figure came about and how far the next step is, where it is not told.
    Explained,
    /// Pay lines.
    Pay,
    /// Pay sheets.
    PaySheets,
    /// What is owed.
    Owed,
    /// Prizes against their budget.
    Budget,
    /// Figures of the ladder.
    Ladder,
    /// Metrics that only serve what is left out.
    Metrics,
    /// Boards by such a metric.
    MetricBoards,
    /// Awards won with such a metric.
    MetricReasons,
    /// Spread of such a metric.
    MetricSpread,
    /// Parts of an explanation that may not be shown.
    Parts,
    /// The values put into a formula of which a part is left out.
    Values,
    /// Parts of an explanation that are about others.
    Others,
    /// From whom an award was taken.
    Withdrawn,
    /// Means of small groups, by policy.
    SmallGroups,
    /// Means of small groups, by item: in every edition, since no page needs the mean of one.
    SmallItems,
    /// Data, doubts, answers and who takes part.
    Checks,
    /// How people rate.
    Raters,
    /// Policies that the audience does not see.
    Policies,
}

impl Filter {
    /// All filters.
    pub const ALL: [Self; 34] = [
        Self::Pages,
        Self::Names,
        Self::Ids,
        Self::Teams,
        Self::Leavers,
        Self::OtherTeams,
        Self::Cut,
        Self::Top,
        Self::Considered,
        Self::Keys,
        Self::Reasons,
        Self::Scores,
        Self::Grades,
        Self::Boards,
        Self::Means,
        Self::Explained,
        Self::Pay,
        Self::PaySheets,
        Self::Owed,
        Self::Budget,
        Self::Ladder,
        Self::Metrics,
        Self::MetricBoards,
        Self::MetricReasons,
        Self::MetricSpread,
        Self::Parts,
        Self::Values,
        Self::Others,
        Self::Withdrawn,
        Self::SmallGroups,
        Self::SmallItems,
        Self::Checks,
        Self::Raters,
        Self::Policies,
    ];

    /// Tells whether an edition wants it.
    pub(super) fn is_set(self, edition: &Edition) -> bool {
        let scores = edition.sees.figures == FiguresShown::Scores;
        let named = edition.sees.names == NamesShown::Full;
        let scoped = edition.teams.is_some();
        match self {
            Self::Pages => !edition.all_people(),
            Self::Names | Self::Ids | Self::Teams => !named,
            Self::Leavers => !edition.sees.leavers,
            Self::OtherTeams => scoped,
            Self::Cut => !edition.sees.whole_boards,
            Self::Considered => !edition.sees.whole_boards || !named,
            Self::Top => edition.sees.top.is_some(),
            Self::Keys | Self::Reasons | Self::Scores | Self::Means | Self::Explained => !scores,
            Self::Grades => edition.sees.figures == FiguresShown::Ranks,
            Self::Boards => edition.sees.figures == FiguresShown::Bands,
            Self::Pay => !edition.sees.pay,
            Self::PaySheets | Self::Owed | Self::Budget => !edition.sees.pay || scoped,
            Self::Ladder => !edition.sees.ladder,
            Self::Metrics
            | Self::MetricBoards
            | Self::MetricReasons
            | Self::MetricSpread
            | Self::Parts
            | Self::Values => !(edition.sees.pay && edition.sees.ladder && edition.sees.vetoes),
            Self::Others => !edition.sees.whole_boards || scoped,
            Self::Withdrawn => !edition.sees.vetoes,
            Self::SmallGroups => edition.sees.smallest_group > 1,
            Self::SmallItems => true,
            Self::Checks | Self::Raters => !edition.sees.checks,
            Self::Policies => edition.policies.is_some(),
        }
    }
}
