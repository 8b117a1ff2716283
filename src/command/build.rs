//! `build`: the sites, once nothing is wrong any more.

mod folders;
mod last;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::mistake::CommandMistake;
use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN, base, has_errors, made_strict, refused};
use crate::Assessed;
use crate::assessment::Book;
use crate::diagnostic::{Diagnostic, Severity, in_order, nearest, tally};
use crate::output::{Failure, Report, publish};
use crate::settings::STAFF;
use crate::settings::{ALL, Audience, HR, Per};
use crate::site::{Leaks, PageJob, Parts, Site, SiteFile};
use last::Built;

/// What `build` is asked to do.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// For whom the site is: an audience, or `all`.
    #[arg(long, default_value = STAFF)]
    pub(super) edition: String,
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

/// Makes the site of an audience, or of each, and publishes it.
pub(super) fn run(site: &Path, mut assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let base = match base(asked.base_url.as_deref()) {
        Ok(base) => base,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let by = match last::builder(asked.by.as_deref()) {
        Ok(by) => by,
        Err(mistake) => return refused(&mistake, terminal),
    };
    // Which encoding was taken and the like interests who checks, not who builds.
    let mut said: Vec<Diagnostic> = std::mem::take(&mut assessed.diagnostics);
    said.retain(|d| d.severity != Severity::Note);
    if asked.strict {
        made_strict(&mut said);
    }
    let book = match &assessed.book {
        Some(book) if !has_errors(&said) => book,
        _ => {
            terminal.messages(&said);
            terminal.note(&nothing_made(&said, terminal));
            return MISTAKEN;
        }
    };
    let wanted = match wanted(site, book, asked) {
        Ok(wanted) => wanted,
        Err(mistake) => {
            return refused(&mistake, terminal);
        }
    };
    terminal.messages(&said);
    let mut done = DONE;
    for (at, (audience, out)) in wanted.iter().enumerate() {
        let one = One {
            book,
            assessed: &assessed,
            audience,
            out,
            asked,
            base: base.as_deref(),
            // What is said of the theme is said once.
            first: at == 0,
        };
        let built = Built::new(&book.checked.files, &audience.name, by.clone());
        let before = Built::of(out);
        match one.publish(terminal) {
            Ok((report, list)) => {
                if at == 0 && !said.is_empty() {
                    terminal.note(&tally(&said, terminal.language));
                }
                terminal.result(&made(audience, out, report, terminal));
                terminal.result(&built.said(before.as_ref(), terminal.language));
                if let Err(unwritten) = built.note(out) {
                    terminal.messages(&[unwritten.diagnostic()]);
                }
                let listed = list.map(|list| folders::put_beside(out, &list, terminal));
                if let Some(Err(unwritten)) = listed {
                    terminal.messages(&[unwritten.diagnostic()]);
                }
                if audience.name == HR {
                    terminal.result(terminal.say(
                        "这是人事版，含薪酬、升降和全部名次，只能给有权看的人，不要发布给全员。",
                        "This is the HR edition: it holds pay, ladders and every rank. Keep it to those who may see them.",
                    ));
                }
            }
            Err(failure) => {
                terminal.messages(&failure.diagnostics);
                terminal.note(&nothing_made(&failure.diagnostics, terminal));
                done = done.max(if failure.ours { BROKEN } else { MISTAKEN });
            }
        }
    }
    done
}

/// Finds the audiences that are asked for, each with its folder.
fn wanted<'b>(
    site: &Path,
    book: &'b Book,
    asked: &Asked,
) -> Result<Vec<(&'b Audience, PathBuf)>, CommandMistake> {
    let all = asked.edition == *ALL;
    let audiences = book.settings.audiences.iter();
    let found: Vec<&Audience> = audiences
        .filter(|a| all || a.name == asked.edition)
        .collect();
    if found.is_empty() {
        let known = || book.settings.audiences.iter().map(|a| a.name.as_str());
        let candidates = known().chain([ALL]);
        return Err(CommandMistake::NoSuchAudience {
            written: asked.edition.clone(),
            meant: nearest(&asked.edition, candidates).map(str::to_owned),
            known: known().map(str::to_owned).collect(),
        });
    }
    let folder = |audience: &Audience| match &asked.out {
        Some(out) if all => out.join(audience.folder()),
        Some(out) => out.clone(),
        None => site.join(audience.folder()),
    };
    let wanted: Vec<_> = found.into_iter().map(|a| (a, folder(a))).collect();
    match wanted.iter().find(|(_, out)| holds_content(site, out)) {
        Some((_, folder)) => Err(CommandMistake::OutputInContent {
            folder: folder.clone(),
        }),
        None => Ok(wanted),
    }
}

