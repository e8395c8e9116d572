//! The list of prompts.

use super::cells;
use super::styled::{Layout, Styled, Tone};
use crate::interview::count;
use crate::report::{PromptEntry, visible};

/// A prompt a line, in the order given: id, title, difficulty, how often it was sat, and the tags
/// where there is room; in plain form everything.
pub fn prompt_list(prompts: &[PromptEntry], layout: Layout) -> Vec<Styled> {
    if layout.plain {
        return prompts.iter().map(plain).collect();
    }
    let widest = |text: &dyn Fn(&PromptEntry) -> &str, most: usize| {
        prompts.iter().map(|entry| cells(&visible(text(entry)))).max().unwrap_or(0).min(most)
    };
    let id = widest(&|entry| &entry.id, 28);
    if !layout.is_wide() {
        return prompts.iter().flat_map(|entry| narrow(entry, layout)).collect();
    }
    let title = widest(&|entry| &entry.title, 40);
    prompts
        .iter()
        .map(|entry| {
            let line = Styled::of(Tone::Accent, visible(&entry.id))
                .padded_to(id + 2)
                .then(Tone::Plain, layout.fit(&visible(&entry.title), title))
                .padded_to(id + title + 4)
                .then(Tone::Plain, format!("{:<6}  ", entry.difficulty.id()))
                .then(sat_tone(entry), sat(entry));
            let line = line.padded_to(id + title + 4 + 8 + 13);
            let room = layout.width().saturating_sub(line.width());
            let aside = layout.own(&aside(entry));
            if room < 8 { line } else { line.then(Tone::Dim, layout.fit(&aside, room)) }
        })
        .map(trimmed)
        .collect()
}

fn narrow(entry: &PromptEntry, layout: Layout) -> [Styled; 2] {
    let about = format!("  {} · {} · {}", visible(&entry.title), entry.difficulty.id(), sat(entry));
    let about = layout.fit(&layout.own(&about), layout.width());
    [Styled::of(Tone::Accent, visible(&entry.id)), Styled::of(Tone::Plain, about)]
}

fn plain(entry: &PromptEntry) -> Styled {
    let text = format!(
        "prompt: {}, title: {}, difficulty: {}, criteria: {}, practised: {}, source: {}, tags: {}",
        visible(&entry.id),
        visible(&entry.title),
        entry.difficulty.id(),
        entry.criteria,
        entry.practised,
        visible(&entry.source),
        visible(&entry.tags.join(" ")),
    );
    Styled::of(Tone::Plain, text)
}

fn sat(entry: &PromptEntry) -> String {
    match entry.practised {
        0 => "never sat".to_owned(),
        times => format!("sat {}", count(times, "time", "times")),
    }
}

fn sat_tone(entry: &PromptEntry) -> Tone {
    if entry.practised == 0 { Tone::Dim } else { Tone::Good }
}

/// Where it comes from, when it is not built in, and its tags.
fn aside(entry: &PromptEntry) -> String {
    let tags = entry.tags.join(", ");
    if entry.source == "built-in" {
        return visible(&tags).into_owned();
    }
    visible(&format!("{} · {tags}", entry.source)).into_owned()
}

/// A line without spaces at its end.
fn trimmed(mut line: Styled) -> Styled {
    while line.spans.last().is_some_and(|span| span.text.trim().is_empty()) {
        line.spans.pop();
    }
    line
}
