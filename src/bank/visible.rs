//! Foreign text on its way to a screen: characters that would drive a terminal are shown instead.

use std::borrow::Cow;

/// The text with every character that moves the cursor, changes colours or turns the direction of
/// writing replaced by a visible one. A tab becomes a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Most texts hold nothing but these.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Cow::Borrowed(text)
    } else if text.chars().any(|c| shown(c) != c) {
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The character to show in the place of `c`.
pub fn shown(c: char) -> char {
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
    use super::*;

    #[test]
    fn escapes_are_seen_and_not_obeyed() {
        assert_eq!(visible("\u{1b}[31mred\u{7f}\u{9b}2J\n"), "␛[31mred␡\u{fffd}2J␊");
        assert_eq!(visible("a\u{202e}b\tc"), "a\u{fffd}b c");
        assert!(matches!(visible("plain ü →"), Cow::Borrowed(_)));
    }
}
