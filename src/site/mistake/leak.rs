//! The mistake that a site would tell what its audience may not see.

use crate::diagnostic::{Diagnostic, Said};
use crate::site::leak::Secret;

/// What is wrong with files that are ready to be published.
#[derive(Debug)]
pub enum LeakMistake {
    /// Some of them would tell what their audience may not see.
    Tells {
        /// The audience.
        audience: String,
        /// What kind of thing.
        secret: Secret,
        /// The files, in order; at least one.
        files: Vec<String>,
    },
}

/// How many files are named.
const MOST: usize = 3;

impl LeakMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tells { .. } => "S187",
        }
    }

    /// Says it in words, without saying the secret once more.
    pub fn diagnostic(&self) -> Diagnostic {
        let Self::Tells {
            audience,
            secret,
            files,
        } = self;
        let (zh, en) = secret.words();
        let named = files.iter().take(MOST).map(String::as_str);
        let named: Vec<&str> = named.collect();
        let count = files.len();
        let (more_zh, more_en) = match count > MOST {
            true => (
                format!(" 等 {count} 个文件"),
                format!(" and {} more", count - MOST),
            ),
            false => (String::new(), String::new()),
        };
        Diagnostic::error(
            self.code(),
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
