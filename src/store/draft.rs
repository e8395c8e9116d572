//! What is being typed, kept so that no crash loses it.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::bank::Step;
use crate::interview::Reading;

/// A line, or lines, being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The step it is typed in.
    pub step: Step,
    /// The text as far as it is typed.
    pub text: String,
    /// The number, from 1, of the line that it corrects; `None` for a new one.
    pub editing: Option<usize>,
    /// What the clocks said when it was typed.
    pub at: Reading,
}

impl Store {
    /// Keeps the draft in place of the session's former one; durable on return.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`]; others when it cannot be written.
    pub fn save_draft(&self, session: &str, draft: &Draft) -> Result<(), StoreError> {
        let written = self
            .connection
            .prepare_cached(
                "INSERT INTO draft (session, step, text, editing, at_boot, at_boot_ms, at_wall_ms) \
                 SELECT number, ?2, ?3, ?4, ?5, ?6, ?7 FROM session WHERE id = ?1 \
                 ON CONFLICT (session) DO UPDATE SET step = excluded.step, text = excluded.text, \
                 editing = excluded.editing, at_boot = excluded.at_boot, \
                 at_boot_ms = excluded.at_boot_ms, at_wall_ms = excluded.at_wall_ms",
            )
            .and_then(|mut writing| {
                writing.execute(params![
                    session,
                    draft.step.id(),
                    draft.text,
                    draft.editing,
                    draft.at.boot,
                    draft.at.boot_ms,
                    draft.at.wall_ms,
                ])
            })
            .map_err(|source| self.failed(source))?;
        if written == 0 {
            return Err(StoreError::NoSession { session: session.to_owned() });
        }
        Ok(())
    }

    /// The session's draft; `None` when nothing was being typed, or there is no such session.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood.
    pub fn draft(&self, session: &str) -> Result<Option<Draft>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT step, text, editing, at_boot, at_boot_ms, at_wall_ms FROM draft \
                 JOIN session ON draft.session = session.number WHERE session.id = ?1",
            )
            .and_then(|mut reading| reading.query_row([session], |row| Ok(read(row))).optional())
            .map_err(|source| self.failed(source))?;
        found
            .transpose()
            .map_err(|reason| StoreError::DamagedDraft { session: session.to_owned(), reason })
    }

    /// Removes the session's draft, if there is one; durable on return. A [`super::DraftSaver`] at
    /// work is to be told first, with [`super::DraftSaver::discard`].
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn clear_draft(&self, session: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "DELETE FROM draft WHERE session = (SELECT number FROM session WHERE id = ?1)",
            )
            .and_then(|mut clearing| clearing.execute([session]))
            .map(drop)
            .map_err(|source| self.failed(source))
    }
}

fn read(row: &Row<'_>) -> Result<Draft, String> {
    let step: String = row.get(0).map_err(|error| error.to_string())?;
    let step = Step::ALL
        .into_iter()
        .find(|known| known.id() == step)
        .ok_or_else(|| format!("its step is `{step}`"))?;
    let rest = || -> rusqlite::Result<Draft> {
        Ok(Draft {
            step,
            text: row.get(1)?,
            editing: row.get(2)?,
            at: Reading { boot: row.get(3)?, boot_ms: row.get(4)?, wall_ms: row.get(5)? },
        })
    };
    rest().map_err(|error| error.to_string())
}
