//! Policies: what documents mean, and that their figures come out as the forms say.

use std::collections::BTreeSet;

use meritbook::assessment::Book;
use meritbook::content;
use meritbook::diagnostic::{Diagnostic, Language, Severity, render};
use meritbook::form::{Form, Shape, policy::POLICY, site::SITE};
use meritbook::period::Period;
use meritbook::policy::{self, ClausePart, Policy};
use meritbook::value::Value;

use crate::common::temporary;

const ROSTER: &str =
    "工号,姓名,团队,岗位,职级\n1,甲,东,专员,初级\n2,乙,东,专员,中级\n3,丙,西,专员,高级\n";

/// A site of one policy and some tables of January, April … 2026.
struct Trial {
    site: tempfile::TempDir,
}

impl Trial {
    fn new(document: &str, tables: &[(&str, &str)]) -> Self {
        let trial = Self { site: temporary() };
        trial.file("site.yml", "title: 试\n");
        trial.file("people/roster.csv", ROSTER);
        trial.file("policies/trial/2026-01.yml", document);
        for (name, text) in tables {
            trial.file(&format!("months/{name}.csv"), text);
        }
        trial
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.site.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn understood(&self) -> (Vec<Policy>, Vec<Diagnostic>) {
        policy::understand(&content::read(self.site.path()))
    }

    fn codes(&self) -> Vec<&'static str> {
        self.understood().1.iter().map(|d| d.code).collect()
    }

    fn policy(&self) -> Policy {
        let (mut policies, diagnostics) = self.understood();
        sound(&diagnostics);
        policies.pop().expect("one policy")
    }

    fn book(&self) -> Book {
        let assessed = meritbook::assess(self.site.path());
        sound(&assessed.diagnostics);
        assessed.book.expect("results")
    }
}

fn sound(diagnostics: &[Diagnostic]) {
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| render(d, Language::English, false))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Returns a figure of a subject in a period as text; `missing` where it has no value.
fn figure(book: &Book, period: &str, name: &str, subject: &str) -> String {
    let period = Period::parse(period).expect("a period");
    let period = book.period(period).expect("the period");
    let full = period
        .graph
        .full_name("trial", name)
        .unwrap_or_else(|| panic!("there is a figure {name}"));
    match period.figures.get("trial", full, subject) {
        None => panic!("{subject} has {name}"),
        Some(Err(_)) => "missing".to_owned(),
        Some(Ok(Value::Number(number))) => number.exact_text(),
        Some(Ok(Value::Text(text))) => text.to_string(),
        Some(Ok(Value::Truth(truth))) => truth.to_string(),
        Some(Ok(Value::Date(date))) => date.date().to_string(),
    }
}

/// Returns a figure of the three subjects in January.
fn of_all(book: &Book, name: &str) -> [String; 3] {
    ["1", "2", "3"].map(|subject| figure(book, "2026-01", name, subject))
}

#[test]
fn every_key_has_a_twin_and_words() {
    let mut forms: Vec<&Form> = vec![&POLICY, &SITE];
    let mut seen = BTreeSet::new();
    while let Some(form) = forms.pop() {
        if !seen.insert(form.name.1) {
            continue;
        }
        let mut names = BTreeSet::new();
        for key in form.keys {
            assert!(
                !key.about.0.is_empty() && !key.about.1.is_empty(),
                "{}",
                key.name
            );
            assert!(
                names.insert(key.name),
                "{} twice in {}",
                key.name,
                form.name.1
            );
            assert!(names.insert(key.zh), "{} twice in {}", key.zh, form.name.1);
            below(&key.shape, &mut forms);
        }
    }
    assert!(seen.len() > 20, "all forms were looked at: {seen:?}");
}

fn below(shape: &Shape, forms: &mut Vec<&'static Form>) {
    match shape {
        Shape::Form(form) => forms.push(form),
        Shape::Named(one) | Shape::List(one) | Shape::OneOrList(one) => below(one, forms),
        Shape::Either(shapes) => shapes.iter().for_each(|s| below(s, forms)),
        Shape::Word(words) => {
            let both: BTreeSet<&str> = words.iter().flat_map(|w| [w.name, w.zh]).collect();
            assert_eq!(both.len(), words.len() * 2, "{words:?}");
        }
        _ => {}
    }
}

#[test]
fn the_smallest_policy_says_its_highest_total() {
    let folder = crate::common::repository("tests/golden/smallest");
    let (policies, diagnostics) = policy::understand(&content::read(&folder));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let policy = policies.first().expect("one policy");
    let scorecard = policy.scorecard.as_ref().expect("a scorecard");
    assert_eq!(scorecard.sum.exact_text(), "100");
    let highest = scorecard.highest.as_ref().expect("a highest total");
    assert_eq!(highest.exact_text(), "117");
    let first = policy
        .clauses
        .first()
        .expect("a clause made from the rules");
    assert!(first.generated);
    let ClausePart::Text(text) = &first.parts[0] else {
        panic!("it begins with text");
    };
    assert!(text.contains("满分 100，最高 117"), "{text}");
    assert!(
        text.contains("得分 = 60 × 回款额 ÷ 目标（“目标”的回款额），最高按 120% 计"),
        "{text}"
    );
}

