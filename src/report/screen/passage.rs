//! A quotation in its surroundings: the lines of the answer around it, and the quoted words marked.

use std::collections::BTreeMap;

use super::styled::{Charset, Layout, Styled, Tone};
use super::{cells, fit, wrap};
use crate::report::visible;
use crate::scoring::{Answers, Evidence, Place};

/// How much of a long line is shown before and behind what is quoted, in rows.
const AROUND: usize = 1;
/// How much of a long quotation is shown, in rows of a wide screen and of a narrow one.
const QUOTED: [usize; 2] = [3, 2];
/// Stand in for the marks while lines are broken.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The passages in which quotations stand, at most `most` of them: each with the line before and the
/// line after, numbered as in the answer. Quotations that follow each other are one passage. Where
/// something was left out the last line says so.
pub(super) fn passages(
    answers: &Answers,
    evidence: &[Evidence],
    most: usize,
    tone: Tone,
    layout: Layout,
) -> Vec<Styled> {
    let found = grouped(answers, evidence);
    let mut page = Vec::new();
    for passage in found.iter().take(most) {
        page.extend(shown(passage, tone, layout));
    }
    let more = found.len().saturating_sub(most);
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        page.push(Styled::of(Tone::Dim, format!("{}and {more} more {places}", margin(layout))));
    }
    page
}

/// A line of an answer.
struct Line<'a> {
    /// From 0.
    index: usize,
    text: &'a str,
    /// What is marked, as ranges of bytes; nothing in a line that only stands around.
    marks: Vec<(usize, usize)>,
}

/// Lines of one answer that follow each other.
struct Passage<'a> {
    place: Place,
    lines: Vec<Line<'a>>,
}

fn grouped<'a>(answers: &'a Answers, evidence: &[Evidence]) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    let mut done: Vec<Place> = Vec::new();
    for place in evidence.iter().map(|piece| piece.step) {
        if done.contains(&place) {
            continue;
        }
        done.push(place);
        let Some(text) = answers.get(&place) else { continue };
        let pieces = evidence.iter().filter(|piece| piece.step == place);
        passages.extend(in_answer(place, text, pieces));
    }
    passages
}

fn in_answer<'a, 'b>(
    place: Place,
    text: &'a str,
    pieces: impl Iterator<Item = &'b Evidence>,
) -> Vec<Passage<'a>> {
    let mut marks: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        lines.push((start, line));
        start += line.len() + 1;
    }
    for piece in pieces {
        for (index, (start, line)) in lines.iter().enumerate() {
            let from = piece.start.max(*start) - start;
            let to = piece.end.min(start + line.len()).saturating_sub(*start);
            if from < to && line.is_char_boundary(from) && line.is_char_boundary(to) {
                marks.entry(index).or_default().push((from, to));
            }
        }
    }
    let around =
        |index: usize| lines.get(index).map(|(_, text)| Line { index, text, marks: Vec::new() });
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for (&index, ranges) in &marks {
        // One line between two quotations belongs to both.
        let last = passages
            .last_mut()
            .filter(|last| last.lines.last().is_some_and(|line| index <= line.index + 1));
        let marked = Line { index, text: lines[index].1, marks: merged(lines[index].1, ranges) };
        if let Some(passage) = last {
            passage.lines.retain(|line| line.index < index);
            passage.lines.push(marked);
            passage.lines.extend(around(index + 1));
        } else {
            let before = index.checked_sub(1).and_then(around);
            let shown = before.into_iter().chain([marked]).chain(around(index + 1));
            passages.push(Passage { place, lines: shown.collect() });
        }
    }
    passages
}

/// Ranges in order; those with nothing but white space between them are one.
fn merged(line: &str, ranges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some(last) if from <= last.1 || line[last.1..from].trim().is_empty() => {
                last.1 = last.1.max(to);
            }
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn margin(layout: Layout) -> &'static str {
    match layout {
        _ if layout.plain => "",
        _ if layout.is_wide() => "    ",
        _ => "   ",
    }
}

