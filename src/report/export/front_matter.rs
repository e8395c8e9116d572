//! The front matter of an export: YAML that people's tools read, and that `score --file` reads
//! back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::page::Export;
use crate::interview::Remark;
use crate::report::figures::{minutes, timestamp};
use crate::scoring::{Document, Place};

/// The name of the export's format.
pub const SCHEMA: &str = "onsite.export/1";

/// Writes the front matter, its fences included.
pub(super) fn write(page: &mut String, export: &Export<'_>) {
    let session = export.session;
    let started = session.started();
    let state = session.state(export.now);
    let mut field = |key: &str, value: &str| {
        let _ = writeln!(page, "{key}: {value}");
    };
    field("---\nschema", &text(SCHEMA));
    field("session", &text(session.id()));
    field("prompt", &text(&started.prompt));
    field("title", &text(&export.prompt.title));
    field("mode", started.mode.id());
    field("level", started.level.id());
    field("state", state.id());
    field("finished", if state.is_over() { "true" } else { "false" });
    field("started", &timestamp(session.started_at().wall_ms));
    let length = started.box_ms.map(|ms| minutes(ms).to_string());
    field("minutes", length.as_deref().unwrap_or("null"));
    field("spent_s", &(session.used_ms(export.now) / 1000).to_string());
    field("paused", &session.paused_times().to_string());
    field("input", started.input.id());
    field("rehearsal", if started.rehearsal { "true" } else { "false" });
    field("seed", &started.seed.to_string());
    let steps: Vec<&str> = session.steps().iter().map(|budget| budget.step.id()).collect();
    field("steps", &format!("[{}]", steps.join(", ")));
    field("program", &text(export.program));
    if let Some(guess) = session.guess().filter(|_| state.is_over()) {
        field("guess", &guess.to_string());
    }
    if let Some(document) = export.shown_document() {
        score(page, document);
    }
    times(page, export);
    if let Some(reviewed) = export.shown_reviewed() {
        let _ = writeln!(page, "reviewed_total: {:?}", reviewed.total);
    }
    told(page, export);
    page.push_str("---\n");
}

fn score(page: &mut String, document: &Document) {
    let [low, high] = document.range;
    let _ = writeln!(page, "total: {:?}", document.total);
    let _ = writeln!(page, "range: [{low:?}, {high:?}]");
    let _ = writeln!(page, "verdict: {}", document.verdict.id());
    let levels: Vec<String> =
        document.levels.iter().map(|(level, total)| format!("{level}: {total:?}")).collect();
    let _ = writeln!(page, "levels: {{{}}}", levels.join(", "));
    let capped: Vec<String> = document.capped_by.iter().map(|id| text(id)).collect();
    let _ = writeln!(page, "capped_by: [{}]", capped.join(", "));
    let _ = writeln!(page, "judge: {}", text(&document.judge));
    let _ = writeln!(page, "scorer: {}", text(&document.scorer));
    let sha256 = text(&document.rubric.sha256);
    let _ = writeln!(page, "rubric: {{version: {}, sha256: {sha256}}}", document.rubric.version);
}

fn times(page: &mut String, export: &Export<'_>) {
    page.push_str("times_s:\n");
    for budget in export.session.steps() {
        let spent = export.session.spent_ms(budget.step, export.now) / 1000;
        let _ =
            writeln!(page, "  {}: {{planned: {}, spent: {spent}}}", budget.step, budget.seconds);
    }
}

/// What the interviewer gave away and when: scoring the page again needs it.
fn told(page: &mut String, export: &Export<'_>) {
    let told = |remark: Remark| {
        let mut seen = Vec::new();
        for said in export.session.said().iter().filter(|said| said.remark == remark) {
            if !seen.iter().any(|(about, _)| *about == said.about) {
                seen.push((said.about.as_str(), said.text.as_str()));
            }
        }
        seen
    };
    for (key, remark) in [("asked", Remark::Fact), ("curveballs", Remark::Curveball)] {
        let entries = told(remark);
        let none = if entries.is_empty() { " []" } else { "" };
        let _ = writeln!(page, "{key}:{none}");
        for (id, words) in entries {
            let _ = writeln!(page, "  - id: {}\n    text: {}", text(id), text(words));
        }
    }
    // The ids are those of criteria.
    if !export.state().is_over() {
        return;
    }
    let none = if export.prompted.is_empty() { " []" } else { "" };
    let _ = writeln!(page, "prompted:{none}");
    for (criterion, before) in export.prompted {
        let _ = writeln!(page, "  - id: {}\n    before: {}", text(criterion), offsets(before));
    }
}

fn offsets(before: &BTreeMap<Place, usize>) -> String {
    let pairs: Vec<String> =
        before.iter().map(|(place, bytes)| format!("\"{place}\": {bytes}")).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// A string as a double-quoted scalar, which YAML and JSON read alike.
fn text(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // All of these lie in the basic plane.
            c if super::quotation::is_unsafe(c) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::text;

    proptest! {
        #[test]
        fn a_quoted_text_is_one_line_and_reads_as_itself(value in any::<String>()) {
            let quoted = text(&value);
            prop_assert!(!quoted.chars().any(char::is_control));
            prop_assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), value);
        }
    }
}
