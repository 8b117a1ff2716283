//! `metrics:`: numbers taken or computed from data, and how long a condition has held.

use std::sync::Arc;

use super::draft::Draft;
use super::missing::{self, Missing};
use super::mistake::MeasureMistake;
use super::months;
use super::rounding;
use super::spoken::{capital, spoken};
use super::streak::{self, Gaps, Streak};
use super::{Item, Metric, Told, ways};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Body, Definition, Fallback, Form};
use crate::form::measure::METRIC;
use crate::form::{Fields, Written};
use crate::formula::Expr;
use crate::number::Number;

/// Reads `metrics:`.
pub(super) fn metrics(draft: &mut Draft, node: &Node) {
    for (name, node) in draft.reader.named(node) {
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            if let Some(expr) = draft.formula(node) {
                let mut metric = draft.figure(&name.value, &name.value, Form::Metric, expr);
                metric.place = name.place.clone();
                draft.define(metric);
            }
            continue;
        }
        let Some(fields) = draft.reader.read(node, &METRIC) else {
            continue;
        };
        let title = fields
            .text("name")
            .map_or_else(|| name.value.clone(), |t| t.value);
        let Some(mut metric) = figure(draft, &name, &title, &fields) else {
            continue;
        };
        keep(draft, &name.value, &fields);
        metric.place = name.place.clone();
        metric.aliases = vec![Arc::from(title.as_str())];
        let unit = fields.text("unit").map(|u| u.value.as_str().into());
        metric.unit = unit.or(metric.unit);
        metric.round = fields
            .node("round")
            .and_then(|n| rounding::one(&mut draft.reader, n));
        metric.show = fields.count("show", &mut draft.reader).map(|n| n.value);
        let private = fields.truth("private", &mut draft.reader);
        metric.private = private.is_some_and(|p| p.value);
        metric.if_missing = match missing::read(draft, &fields) {
            Some(Missing::Zero(reason)) => {
                Fallback::Use(Expr::number(Number::ZERO, &metric.place), reason)
            }
            Some(Missing::Use(expr, reason)) => Fallback::Use(expr, reason),
            Some(Missing::Full(_) | Missing::Reweight(_)) => {
                draft.reader.report(MeasureMistake::MissingUnfit {
                    name: name.value.clone(),
                    place: fields
                        .key_place("missing")
                        .unwrap_or(fields.place())
                        .clone(),
                });
                Fallback::Missing
            }
            None => Fallback::Missing,
        };
        draft.define(metric);
    }
}

/// Keeps where a metric's data come from and who answers for them, as far as that is said; what the
/// metric itself says comes before what an item says of it.
pub(super) fn keep(draft: &mut Draft, figure: &str, fields: &Fields<'_>) {
    let said = |key: &str| fields.text(key).map(|t| t.value.trim().to_owned());
    let (source, department) = (said("source"), said("department"));
    if source.is_none() && department.is_none() {
        return;
    }
    let kept = draft.origins.entry(figure.into()).or_default();
    for (kept, said) in [
        (&mut kept.source, source),
        (&mut kept.department, department),
    ] {
        if let Some(said) = said.filter(|_| kept.is_empty()) {
            *kept = said;
        }
    }
}

/// Reports metrics for HR alone that are an item's value or target, which everybody sees.
pub(super) fn report_told(draft: &mut Draft, items: &[Item]) {
    for item in items {
        for figure in item.value.iter().chain(&item.target) {
            let metric = draft.defined(figure).filter(|d| d.private);
            if let Some(name) = metric.map(|d| d.title.to_string()) {
                draft.reader.report(MeasureMistake::PrivateShown {
                    name,
                    item: item.title.clone(),
                    place: item.place.clone(),
                });
            }
        }
        report_told(draft, &item.items);
    }
}

