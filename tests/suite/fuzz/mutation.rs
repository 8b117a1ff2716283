//! Inputs that nobody wrote: seeds with bits flipped, pieces cut, doubled, moved from one to
//! another, and words put in that mean something to one reader or another.

use std::io::{Cursor, Read, Write};

use super::super::demo::maker::company::chance::Chance;
use super::bodies::LONGEST;

/// What means something to one reader or another.
const WORDS: &[&str] = &[
    "\u{feff}",
    "\0",
    "\t",
    "\r\n",
    "\n",
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "|",
    "{",
    "}",
    "[[[[",
    "]",
    "(",
    ")",
    "&a ",
    "*a",
    "<<: *a",
    "- ",
    "? ",
    ": ",
    "!!str ",
    "|\n  ",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "# ",
    "~",
    "：",
    "（",
    "工号",
    "姓名",
    "月份",
    "合计",
    "2026-10-31 23:59",
    "2026-10-31T23:30:00+08:00",
    "03/04/2026",
    "20261301",
    "0000-00-00",
    "1e999",
    "1E+11",
    "-0",
    "0x10",
    "1,23",
    "12%",
    "1.5万",
    "¥",
    "(1,234)",
    "99999999999999999999999999999999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000000000000000000000000001",
    "1/0",
    " / 0",
    " ^ 2",
    " ** ",
    " == ",
    " = ",
    " and ",
    " or ",
    "not ",
    " in [1, 'a']",
    "if ",
    " then ",
    " else ",
    "sum(",
    "count(通话 where ",
    "mean(通话.秒数",
    "max(",
    "distinct(",
    " by 工号",
    " order by 时间",
    "previous(",
    "last 3 ",
    "initially 0",
    "next ",
    "round(",
    "2026-02-30",
    " + 3 months",
    "day 31 of next period",
    "all rows of ",
    "scorecard:\n",
    "weight: 100",
    "value: ",
    "of: {",
    "less: {each: 5}",
    "raters: {",
    "bands:\n",
    "awards:\n",
    "pay:\n",
    "ladder:\n",
    "examples:\n",
    "clauses:\n",
    "parameters:\n",
    "history: {2026-01: 1}",
    "subject: team",
    "period: quarter",
    "from_day: 26",
    "missing: zero",
    "<c r=\"A1\" t=\"s\"><v>0</v></c>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"4294967295\">",
    "t=\"s\"",
    "t=\"inlineStr\"",
    "<v>99999999999</v>",
    "<v>1e400</v>",
    "<f>1/0</f>",
    "&#0;",
    "&amp;",
    "<![CDATA[",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<mergeCell ref=\"A1:XFD1\"/>",
    "</sheetData>",
];

/// Changes one of the seeds, in up to five ways; `packed` where they may be archives.
pub fn changed(seeds: &[Vec<u8>], packed: bool, chance: &mut Chance) -> Vec<u8> {
    let seed = chance.pick(seeds).expect("seeds");
    // A bit of an archive breaks its sums, and no reader sees the rest: mostly a part is changed.
    let parted = packed && seed.starts_with(b"PK") && chance.happens(75);
    if let Some(bytes) = parted.then(|| part_changed(seed, chance)).flatten() {
        return bytes;
    }
    let mut bytes = seed.clone();
    for _ in 0..chance.between(1, 5) {
        change(&mut bytes, seeds, chance);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Chance) {
    let at = below(bytes.len() + 1, chance);
    let to = (at + below(1 + 64.min(bytes.len() - at), chance)).min(bytes.len());
    match chance.between(1, 14) {
        1..=3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.between(0, 7);
            }
        }
        4 => drop(bytes.drain(at..to)),
        5 => bytes.truncate(at),
        6..=9 => {
            let word = chance.pick(WORDS).expect("words");
            // Put in, or in place of something.
            let to = if chance.happens(50) { at } else { to };
            bytes.splice(at..to, word.bytes());
        }
        10 => {
            let piece = bytes[at..to].to_vec();
            bytes.splice(at..at, piece);
        }
        11 => {
            // The same piece over and over: depth and length.
            let piece = bytes[at..to.min(at + 8)].to_vec();
            let times = 1 << chance.between(1, 12);
            bytes.splice(at..at, piece.repeat(times));
        }
        12 | 13 => {
            let other = chance.pick(seeds).expect("seeds");
            let from = below(other.len() + 1, chance);
            let until = (from + below(512, chance)).min(other.len());
            bytes.splice(at..to, other[from..until].iter().copied());
        }
        _ => {
            let drawn = (0..chance.between(1, 9)).map(|_| chance.draw() as u8);
            let drawn: Vec<u8> = drawn.collect();
            bytes.splice(at..at, drawn);
        }
    }
}

fn below(limit: usize, chance: &mut Chance) -> usize {
    let last = i64::try_from(limit).unwrap_or(1) - 1;
    usize::try_from(chance.between(0, last)).unwrap_or(0)
}

/// Changes one file inside an archive and packs it anew; `None` for what is none.
fn part_changed(archive: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut was = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..was.len() {
        let mut file = was.by_index(index).ok()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        parts.push((file.name().ok()?.into_owned(), bytes));
    }
    let all: Vec<Vec<u8>> = parts.iter().map(|(_, bytes)| bytes.clone()).collect();
    let which = below(parts.len(), chance);
    for _ in 0..chance.between(1, 4) {
        change(&mut parts.get_mut(which)?.1, &all, chance);
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).ok()?;
        archive.write_all(&bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
