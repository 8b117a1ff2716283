//! What is tried with input that somebody, or a machine, made up: one body a reader. The targets
//! for libFuzzer (`targets/`) and the run with a fixed seed (`tests/suite/fuzz.rs`) share them.
//!
//! A body is a small site with a place for the input. It holds where the program comes to an end,
//! by results or by messages, and each message can be shown in both languages.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use meritbook::diagnostic::{Diagnostic, Language, render};
use meritbook::{content, data, formula};

/// One reader under test.
pub struct Body {
    /// Its name, and the target's.
    pub name: &'static str,
    /// The file that holds the input, from the site's folder.
    pub path: &'static str,
    /// How far the program goes.
    far: Far,
}

/// How far the program goes with an input.
enum Far {
    /// Files are read and understood as data.
    Data,
    /// The same, the input being a workbook, or the XML of its only sheet.
    Workbook,
    /// Everything is worked out.
    Results,
    /// The input is a formula: it is read, put into words, and worked out in a policy.
    Formula,
}

/// All of them.
pub const BODIES: &[Body] = &[
    Body {
        name: "csv",
        path: "content/months/2026-10/通话.csv",
        far: Far::Data,
    },
    Body {
        name: "events",
        path: "content/months/2026-10/events/通话.csv",
        far: Far::Results,
    },
    Body {
        name: "policy",
        path: "content/policies/p/2026-10.yml",
        far: Far::Results,
    },
    Body {
        name: "formula",
        path: "content/policies/p/2026-10.yml",
        far: Far::Formula,
    },
    Body {
        name: "workbook",
        path: "content/months/2026-10/通话.xlsx",
        far: Far::Workbook,
    },
    Body {
        name: "roster",
        path: "content/people/roster.csv",
        far: Far::Data,
    },
];

/// How many bytes of an input are looked at; time and memory are bounded for inputs of this size.
pub const LONGEST: usize = 64 << 10;

const SITE: &[(&str, &str)] = &[
    ("content/site.yml", "title: 绩效\n"),
    (
        "content/people/roster.csv",
        "工号,姓名,团队,岗位,入职日期\n0001,张三,一组,专员,2024-03-01\n0002,李四,一组,专员,2025-01-01\n0003,王五,二组,组长,2026-10-09\n",
    ),
    (
        "content/people/moves.csv",
        "生效日期,工号,团队\n2026-10-05,0001,二组\n",
    ),
    (
        "content/months/2026-10/通话.csv",
        "工号,时间,秒数,接通,方向\n0001,2026-10-01 09:00,90,是,呼出\n0002,2026-10-08 19:30,\"1,200\",否,呼入\n",
    ),
    (
        "content/months/2026-10/目标.csv",
        "工号,回款额\n0001,50000\n0002,60000\n",
    ),
    (
        "content/policies/p/2026-10.yml",
        "policy: p\nversion: {from: 2026-10}\nscorecard:\n  有效: {weight: 60, value: count(通话 where 秒数 >= 60 and 方向 == '呼出'), target: 目标.回款额}\n  时长: {weight: 40, value: sum(通话.秒数 where 接通), target: 100}\n",
    ),
];

impl Body {
    /// Lays out the site that the input is put into.
    pub fn lay_out(&self, folder: &Path) {
        for (path, text) in SITE {
            let same_table = self.path.contains("通话") && path.contains("通话");
            if *path != self.path && !same_table {
                put(folder, path, text.as_bytes());
            }
        }
    }

    /// Tries one input in the site; panics where the program would go down.
    pub fn try_one(&self, folder: &Path, bytes: &[u8]) {
        let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
        let said = match self.far {
            Far::Results => {
                put(folder, self.path, bytes);
                meritbook::assess(folder).diagnostics
            }
            Far::Data => {
                put(folder, self.path, bytes);
                understood(folder)
            }
            // An archive, or an old XLS.
            Far::Workbook if bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF") => {
                put(folder, self.path, bytes);
                understood(folder)
            }
            Far::Workbook => {
                put(folder, self.path, &workbook(bytes));
                understood(folder)
            }
            Far::Formula => {
                let text = String::from_utf8_lossy(bytes);
                let mut said = match formula::parse(&text, &meritbook::value::Place::nowhere()) {
                    Ok(expr) => {
                        formula::in_words(&expr);
                        Vec::new()
                    }
                    Err(said) => said,
                };
                put(folder, self.path, policy(&text).as_bytes());
                said.extend(meritbook::assess(folder).diagnostics);
                said
            }
        };
        for message in said.iter().take(50) {
            render(message, Language::Chinese, true);
            render(message, Language::English, false);
        }
    }
}

fn understood(folder: &Path) -> Vec<Diagnostic> {
    let content = content::read(folder);
    let (_, mut said) = data::understand(&content);
    said.extend(content.diagnostics);
    said
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}

/// A policy with a formula as the value of its only item, in double quotes.
fn policy(formula: &str) -> String {
    let mut quoted = String::new();
    for c in formula.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    format!(
        "policy: p\nversion: {{from: 2026-10}}\nparameters:\n  线: {{name: 线, value: 60}}\nmetrics:\n  别的: count(通话 where 接通)\nscorecard:\n  项: {{weight: 100, value: \"{quoted}\", target: 线}}\n"
    )
}

const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STRINGS: &str = "<sst><si><t>工号</t></si><si><t>秒数</t></si><si><t>0001</t></si></sst>";

/// A workbook whose only sheet is some XML.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).expect("a new entry");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}
