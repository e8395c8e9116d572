//! The rows that a line takes on the screen, counted as rustyline counts them.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const TAB: usize = 8;

/// Rows from the prompt to the end of the line, at least 1.
pub(super) fn rows_of(prompt: &str, line: &str, columns: usize) -> usize {
    let columns = columns.max(1);
    let (mut row, mut column) = (0, 0);
    for part in [prompt, line] {
        for cluster in part.graphemes(true) {
            if cluster == "\n" {
                (row, column) = (row + 1, 0);
                continue;
            }
            let width = if cluster == "\t" { TAB - column % TAB } else { cluster.width() };
            column += width;
            if column > columns {
                (row, column) = (row + 1, width);
            }
        }
        if column == columns {
            (row, column) = (row + 1, 0);
        }
    }
    row + 1
}

#[cfg(test)]
mod tests {
    use super::rows_of;

    #[test]
    fn rows() {
        assert_eq!(rows_of("› ", "", 10), 1);
        assert_eq!(rows_of("› ", "1234567", 10), 1);
        assert_eq!(rows_of("› ", "12345678", 10), 2, "the cursor waits in the next row");
        assert_eq!(rows_of("› ", "日本語日本", 10), 2);
        assert_eq!(rows_of("› ", "a\nb\n", 10), 3);
        assert_eq!(rows_of("› ", "\tx", 10), 1);
    }
}
