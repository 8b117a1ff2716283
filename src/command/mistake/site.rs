//! Words for what a site cannot be made for, or where it cannot lie.

use super::{listed, with_guess};
use crate::diagnostic::{Diagnostic, Said};

/// Says that there is no audience of a name, and which there are.
pub(super) fn no_audience(
    code: &'static str,
    written: &str,
    meant: Option<&str>,
    known: &[String],
) -> Diagnostic {
    let said = Said::new(
        format!("没有“{written}”这个受众"),
        format!("there is no audience “{written}”"),
    );
    let zh = format!(
        "有：{}；all 是全部。在 site.yml 的 editions 里增加受众。",
        listed(known, "、", "")
    );
    let en = format!(
        "There are: {}; all makes every one. More are defined under `editions` in site.yml.",
        listed(known, ", ", "")
    );
    with_guess(Diagnostic::error(code, said), meant, &zh, &en)
}

/// Says that something is no address of a site.
pub(super) fn no_address(code: &'static str, written: &str) -> Diagnostic {
    let said = Said::new(
        format!("“{written}”不是网站的地址"),
        format!("“{written}” is no address of a site"),
    );
    Diagnostic::error(code, said)
        .why(
            "订阅和站点地图里要写完整的地址，别人才打得开。",
            "The feed and the map of the site hold whole addresses, so that others can open them.",
        )
        .help(
            "写网站放在哪里，以 http:// 或 https:// 开头，例如 https://intranet.example.cn/merit/。",
            "Write where the site lies, beginning with http:// or https://, for example https://intranet.example.com/merit/.",
        )
}
