//! What is written into the journal of the week. Entries are only ever added.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::layout::Track;

/// The version of the entries.
pub const VERSION: &str = "1.0";

/// Something that happened in the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The version of its form.
    pub version: String,
    /// The day of the calendar on which it was done.
    pub on: Date,
    /// When it was written, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// What it was.
    #[serde(flatten)]
    pub what: What,
}

impl Entry {
    /// An entry in the form of this program.
    pub fn new(on: Date, at_ms: i64, what: What) -> Self {
        Self { version: VERSION.to_owned(), on, at_ms, what }
    }
}

/// A file that shows that a block was done, as it was then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Its path, absolute.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What happened. A block is named by the number of its day and its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum What {
    /// A block was begun, or taken up again.
    Started {
        /// The day.
        day: u8,
        /// The block.
        block: String,
    },
    /// Time was spent on a block: added to what was spent before.
    Worked {
        /// The day.
        day: u8,
        /// The block.
        block: String,
        /// Whole seconds.
        seconds: u64,
    },
    /// A block is done. Written again, what is new is added.
    Done {
        /// The day.
        day: u8,
        /// The block.
        block: String,
        /// A note in the person's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// A file that shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Evidence>,
        /// How many problems were solved in it, all together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problems: Option<u32>,
    },
    /// A block is left out on purpose.
    Skipped {
        /// The day.
        day: u8,
        /// The block.
        block: String,
    },
    /// A block that was done or left out is open again; what was noted about it stays.
    Reopened {
        /// The day.
        day: u8,
        /// The block.
        block: String,
    },
    /// An interview was sat for a block.
    Sat {
        /// The day.
        day: u8,
        /// The block.
        block: String,
        /// The session's id.
        session: String,
    },
    /// Something of ours was written to a file.
    Made {
        /// What, by the command and its kind: `template`, `template api-guidelines`, `map`.
        what: String,
        /// Its path, absolute.
        path: String,
    },
    /// The track was chosen.
    Track {
        /// Which.
        track: Track,
    },
    /// A new week begins. What was done before stays in the journal.
    Reset,
}

impl What {
    /// The block that was worked on: these entries begin a study day.
    pub fn worked_on(&self) -> Option<(u8, &str)> {
        match self {
            Self::Started { day, block }
            | Self::Worked { day, block, .. }
            | Self::Done { day, block, .. }
            | Self::Skipped { day, block }
            | Self::Sat { day, block, .. } => Some((*day, block)),
            Self::Reopened { .. } | Self::Made { .. } | Self::Track { .. } | Self::Reset => None,
        }
    }
}
