//! Many sittings: the study week, drills, comparison and progress. No I/O, no clock, no chance.

mod calendar;
mod compare;
pub mod drills;
mod findings;
mod progress;
mod seen;

pub mod week;

pub use calendar::{SatOn, moved_days};
pub use compare::{Change as Outcome, Compared, Comparison, NotComparable, Side, compare};
pub use findings::{CriterionFinding, Findings, StepFinding};
pub use progress::{
    Attempt, Calibration, Change, Direction, FirstSeen, Fold, Marks, Overrun, Point, Progress,
    StepFigures, TREND, TWICE, WELL, Weakness, change,
};
pub use seen::{Seen, Way, first_seen};
