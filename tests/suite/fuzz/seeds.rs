//! What the made-up input grows from: files of the repository.

use std::collections::BTreeSet;

use super::super::common::{files_below, repository};
use super::bodies::LONGEST;

/// Returns the seeds of a body, in a fixed order.
pub fn of(name: &str) -> Vec<Vec<u8>> {
    match name {
        "csv" => ending("tests/intake", &["csv", "tsv"]),
        "events" => {
            let mut seeds = vec![EVENTS.to_vec()];
            seeds.extend(ending("tests/intake", &["csv", "tsv"]));
            seeds
        }
        "policy" => {
            let mut seeds = vec![POLICY.as_bytes().to_vec()];
            seeds.extend(policies());
            seeds
        }
        "formula" => formulas(),
        "workbook" => {
            let mut seeds = vec![SHEET.as_bytes().to_vec()];
            seeds.extend(ending("tests/intake", &["xlsx", "xls", "ods"]));
            seeds
        }
        _ => {
            let all = files_below(&repository("tests/golden")).into_iter();
            let rosters = all.filter(|(path, _)| path.ends_with("people/roster.csv"));
            let mut seeds = vec![ROSTER.as_bytes().to_vec()];
            seeds.extend(rosters.map(|(_, bytes)| bytes).filter(|b| b.len() < 4096));
            seeds
        }
    }
}

/// A call list with all that its readers look for.
const EVENTS: &[u8] = "工号,时间,秒数,接通,方向\r\n0001,2026-10-01 09:00,90,是,呼出\r\n0002,2026-10-31 23:59:30,\"1,200\",0,\"呼\n入\"\r\n,2026-10-02,-,否,\r\n9999,2026/10/3,12.5,1,呼出\r\n".as_bytes();

const ROSTER: &str = "工号,姓名,团队,岗位,职级,入职日期,离职日期\n0001,张三,一组,专员,初级,2024-03-01,\n0002,李四,一组,专员,,2025/1/1,2026-10-20\n0003,王五,,组长,中级,2026年10月9日,\n";

const POLICY: &str = "policy: p\nversion: {from: 2026-10}\nparameters:\n  线: {name: 线, unit: 秒, value: 60}\nmetrics:\n  有效: count(通话 where 秒数 >= 线 and 方向 == '呼出')\nscorecard:\n  有效呼出: {weight: 60, value: 有效, target: 目标.回款额, cap: 120%}\n  质检: {weight: 40, start: 100, less: {each: 5, per: 有效, free: 1, at_most: 40}}\nboards:\n  红榜: {rank_by: 总分, show: 10}\nawards:\n  销冠: {rank_by: 有效呼出, at_least: 有效呼出 >= 1, places: 1, prize: 1000 元}\nclauses:\n  - {title: 质检, text: '每次扣 {质检.each} 分。'}\nexamples:\n  - {name: 例一, given: {有效: 3, 目标.回款额: 3}, expect: {总分: 90}}\n";

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><f>45+45</f><v>90</v></c></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>0002</t></is></c><c r=\"B3\" t=\"e\"><v>#DIV/0!</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";

fn ending(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let all = files_below(&repository(folder)).into_iter();
    let wanted = all.filter(|(path, _)| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.contains(&ending)
    });
    wanted
        .map(|(_, bytes)| bytes)
        .filter(|bytes| bytes.len() <= LONGEST)
        .collect()
}

/// The policies of the golden cases and of the library.
fn policies() -> Vec<Vec<u8>> {
    let golden = files_below(&repository("tests/golden")).into_iter();
    let golden = golden.filter(|(path, _)| path.contains("/content/policies/"));
    let library = files_below(&repository("library")).into_iter();
    let all = golden.chain(library).map(|(_, bytes)| bytes);
    all.filter(|bytes| bytes.len() < 8192).collect()
}

/// The formulas of all policies: what stands after `value:`, `when:` and the like.
fn formulas() -> Vec<Vec<u8>> {
    let mut formulas = BTreeSet::new();
    for bytes in policies() {
        for line in String::from_utf8_lossy(&bytes).lines() {
            for key in [
                "value: ",
                "when: ",
                "at_least: ",
                "值: ",
                "who: ",
                "rank_by: ",
            ] {
                let Some((_, rest)) = line.split_once(key) else {
                    continue;
                };
                let rest = rest.trim();
                let text = match rest.strip_prefix('"') {
                    Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
                    None => rest.split([',', '}']).next().unwrap_or(rest),
                };
                formulas.insert(text.trim().to_owned());
            }
        }
    }
    formulas.into_iter().map(String::into_bytes).collect()
}
