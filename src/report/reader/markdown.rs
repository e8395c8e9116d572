//! Markdown that somebody wrote: divided where a heading names a step.

use super::document::without_comments;
use super::headings::step_named;
use crate::bank::Step;
use crate::report::fence::Fence;
use crate::scoring::{Answers, Place};

/// Divides a text. Text before the first heading that names a step is undivided, and left out when
/// it is only a title. Comments are no text: a template's guiding words stand in them. Without any such heading all of it is undivided, as it stands.
pub(super) fn answers(body: &str) -> Answers {
    let body = &*without_comments(body);
    let mut sections = Sections { body, place: Place::All, start: 0, answers: Answers::new() };
    let mut lines = body.split_inclusive('\n').peekable();
    let mut fence = None;
    let mut is_divided = false;
    let mut after_gap = true;
    let mut end = 0;
    while let Some(line) = lines.next() {
        let here = Here { line, next: lines.peek().copied().unwrap_or_default(), after_gap };
        let found = if Fence::step(&mut fence, line) { None } else { here.heading() };
        let start = end;
        end += line.len();
        after_gap = line.trim().is_empty();
        if let Some((step, is_underlined)) = found {
            sections.close(start);
            if is_underlined {
                end += lines.next().map_or(0, str::len);
            }
            is_divided = true;
            (sections.place, sections.start) = (Place::Step(step), end);
        }
    }
    if is_divided {
        sections.close(end);
    } else if !body.trim().is_empty() {
        sections.answers.insert(Place::All, body.replace("\r\n", "\n"));
    }
    sections.answers
}

/// A line and what stands around it.
#[derive(Clone, Copy)]
struct Here<'a> {
    line: &'a str,
    next: &'a str,
    after_gap: bool,
}

impl Here<'_> {
    /// The step that a heading here names, and whether the next line underlines it.
    fn heading(self) -> Option<(Step, bool)> {
        let line = self.line.trim_end();
        let text = line.trim_start();
        if line.len() - text.len() > 3 || text.is_empty() {
            return None;
        }
        if let Some(title) = atx(text) {
            return step_named(title).map(|step| (step, false));
        }
        if is_underline(self.next) {
            return step_named(text).map(|step| (step, true));
        }
        if is_list_item(text) || text.starts_with('>') {
            return None;
        }
        let is_in_list = is_numbered(text) && is_numbered(self.next.trim());
        let is_decorated = is_bold(text) || text.ends_with(':');
        let is_alone = self.after_gap && !is_in_list;
        if is_decorated || is_alone { step_named(text).map(|step| (step, false)) } else { None }
    }
}

/// Whether a line makes a heading of the one before it.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 2
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// The title of a heading with number signs.
fn atx(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let is_heading =
        (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']));
    is_heading.then(|| title.trim().trim_end_matches('#').trim_end())
}

fn is_bold(text: &str) -> bool {
    let inner = text.trim_end_matches(':');
    ["**", "__"]
        .iter()
        .any(|sign| inner.len() > 4 && inner.starts_with(sign) && inner.ends_with(sign))
}

fn is_list_item(text: &str) -> bool {
    matches!(text.as_bytes(), [b'-' | b'*' | b'+', b' ' | b'\t', ..])
}

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}

/// The sections of a text, as they are met.
struct Sections<'a> {
    body: &'a str,
    place: Place,
    start: usize,
    answers: Answers,
}

impl Sections<'_> {
    /// Puts the text up to `end` behind what its place holds, without the blank lines at both ends.
    fn close(&mut self, end: usize) {
        let section = without_blank_ends(&self.body[self.start..end]);
        let is_title = self.place == Place::All && is_only_a_title(section);
        if section.is_empty() || is_title {
            return;
        }
        let answer = self.answers.entry(self.place).or_default();
        if !answer.is_empty() {
            answer.push_str("\n\n");
        }
        answer.push_str(&section.replace("\r\n", "\n"));
    }
}

/// A text without blank lines before and behind; what indents its first line stays.
fn without_blank_ends(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |line_end| line_end + 1);
    &text[start..]
}

/// Whether the text before the first step is a title and nothing else.
fn is_only_a_title(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    match (lines.next(), lines.next(), lines.next()) {
        (Some(_), Some(second), None) if is_underline(second) => true,
        _ => text.lines().all(|line| line.trim().is_empty() || atx(line.trim()).is_some()),
    }
}
