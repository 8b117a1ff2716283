//! The visual language on a page: every token by name, every component with the site's own results,
//! so that the page cannot tell anything else than the site does.

use serde::Serialize;

use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::page::award::{self, AwardView};
use crate::site::page::board::{self, BoardView};
use crate::site::page::comparison;
use crate::site::page::progress::{self, StepView};
use crate::site::page::table::ChartView;
use crate::site::shared::{Frame, Shared};

/// The page of the visual language.
#[derive(Debug, Serialize)]
pub struct DesignPage {
    frame: Frame,
    /// The colours of paper, ink and lines.
    tokens: Vec<TokenView>,
    /// The colours of kinds in a chart.
    kinds: Vec<TokenView>,
    /// The states of the latest period.
    steps: Vec<StepView>,
    /// An award of the latest period.
    awards: Vec<AwardView>,
    /// A board of it.
    board: Option<BoardView>,
    /// One chart of each sort.
    charts: Vec<ChartView>,
}

/// A token.
#[derive(Debug, Serialize)]
struct TokenView {
    /// Its name in tokens.css.
    token: &'static str,
    /// What it is for.
    text: String,
}

const TOKENS: [(&str, &str); 11] = [
    ("paper", "token_paper"),
    ("ink", "token_ink"),
    ("quiet", "token_quiet"),
    ("hair", "token_hair"),
    ("rule", "token_rule"),
    ("blue", "token_blue"),
    ("honour", "token_honour"),
    ("gold", "token_gold"),
    ("amber", "token_amber"),
    ("bar", "token_bar"),
    ("soft", "token_soft"),
];

const KINDS: [&str; 5] = ["c1", "c2", "c3", "c4", "c5"];

/// How many rows the board shows.
const ROWS: usize = 6;

/// Shows the visual language.
pub fn view(shared: &Shared<'_>, path: &str) -> DesignPage {
    let words = &shared.words;
    let latest = shared.public.latest();
    let policies = || latest.into_iter().flat_map(|p| p.policies());
    let chart = |of: fn(&Shared<'_>, &PublicPolicy<'_>) -> Option<ChartView>| {
        policies().find_map(|policy| of(shared, policy))
    };
    let charts = [
        chart(comparison::grades),
        chart(comparison::spread),
        chart(comparison::strips),
    ];
    DesignPage {
        frame: shared.frame(path, words.say("design").to_owned(), "none"),
        tokens: TOKENS
            .into_iter()
            .map(|(token, key)| TokenView {
                token,
                text: words.say(key).to_owned(),
            })
            .collect(),
        kinds: KINDS
            .into_iter()
            .map(|token| TokenView {
                token,
                text: token.to_owned(),
            })
            .collect(),
        steps: latest.map_or_else(Vec::new, |p| progress::steps(shared, p)),
        awards: policies()
            .flat_map(|p| award::views(shared, path, p, true))
            .take(1)
            .collect(),
        board: latest.and_then(|p| longest(shared, path, p)),
        charts: charts.into_iter().flatten().collect(),
    }
}

fn longest(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> Option<BoardView> {
    let policies = period.policies().iter();
    let boards = policies.flat_map(|p| p.boards().iter().map(move |b| (p, b)));
    let (policy, board) = boards.max_by_key(|(_, b)| b.rows.len())?;
    let view = board::view(shared, path, period, policy, board, Some(ROWS));
    (!view.rows.is_empty()).then_some(view)
}
