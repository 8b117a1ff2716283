//! `new month`: the folder holds what the policies need, and when it is filled in, `check` passes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{Run, files_below, meritbook, temporary};

const POLICY: &str = "\
policy: 电话销售专员月度考核
version: {from: 2026-10}
applies_to: {post: 电话销售专员}
scorecard:
  签约额: {weight: 60, unit: 元, value: sum(签约.金额), target: 目标.签约额, cap: 120%}
  有效呼出: {weight: 40, unit: 次, value: count(通话 where 通话秒数 >= 90), target: 目标.有效呼出, cap: 120%}
";

const ROSTER: &str = "\
员工编号,姓名,团队,岗位,入职日期,离职日期
0101,陈一鸣,一组,电话销售专员,2024-03-01,
0102,\"林, 晓月\",一组,电话销售专员,2024-07-15,2026-11-10
0103,周子安,二组,电话销售专员,2025-02-10,2026-10-31
0104,王芳,二组,会计,2025-02-10,
";

const SOURCES: &str = "\
tables:
  签约:
    files: 签约-*.csv
    columns:
      金额: {from: 签约额（千元）, written_in: 千元}
";

/// A site of these files, in a folder of its own.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = temporary();
    for (path, text) in [
        ("site.yml", "title: 考核\n"),
        ("people/roster.csv", ROSTER),
        ("policies/telesales.yml", POLICY),
    ]
    .iter()
    .chain(files)
    {
        write(folder.path(), path, text);
    }
    folder
}

fn write(site: &Path, path: &str, text: &str) {
    let file = site.join("content").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn new(site: &Path, month: &str) -> Run {
    let run = meritbook(site, &["--lang", "zh-CN", "new", "month", month]);
    assert!(!run.said().contains("panicked"), "{}", run.said());
    run
}

/// The files of a month as texts, without the mark that each table begins with.
fn month(site: &Path, month: &str) -> BTreeMap<String, String> {
    let files = files_below(&site.join("content/months").join(month));
    let text = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).unwrap();
        let plain = text.strip_prefix('\u{feff}');
        assert_eq!(plain.is_some(), path.ends_with(".csv"), "{path}");
        (path, plain.unwrap_or(&text).to_owned())
    };
    files.into_iter().map(text).collect()
}

#[test]
fn the_first_month_holds_what_the_policies_need() {
    let folder = site(&[("sources.yml", SOURCES)]);
    let run = new(folder.path(), "2026-11");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let expected = [
        ("month.yml", "state: open\n"),
        // As sources.yml names file and heading.
        ("签约-2026-11.csv", "员工编号,签约额（千元）\r\n"),
        // 0103 left before, 0104 is under no policy; 0102 is there for ten days.
        (
            "目标.csv",
            "员工编号,姓名,有效呼出,签约额\r\n0101,陈一鸣,,\r\n0102,\"林, 晓月\",,\r\n",
        ),
        ("通话.csv", "员工编号,通话秒数\r\n"),
    ];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(month(folder.path(), "2026-11"), BTreeMap::from(expected));
    let said = "\
新建了 content/months/2026-11：

  month.yml  这个月的状态：进行中
  目标.csv  每人一行，共 2 人；要填：有效呼出、签约额
  签约-2026-11.csv  只有列名，有一笔写一行：员工编号、签约额（千元）
  通话.csv  只有列名，有一笔写一行：员工编号、通话秒数

注意：只有列名的表，意思是“这个月没有发生”，按 0 算。数据还没有交来的，先把那张表删掉。
各系统导出的表可以直接换掉同名的空表；放进来的是工作簿的，把里面已经有的那几张 .csv 删掉。
工号前面有 0：用 Excel 打开 CSV 时，要用“数据 → 从文本/CSV”，把工号一列设为文本，不然 0 会丢掉。
填好以后检查：meritbook check
";
    assert_eq!(run.out, said);

    // As it is, only figures are missing; filled in, nothing is.
    let check = meritbook(folder.path(), &["--lang", "zh-CN", "check"]);
    assert_eq!(check.status, 0, "{}", check.said());
    let rows = |path: &str, more: &str| {
        let file = folder.path().join("content/months/2026-11").join(path);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text + more).unwrap();
    };
    rows("签约-2026-11.csv", "0101,38.5\r\n0102,2\r\n");
    rows("通话.csv", "0101,95\r\n0102,120\r\n");
    let targets = folder.path().join("content/months/2026-11/目标.csv");
    let text = fs::read_to_string(&targets).unwrap();
    fs::write(&targets, text.replace(",,\r\n", ",2,50000\r\n")).unwrap();
    let check = meritbook(folder.path(), &["--lang", "zh-CN", "check", "--strict"]);
    assert_eq!(check.status, 0, "{}", check.said());
    let explained = ["--lang", "zh-CN", "explain", "0101", "2026-11", "签约额"];
    let explained = meritbook(folder.path(), &explained);
    assert!(explained.out.contains("38,500"), "{}", explained.out);
}

