#!/usr/bin/env python3
"""Measures a whole build of synthetic companies: CPU seconds, wall, peak memory, pages, bytes.

Usage: benches/measure.py [--instructions] [--runs N] PEOPLExMONTHS …
       benches/measure.py 1000x12 4000x12 1000x6 1000x24

Wants the release build of the program (`cargo build --release`) and makes the companies with the
example `company`. CPU seconds are user and system time over all threads, the least of N runs (2)
into a new folder; "again" is a second build in the same folder, where nothing has changed;
with --instructions valgrind counts instructions instead (slow, but the same on a busy machine).
Prints a Markdown table for docs/performance.md. Standard library only; Linux and macOS.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PROGRAM = TARGET / "release" / "meritbook"


@dataclass
class Measured:
    """What one build cost and gave."""

    people: int
    months: int
    cpu: float
    wall: float
    peak: int
    again: float
    pages: int
    bytes: int
    instructions: int


def generate(people, months, folder):
    """Writes a synthetic company into `folder`/content."""
    command = ["cargo", "run", "--quiet", "--example", "company", "--"]
    command += ["--people", str(people), "--months", str(months), "--seed", "1", "--out", str(folder / "content")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def timed(command):
    """Runs a command; returns its CPU seconds, wall seconds and peak memory in KiB."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{said}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss


def twice(command, out):
    """Builds a site anew, then once more; returns the cost of the first and the second's CPU seconds."""
    shutil.rmtree(out, ignore_errors=True)
    first = timed(command)
    return first, timed(command)[0]


def counted(command):
    """Runs a command under valgrind; returns how many instructions it took."""
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(valgrind + command, capture_output=True, text=True, check=True)
    return int(re.search(r"I\s+refs:\s+([\d,]+)", done.stderr).group(1).replace(",", ""))


def measure(people, months, runs=2, instructions=False):
    """Makes a company, builds its site, and returns what it cost."""
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there; run `cargo build --release` first")
    folder = Path(tempfile.mkdtemp(prefix="meritbook-measure-"))
    try:
        generate(people, months, folder)
        out = folder / "public"
        command = [str(PROGRAM), "--site", str(folder), "build", "-o", str(out)]
        if instructions:
            cost, again, took = (0.0, 0.0, 0), 0.0, counted(command)
        else:
            cost, again = min(twice(command, out) for _ in range(runs))
            took = 0
        files = [path for path in out.rglob("*") if path.is_file()]
        pages = sum(1 for path in files if path.suffix == ".html")
        size = sum(path.stat().st_size for path in files)
        return Measured(people, months, *cost, again, pages, size, took)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def row(m):
    """Writes one line of the table."""
    peak = m.peak / 1024 if sys.platform != "darwin" else m.peak / 1024 / 1024
    counted = f"{m.instructions / 1e9:.2f} G" if m.instructions else "–"
    return (
        f"| {m.people:,} × {m.months} | {m.cpu:.2f} s | {m.wall:.2f} s | {m.again:.2f} s | {peak:.0f} MiB "
        f"| {m.pages:,} | {m.bytes / 1e6:.1f} MB | {counted} |"
    )


def main(arguments):
    runs, instructions, sizes = 2, False, []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--instructions":
            instructions = True
        elif argument == "--runs":
            runs = int(arguments.pop(0))
        else:
            sizes.append(tuple(map(int, argument.split("x"))))
    print("| people × months | CPU | wall | CPU again | peak memory | pages | bytes | instructions |")
    print("|---|---|---|---|---|---|---|---|")
    for people, months in sizes or [(1000, 12)]:
        print(row(measure(people, months, runs, instructions)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
