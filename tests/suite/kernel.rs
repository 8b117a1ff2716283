//! The kernel by itself: names, kinds, missing, aggregates, ranks, shares, recurrence, replay.

mod bench;

use bench::{Bench, date, missing, number, truth};
use meritbook::figure::{Body, Direction, Ties, Within};
use meritbook::formula::{CutMode, Side};
use meritbook::number::{Mode, Number, Rounding};
use meritbook::value::{Missing, Value};

#[test]
fn one_divided_by_three_times_three_is_one() {
    let bench = Bench::new().figure("x", "1 / 3 * 3").figure("y", "x >= 1");
    let period = bench.run();
    assert_eq!(period.of("x", "a"), number("1"));
    assert_eq!(period.of("y", "a"), truth(true));
}

#[test]
fn a_table_that_has_not_come_is_missing_and_never_zero() {
    let bench = Bench::new()
        .shape("deals", &["amount"])
        .figure("x", "sum(deals.amount)")
        .figure("y", "count(deals)");
    let period = bench.run();
    assert_eq!(period.of("x", "a"), Err(Missing::NoTable("deals".into())));
    assert_eq!(period.of("y", "a"), Err(Missing::NoTable("deals".into())));
}

#[test]
fn a_table_without_a_row_of_the_subject_counts_zero_and_has_no_mean() {
    let bench = Bench::new()
        .table("deals", &["amount"], &[("b", &["5"])])
        .figure("sum", "sum(deals.amount)")
        .figure("count", "count(deals)")
        .figure("mean", "mean(deals.amount)")
        .figure("min", "min(deals.amount)")
        .figure("max", "max(deals.amount)")
        .figure("first", "first(deals.amount order by deals.amount)")
        .figure("one", "deals.amount");
    let period = bench.run();
    assert_eq!(period.of("sum", "a"), number("0"));
    assert_eq!(period.of("count", "a"), number("0"));
    for figure in ["mean", "min", "max", "first", "one"] {
        let found = period.of(figure, "a");
        let cause = found.as_ref().err().map(Missing::cause);
        assert_eq!(cause, Some(&Missing::NoRow("deals".into())), "{figure}");
    }
    assert_eq!(period.of("one", "b"), number("5"));
}

#[test]
fn a_blank_cell_under_an_aggregate_or_condition_is_missing_with_its_place() {
    let bench = Bench::new()
        .table(
            "deals",
            &["amount", "kind"],
            &[("a", &["5", "new"]), ("a", &["", "old"]), ("b", &["1", ""])],
        )
        .figure("all", "sum(deals.amount)")
        .figure("new", "sum(deals.amount where kind == 'new')");
    let period = bench.run();
    assert!(matches!(period.of("all", "a"), Err(Missing::Blank(_))));
    assert_eq!(period.of("new", "a"), number("5"));
    assert!(matches!(period.of("new", "b"), Err(Missing::Blank(_))));
}

#[test]
fn a_zero_divisor_is_missing_for_that_subject_only() {
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["0"]), ("b", &["4"])])
        .figure("y", "8 / t.x")
        .figure("z", "y + 1");
    let period = bench.run();
    assert_eq!(period.of("y", "a"), Err(Missing::ZeroDivisor));
    assert_eq!(missing(&period.of("z", "a")), Missing::ZeroDivisor);
    assert_eq!(period.of("z", "b"), number("3"));
}

#[test]
fn an_unfilled_parameter_is_missing_by_its_name() {
    let bench = Bench::new().parameter("rate", None).figure("y", "rate * 2");
    let period = bench.run();
    assert_eq!(period.of("y", "a"), Err(Missing::Unfilled("rate".into())));
}

#[test]
fn several_rows_where_one_is_read_are_told() {
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["1"]), ("a", &["2"])])
        .figure("y", "t.x + 0");
    let period = bench.run();
    let found = missing(&period.of("y", "a"));
    assert!(matches!(found, Missing::SeveralRows(table, _) if table.as_ref() == "t"));
}

