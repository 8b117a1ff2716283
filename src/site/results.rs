//! A period's results as data: `meritbook/results/v1`, described in `docs/results.md`.

mod figure;
mod pay;
mod steps;

pub use steps::Until;

use serde::Serialize;

use self::figure::{FigureData, figures};
use crate::assessment::{Awarded, ItemResult, Pending};
use crate::data::State;
use crate::figure::Subject;
use crate::period::Level;
use crate::site::edition::{Cause, PublicBoard, PublicPolicy, PublicSubject};
use crate::site::edition::{Gap, PublicAward};
use crate::site::shared::Shared;

/// The format's name.
const FORMAT: &str = "meritbook/results/v1";
/// The name of the same of a what-if, so that no program takes it for results.
const WHAT_IF: &str = "meritbook/what-if-results/v1";

#[derive(Serialize)]
struct ResultsData {
    format: &'static str,
    period: String,
    level: &'static str,
    state: &'static str,
    /// Its months, where it is longer than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    months: Vec<MonthData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    objections_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    objections_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    final_on: Option<String>,
    /// The states that it has reached after being open, from early to late.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<steps::StepData>,
    policies: Vec<PolicyData>,
}

#[derive(Serialize)]
struct MonthData {
    period: String,
    /// `absent` for a month without a folder.
    state: &'static str,
}

#[derive(Serialize)]
struct PolicyData {
    id: String,
    title: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    subject: &'static str,
    boards: Vec<BoardData>,
    awards: Vec<AwardData>,
    subjects: Vec<SubjectData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ladder_pending: Vec<PendingData>,
    missing: Vec<GapData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pay_sheet: Option<pay::PaySheetData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<pay::BudgetData>,
}

#[derive(Serialize)]
struct BoardData {
    name: String,
    ranked: usize,
    rows: Vec<RowData>,
}

#[derive(Serialize)]
struct RowData {
    rank: u32,
    tied: bool,
    id: String,
    name: String,
    keys: Vec<FigureData>,
}

#[derive(Serialize)]
struct AwardData {
    name: String,
    outcome: &'static str,
    considered: usize,
    provisional: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pending: Vec<PendingData>,
    winners: Vec<WinnerData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<WithdrawnData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flagged: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<CauseData>,
}

#[derive(Serialize)]
struct WinnerData {
    id: String,
    name: String,
    keys: Vec<FigureData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prize: Option<FigureData>,
    in_kind: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
}

/// Why something is provisional.
#[derive(Serialize)]
struct PendingData {
    because: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    periods: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<GapData>,
}

/// Somebody from whom an earlier award is withdrawn.
#[derive(Serialize)]
struct WithdrawnData {
    id: String,
    periods: Vec<String>,
    decided: Vec<FigureData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    charged: Option<FigureData>,
}

#[derive(Serialize)]
struct SubjectData {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    team: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<FigureData>,
    grades: Vec<FigureData>,
    items: Vec<ItemData>,
    metrics: Vec<FigureData>,
    ranks: Vec<RankData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ladder: Vec<FigureData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pay: Vec<FigureData>,
}

#[derive(Serialize)]
struct ItemData {
    item: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<FigureData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<FigureData>,
    points: FigureData,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemData>,
}

#[derive(Serialize)]
struct RankData {
    board: String,
    rank: u32,
    tied: bool,
}

#[derive(Serialize)]
struct GapData {
    #[serde(flatten)]
    cause: CauseData,
    subjects: usize,
}

#[derive(Serialize)]
pub(super) struct CauseData {
    cause: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    of: String,
}

/// Writes a period's results as JSON, as far as the edition may show them.
pub fn json(shared: &Shared<'_>, at: usize, until: Until) -> Option<Vec<u8>> {
    let period = shared.public.periods().get(at)?;
    let data = ResultsData {
        format: match shared.what_if {
            None => FORMAT,
            Some(_) => WHAT_IF,
        },
        period: period.period().to_string(),
        level: match period.period().level() {
            Level::Month => "month",
            Level::Quarter => "quarter",
            Level::Half => "half",
            Level::Year => "year",
        },
        state: match until {
            Until::Then => period.state().word(),
            Until::Now => period.stage().word(),
        },
        months: period
            .months()
            .iter()
            .filter(|(month, _)| *month != period.period())
            .map(|(month, state)| MonthData {
                period: month.to_string(),
                state: state.map_or("absent", State::word),
            })
            .collect(),
        data_until: period.data_until().map(|d| d.to_string()),
        objections_from: period.objections_from().map(|d| d.to_string()),
        objections_until: period.objections_until().map(|d| d.to_string()),
        final_on: period.final_on().map(|d| d.to_string()),
        // Nobody has brought a what-if anywhere.
        steps: match shared.what_if {
            None => steps::data(shared, period, until),
            Some(_) => Vec::new(),
        },
        policies: period
            .policies()
            .iter()
            .enumerate()
            .map(|(place, policy)| PolicyData {
                pay_sheet: shared
                    .public
                    .pay_sheet(at, place)
                    .map(|sheet| pay::sheet(shared, policy.policy(), &sheet)),
                ..policy_data(policy, until)
            })
            .collect(),
    };
    // Writing plain data into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&data).unwrap_or_default();
    bytes.push(b'\n');
    Some(bytes)
}

