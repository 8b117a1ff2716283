//! The library of ready policies: brought into golden cases, and sound by itself.
//!
//! `policies.txt` of a case lists files of `library/`, one a line; `fill.txt` gives their blank
//! parameters values, `policy parameter value` a line. `policy parameter old -> new` says another
//! value than the library's, for the other readings of a scheme.

use std::fs;
use std::path::Path;

use meritbook::assess;
use meritbook::diagnostic::{Diagnostic, Language, Severity, render};

use crate::common::{copy, files_below, folders_in, repository, temporary};
use crate::golden;

/// Returns a copy of a case with the policies it takes from the library; `None` where it takes none.
///
/// # Errors
/// A policy that is not there, and a line of `fill.txt` that fills nothing.
pub fn stocked(case: &Path) -> Result<Option<tempfile::TempDir>, String> {
    stocked_with(case, None)
}

/// As [`stocked`], with one policy's text replaced.
fn stocked_with(
    case: &Path,
    instead: Option<(&str, &str)>,
) -> Result<Option<tempfile::TempDir>, String> {
    let list = case.join("policies.txt");
    if !list.is_file() {
        return Ok(None);
    }
    let site = temporary();
    copy(&case.join("content"), &site.path().join("content"));
    let mut policies: Vec<(String, String)> = Vec::new();
    for path in lines(&list)? {
        let text = match instead {
            Some((replaced, text)) if replaced == path => text.to_owned(),
            _ => fs::read_to_string(repository("library").join(&path))
                .map_err(|error| format!("policies.txt: library/{path}: {error}"))?,
        };
        policies.push((path, text));
    }
    let fill = case.join("fill.txt");
    if fill.is_file() {
        for line in lines(&fill)? {
            filled(&mut policies, &line).map_err(|why| format!("fill.txt: {line}: {why}"))?;
        }
    }
    for (path, text) in policies {
        let target = site.path().join("content/policies").join(path);
        let folder = target.parent().ok_or("a policy has a folder")?;
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        fs::write(target, text).map_err(|error| error.to_string())?;
    }
    Ok(Some(site))
}

/// Returns the lines of a file without comments.
fn lines(path: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let lines = text.lines().map(str::trim);
    Ok(lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect())
}

fn filled(policies: &mut [(String, String)], line: &str) -> Result<(), String> {
    let mut words = line.splitn(3, char::is_whitespace);
    let (Some(policy), Some(name), Some(value)) = (words.next(), words.next(), words.next()) else {
        return Err("it wants a policy, a parameter and a value".to_owned());
    };
    let (old, new) = match value.split_once(" -> ") {
        Some((old, new)) => (old.trim(), new.trim()),
        None => ("", value.trim()),
    };
    let mut done = false;
    for (path, text) in policies.iter_mut() {
        let of_policy = path
            .split('/')
            .any(|part| part == policy || part.strip_suffix(".yml") == Some(policy));
        if of_policy {
            *text = put(text, name, old, new)?;
            // The policy's own examples are of its own reading.
            if !old.is_empty()
                && let Some(at) = text.find("\nexamples:")
            {
                text.truncate(at + 1);
            }
            done = true;
        }
    }
    if done {
        Ok(())
    } else {
        Err(format!("policies.txt lists no policy `{policy}`"))
    }
}

/// Puts a value in the place of another: `a.b` is the key `b` under the key `a`, `value` under a
/// parameter may be left out.
fn put(text: &str, name: &str, old: &str, new: &str) -> Result<String, String> {
    let mut start = 0;
    let mut end = text.len();
    for key in name.split('.') {
        (start, end) = under(text, (start, end), key).ok_or(format!("there is no `{key}`"))?;
    }
    if scalar(&text[start..end]).is_none() {
        (start, end) = under(text, (start, end), "value").ok_or("it has no `value`")?;
    }
    let found = scalar(&text[start..end]).ok_or("it holds no single value")?;
    if found.trim() != old {
        return Err(format!("it holds `{}`, not `{old}`", found.trim()));
    }
    let stop = start + found.len();
    Ok(format!("{} {new}{}", &text[..start], &text[stop..]))
}

/// Returns where the value of a key stands within a part of the text: from behind its colon to the
/// next line that is not deeper, or within braces to the end of the part.
fn under(text: &str, (from, to): (usize, usize), key: &str) -> Option<(usize, usize)> {
    let wanted = format!("{key}:");
    let mut at = from;
    while let Some(found) = text[at..to].find(&wanted) {
        let start = at + found;
        at = start + wanted.len();
        let before = text[..start].chars().next_back();
        let after = text[at..].chars().next();
        if !matches!(before, None | Some(' ' | '{' | '\n'))
            || !matches!(after, None | Some(' ' | '\n'))
        {
            continue;
        }
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let indent = start - line;
        if !text[line..start].trim().is_empty() {
            return Some((at, to.min(line_end(text, at))));
        }
        let mut end = line_end(text, at);
        while end < to {
            let next = line_end(text, end + 1);
            let deeper = text[end + 1..next].len() - text[end + 1..next].trim_start().len();
            if deeper <= indent && !text[end + 1..next].trim().is_empty() {
                break;
            }
            end = next;
        }
        return Some((at, end.min(to)));
    }
    None
}

