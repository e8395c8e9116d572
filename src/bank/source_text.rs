//! The text of a content file with its name, and where a byte of it stands.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use super::visible::visible;

/// A file's text under the name that messages use for it.
#[derive(Debug)]
pub(super) struct SourceText {
    path: String,
    text: LazyLock<String, Box<dyn FnOnce() -> String + Send>>,
    line_starts: OnceLock<Vec<usize>>,
    characters: OnceLock<Vec<usize>>,
}

/// Bytes between two places where the characters before are counted: a file of one long line with
/// very many faults must not be counted through for each.
const STRIDE: usize = 4096;

impl SourceText {
    /// Text called `path` in messages.
    pub(super) fn new(path: &str, text: String) -> Self {
        Self::made_later(path, || text)
    }

    /// Text called `path` in messages that is made when it is first looked at.
    pub(super) fn made_later(path: &str, text: impl FnOnce() -> String + Send + 'static) -> Self {
        Self {
            path: visible(path).into_owned(),
            text: LazyLock::new(Box::new(text)),
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    /// The name used in messages, control characters made visible.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line and the character in it, both from 1, of a byte offset.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.line_starts().get(line - 1).copied().unwrap_or(0);
        (line, self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1)
    }

    /// The line, from 1, of a byte offset.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= offset).max(1)
    }

    /// The line (from 1) without its end, and the byte offset at which it begins.
    pub(super) fn line(&self, line: usize) -> (&str, usize) {
        let starts = self.line_starts();
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or("");
        let text = text.strip_suffix('\n').unwrap_or(text);
        (text.strip_suffix('\r').unwrap_or(text), start)
    }

    /// The span moved inside the text and onto whole characters.
    pub(super) fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        start..self.text.ceil_char_boundary(span.end).max(start)
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        let count = |bytes: &[u8]| bytes.iter().filter(begins).count();
        let bytes = self.text.as_bytes();
        let sums = self.characters.get_or_init(|| {
            let strides = bytes.chunks(STRIDE).map(count);
            std::iter::once(0)
                .chain(strides.scan(0, |sum, characters| {
                    *sum += characters;
                    Some(*sum)
                }))
                .collect()
        });
        let offset = offset.min(bytes.len());
        let stride = offset / STRIDE;
        sums.get(stride).copied().unwrap_or(0) + count(&bytes[stride * STRIDE..offset])
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_lose_their_ends() {
        let source = SourceText::new("a", "x\r\nüber = 1\n".to_owned());
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position("x\r\nüber".len()), (2, 5));
        assert_eq!(source.line(1), ("x", 0));
        assert_eq!(source.line(2), ("über = 1", 3));
        assert_eq!(source.position(source.text().len()), (3, 1));
        assert_eq!(source.line(3), ("", source.text().len()));
        assert_eq!(source.clamp(4..999), 3..source.text().len());
    }

    proptest::proptest! {
        #[test]
        fn a_position_is_what_counting_gives(
            pieces in proptest::collection::vec("[aü\n€]{1,9}", 0..1500),
            at in proptest::prelude::any::<proptest::sample::Index>(),
        ) {
            let text = pieces.concat();
            let offset = text.floor_char_boundary(at.index(text.len() + 1));
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let source = SourceText::new("a", text.clone());
            proptest::prop_assert_eq!(source.position(offset), (line, column));
        }
    }
}
