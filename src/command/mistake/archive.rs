//! The words where nothing is sealed.

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