#[test]
fn a_score_form_of_nine_items_is_warned_of() {
    let case = crate::common::repository("tests/golden/S021");
    let stocked = crate::library::stocked(&case).expect("its policy is there");
    let stocked = stocked.expect("it takes a policy of the library");
    let codes = |(policies, diagnostics): (Vec<policy::Policy>, Vec<Diagnostic>)| {
        let codes: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
        (policies, codes)
    };
    let (policies, said) = codes(policy::understand(&content::read(stocked.path())));
    assert!(said.is_empty(), "its author accepts the warning: {said:?}");
    for (path, bytes) in crate::common::files_below(stocked.path()) {
        let text = String::from_utf8_lossy(&bytes);
        let kept: Vec<&str> = text.lines().filter(|l| !l.contains("P154")).collect();
        std::fs::write(stocked.path().join(path), kept.join("\n")).expect("a file can be written");
    }
    let (_, said) = codes(policy::understand(&content::read(stocked.path())));
    assert_eq!(said, ["P154"], "the number of items and nothing else");
    let clause = &policies[0].clauses[3];
    let ClausePart::Text(text) = &clause.parts[0] else {
        panic!("the steps are text");
    };
    assert!(
        text.contains("下期 3 日"),
        "days come from the calendar: {text}"
    );
}

#[test]
fn chinese_keys_mean_what_their_twins_mean() {
    let english = Trial::new(
        "policy: 考核\nscorecard:\n  额: {weight: 60, unit: 元, value: sum(单.额), target: 100, cap: 120%}\n  错: {weight: 40, value: count(错), start: 100, less: {each: 5, free: 1, at_most: 50}}\nboards: {榜: {rank_by: 总分 desc, ties: dense}}\nround: {points: {step: 0.1, mode: half-up}}\n",
        &[],
    );
    let chinese = Trial::new(
        "制度: 考核\n考核表:\n  额: {权重: 60, 单位: 元, 取值: sum(单.额), 目标: 100, 封顶: 120%}\n  错: {权重: 40, 取值: 计数(错), 起始分: 100, 扣分: {每次: 5, 免计: 1, 最多: 50}}\n排行榜: {榜: {排名依据: 总分 降序, 并列: 连号}}\n取舍: {得分: {步长: 0.1, 方式: 四舍五入}}\n",
        &[],
    );
    let names = |trial: &Trial| -> Vec<String> {
        let policy = trial.policy();
        let figures = policy
            .definitions
            .iter()
            .map(|d| format!("{} {:?}", d.name, d.form));
        let numbers = policy.parameters.iter().map(|p| {
            format!(
                "{} {:?}",
                p.name,
                p.values.iter().map(|v| &v.value).collect::<Vec<_>>()
            )
        });
        figures.chain(numbers).collect()
    };
    assert_eq!(names(&english), names(&chinese));
}

#[test]
fn bands_are_flat_whole_marginal_and_linear() {
    let trial = Trial::new(
        "policy: 档\nmetrics: {额: sum(单.额)}\nbands:\n  平: {by: 额, rows: {else: 0, 100: 60, \">200\": 100}}\n  降: {by: 额, rows: {\"<=100\": 100, \"<200\": 50, else: 0}}\n  全: {by: 额, mode: whole, rows: {0: 1%, 100: 2%}}\n  段: {by: 额, mode: marginal, rows: {0: 1%, 100: 2%, 200: 5%}}\n  线: {by: 额, mode: linear, rows: {100: 0, 200: 100}}\n  级: {by: 额, rows: {200: {等: 甲, 数: 1.5}, 100: {等: 乙, 数: 1}, else: {等: 丙, 数: 0.5}}}\n",
        &[("2026-01/单", "工号,额\n1,100\n2,200\n3,250\n")],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "平"), ["60", "60", "100"], "> leaves 200 out");
    assert_eq!(
        of_all(&book, "降"),
        ["100", "0", "0"],
        "<= holds 100, < not 200"
    );
    assert_eq!(of_all(&book, "全"), ["2", "4", "5"]);
    assert_eq!(
        of_all(&book, "段"),
        ["1", "3", "5.5"],
        "100 × 1 % + 100 × 2 % + 50 × 5 %"
    );
    assert_eq!(of_all(&book, "线"), ["0", "100", "100"]);
    assert_eq!(
        of_all(&book, "级"),
        ["乙", "甲", "甲"],
        "rows from high to low"
    );
    assert_eq!(
        of_all(&book, "数"),
        ["1", "1.5", "1.5"],
        "a further column by its heading"
    );
}

