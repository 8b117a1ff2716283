//! The people of the demo company: invented names, teams, moves.

use std::io;

use jiff::civil::Date;

use super::files::{Cell, Sheet};
use super::people;

/// One line of the roster: staff number, name, team, post, grade, joined, left.
type Line = [&'static str; 7];

const TELESALES: &[Line] = &[
    ["0101", "陈国栋", "DX", "部门经理", "", "2018-03-05", ""],
    [
        "0102",
        "周海燕",
        "DX1",
        "电话销售组长",
        "高级",
        "2019-06-17",
        "",
    ],
    [
        "0103",
        "赵晓雯",
        "DX1",
        "电话销售专员",
        "高级",
        "2020-02-24",
        "",
    ],
    [
        "0104",
        "孙立峰",
        "DX1",
        "电话销售专员",
        "中级",
        "2021-07-12",
        "",
    ],
    [
        "0105",
        "李梦婷",
        "DX1",
        "电话销售专员",
        "中级",
        "2022-03-01",
        "",
    ],
    [
        "0106",
        "吴志远",
        "DX1",
        "电话销售专员",
        "中级",
        "2022-09-13",
        "",
    ],
    [
        "0107",
        "郑小芳",
        "DX1",
        "电话销售专员",
        "初级",
        "2024-04-08",
        "",
    ],
    [
        "0108",
        "冯嘉豪",
        "DX1",
        "电话销售专员",
        "初级",
        "2024-11-04",
        "",
    ],
    [
        "0109",
        "蒋雨桐",
        "DX1",
        "电话销售专员",
        "初级",
        "2025-03-10",
        "",
    ],
    [
        "0110",
        "沈博文",
        "DX1",
        "电话销售专员",
        "初级",
        "2025-07-01",
        "2026-05-29",
    ],
    [
        "0111",
        "韩淑珍",
        "DX2",
        "电话销售组长",
        "高级",
        "2019-09-02",
        "",
    ],
    [
        "0112",
        "杨文轩",
        "DX2",
        "电话销售专员",
        "高级",
        "2020-08-17",
        "",
    ],
    [
        "0113",
        "王丽娟",
        "DX2",
        "电话销售专员",
        "中级",
        "2021-03-22",
        "",
    ],
    [
        "0114",
        "朱俊杰",
        "DX2",
        "电话销售专员",
        "中级",
        "2021-11-08",
        "",
    ],
    [
        "0115",
        "秦雪梅",
        "DX2",
        "电话销售专员",
        "中级",
        "2022-06-06",
        "",
    ],
    [
        "0116",
        "许浩然",
        "DX2",
        "电话销售专员",
        "中级",
        "2023-02-13",
        "",
    ],
    [
        "0117",
        "何静怡",
        "DX2",
        "电话销售专员",
        "初级",
        "2024-03-18",
        "",
    ],
    [
        "0118",
        "吕思远",
        "DX2",
        "电话销售专员",
        "初级",
        "2024-08-05",
        "",
    ],
    [
        "0119",
        "施慧敏",
        "DX2",
        "电话销售专员",
        "初级",
        "2025-05-12",
        "",
    ],
    [
        "0120",
        "张建业",
        "DX3",
        "电话销售组长",
        "高级",
        "2020-01-06",
        "",
    ],
    [
        "0121",
        "孔令仪",
        "DX3",
        "电话销售专员",
        "高级",
        "2020-10-19",
        "",
    ],
    [
        "0122",
        "曹志强",
        "DX3",
        "电话销售专员",
        "中级",
        "2021-09-01",
        "",
    ],
    [
        "0123",
        "严佳宁",
        "DX3",
        "电话销售专员",
        "中级",
        "2022-05-16",
        "",
    ],
    [
        "0124",
        "华宇航",
        "DX3",
        "电话销售专员",
        "中级",
        "2023-04-03",
        "",
    ],
    [
        "0125",
        "金秀兰",
        "DX3",
        "电话销售专员",
        "初级",
        "2023-12-11",
        "",
    ],
    [
        "0126",
        "魏子涵",
        "DX3",
        "电话销售专员",
        "初级",
        "2024-07-22",
        "",
    ],
    [
        "0127",
        "陶冬梅",
        "DX3",
        "电话销售专员",
        "初级",
        "2025-02-17",
        "",
    ],
    [
        "0128",
        "姜云飞",
        "DX3",
        "电话销售专员",
        "初级",
        "2026-01-12",
        "",
    ],
    [
        "0129",
        "戚美琪",
        "DX1",
        "电话销售专员",
        "初级",
        "2026-06-08",
        "",
    ],
    [
        "0130",
        "谢天佑",
        "DX2",
        "电话销售专员",
        "初级",
        "2026-10-15",
        "",
    ],
];

const PROPERTY: &[Line] = &[
    ["0201", "邹明辉", "ZY", "部门经理", "", "2017-05-08", ""],
    ["0202", "喻春华", "ZY1", "销售主管", "", "2018-10-15", ""],
    [
        "0203",
        "柏景行",
        "ZY1",
        "置业顾问",
        "资深置业顾问",
        "2019-04-22",
        "",
    ],
    [
        "0204",
        "窦雅琴",
        "ZY1",
        "置业顾问",
        "高级置业顾问",
        "2020-06-01",
        "",
    ],
    [
        "0205",
        "章伟明",
        "ZY1",
        "置业顾问",
        "高级置业顾问",
        "2021-03-15",
        "",
    ],
    [
        "0206",
        "苏晓曼",
        "ZY1",
        "置业顾问",
        "置业顾问",
        "2022-08-08",
        "",
    ],
    [
        "0207",
        "潘志宏",
        "ZY1",
        "置业顾问",
        "置业顾问",
        "2023-05-04",
        "",
    ],
    [
        "0208",
        "葛诗涵",
        "ZY1",
        "置业顾问",
        "见习置业顾问",
        "2025-08-18",
        "",
    ],
    ["0209", "范永康", "ZY2", "销售主管", "", "2019-01-07", ""],
    [
        "0210",
        "彭思琪",
        "ZY2",
        "置业顾问",
        "资深置业顾问",
        "2019-11-11",
        "",
    ],
    [
        "0211",
        "鲁振华",
        "ZY2",
        "置业顾问",
        "高级置业顾问",
        "2020-09-07",
        "",
    ],
    [
        "0212",
        "马晓东",
        "ZY2",
        "置业顾问",
        "置业顾问",
        "2022-04-11",
        "",
    ],
    [
        "0213",
        "苗玉洁",
        "ZY2",
        "置业顾问",
        "置业顾问",
        "2022-12-05",
        "",
    ],
    [
        "0214",
        "方子墨",
        "ZY2",
        "置业顾问",
        "置业顾问",
        "2023-09-18",
        "",
    ],
    [
        "0215",
        "俞佩珊",
        "ZY2",
        "置业顾问",
        "见习置业顾问",
        "2025-06-09",
        "2026-02-27",
    ],
    ["0216", "任家辉", "ZY3", "销售主管", "", "2019-07-22", ""],
    [
        "0217",
        "袁立群",
        "ZY3",
        "置业顾问",
        "资深置业顾问",
        "2020-03-16",
        "",
    ],
    [
        "0218",
        "柳清影",
        "ZY3",
        "置业顾问",
        "高级置业顾问",
        "2021-01-18",
        "",
    ],
    [
        "0219",
        "史佳敏",
        "ZY3",
        "置业顾问",
        "置业顾问",
        "2021-10-25",
        "",
    ],
    [
        "0220",
        "唐文彬",
        "ZY3",
        "置业顾问",
        "置业顾问",
        "2023-03-06",
        "",
    ],
    [
        "0221",
        "薛宝珠",
        "ZY3",
        "置业顾问",
        "置业顾问",
        "2024-02-26",
        "",
    ],
    [
        "0222",
        "雷鸣宇",
        "ZY3",
        "置业顾问",
        "见习置业顾问",
        "2025-09-01",
        "",
    ],
    [
        "0223",
        "倪芳菲",
        "ZY2",
        "置业顾问",
        "见习置业顾问",
        "2026-03-02",
        "",
    ],
];

const SERVICE: &[Line] = &[
    ["0301", "汤敏仪", "KF", "部门经理", "", "2018-06-11", ""],
    [
        "0302",
        "滕少华",
        "KF1",
        "客服组长",
        "高级",
        "2019-03-18",
        "",
    ],
    [
        "0303",
        "殷素云",
        "KF1",
        "客服专员",
        "高级",
        "2020-04-13",
        "",
    ],
    [
        "0304",
        "罗振宁",
        "KF1",
        "客服专员",
        "中级",
        "2021-05-10",
        "",
    ],
    [
        "0305",
        "毕春晓",
        "KF1",
        "客服专员",
        "中级",
        "2022-01-17",
        "",
    ],
    [
        "0306",
        "王丽娟",
        "KF1",
        "客服专员",
        "中级",
        "2022-10-10",
        "",
    ],
    [
        "0307",
        "郝思嘉",
        "KF1",
        "客服专员",
        "初级",
        "2024-01-08",
        "",
    ],
    [
        "0308",
        "安若曦",
        "KF1",
        "客服专员",
        "初级",
        "2024-09-09",
        "",
    ],
    [
        "0309",
        "常乐天",
        "KF1",
        "客服专员",
        "初级",
        "2025-04-21",
        "",
    ],
    [
        "0310",
        "乐文静",
        "KF2",
        "客服组长",
        "高级",
        "2019-12-02",
        "",
    ],
    [
        "0311",
        "于海洋",
        "KF2",
        "客服专员",
        "高级",
        "2020-11-23",
        "",
    ],
    [
        "0312",
        "时雪莹",
        "KF2",
        "客服专员",
        "中级",
        "2021-08-30",
        "",
    ],
    [
        "0313",
        "傅启明",
        "KF2",
        "客服专员",
        "中级",
        "2022-07-04",
        "",
    ],
    [
        "0314",
        "皮晓玲",
        "KF2",
        "客服专员",
        "中级",
        "2023-06-12",
        "",
    ],
    [
        "0315",
        "卞国华",
        "KF2",
        "客服专员",
        "初级",
        "2024-05-20",
        "",
    ],
    [
        "0316",
        "齐妙言",
        "KF2",
        "客服专员",
        "初级",
        "2024-12-16",
        "2026-08-14",
    ],
    [
        "0317",
        "康永乐",
        "KF2",
        "客服专员",
        "初级",
        "2025-06-23",
        "",
    ],
    [
        "0318",
        "伍晨曦",
        "KF1",
        "客服专员",
        "初级",
        "2026-04-13",
        "",
    ],
];

const TEAMS: &[[&str; 4]] = &[
    ["DX", "电话销售部", "", "0101"],
    ["DX1", "电销一组", "DX", "0102"],
    ["DX2", "电销二组", "DX", "0111"],
    ["DX3", "电销三组", "DX", "0120"],
    ["ZY", "置业顾问部", "", "0201"],
    ["ZY1", "滨江案场", "ZY", "0202"],
    ["ZY2", "云岭案场", "ZY", "0209"],
    ["ZY3", "湖畔案场", "ZY", "0216"],
    ["KF", "客服部", "", "0301"],
    ["KF1", "客服一组", "KF", "0302"],
    ["KF2", "客服二组", "KF", "0310"],
];

/// From a day on: staff number, team, post, grade.
const MOVES: &[[&str; 5]] = &[
    ["2026-04-01", "0126", "KF2", "客服专员", "初级"],
    ["2026-07-01", "0105", "DX1", "电话销售专员", "高级"],
    ["2026-08-01", "0207", "ZY3", "置业顾问", ""],
    ["2026-09-01", "0406", "XS1", "销售代表", "老员工"],
];

/// The kinds of work that the policies assess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Telephone sales.
    Telesales,
    /// Property consultants.
    Property,
    /// Customer service.
    Service,
    /// Sales under agreements on goals.
    Sales,
    /// Key accounts.
    KeyAccounts,
    /// The online shop's service.
    Shop,
    /// Branches of customer service.
    Branch,
    /// Service to users of equipment.
    Users,
    /// The call centre.
    Calls,
    /// Heads of foreign trade.
    TradeHeads,
    /// Foreign trade.
    Trade,
    /// Those who sell vehicles.
    Vehicles,
    /// Those who support the sale of vehicles.
    VehicleSupport,
}

