//! The answer to a step: lines that can be added, corrected, replaced, undone and redone.

use super::event::LineKind;

/// A line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without the line end.
    pub text: String,
    /// What it is.
    pub kind: LineKind,
    /// The record that wrote it last.
    pub seq: u64,
}

/// One splice of an answer's lines, kept so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    at: usize,
    removed: Vec<Line>,
    inserted: Vec<Line>,
}

/// The answer to a step. Its text is the lines joined by line feeds, byte for byte as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    lines: Vec<Line>,
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Answer {
    /// The lines in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The text of the whole answer.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(&line.text);
        }
        text
    }

    /// Whether nothing but white space was written.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.trim().is_empty())
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a change to make again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Adds text at the end; a line feed in it begins a new line.
    pub(super) fn add(&mut self, text: &str, kind: LineKind, seq: u64) {
        self.splice(self.lines.len(), 0, split(text, kind, seq));
    }

    /// Puts text in place of line `number` (from 1); empty text deletes the line. A number that
    /// names no line changes nothing.
    pub(super) fn correct(&mut self, number: usize, text: &str, kind: Option<LineKind>, seq: u64) {
        let Some(line) = number.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return;
        };
        let inserted =
            if text.is_empty() { Vec::new() } else { split(text, kind.unwrap_or(line.kind), seq) };
        self.splice(number - 1, 1, inserted);
    }

    /// Puts text in place of the whole answer. Lines that stay the same at the beginning and at the
    /// end keep what they are; a line between them that says what one there said keeps its kind, and
    /// the others become `kind`.
    pub(super) fn replace(&mut self, text: &str, kind: LineKind, seq: u64) {
        let mut new = if text.is_empty() { Vec::new() } else { split(text, kind, seq) };
        let same = |old: &Line, new: &Line| old.text == new.text;
        let head = self.lines.iter().zip(&new).take_while(|(old, new)| same(old, new)).count();
        let tail = self.lines[head..]
            .iter()
            .rev()
            .zip(new[head..].iter().rev())
            .take_while(|(old, new)| same(old, new))
            .count();
        let mut inserted: Vec<Line> = new.drain(head..new.len() - tail).collect();
        let mut old = self.lines[head..self.lines.len() - tail].iter();
        for line in &mut inserted {
            let rest = old.clone();
            match old.find(|old| old.text == line.text) {
                Some(same) => line.kind = same.kind,
                None => old = rest,
            }
        }
        self.splice(head, self.lines.len() - head - tail, inserted);
    }

    /// Takes the last change back. Without one nothing changes.
    pub(super) fn undo(&mut self) {
        if let Some(change) = self.done.pop() {
            let range = change.at..change.at + change.inserted.len();
            self.lines.splice(range, change.removed.iter().cloned());
            self.undone.push(change);
        }
    }

    /// Makes the change taken back last again. Without one nothing changes.
    pub(super) fn redo(&mut self) {
        if let Some(change) = self.undone.pop() {
            let range = change.at..change.at + change.removed.len();
            self.lines.splice(range, change.inserted.iter().cloned());
            self.done.push(change);
        }
    }

    fn splice(&mut self, at: usize, count: usize, inserted: Vec<Line>) {
        if count == 0 && inserted.is_empty() {
            return;
        }
        let removed = self.lines.splice(at..at + count, inserted.iter().cloned()).collect();
        self.done.push(Change { at, removed, inserted });
        self.undone.clear();
    }
}

fn split(text: &str, kind: LineKind, seq: u64) -> Vec<Line> {
    text.split('\n').map(|line| Line { text: line.to_owned(), kind, seq }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(lines: &[&str]) -> Answer {
        let mut answer = Answer::default();
        for (seq, line) in lines.iter().enumerate() {
            answer.add(line, LineKind::Typed, seq as u64);
        }
        answer
    }

    #[test]
    fn a_paste_is_kept_byte_for_byte() {
        let paste = "\tone\n\n  two \n";
        assert_eq!(answer(&["a", paste, "b"]).text(), format!("a\n{paste}\nb"));
    }

    #[test]
    fn an_emptied_line_is_deleted_and_comes_back() {
        let mut answer = answer(&["one", "two", "three"]);
        answer.correct(2, "", None, 9);
        assert_eq!(answer.text(), "one\nthree");
        answer.undo();
        assert_eq!(answer.text(), "one\ntwo\nthree");
        answer.redo();
        assert_eq!(answer.text(), "one\nthree");
    }

    #[test]
    fn replacing_keeps_what_unchanged_lines_are() {
        let mut answer = answer(&["one"]);
        answer.add("why?", LineKind::Question, 2);
        answer.replace("one\nwhy?\nthree", LineKind::Typed, 3);
        let kinds: Vec<LineKind> = answer.lines().iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [LineKind::Typed, LineKind::Question, LineKind::Typed]);
        answer.replace("first\nwhy?\nlast", LineKind::Typed, 4);
        assert_eq!(answer.lines()[1].kind, LineKind::Question);
    }

    proptest! {
        #[test]
        fn undoing_everything_and_redoing_it_gives_the_same(
            steps in prop::collection::vec((0_u8..3, 0_usize..6, "[ab\n]{0,4}"), 0..30),
        ) {
            let mut answer = Answer::default();
            let mut versions = vec![String::new()];
            for (kind, number, text) in steps {
                let before = answer.done.len();
                match kind {
                    0 => answer.add(&text, LineKind::Typed, 0),
                    1 => answer.correct(number, &text, None, 0),
                    _ => answer.replace(&text, LineKind::Typed, 0),
                }
                if answer.done.len() > before {
                    versions.push(answer.text());
                }
            }
            for version in versions.iter().rev() {
                prop_assert_eq!(&answer.text(), version);
                answer.undo();
            }
            prop_assert!(!answer.can_undo());
            for version in &versions[1..] {
                answer.redo();
                prop_assert_eq!(&answer.text(), version);
            }
        }
    }
}