#[test]
fn weights_of_groups_are_relative_or_absolute() {
    let relative = "policy: 组\nscorecard:\n  甲组: {weight: 70, of: {一: {weight: 80, value: 表.一, cap: 100%}, 二: {weight: 20, value: 表.二, cap: 100%}}}\n  三: {weight: 30, value: 表.三, cap: 100%}\n";
    let absolute = "policy: 组\nscorecard:\n  甲组: {weight: 70, weights: absolute, of: {一: {weight: 56, value: 表.一, cap: 100%}, 二: {weight: 14, value: 表.二, cap: 100%}}}\n  三: {weight: 30, value: 表.三, cap: 100%}\n";
    let table = [(
        "2026-01/表",
        "工号,一,二,三\n1,1,1,1\n2,0.5,1,0\n3,0,0.5,1\n",
    )];
    for document in [relative, absolute] {
        let book = Trial::new(document, &table).book();
        assert_eq!(of_all(&book, "一.points"), ["56", "28", "0"]);
        assert_eq!(of_all(&book, "甲组.points"), ["70", "42", "7"]);
        assert_eq!(of_all(&book, "总分"), ["100", "42", "37"]);
    }
    let mixed_up = absolute.replace("weights: absolute, ", "");
    assert_eq!(Trial::new(&mixed_up, &[]).codes(), ["P131"]);
}

#[test]
fn items_without_data_do_as_the_policy_says() {
    let item = |name: &str, how: &str| {
        format!(
            "  {name}: {{weight: 25, value: {name}表.值, target: 10, cap: 100%, missing: {{{how}}}}}\n"
        )
    };
    let document = format!(
        "policy: 缺\nscorecard:\n{}{}{}{}",
        item("零", "zero: 不做就没有分"),
        item("满", "full: 没有机会做"),
        item("让", "reweight: 新人不考"),
        item("代", "use: 5, reason: 按平均数"),
    );
    let all = |rows: &str| format!("工号,值\n{rows}");
    let trial = Trial::new(
        &document,
        &[
            ("2026-01/零表", &all("1,10\n3,10\n")),
            ("2026-01/满表", &all("1,10\n3,10\n")),
            ("2026-01/让表", &all("1,10\n2,10\n")),
            ("2026-01/代表", &all("1,10\n3,10\n")),
        ],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "零.points"), ["25", "0", "25"]);
    assert_eq!(of_all(&book, "满.points"), ["25", "25", "25"]);
    assert_eq!(of_all(&book, "让.points"), ["25", "25", "missing"]);
    assert_eq!(of_all(&book, "代.points"), ["25", "12.5", "25"]);
    // 3: 75 of the 75 that can be had is 100.
    assert_eq!(of_all(&book, "总分"), ["100", "62.5", "100"]);
}

#[test]
fn deductions_have_an_allowance_a_step_and_a_limit() {
    let trial = Trial::new(
        "policy: 扣\nscorecard:\n  错: {weight: 100, value: 表.错, start: 100, less: {each: 5, free: 1, at_most: 40}}\n  迟: {weight: 0, start: 0, less: {each: 2, per: 表.分钟, every: 10}}\n  奖: {weight: 0, start: 0, more: {each: 3, per: 表.建议, at_most: 6}}\n",
        &[(
            "2026-01/表",
            "工号,错,分钟,建议\n1,1,9,0\n2,3,25,1\n3,30,60,9\n",
        )],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "错.points"), ["100", "90", "60"]);
    assert_eq!(of_all(&book, "迟.points"), ["0", "-4", "-12"]);
    assert_eq!(of_all(&book, "奖.points"), ["0", "3", "6"]);
    assert_eq!(of_all(&book, "总分"), ["100", "89", "54"]);
    let highest = trial.policy().scorecard.and_then(|s| s.highest);
    assert_eq!(highest.map(|n| n.exact_text()), Some("106".to_owned()));
}

#[test]
fn raters_are_mixed_and_hand_their_weight_on() {
    let trial = Trial::new(
        "policy: 评\nscorecard:\n  态度: {weight: 100, raters: {上级: 70%, 同事: {weight: 20, at_least: 2, missing: reweight}, 客户: {weight: 10, missing: zero}}}\n",
        &[(
            "2026-01/评分",
            "工号,考核项,评分人,评分\n1,态度,上级,90\n1,态度,同事,80\n1,态度,同事,86\n1,态度,客户,90\n2,态度,上级,90\n2,态度,同事,10\n2,态度,客户,90\n3,态度,同事,80\n3,态度,同事,80\n",
        )],
    );
    let book = trial.book();
    // 0.7 × 90 + 0.2 × 83 + 0.1 × 90; (70 × 90 + 10 × 90) ÷ 80; without the superior nothing.
    assert_eq!(of_all(&book, "态度.points"), ["88.6", "90", "missing"]);
}

