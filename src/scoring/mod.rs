//! Answers + rubric + level → score document.

mod arithmetic;
mod compiled;
mod document;
mod judge;
mod submission;
mod words;

pub use arithmetic::{Frame, Override, assemble, rescore};
pub use compiled::{Compiled, fingerprint};
pub use document::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    SCORER, StepScore, Verdict,
};
pub use judge::score;
pub use submission::{LONGEST_ANSWER, ScoreError, Submission};
pub use words::{DIMS, RowId, UNKNOWN_WEIGHT, WordVector, Words, WordsError, cosine};
