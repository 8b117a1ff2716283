//! Slips of the pen in YAML: the signs that a Chinese keyboard or a copied table brings in.

use super::fixed;
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// A slip with a message of its own.
#[derive(Debug)]
pub enum Slip {
    /// `：` where a key ends; the colon's place.
    WideColon(Place),
    /// `key:value` without a space; the colon's place.
    NoSpaceAfterColon(Place),
    /// `，` between the parts of `{…}` or `[…]`; the comma's place.
    WideComma(Place),
    /// A tab in indentation; the white space's place.
    Tab(Place),
    /// A full-width or no-break space in indentation; the white space's place.
    WideSpace(Place),
    /// A quotation mark that is not closed; its place.
    UnclosedQuote(Place),
    /// `"a" == b`: text goes on after the closing mark; from the opening mark on.
    TextAfterQuote(Place),
    /// `{` or `[` that is not closed, or is closed by the other kind; its place and itself.
    UnclosedBracket(Place, char),
    /// `}` or `]` that closes nothing; its place.
    ExtraBracket(Place),
    /// `a: b: c`: a second colon in a text without quotes; the text's place.
    ColonInText(Place),
    /// `{a: 1 b: 2}`: two entries without a comma; the place between them.
    NoComma(Place),
    /// A line indented unlike its neighbours; the place of its words.
    Misaligned(Place),
    /// A line without a colon among lines with one; the place of its words.
    NoColon(Place),
    /// A text that begins with a sign of YAML's own and needs quotes; its place and the sign.
    NeedsQuotes(Place, char),
    /// `{value: round(x, 2)}`: a comma or bracket of a text without quotes; its place and itself.
    CutByBraces(Place, char),
    /// `"\q"`: a backslash that means nothing; the text's place.
    BadEscape(Place),
}

impl Slip {
    fn code(&self) -> &'static str {
        match self {
            Self::WideColon { .. } => "C111",
            Self::NoSpaceAfterColon { .. } => "C112",
            Self::WideComma { .. } => "C113",
            Self::Tab { .. } => "C114",
            Self::WideSpace { .. } => "C115",
            Self::UnclosedQuote { .. } => "C116",
            Self::TextAfterQuote { .. } => "C117",
            Self::UnclosedBracket { .. } => "C118",
            Self::ExtraBracket { .. } => "C119",
            Self::ColonInText { .. } => "C120",
            Self::Misaligned { .. } => "C121",
            Self::NoColon { .. } => "C122",
            Self::NeedsQuotes { .. } => "C123",
            Self::BadEscape { .. } => "C124",
            Self::CutByBraces { .. } => "C133",
            Self::NoComma { .. } => "C134",
        }
    }
}

