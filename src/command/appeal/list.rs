//! The appeals there are, how far each is and by when it has to be answered.

use crate::assessment::{Book, Case, CaseState};
use crate::command::adjust::month;
use crate::command::line::Format;
use crate::command::terminal::Terminal;
use crate::diagnostic::Diagnostic;

/// The words of a state, in both languages.
fn state(state: CaseState) -> (&'static str, &'static str) {
    match state {
        CaseState::Open => ("待答复", "open"),
        CaseState::Accepted => ("已受理", "accepted"),
        CaseState::Declined => ("不受理", "declined"),
        CaseState::Upheld => ("成立", "upheld"),
        CaseState::Rejected => ("不成立", "rejected"),
        CaseState::Withdrawn => ("已撤回", "withdrawn"),
    }
}

/// Says how far an appeal is, on one line.
pub(super) fn line(book: &Book, case: &Case, terminal: &Terminal) -> String {
    let appeal = &case.appeal;
    let name = book.ledger.person(&appeal.person);
    let name = name.map_or(appeal.person.as_ref(), |p| &p.name);
    let (zh, en) = state(case.state);
    let figure = appeal.figure.as_ref().map(|f| format!(" · {}", f.value));
    let mut parts = vec![format!(
        "{} {} {name}（{}） {}{} · {}",
        appeal.id,
        appeal.period,
        appeal.person,
        appeal.policy,
        figure.unwrap_or_default(),
        terminal.say(zh, en)
    )];
    let mut say = |zh: String, en: String| parts.push(terminal.say(&zh, &en).to_owned());
    say(
        format!("{} 提出", appeal.raised_on),
        format!("raised {}", appeal.raised_on),
    );
    if case.is_raised_late()
        && let Some(last) = case.raise_by
    {
        say(
            format!("过了期限（{last}）"),
            format!("after the last day, {last}"),
        );
    }
    if case.state.is_open()
        && let Some(by) = case.answer_by
        && case.answered_on.is_none()
    {
        say(
            format!("答复不晚于 {by}"),
            format!("to be answered by {by}"),
        );
    }
    if let Some(on) = case.settled_on {
        say(format!("{on} 办结"), format!("settled {on}"));
    }
    if case.late {
        say("逾期".to_owned(), "late".to_owned());
    }
    parts.join(terminal.say("，", ", "))
}

pub(super) fn list(
    book: &Book,
    period: Option<&str>,
    format: Format,
    terminal: &Terminal,
) -> Result<(), Vec<Diagnostic>> {
    let period = period.map(month).transpose()?;
    let cases = book.appeals.cases.iter();
    let meant = |case: &&Case| {
        period.is_none_or(|period| case.appeal.period == period || case.folder == period)
    };
    let mut cases: Vec<&Case> = cases.filter(meant).collect();
    cases.sort_by_key(|case| (!case.state.is_open(), case.answer_by, case.appeal.raised_on));
    if format == Format::Json {
        let all: Vec<serde_json::Value> = cases.iter().map(|case| json(case)).collect();
        let all = serde_json::json!({"schema": "meritbook/appeals/v1", "appeals": all});
        terminal.result(&format!("{all:#}"));
        return Ok(());
    }
    if cases.is_empty() {
        terminal.result(terminal.say("没有申诉。", "There are no appeals."));
        return Ok(());
    }
    let lines: Vec<String> = cases.iter().map(|c| line(book, c, terminal)).collect();
    terminal.result(&lines.join("\n"));
    let open = cases.iter().filter(|c| c.state.is_open()).count();
    let known = book.appeals.known_until.map(|day| day.to_string());
    let known = known.unwrap_or_default();
    terminal.note(terminal.say(
        &format!(
            "共 {} 件，{open} 件还没有办结。逾期按文件里最后一天（{known}）算。",
            cases.len()
        ),
        &format!(
            "{} in all, {open} open. Late as of {known}, the last day in the files.",
            cases.len()
        ),
    ));
    Ok(())
}

fn json(case: &Case) -> serde_json::Value {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let appeal = &case.appeal;
    serde_json::json!({
        "id": appeal.id.as_ref(),
        "period": appeal.period.to_string(),
        "person": appeal.person.as_ref(),
        "policy": appeal.policy.as_ref(),
        "figure": appeal.figure.as_ref().map(|f| f.value.as_str()),
        "claim": appeal.claim,
        "state": case.state.word(),
        "raised_on": appeal.raised_on.to_string(),
        "raise_by": day(case.raise_by),
        "answer_by": day(case.answer_by),
        "answered_on": day(case.answered_on),
        "settled_on": day(case.settled_on),
        "late": case.late,
    })
}
