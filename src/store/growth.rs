//! Many sittings, read from what was found in them. Sums are made by SQLite, over the rows that
//! [`judged`](super::judged) writes; rehearsals and what was struck out never count.

use std::ops::ControlFlow;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::judged::{step, verdict};
use super::{Store, StoreError};
use crate::bank::{Level, Step};
use crate::interview::{Mode, Source};
use crate::study::drills::{CardId, Standing};
use crate::study::{Attempt, Marks, Overrun, StepFigures, TWICE, WELL, Weakness};

/// What a session has to be to count.
const COUNTS: &str = "rehearsal = 0 AND state IN ('finished', 'expired')";

impl Store {
    /// Hands the attempts that count to `visit`, oldest first, of one prompt or of all, until it
    /// breaks off. Rows are read as they are visited; one that cannot be understood is left out.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn visit_attempts(
        &self,
        prompt: Option<&str>,
        mut visit: impl FnMut(Attempt) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let (of_prompt, values) = narrowed(prompt);
        let sql = format!(
            "SELECT id, prompt, mode, level, input, started_ms, total, reviewed_total, guess \
             FROM session LEFT JOIN judged ON judged.session = number \
             WHERE {COUNTS}{of_prompt} AND total IS NOT NULL ORDER BY started_ms, number"
        );
        let mut reading = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = reading.query(params_from_iter(values)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if let Some(attempt) = attempt(row).map_err(failed)?
                && visit(attempt).is_break()
            {
                break;
            }
        }
        Ok(())
    }

    /// The score of each step that was scored in a session, 0 to 100.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn step_scores(&self, session: &str) -> Result<Vec<(Step, f64)>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading = self
            .connection
            .prepare_cached(
                "SELECT step, score FROM session JOIN judged_step ON session = number \
                 WHERE id = ?1 AND score IS NOT NULL",
            )
            .map_err(failed)?;
        let rows = reading
            .query_map([session], |row| Ok((step(row.get_ref(0)?.as_str()?), row.get(1)?)))
            .map_err(failed)?;
        let mut scores = Vec::new();
        for row in rows {
            if let (Some(step), score) = row.map_err(failed)? {
                scores.push((step, score));
            }
        }
        Ok(scores)
    }

    /// The steps over all attempts of one prompt or of all, in order. Pacing is that of boxes sat at
    /// a terminal.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn step_figures(&self, prompt: Option<&str>) -> Result<Vec<StepFigures>, StoreError> {
        let failed = |source| self.failed(source);
        let (of_prompt, values) = narrowed(prompt);
        // Beside a lone max() SQLite gives the other columns of the row that has it.
        let sql = format!(
            "SELECT step, count(score), avg(score), \
             count(planned_ms) FILTER (WHERE input = 'terminal'), \
             coalesce(sum(planned_ms) FILTER (WHERE input = 'terminal'), 0), \
             coalesce(sum(judged_step.spent_ms) FILTER (WHERE input = 'terminal' AND planned_ms IS NOT NULL), 0), \
             max(iif(input = 'terminal', judged_step.spent_ms - planned_ms, NULL)), id, planned_ms, \
             judged_step.spent_ms \
             FROM session JOIN judged_step ON session = number \
             WHERE {COUNTS}{of_prompt} GROUP BY step"
        );
        let mut reading = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = reading.query_map(params_from_iter(values), figures).map_err(failed)?;
        let mut figures = Vec::new();
        for row in rows {
            figures.extend(row.map_err(failed)?);
        }
        figures.sort_by_key(|one| one.step);
        Ok(figures)
    }

    /// The criteria that cost most over all attempts of one prompt or of all, the weakest first, at
    /// most `limit`. The candidate's verdict counts where it was reviewed. What was judged once
    /// says less than what was missed again and again.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn weakest(&self, prompt: Option<&str>, limit: usize) -> Result<Vec<Weakness>, StoreError> {
        let failed = |source| self.failed(source);
        let (of_prompt, mut values) = narrowed(prompt);
        values.push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
        let sql = format!(
            "SELECT criterion, iif(shared, NULL, prompt) AS own, step, id, \
             count(*), sum(coalesce(reviewed, judged_criterion.verdict) = 0), sum(coalesce(reviewed, judged_criterion.verdict) = 1), \
             max(number) \
             FROM session JOIN judged_criterion ON session = number \
             WHERE {COUNTS}{of_prompt} GROUP BY criterion, own \
             HAVING sum(coalesce(reviewed, judged_criterion.verdict) < 2) > 0 \
             ORDER BY sum(weight * (2 - coalesce(reviewed, judged_criterion.verdict))) / (count(*) + 1.0) DESC, \
             criterion, own LIMIT ?"
        );
        let mut reading = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = reading.query_map(params_from_iter(values), weakness).map_err(failed)?;
        let mut weakest = Vec::new();
        for row in rows {
            weakest.extend(row.map_err(failed)?);
        }
        Ok(weakest)
    }

    /// What an attempt had the help of: how many came before it at its prompt, and whether one of
    /// these was a practice. Whether the reference was seen is not known here.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn marks(&self, prompt: &str, started_ms: i64) -> Result<Marks, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT count(*), coalesce(max(mode = 'practice'), 0) FROM session \
                 WHERE {COUNTS} AND total IS NOT NULL AND prompt = ?1 AND started_ms < ?2"
            ))
            .and_then(|mut reading| {
                reading.query_row(params![prompt, started_ms], |row| {
                    let before: u64 = row.get(0)?;
                    Ok(Marks {
                        number: before + 1,
                        after_practice: row.get(1)?,
                        reference_seen: false,
                    })
                })
            })
            .map_err(|source| self.failed(source))
    }

    /// The prompts that went well twice, by id: whole sittings with a total of [`WELL`] or more.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn prompts_that_went_well(&self) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT prompt FROM session WHERE {COUNTS} AND mode <> 'practice' AND total >= ?1 \
                 GROUP BY prompt HAVING count(*) >= ?2"
            ))
            .and_then(|mut reading| {
                reading.query_map(params![WELL, TWICE], |row| row.get(0))?.collect()
            })
            .map_err(|source| self.failed(source))
    }

    /// Whether a prompt was ever sat, to its end or not; rehearsals are left out.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn was_sat(&self, prompt: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM session WHERE rehearsal = 0 AND prompt = ?1)",
            )
            .and_then(|mut reading| reading.query_row([prompt], |row| row.get(0)))
            .map_err(|source| self.failed(source))
    }

    /// How every criterion stood in the last sitting in which it was judged; days are those where
    /// the candidate is. Of each prompt the sittings are gone through from the newest to the first
    /// in which all five steps were sat, so that this takes no longer with a long history.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn standings(&self, zone: &TimeZone) -> Result<Vec<Standing>, StoreError> {
        let mut standings = Vec::new();
        let mut after = String::new();
        while let Some(prompt) = self.prompt_after(&after)? {
            self.standings_of(&prompt, zone, &mut standings)?;
            after = prompt;
        }
        Ok(standings)
    }

    /// How a criterion stood in a session; `None` where the session does not count any more, or did
    /// not judge it.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn standing(
        &self,
        session: &str,
        criterion: &str,
        zone: &TimeZone,
    ) -> Result<Option<Standing>, StoreError> {
        let failed = |source| self.failed(source);
        let found = self
            .connection
            .prepare_cached(&format!(
                "SELECT criterion, step, weight, coalesce(reviewed, judged_criterion.verdict), prompt, started_ms \
                 FROM session JOIN judged_criterion ON session = number \
                 WHERE {COUNTS} AND id = ?1 AND criterion = ?2"
            ))
            .and_then(|mut reading| {
                reading
                    .query_row([session, criterion], |row| {
                        standing(row, &row.get::<_, String>(4)?, session, day(row.get(5)?, zone))
                    })
                    .optional()
            })
            .map_err(failed)?;
        Ok(found.flatten())
    }

    /// The next prompt by id that was sat, found by the index without going through all sittings.
    fn prompt_after(&self, prompt: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT min(prompt) FROM session WHERE rehearsal = 0 AND prompt > ?1")
            .and_then(|mut reading| reading.query_row([prompt], |row| row.get(0)))
            .map_err(|source| self.failed(source))
    }

    fn standings_of(
        &self,
        prompt: &str,
        zone: &TimeZone,
        standings: &mut Vec<Standing>,
    ) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let first = standings.len();
        let mut sessions = self
            .connection
            .prepare_cached(&format!(
                "SELECT number, id, started_ms, \
                 (SELECT count(*) FROM judged_step WHERE session = number) FROM session \
                 WHERE {COUNTS} AND prompt = ?1 ORDER BY started_ms DESC, number DESC"
            ))
            .map_err(failed)?;
        let mut criteria = self
            .connection
            .prepare_cached(
                "SELECT criterion, step, weight, coalesce(reviewed, judged_criterion.verdict) \
                 FROM judged_criterion WHERE session = ?1",
            )
            .map_err(failed)?;
        let mut rows = sessions.query([prompt]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let number: i64 = row.get(0).map_err(failed)?;
            let id: String = row.get(1).map_err(failed)?;
            let on = day(row.get(2).map_err(failed)?, zone);
            let found = criteria
                .query_map([number], |row| standing(row, prompt, &id, on))
                .map_err(failed)?;
            let before = standings.len();
            for one in found {
                let Some(one) = one.map_err(failed)? else { continue };
                let known = standings[first..before].iter().any(|known| known.card == one.card);
                if !known {
                    standings.push(one);
                }
            }
            if row.get::<_, usize>(3).map_err(failed)? == Step::ALL.len() && standings.len() > first
            {
                break;
            }
        }
        Ok(())
    }
}

