//! The content files embedded in the program.

/// Files of a folder: stem and text, sorted by stem.
pub(super) type Files = &'static [(&'static str, &'static str)];

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

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

/// The text of a file by its stem.
pub(super) fn text(files: Files, stem: &str) -> Option<&'static str> {
    let index = files.binary_search_by_key(&stem, |&(stem, _)| stem).ok()?;
    Some(files[index].1)
}
