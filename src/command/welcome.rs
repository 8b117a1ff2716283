//! Started without arguments: what to do next, in one screen.

use crate::Assessed;
use crate::assessment::{Book, Obstacle, PeriodResult, Wanted, obstacles};
use crate::command::mistake::AdvanceMistake;
use crate::data::{Stage, State};
use crate::diagnostic::{Language, Severity};
use crate::period::{Level, Period};

/// The most months, and the most obstacles, of which it is told how far they are.
const MOST: usize = 6;

/// Says what to do next, as it fits the site; nothing for a folder that holds none.
pub(super) fn text(site: Option<&Assessed>, language: Language) -> String {
    let head = match language {
        Language::Chinese => {
            "Meritbook：制度和每月的数据进去，每个数都说得清来历的考核网站出来。\n\n"
        }
        Language::English => {
            "Meritbook turns policies and monthly data into a site in which every number\n\
             explains itself.\n\n"
        }
    };
    let rest = match (site, language) {
        (None, Language::Chinese) => EMPTY.0.to_owned(),
        (None, Language::English) => EMPTY.1.to_owned(),
        (Some(assessed), _) => {
            let routine = match &assessed.book {
                Some(book) => routine(book, language),
                None => broken(assessed, language),
            };
            let verbs = match language {
                Language::Chinese => VERBS.0,
                Language::English => VERBS.1,
            };
            format!("{routine}\n{verbs}")
        }
    };
    format!("{head}{rest}")
}

/// Says how many mistakes stand in the way of results.
fn broken(assessed: &Assessed, language: Language) -> String {
    let said = assessed.diagnostics.iter();
    let count = said.filter(|d| d.severity == Severity::Error).count();
    match (language, count) {
        (Language::Chinese, _) => {
            format!("现在有 {count} 个错误，还算不出结果。先看是什么：\n  meritbook check\n")
        }
        (Language::English, 1) => {
            "There is a mistake, so there are no results. See what it is:\n  meritbook check\n"
                .to_owned()
        }
        (Language::English, _) => format!(
            "There are {count} mistakes, so there are no results. See what they are:\n  meritbook check\n"
        ),
    }
}

/// Says how far the months are and what comes next for the first that is not done.
fn routine(book: &Book, language: Language) -> String {
    let months = book.periods.iter();
    let months: Vec<&PeriodResult> = months
        .filter(|p| p.period.level() == Level::Month)
        .collect();
    let Some(latest) = months.last() else {
        return match language {
            Language::Chinese => "还没有数据。从一个月开始：\n  meritbook new month 2026-11\n",
            Language::English => {
                "There are no data yet. Begin with a month:\n  meritbook new month 2026-11\n"
            }
        }
        .to_owned();
    };
    // Only who seals is asked to go on sealing.
    let sealing = months.iter().any(|p| p.stage() > Stage::Final);
    let done = |p: &&&PeriodResult| p.stage() < if sealing { Stage::Sealed } else { Stage::Final };
    let open: Vec<&PeriodResult> = months.iter().filter(done).copied().collect();
    let mut shown: Vec<&PeriodResult> = open.iter().take(MOST).copied().collect();
    let mut between = open
        .iter()
        .skip(MOST)
        .filter(|p| p.period != latest.period)
        .count();
    if !shown.iter().any(|p| p.period == latest.period) {
        shown.push(latest);
    }
    let mut out = match language {
        Language::Chinese => "走到哪一步了：\n",
        Language::English => "How far it is:\n",
    }
    .to_owned();
    for period in shown {
        if period.period == latest.period && between > 0 {
            out.push_str(&match language {
                Language::Chinese => format!("  ……  还有 {between} 个月没有走完\n"),
                Language::English if between == 1 => {
                    "  …  and one month that is not done\n".to_owned()
                }
                Language::English => format!("  …  and {between} months that are not done\n"),
            });
            between = 0;
        }
        let state = period.stage().said();
        out.push_str(&format!("  {}  {}\n", period.period, state.get(language)));
    }
    out.push('\n');
    let first = open.first().copied().unwrap_or(latest);
    out.push_str(&next(first.period, first.stage(), language));
    out.push('\n');
    out.push_str(&standing(book, first, language));
    out
}

