//! What is different between two texts: what is gone struck through, what is new underlined.

use super::html::{Html, Writer};

/// Texts whose middles have more pairs of tokens than this are shown as wholly replaced.
const MOST_PAIRS: usize = 4_000_000;

/// A stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Gone,
    New,
}

/// Writes both texts as one.
pub fn inline(old: &str, new: &str) -> Html {
    let mut out = Writer::default();
    for (kind, text) in stretches(old, new) {
        match kind {
            Kind::Same => out.text(&text),
            Kind::Gone => out.raw("<del>").text(&text).raw("</del>"),
            Kind::New => out.raw("<ins>").text(&text).raw("</ins>"),
        };
    }
    out.done()
}

/// Tells how much of two texts is the same, in hundredths of the longer one.
pub fn likeness(old: &str, new: &str) -> usize {
    let most = old.chars().count().max(new.chars().count());
    let same = stretches(old, new)
        .iter()
        .filter(|(kind, _)| *kind == Kind::Same)
        .map(|(_, text)| text.chars().count())
        .sum::<usize>();
    (same * 100).checked_div(most).unwrap_or(100)
}

fn stretches(old: &str, new: &str) -> Vec<(Kind, String)> {
    let (a, b) = (tokens(old), tokens(new));
    let begin = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (_, a_rest) = a.split_at(begin);
    let (same, b_rest) = b.split_at(begin);
    let end = a_rest
        .iter()
        .rev()
        .zip(b_rest.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a_middle, _) = a_rest.split_at(a_rest.len() - end);
    let (b_middle, tail) = b_rest.split_at(b_rest.len() - end);
    let mut all: Vec<(Kind, String)> = Vec::new();
    let mut put = |kind: Kind, token: &str| match all.last_mut() {
        Some((last, text)) if *last == kind => text.push_str(token),
        _ => all.push((kind, token.to_owned())),
    };
    same.iter().for_each(|t| put(Kind::Same, t));
    for (kind, token) in middle(a_middle, b_middle) {
        put(kind, token);
    }
    tail.iter().for_each(|t| put(Kind::Same, t));
    grouped(all)
}

/// A number or a Latin word is one token, any other character by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let word = c.is_ascii_alphanumeric() || (in_word && matches!(c, '.' | ',' | '%'));
        if at > start && !(word && in_word) {
            tokens.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        in_word = word;
    }
    if start < text.len() {
        tokens.push(text.get(start..).unwrap_or_default());
    }
    tokens
}

/// Finds the longest row of tokens that both have.
fn middle<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<(Kind, &'t str)> {
    let gone = || a.iter().map(|t| (Kind::Gone, *t));
    let new = || b.iter().map(|t| (Kind::New, *t));
    if a.len().saturating_mul(b.len()) > MOST_PAIRS || a.is_empty() || b.is_empty() {
        return gone().chain(new()).collect();
    }
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    let at = |longest: &[u32], i: usize, j: usize| longest.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = match x == y {
                true => at(&longest, i + 1, j + 1) + 1,
                false => at(&longest, i + 1, j).max(at(&longest, i, j + 1)),
            };
            if let Some(cell) = longest.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut all = Vec::new();
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            all.push((Kind::Same, *x));
            (i, j) = (i + 1, j + 1);
        } else if at(&longest, i + 1, j) >= at(&longest, i, j + 1) {
            all.push((Kind::Gone, *x));
            i += 1;
        } else {
            all.push((Kind::New, *y));
            j += 1;
        }
    }
    all.extend(a.iter().skip(i).map(|t| (Kind::Gone, *t)));
    all.extend(b.iter().skip(j).map(|t| (Kind::New, *t)));
    all
}

/// Takes single characters that happen to stay between changes for changed as well, and puts what
/// is gone before what is new, so that readers see words and not letters.
fn grouped(all: Vec<(Kind, String)>) -> Vec<(Kind, String)> {
    let mut out: Vec<(Kind, String)> = Vec::new();
    let (mut gone, mut new) = (String::new(), String::new());
    let count = all.len();
    let between = |at: usize| at > 0 && at + 1 < count;
    for (at, (kind, text)) in all.iter().enumerate() {
        let stop = |c: char| c.is_ascii_punctuation() || "，。；：、“”（）\n ".contains(c);
        let small = text.chars().count() == 1 && !text.contains(stop);
        match kind {
            Kind::Gone => gone.push_str(text),
            Kind::New => new.push_str(text),
            Kind::Same if small && between(at) => {
                gone.push_str(text);
                new.push_str(text);
            }
            Kind::Same => {
                flush(&mut out, &mut gone, &mut new);
                out.push((Kind::Same, text.clone()));
            }
        }
    }
    flush(&mut out, &mut gone, &mut new);
    out
}

fn flush(out: &mut Vec<(Kind, String)>, gone: &mut String, new: &mut String) {
    for (kind, text) in [(Kind::Gone, gone), (Kind::New, new)] {
        if !text.is_empty() {
            out.push((kind, std::mem::take(text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{inline, likeness};

    #[test]
    fn words_and_numbers_are_marked_whole() {
        let html = inline("每次扣 3 分，最多扣 20 分", "每次扣 5 分，最多扣 20 分");
        assert_eq!(
            html.as_str(),
            "每次扣 <del>3</del><ins>5</ins> 分，最多扣 20 分"
        );
        let html = inline("按月考核", "按季度考核，另发奖金");
        assert_eq!(
            html.as_str(),
            "按<del>月</del><ins>季度</ins>考核<ins>，另发奖金</ins>"
        );
        assert_eq!(inline("甲<b>", "甲<b>").as_str(), "甲&lt;b&gt;");
        assert_eq!(inline("", "新").as_str(), "<ins>新</ins>");
    }

    #[test]
    fn likeness_runs_from_none_to_all() {
        assert_eq!(likeness("甲乙丙丁", "甲乙丙丁"), 100);
        assert_eq!(likeness("甲乙丙丁", "戊己庚辛"), 0);
        assert!(
            likeness(
                "考勤满分起算，迟到每次扣分",
                "考勤满分起算，迟到每次扣 2 分"
            ) > 70
        );
    }
}
