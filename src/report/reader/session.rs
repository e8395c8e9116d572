//! A session as JSON, read back: its answers, and what else a score needs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::reading::{FileReading, ReadError};
use crate::bank::{Level, Step};
use crate::report::export::seal::is_untouched;
use crate::report::json::SESSION;
use crate::scoring::{Answers, Place};

/// Of a session's document, what is read. Whatever else it holds may be anything.
#[derive(Debug, Deserialize)]
struct Held {
    prompt: String,
    level: Level,
    state: String,
    answers: Answers,
    timings: Vec<Timing>,
    #[serde(default)]
    asked: Vec<Asked>,
    #[serde(default)]
    prompted: BTreeMap<String, BTreeMap<Place, usize>>,
    #[serde(default)]
    dialogue: Vec<Said>,
    #[serde(default)]
    guess: Option<u8>,
}

#[derive(Debug, Deserialize)]
struct Timing {
    step: Step,
}

#[derive(Debug, Deserialize)]
struct Asked {
    id: String,
}

#[derive(Debug, Deserialize)]
struct Said {
    kind: String,
    about: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Named {
    schema: String,
}

/// Reads a text that is a document of this program as JSON; `None` for any other text.
pub(super) fn read(text: &str) -> Option<Result<FileReading, ReadError>> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let Named { schema } = serde_json::from_str(text).ok()?;
    if schema == SESSION {
        return Some(session(text));
    }
    schema.starts_with("onsite.").then(|| {
        Err(if schema.starts_with("onsite.session/") {
            ReadError::Newer(schema)
        } else {
            ReadError::NoSession(schema)
        })
    })
}

fn session(text: &str) -> Result<FileReading, ReadError> {
    let held: Held = serde_json::from_str(text).map_err(|error| ReadError::Session {
        line: error.line(),
        column: error.column(),
        what: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })?;
    let curveballs = held.dialogue.into_iter().filter(|said| said.kind == "curveball");
    Ok(FileReading {
        prompt: Some(held.prompt),
        level: Some(held.level),
        guess: held.guess,
        answers: held.answers,
        is_export: true,
        unfinished: matches!(held.state.as_str(), "running" | "paused"),
        changed: !is_untouched(text),
        steps: Some(held.timings.into_iter().map(|timing| timing.step).collect()),
        asked: held.asked.into_iter().map(|asked| asked.id).collect(),
        curveballs: curveballs.filter_map(|said| said.about).collect::<BTreeSet<_>>(),
        prompted: held.prompted,
    })
}