#[test]
fn weights_differ_by_case_and_add_up_in_each() {
    let document = "policy: 重\nweights_by: person.grade\nscorecard:\n  业绩: {weight: {初级: 80, 中级: 60}, value: 表.业绩, cap: 100%}\n  协作: {weight: 20, value: 表.协作, cap: 100%}\n  管理: {weight: {中级: 20}, of: {带人: {weight: 50, value: 表.带人, cap: 100%}, 表率: {weight: 50, value: 表.表率, cap: 100%}}}\n";
    let table = [(
        "2026-01/表",
        "工号,业绩,协作,带人,表率\n1,0.5,1,,\n2,0.5,1,1,0\n3,1,1,1,1\n",
    )];
    let trial = Trial::new(document, &table);
    let book = trial.book();
    // 3 is in a case that nobody has thought of: that weight is to be filled in, not nothing.
    assert_eq!(of_all(&book, "业绩.weight"), ["80", "60", "missing"]);
    assert_eq!(of_all(&book, "业绩.points"), ["40", "30", "missing"]);
    assert_eq!(of_all(&book, "管理.points"), ["0", "10", "missing"]);
    assert_eq!(of_all(&book, "总分"), ["60", "60", "missing"]);
    let highest = trial.policy().scorecard.and_then(|s| s.highest);
    assert_eq!(highest.map(|n| n.exact_text()), Some("120".to_owned()));
    let one_case = document.replace("中级: 60", "中级: 61");
    assert_eq!(Trial::new(&one_case, &[]).codes(), ["P131"]);
    let blank = document.replace("中级: 60", "中级: ");
    let book = Trial::new(&blank, &table).book();
    assert_eq!(of_all(&book, "总分"), ["60", "missing", "missing"]);
}

#[test]
fn an_item_of_one_case_hands_its_weight_on_where_it_counts() {
    let trial = Trial::new(
        "policy: 重\nweights_by: person.grade\nscorecard:\n  业绩: {weight: {初级: 100, 中级: 60, 高级: 60}, value: 表.业绩, cap: 100%}\n  管理: {weight: {中级: 40, 高级: 40}, value: 表.管理, cap: 100%, missing: {reweight: 新上任不考}}\n",
        &[("2026-01/表", "工号,业绩,管理\n1,0.5,\n2,0.5,1\n3,0.5,\n")],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "总分"), ["50", "70", "50"]);
}

#[test]
fn events_count_by_their_kind() {
    let document = "policy: 事\nscorecard:\n  态度: {weight: 50, start: 100, events: {of: 事件, kind: 类, times: 天, where: 天 > 0, points: {迟到: -2, 病假: 0, 加班: 1}}}\n  奖惩: {weight: 0, start: 0, events: {of: 事件, kind: 类, points: {加班: 0.5, else: 0}}}\n  业绩: {weight: 50, value: 表.业绩, cap: 100%}\n";
    let trial = Trial::new(
        document,
        &[
            (
                "2026-01/事件",
                "工号,类,天\n1,迟到,3\n1,加班,1\n1,病假,9\n1,加班,0\n2,迟到,70\n3,旷工,1\n",
            ),
            ("2026-01/表", "工号,业绩\n1,1\n2,1\n3,1\n"),
        ],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "态度.events"), ["-5", "-140", "missing"]);
    assert_eq!(of_all(&book, "态度.points"), ["47.5", "0", "missing"]);
    assert_eq!(of_all(&book, "奖惩.points"), ["1", "0", "0"]);
    assert_eq!(of_all(&book, "总分"), ["98.5", "50", "missing"]);
    let highest = trial.policy().scorecard.and_then(|s| s.highest);
    assert_eq!(highest, None, "what adds points has no bound");
}

#[test]
fn a_pool_is_shared_in_whole_steps_and_held_pay_comes_later() {
    let document = "policy: 分\nmetrics: {份: 表.份}\npay:\n  奖: {pool: {of: 100, by: 份, step: 0.01}, hold: 表.欠 == '是'}\n  组奖: {pool: {of: 10, by: 份, step: 1, within: team}}\n";
    let trial = Trial::new(
        document,
        &[
            ("2026-01/表", "工号,份,欠\n1,1,是\n2,1,否\n3,1,否\n"),
            ("2026-02/表", "工号,份,欠\n1,2,是\n2,1,否\n3,0,否\n"),
            ("2026-03/表", "工号,份,欠\n1,1,否\n2,1,否\n3,2,是\n"),
        ],
    );
    let book = trial.book();
    // The last cent does not do for three equals; 66.67 and 33.33 share all of it.
    assert_eq!(of_all(&book, "奖"), ["33.33", "33.33", "33.33"]);
    assert_eq!(of_all(&book, "组奖"), ["5", "5", "10"]);
    let first = |period: &str, name: &str| figure(&book, period, name, "1");
    assert_eq!(first("2026-02", "奖"), "66.67");
    assert_eq!(first("2026-01", "奖.held"), "33.33");
    assert_eq!(first("2026-02", "奖.held"), "100");
    assert_eq!(first("2026-02", "奖.paid"), "0");
    assert_eq!(first("2026-03", "奖.paid"), "125");
    assert_eq!(first("2026-03", "奖.held"), "0");
    assert_eq!(figure(&book, "2026-03", "奖.paid", "2"), "25");
    assert_eq!(figure(&book, "2026-03", "奖.held", "3"), "50");
}

