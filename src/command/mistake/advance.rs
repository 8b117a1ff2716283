//! Why a month does not go on to another state, and what to do.

use jiff::civil::Date;

use super::listed;
use crate::assessment::Obstacle;
use crate::data::{Stage, State};
use crate::diagnostic::{Diagnostic, Said, count_en, list_en};
use crate::period::Period;

/// A reason for which a month stays as it is.
#[derive(Debug, Clone)]
#[rustfmt::skip]
pub enum AdvanceMistake {
    /// A quarter, half-year or year, which is as far as its months.
    Longer { /** The period. */ period: Period, /** Its months and how far they are. */ months: Vec<(Period, Option<State>)> },
    /// Not the state that comes next.
    Order { /** The month. */ month: Period, /** Its state. */ from: Stage, /** What is wanted. */ to: State },
    /// A day before that of the step before.
    DayBefore { /** The month. */ month: Period, /** The day. */ on: Date, /** That of the step before. */ last: Date },
    /// Back without a reason.
    BackWithout { /** The month. */ month: Period, /** Its state. */ from: State, /** What is wanted. */ to: State },
    /// Back, while later months are final.
    BackBelow { /** The month. */ month: Period, /** The later months that are final, from late to early. */ later: Vec<Period> },
    /// What was sealed does not move.
    PutAway { /** The month. */ month: Period, /** Sealed or archived. */ stage: Stage },
    /// Something is not settled.
    Stands { /** The month. */ month: Period, /** What. */ obstacle: Obstacle },
    /// The last day of objection cannot be counted: the calendar lacks the year.
    NoDays { /** How many working days the policy gives. */ within: u32, /** The year. */ year: i16 },
    /// The file cannot be added to.
    Unwritable { /** Its path. */ path: String, /** What would be added. */ lines: String },
}

