//! `status --json`, `history --json` and `prompts --json`.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words;
use crate::bank::{Difficulty, Level, Step};
use crate::interview::{Mode, Reading, Session, Source, State};
use crate::scoring::{Answers, Overall};

/// The name of the format of [`StatusDocument`].
pub const STATUS: &str = "onsite.status/1";
/// The name of the format of [`HistoryDocument`].
pub const HISTORY: &str = "onsite.history/1";
/// The name of the format of [`PromptsDocument`].
pub const PROMPTS: &str = "onsite.prompts/1";

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusDocument {
    /// [`STATUS`].
    pub schema: String,
    /// The session's id.
    pub id: String,
    /// The prompt's id.
    pub prompt: String,
    /// What kind of sitting.
    #[schemars(schema_with = "words::mode")]
    pub mode: Mode,
    /// Where it stands.
    #[schemars(schema_with = "words::state")]
    pub state: State,
    /// The step that the candidate is in.
    pub step: Step,
    /// Seconds left of the box, rounded up; `null` when untimed.
    pub remaining_s: Option<u64>,
    /// The answers by step.
    pub answers: Answers,
    /// What is being typed and is no answer yet.
    pub draft: String,
}

impl StatusDocument {
    /// The status of a session at `now`, with what is being typed.
    pub fn of(session: &Session, draft: &str, now: &Reading) -> Self {
        Self {
            schema: STATUS.to_owned(),
            id: session.id().to_owned(),
            prompt: session.started().prompt.clone(),
            mode: session.started().mode,
            state: session.state(now),
            step: session.current(),
            remaining_s: session.left_ms(now).map(|left| left.div_ceil(1000)),
            answers: session.answers(),
            draft: draft.to_owned(),
        }
    }
}

/// Sittings, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryDocument {
    /// [`HISTORY`].
    pub schema: String,
    /// The sessions.
    pub sessions: Vec<HistoryEntry>,
}

impl HistoryDocument {
    /// The document for these sessions, in the order given.
    pub fn new(sessions: Vec<HistoryEntry>) -> Self {
        Self { schema: HISTORY.to_owned(), sessions }
    }
}

/// A sitting in the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// The session's id.
    pub id: String,
    /// The prompt's id.
    pub prompt: String,
    /// What kind of sitting.
    #[schemars(schema_with = "words::mode")]
    pub mode: Mode,
    /// The level it is graded for.
    pub level: Level,
    /// Where it stands.
    #[schemars(schema_with = "words::state")]
    pub state: State,
    /// When it started: RFC 3339 in UTC.
    #[schemars(with = "String")]
    pub started_at: Timestamp,
    /// The length of the box in minutes; `null` when untimed.
    pub minutes: Option<u64>,
    /// Seconds of the box that were used.
    pub spent_s: u64,
    /// The total, 0 to 100; `null` when there is none.
    pub total: Option<f64>,
    /// The total after the candidate's review; `null` when there is none.
    pub reviewed_total: Option<f64>,
    /// The verdict on the whole; `null` when there is none.
    pub verdict: Option<Overall>,
    /// Where the answers came from.
    #[schemars(schema_with = "words::source")]
    pub input: Source,
    /// Whether it was a rehearsal, which counts nowhere.
    pub rehearsal: bool,
}

/// The prompts that can be sat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromptsDocument {
    /// [`PROMPTS`].
    pub schema: String,
    /// The prompts.
    pub prompts: Vec<PromptEntry>,
}

impl PromptsDocument {
    /// The document for these prompts, in the order given.
    pub fn new(prompts: Vec<PromptEntry>) -> Self {
        Self { schema: PROMPTS.to_owned(), prompts }
    }
}

/// A prompt in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromptEntry {
    /// The prompt's id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// How many criteria its rubric has.
    pub criteria: usize,
    /// `built-in`, a pack's name, or a path.
    pub source: String,
    /// How often it was sat, rehearsals and abandoned sessions left out.
    pub practised: usize,
}