#[test]
fn one_side_settles_and_or_even_where_the_other_is_missing() {
    let bench = Bench::new()
        .parameter("rate", None)
        .figure("and", "rate > 1 and false")
        .figure("or", "true or rate > 1")
        .figure("open", "rate > 1 and true");
    let period = bench.run();
    assert_eq!(period.of("and", "a"), truth(false));
    assert_eq!(period.of("or", "a"), truth(true));
    assert!(period.of("open", "a").is_err());
}

#[test]
fn rounding_changes_the_figure_and_what_reads_it() {
    let rounding = |mode| Rounding::decimals(0, mode);
    let bench = Bench::new()
        .figure("exact", "5 / 2")
        .rounded("up", "exact", rounding(Mode::HalfUp))
        .rounded("even", "exact", rounding(Mode::HalfEven))
        .rounded("down", "-exact", rounding(Mode::Down))
        .rounded("away", "-2.1", rounding(Mode::Up))
        .figure("reads", "up + 0");
    let period = bench.run();
    assert_eq!(period.of("exact", "a"), number("2.5"));
    assert_eq!(period.of("up", "a"), number("3"));
    assert_eq!(period.of("even", "a"), number("2"));
    assert_eq!(period.of("down", "a"), number("-2"));
    assert_eq!(period.of("away", "a"), number("-3"));
    assert_eq!(period.of("reads", "a"), number("3"));
}

#[test]
fn rows_are_grouped_before_they_are_counted() {
    let bench = Bench::new()
        .table(
            "lines",
            &["order", "price", "cost"],
            &[
                ("a", &["1", "5", "9"]),
                ("a", &["2", "5", "4"]),
                ("a", &["1", "9", "4"]),
                ("a", &["3", "1", "2"]),
            ],
        )
        .figure("orders", "distinct(lines.order)")
        .figure(
            "losing",
            "count(lines by order where sum(price - cost) < 0)",
        )
        .figure("largest", "max(sum(price) over lines by order)");
    let period = bench.run();
    assert_eq!(period.of("orders", "a"), number("3"));
    assert_eq!(period.of("losing", "a"), number("1"));
    assert_eq!(period.of("largest", "a"), number("14"));
    assert_eq!(period.of("losing", "b"), number("0"));
}

#[test]
fn aggregates_run_over_everyone_the_team_and_all_but_oneself() {
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["1"]), ("b", &["2"]), ("c", &["6"])])
        .figure("x", "t.x")
        .figure("top", "max(x over everyone)")
        .figure("team", "sum(x over team)")
        .figure("others", "sum(x over everyone except self)")
        .figure("mates", "mean(x over team except self)")
        .figure("several", "count(everyone where x > 1)");
    let period = bench.run();
    assert_eq!(period.of("top", "a"), number("6"));
    assert_eq!(period.of("team", "a"), number("3"));
    assert_eq!(period.of("team", "c"), number("6"));
    assert_eq!(period.of("others", "b"), number("7"));
    assert_eq!(period.of("mates", "a"), number("2"));
    assert_eq!(
        period.of("mates", "c"),
        Err(Missing::From(
            "~mean of x among the rest of the team".into(),
            Box::new(Missing::Nobody)
        ))
    );
    assert_eq!(period.of("several", "a"), number("2"));
}

#[test]
fn who_has_no_value_is_left_out_of_others_aggregates() {
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["1"]), ("c", &["6"])])
        .figure("x", "t.x")
        .figure("mean", "mean(x over everyone)");
    let period = bench.run();
    assert!(period.of("x", "b").is_err());
    assert_eq!(period.of("mean", "b"), number("3.5"));
}

#[test]
fn equal_members_have_equal_ranks_and_those_without_a_value_none() {
    let rows: &[(&str, &[&str])] = &[("a", &["5"]), ("b", &["7"]), ("c", &["5"]), ("d", &["1"])];
    let rank = |ties| Body::Rank {
        within: Within::Everyone,
        among: None,
        keys: vec![(bench::expr("t.x"), Direction::Descending)],
        ties,
    };
    let bench = Bench::new()
        .people(&[("d", "north"), ("e", "north")])
        .table("t", &["x"], rows)
        .body("standard", rank(Ties::Standard))
        .body("dense", rank(Ties::Dense));
    let period = bench.run();
    let ranks = |figure| ["a", "b", "c", "d"].map(|id| period.of(figure, id));
    assert_eq!(ranks("standard"), ["2", "1", "2", "4"].map(number));
    assert_eq!(ranks("dense"), ["2", "1", "2", "3"].map(number));
    assert!(period.of("standard", "e").is_err());
}

