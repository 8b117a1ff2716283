//! Damages that know nothing of what a file holds.

use super::super::demo::maker::company::chance::Chance;

/// Flips a bit, deletes or inserts bytes, or cuts the file short; `None` for an empty file.
pub fn damage(was: &[u8], chance: &mut Chance) -> Option<(String, Option<Vec<u8>>)> {
    let last = i64::try_from(was.len()).ok()?.checked_sub(1)?;
    let at = usize::try_from(chance.between(0, last)).ok()?;
    let mut bytes = was.to_vec();
    let what = match chance.between(1, 20) {
        1..=8 => {
            let bit = chance.between(0, 7);
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at} flipped")
        }
        9..=13 => {
            let count = usize::try_from(chance.between(1, 9))
                .ok()?
                .min(bytes.len() - at);
            bytes.drain(at..at + count);
            format!("{count} bytes deleted at {at}")
        }
        14..=16 => {
            let drawn: Vec<u8> = (0..chance.between(1, 5))
                .map(|_| chance.draw() as u8)
                .collect();
            let what = format!("{drawn:?} inserted at {at}");
            bytes.splice(at..at, drawn);
            what
        }
        17 | 18 => {
            let sign = chance.pick(SIGNS)?;
            bytes.splice(at..at, sign.iter().copied());
            format!("{:?} inserted at {at}", String::from_utf8_lossy(sign))
        }
        _ => {
            bytes.truncate(at);
            format!("cut short at byte {at}")
        }
    };
    Some((what, Some(bytes)))
}

/// What means something to one reader or another.
const SIGNS: &[&[u8]] = &[
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\0",
    b"\t",
    b"\r",
    b"\"",
    b"'",
    b"{",
    b"[[[[",
    b"&a *a ",
    b"- ",
    b"=1+1",
    "：".as_bytes(),
    "（".as_bytes(),
    b"99999999999999999999999999999999999999999999999999999999999999999",
];
