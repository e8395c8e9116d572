//! Words broken into lines, in cells of a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells of a terminal a text takes.
pub fn cells(text: &str) -> usize {
    // Most are of these, a cell each; long tables measure very many.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// The words of a text in lines of at most `width` cells. A word that is longer is broken. Line
/// feeds are spaces. Without any word there is one empty line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = cells(word);
        if used > 0 && used + 1 + length <= width {
            line.push(' ');
            line.push_str(word);
            used += 1 + length;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        for part in word.graphemes(true) {
            let length = cells(part);
            if used > 0 && used + length > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(part);
            used += length;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// A text cut at a word to at most `width` cells, with `…` where something was left out; the whole
/// of it when it fits.
pub fn fit(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let mut kept = 0;
    let mut used = 0;
    let mut after_word = 0;
    for (at, part) in text.grapheme_indices(true) {
        used += cells(part);
        if used > room {
            break;
        }
        if part.trim().is_empty() {
            after_word = at;
        }
        kept = at + part.len();
    }
    // A cut in the middle of a word only where going back to its beginning would lose much.
    let end = if after_word * 3 > kept * 2 { after_word } else { kept };
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_wrapped_and_long_ones_broken() {
        assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]);
        assert_eq!(wrap("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
        assert_eq!(wrap(" \n ", 4), [""]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn a_cut_is_shown() {
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("the quick brown fox", 17), "the quick brown…");
        assert_eq!(fit("abcdefghij", 4), "abc…");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_and_no_word_is_lost(text in "[a-zü日 ]{0,80}", width in 2_usize..40) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| cells(line) <= width));
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            prop_assert!(cells(&fit(&text, width)) <= width);
        }
    }
}
