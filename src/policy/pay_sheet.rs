//! `pay_sheet:`: the columns of the pay sheet, in finance's order.

use std::sync::Arc;

use super::draft::{Draft, Named};
use super::mistake::PayMistake;
use super::{Policy, SheetColumn};
use crate::content::Node;
use crate::form::pay::PAY_SHEET;

/// Columns that every sheet may have, in English and Chinese.
const USUAL: [(&str, &str, SheetColumn); 6] = [
    ("id", "工号", SheetColumn::Id),
    ("name", "姓名", SheetColumn::Name),
    ("team", "团队", SheetColumn::Team),
    ("post", "岗位", SheetColumn::Post),
    ("prizes", "奖金合计", SheetColumn::Prizes),
    ("payout", "实发合计", SheetColumn::Total),
];

/// Reads the columns; names of the policy come before the usual ones.
pub(super) fn columns(draft: &mut Draft, policy: &Policy, node: &Node) -> Vec<SheetColumn> {
    let Some(fields) = draft.reader.read(node, &PAY_SHEET) else {
        return Vec::new();
    };
    let mut columns = Vec::new();
    for written in fields.texts("columns") {
        let name = written.value.trim();
        let award = policy.awards.iter().find(|a| a.name.as_ref() == name);
        let usual = || USUAL.iter().find(|(en, zh, _)| *en == name || *zh == name);
        // A line of the name comes before a parameter of the same.
        let line = policy.pay.iter().find(|line| line.name.as_ref() == name);
        let line = line.map(|line| Named::Figure(Arc::clone(&line.figure)));
        let found = match (line.as_ref().or(draft.meaning(name)), award) {
            (Some(Named::Figure(full)), _) => Some(SheetColumn::Figure(Arc::clone(full))),
            (_, Some(award)) => Some(SheetColumn::Prize(Arc::clone(&award.name))),
            _ => usual().map(|(_, _, column)| column.clone()),
        };
        match found {
            Some(column) => columns.push(column),
            None => {
                let lines = policy.pay.iter().map(|l| &l.name);
                let awards = policy.awards.iter().map(|a| &a.name);
                let known = lines.chain(awards).map(ToString::to_string);
                let usual = USUAL.iter().map(|(en, zh, _)| draft.say(zh, en));
                let known: Vec<String> = known.chain(usual).collect();
                draft.reader.report(PayMistake::UnknownColumn {
                    name: name.to_owned(),
                    known,
                    place: written.place,
                });
            }
        }
    }
    columns
}
