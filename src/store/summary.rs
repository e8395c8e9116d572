//! A session in one row: what lists show without folding events.

use rusqlite::Row;

use crate::bank::Level;
use crate::interview::{Mode, Reading, Source, State, TimeBox};
use crate::scoring::Overall;

/// A session summed up. Derived from its events: it can be thrown away and made again.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The session's id.
    pub id: String,
    /// The prompt's id.
    pub prompt: String,
    /// What kind of sitting.
    pub mode: Mode,
    /// The level it is graded for.
    pub level: Level,
    /// Where it stood when it was last written; see [`Self::state_at`].
    pub state: State,
    /// When it started, in milliseconds since 1970 in UTC.
    pub started_ms: i64,
    /// The length of the box in milliseconds of box time; `None` when untimed.
    pub box_ms: Option<u64>,
    /// How many milliseconds of box time pass in a real one.
    pub rate: u32,
    /// Milliseconds of box time used at `last`.
    pub spent_ms: u64,
    /// What the clocks said when the last event before sealing was recorded.
    pub last: Reading,
    /// The total that was shown, 0 to 100.
    pub total: Option<f64>,
    /// The total after the candidate's review, 0 to 100.
    pub reviewed_total: Option<f64>,
    /// The verdict on the whole.
    pub verdict: Option<Overall>,
    /// Where the answers come from.
    pub input: Source,
    /// Whether it is a rehearsal, which counts nowhere.
    pub rehearsal: bool,
}

impl Summary {
    /// The length of the box in minutes of box time; `None` when untimed.
    pub fn minutes(&self) -> Option<f64> {
        self.box_ms.map(|length| length as f64 / 60_000.0)
    }

    /// Whole seconds of box time used when it was last written.
    pub fn spent_s(&self) -> u64 {
        self.spent_ms / 1000
    }

    /// Where it stands at `now`: a box that runs ends at its bell, whether or not anyone was there
    /// to record it.
    pub fn state_at(&self, now: &Reading) -> State {
        if self.state == State::Running && self.left_ms_at(now) == Some(0) {
            State::Expired
        } else {
            self.state
        }
    }

    /// Milliseconds of box time left at `now`; `None` when untimed, 0 when it has ended.
    pub fn left_ms_at(&self, now: &Reading) -> Option<u64> {
        let left = self.box_ms?.saturating_sub(self.spent_ms);
        match self.state {
            State::Running => TimeBox::start(Some(left), self.rate, self.last.clone()).left_ms(now),
            State::Paused => Some(left),
            State::Finished | State::Expired | State::Abandoned => Some(0),
        }
    }
}

/// The columns of a summary, in the order of [`from_row`].
pub(super) const COLUMNS: &str = "id, prompt, mode, level, state, started_ms, box_ms, rate, \
    spent_ms, last_boot, last_boot_ms, last_wall_ms, total, reviewed_total, verdict, input, \
    rehearsal";

/// Why a row is no summary: the session's id as far as it is known, and what is wrong.
pub(super) type Damage = (String, String);

/// Reads the columns [`COLUMNS`].
pub(super) fn from_row(row: &Row<'_>) -> Result<Summary, Damage> {
    let id: String = row.get(0).map_err(|error| ("?".to_owned(), error.to_string()))?;
    match read(row) {
        Ok(rest) => Ok(Summary { id, ..rest }),
        Err(reason) => Err((id, reason)),
    }
}

/// All but the id.
fn read(row: &Row<'_>) -> Result<Summary, String> {
    Ok(Summary {
        id: String::new(),
        prompt: row.get(1).map_err(|error| error.to_string())?,
        mode: word(row, 2, "mode", &[Mode::Mock, Mode::Practice, Mode::SelfInterview], Mode::id)?,
        level: word(row, 3, "level", &Level::ALL, Level::id)?,
        state: word(row, 4, "state", &State::ALL, State::id)?,
        started_ms: number(row, 5)?,
        box_ms: optional(row, 6)?,
        rate: number(row, 7)?,
        spent_ms: number(row, 8)?,
        last: Reading {
            boot: row.get(9).map_err(|error| error.to_string())?,
            boot_ms: number(row, 10)?,
            wall_ms: number(row, 11)?,
        },
        total: optional(row, 12)?,
        reviewed_total: optional(row, 13)?,
        verdict: match row.get_ref(14).map_err(|error| error.to_string())? {
            rusqlite::types::ValueRef::Null => None,
            _ => Some(word(row, 14, "verdict", &VERDICTS, Overall::id)?),
        },
        input: word(row, 15, "input", &[Source::Terminal, Source::Script], Source::id)?,
        rehearsal: row.get(16).map_err(|error| error.to_string())?,
    })
}

const VERDICTS: [Overall; 4] =
    [Overall::Strong, Overall::Meets, Overall::Borderline, Overall::Below];

fn number<T: rusqlite::types::FromSql>(row: &Row<'_>, column: usize) -> Result<T, String> {
    row.get(column).map_err(|error| error.to_string())
}

fn optional<T: rusqlite::types::FromSql>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, String> {
    row.get(column).map_err(|error| error.to_string())
}

/// Reads one of the words that `id` gives.
fn word<T: Copy>(
    row: &Row<'_>,
    column: usize,
    name: &str,
    all: &[T],
    id: fn(T) -> &'static str,
) -> Result<T, String> {
    let text = row
        .get_ref(column)
        .map_err(|error| error.to_string())?
        .as_str()
        .map_err(|error| error.to_string())?;
    all.iter()
        .copied()
        .find(|value| id(*value) == text)
        .ok_or_else(|| format!("its {name} is `{text}`"))
}
