//! Answers + rubric + level → score document.
//!
//! [`Compiled`] is a rubric made ready, once; [`score`] holds an answer against it in one walk:
//! `text` cuts it into segments with byte offsets and marks what stands under a negation,
//! `phrases` finds the concept groups, `features` adds up how much of each exemplar, of the
//! criterion's text and of what sets its meeting exemplars apart is in a window of one to three
//! segments (word by word, by stem, by the lexicon or by the table in `words`), `verdict` turns
//! that into the chances of "half" and "wholly", `ruling` and `guards` take away what is not meant,
//! and `arithmetic` makes the numbers. [`explain`] shows all of it for one criterion. `review` holds the
//! rules by which a candidate disputes a verdict.
//!
//! # What it was calibrated on
//!
//! The curves in `verdict` were fitted with the sign of each weight fixed, on two sets: every
//! exemplar of the built-in rubrics, judged with itself taken out of its criterion and put among
//! exemplars of other criteria; and ten answers of the development part read through by hand
//! (242 verdicts, one reader). Folds left out whole answers and whole criteria. The table in
//! `order` was counted over exemplars, facts and reference answers; the other borders were set
//! where the development answers and the attacks in `tests` lie far apart. The frozen answers were
//! not looked at.

mod agreement;
mod answering;
mod arithmetic;
mod columns;
mod compiled;
mod document;
mod estimates;
mod explain;
mod features;
mod guards;
mod judge;
mod likeness;
mod logarithm;
mod order;
mod page;
mod phrases;
mod reason;
mod review;
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
pub use compiled::Compiled;
pub use document::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    SCORER, Slip, StepScore, Verdict,
};
pub use explain::{Explanation, GroupFound, explain};
pub use judge::score;
pub use likeness::{Documents, Family, Likeness, Listener, Sentence};
pub use review::{
    NoLines, NotTaken, Review, Turn, confirm, dispute, is_decided, locate, pick, reviewed,
    to_review, turn,
};
pub use submission::{LONGEST_ANSWER, ScoreError, Submission};
pub use words::{DIMS, RowId, UNKNOWN_WEIGHT, WordVector, Words, WordsError, cosine};
