//! Characters that stand in for control characters while text is in the line editor.
//!
//! rustyline eats some control characters of a paste and sends others to the terminal as they
//! are. So a control character (line feed and tab excepted) travels as a private character of one
//! column: shown as its picture, and turned back when the text is taken out. A private character
//! of that range that was really typed travels behind [`LITERAL`].

use std::borrow::Cow;

use super::visible::picture;

const FIRST: u32 = 0x10_f700;
const LITERAL: char = '\u{10f7ff}';

fn is_reserved(character: char) -> bool {
    (FIRST..=u32::from(LITERAL)).contains(&u32::from(character))
}

fn needs_stand_in(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t')) || is_reserved(character)
}

/// Text as it may go into the line editor.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    if !text.chars().any(needs_stand_in) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_reserved(character) {
            out.push(LITERAL);
            out.push(character);
        } else if needs_stand_in(character) {
            out.push(char::from_u32(FIRST + u32::from(character)).unwrap_or(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Whether text in the line editor holds a stand-in.
pub(super) fn has_any(text: &str) -> bool {
    // All of them share the first two bytes of their UTF-8 form.
    text.as_bytes().windows(2).any(|pair| pair == [0xf4, 0x8f]) && text.chars().any(is_reserved)
}

/// Text from the line editor, with every stand-in turned back.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !has_any(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == LITERAL {
            out.extend(characters.next());
        } else {
            out.push(control(character).unwrap_or(character));
        }
    }
    Cow::Owned(out)
}

/// Text from the line editor as it is shown: each stand-in as a picture of the same width.
pub(super) fn show(text: &str) -> Cow<'_, str> {
    if !has_any(text) {
        return Cow::Borrowed(text);
    }
    let shown = |character| match control(character) {
        Some(control) => picture(control).unwrap_or(char::REPLACEMENT_CHARACTER),
        None if is_reserved(character) => char::REPLACEMENT_CHARACTER,
        None => character,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

fn control(character: char) -> Option<char> {
    let code = u32::from(character).checked_sub(FIRST)?;
    char::from_u32(code).filter(|c| c.is_control())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    use super::*;

    fn odd_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            any::<char>(),
            (0_u32..0xa0).prop_map(|c| char::from_u32(c).unwrap()),
            (FIRST..FIRST + 0x100).prop_map(|c| char::from_u32(c).unwrap()),
        ];
        prop::collection::vec(character, 0..40).prop_map(|all| all.into_iter().collect())
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(text in odd_text()) {
            let inside = encode(&text).into_owned();
            prop_assert_eq!(decode(&inside), text.as_str());
            prop_assert!(!inside.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }

        #[test]
        fn what_is_shown_is_as_wide_as_what_is_edited(text in odd_text()) {
            let inside = encode(&text).into_owned();
            for (edited, shown) in inside.chars().zip(show(&inside).chars()) {
                prop_assert_eq!(edited.width(), shown.width());
                prop_assert!(!shown.is_control() || matches!(shown, '\n' | '\t'));
            }
        }
    }
}
