//! The online shop's service: what the shop's system counts, and the head's ratings.

use std::io;

use super::demo::{Month, ability, presence, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::{Worker, superior};

/// Puts one month's files of the team.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let report = report(month, workers);
    files.insert(
        format!("{folder}/客服月报.xlsx"),
        workbook(&[("客服月报", &report)])?,
    );
    files.insert(
        format!("{folder}/评分-网店.csv"),
        ratings(month, workers).gbk(),
    );
    Ok(())
}

/// How well a person does in a month, in thousandths; one keeps the lead in spring.
fn form(month: &Month, worker: &Worker) -> i64 {
    let spring = "2026-03".."2026-07";
    let leads = worker.id == "0602" && spring.contains(&month.name().as_str());
    let luck = month.chance(worker.id, "form").around(900, 1100);
    scaled(ability(worker.id), &[luck]) + if leads { 180 } else { 0 }
}

fn report(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "询单人数",
        "付款人数",
        "下单订单",
        "支付订单",
        "本人客单价",
        "全店客单价",
        "接待人数",
        "回复人数",
        "平均响应秒数",
        "退款笔数",
        "成交笔数",
        "建议条数",
        "迟到早退",
        "请假天数",
        "销售额",
    ]);
    let all = month.chance("DS", "basket").around(118, 142) * 100;
    for worker in workers {
        let mut chance = month.chance(worker.id, "shop");
        let form = form(month, worker);
        let there = presence(worker, &month.days);
        let asked = scaled(chance.around(420, 700), &[there]);
        let paid = scaled(asked, &[chance.around(640, 760), form]).min(asked);
        let ordered = paid + chance.between(20, 60);
        let settled = scaled(
            ordered,
            &[(chance.around(850, 940) + (form - 1000) / 5).min(990)],
        );
        let own = scaled(all, &[chance.around(1050, 1130) + (form - 1000) / 6]);
        let met = scaled(chance.around(900, 1400), &[there]);
        let answered = scaled(
            met,
            &[(chance.around(965, 996) + (form - 1000) / 20).min(1000)],
        );
        let seconds = (chance.around(28, 52) - (form - 1000) / 20).max(15);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::count(asked),
            Cell::count(paid),
            Cell::count(ordered),
            Cell::count(settled),
            Cell::yuan(own),
            Cell::yuan(all),
            Cell::count(met),
            Cell::count(answered),
            Cell::count(seconds),
            Cell::count(scaled(settled, &[chance.around(8, 50)])),
            Cell::count(settled),
            Cell::count(chance.between(1, 8)),
            Cell::count(i64::from(chance.happens(25))),
            Cell::count(i64::from(chance.happens(20)) * chance.between(1, 2)),
            Cell::yuan(settled * own),
        ]);
    }
    sheet
}

fn ratings(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "考核项", "评分人", "评分人工号", "评分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "head of the shop");
        let better = i64::from(form(month, worker) > 1020);
        let marks = [
            ("工作任务", chance.between(7, 9) + better),
            ("工作态度", chance.between(3, 4) + better),
        ];
        for (item, mark) in marks {
            let row = [worker.id, item, "主管"].map(Cell::text);
            sheet.push([row.to_vec(), vec![superior(worker), Cell::count(mark)]].concat());
        }
    }
    sheet
}
