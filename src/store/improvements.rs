//! The newest improvements in the candidate's own words, found without folding a session.

use rusqlite::params;

use super::{Rehearsals, Store, StoreError};
use crate::interview::{Event, Record};

/// How many interviews are looked at, the newest first: what was resolved longer ago is not what
/// the next one is about.
const NEWEST: usize = 50;

/// What was resolved after an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvements {
    /// The session's id.
    pub session: String,
    /// The prompt's id.
    pub prompt: String,
    /// The words, oldest first; at least one.
    pub texts: Vec<String>,
}

impl Store {
    /// The improvements of the newest interview (a mock or a self-interview, not struck out) that
    /// has any, among the newest fifty.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn newest_improvements(
        &self,
        rehearsals: Rehearsals,
    ) -> Result<Option<Improvements>, StoreError> {
        let wanted = match rehearsals {
            Rehearsals::Without => "rehearsal = 0",
            Rehearsals::Only => "rehearsal = 1",
            Rehearsals::With => "1",
        };
        // Quotation marks in what was typed are escaped in JSON, so that no answer looks like this.
        let sql = format!(
            "SELECT one.id, one.prompt, event.body FROM \
             (SELECT number, id, prompt, started_ms FROM session WHERE {wanted} \
              AND mode <> 'practice' AND state <> 'abandoned' \
              ORDER BY started_ms DESC, number DESC LIMIT ?1) AS one \
             JOIN event ON event.session = one.number \
             WHERE event.body LIKE '%\"kind\":\"improvement\"%' \
             ORDER BY one.started_ms DESC, one.number DESC, event.seq"
        );
        let failed = |source| self.failed(source);
        let mut reading = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = reading.query(params![NEWEST]).map_err(failed)?;
        let mut newest: Option<Improvements> = None;
        while let Some(row) = rows.next().map_err(failed)? {
            let (session, prompt, body): (String, String, String) = (
                row.get(0).map_err(failed)?,
                row.get(1).map_err(failed)?,
                row.get(2).map_err(failed)?,
            );
            // A damaged record is named where its session is read.
            let Ok(Record { event: Event::Improvement { text }, .. }) = serde_json::from_str(&body)
            else {
                continue;
            };
            match &mut newest {
                Some(newest) if newest.session == session => newest.texts.push(text),
                Some(_) => break,
                None => newest = Some(Improvements { session, prompt, texts: vec![text] }),
            }
        }
        Ok(newest)
    }
}
