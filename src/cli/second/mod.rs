//! A second opinion from a language model: what is asked, what is known already, what comes of it.

mod asking;
mod dry;
mod hearing;
mod known;
mod opinion;

pub(super) use hearing::Hearing;
pub(super) use known::FileMemory;
pub(super) use opinion::{Heard, Subject, check_flags, hear, report_failures};
