//! CSV files and workbooks as people have them → the same table, every cell with its place.

use meritbook::content::{Content, Table};
use meritbook::diagnostic::Severity;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::reading::{Site, shorts};

fn only(content: &Content) -> &Table {
    let problems: Vec<String> = content
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Note)
        .map(crate::reading::short)
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(content.tables.len(), 1);
    &content.tables[0]
}

/// Shows a table as lines: the headings, then each row with its number.
fn shown(table: &Table) -> Vec<String> {
    let headings: Vec<&str> = table.headings.iter().map(|h| h.text.as_ref()).collect();
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(AsRef::as_ref).collect();
        format!("{} {}", row.number, cells.join("|"))
    });
    std::iter::once(format!("{} {}", table.header, headings.join("|")))
        .chain(rows)
        .collect()
}

fn of_csv(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let content = Site::new().with("months/2026-10/通话.csv", bytes).read();
    shorts(&content)
        .iter()
        .map(|s| s.replace("content/months/2026-10/通话.csv", "@"))
        .collect()
}

const PLAIN: &str = "工号,姓名,金额\n0001,张三,\"1,234.50\"\n0002,李四,\n";

#[test]
fn one_table_in_every_encoding_line_end_and_separator() {
    let crlf = PLAIN.replace('\n', "\r\n");
    let utf16 = |text: &str, little: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            })
            .collect()
    };
    let files: Vec<(Vec<u8>, &str)> = vec![
        (PLAIN.into(), "UTF-8"),
        (crlf.clone().into(), "UTF-8"),
        (crlf.replace("\r\n", "\r").into(), "UTF-8"),
        (format!("\u{feff}{crlf}").into(), "UTF-8"),
        (encoding_rs::GBK.encode(&crlf).0.into_owned(), "GB18030"),
        (utf16(&crlf, true, true), "UTF-16LE"),
        (utf16(&crlf, false, true), "UTF-16BE"),
        (utf16(&crlf, true, false), "UTF-16LE"),
        (
            "工号\t姓名\t金额\n0001\t张三\t1,234.50\n0002\t李四\t\n".into(),
            "UTF-8",
        ),
        (
            "工号;姓名;金额\n0001;张三;1,234.50\n0002;李四;\n".into(),
            "UTF-8",
        ),
    ];
    for (number, (bytes, encoding)) in files.into_iter().enumerate() {
        let content = Site::new().with("months/2026-10/通话.csv", bytes).read();
        let table = only(&content);
        assert_eq!(table.encoding, Some(encoding), "file {number}");
        assert_eq!(table.name.as_ref(), "通话");
        assert_eq!(
            shown(table),
            ["1 工号|姓名|金额", "2 0001|张三|1,234.50", "3 0002|李四|"],
            "file {number}"
        );
        // The encoding that was taken is said, unless it is the usual one.
        let noted = content.diagnostics.iter().any(|d| d.code == "C107");
        assert_eq!(noted, encoding != "UTF-8", "file {number}");
        let place = table.cell_place(&table.rows[1], 1).to_string();
        assert_eq!(place, "content/months/2026-10/通话.csv:3");
    }
}

#[test]
fn lines_count_as_an_editor_counts_them() {
    let text = "\r\n工号,备注\r\n\r\n0001,\"第一行\r\n第二行\"\r\n,\r\n\r\n0002,\"a \"\"b\"\"\"";
    for text in [text.to_owned(), text.replace("\r\n", "\n")] {
        let content = Site::new().with("tables/a.csv", text).read();
        assert_eq!(
            shown(only(&content)),
            ["2 工号|备注", "4 0001|第一行\n第二行", "8 0002|a \"b\""]
        );
    }
}

#[test]
fn cells_are_tidied_but_never_changed() {
    let text = "sep=;\n 工号 ;\u{3000}姓名\u{a0};x\n=\"0007\"; 李 四 ;\u{200b}\n";
    let content = Site::new().with("tables/a.csv", text).read();
    assert_eq!(shown(only(&content)), ["2 工号|姓名|x", "3 0007|李 四|"]);
    assert_eq!(content.tables[0].headings[1].column, 1);
}

#[test]
fn columns_without_a_heading_are_left_out_and_said() {
    let content = Site::new()
        .with("tables/a.csv", "工号,,金额,\n1,x,2,\n3,,4,\n")
        .read();
    assert_eq!(shown(&content.tables[0]), ["1 工号|金额", "2 1|2", "3 3|4"]);
    assert_eq!(content.tables[0].headings[1].column, 2);
    assert_eq!(shorts(&content), ["C146 content/tables/a.csv:2"]);
    assert_eq!(content.diagnostics[0].severity, Severity::Warning);
}

