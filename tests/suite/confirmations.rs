//! Raw figures confirmed before points: the sheet that goes out, the return that comes back, and
//! who sees what of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use crate::common::{Run, files_below, meritbook, temporary};

const POLICY: &str = "policy: 电销考核
version: {from: 2026-10}
applies_to: {post: 电销专员}
scorecard:
  回款额: {weight: 50, unit: 元, value: sum(回款.金额), target: 60000, cap: 120%}
  合格率: {weight: 20, unit: \"%\", value: \"count(质检 where 结果 == '合格') / count(质检)\", target: 90%, cap: 120%}
  态度: {weight: 30, raters: {上级: 100}}
";

/// 0101 has 40000 + 28000 = 68000 and 3 of 4 calls that pass; the others as they stand.
const PAID: &str = "工号,金额
0101,40000
0101,28000
0102,52000.5
0103,61000
0104,47000
0105,39000
";

fn write(site: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = site.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn site() -> tempfile::TempDir {
    let folder = temporary();
    let write = |path: &str, text: &str| write(folder.path(), path, text);
    write("site.yml", "title: 确认\npeople: all\n");
    write("policies/电销考核.yml", POLICY);
    write(
        "people/roster.csv",
        "工号,姓名,团队,岗位\n0101,陈静,T1,电销专员\n0102,王芳,T1,电销专员\n0103,=SUM(A1),T1,电销专员\n0104,刘洋,T2,电销专员\n0105,安琪,T2,电销专员\n0109,组长甲,T2,组长\n",
    );
    write(
        "people/teams.csv",
        "团队编号,团队名称,负责人\nT1,一组,0109\nT2,二组,0109\n",
    );
    write("months/2026-10/month.yml", "state: cut-off\n");
    write("months/2026-10/回款.csv", PAID);
    let mut checked = "工号,结果\n0101,不合格\n".to_owned();
    let mut ratings = "工号,考核项,评分人,评分人工号,评分\n".to_owned();
    for id in ["0101", "0102", "0103", "0104", "0105"] {
        checked += &format!("{id},合格\n").repeat(3);
        ratings += &format!("{id},态度,上级,0109,91.25\n");
    }
    write("months/2026-10/质检.csv", &checked);
    write("months/2026-10/评分.csv", &ratings);
    folder
}

fn built(site: &Path, edition: &str) -> BTreeMap<String, Vec<u8>> {
    let out = site.join(format!("out-{edition}"));
    let to = out.to_string_lossy().into_owned();
    let run = meritbook(site, &["build", "--edition", edition, "-o", &to]);
    assert_eq!(run.status, 0, "{}", run.said());
    files_below(&out)
}

fn checked(site: &Path) -> Run {
    let run = meritbook(site, &["check"]);
    assert_eq!(run.status, 0, "{}", run.said());
    run
}

/// Returns the cells of the only sheet of a workbook.
fn cells(bytes: &[u8]) -> (String, Vec<Vec<Data>>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let (name, range) = book.worksheets().pop().expect("a sheet");
    (name, range.rows().map(<[Data]>::to_vec).collect())
}

fn texts(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

/// Writes a sheet again as a colleague's spreadsheet would, with some answers.
fn filled(bytes: &[u8], answers: &[(&str, &str, &str)]) -> Vec<u8> {
    let (name, rows) = cells(bytes);
    let headings = texts(&rows[0]);
    let at = |heading: &str| headings.iter().position(|h| h == heading).expect("it");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    for (row, cells) in (0..).zip(&rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Data::Empty => {}
                Data::Float(number) => {
                    sheet.write_number(row, column, *number).unwrap();
                }
                other => {
                    sheet.write_string(row, column, other.to_string()).unwrap();
                }
            }
        }
        let own = answers.iter().find(|(id, _, _)| cells[0] == **id);
        if let Some((_, answer, objection)) = own {
            let to = u16::try_from(at("确认")).unwrap();
            sheet.write_string(row, to, *answer).unwrap();
            sheet.write_string(row, to + 1, *objection).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn page(files: &BTreeMap<String, Vec<u8>>) -> String {
    let page = String::from_utf8_lossy(&files["confirm/2026-10.html"]);
    let main = page.split("<main").nth(1).expect("a page");
    let mut words = String::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if ["/tr", "/p", "/h"].iter().any(|b| tag.starts_with(b)) {
            words.push('\n');
        }
        words.push_str(if tag == "td" || tag.starts_with("td ") {
            "|"
        } else {
            ""
        });
        words.push_str(text.trim_matches('\n'));
    }
    words.replace("&#x2F;", "/")
}

#[track_caller]
fn holds(text: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(text.contains(words), "no “{words}” in\n{text}");
    }
}

#[test]
fn the_sheet_has_raw_figures_and_nothing_else() {
    let site = site();
    let files = built(site.path(), "hr");
    let (name, rows) = cells(&files["confirm/2026-10-T1.xlsx"]);
    assert_eq!(name, "电销考核");
    // No points, no marks of the superior, no total.
    assert_eq!(
        texts(&rows[0]),
        [
            "工号",
            "姓名",
            "制度",
            "回款额（元）",
            "回款额 目标（元）",
            "合格率（%）",
            "合格率 目标（%）",
            "确认",
            "异议",
            "说明",
            "日期",
            "核对码"
        ]
    );
    let people: Vec<String> = rows[1..4].iter().map(|row| row[1].to_string()).collect();
    assert_eq!(people, ["=SUM(A1)", "陈静", "王芳"].map(str::to_owned));
    assert_eq!(
        rows[2][..7],
        [
            Data::String("0101".into()),
            Data::String("陈静".into()),
            Data::String("电销考核".into()),
            Data::Float(68000.0),
            Data::Float(60000.0),
            Data::Float(0.75),
            Data::Float(0.9),
        ]
    );
    assert!(rows[1][7..11].iter().all(|cell| *cell == Data::Empty));
    let code = |row: usize| rows[row][11].to_string();
    assert!(code(1).len() == 6 && code(1).chars().all(|c| c.is_ascii_uppercase()));
    assert!(code(1) != code(2) && code(2) != code(3));
    // The same again, whatever the hour.
    assert_eq!(
        built(site.path(), "hr")["confirm/2026-10-T1.xlsx"],
        files["confirm/2026-10-T1.xlsx"]
    );
    let readiness = String::from_utf8_lossy(&files["readiness/2026-10.html"]);
    assert!(readiness.contains("href=\"../confirm/2026-10.html\""));
    holds(
        &page(&files),
        &["有 5 人的数据要确认，还没有收到答复", "一组|3|0|0|0|3"],
    );
}

#[test]
fn a_return_comes_back_as_it_is() {
    let site = site();
    let sheet = &built(site.path(), "hr")["confirm/2026-10-T1.xlsx"];
    let back = filled(
        sheet,
        &[
            ("0101", "是", ""),
            ("0102", "否", "10 月 30 日的 3000 元没算"),
        ],
    );
    write(site.path(), "months/2026-10/2026-10-T1.xlsx", back);
    write(
        site.path(),
        "months/2026-10/confirmations.csv",
        "工号,确认\n0104,√\n0105,\n",
    );
    let said = checked(site.path()).out;
    holds(
        &said,
        &[
            "2026-10 的数据：5 人中 2 人已确认，1 人有异议",
            "王芳：“10 月 30 日的 3000 元没算”",
            "2 人还没有答复",
        ],
    );
    // Percentages, amounts and targets read back are the same figures; nothing is an unknown table.
    assert!(!said.contains("D227") && !said.contains("警告"), "{said}");
    let files = built(site.path(), "hr");
    holds(
        &page(&files),
        &[
            "5 人中已确认 2 人。1 人有异议。2 人还没有答复。",
            "王芳|一组|10 月 30 日的 3000 元没算",
            "一组|3|1|1|0|1",
            "二组|2|1|0|0|1",
            "一组|=SUM(A1)|陈静",
            "二组|安琪|刘洋",
        ],
    );
    let table = String::from_utf8_lossy(&files["confirm/2026-10.csv"]).into_owned();
    holds(
        &table,
        &[
            "一组,0102,王芳,",
            ",有异议,10 月 30 日的 3000 元没算,",
            "二组,0105,",
            ",未答复,,,,,",
        ],
    );
    assert!(files.contains_key("confirm/2026-10.xlsx"));
    let staff = built(site.path(), "staff");
    for (path, bytes) in &staff {
        assert!(!path.starts_with("confirm/"), "{path}");
        let text = String::from_utf8_lossy(bytes);
        for word in ["confirm/2026", "数据确认", "没算", "核对码"] {
            assert!(!text.contains(word), "{path} tells {word}");
        }
    }
}

#[test]
fn a_return_about_other_figures_is_told_and_confirms_nothing() {
    let site = site();
    let first = built(site.path(), "hr");
    let first = &first["confirm/2026-10-T1.xlsx"];
    let back = filled(first, &[("0101", "是", ""), ("0102", "是", "")]);
    write(site.path(), "months/2026-10/确认-一组.xlsx", back);
    assert!(!checked(site.path()).out.contains("D227"));
    // 1000 more come in for one of the two: 69000.
    let paid = format!("{PAID}0101,1000\n");
    write(site.path(), "months/2026-10/回款.csv", &paid);
    let said = checked(site.path()).out;
    holds(
        &said,
        &[
            "陈静 确认的不是今天的数据",
            "回款额：确认表上是 68000，现在是 69000",
            "5 人中 1 人已确认，0 人有异议",
            "1 人确认的不是今天的数据，要重新确认",
        ],
    );
    assert!(!said.contains("王芳"), "{said}");
    let files = built(site.path(), "hr");
    holds(
        &page(&files),
        &[
            "陈静|一组|回款额：确认表上 68000，现在 69000",
            "一组|3|1|0|1|1",
        ],
    );
    // Only the figures that changed have another code.
    let code = |bytes: &[u8], row: usize| cells(bytes).1[row][11].to_string();
    let now = &files["confirm/2026-10-T1.xlsx"];
    assert!(code(first, 2) != code(now, 2) && code(first, 3) == code(now, 3));
    // The sheet of today, confirmed, settles it; the first return may stay.
    let again = filled(now, &[("0101", "是", "")]);
    write(site.path(), "months/2026-10/确认-一组-第二次.xlsx", again);
    let said = checked(site.path()).out;
    holds(&said, &["5 人中 2 人已确认，0 人有异议"]);
    assert!(!said.contains("D227"), "{said}");
}

#[test]
fn the_later_day_counts_and_final_months_ask_nobody() {
    let site = site();
    write(
        site.path(),
        "months/2026-10/confirmations.csv",
        "工号,确认,异议,日期\n0101,否,少算一笔,2026-11-02\n0101,是,,2026-11-05\n",
    );
    let said = checked(site.path()).out;
    holds(&said, &["5 人中 1 人已确认，0 人有异议"]);
    assert!(!said.contains("D226"), "{said}");
    fs::remove_file(site.path().join("content/months/2026-10/confirmations.csv")).unwrap();
    write(site.path(), "months/2026-10/month.yml", "state: final\n");
    let files = built(site.path(), "hr");
    assert!(!files.keys().any(|path| path.starts_with("confirm/")));
}
