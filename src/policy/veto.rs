//! `vetoes:`: conditions that set points, totals or pay lower, or take awards away.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Told;
use super::draft::{Draft, named};
use super::lowered;
use super::mistake::RewardMistake;
use super::spoken::{spoken, with_de};
use crate::content::{Node, NodeKind};
use crate::diagnostic::{Said, list_en};
use crate::figure::{Body, Definition, Form};
use crate::form::Written;
use crate::form::reward::{CONSEQUENCE, LIMIT, VETO};
use crate::formula::{CutTable, Expr, Function, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::Place;

/// What a veto does to a figure.
#[derive(Debug, Clone)]
pub(super) struct Effect {
    /// The veto's figure.
    pub veto: Arc<str>,
    /// `total`, `awards`, an item or a pay line.
    pub target: String,
    /// What the target becomes, or the most it may be; nothing for `awards: none`.
    pub becomes: Option<(Expr, bool)>,
    /// What it becomes, in words.
    words: Said,
    /// How grave the veto is; of several that hold, the gravest decides.
    rank: Rank,
    /// Where it is written.
    pub place: Place,
    /// Whether something has the target's name.
    pub used: bool,
}

/// How grave a veto is, 1 the gravest; one that says nothing comes behind all that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u32);

impl Rank {
    /// The rank of a veto that says nothing.
    const LEAST: Self = Self(u32::MAX);

    /// Says the rank behind what follows of a veto; nothing where none is written.
    fn said(self) -> Said {
        match self {
            Self::LEAST => Said::default(),
            Self(rank) => Said::new(
                format!("（{rank} 级；几条同时触犯的，以最重的 1 级为先）"),
                format!(" (rank {rank}; where several hold, the gravest, 1, decides)"),
            ),
        }
    }
}

/// A veto whose consequences are being read: its figure and how grave it is.
struct Grave<'v> {
    veto: &'v Arc<str>,
    rank: Rank,
}

/// Reads `vetoes:` and defines a truth for each.
pub(super) fn vetoes(draft: &mut Draft, node: &Node) {
    for (name, node) in draft.reader.named(node) {
        let Some(fields) = draft.reader.read(node, &VETO) else {
            continue;
        };
        let Some(when) = fields.node("when").and_then(|n| draft.formula(n)) else {
            continue;
        };
        let title = fields
            .text("name")
            .map_or_else(|| name.value.clone(), |t| t.value);
        let full: Arc<str> = format!("veto.{}", name.value).into();
        let mut figure = draft.figure(&full, &title, Form::Veto, when);
        figure.place = name.place.clone();
        figure.aliases = vec![name.value.as_str().into(), title.as_str().into()];
        draft.define(figure);
        let rank = fields.count("rank", &mut draft.reader);
        let grave = Grave {
            veto: &full,
            rank: Rank(rank.map_or(Rank::LEAST.0, |rank| rank.value)),
        };
        let Some(then) = fields
            .node("then")
            .and_then(|n| draft.reader.read(n, &CONSEQUENCE))
        else {
            continue;
        };
        if then.word("awards", &mut draft.reader).is_some() {
            draft.effects.push(Effect {
                veto: Arc::clone(&full),
                target: "awards".into(),
                becomes: None,
                words: Said::default(),
                rank: grave.rank,
                place: then.place().clone(),
                used: true,
            });
        }
        if let Some(node) = then.node("total") {
            effect(draft, &grave, ("total", &node.place), node);
        }
        for (target, node) in then.others() {
            effect(draft, &grave, (&target.value, &target.place), node);
        }
    }
}

fn effect(draft: &mut Draft, grave: &Grave<'_>, target: (&str, &Place), node: &Node) {
    let (target, place) = target;
    let name = format!("{}.{target}", grave.veto);
    if let Some(table) = draft.bands.get(target).cloned()
        && lowered::is_grade(&table)
    {
        return grade(draft, grave, (target, place), &table, node);
    }
    let (amount, most) = match &node.kind {
        NodeKind::Mapping(_) => {
            let Some(fields) = draft.reader.read(node, &LIMIT) else {
                return;
            };
            let Some(node) = fields.node("at_most") else {
                return;
            };
            (draft.amount_named((&name, "", target), node), true)
        }
        _ => (draft.amount_named((&name, "", target), node), false),
    };
    if let Some(amount) = amount {
        draft.effects.push(Effect {
            veto: Arc::clone(grave.veto),
            target: target.to_string(),
            becomes: Some((amount.expr, most)),
            words: amount.words,
            rank: grave.rank,
            place: place.clone(),
            used: false,
        });
    }
}

/// What a veto does to a grade: it becomes one of the band's, or at most that.
fn grade(
    draft: &mut Draft<'_>,
    grave: &Grave<'_>,
    (target, place): (&str, &Place),
    table: &CutTable,
    node: &Node,
) {
    let (written, most) = match &node.kind {
        NodeKind::Mapping(_) => {
            let limit = draft.reader.read(node, &LIMIT);
            let blank = || Written::new(String::new(), &node.place);
            let limit = limit.map(|fields| fields.text("at_most").unwrap_or_else(blank));
            (limit, true)
        }
        _ => (draft.reader.text(node), false),
    };
    let Some(written) = written else { return };
    if let Some(order) = lowered::order(draft, table, &written) {
        draft.effects.push(Effect {
            veto: Arc::clone(grave.veto),
            target: target.to_string(),
            rank: grave.rank,
            becomes: Some((order, most)),
            words: Said::new(
                format!("“{}”", written.value),
                format!("“{}”", written.value),
            ),
            place: place.clone(),
            used: false,
        });
    }
}

