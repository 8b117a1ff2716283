//! Mistakes of versions, names and clauses.

use super::{error, unknown};
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with a policy's versions, names and text.
#[derive(Debug)]
#[rustfmt::skip]
pub enum TextMistake {
    /// A file without a period in its name or its version.
    NoVersion { /** The policy's id. */ id: String, /** The file. */ place: Place },
    /// The file's name and its version disagree.
    FromDiffers { /** The period as written. */ written: Period, /** The file's name. */ file: String, /** Where it is written. */ place: Place },
    /// Two versions hold from the same period.
    SameFrom { /** The policy's id. */ id: String, /** The period. */ from: Period, /** One file. */ first: Place, /** The other. */ second: Place },
    /// The id that is written is not the folder's name.
    IdDiffers { /** The id as written. */ written: String, /** The folder's name. */ folder: String, /** Where it is written. */ place: Place },
    /// A name is defined twice.
    DefinedTwice { /** The name. */ name: String, /** Where first. */ first: Place, /** Where again. */ second: Place },
    /// A brace that is not closed.
    UnclosedBrace { /** Where. */ place: Place },
    /// A reference to what is not there.
    UnknownReference { /** The name. */ name: String, /** The names there are. */ known: Vec<String>, /** Where. */ place: Place },
    /// Numbers that no rule binds.
    BareNumbers { /** The clause. */ clause: String, /** The numbers. */ numbers: Vec<String>, /** Numbers that are parameters, with their names. */ meant: Vec<(String, String)>, /** Where. */ place: Place },
    /// Rules that no clause mentions.
    Unmentioned { /** Their names. */ rules: Vec<String>, /** Where the clauses begin. */ place: Place },
    /// A first day of periods that not every month has, or beside a longer period.
    FirstDay { /** Where. */ place: Place },
}

impl TextMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoVersion { .. } => "P121",
            Self::FromDiffers { .. } => "P122",
            Self::SameFrom { .. } => "P123",
            Self::IdDiffers { .. } => "P124",
            Self::DefinedTwice { .. } => "P125",
            Self::UnclosedBrace { .. } => "P155",
            Self::UnknownReference { .. } => "P156",
            Self::BareNumbers { .. } => "P157",
            Self::Unmentioned { .. } => "P158",
            Self::FirstDay { .. } => "P159",
        }
    }
}

