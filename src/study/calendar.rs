//! The day on which a session was sat, where the calendar of plan and drills was moved.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An entry of the journal: the day that the moved calendar showed when a session began. Sessions
/// without one were sat on the day that the machine's clock says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SatOn {
    /// The version of its form.
    pub version: u32,
    /// The session.
    pub session: String,
    /// The day.
    pub on: Date,
}

impl SatOn {
    /// An entry of the version that this program writes.
    pub fn new(session: &str, on: Date) -> Self {
        Self { version: 1, session: session.to_owned(), on }
    }
}

/// The days by session.
pub fn moved_days(entries: Vec<SatOn>) -> BTreeMap<String, Date> {
    entries.into_iter().map(|entry| (entry.session, entry.on)).collect()
}
