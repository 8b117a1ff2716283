//! Mistakes of the command line.

mod appeal;
mod advance;
mod archive;
mod compare;
mod diff;
mod import;
mod init;
mod sheet;
mod site;

pub use advance::AdvanceMistake;
pub use appeal::AmendmentMistake;
pub use compare::CompareMistake;
pub use diff::DiffMistake;
pub use import::ImportMistake;
pub(super) use import::western;
pub use init::InitMistake;
pub use sheet::SheetMistake;

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Said};

/// What may be wrong with a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandMistake {
    /// The command line makes no sense.
    Misused(Misuse),
    /// The output folder is the site's own or lies in its content.
    OutputInContent {
        /// The folder.
        folder: PathBuf,
    },
    /// Nobody of that id or name.
    NobodyOfThatName {
        /// What was written.
        written: String,
        /// A name or id that is near.
        meant: Option<String>,
        /// Names that hold what was written, each with its id.
        holding: Vec<String>,
    },
    /// Several people or teams of that name.
    SeveralOfThatName {
        /// What was written.
        written: String,
        /// Each one's id, with what tells them apart.
        choices: Vec<(String, String)>,
    },
    /// Not a period, or one without results.
    NoSuchPeriod {
        /// What was written.
        written: String,
        /// The periods that have results, from early to late.
        known: Vec<String>,
    },
    /// The person or team is under no policy in that period.
    NotAssessed {
        /// Who, as readers see it.
        who: String,
        /// The period.
        period: String,
        /// The periods in which there are results for them.
        known: Vec<String>,
    },
    /// No figure of that name.
    NoSuchFigure {
        /// What was written.
        written: String,
        /// A name that is near.
        meant: Option<String>,
        /// The figures that could be asked for.
        known: Vec<String>,
    },
    /// Figures of that name in several policies.
    SeveralFigures {
        /// What was written.
        written: String,
        /// The full names.
        choices: Vec<String>,
    },
    /// Not an address at which a site can lie.
    NoAddress {
        /// What was written.
        written: String,
    },
    /// A period of which there is nothing to tell.
    NothingToAnnounce {
        /// The period.
        period: String,
    },
    /// Not the name of a month.
    NotAMonth {
        /// What was written.
        written: String,
        /// The month that is meant, where that is certain.
        meant: Option<String>,
    },
    /// The month has a folder.
    MonthThere(/** The folder. */ String),
    /// No audience of that name.
    NoSuchAudience {
        /// What was written.
        written: String,
        /// A name that is near.
        meant: Option<String>,
        /// The names of all audiences.
        known: Vec<String>,
    },
    /// Where the bag is to be written there is something already.
    BagThere(PathBuf),
    /// Nothing is sealed, or not that period.
    NotSealed {
        /// What was written; nothing where all was asked for.
        written: Option<String>,
        /// The periods that are sealed, from early to late.
        known: Vec<String>,
    },
    /// No policy is in force in the month, so nothing is needed.
    NothingInForce {
        /// The month.
        month: String,
        /// The first month in which a policy is in force.
        first: Option<String>,
    },
}

/// How a command line makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misuse {
    /// A word or option that is not known.
    Unknown {
        /// The word.
        word: String,
        /// An option that is near; empty for none.
        meant: String,
    },
    /// A verb that is not known.
    NoSuchVerb {
        /// The word.
        word: String,
        /// A verb that is near; empty for none.
        meant: String,
    },
    /// An option without its value.
    NoValue {
        /// The option.
        option: String,
    },
    /// A value that an option cannot have.
    WrongValue {
        /// The option.
        option: String,
        /// The value.
        value: String,
        /// The values it can have; empty where anything may stand.
        valid: String,
    },
    /// Something is missing.
    Incomplete {
        /// What.
        missing: String,
    },
    /// An option that is there twice.
    Repeated {
        /// The option.
        option: String,
    },
    /// Anything else, in the parser's words.
    Other {
        /// The words.
        said: String,
    },
}

