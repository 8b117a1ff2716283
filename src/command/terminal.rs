//! What is said to the person in front of the screen, and what the environment says of them.

use std::io::{self, IsTerminal, Write};

use crate::diagnostic::{Diagnostic, Language, render_all, render_first};

/// The two streams, and how to speak on them.
pub(super) struct Terminal {
    /// The language of all words.
    pub(super) language: Language,
    colour_out: bool,
    colour_err: bool,
}

impl Terminal {
    /// Looks at the streams and the environment: colour only on a terminal and never with
    /// `NO_COLOR`.
    pub(super) fn new(language: Language) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|value| value != "dumb");
        Self {
            language,
            colour_out: wanted && io::stdout().is_terminal(),
            colour_err: wanted && io::stderr().is_terminal(),
        }
    }

    /// Returns the text of this language.
    pub(super) fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// Writes a result to standard output, with a line break after it.
    pub(super) fn result(&self, text: &str) {
        // Nobody is left to tell when the reader has gone, for example after `| head`.
        let _ = writeln!(io::stdout().lock(), "{}", text.trim_end_matches('\n'));
    }

    /// Writes a line to standard error.
    pub(super) fn note(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Writes all messages with their count to standard output: they are the result of `check`.
    pub(super) fn list(&self, diagnostics: &[Diagnostic]) {
        self.result(&render_all(diagnostics, self.language, self.colour_out));
    }

    /// Writes messages to standard error, a blank line after each.
    pub(super) fn messages(&self, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() {
            let drawn = render_first(diagnostics, self.language, self.colour_err);
            self.note(drawn.strip_suffix('\n').unwrap_or(&drawn));
        }
    }
}

/// Asks a yes or no of whoever sits in front of a terminal; `true` where nobody does.
pub(super) fn agreed(terminal: &Terminal, zh: &str, en: &str) -> bool {
    if !io::stdin().is_terminal() {
        return true;
    }
    terminal.note(&format!("{} [y/N]", terminal.say(zh, en)));
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    let yes = ["y", "yes", "是"];
    read.is_ok() && yes.contains(&answer.trim().to_lowercase().as_str())
}

/// Returns the language of the locale; `None` where it names neither of ours.
pub(super) fn locale() -> Option<Language> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .and_then(|value| Language::from_tag(&value.to_string_lossy()))
}

/// Returns what the system calls the person in front of it.
pub(super) fn user() -> Option<String> {
    let named = ["USER", "USERNAME"]
        .into_iter()
        .filter_map(std::env::var_os);
    let mut named = named.filter_map(|name| name.into_string().ok());
    named.find(|name| !name.is_empty())
}
