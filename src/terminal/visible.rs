//! Foreign text made harmless: control characters as pictures that drive no terminal.

use std::borrow::Cow;

/// The picture of a control character: `␛` for escape, `␡` for delete, `�` for the C1 controls
/// (some terminals take those for the beginning of a sequence). `None` for any other character.
pub fn picture(character: char) -> Option<char> {
    match character {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Text of several lines with its control characters made visible; line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |character| matches!(character, '\n' | '\t'))
}

/// Text for one line with all control characters made visible, line feeds and tabs too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

fn replace(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let harmless = |character: char| !character.is_control() || stays(character);
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let shown = |c| if harmless(c) { c } else { picture(c).unwrap_or(char::REPLACEMENT_CHARACTER) };
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_escape_sequence_is_shown() {
        assert_eq!(visible("a\u{1b}[31mred\u{7}\n\tb\r"), "a␛[31mred␇\n\tb␍");
        assert_eq!(visible_line("a\n\u{9b}2J\u{7f}"), "a␊\u{fffd}2J␡");
        assert!(matches!(visible("plain – 日本"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in any::<String>()) {
            prop_assert!(!visible_line(&text).chars().any(char::is_control));
            prop_assert!(!visible(&text).chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            prop_assert_eq!(visible(&text).chars().count(), text.chars().count());
        }
    }
}