/// The figure of a metric: its formula, or the count of its run.
fn figure(
    draft: &mut Draft<'_>,
    name: &Written<String>,
    title: &str,
    fields: &Fields<'_>,
) -> Option<Definition> {
    const WAYS: [&str; 3] = ["value", "run", "from_months"];
    let found: Vec<&str> = WAYS.into_iter().filter(|k| fields.has(k)).collect();
    let way = match found.as_slice() {
        [only] => only,
        _ => {
            draft.reader.report(MeasureMistake::ValueOrRun {
                name: name.value.clone(),
                place: name.place.clone(),
            });
            return None;
        }
    };
    // What is there and unfit has been reported.
    let node = fields.node(way)?;
    match *way {
        "from_months" => {
            let expr = months::read(draft, (&name.value, title), node)?;
            Some(draft.figure(&name.value, title, Form::Metric, expr))
        }
        "value" => {
            for key in ["data", "without_data"] {
                if let Some(place) = fields.key_place(key) {
                    draft.reader.report(MeasureMistake::WithoutEffect {
                        item: name.value.clone(),
                        key: ways::both(fields, key),
                        way: ways::both(fields, "value"),
                        place: place.clone(),
                    });
                }
            }
            let expr = draft.formula(node)?;
            Some(draft.figure(&name.value, title, Form::Metric, expr))
        }
        _ => {
            let when = draft.formula(node)?;
            let gaps = Gaps::read(draft, name, fields);
            let body = streak::body(&Streak {
                names: (&name.value, title, title),
                form: Form::Metric,
                when: &when,
                anew: None,
                gaps: &gaps,
                place: &node.place,
            });
            let place = &node.place;
            let said = (when.clone(), gaps.said().cloned());
            draft.runs.insert(name.value.as_str().into(), said);
            let mut metric = draft.figure_with(&name.value, title, Form::Metric, body, place);
            metric.unit = Some(draft.say("期", "periods").into());
            Some(metric)
        }
    }
}

/// Says how each metric is worked out, those that pick among the rows of a parameter left out.
pub(super) fn sentences(draft: &Draft) -> Vec<Metric> {
    let own = |d: &&Definition| {
        let metric = d.form == Form::Metric || draft.runs.contains_key(&d.name);
        metric && !draft.varied.contains_key(&d.name)
    };
    let one = |metric: &Definition| {
        let mut said = match (&metric.body, draft.runs.get(&metric.name)) {
            (_, Some((condition, gaps))) => run_said(&spoken(draft, condition), gaps.as_ref()),
            (Body::Formula(formula), None) => {
                let months = draft.from_months.get(&metric.name);
                months.map_or_else(|| spoken(draft, formula), Said::clone)
            }
            _ => return None,
        };
        if let Some(rounding) = &metric.round {
            let words = rounding::said(rounding);
            said.zh += &format!("，{}", words.zh);
            said.en += &format!(", {}", words.en);
        }
        if let Fallback::Use(instead, reason) = &metric.if_missing {
            let instead = spoken(draft, instead);
            said.zh += &format!("；缺数据时取 {}（{reason}）", instead.zh);
            said.en += &format!("; without data {} is taken ({reason})", instead.en);
        }
        let told = Told {
            figure: Arc::clone(&metric.name),
            title: metric.title.to_string(),
            unit: metric.unit.as_deref().unwrap_or_default().to_owned(),
            sentence: Said::new(format!("{}。", said.zh), format!("{}.", capital(&said.en))),
        };
        let origin = draft.origins.get(&metric.name).cloned();
        Some(Metric {
            told,
            origin: origin.unwrap_or_default(),
        })
    };
    draft
        .definitions
        .iter()
        .filter(own)
        .filter_map(one)
        .collect()
}

/// Says a run.
fn run_said(condition: &Said, gaps: Option<&Said>) -> Said {
    let mut said = Said::new(
        format!("到本期为止，{} 已连续几期", condition.zh),
        format!(
            "for how many periods running, up to this one: {}",
            condition.en
        ),
    );
    if let Some(gaps) = gaps {
        said.zh += &format!("；{}", gaps.zh);
        said.en += &format!("; {}", gaps.en);
    }
    said
}
