//! Files as people have them → documents and tables, with the right place for every mistake.

use std::fs;
use std::path::Path;

use meritbook::content::{self, Content, Node, NodeKind};
use meritbook::diagnostic::{Diagnostic, Language};

/// A site in a folder of its own, removed when it goes.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(site.path().join("content")).unwrap();
        site
    }

    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let full = self.path().join("content").join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn read(&self) -> Content {
        content::read(self.path())
    }
}

/// Shows a diagnostic in short: `C111 content/a.yml:2:4`.
pub(crate) fn short(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map(ToString::to_string);
    format!("{} {}", diagnostic.code, place.unwrap_or_default())
        .trim()
        .to_owned()
}

pub(crate) fn shorts(content: &Content) -> Vec<String> {
    content.diagnostics.iter().map(short).collect()
}

/// The mistakes of one YAML document, each as `C111 2:4`.
fn of_yaml(text: &str) -> Vec<String> {
    let content = Site::new().with("a.yml", text).read();
    for diagnostic in &content.diagnostics {
        for language in [Language::Chinese, Language::English] {
            assert!(!diagnostic.title.get(language).is_empty());
            assert!(!diagnostic.help.get(language).is_empty());
        }
    }
    shorts(&content)
        .iter()
        .map(|s| s.replace("content/a.yml:", ""))
        .collect()
}

fn tree(text: &str) -> Node {
    let content = Site::new().with("a.yml", text).read();
    assert!(content.diagnostics.is_empty(), "{:?}", shorts(&content));
    content.document("content/a").unwrap().root.clone()
}

/// Finds the value below keys.
fn at<'a>(node: &'a Node, keys: &[&str]) -> &'a Node {
    keys.iter().fold(node, |node, key| match &node.kind {
        NodeKind::Mapping(entries) => entries
            .iter()
            .find(|(k, _)| matches!(&k.kind, NodeKind::Scalar { text, .. } if text == key))
            .map(|(_, v)| v)
            .unwrap(),
        other => panic!("{key}: {other:?}"),
    })
}

fn text(node: &Node) -> (&str, bool) {
    match &node.kind {
        NodeKind::Scalar { text, quoted } => (text, *quoted),
        other => panic!("{other:?}"),
    }
}

#[test]
fn slips_of_the_pen_are_named_where_they_stand() {
    for (written, expected) in [
        // Full-width colons, wherever they hide.
        ("policy：a\nscorecard:\n  x: 1\n", "C111 1:7"),
        ("policy: a\nversion：{from: 2026-11}\n", "C111 2:8"),
        (
            "policy: a\nversion：{from: 2026-11, b: 3}\nx: 1\n",
            "C111 2:8",
        ),
        ("a:\n  b：3\n  c: 3\n", "C111 2:4"),
        ("a:\n  b: 3\n  c：3\n  d: 3\n", "C111 3:4"),
        ("a:\n  b：3\n", "C111 2:4"),
        ("a: {权重：60, c: 1}\n", "C111 1:7"),
        ("a：1\nb：2\n", "C111 1:2"),
        ("- title: x\n- title：y\n", "C111 2:8"),
        ("- title：质检\n  text: x\n", "C111 1:8"),
        ("'a'：1\nb: 2\n", "C111 1:4"),
        // No space after the colon.
        ("a: 1\nb:2\nc: 3\n", "C112 2:2"),
        ("a:\n  权重:60\n", "C112 2:5"),
        ("a: {b:3, c: 4}\n", "C112 1:6"),
        ("version:{from: 2026-11}\n", "C112 1:8"),
        ("a:1\nb:2\n", "C112 1:2"),
        // Full-width commas.
        ("a: {b: 3，c: 4}\n", "C113 1:9"),
        ("a: {b: 3，c：4}\n", "C113 1:9"),
        ("a: [b，c]\n", "C113 1:6"),
        ("a: ['b'，'c']\n", "C113 1:8"),
        // White space.
        ("a:\n\tb: 3\n", "C114 2:1"),
        ("a:\n  b: 3\n\tc: 4\n", "C114 3:1"),
        ("　　a: 1\n", "C115 1:1"),
        ("a:\n　　b: 1\n", "C115 2:1"),
        // Quotes.
        ("a: \"abc\nb: \"def\"\nc: 1\n", "C116 1:4"),
        ("a: 'abc\nb: 1\n", "C116 1:4"),
        ("a: x\n\"b: 3\n", "C116 2:1"),
        ("a: \"x\" == 'D'\n", "C117 1:4"),
        ("a: \"\\q\"\n", "C124 1:4"),
        // Brackets.
        ("a: {b: 1\nc: 2\nd: 3\n", "C118 1:4"),
        ("a: [b, c\nd: 3\n", "C118 1:4"),
        ("a: {b: 1]\n", "C118 1:4"),
        ("a: {b: {c: 1}\nd: 4\n", "C118 1:4"),
        ("a: {b: 1", "C118 1:4"),
        ("c: {d: 1}}\n", "C119 1:10"),
        ("a: }\n", "C119 1:4"),
        // Lines.
        ("a: 说明: 这里\nb: 1\n", "C120 1:4"),
        ("a: {b: c: d}\n", "C120 1:8"),
        ("a:\n  b: 1\n   c: 2\n", "C121 3:4"),
        ("a:\n  b: 1\n c: 2\n", "C121 3:2"),
        ("a: 1\n  b: 2\n", "C121 2:3"),
        ("a: x\nb\nc: 1\n", "C122 2:1"),
        ("a: `M 01` * 2\n", "C123 1:4"),
        ("a: @x\n", "C123 1:4"),
        ("a:\n  b: -\n  c: 1\n", "C123 2:6"),
        ("a: -\nb: 1\n", "C123 1:4"),
        ("a: {b: -, c: 1}\n", "C123 1:8"),
        ("a: *x\n", "C123 1:4"),
        ("a: >= 5\n", "C123 1:4"),
        // The document as a whole.
        ("a: 1\nb: {c: 1}\na: 2\n", "C125 3:1"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "C126 3:3"),
        ("? [a]\n: b\n", "C127 1:3"),
        ("a: {[b]: c}\n", "C127 1:5"),
        ("a: !x y\n", "C128 1:4"),
        ("a: 1\n---\nb: 2\n", "C131 2:1"),
    ] {
        assert_eq!(of_yaml(written), [expected], "{written:?}");
    }
}

