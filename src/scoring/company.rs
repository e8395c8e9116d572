//! How an answer fares in all the rest: what it says half is likelier meant wholly by somebody who says
//! much elsewhere, and a word in passing likelier no more than that where little else is said or
//! everything is only named. Readers who mark answers do the same; it is measured in how strongly and
//! how fully windows speak, not in how many words there are.

use crate::bank::Criterion;

use super::compiled::Compiled;
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
}

impl Company {
    /// What is usual in the answers on which the verdict was fitted. An answer is taken to have some such
    /// criteria beside its own, so that few of them say little.
    const USUAL: Self = Self { strength: 0.9, bare: 0.13, length: 0.36 };

    fn of(best: &Candidate, pages: &[Page<'_>]) -> Self {
        let marks = &pages[best.page].marks[best.first..best.last];
        Self {
            strength: best.strength,
            bare: f32::from(u8::from(marks.iter().any(|mark| mark.bare))),
            length: best.features.length.min(2.0),
        }
    }
}

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
    let weighty = words.filter(|word| !word.cue.is_function()).count() as f32;
    let few = FEW + MORE * (1.0 - weighty / ENOUGH).max(0.0);
    let best: Vec<Option<Company>> = walk.best[..criteria.len()]
        .iter()
        .map(|best| best.first().map(|best| Company::of(best, pages)))
        .collect();
    let beside = |number: usize| {
        let mean = |usual: f32, value: fn(&Company) -> f32, of: &dyn Fn(&Criterion) -> bool| {
            let others =
                criteria.iter().zip(&best).enumerate().filter(|&(other, (criterion, _))| {
                    other != number && submission.counts(criterion) && of(criterion)
                });
            let add = |(sum, count), (_, (_, best)): (_, (_, &Option<Company>))| {
                (sum + best.as_ref().map_or(0.0, value), count + 1.0)
            };
            let (sum, count) = others.fold((few * usual, few), add);
            sum / count
        };
        let like = |criterion: &Criterion| criterion.shared == criteria[number].shared;
        Company {
            strength: mean(Company::USUAL.strength, |one| one.strength, &like),
            bare: mean(Company::USUAL.bare, |one| one.bare, &|_| true),
            length: mean(Company::USUAL.length, |one| one.length, &|_| true),
        }
    };
    (0..criteria.len()).map(beside).collect()
}
