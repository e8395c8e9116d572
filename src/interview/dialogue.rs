//! What was said in a sitting, and which question of the interviewer's is open.

use super::event::Remark;
use crate::bank::Step;

/// Something the interviewer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The record that holds it.
    pub seq: u64,
    /// Milliseconds of box time at which it was said.
    pub elapsed_ms: u64,
    /// The step in which it was said.
    pub step: Step,
    /// About what kind of thing.
    pub remark: Remark,
    /// The id of the thing.
    pub about: String,
    /// The words.
    pub text: String,
}

/// What the interviewer said, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    said: Vec<Said>,
    open: Option<usize>,
    deferred: Vec<String>,
    pressed: bool,
}

impl Dialogue {
    /// Everything the interviewer said, in order.
    pub fn said(&self) -> &[Said] {
        &self.said
    }

    /// Whether the interviewer has made this remark about this thing.
    pub fn has_said(&self, remark: Remark, about: &str) -> bool {
        self.said.iter().any(|said| said.remark == remark && said.about == about)
    }

    /// The question that the next line replies to: a follow-up until the step is left or it is put
    /// off, a curveball until the first line after it.
    pub fn open(&self) -> Option<&Said> {
        self.open.and_then(|index| self.said.get(index))
    }

    /// The follow-up that is open.
    pub fn follow_up(&self) -> Option<&Said> {
        self.open().filter(|said| said.remark == Remark::FollowUp)
    }

    /// The criteria whose follow-ups were put off and have not come back, the oldest first.
    pub fn deferred(&self) -> &[String] {
        &self.deferred
    }

    /// Whether a follow-up was asked since the candidate came to the step that they are in.
    pub fn has_pressed(&self) -> bool {
        self.pressed
    }

    /// The ids of the things that remarks of this kind were about, in order, each once.
    pub fn about(&self, remark: Remark) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for said in self.said.iter().filter(|said| said.remark == remark) {
            if !ids.contains(&said.about.as_str()) {
                ids.push(&said.about);
            }
        }
        ids
    }

    pub(super) fn say(&mut self, said: Said) {
        if matches!(said.remark, Remark::FollowUp | Remark::Curveball) {
            self.open = Some(self.said.len());
        }
        if said.remark == Remark::FollowUp {
            self.pressed = true;
            self.deferred.retain(|about| *about != said.about);
        }
        self.said.push(said);
    }

    pub(super) fn defer(&mut self, about: &str) {
        self.open = None;
        if !self.deferred.iter().any(|deferred| deferred == about) {
            self.deferred.push(about.to_owned());
        }
    }

    pub(super) fn reply(&mut self) {
        if self.open().is_some_and(|open| open.remark == Remark::Curveball) {
            self.open = None;
        }
    }

    pub(super) fn leave_step(&mut self) {
        self.open = None;
        self.pressed = false;
    }
}
