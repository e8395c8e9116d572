//! From verdicts to numbers: the section "Score" of the contract, and nothing else.
//!
//! Sums run in the order of the rubric, so that the same verdicts give the same bits everywhere.

use std::collections::BTreeMap;

use crate::bank::{Criterion, Level, Rubric, Step, Tier, When};

use super::document::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    SCORER, StepScore, Verdict,
};
use super::estimates::estimates;

/// Everything about a document that does not follow from its verdicts.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The id of a `--jsonl` line.
    pub id: Option<serde_json::Value>,
    /// Which rubric.
    pub rubric: RubricRef,
    /// The level whose weights the total uses.
    pub level: Level,
    /// Who gave the verdicts.
    pub judge: String,
    /// The candidate's own guess.
    pub guess: Option<u8>,
    /// The steps that were part.
    pub steps: Vec<Step>,
    /// The text that was judged.
    pub answers: Answers,
}

/// A verdict that a reviewer puts in the place of the scorer's.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The reviewer's verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The sentences that the reviewer points at; empty keeps the scorer's.
    pub evidence: Vec<Evidence>,
}

/// Makes the document from verdicts: `criteria` holds those that count, in the rubric's order.
/// Their weights are set here.
pub fn assemble(
    rubric: &Rubric,
    frame: Frame,
    mut criteria: Vec<CriterionVerdict>,
    red_flags: Vec<RaisedFlag>,
) -> Document {
    let by_id: BTreeMap<&str, &Criterion> =
        rubric.criteria.iter().map(|criterion| (criterion.id.as_str(), criterion)).collect();
    criteria.retain(|verdict| by_id.contains_key(verdict.id.as_str()));
    for verdict in &mut criteria {
        if let Some(criterion) = by_id.get(verdict.id.as_str()) {
            verdict.weight = criterion.weight.at(frame.level);
        }
    }
    let sheet = Sheet { rubric, by_id, frame: &frame, criteria: &criteria, red_flags: &red_flags };
    let same = |verdict: &CriterionVerdict| verdict.verdict;
    let unsure = |verdict: &CriterionVerdict, moved: Verdict| {
        if verdict.unsure { moved } else { verdict.verdict }
    };
    let (total, capped_by) = sheet.total(frame.level, &same);
    let (low, _) = sheet.total(frame.level, &|verdict| unsure(verdict, verdict.verdict.lower()));
    let (high, _) = sheet.total(frame.level, &|verdict| unsure(verdict, verdict.verdict.higher()));
    let levels = Level::ALL.into_iter().map(|level| (level, sheet.total(level, &same).0)).collect();
    let steps = sheet.steps();
    let estimates = estimates(&frame.answers);
    Document {
        schema: SCHEMA.to_owned(),
        id: frame.id,
        scorer: SCORER.to_owned(),
        prompt: rubric.prompt.clone(),
        rubric: frame.rubric,
        level: frame.level,
        judge: frame.judge,
        model: None,
        second: None,
        total,
        range: [low, high],
        verdict: Overall::of(total),
        capped_by,
        guess: frame.guess,
        levels,
        steps,
        criteria,
        red_flags,
        arithmetic: estimates.slips,
        unused_estimates: estimates.unused,
        answers: frame.answers,
    }
}

/// The document again with some verdicts replaced; text is not looked at.
pub fn rescore(
    rubric: &Rubric,
    document: &Document,
    overrides: &BTreeMap<String, Override>,
) -> Document {
    let criteria = document.criteria.iter().map(|old| match overrides.get(&old.id) {
        None => old.clone(),
        Some(new) => CriterionVerdict {
            verdict: new.verdict,
            confidence: 1.0,
            unsure: false,
            evidence: match (new.verdict, new.evidence.is_empty()) {
                (Verdict::Missed, _) => Vec::new(),
                (_, true) => old.evidence.clone(),
                (_, false) => new.evidence.clone(),
            },
            reason: new.reason.clone(),
            ..old.clone()
        },
    });
    let frame = Frame {
        id: document.id.clone(),
        rubric: document.rubric.clone(),
        level: document.level,
        judge: document.judge.clone(),
        guess: document.guess,
        steps: document
            .steps
            .iter()
            .filter(|step| step.weight.is_some())
            .map(|step| step.id)
            .collect(),
        answers: document.answers.clone(),
    };
    Document {
        model: document.model.clone(),
        second: document.second.clone(),
        ..assemble(rubric, frame, criteria.collect(), document.red_flags.clone())
    }
}

/// Half up to `digits` decimals. The small addition takes up what binary fractions lose.
pub(super) fn round(value: f64, digits: u32) -> f64 {
    let scale = (0..digits).fold(1.0, |scale, _| scale * 10.0);
    (value * scale + 0.5 + 1e-9).floor() / scale
}

struct Sheet<'a> {
    rubric: &'a Rubric,
    by_id: BTreeMap<&'a str, &'a Criterion>,
    frame: &'a Frame,
    criteria: &'a [CriterionVerdict],
    red_flags: &'a [RaisedFlag],
}

