//! Where a period's results come from (来源与留痕): rules, files, what was accepted and corrected, who
//! settled it, seals, how long it is kept. In the words of those who audit.

mod decided;

use serde::Serialize;

use crate::diagnostic::Said;
use crate::number::grouped;
use crate::period::Period;
use crate::settings::Kept;
use crate::site::address::{Addresses, link};
use crate::site::edition::{FileRead, Files, Grounded, PublicSeal};
use crate::site::format;
use crate::site::provenance::{VERSION, results_digest};
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::wording::Words;
use decided::{
    CorrectionView, HandedView, HistoryView, LaterView, RuleTakenView, TakenView, correction,
    handed_over, history, later, later_in_words, taken, taken_rules,
};

pub use decided::{
    appeals_in_words, corrections_in_words, doubt_in_words, makes_good, step_in_words,
};

/// The page of where a period's results come from.
#[derive(Debug, Serialize)]
pub struct ProvenancePage {
    frame: Frame,
    name: String,
    period: LinkView,
    state: String,
    /// All in a sentence.
    sentence: String,
    /// The same as data, and its tables as a workbook.
    data: String,
    workbook: String,
    /// The sheet for those who approve; empty where there is none.
    approval: String,
    facts: Vec<FactView>,
    rules: Vec<RuleView>,
    groups: Vec<GroupView>,
    earlier: Vec<MonthView>,
    /// Whether files are named and told by their digests.
    digests: bool,
    accepted: String,
    taken: Vec<TakenView>,
    /// How many warnings about themselves policies accept; empty for none.
    accepted_rules: String,
    taken_rules: Vec<RuleTakenView>,
    corrections: String,
    corrected: Vec<CorrectionView>,
    /// How many corrections of it stand in later periods; empty where there is none.
    later: String,
    corrected_later: Vec<LaterView>,
    /// How far the appeals are; empty where there is none.
    appeals: String,
    history: Vec<HistoryView>,
    seal: String,
    seals: Vec<FactView>,
    /// That it was handed over to the archive; empty where it was not.
    handed: Vec<HandedView>,
    kept: Vec<KeptView>,
    basis: String,
}

/// A fact by its name.
#[derive(Debug, Serialize)]
pub struct FactView {
    name: String,
    value: String,
    /// Whether the value is a digest.
    digest: bool,
}

/// A version of a policy that was applied.
#[derive(Debug, Serialize)]
struct RuleView {
    policy: LinkView,
    version: String,
    document: String,
    approved: String,
    path: String,
    digest: String,
}

/// Files of one sort.
#[derive(Debug, Serialize)]
struct GroupView {
    anchor: &'static str,
    title: String,
    sentence: String,
    digest: String,
    files: Vec<FileView>,
}

/// A file.
#[derive(Debug, Serialize)]
struct FileView {
    path: String,
    rows: String,
    size: String,
    digest: String,
}

/// The files of an earlier month.
#[derive(Debug, Serialize)]
struct MonthView {
    month: LinkView,
    files: String,
    rows: String,
    digest: String,
}

/// How long something is kept.
#[derive(Debug, Serialize)]
struct KeptView {
    what: String,
    term: String,
    until: String,
}

/// Shows where a period's results come from, by its place.
pub fn view(shared: &Shared<'_>, path: &str, at: usize) -> Option<ProvenancePage> {
    let period = shared.public.periods().get(at)?;
    let of = period.period();
    let words = &shared.words;
    let grounded = shared.public.grounded(period);
    let link_to = shared.period_link(path, of);
    let name = words.fill("prov_of", &[("period", &link_to.text)]);
    let (count, accepted) = shared.public.accepted_in(of);
    let taken_rules = taken_rules(shared, path, &grounded);
    let corrections = shared.public.corrections(of);
    let made_good = shared.public.corrected_later(of);
    let retention = &shared.public.settings().retention;
    Some(ProvenancePage {
        frame: shared.frame(path, name.clone(), "periods"),
        sentence: sentence(shared, &grounded),
        name,
        period: link_to,
        state: shared.state(period),
        data: link(path, &Addresses::provenance_data(of)),
        workbook: link(path, &shared.download(&Addresses::provenance_table(of))),
        approval: match shared.public.has_approval(period) {
            true => link(path, &Addresses::approval(of)),
            false => String::new(),
        },
        facts: facts(shared, at, &grounded),
        rules: rules(shared, path, &grounded),
        groups: groups(shared, &grounded),
        earlier: earlier(shared, path, &grounded),
        digests: shared.public.names_files(),
        accepted: words.count("prov_accepted", count, &[]),
        taken: accepted.iter().map(|a| taken(shared, path, a)).collect(),
        accepted_rules: match taken_rules.len() {
            0 => String::new(),
            n => words.count("prov_accepted_rules", n, &[]),
        },
        taken_rules,
        corrections: corrections_in_words(shared, &corrections),
        corrected: corrections
            .named
            .iter()
            .map(|a| correction(shared, path, period, a))
            .collect(),
        later: later_in_words(shared, &made_good),
        corrected_later: made_good
            .named
            .iter()
            .filter_map(|(month, a)| later(shared, path, *month, a))
            .collect(),
        appeals: match shared.public.appeals_in(of) {
            Some(counted) if counted.raised > 0 => appeals_in_words(shared, counted),
            _ => String::new(),
        },
        history: history(shared, of),
        seal: sealed_in_words(shared, of),
        seals: seals(shared, of),
        handed: handed_over(shared, of),
        kept: retention.kept.iter().map(|k| kept(shared, k, of)).collect(),
        basis: retention.basis.clone().unwrap_or_default(),
    })
}

