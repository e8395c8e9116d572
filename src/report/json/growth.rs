//! `compare --json`, `progress --json` and `drill --json`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::bank::{Level, Step, Tier};
use crate::interview::{Mode, Source};
use crate::report::figures::timestamp;
use crate::report::{ComparePage, ProgressPage};
use crate::scoring::{Evidence, Verdict};
use crate::study::drills::{Card, MINUTES, Queue};
use crate::study::{Calibration, Compared, Point, StepFigures, Weakness, change};

/// The name of the format of [`CompareDocument`].
pub const COMPARE: &str = "onsite.compare/1";
/// The name of the format of [`ProgressDocument`].
pub const PROGRESS: &str = "onsite.progress/1";
/// The name of the format of [`DrillDocument`].
pub const DRILL: &str = "onsite.drill/1";

/// A number with one decimal, as totals have.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// An attempt.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct AttemptEntry {
    id: String,
    prompt: String,
    mode: Mode,
    level: Level,
    input: Source,
    started_at: String,
    /// The judge's total that was shown, 0 to 100.
    total: f64,
    reviewed_total: Option<f64>,
    guess: Option<u8>,
    /// Which attempt at its prompt it is, from 1.
    attempt: u64,
    after_practice: bool,
    reference_seen: bool,
}

impl AttemptEntry {
    fn of(point: &Point) -> Self {
        let attempt = &point.attempt;
        Self {
            id: attempt.session.clone(),
            prompt: attempt.prompt.clone(),
            mode: attempt.mode,
            level: attempt.level,
            input: attempt.input,
            started_at: timestamp(attempt.started_ms),
            total: attempt.total,
            reviewed_total: attempt.reviewed_total,
            guess: attempt.guess,
            attempt: point.marks.number,
            after_practice: point.marks.after_practice,
            reference_seen: point.marks.reference_seen,
        }
    }
}

