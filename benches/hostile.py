#!/usr/bin/env python3
"""Measures what files made to exhaust cost: each is checked in a site of its own.

Usage: benches/hostile.py [--program PATH] [--only WORD] [--limit MIB]

Makes zip bombs, sheets without end, nests, aliases, lines and numbers of any length and long chains of
formulas, runs `meritbook check` on each with 1 GiB of address space, and prints processor seconds, wall seconds, peak memory and what was said. Exits with 1
where one goes down, or takes over 2 s of the processor or 512 MiB. Wants the release build. Standard
library only; Linux.
"""

import argparse
import io
import os
import re
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MONTH = "months/2026-10"

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def packed(files):
    """An archive; a part is text, or a piece and how often it is repeated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            with archive.open(name, "w") as file:
                if isinstance(part, str):
                    file.write(part.encode())
                else:
                    before, piece, times, after = part
                    file.write(before.encode())
                    block = piece.encode() * 1000
                    for _ in range(times // 1000):
                        file.write(block)
                    file.write(after.encode())
    return out.getvalue()


def xlsx(sheet, strings="<sst/>"):
    return packed({
        "[Content_Types].xml": TYPES, "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS,
        "xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet,
    })


def ods(content):
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def repeated_ods(rows, columns):
    return ods(
        f'<office:document-content xmlns:office="{OPEN}office:1.0" xmlns:table="{OPEN}table:1.0" xmlns:text="{OPEN}text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )


def circular_xls():
    """An old workbook whose sectors lead back to themselves."""
    data = bytearray((ROOT / "tests/intake/plain.xls").read_bytes())
    first = struct.unpack_from("<I", data, 76)[0]
    at = 512 + first * 512
    for index in range(128):
        struct.pack_into("<I", data, at + 4 * index, index)
    return bytes(data)


def endless_xls():
    """An old workbook with 60 MB of nothing behind it."""
    return (ROOT / "tests/intake/plain.xls").read_bytes() + bytes(60 << 20)


def aliases():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 12):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


def policy(body):
    return f"policy: p\nversion: {{from: 2026-10}}\n{body}"


def item(formula):
    return policy(f"scorecard:\n  项: {{weight: 100, value: '{formula}'}}\n")


def chain(count, formula):
    metrics = "".join(f"  a{n}: {formula.format(f'a{n - 1}')}\n" for n in range(1, count))
    return policy(f"metrics:\n  a0: 3\n{metrics}scorecard:\n  项: {{weight: 100, value: a{count - 1}}}\n")


P = "policies/p.yml"
CASES = {
    "XLSX: 430 MB of zeros in a picture": (f"{MONTH}/a.xlsx", lambda: packed({"xl/media/a.png": ("", "\0" * 1000, 430_000, "")})),
    "XLSX: 20 million shared strings": (f"{MONTH}/a.xlsx", lambda: xlsx("<worksheet/>", ("<sst>", "<si><t>a</t></si>", 20_000_000, "</sst>"))),
    "XLSX: a cell in the millionth column": (f"{MONTH}/a.xlsx", lambda: xlsx('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="BDWGN1"><v>1</v></c></row></sheetData></worksheet>')),
    "XLSX: a cell in the last row": (f"{MONTH}/a.xlsx", lambda: xlsx('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>')),
    "XLSX: 5 million cells": (f"{MONTH}/a.xlsx", lambda: xlsx(("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 5_000_000, "</sheetData></worksheet>"))),
    "XLSX: a million elements in each other": (f"{MONTH}/a.xlsx", lambda: xlsx(("", "<a>", 1_000_000, ""))),
    "ODS: rows and columns repeated": (f"{MONTH}/a.ods", lambda: repeated_ods(1_048_576, 1_500)),
    "ODS: 4 billion rows": (f"{MONTH}/a.ods", lambda: repeated_ods(4_000_000_000, 2)),
    "ODS: a million elements in each other": (f"{MONTH}/a.ods", lambda: ods(("", "<a>", 1_000_000, ""))),
    "XLS: sectors that lead in circles": (f"{MONTH}/a.xls", circular_xls),
    "XLS: 60 MB of nothing behind it": (f"{MONTH}/a.xls", endless_xls),
    "CSV: one line of 60 MB": (f"{MONTH}/a.csv", lambda: "x" * (60 << 20)),
    "CSV: one cell of 60 MB, never closed": (f"{MONTH}/a.csv", lambda: 'a,b\n1,"' + "x" * (60 << 20)),
    "CSV: a million columns": (f"{MONTH}/a.csv", lambda: ",".join(f"c{n}" for n in range(1_000_000))),
    "CSV: 3.2 million rows": (f"{MONTH}/a.csv", lambda: "工号\n" + "1\n" * 3_200_000),
    "CSV: 60 MB of separators": (f"{MONTH}/a.csv", lambda: "工号,a\n" + "," * (60 << 20)),
    "events: one line of 200 MB": (f"{MONTH}/events/a.csv", lambda: "工号,秒\n0001," + "9" * (200 << 20)),
    "events: a quote never closed": (f"{MONTH}/events/a.csv", lambda: '工号,秒\n0001,1\n0001,"' + "9\n" * (50 << 20)),
    "events: 2 million different strangers": (f"{MONTH}/events/a.csv", lambda: "工号,秒\n" + "".join(f"X{n:07},1\n" for n in range(2_000_000))),
    "JSON lines: a million keys": (f"{MONTH}/a.jsonl", lambda: "{" + ",".join(f'"c{n}":1' for n in range(1_000_000)) + "}"),
    "JSON lines: a million brackets": (f"{MONTH}/a.jsonl", lambda: '{"a":' + "[" * 1_000_000),
    "JSON lines: one text of 60 MB": (f"{MONTH}/a.jsonl", lambda: '{"a":"' + "x" * (60 << 20)),
    "YAML: aliases that multiply": (P, aliases),
    "YAML: a million brackets": ("sources.yml", lambda: "[" * 1_000_000),
    "YAML: 100,000 levels of indentation": ("sources.yml", lambda: "\n".join(" " * (n % 700) + "a:" for n in range(5_000))),
    "YAML: a policy with 100,000 keys": (P, lambda: policy("".join(f"k{n}: 1\n" for n in range(100_000)))),
    "YAML: a scorecard of 50,000 items": (P, lambda: policy("scorecard:\n" + "".join(f"  i{n}: {{weight: 1, value: 1}}\n" for n in range(50_000)))),
    "YAML: one text of 7 MB": (P, lambda: policy("title: " + "字" * 2_400_000)),
    "formula: 100,000 terms": (P, lambda: item(" + ".join(["1"] * 100_000))),
    "formula: 100,000 brackets": (P, lambda: item("(" * 100_000)),
    "formula: 550 powers of long numbers": (P, lambda: item(" * ".join(["9" * 60] * 290))),
    "formula: a number of a million digits": (P, lambda: item("9" * 1_000_000)),
    "formula: 1e999999999": (P, lambda: item("1e999999999")),
    "formulas: 20,000 in a chain": (P, lambda: chain(20_000, "{0} + 1")),
    "formulas: 2,000 squares of squares": (P, lambda: chain(2_000, "{0} * {0}")),
    "formulas: 2,000 that refer twice": (P, lambda: chain(2_000, "{0} / 7 + {0} / 11")),
    "numbers of a million digits in cells": (f"{MONTH}/a.csv", lambda: "工号,额\n0001," + "9" * 1_000_000 + "\n"),
}
READS_A = policy("scorecard:\n  项: {weight: 100, value: sum(a.秒)}\n")
READS_NUMBERS = policy("scorecard:\n  项: {weight: 100, value: sum(a.额)}\n")


def check(program, name, path, make, limit):
    """Checks a site with the file; returns what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"site.yml": "title: x\norganisation: x\n", "people/roster.csv": "工号,姓名\n0001,张三\n"}
        if "events" in path:
            files["policies/q.yml"] = READS_A
        if "numbers" in name:
            files["policies/q.yml"] = READS_NUMBERS
        # A process of its own makes the file: what this one has held would count as the program's peak.
        maker = os.fork()
        if maker == 0:
            for within, text in {**files, path: make()}.items():
                file = Path(folder, "content", within)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text if isinstance(text, bytes) else text.encode())
            os._exit(0)
        os.waitpid(maker, 0)
        started = time.perf_counter()
        process = subprocess.Popen(
            [program, "--site", folder, "--lang", "en", "check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit << 20, limit << 20)),
        )
        said = process.stdout.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    return said, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(TARGET / "release/meritbook"))
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=int, default=1024, help="address space of the process, in MiB")
    asked = parser.parse_args()
    failed = []
    print("| file | processor | wall | peak memory | said |\n|---|--:|--:|--:|---|")
    for name, (path, make) in CASES.items():
        if asked.only not in name:
            continue
        said, status, cpu, wall, peak = check(asked.program, name, path, make, asked.limit)
        codes = list(dict.fromkeys(re.findall(r"\[([A-Z]\d{3})\]", said)))
        print(f"| {name} | {cpu:.2f} s | {wall:.2f} s | {peak:.0f} MiB | {', '.join(codes[:3]) or 'fine'} |", flush=True)
        if status not in (0, 1) or "panicked" in said or cpu > 2 or peak > 512:
            failed.append(f"{name}: status {status}, {cpu:.2f} s, {peak:.0f} MiB\n{said[-500:]}")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