impl From<TextMistake> for Diagnostic {
    fn from(mistake: TextMistake) -> Self {
        use TextMistake as M;
        let code = mistake.code();
        match mistake {
        M::FirstDay { place } => error(
            code,
            place,
            "每期的起始日要是 2 到 28 的整数，并且按月考核",
            "a period begins on a day from 2 to 28, of a policy by month",
        )
        .why(
            "29 日以后不是每个月都有；季、半年和年总是从月初起。",
            "Not every month has a 29th; quarters, half-years and years begin with a month.",
        )
        .help(
            "上月 26 日到当月 25 日写 26；自然月不用写。",
            "Write 26 for the 26th to the 25th; nothing for calendar months.",
        ),
        M::NoVersion { id, place } => error(
            code,
            place,
            format!("制度“{id}”没有写从何时起执行"),
            format!("policy `{id}` does not say from when it holds"),
        )
        .why(
            "每个周期用当时有效的那一版来算，没有起始周期就不知道该用哪一版。",
            "Each period is computed by the version in force; without a first period nobody knows which.",
        )
        .help(
            "请写 version: {from: 2026-07}（版本: {执行起: 2026-07}），或把文件改名为 2026-07.yml 放进制度的文件夹。",
            "Write `version: {from: 2026-07}`, or name the file 2026-07.yml inside the policy's folder.",
        ),
        M::FromDiffers {
            written,
            file,
            place,
        } => error(
            code,
            place,
            format!("文件名是 {file}，里面却写着从 {written} 起执行"),
            format!("the file is named {file}, but says it holds from {written}"),
        )
        .label("与文件名不一致", "differs from the file's name")
        .why(
            "两处不一致时，不知道该从哪个周期起用这一版。",
            "Where the two differ, nobody knows from which period this version holds.",
        )
        .help(
            format!("请把文件改名为 {written}.yml，或把这里改成 {file}。"),
            format!("Rename the file to {written}.yml, or write {file} here."),
        ),
        M::SameFrom {
            id,
            from,
            first,
            second,
        } => error(
            code,
            second,
            format!("制度“{id}”有两个版本都从 {from} 起执行"),
            format!("policy `{id}` has two versions from {from}"),
        )
        .see(first, "另一个版本", "the other version")
        .help(
            "请删去其中一个，或改正执行起的周期；两个不同的制度要放在不同名称的文件夹里。",
            "Delete one, or correct its first period; two different policies need folders of different names.",
        ),
        M::IdDiffers {
            written,
            folder,
            place,
        } => error(
            code,
            place,
            format!("这里写的编号是“{written}”，文件夹却叫“{folder}”"),
            format!("the id here is `{written}`, but the folder is named `{folder}`"),
        )
        .label("与文件夹名不一致", "differs from the folder's name")
        .why(
            "别的制度和历史结果用文件夹名认这个制度。",
            "Other policies and earlier results know this policy by its folder's name.",
        )
        .help(
            format!("请改成“{folder}”；想写名称的话，写在 title（标题）里。"),
            format!("Write `{folder}`; the name for readers belongs under `title`."),
        ),
        M::DefinedTwice {
            name,
            first,
            second,
        } => error(
            code,
            second,
            format!("“{name}”定义了两次"),
            format!("`{name}` is defined twice"),
        )
        .label("又定义了一次", "defined again")
        .see(first, "第一次在这里", "first here")
        .why(
            "一个名称只能指一件事，否则公式里就分不清。",
            "A name means one thing, or formulas could not tell.",
        )
        .help(
                "请给其中一个换个名称；考核项要用同名的指标，删去考核项里的 value（取值）就行。",
                "Give one of them another name; an item that is to take the metric of its name needs no `value`.",
            ),
        M::UnclosedBrace { place } => error(
            code,
            place,
            "条款里的 { 没有对应的 }",
            "a `{` in the clause is not closed",
        )
        .help(
            "请补上 }；要写花括号本身，请写 \\{。",
            "Add the `}`; for a brace itself write `\\{`.",
        ),
        M::UnknownReference { name, known, place } => {
            unknown(code, place, ("参数、指标或表格", "parameter, figure or table"), &name, &known).why(
                "条款里的数取自规则，取不到就会印出错的制度。",
                "Numbers in clauses come from the rules; one that is not there would print a wrong policy.",
            )
        }
        M::BareNumbers {
            clause,
            numbers,
            meant,
            place,
        } => bare_numbers(code, &clause, &numbers, &meant).at(place),
        M::Unmentioned { rules, place } => {
            let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
            Diagnostic::warning(
                code,
                Said::new(
                    format!("这些规则没有写进任何条款：{}", list_zh(&rules)),
                    format!("no clause speaks of these rules: {}", list_en(&rules)),
                ),
            )
            .at(place)
            .why(
                "读制度的人看不到这些规则，却要按它们计算。",
                "Readers of the policy do not see these rules, yet are measured by them.",
            )
            .help(
                "请在条款里写到它们的名称，或用 {table: scorecard}、{table: awards} 这样的表格列出。",
                "Name them in a clause, or print them with `{table: scorecard}`, `{table: awards}` and so on.",
            )
        }
        }
    }
}

fn bare_numbers(
    code: &'static str,
    clause: &str,
    numbers: &[String],
    meant: &[(String, String)],
) -> Diagnostic {
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let warning = Diagnostic::warning(
        code,
        Said::new(
            format!("条款“{clause}”里的数没有和规则绑定：{}", list_zh(&numbers)),
            format!("numbers of clause “{clause}” are not bound to a rule: {}", list_en(&numbers)),
        ),
    )
    .why(
        "规则改了，这些数不会跟着改，制度就可能和计算不一致。",
        "When the rule changes these numbers stay, and the text may come to disagree with the computing.",
    );
    match meant.first() {
        Some((number, name)) => warning.help(
            format!("例如把 {number} 写成 {{{name}}}；与计算无关的数可以写成汉字。"),
            format!("Write `{{{name}}}` for {number}, for example; numbers that have nothing to do with computing may be spelled out."),
        ),
        None => warning.help(
            "请把数写进参数或考核项，条款里用 {名称} 引用；与计算无关的数可以写成汉字。",
            "Make it a parameter and refer to it by `{name}`; numbers that have nothing to do with computing may be spelled out.",
        ),
    }
}
