//! `reversals:` of a pay line: deals of now or earlier that come undone lower what the line is
//! paid by. The old period stays as it is; what it would have been less is charged now.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::instalments::carried;
use super::mistake::PayMistake;
use super::scorecard::joined;
use super::{PayKind, PayLine, bands, rounding};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::pay::REVERSALS;
use crate::form::{Fields, Reader, Written};
use crate::formula::{
    Aggregate, CutMode, CutRow, CutTable, Expr, Fold, Function, Node as ExprNode, Operator, Over,
};
use crate::number::{Number, Rounding};
use crate::period::Length;
use crate::value::{Kind, Place};

/// The most periods that reversals reach back.
const MOST: u32 = 24;

/// What stands around a line's reversals.
struct Around<'a> {
    /// The line's figure.
    line: String,
    title: &'a str,
    table: Arc<str>,
    amount: Expr,
    round: Option<Rounding>,
    place: &'a Place,
    /// How many months a period has.
    months: i32,
}

/// Reads `reversals` and defines its figures; returns the line's amount and its sentence.
///
/// `by` is what the line is paid by, `table` the band that it is looked up in.
pub(super) fn lowered(
    draft: &mut Draft,
    length: Length,
    (name, fields): (&Written<String>, &Fields<'_>),
    node: &Node,
    (by, table): (Expr, &Arc<CutTable>),
) -> Option<(Expr, Said)> {
    let inner = draft.reader.read(node, &REVERSALS)?;
    let of = inner.text("of")?;
    let amount = draft.formula(inner.node("amount")?)?;
    let charge = inner.word("charge", &mut draft.reader)?.value;
    let short = inner.word("short", &mut draft.reader)?.value;
    if table.across.is_some() || table.kinds.first() != Some(&Kind::Number) {
        draft.reader.report(PayMistake::ReversalsOfNoBand {
            line: name.value.clone(),
            place: node.place.clone(),
        });
        return None;
    }
    let around = Around {
        line: format!("pay.{}", name.value),
        title: &name.value,
        table: of.value.trim().into(),
        amount,
        round: round(draft, fields),
        place: &node.place,
        months: length.level().months(),
    };
    let keeps = short == "carry";
    let end = match keeps {
        true => Said::new("不够扣的结转下期", "what is left is carried on"),
        false => Said::new("不够扣的不再追", "what is left is let go"),
    };
    if charge == "current" {
        let expr = current(draft, &around, by, table, keeps, &[]);
        let said = Said::new(
            format!("“{}”里的退单冲减本期的基数，{}", around.table, end.zh),
            format!(
                "reversals in `{}` lower this period's base; {}",
                around.table, end.en
            ),
        );
        return Some((expr, said));
    }
    let within = inner.count("within", &mut draft.reader).map(|n| n.value);
    let date = inner.node("deal_date").and_then(|n| draft.formula(n));
    let within = within.filter(|n| (1..=MOST).contains(n));
    let (Some(within), Some(date)) = (within, date) else {
        draft.reader.report(PayMistake::ReversalsReach {
            line: name.value.clone(),
            most: MOST,
            place: node.place.clone(),
        });
        return None;
    };
    let within = u16::try_from(within).unwrap_or(1);
    let expr = original(draft, &around, (by, table), keeps, (within, date));
    let said = Said::new(
        format!(
            "“{}”里的退单，原交易在本期的冲减本期的基数，在以前 {within} 期的按原期的档位重算原期金额、差额在本期扣回，更早的冲减本期的基数，{}",
            around.table, end.zh
        ),
        format!(
            "reversals in `{}` of this period's deals lower its base; of deals of the {within} periods before, the old period is worked out again by its own band and the difference is charged now; older ones lower this period's base; {}",
            around.table, end.en
        ),
    );
    Some((expr, said))
}

/// Returns the lines to be shown beside a line with reversals.
pub(super) fn lines(draft: &Draft, line: &PayLine) -> Vec<PayLine> {
    let told = [
        (
            "charged",
            PayKind::Reversed,
            "以前各期的退单在本期扣回的。",
            "Charged now for deals of earlier periods.",
        ),
        (
            "carried",
            PayKind::Carried,
            "本期不够扣、以后再扣的。",
            "Too much for this period, to be charged later.",
        ),
    ];
    let lines = told.into_iter().filter_map(|(end, kind, zh, en)| {
        let figure = draft.defined(&format!("{}.{end}", line.figure))?;
        Some(PayLine {
            name: Arc::clone(&figure.title),
            figure: Arc::clone(&figure.name),
            sentence: Said::new(zh, en),
            kind,
            of: Arc::clone(&line.figure),
            parts: Vec::new(),
            settles: false,
        })
    });
    lines.collect()
}

/// The line's own rounding; what is wrong with it is told where the line is made.
fn round(draft: &Draft, fields: &Fields<'_>) -> Option<Rounding> {
    match fields.node("round") {
        Some(node) => rounding::one(&mut Reader::new(), node),
        None => draft.rounding.pay.clone(),
    }
}

impl Around<'_> {
    fn name(&self, end: &str) -> String {
        format!("{}.{end}", self.line)
    }

    fn read(&self, end: &str) -> Expr {
        named(&self.name(end), self.place)
    }

    fn back(&self, end: &str, periods: u16) -> Expr {
        let node = ExprNode::Back(Box::new(self.read(end)), periods);
        Expr::new(node, self.place)
    }

    fn number(&self, number: i64) -> Expr {
        Expr::number(Number::from(number), self.place)
    }

    fn minus(&self, a: Expr, b: Expr) -> Expr {
        Expr::binary(Operator::Minus, a, b)
    }

    /// What is left, never below nothing.
    fn at_least_nothing(&self, left: Expr) -> Expr {
        Expr::call(Function::Max, vec![self.number(0), left], self.place)
    }

    /// The sum of the subject's rows, perhaps under a condition.
    fn rows(&self, only: Option<Expr>) -> Expr {
        let fold = Fold {
            by: Aggregate::Sum,
            over: Some(Over::Table(Arc::clone(&self.table))),
            groups: Vec::new(),
            what: Some(self.amount.clone()),
            only,
            order: None,
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), self.place)
    }

    /// The first day of so many periods ago.
    fn start(&self, ago: u16) -> Expr {
        let start = Expr::name(&["period_start"], self.place);
        let months = -i64::from(ago) * i64::from(self.months);
        Expr::call(
            Function::MonthsAfter,
            vec![start, self.number(months)],
            self.place,
        )
    }

    fn define(&self, draft: &mut Draft, end: &str, (zh, en): (&str, &str), form: Form, expr: Expr) {
        let title = format!("{} · {}", self.title, draft.say(zh, en));
        let mut figure = draft.figure(&self.name(end), &title, form, expr);
        figure.place = self.place.clone();
        let short = self.name(end);
        figure.aliases = vec![short.trim_start_matches("pay.").into()];
        draft.define(figure);
    }

    /// Defines an amount of money, rounded as the line is.
    fn money(&self, draft: &mut Draft, end: &str, title: (&str, &str), expr: Expr) {
        let title = format!("{} · {}", self.title, draft.say(title.0, title.1));
        let mut figure = draft.figure(&self.name(end), &title, Form::Pay, expr);
        figure.place = self.place.clone();
        figure.round.clone_from(&self.round);
        figure.unit = Some("元".into());
        let short = self.name(end);
        figure.aliases = vec![short.trim_start_matches("pay.").into()];
        draft.define(figure);
    }
}

