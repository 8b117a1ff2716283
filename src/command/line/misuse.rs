//! What the parser of the command line objects to, in our words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::command::mistake::Misuse;

/// Says what an objection of the parser means.
pub(super) fn misuse(error: &clap::Error) -> Misuse {
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
                    // Help texts name what stands by itself without brackets.
                    option: argument.trim_matches(['<', '>']).to_owned(),
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
