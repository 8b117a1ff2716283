//! Files as programs save them: the same content in another encoding means the same, and a table
//! of headings alone says that nothing happened.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::common::{meritbook, temporary};

const POLICY: &str = "\
制度: 外呼考核
版本: {执行起: 2026-10}
考核表:
  呼出: {权重: 100, 取值: count(通话 where 秒数 >= 60), 目标: 2}
";

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Returns the results of October of a site with a policy and calls, as they are saved.
fn results(policy: &[u8], calls: &[u8]) -> Json {
    let folder = temporary();
    write(
        folder.path(),
        "site.yml",
        "title: 绩效\npeople: all\n".as_bytes(),
    );
    write(
        folder.path(),
        "people/roster.csv",
        "工号,姓名\n0001,张三\n".as_bytes(),
    );
    write(folder.path(), "policies/calls.yml", policy);
    write(folder.path(), "months/2026-10/通话.csv", calls);
    let run = meritbook(folder.path(), &["build"]);
    assert_eq!(run.status, 0, "{}", run.said());
    let path = folder.path().join("public/data/2026-10.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A text in UTF-16 as Notepad saves it: a mark, then pairs of bytes.
fn utf16(text: &str, pair: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    text.encode_utf16().flat_map(pair).collect()
}

/// The total of the only person.
fn total(results: &Json) -> &Json {
    &results["policies"][0]["subjects"][0]["total"]["value"]
}

#[test]
fn policies_and_tables_may_be_saved_as_utf_16() {
    let calls = "工号,秒数\n0001,61\n0001,59\n";
    let plain = results(POLICY.as_bytes(), calls.as_bytes());
    assert_eq!(*total(&plain), "50.00", "{plain}");
    for pair in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(results(&utf16(POLICY, pair), &utf16(calls, pair)), plain);
    }
}

#[test]
fn headings_alone_say_that_nothing_happened() {
    let results = results(POLICY.as_bytes(), "工号,秒数\n".as_bytes());
    assert_eq!(*total(&results), "0.00", "{results}");
    assert_eq!(results["policies"][0]["missing"], Json::Array(Vec::new()));
}
