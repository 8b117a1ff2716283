//! The command's own words and exit statuses; a few, since each stage tests its own messages.

use std::fs;

use crate::common::{meritbook, meritbook_with, temporary};

#[test]
fn without_arguments_it_says_what_to_do_next() {
    let folder = temporary();
    let run = meritbook::<&str>(folder.path(), &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("这个文件夹里没有 content。"),
        "{}",
        run.out
    );
    assert!(run.out.lines().count() <= 24, "one screen");
    fs::create_dir(folder.path().join("content")).unwrap();
    let run = meritbook(folder.path(), &["--lang", "en"]);
    assert!(
        run.out.contains("See what they are:\n  meritbook check\n"),
        "{}",
        run.out
    );
    assert!(
        run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
}

/// Returns the commands that a text of help lists.
fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let words = lines.filter_map(|line| line.split_once("  ")?.0.split(' ').next());
    let verb = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let words = words.filter(|word| !word.is_empty() && !word.starts_with('-'));
    words.filter(verb).map(str::to_owned).collect()
}

/// No verb, and no verb below another one, answers in the words of a program library.
#[test]
fn every_verb_and_what_is_below_it_is_explained_in_both_languages() {
    let folder = temporary();
    for (language, usage) in [("zh-CN", "用法："), ("en", "Usage: ")] {
        let help = |words: &[&str]| {
            let words = [&["--lang", language], words].concat();
            let run = meritbook(folder.path(), &words);
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{words:?}");
            let common = if language == "en" {
                "For all commands:"
            } else {
                "各命令通用："
            };
            assert!(run.out.contains(common), "{words:?}: {}", run.out);
            assert!(!run.out.contains("Options:\n"), "{words:?}: {}", run.out);
            run.out
        };
        let verbs = listed(&help(&["--help"]));
        assert!(
            verbs.len() > 15 && verbs.iter().any(|v| v == "appeal"),
            "{verbs:?}"
        );
        for verb in verbs.iter().filter(|verb| *verb != "help") {
            let text = help(&[verb, "--help"]);
            assert!(
                text.contains(&format!("{usage}meritbook {verb} ")),
                "{text}"
            );
            assert_eq!(help(&["help", verb]), text);
        }
        let below = listed(&help(&["appeal", "--help"]));
        assert_eq!(below, ["add", "decide", "list", "import"]);
        for verb in &below {
            let text = help(&["appeal", verb, "--help"]);
            let wanted = format!("{usage}meritbook appeal {verb} ");
            assert!(text.contains(&wanted), "{text}");
            assert_eq!(help(&["help", "appeal", verb]), text);
            assert_eq!(help(&["appeal", "help", verb]), text);
            let long = text.lines().find(|line| line.chars().count() > 120);
            assert_eq!(long, None);
        }
        assert_eq!(help(&["appeal", "help", "help"]), help(&["appeal", "-h"]));
        assert_eq!(help(&["help", "help"]), help(&["--help"]));
    }
}

#[test]
fn help_is_there_for_every_verb() {
    let folder = temporary();
    for language in ["zh-CN", "en"] {
        for words in [
            vec!["--help"],
            vec!["help", "check"],
            vec!["build", "-h"],
            vec!["explain", "--help"],
            vec!["help", "schema"],
        ] {
            let words = [vec!["--lang", language], words].concat();
            let run = meritbook(folder.path(), &words);
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{words:?}");
            assert!(run.out.contains("--site"), "{}", run.out);
            assert_eq!(
                run.out.contains("用法："),
                language == "zh-CN",
                "{}",
                run.out
            );
        }
    }
    let version = meritbook(folder.path(), &["--version"]);
    assert_eq!(
        version.out,
        format!("meritbook {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_verb_that_is_not_there_is_told() {
    let folder = temporary();
    let run = meritbook(folder.path(), &["--lang", "en", "bild"]);
    let expected = "\
error[K101]: there is no command “bild”
  = help: Did you mean “build”? meritbook --help lists the commands; a command with --help shows how it is used.

";
    assert_eq!(
        (run.status, run.out.as_str(), run.err.as_str()),
        (1, "", expected)
    );
}

#[test]
fn the_locale_speaks_where_nobody_else_does() {
    let folder = temporary();
    let said =
        |environment: &[(&str, &str)]| meritbook_with(folder.path(), &["chek"], environment).err;
    assert!(said(&[]).starts_with("错误"), "Chinese is the default");
    assert!(said(&[("LANG", "en_GB.UTF-8")]).starts_with("error"));
    assert!(said(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")]).starts_with("错误"));
    assert!(said(&[("LC_ALL", ""), ("LANG", "en")]).starts_with("error"));
    assert!(said(&[("LANG", "fr_FR")]).starts_with("错误"));
}

#[test]
fn messages_for_programs_are_json_without_colour() {
    let folder = temporary();
    let run = meritbook(folder.path(), &["check", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(list["format"], "meritbook/check/v1");
    assert_eq!(
        list["errors"].as_u64().is_some_and(|errors| errors > 0),
        run.status == 1
    );
    assert_eq!(run.err, "");
    let run = meritbook(folder.path(), &["check"]);
    assert!(
        !run.out.contains('\u{1b}'),
        "no colour where nobody watches"
    );
}

#[test]
fn what_is_certain_is_put_right_and_shown() {
    let folder = temporary();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("people")).unwrap();
    fs::write(content.join("site.yml"), "title：绩效公示\r\n").unwrap();
    fs::write(
        content.join("people/roster.csv"),
        "工号,姓名,团队,岗位\n1,周岚,一组,专员\n",
    )
    .unwrap();
    let policy = "policy: 月度考核\nversion: {from: 2026-11，document：A-1}\nscorecard:\n  \
                  质检:\n    weight:100\n    value：count(质检)\n    start: 100\n    less：{each: 5}\n";
    fs::create_dir_all(content.join("policies")).unwrap();
    let path = content.join("policies/monthly.yml");
    fs::write(&path, policy).unwrap();
    let run = meritbook(folder.path(), &["check", "--fix"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let shown = "\
已改正 5 行：

content/policies/monthly.yml:2
  - version: {from: 2026-11，document：A-1}
  + version: {from: 2026-11, document: A-1}

content/policies/monthly.yml:5
  -     weight:100
  +     weight: 100

content/policies/monthly.yml:6
  -     value：count(质检)
  +     value: count(质检)

content/policies/monthly.yml:8
  -     less：{each: 5}
  +     less: {each: 5}

content/site.yml:1
  - title：绩效公示
  + title: 绩效公示
";
    assert!(run.out.starts_with(shown), "{}", run.out);
    assert_eq!(
        fs::read_to_string(content.join("site.yml")).unwrap(),
        "title: 绩效公示\r\n",
        "line ends stay"
    );
    let again = meritbook(folder.path(), &["check", "--fix", "--lang", "en"]);
    assert!(
        again
            .out
            .starts_with("There is nothing that can be put right by itself.\n"),
        "{}",
        again.out
    );
}
