//! Foreign text on its way to a screen or a page: characters that would drive a terminal, or turn
//! the direction of writing, are shown instead.

use std::borrow::Cow;

/// The text with every character that moves the cursor, changes colours, hides or turns writing
/// round replaced by a visible one, cell for cell. A tab becomes a space, a line feed is shown too.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| shown(c) != c) {
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text on one line: runs of white space become a space, the rest is made [`visible`].
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(shown));
    }
    line
}

/// The character to show in the place of `c`.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        // U+2400 to U+241F are the pictures of U+0000 to U+001F.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_are_seen_and_not_obeyed() {
        assert_eq!(visible("\u{1b}[31mred\u{7f}\u{9b}2J\n"), "␛[31mred␡\u{fffd}2J␊");
        assert_eq!(visible("a\u{202e}b\tc"), "a\u{fffd}b c");
        assert!(matches!(visible("plain ü →"), Cow::Borrowed(_)));
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(one_line("  a\n\tb\r\n\u{1b}c  "), "a b ␛c");
        assert_eq!(one_line(" \n "), "");
    }

    proptest! {
        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(char::is_control));
            prop_assert!(!one_line(&text).chars().any(char::is_control));
        }
    }
}
