//! A canvas of plotters' SVG backend: shapes in inks instead of colours.

use std::collections::BTreeSet;

use plotters::backend::SVGBackend;
use plotters::prelude::{DrawingBackend, IntoFont, RGBColor, ShapeStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::Told;
use crate::site::html::{Html, escape_into};

/// What something is drawn for; the theme's style gives each ink its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Bars.
    Bar,
    /// Lines and dots of the subject itself.
    Line,
    /// Lines of others, for comparison.
    Soft,
    /// Grid lines and the base line.
    Grid,
    /// A mark such as a mean.
    Mark,
    /// Texts.
    Text,
    /// Texts in the background.
    Quiet,
    /// One of five kinds, from the strongest to the faintest, each with its pattern.
    Kind1,
    /// The second kind.
    Kind2,
    /// The third kind.
    Kind3,
    /// The fourth kind.
    Kind4,
    /// The fifth kind.
    Kind5,
    /// The ground, for what is drawn into a bar.
    Paper,
}

/// The inks with the names of their classes; the place in the list is the sentinel.
const INKS: [(Ink, &str); 13] = [
    (Ink::Bar, "bar"),
    (Ink::Line, "line"),
    (Ink::Soft, "soft"),
    (Ink::Grid, "grid"),
    (Ink::Mark, "mark"),
    (Ink::Text, "text"),
    (Ink::Quiet, "quiet"),
    (Ink::Kind1, "c1"),
    (Ink::Kind2, "c2"),
    (Ink::Kind3, "c3"),
    (Ink::Kind4, "c4"),
    (Ink::Kind5, "c5"),
    (Ink::Paper, "paper"),
];

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Begins there.
    Start,
    /// Centred there.
    Middle,
    /// Ends there.
    End,
}

/// The size of texts in pixels, before plotters' own factor.
const TEXT: u32 = 14;

/// A drawing in the making.
pub struct Canvas<'s> {
    backend: SVGBackend<'s>,
}

/// Draws on a canvas of a size and returns the SVG with title and description.
pub fn draw(told: Told<'_>, size: (u32, u32), paint: impl FnOnce(&mut Canvas<'_>)) -> Html {
    let mut svg = String::new();
    {
        let mut canvas = Canvas {
            backend: SVGBackend::with_string(&mut svg, size),
        };
        paint(&mut canvas);
        // Drawing into memory cannot fail; the backend closes its tags here.
        let _ = canvas.backend.present();
    }
    Html::vouched(themed(&svg, told, size))
}

impl Canvas<'_> {
    /// Draws a filled rectangle.
    pub fn rectangle(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        let _ = self
            .backend
            .draw_rect(from, to, &ShapeStyle::from(colour(ink)).filled(), true);
    }

    /// Draws a line.
    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        let _ = self
            .backend
            .draw_line(from, to, &ShapeStyle::from(colour(ink)));
    }

    /// Draws a line through points, twice as thick.
    pub fn path(&mut self, points: Vec<(i32, i32)>, ink: Ink) {
        let style = ShapeStyle::from(colour(ink)).stroke_width(2);
        let _ = self.backend.draw_path(points, &style);
    }

    /// Draws a dot.
    pub fn dot(&mut self, at: (i32, i32), radius: u32, ink: Ink) {
        let style = ShapeStyle::from(colour(ink)).filled();
        let _ = self.backend.draw_circle(at, radius, &style, true);
    }

    /// Writes a text, its middle at the height of the point.
    pub fn text(&mut self, text: &str, at: (i32, i32), align: Align, ink: Ink) {
        let horizontal = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let colour = colour(ink).to_rgba();
        let style = TextStyle::from(("sans-serif", TEXT).into_font())
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Center));
        let _ = self.backend.draw_text(text, &style, at);
    }
}

fn colour(ink: Ink) -> RGBColor {
    let index = INKS.iter().position(|(i, _)| *i == ink).unwrap_or(0);
    RGBColor(1, u8::try_from(index).unwrap_or(0), 1)
}

