//! Exports of approval forms, as 飞书, 钉钉 and 企业微信 write them → appeals and decisions.

use std::path::Path;

use super::{Exported, Found, New, Ruling, next_id, only_policy, text_of, told};
use crate::assessment::Book;
use crate::command::adjust::month;
use crate::command::amendment::Amendment;
use crate::command::explain::find::who;
use crate::command::mistake::AmendmentMistake;
use crate::command::terminal::Terminal;
use crate::content::{self, Content, Table};
use crate::data::{Outcome, date_cell};
use crate::diagnostic::{Language, Said};

/// The columns with the headings that the systems give them, the name to be used with `--column`
/// first.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "form",
        &["审批编号", "审批单号", "申请编号", "单号", "form"],
    ),
    (
        "person",
        &[
            "工号",
            "发起人工号",
            "申请人工号",
            "员工工号",
            "person",
            "id",
        ],
    ),
    (
        "name",
        &[
            "姓名",
            "发起人姓名",
            "申请人",
            "发起人",
            "申请人姓名",
            "name",
        ],
    ),
    (
        "raised_on",
        &[
            "提出日期",
            "发起时间",
            "提交时间",
            "申请时间",
            "创建时间",
            "raised_on",
        ],
    ),
    ("policy", &["制度", "考核制度", "policy"]),
    ("figure", &["项目", "考核项", "申诉项目", "figure"]),
    (
        "claim",
        &[
            "申诉内容",
            "申诉理由",
            "申诉事由",
            "申请事由",
            "情况说明",
            "claim",
        ],
    ),
    ("outcome", &["审批结果", "结果", "outcome"]),
    ("status", &["审批状态", "当前状态", "状态", "status"]),
    (
        "decided_by",
        &[
            "决定人",
            "审批人",
            "最后审批人",
            "历史审批人姓名",
            "历史审批人",
            "decided_by",
        ],
    ),
    (
        "decided_on",
        &[
            "决定日期",
            "完成时间",
            "审批完成时间",
            "结束时间",
            "decided_on",
        ],
    ),
    ("reason", &["审批意见", "理由", "审批备注", "reason"]),
];

/// The words of approval systems for what became of a form; what is still under way has none.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("同意", Outcome::Upheld),
    ("通过", Outcome::Upheld),
    ("已通过", Outcome::Upheld),
    ("审批通过", Outcome::Upheld),
    ("成立", Outcome::Upheld),
    ("拒绝", Outcome::Rejected),
    ("已拒绝", Outcome::Rejected),
    ("驳回", Outcome::Rejected),
    ("已驳回", Outcome::Rejected),
    ("不成立", Outcome::Rejected),
    ("不受理", Outcome::Declined),
    ("撤销", Outcome::Withdrawn),
    ("已撤销", Outcome::Withdrawn),
    ("已撤回", Outcome::Withdrawn),
    ("撤回", Outcome::Withdrawn),
    ("approved", Outcome::Upheld),
    ("rejected", Outcome::Rejected),
    ("canceled", Outcome::Withdrawn),
];

/// Where the columns of an export stand.
struct Columns<'t> {
    table: &'t Table,
    at: Vec<(&'static str, usize)>,
}

impl<'t> Columns<'t> {
    fn of(table: &'t Table, asked: &[String]) -> Self {
        let heading = |name: &str| table.headings.iter().position(|h| h.text.trim() == name);
        let at = COLUMNS.iter().filter_map(|(key, names)| {
            let said = asked.iter().filter_map(|asked| asked.split_once('='));
            let mut said = said.filter(|(of, _)| names.contains(of) || of == key);
            let meant = said.find_map(|(_, name)| heading(name.trim()));
            let at = meant.or_else(|| names.iter().find_map(|name| heading(name)))?;
            Some((*key, at))
        });
        Self {
            table,
            at: at.collect(),
        }
    }

    fn has(&self, key: &str) -> bool {
        self.at.iter().any(|(known, _)| *known == key)
    }

    fn cell(&self, row: usize, key: &str) -> Option<&'t str> {
        let (_, at) = self.at.iter().find(|(known, _)| *known == key)?;
        let cell = self.table.rows.get(row)?.cells.get(*at)?.trim();
        (!cell.is_empty() && cell != "-" && cell != "--").then_some(cell)
    }
}