fn shown(passage: &Passage<'_>, tone: Tone, layout: Layout) -> Vec<Styled> {
    let marks = match layout.charset {
        Charset::Unicode if !layout.plain => ("»", "«"),
        _ => (">>", "<<"),
    };
    let mut page = Vec::new();
    let last = passage.lines.last().map_or(0, |line| line.index + 1);
    let width = last.to_string().len();
    let place = passage.place.id();
    let wide = layout.is_wide();
    if !layout.plain && !wide {
        page.push(Styled::of(Tone::Dim, format!("{}{place}", margin(layout))));
    }
    for (row, Line { index, text: line, marks: ranges }) in passage.lines.iter().enumerate() {
        let number = index + 1;
        if layout.plain {
            let text = marked(line, ranges, None).replace(OPEN, marks.0).replace(CLOSE, marks.1);
            page.push(Styled::of(Tone::Plain, format!("{place} line {number}: {text}")));
            continue;
        }
        let name = if row == 0 { place } else { "" };
        let name = if wide { format!("{name:<pad$} ", pad = place.len()) } else { String::new() };
        let lead = format!("{}{name}{number:>width$}  ", margin(layout));
        // The marks may take twice the room while lines are broken.
        let room = layout.width().saturating_sub(cells(&lead) + 2).max(16);
        let text = marked(line, ranges, Some(room));
        let rows =
            if ranges.is_empty() { vec![layout.fit(&text, room)] } else { wrap(&text, room) };
        let mut inside = false;
        for (part, row) in rows.iter().enumerate() {
            let lead = if part == 0 { lead.clone() } else { " ".repeat(cells(&lead)) };
            page.push(painted(Styled::of(Tone::Dim, lead), row, &mut inside, tone, marks));
        }
    }
    page
}

/// A row whose marked words have their tone.
fn painted(
    mut line: Styled,
    row: &str,
    inside: &mut bool,
    tone: Tone,
    marks: (&str, &str),
) -> Styled {
    let mut rest = row;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        let opens = rest[at..].starts_with(OPEN);
        line = line.then(if *inside { tone } else { Tone::Dim }, &rest[..at]);
        line = line.then(tone, if opens { marks.0 } else { marks.1 });
        *inside = opens;
        rest = &rest[at + OPEN.len_utf8()..];
    }
    line.then(if *inside { tone } else { Tone::Dim }, rest)
}

/// A line with its marks; in rows of so many columns with dots where a part that is far from them,
/// or the middle of a long quotation, was left out.
fn marked(line: &str, ranges: &[(usize, usize)], columns: Option<usize>) -> String {
    let clean = |text: &str| visible(text).replace([OPEN, CLOSE], "\u{fffd}").replace('\t', " ");
    let most = |rows: usize| columns.map_or(usize::MAX, |columns| rows * columns);
    if ranges.is_empty() {
        return clean(line);
    }
    let quoted = QUOTED[usize::from(columns.is_some_and(|columns| columns < 50))];
    let mut text = String::new();
    let mut at = 0;
    for &(from, to) in ranges {
        let between = clean(&line[at..from]);
        let cut = if at == 0 { tail } else { middle };
        text.push_str(&cut(&between, most(AROUND)));
        text.push(OPEN);
        text.push_str(&middle(&clean(&line[from..to]), most(quoted) / ranges.len()));
        text.push(CLOSE);
        at = to;
    }
    text.push_str(&fit(&clean(&line[at..]), most(AROUND)));
    text
}

/// The end of a text, from the beginning of a word.
fn tail(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(count - most).collect();
    let word = kept.find(' ').map_or(0, |at| at + 1);
    format!("…{}", &kept[word..])
}

/// A text without its middle where it is long.
fn middle(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    format!("{} {}", fit(text, most * 2 / 3), tail(text, most / 3).trim_start_matches('…'))
}

#[cfg(test)]
mod tests;
