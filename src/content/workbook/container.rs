//! The older kind of container: where the stream of an XLS workbook lies in it.

/// The first bytes of a container.
pub(super) const MARK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a container holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The stream of a workbook.
    Workbook(Vec<u8>),
    /// A newer workbook that is locked with a password.
    Locked,
    /// Neither, or a container that is cut off or damaged.
    Nothing,
}

/// The signs at the end of a chain of sectors.
const LAST: u32 = 0xffff_fffa;
/// Streams smaller than this lie in small sectors of their own.
const SMALL: usize = 4096;

/// Opens a container, without ever following a chain in circles.
pub(super) fn open(bytes: &[u8]) -> Held {
    held(bytes).unwrap_or(Held::Nothing)
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl Sectors<'_> {
    fn get(&self, number: u32) -> Option<&[u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Joins a chain of sectors.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        let mut number = first;
        let mut steps = 0;
        while number < LAST {
            joined.extend_from_slice(self.get(number)?);
            number = *self.next.get(number as usize)?;
            steps += 1;
            if steps > self.next.len() {
                return None;
            }
        }
        Some(joined)
    }
}

fn held(bytes: &[u8]) -> Option<Held> {
    let shift = number(bytes, 0x1e, 2)?;
    if !bytes.starts_with(MARK) || !(shift == 9 || shift == 12) {
        return None;
    }
    let size = 1_usize << shift;
    let mut sectors = Sectors {
        bytes,
        size,
        next: Vec::new(),
    };
    for number in tables(&sectors)? {
        let table = numbers(sectors.get(number)?);
        sectors.next.extend(table);
    }
    let directory = sectors.chain(number(bytes, 0x30, 4)?)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(128).collect();
    let find = |name: &str| entries.iter().find(|e| name_of(e) == name);
    let Some(entry) = find("Workbook").or_else(|| find("Book")) else {
        let locked = find("EncryptedPackage").is_some();
        return Some(if locked { Held::Locked } else { Held::Nothing });
    };
    let (first, length) = (number(entry, 116, 4)?, number(entry, 120, 4)? as usize);
    let mut stream = if length >= SMALL {
        sectors.chain(first)?
    } else {
        let root = entries.first()?;
        small(&sectors, sectors.chain(number(root, 116, 4)?)?, first)?
    };
    stream.truncate(length);
    (stream.len() == length).then_some(Held::Workbook(stream))
}

/// Returns the numbers of the sectors that hold the table of chains.
fn tables(sectors: &Sectors<'_>) -> Option<Vec<u32>> {
    let bytes = sectors.bytes;
    let mut found = numbers(bytes.get(0x4c..0x200)?);
    let mut next = number(bytes, 0x44, 4)?;
    let mut steps = 0;
    while next < LAST {
        let mut more = numbers(sectors.get(next)?);
        next = more.pop()?;
        found.extend(more);
        steps += 1;
        if steps > bytes.len() / sectors.size {
            return None;
        }
    }
    found.retain(|number| *number < LAST);
    Some(found)
}

/// Joins a chain of small sectors of 64 bytes, which lie in a stream of their own.
fn small(sectors: &Sectors<'_>, held: Vec<u8>, first: u32) -> Option<Vec<u8>> {
    let next = numbers(&sectors.chain(number(sectors.bytes, 0x3c, 4)?)?);
    let mut joined = Vec::new();
    let mut number = first;
    let mut steps = 0;
    while number < LAST {
        let start = (number as usize).checked_mul(64)?;
        joined.extend_from_slice(held.get(start..start.checked_add(64)?)?);
        number = *next.get(number as usize)?;
        steps += 1;
        if steps > next.len() {
            return None;
        }
    }
    Some(joined)
}

fn name_of(entry: &[u8]) -> String {
    let length = number(entry, 64, 2).unwrap_or(0).saturating_sub(2) as usize;
    let units = entry.get(..length.min(64)).unwrap_or_default();
    let units = units
        .chunks_exact(2)
        .map(|pair| number(pair, 0, 2).unwrap_or(0) as u16);
    char::decode_utf16(units).map_while(Result::ok).collect()
}

/// Reads a number of two or four bytes, the least first.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let four = bytes.chunks_exact(4);
    four.filter_map(|chunk| number(chunk, 0, 4)).collect()
}