#[test]
fn what_only_looks_like_a_slip_is_let_through() {
    for written in [
        "time: 12:30\nurl: https://example.com/a\n",
        "text: 注意：这里不是关键字\n",
        "text: |\n  注意：这里也不是\n  weight:60\n\n  \tx\n",
        "text: >\n  说明：折行\n  继续\n",
        "'含：冒号': 1\n\"b:c\": 2\n",
        "list:\n  - 奖品：手机\n  - 奖品：电脑\n",
        "given: {policy::total: 5, 注: 今天，明天}\n",
        "in_force: [a, 'b，c']\n",
        "a: \"b: c\"\n",
        "# 注释：随便写\na: 1 # 说明:没有空格\n",
        "path: C:\\temp\n",
        "a: &x {b: 1}\nc: *x\n",
    ] {
        assert_eq!(of_yaml(written), [""; 0], "{written:?}");
    }
}

#[test]
fn all_duplicates_are_listed() {
    assert_eq!(
        of_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n"),
        ["C125 2:1", "C125 3:11", "C125 4:1"]
    );
}

#[test]
fn scalars_keep_their_text_quotes_and_places() {
    let written = "版本: 1.10\nid: '0007'\n空:\n波浪: ~\n'null': null\nblock: |\n  一\n  二\nlong: \"a\\tb\"\n折: 很\n  长\n";
    let root = tree(written);
    for (key, expected, quoted, shown) in [
        ("版本", "1.10", false, "1.10"),
        ("id", "0007", true, "0007"),
        ("block", "一\n二\n", true, "一\n  二"),
        ("long", "a\tb", true, "\"a\\tb\""),
        ("折", "很 长", false, "很\n  长"),
    ] {
        let node = at(&root, &[key]);
        assert_eq!(text(node), (expected, quoted));
        assert_eq!(excerpt(node), shown);
    }
    for key in ["空", "波浪", "null"] {
        assert!(matches!(at(&root, &[key]).kind, NodeKind::Null), "{key}");
    }
}

fn excerpt(node: &Node) -> &str {
    let meritbook::value::At::Span { start, end } = node.place.at else {
        panic!("{:?}", node.place.at)
    };
    &node.place.source.text[start..end]
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_with_windows_line_ends() {
    let content = Site::new()
        .with("a.yml", "\u{feff}题: 一\r\n内: {权: 60}\r\n")
        .read();
    let root = &content.document("content/a").unwrap().root;
    let node = at(root, &["内", "权"]);
    assert_eq!(node.place.to_string(), "content/a.yml:2:8");
}

#[test]
fn an_alias_shows_the_place_where_its_content_is_defined() {
    let root = tree("a: &x {b: 1}\nc: *x\n");
    assert_eq!(
        at(&root, &["c", "b"]).place.to_string(),
        "content/a.yml:1:11"
    );
}

#[test]
fn hostile_documents_end_in_a_message() {
    let deep = "[".repeat(100_000);
    assert_eq!(of_yaml(&format!("a: {deep}")), ["C129 1:69"]);
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    let found = of_yaml(&bomb);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("C130"), "{found:?}");
    let mut chain = String::from("a0: &a0 [x]\n");
    for level in 1..200 {
        chain.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(of_yaml(&chain)[0].starts_with("C129"));
    assert_eq!(of_yaml("a: &x [*x]\n").len(), 1);
    for odd in [
        "\u{1}",
        "a: \u{7}b\n",
        "%YAML 9.9\n---\na: 1\n",
        "- - - -\n",
        "{",
        "]",
        "'",
        "&",
        "*",
        "!",
        "|",
        ">",
        "?",
        ":",
        "- :",
        "---",
        "...",
        "%",
    ] {
        let found = of_yaml(odd);
        assert!(found.len() <= 1, "{odd:?}: {found:?}");
    }
}

#[test]
fn one_broken_file_does_not_hide_another() {
    let content = Site::new()
        .with("a.yml", "a: [\n")
        .with("b.yaml", "a: {b:1}\n")
        .with("c.yml", "a: 1\n")
        .read();
    assert_eq!(
        shorts(&content),
        ["C118 content/a.yml:1:4", "C112 content/b.yaml:1:6"]
    );
    assert!(content.document("content/c").is_some());
    assert!(content.unreadable.contains("content/a.yml"));
    assert!(content.is_broken_below("content/"));
}
