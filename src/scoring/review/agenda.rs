//! In which order verdicts are reviewed.

use std::collections::BTreeMap;

use super::Review;
use crate::scoring::{CriterionVerdict, Document, Verdict};

/// When a verdict has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// First: two judges say different things.
    Disputed,
    /// Then: the judge is not sure.
    Unsure,
    /// Then what was missed.
    Missed,
    /// Then what was half met.
    Partly,
    /// On request: what was met.
    Rest,
}

/// When a verdict has its turn.
pub fn turn(judged: &CriterionVerdict) -> Turn {
    match judged.verdict {
        _ if judged.is_disputed() => Turn::Disputed,
        _ if judged.unsure => Turn::Unsure,
        Verdict::Missed => Turn::Missed,
        Verdict::Partly => Turn::Partly,
        Verdict::Met => Turn::Rest,
    }
}

/// All verdicts of the judge by their turn; within a turn the weightiest first, then in the order of
/// the rubric. Nothing that is reviewed changes the order, so that a review goes on where it stopped.
pub fn to_review(document: &Document) -> Vec<&CriterionVerdict> {
    let mut all: Vec<&CriterionVerdict> = document.criteria.iter().collect();
    all.sort_by(|a, b| turn(a).cmp(&turn(b)).then(b.weight.total_cmp(&a.weight)));
    all
}

/// Whether a verdict was accepted or overridden. What was accepted from another judge, who said
/// something else, is open again.
pub fn is_decided(judged: &CriterionVerdict, reviews: &BTreeMap<String, Review>) -> bool {
    reviews.get(&judged.id).is_some_and(|review| review.stands_for(judged))
}
