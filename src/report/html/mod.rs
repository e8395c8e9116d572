//! The whole interview as one HTML page: no script, no request to anywhere, light and dark, on a
//! telephone and on paper; and the study week as another. [`page()`] is a page without what stands
//! on it.

mod answers;
mod attempts;
mod criteria;
mod dialogue;
mod findings;
mod marks;
mod notes;
mod pacing;
mod page;
mod palette;
mod prose;
mod score;
mod sitting;
mod style;
mod week;
mod whiteboard;

#[cfg(test)]
mod tests;

pub use attempts::Attempt;
pub use page::{Head, Section, page};
pub use sitting::{Beside, html};
pub use week::week;
