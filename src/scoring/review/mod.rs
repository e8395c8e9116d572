//! The candidate's review of single verdicts: its rules, and the numbers that follow.

mod agenda;
mod decision;
mod quotation;
#[cfg(test)]
mod tests;

pub use agenda::{Turn, is_decided, to_review, turn};
pub use decision::{NotTaken, Review, confirm, dispute, reviewed};
pub use quotation::{NoLines, locate, pick};
