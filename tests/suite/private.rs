//! Metrics for HR alone: in no file of any other edition, in any form.

use std::fs;

use crate::common::{files_below, meritbook, temporary};

const POLICY: &str = "\
policy: 客服考核
version: {from: 2026-10}
metrics:
  投诉赔付: {unit: 元, value: sum(投诉.赔付), private: true}
  赔付占比: {unit: '%', value: 投诉赔付 / 业绩.接待}
  服务档: {unit: 分, value: if 投诉赔付 == 0 then 100 else 60}
scorecard:
  服务: {weight: 100, points: 服务档}
boards:
  总榜: {rank_by: 总分, show: 5}
  赔付榜: {rank_by: 投诉赔付 asc, show: 5}
awards:
  零赔付奖: {rank_by: 投诉赔付 asc, places: 1, prize: 100 元}
";

#[test]
fn a_private_metric_is_in_no_file_but_those_of_hr() {
    let site = temporary();
    let write = |path: &str, text: &str| {
        let file = site.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders can be made");
        fs::write(file, text).expect("files can be written");
    };
    write("site.yml", "title: 客服\npeople: all\n");
    write("policies/客服考核.yml", POLICY);
    write(
        "people/roster.csv",
        "工号,姓名\n01,张三\n02,李四\n03,王五\n",
    );
    write("months/2026-10/month.yml", "state: provisional\n");
    write("months/2026-10/投诉.csv", "工号,赔付\n01,77431\n02,88542\n");
    write(
        "months/2026-10/业绩.csv",
        "工号,接待\n01,100000\n02,100000\n03,5\n",
    );
    for arguments in [&["build"][..], &["build", "--edition", "hr"]] {
        let run = meritbook(site.path(), arguments);
        assert_eq!(run.status, 0, "{}", run.said());
    }
    let told = |folder: &str, texts: &[&str]| {
        let files = files_below(&site.path().join(folder));
        let holds = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            texts.iter().any(|t| text.contains(t))
        };
        let found = files.iter().filter(|(_, bytes)| holds(bytes));
        found.map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    // The sum, and the share that would tell it, in every way of writing them.
    let values = [
        "77,431", "77431", "88,542", "88542", "77.43", "88.54", "0.77431",
    ];
    assert_eq!(told("public", &values), Vec::<String>::new());
    assert!(!told("public-hr", &values).is_empty(), "HR sees them");
    assert!(
        !told("public", &["100.00", "60.00"]).is_empty(),
        "points are public"
    );
}
