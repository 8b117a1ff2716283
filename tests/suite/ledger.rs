//! Tables → people with their history, and the rows of each month bound to them.

use std::path::Path;

use meritbook::data::{Ledger, Rows, State};
use meritbook::diagnostic::{Diagnostic, Severity};
use meritbook::period::Period;

use crate::reading::{Site, short};

const ROSTER: &str = "工号,姓名,团队,岗位,职级,入职日期,离职日期,籍贯\n\
0007,张三,A,电话销售专员,初级,2025-03-01,,湖南\n\
0008,李四,A,电话销售专员,高级,2025年4月1日,2026/9/10,\n\
0101,王五,B,客服专员,,2026-08-15,,-\n";

fn site() -> Site {
    Site::new().with("people/roster.csv", ROSTER)
}

fn understood(site: &Site) -> (Ledger, Vec<Diagnostic>) {
    let content = site.read();
    let (ledger, diagnostics) = meritbook::data::understand(&content);
    let all = content.diagnostics.into_iter().chain(diagnostics);
    (ledger, all.collect())
}

fn ledger(site: &Site) -> Ledger {
    let (ledger, diagnostics) = understood(site);
    let problems: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Note)
        .map(short)
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    ledger
}

/// The mistakes of a site, each as `D141 months/2026-10/通话.csv:2`.
fn mistakes(site: &Site) -> Vec<String> {
    let (_, diagnostics) = understood(site);
    let shorts = diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Note)
        .map(short);
    shorts.map(|s| s.replace(" content/", " ")).collect()
}

fn month(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn table<'a>(ledger: &'a Ledger, period: &str, name: &str) -> &'a Rows {
    &ledger.months[&month(period)].tables[name]
}

/// Shows rows as `person: cell|cell @line`.
fn shown(rows: &Rows) -> Vec<String> {
    let row = |row: &meritbook::data::DataRow| {
        let cells: Vec<&str> = row.cells.iter().map(AsRef::as_ref).collect();
        let place = row.place.to_string();
        let line = place.rsplit(':').next().unwrap().to_owned();
        format!(
            "{}: {} @{line}",
            row.person.as_deref().unwrap_or("-"),
            cells.join("|")
        )
    };
    std::iter::once(
        rows.columns
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<&str>>()
            .join("|"),
    )
    .chain(rows.rows.iter().map(row))
    .collect()
}

#[test]
fn people_have_their_history() {
    let moves = "生效日期,工号,姓名,团队,岗位,离职日期\n\
2026-09-01,0007,,B,,\n2026-07-15,0007,,,电话销售组长,\n2026-10-01,0007,,,,2026-10-20\n";
    let ledger = ledger(&site().with("people/moves.csv", moves));
    let ids: Vec<&str> = ledger.people.iter().map(|p| p.id.as_ref()).collect();
    assert_eq!(ids, ["0007", "0008", "0101"]);
    let person = ledger.person("0007").unwrap();
    assert_eq!(person.name, "张三");
    assert_eq!(person.left.unwrap().to_string(), "2026-10-20");
    let on = |day: &str| {
        let state = person.state_on(day.parse().unwrap()).unwrap();
        let attribute = |name: &str| state.attributes.get(name).cloned().unwrap_or_default();
        format!("{} {} {}", state.team, attribute("post"), attribute("籍贯"))
    };
    assert_eq!(on("2020-01-01"), "A 电话销售专员 湖南");
    assert_eq!(on("2026-07-14"), "A 电话销售专员 湖南");
    assert_eq!(on("2026-07-15"), "A 电话销售组长 湖南");
    assert_eq!(on("2026-09-01"), "B 电话销售组长 湖南");
    // An attribute goes by its usual name and by the author's heading; blank ones are left out.
    let attributes = &ledger.person("0101").unwrap().states[0].attributes;
    let names: Vec<&str> = attributes.keys().map(AsRef::as_ref).collect();
    assert_eq!(names, ["post", "岗位"]);
    let there = |period: &str| -> Vec<&str> {
        ledger
            .people_in(month(period))
            .map(|p| p.id.as_ref())
            .collect()
    };
    assert_eq!(there("2025-03"), ["0007"]);
    assert_eq!(there("2026-08"), ["0007", "0008", "0101"]);
    assert_eq!(there("2026-09"), ["0007", "0008", "0101"]);
    assert_eq!(there("2026-11"), ["0101"]);
    // Without teams.csv the roster's teams are the teams.
    assert_eq!(ledger.teams["A"].name, "A");
}

