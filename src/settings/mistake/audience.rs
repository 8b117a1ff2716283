//! Mistakes of `editions:`.

use crate::diagnostic::{Diagnostic, Said};
use crate::form::Written;
use crate::form::editions::EDITION;
use crate::settings::audiences::SHORTEST_KEY;
use crate::value::Place;

/// What may be wrong with an audience.
#[derive(Debug)]
pub enum AudienceMistake {
    /// A name that cannot be a folder's, or that means something else.
    Name(Written<String>),
    /// A name that differs from an earlier one in capitals only.
    Alike(Written<String>),
    /// Two switches that cannot be at once.
    Contradiction {
        /// The audience.
        audience: String,
        /// What shows too much.
        key: &'static str,
        /// What forbids it.
        against: &'static str,
        /// Where.
        place: Place,
    },
    /// No key, or one that can be guessed, for folders of single people.
    Key {
        /// The audience.
        audience: String,
        /// Where.
        place: Place,
        /// Whether one is written.
        written: bool,
    },
}

impl AudienceMistake {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Name(_) => "S181",
            Self::Alike(_) => "S182",
            Self::Contradiction { .. } => "S183",
            Self::Key { .. } => "S184",
        }
    }

    pub(super) fn diagnostic(self) -> Diagnostic {
        let code = self.code();
        let error = |zh: String, en: String| Diagnostic::error(code, Said::new(zh, en));
        match self {
            Self::Name(name) => error(
                format!("“{}”不能作受众的名称", name.value),
                format!("`{}` cannot be the name of an audience", name.value),
            )
            .at(name.place)
            .why(
                "名称会成为文件夹名（public-名称）；all 表示“全部受众”。",
                "The name becomes that of a folder (`public-NAME`); `all` stands for all audiences.",
            )
            .help(
                "请只用文字、数字、横线和下划线，例如 managers、店长。",
                "Use letters, digits, `-` and `_` only, for example `managers`.",
            ),
            Self::Alike(name) => error(
                format!("受众“{}”和前面的一个只差大小写", name.value),
                format!("the audience `{}` differs from another in capitals only", name.value),
            )
            .at(name.place)
            .why(
                "Windows 不分大小写，两份网站会写进同一个文件夹。",
                "Windows tells no capitals apart, so both sites would lie in one folder.",
            )
            .help("请换一个名称。", "Choose another name."),
            Self::Contradiction {
                audience,
                key,
                against,
                place,
            } => {
                let (key_zh, against_zh) = (chinese(key), chinese(against));
                let (why_zh, why_en) = why(against);
                error(
                    format!("受众“{audience}”的“{against_zh}”和“{key_zh}”不能同时这样写"),
                    format!("`{against}` and `{key}` of the audience `{audience}` contradict each other"),
                )
                .at(place)
                .why(why_zh, why_en)
                .help(
                    format!("请关掉“{key_zh}”（people、boards 写 none、cut，其余写 false），或者去掉“{against_zh}”这一行。"),
                    format!("Switch `{key}` off (`people: none`, `boards: cut`, others `false`), or leave `{against}` out."),
                )
            }
            Self::Key {
                audience,
                place,
                written,
            } => match written {
                true => error(
                    format!("受众“{audience}”的密钥太短"),
                    format!("the key of the audience `{audience}` is too short"),
                ),
                false => error(
                    format!("受众“{audience}”每人一份，还缺一个密钥"),
                    format!("the audience `{audience}` has a site for each person and needs a `key`"),
                ),
            }
            .at(place)
            .why(
                "每个人的文件夹名由密钥和工号算出；没有密钥，知道工号的人就能猜到别人的网址。",
                "The folders' names are made of the key and the id; without it, whoever knows an id could guess the address.",
            )
            .help(
                format!("请写 key: 加至少 {SHORTEST_KEY} 个随意的字符，只留给人事；换了密钥，所有网址都会变。"),
                format!("Write `key:` with at least {SHORTEST_KEY} signs at random and keep it within HR; another key changes all addresses."),
            ),
        }
    }
}

fn chinese(key: &str) -> &'static str {
    EDITION.key(key).map_or("", |key| key.zh)
}

fn why(against: &str) -> (&'static str, &'static str) {
    match against {
        "names" => (
            "不写全名的网站里，个人页、薪酬、核对等内容一看就知道是谁。",
            "On a site without full names, pages of people, pay or checks would tell who is meant.",
        ),
        "figures" => (
            "不显示得分的网站里，这些内容会把得分算出来。",
            "On a site without scores, these would tell them.",
        ),
        _ => (
            "只给团队负责人或本人的网站里，数据核对会列出所有人。",
            "On a site for one head of a team or one person, the checks would name everybody.",
        ),
    }
}
