//! What a file says, and telling an export from other markdown.

use std::collections::{BTreeMap, BTreeSet};

use super::{document, exported, markdown, session};
use crate::bank::{Level, Step};
use crate::report::export::quotation::MARKER;
use crate::scoring::{Answers, Place};

/// What was read from a file, ready to be scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReading {
    /// The prompt that an export names.
    pub prompt: Option<String>,
    /// The level that an export names.
    pub level: Option<Level>,
    /// The guess that an export records, 0 to 100.
    pub guess: Option<u8>,
    /// The answers by place. Places without text may be absent.
    pub answers: Answers,
    /// Whether it is an export, of which only the marked answers count.
    pub is_export: bool,
    /// Whether it is an export of an interview that had not ended.
    pub unfinished: bool,
    /// Whether an answer of the export is not as it was written, or is gone.
    pub changed: bool,
    /// The steps that were part of the session; `None` means all of them.
    pub steps: Option<BTreeSet<Step>>,
    /// Ids of the facts that were asked for.
    pub asked: BTreeSet<String>,
    /// Ids of the curveballs that came.
    pub curveballs: BTreeSet<String>,
    /// Criteria about which a follow-up or a hint was given, with the bytes of each answer that
    /// were there before it.
    pub prompted: BTreeMap<String, BTreeMap<Place, usize>>,
}

/// A file that cannot be read for scoring.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A newer program wrote the export.
    #[error(
        "the export has format `{0}`, and this program reads `onsite.export/1` and `onsite.session/1`"
    )]
    Newer(String),
    /// It is a document of this program that holds no answers.
    #[error("it is a document `{0}`, which holds no answers")]
    NoSession(String),
    /// It is a page of HTML, of which nobody can say what of it is the answer.
    #[error("it is a page of HTML")]
    Html,
    /// A session as JSON lacks something, or has it wrong.
    #[error("line {line}, column {column} of the export: {what}")]
    Session {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// A value of the front matter is none of those that there are.
    #[error("line {line} of the export: `{key}` cannot be `{value}`")]
    FrontMatter {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
        /// The value as written.
        value: String,
    },
    /// The marker before an answer names no step.
    #[error("line {line} of the export: the marker names no step that there is: `{step}`")]
    Marker {
        /// The line, from 1.
        line: usize,
        /// What it names.
        step: String,
    },
}

impl ReadError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Newer(_) => "update `onsite`, or export the session again with this version",
            Self::NoSession(_) => "`onsite export --format json` writes a session with its answers",
            Self::Html => "export the session as markdown or JSON, or give the text alone",
            Self::Session { .. } | Self::FrontMatter { .. } => {
                "put the value right, or export the session again"
            }
            Self::Marker { .. } => {
                "the steps are requirements, api, components, storage and scale; put the marker \
                 right, or export the session again"
            }
        }
    }
}

/// Reads a file to be scored. In an export (known by its front matter or its markers, or as JSON by
/// its schema) only the answers count. In any other text, headings that name a step divide it; text
/// without such a heading is [`Place::All`]. Takes time in proportion to the text.
///
/// # Errors
/// Only for exports and HTML, see [`ReadError`]; other text always reads.
pub fn read(text: &str) -> Result<FileReading, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(reading) = session::read(text) {
        return reading;
    }
    let head = text.trim_start().get(..15).unwrap_or_default();
    if head.eq_ignore_ascii_case("<!doctype html>") || head.starts_with("<html") {
        return Err(ReadError::Html);
    }
    let (front, body) = front_matter(text);
    let schema = front.lines().find_map(|line| exported::value(line, "schema"));
    match schema {
        Some(schema) if schema == crate::report::export::SCHEMA => exported::read(front, body),
        Some(schema) if schema.starts_with("onsite.export/") => Err(ReadError::Newer(schema)),
        _ if body.lines().any(|line| line.starts_with(MARKER)) => exported::read(front, body),
        _ => Ok(FileReading { answers: markdown::answers(body), ..FileReading::default() }),
    }
}

/// Reads a guided document: all that was written in it is one answer, whatever its headings are
/// called. A template that nobody has filled in is an empty one.
pub fn read_document(text: &str) -> FileReading {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (_, body) = front_matter(text);
    let written = document::written(body);
    let answers = if written.trim().is_empty() {
        Answers::new()
    } else {
        Answers::from([(Place::All, written)])
    };
    FileReading { answers, ..FileReading::default() }
}

/// Splits front matter from the rest; empty when there is none. Both keep their line ends, so that
/// the lines of the front matter and the rest count up to those of the text.
fn front_matter(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut is_ours = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        let line = line.trim_end();
        match index {
            0 if line != "---" => break,
            0 => {}
            1 if line.starts_with("schema:") => is_ours = true,
            1 if key(line).is_none() => break,
            _ if line == "---" || line == "..." => return text.split_at(end),
            _ if is_ours => {}
            _ if !is_yaml(line) => break,
            _ => {}
        }
    }
    ("", text)
}

/// Whether a line may stand in front matter. Between two rules somebody may also have written an
/// answer: prose is none, and neither is what begins like a step.
fn is_yaml(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', '#'])
        || line.starts_with("- ")
        || key(line).is_some()
}

/// The key that a line begins with, unless it names a step.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        && (rest.is_empty() || rest.starts_with(' '))
        && super::step_named(key).is_none();
    is_key.then_some(key)
}
