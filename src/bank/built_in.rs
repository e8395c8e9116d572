//! The content files embedded in the program: their values, ready to be read, and their texts, for
//! faults that show a line.

use lz4_flex::block::decompress_size_prepended;
use miniz_oxide::inflate::decompress_to_vec;

/// Files of a folder, sorted by stem.
pub(super) type Files = &'static [File];

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// A content file embedded in the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its name without `.toml`.
    pub(super) stem: &'static str,
    text: Text,
    json: &'static [u8],
}

#[derive(Clone, Copy, Debug)]
enum Text {
    Deflated(&'static [u8]),
    #[cfg(test)]
    Plain(&'static str),
}

impl File {
    /// A file as the build script embeds it; `json` is empty where its text is no TOML.
    const fn built(stem: &'static str, deflated: &'static [u8], json: &'static [u8]) -> Self {
        Self { stem, text: Text::Deflated(deflated), json }
    }

    /// A file of which there is only the text.
    #[cfg(test)]
    pub(super) const fn plain(stem: &'static str, text: &'static str) -> Self {
        Self { stem, text: Text::Plain(text), json: &[] }
    }

    /// Its text, as it was when the program was built.
    pub(super) fn text(&self) -> String {
        match self.text {
            // What was deflated from a text is one again.
            Text::Deflated(bytes) => decompress_to_vec(bytes)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default(),
            #[cfg(test)]
            Text::Plain(text) => text.to_owned(),
        }
    }

    /// Its values as JSON, in the words of the file; empty where it has none.
    pub(super) fn json(&self) -> Vec<u8> {
        decompress_size_prepended(self.json).unwrap_or_default()
    }
}

/// Embedded content; tests bring their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct BuiltIn {
    /// The files of `prompts/`.
    pub(super) prompts: Files,
    /// The files of `rubrics/`.
    pub(super) rubrics: Files,
}

impl BuiltIn {
    /// What the program was built with.
    pub(super) fn content() -> Self {
        Self { prompts: PROMPTS, rubrics: RUBRICS }
    }
}

/// A file by its stem.
pub(super) fn file(files: Files, stem: &str) -> Option<&'static File> {
    let index = files.binary_search_by_key(&stem, |file| file.stem).ok()?;
    files.get(index)
}