impl From<Slip> for Diagnostic {
    fn from(slip: Slip) -> Self {
        let code = slip.code();
        match slip {
            Slip::WideColon(place) => fixed(
                code,
                place,
                (
                    "关键字后面用了中文冒号",
                    "a full-width colon stands after a key",
                ),
                (
                    "要用英文冒号加一个空格",
                    "an ASCII colon and a space belong here",
                ),
                (
                    "请把“：”改成“: ”（英文冒号，后面空一格）；如果它本来就是文字的一部分，请给整段文字加上英文引号。",
                    "Write `: ` (an ASCII colon and a space) instead of `：`; if it belongs to a text, put the whole text in quotes.",
                ),
            )
            .corrected_by(": "),
            Slip::NoSpaceAfterColon(place) => fixed(
                code,
                place,
                ("冒号后面少了一个空格", "a space is missing after the colon"),
                ("这后面要空一格", "a space belongs after this"),
                (
                    "请在冒号后面加一个空格，例如 weight: 60；如果它本来就是文字的一部分，请给整段文字加上英文引号。",
                    "Put a space after the colon, as in `weight: 60`; if it belongs to a text, put the whole text in quotes.",
                ),
            )
            .corrected_by(": "),
            Slip::WideComma(place) => fixed(
                code,
                place,
                (
                    "括号里用了中文逗号",
                    "a full-width comma stands inside brackets",
                ),
                ("要用英文逗号", "an ASCII comma belongs here"),
                (
                    "请把“，”改成“, ”；如果它本来就是文字的一部分，请给整段文字加上英文引号。",
                    "Write `, ` instead of `，`; if it belongs to a text, put the whole text in quotes.",
                ),
            )
            .corrected_by(", "),
            Slip::Tab(place) => fixed(
                code,
                place,
                ("行首用了制表符（Tab）", "a line is indented with a tab"),
                ("这里有制表符", "a tab stands here"),
                (
                    "请删去行首的 Tab，改用空格，每一层两个空格。",
                    "Delete the tab and indent with spaces, two for each level.",
                ),
            ),
            Slip::WideSpace(place) => fixed(
                code,
                place,
                (
                    "行首用了全角空格",
                    "a line is indented with full-width spaces",
                ),
                ("这里有全角空格", "a full-width space stands here"),
                (
                    "请删去行首的全角空格，切换到英文输入法，每一层空两格。",
                    "Delete the full-width spaces and indent with ordinary ones, two for each level.",
                ),
            ),
            Slip::UnclosedQuote(place) => fixed(
                code,
                place,
                ("引号没有成对", "a quotation mark is not closed"),
                (
                    "从这里开始，没有找到另一半",
                    "it opens here and is never closed",
                ),
                (
                    "请在这段文字的末尾补上同样的引号；文字里本身有引号时，外面用另一种引号。",
                    "Add the same mark at the end of the text; a text that holds such a mark goes into the other kind of quotes.",
                ),
            ),
            Slip::TextAfterQuote(place) => fixed(
                code,
                place,
                (
                    "引号后面还有文字",
                    "text goes on after the closing quotation mark",
                ),
                ("引号只包住了一部分", "the quotes hold only a part of this"),
                (
                    "请用单引号把冒号后面的内容整个包起来，例如 when: '\"D\" == grade'。",
                    "Put all that follows the colon into single quotes, as in `when: '\"D\" == grade'`.",
                ),
            ),
            Slip::UnclosedBracket(place, bracket) => unclosed_bracket(code, place, bracket),
            Slip::ExtraBracket(place) => fixed(
                code,
                place,
                ("多了一个右括号", "a closing bracket closes nothing"),
                ("没有与它相配的左括号", "no bracket was opened for this one"),
                (
                    "请删去它，或者在前面补上左括号。",
                    "Delete it, or add the opening bracket before it.",
                ),
            ),
            Slip::ColonInText(place) => fixed(
                code,
                place,
                ("一行里有两个冒号", "two colons stand in one line"),
                (
                    "这段文字里有冒号和空格",
                    "this text holds a colon and a space",
                ),
                (
                    "请给冒号后面的整段文字加上英文引号；如果想写几项内容，请另起一行，或放进 { } 里用逗号隔开。",
                    "Put the whole text after the first colon in quotes; to write several entries, begin a new line or put them into `{ }` with commas.",
                ),
            ),
            Slip::NoComma(place) => fixed(
                code,
                place,
                (
                    "两项之间少了一个逗号",
                    "a comma is missing between two entries",
                ),
                ("这里少了逗号", "a comma belongs here"),
                (
                    "在 { } 里面，每一项后面要用英文逗号隔开，例如 {weight: 60, unit: 元}。",
                    "Inside `{ }` entries are parted by commas, as in `{weight: 60, unit: 元}`.",
                ),
            ),
            Slip::Misaligned(place) => fixed(
                code,
                place,
                ("这一行没有对齐", "this line is not aligned"),
                (
                    "缩进与上下行不一致",
                    "its indentation differs from its neighbours'",
                ),
                (
                    "同一层的各行要从同一列开始，下一层多空两格；请把这一行与同一层的行对齐。",
                    "Lines of one level begin in the same column, the next level two spaces further; align this line with its level.",
                ),
            ),
            Slip::NoColon(place) => fixed(
                code,
                place,
                ("这一行没有冒号", "this line has no colon"),
                ("应当是“关键字: 内容”", "`key: content` belongs here"),
                (
                    "请补上“: ”；如果它接着上一行的文字，请把那段文字写在 | 后面，每行多空两格。",
                    "Add `: `; if it continues the text above, write that text after `|`, each line indented by two spaces more.",
                ),
            ),
            Slip::NeedsQuotes(place, character) => needs_quotes(code, place, character),
            Slip::CutByBraces(place, sign) => cut_by_braces(code, place, sign),
            Slip::BadEscape(place) => fixed(
                code,
                place,
                (
                    "双引号里的反斜杠没有意义",
                    "a backslash inside double quotes means nothing",
                ),
                (
                    "这里有不认识的反斜杠",
                    "a backslash that is not known stands in here",
                ),
                (
                    "请把外面的双引号换成单引号，里面的反斜杠就只是普通的字。",
                    "Use single quotes instead, in which a backslash is just a character.",
                ),
            ),
        }
    }
}

fn unclosed_bracket(code: &'static str, place: Place, bracket: char) -> Diagnostic {
    let other = if bracket == '{' { '}' } else { ']' };
    let diagnostic = fixed(
        code,
        place,
        ("括号没有成对", "a bracket is not closed"),
        ("", ""),
        ("", ""),
    );
    diagnostic
        .label(
            format!("从这里开始，没有找到“{other}”"),
            format!("it opens here, and no `{other}` follows"),
        )
        .help(
            format!("请在这一项的末尾补上“{other}”。"),
            format!("Add `{other}` at the end of this entry."),
        )
}

fn needs_quotes(code: &'static str, place: Place, character: char) -> Diagnostic {
    let diagnostic = fixed(
        code,
        place,
        ("这段内容要加引号", "this text needs quotes"),
        ("", ""),
        (
            "请用英文单引号把冒号后面的内容整个包起来，例如 value: '`M 01` * 2'。",
            "Put all that follows the colon into single quotes, as in value: '`M 01` * 2'.",
        ),
    );
    diagnostic.label(
        format!("“{character}”开头的内容在 YAML 里另有意思"),
        format!("in YAML, `{character}` at the beginning means something else"),
    )
}

fn cut_by_braces(code: &'static str, place: Place, sign: char) -> Diagnostic {
    let diagnostic = fixed(
        code,
        place,
        (
            "写在 { } 或 [ ] 里的公式要加引号",
            "a formula inside `{ }` or `[ ]` needs quotes",
        ),
        ("", ""),
        (
            "请用英文双引号把这个公式整个包起来，例如 value: \"round(回款额, 0.01)\"。",
            "Put the whole formula into quotes, as in `value: \"round(revenue, 0.01)\"`.",
        ),
    );
    diagnostic
        .label(
            format!("公式在“{sign}”这里被断开了"),
            format!("`{sign}` cuts the formula off here"),
        )
        .why(
            "在 { } 里面，逗号用来分开各项，[ ] 和 { } 也另有意思。",
            "Inside `{ }` a comma parts the entries, and `[ ]` and `{ }` have a meaning too.",
        )
}
