//! An answer as a block quotation behind its marker: written here, and read back here, so that
//! every text survives byte for byte.
//!
//! ```markdown
//! <!-- onsite:answer step=api bytes=19 lines=2 sha256=0a1b2c3d4e5f6071 -->
//! > GET /{code}
//! > -> 302
//! ```
//!
//! Each line of the answer stands behind `> ` (behind `>` alone when it is empty). Where the answer
//! holds characters that a file or an editor would not keep (a carriage return, an escape), the
//! marker says `escaped=yes`, those are written `\u{1b}`, and a backslash is written twice.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::scoring::Place;

/// How the marker of an answer begins.
pub(in crate::report) const MARKER: &str = "<!-- onsite:answer ";
const END: &str = "-->";

/// What a marker says about the quotation behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Marker {
    /// The place as it is written; it need not be one.
    pub step: String,
    /// Bytes of the answer.
    pub bytes: usize,
    /// The beginning of the answer's SHA-256, in hexadecimal.
    pub sha256: String,
    /// Whether backslash escapes stand in it.
    pub escaped: bool,
}

/// Writes an answer: marker, quotation, and nothing behind it. `bell` holds the numbers, from 1, of
/// the lines that were being typed when the bell rang.
pub(super) fn write(page: &mut String, place: Place, answer: &str, bell: &[usize]) {
    let lines = if answer.is_empty() { 0 } else { answer.split('\n').count() };
    let escaped = answer.chars().any(|c| c != '\n' && is_unsafe(c));
    let _ = write!(
        page,
        "{MARKER}step={place} bytes={} lines={lines} sha256={}",
        answer.len(),
        fingerprint(answer)
    );
    if escaped {
        page.push_str(" escaped=yes");
    }
    if let Some((first, last)) = bell.first().zip(bell.last()) {
        let _ = if first == last {
            write!(page, " bell={first}")
        } else {
            write!(page, " bell={first}-{last}")
        };
    }
    page.push_str(" -->\n");
    if !answer.is_empty() {
        quote(page, answer, escaped);
    }
}

/// Writes text as a block quotation, a line feed behind each line.
pub(super) fn quote(page: &mut String, text: &str, escaped: bool) {
    for line in text.split('\n') {
        page.push('>');
        if !line.is_empty() {
            page.push(' ');
        }
        if escaped {
            escape(page, line);
        } else {
            page.push_str(line);
        }
        page.push('\n');
    }
}

/// Reads a marker's line; `None` when it is none.
pub(in crate::report) fn marker(line: &str) -> Option<Marker> {
    let attributes = line.strip_prefix(MARKER)?.trim_end().strip_suffix(END)?;
    let mut marker =
        Marker { step: String::new(), bytes: 0, sha256: String::new(), escaped: false };
    for attribute in attributes.split_ascii_whitespace() {
        match attribute.split_once('=') {
            Some(("step", value)) => value.clone_into(&mut marker.step),
            Some(("bytes", value)) => marker.bytes = value.parse().unwrap_or(usize::MAX),
            Some(("sha256", value)) => value.clone_into(&mut marker.sha256),
            Some(("escaped", value)) => marker.escaped = value == "yes",
            _ => {}
        }
    }
    Some(marker)
}

/// A line of a quotation without its sign; `None` when the line is not part of one.
pub(in crate::report) fn quoted(line: &str) -> Option<&str> {
    let text = line.strip_prefix('>')?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Whether a text is what the marker was written for.
pub(in crate::report) fn is_as_written(marker: &Marker, answer: &str) -> bool {
    marker.bytes == answer.len() && marker.sha256 == fingerprint(answer)
}

/// Takes the escapes of a line back. What is no escape stays as it is.
pub(in crate::report) fn unescape(answer: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        answer.push_str(before);
        if let Some(tail) = after.strip_prefix('\\') {
            answer.push('\\');
            rest = tail;
        } else if let Some((c, tail)) = code_point(after) {
            answer.push(c);
            rest = tail;
        } else {
            answer.push('\\');
            rest = after;
        }
    }
    answer.push_str(rest);
}

/// Reads `u{1b}`, at most six figures.
fn code_point(text: &str) -> Option<(char, &str)> {
    let text = text.strip_prefix("u{")?;
    let end = text.bytes().take(7).position(|byte| byte == b'}')?;
    let (figures, tail) = text.split_at(end);
    if figures.is_empty() || !figures.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let c = u32::from_str_radix(figures, 16).ok().and_then(char::from_u32)?;
    Some((c, tail.strip_prefix('}')?))
}

fn escape(page: &mut String, line: &str) {
    for c in line.chars() {
        match c {
            '\\' => page.push_str("\\\\"),
            c if is_unsafe(c) => {
                let _ = write!(page, "\\u{{{:x}}}", u32::from(c));
            }
            c => page.push(c),
        }
    }
}

/// Whether an editor, a terminal or a change of line ends might not keep the character as it is,
/// or might not show it.
pub(super) fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The first 16 hexadecimal figures of the text's SHA-256.
fn fingerprint(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes())[..8])
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Step;

    #[test]
    fn a_control_character_is_escaped_and_said_so() {
        let mut page = String::new();
        write(&mut page, Step::Api.into(), "a\\b\r\n\u{1b}[2J\n", &[2, 3]);
        assert_eq!(
            page,
            "<!-- onsite:answer step=api bytes=10 lines=3 sha256=240ecb74e49794e3 escaped=yes \
             bell=2-3 -->\n> a\\\\b\\u{d}\n> \\u{1b}[2J\n>\n"
        );
    }

    #[test]
    fn what_is_no_escape_stays() {
        for text in ["\\", "\\q", "\\u{}", "\\u{110000}", "\\u{d800}", "\\u{1b", "\\u{+1}"] {
            let mut answer = String::new();
            unescape(&mut answer, text);
            assert_eq!(answer, text);
        }
    }

    #[test]
    fn a_marker_is_read_leniently() {
        let read = marker("<!-- onsite:answer step=api bytes=x more -->  ").unwrap();
        assert_eq!((read.step.as_str(), read.bytes), ("api", usize::MAX));
        assert_eq!(marker(" <!-- onsite:answer step=api -->"), None);
        assert_eq!(marker("<!-- onsite:answer step=api"), None);
    }
}
