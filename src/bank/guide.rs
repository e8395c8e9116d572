//! Guided documents: templates to fill in, and the checklists that judge them.

use super::error::BankError;
use super::library::{Bank, named};
use super::reading::{Sourced, read_rubric};
use super::rubric::{Rubric, RubricFile};

/// The template of a design interview, in the five steps.
pub const DESIGN_TEMPLATE: &str = include_str!("../../guides/design.md");

/// A document to be written, with its checklist. It is no interview: it has no brief, no facts and no
/// clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// What `--prompt` and `--kind` call it.
    pub id: &'static str,
    /// The markdown to be filled in: headings, and what each must answer in comments.
    pub template: &'static str,
    rubric: &'static str,
}

/// The guided documents.
pub const GUIDES: [Guide; 2] = [
    Guide {
        id: "api-guidelines",
        template: include_str!("../../guides/api-guidelines.md"),
        rubric: include_str!("../../guides/api-guidelines.toml"),
    },
    Guide {
        id: "decomposition",
        template: include_str!("../../guides/decomposition.md"),
        rubric: include_str!("../../guides/decomposition.toml"),
    },
];

impl Guide {
    /// The guided document of this id.
    pub fn of(id: &str) -> Option<&'static Self> {
        GUIDES.iter().find(|guide| guide.id == id)
    }

    /// The checklist as written.
    ///
    /// # Errors
    /// When it has faults; those that are built in have none, as a test shows.
    pub fn rubric_file(&self) -> Result<Sourced<RubricFile>, BankError> {
        let path = format!("guides/{}.toml", self.id);
        let rubric = read_rubric(&path, self.rubric.as_bytes())?;
        named(&rubric, "prompt", rubric.prompt.as_deref().unwrap_or_default(), self.id)?;
        Ok(rubric)
    }
}

impl Bank {
    /// The checklist of a guided document, resolved.
    ///
    /// # Errors
    /// When it or the shared criteria have faults.
    pub fn guide_rubric(&self, guide: &Guide) -> Result<Rubric, BankError> {
        self.resolve(&guide.rubric_file()?)
    }
}
