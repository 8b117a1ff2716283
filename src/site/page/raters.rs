//! How people rate: spread and leniency by month, for those who answer for the ratings.

use serde::Serialize;

use crate::assessment::{Rater, Raters};
use crate::number::{Mode, Number, with_sign};
use crate::site::address::{RATERS, as_workbook, beside, link};
use crate::site::shared::{Frame, LinkView, Shared};

/// A difference from others that is worth a look, in hundredths of the highest mark.
const FAR: i64 = 5;

/// The page of raters.
#[derive(Debug, Serialize)]
pub struct RatersPage {
    frame: Frame,
    periods: Vec<PeriodView>,
    /// All of it as tables.
    workbook: String,
    sheet: String,
}

/// A month.
#[derive(Debug, Serialize)]
struct PeriodView {
    name: String,
    /// What the month amounts to, in sentences.
    sentences: Vec<String>,
    rows: Vec<RowView>,
}

/// Somebody who rates.
#[derive(Debug, Serialize)]
struct RowView {
    who: LinkView,
    people: String,
    marks: String,
    mean: String,
    above: String,
    spread: String,
    top: String,
}

/// Tells how people rated, the latest month first.
pub fn view(shared: &Shared<'_>, path: &str) -> RatersPage {
    let mut periods = Vec::new();
    for period in shared.public.periods().iter().rev() {
        let Some(raters) = shared.public.raters(period.period()) else {
            continue;
        };
        let rows = raters.raters.iter().map(|rater| row(shared, path, rater));
        periods.push(PeriodView {
            name: shared.period(period.period()),
            sentences: sentences(shared, &raters),
            rows: rows.collect(),
        });
    }
    let sheet = shared.download(&beside(RATERS));
    RatersPage {
        workbook: link(path, &as_workbook(&sheet)),
        sheet: link(path, &sheet),
        frame: shared.frame(path, shared.words.say("raters").to_owned(), "none"),
        periods,
    }
}

fn sentences(shared: &Shared<'_>, raters: &Raters) -> Vec<String> {
    let words = &shared.words;
    let all = raters.raters.len() + raters.few;
    let (people, marks) = (raters.people.to_string(), raters.marks.to_string());
    let parts = [("people", people.as_str()), ("marks", marks.as_str())];
    let mut said = vec![words.count("raters_in_all", all, &parts)];
    let far = Number::from(FAR);
    let differs = |rater: &&Rater| {
        let above = rater.above.as_ref();
        above.is_some_and(|above| above.times(&Number::HUNDRED).absolute() >= far)
    };
    let compared = raters.raters.iter().filter(|r| r.above.is_some()).count();
    let apart = raters.raters.iter().filter(differs).count();
    let by = FAR.to_string();
    said.push(match (compared, apart) {
        (0, _) => words.say("raters_alone").to_owned(),
        (_, 0) => words.fill("raters_agree", &[("by", &by)]),
        (_, n) => words.count("raters_apart", n, &[("by", &by)]),
    });
    if raters.few > 0 {
        let fewest = shared.public.settings().smallest_group.to_string();
        said.push(words.count("raters_few", raters.few, &[("fewest", &fewest)]));
    }
    said
}

/// Writes a share as a number of per cent.
pub fn percent(share: &Number) -> String {
    share.times(&Number::HUNDRED).to_fixed(1, Mode::HalfUp)
}

fn row(shared: &Shared<'_>, path: &str, rater: &Rater) -> RowView {
    let name = shared.public.rater_name(&rater.id);
    let to = shared.addresses.person(&rater.id);
    let above = rater.above.as_ref();
    let above = above.map(|above| with_sign(&percent(above)));
    let top = Number::from(rater.top).divided_by(&Number::from(rater.marks));
    RowView {
        who: LinkView {
            text: name.unwrap_or(&rater.id).to_owned(),
            href: to.map_or_else(String::new, |to| link(path, &to)),
        },
        people: rater.people.to_string(),
        marks: rater.marks.to_string(),
        mean: format!("{}%", percent(&rater.mean)),
        above: above.unwrap_or_else(|| crate::site::format::NONE.to_owned()),
        spread: percent(&rater.spread),
        top: top.map_or_else(String::new, |top| {
            format!("{}%", top.times(&Number::HUNDRED).to_fixed(0, Mode::HalfUp))
        }),
    }
}