#[test]
fn the_order_of_moves_means_nothing() {
    let rows = [
        "2026-09-01,0007,B,",
        "2026-09-01,0007,,组长",
        "2026-07-15,0007,A,专员",
    ];
    let mut seen = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let body: Vec<&str> = order.iter().map(|i| rows[*i]).collect();
        let moves = format!("日期,工号,团队,岗位\n{}\n", body.join("\n"));
        let ledger = ledger(&site().with("people/moves.csv", moves));
        let states = &ledger.person("0007").unwrap().states;
        let told: Vec<_> = states
            .iter()
            .map(|s| (s.from, s.team.clone(), s.attributes.clone()))
            .collect();
        seen.push(told);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[test]
fn teams_are_known_by_id_or_by_name() {
    let teams = "团队编号,团队名称,上级团队,负责人\nX,销售部,,\nA1,甲组,X,0007\nB,B,销售部,\n";
    let roster = ROSTER.replace(",A,", ",甲组,");
    let ledger = ledger(
        &Site::new()
            .with("people/roster.csv", roster)
            .with("people/teams.csv", teams),
    );
    assert_eq!(ledger.person("0008").unwrap().states[0].team.as_ref(), "A1");
    assert_eq!(ledger.teams["B"].parent.as_ref(), "X");
    assert_eq!(ledger.teams["A1"].head.as_deref(), Some("0007"));
}

#[test]
fn mistakes_of_the_roster_are_named() {
    let with = |roster: &str| mistakes(&Site::new().with("people/roster.csv", roster));
    assert_eq!(
        mistakes(&Site::new().with("site.yml", "title: x\n")),
        ["D121"]
    );
    assert_eq!(with("姓名,团队\n张三,A\n"), ["D122 people/roster.csv:1"]);
    assert_eq!(with("工号\n0001\n"), ["D122 people/roster.csv:1"]);
    assert_eq!(
        with("工号,姓名\n1,甲\n2,乙\n1,丙\n"),
        ["D123 people/roster.csv:4"]
    );
    assert_eq!(
        with("工号,姓名\n1,甲\n,乙\n2,\n"),
        ["D124 people/roster.csv:3", "D124 people/roster.csv:4"]
    );
    assert_eq!(
        with("工号,姓名,入职日期\n1,甲,2026-02-30\n2,乙,3/4/2026\n3,丙,4/4/2026\n"),
        ["D125 people/roster.csv:3", "D125 people/roster.csv:2"]
    );
    assert_eq!(
        with("工号,姓名,入职日期,离职日期\n1,甲,2026-02-03,2026-02-02\n"),
        ["D126 people/roster.csv:2"]
    );
    let teams = |teams: &str| mistakes(&site().with("people/teams.csv", teams));
    assert_eq!(
        teams("id,name,parent,head\nA,a,,\nC,c,,\n"),
        ["D127 people/roster.csv:4"]
    );
    assert_eq!(
        teams("id,name\nA,a\nB,b\nA,c\n"),
        ["D128 people/teams.csv:4"]
    );
    assert_eq!(
        teams("id,name,parent\nA,a,B\nB,b,A\n"),
        ["D129 people/teams.csv:2"]
    );
    assert_eq!(
        teams("id,name,head\nA,a,007\nB,b,\n"),
        ["D130 people/teams.csv:2"]
    );
    let moves = |moves: &str| mistakes(&site().with("people/moves.csv", moves));
    assert_eq!(
        moves("日期,工号,岗位\n2026-01-01,7,x\n"),
        ["D131 people/moves.csv:2"]
    );
    assert_eq!(
        moves("日期,工号,岗位\n2026-01-01,0007,x\n2026-01-01,0007,y\n"),
        ["D132 people/moves.csv:3"]
    );
    assert_eq!(
        moves("日期,岗位\n2026-01-01,x\n"),
        ["D122 people/moves.csv:1"]
    );
    assert_eq!(
        moves("日期,工号,岗位\n一月,0007,x\n"),
        ["D125 people/moves.csv:2"]
    );
}

#[test]
fn rows_are_bound_to_people_in_the_order_of_the_file() {
    let site = site()
        .with(
            "months/2026-10/通话.csv",
            "日期,工号,秒\n10-1,0008,30\n10-1,0007,-\n10-2,0008,90\n",
        )
        .with("months/2026-10/汇率.csv", "币种,汇率\n美元,7.1\n")
        .with(
            "months/2026-10/month.yml",
            "state: 公示中\nobjections_until: 2026-11-20\nnote: 请核对\n",
        )
        .with("months/2026-11/month.yml", "data_until: 2026-11-15\n");
    let ledger = ledger(&site);
    let calls = table(&ledger, "2026-10", "通话");
    assert!(calls.personal);
    assert_eq!(
        shown(calls),
        [
            "日期|工号|秒",
            "0008: 10-1|0008|30 @2",
            "0007: 10-1|0007| @3",
            "0008: 10-2|0008|90 @4"
        ]
    );
    let place = calls.cell_place(&calls.rows[2], 2);
    assert_eq!(place.to_string(), "content/months/2026-10/通话.csv:4");
    assert!(
        matches!(place.at, meritbook::value::At::Line { ref heading, .. } if heading.as_ref() == "秒")
    );
    let rates = table(&ledger, "2026-10", "汇率");
    assert!(!rates.personal);
    assert_eq!(shown(rates), ["币种|汇率", "-: 美元|7.1 @2"]);
    let october = &ledger.months[&month("2026-10")];
    assert_eq!(october.state, State::Provisional);
    assert_eq!(october.note.as_deref(), Some("请核对"));
    assert_eq!(october.objections_until.unwrap().to_string(), "2026-11-20");
    let november = &ledger.months[&month("2026-11")];
    assert_eq!((november.state, november.tables.len()), (State::Open, 0));
    assert_eq!(november.data_until.unwrap().to_string(), "2026-11-15");
}

#[test]
fn rows_that_name_teams_belong_to_them() {
    let site = site()
        .with("people/teams.csv", "编号,名称\nA,一组\nB,二组\n")
        .with(
            "months/2026-10/团队月报.csv",
            "部门,达标率\nB,90%\n一组,80%\n",
        )
        .with("months/2026-10/来源.csv", "部门,数\n门店,1\n");
    let ledger = ledger(&site);
    let rates = table(&ledger, "2026-10", "团队月报");
    assert!(rates.personal && rates.of_teams);
    assert_eq!(
        shown(rates),
        ["部门|达标率", "B: B|90% @2", "A: 一组|80% @3"]
    );
    let others = table(&ledger, "2026-10", "来源");
    assert!(!others.personal && !others.of_teams);
}

#[test]
fn people_who_are_not_on_the_roster_are_named_once() {
    let site = site()
        .with(
            "months/2026-10/通话.csv",
            "工号,秒\n0077,1\n0007,2\n0077,3\nX9,1\n",
        )
        .with("months/2026-11/通话.csv", "工号,秒\n0077,1\n")
        .with(
            "months/2026-10/签约.csv",
            "工号,金额\n7,1\n101,2\n7,3\n0007,1\n",
        )
        .with("months/2026-10/质检.csv", "工号,数\n0007,1\n,2\n合计,3\n")
        .with(
            "months/2026-10/回访.csv",
            "工号,姓名,数\n0007,张三,1\n,合计,3\n",
        )
        .with("months/2026-10/出勤.csv", "姓名,天数\n张三,22\n");
    assert_eq!(
        mistakes(&site),
        [
            "D146 months/2026-10/出勤.csv:1",
            "D144 months/2026-10/回访.csv:3",
            "D143 months/2026-10/签约.csv:2",
            "D144 months/2026-10/质检.csv:4",
            "D145 months/2026-10/质检.csv:3",
            "D141 months/2026-10/通话.csv:2",
            "D141 months/2026-10/通话.csv:5",
        ]
    );
    let (_, diagnostics) = understood(&site);
    let stranger = diagnostics.iter().find(|d| d.code == "D141").unwrap();
    assert_eq!(stranger.title.zh, "工号“0077”不在花名册里");
    assert_eq!(stranger.why.zh, "共 3 行没有主人，在：通话。");
    assert_eq!(stranger.label.zh, "是否想写“0007”（张三）？");
    let zeros = diagnostics.iter().find(|d| d.code == "D143").unwrap();
    assert_eq!(zeros.title.zh, "有 2 个工号的前导零丢了");
    assert!(
        zeros.why.zh.contains("101 → 0101、7 → 0007"),
        "{}",
        zeros.why.zh
    );
}

#[test]
fn a_column_of_other_ids_is_one_message() {
    let rows: String = (0..30).map(|n| format!("ORD{n:03},5\n")).collect();
    let site = site().with("months/2026-10/订单.csv", format!("id,金额\n{rows}"));
    assert_eq!(mistakes(&site), ["D142 months/2026-10/订单.csv:2"]);
    let site = site.with("sources.yml", "tables: {订单: {person: none}}\n");
    assert!(!table(&ledger(&site), "2026-10", "订单").personal);
}

#[test]
fn sources_rename_type_and_multiply_columns() {
    let sources = "表:\n  签约:\n    文件: [签约-*.csv]\n    人员: 经办人\n    列:\n      金额: {来自: 签约额(千元), 倍数: 1000, 单位: 元}\n      日期: {来自: 签约日, 类型: 日期}\n    空白: [未填, x]\n";
    let site = site()
        .with("sources.yml", sources)
        .with(
            "months/2026-10/签约-1.csv",
            "经办人,签约额(千元),签约日\n0007,3,2026-10-01\n",
        )
        .with(
            "months/2026-10/签约-2.csv",
            "签约日,经办人,签约额(千元)\nX,0008,未填\n-,0007,1\n",
        );
    let ledger = ledger(&site);
    let deals = table(&ledger, "2026-10", "签约");
    assert_eq!(
        shown(deals),
        [
            "经办人|金额|日期",
            "0007: 0007|3|2026-10-01 @2",
            "0008: 0008|| @2",
            "0007: 0007|1|- @3"
        ]
    );
    assert_eq!(deals.files.len(), 2);
    let place = deals.cell_place(&deals.rows[2], 1);
    assert_eq!(place.to_string(), "content/months/2026-10/签约-2.csv:3");
    assert!(
        matches!(place.at, meritbook::value::At::Line { ref heading, .. } if heading.as_ref() == "签约额(千元)")
    );
    let declared = &ledger.declared["签约"].versions[0].1;
    assert_eq!(
        declared["金额"].factor.as_ref().unwrap().exact_text(),
        "1000"
    );
    assert_eq!(declared["金额"].unit.as_deref(), Some("元"));
    assert_eq!(declared["金额"].kind, Some(meritbook::value::Kind::Number));
    assert_eq!(declared["日期"].kind, Some(meritbook::value::Kind::Date));
}

#[test]
fn a_table_of_a_year_gives_each_month_its_rows() {
    let site = site()
        .with("months/2026-09/month.yml", "state: final\n")
        .with("months/2026-10/month.yml", "state: open\n")
        .with(
            "tables/目标.csv",
            "月份,工号,目标\n2026-09,0007,1\n2026年10月,0007,2\n202610,0008,3\n2026/11/1,0007,4\n",
        )
        .with("tables/费率.csv", "级别,比例\n初级,2%\n");
    let ledger = ledger(&site);
    assert_eq!(
        shown(table(&ledger, "2026-09", "目标"))[1..],
        ["0007: 2026-09|0007|1 @2"]
    );
    assert_eq!(
        shown(table(&ledger, "2026-10", "目标"))[1..],
        ["0007: 2026年10月|0007|2 @3", "0008: 202610|0008|3 @4"]
    );
    for period in ["2026-09", "2026-10"] {
        assert_eq!(
            shown(table(&ledger, period, "费率"))[1..],
            ["-: 初级|2% @2"]
        );
    }
    assert_eq!(
        mistakes(&site.with(
            "tables/目标.csv",
            "月份,工号,目标\n九月,0007,1\n十月,0007,1\n"
        )),
        ["D107 tables/目标.csv:2"]
    );
}

#[test]
fn months_across_become_rows() {
    let sources = "tables:\n  targets:\n    across: {year: Year, months: M01..M12, into: target}\n    columns: {target: {factor: 1000}}\n";
    let months: Vec<String> = (1..=12).map(|m| format!("M{m:02}")).collect();
    let site = site()
        .with("sources.yml", sources)
        .with("months/2026-09/month.yml", "")
        .with("months/2026-10/month.yml", "")
        .with(
            "tables/targets.csv",
            format!("Year,EmployeeID,{}\n2026,0007,-,-,-,-,-,-,-,-,9,10,11,12\n2026,0008,-,-,-,-,-,-,-,-,-,100,-,-\n2025,0101,1,1,1,1,1,1,1,1,1,1,1,1\n", months.join(",")),
        );
    let ledger = ledger(&site);
    let october = table(&ledger, "2026-10", "targets");
    assert!(october.personal);
    assert_eq!(
        shown(october),
        [
            "Year|EmployeeID|target",
            "0007: 2026|0007|10 @2",
            "0008: 2026|0008|100 @3"
        ]
    );
    assert_eq!(
        shown(table(&ledger, "2026-09", "targets"))[1..],
        ["0007: 2026|0007|9 @2"]
    );
    let place = october.cell_place(&october.rows[0], 2);
    assert!(
        matches!(place.at, meritbook::value::At::Line { ref heading, .. } if heading.as_ref() == "M10")
    );
    assert_eq!(
        mistakes(&Site::new().with("people/roster.csv", ROSTER).with(
            "sources.yml",
            "tables: {t: {across: {year: 年, months: [一月, 二月], into: 目标}}}\n"
        )),
        ["D109 sources.yml:1:32"]
    );
}

#[test]
fn people_are_found_through_another_key() {
    let sources = "tables:\n  calls:\n    person: {column: 分机, through: {table: 分机表, key: 分机, id: 工号}}\n";
    let calls = "分机,秒\n801,5\n802,6\n801,7\n";
    let base = |keys: &str, calls: &str| {
        site()
            .with("sources.yml", sources)
            .with("people/分机表.csv", keys)
            .with("months/2026-10/calls.csv", calls)
    };
    let fine = base("分机,工号\n801,0007\n802,0101\n,0008\n", calls);
    assert_eq!(
        shown(table(&ledger(&fine), "2026-10", "calls"))[1..],
        ["0007: 801|5 @2", "0101: 802|6 @3", "0007: 801|7 @4"]
    );
    let wrong = |keys: &str| mistakes(&base(keys, calls));
    assert_eq!(
        wrong("分机,工号\n801,0007\n"),
        ["D106 months/2026-10/calls.csv:3"]
    );
    assert_eq!(
        wrong("分机,工号\n801,0007\n802,0101\n801,0008\n"),
        ["D105 people/分机表.csv:4"]
    );
    assert_eq!(wrong("分机号,工号\n801,0007\n"), ["D102 sources.yml:3:53"]);
    let typo = site()
        .with(
            "sources.yml",
            sources.replace("table: 分机表", "table: 分机"),
        )
        .with("people/分机表.csv", "分机,工号\n801,0007\n")
        .with("months/2026-10/calls.csv", calls);
    assert_eq!(mistakes(&typo), ["D101 sources.yml:3:43"]);
}

#[test]
fn who_was_first_has_the_key() {
    let sources = "tables:\n  calls:\n    person: {column: 客户, through: {table: 接触, key: 客户, id: 工号, earliest: 时间}}\n";
    let base = |contacts: &str| {
        site()
            .with("sources.yml", sources)
            .with("tables/接触.csv", contacts)
            .with("months/2026-10/calls.csv", "客户,秒\n甲,5\n乙,6\n")
    };
    let two = "乙,0101,2026-09-01\n";
    let fine = base(&format!(
        "客户,工号,时间\n甲,0008,2026-09-02 10:01\n甲,0007,2026-09-02 10:00\n甲,0101,\n甲,0008,2026-09-02 10:01\n{two}"
    ));
    assert_eq!(
        shown(table(&ledger(&fine), "2026-10", "calls"))[1..],
        ["0007: 甲|5 @2", "0101: 乙|6 @3"]
    );
    let wrong = |contacts: &str| mistakes(&base(&format!("客户,工号,时间\n{contacts}{two}")));
    assert_eq!(
        wrong("甲,0008,2026-09-02\n甲,0007,2026-09-02\n"),
        ["D105 tables/接触.csv:3"],
        "nobody can say whose it is"
    );
    assert_eq!(
        wrong("甲,0008,2026-09-02\n甲,0007,2026-09-02\n甲,0101,2026-09-01\n"),
        Vec::<String>::new(),
        "the earliest settles it"
    );
    assert_eq!(
        wrong("甲,0008,2026-09-02\n甲,0007,九月初\n"),
        ["D125 tables/接触.csv:3"]
    );
}

#[test]
fn mistakes_between_sources_and_files_are_named() {
    let with = |sources: &str| {
        mistakes(&site().with("sources.yml", sources).with(
            "months/2026-10/签约.csv",
            "工号,金额,日期\n0007,1,2026-10-01\n",
        ))
    };
    assert_eq!(
        with("tables: {签约: {columns: {额: 金客}}}\n"),
        ["D102 sources.yml:1:28"]
    );
    assert_eq!(
        with("tables: {签约: {columns: {日期: 金额}}}\n"),
        ["D103 sources.yml:1:29"]
    );
    assert_eq!(
        with("tables: {签约: {columns: {额: {from: 金额, factor: 0}}}}\n"),
        ["D108 sources.yml:1:47"]
    );
    assert_eq!(
        with("tables: {签单: {person: 工号}}\n"),
        ["D101 sources.yml:1:10"]
    );
    assert_eq!(
        with("tables: {签约: {person: 人}}\n"),
        ["D102 sources.yml:1:23"]
    );
    assert_eq!(with("tabels: {}\n"), ["P101 sources.yml:1:1"]);
    let different = site()
        .with("sources.yml", "tables: {签约: {files: 签约-*}}\n")
        .with("months/2026-10/签约-1.csv", "工号,金额\n0007,1\n")
        .with("months/2026-10/签约-2.csv", "工号,金客\n0007,1\n");
    assert_eq!(mistakes(&different), ["D104 months/2026-10/签约-2.csv:1"]);
}

#[test]
fn files_that_lie_wrong_are_named() {
    let site = site()
        .with("months/2026-7/通话.csv", "工号,秒\n0007,1\n")
        .with("months/2026-7/签约.csv", "工号,秒\n0007,1\n")
        .with("months/7月/month.yml", "state: final\n")
        .with("months/2026-10/签约.csv", "工号,秒\n0007,1\n")
        .with("months/2026-10/旧/签约.csv", "工号,秒\n0007,1\n")
        .with("months/2026-10/moth.yml", "state: final\n")
        .with("months/2026-09/费率.csv", "a,b\n1,2\n")
        .with("tables/费率.csv", "a,b\n1,2\n")
        .with("通话.csv", "工号,秒\n0007,1\n")
        .with("calender.yml", "2026: {}\n");
    assert_eq!(
        mistakes(&site),
        [
            "D111 months/2026-7/签约.csv",
            "D112 通话.csv",
            "D113 calender.yml",
            "D113 months/2026-10/moth.yml",
            "D111 months/7月/month.yml",
            "D114 months/2026-10/签约.csv",
            "D114 months/2026-09/费率.csv",
        ]
    );
    let (_, diagnostics) = understood(&site);
    let misnamed = diagnostics.iter().find(|d| d.code == "D111").unwrap();
    assert_eq!(misnamed.help.zh, "请把文件夹改名为 2026-07。");
}

#[test]
fn a_table_may_be_written_as_yaml() {
    let rows =
        "- {工号: '0007', 加分: 2, 事由: 救急}\n- 工号: '0008'\n  事由: |\n    带教\n  加分: '-'\n";
    let site = site().with("months/2026-10/加分.yml", rows);
    let ledger = ledger(&site);
    assert_eq!(
        shown(table(&ledger, "2026-10", "加分")),
        [
            "工号|加分|事由",
            "0007: 0007|2|救急 @1",
            "0008: 0008||带教 @2"
        ]
    );
    // A list under a name that is nearly another document's is no table.
    let site = site.with("months/2026-10/adjustment.yml", rows);
    assert_eq!(mistakes(&site), ["D113 months/2026-10/adjustment.yml"]);
    let nested = self::site().with(
        "months/2026-10/加分.yml",
        "- {工号: '0007', 加分: [1, 2]}\n",
    );
    assert_eq!(mistakes(&nested), ["P105 months/2026-10/加分.yml:1:20"]);
}

#[test]
fn adjustments_are_read_in_the_order_of_the_file() {
    let text = "- {工号: '0007', 制度: telesales, 项目: 质检差错, 原值: 3, 改为: 2, 原因: 复核后撤销一次, 批准人: 王总, 日期: 2026-11-20}\n\
- {工号: '0101', 制度: telesales, 项目: 总分, 改为: 88.50, 原因: 救灾值班, 酌情: 是}\n";
    let read = ledger(&site().with("months/2026-10/adjustments.yml", text));
    let adjustments = &read.months[&month("2026-10")].adjustments;
    assert_eq!(adjustments.len(), 2);
    assert_eq!(adjustments[0].before.as_deref(), Some("3"));
    assert_eq!(adjustments[1].after, "88.50");
    assert!(adjustments[1].discretionary && !adjustments[0].discretionary);
    let wrong = site().with(
        "months/2026-10/adjustments.yml",
        text.replace("'0007'", "7"),
    );
    assert_eq!(
        mistakes(&wrong),
        ["D147 months/2026-10/adjustments.yml:1:8"]
    );
    let no_list = site().with("months/2026-10/adjustments.yml", "a: 1\n");
    assert_eq!(
        mistakes(&no_list),
        ["P105 months/2026-10/adjustments.yml:1:1"]
    );
}

#[test]
fn a_broken_file_is_not_complained_about_twice() {
    let broken = Site::new()
        .with("people/roster.csv", b"\xff\xff\xff")
        .with("months/2026-10/通话.csv", "工号,秒\n0007,1\n");
    assert_eq!(mistakes(&broken), ["C106 people/roster.csv:1"]);
}

/// The AdventureWorks files, which are no part of this repository.
#[test]
#[expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
fn adventureworks_is_understood() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/adventureworks-2020-06");
    let Ok(orders) = std::fs::read(folder.join("orders.csv")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let sources = "roster: {table: people, columns: {id: EmployeeID, name: Name, post: Title}}\n\
tables:\n  orders:\n    person: {column: EmployeeKey, through: {table: people, key: EmployeeKey, id: EmployeeID}}\n  targets:\n    person: EmployeeID\n    across: {year: Year, months: M01..M12, into: target}\n    columns: {target: {factor: 1000, unit: 美元}}\n";
    let site = Site::new()
        .with("sources.yml", sources)
        .with(
            "people/people.csv",
            std::fs::read(folder.join("people.csv")).unwrap(),
        )
        .with(
            "tables/targets.csv",
            std::fs::read(folder.join("targets.csv")).unwrap(),
        )
        .with("months/2020-06/orders.csv", orders);
    let ledger = ledger(&site);
    assert_eq!(ledger.people.len(), 18);
    let orders = table(&ledger, "2020-06", "orders");
    assert_eq!(orders.rows.len(), 3004);
    assert!(orders.rows.iter().all(|row| row.person.is_some()));
    let shipped = orders
        .columns
        .iter()
        .position(|c| c.as_ref() == "ShipDate")
        .unwrap();
    let blank = orders
        .rows
        .iter()
        .filter(|r| r.cells[shipped].is_empty())
        .count();
    assert_eq!(blank, 495);
    // The line is the one that an editor shows, whatever the file's line ends.
    let last = orders.rows.last().unwrap();
    assert!(
        last.place.to_string().ends_with("orders.csv:3005"),
        "{}",
        last.place
    );
    assert_eq!(orders.rows[0].person.as_deref(), Some("954276278"));
    let targets = table(&ledger, "2020-06", "targets");
    let of = |id: &str| {
        let row = targets
            .rows
            .iter()
            .find(|r| r.person.as_deref() == Some(id))?;
        Some(row.cells.last().unwrap().to_string())
    };
    assert_eq!(of("758596752").as_deref(), Some("100"));
    assert_eq!(of("668991357").as_deref(), Some("750"));
}

/// A small source of the same numbers each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const ODD: &[&str] = &[
        "：", "，", "\t", "\"", "'", "{", "]", ": ", "- ", "\u{feff}", "\0", "\n", ",", "*a",
        "&a ", "<<: ", "|", "合计", "９", "-",
    ];
    let mut bytes = bytes.to_vec();
    let at = dice.roll(bytes.len());
    let end = (at + dice.roll(12)).min(bytes.len());
    match dice.roll(7) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
        3 => {
            let odd = ODD[dice.roll(ODD.len())];
            bytes.splice(at..at, odd.bytes());
        }
        4 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.roll(8);
            }
        }
        _ => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut lines: Vec<&str> = text.split('\n').collect();
            let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
            match dice.roll(3) {
                0 => lines.swap(a, b),
                1 => lines.insert(a, lines[b]),
                _ => drop(lines.remove(a)),
            }
            bytes = lines.join("\n").into_bytes();
        }
    }
    bytes
}

