//! A book made by hand: people, teams and periods of any number, two policies about people and one
//! about teams, so that pages can be tested without data and computing.

use std::collections::BTreeMap;
use std::sync::Arc;

use meritbook::assessment::*;
use meritbook::calendar::Calendar;
use meritbook::data::{Ledger, State, Team};
use meritbook::diagnostic::Said;
use meritbook::figure::{
    Direction, Evidence, Figures, Form, Inputs, Parameter, ParameterValue, Rules, Step, Subject,
    Ties, compile,
};
use meritbook::formula::{CutMode, CutRow, CutTable, Expr, Side};
use meritbook::number::{Mode, Number};
use meritbook::period::Period;
use meritbook::policy::*;
use meritbook::settings::{PeopleShown, Settings};
use meritbook::value::{At, Kind, Missing, Place, Source, Value};

/// How large the sample is, and what is odd about it.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub people: usize,
    pub months: usize,
    pub all_people: bool,
}

/// The state that the sample's latest period is in.
const LATEST: State = State::Provisional;

pub fn place() -> Place {
    Place::file(&Arc::new(Source {
        path: "content/policies/telesales/2026-07.yml".into(),
        text: String::new(),
    }))
}

pub fn number(text: &str) -> Number {
    Number::parse(text).expect("a number")
}

/// Makes a figure that shows two decimals.
pub fn figured(name: &str, unit: &str, value: &Number, decimals: u32) -> Figured {
    let shown = if unit == "%" {
        value.times(&Number::HUNDRED)
    } else {
        value.clone()
    };
    Figured {
        name: name.into(),
        title: name.trim_end_matches(".points").into(),
        unit: unit.into(),
        cell: Ok(Value::Number(value.clone())),
        shown: Some(shown.to_fixed(decimals, Mode::HalfUp)),
        corrected: false,
        raw: None,
        announced: None,
    }
}

fn missing(name: &str, unit: &str) -> Figured {
    Figured {
        name: name.into(),
        title: name.trim_end_matches(".points").into(),
        unit: unit.into(),
        cell: Err(Missing::NoRow("目标".into())),
        shown: None,
        corrected: false,
        raw: None,
        announced: None,
    }
}

/// Makes the book.
pub fn book(size: Size) -> Book {
    let mut policies: BTreeMap<Arc<str>, Vec<Arc<Policy>>> = BTreeMap::new();
    let old = Arc::new(policy("telesales", "电话销售专员月度考核制度", 1));
    let new = Arc::new(policy("telesales", "电话销售专员月度考核制度", 8));
    let service = Arc::new(policy("service", "客户服务专员月度考核制度", 1));
    let teams = Arc::new(team_policy());
    policies.insert("telesales".into(), vec![old, Arc::clone(&new)]);
    policies.insert("service".into(), vec![Arc::clone(&service)]);
    policies.insert("小组赛".into(), vec![Arc::clone(&teams)]);
    let mut ledger = Ledger::default();
    for (id, name) in TEAMS {
        ledger.teams.insert(
            id.into(),
            Team {
                id: id.into(),
                name: name.into(),
                parent: if id == "sales" || id == "care" {
                    "".into()
                } else {
                    "sales".into()
                },
                head: None,
            },
        );
    }
    let mut periods: Vec<PeriodResult> = Vec::new();
    let last = Period::new(2026, 10).expect("a period");
    for back in (0..size.months).rev() {
        let period = last.later(-(back as i32)).expect("a period");
        let result = period_result(size, period, back, &new, &service, &teams, periods.last());
        periods.push(result);
    }
    Book {
        settings: Settings {
            title: "致远集团绩效公示".into(),
            organisation: "致远控股集团有限公司".into(),
            theme: "default".into(),
            decimals: 2,
            smallest_group: 5,
            appeal_form: Some("人力资源部（行政楼 302 室）".into()),
            ..Settings::default()
        }
        .with_people(match size.all_people {
            true => PeopleShown::All,
            false => PeopleShown::Boards,
        }),
        policies,
        ledger,
        periods,
        examples: Default::default(),
        appeals: Default::default(),
        checked: Default::default(),
        kept: Default::default(),
    }
}

