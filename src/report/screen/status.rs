//! Where a session stands, in a few lines.

use super::bars::progress;
use super::styled::{Layout, Styled, Tone, hanging};
use crate::interview::{State, clock, count};
use crate::report::{StatusDocument, visible};
use crate::scoring::Place;

/// Where a session stands: what it is, the time left, how much is written for each step, and what
/// is being typed. `title` is the prompt's heading; `box_ms` the length of its box.
pub fn status_lines(
    status: &StatusDocument,
    title: &str,
    box_ms: Option<u64>,
    layout: Layout,
) -> Vec<Styled> {
    let kind = layout.own(&format!(" · {} · {}", status.mode.id(), state(status.state)));
    let id = format!("  {}", visible(&status.id));
    let room = layout.width().saturating_sub(super::cells(&kind) + super::cells(&id)).max(8);
    let title = layout.fit(&visible(title), room);
    let mut lines =
        vec![Styled::of(Tone::Heading, title).then(Tone::Plain, kind).then(Tone::Dim, id)];
    if matches!(status.state, State::Running | State::Paused) {
        lines.push(place(status, box_ms, layout));
    }
    for (place, answer) in &status.answers {
        lines.push(written(*place, answer, layout));
    }
    if !status.draft.is_empty() {
        let first =
            Styled::of(Tone::Dim, if layout.plain { "being typed: " } else { "  typing        " });
        let draft = crate::report::one_line(&status.draft);
        lines.extend(hanging(first, Tone::Plain, &layout.fit(&draft, 240), layout));
    }
    lines
}

/// The state in words for somebody who asks how things stand.
fn state(state: State) -> &'static str {
    match state {
        State::Expired => "ended at the bell",
        other => other.id(),
    }
}

/// The time left and the step.
fn place(status: &StatusDocument, box_ms: Option<u64>, layout: Layout) -> Styled {
    let part: Vec<Place> = status.answers.keys().copied().collect();
    let position = part.iter().position(|place| *place == Place::Step(status.step));
    let step = match position {
        Some(position) => format!("{} of {} {}", position + 1, part.len(), status.step),
        None => status.step.to_string(),
    };
    let margin = if layout.plain { "" } else { "  " };
    let Some(left) = status.remaining_s else {
        return Styled::of(Tone::Plain, format!("{margin}untimed   step {step}"));
    };
    let line =
        Styled::of(Tone::Plain, format!("{margin}{} left   step {step}", clock(left * 1000)));
    let Some(box_ms) = box_ms.filter(|box_ms| *box_ms > 0) else { return line };
    let used = 1.0 - (left * 1000) as f64 / box_ms as f64;
    let bar = format!("   {}", progress(used, 10, layout.charset));
    let has_room = line.width() + super::cells(&bar) <= layout.width();
    if has_room && !layout.plain { line.then(Tone::Dim, bar) } else { line }
}

fn written(place: Place, answer: &str, layout: Layout) -> Styled {
    let amount = if answer.trim().is_empty() {
        "nothing yet".to_owned()
    } else {
        let words = answer.split_whitespace().count();
        let lines = answer.split('\n').count();
        format!("{}, {}", count(lines, "line", "lines"), count(words, "word", "words"))
    };
    if layout.plain {
        return Styled::of(Tone::Plain, format!("answer {place}: {amount}"));
    }
    let tone = if answer.trim().is_empty() { Tone::Dim } else { Tone::Plain };
    Styled::of(Tone::Plain, format!("  {:<12}  ", place.id())).then(tone, amount)
}
