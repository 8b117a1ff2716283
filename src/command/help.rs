//! The texts of `--help`, written by hand in both languages, one screen each: `help/VERB.LANGUAGE.txt`.

use crate::diagnostic::Language;

/// Lists the texts of verbs: the name, in Chinese, in English.
macro_rules! texts {
    ($($verb:literal),* $(,)?) => {
        &[$((
            $verb,
            include_str!(concat!("help/", $verb, ".zh-CN.txt")),
            include_str!(concat!("help/", $verb, ".en.txt")),
        )),*]
    };
}

/// The name of the program, whose text stands for whatever has none of its own.
const PROGRAM: &str = "meritbook";

/// The texts; a verb without one shows that of the whole program, which a test finds.
const TEXTS: &[(&str, &str, &str)] = texts![
    "adjust",
    "advance",
    "announce",
    "appeal",
    "bag",
    "build",
    "check",
    "compare",
    "diff",
    "explain",
    "import",
    "init",
    "meritbook",
    "new",
    "schema",
    "seal",
    "verify",
];

/// What every text ends with, in Chinese and in English.
const COMMON: (&str, &str) = (
    include_str!("help/common.zh-CN.txt"),
    include_str!("help/common.en.txt"),
);

/// Gives the whole command line its help in one language.
pub(super) fn attach(command: clap::Command, language: Language) -> clap::Command {
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    let command = command.override_help(text(PROGRAM, language));
    verbs.into_iter().fold(command, |command, verb| {
        let help = text(&verb, language);
        command.mut_subcommand(verb, |verb| verb.override_help(help))
    })
}

/// Returns the help of a verb; that of the whole program for any other name.
pub(super) fn text(verb: &str, language: Language) -> String {
    let of = |name: &str| TEXTS.iter().find(|(known, ..)| *known == name);
    let (_, zh, en) = of(verb).or_else(|| of(PROGRAM)).unwrap_or(&("", "", ""));
    match language {
        Language::Chinese => format!("{zh}\n{}", COMMON.0),
        Language::English => format!("{en}\n{}", COMMON.1),
    }
}
