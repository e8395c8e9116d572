//! The prompt as it stands on the screen before the clock starts.

use super::styled::{Layout, Styled, Tone, ends, hanging};
use crate::bank::{Level, Prompt};
use crate::interview::{Budget, Mode};
use crate::report::figures::length;
use crate::report::{one_line, visible};

/// On what terms a prompt is sat.
#[derive(Clone, Copy, Debug)]
pub struct CardTerms<'a> {
    /// What kind of sitting.
    pub mode: Mode,
    /// The level it is graded for.
    pub level: Level,
    /// The length of the box in milliseconds; `None` when untimed.
    pub box_ms: Option<u64>,
    /// The steps that are part of it with their budgets.
    pub steps: &'a [Budget],
    /// What is said below: how to type, what Enter does. A paragraph an entry.
    pub closing: &'a [&'a str],
}

/// The title with the terms, the brief, the steps with their minutes, and what is said below.
pub fn prompt_card(prompt: &Prompt, terms: &CardTerms<'_>, layout: Layout) -> Vec<Styled> {
    let time = terms.box_ms.map_or_else(|| "untimed".to_owned(), length);
    let how = layout.own(&format!("{} · {} level · {time}", terms.mode.id(), terms.level));
    let title = visible(&prompt.title);
    let title = Styled::of(Tone::Heading, layout.fit(&title, layout.width()));
    let mut page = ends(title, Styled::of(Tone::Dim, how), layout);
    let margin = if layout.plain { "" } else { "  " };
    for paragraph in prompt.brief.trim().split("\n\n") {
        page.push(Styled::blank());
        let brief = one_line(paragraph);
        page.extend(hanging(Styled::of(Tone::Plain, margin), Tone::Plain, &brief, layout));
    }
    page.push(Styled::blank());
    for (index, budget) in terms.steps.iter().enumerate() {
        page.push(step_line(index, *budget, terms.box_ms.is_some(), margin, layout));
    }
    for paragraph in terms.closing {
        page.push(Styled::blank());
        page.extend(hanging(Styled::of(Tone::Plain, margin), Tone::Plain, paragraph, layout));
    }
    page
}

fn step_line(index: usize, budget: Budget, timed: bool, margin: &str, layout: Layout) -> Styled {
    let margin = if layout.is_wide() { margin } else { "" };
    let name = format!("{margin}{} {}", index + 1, budget.step.heading());
    let has_seconds = !budget.seconds.is_multiple_of(60);
    // The longest heading has 35 characters.
    let (column, room) = match (layout.is_wide(), has_seconds) {
        (true, _) => (42, 42),
        (false, false) => (38, 37),
        (false, true) => (34, 33),
    };
    let name = if timed { layout.fit(&name, room) } else { name };
    let line = Styled::of(Tone::Plain, name);
    if !timed {
        return line;
    }
    if layout.plain {
        return line.then(Tone::Plain, format!(": {}", length(budget.seconds * 1000)));
    }
    let (minutes, seconds) = (budget.seconds / 60, budget.seconds % 60);
    let (time, unit) = match (index, seconds) {
        (0, 0) if layout.is_wide() => (format!("{minutes:>3}"), " min"),
        (_, 0) if layout.is_wide() => (format!("{minutes:>3}"), ""),
        (_, 0) => (format!("{minutes:>2}"), ""),
        _ => (format!("{minutes:>3}:{seconds:02}"), ""),
    };
    line.padded_to(column).then(Tone::Dim, time + unit)
}
