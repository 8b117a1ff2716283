#!/usr/bin/env python3
"""Measures `check` of the whole library of policies with twelve months of data.

Usage: benches/library.py [--people N] [--keep FOLDER] [--program PATH]

Puts every policy of `library/` into one site. The data are those of the golden cases: one month of each
is repeated for the twelve months of 2026, its people are copied until there are about N (1,000), and
blank parameters are filled as its `fill.txt` says. Tables of one name become one table with the
columns of all. Prints wall and CPU seconds (the least of five runs) and what was bound. Wants the
release build. Standard library only; Linux and macOS.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
DAY = re.compile(r"20\d\d-\d\d-(\d\d)")


def cases():
    """The golden cases that read the library: for each set of policies the first by name."""
    taken = set()
    for case in sorted((ROOT / "tests/golden").iterdir()):
        listed = case / "policies.txt"
        if not listed.is_file():
            continue
        policies = [line for line in listed.read_text("utf-8").split() if line.endswith(".yml")]
        if not set(policies) <= taken:
            taken |= set(policies)
            yield case


def filled(text, name, value):
    """Gives a blank parameter its value: `a.b` is the key b under the key a."""
    start, end = 0, len(text)
    for key in name.split("."):
        found = re.compile(rf"(?<![^\s{{]){re.escape(key)}:(?=\s)").search(text, start, end)
        if not found:
            return text
        start = found.end()
        line = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", start)
        if not text[line : found.start()].strip():
            indent = found.start() - line
            while end < len(text):
                stop = text.find("\n", end + 1)
                stop = len(text) if stop < 0 else stop
                following = text[end + 1 : stop]
                if following.strip() and len(following) - len(following.lstrip()) <= indent:
                    break
                end = stop
    blank = re.compile(r"value:(?=\s*[,}\n])").search(text, start, end)
    at = blank.end() if blank else start
    return f"{text[:at]} {value}{text[at:]}" if re.match(r"\s*[,}\n]", text[at:]) else text


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_library(site):
    folder = site / "content/policies"
    shutil.copytree(ROOT / "library", folder)
    for case in cases():
        fill = case / "fill.txt"
        for line in fill.read_text("utf-8").splitlines() if fill.is_file() else []:
            parts = line.split(None, 2)
            if len(parts) == 3 and not line.startswith("#") and " -> " not in line:
                policy, name, value = parts
                for path in folder.rglob("*.yml"):
                    if policy in (path.stem, path.parent.name):
                        path.write_text(filled(path.read_text("utf-8"), name, value), "utf-8")


def write_data(site, people):
    roster, roster_heads, tables, sources = [], ["工号"], {}, "tables:\n"
    teams = {}
    for number, case in enumerate(cases()):
        content = case / "content"
        declared = content / "sources.yml"
        if declared.is_file():
            sources += declared.read_text("utf-8").split("tables:\n", 1)[1]
        files = {}
        for path in sorted((content / "months").glob("*/*.csv")) + list((content / "tables").glob("*.csv")):
            if len(rows(path)) > 1 or path.stem not in files:
                files[path.stem] = path
        people_file = content / "people/roster.csv"
        listed = rows(people_file)
        heads, persons = listed[0], listed[1:]
        for head in heads:
            if head not in roster_heads:
                roster_heads.append(head)
        ids = {person[heads.index("工号")] for person in persons}
        mark = f"C{number:02}"
        copies = list(range(max(1, round(people / 60 / max(1, len(ids))))))
        for copy in copies:
            for person in persons:
                cells = dict(zip(heads, person))
                cells["工号"] = f"{mark}-{copy}-{cells['工号']}"
                roster.append(cells)
        team_file = content / "people/teams.csv"
        for line in rows(team_file)[1:] if team_file.is_file() else []:
            teams[line[0]] = line + [""] * (3 - len(line))
        for path in files.values():
            lines = rows(path)
            if not lines:
                continue
            head = lines[0]
            heads_of, all_rows = tables.setdefault(path.stem, ([], []))
            for name in head:
                if name not in heads_of:
                    heads_of.append(name)
            for line in lines[1:]:
                cells = dict(zip(head, line))
                personal = [key for key, cell in cells.items() if cell in ids]
                if "工号" in head and cells["工号"] not in ids:
                    continue
                for copy in copies if personal else [0]:
                    all_rows.append(cells | {key: f"{mark}-{copy}-{cells[key]}" for key in personal})
    def put(path, heads, lines):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heads)
            writer.writerows([line.get(head, "") for head in heads] for line in lines)
    for person in roster:
        team = person.get("团队", "")
        if team and team not in [known for line in teams.values() for known in line[:2]]:
            teams[team] = [team, team, ""]
    content = site / "content"
    put(content / "people/roster.csv", roster_heads, roster)
    put(content / "people/teams.csv", ["团队编号", "团队名称", "上级团队"],
        [dict(zip(["团队编号", "团队名称", "上级团队"], team)) for team in teams.values()])
    (content / "sources.yml").write_text(sources, "utf-8")
    count = 0
    for month in MONTHS:
        def moved(cell):
            return DAY.sub(lambda day: f"{month}-{min(28, int(day[1])):02}", cell)
        for name, (heads, lines) in tables.items():
            # A quarter's tables come with its last month, a year's with December.
            every = 12 if "年" in name else 3 if "季" in name or name == "档案检查" else 1
            if int(month[5:]) % every:
                continue
            put(content / f"months/{month}/{name}.csv", heads,
                [{key: moved(cell) for key, cell in line.items()} for line in lines])
            count += len(lines)
    (content / "site.yml").write_text("title: 制度库\norganisation: 致远集团\nlanguage: zh-CN\n", "utf-8")
    shutil.copy(ROOT / "content/calendar.yml", content / "calendar.yml")
    return len(roster), len(tables), count


def timed(command):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    return (time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss), status, said


def main(arguments):
    people, keep, program = 1000, None, TARGET / "release/meritbook"
    while arguments:
        argument = arguments.pop(0)
        if argument == "--people":
            people = int(arguments.pop(0))
        elif argument == "--keep":
            keep = Path(arguments.pop(0))
        elif argument == "--program":
            program = Path(arguments.pop(0))
        else:
            sys.exit(__doc__)
    folder = keep or Path(tempfile.mkdtemp(prefix="meritbook-library-"))
    try:
        if keep:
            shutil.rmtree(folder, ignore_errors=True)
        write_library(folder)
        found, tables, lines = write_data(folder, people)
        policies = len(list((folder / "content/policies").rglob("*.yml")))
        runs = [timed([str(program), "--site", str(folder), "--lang", "en", "check"]) for _ in range(5)]
        (wall, cpu, peak), status, said = min(runs)
        if os.waitstatus_to_exitcode(status) != 0:
            errors = re.findall(r"^error.*(?:\n.*){3}", said, re.M)
            sys.exit("\n".join(errors[:20]) or said[-3000:])
        print(f"{policies} policies, {found} people, {tables} tables a month, {lines:,} rows in {len(MONTHS)} months")
        print(f"check: {wall:.2f} s wall, {cpu:.2f} s CPU, {peak / 1024:.0f} MiB")
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
