//! What is handed in to be scored, and how much of it is taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::{Criterion, Level, Step};

use super::document::{Answers, Place};

/// The longest answer that is judged, in bytes a place: about 170,000 words. A 45-minute interview
/// comes to some ten thousand bytes; the limit bounds the time that pasted text can take.
pub const LONGEST_ANSWER: usize = 1 << 20;

/// Answers with what is known about how they came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submission {
    /// The id of a `--jsonl` line, handed through to the document.
    pub id: Option<serde_json::Value>,
    /// The answer text by place.
    pub answers: Answers,
    /// Ids of the facts that were asked for.
    pub asked: BTreeSet<String>,
    /// Criteria about which a follow-up or a hint was given: how many bytes of each answer were
    /// there before it. A place that is not named had nothing in it.
    pub prompted: BTreeMap<String, BTreeMap<Place, usize>>,
    /// Ids of the curveballs that came; criteria of other curveballs do not count.
    pub curveballs: BTreeSet<String>,
    /// The steps that were part of the session; `None` means all of them.
    pub steps: Option<BTreeSet<Step>>,
    /// The level whose weights the total uses.
    pub level: Level,
    /// The candidate's own guess, 0 to 100.
    pub guess: Option<u8>,
    /// Whether this is only a part of an answer, or the answer to one question: how it fares in other
    /// criteria then says nothing.
    pub part: bool,
}

impl Submission {
    /// Whether a step was part of the session.
    pub fn has(&self, step: Step) -> bool {
        self.steps.as_ref().is_none_or(|steps| steps.contains(&step))
    }

    /// Whether a criterion counts: its step was part of the session, and its curveball came.
    pub fn counts(&self, criterion: &Criterion) -> bool {
        self.has(criterion.step)
            && criterion.curveball.as_ref().is_none_or(|id| self.curveballs.contains(id))
    }
}

/// Why answers were not scored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// An answer is longer than [`LONGEST_ANSWER`].
    #[error("the answer to `{place}` has {bytes} bytes; at most {LONGEST_ANSWER} are scored")]
    TooLong {
        /// Where it stands.
        place: Place,
        /// Its length.
        bytes: usize,
    },
}

impl ScoreError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "cut what is not part of the answer, such as pasted logs",
        }
    }
}
