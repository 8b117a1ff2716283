//! Bytes → text: which encoding a file is in, and its text with plain line ends.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark, every line end as `\n`.
    pub(super) text: String,
    /// The name of the encoding that was taken.
    pub(super) encoding: &'static str,
}

/// A file that is no text in any encoding tried.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoText {
    /// The encoding that came nearest.
    pub(super) encoding: &'static str,
    /// The line that could not be read, counted from 1.
    pub(super) line: u32,
    /// What stands in that line before the break.
    pub(super) before: String,
}

/// Decodes: by the byte order mark, else UTF-16 where every second byte of the beginning is zero,
/// else UTF-8 where valid, else GB18030 (which reads GBK and GB2312).
///
/// # Errors
/// Names the line where the text breaks; nothing is replaced or guessed.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (without_mark(bytes), bytes),
    };
    let body = match encoding == UTF_16LE || encoding == UTF_16BE {
        // A lone last byte is a file cut off in transfer; it shows as an error below.
        true => body,
        false => body.strip_suffix(b"\x1a").unwrap_or(body),
    };
    let broken = || after(encoding, &readable_part(encoding, body));
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .ok_or_else(broken)?;
    if let Some(at) = text.find('\0') {
        return Err(after(encoding, text.get(..at).unwrap_or("")));
    }
    Ok(Decoded {
        text: plain_line_ends(text.into_owned()),
        encoding: name_of(encoding),
    })
}

/// Decodes one row of a file in UTF-8 or, with `gbk`, in GB18030; `None` where it breaks.
pub(super) fn line(row: &[u8], gbk: bool) -> Option<std::borrow::Cow<'_, str>> {
    let encoding = if gbk { GB18030 } else { UTF_8 };
    encoding.decode_without_bom_handling_and_without_replacement(row)
}

/// Writes a changed text the way the file was written: encoding, byte order mark and line ends.
/// `None` where `before`, the text of `original`, would not come out as `original` again.
pub fn encode_like(original: &[u8], before: &str, after: &str) -> Option<Vec<u8>> {
    let mark = Encoding::for_bom(original);
    let encoding = mark.map_or_else(|| without_mark(original), |(encoding, _)| encoding);
    let length = mark.map_or(0, |(_, length)| length);
    let written = |text: &str, line_end: &str| {
        let text = text.replace('\n', line_end);
        let mut bytes = original.get(..length).unwrap_or_default().to_vec();
        if encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            bytes.extend_from_slice(&encoding.encode(&text).0);
        }
        bytes
    };
    ["\n", "\r\n", "\r"]
        .into_iter()
        .find(|line_end| written(before, line_end) == original)
        .map(|line_end| written(after, line_end))
}

fn name_of(encoding: &'static Encoding) -> &'static str {
    // The crate spells this one in small letters; people know it in capitals.
    if encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |parity: usize| {
        let of_parity = head.iter().skip(parity).step_by(2);
        of_parity.filter(|b| **b == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // One zero alone may be dirt in a text of another encoding.
    let many = (head.len() / 8).max(1);
    if head.len() >= 4 && odd > many && even == 0 {
        UTF_16LE
    } else if head.len() >= 4 && even > many && odd == 0 {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        GB18030
    }
}

/// Says that a text breaks after this part of it.
fn after(encoding: &'static Encoding, part: &str) -> NoText {
    let part = plain_line_ends(part.to_owned());
    NoText {
        encoding: name_of(encoding),
        line: lines_in(&part) + 1,
        before: part.rsplit('\n').next().unwrap_or("").to_owned(),
    }
}

/// Decodes it again up to the first error.
fn readable_part(encoding: &'static Encoding, body: &[u8]) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    if let Some(room) = decoder.max_utf8_buffer_length_without_replacement(body.len()) {
        text.reserve(room);
        let _ = decoder.decode_to_string_without_replacement(body, &mut text, true);
    }
    text
}

fn lines_in(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(u32::MAX - 1)
}

/// Makes every line end `\n`, so that lines count as an editor counts them.
fn plain_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bytes: &[u8]) -> (String, &'static str) {
        match decode(bytes) {
            Ok(decoded) => (decoded.text, decoded.encoding),
            Err(e) => (format!("line {}", e.line), e.encoding),
        }
    }

    #[test]
    fn takes_the_encoding_that_a_file_is_in() {
        let text = "工号,产量\r\n0001,3\r\n";
        let plain = "工号,产量\n0001,3\n".to_owned();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        assert_eq!(taken(text.as_bytes()), (plain.clone(), "UTF-8"));
        assert_eq!(
            taken(&marked(b"\xef\xbb\xbf", text.as_bytes())),
            (plain.clone(), "UTF-8")
        );
        assert_eq!(
            taken(&marked(b"\xff\xfe", &little)),
            (plain.clone(), "UTF-16LE")
        );
        assert_eq!(
            taken(&marked(b"\xfe\xff", &big)),
            (plain.clone(), "UTF-16BE")
        );
        assert_eq!(taken(&little), (plain.clone(), "UTF-16LE"));
        assert_eq!(taken(&big), (plain.clone(), "UTF-16BE"));
        assert_eq!(taken(&GB18030.encode(text).0), (plain, "GB18030"));
    }

    #[test]
    fn names_the_line_where_a_text_breaks() {
        assert_eq!(
            taken(b"a\r\nb\xff\xff\r\n"),
            ("line 2".to_owned(), "GB18030")
        );
        assert_eq!(taken(b"a\nb\0c\n"), ("line 2".to_owned(), "UTF-8"));
    }

    #[test]
    fn a_changed_text_is_written_as_the_file_was() {
        let (before, after) = ("权重：60\n上限：1\n", "权重: 60\n上限: 1\n");
        let crlf = |text: &str| text.replace('\n', "\r\n");
        let gbk = |text: &str| GB18030.encode(text).0.into_owned();
        let marked = |text: &str| [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let wide = |text: &str| {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [b"\xff\xfe".to_vec(), units.collect()].concat()
        };
        for write in [
            &|text: &str| text.as_bytes().to_vec() as Vec<u8>,
            &|text: &str| gbk(&crlf(text)),
            &|text: &str| marked(&crlf(text)),
            &|text: &str| wide(text),
        ] as [&dyn Fn(&str) -> Vec<u8>; 4]
        {
            let like = encode_like(&write(before), before, after);
            assert_eq!(like, Some(write(after)));
        }
        assert_eq!(encode_like(b"a\r\nb\n", "a\nb\n", "c\nb\n"), None);
    }

    #[test]
    fn an_empty_file_is_an_empty_text() {
        assert_eq!(taken(b""), (String::new(), "UTF-8"));
        assert_eq!(taken(b"\xef\xbb\xbf"), (String::new(), "UTF-8"));
    }
}
