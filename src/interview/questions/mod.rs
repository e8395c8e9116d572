//! Clarifying questions: which facts of the prompt a question asks for.

mod clauses;
mod decision;
mod elsewhere;
mod families;
mod hearing;
mod judgement;
mod means;
mod quiet;
#[cfg(test)]
mod tests;
mod wording;

pub use hearing::{Heard, Questions};
