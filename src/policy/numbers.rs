//! Numbers that stand bare in a clause, not bound to a rule.

/// Returns the bare numbers of a clause's text, in its order. Years, clause numbers, document
/// numbers, list marks, code and digits inside words are no rules and left out.
pub(super) fn bare(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        in_line(line, &mut found);
    }
    found
}

fn in_line(line: &str, found: &mut Vec<String>) {
    let chars: Vec<char> = line.chars().collect();
    let mut code = false;
    let mut at = list_mark(&chars);
    while let Some(&c) = chars.get(at) {
        if c == '`' {
            code = !code;
        }
        if code || !is_digit(c) {
            at += 1;
            continue;
        }
        let start = at;
        while let Some(&c) = chars.get(at) {
            let point = matches!(c, '.' | ',') && chars.get(at + 1).copied().is_some_and(is_digit);
            if !is_digit(c) && !point {
                break;
            }
            at += 1;
        }
        let percent = matches!(chars.get(at), Some('%' | '％'));
        let number: String = chars.iter().skip(start).take(at - start).collect();
        let before = chars.iter().take(start).rev().find(|c| !c.is_whitespace());
        let after = chars.iter().skip(at).find(|c| !c.is_whitespace());
        if !is_exempt(&number, before.copied(), after.copied(), percent) {
            found.push(if percent {
                format!("{number}%")
            } else {
                number
            });
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Skips `1. `, `1、`, `(1)`, `（1）` and `- ` at a line's beginning.
fn list_mark(chars: &[char]) -> usize {
    let mut at = 0;
    while chars
        .get(at)
        .is_some_and(|c| c.is_whitespace() || matches!(c, '-' | '*' | '#'))
    {
        at += 1;
    }
    let mark = at;
    let open = matches!(chars.get(at), Some('(' | '（'));
    at += usize::from(open);
    let digits = at;
    while chars.get(at).copied().is_some_and(is_digit) {
        at += 1;
    }
    if at == digits {
        return mark;
    }
    match chars.get(at) {
        Some(')' | '）') => at + 1,
        Some('.' | '、' | '．') if !open && !chars.get(at + 1).copied().is_some_and(is_digit) => {
            at + 1
        }
        _ => mark,
    }
}

fn is_exempt(number: &str, before: Option<char>, after: Option<char>, percent: bool) -> bool {
    if percent {
        return false;
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    let year = number.len() == 4
        && (number.starts_with("19") || number.starts_with("20"))
        && matches!(after, Some('年' | '〕' | ']' | '-' | '/'));
    let document = matches!(after, Some('号'));
    let ordinal = matches!(before, Some('第'));
    year || document || ordinal || word(before) || (word(after) && number.len() < 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        bare(text)
    }

    #[test]
    fn numbers_of_rules_are_found() {
        assert_eq!(
            of("每次扣 5 分，最多 12.5 分；满 60% 的"),
            ["5", "12.5", "60%"]
        );
        assert_eq!(of("奖 1,000 元"), ["1,000"]);
    }

    #[test]
    fn marks_years_and_names_are_left_out() {
        for text in [
            "1. 总则",
            "（2）申诉",
            "见第 3 条",
            "2026 年修订",
            "致远人字〔2025〕20 号",
            "KPI2 与 E3",
            "`score >= 60`",
        ] {
            assert_eq!(of(text), Vec::<String>::new(), "{text}");
        }
    }
}
