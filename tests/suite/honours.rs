//! Awards and moves over time: what is provisional and why, what is withdrawn, who is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use meritbook::assess;
use meritbook::assessment::{AwardResult, Awarded, Book, Pending};
use meritbook::data::State;
use meritbook::period::Period;
use meritbook::site::{Edition, Site};

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// Writes a site, file by file, and works it out.
fn site(files: &[(&str, &str)]) -> (tempfile::TempDir, Book) {
    let folder = temporary();
    write(folder.path(), files);
    let book = worked_out(folder.path());
    (folder, book)
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let target = folder.join("content").join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::write(target, text).expect("written");
    }
}

fn worked_out(folder: &Path) -> Book {
    let assessed = assess(folder);
    assessed
        .book
        .unwrap_or_else(|| panic!("{:#?}", assessed.diagnostics))
}

fn award<'b>(book: &'b Book, period: &str, name: &str) -> &'b AwardResult {
    let period = Period::named(period).and_then(|p| book.period(p));
    let policies = &period.expect("the period is there").policies;
    let mut awards = policies.iter().flat_map(|p| &p.awards);
    let found = awards.find(|a| a.award.as_ref() == name);
    found.expect("the award is there")
}

fn winners(award: &AwardResult) -> Vec<&str> {
    match &award.outcome {
        Awarded::Won(winners) => winners.iter().map(|w| w.id.as_ref()).collect(),
        _ => Vec::new(),
    }
}

fn month(text: &str) -> Period {
    Period::parse(text).expect("a month")
}

