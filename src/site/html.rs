//! HTML that is known to be safe: markup is literal, every text is escaped on its way in.

use serde::{Serialize, Serializer};

/// Finished HTML. Only this type reaches a page unescaped; it is made by a [`Writer`], by the
/// Markdown reader and by the chart canvas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

/// Writes HTML piece by piece.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Html {
    /// Takes HTML whose maker has escaped every text in it.
    pub(in crate::site) fn vouched(html: String) -> Self {
        Self(html)
    }

    /// Returns the markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Html {
    /// Hands the template engine a string that it does not escape again.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

impl Writer {
    /// Writes markup, which can only be literal.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Writes a text, or the value of a quoted attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape_into(&mut self.out, text);
        self
    }

    /// Writes finished HTML.
    pub fn html(&mut self, html: &Html) -> &mut Self {
        self.out.push_str(&html.0);
        self
    }

    /// Ends.
    pub fn done(self) -> Html {
        Html(self.out)
    }
}

/// Writes a text so that it means itself, between tags as well as in a quoted attribute.
pub(in crate::site) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let mut chars = tail.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
