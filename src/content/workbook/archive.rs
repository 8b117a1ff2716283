//! The archive that a workbook is packed in: what it unpacks to, before anything is unpacked.

use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::MOST_UNPACKED;
use crate::content::mistake::WorkbookMistake;
use crate::value::Source;

/// The first bytes of an archive.
pub(super) const MARK: &[u8] = b"PK\x03\x04";

/// The most elements among the shared strings: each string takes memory of its own, however short
/// it is in the file, and usually two elements with their ends.
const MOST_ELEMENTS: usize = 8_000_000;
/// The most bytes of shared strings.
const MOST_OF_STRINGS: u64 = 128 << 20;

/// Refuses a workbook that would unpack to too much.
pub(super) fn measure(source: &Arc<Source>, bytes: &[u8]) -> Result<(), WorkbookMistake> {
    match is_bearable(bytes) {
        Ok(true) => Ok(()),
        Ok(false) => Err(WorkbookMistake::TooLarge(Arc::clone(source))),
        Err(error) => Err(WorkbookMistake::Broken {
            source: Arc::clone(source),
            words: error.to_string(),
        }),
    }
}

/// Unpacks piece by piece into nothing, since the sizes that an archive declares may lie; stops
/// once it is too much.
fn is_bearable(bytes: &[u8]) -> Result<bool, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut total = 0;
    let mut piece = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let strings = file
            .name()
            .is_ok_and(|name| name.ends_with("sharedStrings.xml"));
        let (mut own, mut count) = (0, 0);
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            total += read as u64;
            own += read as u64;
            if strings {
                let part = piece.get(..read).unwrap_or_default();
                count += part.iter().filter(|b| **b == b'<').count();
            }
            let too_many = own > MOST_OF_STRINGS || count > MOST_ELEMENTS;
            if total > MOST_UNPACKED || (strings && too_many) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Tells whether the archive holds a file.
pub(super) fn holds(bytes: &[u8], name: &str) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(name).is_some())
}
