//! Answers + rubric + level → score document.

mod agreement;
mod answering;
mod arithmetic;
mod columns;
mod compiled;
mod document;
mod explain;
mod features;
mod guards;
mod judge;
mod order;
mod page;
mod phrases;
mod reason;
mod ruling;
mod submission;
mod target;
#[cfg(test)]
mod tests;
mod text;
mod verdict;
mod walk;
mod words;

pub use agreement::{Agreement, DRAWS, Figure, Pair, Recall, agreement, by_limits, commonest};
pub use arithmetic::{Frame, Override, assemble, rescore};
pub use compiled::{Compiled, fingerprint};
pub use document::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    SCORER, StepScore, Verdict,
};
pub use explain::{Explanation, GroupFound, explain};
pub use judge::score;
pub use submission::{LONGEST_ANSWER, ScoreError, Submission};
pub use words::{DIMS, RowId, UNKNOWN_WEIGHT, WordVector, Words, WordsError, cosine};
