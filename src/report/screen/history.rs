//! The history as a table.

use std::fmt::Write as _;

use super::styled::{Layout, Styled, Tone};
use super::{cells, fit};
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
    if !layout.is_wide() {
        return sessions.iter().flat_map(|entry| narrow(entry, layout)).collect();
    }
    let longest =
        |text: &dyn Fn(&HistoryEntry) -> usize| sessions.iter().map(text).max().unwrap_or_default();
    let id = longest(&|entry| cells(&visible(&entry.id)));
    let room = layout.width().saturating_sub(id + 54).clamp(12, 40);
    let prompt = longest(&|entry| cells(&visible(&entry.prompt))).clamp(6, room);
    let columns = [id, 10, prompt, 14, 6, 13].into_iter().scan(0, |at, width| {
        *at += width + 2;
        Some(*at)
    });
    let columns: Vec<usize> = columns.collect();
    let row = |parts: [(Tone, String); 7]| {
        let mut line = Styled::blank();
        for (index, (tone, text)) in parts.into_iter().enumerate() {
            if index > 0 {
                line = line.padded_to(columns[index - 1]);
            }
            line = line.then(tone, text);
        }
        line
    };
    let head = ["session", "date", "prompt", "mode", "level", "ended", "total"];
    let mut table = vec![row(head.map(|name| (Tone::Dim, name.to_owned())))];
    table.extend(sessions.iter().map(|entry| {
        let prompt_text = fit(&visible(&entry.prompt), prompt);
        row([
            (Tone::Accent, visible(&entry.id).into_owned()),
            (Tone::Plain, date(entry)),
            (Tone::Plain, layout.own(&prompt_text)),
            (Tone::Plain, entry.mode.id().to_owned()),
            (Tone::Plain, entry.level.id().to_owned()),
            (Tone::Plain, ended(entry)),
            (tone(entry), layout.own(&total(entry))),
        ])
    }));
    table
}

fn narrow(entry: &HistoryEntry, layout: Layout) -> [Styled; 2] {
    let first = Styled::of(Tone::Accent, visible(&entry.id))
        .then(Tone::Plain, format!("  {}  ", date(entry)))
        .then(tone(entry), layout.own(&total(entry)));
    let rest = format!("  {} · {} · {}", visible(&entry.prompt), entry.mode.id(), ended(entry));
    [first, Styled::of(Tone::Dim, layout.own(&fit(&rest, layout.width())))]
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
fn date(entry: &HistoryEntry) -> String {
    visible(entry.started_at.get(..10).unwrap_or(&entry.started_at)).into_owned()
}

/// How it ended, with the time used.
fn ended(entry: &HistoryEntry) -> String {
    let word = match entry.state {
        State::Running => "running",
        State::Paused => "paused",
        State::Finished => "done",
        State::Expired => "bell",
        State::Abandoned => return "abandoned".to_owned(),
    };
    format!("{word} {}", clock(entry.spent_s * 1000))
}

/// The total with the verdict; a reviewed total stands beside the first one.
fn total(entry: &HistoryEntry) -> String {
    let mut text = match (entry.total, entry.verdict) {
        (Some(total), Some(verdict)) => format!("{:>3} {}", whole(total), verdict.id()),
        (Some(total), None) => format!("{:>3}", whole(total)),
        (None, _) => "  –".to_owned(),
    };
    if let Some(total) = entry.reviewed_total {
        let _ = write!(text, ", {} reviewed", whole(total));
    }
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
