//! `boards:`, and the keys by which boards and awards sort.

use std::sync::Arc;

use super::Board;
use super::draft::Draft;
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::{Body, Direction, Form, Ties, Within};
use crate::form::reward::BOARD;
use crate::form::{Fields, Written};
use crate::formula::{Expr, Node as ExprNode};

/// How many rows a board shows where nothing is said.
const USUAL_SHOW: u32 = 10;

/// Reads `boards:` and defines a rank for each.
pub(super) fn boards(draft: &mut Draft, node: &Node) -> Vec<Board> {
    let mut boards = Vec::new();
    for (name, node) in draft.reader.named(node) {
        let Some(fields) = draft.reader.read(node, &BOARD) else {
            continue;
        };
        let rank: Arc<str> = format!("board.{}", name.value).into();
        let keys = keys(draft, &rank, &fields, &name.value);
        if keys.is_empty() {
            continue;
        }
        let among = fields.node("who").and_then(|n| draft.formula(n));
        let ties = match fields.word("ties", &mut draft.reader).map(|w| w.value) {
            Some("dense") => Ties::Dense,
            _ => Ties::Standard,
        };
        let within = within(draft, &fields);
        let body = Body::Rank {
            within,
            among: among.clone(),
            keys: keys.iter().map(|k| (k.expr.clone(), k.direction)).collect(),
            ties,
        };
        let show = fields
            .count("show", &mut draft.reader)
            .map_or(USUAL_SHOW, |n| n.value);
        let who = among.as_ref().map(|who| super::spoken::spoken(draft, who));
        let within_team = within == Within::Team;
        let sentence = ranked(draft, &keys, who.as_ref(), (ties, within_team, show));
        let mut figure = draft.figure_with(&rank, &name.value, Form::Rank, body, &name.place);
        figure.aliases = vec![format!("{}.名次", name.value).into()];
        draft.define(figure);
        boards.push(Board {
            name: name.value.as_str().into(),
            keys: keys.into_iter().map(|k| (k.figure, k.direction)).collect(),
            ties,
            show,
            rank,
            within_team,
            sentence,
        });
    }
    boards
}

/// Says who ranks by what.
fn ranked(
    draft: &Draft,
    keys: &[SortKey],
    who: Option<&Said>,
    (ties, within_team, show): (Ties, bool, u32),
) -> Said {
    let by = by_said(draft, keys);
    let (mut zh, mut en) = (String::new(), String::new());
    if within_team {
        zh += "各团队分别排名；";
        en += "each team by itself; ";
    }
    zh += &by.zh;
    en += &by.en;
    if let Some(who) = who {
        zh += &format!("；参加排名的条件：{}", who.zh);
        en += &format!("; those take part for whom {}", who.en);
    }
    let (ties_zh, ties_en) = match ties {
        Ties::Standard => (
            "并列的名次之后跳号（1、2、2、4）",
            "after a tie ranks are skipped (1, 2, 2, 4)",
        ),
        Ties::Dense => (
            "并列的名次之后不跳号（1、2、2、3）",
            "after a tie ranks go on (1, 2, 2, 3)",
        ),
    };
    Said::new(
        format!("{zh}；{ties_zh}；公布前 {show} 名。"),
        format!(
            "{}; {ties_en}; the first {show} are shown.",
            super::spoken::capital(&en)
        ),
    )
}

/// Says by what is ranked: `按回款额从高到低，相同的再按到访从低到高`.
pub(super) fn by_said(draft: &Draft, keys: &[SortKey]) -> Said {
    let one = |key: &SortKey| {
        let title = key_title(draft, key);
        match key.direction {
            Direction::Descending => (
                format!("按{}从高到低", title.zh),
                format!("by {}, highest first", title.en),
            ),
            Direction::Ascending => (
                format!("按{}从低到高", title.zh),
                format!("by {}, lowest first", title.en),
            ),
        }
    };
    let (zh, en): (Vec<String>, Vec<String>) = keys.iter().map(one).unzip();
    Said::new(zh.join("，相同的再"), en.join("; equal ones "))
}

/// Says what a key is: the title of its figure, also of another policy's.
pub(super) fn key_title(draft: &Draft, key: &SortKey) -> Said {
    match &key.expr.node {
        ExprNode::Name(name) if name.policy.is_some() => super::spoken::spoken(draft, &key.expr),
        _ => {
            let title = draft.title_of(&key.figure);
            Said::new(title.clone(), title)
        }
    }
}

/// A key of sorting.
pub(super) struct SortKey {
    pub expr: Expr,
    /// The full name of its figure.
    pub figure: Arc<str>,
    pub direction: Direction,
}

/// Reads `rank_by`; what is no figure of its own becomes the figure `<owner>.key1` and so on.
pub(super) fn keys(
    draft: &mut Draft,
    owner: &str,
    fields: &Fields<'_>,
    title: &str,
) -> Vec<SortKey> {
    let mut keys = Vec::new();
    for text in fields.texts("rank_by") {
        let (text, direction) = directed(&text);
        let Some(expr) = draft.formula_text(&text) else {
            continue;
        };
        keys.push(key(draft, owner, title, keys.len(), expr, direction));
    }
    keys
}

/// Makes a key of an expression.
pub(super) fn key(
    draft: &mut Draft,
    owner: &str,
    title: &str,
    before: usize,
    expr: Expr,
    direction: Direction,
) -> SortKey {
    if let Some(figure) = draft.figure_named(&expr) {
        return SortKey {
            expr,
            figure,
            direction,
        };
    }
    if let ExprNode::Name(name) = &expr.node
        && name.policy.is_some()
    {
        // A figure of another policy keeps its full name.
        let figure = name.to_string().into();
        return SortKey {
            expr,
            figure,
            direction,
        };
    }
    let full: Arc<str> = format!("{owner}.key{}", before + 1).into();
    let words = super::spoken::spoken(draft, &expr);
    let said = if draft.chinese { words.zh } else { words.en };
    let said = if said.is_empty() {
        title.to_string()
    } else {
        said
    };
    let place = expr.place.clone();
    let figure = draft.figure(&full, &said, Form::Key, expr);
    draft.define(figure);
    SortKey {
        expr: super::draft::named(&full, &place),
        figure: full,
        direction,
    }
}

/// Reads `within`.
pub(super) fn within(draft: &mut Draft, fields: &Fields<'_>) -> Within {
    match fields.word("within", &mut draft.reader).map(|w| w.value) {
        Some("team") => Within::Team,
        _ => Within::Everyone,
    }
}

/// `revenue desc`, `差错 升序`: the largest is best unless written.
fn directed(text: &Written<String>) -> (Written<String>, Direction) {
    const WORDS: [(&str, Direction); 4] = [
        ("desc", Direction::Descending),
        ("降序", Direction::Descending),
        ("asc", Direction::Ascending),
        ("升序", Direction::Ascending),
    ];
    let whole = text.value.trim_end();
    for (word, direction) in WORDS {
        if let Some(rest) = whole.strip_suffix(word)
            && rest.ends_with(char::is_whitespace)
        {
            return (
                Written::new(rest.trim_end().to_string(), &text.place),
                direction,
            );
        }
    }
    (text.clone(), Direction::Descending)
}
