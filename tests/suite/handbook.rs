//! The handbook: every rule in words a reader can follow, in both languages; what a version changes;
//! what is new in a period.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use meritbook::assess;
use meritbook::assessment::Book;
use meritbook::diagnostic::Language;
use meritbook::site::{Edition, Explain, Site};

use crate::common::{copy, repository, temporary};

/// Assesses a site; its book in a language.
fn book(folder: &Path, language: Language) -> Book {
    let assessed = assess(folder);
    let mut book = assessed
        .book
        .unwrap_or_else(|| panic!("{:#?}", assessed.diagnostics));
    book.settings.language = language;
    book
}

/// Makes the pages of a book's handbook, the first page and the periods' pages.
fn pages(book: &Book, edition: Edition) -> BTreeMap<String, String> {
    let explain: Explain<'_> =
        Box::new(|period, policy, figure, subject| book.explain(period, policy, figure, subject));
    let site = Site::of_edition(book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let wanted = |path: &str| {
        path.ends_with(".html")
            && (path.starts_with("handbook/")
                || path.starts_with("periods/")
                || path == "index.html")
    };
    site.jobs()
        .iter()
        .filter(|job| wanted(job.path()))
        .map(|job| {
            let file = site.render(job).unwrap_or_else(|m| panic!("{m:#?}"));
            (file.path, String::from_utf8_lossy(&file.bytes).into_owned())
        })
        .collect()
}

fn staff(book: &Book) -> BTreeMap<String, String> {
    pages(book, Edition::staff(&book.settings))
}

/// Returns the part of a page between two marks, without markup, a line for each part.
fn text(page: &str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap_or(page.len());
    let rest = &page[start..];
    let rest = &rest[..rest.find(to).unwrap_or(rest.len())];
    let mut out = String::new();
    for (at, part) in rest.split('<').enumerate() {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        if ["/p", "/td", "/th", "/dt", "/dd", "/h2", "/h3"].contains(&tag) {
            out.push('\n');
        }
        out.push_str(if at == 0 { part } else { words });
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace('\u{a0}', " ")
}

/// Returns how a policy is computed, as its page says it.
fn how(page: &str) -> String {
    text(page, "<section class=\"computed\"", "</article>")
}

/// A site of the whole library.
fn library() -> tempfile::TempDir {
    let site = temporary();
    let content = site.path().join("content");
    copy(&repository("library"), &content.join("policies"));
    fs::create_dir_all(content.join("people")).expect("a folder can be made");
    fs::write(
        content.join("site.yml"),
        "title: 制度库\norganisation: 致远集团\n",
    )
    .expect("written");
    let roster = "工号,姓名,团队,岗位,职级,资历,转正\n0001,周岚,销售部,业务员,初级,新人,是\n";
    fs::write(content.join("people/roster.csv"), roster).expect("written");
    site
}

/// What would show that a formula is printed as it was typed, or that a sentence has a hole.
const CODE: [&str; 24] = [
    "::",
    "count(",
    "sum(",
    "mean(",
    "max(",
    "min(",
    "first(",
    "distinct(",
    "round(",
    "floor(",
    "otherwise(",
    "known(",
    "if(",
    "==",
    "!=",
    ">=",
    "<=",
    " desc",
    "period_end",
    "period_start",
    "ladder.",
    "award.",
    "“”",
    "。。",
];

#[test]
fn every_rule_of_the_library_is_told_in_words() {
    let site = library();
    for language in [Language::Chinese, Language::English] {
        let book = book(site.path(), language);
        let ids: Vec<String> = book
            .policies
            .iter()
            .filter(|(id, versions)| versions.iter().all(|p| p.title != ***id))
            .map(|(id, _)| id.to_string())
            .collect();
        let mut told = 0;
        for (path, page) in staff(&book) {
            assert!(!page.contains("<dd></dd>"), "{path} has an empty sentence");
            let how = how(&page);
            for line in how.lines() {
                for code in CODE {
                    assert!(!line.contains(code), "{path}: `{code}` in: {line}");
                }
                for id in &ids {
                    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
                    let found = line.match_indices(id.as_str()).any(|(at, _)| {
                        alone(line[..at].chars().next_back())
                            && alone(line[at + id.len()..].chars().next())
                    });
                    assert!(!found, "{path}: the id `{id}` in: {line}");
                }
                if language == Language::English {
                    let ours = ["，否则", "（待填）", "（没有时为", "（只计", "归组"];
                    for chinese in ours {
                        let own = line.contains("Example") || line.contains("Given");
                        assert!(own || !line.contains(chinese), "{path}: {line}");
                    }
                }
            }
            told += usize::from(!how.is_empty());
        }
        assert!(told > 50, "{told} policies say how they are computed");
    }
}

#[test]
fn every_form_has_its_sentence() {
    let site = repository("tests/sites/handbook");
    let chinese = staff(&book(&site, Language::Chinese));
    let english = staff(&book(&site, Language::English));
    let zh = text(&chinese["handbook/rules.html"], "<article", "</article>");
    let en = how(&english["handbook/rules.html"]);
    for sentence in [
        "满分 100，最高 110。",
        "总分最低 0 分，总分最高 110 分。",
        "80%（含）以上，不足 100%",
        "不足 60%",
        "得分 = 24 × 日均呼出 ÷ 目标（日均呼出目标），最高按 120% 计，最低按 10% 计。",
        "从 100 分起，差错超过 1 的部分每满 2 扣 5 分，最多扣 40 分，最低 20 分；满分 100，按权重 20 折算。",
        "由上级 70%、同事 30%（多人评分取中位数，不少于 3 人，匿名，不足 3 人的不单列，缺少时由其余评分人分担）共同评分",
        "逐项检查守时、整洁，按合格的比例得分",
        "迟到 -1 分，表扬 +2 分，其余类别 0 分。",
        "缺数据时记 0 分（没有回款）。",
        "“回款”中类型为“新签”的金额合计，舍去到 1。",
        "“质检”的条数；缺数据时取 0（未抽检视为无差错）。",
        "“回款”按客户归组中金额合计 ≥ 5000 的组数。",
        "回款额 − 上期的回款额（没有时为 0）。",
        "《团队奖金办法》的可分奖金。",
        "超过 30 次，不足 60 次",
        "10,000 元（含）以上，不足 30,000 元的部分",
        "60（含）以上，90（含）以下",
        "完成率 ＼ 日均呼出",
        "“案件”中类型为“虚假”的条数 > 0 的，取消评奖资格，总分记为 0，提成记为 0。",
        "的，总分不高于 59。",
        "按总分从高到低，相同的再按差错从低到高；参加排名的条件：回款额 > 0；并列的名次之后不跳号（1、2、2、3）；公布前 5 名。",
        "各团队分别排名；",
        "当月第一个回款（金额 > 0）的。",
        "差错 ≤ 2，且回款额 ≥ 12,000 元的人中，回款额最高的。",
        "奖金 1,000 元，并列的平分；奖杯；回款额 ≥ 80,000 的，另得手机。",
        "已得销冠的不再得此奖。",
        "凡完成率 ≥ 100% 的。",
        "未达标：总分 < 60 的，初级连续 6 期时，建议进入复核；中级连续 3 期时，降为初级；高级当期降为中级。变动之后重新计数。决定日：下期 5 日。",
        "按回款额查“提成比例”，四舍五入到 0.01。",
        "当期发 60%、1 期后发 20%、年末发其余。离职的，当期结清。",
        "差错 > 3 的，当期暂不发放，记在余额里。",
        "奖金总额按各人的回款额分配（各团队分别分）",
        "按职级查“底薪标准”表。",
        "总分：四舍六入五成双到 0.1；",
        "不晚于下期 3 日",
        "下期 4 日至下期 4 日之后 3 个工作日",
        "自2026年11月起",
        "待填写",
        "36 × 85 ÷ 100",
        "有大额回款 是",
    ] {
        assert!(zh.contains(sentence), "no `{sentence}` in\n{zh}");
    }
    for sentence in [
        "from 60 (included), up to 90 (included)",
        "Sum of 金额 in “回款” where 类型 is '新签', rounded down to 1.",
        "可分奖金 of “团队奖金办法”",
        "+2 for 表扬, 0 for other kinds.",
        "no award can be won",
        "By 总分, highest first; equal ones by 差错, lowest first;",
        "The highest 回款额, of those for whom 差错 ≤ 2 and 回款额 ≥ ¥12,000.",
        "A move starts the count anew.",
        "Decided on day 5 of the next period.",
        "no later than day 3 of the next period",
        "36 × 85 ÷ 100",
    ] {
        assert!(en.contains(sentence), "no `{sentence}` in\n{en}");
    }
}

#[test]
fn what_is_to_fill_is_placed_for_hr_alone() {
    let site = repository("tests/sites/handbook");
    let book = book(&site, Language::Chinese);
    let hr = pages(&book, Edition::hr(&book.settings));
    let said = how(&hr["handbook/rules.html"]);
    assert!(
        said.contains("待定比例：content/policies/rules/2026-10.yml:"),
        "{said}"
    );
    for (path, page) in staff(&book) {
        assert!(!page.contains("content/policies"), "{path} names a file");
    }
}

#[test]
fn a_version_is_compared_with_the_one_before() {
    let site = repository("tests/sites/handbook");
    let chinese = staff(&book(&site, Language::Chinese));
    let page = chinese["handbook/changes/rules-2026-10.html"].replace('\u{a0}', " ");
    for marked in [
        "每月考核一次<ins>，成绩次月公布</ins>。差错每次扣 <del>3</del><ins>5</ins> 分",
        "<p class=\"of\">原为第三条。</p>",
        "<p class=\"of\">原标题“附则”。</p>",
        "<p class=\"of\">新增的条款。</p>",
        "<p class=\"of\">已删去的条款。</p>",
        "<del>80</del> → <ins>85</ins>",
        "<del>100 次</del> → <ins>120 次</ins>",
        "回款额 ≥ <del>10,000</del><ins>12,000</ins> 元",
        "年末发",
    ] {
        assert!(page.contains(marked), "no `{marked}` in\n{page}");
    }
    let only = chinese.keys().filter(|path| path.contains("/changes/"));
    assert_eq!(
        only.count(),
        1,
        "one page for each pair of versions that follow each other"
    );
    let link = "href=\"../handbook/changes/rules-2026-10.html\"";
    assert!(chinese["handbook/rules.html"].contains(link));
    assert!(!chinese["handbook/rules-2026-01.html"].contains("changes/"));
}

#[test]
fn what_is_new_says_for_whom() {
    let site = repository("tests/sites/handbook");
    let chinese = staff(&book(&site, Language::Chinese));
    let news = |path: &str| text(&chinese[path], "id=\"news\"", "</section>");
    for page in ["index.html", "periods/2026-10.html"] {
        let said = news(page);
        for line in [
            "新版本开始执行。质检每次多扣 2 分",
            "专员；转正为“是” · 3 人",
            "月奖金总额由 3,000 元 改为 3,500 元",
            "本期不再有适用对象。",
        ] {
            assert!(said.contains(line), "{page}: no `{line}` in {said}");
        }
    }
    assert!(
        chinese["periods/2026-10.html"].contains("href=\"../handbook/changes/rules-2026-10.html\"")
    );
    assert!(
        news("periods/2026-09.html").is_empty(),
        "nothing is new in September"
    );
}

#[test]
fn a_source_is_told_in_words_and_days_as_the_language_writes_them() {
    let policy = "policy: 销售考核\nversion: {from: 2026-08, published: 2026-07-09}\nsource: [S021, 销售部试行办法]\n\
                  scorecard:\n  业绩: {weight: 100, unit: 元, value: sum(回款.金额), target: 100}\n";
    let site = crate::common::site_of(&[
        ("site.yml", "title: 考核\n"),
        ("policies/sales.yml", policy),
        ("people/roster.csv", "工号,姓名\n0101,陈一鸣\n"),
        ("months/2026-08/回款.csv", "工号,金额\n0101,100\n"),
    ]);
    for (language, day) in [
        (Language::Chinese, "2026年7月9日"),
        (Language::English, "9 July 2026"),
    ] {
        let pages = staff(&book(site.path(), language));
        let mut found = 0;
        for (path, page) in pages
            .iter()
            .filter(|(_, page)| page.contains("销售部试行办法"))
        {
            found += 1;
            assert!(!page.contains("S021"), "{path} tells a number of a list");
            assert!(page.contains(day), "{path} lacks {day}");
        }
        assert!(found > 0, "no page has the source");
    }
}
