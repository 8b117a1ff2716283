//! What is printed, posted and announced: certificates, posters, notices, the wall screen, the text
//! for a chat. For everybody, so from the staff edition alone.

use std::collections::BTreeMap;

use meritbook::site::{Edition, MOST_BYTES, Site};

use crate::common::{meritbook, repository, temporary};
use crate::small_site::{book, made, only, text, write};

type Files = BTreeMap<String, Vec<u8>>;

fn staff(other: &[(&str, &str)]) -> Files {
    let book = book(other);
    made(&book, Edition::staff(&book.settings), None)
}

/// Returns the words of a page, without markup.
fn words(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        out.push_str(part.split_once('>').map_or("", |(_, text)| text));
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_certificate_bears_the_legal_name_and_the_post_of_then() {
    let files = staff(&[]);
    let page = only(&files, "certificates/2026-09/x", "98,600");
    assert!(page.ends_with("/0008.html"), "{page}");
    let said = words(text(&files, page));
    for word in [
        "白露",
        "一组 · 电话销售专员",
        "在2026年9月考核中，回款额 98,600\u{a0}元，荣获",
        "月度销冠",
        "致远控股集团有限公司",
        "2026年10月20日",
        "盖章处",
    ] {
        let word = word.replace('\u{a0}', " ");
        assert!(
            said.replace('\u{a0}', " ").contains(&word),
            "{word}: {said}"
        );
    }
    assert!(!said.contains("预览"), "September is final");
    assert!(!said.contains("奖金"), "no money on a certificate");
    // In November she is a supervisor: October's certificate still has the post of October, and is a preview.
    let october = only(&files, "certificates/2026-10/x", "90,000");
    let said = words(text(&files, october));
    assert!(said.contains("电话销售专员") && said.contains("预览 · 未定稿"));
    assert!(said.contains("年 月 日"), "room for the day: {said}");
    // All of a period in one document: one sheet each.
    let all = text(&files, "certificates/2026-09/index.html");
    let single = files
        .keys()
        .filter(|path| path.starts_with("certificates/2026-09/x"));
    assert_eq!(all.matches("class=\"certificate\"").count(), single.count());
    assert!(text(&files, "periods/2026-09.html").contains("../certificates/2026-09/index.html"));
    let award = only(&files, "awards/x", "月度销冠</h1>");
    let link = format!("../{page}");
    assert!(text(&files, award).contains(&link), "linked from the award");
}

#[test]
fn posters_name_the_winners_and_never_the_last() {
    let files = staff(&[]);
    let poster = only(&files, "posters/2026-09/award-", "98,600");
    let said = words(text(&files, poster));
    assert!(
        said.contains("喜报 2026年9月 月度销冠") && said.contains("白露 一组"),
        "{said}"
    );
    let phone = poster.replace("/award-", "/phone-award-");
    assert!(text(&files, &phone).contains("<body class=\"phone\">"));
    assert!(text(&files, poster).contains("<body class=\"a4\">"));
    let board = only(&files, "posters/2026-10/board-", "回款榜");
    let said = words(text(&files, board));
    assert!(said.contains("1 白露 一组 90,000"), "{said}");
    assert!(said.contains("预览 · 未定稿"));
    // Six are ranked: the upper half at most, whatever a board shows.
    assert!(!said.contains("方圆") && !said.contains("高山"), "{said}");
}

#[test]
fn a_notice_says_until_when_and_to_whom_to_object() {
    let files = staff(&[]);
    let page = only(&files, "notices/2026-10/", "回款榜");
    let said = words(text(&files, page)).replace('\u{a0}', " ");
    for word in [
        "2026年10月电话销售奖励制度结果公示",
        "致远〔2026〕7号",
        "公示期自 2026年11月9日至 2026年11月13日。",
        "结果公布后 5 个工作日内可以申诉。",
        "申诉交给：绩效委员会。",
        "人力资源部 302 室",
        "致远控股集团有限公司 2026年11月9日 盖章处",
        "1 白露 一组 90,000",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!said.contains("预览"));
    assert!(
        !said.contains("0008"),
        "no staff numbers where names differ"
    );
    let last = ["方圆", "高山"];
    assert!(!last.iter().any(|name| said.contains(name)), "{said}");
    let same = "工号,姓名,团队,岗位\n0007,白露,T1,电话销售专员\n0008,白露,T1,电话销售专员\n0009,陈晨,T1,电话销售专员\n0010,丁宁,T2,电话销售专员\n0011,方圆,T2,电话销售专员\n0012,高山,T2,电话销售专员\n";
    let september = only(&files, "notices/2026-09/", "回款榜").to_owned();
    assert!(words(text(&files, &september)).contains("结果已经定稿"));
    let files = staff(&[("people/roster.csv", same)]);
    let said = words(text(&files, &september));
    assert!(
        said.contains("白露（一组，尾号 08）"),
        "two of one name: {said}"
    );
    assert!(
        !files
            .keys()
            .any(|path| path.starts_with("notices/2026-11/"))
    );
}

#[test]
fn the_wall_shows_the_newest_published_period() {
    let files = staff(&[]);
    let page = text(&files, "wall.html");
    let said = words(page).replace('\u{a0}', " ");
    assert!(
        said.starts_with("2026年10月 公示中，至 2026年11月13日 暂定"),
        "{said}"
    );
    assert!(
        said.contains("月度销冠 白露 一组 回款额 90,000 元"),
        "{said}"
    );
    assert!(!page.contains("<script"), "it needs none");
    // More than twenty hours: readers who need time are not interrupted.
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"86400\">"));
    assert!(text(&files, "periods/2026-10.html").contains("href=\"../wall.html\""));
    assert!(!text(&files, "periods/2026-09.html").contains("wall.html"));
}

