//! The forms of data documents: `sources.yml`, `calendar.yml`, `month.yml`, `adjustments.yml`.

use super::{Form, Shape, Word, key, required, word};

/// `sources.yml`: how files become tables.
pub static SOURCES: Form = Form {
    name: ("数据来源", "sources.yml"),
    others: None,
    keys: &[
        key(
            "blanks",
            "空白",
            Shape::OneOrList(&Shape::Text),
            (
                "当作空白的写法；写了就取代默认的一组",
                "what counts as blank; replaces the usual list",
            ),
        ),
        key(
            "person",
            "人员列",
            Shape::OneOrList(&Shape::Text),
            (
                "哪些列名里是工号，排在默认的列名之前",
                "headings that hold a person's id, tried before the usual ones",
            ),
        ),
        key(
            "roster",
            "花名册",
            Shape::Form(&ROSTER),
            ("花名册在另一份表里", "the roster stands in another table"),
        ),
        key(
            "tables",
            "表",
            Shape::Named(&Shape::Form(&TABLE)),
            (
                "各张表怎样读，按表名",
                "how each table is read, by its name",
            ),
        ),
    ],
};

/// The roster in another table.
pub static ROSTER: Form = Form {
    name: ("花名册来源", "`roster`"),
    others: None,
    keys: &[
        required(
            "table",
            "表",
            Shape::Text,
            ("那份表的名称", "the name of that table"),
        ),
        key(
            "columns",
            "列",
            Shape::Named(&Shape::Text),
            (
                "名称与那份表里的列名，例如 id: EmployeeID",
                "a name and the heading in that table, as in id: EmployeeID",
            ),
        ),
    ],
};

/// One table.
pub static TABLE: Form = Form {
    name: ("表", "a table"),
    others: None,
    keys: &[
        key(
            "files",
            "文件",
            Shape::OneOrList(&Shape::Text),
            (
                "由哪些文件合成，可以用 *，例如 calls-*.csv；工作表写作 数据.xlsx!销售",
                "the files it is made of, perhaps with *, as in calls-*.csv; a sheet is data.xlsx!sales",
            ),
        ),
        key(
            "columns",
            "列",
            Shape::Named(&Shape::Either(&[Shape::Text, Shape::Form(&COLUMN)])),
            (
                "列的新名称，后面是文件里的列名",
                "new names of columns, each with the heading in the file",
            ),
        ),
        key(
            "person",
            "人员",
            Shape::Either(&[Shape::Text, Shape::Form(&PERSON)]),
            (
                "哪一列是工号；无 表示不属于个人",
                "the column that holds the person's id; none where rows belong to nobody",
            ),
        ),
        key(
            "period",
            "周期",
            Shape::Text,
            (
                "哪一列是月份；无 表示各月通用",
                "the column that holds the month; none where rows hold for all months",
            ),
        ),
        key(
            "across",
            "横排月份",
            Shape::Form(&ACROSS),
            (
                "一年十二个月横排成十二列",
                "the months of a year stand across in twelve columns",
            ),
        ),
        key(
            "blanks",
            "空白",
            Shape::OneOrList(&Shape::Text),
            (
                "这张表里当作空白的写法",
                "what counts as blank in this table",
            ),
        ),
    ],
};

/// A column.
pub static COLUMN: Form = Form {
    name: ("列", "a column"),
    others: None,
    keys: &[
        key(
            "from",
            "来自",
            Shape::Text,
            (
                "文件里的列名，不写就同名",
                "the heading in the file; the same name unless written",
            ),
        ),
        key(
            "type",
            "类型",
            Shape::Word(KINDS),
            ("内容的类型", "the kind of its content"),
        ),
        key(
            "factor",
            "倍数",
            Shape::Number,
            (
                "数要乘以多少，千元写 1000",
                "what numbers are multiplied by: 1000 for thousands",
            ),
        ),
        key(
            "unit",
            "单位",
            Shape::Text,
            ("乘过之后的单位", "the unit after that"),
        ),
    ],
};

/// The kinds of columns.
pub static KINDS: &[Word] = &[
    word("number", "数字"),
    word("text", "文字"),
    word("date", "日期"),
    word("truth", "是否"),
];

/// Who a row belongs to.
pub static PERSON: Form = Form {
    name: ("人员", "`person`"),
    others: None,
    keys: &[
        required(
            "column",
            "列",
            Shape::Text,
            ("指明人员的那一列", "the column that tells the person"),
        ),
        key(
            "through",
            "对照",
            Shape::Form(&THROUGH),
            (
                "那一列不是工号时，到哪张表里查工号",
                "where the id is looked up when that column holds another key",
            ),
        ),
    ],
};

