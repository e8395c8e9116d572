//! Answers and a prepared rubric → document.

use crate::bank::{Criterion, Step};

use super::arithmetic::{Frame, assemble, round};
use super::compiled::Compiled;
use super::document::{CriterionVerdict, Document, Evidence, Place, RaisedFlag, Verdict};
use super::page::Page;
use super::submission::{LONGEST_ANSWER, ScoreError, Submission};
use super::text::Reader;
use super::verdict::class;
use super::walk::{Best, Candidate, Walk};

/// The most quotations for a criterion.
const QUOTES: usize = 3;

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
    let mut reader = Reader::new(&compiled.vocabulary);
    let pages: Vec<Page<'_>> = submission
        .answers
        .iter()
        .map(|(&place, text)| Page::read(compiled, &mut reader, place, text))
        .collect();
    let mut walk = Walk::new(compiled, &reader);
    for (number, page) in pages.iter().enumerate() {
        walk.page(number, page);
    }
    let counted = |criterion: &Criterion| {
        submission.has(criterion.step)
            && criterion.curveball.as_ref().is_none_or(|id| submission.curveballs.contains(id))
    };
    let criteria = rubric
        .criteria
        .iter()
        .zip(&walk.best)
        .filter(|(criterion, _)| counted(criterion))
        .map(|(criterion, best)| verdict(criterion, best, &pages))
        .collect();
    let flags: Vec<RaisedFlag> = Vec::new();
    let frame = Frame {
        id: submission.id.clone(),
        rubric: compiled.reference().clone(),
        level: submission.level,
        judge: "offline".to_owned(),
        guess: submission.guess,
        steps: Step::ALL.into_iter().filter(|&step| submission.has(step)).collect(),
        answers: submission.answers.clone(),
    };
    Ok(assemble(rubric, frame, criteria, flags))
}

fn verdict(criterion: &Criterion, best: &Best, pages: &[Page<'_>]) -> CriterionVerdict {
    let strength = best.first().map_or(0.0, |one| one.strength);
    let (verdict, distance) = class(strength);
    let confidence = round((0.5 + f64::from(distance)).min(0.99), 2);
    CriterionVerdict {
        id: criterion.id.clone(),
        step: criterion.step,
        tier: criterion.tier,
        weight: 0.0,
        verdict,
        confidence,
        unsure: distance < 0.1,
        prompted: false,
        evidence: if verdict == Verdict::Missed {
            Vec::new()
        } else {
            evidence(best, pages, criterion.step)
        },
        reason: String::new(),
    }
}

/// The segments of the best windows, its own step's first where they are about as strong.
fn evidence(best: &Best, pages: &[Page<'_>], step: Step) -> Vec<Evidence> {
    let Some(strongest) = best.first() else { return Vec::new() };
    let own = |one: &Candidate| pages[one.page].place == Place::Step(step);
    let close = |one: &&Candidate| own(one) && one.strength >= strongest.strength - 0.1;
    let chosen = best.iter().find(close).unwrap_or(strongest);
    let page = &pages[chosen.page];
    (chosen.first..chosen.last)
        .take(QUOTES)
        .map(|at| {
            let segment = page.segments[at];
            Evidence {
                quote: page.text[segment.start..segment.end].to_owned(),
                step: page.place,
                start: segment.start,
                end: segment.end,
            }
        })
        .collect()
}
