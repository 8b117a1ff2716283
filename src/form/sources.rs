//! The forms of `sources.yml`: how files become tables.

use super::across::ACROSS;
use super::shared::SHARED_CREDIT;
use super::{Form, Key, Shape, Word, key, required, word};

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
        TIME_ZONE,
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
        FILES,
        FILE_NAME,
        COLUMNS,
        OF_PERSON,
        OF_PERIOD,
        key(
            "across",
            "横排",
            Shape::Form(&ACROSS),
            (
                "月份或日子横排成许多列",
                "months or days stand across in many columns",
            ),
        ),
        TIME_ZONE,
        OWN_BLANKS,
        UNIQUE,
        SHARED_CREDIT,
        LATEST,
        key(
            "versions",
            "版本",
            Shape::List(&Shape::Form(&TABLE_VERSION)),
            (
                "从某个月起换了读法，只写变了的",
                "from a month on the table is read in another way; only what changes",
            ),
        ),
    ],
};

/// How a table is read from a month on.
pub static TABLE_VERSION: Form = Form {
    name: ("表的版本", "a version of a table"),
    others: None,
    keys: &[
        required(
            "from",
            "起",
            Shape::Period,
            ("从哪个月起", "the first month that is read so"),
        ),
        COLUMNS,
        OF_PERSON,
        OF_PERIOD,
        TIME_ZONE,
        OWN_BLANKS,
        UNIQUE,
        SHARED_CREDIT,
        LATEST,
    ],
};

const FILES: Key = key(
    "files",
    "文件",
    Shape::OneOrList(&Shape::Text),
    (
        "由哪些文件合成，可以用 *，例如 calls-*.csv；工作表写作 数据.xlsx!销售",
        "the files it is made of, perhaps with *, as in calls-*.csv; a sheet is data.xlsx!sales",
    ),
);

const FILE_NAME: Key = key(
    "file_name",
    "文件名",
    Shape::Text,
    (
        "文件名里有哪些内容，例如 评分-{评分人}-{评分人工号}；工作表写作 评分!{评分人工号}",
        "what file names tell, as in ratings-{rater}-{rater_id}; with a sheet, ratings!{rater_id}",
    ),
);

/// A heading alone, or all that is said of a column.
static A_COLUMN: Shape = Shape::Either(&[Shape::Text, Shape::Form(&COLUMN)]);

const A_PERSON: &[Shape] = &[Shape::Text, Shape::Form(&PERSON)];

const COLUMNS: Key = key(
    "columns",
    "列",
    Shape::Named(&A_COLUMN),
    (
        "列的新名称，后面是文件里的列名",
        "new names of columns, each with the heading in the file",
    ),
);

const OF_PERSON: Key = key(
    "person",
    "人员",
    Shape::Either(A_PERSON),
    (
        "哪一列是工号；无 表示不属于个人",
        "the column that holds the person's id; none where rows belong to nobody",
    ),
);

const OF_PERIOD: Key = key(
    "period",
    "周期",
    Shape::Either(A_PERIOD),
    (
        "哪一列是月份或日期；无 表示各月通用",
        "the column that holds the month or the day; none where rows hold for all months",
    ),
);

const A_PERIOD: &[Shape] = &[Shape::Text, Shape::Form(&PERIOD)];

const TIME_ZONE: Key = key(
    "time_zone",
    "时区",
    Shape::Text,
    (
        "按哪个时区算日子，写成与 UTC 的差，如 '+08:00'；时间里写着时区的（Z、+00:00）都换算成它",
        "the zone by which days are counted, as its distance from UTC: '+08:00'; times that say a zone (Z, +00:00) are converted to it",
    ),
);

const OWN_BLANKS: Key = key(
    "blanks",
    "空白",
    Shape::OneOrList(&Shape::Text),
    (
        "这张表里当作空白的写法",
        "what counts as blank in this table",
    ),
);

const UNIQUE: Key = key(
    "unique",
    "去重",
    Shape::OneOrList(&Shape::Text),
    (
        "哪几列合起来不该重复，例如单号；完全一样的行只算一次",
        "columns that together stand once, such as an order's number; rows that are wholly alike count once",
    ),
);

const LATEST: Key = key(
    "latest",
    "最新",
    Shape::Text,
    (
        "去重时内容不同的，按哪一列日期取最新的一行",
        "of rows that differ, the one with the latest day in this column counts",
    ),
);

/// To which month a row belongs.
pub static PERIOD: Form = Form {
    name: ("周期", "`period`"),
    others: None,
    keys: &[
        required(
            "column",
            "列",
            Shape::Text,
            (
                "月份或日期那一列，例如开始时间，或者结束时间",
                "the column of months or days: that of a call's start, say, or of its end",
            ),
        ),
        key(
            "from_day",
            "起始日",
            Shape::Number,
            (
                "每期从上月几日起，到当月的前一日止，如 26；不写为自然月",
                "the day of the month before on which each period begins, for example 26; calendar months unless written",
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
            "always",
            "一律",
            Shape::Text,
            (
                "文件里没有这一列，每一行都是这个内容",
                "the file has no such column; every row says this",
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
            "written_in",
            "记作",
            Shape::Text,
            (
                "文件里的单位：千元、万元、%，会换算成元、个数",
                "the unit in the file: 千元, 万元, %, which is converted",
            ),
        ),
        key(
            "unit",
            "单位",
            Shape::Text,
            ("乘过之后的单位", "the unit after that"),
        ),
        key(
            "format",
            "格式",
            Shape::Text,
            (
                "日期怎样写：日/月/年、月/日/年、年/月/日，或 excel（序号）",
                "how days are written: D/M/Y, M/D/Y, Y/M/D, or excel (a count of days)",
            ),
        ),
        key(
            "values",
            "取值",
            Shape::Named(&Shape::Text),
            (
                "文件里的写法换成什么，例如 {直销: A}",
                "what stands for what the file says, as in {direct: A}",
            ),
        ),
        key(
            "others",
            "其余",
            Shape::Word(OTHERS),
            (
                "取值里没有列出的怎么办；不写就报错",
                "what becomes of values that are not listed; unless written they are refused",
            ),
        ),
    ],
};

/// What becomes of values that are not listed.
pub static OTHERS: &[Word] = &[
    word("refuse", "不收"),
    word("keep", "照旧"),
    word("blank", "空白"),
];

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
            "by",
            "按",
            Shape::Word(BY),
            (
                "那一列是工号还是姓名；姓名只在花名册里不重复时才认",
                "whether that column holds ids or names; a name counts only where the roster has it once",
            ),
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

/// What tells a person.
pub static BY: &[Word] = &[word("id", "工号"), word("name", "姓名")];

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