#[test]
fn a_month_that_is_there_is_never_touched() {
    let folder = site(&[("sources.yml", SOURCES), ("months/2026-11/通话.csv", "")]);
    let before = files_below(folder.path());
    let run = new(folder.path(), "2026-11");
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("[K112]"), "{}", run.err);
    for wrong in ["2026-13", "2026-9", "十一月", "../2026-11", ""] {
        let run = new(folder.path(), wrong);
        assert_eq!(run.status, 1, "{wrong}");
        assert!(run.err.contains("[K1"), "{wrong}: {}", run.err);
    }
    assert_eq!(files_below(folder.path()), before);
}

#[test]
fn mistakes_in_the_policies_come_first() {
    let folder = site(&[("policies/other.yml", "policy: 另一份\nversoin: 2026-10\n")]);
    let before = files_below(folder.path());
    let run = new(folder.path(), "2026-11");
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("什么也没有新建。"), "{}", run.err);
    assert_eq!(files_below(folder.path()), before);
}

#[test]
fn later_months_are_written_like_earlier_ones() {
    let policy = "\
policy: 客服月度考核
version: {from: 2026-11}
subject: person
applies_to: {post: 电话销售专员}
metrics:
  满意率: 满意度.得分
  呼出: count(通话 where 通话秒数 >= 90)
  组目标: 组目标.回款 + 组目标.团队
  汇率: 汇率.汇率
  单价: 单价.元
  差错: sum(差错.分)
  组扣: sum(组扣.分)
  表扬: sum(表扬.次)
";
    let quarterly = "\
policy: 季度考核
version: {from: 2026-10}
period: quarter
applies_to: {post: 电话销售专员}
metrics:
  述职: 述职.得分
";
    let folder = site(&[
        ("policies/service.yml", policy),
        ("policies/quarterly.yml", quarterly),
        (
            "sources.yml",
            "tables:\n  签约: {files: 数据.xlsx!签约}\n  单价: {person: none}\n  \
             差错: {files: 质检.csv, columns: {分: 扣分}}\n  表扬: {files: 质检.csv, columns: {次: 次数}}\n",
        ),
        (
            "tables/目标.csv",
            "月份,工号,签约额,有效呼出\n2026-10,0101,1,1\n",
        ),
        ("tables/汇率.csv", "币种,汇率\n美元,7.1\n"),
        (
            "months/2026-10/events/通话.csv",
            "通话秒数,EmployeeID,线路\n90,0101,甲\n",
        ),
        ("months/2026-10/组扣.csv", "部门,分\n一组,5\n"),
        ("months/2026-10/组目标.csv", "团队,回款,部门\n3,5,一组\n"),
    ]);
    let run = new(folder.path(), "2026-11");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.said());
    let expected = [
        ("month.yml", "state: open\n"),
        // Two tables are read from it.
        ("质检.csv", "员工编号,扣分,次数\r\n"),
        ("events/通话.csv", "EmployeeID,通话秒数\r\n"),
        ("单价.csv", "元\r\n\r\n"),
        (
            "满意度.csv",
            "员工编号,姓名,得分\r\n0101,陈一鸣,\r\n0102,\"林, 晓月\",\r\n",
        ),
        ("组扣.csv", "部门,分\r\n"),
        ("组目标.csv", "部门,团队,回款\r\n一组,,\r\n"),
    ];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(month(folder.path(), "2026-11"), BTreeMap::from(expected));
    for said in [
        "  满意度.csv  每人一行，共 2 人；要填：得分（别的月份没有这张表，请看看表名对不对）\n",
        "  组目标.csv  每个团队一行，共 1 个；要填：团队、回款\n",
        "  单价.csv  一行，对所有人都算；要填：元（别的月份没有这张表，请看看表名对不对）\n",
        "  汇率  在 content/tables/汇率.csv 里，不用每月写\n",
        "  目标  在 content/tables/目标.csv 里，请补上 2026-11 的行\n",
        "  签约  按 sources.yml 要读“数据.xlsx!签约”，请把它放进这个文件夹\n",
        "  述职  季度、半年或年度的制度才用，到那个周期的最后一个月再建\n",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    let last = new(folder.path(), "2026-12");
    // The empty table of November does not tell that rows are teams', that of October does.
    assert_eq!(month(folder.path(), "2026-12")["组扣.csv"], "部门,分\r\n");
    assert!(
        last.out
            .contains("  述职.csv  每人一行，共 1 人；要填：得分"),
        "{}",
        last.out
    );
}