/// The condition for a prompt, with its value.
fn narrowed(prompt: Option<&str>) -> (&'static str, Vec<Value>) {
    match prompt {
        Some(prompt) => (" AND prompt = ?", vec![Value::from(prompt.to_owned())]),
        None => ("", Vec::new()),
    }
}

/// The day of a moment where somebody is; the nearest end of the calendar when out of it.
fn day(wall_ms: i64, zone: &TimeZone) -> Date {
    match Timestamp::from_millisecond(wall_ms) {
        Ok(moment) => moment.to_zoned(zone.clone()).date(),
        Err(_) if wall_ms < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

fn word<T: Copy>(text: &str, all: &[T], id: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| id(*value) == text)
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<Option<Attempt>> {
    let modes = [Mode::Mock, Mode::Practice, Mode::SelfInterview];
    let (Some(mode), Some(level), Some(input)) = (
        word(row.get_ref(2)?.as_str()?, &modes, Mode::id),
        word(row.get_ref(3)?.as_str()?, &Level::ALL, Level::id),
        word(row.get_ref(4)?.as_str()?, &[Source::Terminal, Source::Script], Source::id),
    ) else {
        return Ok(None);
    };
    Ok(Some(Attempt {
        session: row.get(0)?,
        prompt: row.get(1)?,
        mode,
        level,
        input,
        started_ms: row.get(5)?,
        total: row.get(6)?,
        reviewed_total: row.get(7)?,
        guess: row.get(8)?,
    }))
}

fn figures(row: &Row<'_>) -> rusqlite::Result<Option<StepFigures>> {
    let Some(step) = step(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    let longest = match row.get::<_, Option<i64>>(6)? {
        Some(over) if over > 0 => Some(Overrun {
            session: row.get(7)?,
            step,
            planned_ms: row.get(8)?,
            spent_ms: row.get(9)?,
        }),
        _ => None,
    };
    Ok(Some(StepFigures {
        step,
        scored: row.get(1)?,
        mean: row.get(2)?,
        timed: row.get(3)?,
        planned_ms: row.get(4)?,
        spent_ms: row.get(5)?,
        longest,
    }))
}

fn weakness(row: &Row<'_>) -> rusqlite::Result<Option<Weakness>> {
    let Some(step) = step(row.get_ref(2)?.as_str()?) else { return Ok(None) };
    Ok(Some(Weakness {
        criterion: row.get(0)?,
        prompt: row.get(1)?,
        step,
        session: row.get(3)?,
        asked: row.get(4)?,
        missed: row.get(5)?,
        partly: row.get(6)?,
    }))
}

fn standing(
    row: &Row<'_>,
    prompt: &str,
    session: &str,
    on: Date,
) -> rusqlite::Result<Option<Standing>> {
    let (Some(step), Some(verdict)) = (step(row.get_ref(1)?.as_str()?), verdict(row.get(3)?))
    else {
        return Ok(None);
    };
    Ok(Some(Standing {
        card: CardId { prompt: prompt.to_owned(), criterion: row.get(0)? },
        session: session.to_owned(),
        day: on,
        step,
        weight: row.get(2)?,
        verdict,
    }))
}
