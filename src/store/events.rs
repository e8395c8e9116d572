//! The events of a session: adding and reading them.

use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};
use serde::Deserialize;

use super::{NewContent, Store, StoreError, Summary, judged};
use crate::interview::{Record, VERSION, Version};
use crate::study::Findings;

/// What becomes of the stored draft when events are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftFate {
    /// It stays.
    Keep,
    /// It goes: the events hold what it held.
    Clear,
}

impl Store {
    /// Adds records to the session `summary.id`, writes its summary and, if told so, removes its
    /// draft: all of it or nothing, durable on return. The first record makes the session.
    ///
    /// What is fixed at the start (prompt, mode, level, start, box, input, rehearsal) is written
    /// with the first record only.
    ///
    /// # Errors
    ///
    /// [`StoreError::Overtaken`] when a record's `seq` is not one more than the last stored;
    /// others when it cannot be written. Nothing is stored then, and it can be tried again.
    pub fn append(
        &self,
        records: &[Record],
        summary: &Summary,
        draft: DraftFate,
    ) -> Result<(), StoreError> {
        self.append_with(&[], records, summary, draft)
    }

    /// As [`Self::append`], and in the same transaction keeps the content that the records name:
    /// each once, however often it is given. What is stored already is not written again, unless
    /// it was damaged.
    ///
    /// # Errors
    ///
    /// As [`Self::append`].
    pub fn append_with(
        &self,
        contents: &[NewContent],
        records: &[Record],
        summary: &Summary,
        draft: DraftFate,
    ) -> Result<(), StoreError> {
        self.add(contents, records, summary, draft, None)
    }

    /// As [`Self::append`], and in the same transaction keeps what the judge found in the session
    /// with these records. Records that change what was found, added without it, take away what was
    /// found before.
    ///
    /// # Errors
    ///
    /// As [`Self::append`].
    pub fn append_judged(
        &self,
        records: &[Record],
        summary: &Summary,
        draft: DraftFate,
        findings: &Findings,
    ) -> Result<(), StoreError> {
        self.add(&[], records, summary, draft, Some(findings))
    }

    fn add(
        &self,
        contents: &[NewContent],
        records: &[Record],
        summary: &Summary,
        draft: DraftFate,
        findings: Option<&Findings>,
    ) -> Result<(), StoreError> {
        let bodies = bodies(records, &summary.id)?;
        let transaction = self.writing()?;
        let failed = |source| self.failed(source);
        for content in contents {
            content.write(&transaction).map_err(failed)?;
        }
        let known = find(&transaction, &summary.id).map_err(failed)?;
        let mut last = match &known {
            Some((number, _)) => last_seq(&transaction, *number).map_err(failed)?,
            None => 0,
        };
        if let Some(record) =
            records.iter().zip(last + 1..).find(|(record, seq)| record.seq != *seq)
        {
            return Err(StoreError::Overtaken {
                session: summary.id.clone(),
                offered: record.0.seq,
                last,
            });
        }
        let number = match known {
            Some((number, state)) => {
                update(&transaction, number, &state, summary).map_err(failed)?;
                number
            }
            None if records.is_empty() => {
                return Err(StoreError::NoSession { session: summary.id.clone() });
            }
            None => insert(&transaction, summary).map_err(failed)?,
        };
        {
            let mut adding = transaction
                .prepare_cached("INSERT INTO event (session, seq, body) VALUES (?1, ?2, ?3)")
                .map_err(failed)?;
            for body in bodies {
                last += 1;
                adding.execute(params![number, last, body]).map_err(failed)?;
            }
        }
        match findings {
            Some(findings) => judged::write(&transaction, number, findings).map_err(failed)?,
            None if judged::outdates(records) => {
                judged::clear(&transaction, number).map_err(failed)?;
            }
            None => {}
        }
        if draft == DraftFate::Clear {
            transaction
                .prepare_cached("DELETE FROM draft WHERE session = ?1")
                .and_then(|mut clearing| clearing.execute([number]))
                .map_err(failed)?;
        }
        transaction.commit().map_err(failed)
    }

    /// Writes the whole summary of a stored session again, as made from its events: what is fixed
    /// at the start too.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`] when there is no such session; others when it cannot be written.
    pub fn rewrite_summary(&self, summary: &Summary) -> Result<(), StoreError> {
        let transaction = self.writing()?;
        let failed = |source| self.failed(source);
        let written = transaction
            .prepare_cached(
                "UPDATE session SET prompt = ?2, mode = ?3, level = ?4, state = ?5, \
                 started_ms = ?6, box_ms = ?7, rate = ?8, spent_ms = ?9, last_boot = ?10, \
                 last_boot_ms = ?11, last_wall_ms = ?12, total = ?13, reviewed_total = ?14, \
                 verdict = ?15, input = ?16, rehearsal = ?17 WHERE id = ?1",
            )
            .and_then(|mut writing| write_all(&mut writing, summary))
            .map_err(failed)?;
        if written == 0 {
            return Err(StoreError::NoSession { session: summary.id.clone() });
        }
        transaction.commit().map_err(failed)
    }

