//! The words of a policy that applies to nobody.

use super::meant;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};

/// How many values a message lists.
const LISTED: usize = 12;

/// Nobody has this post, grade, team or other attribute.
pub(super) fn to_nobody(
    code: &'static str,
    (attribute, written, known): (&str, &str, &[String]),
    suggestion: Option<&str>,
) -> Diagnostic {
    let called = match attribute {
        "post" => "岗位",
        "grade" => "职级",
        "team" => "团队",
        "id" => "工号",
        "name" => "姓名",
        other => other,
    };
    let title = Said::new(
        format!("花名册里没有人的“{called}”是“{written}”"),
        format!("nobody on the roster has `{attribute}` `{written}`"),
    );
    let listed: Vec<&str> = known.iter().take(LISTED).map(String::as_str).collect();
    let (more_zh, more_en) = if known.len() > LISTED {
        (" 等", " and others")
    } else {
        ("", "")
    };
    let said = Diagnostic::warning(code, title).why(
        format!(
            "这份制度这样就适用不到人。花名册里有：{}{more_zh}。",
            list_zh(&listed)
        ),
        format!(
            "So the policy does not apply to anybody by it. The roster has: {}{more_en}.",
            list_en(&listed)
        ),
    );
    meant(
        said,
        suggestion,
        ("没有这样的人", "nobody has it"),
        (
            "请与花名册核对；以后才会有的，可以先不管。",
            "Compare it with the roster; where such people are still to come, leave it.",
        ),
    )
}
