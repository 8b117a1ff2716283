//! Text → tokens.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use winnow::LocatingSlice;
use winnow::Parser;
use winnow::ascii::digit1;
use winnow::combinator::{alt, fail, opt, repeat};
use winnow::error::ContextError;
use winnow::stream::Location;
use winnow::token::{any, literal, one_of, take_while};

use super::mistake::FormulaMistake;
use super::vocabulary::{Word, reserved};
use crate::number::Number;

/// A token with the bytes it covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Number(Number),
    Text(Arc<str>),
    Date(DateTime),
    /// A name; quoted ones are never words of the language.
    Name(Arc<str>, bool),
    /// A reserved word, with its text: after a point it is a name after all.
    Word(Word, Arc<str>),
    Symbol(&'static str),
}

type Input<'i> = LocatingSlice<&'i str>;
type Lexed<T> = winnow::ModalResult<T, ContextError>;

/// What one step of the lexer found; mistakes are values, so that the place is never lost.
#[derive(Clone)]
enum Piece {
    Token(TokenKind),
    Space,
    Wrong(Wrong),
}

#[derive(Clone)]
enum Wrong {
    UnclosedText,
    NoSuchDay(String),
    LongNumber,
    Character(char),
}

/// Cuts a formula into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, (FormulaMistake, Range<usize>)> {
    let mut input = LocatingSlice::new(text);
    let mut tokens = Vec::new();
    while !input.is_empty() {
        let start = input.current_token_start();
        let Ok(found) = piece(&mut input) else { break };
        let span = start..input.previous_token_end();
        match found {
            Piece::Space => {}
            Piece::Token(kind) => tokens.push(Token { kind, span }),
            Piece::Wrong(wrong) => return Err((mistake(wrong), span)),
        }
    }
    Ok(tokens)
}

fn mistake(wrong: Wrong) -> FormulaMistake {
    match wrong {
        Wrong::UnclosedText => FormulaMistake::UnclosedText,
        Wrong::NoSuchDay(text) => FormulaMistake::NoSuchDay(text),
        Wrong::LongNumber => FormulaMistake::LongNumber,
        Wrong::Character(character) => FormulaMistake::Character(character),
    }
}

fn piece(input: &mut Input<'_>) -> Lexed<Piece> {
    alt((
        take_while(1.., |c: char| c.is_whitespace()).value(Piece::Space),
        day,
        number,
        text,
        quoted_name,
        symbol.map(|s| Piece::Token(TokenKind::Symbol(s))),
        name,
        any.map(|c| Piece::Wrong(Wrong::Character(c))),
    ))
    .parse_next(input)
}

fn day(input: &mut Input<'_>) -> Lexed<Piece> {
    let digits = |n: usize| take_while(n..=n, |c: char| c.is_ascii_digit());
    let text = (digits(4), '-', digits(2), '-', digits(2))
        .take()
        .parse_next(input)?;
    Ok(match text.parse::<Date>() {
        Ok(date) => Piece::Token(TokenKind::Date(date.to_datetime(jiff::civil::Time::MIN))),
        Err(_) => Piece::Wrong(Wrong::NoSuchDay(text.to_owned())),
    })
}

fn number(input: &mut Input<'_>) -> Lexed<Piece> {
    let text = (digit1, opt(('.', digit1)), opt(one_of(['%', '％'])))
        .take()
        .parse_next(input)?;
    Ok(match Number::parse(text) {
        Ok(number) => Piece::Token(TokenKind::Number(number)),
        Err(_) => Piece::Wrong(Wrong::LongNumber),
    })
}

fn text(input: &mut Input<'_>) -> Lexed<Piece> {
    let open: char = one_of(['\'', '"', '“', '‘']).parse_next(input)?;
    let close = match open {
        '“' => '”',
        '‘' => '’',
        same => same,
    };
    let inner = take_while(0.., |c: char| c != close && c != '\n').parse_next(input)?;
    Ok(match opt(close).parse_next(input)? {
        Some(_) => Piece::Token(TokenKind::Text(Arc::from(inner))),
        None => Piece::Wrong(Wrong::UnclosedText),
    })
}

fn quoted_name(input: &mut Input<'_>) -> Lexed<Piece> {
    '`'.parse_next(input)?;
    let inner = take_while(0.., |c: char| c != '`' && c != '\n').parse_next(input)?;
    Ok(match opt('`').parse_next(input)? {
        Some(_) => Piece::Token(TokenKind::Name(Arc::from(inner), true)),
        None => Piece::Wrong(Wrong::UnclosedText),
    })
}

/// Symbols as they may be written, each with its plain form; longer ones first.
const SYMBOLS: &[(&str, &str)] = &[
    ("::", "::"),
    ("：：", "::"),
    ("==", "=="),
    ("!=", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("=", "=="),
    ("＝", "=="),
    ("<", "<"),
    ("＜", "<"),
    (">", ">"),
    ("＞", ">"),
    ("+", "+"),
    ("＋", "+"),
    ("-", "-"),
    ("−", "-"),
    ("－", "-"),
    ("*", "*"),
    ("×", "*"),
    ("＊", "*"),
    ("/", "/"),
    ("÷", "/"),
    ("／", "/"),
    ("(", "("),
    ("（", "("),
    (")", ")"),
    ("）", ")"),
    ("[", "["),
    ("［", "["),
    ("【", "["),
    ("]", "]"),
    ("］", "]"),
    ("】", "]"),
    (",", ","),
    ("，", ","),
    ("、", ","),
    (".", "."),
    ("．", "."),
];

fn symbol(input: &mut Input<'_>) -> Lexed<&'static str> {
    for (written, plain) in SYMBOLS {
        if input.starts_with(written) {
            literal(*written).parse_next(input)?;
            return Ok(plain);
        }
    }
    fail.parse_next(input)
}

fn name(input: &mut Input<'_>) -> Lexed<Piece> {
    let first = |c: char| c.is_alphabetic() || c == '_';
    let rest = |c: char| c.is_alphanumeric() || c == '_';
    let text = (one_of(first), repeat::<_, _, (), _, _>(0.., one_of(rest)))
        .take()
        .parse_next(input)?;
    Ok(Piece::Token(match reserved(text) {
        Some(word) => TokenKind::Word(word, Arc::from(text)),
        None => TokenKind::Name(Arc::from(text), false),
    }))
}