/// A person at work in one month.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The staff number.
    pub id: &'static str,
    /// The name.
    pub name: &'static str,
    /// The team in this month.
    pub team: &'static str,
    /// The post in this month.
    pub post: &'static str,
    /// The grade in this month.
    pub grade: &'static str,
    /// The months since joining.
    pub months: i32,
    /// The first and the last day of the month on which the person is there.
    pub days: (Date, Date),
}

/// Returns those who do a kind of work in a month, by staff number.
pub fn workers(work: Work, first: Date) -> io::Result<Vec<Worker>> {
    let last = first.last_of_month();
    let mut found = Vec::new();
    for [id, name, team, post, grade, joined, left] in people() {
        let joined = date(joined)?;
        let left = if left.is_empty() { last } else { date(left)? };
        if joined > last || left < first {
            continue;
        }
        let (mut team, mut post, mut grade) = (team, post, grade);
        for [from, who, to_team, to_post, to_grade] in MOVES {
            if *who == id && date(from)? <= first {
                team = to_team;
                post = to_post;
                if !to_grade.is_empty() {
                    grade = to_grade;
                }
            }
        }
        if kind(post) != Some(work) {
            continue;
        }
        let months = i32::from(first.year() - joined.year()) * 12
            + i32::from(first.month() - joined.month());
        found.push(Worker {
            id,
            name,
            team,
            post,
            grade,
            months,
            days: (joined.max(first), left.min(last)),
        });
    }
    found.sort_by_key(|worker| worker.id);
    Ok(found)
}

