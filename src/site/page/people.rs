//! Everybody who has a page, by the letter of the name: the way to people without any script.

use serde::Serialize;

use crate::pinyin::{initial, name_order};
use crate::site::edition::PublicPerson;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of all people.
#[derive(Debug, Serialize)]
pub struct PeoplePage {
    frame: Frame,
    /// How many they are.
    size: String,
    letters: Vec<LetterView>,
}

/// The people under a letter.
#[derive(Debug, Serialize)]
struct LetterView {
    letter: String,
    /// The anchor.
    anchor: String,
    people: Vec<PersonView>,
}

/// A person.
#[derive(Debug, Serialize)]
struct PersonView {
    who: LinkView,
    team: LinkView,
    id: String,
}

/// Shows all people.
pub fn view(shared: &Shared<'_>, path: &str) -> PeoplePage {
    let mut people: Vec<&PublicPerson> = shared.public.people().values().collect();
    // Signs without a letter of their own stand at the end.
    people.sort_by_cached_key(|p| (initial(&p.name) == '#', name_order(&p.name), p.id.clone()));
    let letters = people.chunk_by(|a, b| initial(&a.name) == initial(&b.name));
    let letters = letters.map(|people| {
        let letter = people.first().map_or('#', |p| initial(&p.name));
        LetterView {
            letter: letter.to_string(),
            anchor: match letter {
                '#' => "other".to_owned(),
                letter => letter.to_ascii_lowercase().to_string(),
            },
            people: people.iter().map(|p| person(shared, path, p)).collect(),
        }
    });
    let words = &shared.words;
    PeoplePage {
        frame: shared.frame(path, words.say("people").to_owned(), "people"),
        size: words.count("team_size", people.len(), &[]),
        letters: letters.collect(),
    }
}

fn person(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> PersonView {
    PersonView {
        // Team and number stand beside the name, so that nothing more has to tell people apart.
        who: LinkView {
            text: person.name.clone(),
            ..shared.person(path, &person.id, &person.name)
        },
        team: match person.team.as_ref() {
            "" => LinkView::default(),
            team => shared.team(path, team),
        },
        id: person.id.to_string(),
    }
}
