//! `vetoes:`: conditions that set points, totals or pay lower, or take awards away.

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
    /// Where it is written.
    pub place: Place,
    /// Whether something has the target's name.
    pub used: bool,
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
                place: then.place().clone(),
                used: true,
            });
        }
        if let Some(node) = then.node("total") {
            effect(draft, &full, ("total", &node.place), node);
        }
        for (target, node) in then.others() {
            effect(draft, &full, (&target.value, &target.place), node);
        }
    }
}

fn effect(draft: &mut Draft, veto: &Arc<str>, target: (&str, &Place), node: &Node) {
    let (target, place) = target;
    let name = format!("{veto}.{target}");
    if let Some(table) = draft.bands.get(target).cloned()
        && lowered::is_grade(&table)
    {
        return grade(draft, veto, (target, place), &table, node);
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
            veto: Arc::clone(veto),
            target: target.to_string(),
            becomes: Some((amount.expr, most)),
            words: amount.words,
            place: place.clone(),
            used: false,
        });
    }
}

/// What a veto does to a grade: it becomes one of the band's, or at most that.
fn grade(
    draft: &mut Draft<'_>,
    veto: &Arc<str>,
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
            veto: Arc::clone(veto),
            target: target.to_string(),
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

/// Puts what vetoes do to a target around its formula. The lowest result holds where several
/// apply, whatever their order.
pub(super) fn applied(draft: &mut Draft, target: &str, expr: Expr) -> Expr {
    let mut expr = expr;
    let place = expr.place.clone();
    let mut set: Option<Expr> = None;
    // What sets comes first, so that a limit can still lower it.
    for limits in [false, true] {
        for effect in draft.effects.iter_mut().filter(|e| e.target == target) {
            let Some((value, most)) = &effect.becomes else {
                continue;
            };
            effect.used = true;
            if *most != limits {
                continue;
            }
            let holds = named(&effect.veto, &place);
            let lower = || Expr::call(Function::Min, vec![expr.clone(), value.clone()], &place);
            let becomes = match (*most, set.take()) {
                (true, _) => lower(),
                (false, None) => {
                    set = Some(holds.clone());
                    value.clone()
                }
                // Of two that set the lower one holds.
                (false, Some(before)) => {
                    let both = Expr::choose(before.clone(), lower(), value.clone());
                    set = Some(Expr::binary(Operator::Or, before, holds.clone()));
                    both
                }
            };
            expr = Expr::choose(holds, becomes, expr);
        }
    }
    expr
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
        let (zh, en): (Vec<String>, Vec<String>) = effects.map(|e| follows(draft, e)).unzip();
        let zh: Vec<&str> = zh.iter().map(String::as_str).collect();
        let en: Vec<&str> = en.iter().map(String::as_str).collect();
        Some(Told {
            figure: Arc::clone(&veto.name),
            title: veto.title.to_string(),
            unit: String::new(),
            sentence: Said::new(
                format!("{}，{}。", with_de(&when.zh), zh.join("，")),
                format!("Where {}: {}.", when.en, list_en(&en)),
            ),
        })
    };
    vetoes.filter_map(one).collect()
}

/// Says what follows of a veto.
fn follows(draft: &Draft, effect: &Effect) -> (String, String) {
    let target = match effect.target.as_str() {
        "total" => draft.title_of("total"),
        name => {
            let points = format!("{name}.points");
            let full = draft.defined(&points).map_or(name.to_owned(), |_| points);
            let pay = format!("pay.{name}");
            draft.title_of(if draft.defined(&pay).is_some() {
                &pay
            } else {
                &full
            })
        }
    };
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
