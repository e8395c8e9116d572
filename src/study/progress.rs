//! How many sittings went: trends, pacing, calibration, folded from one pass over them.

use std::collections::{BTreeMap, VecDeque};

use crate::bank::{Level, Step};
use crate::interview::{Mode, Source};

/// How many of the newest attempts a trend holds.
pub const TREND: usize = 60;

/// An attempt that counts: a sitting that ended, was scored, and is neither a rehearsal nor struck
/// out.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The session.
    pub session: String,
    /// The prompt.
    pub prompt: String,
    /// What kind of sitting.
    pub mode: Mode,
    /// The level it was graded for.
    pub level: Level,
    /// Where the answers came from.
    pub input: Source,
    /// When it started, in milliseconds since 1970 in UTC.
    pub started_ms: i64,
    /// The judge's total, 0 to 100.
    pub total: f64,
    /// The total after the candidate's review, 0 to 100.
    pub reviewed_total: Option<f64>,
    /// The candidate's own guess, 0 to 100.
    pub guess: Option<u8>,
}

/// What an attempt had the help of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Which attempt at its prompt it is, from 1.
    pub number: u64,
    /// Whether the prompt had been practised before.
    pub after_practice: bool,
    /// Whether its reference had been shown before.
    pub reference_seen: bool,
}

/// When the reference of each prompt was first shown, in milliseconds since 1970.
pub type FirstSeen = BTreeMap<String, i64>;

/// An attempt in the trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The attempt.
    pub attempt: Attempt,
    /// What it had the help of.
    pub marks: Marks,
    /// The score of each step that was part of it, 0 to 100.
    pub steps: BTreeMap<Step, f64>,
}

/// A step over all attempts.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFigures {
    /// The step.
    pub step: Step,
    /// In how many attempts it was scored.
    pub scored: u64,
    /// The mean of its scores, 0 to 100; `None` where it was never scored.
    pub mean: Option<f64>,
    /// In how many attempts it was timed: in a box, from a terminal.
    pub timed: u64,
    /// What was planned for it in these, together, in milliseconds of box time.
    pub planned_ms: u64,
    /// What was used for it in these, together, in milliseconds of box time.
    pub spent_ms: u64,
    /// The longest that it ever ran over its budget.
    pub longest: Option<Overrun>,
}

/// A step that took longer than planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrun {
    /// The session.
    pub session: String,
    /// The step.
    pub step: Step,
    /// Its budget in milliseconds of box time.
    pub planned_ms: u64,
    /// What was used for it, in milliseconds of box time.
    pub spent_ms: u64,
}

impl Overrun {
    /// How much it ran over, in milliseconds of box time.
    pub fn over_ms(&self) -> u64 {
        self.spent_ms.saturating_sub(self.planned_ms)
    }
}

/// A criterion over all attempts.
#[derive(Clone, Debug, PartialEq)]
pub struct Weakness {
    /// Its id.
    pub criterion: String,
    /// The prompt whose it is; `None` for one that every prompt asks for.
    pub prompt: Option<String>,
    /// Where it is listed.
    pub step: Step,
    /// The last session in which it was judged.
    pub session: String,
    /// How often it was judged.
    pub asked: u64,
    /// How often it was missed.
    pub missed: u64,
    /// How often it was half met.
    pub partly: u64,
}

/// How far a person's numbers are from the judge's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// How many pairs there are.
    pub count: u64,
    sum: f64,
    distance: f64,
}

/// Which way somebody is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More than the judge.
    High,
    /// Less than the judge.
    Low,
    /// Within two points either way.
    Even,
}

impl Direction {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
            Self::Even => "even",
        }
    }
}

impl Calibration {
    fn take(&mut self, own: f64, judge: f64) {
        self.count += 1;
        self.sum += own - judge;
        self.distance += (own - judge).abs();
    }

    /// The mean of own minus judge, in points; `None` without any.
    pub fn mean_error(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }

    /// The mean distance, in points; `None` without any.
    pub fn mean_distance(&self) -> Option<f64> {
        (self.count > 0).then(|| self.distance / self.count as f64)
    }