const TEAMS: [(&str, &str); 6] = [
    ("sales", "电话销售部"),
    ("t1", "华东一组"),
    ("t2", "华南二组"),
    ("t3", "西南三组"),
    ("t4", "新人筹备组"),
    ("care", "客户服务中心"),
];

fn team_of(index: usize) -> &'static str {
    match index {
        i if i % 3 == 2 => "care",
        i if i < 4 => "t4",
        i => ["t1", "t2", "t3"][i / 3 % 3],
    }
}

pub fn person_id(index: usize) -> String {
    format!("E{:04}", 1001 + index)
}

pub fn person_name(index: usize) -> String {
    const FAMILY: [&str; 20] = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高",
        "林", "何", "郭", "欧阳", "罗",
    ];
    const GIVEN: [&str; 17] = [
        "思远", "嘉怡", "子涵", "雨桐", "浩然", "欣妍", "俊杰", "诗琪", "明轩", "若曦", "志强",
        "慧敏", "建国", "晓峰", "静", "磊", "雅婷",
    ];
    format!("{}{}", FAMILY[index % 20], GIVEN[index % 17])
}

fn period_result(
    size: Size,
    period: Period,
    back: usize,
    telesales: &Arc<Policy>,
    service: &Arc<Policy>,
    teams: &Arc<Policy>,
    before: Option<&PeriodResult>,
) -> PeriodResult {
    let people: Vec<PersonInPeriod> = (0..size.people)
        .map(|i| PersonInPeriod {
            id: person_id(i).into(),
            name: person_name(i),
            team: team_of(i).into(),
            post: if team_of(i) == "care" {
                "客户服务专员"
            } else {
                "电话销售专员"
            }
            .into(),
            left: i == 33 && back == 0,
        })
        .collect();
    let policies = vec![
        people_result(size, service, period, before, |i| team_of(i) == "care"),
        people_result(size, telesales, period, before, |i| team_of(i) != "care"),
        team_result(teams, period),
    ];
    let shapes = BTreeMap::new();
    let attributes = std::collections::BTreeSet::new();
    let rules = Rules {
        policies: Vec::new(),
        lengths: BTreeMap::new(),
        definitions: Vec::new(),
        parameters: Vec::new(),
        shapes: &shapes,
        attributes: &attributes,
    };
    PeriodResult {
        period,
        state: if back == 0 { LATEST } else { State::Final },
        months: vec![(period, Some(if back == 0 { LATEST } else { State::Final }))],
        reached: Vec::new(),
        data_until: None,
        objections_from: (back == 0).then(|| jiff::civil::date(2026, 11, 3)),
        final_on: None,
        objections_until: (back == 0).then(|| jiff::civil::date(2026, 11, 9)),
        note: (back == 0)
            .then(|| "本月有 **两个工作日** 用于系统切换，呼出目标已相应下调。".into()),
        people,
        policies,
        notes: Vec::new(),
        announced: None,
        graph: Arc::new(compile(&rules).expect("an empty graph")),
        inputs: Arc::new(Inputs {
            period,
            days: (period.first_day(), period.last_day()),
            calendar: Arc::new(Calendar::default()),
            members: BTreeMap::new(),
            team_people: BTreeMap::new(),
            team_parents: BTreeMap::new(),
            tables: BTreeMap::new(),
            longer: BTreeMap::new(),
            overrides: BTreeMap::new(),
            at_discretion: Default::default(),
            held: BTreeMap::new(),
        }),
        figures: Arc::new(Figures {
            period,
            members: BTreeMap::new(),
            teams: BTreeMap::new(),
            index: Arc::new(BTreeMap::new()),
            columns: Vec::new(),
            raw: BTreeMap::new(),
        }),
        history: Arc::new(BTreeMap::new()),
    }
}

/// A number between 0 and 99 that looks like chance and never changes.
fn chance(index: usize, month: i8, salt: usize) -> i64 {
    let mut x = (index * 7919 + month as usize * 104_729 + salt * 1_299_709) as u64;
    x ^= x >> 7;
    x = x.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 29;
    (x % 100) as i64
}

