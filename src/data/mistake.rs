//! What may be wrong with data: how tables are declared, where files lie, who is who.
//!
//! Each kind is an enum of its own below, plain data with its codes and its words.

mod appeal;
mod confirmation;
mod day;
mod folder;
mod history;
mod interview;
mod mapping;
mod moment;
mod naming;
mod note;
mod person;
mod rating;
mod roster;
mod share;
mod source;

pub use appeal::AppealMistake;
pub use confirmation::ConfirmationMistake;
pub use day::DayMistake;
pub use folder::PlaceMistake;
pub use history::HistoryMistake;
pub use interview::InterviewMistake;
pub use mapping::MappingMistake;
pub use moment::MomentMistake;
pub use naming::NamingMistake;
pub use note::NoteMistake;
pub use person::PersonMistake;
pub use rating::RatingMistake;
pub use roster::RosterMistake;
pub use share::ShareMistake;
pub use source::SourceMistake;
