//! Markdown → HTML. Raw HTML means itself as text; links lead to pages, places and mail only.

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html::Html;

/// Stands between Chinese punctuation and emphasis marks while Markdown is read, since the
/// standard does not take `**注意：**必须` for emphasis. A private character nobody writes.
const HELD: char = '\u{e000}';

/// Stands for the end of a line inside a paragraph until its neighbours are known.
const BREAK: char = '\u{e004}';

/// Writes Markdown as HTML; headings begin at the level given (2 to 6).
pub fn to_html(markdown: &str, first_level: usize) -> Html {
    let prepared = hold_emphasis(markdown);
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES);
    options.insert(Options::ENABLE_STRIKETHROUGH);
    let mut unsafe_links = 0_usize;
    let events = Parser::new_ext(&prepared, options).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(released(raw))),
        Event::Text(text) => Some(Event::Text(released(text))),
        Event::SoftBreak => Some(Event::Text(CowStr::from(BREAK.to_string()))),
        Event::Code(text) => Some(Event::Code(released(text))),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        // Alignment would come as a style attribute.
        Event::Start(Tag::Table(columns)) => Some(Event::Start(Tag::Table(vec![
            Alignment::None;
            columns.len()
        ]))),
        // A picture would be a request to another place; its words stay.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: lowered(level, first_level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => {
            Some(Event::End(TagEnd::Heading(lowered(level, first_level))))
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => {
            if is_safe(link_type, &dest_url) {
                Some(Event::Start(Tag::Link {
                    link_type,
                    dest_url: released(dest_url),
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                }))
            } else {
                unsafe_links += 1;
                None
            }
        }
        Event::End(TagEnd::Link) if unsafe_links > 0 => {
            unsafe_links -= 1;
            None
        }
        other => Some(other),
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    Html::vouched(joined(&out))
}

/// Joins lines: without a blank between Chinese signs, where none is written.
fn joined(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut chars = html.chars().peekable();
    while let Some(c) = chars.next() {
        if c != BREAK {
            out.push(c);
            continue;
        }
        let chinese = |c: char| is_cjk_punctuation(c) || ('\u{3400}'..='\u{9fff}').contains(&c);
        let both = out.ends_with(chinese) && chars.peek().copied().is_some_and(chinese);
        if !both {
            out.push('\n');
        }
    }
    out
}

fn hold_emphasis(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut before = None;
    for c in markdown.chars().filter(|c| !matches!(*c, HELD | BREAK)) {
        let meets = |a: Option<char>, b: char| a.is_some_and(is_cjk_punctuation) && b == '*';
        if meets(before, c) || (before == Some('*') && is_cjk_punctuation(c)) {
            out.push(HELD);
        }
        out.push(c);
        before = Some(c);
    }
    out
}

fn released(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(HELD) {
        CowStr::from(text.replace(HELD, ""))
    } else {
        text
    }
}

fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

fn lowered(level: pulldown_cmark::HeadingLevel, first: usize) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel;
    let wanted = (level as usize + first - 1).min(6);
    HeadingLevel::try_from(wanted).unwrap_or(HeadingLevel::H6)
}

fn is_safe(kind: LinkType, address: &str) -> bool {
    if kind == LinkType::Email {
        return true;
    }
    let lower = address.trim().to_ascii_lowercase();
    let head = lower.split(['/', '?', '#']).next().unwrap_or("");
    !head.contains(':')
        || ["https:", "http:", "mailto:"]
            .iter()
            .any(|s| lower.starts_with(s))
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn emphasis_touches_chinese_punctuation() {
        for (markdown, html) in [
            ("**注意：**必须", "<p><strong>注意：</strong>必须</p>\n"),
            (
                "**考核办法（试行）**自10月起",
                "<p><strong>考核办法（试行）</strong>自10月起</p>\n",
            ),
            (
                "这是**“重要”**内容",
                "<p>这是<strong>“重要”</strong>内容</p>\n",
            ),
        ] {
            assert_eq!(to_html(markdown, 3).as_str(), html);
        }
    }

    #[test]
    fn markup_and_script_mean_themselves() {
        let html = to_html("<script>alert(1)</script>\n\na <b onclick='x'>b</b>", 3);
        assert!(!html.as_str().contains("<script"));
        assert!(!html.as_str().contains("<b "));
        let html = to_html(
            "[a](javascript:alert(1)) [b](  JAVASCRIPT:x) ![c](https://x.example/c.png) [d](data:x)",
            3,
        );
        assert_eq!(
            html.as_str().matches("href").count(),
            0,
            "{}",
            html.as_str()
        );
        assert!(!html.as_str().contains("<img"));
    }

    #[test]
    fn lines_join_without_a_blank_in_chinese_alone() {
        assert_eq!(
            to_html("前后一致，\n依据公开\nand so on", 3).as_str(),
            "<p>前后一致，依据公开\nand so on</p>\n"
        );
    }

    #[test]
    fn headings_stand_below_the_page_s_own() {
        assert_eq!(to_html("# 一", 3).as_str(), "<h3>一</h3>\n");
        assert_eq!(to_html("##### 一", 3).as_str(), "<h6>一</h6>\n");
    }
}