/// Puts what vetoes do to a target around its formula. Of those that set it the gravest decides;
/// then limits lower it, whatever their order.
pub(super) fn applied(draft: &mut Draft, target: &str, expr: Expr) -> Expr {
    let mut effects = Vec::new();
    for effect in draft.effects.iter_mut().filter(|e| e.target == target) {
        effect.used = true;
        effects.push(effect.clone());
    }
    report_disagreement(draft, target, &effects);
    // The least grave innermost: what is put around it goes before it. Limits lie around all.
    effects.sort_by_key(|e| (matches!(e.becomes, Some((_, true))), Reverse(e.rank)));
    let place = expr.place.clone();
    effects.into_iter().fold(expr, |expr, effect| {
        let holds = named(&effect.veto, &place);
        let becomes = match effect.becomes {
            None => return expr,
            Some((value, false)) => value,
            Some((value, true)) => Expr::call(Function::Min, vec![expr.clone(), value], &place),
        };
        Expr::choose(holds, becomes, expr)
    })
}

/// Reports vetoes of one rank that set a target to different values: which of them is to hold is
/// nobody's guess.
fn report_disagreement(draft: &mut Draft, target: &str, effects: &[Effect]) {
    let sets = effects
        .iter()
        .filter(|e| matches!(e.becomes, Some((_, false))));
    let mut first: BTreeMap<Rank, &Effect> = BTreeMap::new();
    for effect in sets {
        let before = *first.entry(effect.rank).or_insert(effect);
        if before.value() == effect.value() {
            continue;
        }
        let title = |e: &Effect| draft.title_of(&e.veto);
        let mistake = RewardMistake::VetoesDisagree {
            first: (title(before), before.words.clone()),
            second: (title(effect), effect.words.clone()),
            target: match target {
                "total" => Said::new("总分", "the total"),
                target => Said::new(target, target),
            },
            places: [before.place.clone(), effect.place.clone()],
        };
        draft.reader.report(mistake);
    }
}

impl Effect {
    /// What the target becomes, to be compared: a number however it is written, else its words.
    fn value(&self) -> Result<&Number, &str> {
        match self.becomes.as_ref().map(|(expr, _)| &expr.node) {
            Some(ExprNode::Number(number)) => Ok(number),
            _ => Err(&self.words.zh),
        }
    }
}

/// Returns the condition that no veto takes awards away; `None` where none does.
pub(super) fn awards_open(draft: &Draft, place: &Place) -> Option<Expr> {
    draft
        .effects
        .iter()
        .filter(|e| e.target == "awards")
        .map(|e| Expr::new(ExprNode::Not(Box::new(named(&e.veto, place))), place))
        .reduce(|a, b| Expr::binary(Operator::And, a, b))
}

/// Says each veto: what happens, and what follows.
pub(super) fn sentences(draft: &Draft) -> Vec<Told> {
    let vetoes = draft.definitions.iter().filter(|d| d.form == Form::Veto);
    let one = |veto: &Definition| {
        let Body::Formula(when) = &veto.body else {
            return None;
        };
        let when = spoken(draft, when);
        let effects = draft.effects.iter().filter(|e| e.veto == veto.name);
        let rank = effects
            .clone()
            .map(|e| e.rank)
            .next()
            .unwrap_or(Rank::LEAST)
            .said();
        let (zh, en): (Vec<String>, Vec<String>) = effects.map(|e| follows(draft, e)).unzip();
        let zh: Vec<&str> = zh.iter().map(String::as_str).collect();
        let en: Vec<&str> = en.iter().map(String::as_str).collect();
        Some(Told {
            figure: Arc::clone(&veto.name),
            title: veto.title.to_string(),
            unit: String::new(),
            sentence: Said::new(
                format!("{}，{}{}。", with_de(&when.zh), zh.join("，"), rank.zh),
                format!("Where {}: {}{}.", when.en, list_en(&en), rank.en),
            ),
        })
    };
    vetoes.filter_map(one).collect()
}

/// Returns the name that readers see of what a veto speaks of.
fn target_title(draft: &Draft, target: &str) -> String {
    if target == "total" {
        return draft.title_of("total");
    }
    let (points, pay) = (format!("{target}.points"), format!("pay.{target}"));
    let full = [pay.as_str(), points.as_str()].into_iter();
    let full = full.filter(|full| draft.defined(full).is_some());
    draft.title_of(full.chain([target]).next().unwrap_or(target))
}

/// Says what follows of a veto.
fn follows(draft: &Draft, effect: &Effect) -> (String, String) {
    let target = target_title(draft, &effect.target);
    let Said { zh, en } = &effect.words;
    match effect.becomes {
        None => ("取消评奖资格".to_owned(), "no award can be won".to_owned()),
        Some((_, true)) => (
            format!("{target}不高于 {zh}"),
            format!("{target} is at most {en}"),
        ),
        Some((_, false)) => (
            format!("{target}记为 {zh}"),
            format!("{target} becomes {en}"),
        ),
    }
}

/// Reports what vetoes speak of that is not there.
pub(super) fn report_unused(draft: &mut Draft) {
    let unused: Vec<(String, Place)> = draft
        .effects
        .iter()
        .filter(|e| !e.used)
        .map(|e| (e.target.clone(), e.place.clone()))
        .collect();
    for (target, place) in unused {
        let known = draft.all_names().map(str::to_string).collect();
        draft.reader.report(RewardMistake::UnknownTarget {
            name: target,
            known,
            place,
        });
    }
}