fn kind(post: &str) -> Option<Work> {
    match post {
        "电话销售专员" | "电话销售组长" => Some(Work::Telesales),
        "置业顾问" => Some(Work::Property),
        "客服专员" | "客服组长" => Some(Work::Service),
        "销售代表" | "销售经理" => Some(Work::Sales),
        "高级业务经理" | "大客户经理" => Some(Work::KeyAccounts),
        "网店客服" => Some(Work::Shop),
        "客服人员" => Some(Work::Branch),
        "用户服务经理" | "用户服务员" => Some(Work::Users),
        "话务员" => Some(Work::Calls),
        "外贸经理" | "外贸主管" => Some(Work::TradeHeads),
        "外销员" => Some(Work::Trade),
        "车辆销售顾问" => Some(Work::Vehicles),
        "车辆销售经理" | "消贷经理" => Some(Work::VehicleSupport),
        _ if post.contains("部经理") || post.contains("部员工") => Some(Work::VehicleSupport),
        _ => None,
    }
}

fn people() -> impl Iterator<Item = Line> {
    let first = TELESALES.iter().chain(PROPERTY).chain(SERVICE).copied();
    first.chain(people::LINES.lines().map(line))
}

/// Parts a line at its commas; a cell that is not there is blank.
fn line(text: &'static str) -> Line {
    let mut cells = text.split(',');
    Line::default().map(|_: &str| cells.next().unwrap_or_default())
}

