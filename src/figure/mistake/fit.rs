//! The words of what does not fit together: kinds, comparisons, circles.

use super::Beyond;
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
    let said = Diagnostic::error(code, title);
    let mut said = match names {
        [only] => said
            .label("这里用到了它自己", "this reads itself")
            .why(
                "一个数要用它自己算，算不出来。没加引号的名称，先当作数来读。",
                "It needs its own value. A bare name that a figure has is that figure.",
            )
            .help(
                format!(
                    "要比较的是表里写着的文字，请加引号：\"{only}\"；要用上一期的值，请写 previous({only})。"
                ),
                format!(
                    "Where a text in a table is meant, quote it: `\"{only}\"`; for last period's value write `previous({only})`."
                ),
            ),
        _ => said
            .label("从这里绕了一圈又回来", "comes back to itself")
            .why(
                "一个数要用另一个数算，另一个数又要用它算，谁也算不出来。",
                "Each needs the other's value, so neither can be worked out.",
            )
            .help(
                "请拆开这个圈；要用上一期的值，请写 previous(…)。",
                "Break the circle; for last period's value write `previous(…)`.",
            ),
    };
    let mut places = places.iter();
    if let Some(first) = places.next() {
        said = said.at(first.clone());
    }
    for place in places {
        said = said.see(place.clone(), "经过这里", "through here");
    }
    said
}

/// Says what of an event table cannot be worked out a row at a time.
pub(super) fn beyond_a_row(
    code: &'static str,
    table: &str,
    found: Beyond,
    place: &Place,
) -> Diagnostic {
    let label = match found {
        Beyond::Median => (
            "中位数要所有的行都在手边",
            "a median needs all rows at hand",
        ),
        Beyond::Groups => ("按列分组要所有的行都在手边", "groups need all rows at hand"),
        Beyond::Elsewhere => (
            "里面用到了这一行以外的数",
            "something outside the row is used inside",
        ),
        Beyond::OneRow => ("这里只读一行", "one row is read here"),
    };
    Diagnostic::error(
        code,
        Said::new(
            format!("“{table}”的行太多，这个公式算不了"),
            format!("the rows of `{table}` are too many for this formula"),
        ),
    )
    .at(place.clone())
    .label(label.0, label.1)
    .why(
        "放在 events 文件夹里的表一行一行地读过去，不留在内存里：可以计数、求和、平均、最小、最大、去重计数、首个、末个，条件只能用这一行的列、数、参数和日期。",
        "A table in events/ is read a row at a time and never held: rows can be counted, summed, averaged and so on, and conditions may use the row's own columns, numbers, parameters and days.",
    )
    .help(
        "请把条件改成只用这一行的列；行数不多的表，也可以从 events 挪到月份的文件夹里，那里什么公式都能用。",
        "Let the condition use the row's own columns; or, if the table is not that long, move it from events/ into the month's folder, where every formula works.",
    )
}

/// Says that an aggregate over months mixes figures of several policies.
pub(super) fn mixed_over_periods(code: &'static str, place: &Place) -> Diagnostic {
    Diagnostic::error(
        code,
        Said::new(
            "跨月的汇总里，既有别的制度的数，又有本制度的数",
            "a sum over months mixes what another policy worked out with what this one has",
        ),
    )
    .at(place.clone())
    .label("只能用一个制度的数", "the figures of one policy only")
    .why(
        "按季、半年、年考核的制度，各月里没有自己的数，只能逐月读另一个制度每月算好的数。",
        "A policy about quarters, half-years or years has nothing of its own in single months; it can \
         only read what another policy worked out in each.",
    )
    .help(
        "请把系数移到汇总外面，例如 系数 * sum(月度制度::得分 over quarter)；或者在月度制度里先算好一个指标，这里再汇总它；两个制度的数各自汇总，再相加。",
        "Move factors out, as in `factor * sum(monthly::points over quarter)`; or work a metric out in \
         the monthly policy and sum that; sum two policies each by itself, then add.",
    )
}