type Reading<'a> = &'a dyn Fn(&CriterionVerdict) -> Verdict;

impl Sheet<'_> {
    /// Weighted credit and the weight it is out of, over some of the criteria.
    fn sums(
        &self,
        level: Level,
        reading: Reading<'_>,
        counts: impl Fn(&CriterionVerdict) -> bool,
    ) -> (f64, f64) {
        let halved = matches!(level, Level::Senior | Level::Staff);
        let mut earned = 0.0;
        let mut possible = 0.0;
        for verdict in self.criteria.iter().filter(|verdict| counts(verdict)) {
            let Some(criterion) = self.by_id.get(verdict.id.as_str()) else { continue };
            let weight = criterion.weight.at(level);
            let share = if verdict.prompted && halved { 0.5 } else { 1.0 };
            earned += weight * reading(verdict).credit() * share;
            if criterion.tier != Tier::Bonus {
                possible += weight;
            }
        }
        (earned, possible)
    }

    /// The total at a level, and the caps that lowered it.
    fn total(&self, level: Level, reading: Reading<'_>) -> (f64, Vec<String>) {
        let (earned, possible) = self.sums(level, reading, |_| true);
        let mut total = percentage(earned, possible).unwrap_or(0.0);
        for flag in self.red_flags {
            total -= flag.points;
        }
        let uncapped = total.max(0.0);
        let mut capped = uncapped;
        let mut capped_by = Vec::new();
        for cap in &self.rubric.caps {
            if cap.at_most < uncapped && self.applies(&cap.when, reading) {
                capped = capped.min(cap.at_most);
                capped_by.push(cap.id.clone());
            }
        }
        (round(capped, 1), capped_by)
    }

    fn applies(&self, when: &When, reading: Reading<'_>) -> bool {
        match when {
            When::Missed(ids) => self.all_missed(reading, |verdict| ids.contains(&verdict.id)),
            When::StepMissed(step) => {
                self.all_missed(reading, |verdict| verdict.step == *step)
                    || self.is_absent(reading, &[*step])
            }
            When::Empty(steps) => self.is_absent(reading, steps),
            When::RedFlag(id) => self.red_flags.iter().any(|flag| flag.id == *id),
            When::MustsBelow(share) => {
                let mut musts = 0_u32;
                let mut shown = 0.0;
                for verdict in self.criteria {
                    let own = self
                        .by_id
                        .get(verdict.id.as_str())
                        .is_some_and(|criterion| criterion.tier == Tier::Must && !criterion.shared);
                    if own {
                        musts += 1;
                        shown += reading(verdict).credit();
                    }
                }
                musts > 0 && shown < share * f64::from(musts) - 1e-9
            }
        }
    }

    /// Whether nothing was written in these steps, and elsewhere less than half of what belongs there.
    fn is_absent(&self, reading: Reading<'_>, steps: &[Step]) -> bool {
        let mut part = steps.iter().filter(|step| self.frame.steps.contains(step)).peekable();
        let blank = part.peek().is_some()
            && !self.has_text(Place::All)
            && part.all(|&step| !self.has_text(Place::Step(step)));
        let belong = || self.criteria.iter().filter(|verdict| steps.contains(&verdict.step));
        let shown: f64 = belong().map(|verdict| reading(verdict).credit()).sum();
        blank && (shown < 0.5 * belong().count() as f64 || belong().count() == 0)
    }

    /// Whether there are such criteria and each of them is missed.
    fn all_missed(&self, reading: Reading<'_>, wanted: impl Fn(&CriterionVerdict) -> bool) -> bool {
        let mut counted = self.criteria.iter().filter(|verdict| wanted(verdict)).peekable();
        counted.peek().is_some() && counted.all(|verdict| reading(verdict) == Verdict::Missed)
    }

    fn has_text(&self, place: Place) -> bool {
        self.frame.answers.get(&place).is_some_and(|text| !text.trim().is_empty())
    }

    fn steps(&self) -> Vec<StepScore> {
        let level = self.frame.level;
        let same = |verdict: &CriterionVerdict| verdict.verdict;
        let (_, all) = self.sums(level, &same, |_| true);
        let step_score = |step: Step| {
            if !self.frame.steps.contains(&step) {
                return StepScore { id: step, score: None, weight: None };
            }
            let (earned, possible) = self.sums(level, &same, |verdict| verdict.step == step);
            StepScore {
                id: step,
                score: percentage(earned, possible).map(|score| round(score, 1)),
                weight: Some(if all > 0.0 { round(possible / all, 4) } else { 0.0 }),
            }
        };
        Step::ALL.into_iter().map(step_score).collect()
    }
}

/// At most 100; nothing where there is nothing to earn.
fn percentage(earned: f64, possible: f64) -> Option<f64> {
    (possible > 0.0).then(|| (100.0 * earned / possible).min(100.0))
}
