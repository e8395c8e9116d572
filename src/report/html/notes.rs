//! What is said about the words of the answers, numbered in the order of the page: verdicts by
//! their criteria, red flags, sums that are out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::marks::Mark;
use crate::bank::Step;
use crate::report::worth;
use crate::scoring::{CriterionVerdict, Document, Evidence, Place};

/// The verdicts in the order of the page, and the marks that they leave in the answers.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// The verdicts, by step and then as the rubric has them.
    verdicts: Vec<&'a CriterionVerdict>,
    marks: BTreeMap<Step, Vec<Mark>>,
}

impl<'a> Notes<'a> {
    /// Everything that a score says about these answers.
    pub(super) fn of(document: &'a Document, answers: &BTreeMap<Step, String>) -> Self {
        let mut verdicts: Vec<&CriterionVerdict> = document.criteria.iter().collect();
        verdicts.sort_by_key(|verdict| verdict.step);
        let mut notes = Self { verdicts, marks: BTreeMap::new() };
        for (verdict, number) in notes.verdicts.clone().into_iter().zip(1..) {
            let word = verdict.verdict.id();
            for (evidence, part) in verdict.evidence.iter().zip(1..) {
                notes.mark(answers, evidence, |range| Mark {
                    range,
                    class: word,
                    id: quoted(number, part),
                    about: criterion(number),
                    number: number.to_string(),
                    label: format!("{number} {word}: {}", worth::name(&verdict.id)),
                });
            }
        }
        for (flag, number) in document.red_flags.iter().zip(1..) {
            for (evidence, part) in flag.evidence.iter().zip(1..) {
                notes.mark(answers, evidence, |range| Mark {
                    range,
                    class: "flag",
                    id: format!("flag-{number}-{part}"),
                    about: format!("flag-{number}"),
                    number: "flag".to_owned(),
                    label: format!("red flag: {}", worth::name(&flag.id)),
                });
            }
        }
        for (slip, number) in document.arithmetic.iter().zip(1..) {
            let (quote, step) = (slip.quote.clone(), slip.step);
            let evidence = Evidence { quote, step, start: slip.start, end: slip.end };
            notes.mark(answers, &evidence, |range| Mark {
                range,
                class: "sum",
                id: format!("sum-{number}-1"),
                about: format!("sum-{number}"),
                number: "sum".to_owned(),
                label: format!("this comes to {}", crate::report::one_line(&slip.right)),
            });
        }
        notes
    }

    /// Marks words that really stand there.
    fn mark(
        &mut self,
        answers: &BTreeMap<Step, String>,
        evidence: &Evidence,
        mark: impl FnOnce(Range<usize>) -> Mark,
    ) {
        if let Some((step, range)) = standing(answers, evidence) {
            self.marks.entry(step).or_default().push(mark(range));
        }
    }

    /// The verdicts that are listed under a step, with their numbers from 1.
    pub(super) fn listed(&self, step: Step) -> impl Iterator<Item = (usize, &'a CriterionVerdict)> {
        let numbered = (1..).zip(self.verdicts.iter().copied());
        numbered.filter(move |(_, verdict)| verdict.step == step)
    }

    /// The number of a criterion; `None` when the score lacks it.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.verdicts.iter().position(|verdict| verdict.id == id).map(|at| at + 1)
    }

    /// What is marked in the answer to a step.
    pub(super) fn marks(&self, step: Step) -> &[Mark] {
        self.marks.get(&step).map_or(&[], Vec::as_slice)
    }

    /// Whether a place of the answers is marked, by its id.
    pub(super) fn is_marked(&self, id: &str) -> bool {
        self.marks.values().flatten().any(|mark| mark.id == id)
    }
}

/// The id of a criterion on the page.
pub(super) fn criterion(number: usize) -> String {
    format!("criterion-{number}")
}

/// The id of a quotation of a criterion in the answers, both from 1.
pub(super) fn quoted(number: usize, part: usize) -> String {
    format!("quoted-{number}-{part}")
}

/// Where a quotation stands, if it does.
fn standing(answers: &BTreeMap<Step, String>, evidence: &Evidence) -> Option<(Step, Range<usize>)> {
    let Place::Step(step) = evidence.step else { return None };
    let range = evidence.start..evidence.end;
    let found = answers.get(&step)?.get(range.clone())?;
    (found == evidence.quote && !range.is_empty()).then_some((step, range))
}
