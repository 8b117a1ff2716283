//! Whose each folder of an audience is: a list beside the published folder, never in it, for those
//! who put each folder behind a login.

use std::path::{Path, PathBuf};

use crate::command::terminal::Terminal;
use crate::output::{OutputMistake, put};

/// Writes the list beside a published folder, and says where it is.
pub(super) fn put_beside(
    out: &Path,
    list: &[u8],
    terminal: &Terminal,
) -> Result<(), OutputMistake> {
    let Some(path) = beside(out) else {
        return Ok(());
    };
    put(&path, list)?;
    let shown = path.display();
    terminal.result(terminal.say(
        &format!("哪个文件夹是谁的：{shown}。给设登录的人，不要放到服务器上。"),
        &format!(
            "Whose each folder is: {shown}. For those who set the logins; keep it off the server."
        ),
    ));
    Ok(())
}

/// Returns where the list lies: `public-persons-folders.csv` beside `public-persons`.
fn beside(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_string_lossy();
    Some(out.with_file_name(format!("{name}-folders.csv")))
}
