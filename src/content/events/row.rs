//! A row of an event file that needs no decoding: where it ends and what its cells are, found in
//! one pass over its bytes, eight at a time.

use super::super::table::tidy;

/// Where a row ends and how many cells it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// How many bytes it has, its line end not among them.
    pub length: usize,
    /// Whether a line end follows; else the bytes end there.
    pub closed: bool,
    /// How many cells it has.
    pub cells: usize,
}

/// Cuts the first row of some bytes, quotation marks being letters like others. `cells` gets those
/// at the `wanted` columns (counted from 0, rising), trimmed.
pub(super) fn cut<'r>(
    bytes: &'r [u8],
    separator: u8,
    wanted: &[usize],
    cells: &mut Vec<&'r [u8]>,
) -> Cut {
    cells.clear();
    let (separators, newlines) = (eight(separator), eight(b'\n'));
    let mut wanted = wanted.iter().copied();
    let mut want = wanted.next();
    let (mut at, mut column, mut start) = (0, 0, 0);
    loop {
        let (word, rest) = word(bytes, at);
        let closes = zeros(word ^ newlines) | rest;
        let mut ends = zeros(word ^ separators) | closes;
        while ends != 0 {
            let end = at + ends.trailing_zeros() as usize / 8;
            if want == Some(column) {
                cells.push(trimmed(bytes.get(start..end).unwrap_or_default()));
                want = wanted.next();
            }
            column += 1;
            start = end + 1;
            // Of the places that are left in the word the lowest is at hand.
            if closes & ends & ends.wrapping_neg() != 0 {
                return Cut {
                    length: end,
                    closed: end < bytes.len(),
                    cells: column,
                };
            }
            ends &= ends - 1;
        }
        at += 8;
    }
}

/// Returns eight bytes as a number, the first the lowest, zeros for those that are beyond the last;
/// and where that is so, the mark of [`zeros`] at the first beyond.
fn word(bytes: &[u8], at: usize) -> (u64, u64) {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(word) = rest.first_chunk() {
        return (u64::from_le_bytes(*word), 0);
    }
    let byte = |word: u64, byte: &u8| word << 8 | u64::from(*byte);
    (rest.iter().rev().fold(0, byte), 0x80 << (8 * rest.len()))
}

/// Eight times the same byte.
fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Sets the highest bit of each of eight bytes that is zero, and no other.
fn zeros(word: u64) -> u64 {
    let low = eight(0x7f);
    !(((word & low) + low) | word | low)
}

/// Trims a cell, also of the `\r` before a line end; most need none.
#[inline]
fn trimmed(cell: &[u8]) -> &[u8] {
    let plain = |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii_alphanumeric());
    if plain(cell.first()) && plain(cell.last()) {
        return cell;
    }
    match std::str::from_utf8(cell) {
        Ok(text) => tidy(text).as_bytes(),
        Err(_) => cell.strip_suffix(b"\r").unwrap_or(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`cut`] finds, written as `cells|length|closed`.
    fn said(bytes: &str, separator: u8, wanted: &[usize]) -> String {
        let mut cells = Vec::new();
        let cut = cut(bytes.as_bytes(), separator, wanted, &mut cells);
        let cells: Vec<_> = cells.into_iter().map(String::from_utf8_lossy).collect();
        let end = if cut.closed { "closed" } else { "open" };
        format!(
            "{} of {} in {} {end}",
            cells.join("|"),
            cut.cells,
            cut.length
        )
    }

    #[test]
    fn rows_are_cut_where_they_end() {
        for (bytes, separator, wanted, expected) in [
            ("a,bb,ccc\nd,e", b',', [0, 2], "a|ccc of 3 in 8 closed"),
            ("a,bb,ccc", b',', [0, 2], "a|ccc of 3 in 8 open"),
            (
                "0001, 张三 ,12345678901\r\n",
                b',',
                [1, 2],
                "张三|12345678901 of 3 in 26 closed",
            ),
            (",,\n", b',', [0, 1], "| of 3 in 2 closed"),
            ("\n1,2\n", b',', [0, 1], " of 1 in 0 closed"),
            ("1;2,5;x\n", b';', [1, 2], "2,5|x of 3 in 7 closed"),
            (
                "12345678,12345678\n",
                b',',
                [0, 1],
                "12345678|12345678 of 2 in 17 closed",
            ),
            (
                "a\tb\tc\td\te\tf\tg\th\n",
                b'\t',
                [3, 7],
                "d|h of 8 in 15 closed",
            ),
            ("", b',', [0, 1], " of 1 in 0 open"),
        ] {
            assert_eq!(said(bytes, separator, &wanted), expected, "{bytes:?}");
        }
    }

    #[test]
    fn every_byte_but_separator_and_line_end_is_a_letter() {
        for byte in 0..=u8::MAX {
            // Neighbours of the bytes sought must not be taken for them, wherever they stand.
            let bytes = [byte, b',', byte, byte, b',', b',', byte, byte, byte, b'\n'];
            let mut cells = Vec::new();
            let cut = cut(&bytes, b',', &[], &mut cells);
            match byte {
                b'\n' => assert_eq!((cut.cells, cut.length), (1, 0)),
                b',' => assert_eq!((cut.cells, cut.length), (10, 9)),
                _ => assert_eq!((cut.cells, cut.length), (4, 9), "{byte}"),
            }
        }
    }
}
