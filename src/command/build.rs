//! `build`: the site, once nothing is wrong any more.

mod last;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::line::Audience;
use super::mistake::CommandMistake;
use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN, base, has_errors, made_strict, refused};
use crate::Assessed;
use crate::diagnostic::{Diagnostic, Severity, tally};
use crate::output::{Report, publish};
use crate::site::{Edition, Site};
use last::Built;

/// What `build` is asked to do.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// For whom the site is.
    #[arg(long, value_enum, default_value_t = Audience::Staff)]
    pub(super) edition: Audience,
    /// The folder to publish into; `public` beside `content` when not said, `public-hr` for hr.
    #[arg(short, long)]
    pub(super) out: Option<PathBuf>,
    /// Counts warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Where the site will lie, for the feed and the map of the site.
    #[arg(long)]
    pub(super) base_url: Option<String>,
    /// Who builds it; as the system calls the person when not said.
    #[arg(long)]
    pub(super) by: Option<String>,
}

/// Makes the site for an audience and publishes it.
pub(super) fn run(site: &Path, assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let (audience, strict) = (asked.edition, asked.strict);
    let base = match base(asked.base_url.as_deref()) {
        Ok(base) => base,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let by = match last::builder(asked.by.as_deref()) {
        Ok(by) => by,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let beside = site.join(match audience {
        Audience::Staff => "public",
        Audience::Hr => "public-hr",
    });
    let out = asked.out.as_deref().unwrap_or(&beside);
    if holds_content(site, out) {
        let mistake = CommandMistake::OutputInContent {
            folder: out.to_owned(),
        };
        terminal.messages(&[mistake.diagnostic()]);
        return MISTAKEN;
    }
    // Which encoding was taken and the like interests who checks, not who builds.
    let mut said: Vec<Diagnostic> = assessed
        .diagnostics
        .into_iter()
        .filter(|d| d.severity != Severity::Note)
        .collect();
    if strict {
        made_strict(&mut said);
    }
    terminal.messages(&said);
    let book = match assessed.book {
        Some(book) if !has_errors(&said) => book,
        _ => {
            terminal.note(&nothing_made(&said, terminal));
            return MISTAKEN;
        }
    };
    let edition = match audience {
        Audience::Staff => Edition::staff(&book.settings),
        Audience::Hr => Edition::hr(&book.settings),
    };
    let pages = match Site::for_edition(&book, &assessed.themes, edition) {
        Ok(pages) => pages.at(base),
        Err(mistakes) => {
            terminal.messages(&mistakes);
            terminal.note(&nothing_made(&mistakes, terminal));
            return MISTAKEN;
        }
    };
    // What a theme may want to know interests who checks.
    let mut of_theme = pages.said();
    of_theme.retain(|d| d.severity != Severity::Note);
    if strict {
        made_strict(&mut of_theme);
    }
    terminal.messages(&of_theme);
    if has_errors(&of_theme) {
        terminal.note(&nothing_made(&of_theme, terminal));
        return MISTAKEN;
    }
    let jobs = pages.jobs();
    let links = pages.links(&jobs);
    let files = jobs
        .par_iter()
        .map(|job| pages.render(job).inspect(|file| links.look(file)));
    let approve = || {
        let mut dead = links.finish();
        if strict {
            made_strict(&mut dead);
        }
        if has_errors(&dead) {
            return Err(dead);
        }
        terminal.messages(&dead);
        Ok(())
    };
    let named = match audience {
        Audience::Staff => "staff",
        Audience::Hr => "hr",
    };
    let built = Built::new(site, &book.checked.files, named, by);
    let before = Built::of(out);
    match publish(out, files, approve) {
        Ok(report) => {
            if !said.is_empty() {
                terminal.note(&tally(&said, terminal.language));
            }
            terminal.result(&made(out, report, terminal));
            terminal.result(&built.said(before.as_ref(), terminal.language));
            if let Err(unwritten) = built.note(out) {
                terminal.messages(&[unwritten.diagnostic()]);
            }
            if audience == Audience::Hr {
                terminal.result(terminal.say(
                    "这是人事版，含薪酬、升降和全部名次，只能给有权看的人，不要发布给全员。",
                    "This is the HR edition: it holds pay, ladders and every rank. Keep it to those who may see them.",
                ));
            }
            DONE
        }
        Err(failure) => {
            terminal.messages(&failure.diagnostics);
            terminal.note(&nothing_made(&failure.diagnostics, terminal));
            if failure.ours { BROKEN } else { MISTAKEN }
        }
    }
}

fn nothing_made(said: &[Diagnostic], terminal: &Terminal) -> String {
    let count = tally(said, terminal.language);
    match count.as_str() {
        _ if said.is_empty() => terminal.say("没有生成网站。", "No site was made."),
        _ => {
            return format!(
                "{count}{}",
                terminal.say(
                    "。没有生成网站，原来的不变。",
                    ". No site was made; the one before stays."
                )
            );
        }
    }
    .to_owned()
}

fn made(out: &Path, report: Report, terminal: &Terminal) -> String {
    let out = out.strip_prefix(".").unwrap_or(out);
    let index = out.join("index.html");
    let (folder, index) = (out.display(), index.display());
    let files = report.files;
    let size = size_in_words(report.bytes);
    let zh =
        format!("网站已生成：{folder}，{files} 个文件，{size}。\n用浏览器打开 {index} 就能看。");
    let en =
        format!("The site is made: {folder}, {files} files, {size}.\nOpen {index} in a browser.");
    terminal.say(&zh, &en).to_owned()
}

/// Writes a size in whole kB or MB of a thousand.
fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Tells whether `out` is the site's own folder, one above it, or lies in its content or themes.
fn holds_content(site: &Path, out: &Path) -> bool {
    let site = resolved(site);
    let out = resolved(out);
    site.starts_with(&out)
        || ["content", "themes"]
            .iter()
            .any(|own| out.starts_with(resolved(&site.join(own))))
}

/// Follows links as far as the path exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (
        absolute.canonicalize(),
        absolute.parent(),
        absolute.file_name(),
    ) {
        (Ok(found), ..) => found,
        (Err(_), Some(parent), Some(name)) => resolved(parent).join(name),
        _ => absolute,
    }
}
