//! How an answer fares in all the rest: what it says half is likelier meant wholly by somebody who says
//! much elsewhere, and a word in passing likelier no more than that where little else is said or
//! everything is only named. Readers who mark answers do the same; it is measured in how strongly and
//! how fully windows speak, not in how many words there are. Beside it stands how long the whole answer is.

use super::compiled::Compiled;
use super::logarithm::ln;
use super::page::Page;
use super::submission::Submission;
use super::walk::{Candidate, Walk};

/// What the best windows of other criteria are like on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Company {
    /// How strongly they speak for theirs: 0 not at all, 2 wholly.
    pub(super) strength: f32,
    /// The share of them in which something is named and nothing said about it.
    pub(super) bare: f32,
    /// Their weighty words, in units of thirty, each at most two.
    pub(super) length: f32,
    /// The logarithm of how many times as long the whole answer is as is usual; 0 for a shorter one.
    pub(super) long: f32,
}

impl Company {
    /// What is usual in the answers on which the verdict was fitted. An answer is taken to have some such
    /// criteria beside its own, so that few of them say little.
    const USUAL: Self = Self { strength: 0.9, bare: 0.13, length: 0.36, long: 0.0 };

    fn of(best: &Candidate, pages: &[Page<'_>]) -> Self {
        let marks = &pages[best.page].marks[best.first..best.last];
        Self {
            strength: best.strength,
            bare: f32::from(u8::from(marks.iter().any(|mark| mark.bare))),
            length: best.features.length.min(2.0),
            long: 0.0,
        }
    }
}

/// The most words that a usual answer has. Write-ups that people publish have two or three times as many.
const USUAL_WORDS: f32 = 700.0;

/// How many usual criteria an answer is taken to have.
const FEW: f32 = 2.0;
/// How many more where nothing was written: a few lines do not say how somebody answers.
const MORE: f32 = 28.0;
/// From how many weighty words on no more are added.
const ENOUGH: f32 = 80.0;

/// For each criterion, what the others are like. How strongly they speak is taken, for criteria that all
/// prompts share, from the shared ones, and for the prompt's own from its own, because an answer to
/// another prompt has all that designs share. Criteria that do not count in this session are left out;
/// of a part of an answer nothing is known.
pub(super) fn company(
    compiled: &Compiled,
    submission: &Submission,
    walk: &Walk<'_>,
    pages: &[Page<'_>],
) -> Vec<Company> {
    let criteria = &compiled.rubric().criteria;
    if submission.part {
        return vec![Company::USUAL; criteria.len()];
    }
    let words = pages.iter().flat_map(|page| &page.words);
    let long = ln((pages.iter().map(written).sum::<usize>() as f32 / USUAL_WORDS).max(1.0));
    let weighty = words.filter(|word| !word.cue.is_function()).count() as f32;
    let few = FEW + MORE * (1.0 - weighty / ENOUGH).max(0.0);
    let usual = [Company::USUAL.strength, Company::USUAL.bare, Company::USUAL.length];
    let of = |number: usize| {
        let best = walk.best[number].first().map(|best| Company::of(best, pages));
        best.map_or([0.0; 3], |one| [one.strength, one.bare, one.length])
    };
    let counts = |number: usize| submission.counts(&criteria[number]);
    // The prompt's own criteria and the shared ones: what they come to, and how many there are.
    let mut sums = [([0.0_f32; 3], 0.0_f32); 2];
    for number in (0..criteria.len()).filter(|&number| counts(number)) {
        let (sum, count) = &mut sums[usize::from(criteria[number].shared)];
        *count += 1.0;
        for (sum, value) in sum.iter_mut().zip(of(number)) {
            *sum += value;
        }
    }
    let beside = |number: usize| {
        let (own, one) = if counts(number) { (of(number), 1.0) } else { ([0.0; 3], 0.0) };
        let mean = |at: usize, sum: f32, count: f32| {
            (sum - own[at] + few * usual[at]) / (count - one + few)
        };
        let like = &sums[usize::from(criteria[number].shared)];
        let all = |at: usize| mean(at, sums[0].0[at] + sums[1].0[at], sums[0].1 + sums[1].1);
        Company { strength: mean(0, like.0[0], like.1), bare: all(1), length: all(2), long }
    };
    (0..criteria.len()).map(beside).collect()
}

/// The words of a page, without records that were pasted and what does not count at all.
fn written(page: &Page<'_>) -> usize {
    let counted =
        page.segments.iter().zip(&page.marks).filter(|(_, mark)| !mark.repeats && !mark.void);
    counted.map(|(segment, _)| segment.last - segment.first).sum()
}
