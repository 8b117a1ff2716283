//! A person's year: every period with its figures and their values; the formulas once for all.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::site::address::{link, slug};
use crate::site::edition::{PublicPeriod, PublicPolicy, PublicSubject};
use crate::site::explanation::{Explained, Known, Rule, Rules, Telling, foreign};
use crate::site::format;
use crate::site::html::Html;
use crate::site::page::person::{facts, years};
use crate::site::page::{made_good, score};
use crate::site::shared::{Frame, LinkView, Shared};

/// A person's year.
#[derive(Debug, Serialize)]
pub struct YearPage {
    frame: Frame,
    name: String,
    facts: String,
    year: String,
    person: LinkView,
    years: Vec<LinkView>,
    periods: Vec<PeriodView>,
    /// How the figures are computed, each rule once.
    rules: Vec<Rule>,
}

/// A period.
#[derive(Debug, Serialize)]
struct PeriodView {
    anchor: String,
    period: LinkView,
    state: String,
    policies: Vec<PolicyView>,
}

/// The results under one policy in one period.
#[derive(Debug, Serialize)]
struct PolicyView {
    anchor: String,
    policy: LinkView,
    /// `满分 100，最高 117`; empty without a scorecard.
    full: String,
    /// The total and the grades: name and value.
    sums: Vec<[String; 2]>,
    /// The boards that show the person.
    ranks: Vec<LinkView>,
    /// What they make good of earlier periods, and where they were made good later.
    made_good: Vec<LinkView>,
    lists: Vec<ListView>,
}

/// Lines under one heading.
#[derive(Debug, Serialize)]
struct ListView {
    /// The heading; empty for none.
    title: String,
    /// Whether they are items, with value and target before the points.
    items: bool,
    lines: Vec<LineView>,
}

/// A figure.
#[derive(Debug, Serialize)]
struct LineView {
    anchor: String,
    title: String,
    /// The language of the title, where it is another than the page's; else empty.
    lang: &'static str,
    depth: usize,
    /// Whether it sums up others.
    sum: bool,
    /// The measured value of an item with its unit; may be empty.
    value: String,
    /// The target with its unit; may be empty.
    target: String,
    /// The points, or the value of what is no item.
    points: String,
    /// The weight, or the unit of what is no item; may be empty.
    beside: String,
    /// That and how it was corrected, or has changed since it was published; else empty.
    corrected: String,
    why: Html,
}

/// How many rows of a table an explanation names.
const ROWS: usize = 5;

/// Shows a person's year, the latest period first.
pub fn view(shared: &Shared<'_>, path: &str, id: &str, year: i16) -> Option<YearPage> {
    let person = shared.public.people().get(id)?;
    let mut periods: Vec<PeriodView> = Vec::new();
    let mut rules = Rules::default();
    for (at, policy) in person.results.iter().rev() {
        let Some(period) = shared.public.periods().get(*at) else {
            continue;
        };
        if period.period().year() != year {
            continue;
        }
        let results = period.policies().get(*policy);
        let Some((results, subject)) = results.and_then(|r| Some((r, r.subject(id)?))) else {
            continue;
        };
        let anchor = anchor(period.period());
        if periods.last().is_none_or(|last| last.anchor != anchor) {
            periods.push(PeriodView {
                anchor,
                period: shared.period_link(path, period.period()),
                state: shared.state(period),
                policies: Vec::new(),
            });
        }
        if let Some(of) = periods.last_mut() {
            let prefix = format!("{}-{}", of.anchor, of.policies.len() + 1);
            let under = Under {
                shared,
                path,
                period,
                results,
                subject,
            };
            of.policies
                .push(under.view(&of.anchor, &prefix, &mut rules));
        }
    }
    for period in &mut periods {
        period.policies.reverse();
    }
    let year = shared
        .words
        .fill("year_name", &[("year", &year.to_string())]);
    Some(YearPage {
        frame: shared.frame(path, format!("{} · {year}", person.name), "people"),
        name: person.name.clone(),
        facts: facts(shared, person),
        person: LinkView {
            text: person.name.clone(),
            href: shared
                .addresses
                .person(id)
                .map_or_else(String::new, |to| link(path, &to)),
        },
        years: years(shared, path, person),
        year,
        periods,
        rules: rules.all(),
    })
}

/// Returns what stands for a period in anchors: `m9`, `q3`, `h2`, `y1`.
pub fn anchor(period: Period) -> String {
    let level = match period.level() {
        Level::Month => 'm',
        Level::Quarter => 'q',
        Level::Half => 'h',
        Level::Year => 'y',
    };
    format!("{level}{}", period.number())
}

/// A person under a policy in a period.
struct Under<'u, 'a> {
    shared: &'u Shared<'a>,
    path: &'u str,
    period: &'u PublicPeriod<'a>,
    results: &'u PublicPolicy<'a>,
    subject: &'u PublicSubject<'a>,
}

