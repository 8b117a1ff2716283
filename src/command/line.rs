//! The command line's words: verbs and options, and what to answer when they make no sense.

mod misuse;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use self::misuse::misuse;
use super::mistake::CommandMistake;
use super::{
    adjust, advance, announce, appeal, bag, build, check, compare, diff, explain, help, import,
    init, seal, verify,
};
use crate::diagnostic::Language;

/// A command line, understood. The texts of `--help` stand in `help`.
#[derive(Debug, Parser)]
#[command(name = "meritbook", version)]
pub(super) struct Line {
    /// The folder that holds `content/`.
    #[arg(long, global = true, default_value = ".")]
    pub(super) site: PathBuf,
    /// The language of messages; read beforehand by [`language_asked_for`].
    #[arg(long, global = true, value_parser = ["zh-CN", "zh", "en"])]
    pub(super) lang: Option<String>,
    /// What to do; nothing shows what could be done.
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Makes a small site to begin with.
    Init(init::Asked),
    /// Reads everything and lists what is wrong.
    Check(check::Asked),
    /// Makes the site.
    Build(build::Asked),
    /// Puts a figure right, and shows who else moves.
    Adjust(adjust::Asked),
    /// Files appeals, decides them, lists them.
    Appeal {
        /// What.
        #[command(subcommand)]
        what: appeal::What,
    },
    /// Prints a period's text for a work chat.
    Announce(announce::Asked),
    /// Works past months out by other rules and tells what would be different.
    Compare(compare::Asked),
    /// Tells what is different between two periods or two states, and which input makes it so.
    Diff(diff::Asked),
    /// Shows how a number came about.
    Explain(explain::Asked),
    /// Takes exported files into a month.
    Import(import::Asked),
    /// Prints what a kind of document may hold, as JSON Schema.
    Schema {
        /// The kind of document.
        #[arg(value_enum)]
        what: Described,
    },
    /// Brings a month to its next state.
    Advance(advance::Asked),
    /// Puts a sealed period into a bag for the archive.
    Bag(bag::Asked),
    /// Seals a period.
    Seal(seal::Asked),
    /// Looks whether what is sealed is what it was.
    Verify(verify::Asked),
    /// Writes what the author goes on with.
    New {
        /// What to write.
        #[arg(value_enum)]
        what: New,
        /// Which one: a month such as `2026-11`, a file such as `templates/home.html`.
        name: String,
    },
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Described {
    /// `site.yml`.
    Site,
    /// A policy.
    Policy,
    /// `month.yml`.
    Month,
    /// `adjustments.yml`.
    Adjustments,
    /// `appeals.yml`.
    Appeals,
    /// `sources.yml`.
    Sources,
    /// A row of the roster.
    Roster,
    /// The results that `build` writes for programs.
    Results,
    /// What `build` writes for programs of where results come from.
    Provenance,
    /// What `compare` writes for programs.
    Comparison,
    /// What `diff` writes for programs.
    Difference,
}

/// What `new` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum New {
    /// A month's folder with the tables that policies need.
    Month,
    /// A copy of a built-in file of the theme, to be changed.
    ThemeFile,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// As messages for people.
    Text,
    /// As JSON for programs.
    Json,
}

/// What to say instead of doing something.
pub(super) enum Answer {
    /// The help or version that was asked for.
    Help(String),
    /// The command line makes no sense.
    Mistake(CommandMistake),
}

/// Reads a command line; help is in `language`.
pub(super) fn parse(arguments: &[OsString], language: Language) -> Result<Line, Answer> {
    let command = help::attach(Line::command(), language);
    command
        .try_get_matches_from(arguments)
        .and_then(|matches| Line::from_arg_matches(&matches))
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Help(error.to_string()),
            _ => Answer::Mistake(CommandMistake::Misused(misuse(&error))),
        })
}

/// Finds `--lang` before anything else is understood, so that even a mistake in the command line
/// is told in that language.
pub(super) fn language_asked_for(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let tag = match word.strip_prefix("--lang=") {
            Some(tag) => tag,
            None if *word == "--lang" => words.get(at + 1)?,
            None => return None,
        };
        Language::from_tag(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    /// Sees that the text of a command, and of all below it, tells all that may be written.
    fn is_told(command: &clap::Command, name: &str, language: Language) {
        let text = help::text(name, language);
        let begins = match (language, name) {
            (_, "meritbook") => "meritbook".to_owned(),
            (Language::Chinese, _) => format!("\n用法：meritbook {}", name.replace('-', " ")),
            (Language::English, _) => format!("\nUsage: meritbook {}", name.replace('-', " ")),
        };
        assert!(text.contains(&begins), "{name} has no text of its own");
        for argument in command.get_arguments() {
            let shown = match argument.get_long() {
                Some(long) => format!("--{long}"),
                None => argument.get_id().as_str().to_uppercase(),
            };
            assert!(text.contains(&shown), "{name} lacks {shown}");
        }
        for below in command.get_subcommands() {
            let verb = below.get_name();
            assert!(text.contains(&format!("  {verb} ")), "{name} lacks {verb}");
            is_told(below, &help::name_below(name, verb), language);
        }
    }

    #[test]
    fn every_verb_and_option_stands_in_its_help() {
        for language in [Language::Chinese, Language::English] {
            is_told(&Line::command(), "meritbook", language);
        }
    }

    #[test]
    fn the_language_is_found_first() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(
            language_asked_for(&words("meritbook check --lang en")),
            Some(Language::English)
        );
        assert_eq!(
            language_asked_for(&words("meritbook --lang=zh-CN x")),
            Some(Language::Chinese)
        );
        assert_eq!(language_asked_for(&words("meritbook check --lang")), None);
        assert_eq!(
            language_asked_for(&words("meritbook check --lang fr")),
            None
        );
    }
}
