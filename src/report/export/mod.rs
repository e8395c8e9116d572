//! The whole interview as a markdown page that can be read back.

mod checklist;
mod estimates;
mod front_matter;
mod page;
mod prose;
pub(super) mod quotation;
mod refined;
pub(super) mod seal;
mod second;
mod whiteboard;

#[cfg(test)]
mod tests;

pub use front_matter::SCHEMA;
pub use page::{Export, markdown};
pub use seal::is_untouched;
