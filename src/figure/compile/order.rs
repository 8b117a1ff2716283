//! The order in which figures can be worked out; circles are mistakes.

use super::super::graph::{Compiled, FigureId, Op, Work};
use super::super::mistake::GraphMistake;
use crate::formula::Over;

/// Orders figures so that each comes after those it reads in the same period.
///
/// # Errors
/// Every circle once, with the figures on it.
pub(super) fn order(figures: &[Compiled]) -> Result<Vec<FigureId>, Vec<GraphMistake>> {
    let reads: Vec<Vec<usize>> = figures.iter().map(reads).collect();
    let mut state = vec![State::New; figures.len()];
    let mut order = Vec::with_capacity(figures.len());
    let mut mistakes = Vec::new();
    for start in 0..figures.len() {
        if state[start] != State::New {
            continue;
        }
        // An explicit stack, since figures may form long chains.
        let mut stack = vec![(start, 0)];
        state[start] = State::Open;
        while let Some((at, next)) = stack.pop() {
            match reads[at].get(next) {
                None => {
                    state[at] = State::Done;
                    order.push(FigureId(at as u32));
                }
                Some(&read) => {
                    stack.push((at, next + 1));
                    match state[read] {
                        State::New => {
                            state[read] = State::Open;
                            stack.push((read, 0));
                        }
                        State::Open => mistakes.push(circle(figures, &stack, read)),
                        State::Done => {}
                    }
                }
            }
        }
    }
    if mistakes.is_empty() {
        Ok(order)
    } else {
        Err(mistakes)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn reads(figure: &Compiled) -> Vec<usize> {
    let mut found = Vec::new();
    // What reads strictly earlier periods alone may read itself.
    if let Work::Periods {
        figure, only, over, ..
    } = &figure.work
        && *over != Over::Earlier
    {
        found.push(figure.0 as usize);
        found.extend(only.map(|f| f.0 as usize));
    }
    let fallback = figure.fallback.as_ref().map(|(e, _)| e);
    for e in figure.work.expressions().into_iter().chain(fallback) {
        e.each(&mut |e| {
            if let Op::Figure { figure, .. } = &e.op {
                found.push(figure.0 as usize);
            }
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn circle(figures: &[Compiled], stack: &[(usize, usize)], back_to: usize) -> GraphMistake {
    let from = stack.iter().position(|(at, _)| *at == back_to).unwrap_or(0);
    let on = stack.iter().skip(from).map(|(at, _)| &figures[*at]);
    let mut places = Vec::new();
    for figure in on.clone() {
        if !places.contains(&figure.place) {
            places.push(figure.place.clone());
        }
    }
    GraphMistake::Circle {
        names: on
            .filter(|f| !f.name.starts_with('~'))
            .map(|f| f.title.to_string())
            .collect(),
        places,
    }
}
