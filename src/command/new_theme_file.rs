//! `new theme-file`: a copy of a built-in file of the theme, to be changed, and a line that says of
//! which version it is.

use std::path::Path;

use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN};
use crate::diagnostic::{Diagnostic, Language};
use crate::output::{create, replace};
use crate::site::{MADE_FROM, OriginalMistake, original};
use crate::{content, settings};

/// Copies a file; one that is there is left as it is.
pub(super) fn run(
    site: &Path,
    written: &str,
    asked: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    let content = content::read(site);
    let (settings, _) = settings::understand(&content);
    // Said on the command line, else by the site, else by the locale.
    if asked.is_none() && content.document("content/site").is_some() {
        terminal.language = settings.language;
    }
    let original = match original(&settings.theme, written) {
        Ok(original) => original,
        Err(mistake) => return refused(&mistake.diagnostic(), &terminal, MISTAKEN),
    };
    let theme = format!("themes/{}", settings.theme);
    let path = format!("{theme}/{}", original.path);
    if site.join(&path).symlink_metadata().is_ok() {
        let mistake = OriginalMistake::AlreadyThere { path };
        return refused(&mistake.diagnostic(), &terminal, MISTAKEN);
    }
    if let Err(mistake) = create(&site.join(&path), &original.bytes) {
        return refused(&mistake.diagnostic(), &terminal, BROKEN);
    }
    let list = format!("{theme}/{MADE_FROM}");
    let inside = format!("{}/{MADE_FROM}", settings.theme);
    let before = content.themes.get(&inside);
    let lines = with_line(before.map(Vec::as_slice), &original.path, &original.line);
    let kept = match before {
        Some(_) => replace(&site.join(&list), lines.as_bytes()),
        None => create(&site.join(&list), lines.as_bytes()),
    };
    if let Err(mistake) = kept {
        return refused(&mistake.diagnostic(), &terminal, BROKEN);
    }
    let zh = format!(
        "已复制：{path}\n改这个文件，网站就用它，不用自带的。\n它的来历记在 {list} 里：自带的文件以后改了，check 和 build 会提醒。"
    );
    let en = format!(
        "Copied: {path}\nChange this file; the site uses it in the stead of the built-in one.\n{list} says where it comes from: when the built-in file changes, check and build tell."
    );
    terminal.result(terminal.say(&zh, &en));
    DONE
}

/// Puts a file's line in the stead of an earlier one, else at the end.
fn with_line(before: Option<&[u8]>, path: &str, line: &str) -> String {
    const HEAD: &str = "# 自己的文件照自带的哪一版做的，由 meritbook new theme-file 写。";
    let before = before.map_or(HEAD.into(), String::from_utf8_lossy);
    let of_it = |line: &&str| line.split(':').next().map(str::trim) != Some(path);
    let mut lines: Vec<&str> = before.lines().filter(of_it).collect();
    lines.push(line);
    lines.join("\n") + "\n"
}

fn refused(mistake: &Diagnostic, terminal: &Terminal, status: u8) -> u8 {
    terminal.messages(std::slice::from_ref(mistake));
    terminal.note(terminal.say("什么也没有新建。", "Nothing was made."));
    status
}
