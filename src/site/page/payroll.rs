//! All pay sheets by period, and what is owed. Only where the edition shows pay.

use serde::Serialize;

use crate::site::address::{PAY_TABLE, as_workbook, link};
use crate::site::page::pay::{self, Money};
use crate::site::shared::{Frame, LinkView, Shared};

/// The list of pay sheets.
#[derive(Debug, Serialize)]
pub struct PayrollPage {
    frame: Frame,
    /// All of them as a table, and as a workbook.
    sheet: String,
    workbook: String,
    owed: Vec<LinkView>,
    periods: Vec<PeriodView>,
}

/// A period.
#[derive(Debug, Serialize)]
struct PeriodView {
    name: String,
    state: String,
    rows: Vec<RowView>,
}

/// A policy's sheet.
#[derive(Debug, Serialize)]
struct RowView {
    policy: LinkView,
    people: String,
    total: String,
    over: String,
}

/// Lists the pay sheets, the latest period first.
pub fn view(shared: &Shared<'_>, path: &str) -> PayrollPage {
    let mut periods = Vec::new();
    for (at, period) in shared.public.periods().iter().enumerate().rev() {
        let mut rows = Vec::new();
        for (place, policy) in period.policies().iter().enumerate() {
            let rules = policy.policy();
            let Some(sheet) = shared.public.pay_sheet(at, place) else {
                continue;
            };
            let Some(to) = pay::link_to(shared, path, at, &rules.id) else {
                continue;
            };
            rows.push(RowView {
                policy: LinkView {
                    text: rules.title.clone(),
                    href: to.href,
                },
                people: sheet.rows.len().to_string(),
                total: Money::of(shared, rules).write(&sheet.total),
                over: pay::over_budget(shared, policy).unwrap_or_default(),
            });
        }
        if !rows.is_empty() {
            periods.push(PeriodView {
                name: shared.period(period.period()),
                state: shared.state(period),
                rows,
            });
        }
    }
    let owing = shared.public.owing();
    let owed = owing.iter().filter_map(|id| {
        let rules = shared.current(id)?;
        let to = pay::owed_link(shared, path, rules)?;
        Some(LinkView {
            text: rules.title.clone(),
            href: to.href,
        })
    });
    let sheet = shared.download(PAY_TABLE);
    PayrollPage {
        workbook: link(path, &as_workbook(&sheet)),
        sheet: link(path, &sheet),
        frame: shared.frame(path, shared.words.say("payroll").to_owned(), "pay"),
        owed: owed.collect(),
        periods,
    }
}
