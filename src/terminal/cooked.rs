//! A line as a terminal's own line mode gives it: keys that are no characters stand in it as bytes.

const ESCAPE: u8 = 0x1b;
/// The keys that send `ESC [` and one letter: arrows (with Shift on rxvt), Home, End, Shift-Tab and
/// the like, and what a window says when it is entered and left; then the ends of colours and of
/// wiping, which stand in what is copied from another screen.
const LETTERS: &[u8] = b"ABCDEFGHIOPQRSZabcdJKm";
/// The keys that send `ESC O` and one letter: arrows, Home, End, the Enter of the keypad, F1 to F4.
const SINGLE: &[u8] = b"ABCDFHMPQRS";

/// The text without escape sequences and control characters; line feeds and tabs stay. After an
/// Escape that begins no such sequence the text stands as it was typed.
pub(super) fn without_keys(line: &str) -> String {
    let is_key = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t');
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, key)) = rest.find(is_key).and_then(|at| rest.split_at_checked(at)) {
        text.push_str(before);
        let length = sequence(key.as_bytes()).unwrap_or(1);
        rest = key.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The length of the escape sequence that a text begins with.
fn sequence(text: &[u8]) -> Option<usize> {
    match text {
        [ESCAPE, b'O', letter, ..] if SINGLE.contains(letter) => Some(3),
        // The Linux console sends `ESC [ [ A` for F1.
        [ESCAPE, b'[', b'[', b'A'..=b'E', ..] => Some(4),
        [ESCAPE, b'[', letter, ..] if LETTERS.contains(letter) => Some(3),
        [ESCAPE, b'[', rest @ ..] => {
            let numbers = rest.iter().take_while(|byte| (b'0'..=b'?').contains(byte)).count();
            let end = rest.get(numbers)?;
            let ends = end.is_ascii_alphabetic() || matches!(end, b'~' | b'^' | b'@' | b'$');
            (numbers > 0 && ends).then_some(2 + numbers + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::without_keys;

    #[test]
    fn keys_are_no_text() {
        for key in [
            "\x1b[A",
            "\x1b[D",
            "\x1b[H",
            "\x1b[F",
            "\x1bOA",
            "\x1bOP",
            "\x1b[3~",
            "\x1b[1;5C",
            "\x1b[200~",
            "\x1b[201~",
            "\x1b[[A",
            "\x1b[Z",
            "\x1b\x1b[A",
            "\x1b[3^",
            "\x1b[a",
            "\x1b[I",
            "\x1b[<0;10;5M",
            "\x1b[31m",
            "\x1b[m",
            "\x01",
            "\x10",
            "\x7f",
            "\x1b",
        ] {
            assert_eq!(without_keys(&format!("half{key} a line{key}")), "half a line", "{key:?}");
            assert_eq!(without_keys(key), "", "{key:?}");
        }
    }

    #[test]
    fn text_stays_as_it_was_typed() {
        for text in
            ["a[A] b", "\tarr[3~]", "[200~ is a mark", "O(n) – 日本 😀", "^[[A", "x OA", "one\ntwo"]
        {
            assert_eq!(without_keys(text), text);
        }
        // Who presses Escape and types on has typed text.
        for text in ["hello", "[x] done", "[1] first", "[3 replicas]", "Or not", "[", "[12", "日"]
        {
            assert_eq!(without_keys(&format!("\x1b{text}")), text);
        }
    }

    proptest! {
        #[test]
        fn what_holds_no_key_is_not_touched(text in "[^\\x00-\\x08\\x0b-\\x1f\\x7f]*") {
            prop_assert_eq!(without_keys(&text), text);
        }

        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in any::<String>()) {
            let left = without_keys(&text);
            prop_assert!(!left.chars().any(|c| c.is_ascii_control() && c != '\n' && c != '\t'));
        }
    }
}