/// Says how long what is kept, in a sentence; empty where the site says nothing.
pub fn retention(shared: &Shared<'_>) -> String {
    let retention = &shared.public.settings().retention;
    if retention.kept.is_empty() {
        return String::new();
    }
    let words = &shared.words;
    let one = |kept: &Kept| {
        let parts = [
            ("what", shared.say(&kept.what.said()).to_owned()),
            ("term", shared.say(&kept.term.said()).to_owned()),
        ];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(k, v)| (*k, v.as_str())).collect();
        words.fill("retention_one", &parts)
    };
    let all: Vec<String> = retention.kept.iter().map(one).collect();
    let list = all.join(words.say("comma"));
    match &retention.basis {
        None => words.fill("retention_all", &[("list", &list)]),
        Some(basis) => words.fill("retention_by", &[("list", &list), ("basis", basis)]),
    }
}

fn sentence(shared: &Shared<'_>, grounded: &Grounded<'_>) -> String {
    let words = &shared.words;
    let policies = words.count("archive_policies", grounded.policies.len(), &[]);
    let files = words.count("prov_files", grounded.all.count, &[]);
    let rows = rows(words, grounded.own.rows);
    let parts = [
        ("policies", policies.as_str()),
        ("files", &files),
        ("rows", &rows),
        ("version", VERSION),
    ];
    words.fill("prov_sentence", &parts)
}

/// Counts rows, with separators: `3,129 行`.
fn rows(words: &Words, count: usize) -> String {
    let said = words.count("prov_rows", count, &[]);
    said.replace(&count.to_string(), &grouped(&count.to_string()))
}

fn fact(shared: &Shared<'_>, key: &str, value: String, digest: bool) -> FactView {
    FactView {
        name: shared.words.say(key).to_owned(),
        value,
        digest,
    }
}

fn facts(shared: &Shared<'_>, at: usize, grounded: &Grounded<'_>) -> Vec<FactView> {
    let mut facts = vec![fact(
        shared,
        "prov_program",
        format!("Meritbook {VERSION}"),
        false,
    )];
    let content = grounded.all.digest.clone();
    facts.extend(content.map(|digest| fact(shared, "prov_content", digest, true)));
    let results = results_digest(shared, at);
    facts.extend(results.map(|digest| fact(shared, "prov_results", digest, true)));
    facts
}

fn rules(shared: &Shared<'_>, path: &str, grounded: &Grounded<'_>) -> Vec<RuleView> {
    let policies = grounded.policies.iter();
    policies
        .map(|(policy, file)| RuleView {
            policy: shared.policy_link(path, policy),
            version: shared.words.fill(
                "policy_since",
                &[("period", &shared.period(policy.begins()))],
            ),
            document: policy.version.document.clone().unwrap_or_default(),
            approved: policy.version.approved_by.clone().unwrap_or_default(),
            path: file
                .filter(|_| shared.public.names_files())
                .map_or_else(String::new, |file| file.path.to_owned()),
            digest: file.map_or_else(String::new, |file| file.sha256.to_owned()),
        })
        .collect()
}

