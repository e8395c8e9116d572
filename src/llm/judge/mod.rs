//! A judge on a model: what is asked about which criteria, and how its answers are read.

mod answer;
mod question;
mod work;

pub use question::key;
pub use work::{Item, Task, TaskOutcome, Work, ask, tasks};
