//! When a card comes back: FSRS 6, the library's own arithmetic.

use fsrs::{DEFAULT_PARAMETERS, FSRS, ItemState, MemoryState, current_retrievability};
use serde::{Deserialize, Serialize};

use super::Grade;

/// What is known of a memory: FSRS's two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days until it is recalled with a chance of 90 %.
    pub stability: f32,
    /// 1 to 10.
    pub difficulty: f32,
}

/// What the scheduler runs on; kept in the journal, so that every schedule can be replayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// The weights of FSRS 6, 21 of them.
    pub weights: Vec<f32>,
    /// The chance of recall at which a card comes back, over 0 and under 1.
    pub retention: f32,
}

impl Default for Parameters {
    /// The library's, fitted on the reviews of many people, at nine of ten.
    fn default() -> Self {
        Self { weights: DEFAULT_PARAMETERS.to_vec(), retention: 0.9 }
    }
}

/// Parameters with which nothing can be scheduled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parameters of the drills cannot be used: {reason}")]
pub struct ScheduleError {
    /// What the library says.
    pub reason: String,
}

/// A scheduler.
#[derive(Clone, Debug)]
pub struct Schedule {
    fsrs: FSRS,
    decay: f32,
    retention: f32,
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The memory after it.
    pub memory: Memory,
    /// Whole days until the card comes back, 1 or more.
    pub days: u32,
}

/// The longest a card stays away, in days: a hundred years, within every calendar.
const LONGEST: f32 = 36_500.0;

impl Schedule {
    /// A scheduler with these parameters.
    ///
    /// # Errors
    /// When they are no parameters of FSRS, or the retention is out of range.
    pub fn new(parameters: &Parameters) -> Result<Self, ScheduleError> {
        let failed = |reason: String| ScheduleError { reason };
        if !(parameters.retention > 0.0 && parameters.retention < 1.0) {
            return Err(failed(format!("the retention is {}", parameters.retention)));
        }
        let fsrs = FSRS::new(&parameters.weights).map_err(|error| failed(error.to_string()))?;
        let decay = parameters.weights.last().copied().filter(|_| parameters.weights.len() == 21);
        Ok(Self {
            fsrs,
            decay: decay.unwrap_or(fsrs::FSRS6_DEFAULT_DECAY),
            retention: parameters.retention,
        })
    }

    /// Where an answer with this grade leads, `elapsed` days after the one before; `memory` is what
    /// was known then, `None` for a new card.
    ///
    /// # Errors
    /// When the library refuses the memory.
    pub fn next(
        &self,
        memory: Option<Memory>,
        elapsed: u32,
        grade: Grade,
    ) -> Result<Step, ScheduleError> {
        let memory = memory.map(|memory| MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        });
        let next = self
            .fsrs
            .next_states(memory, self.retention, elapsed)
            .map_err(|error| ScheduleError { reason: error.to_string() })?;
        let ItemState { memory, interval } = match grade {
            Grade::Again => next.again,
            Grade::Hard => next.hard,
            Grade::Good => next.good,
            Grade::Easy => next.easy,
        };
        Ok(Step {
            memory: Memory { stability: memory.stability, difficulty: memory.difficulty },
            days: interval.round().clamp(1.0, LONGEST) as u32,
        })
    }

    /// How likely it is forgotten by now, beside what is taken into account: 1 where it is due.
    pub fn lapse(&self, memory: Memory, elapsed: u32) -> f64 {
        (1.0 - self.recall(memory, elapsed)) / (1.0 - f64::from(self.retention))
    }

    /// The chance that it is recalled now, 0 to 1, so many days after the last answer.
    pub fn recall(&self, memory: Memory, elapsed: u32) -> f64 {
        let state =
            MemoryState { stability: memory.stability.max(0.01), difficulty: memory.difficulty };
        f64::from(current_retrievability(state, elapsed as f32, self.decay)).clamp(0.0, 1.0)
    }
}
