//! The sheet on which a period's results are approved (审批单): sums by policy, exceptions, corrections,
//! digests and room for signatures, on one page of A4. Only where the edition shows it.

use serde::Serialize;

use crate::number::{Number, sum};
use crate::period::Level;
use crate::site::desk_sheet;
use crate::site::edition::{Approval, ApprovalLine};
use crate::site::format;
use crate::site::page::pay::{self, Money};
use crate::site::page::provenance;
use crate::site::provenance::{VERSION, results_digest};
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::{Field, Table};

/// A sheet for those who approve.
#[derive(Debug, Serialize)]
pub struct ApprovalPage {
    frame: Frame,
    back: LinkView,
    title: String,
    /// Every policy as a table, in a workbook.
    workbook: String,
    state: String,
    /// What is approved, in a few large numbers.
    sums: Vec<SumView>,
    lines: Vec<LineView>,
    /// The policies for which there is no room, together.
    rest: Option<LineView>,
    total: LineView,
    /// Whether rows stand close, so that all fit on the page.
    dense: bool,
    /// Whether some policy has a budget for prizes.
    has_budget: bool,
    exceptions: Vec<SumView>,
    checks: Vec<SumView>,
    digests: Vec<SumView>,
    retention: String,
    hands: Vec<SumView>,
    program: String,
}

/// Something with its name.
#[derive(Debug, Serialize)]
struct SumView {
    name: String,
    value: String,
}

/// The results of a policy.
#[derive(Debug, Default, Serialize)]
struct LineView {
    policy: String,
    document: String,
    people: String,
    lacking: String,
    grades: String,
    pay: String,
    prizes: String,
    budget: String,
    /// What is to be noted of the budget; empty for nothing.
    over: String,
}

/// How many policies have a row each, and from how many on rows stand close.
const MOST_LINES: usize = 22;
const CLOSE_LINES: usize = 10;
/// How many kinds of grades, causes and vetoes are told one by one.
const MOST_KINDS: usize = 6;
const MOST_CAUSES: usize = 3;

/// Shows the sheet of a period, by its place.
pub fn view(shared: &Shared<'_>, path: &str, at: usize) -> Option<ApprovalPage> {
    let period = shared.public.periods().get(at)?;
    let approval = shared.public.approval(at)?;
    let words = &shared.words;
    let back = shared.period_link(path, period.period());
    let title = words.fill("approval_of", &[("period", &back.text)]);
    let money = approval.lines.iter().map(|line| money(shared, line));
    let money = money.reduce(Money::finer)?;
    let (first, others) = chosen(&approval.lines);
    let together = |lines: &[&ApprovalLine<'_, '_>], name: String| LineView {
        policy: name,
        ..added(shared, &money, lines)
    };
    Some(ApprovalPage {
        frame: shared.frame(path, title.clone(), "periods"),
        back,
        title,
        workbook: shared.beside(path)[1].clone(),
        state: shared.state(period),
        sums: sums(shared, &approval, &money),
        lines: first.iter().map(|l| line(shared, l)).collect(),
        rest: (!others.is_empty()).then(|| {
            let name = words.count("approval_others", others.len(), &[]);
            together(&others, name)
        }),
        total: together(
            &approval.lines.iter().collect::<Vec<_>>(),
            words.say("approval_total").to_owned(),
        ),
        dense: approval.lines.len() > CLOSE_LINES,
        has_budget: approval.lines.iter().any(|l| l.policy.budget().is_some()),
        exceptions: exceptions(shared, &approval, at),
        checks: checks(shared, &approval, at),
        digests: digests(shared, at),
        retention: provenance::retention(shared),
        hands: hands(shared, at),
        program: words.fill("approval_program", &[("version", VERSION)]),
    })
}