impl CommandMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Misused(_) => "K101",
            Self::OutputInContent { .. } => "K102",
            Self::NobodyOfThatName { .. } => "K103",
            Self::SeveralOfThatName { .. } => "K104",
            Self::NoSuchPeriod { .. } => "K105",
            Self::NotAssessed { .. } => "K106",
            Self::NoSuchFigure { .. } => "K107",
            Self::SeveralFigures { .. } => "K108",
            Self::NotAMonth { .. } => "K111",
            Self::NoAddress { .. } => "K151",
            Self::NothingToAnnounce { .. } => "K152",
            Self::MonthThere(_) => "K112",
            Self::NothingInForce { .. } => "K113",
            Self::NotSealed { .. } => "K171",
            Self::BagThere(_) => "K172",
            Self::NoSuchAudience { .. } => "K231",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Misused(misuse) => misuse.diagnostic(self.code()),
            Self::BagThere(path) => archive::bag_there(self.code(), path),
            Self::NotSealed { written, known } => archive::not_sealed(self.code(), written, known),
            Self::NoSuchAudience {
                written,
                meant,
                known,
            } => site::no_audience(self.code(), written, meant.as_deref(), known),
            Self::OutputInContent { folder } => {
                let folder = folder.display();
                self.error(
                    format!("“{folder}”不能作输出文件夹"),
                    format!("“{folder}” cannot be the output folder"),
                )
                .why(
                    "制度和数据就在里面；网站要写在它们之外。",
                    "Policies and data are in it; the site has to be written outside of them.",
                )
                .help("用 -o 换一个文件夹，例如 -o public。", "Choose another folder with -o, for example -o public.")
            }
            Self::NobodyOfThatName {
                written,
                meant,
                holding,
            } => {
                let about_ids = (
                    "工号要和花名册里写的完全一样，前面的 0 也算。",
                    "A staff number has to be written as in the roster, zeros in front included.",
                );
                let (zh, en) = if holding.is_empty() {
                    (about_ids.0.to_owned(), about_ids.1.to_owned())
                } else {
                    (
                        format!("名字里有“{written}”的：{}。", listed(holding, "、", "")),
                        format!("Names with “{written}”: {}.", listed(holding, ", ", "")),
                    )
                };
                let mistake = self.error(
                    format!("没有工号或姓名是“{written}”的人，也没有这个部门"),
                    format!("there is no person and no team with the id or name “{written}”"),
                );
                with_guess(mistake, meant.as_deref(), &zh, &en)
            }
            Self::SeveralOfThatName { written, choices } => {
                let lines: Vec<String> =
                    choices.iter().map(|(id, about)| format!("{id}  {about}")).collect();
                let lines = lines.join("\n");
                self.error(
                    format!("叫“{written}”的不止一个"),
                    format!("there is more than one “{written}”"),
                )
                .help(
                    format!("请改用工号或编号：\n{lines}"),
                    format!("Please use the id instead:\n{lines}"),
                )
            }
            Self::NoSuchPeriod { written, known } => self
                .error(
                    format!("没有“{written}”这个考核周期的结果"),
                    format!("there are no results for the period “{written}”"),
                )
                .help(
                    format!("周期写作“年-月”，例如 2026-10。有结果的：{}。", listed(known, "、", "一个也没有")),
                    format!("A period is written as year-month, for example 2026-10. With results: {}.", listed(known, ", ", "none")),
                ),
            Self::NotAssessed { who, period, known } => self
                .error(
                    format!("{who} 在 {period} 没有考核结果"),
                    format!("{who} has no results in {period}"),
                )
                .why(
                    "这个月没有一项制度适用于此人或此部门：可能还没入职、已经离职，或者岗位不在制度的适用范围内。",
                    "No policy applied in that month: not joined yet, left already, or a post that no policy names.",
                )
                .help(
                    format!("有结果的周期：{}。", listed(known, "、", "一个也没有")),
                    format!("Periods with results: {}.", listed(known, ", ", "none")),
                ),
            Self::NoSuchFigure { written, meant, known } => with_guess(
                self.error(
                    format!("没有“{written}”这个指标"),
                    format!("there is no figure “{written}”"),
                ),
                meant.as_deref(),
                &format!("可以查的：{}。", listed(known, "、", "一个也没有")),
                &format!("You can ask for: {}.", listed(known, ", ", "none")),
            ),
            Self::SeveralFigures { written, choices } => self
                .error(
                    format!("叫“{written}”的指标不止一个"),
                    format!("there is more than one figure “{written}”"),
                )
                .help(
                    format!("请写全名：{}。", choices.join("、")),
                    format!("Please write the full name: {}.", choices.join(", ")),
                ),
            Self::NoAddress { written } => site::no_address(self.code(), written),
            Self::NothingToAnnounce { period } => self
                .error(
                    format!("{period} 没有可以宣布的结果"),
                    format!("there is nothing to announce for {period}"),
                )
                .why(
                    "这个周期还没有人获奖，也没有人上榜；公示范围以外的人不写进群消息。",
                    "Nobody has won an award or stands on a board yet; who is not shown to everybody is not named in a chat.",
                )
                .help(
                    "先运行 meritbook check 看缺哪些数据，或者换一个周期。",
                    "Run meritbook check to see which data are missing, or take another period.",
                ),
            Self::NotAMonth { written, meant } => with_guess(
                self.error(
                    format!("“{written}”不是一个月份"),
                    format!("“{written}” is not a month"),
                ),
                meant.as_deref(),
                "月份写作四位年份、横线、两位月份，例如 2026-11。",
                "A month is written as year-month with two digits, for example 2026-11.",
            ),
            Self::MonthThere(folder) => self
                .error(
                    format!("“{folder}”已经有了，没有改动"),
                    format!("“{folder}” is there already; nothing was changed"),
                )
                .help(
                    "缺哪张表，meritbook check 会说；要重新建的，先把这个文件夹移走。",
                    "meritbook check tells which tables are missing; to make it anew, move the folder away first.",
                ),
            Self::NothingInForce { month, first } => {
                let (zh, en) = match first {
                    Some(first) => (
                        format!("最早的制度从 {first} 起生效；月份写错了，还是制度的 version 要改早？"),
                        format!("The first policy is in force from {first}: is the month misspelt, or should the policy's version begin earlier?"),
                    ),
                    None => (
                        "还没有会计算的制度：先在 content/policies 里写一份。".to_owned(),
                        "There is no policy that computes anything yet: first write one in content/policies.".to_owned(),
                    ),
                };
                self.error(
                    format!("{month} 还没有制度生效，不知道要哪些表"),
                    format!("no policy is in force in {month}, so nobody knows which tables it needs"),
                )
                .help(zh, en)
            }
        }
    }

    fn error(&self, zh: String, en: String) -> Diagnostic {
        Diagnostic::error(self.code(), Said::new(zh, en))
    }
}