#[test]
fn tables_that_cannot_be_read_for_sure_are_refused_with_their_place() {
    for (text, expected) in [
        ("", "C141 @"),
        ("\n\n", "C141 @"),
        ("0001,张三,5000\n0002,李四,6000\n", "C142 @:1"),
        ("2026-10-01,张三\n", "C142 @:1"),
        ("十月汇率表,,\n币种,汇率,来源\n美元,7.1,甲\n", "C143 @:1"),
        ("工号,姓名,业绩,\n,,部门,月份\n1,2,3,4\n", "C159 @:1"),
        ("工号，姓名，金额\n0001，张三，3\n", "C144 @:1"),
        ("工号,金额,金额\n1,2,3\n", "C145 @:1"),
        ("a,b\n1,2,3\n", "C147 @:2"),
        ("a,b,c\n1,2,3\n1,2\n", "C147 @:3"),
        ("a,b\n1,\"2\n3,4\n5,6\n", "C148 @:2"),
        ("a,b\n1,2\n3,\"x\n5,\"y\"\n7,8\n", "C148 @:3"),
        ("a,b\n1,\"2\"3\n", "C148 @:2"),
    ] {
        assert_eq!(of_csv(text), [expected], "{text:?}");
    }
    assert_eq!(of_csv(b"\xff\xff\n\xff"), ["C106 @:1"]);
    assert_eq!(of_csv(b"PK\x03\x04\0\0\0\0\x80\x80"), ["C106 @:1"]);
    let wide = format!("{}\n", "列,".repeat(3000));
    assert_eq!(of_csv(wide), ["C149 @"]);
}

#[test]
fn shapes_that_are_fine_stay_fine() {
    for text in [
        "工号,1,2,3\n0001,√,√,\n",
        "工号\n0001\n0002\n",
        "a,b\n1,2,\n3,4,,,\n",
        "a,b,,\n1,2\n",
        "a,b\n5\" pipe,2\n",
        "a,b\n\"5\"\" pipe\",\"x, \"\"y\"\"\nz\"\n\"\",\"\"\n",
        "工号,姓名\n",
    ] {
        assert_eq!(of_csv(text), [""; 0], "{text:?}");
    }
}

#[test]
fn copies_and_leftovers_are_named_and_left_alone() {
    let content = Site::new()
        .with("months/2026-10/通话.csv", PLAIN)
        .with("months/2026-10/通话 (1).csv", PLAIN)
        .with("months/2026-10/通话 - 副本.csv", PLAIN)
        .with("months/2026-10/~$通话.xlsx", "x")
        .with("months/2026-10/.DS_Store", "x")
        .with("months/2026-10/说明.docx", "x")
        .with("months/2026-10/Thumbs.db", "x")
        .with("sealed/2026-09/old.csv", "")
        .read();
    assert_eq!(content.tables.len(), 1);
    assert_eq!(shorts(&content), ["C108"]);
    let said = &content.diagnostics[0];
    assert_eq!(said.severity, Severity::Note);
    assert_eq!(said.title.zh, "6 个文件没有读");
    assert!(said.why.zh.contains("通话 (1).csv"), "{}", said.why.zh);
}