fn people_result(
    size: Size,
    policy: &Arc<Policy>,
    period: Period,
    before: Option<&PeriodResult>,
    takes_part: impl Fn(usize) -> bool,
) -> PolicyResult {
    let month = period.month();
    let mut subjects = Vec::new();
    for i in (0..size.people).filter(|i| takes_part(*i)) {
        let revenue = number(&format!("{}.50", 42_000 + chance(i, month, 1) * 620));
        let target = Number::from(60_000_i64);
        let calls = Number::from(2_400 + chance(i, month, 2) * 19);
        let calls_target = Number::from(3_600_i64);
        let errors = Number::from(chance(i, month, 3) / 30);
        let rate = |v: &Number, t: &Number| {
            let rate = v.divided_by(t).expect("not zero");
            rate.or_less(number("1.2"))
        };
        let p1 = rate(&revenue, &target).times(&Number::from(60_i64));
        let p2 = rate(&calls, &calls_target).times(&Number::from(25_i64));
        let p3 = Number::from(15_i64).minus(&errors.times(&number("0.75")));
        let absent = i == 12 || i == 17;
        let performance = p1.plus(&p2);
        let total = performance.plus(&p3);
        let leaf = |name: &str, v: Figured, t: Option<Figured>, p: &Number| ItemResult {
            item: name.into(),
            value: Some(v),
            target: t,
            points: figured(&format!("{name}.points"), "", p, 2),
            items: Vec::new(),
        };
        let mut items = vec![
            ItemResult {
                item: "业绩".into(),
                value: None,
                target: None,
                points: figured("业绩.points", "", &performance, 2),
                items: vec![
                    leaf(
                        "回款额",
                        figured("回款额", "元", &revenue, 2),
                        Some(figured("回款额.target", "元", &target, 0)),
                        &p1,
                    ),
                    leaf(
                        "有效呼出",
                        figured("有效呼出", "次", &calls, 0),
                        Some(figured("有效呼出.target", "次", &calls_target, 0)),
                        &p2,
                    ),
                ],
            },
            leaf("质检差错", figured("质检差错", "次", &errors, 0), None, &p3),
        ];
        let mut total_figure = figured("total", "", &total, 2);
        total_figure.title = "总分".into();
        let grade = if total >= Number::from(100_i64) {
            "A"
        } else if total >= Number::from(85_i64) {
            "B"
        } else {
            "C"
        };
        if absent {
            items[0].points = missing("业绩.points", "");
            items[0].items[0].target = Some(missing("回款额.target", "元"));
            items[0].items[0].points = missing("回款额.points", "");
            total_figure = missing("total", "");
            total_figure.title = "总分".into();
        }
        if i == 21 {
            items[1].points.corrected = true;
        }
        subjects.push(SubjectResult {
            id: person_id(i).into(),
            name: person_name(i),
            team: team_of(i).into(),
            items,
            total: Some(total_figure),
            grades: vec![Figured {
                name: "grade".into(),
                title: "等级".into(),
                unit: "".into(),
                cell: if absent {
                    Err(Missing::NoRow("目标".into()))
                } else {
                    Ok(Value::Text(grade.into()))
                },
                shown: (!absent).then(|| grade.into()),
                corrected: false,
                raw: None,
                announced: None,
            }],
            metrics: vec![figured("目标完成率", "%", &rate(&revenue, &target), 2)],
            pay: vec![PayResult {
                line: "提成".into(),
                amount: figured("pay.提成", "元", &number("2468.13"), 2),
            }],
            ladder: vec![figured("ladder.counter", "", &Number::from(2_i64), 0)],
        });
    }
    // E10000 comes before E9999: results are in the order of ids.
    subjects.sort_by(|a, b| a.id.cmp(&b.id));
    let rated: Vec<&SubjectResult> = subjects
        .iter()
        .filter(|s| s.total.as_ref().is_some_and(|t| t.cell.is_ok()))
        .collect();
    let key = |s: &SubjectResult, revenue: bool| -> (Number, Figured) {
        let figure = if revenue {
            s.items[0].items[0].value.clone().expect("a value")
        } else {
            s.total.clone().expect("a total")
        };
        match &figure.cell {
            Ok(Value::Number(n)) => (n.clone(), figure),
            other => panic!("{other:?}"),
        }
    };
    let board = |name: &str, revenue: bool| {
        let mut keyed: Vec<(Number, Figured, Arc<str>)> = rated
            .iter()
            .map(|s| {
                let (n, f) = key(s, revenue);
                (n, f, Arc::clone(&s.id))
            })
            .collect();
        keyed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
        let earlier = before.and_then(|p| {
            let p = p.policies.iter().find(|p| p.policy.id == policy.id)?;
            p.boards.iter().find(|b| b.board.as_ref() == name)
        });
        let ranks: Vec<u32> = keyed
            .iter()
            .map(|k| 1 + keyed.iter().filter(|o| o.0 > k.0).count() as u32)
            .collect();
        BoardResult {
            board: name.into(),
            standings: keyed
                .iter()
                .zip(&ranks)
                .map(|(k, rank)| Standing {
                    id: Arc::clone(&k.2),
                    rank: *rank,
                    tied: ranks.iter().filter(|r| *r == rank).count() > 1,
                    before: earlier
                        .and_then(|b| b.standings.iter().find(|s| s.id == k.2).map(|s| s.rank)),
                    keys: vec![k.1.clone()],
                })
                .collect(),
            unranked: Vec::new(),
        }
    };
    let boards = vec![board("综合榜", false), board("回款榜", true)];
    let winner = |b: &BoardResult| Winner {
        id: Arc::clone(&b.standings[0].id),
        keys: b.standings[0].keys.clone(),
        prize: Some(figured("prize", "元", &Number::from(1_000_i64), 0)),
        in_kind: vec!["带薪休假一天".into()],
        withdrawn: None,
    };
    let tied: Vec<Winner> = boards[1]
        .standings
        .iter()
        .take(2)
        .map(|s| Winner {
            id: Arc::clone(&s.id),
            keys: s.keys.clone(),
            prize: None,
            in_kind: vec!["锦旗一面".into()],
            withdrawn: None,
        })
        .collect();
    let awards = vec![
        AwardResult {
            award: "月度销冠".into(),
            outcome: Awarded::Won(vec![winner(&boards[0])]),
            considered: rated.len(),
            eligible: rated.len() / 2,
            pending: Vec::new(),
            withdrawn: Vec::new(),
            flagged: Vec::new(),
        },
        AwardResult {
            award: "回款先锋".into(),
            outcome: Awarded::Won(tied),
            considered: rated.len(),
            eligible: rated.len() / 2,
            pending: Vec::new(),
            withdrawn: Vec::new(),
            flagged: Vec::new(),
        },
        AwardResult {
            award: "全勤零差错奖".into(),
            outcome: Awarded::Nobody,
            considered: rated.len(),
            eligible: 0,
            pending: Vec::new(),
            withdrawn: Vec::new(),
            flagged: Vec::new(),
        },
    ];
    PolicyResult {
        policy: Arc::clone(policy),
        subjects,
        boards,
        awards,
        ladder_pending: Vec::new(),
        budget: None,
    }
}