impl Misuse {
    fn diagnostic(&self, code: &'static str) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(code, Said::new(zh, en));
        let see = (
            "meritbook --help 列出所有命令；命令后加 --help 看它的用法。",
            "meritbook --help lists the commands; a command with --help shows how it is used.",
        );
        match self {
            Self::Unknown { word, meant } => with_guess(
                error(
                    format!("看不懂“{word}”"),
                    format!("“{word}” is not understood"),
                ),
                Some(meant.as_str()).filter(|meant| !meant.is_empty()),
                see.0,
                see.1,
            ),
            Self::NoSuchVerb { word, meant } => with_guess(
                error(
                    format!("没有“{word}”这个命令"),
                    format!("there is no command “{word}”"),
                ),
                Some(meant.as_str()).filter(|meant| !meant.is_empty()),
                see.0,
                see.1,
            ),
            Self::NoValue { option } => error(
                format!("“{option}”后面还要写一个值"),
                format!("“{option}” needs a value after it"),
            )
            .help(see.0, see.1),
            Self::WrongValue {
                option,
                value,
                valid,
            } if valid.is_empty() => error(
                format!("“{option}”不能是“{value}”"),
                format!("“{option}” cannot be “{value}”"),
            )
            .help(see.0, see.1),
            Self::WrongValue {
                option,
                value,
                valid,
            } => error(
                format!("“{option}”不能是“{value}”"),
                format!("“{option}” cannot be “{value}”"),
            )
            .help(
                format!("可以是：{valid}。"),
                format!("It can be: {}.", valid.replace('、', ", ")),
            ),
            Self::Incomplete { missing } => error(
                format!("命令没有写完，还缺：{missing}"),
                format!(
                    "the command is not complete; missing: {}",
                    missing.replace('、', ", ")
                ),
            )
            .help(see.0, see.1),
            Self::Repeated { option } => error(
                format!("“{option}”写了不止一次"),
                format!("“{option}” is there more than once"),
            )
            .help(see.0, see.1),
            Self::Other { said } => error(
                format!("命令看不懂：{said}"),
                format!("the command is not understood: {said}"),
            )
            .help(see.0, see.1),
        }
    }
}

fn with_guess(diagnostic: Diagnostic, meant: Option<&str>, zh: &str, en: &str) -> Diagnostic {
    match meant {
        Some(meant) => diagnostic.help(
            format!("是不是“{meant}”？{zh}"),
            format!("Did you mean “{meant}”? {en}"),
        ),
        None => diagnostic.help(zh, en),
    }
}

/// The most names that a message lists.
const MOST_NAMES: usize = 24;

fn listed(names: &[String], between: &str, none: &str) -> String {
    match names.get(..MOST_NAMES) {
        _ if names.is_empty() => none.to_owned(),
        Some(first) if names.len() > MOST_NAMES => format!("{}……", first.join(between)),
        _ => names.join(between),
    }
}
