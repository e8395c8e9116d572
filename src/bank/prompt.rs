//! A prompt: the brief and everything the interviewer knows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::framework::Step;

/// How hard a prompt is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// A first interview.
    Easy,
    /// A usual interview.
    Medium,
    /// Several hard parts at once.
    Hard,
}

impl Difficulty {
    /// The word used in files, flags and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

/// A prompt as its file in `prompts/` states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// The file's stem: `a-z`, `0-9` and `-`.
    pub id: String,
    /// A heading of at most 40 characters.
    pub title: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Two to five lower-case words to find it by.
    #[schemars(length(min = 1))]
    pub tags: Vec<String>,
    /// The study days (1 to 7) of the week that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(range(min = 1, max = 7)))]
    pub days: Vec<u8>,
    /// Prompts that exercise the same idea, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<String>,
    /// What the interviewer says at the start.
    pub brief: String,
    /// What is told only when asked.
    #[serde(rename = "fact", default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The numbers that the design has to carry.
    #[serde(rename = "scale", default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<Scale>,
    /// The worked estimate, one entry a step of the calculation.
    #[serde(rename = "estimate", default, skip_serializing_if = "Vec::is_empty")]
    pub estimates: Vec<Estimate>,
    /// Follow-up questions by criterion.
    #[serde(rename = "follow_up", default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// Requirements that change in mid-interview.
    #[serde(rename = "curveball", default, skip_serializing_if = "Vec::is_empty")]
    pub curveballs: Vec<Curveball>,
    /// The reference answer for each step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "text_by_step")]
    pub reference: BTreeMap<Step, String>,
}

/// The schema of a table with a text for each step. That of a map would allow any key.
fn text_by_step(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let texts = Step::ALL.map(|step| (step.id().to_owned(), serde_json::json!({"type": "string"})));
    schemars::json_schema!({
        "type": "object",
        "properties": serde_json::Map::from_iter(texts),
        "additionalProperties": false,
    })
}

/// Something the candidate cannot know and has to ask for, or to assume in writing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Unique in the prompt.
    pub id: String,
    /// Whether it has to be asked or assumed.
    #[serde(default)]
    pub must: bool,
    /// The ways of asking.
    #[schemars(length(min = 1))]
    pub ask: Vec<String>,
    /// What the interviewer says.
    pub say: String,
    /// The ways of assuming it in writing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
}

/// A number that the design has to carry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What is counted.
    pub what: String,
    /// The number with its unit.
    pub value: String,
}

/// A step of the worked estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// What is estimated.
    pub what: String,
    /// The calculation as said aloud.
    pub working: String,
    /// The result with its unit.
    pub result: String,
    /// What the number decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decides: Option<String>,
}

/// Questions about one criterion, by how much of it was shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The criterion's id in the rubric.
    pub criterion: String,
    /// Opens the topic when nothing was said.
    pub missed: String,
    /// Presses on the reason or the consequence.
    pub partly: String,
    /// Goes a level deeper.
    pub met: String,
    /// From a nudge to the idea; practice only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

/// A requirement that changes in mid-interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Curveball {
    /// Unique in the prompt.
    pub id: String,
    /// The earliest and the latest minute of a 45-minute box.
    #[schemars(inner(range(min = 0, max = 45)))]
    pub window: [u32; 2],
    /// What the interviewer says.
    pub say: String,
}