/// A table of keys and ids.
pub static THROUGH: Form = Form {
    name: ("对照表", "`through`"),
    others: None,
    keys: &[
        required(
            "table",
            "表",
            Shape::Text,
            ("对照表的名称", "the name of the table"),
        ),
        required(
            "key",
            "键",
            Shape::Text,
            ("其中与数据相同的那一列", "its column that the data share"),
        ),
        required(
            "id",
            "工号",
            Shape::Text,
            ("其中的工号列", "its column of ids"),
        ),
        key(
            "earliest",
            "最早",
            Shape::Text,
            (
                "同一个键有几行时，取这一列日期最早的那一行，如先接触的归先接触的人",
                "of several rows with one key the earliest by this column counts: who was first keeps the customer",
            ),
        ),
    ],
};

/// Months across in columns.
pub static ACROSS: Form = Form {
    name: ("横排月份", "`across`"),
    others: None,
    keys: &[
        required(
            "year",
            "年份",
            Shape::Text,
            ("哪一列是年份", "the column that holds the year"),
        ),
        required(
            "months",
            "月份列",
            Shape::OneOrList(&Shape::Text),
            (
                "一月到十二月的列名，或 M01..M12",
                "the headings from January to December, or M01..M12",
            ),
        ),
        required(
            "into",
            "写入",
            Shape::Text,
            ("转成一列后的列名", "the name of the one column they become"),
        ),
    ],
};

/// A year of `calendar.yml`; the document itself holds them by year.
pub static YEAR: Form = Form {
    name: ("工作日历的一年", "a year of calendar.yml"),
    others: None,
    keys: &[
        key(
            "holidays",
            "放假",
            Shape::OneOrList(&Shape::Text),
            (
                "放假的日子，连续几天写作 2026-10-01..2026-10-07",
                "days off; several in a row as 2026-10-01..2026-10-07",
            ),
        ),
        key(
            "workdays",
            "上班",
            Shape::OneOrList(&Shape::Text),
            ("调休上班的周末", "weekend days that are worked"),
        ),
    ],
};

/// `month.yml`.
pub static MONTH: Form = Form {
    name: ("月份设置", "month.yml"),
    others: None,
    keys: &[
        key(
            "state",
            "状态",
            Shape::Word(STATES),
            ("这个月进行到哪一步", "how far the month has come"),
        ),
        key(
            "data_until",
            "数据截至",
            Shape::Date,
            ("数据到哪一天为止", "the last day that the data cover"),
        ),
        key(
            "objections_until",
            "公示截止",
            Shape::Date,
            ("公示到哪一天为止", "the last day for objections"),
        ),
        key(
            "note",
            "说明",
            Shape::Text,
            ("写在页面上的说明", "a note that stands on the page"),
        ),
    ],
};

/// The states of a month.
pub static STATES: &[Word] = &[
    word("open", "进行中"),
    word("cut-off", "已截止"),
    word("provisional", "公示中"),
    word("final", "已定稿"),
];

/// One entry of `adjustments.yml`, which is a list of them.
pub static ADJUSTMENT: Form = Form {
    name: ("更正", "an adjustment"),
    others: None,
    keys: &[
        required("person", "工号", Shape::Text, ("更正谁的", "whose")),
        required(
            "policy",
            "制度",
            Shape::Text,
            ("哪一份制度", "the policy's id"),
        ),
        required(
            "figure",
            "项目",
            Shape::Text,
            ("更正哪一项", "the figure's name"),
        ),
        key(
            "before",
            "原值",
            Shape::Either(&[Shape::Text, Shape::Blank]),
            ("更正前的值", "the value before"),
        ),
        required(
            "after",
            "改为",
            Shape::Text,
            ("更正后的值", "the value after"),
        ),
        required(
            "reason",
            "原因",
            Shape::Text,
            ("为什么更正", "why it is adjusted"),
        ),
        key(
            "discretionary",
            "酌情",
            Shape::Truth,
            (
                "是否酌情给予，而不是改错",
                "whether it is given at discretion rather than setting an error right",
            ),
        ),
        key("by", "批准人", Shape::Text, ("谁批准的", "who approved it")),
        key("on", "日期", Shape::Date, ("哪天批准的", "on which day")),
    ],
};
