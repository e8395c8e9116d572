//! Text files to be scored: an export as markdown or JSON, or any markdown whose headings name the steps.

mod document;
mod exported;
mod headings;
mod markdown;
mod reading;
mod session;

#[cfg(test)]
mod tests;

pub use headings::step_named;
pub use reading::{FileReading, ReadError, read, read_document};
