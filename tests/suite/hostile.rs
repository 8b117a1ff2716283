//! Files made to exhaust: each ends in its message within two seconds and 512 MB.

use std::fmt::Write as _;
use std::io::{Read as _, Seek as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::reading::Site;

/// The most time that the processor works for one file, whatever else runs beside it; a program
/// that is not optimised takes about ten times as long.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// The most memory, in KiB.
const MOST_MEMORY: u64 = 512 << 10;

/// Checks a site with one file in it, in a process of its own; tells what it says.
fn check(path: &str, bytes: &[u8]) -> String {
    let site = Site::new()
        .with("site.yml", "title: x\norganisation: x\n")
        .with("people/roster.csv", "工号,姓名\n0001,张三\n")
        .with(path, bytes);
    // A pipe that nobody reads yet would hold up who says much.
    let mut said = tempfile::tempfile().unwrap();
    let begun = Instant::now();
    // The system holds the bound as well; more address space is set aside than is ever used.
    let mut process = Command::new("sh")
        .args(["-c", "ulimit -v 1048576 && exec \"$@\"", "sh"])
        .args([env!("CARGO_BIN_EXE_meritbook"), "--lang", "en", "check"])
        .current_dir(site.path())
        .stdout(Stdio::from(said.try_clone().unwrap()))
        .stderr(Stdio::from(said.try_clone().unwrap()))
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", process.id());
    let times = format!("/proc/{}/stat", process.id());
    let (mut most, mut took) = (0, Duration::ZERO);
    while process.try_wait().unwrap().is_none() {
        most = most.max(peak(&status));
        took = took.max(worked(&times));
        assert!(
            begun.elapsed() < MOST_TIME * 10,
            "{path}: still running after {:?}",
            begun.elapsed()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let status = process.wait().unwrap();
    let mut bytes = Vec::new();
    said.rewind().unwrap();
    said.read_to_end(&mut bytes).unwrap();
    let said = String::from_utf8_lossy(&bytes).into_owned();
    assert_eq!(status.code(), Some(1), "{path}: {said}");
    assert!(!said.contains("panicked"), "{path}: {said}");
    assert!(most < MOST_MEMORY, "{path}: {most} KiB");
    assert!(took < MOST_TIME, "{path}: {took:?}");
    said
}

/// Returns the most memory that a process has had so far, in KiB; 0 where the system does not say.
fn peak(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// Returns for how long the processor has worked for a process, in hundredths of a second as Linux
/// counts; nothing where the system does not say.
fn worked(times: &str) -> Duration {
    let text = std::fs::read_to_string(times).unwrap_or_default();
    // The name in brackets may hold anything; user and system time are the 12th and 13th after it.
    let rest = text.rsplit(')').next().unwrap_or("");
    let of = |index| rest.split_whitespace().nth(index)?.parse::<u64>().ok();
    let ticks = of(11).unwrap_or(0) + of(12).unwrap_or(0);
    Duration::from_millis(ticks * 10)
}

/// Writes what is inside a file of an archive.
type Filling<'a> = &'a dyn Fn(&mut dyn std::io::Write);

fn packed(files: &[(&str, Filling<'_>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, fill) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        fill(&mut archive);
    }
    archive.finish().unwrap().into_inner()
}

fn text(text: &'static str) -> impl Fn(&mut dyn std::io::Write) {
    move |out| out.write_all(text.as_bytes()).unwrap()
}

const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

fn workbook(
    strings: &dyn Fn(&mut dyn std::io::Write),
    sheet: &dyn Fn(&mut dyn std::io::Write),
) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", &text(TYPES)),
        ("xl/workbook.xml", &text(BOOK)),
        ("xl/_rels/workbook.xml.rels", &text(LINKS)),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn repeated(piece: &str, times: usize) -> impl Fn(&mut dyn std::io::Write) + use<> {
    let block = piece.repeat(1000);
    move |out| {
        for _ in 0..times / 1000 {
            out.write_all(block.as_bytes()).unwrap();
        }
    }
}

const MONTH: &str = "months/2026-10";

#[test]
fn workbooks_that_unpack_without_end() {
    let zeros = repeated(&"\0".repeat(1000), 430_000);
    for name in ["xl/media/a.png", "xl/sharedStrings.xml", "content.xml"] {
        let bomb = packed(&[(name, &zeros)]);
        assert!(bomb.len() < 2 << 20);
        let said = check(&format!("{MONTH}/a.xlsx"), &bomb);
        assert!(said.contains("[C153]"), "{said}");
    }
}

#[test]
fn workbooks_of_countless_strings() {
    let none = text("<worksheet/>");
    for piece in ["<si/>", "<si><t>a</t></si>"] {
        let book = workbook(&repeated(piece, 20_000_000), &none);
        let said = check(&format!("{MONTH}/a.xlsx"), &book);
        assert!(said.contains("[C153]"), "{said}");
    }
}

#[test]
fn sheets_of_a_million_columns() {
    let none = text("<sst/>");
    let far = text(
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="BDWGN1"><v>1</v></c></row></sheetData></worksheet>"#,
    );
    let said = check(&format!("{MONTH}/a.xlsx"), &workbook(&none, &far));
    assert!(said.contains("[C149]") || said.contains("[C151]"), "{said}");
    let mut header = String::new();
    for column in 0..1_000_000 {
        write!(header, "c{column},").unwrap();
    }
    let said = check(&format!("{MONTH}/a.csv"), header.as_bytes());
    assert!(said.contains("[C149]"), "{said}");
    let said = check(&format!("{MONTH}/a.csv"), ",".repeat(60 << 20).as_bytes());
    assert!(said.contains("[C149]"), "{said}");
    let mut object = String::from("{");
    for column in 0..1_000_000 {
        write!(object, "\"c{column}\":1,").unwrap();
    }
    object.push_str("\"z\":1}");
    let said = check(&format!("{MONTH}/a.jsonl"), object.as_bytes());
    assert!(said.contains("[C164]"), "{said}");
    let mut rows = String::new();
    for row in 0..100_000 {
        writeln!(rows, "- {{c{row}: 1}}").unwrap();
    }
    let said = check(&format!("{MONTH}/a.yml"), rows.as_bytes());
    assert!(said.contains("[C149]"), "{said}");
}

#[test]
fn sheets_that_repeat_without_end() {
    let space = "urn:oasis:names:tc:opendocument:xmlns:";
    for (rows, columns) in [
        (1_048_576_u64, 1_500_u64),
        (4_000_000_000, 2),
        (1, 4_000_000_000),
    ] {
        let content = format!(
            r#"<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
        );
        let fill = move |out: &mut dyn std::io::Write| out.write_all(content.as_bytes()).unwrap();
        let book = packed(&[
            (
                "mimetype",
                &text("application/vnd.oasis.opendocument.spreadsheet"),
            ),
            ("content.xml", &fill),
        ]);
        let said = check(&format!("{MONTH}/a.ods"), &book);
        assert!(said.contains("[C149]"), "{said}");
    }
}

#[test]
fn elements_lists_and_objects_within_each_other() {
    let deep = repeated("<a>", 1_000_000);
    let book = packed(&[
        (
            "mimetype",
            &text("application/vnd.oasis.opendocument.spreadsheet"),
        ),
        ("content.xml", &deep),
    ]);
    let said = check(&format!("{MONTH}/a.ods"), &book);
    assert!(said.contains("[C151]"), "{said}");
    let said = check("sources.yml", "[".repeat(1_000_000).as_bytes());
    assert!(said.contains("[C129]"), "{said}");
    let mut lines = String::from("{\"a\":");
    lines.push_str(&"[".repeat(1_000_000));
    let said = check(&format!("{MONTH}/a.jsonl"), lines.as_bytes());
    assert!(said.contains("[C164]"), "{said}");
}

#[test]
fn policies_of_countless_keys_and_endless_formulas() {
    let policy = |rest: &str| format!("policy: p\nversion: {{from: 2026-10}}\n{rest}");
    let mut keys = String::new();
    for key in 0..10_000 {
        writeln!(keys, "k{key}: 1").unwrap();
    }
    let said = check("policies/p.yml", policy(&keys).as_bytes());
    assert!(said.contains("9500 more are not listed"), "{said}");
    let item = |formula: &str| {
        let rest = format!("scorecard:\n  项: {{weight: 100, value: '{formula}'}}\n");
        check("policies/p.yml", policy(&rest).as_bytes())
    };
    item(&["1"; 100_000].join(" + "));
    item(&"(".repeat(100_000));
    item(&"9".repeat(1_000_000));
    item("1e999999999");
}

#[test]
fn figures_of_months_do_not_multiply() {
    let figures = |count: usize| {
        let of = vec!["m::总分"; count].join(", ");
        format!(
            "policy: q\nperiod: quarter\nversion: {{from: 2026-Q4}}\nmetrics:\n  低: {{from_months: {{of: [{of}], combine: min}}}}\nscorecard: {{项: {{weight: 100, value: 低}}}}\n"
        )
    };
    let said = check("policies/q/2026-Q4.yml", figures(2000).as_bytes());
    assert!(said.contains("[G121]"), "{said}");
    // No policy is called so, and that is all there is to say.
    let said = check("policies/q/2026-Q4.yml", figures(12).as_bytes());
    assert!(!said.contains("[G121]"), "{said}");
}

#[test]
fn lines_of_events_without_end() {
    let mut line = "工号,秒\n0001,".as_bytes().to_vec();
    line.resize(200 << 20, b'9');
    let said = check(&format!("{MONTH}/events/a.csv"), &line);
    assert!(said.contains("[C148]"), "{said}");
}

#[test]
fn aliases_that_multiply() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = format!("*a{}, ", level - 1).repeat(9);
        writeln!(
            bomb,
            "a{level}: &a{level} [{}]",
            aliases.trim_end_matches(", ")
        )
        .unwrap();
    }
    let said = check("policies/bomb.yml", bomb.as_bytes());
    assert!(said.contains("[C130]"), "{said}");
}

#[test]
fn cells_and_lines_without_end() {
    let mut open = b"a,b\n1,\"".to_vec();
    open.resize(60 << 20, b'x');
    let said = check(&format!("{MONTH}/a.csv"), &open);
    assert!(said.contains("[C148]"), "{said}");
    let rows = "1\n".repeat(3_200_000);
    let said = check(
        &format!("{MONTH}/b.csv"),
        format!("工号\n{rows}").as_bytes(),
    );
    assert!(said.contains("[C149]"), "{said}");
}

#[test]
fn long_and_deep_formulas_are_written_once() {
    let place = meritbook::value::Place::nowhere();
    let long = vec!["a"; 300].join(" + ");
    let deep = |sign: &str| {
        let open = "(".repeat(40);
        let rest: String = (0..40).map(|_| format!(" {sign} b)")).collect();
        format!("{open}a{rest}")
    };
    for formula in [
        long,
        deep("=="),
        deep("!="),
        deep("and"),
        deep("-"),
        deep(">"),
    ] {
        let Ok(expr) = meritbook::formula::parse(&formula, &place) else {
            continue;
        };
        let words = meritbook::formula::in_words(&expr);
        // Written twice at each level, this would not come to an end.
        assert!(words.zh.len() < 20 * formula.len(), "{}", words.zh);
    }
}