/// Two attempts beside each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompareDocument {
    schema: &'static str,
    prompt: String,
    level: String,
    /// The version of the rubric that both were judged by.
    rubric: u32,
    notes: Vec<String>,
    first: AttemptEntry,
    second: AttemptEntry,
    /// Both totals by that rubric and level.
    totals: [f64; 2],
    steps: Vec<StepPair>,
    won: usize,
    lost: usize,
    same: usize,
    criteria: Vec<CriterionPair>,
    only_first: Vec<String>,
    only_second: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct StepPair {
    id: Step,
    first: Option<f64>,
    second: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct CriterionPair {
    id: String,
    step: Step,
    tier: Tier,
    weight: f64,
    text: String,
    change: &'static str,
    first: SideEntry,
    second: SideEntry,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct SideEntry {
    verdict: Verdict,
    unsure: bool,
    prompted: bool,
    evidence: Vec<Evidence>,
}

impl CompareDocument {
    /// The document of a comparison.
    pub fn of(page: &ComparePage<'_>) -> Self {
        let comparison = page.comparison;
        let [first, second] = page.attempts.map(AttemptEntry::of);
        let [won, lost, same] = comparison.counts();
        let pair = |one: &Compared| {
            let [first, second] = one.sides.clone().map(|side| SideEntry {
                verdict: side.verdict,
                unsure: side.unsure,
                prompted: side.prompted,
                evidence: side.evidence,
            });
            CriterionPair {
                id: one.id.clone(),
                step: one.step,
                tier: one.tier,
                weight: one.weight,
                text: one.text.clone(),
                change: one.change.id(),
                first,
                second,
            }
        };
        let steps = comparison.steps.iter();
        Self {
            schema: COMPARE,
            prompt: first.prompt.clone(),
            level: page.level.to_owned(),
            rubric: page.rubric,
            notes: page.notes.to_vec(),
            first,
            second,
            totals: comparison.totals,
            steps: steps
                .map(|(id, [first, second])| StepPair { id: *id, first: *first, second: *second })
                .collect(),
            won,
            lost,
            same,
            criteria: comparison.criteria.iter().map(pair).collect(),
            only_first: comparison.only[0].clone(),
            only_second: comparison.only[1].clone(),
        }
    }
}

/// How the interviews went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgressDocument {
    schema: &'static str,
    prompt: Option<String>,
    /// How many attempts count.
    attempts: u64,
    /// The newest of them, oldest first, at most [`crate::study::TREND`].
    trend: Vec<PointEntry>,
    steps: Vec<StepEntry>,
    rabbit_hole: Option<Overran>,
    weakest: Vec<WeakEntry>,
    /// Whether weak criteria are left out, for they would spoil a mock that runs.
    hidden: bool,
    calibration: CalibrationEntry,
    siblings: Vec<SiblingEntry>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct PointEntry {
    #[serde(flatten)]
    attempt: AttemptEntry,
    steps: BTreeMap<Step, f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct StepEntry {
    id: Step,
    scored: u64,
    mean: Option<f64>,
    /// The mean of the newest three scores, and of the three before them.
    recent: Option<f64>,
    before: Option<f64>,
    /// In how many attempts it was timed; scripts are left out.
    timed: u64,
    /// The means over these.
    planned_s: Option<u64>,
    spent_s: Option<u64>,
    longest_overrun: Option<Overran>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Overran {
    session: String,
    step: Step,
    planned_s: u64,
    spent_s: u64,
    over_s: u64,
}

impl Overran {
    fn of(overrun: &crate::study::Overrun) -> Self {
        Self {
            session: overrun.session.clone(),
            step: overrun.step,
            planned_s: overrun.planned_ms / 1000,
            spent_s: overrun.spent_ms / 1000,
            over_s: overrun.over_ms() / 1000,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct WeakEntry {
    id: String,
    /// `null` for one that every prompt asks for.
    prompt: Option<String>,
    step: Step,
    text: String,
    asked: u64,
    missed: u64,
    partly: u64,
    last_session: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct CalibrationEntry {
    guess: Calibrated,
    review: Calibrated,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Calibrated {
    count: u64,
    /// Own minus judge, in points.
    mean_error: Option<f64>,
    mean_distance: Option<f64>,
    direction: Option<&'static str>,
}

impl Calibrated {
    fn of(one: &Calibration) -> Self {
        Self {
            count: one.count,
            mean_error: one.mean_error().map(tenth),
            mean_distance: one.mean_distance().map(tenth),
            direction: one.direction().map(crate::study::Direction::id),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct SiblingEntry {
    prompt: String,
    sibling: String,
}

impl ProgressDocument {
    /// The document of a page.
    pub fn of(page: &ProgressPage<'_>) -> Self {
        let progress = page.progress;
        let step = |figures: &StepFigures| {
            let change = change(&progress.scores(figures.step));
            let mean = |sum: u64| (figures.timed > 0).then(|| sum / figures.timed / 1000);
            StepEntry {
                id: figures.step,
                scored: figures.scored,
                mean: figures.mean.map(tenth),
                recent: change.map(|change| tenth(change.recent)),
                before: change.and_then(|change| change.before).map(tenth),
                timed: figures.timed,
                planned_s: mean(figures.planned_ms),
                spent_s: mean(figures.spent_ms),
                longest_overrun: figures.longest.as_ref().map(Overran::of),
            }
        };
        let weak = |(weak, text): (&Weakness, &String)| WeakEntry {
            id: weak.criterion.clone(),
            prompt: weak.prompt.clone(),
            step: weak.step,
            text: text.clone(),
            asked: weak.asked,
            missed: weak.missed,
            partly: weak.partly,
            last_session: weak.session.clone(),
        };
        let point = |point: &Point| PointEntry {
            attempt: AttemptEntry::of(point),
            steps: point.steps.clone(),
        };
        let sibling = |(prompt, sibling): &(String, String)| SiblingEntry {
            prompt: prompt.clone(),
            sibling: sibling.clone(),
        };
        Self {
            schema: PROGRESS,
            prompt: page.prompt.map(str::to_owned),
            attempts: progress.count,
            trend: progress.trend.iter().map(point).collect(),
            steps: progress.steps.iter().map(step).collect(),
            rabbit_hole: progress.rabbit_hole().map(Overran::of),
            weakest: progress.weakest.iter().zip(page.texts).map(weak).collect(),
            hidden: page.hidden,
            calibration: CalibrationEntry {
                guess: Calibrated::of(&progress.guess),
                review: Calibrated::of(&progress.review),
            },
            siblings: page.siblings.iter().map(sibling).collect(),
        }
    }
}

/// The cards of today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DrillDocument {
    schema: &'static str,
    today: Date,
    /// How many are asked, and about how many minutes they take.
    count: usize,
    minutes: usize,
    /// How many were answered today.
    answered_today: usize,
    /// How many cards are left out, for they would spoil a mock that runs.
    hidden: usize,
    /// Whether nothing is due, and these are new ones that come tomorrow.
    ahead: bool,
    /// The next day on which something is due, where nothing is asked.
    next: Option<Date>,
    cards: Vec<DrillEntry>,
}

/// A card of today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DrillEntry {
    prompt: String,
    criterion: String,
    step: Step,
    session: String,
    /// What was last said of it.
    verdict: Verdict,
    due: Date,
    answers: u32,
    weight: f64,
    question: String,
}

impl DrillEntry {
    /// The entry of a card.
    pub fn of(card: &Card, question: String) -> Self {
        Self {
            prompt: card.standing.card.prompt.clone(),
            criterion: card.standing.card.criterion.clone(),
            step: card.standing.step,
            session: card.standing.session.clone(),
            verdict: card.verdict(),
            due: card.due(),
            answers: card.answers,
            weight: card.standing.weight,
            question,
        }
    }
}

impl DrillDocument {
    /// The document of a queue; `hidden` cards are left out because of what runs.
    pub fn new(today: Date, queue: &Queue<'_>, hidden: usize, cards: Vec<DrillEntry>) -> Self {
        Self {
            schema: DRILL,
            today,
            count: cards.len(),
            minutes: cards.len() * MINUTES as usize,
            answered_today: queue.answered,
            hidden,
            ahead: queue.ahead,
            next: queue.next,
            cards,
        }
    }
}
