//! Names and labels on a diagram: one line, nothing in them that would drive a terminal.

use unicode_width::UnicodeWidthStr;

/// The most characters of a name or a label.
pub const LONGEST_NAME: usize = 120;

/// Foreign text as it is kept in a diagram: runs of white space are one space, control characters
/// and those that turn the direction of writing are visible.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.extend(word.chars().map(shown));
    }
    tidy
}

/// What two spellings of a name have in common: case does not count.
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Columns that a text takes on a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Cuts a text into rows of at most `width` columns, between words where it can; a single
/// character wider than that stands alone.
pub(super) fn rows(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in text.split(' ') {
        let space = usize::from(!row.is_empty());
        if columns(&row) + space + columns(word) <= width {
            if space == 1 {
                row.push(' ');
            }
            row.push_str(word);
            continue;
        }
        if !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        for character in word.chars() {
            let mut longer = row.clone();
            longer.push(character);
            if columns(&longer) > width && !row.is_empty() {
                rows.push(std::mem::take(&mut row));
                row.push(character);
            } else {
                row = longer;
            }
        }
    }
    if !row.is_empty() || rows.is_empty() {
        rows.push(row);
    }
    rows
}

/// The character to show in the place of `c`.
fn shown(c: char) -> char {
    match c {
        // U+2400 to U+241F are the pictures of U+0000 to U+001F.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
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
    fn a_name_is_one_harmless_line() {
        assert_eq!(tidy("  load \t balancer\n"), "load balancer");
        assert_eq!(tidy("a\u{1b}[31m\u{202e}b"), "a␛[31m\u{fffd}b");
    }

    #[test]
    fn rows_break_between_words() {
        assert_eq!(rows("notification service", 12), ["notification", "service"]);
        assert_eq!(rows("abcdef gh", 4), ["abcd", "ef", "gh"]);
        assert_eq!(rows("", 4), [""]);
    }

    proptest! {
        #[test]
        fn rows_fit_and_lose_nothing(text in "\\PC{0,40}", width in 2_usize..20) {
            let text = tidy(&text);
            let rows = rows(&text, width);
            for row in &rows {
                prop_assert!(columns(row) <= width, "{row:?}");
            }
            let bare = |s: &str| s.replace(' ', "");
            prop_assert_eq!(bare(&rows.concat()), bare(&text));
        }

        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in any::<String>()) {
            prop_assert!(!tidy(&text).chars().any(char::is_control));
        }
    }
}
