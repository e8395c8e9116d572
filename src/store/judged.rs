//! What was found in the sessions, as rows: written with the events that change it, and read back
//! for comparisons over many sittings.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{Store, StoreError};
use crate::bank::Step;
use crate::interview::{Event, Record};
use crate::scoring::Verdict;
use crate::study::{CriterionFinding, Findings, StepFinding};

/// What was found in a session, and how many events there were then.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The session.
    pub session: String,
    /// Its last event when it was judged: where there are more by now, this is not kept.
    pub last_seq: u64,
    /// What was found.
    pub findings: Findings,
}

impl Store {
    /// What is stored of the findings of a session; `None` where it was not judged yet.
    ///
    /// # Errors
    ///
    /// [`StoreError::DamagedSummary`] when the rows cannot be understood; others when they cannot be
    /// read.
    pub fn findings(&self, session: &str) -> Result<Option<Findings>, StoreError> {
        let failed = |source| self.failed(source);
        let damaged = |what: &str| StoreError::DamagedSummary {
            session: session.to_owned(),
            reason: format!("the {what} found in it cannot be read"),
        };
        let found = self
            .connection
            .prepare_cached(
                "SELECT number, scorer, guess FROM judged JOIN session ON session = number \
                 WHERE id = ?1",
            )
            .and_then(|mut reading| {
                reading
                    .query_row([session], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(failed)?;
        let Some((number, scorer, guess)): Option<(i64, String, Option<u8>)> = found else {
            return Ok(None);
        };
        let steps = self
            .rows(
                "SELECT step, score, planned_ms, spent_ms FROM judged_step WHERE session = ?1",
                number,
                step_row,
            )?
            .ok_or_else(|| damaged("steps"))?;
        let criteria = self
            .rows(
                "SELECT criterion, step, shared, weight, verdict, reviewed FROM judged_criterion \
                 WHERE session = ?1 ORDER BY criterion",
                number,
                criterion_row,
            )?
            .ok_or_else(|| damaged("criteria"))?;
        let mut findings = Findings { scorer, guess, steps, criteria };
        findings.steps.sort_by_key(|step| step.step);
        Ok(Some(findings))
    }

    /// The sessions that were scored and whose findings are missing or another scorer's, in the
    /// order in which they were stored; rehearsals and those that were struck out are left out.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn unjudged(&self, scorer: &str) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id FROM session WHERE rehearsal = 0 AND total IS NOT NULL \
                 AND state IN ('finished', 'expired') AND NOT EXISTS \
                 (SELECT 1 FROM judged WHERE judged.session = number AND scorer = ?1) \
                 ORDER BY number",
            )
            .and_then(|mut reading| reading.query_map([scorer], |row| row.get(0))?.collect())
            .map_err(|source| self.failed(source))
    }

    /// Keeps what was found in sessions, all in one transaction. A session that is gone, or that has
    /// got events since it was judged, is left as it is.
    ///
    /// # Errors
    ///
    /// When it cannot be written; nothing is kept then.
    pub fn keep_findings(&self, judged: &[Judged]) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let transaction = self.writing()?;
        for one in judged {
            let number: Option<i64> = transaction
                .prepare_cached(
                    "SELECT number FROM session WHERE id = ?1 AND ?2 = \
                     (SELECT max(seq) FROM event WHERE session = number)",
                )
                .and_then(|mut finding| {
                    finding
                        .query_row(params![one.session, one.last_seq], |row| row.get(0))
                        .optional()
                })
                .map_err(failed)?;
            if let Some(number) = number {
                write(&transaction, number, &one.findings).map_err(failed)?;
            }
        }
        transaction.commit().map_err(failed)
    }

    /// Rows of a session; `None` where one of them cannot be understood.
    fn rows<T>(
        &self,
        sql: &str,
        number: i64,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Option<Vec<T>>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = reading.query_map([number], |row| read(row)).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}

/// Writes what was found in a session in the place of what was found before.
pub(super) fn write(
    transaction: &Transaction<'_>,
    number: i64,
    findings: &Findings,
) -> rusqlite::Result<()> {
    clear(transaction, number)?;
    transaction
        .prepare_cached("INSERT INTO judged (session, scorer, guess) VALUES (?1, ?2, ?3)")?
        .execute(params![number, findings.scorer, findings.guess])?;
    let mut adding = transaction.prepare_cached(
        "INSERT INTO judged_step (session, step, score, planned_ms, spent_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for step in &findings.steps {
        let StepFinding { step, score, planned_ms, spent_ms } = step;
        adding.execute(params![number, step.id(), score, planned_ms, spent_ms])?;
    }
    let mut adding = transaction.prepare_cached(
        "INSERT INTO judged_criterion \
         (session, criterion, step, shared, weight, verdict, reviewed) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for one in &findings.criteria {
        adding.execute(params![
            number,
            one.id,
            one.step.id(),
            one.shared,
            one.weight,
            halves(one.verdict),
            one.reviewed.map(halves),
        ])?;
    }
    Ok(())
}

/// Takes away what was found in a session.
pub(super) fn clear(transaction: &Transaction<'_>, number: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM judged WHERE session = ?1",
        "DELETE FROM judged_step WHERE session = ?1",
        "DELETE FROM judged_criterion WHERE session = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

/// Whether what was found before is not true any more once these records are added.
pub(super) fn outdates(records: &[Record]) -> bool {
    records.iter().any(|record| {
        matches!(
            record.event,
            Event::Scored { .. } | Event::Reviewed { .. } | Event::Guessed { .. }
        )
    })
}

fn halves(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Missed => 0,
        Verdict::Partly => 1,
        Verdict::Met => 2,
    }
}

/// The verdict that a stored number stands for.
pub(super) fn verdict(halves: u8) -> Option<Verdict> {
    [Verdict::Missed, Verdict::Partly, Verdict::Met].get(usize::from(halves)).copied()
}

/// The step that a stored word stands for.
pub(super) fn step(word: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| step.id() == word)
}

fn step_row(row: &Row<'_>) -> rusqlite::Result<Option<StepFinding>> {
    let Some(step) = step(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    Ok(Some(StepFinding {
        step,
        score: row.get(1)?,
        planned_ms: row.get(2)?,
        spent_ms: row.get(3)?,
    }))
}

fn criterion_row(row: &Row<'_>) -> rusqlite::Result<Option<CriterionFinding>> {
    let reviewed: Option<u8> = row.get(5)?;
    let (Some(step), Some(judged)) = (step(row.get_ref(1)?.as_str()?), verdict(row.get(4)?)) else {
        return Ok(None);
    };
    Ok(Some(CriterionFinding {
        id: row.get(0)?,
        step,
        shared: row.get(2)?,
        weight: row.get(3)?,
        verdict: judged,
        reviewed: reviewed.and_then(verdict),
    }))
}