fn policy_data(policy: &PublicPolicy<'_>, until: Until) -> PolicyData {
    let rules = policy.policy();
    PolicyData {
        id: rules.id.to_string(),
        title: rules.title.clone(),
        version: rules.begins().to_string(),
        document: rules.version.document.clone(),
        subject: match rules.subject {
            Some(Subject::Team) => "team",
            Some(Subject::Company) => "company",
            Some(Subject::Person) | None => "person",
        },
        boards: policy.boards().iter().map(board_data).collect(),
        awards: policy
            .awards()
            .iter()
            .map(|award| award_data(award, until))
            .collect(),
        subjects: policy
            .subjects()
            .iter()
            .map(|s| subject_data(policy, s))
            .collect(),
        ladder_pending: policy.ladder_pending().iter().map(pending_data).collect(),
        missing: policy.gaps().iter().map(gap_data).collect(),
        pay_sheet: None,
        budget: pay::budget(policy),
    }
}

fn board_data(board: &PublicBoard<'_>) -> BoardData {
    BoardData {
        name: board.board.name.to_string(),
        ranked: board.ranked,
        rows: board
            .rows
            .iter()
            .map(|row| RowData {
                rank: row.standing.rank,
                tied: row.standing.tied,
                id: row.standing.id.to_string(),
                name: row.name.to_string(),
                keys: figures(row.standing.keys),
            })
            .collect(),
    }
}

fn award_data(award: &PublicAward<'_>, until: Until) -> AwardData {
    let (outcome, missing) = match award.outcome {
        Awarded::Won(_) => ("won", None),
        Awarded::Nobody => ("nobody", None),
        Awarded::NotYet => ("not-yet", None),
        Awarded::Blocked(missing) => ("blocked", Some(cause_data(&Cause::of(missing)))),
    };
    AwardData {
        name: award.award.name.to_string(),
        outcome,
        considered: award.considered,
        provisional: !award.pending.is_empty(),
        pending: award.pending.iter().map(pending_data).collect(),
        withdrawn: award
            .withdrawn
            .iter()
            .map(|(_, withdrawn)| WithdrawnData {
                id: withdrawn.id.to_string(),
                periods: withdrawn.of.iter().map(ToString::to_string).collect(),
                decided: figures(&withdrawn.decided),
                charged: withdrawn.charged.as_ref().map(FigureData::of),
            })
            .collect(),
        flagged: award.flagged.iter().map(|(id, _)| id.to_string()).collect(),
        winners: award
            .winners
            .iter()
            .filter_map(|winner| {
                let (id, name, _) = winner.who()?;
                Some(WinnerData {
                    id: id.to_string(),
                    name: name.to_owned(),
                    keys: winner.reasons.iter().map(|f| FigureData::of(f)).collect(),
                    withdrawn: winner
                        .winner
                        .withdrawn
                        .filter(|_| until == Until::Now)
                        .map(|p| p.to_string()),
                    prize: winner.winner.prize.as_ref().map(FigureData::of),
                    in_kind: winner.winner.in_kind.clone(),
                })
            })
            .collect(),
        missing,
    }
}

fn pending_data(pending: &Pending) -> PendingData {
    let mut data = PendingData {
        because: "",
        periods: Vec::new(),
        missing: None,
    };
    data.because = match pending {
        Pending::Period(_) => "period",
        Pending::Earlier(periods) => {
            data.periods = periods.iter().map(ToString::to_string).collect();
            "earlier"
        }
        Pending::Missing { cause, subjects } => {
            data.missing = Some(GapData {
                cause: cause_data(&Cause::of(cause)),
                subjects: *subjects,
            });
            "missing"
        }
        Pending::Decision => "decision",
    };
    data
}

fn subject_data(policy: &PublicPolicy<'_>, subject: &PublicSubject<'_>) -> SubjectData {
    SubjectData {
        id: subject.id().to_string(),
        name: subject.name().to_owned(),
        team: subject.team().to_owned(),
        total: subject.total().map(FigureData::of),
        grades: figures(subject.grades()),
        items: subject.items().iter().map(item_data).collect(),
        metrics: subject
            .metrics()
            .iter()
            .map(|m| FigureData::of(m))
            .collect(),
        ranks: policy
            .boards()
            .iter()
            .filter_map(|board| {
                let row = board.row(subject.id())?;
                Some(RankData {
                    board: board.board.name.to_string(),
                    rank: row.standing.rank,
                    tied: row.standing.tied,
                })
            })
            .collect(),
        ladder: figures(subject.ladder()),
        pay: subject
            .pay()
            .iter()
            .map(|line| FigureData::of(&line.amount))
            .collect(),
    }
}

fn item_data(item: &ItemResult) -> ItemData {
    ItemData {
        item: item.item.to_string(),
        value: item.value.as_ref().map(FigureData::of),
        target: item.target.as_ref().map(FigureData::of),
        points: FigureData::of(&item.points),
        items: item.items.iter().map(item_data).collect(),
    }
}

fn gap_data(gap: &Gap) -> GapData {
    GapData {
        cause: cause_data(&gap.cause),
        subjects: gap.subjects,
    }
}

pub(super) fn cause_data(cause: &Cause) -> CauseData {
    let (cause, of) = match cause {
        Cause::NoTable(table) => ("no-table", table.to_string()),
        Cause::NoRow(table) => ("no-row", table.to_string()),
        Cause::Blank(file) => ("blank-cell", file.clone()),
        Cause::ZeroDivisor => ("zero-divisor", String::new()),
        Cause::Unfilled(parameter) => ("unfilled-parameter", parameter.to_string()),
        Cause::NotYet(period) => ("no-earlier-period", period.to_string()),
        Cause::SeveralRows(table) => ("several-rows", table.to_string()),
        Cause::Nobody => ("nobody", String::new()),
        Cause::NotTakingPart => ("not-taking-part", String::new()),
        Cause::NoBand(band) => ("no-band", band.to_string()),
        Cause::NoCalendar(year) => ("no-calendar", year.to_string()),
    };
    CauseData { cause, of }
}