#[test]
fn equal_winners_at_the_edge_all_win() {
    let pick = |places| Body::Pick {
        within: Within::Everyone,
        among: Some(bench::expr("t.x >= 3")),
        keys: vec![(bench::expr("t.x"), Direction::Descending)],
        places,
    };
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["5"]), ("b", &["5"]), ("c", &["2"])])
        .body("one", pick(1))
        .body("three", pick(3));
    let period = bench.run();
    assert_eq!(period.of("one", "a"), truth(true));
    assert_eq!(period.of("one", "b"), truth(true));
    assert_eq!(period.of("three", "c"), truth(false));
}

#[test]
fn a_pool_is_shared_without_a_lost_cent_and_equals_get_equal_shares() {
    let share = |total: &str| Body::Allocate {
        within: Within::Everyone,
        total: bench::expr(total),
        by: bench::expr("t.x"),
        step: Number::parse("0.01").unwrap(),
    };
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["1"]), ("b", &["2"]), ("c", &["4"])])
        .body("unlike", share("100"))
        .table("u", &["x"], &[("a", &["1"]), ("b", &["1"]), ("c", &["1"])])
        .body(
            "equal",
            Body::Allocate {
                within: Within::Everyone,
                total: bench::expr("100"),
                by: bench::expr("u.x"),
                step: Number::parse("0.01").unwrap(),
            },
        );
    let period = bench.run();
    // 100 × 1/7 = 14.2857…, × 2/7 = 28.5714…, × 4/7 = 57.1428…: one cent left, to the first.
    let found = ["a", "b", "c"].map(|id| period.of("unlike", id));
    assert_eq!(found, ["14.29", "28.57", "57.14"].map(number));
    // A cent is left and cannot be given to one of three equals.
    let found = ["a", "b", "c"].map(|id| period.of("equal", id));
    assert_eq!(found, ["33.33", "33.33", "33.33"].map(number));
}

#[test]
fn a_counter_reads_its_own_earlier_value() {
    let bench = Bench::new()
        .table("t", &["x"], &[("a", &["0"]), ("b", &["3"])])
        .body(
            "empty",
            Body::State {
                initially: bench::expr("if t.x == 0 then 1 else 0"),
                next: bench::expr("if t.x == 0 then previous(empty) + 1 else 0"),
            },
        )
        .figure("before", "previous(empty)")
        .figure("all", "sum(empty over last 3 periods)");
    let months = bench.run_months(4);
    let last = months.last().unwrap();
    assert_eq!(last.of("empty", "a"), number("4"));
    assert_eq!(last.of("empty", "b"), number("0"));
    assert_eq!(last.of("before", "a"), number("3"));
    assert_eq!(last.of("all", "a"), number("9"));
    assert!(matches!(
        months[0].of("before", "a"),
        Err(Missing::NotYet(_))
    ));
}

#[test]
fn bands_hold_on_the_side_that_is_written() {
    let rows = |side| vec![("10", side, "1"), ("20", side, "2")];
    let bench = Bench::new()
        .table(
            "t",
            &["x"],
            &[("a", &["10"]), ("b", &["15"]), ("c", &["25"])],
        )
        .band("least", CutMode::Flat, Some("0"), &rows(Side::AtLeast))
        .band("above", CutMode::Flat, Some("0"), &rows(Side::Above))
        .band("most", CutMode::Flat, Some("9"), &rows(Side::AtMost))
        .band("open", CutMode::Flat, None, &rows(Side::Above))
        .band("whole", CutMode::Whole, Some("0"), &rows(Side::AtLeast))
        .band(
            "marginal",
            CutMode::Marginal,
            Some("0"),
            &rows(Side::AtLeast),
        )
        .band("linear", CutMode::Linear, None, &rows(Side::AtLeast));
    let period = bench.run();
    let of = |figure| ["a", "b", "c"].map(|id| period.of(figure, id));
    assert_eq!(of("least"), ["1", "1", "2"].map(number));
    assert_eq!(of("above"), ["0", "1", "2"].map(number));
    assert_eq!(of("most"), ["1", "2", "9"].map(number));
    assert_eq!(of("open")[0], Err(Missing::NoBand("open".into())));
    assert_eq!(of("whole"), ["10", "15", "50"].map(number));
    assert_eq!(of("marginal"), ["0", "5", "20"].map(number));
    assert_eq!(of("linear"), ["1", "1.5", "2"].map(number));
}

