//! An interviewer on a model: it words what the bank would say, and gives nothing away.

mod check;
mod wording;

pub use check::{NotSaid, may_say};
pub use wording::{Spoken, Topic, spoken, wording};
