//! Content files from text to values, with every fault of a file at once.

mod depth;
mod document;
mod fields;
mod kind;
mod lexicon;
mod manifest;
mod prompt;
mod rubric;
mod shape;
mod sourced;
mod walk;

pub use document::MAX_BYTES;
pub(super) use kind::{FileKind, kind_of};
pub use lexicon::read_lexicon;
pub use manifest::read_manifest;
pub use prompt::read_prompt;
pub(super) use prompt::salvage_prompt;
pub(super) use rubric::salvage_rubric;
pub use rubric::{read_rubric, read_shared};
pub use sourced::Sourced;

#[cfg(test)]
mod tests;