impl AdvanceMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Longer { .. } => "K181",
            Self::Order { .. } | Self::DayBefore { .. } => "K182",
            Self::BackWithout { .. } | Self::BackBelow { .. } | Self::PutAway { .. } => "K183",
            Self::Stands {
                obstacle: Obstacle::Earlier { .. },
                ..
            } => "K184",
            Self::Stands {
                obstacle: Obstacle::Missing { .. } | Obstacle::Unfilled { .. },
                ..
            } => "K185",
            Self::Stands {
                obstacle: Obstacle::Undecided { .. } | Obstacle::Overdue { .. },
                ..
            } => "K186",
            Self::Stands {
                obstacle: Obstacle::Unconfirmed { .. },
                ..
            } => "K187",
            Self::Stands {
                obstacle: Obstacle::SamePerson { .. },
                ..
            } => "K188",
            Self::Stands {
                obstacle: Obstacle::Objections { .. } | Obstacle::Appeals { .. },
                ..
            }
            | Self::NoDays { .. } => "K189",
            Self::Unwritable { .. } => "D239",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::Longer { period, months } => {
                let state = |state: &Option<State>| state.map_or_else(
                    || Said::new("还没有文件夹", "no folder yet"),
                    |state| Stage::from(state).said(),
                );
                let zh: Vec<String> = months.iter().map(|(m, s)| format!("{m} {}", state(s).zh)).collect();
                let en: Vec<String> = months.iter().map(|(m, s)| format!("{m} {}", state(s).en)).collect();
                error(
                    format!("{period} 自己不走状态，它和最慢的那个月一样"),
                    format!("{period} has no state of its own; it is as far as the last of its months"),
                )
                .why(format!("它的各月：{}。", zh.join("、")), format!("Its months: {}.", en.join(", ")))
                .help(
                    "对还没有走到的月份运行 meritbook advance；各月都定稿了，它就定稿了，可以直接封存。",
                    "Run `meritbook advance` for the months that are behind; once all are final, so is it, and it can be sealed.",
                )
            }
            Self::Order { month, from, to } => order(error, *month, *from, *to),
            Self::DayBefore { month, on, last } => error(
                format!("{on} 比 {month} 的上一步（{last}）还早"),
                format!("{on} is before the step that {month} took last ({last})"),
            )
            .help("请核对 --on 的日期。", "Look at the day after --on."),
            Self::BackWithout { month, from, to } => {
                let (from, to_said) = (Stage::from(*from).said(), Stage::from(*to).said());
                error(
                    format!("{month} 从“{}”退回“{}”，要写理由", from.zh, to_said.zh),
                    format!("{month} goes back from {} to {}, which needs a reason", from.en, to_said.en),
                )
                .why(
                    "大家已经看到过的结果要退回，以后查起来要知道为什么。",
                    "Others have seen where it stood; whoever looks at it later has to know why it went back.",
                )
                .help("加上 --reason 理由。", "Add --reason TEXT.")
            }
            Self::BackBelow { month, later } => {
                let names: Vec<String> = later.iter().map(ToString::to_string).collect();
                error(
                    format!("{month} 不能退回：后面的月份已经定稿"),
                    format!("{month} cannot go back: later months are final"),
                )
                .why(
                    format!("后面的结果用到这个月。已经定稿的：{}。", names.join("、")),
                    format!("Later results rest on this month. Final are: {}.", names.join(", ")),
                )
                .help(
                    "先把后面的从后往前一个一个退回；只是改一个数的，写成更正，不用退回。",
                    "Take those back first, the latest before the others; to correct a figure, write an adjustment instead.",
                )
            }
            Self::PutAway { month, stage } => {
                let said = stage.said();
                error(
                    format!("{month} {}，状态不能再改", said.zh),
                    format!("{month} is {} and its state cannot change any more", said.en),
                )
                .help(
                    "要更正的，写进还没有封存的月份的 adjustments.yml。",
                    "Corrections go into adjustments.yml of a month that is not sealed.",
                )
            }
            Self::Stands { month, obstacle } => self.stands(*month, obstacle),
            Self::NoDays { within, year } => error(
                format!("算不出公示到哪一天：工作日历里没有 {year} 年"),
                format!("the last day of objection cannot be counted: the calendar has no {year}"),
            )
            .why(
                format!("制度写着公示后 {within} 个工作日内可以申诉。"),
                format!("The policy gives {} for objections.", count_en(*within as usize, "working day", "working days")),
            )
            .help(
                format!("把 {year} 年的放假和调休写进 content/calendar.yml，或者写 --until 日期。"),
                format!("Write the holidays of {year} into content/calendar.yml, or give --until DAY."),
            ),
            Self::Unwritable { path, lines } => error(
                format!("不知道往“{path}”的哪里加"),
                format!("nobody can tell where to add to “{path}”"),
            )
            .why(
                "文件的写法特别，加进去以后读出来的不是原来的意思，所以没有写。",
                "The file is written in an unusual way: with the lines added it would not be read as it was meant, so nothing was written.",
            )
            .help(
                format!("请自己把它改成这样：\n{lines}"),
                format!("Change it to this yourself:\n{lines}"),
            ),
        }
    }

    fn stands(&self, month: Period, obstacle: &Obstacle) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        let told = match obstacle {
            Obstacle::Missing { policy, cause, table, teams, who } => {
                let (unit, one, many) = if *teams { ("个团队", "team", "teams") } else { ("人", "person", "people") };
                let names = names(who);
                let told = error(
                    format!("“{policy}”有 {} {unit}缺数：{}", who.len(), cause.zh),
                    format!("“{policy}” lacks figures of {}: {}", count_en(who.len(), one, many), cause.en),
                );
                let told = told.why(format!("缺数的：{}。", names.zh), format!("Missing of: {}.", names.en));
                if *table {
                    told.help(
                        "用 meritbook import 放进来；这个月确实没有发生的，放一张只有列名的表。",
                        "Take it in by `meritbook import`; where nothing happened, put a table with headings alone.",
                    )
                } else {
                    told.help("请补齐。", "Please hand it in.")
                }
            }
            Obstacle::Unfilled { policy, cause } => error(
                format!("“{policy}”还算不全：{}", cause.zh),
                format!("“{policy}” cannot be worked out in full: {}", cause.en),
            )
            .help("请填好再来。", "Fill it in first."),
            Obstacle::Undecided { policy, award } => error(
                format!("“{policy}”的“{award}”还没有评定"),
                format!("nobody has decided on “{award}” of “{policy}”"),
            )
            .help(
                "把评定结果写进这个月的决定表。",
                "Write what was decided into the month's table of decisions.",
            ),
            Obstacle::Overdue { policy, by } => error(
                format!("“{policy}”应在 {by} 前复审，还没有新的一版"),
                format!("“{policy}” was to be reviewed by {by}, and there is no later version"),
            )
            .help(
                "复审以后改期限，或者写新的一版。",
                "Review it and move the period, or write a new version.",
            ),
            Obstacle::Unconfirmed { open, objecting } if objecting.is_empty() => {
                let names = names(open);
                error(
                    format!("{month} 的数据还有 {} 人没有确认", open.len()),
                    format!("{} not confirmed the figures of {month}", have(open.len())),
                )
                .why(format!("没有确认的：{}。", names.zh), format!("Still to confirm: {}.", names.en))
                .help(
                    "收齐确认回执，放进这个月的文件夹（确认….csv）。",
                    "Put the returned confirmations into the month's folder (confirmations….csv).",
                )
            }
            Obstacle::Unconfirmed { open, objecting } => {
                let (objecting, open) = (names(objecting), names(open));
                let told = error(
                    format!("{month} 的数据有人提出异议，还没有解决"),
                    format!("there are objections to the figures of {month}"),
                );
                let (zh, en) = match open.zh.is_empty() {
                    true => (String::new(), String::new()),
                    false => (format!("还没有确认的：{}。", open.zh), format!(" Still to confirm: {}.", open.en)),
                };
                told.why(
                    format!("有异议的：{}。{zh}", objecting.zh),
                    format!("Objecting: {}.{en}", objecting.en),
                )
                .help(
                    "核对有异议的数：错了改数据，没错说明清楚，再请本人确认一次。",
                    "Look at these figures: correct the data or explain them, and let the person confirm once more.",
                )
            }
            Obstacle::SamePerson { who } => error(
                format!("{who} 是编制人，不能自己定稿"),
                format!("{who} prepared {month} and cannot make it final"),
            )
            .why(
                "编制和批准要分开：一个人算的，另一个人看过才算数。",
                "What one person prepares somebody else has to look at.",
            )
            .help(
                "请另一个人批准，写他的名字：--by 谁。编制人写错了的，改 month.yml 的 prepared_by。",
                "Let somebody else approve it: --by WHO. If somebody else prepared it, correct `prepared_by` in month.yml.",
            ),
            Obstacle::Objections { until: Some(until) } => error(
                format!("公示到 {until}，还没有期满"),
                format!("objections are heard until {until}"),
            )
            .help(
                format!("{until} 以后再定稿。"),
                format!("Make it final after {until}."),
            ),
            Obstacle::Objections { until: None } => error(
                format!("{month} 没有写公示到哪一天"),
                format!("{month} does not say until when objections are heard"),
            )
            .why(
                "制度里有申诉期限，公示期满才能定稿。",
                "A policy grants time for objections, which has to be over.",
            )
            .help(
                "在 month.yml 里写 objections_until（公示截止）。",
                "Write `objections_until` into month.yml.",
            ),
            Obstacle::Appeals { open } => {
                let names = names(open);
                error(
                    format!("{month} 还有 {} 件申诉没有办完", open.len()),
                    format!("{} not settled yet in {month}", appeals(open.len())),
                )
                .why(format!("没有办完的：{}。", names.zh), format!("Still open: {}.", names.en))
                .help(
                    "先把申诉办完：meritbook appeal decide。",
                    "Decide on them first: `meritbook appeal decide`.",
                )
            }
            Obstacle::Earlier { months } => {
                let names: Vec<String> = months.iter().map(ToString::to_string).collect();
                error(
                    format!("{month} 之前还有没定稿的：{}", listed(&names, "、", "")),
                    format!("earlier months are not final: {}", listed(&names, ", ", "")),
                )
                .why(
                    "后面的结果用到前面的月份（连续几次、累计、分期发放），前面的一改，后面的也跟着变。",
                    "Results rest on earlier months (streaks, sums, instalments) and would change with them.",
                )
                .help("先把前面的定稿。", "Make the earlier ones final first.")
            }
        };
        match obstacle.waived_as() {
            None => told,
            Some(waived) => {
                let option = format!("--despite {}", waived.word());
                let Said { zh, en } = told.help.clone();
                told.help(
                    format!(
                        "{zh}确实要照现在这样往下走的，写 {option} --reason 理由，会记在经过里。"
                    ),
                    format!(
                        "{en} To go on as it is, give {option} --reason TEXT; the history notes it."
                    ),
                )
            }
        }
    }
}

