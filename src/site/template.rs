//! Template and view → HTML. Every text is escaped; only [`super::html::Html`] is not.

use std::borrow::Cow;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::mistake::SiteMistake;
use super::theme::{Theme, line_place};
use super::wording::Words;
use crate::value::Place;

/// The templates of a theme, read once.
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// Reads a theme's templates; `t` in them means the words.
    pub fn new(theme: &Theme, words: &Words) -> Result<Self, SiteMistake> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        // A template could otherwise let a text through unescaped.
        tera.register_filter(
            "safe",
            |_: &tera::Value, _: tera::Kwargs, _: &tera::State| {
                Err::<String, _>(tera::Error::message(
                    "the filter `safe` is switched off: finished HTML comes from the page itself",
                ))
            },
        );
        tera.global_context().insert("t", words.all());
        let texts: Vec<(&str, Cow<'_, str>)> = theme.templates();
        tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_ref())))
            .map_err(|error| {
                let (place, message) = told(theme, &error, "base.html");
                SiteMistake::BrokenTemplate { place, message }
            })?;
        Ok(Self { tera })
    }

    /// Fills a template; `page` is the file that is made.
    pub fn fill<V: Serialize>(
        &self,
        theme: &Theme,
        page: &str,
        template: &str,
        view: &V,
    ) -> Result<Vec<u8>, SiteMistake> {
        let failed = |error: &tera::Error| {
            let (place, message) = told(theme, error, template);
            SiteMistake::FailedPage {
                page: page.to_owned(),
                place,
                message,
            }
        };
        let context = Context::from_serialize(view).map_err(|e| failed(&e))?;
        let text = self
            .tera
            .render(template, &context)
            .map_err(|e| failed(&e))?;
        Ok(text.into_bytes())
    }
}

/// Returns where a template's mistake is and what the engine says of it.
fn told(theme: &Theme, error: &tera::Error, template: &str) -> (Place, String) {
    let file = |name: &str| theme.source(&format!("templates/{name}"));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = file(report.filename());
            let range = report.span().range.clone();
            let place = match source.text.get(range.clone()) {
                Some(_) => Place::span(&source, range.start, range.end),
                None => line_place(&source, report.span().start_line),
            };
            (place, report.message().to_owned())
        }
        other => (Place::file(&file(template)), other.to_string()),
    }
}