/// Takes an export in: what is new is added, what is known is left alone.
pub(super) fn take(
    site: &Path,
    content: &Content,
    book: &Book,
    exported: &Exported,
    terminal: &Terminal,
) -> Found {
    let month = month(&exported.period)?;
    let mut amendment = Amendment::of(site, month).map_err(|m| told(&m))?;
    let file = exported.file.display().to_string();
    let read = content::read_tables(&exported.file);
    let tables = read.map_or_else(Vec::new, |read| read.tables);
    let Some(table) = tables.iter().find(|t| !t.rows.is_empty()) else {
        return Err(told(&AmendmentMistake::NoTable { file }));
    };
    let columns = Columns::of(table, &exported.column);
    let needed = [
        ("审批编号", columns.has("form")),
        ("工号", columns.has("person") || columns.has("name")),
        ("提出日期", columns.has("raised_on")),
        ("申诉内容", columns.has("claim")),
    ];
    let lacking = needed.into_iter().filter(|(_, there)| !there);
    let lacking: Vec<String> = lacking.map(|(name, _)| name.to_owned()).collect();
    if !lacking.is_empty() {
        let headings = table.headings.iter().map(|h| h.text.to_string()).collect();
        return Err(told(&AmendmentMistake::NoColumn {
            file,
            lacking,
            headings,
        }));
    }
    let chinese = terminal.language == Language::Chinese;
    let mut text = text_of(content, month).to_owned();
    let (mut added, mut decided, mut known) = (0, 0, 0);
    let (mut blocks, mut wrong) = (String::new(), Vec::new());
    for at in 0..table.rows.len() {
        match one(book, &columns, at, (month, added), (&text, chinese)) {
            Ok(Row::Known) => known += 1,
            Ok(Row::New {
                block,
                ruled,
                filed,
            }) => {
                added += usize::from(filed);
                decided += usize::from(ruled);
                blocks += &block;
                text += &block;
            }
            Err(why) => {
                let row = columns.cell(at, "form").unwrap_or_default();
                let number = table.rows.get(at).map_or(0, |r| r.number);
                wrong.push((format!("{number} {row}"), why));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(told(&AmendmentMistake::Rows { file, rows: wrong }));
    }
    amendment.add(site, content, "appeals", &blocks);
    let said = terminal
        .say(
            &format!("{file}：新申诉 {added} 件，有结果的 {decided} 件，已经在的 {known} 件。"),
            &format!("{file}: {added} new, {decided} decided, {known} known already."),
        )
        .to_owned();
    let open = terminal.say(
        "成立的申诉还要写更正：meritbook adjust 月份 … --appeal 编号。",
        "What was upheld is still to be adjusted: meritbook adjust MONTH … --appeal ID.",
    );
    Ok((amendment, format!("{said}\n{open}"), false))
}

/// What a row of an export is.
enum Row {
    /// It says nothing new.
    Known,
    /// Entries to be added.
    New {
        block: String,
        ruled: bool,
        filed: bool,
    },
}

fn one(
    book: &Book,
    columns: &Columns<'_>,
    at: usize,
    (month, added): (crate::period::Period, usize),
    (text, chinese): (&str, bool),
) -> Result<Row, Said> {
    let cell = |key: &str| columns.cell(at, key);
    let lacks = |zh: &str, en: &str| Said::new(format!("没有{zh}"), format!("no {en}"));
    let form = cell("form").ok_or_else(|| lacks("审批编号", "number"))?;
    let known = book.appeals.cases.iter();
    let mut known = known.filter(|case| case.appeal.form.as_deref() == Some(form));
    let known = known.next();
    let outcome = cell("outcome").or(cell("status"));
    let outcome = outcome.and_then(|word| {
        let mut all = OUTCOMES.iter();
        all.find(|(known, _)| known.eq_ignore_ascii_case(word))
            .map(|(_, outcome)| *outcome)
    });
    let ruled = outcome.filter(|_| known.is_none_or(|case| case.state.is_open()));
    let day = |key: &str| {
        let read = cell(key).map(date_cell);
        read.and_then(Result::ok).map(|day| day.date().to_string())
    };
    let mut block = String::new();
    let id = match known {
        Some(case) => case.appeal.id.to_string(),
        None => {
            let written = cell("person").or(cell("name"));
            let written = written.ok_or_else(|| lacks("工号", "staff number"))?;
            let person = who(book, written).map_err(|_| {
                Said::new(
                    format!("花名册里找不到“{written}”，或有同名的人"),
                    format!("`{written}` is not on the roster, or several are of that name"),
                )
            })?;
            let policy = match cell("policy") {
                Some(policy) => policy.to_owned(),
                None => only_policy(book, month, &person.id, cell("figure"))
                    .map_err(|_| Said::new("看不出是哪份制度", "it does not tell which policy"))?,
            };
            let raised_on = day("raised_on").ok_or_else(|| lacks("提出日期", "day"))?;
            let id = next_id(book, month, added);
            let new = New {
                id: &id,
                person: &person.id,
                policy: &policy,
                figure: cell("figure"),
                about: None,
                claim: cell("claim").ok_or_else(|| lacks("申诉内容", "claim"))?,
                evidence: &[],
                raised_by: None,
                raised_on: &raised_on,
                form: Some(form),
            };
            block += &new.block(text, chinese);
            id
        }
    };
    if let Some(outcome) = ruled {
        let on = day("decided_on").ok_or_else(|| lacks("完成时间", "day of the decision"))?;
        let ruling = Ruling {
            appeal: &id,
            outcome,
            by: cell("decided_by").ok_or_else(|| lacks("审批人", "approver"))?,
            on: &on,
            reason: cell("reason"),
            adjustments: &[],
        };
        block += &ruling.block(text, chinese);
    }
    Ok(match block.is_empty() {
        true => Row::Known,
        false => Row::New {
            block,
            ruled: ruled.is_some(),
            filed: known.is_none(),
        },
    })
}