/// The site of one audience that is to be made.
struct One<'a> {
    book: &'a Book,
    assessed: &'a Assessed,
    audience: &'a Audience,
    out: &'a Path,
    asked: &'a Asked,
    base: Option<&'a str>,
    first: bool,
}

impl<'a> One<'a> {
    /// Publishes the site or sites; of several, with the list whose each folder is.
    fn publish(&self, terminal: &Terminal) -> Result<(Report, Option<Vec<u8>>), Failure> {
        let parts = Parts::of(self.book, self.audience).map_err(stopped)?;
        let owners = parts.owners(self.book);
        let mut list = None;
        let found = Mutex::default();
        let report = match parts {
            Parts::Whole(edition) => {
                let pages = self.site(edition, "")?;
                self.hear(&pages, terminal)?;
                let jobs = pages.jobs();
                let (links, leaks) = (pages.links(&jobs), pages.leaks());
                let files = jobs.par_iter().map(|job| {
                    pages.render(job).inspect(|file| {
                        links.look(file);
                        leaks.iter().for_each(|leaks| leaks.look(file));
                    })
                });
                let looked = || {
                    let found = leaks.iter().flat_map(Leaks::finish);
                    found.chain(links.finish()).collect()
                };
                publish(self.out, files, || self.approve(looked(), terminal))
            }
            Parts::Teams(teams) => {
                if let Some((folder, edition)) = teams.first() {
                    let pages = self.site(edition.clone(), folder)?;
                    self.hear(&pages, terminal)?;
                    list = Some(pages.folders(owners));
                }
                let files = teams.par_iter().flat_map_iter(|(folder, edition)| {
                    match self.site(edition.clone(), folder) {
                        Ok(pages) => {
                            let jobs = pages.jobs();
                            let leaks = pages.leaks();
                            let files =
                                part(&pages, leaks.as_ref(), &jobs, folder, &found, |job| {
                                    pages.render(job)
                                });
                            let told = leaks.iter().flat_map(Leaks::finish);
                            lock(&found).extend(told);
                            files
                        }
                        Err(failure) => failure.diagnostics.into_iter().map(Err).collect(),
                    }
                });
                publish(self.out, files, || self.approve(taken(&found), terminal))
            }
            Parts::People(edition, people) => {
                let pages = self.site(edition, "")?;
                self.hear(&pages, terminal)?;
                list = Some(pages.folders(owners));
                let leaks = pages.leaks();
                let files = people.par_iter().flat_map_iter(|(folder, id)| {
                    let jobs = pages.jobs_of(id);
                    part(&pages, leaks.as_ref(), &jobs, folder, &found, |job| {
                        pages.render_own(job, &jobs)
                    })
                });
                let looked = || {
                    let told = leaks.iter().flat_map(Leaks::finish);
                    told.chain(taken(&found)).collect()
                };
                publish(self.out, files, || self.approve(looked(), terminal))
            }
        };
        Ok((report?, list))
    }