/// Lowers this period's base by all rows but those of the periods in `charged`, and returns the
/// line's amount by what is left.
fn current(
    draft: &mut Draft,
    around: &Around<'_>,
    by: Expr,
    table: &Arc<CutTable>,
    keeps: bool,
    charged: &[String],
) -> Expr {
    around.define(
        draft,
        "reversals",
        ("有冲减", "has reversals"),
        Form::Key,
        around.number(1),
    );
    let all = charged.iter().map(|end| around.read(end));
    let own = all.fold(around.rows(None), |rest, earlier| {
        around.minus(rest, earlier)
    });
    around.define(
        draft,
        "reversed",
        ("冲减本期基数", "taken off this base"),
        Form::Pay,
        own,
    );
    let mut lower = around.read("reversed");
    if keeps {
        let before = carried(
            &around.name("unmet"),
            &around.name("reversals"),
            around.place,
        );
        around.define(
            draft,
            "unmet_before",
            ("上期待抵基数", "base to set off"),
            Form::Pay,
            before,
        );
        lower = Expr::binary(Operator::Plus, lower, around.read("unmet_before"));
        let unmet = around.at_least_nothing(around.minus(lower.clone(), by.clone()));
        around.define(
            draft,
            "unmet",
            ("待抵基数", "base left to set off"),
            Form::Pay,
            unmet,
        );
    }
    let base = around.at_least_nothing(around.minus(by, lower));
    around.define(
        draft,
        "base",
        ("冲减后的基数", "base after reversals"),
        Form::Pay,
        base,
    );
    bands::cut(around.read("base"), table, 0)
}

