//! What a period's results rest on as data: `meritbook/provenance/v1`, described in
//! `docs/provenance.md`. Apart from the results, because these are sealed as they are and files that
//! all months share go on growing.

mod put_away;

use serde::Serialize;

use super::edition::{AppealsCount, CorrectedLater, Corrections, FileRead, Files, PublicPeriod};
use super::results::{self, Until};
use super::shared::Shared;
use crate::content::Fingerprint;
use crate::data::{Accepted, Adjustment, AdjustmentKind, Step};
use crate::period::Period;
use put_away::{HandedOverData, KeptData, SealData, handed_over, kept_data, seal_data};

/// The format's name.
const FORMAT: &str = "meritbook/provenance/v1";
/// The program that works everything out.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize)]
struct ProvenanceData<'s> {
    format: &'static str,
    period: String,
    state: &'static str,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<String>,
    policies: Vec<PolicyData<'s>>,
    data: FilesData<'s>,
    shared: FilesData<'s>,
    other_policies: FilesData<'s>,
    earlier: Vec<MonthData<'s>>,
    all: FilesData<'s>,
    accepted: AcceptedData<'s>,
    corrections: CorrectionsData<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_later: Option<LaterData<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appeals: Option<AppealsData>,
    steps: Vec<StepData<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seal: Option<SealData<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seal: Option<SealData<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    handed_over: Vec<HandedOverData<'s>>,
    retention: Vec<KeptData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention_basis: Option<&'s str>,
}

#[derive(Serialize)]
struct PolicyData<'s> {
    id: &'s str,
    title: &'s str,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileData<'s>>,
    /// Warnings about the policy that it accepts itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<CodeData<'s>>,
}

#[derive(Serialize)]
struct CodeData<'s> {
    code: &'s str,
    reason: &'s str,
}

#[derive(Serialize)]
struct FileData<'s> {
    path: &'s str,
    size: u64,
    sha256: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
}

#[derive(Serialize)]
struct FilesData<'s> {
    files: usize,
    rows: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<FileData<'s>>,
}

#[derive(Serialize)]
struct MonthData<'s> {
    period: String,
    #[serde(flatten)]
    files: FilesData<'s>,
}

#[derive(Serialize)]
struct AcceptedData<'s> {
    count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<AcceptedOne<'s>>,
}

#[derive(Serialize)]
struct AcceptedOne<'s> {
    what: &'static str,
    table: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'s str>,
    reason: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'s str>,
}

#[derive(Serialize)]
struct CorrectionsData<'s> {
    count: usize,
    people: usize,
    discretionary: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<CorrectionData<'s>>,
}

/// What later periods make good.
#[derive(Serialize)]
struct LaterData<'s> {
    count: usize,
    people: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<LaterOne<'s>>,
}

#[derive(Serialize)]
struct LaterOne<'s> {
    /// The month in which it stands.
    period: String,
    #[serde(flatten)]
    correction: CorrectionData<'s>,
}

#[derive(Serialize)]
struct CorrectsData<'s> {
    period: String,
    figure: &'s str,
}

#[derive(Serialize)]
struct CorrectionData<'s> {
    id: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    person: &'s str,
    policy: &'s str,
    figure: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'s str>,
    after: &'s str,
    reason: &'s str,
    discretionary: bool,
    /// Whether a later entry has taken its place.
    #[serde(skip_serializing_if = "is_not")]
    replaced: bool,
    /// The result of an earlier period that it makes good.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<CorrectsData<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appeal: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'s str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    evidence: &'s [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_on: Option<String>,
}

#[derive(Serialize)]
struct AppealsData {
    raised: usize,
    open: usize,
    upheld: usize,
}

#[derive(Serialize)]
struct StepData<'s> {
    state: &'static str,
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'s str>,
}

/// Writes what a period's results rest on as JSON, as far as the edition may show it.
pub fn json(shared: &Shared<'_>, at: usize) -> Option<Vec<u8>> {
    let period = shared.public.periods().get(at)?;
    let of = period.period();
    let grounded = shared.public.grounded(period);
    let retention = &shared.public.settings().retention;
    let data = ProvenanceData {
        format: FORMAT,
        period: of.to_string(),
        state: period.stage().word(),
        version: VERSION,
        results: results_digest(shared, at),
        policies: grounded
            .policies
            .iter()
            .map(|(policy, file)| PolicyData {
                id: &policy.id,
                title: &policy.title,
                version: policy.begins().to_string(),
                document: policy.version.document.as_deref(),
                approved_by: policy.version.approved_by.as_deref(),
                file: file.map(file_data),
                accepted: shared
                    .public
                    .accepted_by(policy)
                    .iter()
                    .map(|(code, reason)| CodeData { code, reason })
                    .collect(),
            })
            .collect(),
        data: files_data(&grounded.own, true),
        shared: files_data(&grounded.shared, true),
        other_policies: files_data(&grounded.texts, false),
        earlier: grounded
            .earlier
            .iter()
            .map(|(month, files)| MonthData {
                period: month.to_string(),
                files: files_data(files, false),
            })
            .collect(),
        all: files_data(&grounded.all, false),
        accepted: accepted_data(&shared.public.accepted_in(of)),
        corrections: corrections_data(&shared.public.corrections(of)),
        corrected_later: later_data(&shared.public.corrected_later(of)),
        appeals: shared.public.appeals_in(of).map(appeals_data),
        steps: steps(shared, period),
        seal: shared.public.seal(of).map(seal_data),
        last_seal: shared.public.last_seal().map(seal_data),
        handed_over: shared
            .public
            .handed_over(of)
            .iter()
            .map(handed_over)
            .collect(),
        retention: retention.kept.iter().map(|k| kept_data(k, of)).collect(),
        retention_basis: retention.basis.as_deref(),
    };
    // Writing plain data into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&data).unwrap_or_default();
    bytes.push(b'\n');
    Some(bytes)
}