#[test]
fn pay_in_parts_loses_no_cent() {
    let document = "policy: 期\nround: {pay: {step: 0.01, mode: half-up}}\nparameters: {先付: 33.3%}\npay:\n  提成: {value: 表.额, paid: [{share: 先付}, {share: 先付, after: 1}, {share: rest, at: quarter}]}\n";
    let trial = Trial::new(
        document,
        &[
            ("2026-01/表", "工号,额\n1,100.01\n2,0\n3,0\n"),
            ("2026-02/表", "工号,额\n1,0\n2,0\n3,0\n"),
            ("2026-03/表", "工号,额\n1,50\n2,0\n3,0\n"),
        ],
    );
    let book = trial.book();
    let first = |period: &str, name: &str| figure(&book, period, name, "1");
    // 33.30 twice, and 33.41 that they leave.
    assert_eq!(first("2026-01", "提成.part1"), "33.3");
    assert_eq!(first("2026-01", "提成.part3"), "33.41");
    assert_eq!(first("2026-01", "提成.paid"), "33.3");
    assert_eq!(first("2026-01", "提成.owed"), "66.71");
    assert_eq!(first("2026-02", "提成.paid"), "33.3");
    assert_eq!(first("2026-02", "提成.owed"), "33.41");
    // 16.65 of March, what January and March left at the quarter's end; 16.65 is due in April.
    assert_eq!(first("2026-03", "提成.paid"), "66.76");
    assert_eq!(first("2026-03", "提成.owed"), "16.65");
}

#[test]
fn who_leaves_is_paid_what_is_owed() {
    let document = "policy: 离\npay:\n  提成: {value: 表.额, paid: [{share: 60%}, {share: rest, after: 3}], leaving: settle}\n";
    let trial = Trial::new(
        document,
        &[
            ("2026-01/表", "工号,额\n1,100\n2,100\n"),
            ("2026-02/表", "工号,额\n1,10\n2,10\n"),
        ],
    );
    let roster = "工号,姓名,团队,岗位,离职日期\n1,周岚,一组,专员,2026-02-20\n2,许念,一组,专员,\n";
    trial.file("people/roster.csv", roster);
    let book = trial.book();
    let of = |period: &str, name: &str, who: &str| figure(&book, period, name, who);
    assert_eq!(of("2026-01", "提成.paid", "1"), "60");
    assert_eq!(of("2026-01", "提成.owed", "1"), "40");
    assert_eq!(of("2026-02", "提成.paid", "1"), "50");
    assert_eq!(of("2026-02", "提成.owed", "1"), "0");
    assert_eq!(of("2026-02", "提成.paid", "2"), "6");
    assert_eq!(of("2026-02", "提成.owed", "2"), "44");
}

#[test]
fn weeks_and_days_are_there_without_rows() {
    let document = "policy: 周\nmetrics:\n  周数: count(weeks)\n  天数: count(各日)\n  空周: count(weeks where count(表 where 日期 >= weeks.start and 日期 <= weeks.end) == 0)\n  最多: max(sum(表.数 where 日期 == days.date) over days)\n";
    let trial = Trial::new(
        document,
        &[(
            "2026-01/表",
            "工号,日期,数\n1,2026-01-04,1\n1,2026-01-05,2\n1,2026-01-05,3\n2,2026-01-31,1\n",
        )],
    );
    let book = trial.book();
    // January 2026 begins on a Thursday: 1 to 4, 5 to 11, 12 to 18, 19 to 25, 26 to 31.
    assert_eq!(of_all(&book, "周数"), ["5", "5", "5"]);
    assert_eq!(of_all(&book, "天数"), ["31", "31", "31"]);
    assert_eq!(of_all(&book, "空周"), ["3", "4", "5"]);
    assert_eq!(of_all(&book, "最多"), ["5", "1", "0"]);
}

#[test]
fn periods_have_their_own_first_days() {
    let stretch = "metrics:\n  起: period_start\n  止: period_end\n  周数: count(weeks)\n  天数: count(days)\n  下期: day 3 of next period\n  行数: count(表)\n  上期行数: otherwise(previous(行数), 0)\n";
    let tables: Vec<(String, &str)> = (1..=6)
        .map(|m| (format!("2026-0{m}/表"), "工号,数\n1,1\n"))
        .collect();
    let tables: Vec<(&str, &str)> = tables.iter().map(|(p, t)| (p.as_str(), *t)).collect();
    let of = |head: &str, names: [&str; 6]| {
        let trial = Trial::new(&format!("policy: 段\n{head}{stretch}"), &tables);
        let book = trial.book();
        names.map(|name| figure(&book, "2026-06", name, "1"))
    };
    let names = ["起", "止", "周数", "天数", "下期", "行数"];
    let custom = of("from_day: 26\n", names);
    // 26 May 2026 is a Tuesday, 25 June a Thursday.
    assert_eq!(
        custom,
        ["2026-05-26", "2026-06-25", "5", "31", "2026-07-03", "1"]
    );
    let quarter = of("period: quarter\n", names);
    // Weeks are cut at month ends: 5 each in April, May and June.
    assert_eq!(
        quarter,
        ["2026-04-01", "2026-06-30", "15", "91", "2026-07-03", "3"]
    );
    let trial = Trial::new(&format!("policy: 段\nperiod: quarter\n{stretch}"), &tables);
    assert_eq!(figure(&trial.book(), "2026-06", "上期行数", "1"), "3");
}