#[test]
fn damaged_files_are_told_or_read_but_never_stop_the_program() {
    let sources = "blanks: [x]\nroster: {table: roster, columns: {id: 工号}}\ntables:\n  通话:\n    person: {column: 分机, through: {table: roster, key: 分机, id: 工号}}\n  目标:\n    across: {year: 年, months: 1月..12月, into: 目标}\n    columns: {目标: {factor: 1000, unit: 元}}\n";
    let months = "年,工号,1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月\n2026,0007,1,2,3,4,5,6,7,8,9,-,x,12\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("签约").unwrap();
    sheet.write(0, 0, "工号").unwrap();
    sheet.write(1, 0, "0007").unwrap();
    sheet.write(1, 1, 3.5).unwrap();
    let book = book.save_to_buffer().unwrap();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("sources.yml", sources.into()),
        (
            "calendar.yml",
            "2026:\n  holidays: [2026-10-01..2026-10-07]\n  workdays: [2026-10-10]\n".into(),
        ),
        (
            "people/roster.csv",
            "工号,姓名,团队,入职日期,分机\n0007,张三,A,2025-01-01,801\n0008,李四,B,2025/2/3,802\n"
                .into(),
        ),
        (
            "people/teams.csv",
            "id,name,parent,head\nA,甲,,0007\nB,乙,A,\n".into(),
        ),
        (
            "people/moves.csv",
            "日期,工号,团队\n2026-09-01,0008,A\n".into(),
        ),
        ("tables/目标.csv", months.into()),
        (
            "months/2026-10/month.yml",
            "state: open\nnote: |\n  一\n  二\n".into(),
        ),
        (
            "months/2026-10/adjustments.yml",
            "- {person: '0007', policy: a, figure: b, after: 1, reason: c}\n".into(),
        ),
        (
            "months/2026-10/通话.csv",
            "分机,秒\n801,\"1,234\"\n802,-\n".into(),
        ),
        ("months/2026-10/签约.xlsx", book),
    ];
    let mut site = Site::new();
    for (path, bytes) in &files {
        site = site.with(path, bytes);
    }
    assert_eq!(mistakes(&site), ["C146 months/2026-10/签约.xlsx 签约!B2"]);
    let mut dice = Dice(20_261_121);
    let mut told = 0;
    let rounds = std::env::var("DAMAGES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300);
    for _ in 0..rounds {
        let (path, bytes) = &files[dice.roll(files.len())];
        let site_now = site.with(path, damaged(bytes, &mut dice));
        let (_, diagnostics) = understood(&site_now);
        for diagnostic in &diagnostics {
            for language in [
                meritbook::diagnostic::Language::Chinese,
                meritbook::diagnostic::Language::English,
            ] {
                assert!(!meritbook::diagnostic::render(diagnostic, language, false).is_empty());
            }
        }
        told += usize::from(diagnostics.iter().any(|d| d.severity == Severity::Error));
        site = site_now.with(path, bytes);
    }
    assert!(told * 3 > rounds, "{told} of {rounds}");
}

