//! Answers and a prepared rubric → document.

use crate::bank::Step;

use super::arithmetic::{Frame, assemble};
use super::compiled::Compiled;
use super::document::{CriterionVerdict, Document, Verdict};
use super::submission::{LONGEST_ANSWER, ScoreError, Submission};

/// Judges every criterion that counts and makes the document.
///
/// # Errors
///
/// When an answer is longer than [`LONGEST_ANSWER`].
pub fn score(compiled: &Compiled, submission: &Submission) -> Result<Document, ScoreError> {
    for (&place, text) in &submission.answers {
        if text.len() > LONGEST_ANSWER {
            return Err(ScoreError::TooLong { place, bytes: text.len() });
        }
    }
    let rubric = compiled.rubric();
    let counted = rubric.criteria.iter().filter(|criterion| {
        submission.has(criterion.step)
            && criterion.curveball.as_ref().is_none_or(|id| submission.curveballs.contains(id))
    });
    let criteria = counted
        .map(|criterion| CriterionVerdict {
            id: criterion.id.clone(),
            step: criterion.step,
            tier: criterion.tier,
            weight: 0.0,
            verdict: Verdict::Missed,
            confidence: 1.0,
            unsure: false,
            prompted: false,
            evidence: Vec::new(),
            reason: String::new(),
        })
        .collect();
    let frame = Frame {
        id: submission.id.clone(),
        rubric: compiled.reference().clone(),
        level: submission.level,
        judge: "offline".to_owned(),
        guess: submission.guess,
        steps: Step::ALL.into_iter().filter(|&step| submission.has(step)).collect(),
        answers: submission.answers.clone(),
    };
    Ok(assemble(rubric, frame, criteria, Vec::new()))
}