    /// All records of a session in order.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`]; [`StoreError::NewerEvent`] when a newer program wrote one of
    /// them; [`StoreError::DamagedEvent`] when one cannot be understood or is missing.
    pub fn events(&self, session: &str) -> Result<Vec<Record>, StoreError> {
        let failed = |source| self.failed(source);
        let number = self
            .connection
            .prepare_cached("SELECT number FROM session WHERE id = ?1")
            .and_then(|mut finding| {
                finding.query_row([session], |row| row.get::<_, i64>(0)).optional()
            })
            .map_err(failed)?
            .ok_or_else(|| StoreError::NoSession { session: session.to_owned() })?;
        let mut reading = self
            .connection
            .prepare_cached("SELECT seq, body FROM event WHERE session = ?1 ORDER BY seq")
            .map_err(failed)?;
        let mut rows = reading.query([number]).map_err(failed)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let expected = records.len() as u64 + 1;
            let damaged = |reason: String| StoreError::DamagedEvent {
                session: session.to_owned(),
                seq: expected,
                reason,
            };
            let seq: u64 = row.get(0).map_err(|error| damaged(error.to_string()))?;
            if seq != expected {
                return Err(damaged("it is missing".to_owned()));
            }
            let body = row
                .get_ref(1)
                .map_err(failed)?
                .as_str()
                .map_err(|error| damaged(error.to_string()))?;
            records.push(record(session, seq, body)?);
        }
        Ok(records)
    }
}

/// The part of a record that every version has.
#[derive(Deserialize)]
struct Stamp {
    version: Version,
}

/// Reads a stored record.
pub(super) fn record(session: &str, seq: u64, body: &str) -> Result<Record, StoreError> {
    let damaged =
        |reason: String| StoreError::DamagedEvent { session: session.to_owned(), seq, reason };
    let record = serde_json::from_str::<Record>(body);
    if let Ok(record) = record
        && record.version.major <= VERSION.major
    {
        return if record.seq == seq {
            Ok(record)
        } else {
            Err(damaged(format!("it says that it is event {}", record.seq)))
        };
    }
    let stamp: Stamp = serde_json::from_str(body).map_err(|error| damaged(error.to_string()))?;
    if stamp.version.major > VERSION.major {
        return Err(StoreError::NewerEvent {
            session: session.to_owned(),
            seq,
            found: stamp.version,
            known: VERSION,
        });
    }
    let reason = serde_json::from_str::<Record>(body).err().map(|error| error.to_string());
    Err(damaged(reason.unwrap_or_default()))
}

fn bodies(records: &[Record], session: &str) -> Result<Vec<String>, StoreError> {
    records
        .iter()
        .map(|record| {
            serde_json::to_string(record).map_err(|error| StoreError::DamagedEvent {
                session: session.to_owned(),
                seq: record.seq,
                reason: error.to_string(),
            })
        })
        .collect()
}

/// The session's number and stored state.
fn find(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<(i64, String)>> {
    transaction
        .prepare_cached("SELECT number, state FROM session WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn last_seq(transaction: &Transaction<'_>, number: i64) -> rusqlite::Result<u64> {
    transaction
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM event WHERE session = ?1")?
        .query_row([number], |row| row.get(0))
}

fn insert(transaction: &Transaction<'_>, summary: &Summary) -> rusqlite::Result<i64> {
    let mut inserting = transaction.prepare_cached(
        "INSERT INTO session (id, prompt, mode, level, state, started_ms, box_ms, rate, spent_ms, \
         last_boot, last_boot_ms, last_wall_ms, total, reviewed_total, verdict, input, rehearsal) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    write_all(&mut inserting, summary)?;
    Ok(transaction.last_insert_rowid())
}

fn write_all(statement: &mut CachedStatement<'_>, summary: &Summary) -> rusqlite::Result<usize> {
    statement.execute(params![
        summary.id,
        summary.prompt,
        summary.mode.id(),
        summary.level.id(),
        summary.state.id(),
        summary.started_ms,
        summary.box_ms,
        summary.rate,
        summary.spent_ms,
        summary.last.boot,
        summary.last.boot_ms,
        summary.last.wall_ms,
        summary.total,
        summary.reviewed_total,
        summary.verdict.map(crate::scoring::Overall::id),
        summary.input.id(),
        summary.rehearsal,
    ])
}

/// Writes what changes in the course of a session. The state is indexed, so it is left alone when
/// it is the same: naming it would write one more page at every line.
fn update(
    transaction: &Transaction<'_>,
    number: i64,
    state: &str,
    summary: &Summary,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "UPDATE session SET spent_ms = ?2, last_boot = ?3, last_boot_ms = ?4, \
             last_wall_ms = ?5, total = ?6, reviewed_total = ?7, verdict = ?8 WHERE number = ?1",
        )?
        .execute(params![
            number,
            summary.spent_ms,
            summary.last.boot,
            summary.last.boot_ms,
            summary.last.wall_ms,
            summary.total,
            summary.reviewed_total,
            summary.verdict.map(crate::scoring::Overall::id),
        ])?;
    if state != summary.state.id() {
        transaction
            .prepare_cached("UPDATE session SET state = ?2 WHERE number = ?1")?
            .execute(params![number, summary.state.id()])?;
    }
    Ok(())
}
