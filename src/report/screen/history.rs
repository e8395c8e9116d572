//! The history as a table.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter;

use super::cells;
use super::styled::{Layout, Styled, Tone};
use crate::interview::{State, clock};
use crate::report::figures::whole;
use crate::report::{HistoryEntry, visible};
use crate::scoring::Overall;

/// A session a line, in the order given, under a line of headings. On narrow screens each takes two
/// lines; in plain form every entry is one line of `name: value` pairs. Empty without sessions.
pub fn history_table(sessions: &[HistoryEntry], layout: Layout) -> Vec<Styled> {
    if sessions.is_empty() {
        return Vec::new();
    }
    if layout.plain {
        return sessions.iter().map(plain).collect();
    }
    let headings = HEADINGS.map(|name| (Tone::Dim, Cow::Borrowed(name)));
    let rows: Vec<Row<'_>> =
        iter::once(headings).chain(sessions.iter().map(|entry| row(entry, layout))).collect();
    let widest = |column: usize| rows.iter().map(|row| cells(&row[column].1)).max().unwrap_or(0);
    let mut widths: [usize; COLUMNS] = std::array::from_fn(widest);
    let others = widths.iter().sum::<usize>() - widths[PROMPT] + 2 * (COLUMNS - 1);
    let room = layout.width().saturating_sub(others);
    if room < widths[PROMPT].min(10) {
        return sessions.iter().flat_map(|entry| narrow(entry, layout)).collect();
    }
    widths[PROMPT] = widths[PROMPT].min(room);
    rows.into_iter().map(|row| aligned(row, &widths, layout)).collect()
}

/// How many columns the table has, their headings, and which holds the prompt.
const COLUMNS: usize = 7;
const HEADINGS: [&str; COLUMNS] = ["session", "date", "prompt", "mode", "level", "state", "total"];
const PROMPT: usize = 2;

type Row<'a> = [(Tone, Cow<'a, str>); COLUMNS];

fn row(entry: &HistoryEntry, layout: Layout) -> Row<'_> {
    [
        (Tone::Accent, visible(&entry.id)),
        (Tone::Plain, date(entry)),
        (Tone::Plain, visible(&entry.prompt)),
        (Tone::Plain, entry.mode.id().into()),
        (Tone::Plain, entry.level.id().into()),
        (Tone::Plain, ended(entry)),
        (tone(entry), own(total(entry), layout)),
    ]
}

/// The program's own words in the charset, without a copy where they are so already.
fn own(text: String, layout: Layout) -> Cow<'static, str> {
    if text.is_ascii() { text.into() } else { layout.own(&text).into() }
}

/// The parts of a row at their columns, the prompt cut to its column. Neighbours of one tone are one
/// part: long lists are made of these.
fn aligned(row: Row<'_>, widths: &[usize; COLUMNS], layout: Layout) -> Styled {
    let mut line = Styled { spans: Vec::with_capacity(3) };
    let mut part = String::with_capacity(80);
    let mut part_tone = row[0].0;
    let mut behind = 0;
    for (index, (tone, text)) in row.into_iter().enumerate() {
        let text = match index {
            PROMPT if cells(&text) > widths[index] => layout.fit(&text, widths[index]).into(),
            _ => text,
        };
        part.extend(iter::repeat_n(' ', behind));
        if tone != part_tone {
            let whole = std::mem::replace(&mut part, String::with_capacity(80));
            line = line.then(part_tone, whole);
            part_tone = tone;
        }
        part.push_str(&text);
        behind = (widths[index] + 2).saturating_sub(cells(&text));
    }
    line.then(part_tone, part)
}

fn narrow(entry: &HistoryEntry, layout: Layout) -> [Styled; 2] {
    let first = Styled::of(Tone::Accent, visible(&entry.id))
        .then(Tone::Plain, format!("  {}  ", date(entry)))
        .then(tone(entry), layout.own(&total(entry)));
    let rest = format!("  {} · {} · {}", visible(&entry.prompt), entry.mode.id(), ended(entry));
    [first, Styled::of(Tone::Dim, layout.fit(&layout.own(&rest), layout.width()))]
}

fn plain(entry: &HistoryEntry) -> Styled {
    let mut text = format!(
        "session: {}, started: {}, prompt: {}, mode: {}, level: {}, state: {}, used: {}",
        visible(&entry.id),
        visible(&entry.started_at),
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
    Styled::of(Tone::Plain, text)
}

/// The day it started, in UTC.
fn date(entry: &HistoryEntry) -> Cow<'_, str> {
    visible(entry.started_at.get(..10).unwrap_or(&entry.started_at))
}

/// How it ended; with the time used where the bell did not end it.
fn ended(entry: &HistoryEntry) -> Cow<'_, str> {
    match entry.state {
        State::Finished => format!("done {}", clock(entry.spent_s * 1000)).into(),
        State::Expired => "bell".into(),
        other => other.id().into(),
    }
}

/// The judge's total with its verdict; after a review both totals.
fn total(entry: &HistoryEntry) -> String {
    let mut text = match (entry.reviewed_total, entry.total, entry.verdict) {
        (Some(reviewed), Some(total), _) => {
            format!("{:>3}, yours {}", whole(total), whole(reviewed))
        }
        (Some(reviewed), None, _) => format!("yours {}", whole(reviewed)),
        (None, Some(total), Some(verdict)) => format!("{:>3} {}", whole(total), verdict.id()),
        (None, Some(total), None) => format!("{:>3}", whole(total)),
        (None, None, _) => "  –".to_owned(),
    };
    if entry.rehearsal {
        text.push_str(" · rehearsal");
    }
    text
}

fn tone(entry: &HistoryEntry) -> Tone {
    match entry.verdict {
        Some(Overall::Strong | Overall::Meets) => Tone::Good,
        Some(Overall::Borderline) => Tone::Half,
        Some(Overall::Below) => Tone::Bad,
        None => Tone::Dim,
    }
}
