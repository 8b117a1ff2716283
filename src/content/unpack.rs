//! A workbook, which is an archive → its parts, as bytes to be searched.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The most bytes of one workbook that are unpacked; those that a site writes are far smaller.
const MOST: u64 = 1 << 30;

/// Returns the parts of a workbook one after the other, unpacked.
pub fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return bytes.to_vec();
    };
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            continue;
        };
        // What cannot be read to its end is searched as far as it goes.
        let _ = part.take(MOST).read_to_end(&mut out);
        out.push(b'\n');
    }
    out
}
