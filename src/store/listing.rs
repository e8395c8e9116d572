//! Finding and listing sessions by their summaries.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::summary::{COLUMNS, from_row};
use super::{Store, StoreError, Summary};

/// Which rehearsals to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rehearsals {
    /// None.
    #[default]
    Without,
    /// Nothing but rehearsals.
    Only,
    /// Rehearsals among the others.
    With,
}

/// Which sessions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this prompt only.
    pub prompt: Option<String>,
    /// Whether rehearsals are listed.
    pub rehearsals: Rehearsals,
    /// At most so many.
    pub limit: Option<usize>,
}

/// What a beginning of an id stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Exactly one session.
    One(Box<Summary>),
    /// No session; with the id that is most like it, if any is.
    None {
        /// The nearest id.
        nearest: Option<String>,
    },
    /// Several sessions, newest first.
    Ambiguous(Vec<Summary>),
}

impl Store {
    /// Hands the summaries that the filter lets through to `visit`, newest first, until it breaks
    /// off. Rows are read as they are visited; nothing is gathered.
    ///
    /// # Errors
    ///
    /// When they cannot be read. A damaged summary hides no other: the rest is visited, and then
    /// the first [`StoreError::DamagedSummary`] is returned.
    pub fn visit_summaries(
        &self,
        filter: &Filter,
        mut visit: impl FnMut(Summary) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut values = Vec::new();
        let mut wanted = Vec::new();
        match filter.rehearsals {
            Rehearsals::Without => wanted.push("rehearsal = 0"),
            Rehearsals::Only => wanted.push("rehearsal = 1"),
            Rehearsals::With => {}
        }
        if let Some(prompt) = &filter.prompt {
            wanted.push("prompt = ?");
            values.push(Value::from(prompt.clone()));
        }
        let wanted = if wanted.is_empty() { "1".to_owned() } else { wanted.join(" AND ") };
        // No limit is -1 to SQLite.
        values.push(Value::from(
            filter.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX)),
        ));
        let sql = format!(
            "SELECT {COLUMNS} FROM session WHERE {wanted} \
             ORDER BY started_ms DESC, number DESC LIMIT ?"
        );
        let failed = |source| self.failed(source);
        let mut reading = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = reading.query(params_from_iter(values)).map_err(failed)?;
        let mut damage = Ok(());
        while let Some(row) = rows.next().map_err(failed)? {
            match summary(row) {
                Ok(summary) => {
                    if visit(summary).is_break() {
                        break;
                    }
                }
                Err(error) if damage.is_ok() => damage = Err(error),
                Err(_) => {}
            }
        }
        damage
    }

    /// The summaries that the filter lets through, newest first.
    ///
    /// # Errors
    ///
    /// As [`Self::visit_summaries`].
    pub fn summaries(&self, filter: &Filter) -> Result<Vec<Summary>, StoreError> {
        let mut summaries = Vec::new();
        self.visit_summaries(filter, |summary| {
            summaries.push(summary);
            ControlFlow::Continue(())
        })?;
        Ok(summaries)
    }

    /// The sessions that were running or paused when they were last written, newest first; takes
    /// no longer with a long history. See [`Summary::state_at`] for those that ended since.
    ///
    /// # Errors
    ///
    /// When they cannot be read or understood.
    pub fn unfinished(&self) -> Result<Vec<Summary>, StoreError> {
        self.query(
            &format!(
                "SELECT {COLUMNS} FROM session WHERE state IN ('running', 'paused') \
                 ORDER BY started_ms DESC, number DESC"
            ),
            params![],
        )
    }

    /// The session with exactly this id.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`]; others when it cannot be read or understood.
    pub fn summary(&self, id: &str) -> Result<Summary, StoreError> {
        self.query(&format!("SELECT {COLUMNS} FROM session WHERE id = ?1"), params![id])?
            .pop()
            .ok_or_else(|| StoreError::NoSession { session: id.to_owned() })
    }

    /// The session started last, rehearsals among them.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood.
    pub fn latest(&self) -> Result<Option<Summary>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS} FROM session ORDER BY started_ms DESC, number DESC LIMIT 1");
        Ok(self.query(&sql, params![])?.pop())
    }

    /// The session that `name` stands for: an id, a unique beginning of one in any case, or
    /// `latest`. The empty name stands for none.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or understood.
    pub fn find(&self, name: &str) -> Result<Found, StoreError> {
        let name = name.trim().to_lowercase();
        if name == "latest" {
            return Ok(match self.latest()? {
                Some(summary) => Found::One(Box::new(summary)),
                None => Found::None { nearest: None },
            });
        }
        if name.is_empty() {
            return Ok(Found::None { nearest: None });
        }
        // Ids are ASCII, so that the last character comes after all that go on from `name`.
        let mut found = self.query(
            &format!(
                "SELECT {COLUMNS} FROM session WHERE id >= ?1 AND id < ?2 \
                 ORDER BY started_ms DESC, number DESC"
            ),
            params![name, format!("{name}\u{10ffff}")],
        )?;
        if let Some(exact) = found.iter().position(|summary| summary.id == name) {
            return Ok(Found::One(Box::new(found.swap_remove(exact))));
        }
        Ok(match (found.pop(), found.is_empty()) {
            (None, _) => Found::None { nearest: self.nearest(&name)? },
            (Some(only), true) => Found::One(Box::new(only)),
            (Some(oldest), false) => {
                found.push(oldest);
                Found::Ambiguous(found)
            }
        })
    }

    /// The ids of all sessions in the order in which they were stored.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn session_ids(&self) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT id FROM session ORDER BY number")
            .and_then(|mut reading| reading.query_map([], |row| row.get(0))?.collect())
            .map_err(|source| self.failed(source))
    }

    /// The id that `name` is most likely a slip of: a beginning with a slip in it counts as well.
    fn nearest(&self, name: &str) -> Result<Option<String>, StoreError> {
        let length = name.chars().count();
        let nearest = self
            .session_ids()?
            .into_iter()
            .map(|id| {
                let beginning: String = id.chars().take(length).collect();
                (strsim::osa_distance(name, &beginning), id)
            })
            .min();
        Ok(nearest.filter(|(slips, _)| slips * 3 <= length.max(3)).map(|(_, id)| id))
    }

    fn query(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Summary>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = reading.query(values).map_err(failed)?;
        let mut summaries = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            summaries.push(summary(row)?);
        }
        Ok(summaries)
    }
}

fn summary(row: &Row<'_>) -> Result<Summary, StoreError> {
    from_row(row).map_err(|(session, reason)| StoreError::DamagedSummary { session, reason })
}
