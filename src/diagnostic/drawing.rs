//! Draws messages for a terminal: words, place, excerpt with carets, reason and advice.

use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, address, of_spans, of_table};
use super::words::count_en;
use super::{Diagnostic, Language, Said, Severity};
use crate::value::{At, Place};

/// Draws a message; without spaces at line ends and without a line break at the end.
pub fn render(diagnostic: &Diagnostic, language: Language, colour: bool) -> String {
    let parts = parts(diagnostic, language);
    let mut group = Group::with_title(
        level(diagnostic.severity, language)
            .primary_title(diagnostic.title.get(language))
            .id(diagnostic.code),
    );
    for (number, part) in parts.iter().enumerate() {
        group = match &part.excerpt {
            Some(excerpt) => group.element(snippet(number, part, excerpt)),
            None => group.element(Origin::path(part.address.as_str())),
        };
    }
    for (level, name, said) in [
        (Level::NOTE, Said::new("原因", "why"), &diagnostic.why),
        (Level::HELP, Said::new("提示", "help"), &diagnostic.help),
    ] {
        let text = said.get(language);
        if !text.is_empty() {
            let name = name.get(language).to_owned();
            group = group.element(level.with_name(name).message(text));
        }
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let drawn = with_addresses(&renderer.term_width(WIDTH).render(&[group]), &parts);
    let numbered = parts.iter().any(|part| part.excerpt.is_some());
    let mut lines = drawn.lines().map(str::trim_end);
    let mut out = lines.next().unwrap_or("").to_owned();
    if parts.is_empty() {
        // The empty gutter under a place that is not there.
        lines.next();
    }
    for line in lines {
        out.push('\n');
        if !numbered {
            // The gutter has no line numbers then; the arrow stands where it always does.
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// How many messages are drawn; nobody reads more before mending some.
const MOST_DRAWN: usize = 500;

/// Draws messages, a blank line after each; says how many more there are than anybody reads.
pub fn render_first(diagnostics: &[Diagnostic], language: Language, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(MOST_DRAWN) {
        out.push_str(&render(diagnostic, language, colour));
        out.push_str("\n\n");
    }
    let more = diagnostics.len().saturating_sub(MOST_DRAWN);
    if more > 0 {
        out.push_str(&match language {
            Language::Chinese => format!("还有 {more} 条没有列出；改好上面的，再检查一次。\n\n"),
            Language::English => {
                format!("{more} more are not listed; mend those above and check again.\n\n")
            }
        });
    }
    out
}

/// Draws all messages, and closes with their count.
pub fn render_all(diagnostics: &[Diagnostic], language: Language, colour: bool) -> String {
    let mut out = render_first(diagnostics, language, colour);
    out.push_str(&tally(diagnostics, language));
    out.push('\n');
    out
}

/// Counts messages by how grave they are: `共 3 个错误，1 个提醒`, `3 errors, 1 warning`.
pub fn tally(diagnostics: &[Diagnostic], language: Language) -> String {
    let counts = [
        (Severity::Error, "个错误", "error", "errors"),
        (Severity::Missing, "处缺失", "missing", "missing"),
        (Severity::Warning, "个提醒", "warning", "warnings"),
        (Severity::Note, "条说明", "note", "notes"),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter_map(|(severity, zh, one, many)| {
            let count = diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count();
            (count > 0).then(|| match language {
                Language::Chinese => format!("{count} {zh}"),
                Language::English => count_en(count, one, many),
            })
        })
        .collect();
    match (language, said.is_empty()) {
        (Language::Chinese, true) => "没有发现问题".to_owned(),
        (Language::English, true) => "No problems found".to_owned(),
        (Language::Chinese, false) => format!("共 {}", said.join("，")),
        (Language::English, false) => said.join(", "),
    }
}

/// The width to which long lines of files are cut.
const WIDTH: usize = 120;

/// One address with its excerpt.
struct Part<'a> {
    address: String,
    excerpt: Option<Excerpt>,
    /// The kind and the words of each caret of the excerpt.
    labels: Vec<(AnnotationKind, &'a str)>,
}

/// Splits the places of a message into parts: the spans of one document are drawn together.
fn parts(diagnostic: &Diagnostic, language: Language) -> Vec<Part<'_>> {
    let primary = diagnostic
        .place
        .iter()
        .map(|place| (place, AnnotationKind::Primary, &diagnostic.label));
    let related = diagnostic
        .related
        .iter()
        .map(|(place, said)| (place, AnnotationKind::Context, said));
    let mut groups: Vec<Vec<(&Place, AnnotationKind, &str)>> = Vec::new();
    for (place, kind, said) in primary.chain(related) {
        let one = (place, kind, said.get(language));
        match groups.iter_mut().find(|group| may_join(group, place)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
        .into_iter()
        .filter_map(|group| {
            let places: Vec<&Place> = group.iter().map(|(place, ..)| *place).collect();
            let (first, _, said) = group.first()?;
            let excerpt = of_spans(&places).or_else(|| of_table(first));
            let mut address = address(first, language);
            if excerpt.is_none() && !said.is_empty() {
                address = format!("{address}  {said}");
            }
            let labels = group.iter().map(|(_, kind, said)| (*kind, *said)).collect();
            Some(Part {
                address,
                excerpt,
                labels,
            })
        })
        .collect()
}

fn may_join(group: &[(&Place, AnnotationKind, &str)], place: &Place) -> bool {
    let is_span = |place: &Place| matches!(place.at, At::Span { .. });
    group.first().is_some_and(|(first, ..)| {
        is_span(first)
            && is_span(place)
            && (Arc::ptr_eq(&first.source, &place.source) || first.source == place.source)
    })
}

fn snippet<'a>(
    number: usize,
    part: &'a Part<'a>,
    excerpt: &'a Excerpt,
) -> Snippet<'a, Annotation<'a>> {
    let carets = excerpt.carets.iter().zip(&part.labels);
    Snippet::source(excerpt.text.as_str())
        .path(format!("{OPEN}{number}{CLOSE}"))
        .line_start(excerpt.first_line)
        .annotations(carets.map(|(caret, (kind, said))| {
            let annotation = kind.span(caret.clone());
            if said.is_empty() {
                annotation
            } else {
                annotation.label(*said)
            }
        }))
}

/// Signs around a part's number in place of its path. The renderer would write `path:line:column`,
/// which is wrong for a cell: its text stands in no known column of the line.
const OPEN: char = '\u{E0A0}';
const CLOSE: char = '\u{E0A1}';

/// Puts the addresses where the renderer wrote signs, line and column.
fn with_addresses(drawn: &str, parts: &[Part<'_>]) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut rest = drawn;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let found = after.split_once(CLOSE).and_then(|(number, tail)| {
            let part = parts.get(number.parse::<usize>().ok()?)?;
            Some((part, tail))
        });
        rest = match found {
            Some((part, tail)) => {
                out.push_str(&part.address);
                tail.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit())
            }
            None => {
                out.push(OPEN);
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let (level, zh, en) = match severity {
        Severity::Error => (Level::ERROR, "错误", "error"),
        Severity::Missing => (Level::WARNING, "缺失", "missing"),
        Severity::Warning => (Level::WARNING, "提醒", "warning"),
        Severity::Note => (Level::NOTE, "说明", "note"),
    };
    level.with_name(match language {
        Language::Chinese => zh,
        Language::English => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Source;

    fn document(text: &str) -> Arc<Source> {
        let path = "content/policies/电话销售.yml".to_owned();
        Arc::new(Source {
            path,
            text: text.to_owned(),
        })
    }

    fn table(at: At) -> Place {
        let path = "content/months/2026-10/calls.csv".to_owned();
        let source = Arc::new(Source {
            path,
            text: String::new(),
        });
        Place { source, at }
    }

    fn example() -> Diagnostic {
        Diagnostic::error(
            "D102",
            Said::new("花名册里没有这个人", "this person is not on the roster"),
        )
        .label("没有工号 1O23", "no staff number 1O23")
        .why("这一行算不到任何人头上。", "This row counts for nobody.")
        .help("是不是 1023？", "Did you mean 1023?")
    }

    #[test]
    fn carets_stand_under_chinese() {
        let source = document("名称: 产量\n公式: \"实际完成量 / 计化完成量 * 100\"  # 说明\n");
        let start = source.text.find("计化").unwrap_or(0);
        let drawn = render(
            &Diagnostic::error(
                "F102",
                Said::new("公式里没有变量“计化完成量”", "unknown name"),
            )
            .at(Place::span(&source, start, start + 15))
            .label("没有这个变量", "unknown")
            .see(Place::span(&source, 0, 6), "指标在这里定义", "defined here")
            .help("是不是“计划完成量”？", ""),
            Language::Chinese,
            false,
        );
        let expected = "\
错误[F102]: 公式里没有变量“计化完成量”
 --> content/policies/电话销售.yml:2:14
  |
1 | 名称: 产量
  | ---- 指标在这里定义
2 | 公式: \"实际完成量 / 计化完成量 * 100\"  # 说明
  |                     ^^^^^^^^^^ 没有这个变量
  |
  = 提示: 是不是“计划完成量”？";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_cell_shows_its_column_and_text() {
        let at = At::Line {
            line: 12,
            heading: "工号".into(),
            written: "1O23".into(),
        };
        let expected = "\
错误[D102]: 花名册里没有这个人
  --> content/months/2026-10/calls.csv:12 列“工号”
   |
12 | 1O23
   | ^^^^ 没有工号 1O23
   |
   = 原因: 这一行算不到任何人头上。
   = 提示: 是不是 1023？";
        assert_eq!(
            render(&example().at(table(at)), Language::Chinese, false),
            expected
        );
    }

    #[test]
    fn a_sheet_shows_its_cell() {
        let at = At::Cell {
            sheet: "销售".into(),
            row: 7,
            column: 1,
            written: "1O23".into(),
        };
        let roster = table(At::File);
        let drawn = render(
            &example().at(table(at)).see(roster, "花名册", "the roster"),
            Language::English,
            false,
        );
        let expected = "\
error[D102]: this person is not on the roster
 --> content/months/2026-10/calls.csv 销售!B7
  |
7 | 1O23
  | ^^^^ no staff number 1O23
 ::: content/months/2026-10/calls.csv  the roster
  = why: This row counts for nobody.
  = help: Did you mean 1023?";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn without_a_place_the_words_stand_alone() {
        let expected = "\
错误[D102]: 花名册里没有这个人
  = 原因: 这一行算不到任何人头上。
  = 提示: 是不是 1023？";
        assert_eq!(render(&example(), Language::Chinese, false), expected);
        let file = render(&example().at(table(At::File)), Language::Chinese, false);
        assert!(
            file.contains("\n --> content/months/2026-10/calls.csv  没有工号 1O23\n"),
            "{file}"
        );
    }

    #[test]
    fn no_place_makes_it_panic() {
        let source = document("一\t二\r\n三四\n\u{202e}五");
        for start in 0..30 {
            for end in 0..30 {
                let place = Place::span(&source, start, end);
                render(
                    &example().at(place.clone()).see(place, "", ""),
                    Language::Chinese,
                    true,
                );
            }
        }
        for written in ["", "\n", "a\nb", "\u{E0A0}9\u{E0A1}"] {
            let at = At::Line {
                line: 0,
                heading: "x".into(),
                written: written.into(),
            };
            render(&example().at(table(at)), Language::English, false);
        }
    }

    #[test]
    fn the_tally_counts_by_gravity() {
        let warning = Diagnostic::warning("D103", Said::default());
        let all = [example(), example(), warning];
        assert_eq!(tally(&all, Language::Chinese), "共 2 个错误，1 个提醒");
        assert_eq!(tally(&all, Language::English), "2 errors, 1 warning");
        assert_eq!(tally(&[], Language::English), "No problems found");
        assert!(
            render_all(&all, Language::Chinese, false).ends_with("\n\n共 2 个错误，1 个提醒\n")
        );
    }
}
