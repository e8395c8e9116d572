//! The history as a table.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter;

use jiff::tz::Offset;

use super::cells;
use super::styled::{Layout, Styled, Tone};
use crate::interview::{State, clock};
use crate::report::figures::whole;
use crate::report::{HistoryEntry, visible};
use crate::scoring::Overall;

/// A session a line, in the order given, under a line of headings. On narrow screens each takes two
/// lines; in plain form every entry is one line of `name: value` pairs. Nothing without sessions.
///
/// Histories grow long: of a session only the text of its row is kept, in one string for all.
#[derive(Debug)]
pub struct HistoryTable {
    layout: Layout,
    text: String,
    rows: Vec<Row>,
    widths: [usize; COLUMNS],
}

/// Where a row's columns end in the text, and the tone of its total.
#[derive(Clone, Copy, Debug)]
struct Row {
    begin: usize,
    /// From the beginning on.
    ends: [u32; COLUMNS],
    tone: Tone,
}

/// How many columns the table has, their headings, and which holds the prompt.
const COLUMNS: usize = 7;
const HEADINGS: [&str; COLUMNS] = ["session", "date", "prompt", "mode", "level", "state", "total"];
const PROMPT: usize = 2;
/// What stands between two columns.
const BETWEEN: usize = 2;

impl HistoryTable {
    /// A table without sessions.
    pub fn new(layout: Layout) -> Self {
        Self { layout, text: String::new(), rows: Vec::new(), widths: HEADINGS.map(cells) }
    }

    /// Whether it has no session.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a session at the end.
    pub fn push(&mut self, entry: &HistoryEntry) {
        let begin = self.text.len();
        let mut ends = [0; COLUMNS];
        if self.layout.plain {
            plain(&mut self.text, entry);
            ends = [(self.text.len() - begin) as u32; COLUMNS];
        } else {
            let mut from = begin;
            for (column, end) in ends.iter_mut().enumerate() {
                cell(&mut self.text, column, entry, self.layout);
                self.widths[column] = self.widths[column].max(cells(&self.text[from..]));
                from = self.text.len();
                *end = (from - begin) as u32;
            }
        }
        self.rows.push(Row { begin, ends, tone: tone(entry) });
    }

    /// The lines from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = Styled> + Clone + '_ {
        let others = self.widths.iter().sum::<usize>() - self.widths[PROMPT];
        let room = self.layout.width().saturating_sub(others + BETWEEN * (COLUMNS - 1));
        let narrow = room < self.widths[PROMPT].min(10);
        let mut widths = self.widths;
        widths[PROMPT] = widths[PROMPT].min(room);
        let plain = self.layout.plain;
        let headed = !plain && !narrow && !self.rows.is_empty();
        let headings = headed.then(|| self.aligned(HEADINGS, [Tone::Dim; 3], &widths));
        let sessions = self.rows.iter().flat_map(move |row| {
            let columns = self.columns(row);
            let (first, second) = match (plain, narrow) {
                (true, _) => (Styled::of(Tone::Plain, columns[0]), None),
                (false, true) => {
                    let [first, second] = self.narrow(columns, row.tone);
                    (first, Some(second))
                }
                (false, false) => {
                    let tones = [Tone::Accent, Tone::Plain, row.tone];
                    (self.aligned(columns, tones, &widths), None)
                }
            };
            iter::once(first).chain(second)
        });
        headings.into_iter().chain(sessions)
    }

    /// The columns of a row; in plain form all of it is in the first.
    fn columns(&self, row: &Row) -> [&str; COLUMNS] {
        let mut begin = row.begin;
        row.ends.map(|end| {
            let end = row.begin + end as usize;
            let text = &self.text[begin..end];
            begin = end;
            text
        })
    }

    /// The parts of a row at their columns, the prompt cut to its column. The tones are those of the
    /// first column, of the last, and of what is between them.
    fn aligned(
        &self,
        columns: [&str; COLUMNS],
        [first, between, last]: [Tone; 3],
        widths: &[usize; COLUMNS],
    ) -> Styled {
        let room = widths.iter().sum::<usize>() + COLUMNS * BETWEEN;
        let mut parts =
            [widths[0] + BETWEEN, room, columns[COLUMNS - 1].len()].map(String::with_capacity);
        for (index, text) in columns.into_iter().enumerate() {
            let part = &mut parts[usize::from(index > 0) + usize::from(index + 1 == COLUMNS)];
            let text = match index {
                PROMPT if cells(text) > widths[index] => {
                    self.layout.fit(text, widths[index]).into()
                }
                _ => Cow::Borrowed(text),
            };
            part.push_str(&text);
            if index + 1 < COLUMNS {
                let behind = (widths[index] + BETWEEN).saturating_sub(cells(&text));
                spaces(part, behind);
            }
        }
        let [id, middle, total] = parts;
        Styled::of(first, id).then(between, middle).then(last, total)
    }

    fn narrow(&self, columns: [&str; COLUMNS], tone: Tone) -> [Styled; 2] {
        let [id, date, prompt, mode, _, state, total] = columns;
        let first =
            Styled::of(Tone::Accent, id).then(Tone::Plain, format!("  {date}  ")).then(tone, total);
        let rest = self.layout.own(&format!("  {prompt} · {mode} · {state}"));
        [first, Styled::of(Tone::Dim, self.layout.fit(&rest, self.layout.width()))]
    }
}

