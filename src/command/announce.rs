//! `announce`: the text about a period for a work chat, counted so that the chat takes it.

use serde_json::json;

use super::line::Format;
use super::mistake::CommandMistake;
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, base, book, period, refused};
use crate::Assessed;
use crate::diagnostic::tally;
use crate::site::{Announcement, MOST_BYTES, Site};

/// What `announce` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A period such as `2026-10`.
    pub(super) period: String,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Where the site lies, for a link to the period.
    #[arg(long)]
    pub(super) base_url: Option<String>,
}

/// Prints the text of the staff edition; how long it is goes to standard error.
pub(super) fn run(mut assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let base = match base(asked.base_url.as_deref()) {
        Ok(base) => base,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let themes = std::mem::take(&mut assessed.themes);
    let book = match book(assessed) {
        Ok(book) => book,
        Err(errors) => {
            terminal.messages(&errors);
            terminal.note(&tally(&errors, terminal.language));
            return MISTAKEN;
        }
    };
    let period = match period(&book, &asked.period) {
        Ok(result) => result.period,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let site = match Site::new(&book, &themes) {
        Ok(site) => site.at(base),
        Err(mistakes) => {
            terminal.messages(&mistakes);
            return MISTAKEN;
        }
    };
    let Some(announcement) = site.announce(period) else {
        let mistake = CommandMistake::NothingToAnnounce {
            period: period.to_string(),
        };
        terminal.messages(&[mistake.diagnostic()]);
        return MISTAKEN;
    };
    match asked.format {
        Format::Text => terminal.result(&announcement.text),
        Format::Json => {
            let data = json!({
                "format": "meritbook/announcement/v1",
                "language": book.settings.language.tag(),
                "period": period.to_string(),
                "provisional": announcement.provisional,
                "shortened": announcement.shortened,
                "bytes": announcement.text.len(),
                "most_bytes": MOST_BYTES,
                "text": announcement.text,
            });
            terminal.result(&format!("{data:#}"));
        }
    }
    terminal.note(&counted(&announcement, terminal));
    DONE
}

/// Says how long the text is, and what the reader has to know before sending it.
fn counted(announcement: &Announcement, terminal: &Terminal) -> String {
    let bytes = announcement.text.len();
    let mut said = terminal
        .say(
            &format!("共 {bytes} 字节，上限 {MOST_BYTES}。"),
            &format!("{bytes} bytes of at most {MOST_BYTES}."),
        )
        .to_owned();
    if announcement.shortened {
        said += terminal.say(
            "放不下全部内容，已经减少了人名和榜单。",
            " Not everything fits: names and boards were left out.",
        );
    }
    if announcement.provisional {
        said += terminal.say(
            "结果还没有定稿，文中已注明暂定。",
            " The results are not final; the text says that they are provisional.",
        );
    }
    said
}