/// Makes the table of every policy of a period, by its place.
pub fn table(shared: &Shared<'_>, at: usize) -> Option<Table> {
    let approval = shared.public.approval(at)?;
    let rows = approval.lines.iter().map(|of| {
        let money = money(shared, of);
        let amount = |amount: &Option<Number>| match amount {
            Some(amount) => Field::number(money.plain(amount), ""),
            None => Field::Blank,
        };
        let shown = line(shared, of);
        let budget = of.policy.budget();
        vec![
            Field::text(shown.policy),
            Field::text(shown.document),
            Field::count(of.rated),
            Field::count(of.rated + of.left_out),
            Field::count(of.lacking),
            Field::text(shown.grades),
            amount(&of.pay),
            amount(&of.prizes),
            budget.map_or(Field::Blank, |budget| Field::figure(&budget.amount)),
            Field::text(shown.over),
        ]
    });
    let keys = [
        "rules_policy",
        "prov_version",
        "approval_rated_only",
        "approval_subjects",
        "approval_lacking",
        "approval_grades",
        "approval_pay",
        "approval_prizes",
        "approval_budget",
        "taking_note",
    ];
    Some(desk_sheet::table(shared, "approval", &keys, rows.collect()))
}

fn named(shared: &Shared<'_>, key: &str, value: String) -> SumView {
    SumView {
        name: shared.words.say(key).to_owned(),
        value,
    }
}

/// Chooses the policies that have a row each: all, or first those that pay something or lack data.
fn chosen<'l, 'p, 'a>(
    all: &'l [ApprovalLine<'p, 'a>],
) -> (Vec<&'l ApprovalLine<'p, 'a>>, Vec<&'l ApprovalLine<'p, 'a>>) {
    if all.len() <= MOST_LINES {
        return (all.iter().collect(), Vec::new());
    }
    let matters = |line: &ApprovalLine<'_, '_>| {
        let pays = [&line.pay, &line.prizes].into_iter().flatten();
        line.lacking > 0 || pays.into_iter().any(|amount| !amount.is_zero())
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (!all.get(*at).is_some_and(matters), *at));
    order.truncate(MOST_LINES - 1);
    let places = all.iter().enumerate();
    let (first, others): (Vec<_>, Vec<_>) = places.partition(|(at, _)| order.contains(at));
    let bare = |lines: Vec<(usize, &'l ApprovalLine<'p, 'a>)>| {
        lines.into_iter().map(|(_, line)| line).collect()
    };
    (bare(first), bare(others))
}

fn money(shared: &Shared<'_>, line: &ApprovalLine<'_, '_>) -> Money {
    Money::of(shared, line.policy.policy())
}

fn paid(lines: &[&ApprovalLine<'_, '_>]) -> Option<Number> {
    let paid: Vec<&Number> = lines.iter().filter_map(|l| l.pay.as_ref()).collect();
    (!paid.is_empty()).then(|| sum(paid.into_iter()))
}

fn prizes(lines: &[&ApprovalLine<'_, '_>]) -> Option<Number> {
    let prizes: Vec<&Number> = lines.iter().filter_map(|l| l.prizes.as_ref()).collect();
    (!prizes.is_empty()).then(|| sum(prizes.into_iter()))
}

fn sums(shared: &Shared<'_>, approval: &Approval<'_, '_>, money: &Money) -> Vec<SumView> {
    let amount = |amount: Option<Number>| {
        let written = amount.map(|amount| money.write(&amount));
        written.map_or_else(
            || format::NONE.to_owned(),
            |n| format::money(&shared.words, &n),
        )
    };
    let lines: Vec<&ApprovalLine<'_, '_>> = approval.lines.iter().collect();
    vec![
        named(shared, "approval_people", approval.people.to_string()),
        named(
            shared,
            "approval_policies",
            approval.lines.len().to_string(),
        ),
        named(shared, "approval_pay", amount(paid(&lines))),
        named(shared, "approval_prizes", amount(prizes(&lines))),
    ]
}