#[test]
fn one_adjustment_may_be_about_several_people() {
    let text = "- {id: G1, kind: appeal, people: ['0007', '0101'], policy: telesales, figure: 质检差错, before: {'0007': 3, '0101': }, \
after: 2, reason: 系统停机, evidence: [IT-7, IT-8], appeal: S1, decided_by: 王总, decided_on: 2026-11-20}\n\
- {person: '0007', policy: telesales, figure: 质检差错, before: 4, after: 2, replaces: G1, reason: 重新导出之后}\n\
- {person: '0101', policy: telesales, figure: 总分, after: 60, reason: 值班, kind: discretion}\n";
    let read = ledger(&site().with("months/2026-10/adjustments.yml", text));
    let adjustments = &read.months[&month("2026-10")].adjustments;
    let told: Vec<_> = adjustments
        .iter()
        .map(|a| (&*a.id, &*a.person, a.before.as_deref(), &*a.after))
        .collect();
    assert_eq!(
        told,
        [
            ("G1", "0007", Some("3"), "2"),
            ("G1", "0101", Some(""), "2"),
            ("2026-10-02", "0007", Some("4"), "2"),
            ("2026-10-03", "0101", None, "60"),
        ]
    );
    let replaced: Vec<bool> = adjustments.iter().map(|a| a.replaced).collect();
    assert_eq!(replaced, [true, true, false, false]);
    assert_eq!(adjustments[0].evidence, ["IT-7", "IT-8"]);
    assert!(adjustments[3].discretionary && !adjustments[0].discretionary);
}

