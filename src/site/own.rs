//! Pages of a folder that holds one person's pages only: links to anything else become text.

use std::collections::BTreeSet;

/// Leaves the words of links whose target is not among `there`, and takes the links away.
///
/// Pages come from the theme's templates, so a tag ends with the first `>` and links do not stand
/// in links; what is not so keeps its link, and the look at all links tells of it.
pub fn unlinked(page: &str, path: &str, there: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("<a ") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = from.find('>') else {
            rest = from;
            break;
        };
        let (tag, after) = from.split_at(end + 1);
        let leads = href(tag).is_none_or(|href| leads_somewhere(href, path, there));
        match after.find("</a>").filter(|_| !leads) {
            Some(close) => {
                let (words, behind) = after.split_at(close);
                out.push_str(words);
                rest = behind.get("</a>".len()..).unwrap_or_default();
            }
            None => {
                out.push_str(tag);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn href(tag: &str) -> Option<&str> {
    let (_, from) = tag.split_once(" href=\"")?;
    from.split_once('"').map(|(href, _)| href)
}

fn leads_somewhere(href: &str, path: &str, there: &BTreeSet<String>) -> bool {
    if href.starts_with('#') || href.contains(':') || href.starts_with("//") {
        return true;
    }
    let to = href.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    there.contains(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_what_is_not_there_become_words() {
        let there = BTreeSet::from(["people/E1.html".to_owned(), "index.html".to_owned()]);
        let page = "<p><a href=\"../teams/T.html\">一组</a> <a class=\"x\" href=\"E1.html#a\">我</a> \
                    <a href=\"#b\">下</a> <a href=\"../index.html\">页</a> <a href=\"https://x.example\">外</a></p>";
        let want = "<p>一组 <a class=\"x\" href=\"E1.html#a\">我</a> \
                    <a href=\"#b\">下</a> <a href=\"../index.html\">页</a> <a href=\"https://x.example\">外</a></p>";
        assert_eq!(unlinked(page, "people/E1.html", &there), want);
    }
}
