//! What the state of a period means for its results, in a sentence on every page that shows them.

use jiff::civil::Date;
use serde::Serialize;

use crate::data::Stage;
use crate::site::edition::PublicPeriod;
use crate::site::format;
use crate::site::shared::Shared;

/// A sentence about a period's state.
#[derive(Debug, Serialize)]
pub struct BannerView {
    /// The state's word: `open`, `cut-off`, `provisional`, `final`, `sealed`, `archived`; `what-if`.
    stage: &'static str,
    text: String,
    /// Whether the page lists what was corrected.
    corrected: bool,
}

impl BannerView {
    /// Leads to the list of what was corrected, where the page has one.
    pub fn with_list(mut self, corrected: bool) -> Self {
        self.corrected = corrected;
        self
    }
}

/// Says what a period's state means for its results.
pub fn banner(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> BannerView {
    let words = &shared.words;
    // A what-if is in none of the states of results.
    if shared.what_if.is_some() {
        return BannerView {
            stage: "what-if",
            text: words.say("what_if_state").to_owned(),
            corrected: false,
        };
    }
    let stage = period.stage();
    let year = period.period().year();
    let day = |day: Option<Date>| day.map(|day| format::day_in(words, day, year));
    let reached = shared.public.reached(period);
    let since = || {
        let step = reached.iter().find(|step| step.stage == stage);
        step.and_then(|step| step.on)
    };
    let dated = |key: &str, dated: &str, on: Option<String>| match on {
        Some(on) => words.fill(dated, &[("day", &on)]),
        None => words.say(key).to_owned(),
    };
    let text = match stage {
        Stage::Open => dated("banner_open", "banner_open_until", day(period.data_until())),
        Stage::CutOff => words.say("banner_cut_off").to_owned(),
        Stage::Provisional => {
            let from = day(period.objections_from());
            let until = day(period.objections_until());
            match (from, until) {
                (Some(from), Some(until)) => {
                    let days = [("from", from.as_str()), ("until", &until)];
                    words.fill("banner_provisional_from", &days)
                }
                (_, until) => dated("banner_provisional", "banner_provisional_until", until),
            }
        }
        Stage::Final => dated(
            "banner_final",
            "banner_final_on",
            day(since().or(period.final_on())),
        ),
        Stage::Sealed => dated("banner_sealed", "banner_sealed_on", day(since())),
        Stage::Archived => dated("banner_archived", "banner_archived_on", day(since())),
    };
    BannerView {
        stage: stage.word(),
        text,
        corrected: false,
    }
}
