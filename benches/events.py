#!/usr/bin/env python3
"""Measures the adding up of long tables against DuckDB and Polars: the same job, one machine, one run.

Usage: benches/events.py [--rows N] [--people N] [--runs N] [--keep DIR]

Makes 12 monthly CSVs of calls (10 million rows, 10,000 people unless said) and groups them to calls,
connected share and seconds per person and month, by turns: Meritbook as a whole process
(`examples/tally.rs`, release build), DuckDB and Polars inside a Python that has imported them
already. Compares all results, then prints the least wall and processor time of each, the peak
memory of a process, and the ratios. Wants `pip install duckdb polars` in the Python that runs it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))

POLICY = """\
policy: calls
version: {from: 2026-01}
metrics:
  all: count(calls)
  answered: count(calls where connected)
  seconds: sum(calls.seconds)
  share: answered / all
scorecard: {talk: {weight: 100, value: seconds, target: 100000}}
"""

DUCKDB = """
import sys, time, duckdb
started, worked = time.perf_counter(), time.process_time()
duckdb.sql(f'''copy (
  select agent, regexp_extract(filename, 'months/([0-9-]+)/', 1) as month, sum(connected) as connected, count(*) as calls,
         sum(seconds) as seconds
  from read_csv('{sys.argv[1]}/content/months/*/events/calls.csv', filename = true, columns =
    {{'start': 'TIMESTAMP', 'agent': 'VARCHAR', 'seconds': 'INTEGER', 'connected': 'INTEGER', 'direction': 'VARCHAR'}})
  group by all) to '{sys.argv[2]}' (header false)''')
print(time.perf_counter() - started, time.process_time() - worked)
"""

POLARS = """
import sys, time, polars as pl
started, worked = time.perf_counter(), time.process_time()
frame = (pl.scan_csv(f'{sys.argv[1]}/content/months/*/events/calls.csv', include_file_paths='file',
           schema={'start': pl.String, 'agent': pl.String, 'seconds': pl.Int64, 'connected': pl.Int64, 'direction': pl.String})
  .group_by('agent', 'file').agg(pl.sum('connected'), pl.len().alias('calls'), pl.sum('seconds'))
  .with_columns(pl.col('file').str.extract('months/([0-9-]+)/').alias('month'))
  .select('agent', 'month', 'connected', 'calls', 'seconds').collect(engine='streaming'))
frame.write_csv(sys.argv[2], include_header=False)
print(time.perf_counter() - started, time.process_time() - worked)
"""


def generate(folder, rows, people):
    """Writes a site with 12 months of calls."""
    content = folder / "content"
    (content / "people").mkdir(parents=True)
    (content / "policies").mkdir()
    (content / "site.yml").write_text("title: Calls\nlanguage: en\n")
    (content / "sources.yml").write_text("person: agent\n")
    (content / "policies/calls.yml").write_text(POLICY)
    roster = "".join(f"A{n:05},Person {n},Team {n % 100},Agent\n" for n in range(people))
    (content / "people/roster.csv").write_text("id,name,team,post\n" + roster)
    state = 1
    for month in range(1, 13):
        events = content / f"months/2026-{month:02}/events"
        events.mkdir(parents=True)
        with open(events / "calls.csv", "w") as file:
            file.write("start,agent,seconds,connected,direction\n")
            lines = []
            for row in range(rows // 12):
                state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
                chance = state >> 20
                lines.append(
                    f"2026-{month:02}-{chance % 28 + 1:02} {chance // 28 % 10 + 9:02}:{chance // 300 % 60:02}:{chance // 7 % 60:02},"
                    f"A{chance // 1000 % people:05},{chance // 11 % 400},{chance // 13 % 2},{'oi'[chance // 17 % 2]}\n"
                )
                if len(lines) == 50_000:
                    file.write("".join(lines))
                    lines.clear()
            file.write("".join(lines))


def run(command, out=None):
    """Runs a command; returns its output, wall seconds, processor seconds and peak memory in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=out or subprocess.PIPE, text=out is None)
    said = process.stdout.read() if out is None else ""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} failed")
    return said, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sorted_rows(path):
    return sorted(path.read_text().split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        site = asked.keep or Path(temporary) / "site"
        if not (site / "content").exists():
            generate(site, asked.rows, asked.people)
        found = {"Meritbook": [], "DuckDB": [], "Polars": []}
        out = {name: Path(temporary) / f"{name}.csv" for name in found}
        for _ in range(asked.runs):
            with open(out["Meritbook"], "wb") as file:
                _, *measured = run([str(TARGET / "release/examples/tally"), str(site)], file)
            found["Meritbook"].append(measured)
            for name, script in (("DuckDB", DUCKDB), ("Polars", POLARS)):
                said, _, _, peak = run([sys.executable, "-c", script, str(site), str(out[name])])
                # DuckDB draws a bar before where it takes long.
                wall, worked = said.split()[-2:]
                found[name].append((float(wall), float(worked), peak))
        rows = {name: sorted_rows(path) for name, path in out.items()}
        if not rows["Meritbook"] == rows["DuckDB"] == rows["Polars"]:
            sys.exit("the results differ")
    size = sum(f.stat().st_size for f in site.glob("content/months/*/events/*")) if asked.keep else 0
    least = {name: [min(column) for column in zip(*runs)] for name, runs in found.items()}
    print(f"{len(rows['DuckDB'])} rows of results, the same from all three; {asked.runs} runs each" + (f"; {size / 1e6:.0f} MB" if size else ""))
    print("| | wall, s (least) | processor, s (least) | peak, MiB |\n|---|--:|--:|--:|")
    for name, runs in found.items():
        wall, worked, _ = least[name]
        print(f"| {name} | {wall:.2f} | {worked:.2f} | {max(peak for *_, peak in runs):.0f} |")
    for at, what in enumerate(["wall", "processor"]):
        faster = min(least["DuckDB"][at], least["Polars"][at])
        print(f"\nMeritbook takes {least['Meritbook'][at] / faster:.2f} of the {what} time of the faster of the two.")


if __name__ == "__main__":
    main()
