//! Text fitted into columns, by the width a terminal gives each character.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a piece of text takes on one line; control characters count nothing.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The longest beginning of `text` that takes at most `columns` columns.
pub fn cut(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (start, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > columns {
            return &text[..start];
        }
    }
    text
}

/// Lines of at most `width` columns, each after the first of a paragraph indented by `indent`
/// columns. Line feeds of the text stay; words longer than a line are broken. Lines keep their own
/// leading blanks.
///
/// An `indent` that leaves fewer than 2 columns (a wide character) is taken as none.
pub fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let indent = if indent + 2 > width { 0 } else { indent };
    text.split('\n').flat_map(|line| wrap_line(line, width, indent)).collect()
}

fn wrap_line(line: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    let mut blank = String::new();
    for piece in line.split_inclusive(' ') {
        let word = piece.strip_suffix(' ').unwrap_or(piece);
        if used + blank.width() + word.width() > width && !word.is_empty() && !blank.is_empty() {
            let starts_a_line = current.trim().is_empty() && lines.is_empty();
            if starts_a_line {
                current.push_str(cut(&blank, width.saturating_sub(1)));
                used = current.width();
            } else {
                lines.push(std::mem::replace(&mut current, " ".repeat(indent)));
                used = indent;
            }
        } else {
            current.push_str(&blank);
            used += blank.width();
        }
        blank.clear();
        for cluster in word.graphemes(true) {
            if used + cluster.width() > width && used > indent {
                lines.push(std::mem::replace(&mut current, " ".repeat(indent)));
                used = indent;
            }
            current.push_str(cluster);
            used += cluster.width();
        }
        blank.push_str(&piece[word.len()..]);
    }
    lines.push(current);
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_go_to_the_next_line() {
        let text = "Redirect p99 under 50 ms and 99.99 %; never lose a mapping.";
        assert_eq!(
            wrap(text, 24, 2),
            ["Redirect p99 under 50 ms", "  and 99.99 %; never", "  lose a mapping."]
        );
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(wrap("日本語日本語", 5, 0), ["日本", "語日", "本語"]);
        assert_eq!(cut("日本語", 5), "日本");
        assert_eq!(cut("e\u{301}clair", 1), "e\u{301}");
    }

    #[test]
    fn paragraphs_and_leading_blanks_stay() {
        assert_eq!(wrap("a\n\n  - b c", 6, 4), ["a", "", "  - b", "    c"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(
            text in "[a-zé日\u{301} \n]{0,80}", width in 2_usize..30, indent in 0_usize..8,
        ) {
            let lines = wrap(&text, width, indent);
            for line in &lines {
                prop_assert!(columns(line) <= width, "{line:?}");
            }
            let squeeze = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
        }
    }
}
