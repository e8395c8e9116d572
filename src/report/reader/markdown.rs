//! Markdown that somebody wrote: divided where a heading names a step.

use super::headings::step_named;
use crate::report::fence::Fence;
use crate::scoring::{Answers, Place};

/// Divides a text. Text before the first heading that names a step is undivided, and left out when
/// it is only a title. Without any such heading all of it is undivided, as it stands.
pub(super) fn answers(body: &str) -> Answers {
    let lines: Vec<&str> =
        body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut sections = Sections::default();
    let mut fence = None;
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        let here = Here { lines: &lines, index };
        let found = if Fence::step(&mut fence, line) { None } else { here.heading() };
        if let Some((step, used)) = found {
            sections.turn_to(Place::Step(step));
            index += used;
        } else {
            sections.push(line);
            index += 1;
        }
    }
    sections.finish()
}

/// A line and what stands around it.
#[derive(Clone, Copy)]
struct Here<'a> {
    lines: &'a [&'a str],
    index: usize,
}

impl Here<'_> {
    /// The step that a heading here names, and how many lines the heading takes.
    fn heading(self) -> Option<(crate::bank::Step, usize)> {
        let line = self.lines[self.index].trim_end();
        let text = line.trim_start();
        if line.len() - text.len() > 3 || text.is_empty() {
            return None;
        }
        if let Some(title) = atx(text) {
            return step_named(title).map(|step| (step, 1));
        }
        if self.is_underlined() {
            return step_named(text).map(|step| (step, 2));
        }
        if is_list_item(text) || text.starts_with('>') {
            return None;
        }
        let decorated = is_bold(text) || text.ends_with(':');
        let alone = self.is_after_a_gap() && !self.is_numbered_list();
        if decorated || alone { step_named(text).map(|step| (step, 1)) } else { None }
    }

    /// Whether the next line is a setext underline.
    fn is_underlined(self) -> bool {
        let next = self.lines.get(self.index + 1).map_or("", |line| line.trim());
        next.len() >= 2
            && (next.bytes().all(|byte| byte == b'=') || next.bytes().all(|byte| byte == b'-'))
    }

    fn is_after_a_gap(self) -> bool {
        self.index == 0 || self.lines[self.index - 1].trim().is_empty()
    }

    /// Whether this line and the next are items of a numbered list.
    fn is_numbered_list(self) -> bool {
        let next = self.lines.get(self.index + 1).map_or("", |line| line.trim());
        is_numbered(self.lines[self.index].trim()) && is_numbered(next)
    }
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
    place: Place,
    lines: Vec<&'a str>,
    is_divided: bool,
    answers: Answers,
}

impl Default for Sections<'_> {
    fn default() -> Self {
        let answers = Answers::new();
        Self { place: Place::All, lines: Vec::new(), is_divided: false, answers }
    }
}

impl<'a> Sections<'a> {
    fn push(&mut self, line: &'a str) {
        self.lines.push(line);
    }

    fn turn_to(&mut self, place: Place) {
        self.is_divided = true;
        self.close();
        self.place = place;
    }

    /// Puts the lines so far behind what their place holds, without the blank lines at both ends.
    fn close(&mut self) {
        let is_blank = |line: &&&str| line.trim().is_empty();
        let start = self.lines.iter().take_while(is_blank).count();
        let end = self.lines.iter().rev().take_while(is_blank).count();
        let lines = self.lines.get(start..self.lines.len() - end).unwrap_or_default();
        let is_title = self.place == Place::All && is_only_a_title(lines);
        if !lines.is_empty() && !is_title {
            let answer = self.answers.entry(self.place).or_default();
            if !answer.is_empty() {
                answer.push_str("\n\n");
            }
            answer.push_str(&lines.join("\n"));
        }
        self.lines.clear();
    }

    fn finish(mut self) -> Answers {
        if self.is_divided {
            self.close();
        } else {
            let text = self.lines.join("\n");
            if !text.trim().is_empty() {
                self.answers.insert(Place::All, text);
            }
        }
        self.answers
    }
}

/// Whether lines before the first step are a title and nothing else.
fn is_only_a_title(lines: &[&str]) -> bool {
    match lines {
        [title, underline] if underline.trim().bytes().all(|byte| byte == b'=') => {
            !title.trim().is_empty()
        }
        lines => lines.iter().all(|line| line.trim().is_empty() || atx(line.trim()).is_some()),
    }
}