/// Makes all files of an edition.
fn made(book: &Book, edition: Edition) -> BTreeMap<String, String> {
    let explain = Box::new(
        |period: &meritbook::assessment::PeriodResult, policy: &str, figure: &str, who: &str| {
            book.explain(period, policy, figure, who)
        },
    );
    let site = Site::of_edition(book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let files = site.jobs().into_iter().map(|job| {
        let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        let text = String::from_utf8(file.bytes).unwrap_or_default();
        (file.path, text)
    });
    files.collect()
}

const ROSTER: &str =
    "工号,姓名,团队,岗位,职级,离职日期\nA,安然,一组,销售,初级,\nB,白露,一组,销售,初级,\n";
const POLICY: &str = "policy: 销售奖励
version: {from: 2026-01}
metrics: {回款额: {unit: 元, value: sum(回款.金额)}}
boards: {回款榜: {rank_by: 回款额}}
awards:
  首单奖: {first: 回款, by: 日期, prize: 100 元}
  销冠: {rank_by: 回款额, prize: 1000 元}
  进步奖: {improved: 回款额, prize: 300 元}
  连冠奖: {who: board.回款榜 == 1, run: 2, prize: 500 元}
  常胜奖: {who: board.回款榜 == 1, run: 2, reset: false, prize: 50 元}
ladder:
  grades: [初级, 中级]
  rules: {达标: {when: 回款额 >= 100, run: 9, then: up}}
";

fn over_three_months(states: [&str; 3]) -> Book {
    let month = |state: &str| format!("state: {state}\n");
    let [first, second, third] = states.map(month);
    let rows = |a: u32, b: u32| format!("工号,日期,金额\nA,2026-01-05,{a}\nB,2026-01-06,{b}\n");
    let (_folder, book) = site(&[
        ("site.yml", "title: 公示\norganisation: 致远集团\n"),
        ("people/roster.csv", ROSTER),
        ("policies/sales/2026-01.yml", POLICY),
        ("months/2026-01/month.yml", &first),
        ("months/2026-01/回款.csv", &rows(500, 400)),
        ("months/2026-02/month.yml", &second),
        ("months/2026-02/回款.csv", &rows(600, 450)),
        ("months/2026-03/month.yml", &third),
        ("months/2026-03/回款.csv", &rows(700, 300)),
    ]);
    book
}

#[test]
fn an_award_is_as_final_as_its_period() {
    let outcome = |state: &str| {
        let book = over_three_months(["final", "final", state]);
        let champion = award(&book, "2026-03", "销冠");
        (
            winners(champion).join(" "),
            champion.pending.clone(),
            winners(award(&book, "2026-03", "首单奖")).join(" "),
        )
    };
    let own = |state| vec![Pending::Period(state)];
    assert_eq!(outcome("final"), ("A".into(), vec![], "A".into()));
    let provisional = outcome("provisional");
    assert_eq!(
        provisional,
        ("A".into(), own(State::Provisional), "A".into())
    );
    assert_eq!(
        outcome("cut-off"),
        ("A".into(), own(State::CutOff), "A".into())
    );
    // Of an open month there are the first events alone.
    assert_eq!(
        outcome("open"),
        (String::new(), own(State::Open), "A".into())
    );
}

#[test]
fn what_rests_on_an_open_month_is_provisional() {
    let earlier =
        |periods: &[&str]| vec![Pending::Earlier(periods.iter().map(|p| month(p)).collect())];
    let book = over_three_months(["final", "open", "final"]);
    let pending = |name: &str| award(&book, "2026-03", name).pending.clone();
    assert_eq!(pending("销冠"), vec![], "it looks at March alone");
    assert_eq!(pending("首单奖"), vec![]);
    assert_eq!(pending("进步奖"), earlier(&["2026-02"]));
    assert_eq!(pending("连冠奖"), earlier(&["2026-02"]));
    // January is two months back: growth does not see it, nor does a run of two. Where a win
    // starts the count anew, whether March wins hangs on whether February did, and so on.
    let book = over_three_months(["open", "final", "final"]);
    let pending = |name: &str| award(&book, "2026-03", name).pending.clone();
    assert_eq!(pending("进步奖"), vec![]);
    assert_eq!(pending("常胜奖"), vec![]);
    assert_eq!(pending("连冠奖"), earlier(&["2026-01"]));
    // A grade is carried on from every month before.
    let period = book.period(month("2026-03")).expect("March");
    assert_eq!(period.policies[0].ladder_pending, earlier(&["2026-01"]));
}

#[test]
fn pages_and_data_say_that_an_award_is_provisional() {
    let book = over_three_months(["final", "open", "final"]);
    let files = made(&book, Edition::staff(&book.settings));
    let period = &files["periods/2026-03.html"];
    assert!(period.contains("暂定"), "{period}");
    assert!(period.contains("所依据的2026年2月还没有定稿"), "{period}");
    assert!(files["index.html"].contains("含暂定"));
    let data = &files["data/2026-03.json"];
    assert!(data.contains("\"because\": \"earlier\""), "{data}");
    assert!(!data.contains("ladder"), "the ladder is not for staff");
    let final_book = over_three_months(["final", "final", "final"]);
    let files = made(&final_book, Edition::staff(&final_book.settings));
    assert!(!files["periods/2026-03.html"].contains("暂定"));
    assert!(!files["index.html"].contains("暂定"));
}

#[test]
fn missing_figures_make_an_award_provisional() {
    let (_folder, book) = site(&[
        ("site.yml", "title: 公示\norganisation: 致远集团\n"),
        ("people/roster.csv", ROSTER),
        (
            "policies/sales/2026-01.yml",
            "policy: 销售奖励\nversion: {from: 2026-01}\nmetrics: {得分: 评定.得分}\nawards: {最佳: {rank_by: 得分}}\n",
        ),
        ("months/2026-01/month.yml", "state: final\n"),
        ("months/2026-01/评定.csv", "工号,得分\nA,80\nB,\n"),
        ("months/2026-02/month.yml", "state: final\n"),
        ("months/2026-02/评定.csv", "工号,得分\nA,80\n"),
    ]);
    let best = award(&book, "2026-01", "最佳");
    assert_eq!(winners(best), ["A"]);
    assert!(
        matches!(best.pending[..], [Pending::Missing { subjects: 1, .. }]),
        "B's cell is still blank: {:?}",
        best.pending
    );
    let best = award(&book, "2026-02", "最佳");
    assert_eq!(best.pending, vec![], "B is not in the table at all");
}

#[test]
fn a_judged_award_waits_for_those_who_decide() {
    let policy = "policy: 评优\nversion: {from: 2026-01}\nmetrics: {投诉: count(投诉)}\nawards: {服务之星: {judged: 决定, who: 投诉 == 0}}\n";
    let (_folder, book) = site(&[
        ("site.yml", "title: 公示\norganisation: 致远集团\n"),
        ("people/roster.csv", ROSTER),
        ("policies/service/2026-01.yml", policy),
        ("months/2026-01/month.yml", "state: provisional\n"),
        ("months/2026-01/投诉.csv", "工号,类型\n"),
        ("months/2026-02/month.yml", "state: final\n"),
        ("months/2026-02/投诉.csv", "工号,类型\n"),
        (
            "months/2026-02/决定.csv",
            "工号,事项,奖项,决定人,理由\nB,授予,服务之星,王总监,雨夜送件\n",
        ),
    ]);
    let waiting = award(&book, "2026-01", "服务之星");
    assert!(matches!(waiting.outcome, Awarded::NotYet));
    assert!(waiting.pending.contains(&Pending::Decision));
    let decided = award(&book, "2026-02", "服务之星");
    assert_eq!(winners(decided), ["B"]);
    let files = made(&book, Edition::staff(&book.settings));
    assert!(files["periods/2026-01.html"].contains("等待评定"));
    let page = &files["periods/2026-02.html"];
    assert!(
        page.contains("评定人 王总监") && page.contains("理由 雨夜送件"),
        "{page}"
    );
}

#[test]
fn building_twice_makes_no_second_move() {
    let folder = temporary();
    let case = repository("tests/golden/ladder-by-hand");
    copy(&case.join("content"), &folder.path().join("content"));
    let built = |out: &str| {
        let run = meritbook(folder.path(), &["build", "-o", out]);
        assert_eq!(run.status, 0, "{}", run.said());
        files_below(&folder.path().join(out))
    };
    let first = built("public");
    let again = built("public");
    assert!(first == again, "the second build differs");
    assert!(again == built("elsewhere"));
    let book = worked_out(folder.path());
    let moves = book.periods.iter().map(|period| {
        let mut subjects = period.policies[0].subjects.iter();
        let subject = subjects.find(|s| s.id.as_ref() == "A").expect("A");
        let mut ladder = subject.ladder.iter();
        let moved = ladder.find(|f| f.name.as_ref() == "ladder.move");
        moved.and_then(|f| f.shown.clone()).unwrap_or_default()
    });
    assert_eq!(moves.collect::<Vec<_>>(), ["", "up", "up", ""]);
}

#[test]
fn a_move_that_may_end_in_leaving_is_for_hr_alone() {
    let policy = "policy: 升降
version: {from: 2026-01}
metrics: {签约: count(签约)}
boards: {签约榜: {rank_by: 签约}}
ladder:
  grades: [初级, 中级]
  rules: {未出单: {name: 连续未出单, when: 签约 == 0, run: 2, then: review}}
";
    let (_folder, book) = site(&[
        (
            "site.yml",
            "title: 公示\norganisation: 致远集团\npeople: all\n",
        ),
        ("people/roster.csv", ROSTER),
        ("policies/grades/2026-01.yml", policy),
        ("months/2026-01/month.yml", "state: final\n"),
        ("months/2026-01/签约.csv", "工号,客户\nA,甲\n"),
        ("months/2026-02/month.yml", "state: final\n"),
        ("months/2026-02/签约.csv", "工号,客户\nA,乙\n"),
    ]);
    let staff = made(&book, Edition::staff(&book.settings));
    assert!(staff.contains_key("people/B.html"));
    for (path, text) in &staff {
        // The rule itself is public, whom it strikes is not.
        let rules = ["handbook/", "indicators/", "search/clauses"];
        if rules.iter().any(|of| path.starts_with(of)) {
            continue;
        }
        for word in ["建议进入复核", "review", "ladder.", "连续未出单"] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
    }
    let hr = made(&book, Edition::hr(&book.settings));
    assert!(hr["people/B.html"].contains("建议进入复核"));
    assert!(!hr["people/A.html"].contains("建议进入复核"));
    assert!(hr["data/2026-02.json"].contains("\"review\""));
}

#[test]
fn who_lost_an_award_is_named_neither_as_winner_nor_as_loser() {
    let book = worked_out(&repository("tests/golden/awards-withdraw"));
    let first = award(&book, "2026-01", "一等奖");
    let Awarded::Won(won) = &first.outcome else {
        panic!("it was won");
    };
    let lost = won.iter().filter(|w| w.withdrawn.is_some());
    let lost: Vec<&str> = lost.map(|w| w.id.as_ref()).collect();
    assert_eq!(lost, ["A"], "by the decision of March");
    let march = award(&book, "2026-03", "一等奖");
    assert_eq!(march.withdrawn[0].of, [month("2026-02"), month("2026-01")]);
    let staff = made(&book, Edition::staff(&book.settings));
    for (path, text) in &staff {
        for word in [
            "撤销安然",
            "业绩造假",
            "提请复议：",
            "已撤销",
            "withdrawn",
            "flagged",
            "charged",
        ] {
            let rule = path.starts_with("handbook/");
            assert!(rule || !text.contains(word), "{path} holds {word}");
        }
    }
    let january = &staff["periods/2026-01.html"];
    assert!(january.contains("另有 1 名获奖者不在公示范围"), "{january}");
    let hr = made(&book, Edition::hr(&book.settings));
    let page = &hr["periods/2026-03.html"];
    for told in [
        "撤销安然2026年2月、2026年1月所得",
        "部门领导",
        "业绩造假",
        "追回 10,000",
    ] {
        assert!(page.contains(told), "{told} is not in {page}");
    }
    assert!(page.contains("提请复议：程野"));
    assert!(hr["periods/2026-01.html"].contains("2026年3月撤销"));
}

#[test]
fn the_wall_names_no_one_who_has_left() {
    let roster = "工号,姓名,团队,岗位,离职日期\nA,安然,一组,销售,2026-02-10\nB,白露,一组,销售,\n";
    let (_folder, book) = site(&[
        (
            "site.yml",
            "title: 公示\norganisation: 致远集团\npeople: all\n",
        ),
        ("people/roster.csv", roster),
        (
            "policies/sales/2026-01.yml",
            "policy: 销售奖励\nversion: {from: 2026-01}\nmetrics: {回款额: sum(回款.金额)}\nawards: {销冠: {rank_by: 回款额, prize: 1000 元}}\n",
        ),
        ("months/2026-01/month.yml", "state: final\n"),
        ("months/2026-01/回款.csv", "工号,金额\nA,500\nB,400\n"),
        ("months/2026-03/month.yml", "state: final\n"),
        ("months/2026-03/回款.csv", "工号,金额\nB,300\n"),
    ]);
    let staff = made(&book, Edition::staff(&book.settings));
    let wall = &staff["awards/index.html"];
    assert!(
        wall.contains("白露") && wall.contains("1 名获奖者不在公示范围"),
        "{wall}"
    );
    assert!(staff.values().all(|text| !text.contains("安然")));
    let page = staff.iter().find(|(path, _)| path.starts_with("awards/x"));
    let (path, page) = page.expect("the award has a page");
    assert!(
        page.contains("2026年1月") && page.contains("并列的各得全额"),
        "{page}"
    );
    assert!(
        staff["people/B.html"].contains(path.as_str()),
        "linked from the winner's page"
    );
    assert!(staff["index.html"].contains("awards/index.html"));
    let hr = made(&book, Edition::hr(&book.settings));
    assert!(hr["awards/index.html"].contains("安然"));
}
