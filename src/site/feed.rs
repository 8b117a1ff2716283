//! The Atom feed of periods and awards, and the map of the site for search engines. Days come from
//! what is said of each month, never from a clock; ids stay what they are wherever the site lies.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::address::{Addresses, FEED};
use super::edition::{PublicAward, PublicPeriod, PublicPolicy};
use super::html::Writer;
use super::page::archive::sentence;
use super::page::award;
use super::shared::Shared;
use crate::data::State;

/// About how many entries the feed has; a period is in it whole or not at all.
const ENTRIES: usize = 100;
/// The most addresses of one map.
pub const MOST_IN_MAP: usize = 50_000;

struct Entry {
    id: String,
    title: String,
    /// The page, from the site's folder.
    path: String,
    updated: Date,
    summary: String,
}

/// Writes the feed.
pub fn atom(shared: &Shared<'_>) -> Vec<u8> {
    let settings = shared.public.settings();
    let mut entries: Vec<Entry> = Vec::new();
    let periods = shared.public.periods().iter().rev();
    for period in periods.filter(|p| p.is_published()) {
        if entries.len() >= ENTRIES {
            break;
        }
        entries.push(of_period(shared, period));
        for policy in period.policies() {
            let awards = policy.awards().iter();
            entries.extend(awards.filter_map(|a| of_award(shared, period, policy, a)));
        }
    }
    let newest = entries.iter().map(|e| e.updated).max();
    let mut out = Writer::default();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        .text(shared.language().tag())
        .raw("\">\n<id>")
        .text(&tag(shared, ""))
        .raw("</id>\n<title>")
        .text(&plain(&settings.title))
        .raw("</title>\n<updated>")
        .text(&instant(newest.unwrap_or(Date::ZERO)))
        .raw("</updated>\n<author><name>")
        .text(&plain(&settings.organisation))
        .raw("</name></author>\n");
    if let Some(own) = shared.absolute(FEED) {
        out.raw("<link rel=\"self\" href=\"")
            .text(&own)
            .raw("\"/>\n");
    }
    out.raw("<link href=\"")
        .text(&address(shared, "index.html"))
        .raw("\"/>\n");
    for entry in &entries {
        out.raw("<entry>\n<id>")
            .text(&entry.id)
            .raw("</id>\n<title>")
            .text(&plain(&entry.title))
            .raw("</title>\n<link href=\"")
            .text(&address(shared, &entry.path))
            .raw("\"/>\n<updated>")
            .text(&instant(entry.updated))
            .raw("</updated>\n<summary>")
            .text(&plain(&entry.summary))
            .raw("</summary>\n</entry>\n");
    }
    out.raw("</feed>\n");
    out.done().as_str().as_bytes().to_vec()
}

/// Writes a map of the site that lists pages, or maps where there are several.
pub fn map(shared: &Shared<'_>, paths: &[&str], of_maps: bool) -> Vec<u8> {
    let mut out = Writer::default();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let (begin, open, close, end) = match of_maps {
        true => (
            "<sitemapindex",
            "<sitemap><loc>",
            "</loc></sitemap>\n",
            "</sitemapindex>\n",
        ),
        false => ("<urlset", "<url><loc>", "</loc></url>\n", "</urlset>\n"),
    };
    out.raw(begin)
        .raw(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in paths {
        out.raw(open).text(&address(shared, path)).raw(close);
    }
    out.raw(end);
    out.done().as_str().as_bytes().to_vec()
}

fn of_period(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Entry {
    let awards = period.policies().iter().flat_map(PublicPolicy::awards);
    let winners = awards.map(|a| a.winners.len()).sum();
    let parts = [
        ("period", shared.period(period.period())),
        ("state", shared.state(period)),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Entry {
        id: tag(shared, &format!("period/{}", period.period())),
        title: shared.words.fill("feed_period", &parts),
        path: Addresses::period(period.period()),
        updated: period.as_of(),
        summary: sentence(shared, period, winners),
    }
}

fn of_award(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> Option<Entry> {
    let words = &shared.words;
    let named = award.winners.iter().filter_map(|w| Some((w, w.who()?.1)));
    let named: Vec<_> = named.collect();
    let (first, _) = named.first()?;
    let names: Vec<&str> = named.iter().map(|(_, name)| *name).collect();
    let mut who = names.join(words.say("list_comma"));
    if period.state() != State::Final || !award.pending.is_empty() {
        who += &words.fill("announce_of", &[("of", words.say("provisional"))]);
    }
    let parts = [("award", award.award.name.as_ref()), ("who", &who)];
    let title = words.fill("announce_award", &parts);
    let path = shared
        .addresses
        .award(&policy.policy().id, &award.award.name)?;
    let reason = match named.len() {
        1 => award::reason(shared, &first.reasons),
        _ => String::new(),
    };
    let when = shared.period(period.period());
    let parts = [when.as_str(), &policy.policy().title, &reason];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    Some(Entry {
        id: tag(shared, &format!("award/{}/{path}", period.period())),
        title: format!("{when} {title}"),
        path,
        updated: period.as_of(),
        summary: parts.join(words.say("semicolon")),
    })
}

/// Makes an id that stays the same wherever the site lies: a name of nobody else's, by the
/// organisation's.
fn tag(shared: &Shared<'_>, what: &str) -> String {
    let digest = Sha256::digest(shared.public.settings().organisation.as_bytes());
    let mut own = String::new();
    for byte in digest.iter().take(8) {
        own.push_str(&format!("{byte:02x}"));
    }
    format!("tag:x{own}.meritbook.invalid,2026:{what}")
}

/// Writes the address of a page: whole where it is known where the site lies, else from its folder.
fn address(shared: &Shared<'_>, path: &str) -> String {
    shared.absolute(path).unwrap_or_else(|| path.to_owned())
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Leaves out the signs that XML cannot hold.
fn plain(text: &str) -> String {
    let held = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(held).collect()
}