#[test]
fn a_year_reads_what_another_policy_worked_out_by_month() {
    let trial = Trial::new(
        "policy: 年\nperiod: year\nmetrics:\n  全年: sum(monthly::额 over year)\n  月数: count(monthly::额 over year)\n  末月: monthly::额\n",
        &[
            ("2026-01/表", "工号,额\n1,10\n2,1\n3,5\n"),
            ("2026-11/表", "工号,额\n1,20\n2,2\n"),
            ("2026-12/表", "工号,额\n1,30\n2,4\n3,5\n"),
        ],
    );
    trial.file(
        "policies/monthly/2026-01.yml",
        "policy: 月\napplies_to: {where: team != '西' or period_start != 2026-11-01}\nmetrics: {额: 表.额}\n",
    );
    let book = trial.book();
    let december = |name: &str| ["1", "2", "3"].map(|id| figure(&book, "2026-12", name, id));
    assert_eq!(december("全年"), ["60", "7", "10"]);
    assert_eq!(
        december("月数"),
        ["3", "3", "2"],
        "3 stands aside in November"
    );
    assert_eq!(december("末月"), ["30", "4", "5"]);
}

#[test]
fn a_veto_sets_or_limits_and_takes_awards_away() {
    let trial = Trial::new(
        "policy: 否\nscorecard:\n  额: {weight: 100, value: 表.额, target: 100}\nvetoes:\n  造假: {when: 表.假 > 0, then: {total: 0, awards: none}}\n  违规: {when: 表.违 > 0, then: {total: {at_most: 59}}}\nawards: {冠军: {rank_by: 额, prize: 100 元}}\n",
        &[(
            "2026-01/表",
            "工号,额,假,违\n1,100,1,0\n2,80,0,1\n3,40,0,1\n",
        )],
    );
    let book = trial.book();
    assert_eq!(
        of_all(&book, "总分"),
        ["0", "59", "40"],
        "a limit never raises"
    );
    assert_eq!(of_all(&book, "award.冠军"), ["false", "true", "false"]);
}

#[test]
fn prizes_are_had_in_full_or_split() {
    let trial = Trial::new(
        "policy: 奖\nmetrics: {额: 表.额}\nawards:\n  全: {rank_by: 额, prize: 90 元}\n  分: {rank_by: 额, ties: split, prize: 90 元}\n  前二: {rank_by: 额, places: 2, ties: split, prize: 90 元}\n  慢: {rank_by: 额 asc, at_least: 40, prize: 10 元}\n  余: {rank_by: 额, excludes: 全, prize: 5 元}\n  达标: {at_least: 额 >= 50, prize: 1 元}\n",
        &[("2026-01/表", "工号,额\n1,50\n2,50\n3,30\n")],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "award.全.prize"), ["90", "90", "0"]);
    assert_eq!(of_all(&book, "award.分.prize"), ["45", "45", "0"]);
    assert_eq!(of_all(&book, "award.前二.prize"), ["90", "90", "0"]);
    assert_eq!(
        of_all(&book, "award.慢.prize"),
        ["0", "0", "10"],
        "at most 40 where the least is best"
    );
    assert_eq!(of_all(&book, "award.余"), ["false", "false", "true"]);
    assert_eq!(of_all(&book, "award.达标"), ["true", "true", "false"]);
}

#[test]
fn boards_rank_by_several_keys_and_within_teams() {
    let trial = Trial::new(
        "policy: 榜\nmetrics: {额: 表.额, 错: 表.错}\nboards:\n  总榜: {rank_by: [额 desc, 错 asc]}\n  组榜: {rank_by: 额, within: team}\n  合算: {rank_by: 额 - 错, who: 错 < 5}\n",
        &[("2026-01/表", "工号,额,错\n1,50,2\n2,50,1\n3,30,9\n")],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "总榜.名次"), ["2", "1", "3"]);
    assert_eq!(of_all(&book, "组榜.名次"), ["1", "1", "1"]);
    assert_eq!(of_all(&book, "合算.名次"), ["2", "1", "missing"]);
}

#[test]
fn a_ladder_goes_up_and_down_and_stops_at_its_ends() {
    let document = "policy: 梯\nmetrics: {单: count(单)}\nladder:\n  grades: [初级, 中级, 高级]\n  rules:\n    升: {when: 单 >= 2, run: 2, then: up}\n    降: {when: 单 == 0, run: 1, then: down}\n";
    let trial = Trial::new(document, &[]);
    // 1 has two deals in each month, 2 none, 3 two deals in January and February.
    for (month, third) in [
        ("2026-01", 2),
        ("2026-02", 2),
        ("2026-03", 1),
        ("2026-04", 0),
    ] {
        let rows = "1\n1\n".to_owned() + &"3\n".repeat(third);
        trial.file(&format!("months/{month}/单.csv"), &format!("工号\n{rows}"));
    }
    let book = trial.book();
    let after = |subject: &str| {
        ["2026-01", "2026-02", "2026-03", "2026-04"].map(|p| figure(&book, p, "期末职级", subject))
    };
    assert_eq!(
        after("1"),
        ["初级", "中级", "中级", "高级"],
        "a move starts the count anew"
    );
    assert_eq!(after("2"), ["初级", "初级", "初级", "初级"]);
    assert_eq!(
        after("3"),
        ["高级", "高级", "高级", "中级"],
        "no step beyond the end"
    );
    assert_eq!(figure(&book, "2026-01", "ladder.move", "2"), "down");
    assert_eq!(
        figure(&book, "2026-02", "ladder.move", "2"),
        "",
        "at the end a step is no move"
    );
    assert_eq!(figure(&book, "2026-02", "ladder.move", "3"), "");
}