fn team_result(policy: &Arc<Policy>, period: Period) -> PolicyResult {
    let mut subjects: Vec<SubjectResult> = ["t1", "t2", "t3"]
        .iter()
        .enumerate()
        .map(|(i, id)| SubjectResult {
            id: (*id).into(),
            name: TEAMS[i + 1].1.into(),
            team: "".into(),
            items: Vec::new(),
            total: None,
            grades: Vec::new(),
            metrics: vec![figured(
                "小组回款",
                "元",
                &Number::from(600_000 + chance(i, period.month(), 9) * 3_000),
                0,
            )],
            pay: Vec::new(),
            ladder: Vec::new(),
        })
        .collect();
    subjects.sort_by(|a, b| a.id.cmp(&b.id));
    let mut order: Vec<&SubjectResult> = subjects.iter().collect();
    order.sort_by(|a, b| match (&a.metrics[0].cell, &b.metrics[0].cell) {
        (Ok(a), Ok(b)) => b.compare(a).expect("numbers"),
        _ => std::cmp::Ordering::Equal,
    });
    let standings = order
        .iter()
        .enumerate()
        .map(|(i, s)| Standing {
            id: Arc::clone(&s.id),
            rank: i as u32 + 1,
            tied: false,
            before: None,
            keys: vec![s.metrics[0].clone()],
        })
        .collect();
    let boards = vec![BoardResult {
        board: "小组榜".into(),
        standings,
        unranked: Vec::new(),
    }];
    PolicyResult {
        policy: Arc::clone(policy),
        subjects,
        boards,
        awards: Vec::new(),
        ladder_pending: Vec::new(),
        budget: None,
    }
}

