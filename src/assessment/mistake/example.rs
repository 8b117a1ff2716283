//! The words of an example that does not come out.

use crate::diagnostic::{Diagnostic, Said};

/// Another value came out than the author expects.
pub(super) fn differs(
    code: &'static str,
    (example, figure): (&str, &str),
    (expected, found): (&str, &Said),
) -> Diagnostic {
    let title = Said::new(
        format!(
            "算例“{example}”算出来不一样：{figure}写的是 {expected}，算得 {}",
            found.zh
        ),
        format!(
            "example `{example}` does not come out: {figure} should be {expected}, is {}",
            found.en
        ),
    );
    Diagnostic::error(code, title)
        .label(format!("算得 {}", found.zh), format!("is {}", found.en))
        .why(
            "算例印在制度里，必须和规则一致。",
            "The handbook prints the example, so it must agree with the rules.",
        )
        .help(
            "请核对规则；如果规则没有错，请更正算例。",
            "Check the rules; if they are right, correct the example.",
        )
}

/// Nothing came out, for want of something that is not given.
pub(super) fn lacks(
    code: &'static str,
    (example, figure): (&str, &str),
    missing: &Said,
) -> Diagnostic {
    let title = Said::new(
        format!("算例“{example}”算不出{figure}：{}", missing.zh),
        format!(
            "example `{example}` cannot work out {figure}: {}",
            missing.en
        ),
    );
    Diagnostic::error(code, title)
        .label("算不出来", "cannot be worked out")
        .help(
            "算例不用真实的数据。请在 given（已知）里写上算它要用的每一个数；本来就该算不出的，这里写 缺失。",
            "An example uses no data of a month. Write every number it needs under `given`; where \
             nothing is to come out, write `missing` here.",
        )
}
