//! How long what is kept, as the author states it. Nothing is ever deleted by it.

use jiff::Span as Days;
use jiff::civil::Date;

use super::mistake::SettingsMistake;
use crate::content::Node;
use crate::diagnostic::Said;
use crate::form::site::{FOR_EVER, RETENTION};
use crate::form::{Fields, Reader, quantity};
use crate::period::Period;
use crate::value::Place;

/// How long what is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retention {
    /// What is kept how long, in the author's order, with names of the author's own at the end.
    pub kept: Vec<Kept>,
    /// By which rule, in the author's words.
    pub basis: Option<String>,
}

/// Something that is kept for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub what: What,
    /// How long.
    pub term: Term,
    /// Where it is written.
    pub place: Place,
}

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Results as published.
    Results,
    /// The files that they were worked out from.
    Data,
    /// Each mark that raters gave.
    Ratings,
    /// Pay sheets and prizes.
    Pay,
    /// Appeals and corrections.
    Appeals,
    /// Interviews and confirmations.
    Interviews,
    /// What is sealed.
    Sealed,
    /// Something else, by the author's name for it.
    Other(String),
}

/// How long something is kept, from the end of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// For good.
    Permanent,
    /// So many years.
    Years(u16),
    /// So many months.
    Months(u16),
    /// So many days.
    Days(u16),
}

impl Retention {
    /// Reads `retention:` of the site's settings.
    pub(super) fn read(fields: &Fields<'_>, reader: &mut Reader) -> Self {
        let node = fields.node("retention");
        let Some(fields) = node.and_then(|node| reader.read(node, &RETENTION)) else {
            return Self::default();
        };
        let mut kept = Vec::new();
        for name in fields.names().filter(|name| *name != "basis") {
            let what = match name {
                "results" => What::Results,
                "data" => What::Data,
                "ratings" => What::Ratings,
                "pay" => What::Pay,
                "appeals" => What::Appeals,
                "interviews" => What::Interviews,
                _ => What::Sealed,
            };
            let node = fields.node(name);
            kept.extend(node.and_then(|node| of(what, node, reader)));
        }
        for (name, node) in fields.others() {
            kept.extend(of(What::Other(name.value.clone()), node, reader));
        }
        Self {
            kept,
            basis: fields.text("basis").map(|text| text.value),
        }
    }

    /// Returns how long something is kept; `None` where nothing is said.
    pub fn of(&self, what: &What) -> Option<Term> {
        let mut kept = self.kept.iter();
        kept.find(|kept| kept.what == *what).map(|kept| kept.term)
    }
}

impl Term {
    /// Returns the last day on which something of a period is kept; `None` for what is kept for good.
    pub fn until(self, period: Period) -> Option<Date> {
        // Counted from the first day after the period, so that ends of months stay ends of months.
        let from = period.last_month().last_day().tomorrow().ok()?;
        let span = Days::new();
        let span = match self {
            Self::Permanent => return None,
            Self::Years(n) => span.try_years(n),
            Self::Months(n) => span.try_months(n),
            Self::Days(n) => span.try_days(n),
        };
        from.checked_add(span.ok()?).ok()?.yesterday().ok()
    }

    /// Says it in words.
    pub fn said(self) -> Said {
        let of = |n: u16, zh: &str, en: &str| {
            let many = if n == 1 { "" } else { "s" };
            Said::new(format!("{n} {zh}"), format!("{n} {en}{many}"))
        };
        match self {
            Self::Permanent => Said::new("永久", "for good"),
            Self::Years(n) => of(n, "年", "year"),
            Self::Months(n) => of(n, "个月", "month"),
            Self::Days(n) => of(n, "天", "day"),
        }
    }
}

impl What {
    /// Says it in words.
    pub fn said(&self) -> Said {
        match self {
            Self::Results => Said::new("结果", "results"),
            Self::Data => Said::new("原始数据", "data"),
            Self::Ratings => Said::new("评分", "ratings"),
            Self::Pay => Said::new("薪酬", "pay"),
            Self::Appeals => Said::new("申诉与更正", "appeals and corrections"),
            Self::Interviews => Said::new("面谈与确认", "interviews and confirmations"),
            Self::Sealed => Said::new("封存", "seals"),
            Self::Other(name) => Said::new(name.as_str(), name.as_str()),
        }
    }
}

fn of(what: What, node: &Node, reader: &mut Reader) -> Option<Kept> {
    let text = reader.text(node)?;
    let written = text.value.trim();
    let for_ever = FOR_EVER
        .iter()
        .any(|w| w.name == written || w.zh == written);
    let term = match for_ever {
        true => Some(Term::Permanent),
        false => term(written),
    };
    if term.is_none() {
        reader.report(SettingsMistake::NoTerm {
            what: what.said(),
            written: written.to_owned(),
            place: text.place.clone(),
        });
    }
    Some(Kept {
        what,
        term: term?,
        place: text.place,
    })
}

fn term(written: &str) -> Option<Term> {
    let quantity = quantity(written).ok()?;
    let number = quantity.number.to_i64().filter(|n| *n > 0)?;
    let number = u16::try_from(number).ok()?;
    match quantity.unit?.to_ascii_lowercase().as_str() {
        "年" | "year" | "years" => Some(Term::Years(number)),
        "个月" | "月" | "month" | "months" => Some(Term::Months(number)),
        "天" | "日" | "day" | "days" => Some(Term::Days(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_end_on_the_last_day_that_is_kept() {
        let until = |written: &str, period: &str| {
            let term = term(written).expect(written);
            let day = term.until(Period::named(period).expect(period));
            day.expect("a day").to_string()
        };
        assert_eq!(until("5 年", "2026-10"), "2031-10-31");
        assert_eq!(until("6 个月", "2026-02"), "2026-08-31");
        assert_eq!(until("1 year", "2027-02"), "2028-02-29");
        assert_eq!(until("２年", "2026-Q3"), "2028-09-30");
        assert_eq!(until("30 days", "2026-10"), "2026-11-30");
        for wrong in ["5", "0 年", "两年", "5 周", "-1 年", "1.5 年", "99999 年"] {
            assert_eq!(term(wrong), None, "{wrong}");
        }
    }
}