fn groups(shared: &Shared<'_>, grounded: &Grounded<'_>) -> Vec<GroupView> {
    let words = &shared.words;
    let group = |anchor, key: &str, files: &Files<'_>, listed: bool| {
        let count = words.count("prov_files", files.count, &[]);
        let rows = rows(words, files.rows);
        GroupView {
            anchor,
            title: words.say(key).to_owned(),
            sentence: match files.rows {
                0 => count,
                _ => words.fill("prov_counted", &[("files", &count), ("rows", &rows)]),
            },
            digest: files.digest.clone().unwrap_or_default(),
            files: files
                .named
                .iter()
                .filter(|_| listed)
                .map(|file| file_view(shared, file))
                .collect(),
        }
    };
    let groups = [
        group("data", "prov_data", &grounded.own, true),
        group("shared", "prov_shared", &grounded.shared, true),
        group("texts", "prov_texts", &grounded.texts, false),
    ];
    let counts = [&grounded.own, &grounded.shared, &grounded.texts].map(|files| files.count);
    let with_counts = groups.into_iter().zip(counts);
    with_counts
        .filter_map(|(group, count)| (count > 0).then_some(group))
        .collect()
}

fn file_view(shared: &Shared<'_>, file: &FileRead<'_>) -> FileView {
    let table = file.path.to_ascii_lowercase();
    let streamed = [".csv", ".tsv", ".tab"].iter().any(|e| table.ends_with(e));
    FileView {
        path: file.path.to_owned(),
        rows: match file.rows {
            Some(rows) => grouped(&rows.to_string()),
            None if streamed => shared.words.say("rows_streamed").to_owned(),
            None => format::NONE.to_owned(),
        },
        size: file.size.to_string(),
        digest: file.sha256.to_owned(),
    }
}

fn earlier(shared: &Shared<'_>, path: &str, grounded: &Grounded<'_>) -> Vec<MonthView> {
    let months = grounded.earlier.iter().rev();
    months
        .map(|(month, files)| {
            let there = shared.public.period(*month).is_some();
            MonthView {
                month: LinkView {
                    text: shared.period(*month),
                    href: match there {
                        true => link(path, &Addresses::provenance(*month)),
                        false => String::new(),
                    },
                },
                files: files.count.to_string(),
                rows: grouped(&files.rows.to_string()),
                digest: files.digest.clone().unwrap_or_default(),
            }
        })
        .collect()
}

fn sealed_in_words(shared: &Shared<'_>, period: Period) -> String {
    let words = &shared.words;
    if shared.public.seal(period).is_some() {
        return words.say("prov_sealed").to_owned();
    }
    match shared.public.last_seal() {
        None => words.say("prov_nothing_sealed").to_owned(),
        Some(last) => {
            let last = sealed_period(shared, &last);
            words.fill("prov_not_sealed", &[("last", &last)])
        }
    }
}

/// Writes the period of a seal.
pub fn sealed_period(shared: &Shared<'_>, seal: &PublicSeal<'_>) -> String {
    let name = &seal.sealed.seal.period;
    Period::named(name).map_or_else(|| name.clone(), |period| shared.period(period))
}

fn seals(shared: &Shared<'_>, period: Period) -> Vec<FactView> {
    let own = shared.public.seal(period);
    let Some(seal) = own.or_else(|| shared.public.last_seal()) else {
        return Vec::new();
    };
    let said = &seal.sealed.seal;
    let day = said.sealed_on.parse();
    let day = day.map_or_else(
        |_| said.sealed_on.clone(),
        |d| format::day(&shared.words, d),
    );
    let number = said.number.to_string();
    let text = |key: &str, value: &str| fact(shared, key, value.to_owned(), false);
    let digest = |key: &str, value: &str| fact(shared, key, value.to_owned(), true);
    let mut facts = vec![
        text("prov_seal_number", &number),
        text("prov_seal_period", &sealed_period(shared, &seal)),
        text("prov_seal_on", &day),
    ];
    if let Some((by, reason)) = seal.by {
        facts.push(text("prov_seal_by", by));
        facts.extend(reason.map(|reason| text("prov_seal_reason", reason)));
    }
    facts.push(text("prov_program", &format!("Meritbook {}", said.version)));
    facts.push(digest("prov_seal_digest", &seal.sealed.digest));
    if let Some(previous) = &said.previous {
        facts.push(digest("prov_seal_previous", &previous.digest));
    }
    facts
}

fn kept(shared: &Shared<'_>, kept: &Kept, period: Period) -> KeptView {
    let said = |said: Said| shared.say(&said).to_owned();
    let until = kept.term.until(period);
    KeptView {
        what: said(kept.what.said()),
        term: said(kept.term.said()),
        until: until.map_or_else(
            || format::NONE.to_owned(),
            |day| format::day(&shared.words, day),
        ),
    }
}