/// Explains a figure of the sample as the kernel would.
pub fn explain(period: &PeriodResult, policy: &str, figure: &str, subject: &str) -> Option<Step> {
    let policy = period
        .policies
        .iter()
        .find(|p| p.policy.id.as_ref() == policy)?;
    let subject = policy.subjects.iter().find(|s| s.id.as_ref() == subject)?;
    let step =
        |name: &str, form: Form, figured: Option<&Figured>, formula: &str, values: &str| Step {
            name: name.into(),
            title: figured.map_or_else(
                || Said::new(name, name),
                |f| Said::new(f.title.as_ref(), f.title.as_ref()),
            ),
            policy: Arc::clone(&policy.policy.id),
            form,
            unit: figured.map_or_else(|| "".into(), |f| Arc::clone(&f.unit)),
            cell: figured.map_or_else(|| Ok(Value::Truth(false)), |f| f.cell.clone()),
            formula: Said::new(formula, formula),
            substituted: Said::new(values, values),
            notes: Vec::new(),
            clause: Some(1),
            place: place(),
            steps: Vec::new(),
            evidence: Vec::new(),
        };
    fn item<'i>(items: &'i [ItemResult], name: &str) -> Option<&'i ItemResult> {
        items.iter().find_map(|i| {
            (i.points.name.as_ref() == name)
                .then_some(i)
                .or_else(|| item(&i.items, name))
        })
    }
    match figure {
        "grade" => {
            let mut s = step(
                "grade",
                Form::Grade,
                subject.grades.first(),
                "总分所在的档",
                "91.28 落在 85 以上",
            );
            s.steps
                .extend(explain(period, &policy.policy.id, "total", &subject.id));
            Some(s)
        }
        "total" => {
            let mut s = step(
                "total",
                Form::Total,
                subject.total.as_ref(),
                "业绩 + 质检差错；触碰红线时为 0",
                "77.78 + 13.50；红线：否",
            );
            for name in ["业绩.points", "质检差错.points"] {
                s.steps
                    .extend(explain(period, &policy.policy.id, name, &subject.id));
            }
            let mut veto = step(
                "veto.虚假成交",
                Form::Veto,
                None,
                "虚假成交 > 0",
                "1 > 0 VETO-SECRET",
            );
            veto.evidence.push(rows("案件", 1));
            s.steps.push(veto);
            Some(s)
        }
        "业绩.points" => {
            let it = item(&subject.items, figure)?;
            let mut s = step(
                figure,
                Form::Group,
                Some(&it.points),
                "回款额 + 有效呼出",
                "57.78 + 20.00",
            );
            for name in ["回款额.points", "有效呼出.points"] {
                s.steps
                    .extend(explain(period, &policy.policy.id, name, &subject.id));
            }
            Some(s)
        }
        _ => {
            let it = item(&subject.items, figure);
            let metric = subject.metrics.iter().find(|m| m.name.as_ref() == figure);
            let points = it.map(|i| &i.points).or(metric)?;
            let mut s = step(
                figure,
                Form::Proportional,
                Some(points),
                "60 × 回款额 ÷ 目标.回款额，最多 120%",
                "60 × 57,780 ÷ 60,000",
            );
            if let Some(it) = it {
                if let Some(value) = &it.value {
                    let mut v = step(
                        &value.name,
                        Form::Metric,
                        Some(value),
                        "回款.金额 的合计",
                        "12,000 + 8,300 + …",
                    );
                    v.evidence.push(rows("回款", 14));
                    s.steps.push(v);
                }
                if let Some(target) = &it.target {
                    let mut t = step(&target.name, Form::Target, Some(target), "目标.回款额", "");
                    t.evidence.push(rows("目标", 1));
                    s.steps.push(t);
                }
            }
            Some(s)
        }
    }
}

fn rows(table: &str, count: u32) -> Evidence {
    let source = Arc::new(Source {
        path: format!("content/months/2026-10/{table}.csv"),
        text: String::new(),
    });
    Evidence {
        table: table.into(),
        columns: vec!["金额".into(), "到账日期".into()],
        rows: (0..count)
            .map(|i| {
                let at = At::Line {
                    line: 2 + i,
                    heading: "".into(),
                    written: "E1001,CUSTOMER-SECRET,8300".into(),
                };
                let place = Place {
                    source: Arc::clone(&source),
                    at,
                };
                (
                    place,
                    vec![
                        format!("{}", 1_200 + i * 310),
                        format!("2026-10-{:02}", 1 + i % 28),
                    ],
                    i % 5 != 4,
                )
            })
            .collect(),
        total: count as usize,
    }
}

