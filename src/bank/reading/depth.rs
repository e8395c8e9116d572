//! How many parts a dotted key has. Nested brackets are bounded by the parser; dotted keys are
//! not, and each part is a table inside a table.

use std::ops::Range;

/// Parts of a dotted key that are accepted; our own files need three.
pub(super) const MOST_PARTS: usize = 16;

/// The first place where a key (or what a parser might take for one) has more than
/// [`MOST_PARTS`] parts.
///
/// Strings and comments are skipped just as the parser's lexer skips them, so that prose may hold
/// any number of dots.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut dots, mut start) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = match byte {
            b'#' => end_of_line(bytes, at),
            b'"' | b'\'' => end_of_string(bytes, at),
            _ => at + 1,
        };
        match byte {
            b'.' => dots += 1,
            b'\n' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b'#' => (dots, start) = (0, next),
            _ => {}
        }
        if dots >= MOST_PARTS {
            return Some(start..next);
        }
        at = next;
    }
    None
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    find(bytes, at, |rest| matches!(rest[0], b'\n' | b'\r')).unwrap_or(bytes.len())
}

/// The end of the string that opens at `at`; an unclosed one ends with its line, or, when it may
/// hold many lines, with the text.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let escapes = quote == b'"';
    let long = bytes[at..].starts_with(&[quote; 3]);
    let mut at = if long { at + 3 } else { at + 1 };
    while let Some(&byte) = bytes.get(at) {
        if escapes && byte == b'\\' {
            // Only these two are taken together with the backslash: an escaped line end in a short
            // string still ends it.
            at += if matches!(bytes.get(at + 1), Some(b'\\' | b'"')) { 2 } else { 1 };
        } else if long && bytes[at..].starts_with(&[quote; 3]) {
            // One or two quotes before the closing three belong to the string.
            let more = bytes[at + 3..].iter().take(2).take_while(|&&byte| byte == quote).count();
            return at + 3 + more;
        } else if !long && byte == quote {
            return at + 1;
        } else if !long && byte == b'\n' {
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn find(bytes: &[u8], from: usize, wanted: impl Fn(&[u8]) -> bool) -> Option<usize> {
    (from..bytes.len()).find(|&at| wanted(&bytes[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_may_hold_dots_and_keys_may_not() {
        let dots = ".".repeat(1000);
        for fine in [
            format!("a = \"{dots}\""),
            format!("a = \"\"\"x\n{dots}\\\"\"\"{dots}\"\"\"\"\""),
            format!("a = '''{dots}''''' # {dots}"),
            format!("a = 'it{dots}'\nb.c.d = 1.5"),
            "a.b = [1.5, 2.5, ".repeat(100),
        ] {
            assert_eq!(too_deep(&fine), None, "{fine}");
        }
        let key = ["a"; 17].join(".");
        for deep in [
            format!("{key} = 1"),
            format!("[[{key}]]"),
            format!("x = {{ y = 1, {key} = 1 }}"),
            format!("x = \"{dots}\n{key} = 1"),
            format!("x = \"\\\\\"\n{key} = 1"),
            key.replace('.', "\t. "),
            key.replace('a', "\"a\""),
        ] {
            assert!(too_deep(&deep).is_some(), "{deep}");
        }
        assert_eq!(too_deep(&["a"; 16].join(".")), None);
    }
}
