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
             JOIN event INDEXED BY event_improvement ON event.session = one.number \
             WHERE instr(event.body, '\"kind\":\"improvement\"') > 0 \
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Mode, State};
    use crate::store::tests::{added, at, record, started, summary};
    use crate::store::{DraftFate, Summary};

    fn keep(
        store: &Store,
        id: &str,
        minutes: i64,
        texts: &[&str],
        change: impl FnOnce(&mut Summary),
    ) {
        let mut records = vec![started(id), added(2, r#"{"kind":"improvement","text":"no"}"#)];
        for (text, seq) in texts.iter().zip(3..) {
            records.push(record(seq, Event::Improvement { text: (*text).to_owned() }));
        }
        let mut summary = summary(id);
        summary.state = State::Finished;
        summary.started_ms = at(0).wall_ms + minutes * 60_000;
        change(&mut summary);
        store.append(&records, &summary, DraftFate::Keep).unwrap();
    }

    #[test]
    fn the_newest_that_count_are_found() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let newest = |rehearsals| store.newest_improvements(rehearsals).unwrap();
        assert_eq!(newest(Rehearsals::With), None);
        keep(&store, "aaaa2345", 1, &["old"], |_| {});
        keep(&store, "bbbb2345", 2, &["one", "two"], |_| {});
        keep(&store, "cccc2345", 3, &[], |_| {});
        keep(&store, "dddd2345", 4, &["of a practice"], |summary| summary.mode = Mode::Practice);
        keep(&store, "eeee2345", 5, &["struck out"], |summary| summary.state = State::Abandoned);
        keep(&store, "ffff2345", 6, &["rehearsed"], |summary| summary.rehearsal = true);
        let found = newest(Rehearsals::Without).unwrap();
        assert_eq!((found.session.as_str(), found.prompt.as_str()), ("bbbb2345", "url-shortener"));
        assert_eq!(found.texts, ["one", "two"]);
        assert_eq!(newest(Rehearsals::With).unwrap().texts, ["rehearsed"]);
    }
}
