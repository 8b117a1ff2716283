//! The words of what does not fit together: kinds, comparisons, circles.

use crate::diagnostic::{Diagnostic, Said};
use crate::formula::kind_in_words;
use crate::value::{Kind, Place};

/// A value of another kind than is wanted.
pub(super) fn wrong_kind(
    code: &'static str,
    wanted: Kind,
    found: Kind,
    place: &Place,
) -> Diagnostic {
    let (w, f) = (kind_in_words(wanted), kind_in_words(found));
    let title = Said::new(
        format!("这里应当是{}，写的却是{}", w.zh, f.zh),
        format!("expected {}, found {}", w.en, f.en),
    );
    Diagnostic::error(code, title)
        .at(place.clone())
        .label(format!("这是{}", f.zh), format!("this is {}", f.en))
        .help(instead(wanted, found).zh, instead(wanted, found).en)
}

fn instead(wanted: Kind, found: Kind) -> Said {
    match (wanted, found) {
        (Kind::Truth, _) => Said::new(
            "请写一个条件，例如 回款额 >= 50000，或 类型 == '新客'。",
            "Write a condition, as in `revenue >= 50000` or `kind == 'new'`.",
        ),
        (Kind::Number, Kind::Truth) => Said::new(
            "条件不能直接当作数，请写成 if 条件 then 1 else 0。",
            "A condition is no number; write `if condition then 1 else 0`.",
        ),
        (wanted, _) => {
            let wanted = kind_in_words(wanted);
            Said::new(
                format!(
                    "请换成{}。如果它是表里的一列，可在 sources.yml 里写明这一列的类型（type）。",
                    wanted.zh
                ),
                format!(
                    "Write {} here. For a column of a table, `type` in sources.yml says what it \
                     holds.",
                    wanted.en
                ),
            )
        }
    }
}

/// A comparison of kinds that cannot be compared so.
pub(super) fn incomparable(
    code: &'static str,
    left: Kind,
    right: Kind,
    place: &Place,
) -> Diagnostic {
    let (l, r) = (kind_in_words(left), kind_in_words(right));
    if left == right {
        let title = Said::new(
            format!("“{}”没有大小之分", l.zh),
            format!("{} has no order", l.en),
        );
        return Diagnostic::error(code, title)
            .at(place.clone())
            .label("在比较大小", "compared by size")
            .help(
                "只有数字和日期能比大小；其他的请写 ==（等于）、!=（不等于）或 in [...]。",
                "Only numbers and days have an order; write `==`, `!=` or `in [...]`.",
            );
    }
    let title = Said::new(
        format!("左边是{}，右边是{}，不能比较", l.zh, r.zh),
        format!("{} cannot be compared with {}", l.en, r.en),
    );
    Diagnostic::error(code, title)
        .at(place.clone())
        .label("两边不是同一类", "the two sides differ in kind")
        .help(
            "数字和日期不加引号，文字要加引号；如果一列的类型认错了，可在 sources.yml 里写明（type）。",
            "Numbers and days have no quotes, texts do; a column's `type` can be declared in \
             sources.yml.",
        )
}

/// Figures that read each other in the same period.
pub(super) fn circle(code: &'static str, names: &[String], places: &[Place]) -> Diagnostic {
    let around = names.iter().chain(names.first());
    let around: Vec<&str> = around.map(String::as_str).collect();
    let around = around.join(" → ");
    let title = Said::new(
        format!("循环引用：{around}"),
        format!("these read each other: {around}"),
    );
    let mut said = Diagnostic::error(code, title)
        .label("从这里绕了一圈又回来", "comes back to itself")
        .why(
            "一个数要用另一个数算，另一个数又要用它算，谁也算不出来。",
            "Each needs the other's value, so neither can be worked out.",
        )
        .help(
            "请拆开这个圈；要用上一期的值，请写 previous(…)。",
            "Break the circle; for last period's value write `previous(…)`.",
        );
    let mut places = places.iter();
    if let Some(first) = places.next() {
        said = said.at(first.clone());
    }
    for place in places {
        said = said.see(place.clone(), "经过这里", "through here");
    }
    said
}
