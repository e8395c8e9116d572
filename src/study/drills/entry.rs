//! What is written down of the drills.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Grade, Memory, Parameters};
use crate::scoring::Verdict;

/// The version of the entries that this program writes; it reads none that is newer.
pub const VERSION: u32 = 1;

/// An entry of the journal. Entries are only ever added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The version of its form.
    #[serde(deserialize_with = "known")]
    pub version: u32,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

impl Entry {
    /// An entry of the version that this program writes.
    pub fn new(event: Event) -> Self {
        Self { version: VERSION, event }
    }

    /// The session whose words are in it, if any: it is forgotten with it.
    pub fn session(&self) -> Option<&str> {
        match &self.event {
            Event::Parameters(_) => None,
            Event::Answered(answered) => Some(&answered.session),
            Event::Graded { session, .. } | Event::Begun { session, .. } => Some(session),
        }
    }

    /// The card that it is about, if it is about one.
    pub fn card(&self) -> Option<&CardId> {
        match &self.event {
            Event::Parameters(_) => None,
            Event::Answered(answered) => Some(&answered.card),
            Event::Graded { card, .. } | Event::Begun { card, .. } => Some(card),
        }
    }
}

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(deserializer)?;
    if version > VERSION {
        return Err(serde::de::Error::custom(format!(
            "it has version {version}, and this program knows versions up to {VERSION}"
        )));
    }
    Ok(version)
}

/// Which card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CardId {
    /// The prompt.
    pub prompt: String,
    /// The criterion of its rubric.
    pub criterion: String,
}

/// What happened to a card, or to all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// From here on these parameters count.
    Parameters(Parameters),
    /// A card was answered. It is scheduled with the grade that the judge proposed.
    Answered(Answered),
    /// The candidate gave the last answer to a card another grade.
    Graded {
        /// The card.
        #[serde(flatten)]
        card: CardId,
        /// The session whose card it is.
        session: String,
        /// The candidate's grade.
        grade: Grade,
        /// The memory after it.
        memory: Memory,
        /// Days until the card comes back, from the day of the answer.
        days: u32,
    },
    /// A card was left in the middle of an answer, which counts for nothing and is offered again.
    Begun {
        /// The card.
        #[serde(flatten)]
        card: CardId,
        /// The session whose card it is.
        session: String,
        /// What was typed.
        text: String,
    },
}

/// What is being typed for a card and counts for nothing yet: kept key by key, so that no crash loses
/// it. It is no entry of the journal but stands beside it, at most one a card, and the next entry
/// about the card takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// The version of its form.
    #[serde(deserialize_with = "known")]
    pub version: u32,
    /// The card.
    #[serde(flatten)]
    pub card: CardId,
    /// The session whose card it is.
    pub session: String,
    /// The lines above the one that is being typed.
    pub text: String,
    /// The line that is being typed, as far as it is.
    pub line: String,
}

/// An answer to a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The card.
    #[serde(flatten)]
    pub card: CardId,
    /// The session whose card it is.
    pub session: String,
    /// The day on which it was answered.
    pub day: Date,
    /// What was asked.
    pub question: String,
    /// What was answered; empty where nothing was known.
    pub answer: String,
    /// What the judge said.
    pub verdict: Verdict,
    /// How long it took, in seconds; absent where nobody typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// The grade that the judge proposed.
    pub grade: Grade,
    /// Days since the answer before; 0 for the first, and where the calendar was set back.
    pub elapsed: u32,
    /// The memory after it.
    pub memory: Memory,
    /// Days until the card comes back.
    pub days: u32,
}