    /// Which way it is out; `None` without any.
    pub fn direction(&self) -> Option<Direction> {
        self.mean_error().map(|error| match error {
            error if error > 2.0 => Direction::High,
            error if error < -2.0 => Direction::Low,
            _ => Direction::Even,
        })
    }
}

/// From this total on an attempt went well.
pub const WELL: f64 = 70.0;

/// How many attempts have to go well before another prompt is proposed.
pub const TWICE: u64 = 2;

/// Folds attempts, oldest first, in memory that does not grow with their number.
#[derive(Clone, Debug, Default)]
pub struct Fold {
    seen: FirstSeen,
    prompts: BTreeMap<String, Past>,
    trend: VecDeque<Point>,
    count: u64,
    guess: Calibration,
    review: Calibration,
}

#[derive(Clone, Copy, Debug, Default)]
struct Past {
    attempts: u64,
    practised: bool,
}

impl Fold {
    /// Begins; `seen` says when references were first shown.
    pub fn new(seen: FirstSeen) -> Self {
        Self { seen, ..Self::default() }
    }

    /// Takes the next attempt in.
    pub fn take(&mut self, attempt: Attempt) {
        let past = self.prompts.entry(attempt.prompt.clone()).or_default();
        past.attempts += 1;
        let marks = Marks {
            number: past.attempts,
            after_practice: past.practised,
            reference_seen: self
                .seen
                .get(&attempt.prompt)
                .is_some_and(|first| *first < attempt.started_ms),
        };
        past.practised |= attempt.mode == Mode::Practice;
        self.count += 1;
        if let Some(guess) = attempt.guess {
            self.guess.take(guess.into(), attempt.total);
        }
        if let Some(reviewed) = attempt.reviewed_total {
            self.review.take(reviewed, attempt.total);
        }
        if self.trend.len() == TREND {
            self.trend.pop_front();
        }
        self.trend.push_back(Point { attempt, marks, steps: BTreeMap::new() });
    }

    /// The attempts of the trend, to have their steps filled in.
    pub fn trend_mut(&mut self) -> impl Iterator<Item = &mut Point> {
        self.trend.iter_mut()
    }

    /// Everything, with what was summed up elsewhere.
    pub fn done(self, steps: Vec<StepFigures>, weakest: Vec<Weakness>) -> Progress {
        Progress {
            count: self.count,
            trend: self.trend.into(),
            steps,
            weakest,
            guess: self.guess,
            review: self.review,
        }
    }
}

/// How the attempts went.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// How many attempts count.
    pub count: u64,
    /// The newest [`TREND`] of them, oldest first.
    pub trend: Vec<Point>,
    /// The steps in order, those that were part of any attempt.
    pub steps: Vec<StepFigures>,
    /// The weakest criteria, the weakest first.
    pub weakest: Vec<Weakness>,
    /// The candidate's guesses against the judge.
    pub guess: Calibration,
    /// The candidate's reviews against the judge.
    pub review: Calibration,
}

/// The mean of the newest three scores, and of the three before them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The mean of the newest three at most.
    pub recent: f64,
    /// The mean of the three at most before them; `None` where there are none.
    pub before: Option<f64>,
}

const FEW: usize = 3;

impl Progress {
    /// The scores of a step in the trend, oldest first.
    pub fn scores(&self, step: Step) -> Vec<f64> {
        self.trend.iter().filter_map(|point| point.steps.get(&step).copied()).collect()
    }

    /// The totals of the trend, oldest first.
    pub fn totals(&self) -> Vec<f64> {
        self.trend.iter().map(|point| point.attempt.total).collect()
    }

    /// The longest overrun of all steps.
    pub fn rabbit_hole(&self) -> Option<&Overrun> {
        let longest = self.steps.iter().filter_map(|step| step.longest.as_ref());
        longest.filter(|overrun| overrun.over_ms() > 0).max_by_key(|overrun| overrun.over_ms())
    }
}