fn line_end(text: &str, from: usize) -> usize {
    let from = from.min(text.len());
    text[from..].find('\n').map_or(text.len(), |end| from + end)
}

/// Returns the single value that a text begins with; `None` where a mapping or list begins.
fn scalar(text: &str) -> Option<&str> {
    let begin = text.len() - text.trim_start_matches(' ').len();
    if let Some(quote) = text[begin..]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))
    {
        let close = text[begin + 1..].find(quote)?;
        return Some(&text[..begin + close + 2]);
    }
    let stop = text.find([',', '}', '\n', '#']).unwrap_or(text.len());
    let value = &text[..stop];
    let block = value.trim().is_empty()
        && text[stop..].trim_start_matches('\n').contains(':')
        && text[stop..].starts_with('\n');
    (!block && !value.trim_start().starts_with(['{', '['])).then_some(value)
}

#[test]
fn blanks_are_filled_where_they_stand() {
    let text = "parameters:\n  甲: {name: 一, value: }\n  乙:\n  丙: {by: post, rows: {x: 1, y: }}\n  丁:\n    value: 3\n";
    let put = |name, old, new| put(text, name, old, new);
    assert!(put("甲", "", "5").is_ok_and(|t| t.contains("{name: 一, value: 5}")));
    assert!(put("丙.y", "", "2").is_ok_and(|t| t.contains("{x: 1, y: 2}")));
    assert!(put("丁", "3", "4").is_ok_and(|t| t.contains("value: 4")));
    assert!(put("丁", "", "4").is_err(), "what is filled stays as it is");
    assert!(
        put("戊", "", "4").is_err(),
        "what is not there cannot be filled"
    );
}

