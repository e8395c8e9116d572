//! Clarifying questions: which facts of the prompt a question asks for.

mod beside;
mod clauses;
mod commonplace;
mod courtesy;
mod decision;
mod elsewhere;
mod families;
mod hearing;
mod judgement;
mod means;
mod quiet;
mod spelling;
#[cfg(test)]
mod tests;
mod verbatim;
mod wording;

pub use hearing::{Heard, Questions};
