//! Text files to be scored: an export, or any markdown whose headings name the steps.

mod document;
mod exported;
mod headings;
mod markdown;
mod reading;

#[cfg(test)]
mod tests;

pub use headings::step_named;
pub use reading::{FileReading, ReadError, read, read_document};
