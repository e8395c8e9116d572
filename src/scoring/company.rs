//! How an answer fares in all the rest: what it says half is likelier meant wholly by somebody who says
//! much elsewhere, and a word in passing likelier no more than that where little else is said. Readers
//! who mark answers do the same; it is measured in how strongly windows speak, not in words.

use super::compiled::Compiled;
use super::submission::Submission;
use super::walk::Walk;

/// How strongly the best window of a criterion speaks on average: 0 not at all, 2 wholly. An answer is
/// taken to have two criteria of this strength beside its own, so that few of them say little.
const USUAL: f32 = 0.8;

/// For each criterion, how strongly the best windows of the others speak on average: for those that all
/// prompts share, of the shared ones, for the prompt's own, of its own, because an answer to another
/// prompt has all that designs share. Criteria that do not count in this session are left out; of a
/// part of an answer nothing is known.
pub(super) fn company(compiled: &Compiled, submission: &Submission, walk: &Walk<'_>) -> Vec<f32> {
    let criteria = &compiled.rubric().criteria;
    if submission.part {
        return vec![USUAL; criteria.len()];
    }
    let strength = |number: usize| walk.best[number].first().map_or(0.0, |best| best.strength);
    let beside = |number: usize| {
        let others = criteria.iter().enumerate().filter(|&(other, criterion)| {
            other != number
                && criterion.shared == criteria[number].shared
                && submission.counts(criterion)
        });
        let start = (2.0 * USUAL, 2.0);
        let (sum, count) =
            others.fold(start, |(sum, count), (other, _)| (sum + strength(other), count + 1.0));
        sum / count
    };
    (0..criteria.len()).map(beside).collect()
}
