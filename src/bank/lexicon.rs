//! The lexicon: terms of the field and their other names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The terms that the scorer knows by more than one name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Counted up by hand when verdicts may change.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// The terms.
    #[serde(rename = "term", default)]
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The name, in lower case.
    pub name: String,
    /// Other names of the same thing; they may stand for each other both ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Things that are one: a text that names the example names the term, not the other way round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}