#[test]
fn a_move_of_the_roster_comes_before_the_ladders() {
    let document = "policy: 梯\nmetrics: {单: count(单)}\nladder:\n  grades: [初级, 中级, 高级]\n  rules:\n    降: {when: 单 == 0, then: down}\n";
    let trial = Trial::new(document, &[]);
    trial.file(
        "people/moves.csv",
        "生效日期,工号,职级\n2026-03-01,3,中级\n",
    );
    for month in ["2026-01", "2026-02", "2026-03"] {
        let rows = if month == "2026-03" { "3\n" } else { "" };
        trial.file(&format!("months/{month}/单.csv"), &format!("工号\n{rows}"));
    }
    let book = trial.book();
    let after = ["2026-01", "2026-02", "2026-03"].map(|p| figure(&book, p, "期末职级", "3"));
    assert_eq!(after, ["中级", "初级", "中级"]);
}

#[test]
fn parameters_change_by_period_and_by_attribute() {
    let trial = Trial::new(
        "policy: 参\nparameters:\n  目标: {unit: 元, history: {2026-01: 100, 2026-02: 200}}\n  底薪: {unit: 元, by: person.grade, rows: {初级: 1200, 高级: {2026-01: 2000, 2026-02: 2100}, 其余: }}\nmetrics: {额: 表.额}\nscorecard: {成: {weight: 100, value: 额, target: 目标}}\npay: {工资: 底薪}\n",
        &[
            ("2026-01/表", "工号,额\n1,50\n2,50\n3,50\n"),
            ("2026-02/表", "工号,额\n1,50\n2,50\n3,50\n"),
        ],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "总分"), ["50", "50", "50"]);
    assert_eq!(figure(&book, "2026-02", "总分", "1"), "25");
    assert_eq!(of_all(&book, "工资"), ["1200", "missing", "2000"]);
    assert_eq!(figure(&book, "2026-02", "工资", "3"), "2100");
    let varied = &trial.policy().varied["底薪"];
    assert_eq!(varied.rows.len(), 3);
}

#[test]
fn long_lists_do_not_become_deep_trees() {
    let rows: Vec<String> = (0..4000).map(|i| format!("\"{i}\": {}", i * 2)).collect();
    let items: Vec<String> = (0..1000)
        .map(|i| format!("  项{i}: {{weight: 0.1, value: 目标数, cap: 100%}}\n"))
        .collect();
    let document = format!(
        "policy: 长\nparameters:\n  目标数: {{by: person.id, rows: {{{}}}}}\nscorecard:\n{}",
        rows.join(", "),
        items.concat()
    );
    let trial = Trial::new(&document, &[("2026-01/表", "工号,额\n1,1\n")]);
    let book = trial.book();
    assert_eq!(of_all(&book, "目标数"), ["2", "4", "6"]);
    assert_eq!(figure(&book, "2026-01", "总分", "2"), "100");
}

#[test]
fn rounding_changes_points_groups_total_and_pay() {
    let trial = Trial::new(
        "policy: 取\nround:\n  points: {step: 0.1, mode: half-up}\n  group: {step: 1, mode: down}\n  total: {step: 5, mode: up}\n  pay: {step: 0.01, mode: half-even}\nscorecard:\n  组: {weight: 100, of: {一: {weight: 50, value: 表.一}, 二: {weight: 50, value: 表.二}}}\npay: {奖: 表.一 / 3}\n",
        &[(
            "2026-01/表",
            "工号,一,二\n1,0.333,0.333\n2,0.555,0.2\n3,1,1\n",
        )],
    );
    let book = trial.book();
    assert_eq!(of_all(&book, "一.points"), ["16.7", "27.8", "50"]);
    assert_eq!(of_all(&book, "组.points"), ["33", "37", "100"]);
    assert_eq!(of_all(&book, "总分"), ["35", "40", "100"]);
    assert_eq!(of_all(&book, "奖"), ["0.11", "0.18", "0.33"]);
}