impl Under<'_, '_> {
    fn view(&self, period: &str, prefix: &str, rules: &mut Rules) -> PolicyView {
        let policy: &Policy = self.results.policy();
        let known = self.known(prefix);
        let mut teller = Teller {
            under: self,
            telling: Telling {
                page: self.path,
                known: &known,
                rows: ROWS,
                brief: true,
            },
            explained: Explained::new(self.shared, self.period, policy, self.subject.id()),
            rules,
        };
        let mut items = Vec::new();
        for item in self.subject.items() {
            teller.item(item, 0, &mut items);
        }
        let sums = self.subject.total().into_iter();
        for figure in sums.chain(self.subject.grades()) {
            items.push(teller.line(figure, true));
        }
        let carded = !self.subject.items().is_empty();
        let words = &self.shared.words;
        let metrics = self.subject.metrics().iter();
        let pay = self.subject.pay().iter();
        let mut list = |title: &str, figures: &mut dyn Iterator<Item = &Figured>| ListView {
            title: words.say(title).to_owned(),
            items: false,
            lines: figures.map(|figure| teller.line(figure, false)).collect(),
        };
        let title = if carded {
            "metrics_title"
        } else {
            "metrics_only"
        };
        let lists = [
            list(title, &mut metrics.copied()),
            list("ladder_title", &mut self.subject.ladder().iter()),
            list("pay_title", &mut pay.map(|line| &line.amount)),
        ];
        let items = ListView {
            title: String::new(),
            items: carded,
            lines: items,
        };
        let of = |figure: &Figured| {
            let value = format::figure_with_unit(words, figure);
            [figure.title.to_string(), value]
        };
        let sums = self.subject.total().into_iter();
        PolicyView {
            anchor: format!("{period}-{}", slug(&policy.id)),
            policy: self.shared.policy_link(self.path, policy),
            full: match self.subject.total() {
                Some(_) => score::full(self.shared, policy),
                None => String::new(),
            },
            sums: sums.chain(self.subject.grades()).map(of).collect(),
            ranks: score::ranks(
                self.shared,
                self.path,
                self.period,
                self.results,
                self.subject,
            ),
            made_good: made_good::of(
                self.shared,
                self.path,
                self.period,
                &policy.id,
                self.subject,
            ),
            lists: [items]
                .into_iter()
                .chain(lists)
                .filter(|list| !list.lines.is_empty())
                .collect(),
        }
    }

    /// Returns the figures that stand here, with their anchors.
    fn known(&self, prefix: &str) -> BTreeMap<Arc<str>, Known> {
        let words = &self.shared.words;
        let mut known: BTreeMap<Arc<str>, Known> = BTreeMap::new();
        let mut add = |figure: &Figured, own: bool| {
            let next = known.len() + 1;
            known
                .entry(Arc::clone(&figure.name))
                .or_insert_with(|| Known {
                    shown: format::figure_with_unit(words, figure),
                    anchor: own.then(|| format!("{prefix}-{next}")),
                });
        };
        for figure in self
            .subject
            .total()
            .into_iter()
            .chain(self.subject.grades())
        {
            add(figure, true);
        }
        for figure in self.subject.metrics().iter().copied() {
            add(figure, true);
        }
        for figure in self.subject.ladder() {
            add(figure, true);
        }
        for line in self.subject.pay() {
            add(&line.amount, true);
        }
        let mut items: Vec<&ItemResult> = self.subject.items().iter().collect();
        while let Some(item) = items.pop() {
            add(&item.points, true);
            for figure in item.value.iter().chain(&item.target) {
                add(figure, false);
            }
            items.extend(&item.items);
        }
        known
    }
}

/// What the lines of one policy are written with.
struct Teller<'t, 'u, 'a> {
    under: &'t Under<'u, 'a>,
    telling: Telling<'t>,
    explained: Explained<'u, 'a>,
    rules: &'t mut Rules,
}

impl Teller<'_, '_, '_> {
    fn line(&mut self, figure: &Figured, sum: bool) -> LineView {
        let (points, beside) = self.value(figure);
        LineView {
            anchor: self.anchor(figure),
            lang: foreign(&figure.title, self.under.shared.language()),
            title: figure.title.to_string(),
            depth: 0,
            sum,
            value: String::new(),
            target: String::new(),
            points,
            beside,
            corrected: format::changed(&self.under.shared.words, figure),
            why: self.why(figure),
        }
    }

    fn item(&mut self, item: &ItemResult, depth: usize, out: &mut Vec<LineView>) {
        let words = &self.under.shared.words;
        let rule = score::item_rule(self.under.results.policy(), &item.item);
        let weight = rule.map(|r| &r.effective).filter(|w| !w.is_zero());
        let with_unit = |figure: &Option<Figured>| {
            let figure = figure.as_ref();
            figure.map_or_else(String::new, |f| format::figure_with_unit(words, f))
        };
        let figures = [
            Some(&item.points),
            item.value.as_ref(),
            item.target.as_ref(),
        ];
        let title = rule.map_or_else(|| item.item.to_string(), |r| r.title.clone());
        out.push(LineView {
            anchor: self.anchor(&item.points),
            lang: foreign(&title, self.under.shared.language()),
            title,
            depth,
            sum: !item.items.is_empty(),
            value: with_unit(&item.value),
            target: with_unit(&item.target),
            points: format::figure(&item.points),
            beside: weight.map_or_else(String::new, |w| format!("/ {}", score::plain(w))),
            corrected: score::first_change(words, figures.into_iter().flatten()),
            why: self.why(&item.points),
        });
        for part in &item.items {
            self.item(part, depth + 1, out);
        }
    }

    fn value(&self, figure: &Figured) -> (String, String) {
        let words = &self.under.shared.words;
        let ladder = self.under.results.policy().ladder.as_ref();
        match ladder.is_some_and(|ladder| ladder.moved == figure.name) {
            true => (score::moved(words, figure), String::new()),
            false => score::value_and_unit(words, figure),
        }
    }

    fn anchor(&self, figure: &Figured) -> String {
        let known = self.telling.known.get(&figure.name);
        known.and_then(|k| k.anchor.clone()).unwrap_or_default()
    }

    fn why(&mut self, figure: &Figured) -> Html {
        let Self {
            explained,
            telling,
            rules,
            ..
        } = self;
        explained.tell_values(&figure.name, telling, rules)
    }
}