fn line(shared: &Shared<'_>, line: &ApprovalLine<'_, '_>) -> LineView {
    let rules = line.policy.policy();
    let money = money(shared, line);
    let words = &shared.words;
    let budget = line.policy.budget();
    LineView {
        policy: rules.title.clone(),
        document: rules.version.document.clone().unwrap_or_else(|| {
            let since = shared.period(rules.begins());
            words.fill("policy_since", &[("period", &since)])
        }),
        people: of_all(line.rated, line.rated + line.left_out),
        lacking: line.lacking.to_string(),
        grades: line.grades.map_or_else(String::new, |grades| {
            let kinds = grades.kinds.iter().take(MOST_KINDS);
            let kinds: Vec<String> = kinds.map(|(kind, n)| format!("{kind} {n}")).collect();
            kinds.join(" · ")
        }),
        pay: written(line.pay.as_ref(), &money),
        prizes: written(line.prizes.as_ref(), &money),
        budget: budget.map_or_else(String::new, |budget| format::figure(&budget.amount)),
        over: pay::over_budget(shared, line.policy).unwrap_or_default(),
    }
}

fn added(shared: &Shared<'_>, money: &Money, lines: &[&ApprovalLine<'_, '_>]) -> LineView {
    let people = lines.iter().map(|line| line.rated).sum();
    let all = lines.iter().map(|line| line.rated + line.left_out).sum();
    let lacking: usize = lines.iter().map(|line| line.lacking).sum();
    LineView {
        people: shared
            .words
            .fill("approval_times", &[("n", &of_all(people, all))]),
        lacking: lacking.to_string(),
        pay: written(paid(lines).as_ref(), money),
        prizes: written(prizes(lines).as_ref(), money),
        ..LineView::default()
    }
}

fn of_all(rated: usize, all: usize) -> String {
    format!("{rated} / {all}")
}

fn written(amount: Option<&Number>, money: &Money) -> String {
    amount.map_or_else(String::new, |amount| money.write(amount))
}

fn exceptions(shared: &Shared<'_>, approval: &Approval<'_, '_>, at: usize) -> Vec<SumView> {
    let words = &shared.words;
    let none = || words.say("approval_none").to_owned();
    let people = |n: usize| match n {
        0 => none(),
        n => words.count("prov_people", n, &[]),
    };
    let list = |all: Vec<String>, more: usize| match (all.is_empty(), more) {
        (true, _) => none(),
        (false, 0) => all.join(words.say("semicolon")),
        (false, more) => {
            let more = words.count("approval_more", more, &[]);
            format!(
                "{}{}{more}",
                all.join(words.say("semicolon")),
                words.say("semicolon")
            )
        }
    };
    let mut causes: Vec<_> = approval.missing.iter().collect();
    causes.sort_by_key(|(cause, n)| (std::cmp::Reverse(**n), *cause));
    let more = causes.len().saturating_sub(MOST_CAUSES);
    let causes = causes.into_iter().take(MOST_CAUSES);
    let causes = causes.map(|(cause, n)| {
        let subjects = words.count("gap_subjects", *n, &[]);
        let parts = [("cause", format::cause(words, cause)), ("n", subjects)];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(k, v)| (*k, v.as_str())).collect();
        words.fill("approval_cause", &parts)
    });
    let vetoes = approval.vetoes.iter().take(MOST_CAUSES);
    let vetoes = vetoes.map(|(policy, veto, n)| {
        let n = words.count("prov_people", *n, &[]);
        let parts = [("policy", *policy), ("veto", *veto), ("n", &n)];
        words.fill("approval_veto", &parts)
    });
    let more_vetoes = approval.vetoes.len().saturating_sub(MOST_CAUSES);
    let unpaid = approval.lines.iter().map(|line| line.unpaid).sum();
    let period = shared.public.periods().get(at).map(|p| p.period());
    let given = period.map_or(0, |p| shared.public.corrections(p).discretionary);
    vec![
        named(shared, "approval_not_rated", people(approval.left_out)),
        named(shared, "approval_missing", list(causes.collect(), more)),
        named(
            shared,
            "approval_vetoes",
            list(vetoes.collect(), more_vetoes),
        ),
        named(
            shared,
            "approval_discretion",
            match given {
                0 => none(),
                n => words.count("approval_items", n, &[]),
            },
        ),
        named(shared, "approval_unpaid", people(unpaid)),
    ]
}