fn date(text: &str) -> io::Result<Date> {
    text.parse().map_err(io::Error::other)
}

/// `people/roster.csv`: the first state of each person.
pub fn roster() -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "姓名",
        "团队",
        "岗位",
        "职级",
        "入职日期",
        "离职日期",
    ]);
    for line in people() {
        sheet.push(line.iter().map(|cell| Cell::text(*cell)).collect());
    }
    sheet
}

/// `people/moves.csv`: dated changes.
pub fn moves() -> Sheet {
    let mut sheet = Sheet::new(&["生效日期", "工号", "团队", "岗位", "职级"]);
    for line in MOVES {
        sheet.push(line.iter().map(|cell| Cell::text(*cell)).collect());
    }
    sheet
}

/// `people/teams.csv`.
pub fn teams() -> Sheet {
    let mut sheet = Sheet::new(&["团队编号", "团队名称", "上级团队", "负责人"]);
    for line in TEAMS.iter().chain(people::TEAMS) {
        sheet.push(line.iter().map(|cell| Cell::text(*cell)).collect());
    }
    sheet
}

/// Returns the staff number of who rates somebody as superior: the head of the team, or of the
/// team above for a head; blank where there is none.
pub fn superior(worker: &Worker) -> Cell {
    let team = |id: &str| TEAMS.iter().chain(people::TEAMS).find(|t| t[0] == id);
    let own = team(worker.team);
    let above = own.and_then(|t| team(t[2]));
    let heads = [own, above].into_iter().flatten().map(|t| t[3]);
    let head = heads
        .into_iter()
        .find(|head| *head != worker.id && !head.is_empty());
    head.map_or_else(Cell::blank, Cell::text)
}
