//! The whole interview as a markdown page that can be read back.

mod checklist;
mod estimates;
mod front_matter;
mod page;
mod prose;
pub(super) mod quotation;
pub(super) mod refined;
pub(super) mod seal;
mod second;
mod week;
mod whiteboard;

#[cfg(test)]
mod tests;

pub use front_matter::SCHEMA;
pub use page::{Export, markdown};
pub use seal::is_untouched;
pub use week::{WEEK, week_markdown};