#[test]
fn clauses_print_what_the_rules_say() {
    let trial = Trial::new(
        "policy: 条\nparameters: {上限: 120%}\nscorecard:\n  额: {weight: 100, unit: 元, value: 表.额, target: 60000 元, cap: 上限}\nawards: {冠军: {rank_by: 额, at_least: 50000 元, prize: 800 元}}\nappeals: {within: 5 个工作日, answer_in: }\ncalendar: [{name: 自评, until: day 3 of next period}]\nclauses:\n  - title: 额\n    text: |\n      {额}占 {额.weight} 分，目标 {额.target}，最高 {额.cap}；冠军至少 {冠军.at_least}，奖 {冠军.prize}。\n      {step.自评.until}前自评，{appeals.within}内申诉。\\{不是引用}\n\n      {表：奖项}\n",
        &[],
    );
    assert_eq!(trial.codes(), Vec::<&str>::new());
    let policy = trial.policy();
    let said: Vec<String> = policy.clauses[0]
        .parts
        .iter()
        .map(|part| match part {
            ClausePart::Text(text) => text.clone(),
            ClausePart::Parameter(name) => format!("<{name}>"),
            ClausePart::Table(name) => format!("[{name}]"),
        })
        .collect();
    assert_eq!(
        said.concat(),
        "额占 <额.weight> 分，目标 60000 元，最高 <上限>；冠军至少 <冠军.at_least>，奖 <冠军.prize>。\n下期 3 日前自评，<appeals.within>内申诉。{不是引用}\n\n[awards]\n"
    );
}

#[test]
fn a_warning_is_accepted_with_a_reason() {
    let document = "policy: 察\nscorecard: {额: {weight: 100, value: 表.额}}\nlint: {items: 6-8}\n";
    assert_eq!(Trial::new(document, &[]).codes(), ["P154"]);
    let accepted = document.replace("items: 6-8", "items: 6-8, accept: {P154: 试行期间}");
    assert_eq!(Trial::new(&accepted, &[]).codes(), Vec::<&str>::new());
}

#[test]
fn a_text_without_rules_assesses_nobody() {
    let trial = Trial::new(
        "policy: 通则\nclauses: [{title: 宗旨, text: 一视同仁。}]\n",
        &[],
    );
    let policy = trial.policy();
    assert_eq!(policy.subject, None);
    assert!(policy.definitions.is_empty());
}

#[test]
fn all_mistakes_of_a_document_are_told_at_once() {
    let trial = Trial::new(
        "policy: 乱\nscorecrad: {}\nmetrics: {甲: 1 +}\nscorecard:\n  一: {weight: 五, value: 1}\n  二: {weight: 50}\n  三: {value: 2}\nboards: {榜: {show: 3}}\n",
        &[],
    );
    let codes: BTreeSet<&str> = trial.codes().into_iter().collect();
    for code in ["P101", "P102", "P106", "P133"] {
        assert!(codes.contains(code), "{code} in {codes:?}");
    }
    assert!(codes.iter().any(|c| c.starts_with('F')), "{codes:?}");
}

#[test]
fn the_list_of_keys_is_up_to_date() {
    let head = "# 关键字一览 · Keys\n\n由关键字表生成，`ACCEPT=1 cargo test --test suite list_of_keys` 更新。\nMade from the table of forms.\n\n";
    let file = crate::common::repository("docs/policy-keys.md");
    let wanted = format!(
        "{head}{}{}",
        meritbook::form::reference(&POLICY),
        meritbook::form::reference(&SITE)
    );
    let wanted = format!("{}\n", wanted.trim_end());
    if std::env::var_os("ACCEPT").is_some() {
        std::fs::write(&file, &wanted).expect("the list can be written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "`ACCEPT=1 cargo test --test suite list_of_keys` brings docs/policy-keys.md up to date"
    );
}

#[test]
fn the_examples_of_the_language_are_understood() {
    let page = crate::common::repository("docs/policy-language.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let mut tried = 0;
    for block in page.split("```yaml\n").skip(1) {
        let block = block.split("```").next().unwrap_or("");
        // What names files is tried together with them by `documents`.
        let with_others = block.contains(".csv") || block.contains("::");
        if block.starts_with("title:") || with_others {
            continue;
        }
        let document = match block.starts_with("policy:") {
            true => block.replace("from: 2026-11", "from: 2026-01"),
            false => format!("policy: 例\n{block}"),
        };
        sound(&Trial::new(&document, &[]).understood().1);
        tried += 1;
    }
    assert!(tried >= 10, "the page has examples of all parts: {tried}");
}

#[test]
fn an_item_may_take_away_and_add() {
    let document = "\
policy: 服务质量
version: {from: 2026-01}
metrics: {差错: count(质检), 表扬: count(表扬信)}
scorecard:
  质量: {weight: 100, start: 80, less: {each: 5, per: 差错}, more: {each: 2, per: 表扬, at_most: 10}}
clauses:
  - title: 质量
    text: 质量从 {质量.start} 分起，一个差错扣 {质量.each} 分，一封表扬信加 {质量.more.each} 分，最多加 {质量.加分.最多} 分。
examples:
  - {name: 有扣有加, given: {差错: 2, 表扬: 3}, expect: {总分: 76}}
  - {name: 加满, given: {差错: 1, 表扬: 9}, expect: {总分: 85}}
";
    let assessed = meritbook::assess(Trial::new(document, &[]).site.path());
    sound(&assessed.diagnostics);
}
