//! The table of forms as Markdown: every key with its twin, shape and meaning.

use super::words::shape_in_words;
use super::{Form, Shape};
use crate::diagnostic::Said;

/// Writes a form and all forms below it, each once, in the order in which they are met.
pub fn reference(top: &'static Form) -> String {
    let mut forms = vec![top];
    let mut at = 0;
    while let Some(form) = forms.get(at).copied() {
        for key in form.keys {
            below(&key.shape, &mut forms);
        }
        if let Some(shape) = form.others {
            below(shape, &mut forms);
        }
        at += 1;
    }
    forms.iter().map(|form| section(form)).collect()
}

fn below(shape: &Shape, forms: &mut Vec<&'static Form>) {
    match shape {
        Shape::Form(form) if forms.iter().all(|known| !std::ptr::eq(*known, *form)) => {
            forms.push(form);
        }
        Shape::Named(one) | Shape::List(one) | Shape::OneOrList(one) => below(one, forms),
        Shape::Either(shapes) => shapes.iter().for_each(|shape| below(shape, forms)),
        _ => {}
    }
}

fn section(form: &Form) -> String {
    let mut text = format!(
        "## {} · {}\n\n| 关键字 key | 内容 content | 意思 meaning |\n|---|---|---|\n",
        form.name.0, form.name.1
    );
    for key in form.keys {
        let must = if key.required {
            "（必须 required）"
        } else {
            ""
        };
        let shape = content(&key.shape);
        text += &format!(
            "| `{}` `{}`{must} | {} · {} | {} · {} |\n",
            key.name, key.zh, shape.zh, shape.en, key.about.0, key.about.1
        );
    }
    if let Some(others) = form.others {
        let shape = content(others);
        text += &format!(
            "| 其他名称 other names | {} · {} | 作者自己的名称 · names of the author's own |\n",
            shape.zh, shape.en
        );
    }
    text.push('\n');
    text
}

/// A shape in words, forms by their names.
fn content(shape: &Shape) -> Said {
    match shape {
        Shape::Form(form) => Said::new(
            format!("见“{}”", form.name.0),
            format!("see “{}”", form.name.1),
        ),
        Shape::Named(one) => {
            let one = content(one);
            Said::new(
                format!("按名称，每项：{}", one.zh),
                format!("by name, each: {}", one.en),
            )
        }
        Shape::List(one) => {
            let one = content(one);
            Said::new(
                format!("列表，每项：{}", one.zh),
                format!("a list, each: {}", one.en),
            )
        }
        Shape::Either(shapes) => {
            let all: Vec<Said> = shapes.iter().map(content).collect();
            let zh: Vec<&str> = all.iter().map(|s| s.zh.as_str()).collect();
            let en: Vec<&str> = all.iter().map(|s| s.en.as_str()).collect();
            Said::new(zh.join("；或 "), en.join("; or "))
        }
        other => shape_in_words(other),
    }
}
