//! The content files embedded in the program: their values, ready to be read, and their texts, for
//! faults that show a line.

use zstd::bulk::Decompressor;
use zstd::zstd_safe::get_frame_content_size;

/// Files of a folder, sorted by stem.
pub(super) type Files = &'static [File];

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// A content file embedded in the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its name without `.toml`.
    pub(super) stem: &'static str,
    text: Text,
    /// Its values; nothing where its text is no TOML.
    json: &'static [u8],
}

#[derive(Clone, Copy, Debug)]
enum Text {
    /// Compressed beside the values, which hold most of it.
    Beside(&'static [u8]),
    #[cfg(test)]
    Plain(&'static str),
}

/// What the build script compressed beside `others`. What it made can be unpacked, and says how long it
/// was.
fn unpack(bytes: &[u8], others: &[u8]) -> Vec<u8> {
    let length = get_frame_content_size(bytes).ok().flatten().unwrap_or(0);
    Decompressor::with_dictionary(others)
        .and_then(|mut unpacking| unpacking.decompress(bytes, length as usize))
        .unwrap_or_default()
}

impl File {
    /// A file of which there is only the text.
    #[cfg(test)]
    pub(super) const fn plain(stem: &'static str, text: &'static str) -> Self {
        Self { stem, text: Text::Plain(text), json: &[] }
    }

    /// Its text, as it was when the program was built.
    pub(super) fn text(&self) -> String {
        match self.text {
            Text::Beside(text) => String::from_utf8(unpack(text, &self.json())).unwrap_or_default(),
            #[cfg(test)]
            Text::Plain(text) => text.to_owned(),
        }
    }

    /// Its values as JSON, in the words of the file; empty where it has none.
    pub(super) fn json(&self) -> Vec<u8> {
        unpack(self.json, &[])
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
