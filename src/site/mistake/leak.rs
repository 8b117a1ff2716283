//! The mistake that a site would tell what its audience may not see.

use crate::diagnostic::{Diagnostic, Said};
use crate::site::leak::Secret;

/// What some files of a site would tell.
#[derive(Debug)]
pub struct LeakMistake {
    /// The audience.
    pub audience: String,
    /// What kind of thing.
    pub secret: Secret,
    /// The files, in order; at least one.
    pub files: Vec<String>,
}

/// How many files are named.
const MOST: usize = 3;

impl LeakMistake {
    /// Says it in words, without saying the secret once more.
    pub fn diagnostic(&self) -> Diagnostic {
        let (zh, en) = self.secret.words();
        let named = self.files.iter().take(MOST).map(String::as_str);
        let named: Vec<&str> = named.collect();
        let count = self.files.len();
        let (more_zh, more_en) = match count > MOST {
            true => (
                format!(" 等 {count} 个文件"),
                format!(" and {} more", count - MOST),
            ),
            false => (String::new(), String::new()),
        };
        let audience = &self.audience;
        Diagnostic::error(
            "S187",
            Said::new(
                format!("受众“{audience}”的网站里有不该给他们看的{zh}：{}{more_zh}", named.join("、")),
                format!("the site for the audience `{audience}` holds {en}: {}{more_en}", named.join(", ")),
            ),
        )
        .why(
            "发布前逐字节查过每个文件；为了不再泄露一次，这里不写出内容。网站没有发布，原来的不变。",
            "Every byte of every file is searched before a site is published. What was found is not written here, so as not to tell it once more. Nothing was published.",
        )
        .help(
            "先看月份说明（month.yml 的 note）和自己改过的模板里有没有写到；都没有，就是程序的错误，请把这段文字发给维护者。",
            "Look whether the note of a month (month.yml) or a template of your own says it; if not, it is the program's mistake: please send this text to the maintainers.",
        )
    }
}

impl Secret {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("姓名", "names of people"),
            Self::Id => ("工号", "ids of people"),
            Self::Somebody => (
                "别人（只该写到本人或上榜的人的地方）",
                "people where only others may be named",
            ),
            Self::Pay => ("薪酬", "pay"),
            Self::Figure => ("指标或其计算过程", "figures, or how they came about"),
            Self::Mean => ("人数太少的平均数", "means of too few"),
            Self::Withdrawn => ("撤销奖项的经过", "whom an award was taken from"),
            Self::Policy => ("制度", "policies"),
            Self::Customer => (
                "没有制度用到的数据列（如客户）",
                "data that no policy reads, such as customers",
            ),
            Self::Reason => ("写给核对者的说明", "what was written for those who check"),
            Self::Page => ("页面", "pages"),
        }
    }
}
