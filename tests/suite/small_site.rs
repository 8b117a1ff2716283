//! A small company for the tests of what is downloaded, printed and announced: three months, the first
//! final, the second provisional, the third open; two teams, a person with a name like a formula.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use meritbook::assessment::Book;
use meritbook::site::{Edition, Site};

use crate::common::temporary;

/// The files of its content folder.
pub const FILES: &[(&str, &str)] = &[
    (
        "site.yml",
        "title: 致远公示\norganisation: 致远控股集团有限公司\nlanguage: zh-CN\npeople: all\nappeal_form: 人力资源部 302 室\n",
    ),
    (
        "people/roster.csv",
        "工号,姓名,团队,岗位\n0007,=SUM(A1),T1,电话销售专员\n0008,白露,T1,电话销售专员\n0009,陈晨,T1,电话销售专员\n0010,丁宁,T2,电话销售专员\n0011,方圆,T2,电话销售专员\n0012,高山,T2,电话销售专员\n",
    ),
    // In November she has another post: certificates bear the post of then.
    (
        "people/moves.csv",
        "工号,日期,岗位\n0008,2026-11-01,电话销售主管\n",
    ),
    ("people/teams.csv", "团队,名称\nT1,一组\nT2,二组\n"),
    (
        "policies/sales/2026-09.yml",
        "policy: 电话销售奖励制度
version: {from: 2026-09, document: 致远〔2026〕7号}
metrics:
  回款额: {unit: 元, value: sum(回款.金额)}
  目标额: {unit: 元, value: sum(目标.金额)}
  完成率: {unit: \"%\", value: 回款额 / 目标额}
boards:
  回款榜: {rank_by: [回款额, 完成率], show: 10}
awards:
  月度销冠: {rank_by: 回款额, at_least: 回款额 >= 10000, places: 1, prize: 1000 元}
  达标奖: {who: 完成率 >= 50%, prize: 100 元}
  首单奖: {first: 回款, by: 日期, prize: 200 元}
appeals: {within: 5, answer_in: 3, to: 绩效委员会}
",
    ),
    (
        "tables/目标.csv",
        "工号,金额\n0007,20000\n0008,80000\n0009,10000\n0010,10000\n0011,10000\n0012,10000\n",
    ),
    (
        "months/2026-09/month.yml",
        "state: final\nobjections_from: 2026-10-09\nobjections_until: 2026-10-15\nfinal_on: 2026-10-20\n",
    ),
    (
        "months/2026-09/回款.csv",
        "工号,日期,金额\n0008,2026-09-02,98600\n0007,2026-09-03,12345.5\n0009,2026-09-03,4000\n0010,2026-09-04,3000\n0011,2026-09-05,2000\n0012,2026-09-06,-1000\n",
    ),
    (
        "months/2026-10/month.yml",
        "state: provisional\nobjections_from: 2026-11-09\nobjections_until: 2026-11-13\n",
    ),
    (
        "months/2026-10/回款.csv",
        "工号,日期,金额\n0009,2026-10-02,9000\n0008,2026-10-03,90000\n0010,2026-10-04,3000\n0011,2026-10-05,2000\n0007,2026-10-05,1000\n0012,2026-10-06,500\n",
    ),
    (
        "months/2026-11/month.yml",
        "state: open\ndata_until: 2026-11-18\n",
    ),
    (
        "months/2026-11/回款.csv",
        "工号,日期,金额\n0010,2026-11-02,3000\n0008,2026-11-03,2500\n",
    ),
];

/// Writes the company, with some files in another wording.
pub fn write(folder: &Path, other: &[(&str, &str)]) {
    for (path, text) in FILES {
        let text = other.iter().find(|(p, _)| p == path).map_or(*text, |o| o.1);
        let target = folder.join("content").join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::write(target, text).expect("written");
    }
}

/// Works the company out.
pub fn book(other: &[(&str, &str)]) -> Book {
    let folder = temporary();
    write(folder.path(), other);
    let assessed = meritbook::assess(folder.path());
    assessed
        .book
        .unwrap_or_else(|| panic!("{:#?}", assessed.diagnostics))
}

/// Makes all files of an edition, with the address of the site where that is given.
pub fn made(book: &Book, edition: Edition, base: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let site = Site::for_edition(book, &BTreeMap::new(), edition)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
        .at(base.map(str::to_owned));
    let files = site.jobs().into_iter().map(|job| {
        let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        (file.path, file.bytes)
    });
    files.collect()
}

/// Returns a file as text.
pub fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Returns the only path that begins and ends so.
pub fn only<'f>(files: &'f BTreeMap<String, Vec<u8>>, begin: &str, holds: &str) -> &'f str {
    let mut found = files.iter().filter(|(path, bytes)| {
        path.starts_with(begin) && String::from_utf8_lossy(bytes).contains(holds)
    });
    let (path, _) = found
        .next()
        .unwrap_or_else(|| panic!("no {begin} with {holds}"));
    assert!(found.next().is_none(), "several {begin} with {holds}");
    path
}
