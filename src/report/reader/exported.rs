//! An export, read back: its front matter, and the quotations behind the markers.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{FileReading, ReadError};
use crate::bank::{Level, Step};
use crate::report::export::quotation::{Marker, is_as_written, marker, quoted, unescape};
use crate::scoring::{Answers, Place};

/// Reads an export from its front matter (with its fences, or empty) and what follows.
pub(super) fn read(front: &str, body: &str) -> Result<FileReading, ReadError> {
    let mut reading = FileReading { is_export: true, ..FileReading::default() };
    fields(&mut reading, front)?;
    let found = answers(&mut reading, body, front.lines().count())?;
    if let Some(steps) = &reading.steps {
        let missing = steps.iter().any(|step| !found.contains(&Place::Step(*step)));
        reading.changed |= missing;
    }
    Ok(reading)
}

/// The value of a top-level key on a line of front matter, unquoted.
pub(super) fn value(line: &str, key: &str) -> Option<String> {
    let value = line.strip_prefix(key)?.strip_prefix(':')?;
    Some(unquoted(value.trim()))
}

fn unquoted(value: &str) -> String {
    if value.starts_with('"')
        && let Ok(text) = serde_json::from_str(value)
    {
        return text;
    }
    value.trim_matches(['"', '\'']).to_owned()
}

fn fields(reading: &mut FileReading, front: &str) -> Result<(), ReadError> {
    let mut list = "";
    let mut last = String::new();
    for (index, line) in front.lines().enumerate() {
        let line = line.trim_end();
        let wrong = |key, value: &str| ReadError::FrontMatter {
            line: index + 1,
            key,
            value: crate::report::one_line(value),
        };
        let Some((key, rest)) = line.split_once(':') else { continue };
        if !line.starts_with([' ', '-']) {
            list = key;
            let value = unquoted(rest.trim());
            match key {
                "prompt" if !value.is_empty() => reading.prompt = Some(value),
                "level" => {
                    let level = Level::ALL.into_iter().find(|level| level.id() == value);
                    reading.level = Some(level.ok_or_else(|| wrong("level", &value))?);
                }
                "guess" => {
                    let guess = value.parse().ok().filter(|guess| *guess <= 100);
                    reading.guess = Some(guess.ok_or_else(|| wrong("guess", &value))?);
                }
                "finished" => reading.unfinished = value == "false",
                "steps" => {
                    reading.steps = Some(steps(&value).ok_or_else(|| wrong("steps", &value))?);
                }
                _ => {}
            }
            continue;
        }
        let entry = line.trim_start();
        if let Some(id) = entry.strip_prefix("- ").and_then(|entry| value(entry, "id")) {
            last.clone_from(&id);
            match list {
                "asked" => drop(reading.asked.insert(id)),
                "curveballs" => drop(reading.curveballs.insert(id)),
                "prompted" => drop(reading.prompted.insert(id, BTreeMap::new())),
                _ => {}
            }
        } else if list == "prompted"
            && let Some(before) = value(entry, "before")
        {
            let offsets = serde_json::from_str(&before).map_err(|_| wrong("before", &before))?;
            reading.prompted.insert(last.clone(), offsets);
        }
    }
    Ok(())
}

/// Reads `[requirements, api]`.
fn steps(value: &str) -> Option<BTreeSet<Step>> {
    let names = value.strip_prefix('[')?.strip_suffix(']')?.split(',').map(str::trim);
    let named = names.filter(|name| !name.is_empty());
    named.map(|name| Step::ALL.into_iter().find(|step| step.id() == name)).collect()
}

/// Reads the quotations behind the markers; returns the places that had one.
fn answers(
    reading: &mut FileReading,
    body: &str,
    lines_before: usize,
) -> Result<BTreeSet<Place>, ReadError> {
    let mut found = BTreeSet::new();
    let mut lines = body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut number = lines_before;
    let mut next = lines.next();
    while let Some(line) = next {
        number += 1;
        next = lines.next();
        let Some(marker) = marker(line) else { continue };
        let place = place(&marker.step).ok_or_else(|| ReadError::Marker {
            line: number,
            step: crate::report::one_line(&marker.step),
        })?;
        while next.is_some_and(|line| line.trim().is_empty()) {
            number += 1;
            next = lines.next();
        }
        let mut answer = String::new();
        let mut first = true;
        while let Some(text) = next.and_then(quoted) {
            if !first {
                answer.push('\n');
            }
            first = false;
            if marker.escaped {
                unescape(&mut answer, text);
            } else {
                answer.push_str(text);
            }
            number += 1;
            next = lines.next();
        }
        take(reading, &marker, place, answer, found.insert(place));
    }
    Ok(found)
}

fn place(name: &str) -> Option<Place> {
    let step = Step::ALL.into_iter().find(|step| step.id() == name).map(Place::Step);
    step.or_else(|| (name == "all").then_some(Place::All))
}

/// Takes an answer in; a second one of the same place is put behind the first.
fn take(reading: &mut FileReading, marker: &Marker, place: Place, answer: String, is_first: bool) {
    reading.changed |= !is_first || !is_as_written(marker, &answer);
    let answers: &mut Answers = &mut reading.answers;
    if is_first {
        answers.insert(place, answer);
    } else if let Some(before) = answers.get_mut(&place) {
        before.push('\n');
        before.push_str(&answer);
    }
}
