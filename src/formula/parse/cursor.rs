//! A place among tokens.

use std::ops::Range;
use std::sync::Arc;

use super::super::mistake::FormulaMistake;
use super::super::token::{Token, TokenKind};
use super::super::vocabulary::Word;
use super::Parsed;
use crate::value::{At, Place};

/// How deep brackets, choices and calls may nest.
const MOST_DEPTH: u32 = 40;

pub(super) struct Cursor {
    tokens: Vec<Token>,
    next: usize,
    depth: u32,
    text: String,
    place: Result<Place, Place>,
}

impl Cursor {
    /// Begins before the first token; `place` is the text's own or, as an error, one that cannot be
    /// narrowed.
    pub fn new(tokens: Vec<Token>, text: &str, place: Result<Place, Place>) -> Self {
        Self {
            tokens,
            next: 0,
            depth: 0,
            text: text.to_owned(),
            place,
        }
    }

    pub fn done(&self) -> bool {
        self.next >= self.tokens.len()
    }

    pub fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|t| &t.kind)
    }

    /// Returns the token `ahead` tokens after the next one.
    pub fn peek_after(&self, ahead: usize) -> Option<&TokenKind> {
        self.tokens.get(self.next + ahead).map(|t| &t.kind)
    }

    pub fn skip(&mut self, count: usize) {
        self.next += count;
    }

    /// Returns the bytes of the next token; at the end, the end of the text.
    pub fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.next)
            .map_or(self.text.len()..self.text.len(), |t| t.span.clone())
    }

    /// Returns the place of the next token.
    pub fn place(&self) -> Place {
        let span = self.span();
        match &self.place {
            Ok(place) => place.within(span.start, span.end),
            Err(whole) => whole.clone(),
        }
    }

    /// Stretches a place to the end of the last token that was taken.
    pub fn from(&self, start: &Place) -> Place {
        let end = self
            .next
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .map(|t| t.span.end);
        match (&self.place, &start.at, end) {
            (Ok(place), At::Span { start: first, .. }, Some(end)) => {
                let stop = place.within(end, end);
                match stop.at {
                    At::Span { end, .. } => Place::span(&start.source, *first, end),
                    _ => start.clone(),
                }
            }
            _ => start.clone(),
        }
    }

    /// Returns the bytes of a place, counted from the text's own first byte.
    pub fn span_of(&self, place: &Place) -> Range<usize> {
        match (&self.place, &place.at) {
            (
                Ok(Place {
                    at: At::Span { start: base, .. },
                    ..
                }),
                At::Span { start, end },
            ) => start.saturating_sub(*base)..end.saturating_sub(*base),
            _ => 0..self.text.len(),
        }
    }

    /// Goes one level deeper, or says that it is too deep.
    pub fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MOST_DEPTH {
            return Err((FormulaMistake::TooDeep, self.span()));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Takes a symbol, if it is next.
    pub fn symbol(&mut self, symbol: &str) -> bool {
        let is = matches!(self.peek(), Some(TokenKind::Symbol(s)) if *s == symbol);
        self.next += usize::from(is);
        is
    }

    /// Takes a reserved word, if it is next.
    pub fn word(&mut self, word: Word) -> bool {
        let is = matches!(self.peek(), Some(TokenKind::Word(w, _)) if *w == word);
        self.next += usize::from(is);
        is
    }

    /// Takes a word that has a meaning here only, if it is next.
    pub fn contextual(&mut self, words: &[&str; 2]) -> bool {
        let is = self.looking_at(&[words]);
        self.next += usize::from(is);
        is
    }

    /// Tells whether such words come next, one after the other.
    pub fn looking_at(&self, sequence: &[&[&str; 2]]) -> bool {
        sequence.iter().enumerate().all(|(i, words)| {
            matches!(
                self.tokens.get(self.next + i).map(|t| &t.kind),
                Some(TokenKind::Name(name, false)) if words.contains(&name.as_ref())
            )
        })
    }

    pub fn expect_symbol(&mut self, symbol: &'static str) -> Parsed<()> {
        if self.symbol(symbol) {
            return Ok(());
        }
        Err(self.unexpected(&format!("“{symbol}”"), &format!("`{symbol}`")))
    }

    pub fn expect_word(&mut self, word: Word, written: &str) -> Parsed<()> {
        if self.word(word) {
            return Ok(());
        }
        Err(self.unexpected(&format!("“{written}”"), &format!("`{written}`")))
    }

    pub fn expect_contextual(&mut self, words: &[&str; 2]) -> Parsed<()> {
        if self.contextual(words) {
            return Ok(());
        }
        let [en, zh] = words;
        Err(self.unexpected(&format!("“{en}”或“{zh}”"), &format!("`{en}`")))
    }

    /// Takes the name after a point, where every word is one.
    pub fn expect_name_after_point(&mut self) -> Parsed<Arc<str>> {
        if let Some(TokenKind::Word(_, text)) = self.peek() {
            let name = Arc::clone(text);
            self.next += 1;
            return Ok(name);
        }
        self.expect_name()
    }

    pub fn expect_name(&mut self) -> Parsed<Arc<str>> {
        match self.peek() {
            Some(TokenKind::Name(name, _)) => {
                let name = Arc::clone(name);
                self.next += 1;
                Ok(name)
            }
            _ => Err(self.unexpected("一个名称", "a name")),
        }
    }

    /// Makes the mistake that something else was expected here.
    pub fn unexpected(&self, zh: &str, en: &str) -> (FormulaMistake, Range<usize>) {
        let mistake = if self.done() {
            FormulaMistake::EndsEarly {
                zh: zh.to_owned(),
                en: en.to_owned(),
            }
        } else {
            FormulaMistake::Unexpected {
                found: self.text.get(self.span()).unwrap_or_default().to_owned(),
                zh: zh.to_owned(),
                en: en.to_owned(),
            }
        };
        (mistake, self.span())
    }
}
