//! The notice for the board on the wall (公示表): the results of a policy in a period, until when
//! objections are heard and by whom, room for signature and stamp. On A4, several pages where needed.

use serde::Serialize;

use crate::data::State;
use crate::site::address::link;
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::page::award::{self, AwardView};
use crate::site::page::board::{self, BoardView};
use crate::site::page::policy::procedure;
use crate::site::shared::{Frame, LinkView, Shared};

/// A notice.
#[derive(Debug, Serialize)]
pub struct NoticePage {
    frame: Frame,
    back: LinkView,
    title: String,
    /// What is made public, and from when to when.
    opening: String,
    /// The document by which was assessed; may be empty.
    document: String,
    boards: Vec<BoardView>,
    awards: Vec<AwardView>,
    /// How and with whom an objection is raised.
    objections: Vec<String>,
    /// The day, or room for it.
    date: String,
    /// Whether the results are not published yet.
    preview: bool,
}

/// Returns where the notice of a policy's results is; `None` for a period that is still open, for a
/// policy without anything to publish, and in editions that are not for the wall.
pub fn path(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
) -> Option<String> {
    let rows = policy.boards().iter().any(|b| !b.rows.is_empty());
    let won = policy.awards().iter().any(|a| !a.winners.is_empty());
    let closed = period.state() != State::Open;
    let path = shared
        .addresses
        .notice(period.period(), &policy.policy().id);
    path.filter(|_| closed && (rows || won) && !shared.public.is_internal())
}

/// Links to the notices of a period.
pub fn links(shared: &Shared<'_>, page: &str, period: &PublicPeriod<'_>) -> Vec<LinkView> {
    let policies = period.policies().iter();
    policies
        .filter_map(|policy| {
            Some(LinkView {
                text: policy.policy().title.clone(),
                href: link(page, &path(shared, period, policy)?),
            })
        })
        .collect()
}

/// Shows a notice, by the places of period and policy.
pub fn view(shared: &Shared<'_>, page: &str, at: usize, policy: usize) -> Option<NoticePage> {
    let period = shared.public.periods().get(at)?;
    let policy = period.policies().get(policy)?;
    let rules = policy.policy();
    let words = &shared.words;
    let when = shared.period(period.period());
    let parts = [("period", when.as_str()), ("policy", &rules.title)];
    let title = words.fill("notice_title", &parts);
    let boards = policy.boards().iter().filter(|b| !b.rows.is_empty());
    let boards = boards.map(|b| board::view(shared, page, period, policy, b, Some(b.rows.len())));
    let days = [period.objections_from(), period.final_on()];
    let day = days.into_iter().flatten().next();
    Some(NoticePage {
        frame: shared.frame(page, title.clone(), "periods"),
        back: shared.period_link(page, period.period()),
        opening: opening(shared, period, &parts),
        document: match &rules.version.document {
            Some(document) => words.fill("notice_document", &[("document", document)]),
            None => String::new(),
        },
        boards: boards.collect(),
        awards: award::views(shared, page, policy, true),
        objections: objections(shared, period, policy),
        date: match day {
            Some(day) => format::day(words, day),
            None => words.say("certificate_no_day").to_owned(),
        },
        preview: !period.is_published(),
        title,
    })
}

/// Says what is made public and for how long.
fn opening(shared: &Shared<'_>, period: &PublicPeriod<'_>, parts: &[(&str, &str)]) -> String {
    let words = &shared.words;
    let day = |day| format::day(words, day);
    let span = (
        period.objections_from().map(day),
        period.objections_until().map(day),
    );
    let mut text = words.fill("notice_opening", parts);
    text += &match (span, period.state()) {
        (_, State::Final) => words.say("notice_final").to_owned(),
        ((Some(from), Some(until)), _) => {
            words.fill("notice_span", &[("from", &from), ("until", &until)])
        }
        ((None, Some(until)), _) => words.fill("notice_until", &[("until", &until)]),
        ((_, None), _) => String::new(),
    };
    text
}

/// Says how and with whom an objection is raised: by the policy, and by the site.
fn objections(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
) -> Vec<String> {
    let words = &shared.words;
    if period.state() == State::Final {
        return Vec::new();
    }
    let mut lines = vec![words.say("notice_objections").to_owned()];
    lines.extend(procedure::appeals(shared, policy.policy()));
    let form = shared.public.settings().appeal_form.as_deref();
    lines.extend(form.map(|form| words.fill("notice_form", &[("form", form)])));
    lines
}
