//! What a content file is, where its folder does not say so.

use toml::de::DeTable;

use super::document;
use crate::bank::fault::Faults;

/// What a content file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bank) enum FileKind {
    /// A prompt.
    Prompt,
    /// A rubric.
    Rubric,
    /// A lexicon.
    Lexicon,
}

/// Tells by the keys that only one kind has; a file with none of them is taken for a prompt.
///
/// # Errors
///
/// When the bytes are no text that could be read.
pub(in crate::bank) fn kind_of(path: &str, bytes: &[u8]) -> Result<FileKind, Faults> {
    let source = document::source(path, bytes)?;
    let (table, _) = DeTable::parse_recoverable(source.text());
    let has = |key: &str| table.get_ref().contains_key(key);
    Ok(if has("criterion") || has("red_flag") || has("cap") || has("prompt") {
        FileKind::Rubric
    } else if has("term") {
        FileKind::Lexicon
    } else {
        FileKind::Prompt
    })
}
