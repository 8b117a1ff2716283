//! The words where nothing is sealed, and where a bag is there already.

use std::path::Path;

use super::listed;
use crate::diagnostic::{Diagnostic, Said};

/// Says that nothing is sealed, or not the period that was written.
pub(super) fn not_sealed(
    code: &'static str,
    written: &Option<String>,
    known: &[String],
) -> Diagnostic {
    let title = match written {
        Some(written) => Said::new(
            format!("{written} 没有封存"),
            format!("{written} is not sealed"),
        ),
        None => Said::new("还没有封存过任何周期", "nothing is sealed yet"),
    };
    let help = Said::new(
        "用 meritbook seal 封存一个定稿的周期；网站在别的文件夹时，写 --site 文件夹。",
        "`meritbook seal` seals a final period; where the site lies elsewhere, say `--site DIR`.",
    );
    let said = Diagnostic::error(code, title).help(help.zh, help.en);
    match known {
        [] => said,
        known => said.why(
            format!("封存了的周期：{}。", listed(known, "、", "")),
            format!("Sealed are: {}.", listed(known, ", ", "")),
        ),
    }
}

/// Says that there is something already where the bag is to be written.
pub(super) fn bag_there(code: &'static str, path: &Path) -> Diagnostic {
    let path = path.strip_prefix(".").unwrap_or(path).display();
    let title = Said::new(
        format!("“{path}”已经在了"),
        format!("“{path}” is there already"),
    );
    Diagnostic::error(code, title)
        .why(
            "归档包写好就不再变，已有的文件不会被覆盖。",
            "A bag never changes once it is written; nothing that is there is written over.",
        )
        .help(
            "用 -o 写别的路径；不要的那一份，请自己移走。",
            "Say another path with `-o`, or move away what is there.",
        )
}
