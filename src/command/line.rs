//! The command line's words: verbs and options, and what to answer when they make no sense.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::help;
use super::mistake::{CommandMistake, Misuse};
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
    /// Reads everything and lists what is wrong.
    Check {
        /// Counts warnings as errors.
        #[arg(long)]
        strict: bool,
        /// Puts right what cannot be meant otherwise.
        #[arg(long)]
        fix: bool,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// A sheet done by hand, with which results are compared.
        #[arg(long)]
        against: Option<PathBuf>,
        /// The period of that sheet; the latest month when not said.
        #[arg(long, requires = "against")]
        period: Option<String>,
    },
    /// Makes the site.
    Build {
        /// For whom the site is.
        #[arg(long, value_enum, default_value_t = Audience::Staff)]
        edition: Audience,
        /// The folder to publish into; `public` beside `content` when not said, `public-hr` for hr.
        #[arg(short, long)]
        out: Option<PathBuf>,
        /// Counts warnings as errors.
        #[arg(long)]
        strict: bool,
        /// Where the site will lie, for the feed and the map of the site.
        #[arg(long)]
        base_url: Option<String>,
    },
    /// Prints a period's text for a work chat.
    Announce {
        /// A period such as `2026-10`.
        period: String,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Where the site lies, for a link to the period.
        #[arg(long)]
        base_url: Option<String>,
    },
    /// Works past months out by other rules and tells what would be different.
    Compare {
        /// A policy file in the place of the version in force.
        #[arg(long)]
        with: Option<PathBuf>,
        /// Another value of a parameter: `POLICY::PARAMETER=VALUE`.
        #[arg(long)]
        set: Vec<String>,
        /// Whose file or parameters they are, by id.
        #[arg(long)]
        policy: Option<String>,
        /// The first month.
        #[arg(long)]
        from: Option<String>,
        /// The last month.
        #[arg(long)]
        to: Option<String>,
        /// Lists everybody for whom something is different.
        #[arg(long)]
        all: bool,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Shows how a number came about.
    Explain {
        /// An id or a name of a person or team.
        who: String,
        /// A period such as `2026-10`.
        period: String,
        /// A figure by name; the total when not said.
        figure: Option<String>,
    },
    /// Takes exported files into a month.
    Import {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The month, such as `2026-11`.
        #[arg(long)]
        month: String,
        /// Which table a file is: `FILE=TABLE`.
        #[arg(long = "as")]
        tables: Vec<String>,
        /// Which heading a column has: `TABLE.COLUMN=HEADING`.
        #[arg(long = "column")]
        columns: Vec<String>,
        /// In which unit a column is written: `TABLE.COLUMN=UNIT`.
        #[arg(long = "unit")]
        units: Vec<String>,
        /// Writes into `sources.yml` what is proposed.
        #[arg(long)]
        write_mapping: bool,
        /// Puts files in the place of those that are there, which are kept.
        #[arg(long)]
        replace: bool,
        /// Shows only.
        #[arg(long)]
        dry_run: bool,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Prints what a kind of document may hold, as JSON Schema.
    Schema {
        /// The kind of document.
        #[arg(value_enum)]
        what: Described,
    },
    /// Seals a period.
    Seal {
        /// A period such as `2026-10`.
        period: String,
        /// Who seals it.
        #[arg(long)]
        by: String,
        /// The day, such as `2026-11-12`.
        #[arg(long)]
        on: String,
        /// Why.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Looks whether what is sealed is what it was.
    Verify {
        /// A period such as `2026-10`; all when not said.
        period: Option<String>,
        /// The digest of a seal that was noted elsewhere.
        #[arg(long, conflicts_with = "head_file")]
        head: Option<String>,
        /// A file with that digest.
        #[arg(long)]
        head_file: Option<PathBuf>,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
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
    /// `sources.yml`.
    Sources,
    /// A row of the roster.
    Roster,
    /// The results that `build` writes for programs.
    Results,
}

/// What `new` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum New {
    /// A month's folder with the tables that policies need.
    Month,
    /// A copy of a built-in file of the theme, to be changed.
    ThemeFile,
}

/// For whom a site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Audience {
    /// Everybody of the company: no pay, no ladder.
    Staff,
    /// Those who answer for the figures: everything.
    Hr,
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

fn misuse(error: &clap::Error) -> Misuse {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    // Of several that are like it, the parser names the likeliest last.
    let meant = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => text(kind),
    };
    // `--out <OUT>` is the parser's way to write an option that wants a value.
    let argument = text(ContextKind::InvalidArg);
    let argument = match argument.split_once(" <") {
        Some((option, _)) => option.to_owned(),
        None => argument,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => Misuse::Unknown {
            word: argument,
            meant: meant(ContextKind::SuggestedArg),
        },
        ErrorKind::InvalidSubcommand => Misuse::NoSuchVerb {
            word: text(ContextKind::InvalidSubcommand),
            meant: meant(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = text(ContextKind::InvalidValue);
            if value.is_empty() {
                Misuse::NoValue { option: argument }
            } else {
                Misuse::WrongValue {
                    option: argument,
                    value,
                    valid: text(ContextKind::ValidValue),
                }
            }
        }
        ErrorKind::MissingRequiredArgument => Misuse::Incomplete { missing: argument },
        ErrorKind::ArgumentConflict => Misuse::Repeated { option: argument },
        _ => Misuse::Other {
            said: error.to_string().lines().next().unwrap_or("").to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn every_option_stands_in_its_help() {
        for language in [Language::Chinese, Language::English] {
            let command = Line::command();
            for verb in std::iter::once(&command).chain(command.get_subcommands()) {
                let text = help::text(verb.get_name(), language);
                for argument in verb.get_arguments() {
                    let shown = match argument.get_long() {
                        Some(long) => format!("--{long}"),
                        None => argument.get_id().as_str().to_uppercase(),
                    };
                    assert!(text.contains(&shown), "{} lacks {shown}", verb.get_name());
                }
                for below in verb.get_subcommands() {
                    assert!(
                        text.contains(&format!("  {} ", below.get_name())),
                        "{}",
                        below.get_name()
                    );
                }
            }
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
