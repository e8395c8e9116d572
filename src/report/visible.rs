//! Foreign text on its way to a screen or a page: characters that would drive a terminal, or turn
//! the direction of writing, are shown instead.

use crate::bank::shown;
pub use crate::bank::visible;

/// The text on one line: runs of white space become a space, the rest is made [`visible()`].
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