#[test]
fn days_are_kept_within_the_month_and_working_days_skip_holidays() {
    let bench = Bench::new()
        .figure("third", "day 3 of next period")
        .figure("last", "day 31 of next period")
        .figure("answer", "3 workdays after 2025-07-11")
        .figure("month", "2025-01-31 + 1 months")
        .figure("between", "days_between(2025-06-01, 2025-06-30)")
        .figure("work", "workdays");
    let period = bench.run();
    assert_eq!(period.of("third", "a"), date("2025-07-03"));
    assert_eq!(period.of("last", "a"), date("2025-07-31"));
    assert_eq!(period.of("answer", "a"), date("2025-07-16"));
    assert_eq!(period.of("month", "a"), date("2025-02-28"));
    assert_eq!(period.of("between", "a"), number("29"));
    // June 2025: 21 weekdays, of which the 2nd is a holiday.
    assert_eq!(period.of("work", "a"), number("20"));
}

#[test]
fn a_calendar_year_that_is_missing_is_said() {
    let bench = Bench::new().figure("x", "3 workdays after 2031-07-11");
    assert_eq!(bench.run().of("x", "a"), Err(Missing::NoCalendar(2031)));
}

#[test]
fn a_first_event_is_found_by_its_time() {
    let bench = Bench::new()
        .dates("deals", &["at"])
        .table(
            "deals",
            &["at", "customer"],
            &[
                ("a", &["2025-06-03 10:20", "x"]),
                ("a", &["2025-06-02 16:05", "y"]),
            ],
        )
        .figure("when", "min(deals.at)")
        .figure("who", "first(deals.customer order by at) == 'y'")
        .figure("late", "count(deals where at >= '2025-06-03 10:20')");
    let period = bench.run();
    assert_eq!(period.of("when", "a"), date("2025-06-02 16:05"));
    assert_eq!(period.of("who", "a"), truth(true));
    assert_eq!(period.of("late", "a"), number("1"));
}

#[test]
fn a_sum_of_unlike_ratios_stays_exact_as_long_as_it_can_and_says_when_not() {
    // 1/2 + 1/3 + … + 1/41 is exact; hundreds of unlike primes are not.
    let short: Vec<(&str, Vec<String>)> = (2..=41).map(|n| ("a", vec![n.to_string()])).collect();
    let period = Bench::new()
        .owned("t", &["n"], short)
        .figure("x", "sum(1 / t.n)")
        .run();
    let Ok(Value::Number(exact)) = period.of("x", "a") else {
        panic!("no number")
    };
    assert!(!exact.is_approximate());
    let primes = (2_u32..2000).filter(|n| (2..*n).all(|d| n % d != 0));
    let long: Vec<(&str, Vec<String>)> = primes.map(|n| ("a", vec![n.to_string()])).collect();
    let period = Bench::new()
        .owned("t", &["n"], long)
        .figure("x", "sum(1 / t.n)")
        .run();
    let Ok(Value::Number(rounded)) = period.of("x", "a") else {
        panic!("no number")
    };
    assert!(rounded.is_approximate());
}