#[test]
fn files_of_other_kinds_are_said_or_kept() {
    let content = Site::new()
        .with("months/2026-10/a.xlsb", "x")
        .with("site.yml", "a: 1\n")
        .with("site.yaml", "a: 1\n")
        .with("pages/关于.md", "# 关于\r\n")
        .read();
    assert_eq!(
        shorts(&content),
        [
            "C104 content/months/2026-10/a.xlsb",
            "C105 content/site.yaml"
        ]
    );
    assert_eq!(content.texts["content/pages/关于.md"].text, "# 关于\n");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(shorts(&meritbook::content::read(empty.path())), ["C101"]);
}

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_a_table_a_sheet() {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let percent = Format::new().set_num_format("0%");
    let length = Format::new().set_num_format("[h]:mm:ss");
    let sheet = book.add_worksheet().set_name("销售").unwrap();
    for (column, heading) in ["工号", "签约日", "时间", "金额", "率", "有效", "时长"]
        .iter()
        .enumerate()
    {
        sheet.write(1, column as u16, *heading).unwrap();
    }
    sheet.write(3, 0, "0007").unwrap();
    let date = ExcelDateTime::from_ymd(2026, 7, 1).unwrap();
    sheet.write_with_format(3, 1, &date, &day).unwrap();
    let time = ExcelDateTime::from_ymd(2026, 7, 1)
        .unwrap()
        .and_hms(16, 5, 0)
        .unwrap();
    sheet.write_with_format(3, 2, &time, &moment).unwrap();
    sheet.write(3, 3, 0.1 + 0.2).unwrap();
    sheet.write_with_format(3, 4, 0.12, &percent).unwrap();
    sheet.write(3, 5, true).unwrap();
    sheet.write_with_format(3, 6, 1.0625, &length).unwrap();
    sheet.write(4, 0, 8).unwrap();
    sheet
        .write_formula(4, 3, Formula::new("=D4*2").set_result("0.6"))
        .unwrap();
    let second = book.add_worksheet().set_name("质检").unwrap();
    second.write(0, 0, "工号").unwrap();
    second.write(0, 1, "差错").unwrap();
    book.add_worksheet().set_name("空表").unwrap();
    let content = Site::new()
        .with("months/2026-10/数据.xlsx", saved(book))
        .read();
    assert_eq!(shorts(&content), [""; 0]);
    let [sales, checks] = &content.tables[..] else {
        panic!("{} tables", content.tables.len())
    };
    assert_eq!(
        (sales.name.as_ref(), checks.name.as_ref()),
        ("销售", "质检")
    );
    assert_eq!(
        shown(sales),
        [
            "2 工号|签约日|时间|金额|率|有效|时长",
            "4 0007|2026-07-01|2026-07-01 16:05:00|0.3|0.12|TRUE|25:30:00",
            "5 8|||0.6|||",
        ]
    );
    assert_eq!(
        sales.cell_place(&sales.rows[0], 3).to_string(),
        "content/months/2026-10/数据.xlsx 销售!D4"
    );
}

#[test]
fn a_workbook_of_one_sheet_goes_by_its_file() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "工号").unwrap();
    sheet.write(1, 0, "0007").unwrap();
    book.add_worksheet();
    let content = Site::new()
        .with("months/2026-10/签约.xlsx", saved(book))
        .read();
    assert_eq!(only(&content).name.as_ref(), "签约");
}

#[test]
fn cells_of_a_workbook_that_hold_no_data_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("一").unwrap();
    sheet
        .merge_range(0, 0, 0, 1, "标题", &Format::new())
        .unwrap();
    sheet.write(1, 0, "工号").unwrap();
    sheet.write(1, 1, "金额").unwrap();
    sheet
        .merge_range(2, 0, 4, 0, "0001", &Format::new())
        .unwrap();
    sheet
        .write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write(3, 1, 1_234_567_890_123_456_789.0).unwrap();
    let content = Site::new().with("tables/a.xlsx", saved(book)).read();
    assert_eq!(
        shorts(&content),
        [
            "C154 content/tables/a.xlsx 一!B3",
            "C156 content/tables/a.xlsx 一!B4",
            "C155 content/tables/a.xlsx 一!A3",
            "C158",
        ]
    );
}

#[test]
fn hostile_workbooks_end_in_a_message() {
    for (bytes, code) in [
        (b"no workbook".to_vec(), "C151"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(),
            "C151",
        ),
        (saved(Workbook::new())[..700].to_vec(), "C151"),
        (saved(Workbook::new()), "C141"),
    ] {
        let content = Site::new().with("tables/a.xlsx", bytes).read();
        assert_eq!(shorts(&content), [format!("{code} content/tables/a.xlsx")]);
        assert!(content.unreadable.contains("content/tables/a.xlsx"));
    }
    let mut far = Workbook::new();
    let sheet = far.add_worksheet().set_name("一").unwrap();
    sheet.write(0, 0, "工号").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let content = Site::new().with("tables/a.xlsx", saved(far)).read();
    assert_eq!(shorts(&content), ["C149 content/tables/a.xlsx 一!A1"]);
}

#[cfg(unix)]
#[test]
fn folders_in_a_circle_are_told() {
    let site = Site::new().with("pages/a.md", "x");
    let content = site.path().join("content");
    std::os::unix::fs::symlink(&content, content.join("pages/again")).unwrap();
    assert_eq!(shorts(&site.read()), ["C102 content/pages/again"]);
}

#[test]
fn files_beyond_the_bounds_are_told() {
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    bomb.start_file("xl/sharedStrings.xml", options).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..410 {
        std::io::Write::write_all(&mut bomb, &zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    let content = Site::new()
        .with("tables/a.xlsx", bomb)
        .with("pages/long.md", vec![b'x'; (32 << 20) + 1])
        .read();
    assert_eq!(
        shorts(&content),
        ["C103 content/pages/long.md", "C153 content/tables/a.xlsx"]
    );
}