/// Returns the digest of a period's results as they are sealed, where the edition tells digests of
/// data.
pub fn results_digest(shared: &Shared<'_>, at: usize) -> Option<String> {
    if !shared.public.names_files() {
        return None;
    }
    let period = shared.public.periods().get(at)?.period();
    if let Some(seal) = shared.public.seal(period) {
        return Some(seal.sealed.seal.results.sha256.clone());
    }
    let worked_out = || {
        let results = results::json(shared, at, Until::Then)?;
        Some(Fingerprint::of(&results).sha256)
    };
    shared.digests.get(at)?.get_or_init(worked_out).clone()
}

fn file_data(file: FileRead<'_>) -> FileData<'_> {
    FileData {
        path: file.path,
        size: file.size,
        sha256: file.sha256,
        rows: file.rows,
    }
}

fn files_data<'s>(files: &Files<'s>, listed: bool) -> FilesData<'s> {
    let named = files.named.iter().filter(|_| listed);
    FilesData {
        files: files.count,
        rows: files.rows,
        sha256: files.digest.clone(),
        list: named.map(|file| file_data(*file)).collect(),
    }
}

fn accepted_data<'s>((count, named): &(usize, Vec<&'s Accepted>)) -> AcceptedData<'s> {
    AcceptedData {
        count: *count,
        list: named
            .iter()
            .map(|accepted| AcceptedOne {
                what: accepted.doubt.word(),
                table: &accepted.table,
                column: accepted.column.as_deref(),
                person: accepted.person.as_deref(),
                reason: &accepted.reason,
                by: accepted.by.as_deref(),
            })
            .collect(),
    }
}

fn correction_data(adjustment: &Adjustment) -> CorrectionData<'_> {
    CorrectionData {
        id: &adjustment.id,
        kind: adjustment.kind.map(AdjustmentKind::word),
        replaced: adjustment.replaced,
        corrects: adjustment.corrects.as_ref().map(|it| CorrectsData {
            period: it.period.value.to_string(),
            figure: &it.figure.value,
        }),
        appeal: adjustment.appeal.as_deref(),
        clause: adjustment.clause.as_deref(),
        evidence: &adjustment.evidence,
        raised_by: adjustment.raised_by.as_ref().map(|by| by.as_str()),
        raised_on: adjustment.raised_on.map(|day| day.to_string()),
        decided_by: adjustment.decided_by.as_ref().map(|by| by.as_str()),
        decided_on: adjustment.decided_on.map(|day| day.to_string()),
        person: &adjustment.person,
        policy: &adjustment.policy,
        figure: &adjustment.figure,
        before: adjustment.before.as_deref(),
        after: &adjustment.after,
        reason: &adjustment.reason,
        discretionary: adjustment.discretionary,
    }
}

/// Tells of what later periods make good; `None` where that is nothing.
fn later_data<'s>(later: &CorrectedLater<'s>) -> Option<LaterData<'s>> {
    let one = |(month, adjustment): &(Period, &'s Adjustment)| LaterOne {
        period: month.to_string(),
        correction: correction_data(adjustment),
    };
    (later.count > 0).then(|| LaterData {
        count: later.count,
        people: later.people,
        list: later.named.iter().map(one).collect(),
    })
}

fn corrections_data<'s>(corrections: &Corrections<'s>) -> CorrectionsData<'s> {
    let one = |adjustment: &&'s Adjustment| correction_data(adjustment);
    CorrectionsData {
        count: corrections.count,
        people: corrections.people,
        discretionary: corrections.discretionary,
        list: corrections.named.iter().map(one).collect(),
    }
}

fn appeals_data(counted: AppealsCount) -> AppealsData {
    AppealsData {
        raised: counted.raised,
        open: counted.open,
        upheld: counted.upheld,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_not(truth: &bool) -> bool {
    !truth
}

fn steps<'s>(shared: &Shared<'s>, period: &PublicPeriod<'_>) -> Vec<StepData<'s>> {
    let (steps, named) = shared.public.steps(period.period());
    let one = |step: &'s Step| StepData {
        state: step.state.word(),
        on: step.on.to_string(),
        by: named.then_some(step.by.as_str()),
        reason: step.reason.as_deref().filter(|_| named),
    };
    steps.iter().map(one).collect()
}