/// How scores changed, oldest first; `None` without any.
pub fn change(scores: &[f64]) -> Option<Change> {
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    let (before, recent) = scores.split_at(scores.len().saturating_sub(FEW));
    let before = &before[before.len().saturating_sub(FEW)..];
    (!recent.is_empty()).then(|| Change {
        recent: mean(recent),
        before: (!before.is_empty()).then(|| mean(before)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempt(number: i64, prompt: &str, mode: Mode, total: f64) -> Attempt {
        Attempt {
            session: format!("s{number:07}"),
            prompt: prompt.to_owned(),
            mode,
            level: Level::Mid,
            input: Source::Terminal,
            started_ms: number * 1000,
            total,
            reviewed_total: None,
            guess: None,
        }
    }

    fn folded(attempts: &[Attempt], seen: FirstSeen) -> Progress {
        let mut fold = Fold::new(seen);
        for attempt in attempts {
            fold.take(attempt.clone());
        }
        fold.done(Vec::new(), Vec::new())
    }

    #[test]
    fn attempts_are_marked_by_what_came_before_them() {
        let attempts = [
            attempt(1, "chat", Mode::Mock, 50.0),
            attempt(2, "chat", Mode::Practice, 60.0),
            attempt(3, "feed", Mode::Mock, 50.0),
            attempt(4, "chat", Mode::Mock, 70.0),
        ];
        let progress = folded(&attempts, FirstSeen::from([("chat".to_owned(), 3500)]));
        let marks: Vec<(u64, bool, bool)> = progress
            .trend
            .iter()
            .map(|point| {
                (point.marks.number, point.marks.after_practice, point.marks.reference_seen)
            })
            .collect();
        assert_eq!(
            marks,
            [(1, false, false), (2, false, false), (1, false, false), (3, true, true)]
        );
    }

    #[test]
    fn calibration_says_how_far_and_which_way() {
        let mut attempts =
            [attempt(1, "chat", Mode::Mock, 60.0), attempt(2, "chat", Mode::Mock, 60.0)];
        (attempts[0].guess, attempts[1].guess) = (Some(80), Some(50));
        attempts[1].reviewed_total = Some(55.0);
        let progress = folded(&attempts, FirstSeen::new());
        assert_eq!(progress.guess.mean_error(), Some(5.0));
        assert_eq!(progress.guess.mean_distance(), Some(15.0));
        assert_eq!(progress.guess.direction(), Some(Direction::High));
        assert_eq!(progress.review.direction(), Some(Direction::Low));
        assert_eq!(Calibration::default().mean_error(), None);
    }

    #[test]
    fn a_change_is_between_threes() {
        assert_eq!(change(&[]), None);
        assert_eq!(change(&[40.0]), Some(Change { recent: 40.0, before: None }));
        let scores = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0];
        assert_eq!(change(&scores), Some(Change { recent: 50.0, before: Some(20.0) }));
    }

    proptest! {
        /// Memory does not grow with the attempts, and nothing is lost from the counts.
        #[test]
        fn the_trend_is_the_end_of_all(
            all in prop::collection::vec((0_u8..3, 0_u8..3, 0.0_f64..100.0), 0..200),
        ) {
            let attempts: Vec<Attempt> = all
                .iter()
                .zip(1..)
                .map(|((prompt, mode, total), number)| {
                    let mode = [Mode::Mock, Mode::Practice, Mode::SelfInterview][usize::from(*mode)];
                    attempt(number, ["a", "b", "c"][usize::from(*prompt)], mode, *total)
                })
                .collect();
            let progress = folded(&attempts, FirstSeen::new());
            prop_assert_eq!(progress.count as usize, attempts.len());
            let newest = &attempts[attempts.len().saturating_sub(TREND)..];
            prop_assert_eq!(progress.totals(), newest.iter().map(|a| a.total).collect::<Vec<_>>());
            for point in &progress.trend {
                prop_assert!(point.marks.number >= 1);
                prop_assert!(!point.marks.after_practice || point.marks.number > 1);
            }
        }
    }
}
