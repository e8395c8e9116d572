//! What was found in one sitting: what many sittings are compared by.

use crate::bank::{Rubric, Step};
use crate::interview::Session;
use crate::scoring::{Document, Verdict};

/// What the judge found in a session, with its pacing. Derived from the session's events and
/// content: it can be thrown away and made again.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Who found it: [`crate::scoring::SCORER`] at the time.
    pub scorer: String,
    /// The candidate's own guess of the total, 0 to 100.
    pub guess: Option<u8>,
    /// The steps that were part of it, in order.
    pub steps: Vec<StepFinding>,
    /// The criteria that counted, by id.
    pub criteria: Vec<CriterionFinding>,
}

/// A step of a sitting.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFinding {
    /// The step.
    pub step: Step,
    /// 0 to 100 from its own criteria; `None` where none of them counted.
    pub score: Option<f64>,
    /// Its budget in milliseconds of box time; `None` when untimed.
    pub planned_ms: Option<u64>,
    /// What was used for it, in milliseconds of box time.
    pub spent_ms: u64,
}

/// A criterion in a sitting.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionFinding {
    /// Its id.
    pub id: String,
    /// Where it is listed.
    pub step: Step,
    /// Whether every prompt asks for it.
    pub shared: bool,
    /// Its weight at the session's level.
    pub weight: f64,
    /// The judge's verdict.
    pub verdict: Verdict,
    /// The candidate's verdict, where a review of it counts.
    pub reviewed: Option<Verdict>,
}

impl Findings {
    /// What a score says of the session that it scores.
    pub fn of(session: &Session, document: &Document, rubric: &Rubric) -> Self {
        let reviews = session.reviews();
        let shared = |id: &str| rubric.criteria.iter().any(|one| one.id == id && one.shared);
        let mut criteria: Vec<CriterionFinding> = document
            .criteria
            .iter()
            .map(|judged| CriterionFinding {
                id: judged.id.clone(),
                step: judged.step,
                shared: shared(&judged.id),
                weight: judged.weight,
                verdict: judged.verdict,
                reviewed: reviews
                    .get(&judged.id)
                    .filter(|review| review.stands_for(judged))
                    .map(|review| review.verdict),
            })
            .collect();
        criteria.sort_by(|a, b| a.id.cmp(&b.id));
        criteria.dedup_by(|a, b| a.id == b.id);
        let score = |step: Step| {
            let found = document.steps.iter().find(|scored| scored.id == step);
            found.and_then(|scored| scored.score)
        };
        Self { scorer: document.scorer.clone(), criteria, ..Self::unjudged(session, "", score) }
    }

    /// What can be said of a session whose content is lost: its pacing.
    pub fn pacing(session: &Session, scorer: &str) -> Self {
        Self::unjudged(session, scorer, |_| None)
    }

    fn unjudged(session: &Session, scorer: &str, score: impl Fn(Step) -> Option<f64>) -> Self {
        let timed = session.time().length_ms().is_some();
        let mut steps: Vec<StepFinding> = session
            .steps()
            .iter()
            .map(|budget| StepFinding {
                step: budget.step,
                score: score(budget.step),
                planned_ms: timed.then_some(budget.seconds * 1000),
                spent_ms: session.spent_in(budget.step),
            })
            .collect();
        steps.sort_by_key(|step| step.step);
        steps.dedup_by_key(|step| step.step);
        Self { scorer: scorer.to_owned(), guess: session.guess(), steps, criteria: Vec::new() }
    }
}
