//! A Go project as a page, as markdown and as JSON.

mod document;
mod markdown;
mod page;
mod rows;

#[cfg(test)]
mod tests;

pub use document::{MAP, MapDocument};
pub use markdown::{map_markdown, map_part};
pub use page::map_page;

use crate::project::{Beside, Project};

/// What there is to tell about a project.
#[derive(Clone, Copy, Debug)]
pub struct Mapped<'m> {
    /// The project.
    pub project: &'m Project,
    /// The id of the session and its prompt, and its design beside the tree.
    pub beside: Option<(&'m str, &'m str, &'m Beside)>,
}