/// Replaces sentinels by classes, leaves out what the style decides, and adds the words.
fn themed(svg: &str, told: Told<'_>, size: (u32, u32)) -> String {
    let mut out = String::with_capacity(svg.len());
    out.push_str(&format!(
        "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"",
        size.0, size.1
    ));
    escape_into(&mut out, told.id);
    out.push_str("-title ");
    escape_into(&mut out, told.id);
    out.push_str("-desc\"><title id=\"");
    escape_into(&mut out, told.id);
    out.push_str("-title\">");
    escape_into(&mut out, told.title);
    out.push_str("</title><desc id=\"");
    escape_into(&mut out, told.id);
    out.push_str("-desc\">");
    escape_into(&mut out, told.description);
    out.push_str("</desc>");
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    let mut patterns = BTreeSet::new();
    for piece in body.split_inclusive('>') {
        let piece = piece.trim_start_matches('\n');
        if piece == "</svg>" {
            for (kind, _, shape) in PATTERNS.iter().filter(|p| patterns.contains(&p.0)) {
                out.push_str("<pattern id=\"");
                escape_into(&mut out, told.id);
                out.push_str(&format!("-{kind}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"s-paper\" stroke-width=\"1.5\" d=\"{shape}\"/></pattern>"));
            }
            out.push_str(piece);
        } else if piece.starts_with('<') && !piece.starts_with("</") {
            tag(&mut out, piece);
            if let Some((kind, ..)) = PATTERNS.iter().find(|p| piece.contains(p.1)) {
                patterns.insert(*kind);
                out.push_str(&patterned(piece, kind, told.id));
            }
        } else {
            out.push_str(piece.trim_end_matches('\n'));
        }
    }
    out
}

/// The patterns that lie over bars of a kind, beside the colour: class, sentinel, shape on 6 × 6.
/// The first kind is solid.
const PATTERNS: [(&str, &str, &str); 4] = [
    ("c2", "fill=\"#010801\"", "M-1 7L7 -1"),
    ("c3", "fill=\"#010901\"", "M0 3H6"),
    ("c4", "fill=\"#010A01\"", "M3 0V6M0 3H6"),
    ("c5", "fill=\"#010B01\"", "M-1 -1L7 7M-1 7L7 -1"),
];

/// Repeats a rectangle, filled with the pattern of its kind.
fn patterned(piece: &str, kind: &str, id: &str) -> String {
    let mut out = String::from("<rect");
    for key in ["x", "y", "width", "height"] {
        let begin = format!(" {key}=\"");
        let value = piece.split_once(begin.as_str());
        let value = value.and_then(|(_, rest)| rest.split('"').next());
        out.push_str(&format!(" {key}=\"{}\"", value.unwrap_or("0")));
    }
    out.push_str(" fill=\"url(#");
    escape_into(&mut out, id);
    out.push_str(&format!("-{kind})\"/>"));
    out
}

/// Writes one tag with classes in the stead of colours.
fn tag(out: &mut String, piece: &str) {
    let end = if piece.ends_with("/>") { "/>" } else { ">" };
    let inside = piece.trim_start_matches('<').trim_end_matches(end);
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    out.push('<');
    out.push_str(name);
    let mut classes = Vec::new();
    while let Some((key, tail)) = rest.split_once("=\"") {
        let Some((value, after)) = tail.split_once('"') else {
            break;
        };
        let key = key.trim();
        match (key, sentinel(value)) {
            ("fill", Some(class)) => classes.push(format!("f-{class}")),
            ("stroke", Some(class)) => classes.push(format!("s-{class}")),
            _ if is_left_to_style(key, value) => {}
            _ => out.push_str(&format!(" {key}=\"{}\"", value.trim_end())),
        }
        rest = after;
    }
    if !classes.is_empty() {
        out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    out.push_str(end);
}

fn is_left_to_style(key: &str, value: &str) -> bool {
    matches!(key, "font-family" | "font-size" | "opacity")
        || (key == "stroke" && value == "none")
        || (key == "stroke-width" && value == "1")
}

fn sentinel(value: &str) -> Option<&'static str> {
    let index = value.strip_prefix("#01")?.strip_suffix("01")?;
    let index = usize::from_str_radix(index, 16).ok()?;
    INKS.get(index).map(|(_, class)| *class)
}
