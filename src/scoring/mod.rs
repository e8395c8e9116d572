//! Answers + rubric + level → score document.

mod document;

pub use document::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    SCORER, StepScore, Verdict,
};