#[test]
fn the_library_is_sound_as_a_whole() {
    let policies = files_below(&repository("library"));
    let unnamed: Vec<&String> = policies
        .iter()
        .filter(|(_, text)| !String::from_utf8_lossy(text).contains("\nsource: "))
        .map(|(path, _)| path)
        .collect();
    assert!(unnamed.is_empty(), "no source is named by {unnamed:?}");
    let site = whole_library();
    let said = said_of(site.path());
    let said: Vec<String> = said
        .iter()
        .map(|d| render(d, Language::English, false))
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

/// What a policy of the library accepts, it would be warned of; and its reason says more than that.
#[test]
fn the_library_accepts_nothing_but_what_it_is_warned_of() {
    let site = whole_library();
    let policies = site.path().join("content/policies");
    let mut expected = Vec::new();
    for (path, bytes) in files_below(&policies) {
        let text = String::from_utf8(bytes).expect("a policy is UTF-8");
        let Some((rules, accepted)) = text.split_once("accept:") else {
            continue;
        };
        let mut without = accepted.to_owned();
        for (at, _) in accepted.match_indices(": ") {
            let code = accepted.get(at.saturating_sub(4)..at).unwrap_or("");
            if code.starts_with("P1") || code.starts_with("A1") {
                let reason = accepted[at + 2..].lines().next().unwrap_or("");
                assert!(reason.chars().count() >= 10, "{path}: {code}: {reason}");
                without = without.replace(&format!("{code}: "), &format!("X{code}: "));
                expected.push((format!("content/policies/{path}"), code.to_owned()));
            }
        }
        let text = format!("{rules}accept:{without}");
        fs::write(policies.join(&path), text).expect("a file can be written");
    }
    let mut warned: Vec<(String, String)> = said_of(site.path())
        .iter()
        .filter_map(|d| Some((d.place.as_ref()?.source.path.to_string(), d.code.to_owned())))
        .collect();
    warned.sort();
    warned.dedup();
    expected.sort();
    assert_eq!(warned, expected);
}

/// A site with every policy of the library, a roster with the attributes that they ask for, and the
/// warnings of employment law.
fn whole_library() -> tempfile::TempDir {
    let site = temporary();
    let content = site.path().join("content");
    copy(&repository("library"), &content.join("policies"));
    fs::create_dir_all(content.join("people")).expect("a folder can be made");
    let files = [
        (
            "site.yml",
            "title: 制度库\norganisation: 致远集团\nlanguage: zh-CN\ncompliance: cn\n",
        ),
        (
            "people/roster.csv",
            "工号,姓名,团队,岗位,职级,资历,转正\n0001,周岚,销售部,业务员,初级,新人,是\n",
        ),
    ];
    for (path, text) in files {
        fs::write(content.join(path), text).expect("a file can be written");
    }
    site
}

/// Errors and warnings of a site; what is only missing is left out.
fn said_of(site: &Path) -> Vec<Diagnostic> {
    let mut said = assess(site).diagnostics;
    said.retain(|d| matches!(d.severity, Severity::Error | Severity::Warning));
    said
}

/// What may change without any figure changing, each with the reason: file, the line's beginning.
const EQUIVALENT: &[(&str, &str, &str)] = &[
    (
        "置业/property-awards/2026-01.yml",
        "邀约达到日:",
        "0 stands for a day where nobody was invited: 0 groups are below the gate of 12, so it ranks nobody; \
         where equal ones split, any number that is the same for all ranks alike",
    ),
    (
        "置业/property-awards/2026-01.yml",
        "签约达到日:",
        "0 stands for a day where nothing was signed: 0 is below the gate of 5,000,000, and as a gain on a month \
         it is the same for all who signed nothing; where equal ones split, any number that is the same for all ranks alike",
    ),
    (
        "电话销售部/telesales-group/2024-01.yml",
        "提早下班:",
        "printed in a clause: leaving early is no figure",
    ),
    (
        "电话销售部/telesales-service-organisation/2024-01.yml",
        "部门编制:",
        "printed in a text without rules",
    ),
    (
        "电话销售部/telesales-service-organisation/2024-01.yml",
        "经理人数:",
        "printed in a text without rules",
    ),
    (
        "电话销售部/telesales-service-organisation/2024-01.yml",
        "组员人数:",
        "printed in a text without rules",
    ),
];

/// Changes every number of the library's rules, one at a time: some golden case has to fail.
/// `cargo test --test suite every_number -- --nocapture` names those that nothing notices.
#[test]
fn every_number_of_the_library_matters() {
    let cases = folders_in("tests/golden");
    let (mut tried, mut survived) = (0, Vec::new());
    for (path, bytes) in files_below(&repository("library")) {
        let text = String::from_utf8(bytes).expect("a policy is UTF-8");
        let using: Vec<&std::path::PathBuf> = cases
            .iter()
            .filter(|case| {
                let list = fs::read_to_string(case.join("policies.txt")).unwrap_or_default();
                list.lines().any(|line| line.trim() == path)
            })
            .collect();
        for (start, end) in numbers_of_rules(&text) {
            tried += 1;
            let number: i64 = text[start..end].parse().unwrap_or(0);
            let changed = format!("{}{}{}", &text[..start], number + 1, &text[end..]);
            let noticed =
                using
                    .iter()
                    .any(|case| match stocked_with(case, Some((&path, &changed))) {
                        Ok(Some(site)) => golden::compared(case, site.path()).is_err(),
                        Ok(None) => false,
                        Err(_) => true,
                    });
            if !noticed {
                let line = line_of(&text, start);
                let known = |(file, begins, _): &&(&str, &str, &str)| {
                    *file == path && line.trim_start().starts_with(begins)
                };
                if EQUIVALENT.iter().find(known).is_none() {
                    survived.push(format!(
                        "{path}: {} in `{}`",
                        &text[start..end],
                        line.trim()
                    ));
                }
            }
        }
    }
    let most = tried / 50;
    println!(
        "{tried} numbers, {} of them noticed by no case\n{}",
        survived.len(),
        survived.join("\n")
    );
    assert!(
        survived.len() <= most,
        "{} of {tried} numbers can change unnoticed, {most} may:\n{}",
        survived.len(),
        survived.join("\n")
    );
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    &text[start..line_end(text, at)]
}

/// Returns where whole numbers, and the last digits of parts, stand in the rules: not in names,
/// versions, days, the text of clauses or what is only shown.
fn numbers_of_rules(text: &str) -> Vec<(usize, usize)> {
    const NOT_RULES: [&str; 9] = [
        "policy:",
        "title:",
        "source:",
        "version:",
        "applies_to:",
        "reason:",
        "lint:",
        "show:",
        "#",
    ];
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with("clauses:") || line.starts_with("examples:") {
            break;
        }
        if NOT_RULES
            .iter()
            .any(|key| line.trim_start().starts_with(key))
        {
            continue;
        }
        let bytes = line.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if !bytes[i].is_ascii_digit() {
                i += 1;
                continue;
            }
            let from = i;
            while i < bytes.len() && bytes[i].is_ascii_digit() {
                i += 1;
            }
            let before = line[..from].chars().next_back();
            let after = line[i..].chars().next();
            let dated = |c: Option<char>| matches!(c, Some('-'));
            let named = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '_');
            let part_of_day = (dated(before)
                && line[..from - 1].ends_with(|c: char| c.is_ascii_digit()))
                || (dated(after) && line[i + 1..].starts_with(|c: char| c.is_ascii_digit()));
            // `show: 10` of a board and names such as `5S检查`.
            let shown = line[..from].trim_end().ends_with("show:");
            let has_part =
                after == Some('.') && line[i + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !part_of_day && !named(before) && !named(after) && !shown && !has_part {
                found.push((start + from, start + i));
            }
        }
    }
    found
}
