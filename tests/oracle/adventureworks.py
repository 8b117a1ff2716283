#!/usr/bin/env python3
"""Works out the AdventureWorks month a second time, without Meritbook.

Usage: python3 adventureworks.py FOLDER [--exact]

FOLDER holds orders.csv, targets.csv (both UTF-16 with BOM) and people.csv (UTF-8). Prints one line
a seller in the columns of expected.csv: those with a target ranked, those without one listed at the
end with no rank, no plan and nothing that rests on it. All numbers are exact fractions of the
cells' text; nothing is rounded but where the policy says so or a digit is shown. With --exact the
fractions themselves are printed (`11381933/50`), shares as shares and not in percent.
"""

import csv
import sys
from fractions import Fraction
from pathlib import Path

CAP = Fraction("1.20")
COMMISSION = [  # the whole of sales, by completion, from the highest step down
    (Fraction("1.2"), Fraction("0.015")),
    (Fraction("1"), Fraction("0.012")),
    (Fraction("0.8"), Fraction("0.008")),
    (Fraction("0.5"), Fraction("0.004")),
]
COLUMNS = (
    "rank id name sales plan completion_pct orders resellers margin_pct loss_orders plan_points "
    "order_points reseller_points margin_points deduction total rate_pct commission"
).split()


def half_up(number, digits=2):
    """Rounds to `digits` places, halves away from zero."""
    scaled = abs(number) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-whole if number < 0 else whole, 10**digits)


def shown(number):
    """Writes a number with two decimals."""
    cents = int(half_up(number) * 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def read(path):
    """Returns a CSV file's rows as dictionaries; UTF-16 where its mark says so, else UTF-8."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def measure(person, orders, target):
    """Returns what can be said of one seller alone, without the others."""
    mine = [row for row in orders if row["EmployeeKey"] == person["EmployeeKey"]]
    sales = sum((Fraction(row["SalesAmount"]) for row in mine), Fraction(0))
    profits = {}
    for row in mine:
        profit = Fraction(row["SalesAmount"]) - Fraction(row["TotalProductCost"])
        number = row["SalesOrderNumber"]
        profits[number] = profits.get(number, Fraction(0)) + profit
    plan = None if target is None else target * 1000
    return {
        "id": person["EmployeeID"],
        "name": person["Name"],
        "sales": sales,
        "plan": plan,
        "completion": sales / plan if plan else None,
        "orders": len(profits),
        "resellers": len({row["ResellerKey"] for row in mine}),
        "margin": sum(profits.values()) / sales if sales else None,
        "loss_orders": sum(1 for profit in profits.values() if profit < 0),
    }


def score(seller, most_orders, most_resellers):
    """Adds points, deduction, total and commission; those without a target get none that need it."""
    completion, margin = seller["completion"], seller["margin"]
    share = Fraction(0) if margin is None else min(max(margin / Fraction("0.06"), Fraction(0)), Fraction(1))
    points = {
        "plan_points": None if completion is None else half_up(50 * min(completion, CAP)),
        "order_points": half_up(Fraction(20 * seller["orders"], most_orders)) if most_orders else Fraction(0),
        "reseller_points": half_up(Fraction(15 * seller["resellers"], most_resellers)) if most_resellers else Fraction(0),
        "margin_points": half_up(15 * share),
    }
    deduction = min(Fraction("0.5") * seller["loss_orders"], Fraction(6))
    total = None
    rate = None
    if completion is not None:
        total = max(sum(points.values()) - deduction, Fraction(0))
        rate = next((rate for step, rate in COMMISSION if completion >= step), Fraction(0))
    commission = None if rate is None else half_up(seller["sales"] * rate)
    return seller | points | {"deduction": deduction, "total": total, "rate": rate, "commission": commission}


def assess(folder, period):
    """Returns the sellers of a month, those with a total first and from the highest down."""
    year, month = period.split("-")
    orders = read(folder / "orders.csv")
    targets = {}
    for row in read(folder / "targets.csv"):
        if row["Year"] == year and row[f"M{month}"].strip() not in ("-", ""):
            targets[row["EmployeeID"]] = Fraction(row[f"M{month}"])
    people = read(folder / "people.csv")
    sellers = [measure(person, orders, targets.get(person["EmployeeID"])) for person in people]
    most_orders = max(seller["orders"] for seller in sellers)
    most_resellers = max(seller["resellers"] for seller in sellers)
    sellers = [score(seller, most_orders, most_resellers) for seller in sellers]
    for seller in sellers:
        seller["rank"] = None
        if seller["total"] is not None:
            above = [s for s in sellers if s["total"] is not None and s["total"] > seller["total"]]
            seller["rank"] = len(above) + 1
    return sorted(sellers, key=lambda s: (s["rank"] is None, s["rank"] or 0, s["id"]))


SHARES = {"completion_pct": "completion", "margin_pct": "margin", "rate_pct": "rate"}


def line(seller, exact):
    """Writes one seller as the cells of a line."""
    cells = []
    for column in COLUMNS:
        value = seller[SHARES.get(column, column)]
        if exact and isinstance(value, Fraction):
            cells.append(str(value))
        elif isinstance(value, Fraction):
            cells.append(shown(value * 100 if column in SHARES else value))
        else:
            cells.append("" if value is None else str(value))
    return cells


def main(arguments):
    exact = "--exact" in arguments
    folder = Path(next(argument for argument in arguments if argument != "--exact"))
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows(line(seller, exact) for seller in assess(folder, "2020-06"))


if __name__ == "__main__":
    main(sys.argv[1:])