/// Says which state comes next.
fn order(
    error: impl Fn(String, String) -> Diagnostic,
    month: Period,
    from: Stage,
    to: State,
) -> Diagnostic {
    let (now, to_said) = (from.said(), Stage::from(to).said());
    if from == Stage::from(to) {
        return error(
            format!("{month} 已经是“{}”了", now.zh),
            format!("{month} is {} already", now.en),
        )
        .help("不用再走一次。", "There is nothing to do.");
    }
    let next = State::ALL
        .into_iter()
        .find(|state| Stage::from(*state) > from);
    let next = next.map_or("", State::word);
    error(
        format!("{month} 现在是“{}”，不能一步走到“{}”", now.zh, to_said.zh),
        format!(
            "{month} is {} and cannot become {} in one step",
            now.en, to_said.en
        ),
    )
    .why(
        "依次是：进行中、已截止、公示中、已定稿，一步也不能少。",
        "A month goes from open to cut-off, provisional and final, and leaves no step out.",
    )
    .help(
        format!("下一步是：meritbook advance {month} {next} --by 谁 --on 日期"),
        format!("Next is: meritbook advance {month} {next} --by WHO --on DAY"),
    )
}

fn appeals(count: usize) -> String {
    match count {
        1 => "1 appeal is".to_owned(),
        many => format!("{many} appeals are"),
    }
}

fn have(count: usize) -> String {
    match count {
        1 => "1 person has".to_owned(),
        many => format!("{many} people have"),
    }
}

/// The most people that a message names.
const MOST: usize = 12;

/// Names people with their ids.
fn names<I: AsRef<str>>(who: &[(I, String)]) -> Said {
    let of = |(id, name): &(I, String)| match name.as_str() {
        name if name == id.as_ref() => name.to_owned(),
        name => format!("{name}（{}）", id.as_ref()),
    };
    let zh: Vec<String> = who.iter().take(MOST).map(of).collect();
    let en: Vec<String> = zh
        .iter()
        .map(|n| n.replace('（', " (").replace('）', ")"))
        .collect();
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    match who.len().checked_sub(MOST) {
        None | Some(0) => Said::new(zh.join("、"), list_en(&en)),
        Some(more) => Said::new(
            format!("{}……另有 {more} 个", zh.join("、")),
            format!("{} and {more} more", en.join(", ")),
        ),
    }
}
