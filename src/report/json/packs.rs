//! `packs --json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of the format of [`PacksDocument`].
pub const PACKS: &str = "onsite.packs/1";

/// The installed packs, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PacksDocument {
    /// [`PACKS`].
    pub schema: String,
    /// The packs.
    pub packs: Vec<PackEntry>,
}

/// A pack in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// What the ids of its prompts begin with.
    pub name: String,
    /// As it says itself.
    pub version: String,
    /// As it says itself.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What may be done with it.
    pub licence: Option<String>,
    /// The ids of its prompts, `pack/id`.
    pub prompts: Vec<String>,
    /// The folder in which it lies.
    pub path: String,
}

impl PacksDocument {
    /// The document of these packs.
    pub fn new(packs: Vec<PackEntry>) -> Self {
        Self { schema: PACKS.to_owned(), packs }
    }
}
