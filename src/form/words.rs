//! Shapes in words, for messages and documentation.

use super::Shape;
use crate::diagnostic::{Said, list_en, list_zh};

/// Says what a shape is, in both languages.
pub(super) fn shape_in_words(shape: &Shape) -> Said {
    match shape {
        Shape::Text => Said::new("一段文字", "a text"),
        Shape::Number => Said::new("一个数", "a number"),
        Shape::Formula => Said::new("一个数或公式", "a number or a formula"),
        Shape::Truth => Said::new("是或否", "true or false"),
        Shape::Period => Said::new("一个周期，如 2026-07", "a period such as 2026-07"),
        Shape::Date => Said::new("一个日期，如 2026-07-01", "a day such as 2026-07-01"),
        Shape::Word(words) => {
            let zh: Vec<&str> = words.iter().map(|w| w.zh).collect();
            let en: Vec<&str> = words.iter().map(|w| w.name).collect();
            Said::new(
                format!("这些词之一：{}", list_zh(&zh)),
                format!("one of these words: {}", list_en(&en)),
            )
        }
        Shape::Blank => Said::new("空着待填", "nothing yet, to be filled in"),
        Shape::Form(_) => Said::new("一行行“关键字: 内容”", "lines of `key: content`"),
        Shape::Named(_) => Said::new("一行行“名称: 内容”", "lines of `name: content`"),
        Shape::List(one) => {
            let one = shape_in_words(one);
            Said::new(
                format!("一个列表，每项是{}", one.zh),
                format!("a list, each entry {}", one.en),
            )
        }
        Shape::OneOrList(one) => {
            let one = shape_in_words(one);
            Said::new(
                format!("{}，或它们的列表", one.zh),
                format!("{}, or a list of these", one.en),
            )
        }
        Shape::Either(shapes) => {
            let all: Vec<Said> = shapes
                .iter()
                .filter(|s| !matches!(s, Shape::Blank))
                .map(shape_in_words)
                .collect();
            let zh: Vec<&str> = all.iter().map(|s| s.zh.as_str()).collect();
            let en: Vec<&str> = all.iter().map(|s| s.en.as_str()).collect();
            Said::new(zh.join("，或"), en.join(", or "))
        }
    }
}