/// Lists what stands against a month's next state.
fn standing(book: &Book, result: &PeriodResult, language: Language) -> String {
    let Some(to) = result.state.next() else {
        return String::new();
    };
    let (by, on) = (None, None);
    let found = obstacles(book, result.period, Wanted { to, by, on });
    // Who approves it, and when, is not known yet.
    let found = found.into_iter();
    let found: Vec<Obstacle> = found
        .filter(|o| to < State::Final || !matches!(o, Obstacle::SamePerson { .. }))
        .collect();
    if found.is_empty() {
        return String::new();
    }
    let more = found.len().saturating_sub(MOST);
    let mut out = match language {
        Language::Chinese => "在那以前要解决的：\n",
        Language::English => "To be settled before that:\n",
    }
    .to_owned();
    let month = result.period;
    for obstacle in found.into_iter().take(MOST) {
        let told = AdvanceMistake::Stands { month, obstacle }.diagnostic();
        out.push_str(&format!("  - {}\n", told.title.get(language)));
    }
    match (more, language) {
        (0, _) => {}
        (more, Language::Chinese) => out.push_str(&format!("  - 另有 {more} 项\n")),
        (more, Language::English) => out.push_str(&format!("  - {more} more\n")),
    }
    out
}

/// Says what comes next for a period that stands in a stage, with the command.
pub(super) fn next(period: Period, stage: Stage, language: Language) -> String {
    let later = period.next().map_or_else(String::new, |p| p.to_string());
    let (zh, en, command) = match stage {
        Stage::Open => (
            "数据交齐以后截止：",
            "Once all data are there, close them:",
            format!("advance {period} cut-off --by WHO --on DAY"),
        ),
        Stage::CutOff => (
            "核对无误以后公示：",
            "Once they are looked over, publish them for objection:",
            format!("advance {period} provisional --by WHO --on DAY"),
        ),
        Stage::Provisional => (
            "公示期满、申诉办完以后，由编制人以外的人定稿：",
            "Once the time for objections is over, somebody who did not prepare it makes it final:",
            format!("advance {period} final --by WHO --on DAY"),
        ),
        Stage::Final => (
            "封存：",
            "Seal it:",
            format!("seal {period} --by WHO --on DAY"),
        ),
        Stage::Sealed => (
            "归档：",
            "Put it into the archive:",
            format!("bag {period} --by WHO --on DAY"),
        ),
        Stage::Archived => ("新的一个月：", "A new month:", format!("new month {later}")),
    };
    match language {
        Language::Chinese => {
            let command = command.replace("WHO", "谁").replace("DAY", "日期");
            format!("下一步，{zh}\n  meritbook {command}\n")
        }
        Language::English => format!("Next: {en}\n  meritbook {command}\n"),
    }
}

/// The verbs that are used every day.
const VERBS: (&str, &str) = (
    "\
常用的：

  meritbook check                    列出制度和数据里的所有问题
  meritbook build                    网站写到 public，打开 public/index.html 看
  meritbook explain 工号 2026-10     查一个人的总分是怎么来的
  meritbook new month 2026-11        新的一个月：建好文件夹和空表
  meritbook import 文件 --month 2026-11
                                     把系统导出的表放进一个月

改了制度或数据以后，重新 check、build 就行。各命令的详细用法：meritbook help check",
    "\
Every day:

  meritbook check                    list everything that is wrong
  meritbook build                    make the site in public; open
                                     public/index.html
  meritbook explain 1001 2026-10     how a person's total came about
  meritbook new month 2026-11        a new month: its folder with empty tables
  meritbook import FILE --month 2026-11
                                     take exported files into a month

After changing policies or data, check and build again. More about a command:
meritbook help check",
);

/// What is said in a folder that holds no site.
const EMPTY: (&str, &str) = (
    "\
这个文件夹里没有 content。三种办法：

  新建一个带例子的网站：meritbook init 我的站点
  或者进入放着 content 的文件夹，再运行 meritbook；
  或者用 --site 说明它在哪里，例如：meritbook --site D:\\考核 check

content 里要有：
  content/site.yml                   网站的名称和语言
  content/policies/                  制度，每份一个文件
  content/people/roster.csv          花名册
  content/months/2026-10/            每个月一个文件夹，放当月的数据

所有命令：meritbook --help",
    "\
There is no content in this folder. Begin a site with examples in it:
meritbook init my-site. Or go to the folder that holds content and start
meritbook there, or say where it is: meritbook --site DIR check

content has to hold:
  content/site.yml                   the site's title and language
  content/policies/                  the policies, one file each
  content/people/roster.csv          the roster
  content/months/2026-10/            a folder for each month with its data

All commands: meritbook --help",
);