#[test]
fn what_hangs_on_a_wall_is_not_made_of_the_hr_edition() {
    let book = book(&[]);
    let files = made(&book, Edition::hr(&book.settings), None);
    for folder in [
        "certificates/",
        "posters/",
        "notices/",
        "wall.html",
        "feed.xml",
    ] {
        assert!(
            !files.keys().any(|path| path.starts_with(folder)),
            "{folder}"
        );
    }
    // There everybody considered stands on the award's page instead.
    let award = only(&files, "awards/x", "月度销冠</h1>");
    let said = words(text(&files, award));
    assert!(said.contains("高山 二组 回款额 -1,000"), "{said}");
    let not = said.contains("高山 二组 回款额 -1,000 元 未达到条件");
    assert!(
        not || said.replace('\u{a0}', " ").contains("-1,000 元 未达到条件"),
        "{said}"
    );
    let staff = staff(&[]);
    for path in staff.keys().filter(|path| path.starts_with("awards/")) {
        assert!(!text(&staff, path).contains("未达到条件"), "{path}");
    }
}

#[test]
fn an_announcement_is_counted_and_says_what_is_provisional() {
    let folder = temporary();
    write(folder.path(), &[]);
    let run = meritbook(folder.path(), &["announce", "2026-10"]);
    assert_eq!(run.status, 0, "{}", run.said());
    let wanted = "致远公示 2026年10月
公示中，至 2026年11月13日（结果暂定，定稿前可能更正）

获奖名单
· 月度销冠：白露（一组），回款额 90,000 元
· 达标奖：白露、陈晨
· 首单奖：陈晨（一组），日期 2026年10月2日

回款榜
1 白露 90,000 元
2 陈晨 9,000 元
3 丁宁 3,000 元

申诉：人力资源部 302 室
";
    assert_eq!(run.out, wanted);
    let bytes = wanted.trim_end().len();
    assert_eq!(
        run.err,
        format!("共 {bytes} 字节，上限 2048。结果还没有定稿，文中已注明暂定。\n")
    );
    let run = meritbook(folder.path(), &["announce", "2026-09", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["format"], "meritbook/announcement/v1");
    assert_eq!(data["provisional"], false);
    assert_eq!(data["shortened"], false);
    let said = data["text"].as_str().expect("a text");
    assert_eq!(data["bytes"], said.len());
    assert!(
        said.contains("2026年9月\n已定稿\n") && !said.contains("暂定"),
        "{said}"
    );
    let run = meritbook(
        folder.path(),
        &[
            "announce",
            "2026-09",
            "--base-url",
            "https://hr.example/merit",
        ],
    );
    assert!(
        run.out
            .ends_with("全部结果：https://hr.example/merit/periods/2026-09.html\n")
    );
}

#[test]
fn an_announcement_speaks_english() {
    let english = "title: Zhiyuan\norganisation: Zhiyuan Holding Ltd\nlanguage: en\npeople: all\n";
    let book = book(&[("site.yml", english)]);
    let site = Site::new(&book, &BTreeMap::new()).unwrap_or_else(|m| panic!("{m:#?}"));
    let period = meritbook::period::Period::parse("2026-10").expect("a month");
    let said = site.announce(period).expect("something to tell").text;
    assert!(said.starts_with("Zhiyuan October 2026\n"), "{said}");
    assert!(
        said.contains("(provisional: may be corrected until final)"),
        "{said}"
    );
    assert!(
        said.contains("· 月度销冠: 白露 (一组), 回款额 ¥90,000"),
        "{said}"
    );
}

#[test]
fn an_announcement_fits_whatever_there_is_to_tell() {
    let assessed = meritbook::assess(&repository("."));
    let demo = assessed.book.expect("the demo has results");
    let site = Site::new(&demo, &assessed.themes).unwrap_or_else(|m| panic!("{m:#?}"));
    let mut shortened = 0;
    for period in &demo.periods {
        if let Some(said) = site.announce(period.period) {
            assert!(
                said.text.len() <= MOST_BYTES,
                "{}: {}",
                period.period,
                said.text.len()
            );
            shortened += usize::from(said.shortened);
        }
    }
    assert!(shortened > 0, "the demo has more than a chat takes");
    // However long the names are, no letter is cut in two and nobody is left out in silence.
    let long = "很".repeat(700);
    let title = format!("title: {long}\norganisation: 致远\npeople: all\n");
    let long_title = book(&[("site.yml", &title)]);
    let site = Site::new(&long_title, &BTreeMap::new()).unwrap_or_else(|m| panic!("{m:#?}"));
    let period = meritbook::period::Period::parse("2026-10").expect("a month");
    let said = site.announce(period).expect("something to tell");
    assert!(
        said.shortened && said.text.len() <= MOST_BYTES,
        "{}",
        said.text.len()
    );
    assert!(said.text.ends_with('…'));
    let name = "晨".repeat(250);
    let roster = format!(
        "工号,姓名,团队,岗位\n0007,安然,T1,电话销售专员\n0008,{name},T1,电话销售专员\n0009,{name}二,T1,电话销售专员\n0010,丁宁,T2,电话销售专员\n0011,方圆,T2,电话销售专员\n0012,高山,T2,电话销售专员\n"
    );
    let long_names = book(&[("people/roster.csv", &roster)]);
    let site = Site::new(&long_names, &BTreeMap::new()).unwrap_or_else(|m| panic!("{m:#?}"));
    let said = site.announce(period).expect("something to tell");
    assert!(
        said.shortened && said.text.len() <= MOST_BYTES,
        "{}",
        said.text.len()
    );
    assert!(said.text.contains("另有"), "{}", said.text);
}