fn expr(text: &str) -> Expr {
    Expr::number(number(text), &place())
}

fn policy(id: &str, title: &str, from: i8) -> Policy {
    let said = |zh: &str, en: &str| Said::new(zh, en);
    let leaf = |name: &str, weight: i64, highest: i64, zh: &str| Item {
        name: name.into(),
        title: name.into(),
        weight: Number::from(weight),
        weight_by_case: None,
        effective: Number::from(weight),
        items: Vec::new(),
        value: Some(name.into()),
        target: None,
        points: format!("{name}.points").into(),
        highest: Some(Number::from(highest)),
        sentence: said(zh, "weight × value ÷ target"),
        place: place(),
    };
    let mut group = leaf("业绩", 85, 102, "两项之和");
    group.value = None;
    group.items = vec![
        leaf("回款额", 60, 72, "60 × 回款额 ÷ 目标，最多按 120% 计"),
        leaf("有效呼出", 25, 30, "25 × 有效呼出 ÷ 目标，最多按 120% 计"),
    ];
    let mut bands = indexmap::IndexMap::new();
    bands.insert(
        Arc::from("提成比例"),
        Arc::new(CutTable {
            across: None,
            name: "提成比例".into(),
            title: "提成比例".into(),
            mode: CutMode::Marginal,
            columns: vec!["比例".into()],
            kinds: vec![Kind::Number],
            otherwise: Some(vec![expr("0.01")]),
            rows: [("20000", "0.02"), ("50000", "0.03"), ("80000", "0.04")]
                .iter()
                .map(|(at, result)| CutRow {
                    at: expr(at),
                    side: Side::AtLeast,
                    results: vec![expr(result)],
                    place: place(),
                })
                .collect(),
            place: place(),
        }),
    );
    let clause = |number: u32, title: &str, parts: Vec<ClausePart>| Clause {
        number,
        title: title.into(),
        parts,
        generated: false,
        place: place(),
    };
    let text = |t: &str| ClausePart::Text(t.into());
    Policy {
        id: id.into(),
        title: title.into(),
        source: Vec::new(),
        shelf: vec!["销售与服务".into()],
        place: place(),
        version: Version {
            from: Period::new(2026, from).expect("a period"),
            published: None,
            review_by: Period::new(2026, 12),
            document: Some(format!("致远人〔2026〕{from} 号")),
            approved_by: Some("总经理办公会".into()),
            note: (from > 1)
                .then(|| "呼出门槛由 60 秒提高到 90 秒；质检每次扣分由 3 分提高到 5 分。".into()),
        },
        length: meritbook::period::Length::Month,
        subject: Some(Subject::Person),
        rated: Vec::new(),
        applies_to: AppliesTo {
            any_day: false,
            attributes: [(
                "post".into(),
                vec![
                    if id == "service" {
                        "客户服务专员"
                    } else {
                        "电话销售专员"
                    }
                    .into(),
                ],
            )]
            .into_iter()
            .collect(),
            places: Default::default(),
            only: None,
            only_said: Said::default(),
        },
        parameters: vec![Parameter {
            policy: id.into(),
            name: "质检.each".into(),
            aliases: Vec::new(),
            title: "质检每次扣分".into(),
            unit: Some("分".into()),
            kind: Kind::Number,
            values: vec![
                ParameterValue {
                    from: Period::new(2026, 1),
                    value: Some(Value::Number(Number::from(3_i64))),
                    place: place(),
                },
                ParameterValue {
                    from: Period::new(2026, 8),
                    value: Some(Value::Number(Number::from(5_i64))),
                    place: place(),
                },
            ],
            place: place(),
        }],
        varied: indexmap::IndexMap::new(),
        band_heads: indexmap::IndexMap::new(),
        definitions: Vec::new(),
        bands,
        scorecard: Some(Scorecard {
            items: vec![
                group,
                leaf("质检差错", 15, 15, "满分 15，每次差错扣 0.75 分，扣完为止"),
            ],
            sum: Number::HUNDRED,
            total: "total".into(),
            highest: Some(Number::from(117_i64)),
            sentence: Said::default(),
        }),
        metrics: Vec::new(),
        vetoes: Vec::new(),
        boards: [("综合榜", "total"), ("回款榜", "回款额")]
            .iter()
            .map(|(name, key)| Board {
                name: (*name).into(),
                keys: vec![((*key).into(), Direction::Descending)],
                ties: Ties::Standard,
                show: 10,
                rank: format!("board.{name}").into(),
                within_team: false,
                sentence: said("按总分从高到低；公布前 10 名。", "by total, highest first."),
            })
            .collect(),
        awards: [
            ("月度销冠", "总分不低于 85 且未触碰红线"),
            ("回款先锋", "回款额不低于 50,000 元"),
            ("全勤零差错奖", "全勤且质检零差错"),
        ]
        .iter()
        .map(|(name, gate)| Award {
            name: (*name).into(),
            keys: vec![("total".into(), Direction::Descending)],
            eligible: format!("award.{name}.eligible").into(),
            won: format!("award.{name}").into(),
            prize: None,
            places: Some(1),
            in_kind: vec![("带薪休假一天".into(), None)],
            given: Some("下月首个周一晨会".into()),
            gate: said(gate, gate),
            reasons: vec!["total".into()],
            prizes: said("", ""),
            split: false,
            excludes: Vec::new(),
            run: None,
            judged: false,
            decided: Vec::new(),
            withdrawal: None,
            how: said(gate, gate),
            gets: said("奖金 500 元。", "500 元."),
            first_event: false,
            clause: None,
        })
        .collect(),
        ladder: None,
        pay: vec![PayLine {
            name: "提成".into(),
            figure: "pay.提成".into(),
            sentence: said("按回款额查提成比例", "by revenue"),
            kind: PayKind::Earned,
            of: "pay.提成".into(),
            parts: Vec::new(),
            settles: false,
        }],
        pay_sheet: Vec::new(),
        budget: None,
        after_change: None,
        calendar: vec![meritbook::policy::Step {
            name: "公示".into(),
            who: Some("人力资源部".into()),
            from: None,
            until: expr("5"),
            when: Said::new("不晚于下期 5 日", "no later than day 5 of the next period"),
        }],
        appeals: Some(Appeals {
            within: Some(5),
            answer_in: Some(3),
            to: Some("人力资源部绩效组".into()),
            place: place(),
        }),
        confirm: false,
        clauses: vec![
            clause(
                1,
                "目的",
                vec![text(
                    "为了让每一位同事知道**怎样算做得好（以及差在哪里）**，依据公司章程制定本办法。\n\n1. 数字来自业务系统，不由人估；\n2. 规则先公布、后执行；\n3. 有不同意见的，可以申诉。",
                )],
            ),
            clause(
                2,
                "考核表",
                vec![
                    text("每月按下表计分，满分 100 分。\n\n"),
                    ClausePart::Table("scorecard".into()),
                ],
            ),
            clause(
                3,
                "质检",
                vec![
                    text("质检差错每次扣 "),
                    ClausePart::Parameter("质检.each".into()),
                    text("，扣完为止。同一通电话的多处差错按一次计。"),
                ],
            ),
            clause(
                4,
                "提成",
                vec![
                    text("提成按下列档位分段计算。\n\n"),
                    ClausePart::Table("提成比例".into()),
                    text("\n跨月回款计入到账月份。"),
                ],
            ),
        ],
        examples: Vec::new(),
        lint: Lint::default(),
        rounding: RoundingRules::default(),
        show: None,
    }
}

fn team_policy() -> Policy {
    let mut policy = policy("小组赛", "小组月度竞赛办法", 1);
    policy.subject = Some(Subject::Team);
    policy.scorecard = None;
    policy.awards.clear();
    policy.boards = vec![Board {
        name: "小组榜".into(),
        keys: vec![("小组回款".into(), Direction::Descending)],
        ties: Ties::Standard,
        show: 10,
        rank: "board.小组榜".into(),
        within_team: false,
        sentence: Said::new("按总分从高到低；公布前 10 名。", "by total, highest first."),
    }];
    policy
}
