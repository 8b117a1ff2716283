//! The texts of `--help`, written by hand in both languages, one screen each: `help/VERB.LANGUAGE.txt`, of a verb below
//! another one `help/VERB-BELOW.LANGUAGE.txt`.

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
    "appeal-add",
    "appeal-decide",
    "appeal-import",
    "appeal-list",
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

/// The verb that shows the help of the others, below each that has some.
const HELP: &str = "help";

/// Gives the whole command line its help in one language.
pub(super) fn attach(mut command: clap::Command, language: Language) -> clap::Command {
    // Only now every verb has its `help`.
    command.build();
    below(command, PROGRAM, language)
}

/// Gives a command and all below it their help; `name` is that of its text.
fn below(command: clap::Command, name: &str, language: Language) -> clap::Command {
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    let command = command.override_help(text(name, language));
    verbs.into_iter().fold(command, |command, verb| {
        let of = name_below(name, &verb);
        command.mut_subcommand(&verb, |it| match verb.as_str() {
            HELP => it.override_help(text(name, language)),
            _ => below(it, &of, language),
        })
    })
}

/// Returns the name of the text of a verb below another one.
pub(super) fn name_below(name: &str, verb: &str) -> String {
    match name {
        PROGRAM => verb.to_owned(),
        _ => format!("{name}-{verb}"),
    }
}

/// Returns a text by its name; that of the whole program for any other name.
pub(super) fn text(name: &str, language: Language) -> String {
    let of = |name: &str| TEXTS.iter().find(|(known, ..)| *known == name);
    let (_, zh, en) = of(name).or_else(|| of(PROGRAM)).unwrap_or(&("", "", ""));
    match language {
        Language::Chinese => format!("{zh}\n{}", COMMON.0),
        Language::English => format!("{en}\n{}", COMMON.1),
    }
}