#[test]
fn unknown_names_are_told_all_at_once_with_what_was_meant() {
    let bench = Bench::new()
        .table("deals", &["amount"], &[("a", &["5"])])
        .figure("revenue", "sum(deals.amount)")
        .figure("x", "revenu + sum(deals.amont)")
        .figure("y", "sum(deels.amount)");
    let said = bench.mistakes();
    let said: Vec<(&str, &str)> = said.iter().map(|d| (d.code, d.label.en.as_str())).collect();
    assert_eq!(
        said,
        [
            ("G101", "did you mean `revenue`?"),
            ("G103", "did you mean `amount`?"),
            ("G102", "did you mean `deals`?"),
        ]
    );
}

#[test]
fn what_cannot_be_computed_is_refused_before_data_are_read() {
    let code = |formula: &str| {
        let bench = Bench::new()
            .table("t", &["x", "kind"], &[("a", &["5", "new"])])
            .unit("yuan", "sum(t.x)", "元")
            .unit("calls", "count(t)", "次")
            .figure("loop", "circle + 1")
            .figure("circle", "loop * 2");
        let bench = if formula.is_empty() {
            bench
        } else {
            bench.without("loop").without("circle").figure("z", formula)
        };
        bench.mistakes().first().map(|d| d.code)
    };
    assert_eq!(code(""), Some("G116"));
    assert_eq!(code("yuan + calls"), Some("G115"));
    assert_eq!(code("yuan * calls"), None);
    assert_eq!(code("yuan + 'new'"), Some("G113"));
    assert_eq!(code("count(t where kind > 'a')"), Some("G114"));
    assert_eq!(
        code("count(t where kind == 5) + count(t where kind == 'a')"),
        Some("G114")
    );
    assert_eq!(code("sum(yuan)"), Some("G107"));
    assert_eq!(code("sum(t.x where x > mean(t.x))"), Some("G109"));
    assert_eq!(code("first(t.kind)"), Some("G112"));
    assert_eq!(code("count(t by kind where x > 1)"), Some("G106"));
    assert_eq!(code("nobody::total"), Some("G104"));
}

#[test]
fn replay_shows_names_values_and_rows() {
    let bench = Bench::new()
        .table("deals", &["amount"], &[("a", &["68000"]), ("b", &["1"])])
        .table("targets", &["amount"], &[("a", &["60000"])])
        .figure("revenue", "sum(deals.amount where amount > 10)")
        .figure("points", "60 * revenue / targets.amount");
    let period = bench.run();
    let step = period.explain("points", "a").unwrap();
    assert_eq!(step.formula.zh, "60 × revenue ÷ “targets”的amount");
    assert_eq!(step.substituted.zh, "60 × 68,000 ÷ 60,000");
    assert_eq!(step.steps.len(), 2);
    let revenue = &step.steps[0];
    assert_eq!(revenue.formula.zh, "“deals”中amount > 10 的amount合计");
    assert_eq!(revenue.evidence[0].rows.len(), 1);
    assert!(revenue.evidence[0].rows[0].2);
    assert_eq!(revenue.evidence[0].rows[0].0.to_string(), "deals.csv:2");
}

#[test]
fn other_peoples_values_are_never_in_an_explanation() {
    let bench = Bench::new()
        .table(
            "t",
            &["x"],
            &[("a", &["1"]), ("b", &["2"]), ("c", &["60708"])],
        )
        .figure("x", "t.x")
        .figure("share", "x / sum(x over everyone except self)");
    let step = bench.run().explain("share", "a").unwrap();
    let all = format!("{step:?}");
    assert!(all.contains("60710") || all.contains("60,710"));
    assert!(!all.contains("60708") && !all.contains("60,708"));
}

#[test]
fn weeks_begin_on_monday_and_days_know_their_month_and_year() {
    let bench = Bench::new()
        .figure("monday", "week_of(2025-06-01)")
        .figure("itself", "week_of(2025-06-02)")
        .figure("month", "month_of(period_end)")
        .figure("year", "年份(2025-12-31 + 1 days)");
    let period = bench.run();
    assert_eq!(period.of("monday", "a"), date("2025-05-26"));
    assert_eq!(period.of("itself", "a"), date("2025-06-02"));
    assert_eq!(period.of("month", "a"), number("6"));
    assert_eq!(period.of("year", "a"), number("2026"));
}