/// Charges the difference that reversals make to earlier periods, beside what [`current`] does.
fn original(
    draft: &mut Draft,
    around: &Around<'_>,
    (by, table): (Expr, &Arc<CutTable>),
    keeps: bool,
    (within, date): (u16, Expr),
) -> Expr {
    let mut charged = Vec::new();
    for ago in 1..=within {
        let since = Expr::binary(Operator::MoreOrEqual, date.clone(), around.start(ago));
        let until = Expr::binary(Operator::Less, date.clone(), around.start(ago - 1));
        let rows = around.rows(Some(Expr::binary(Operator::And, since, until)));
        let end = format!("reversed{ago}");
        let (zh, en) = (
            format!("{ago} 期前的退单"),
            format!("reversals of {ago} ago"),
        );
        around.define(draft, &end, (&zh, &en), Form::Pay, rows);
        charged.push(end);
    }
    let gross = current(draft, around, by, table, keeps, &charged);
    around.money(draft, "gross", ("扣回之前", "before charges"), gross);
    let then = keep_band(draft, around, table);
    let mut charges = Vec::new();
    for ago in 1..=within {
        // What was reversed of that period since, in the periods between.
        let between = (1..ago).map(|since| {
            let there = around.back("reversals", since);
            let there = Expr::call(Function::Known, vec![there], around.place);
            let earlier = around.back(&format!("reversed{}", ago - since), since);
            Expr::choose(there, earlier, around.number(0))
        });
        let base = between.fold(around.back("base", ago), |base, earlier| {
            around.minus(base, earlier)
        });
        let lower = around.minus(base.clone(), around.read(&format!("reversed{ago}")));
        // A band of another shape could not be worked out with these rows: then it is missing.
        let shape = || around.back(&then.shape, ago);
        for (end, base, title) in [
            (
                format!("was{ago}"),
                base,
                (format!("{ago} 期前原金额"), format!("amount of {ago} ago")),
            ),
            (
                format!("now{ago}"),
                lower,
                (format!("{ago} 期前重算"), format!("{ago} ago, again")),
            ),
        ] {
            let again = then.amount(around, around.at_least_nothing(base), ago);
            let again = Expr::binary(Operator::Times, again, shape());
            let reversed = around.read(&format!("reversed{ago}"));
            let none = Expr::binary(Operator::Equal, reversed, around.number(0));
            let expr = Expr::choose(none, around.number(0), again);
            around.money(draft, &end, (&title.0, &title.1), expr);
        }
        let was = around.read(&format!("was{ago}"));
        charges.push(around.minus(was, around.read(&format!("now{ago}"))));
    }
    let charge = joined(charges, Operator::Plus).unwrap_or_else(|| around.number(0));
    around.money(
        draft,
        "charged",
        ("扣回以前各期", "charged for earlier periods"),
        charge,
    );
    let mut left = around.minus(around.read("gross"), around.read("charged"));
    if keeps {
        let before = carried(
            &around.name("carried"),
            &around.name("reversals"),
            around.place,
        );
        around.money(
            draft,
            "carried_before",
            ("上期待扣余额", "carried before"),
            before,
        );
        left = around.minus(left, around.read("carried_before"));
        let carried = around.at_least_nothing(around.minus(around.number(0), left.clone()));
        around.money(draft, "carried", ("待扣余额", "carried on"), carried);
    }
    around.at_least_nothing(left)
}

/// A band that is kept in each period, so that later ones can use it as it was.
struct Kept {
    /// The figure that tells its shape, by the end of its name.
    shape: String,
    table: Arc<CutTable>,
}

fn keep_band(draft: &mut Draft, around: &Around<'_>, table: &Arc<CutTable>) -> Kept {
    let mode = match table.mode {
        CutMode::Flat => "flat",
        CutMode::Whole => "whole",
        CutMode::Marginal => "marginal",
        CutMode::Linear => "linear",
    };
    let rest = if table.otherwise.is_some() {
        "_else"
    } else {
        ""
    };
    let shape = format!("band_{mode}{}{rest}", table.rows.len());
    around.define(draft, &shape, ("档位", "band"), Form::Key, around.number(1));
    let title = ("档位的数", "a number of the band");
    for (number, row) in (1..).zip(&table.rows) {
        around.define(
            draft,
            &format!("cut{number}"),
            title,
            Form::Key,
            row.at.clone(),
        );
        let result = row.results.first().cloned();
        let result = result.unwrap_or_else(|| around.number(0));
        around.define(draft, &format!("result{number}"), title, Form::Key, result);
    }
    if let Some(rest) = table.otherwise.as_ref().and_then(|r| r.first()) {
        around.define(draft, "result0", title, Form::Key, rest.clone());
    }
    Kept {
        shape,
        table: Arc::clone(table),
    }
}

impl Kept {
    /// Looks a base up in the band as it was so many periods ago.
    fn amount(&self, around: &Around<'_>, base: Expr, ago: u16) -> Expr {
        let back = |end: String| around.back(&end, ago);
        let rows = (1..).zip(&self.table.rows).map(|(number, row)| CutRow {
            at: back(format!("cut{number}")),
            side: row.side,
            results: vec![back(format!("result{number}"))],
            place: row.place.clone(),
        });
        let rest = self.table.otherwise.as_ref();
        let table = CutTable {
            rows: rows.collect(),
            otherwise: rest.map(|_| vec![back("result0".to_owned())]),
            columns: self.table.columns.iter().take(1).cloned().collect(),
            kinds: vec![Kind::Number],
            across: None,
            ..self.table.as_ref().clone()
        };
        bands::cell(base, &Arc::new(table), 0)
    }
}
