//! Two attempts at one prompt, criterion by criterion.

use crate::bank::{Rubric, Step, Tier};
use crate::scoring::{CriterionVerdict, Document, Evidence, Verdict};

/// What became of a criterion from the first attempt to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The second shows more of it.
    Won,
    /// The second shows less of it.
    Lost,
    /// Both show as much of it.
    Same,
}

impl Change {
    /// The word used in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Same => "same",
        }
    }
}

/// A criterion in one of the attempts.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the judge is not sure of it.
    pub unsure: bool,
    /// Whether it was shown only after a follow-up or a hint.
    pub prompted: bool,
    /// The words that show it.
    pub evidence: Vec<Evidence>,
}

/// A criterion in both attempts.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its id.
    pub id: String,
    /// Where it is listed.
    pub step: Step,
    /// How much it matters.
    pub tier: Tier,
    /// Its weight.
    pub weight: f64,
    /// What it asks for.
    pub text: String,
    /// What became of it.
    pub change: Change,
    /// The first attempt and the second.
    pub sides: [Side; 2],
}

/// Two attempts side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Both totals, 0 to 100.
    pub totals: [f64; 2],
    /// The score of every step in both; `None` where it was not part of one, or nothing in it
    /// counted.
    pub steps: Vec<(Step, [Option<f64>; 2])>,
    /// The criteria that counted in both: won, lost, then the same, the weightiest first.
    pub criteria: Vec<Compared>,
    /// The criteria that counted in one of them only: steps that were not sat, changes that did not
    /// come.
    pub only: [Vec<String>; 2],
}

/// Why two scores cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotComparable {
    /// They are answers to different prompts.
    #[error("one is an attempt at `{first}`, the other at `{second}`")]
    Prompts {
        /// The prompt of the first.
        first: String,
        /// The prompt of the second.
        second: String,
    },
    /// They were judged by different rubrics.
    #[error("they were judged by different rubrics")]
    Rubrics,
}

/// Compares two scores by one rubric, from the first to the second.
///
/// # Errors
/// See [`NotComparable`].
pub fn compare(
    first: &Document,
    second: &Document,
    rubric: &Rubric,
) -> Result<Comparison, NotComparable> {
    if first.prompt != second.prompt {
        let prompts = (first.prompt.clone(), second.prompt.clone());
        return Err(NotComparable::Prompts { first: prompts.0, second: prompts.1 });
    }
    if first.rubric != second.rubric {
        return Err(NotComparable::Rubrics);
    }
    let text = |id: &str| {
        let found = rubric.criteria.iter().find(|criterion| criterion.id == id);
        found.map_or_else(String::new, |criterion| criterion.text.clone())
    };
    let mut criteria: Vec<Compared> = Vec::new();
    for a in &first.criteria {
        let Some(b) = second.criteria.iter().find(|b| b.id == a.id) else { continue };
        criteria.push(Compared {
            id: a.id.clone(),
            step: a.step,
            tier: a.tier,
            weight: b.weight,
            text: text(&a.id),
            change: changed(a, b),
            sides: [side(a), side(b)],
        });
    }
    criteria.sort_by(|a, b| a.change.cmp(&b.change).then(b.weight.total_cmp(&a.weight)));
    let only = |these: &Document, others: &Document| {
        let other = |id: &str| others.criteria.iter().any(|other| other.id == id);
        these.criteria.iter().map(|one| one.id.clone()).filter(|id| !other(id)).collect()
    };
    let score = |document: &Document, step: Step| {
        document.steps.iter().find(|scored| scored.id == step).and_then(|scored| scored.score)
    };
    Ok(Comparison {
        totals: [first.total, second.total],
        steps: Step::ALL.map(|step| (step, [score(first, step), score(second, step)])).into(),
        criteria,
        only: [only(first, second), only(second, first)],
    })
}

impl Comparison {
    /// How many criteria were won, were lost, and are the same.
    pub fn counts(&self) -> [usize; 3] {
        [Change::Won, Change::Lost, Change::Same]
            .map(|change| self.criteria.iter().filter(|one| one.change == change).count())
    }
}

fn changed(a: &CriterionVerdict, b: &CriterionVerdict) -> Change {
    match b.verdict.cmp(&a.verdict) {
        std::cmp::Ordering::Greater => Change::Won,
        std::cmp::Ordering::Less => Change::Lost,
        std::cmp::Ordering::Equal => Change::Same,
    }
}

fn side(judged: &CriterionVerdict) -> Side {
    Side {
        verdict: judged.verdict,
        unsure: judged.unsure,
        prompted: judged.prompted,
        evidence: judged.evidence.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::bank::{Bank, Rubric};
    use crate::scoring::{Answers, Compiled, Submission, score};

    /// A rubric and what nothing scores by it.
    static EMPTY: LazyLock<(Rubric, Document)> = LazyLock::new(|| {
        let bank = Bank::open(None);
        let rubric = bank.rubric("url-shortener").unwrap();
        let compiled = Compiled::new(&rubric, None, &[], bank.lexicon().unwrap());
        let submission = Submission { answers: Answers::new(), ..Submission::default() };
        let document = score(&compiled, &submission).unwrap();
        (rubric, document)
    });

    fn empty() -> (Rubric, Document) {
        EMPTY.clone()
    }

    #[test]
    fn other_prompts_and_other_rubrics_are_refused() {
        let (rubric, document) = empty();
        let mut other = document.clone();
        other.rubric.sha256.push('0');
        assert_eq!(compare(&document, &other, &rubric), Err(NotComparable::Rubrics));
        other.prompt = "chat".to_owned();
        let error = compare(&document, &other, &rubric).unwrap_err().to_string();
        assert_eq!(error, "one is an attempt at `url-shortener`, the other at `chat`");
    }

    #[test]
    fn what_was_judged_in_one_only_stands_apart() {
        let (rubric, document) = empty();
        let mut part = document.clone();
        let gone = part.criteria.pop().unwrap().id;
        let comparison = compare(&document, &part, &rubric).unwrap();
        assert_eq!(comparison.only, [vec![gone], Vec::new()]);
        assert_eq!(comparison.criteria.len(), part.criteria.len());
        assert!(comparison.criteria.iter().all(|one| !one.text.is_empty()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Every criterion is won, lost or the same; the other way round what was lost is won.
        #[test]
        fn a_comparison_turned_round_is_its_mirror(
            verdicts in prop::collection::vec((0_usize..3, 0_usize..3), 40),
        ) {
            let (rubric, document) = empty();
            let all = [Verdict::Missed, Verdict::Partly, Verdict::Met];
            let (mut a, mut b) = (document.clone(), document);
            for (at, (first, second)) in verdicts.iter().enumerate().take(a.criteria.len()) {
                (a.criteria[at].verdict, b.criteria[at].verdict) = (all[*first], all[*second]);
            }
            let there = compare(&a, &b, &rubric).unwrap();
            let back = compare(&b, &a, &rubric).unwrap();
            let ([won, lost, same], [won_back, lost_back, same_back]) = (there.counts(), back.counts());
            prop_assert_eq!((won, lost, same), (lost_back, won_back, same_back));
            prop_assert_eq!(won + lost + same, a.criteria.len());
            prop_assert!(there.criteria.windows(2).all(|pair| pair[0].change <= pair[1].change));
        }
    }
}