/// Adds so many spaces, many at once.
fn spaces(text: &mut String, mut count: usize) {
    const MANY: &str = "                                ";
    while count > 0 {
        let now = count.min(MANY.len());
        text.push_str(&MANY[..now]);
        count -= now;
    }
}

/// Writes what stands in a column.
fn cell(text: &mut String, column: usize, entry: &HistoryEntry, layout: Layout) {
    match column {
        0 => text.push_str(&visible(&entry.id)),
        1 => day(text, entry),
        PROMPT => text.push_str(&visible(&entry.prompt)),
        3 => text.push_str(entry.mode.id()),
        4 => text.push_str(entry.level.id()),
        5 => ended(text, entry),
        _ => {
            let begin = text.len();
            total(text, entry);
            if !text[begin..].is_ascii() {
                let own = layout.own(&text[begin..]);
                text.truncate(begin);
                text.push_str(&own);
            }
        }
    }
}

fn plain(text: &mut String, entry: &HistoryEntry) {
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "session: {}, started: {}, prompt: {}, mode: {}, level: {}, state: {}, used: {}",
        visible(&entry.id),
        entry.started_at,
        visible(&entry.prompt),
        entry.mode.id(),
        entry.level,
        entry.state.id(),
        clock(entry.spent_s * 1000),
    );
    if let Some((total, verdict)) = entry.total.zip(entry.verdict) {
        let _ = write!(text, ", total: {}, verdict: {}", whole(total), verdict.id());
    }
    if let Some(total) = entry.reviewed_total {
        let _ = write!(text, ", reviewed total: {}", whole(total));
    }
    if entry.rehearsal {
        text.push_str(", rehearsal");
    }
}

/// The day it started, in UTC.
fn day(text: &mut String, entry: &HistoryEntry) {
    let _ = write!(text, "{}", Offset::UTC.to_datetime(entry.started_at).date());
}

/// How it ended; with the time used where the bell did not end it.
fn ended(text: &mut String, entry: &HistoryEntry) {
    match entry.state {
        State::Finished => {
            text.push_str("done ");
            text.push_str(&clock(entry.spent_s * 1000));
        }
        State::Expired => text.push_str("bell"),
        other => text.push_str(other.id()),
    }
}

/// The judge's total with its verdict; after a review both totals.
fn total(text: &mut String, entry: &HistoryEntry) {
    let _ = match (entry.reviewed_total, entry.total, entry.verdict) {
        (Some(reviewed), Some(total), _) => {
            write!(text, "{:>3}, yours {}", whole(total), whole(reviewed))
        }
        (Some(reviewed), None, _) => write!(text, "yours {}", whole(reviewed)),
        (None, Some(total), Some(verdict)) => write!(text, "{:>3} {}", whole(total), verdict.id()),
        (None, Some(total), None) => write!(text, "{:>3}", whole(total)),
        (None, None, _) => write!(text, "  –"),
    };
    if entry.rehearsal {
        text.push_str(" · rehearsal");
    }
}

fn tone(entry: &HistoryEntry) -> Tone {
    match entry.verdict {
        Some(Overall::Strong | Overall::Meets) => Tone::Good,
        Some(Overall::Borderline) => Tone::Half,
        Some(Overall::Below) => Tone::Bad,
        None => Tone::Dim,
    }
}
