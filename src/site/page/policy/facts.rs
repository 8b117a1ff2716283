//! Number, approval, since when, for whom.

use crate::figure::Subject;
use crate::number::Number;
use crate::period::Length;
use crate::policy::{Policy, attribute_said};
use crate::site::format;
use crate::site::shared::Shared;

/// Returns the facts of a version: names and values.
pub(super) fn facts(shared: &Shared<'_>, policy: &Policy) -> Vec<(String, String)> {
    let words = &shared.words;
    let version = &policy.version;
    let subject = policy.subject.map(|s| match s {
        Subject::Person => words.say("subject_person"),
        Subject::Team => words.say("subject_team"),
        Subject::Company => words.say("subject_company"),
    });
    let told = policy.source.iter().map(String::as_str);
    let told: Vec<&str> = told.filter(|source| !is_number(source)).collect();
    let source = Some(told.join(words.say("list_comma"))).filter(|s| !s.is_empty());
    [
        ("fact_document", version.document.clone()),
        ("fact_since", Some(shared.period(policy.begins()))),
        (
            "fact_published",
            version
                .published
                .as_ref()
                .map(|(day, _)| format::day(words, *day)),
        ),
        ("fact_approved", version.approved_by.clone()),
        ("fact_review", version.review_by.map(|p| shared.period(p))),
        ("fact_subject", subject.map(str::to_owned)),
        ("fact_length", length(shared, policy)),
        ("fact_applies", applies(shared, policy)),
        (
            "fact_confirm",
            policy
                .confirm
                .then(|| words.say("fact_confirm_text").to_owned()),
        ),
        ("fact_source", source),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((words.say(key).to_owned(), value?)))
    .collect()
}

/// Tells whether a source is a number in a list of schemes, which tells readers nothing: `S021`.
fn is_number(source: &str) -> bool {
    let digits = source.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let letters = source.len() - digits.len();
    (1..=3).contains(&letters) && Number::parse(digits).is_ok()
}

fn length(shared: &Shared<'_>, policy: &Policy) -> Option<String> {
    let words = &shared.words;
    policy.subject.map(|_| match policy.length {
        Length::Month => words.say("length_month").to_owned(),
        Length::Quarter => words.say("length_quarter").to_owned(),
        Length::Half => words.say("length_half").to_owned(),
        Length::Year => words.say("length_year").to_owned(),
        Length::From(day) => words
            .say("length_from")
            .replace("{first}", &day.to_string())
            .replace("{last}", &(day - 1).to_string()),
    })
}

/// Says for whom a policy is: posts and grades by themselves, other attributes with their names.
pub(super) fn applies(shared: &Shared<'_>, policy: &Policy) -> Option<String> {
    let words = &shared.words;
    let mut applies: Vec<String> = policy
        .applies_to
        .attributes
        .iter()
        .map(|(name, values)| {
            let values = values.join(words.say("comma"));
            match name.as_ref() {
                "post" | "grade" | "team" => values,
                other => {
                    let said = attribute_said(other);
                    words.fill(
                        "applies_attribute",
                        &[("name", shared.say(&said)), ("values", &values)],
                    )
                }
            }
        })
        .collect();
    let only = shared.say(&policy.applies_to.only_said);
    if !only.is_empty() {
        applies.push(only.to_owned());
    }
    Some(applies.join(words.say("semicolon"))).filter(|a| !a.is_empty())
}