fn checks(shared: &Shared<'_>, approval: &Approval<'_, '_>, at: usize) -> Vec<SumView> {
    let words = &shared.words;
    let Some(period) = shared.public.periods().get(at).map(|p| p.period()) else {
        return Vec::new();
    };
    let of = |month: &'static str, longer: &'static str| match period.level() {
        Level::Month => month,
        Level::Quarter | Level::Half | Level::Year => longer,
    };
    let corrections = shared.public.corrections(period);
    let (accepted, _) = shared.public.accepted_in(period);
    let numbers = (approval.doubts.to_string(), accepted.to_string());
    let doubts = [("open", numbers.0.as_str()), ("accepted", &numbers.1)];
    let confirmed = approval.confirmed.map_or_else(
        || words.say("approval_nobody_asked").to_owned(),
        |confirmed| {
            let (object, open) = (confirmed.object.to_string(), confirmed.open.to_string());
            let agree = of_all(confirmed.agree, confirmed.asked);
            let parts = [
                ("agree", agree.as_str()),
                ("object", &object),
                ("open", &open),
            ];
            words.fill(
                of("approval_confirmed_of", "approval_confirmed_months"),
                &parts,
            )
        },
    );
    let interviewed = approval.interviewed.map_or_else(
        || words.say("approval_nobody_interviewed").to_owned(),
        |(done, open)| {
            let (done, open) = (done.to_string(), open.to_string());
            words.fill(
                of("approval_interviewed_of", "approval_interviewed_months"),
                &[("done", &done), ("open", &open)],
            )
        },
    );
    vec![
        named(
            shared,
            "approval_corrections",
            provenance::corrections_in_words(shared, &corrections),
        ),
        named(
            shared,
            "approval_appeals",
            provenance::appeals_in_words(
                shared,
                shared.public.appeals_in(period).unwrap_or_default(),
            ),
        ),
        named(shared, "approval_confirmed", confirmed),
        named(shared, "approval_interviewed", interviewed),
        named(
            shared,
            "approval_warnings",
            words.fill("approval_warnings_of", &doubts),
        ),
    ]
}

fn digests(shared: &Shared<'_>, at: usize) -> Vec<SumView> {
    let mut digests = Vec::new();
    let Some(period) = shared.public.periods().get(at) else {
        return digests;
    };
    let content = shared.public.grounded(period).all.digest;
    digests.extend(content.map(|digest| named(shared, "prov_content", digest)));
    let results = results_digest(shared, at);
    digests.extend(results.map(|digest| named(shared, "prov_results", digest)));
    let own = shared.public.seal(period.period());
    let seal = own.or_else(|| shared.public.last_seal());
    digests.push(match seal {
        None => named(
            shared,
            "approval_seal",
            shared.words.say("prov_nothing_sealed").to_owned(),
        ),
        Some(seal) => SumView {
            name: shared.words.fill(
                "approval_seal_of",
                &[("period", &provenance::sealed_period(shared, &seal))],
            ),
            value: seal.sealed.digest.clone(),
        },
    });
    digests
}

fn hands(shared: &Shared<'_>, at: usize) -> Vec<SumView> {
    let period = shared.public.periods().get(at).map(|p| p.period());
    let preparer = period.and_then(|period| shared.public.preparer(period));
    vec![
        named(
            shared,
            "approval_prepared",
            preparer.unwrap_or_default().to_owned(),
        ),
        named(shared, "approval_hr", String::new()),
        named(shared, "approval_finance", String::new()),
        named(shared, "approval_approved", String::new()),
    ]
}
