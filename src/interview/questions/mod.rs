//! Clarifying questions: which facts of the prompt a question asks for.

mod clauses;
mod decision;
mod elsewhere;
mod families;
mod hearing;
mod judgement;
mod means;
#[cfg(test)]
mod tests;

pub use hearing::{Heard, Questions};
