//! `init`: a small site that can be checked and built at once, to be changed into one's own.

use std::path::PathBuf;

use super::mistake::InitMistake;
use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN};
use crate::diagnostic::{Diagnostic, Language};
use crate::output::create_folder;

/// What `init` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The site's folder.
    pub(super) folder: PathBuf,
}

/// The folder of a site that its author fills.
const CONTENT: &str = "content";

/// What a new site holds; the Chinese one is the one that `docs/getting-started.md` goes through.
#[derive(rust_embed::Embed)]
#[folder = "scaffold/zh-CN/"]
struct Chinese;

#[derive(rust_embed::Embed)]
#[folder = "scaffold/en/"]
struct English;

/// Makes the site; a folder that has `content` already is left as it is.
pub(super) fn run(asked: &Asked, terminal: &Terminal) -> u8 {
    let folder = asked.folder.strip_prefix(".").unwrap_or(&asked.folder);
    let content = folder.join(CONTENT);
    if content.symlink_metadata().is_ok() {
        let mistake = InitMistake::SiteThere { folder: content };
        return refused(&mistake.diagnostic(), terminal, MISTAKEN);
    }
    let files = match terminal.language {
        Language::Chinese => files::<Chinese>(),
        Language::English => files::<English>(),
    };
    if let Err(mistake) = create_folder(&content, &files) {
        return refused(&mistake.diagnostic(), terminal, BROKEN);
    }
    let mut paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    paths.sort_unstable();
    let folder = asked.folder.display();
    let list: Vec<String> = paths.iter().map(|p| format!("  {CONTENT}/{p}")).collect();
    let list = list.join("\n");
    let zh = format!(
        "已新建：{folder}\n{list}\n\n人和数都是例子，先看它跑通，再换成自己的：\n  meritbook --site {folder} check\n  meritbook --site {folder} build"
    );
    let en = format!(
        "Made: {folder}\n{list}\n\nPeople and figures are examples: see them work, then put your own in their place:\n  meritbook --site {folder} check\n  meritbook --site {folder} build"
    );
    terminal.result(terminal.say(&zh, &en));
    DONE
}

fn files<Of: rust_embed::RustEmbed>() -> Vec<(String, Vec<u8>)> {
    Of::iter()
        .filter_map(|path| Some((path.to_string(), Of::get(&path)?.data.into_owned())))
        .collect()
}

fn refused(mistake: &Diagnostic, terminal: &Terminal, status: u8) -> u8 {
    terminal.messages(std::slice::from_ref(mistake));
    terminal.note(terminal.say("什么也没有新建。", "Nothing was made."));
    status
}
