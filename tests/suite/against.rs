//! `check --against`: a sheet done by hand beside the results.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;

use crate::common::{Run, meritbook, temporary};

const POLICY: &str = "\
policy: 销售考核
version: {from: 2026-09}
applies_to: {post: 销售}
scorecard:
  回款额: {weight: 60, unit: 元, value: sum(回款.金额), target: 30000, cap: 120%}
  拜访: {weight: 40, unit: 次, value: count(拜访), target: 3, cap: 120%}
";

/// 0101: 60 × 20000/30000 + 40 × 2/3 = 40 + 26.666…; 0102: 60 × 1 + 40 × 1/3 = 73.333….
fn site() -> tempfile::TempDir {
    let folder = temporary();
    for (path, text) in [
        ("site.yml", "title: 考核\n"),
        ("policies/sales.yml", POLICY),
        (
            "people/roster.csv",
            "工号,姓名,岗位\n0101,陈一鸣,销售\n0102,林晓月,销售\n0103,王芳,会计\n",
        ),
        ("months/2026-09/回款.csv", "工号,金额\n0101,30000\n"),
        ("months/2026-09/拜访.csv", "工号\n0101\n0101\n0101\n"),
        (
            "months/2026-10/回款.csv",
            "工号,金额\n0101,20000\n0102,30000\n",
        ),
        ("months/2026-10/拜访.csv", "工号\n0101\n0101\n0102\n"),
    ] {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn against(site: &Path, more: &[&str]) -> Run {
    let words = [&["--lang", "zh-CN", "check", "--against"], more].concat();
    meritbook(site, &words)
}

#[test]
fn the_first_differences_are_shown_with_their_explanation() {
    let folder = site();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "十月考核表").unwrap();
    for (column, heading) in ["工号", "姓名", "回款额", "拜访", "总分", "备注"]
        .iter()
        .enumerate()
    {
        sheet.write(2, column as u16, *heading).unwrap();
    }
    // Excel has taken the zeros away, and keeps all digits of what it works out.
    sheet.write(3, 0, 101).unwrap();
    sheet.write(3, 1, "陈一鸣").unwrap();
    for (column, value) in [(2, 20000.0), (3, 2.0), (4, 66.666_666_666_666_67)] {
        sheet.write(3, column, value).unwrap();
    }
    sheet.write(4, 0, "0102").unwrap();
    for (column, value) in [(2, 30000.0), (4, 78.0)] {
        sheet.write(4, column, value).unwrap();
    }
    sheet.write(5, 0, "0103").unwrap();
    sheet.write(5, 4, 80).unwrap();
    book.save(folder.path().join("旧表.xlsx")).unwrap();
    let run = against(folder.path(), &["旧表.xlsx"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""), "{}", run.out);
    let expected = "\
“旧表.xlsx”与 2026-10 的结果：比了 5 格，4 格一致，1 格不同。

林晓月（0102）  总分：表里是 78（旧表.xlsx Sheet1!E5）
";
    assert!(run.out.starts_with(expected), "{}", run.out);
    assert!(run.out.contains("\n  总分 = 73.3333…"), "{}", run.out);
    let left = "
没有比的：
  旧表.xlsx Sheet1!A6  “0103”：2026-10 没有此人的结果
  列“备注”：不是这些人的指标
";
    assert!(run.out.ends_with(left), "{}", run.out);
}

#[test]
fn a_sheet_that_agrees_ends_well() {
    let folder = site();
    fs::write(
        folder.path().join("old.csv"),
        "姓名,总分,拜访\n陈一鸣,66.67,2\n林晓月,73.33,\n",
    )
    .unwrap();
    let run = against(folder.path(), &["old.csv"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let said = "“old.csv”与 2026-10 的结果：比了 3 格，3 格一致，0 格不同。\n";
    assert_eq!(run.out, said);
    let run = against(folder.path(), &["old.csv", "--period", "2026-09"]);
    assert_eq!(run.status, 1);
    assert!(
        run.out.contains("陈一鸣（0101）  总分：表里是 66.67"),
        "{}",
        run.out
    );
    for (more, code) in [
        (vec!["old.csv", "--period", "2026-13"], "K105"),
        (vec!["nowhere.xlsx"], "[C"),
        (vec!["old.pdf"], "K121"),
    ] {
        let run = against(folder.path(), &more);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{more:?}");
        assert!(run.err.contains(code), "{}", run.err);
    }
}
