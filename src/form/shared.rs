//! The forms of shared credit in `sources.yml`.

use super::{Form, Key, Shape, key, required};

/// The key of a table.
pub(super) const SHARED_CREDIT: Key = key(
    "shared",
    "共享",
    Shape::Form(&SHARED),
    (
        "一笔业绩归几个人，份额合计 100%",
        "a row, or rows of one deal, belong to several people whose shares add up to 100%",
    ),
);

/// How credit is shared.
pub static SHARED: Form = Form {
    name: ("共享", "`shared`"),
    others: None,
    keys: &[
        key(
            "into",
            "记入",
            Shape::Text,
            (
                "一行写几个人时，各人的份额读进哪一列",
                "where a row names several people, the column that takes the share of each",
            ),
        ),
        key(
            "owners",
            "归属",
            Shape::List(&Shape::Form(&OWNER)),
            (
                "几个人各在哪一列、份额在哪一列",
                "the columns of each person and of that person's share",
            ),
        ),
        key(
            "of",
            "同一单",
            Shape::Text,
            (
                "一单分几行时，按哪一列是同一单",
                "where a deal has several rows, the column that tells them",
            ),
        ),
        key(
            "share",
            "份额",
            Shape::Text,
            ("一单分几行时，份额在哪一列", "their column of shares"),
        ),
    ],
};

/// One of several owners of a row.
pub static OWNER: Form = Form {
    name: ("归属", "an owner"),
    others: None,
    keys: &[
        required(
            "person",
            "工号",
            Shape::Text,
            ("工号在哪一列", "the column of the staff number"),
        ),
        required(
            "share",
            "份额",
            Shape::Text,
            ("份额在哪一列", "the column of the share"),
        ),
    ],
};