    fn site(&self, edition: crate::site::Edition, folder: &str) -> Result<Site<'a>, Failure> {
        let pages = Site::for_edition(self.book, &self.assessed.themes, edition);
        let base = self.base.map(|base| format!("{base}{folder}"));
        pages.map(|pages| pages.at(base)).map_err(stopped)
    }

    /// Tells what there is to say of the theme; stops where it is wrong.
    fn hear(&self, pages: &Site<'_>, terminal: &Terminal) -> Result<(), Failure> {
        // What a theme may want to know interests who checks.
        let mut of_theme = pages.said();
        of_theme.retain(|d| d.severity != Severity::Note);
        if self.asked.strict {
            made_strict(&mut of_theme);
        }
        if has_errors(&of_theme) {
            return Err(stopped(of_theme));
        }
        if self.first {
            terminal.messages(&of_theme);
        }
        Ok(())
    }

    /// Has the last word on files that are written and that nobody sees yet.
    fn approve(
        &self,
        mut found: Vec<Diagnostic>,
        terminal: &Terminal,
    ) -> Result<(), Vec<Diagnostic>> {
        if self.asked.strict {
            made_strict(&mut found);
        }
        if has_errors(&found) {
            return Err(found);
        }
        terminal.messages(&found);
        Ok(())
    }
}

/// Makes the files of one of several sites, and looks where its links lead.
fn part(
    pages: &Site<'_>,
    leaks: Option<&Leaks>,
    jobs: &[PageJob],
    folder: &str,
    found: &Mutex<Vec<Diagnostic>>,
    render: impl Fn(&PageJob) -> Result<SiteFile, Diagnostic>,
) -> Vec<Result<SiteFile, Diagnostic>> {
    let links = pages.links(jobs);
    let mut files = Vec::new();
    for job in jobs {
        files.push(render(job).map(|mut file| {
            links.look(&file);
            leaks.iter().for_each(|leaks| leaks.look(&file));
            file.path.insert_str(0, folder);
            file
        }));
    }
    lock(found).extend(links.finish());
    files
}

fn lock(found: &Mutex<Vec<Diagnostic>>) -> MutexGuard<'_, Vec<Diagnostic>> {
    found.lock().unwrap_or_else(PoisonError::into_inner)
}

fn taken(found: &Mutex<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let mut all = in_order(std::mem::take(&mut *lock(found)));
    all.dedup();
    all
}

fn stopped(diagnostics: Vec<Diagnostic>) -> Failure {
    Failure {
        diagnostics,
        ours: false,
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

fn made(audience: &Audience, out: &Path, report: Report, terminal: &Terminal) -> String {
    let out = out.strip_prefix(".").unwrap_or(out);
    let index = match audience.per {
        Per::Audience => out.join("index.html"),
        Per::TeamHead | Per::Person => out.to_owned(),
    };
    let (folder, index) = (out.display(), index.display());
    let files = report.files;
    let size = size_in_words(report.bytes);
    let (mut zh, mut en) = (
        format!("网站已生成：{folder}，{files} 个文件，{size}。\n"),
        format!("The site is made: {folder}, {files} files, {size}.\n"),
    );
    match audience.per {
        Per::Audience => {
            zh += &format!("用浏览器打开 {index} 就能看。");
            en += &format!("Open {index} in a browser.");
        }
        Per::TeamHead => {
            zh += "每位团队负责人一个文件夹（以工号为名），请各自设好登录再发布。";
            en += "One folder for each head of a team, by id; put each behind its own login.";
        }
        Per::Person => {
            zh += "每人一个文件夹，请各自设好登录再发布。";
            en += "One folder for each person; put each behind its own login.";
        }
    }
    terminal.say(&zh, &en).to_owned()
}

/// Writes a size in whole kB or MB of a thousand.
pub(super) fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Tells whether `out` is the site's own folder, one above it, or lies in its content or themes.
pub(super) fn holds_content(site: &Path, out: &Path) -> bool {
    let site = resolved(site);
    let out = resolved(out);
    site.starts_with(&out)
        || ["content", "themes"]
            .iter()
            .any(|own| out.starts_with(resolved(&site.join(own))))
}

/// Follows links as far as the path exists.
pub(super) fn resolved(path: &Path) -> PathBuf {
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