#[test]
fn appeals_are_only_ever_added_to() {
    let filed = "- {id: S1, person: '0007', policy: telesales, figure: 质检差错, claim: 不是我的录音, raised_on: 2026-11-16}\n";
    let text = format!(
        "{filed}- {{appeal: S1, outcome: accepted, decided_by: 周宁, decided_on: 2026-11-17}}\n\
         - {{appeal: S1, outcome: upheld, decided_by: 王总, decided_on: 2026-11-20, reason: 属实}}\n"
    );
    let read = ledger(&site().with("months/2026-10/appeals.yml", text));
    let appeals = &read.months[&month("2026-10")].appeals;
    let rulings: Vec<_> = appeals[0]
        .rulings
        .iter()
        .map(|r| (r.outcome.word(), r.decided_on.to_string()))
        .collect();
    assert_eq!(
        rulings,
        [
            ("accepted", "2026-11-17".to_owned()),
            ("upheld", "2026-11-20".to_owned())
        ]
    );
    assert_eq!(appeals[0].period, month("2026-10"));
    // The same in Chinese, about an earlier month.
    let chinese = "- {编号: S1, 工号: '0007', 制度: telesales, 周期: 2026-09, 申诉内容: 少算, 提出日期: 2026-11-16}\n\
                   - {申诉: S1, 结果: 撤回, 决定人: 周宁, 决定日期: 2026-11-17}\n";
    let read = ledger(&site().with("months/2026-10/appeals.yml", chinese));
    let appeals = &read.months[&month("2026-10")].appeals;
    assert_eq!(appeals[0].period, month("2026-09"));
    assert_eq!(appeals[0].rulings[0].outcome.word(), "withdrawn");
}
