//! The guide of the tour: what to try next, and what became of what was tried. It is folded from the
//! records like everything else, so that a tour that is taken up again goes on where it was.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Event, LineKind, Mode, Record, Remark, Seal, Started};
use super::session::Session;

/// The name of the tour's prompt. It is none of the bank.
pub const TOUR: &str = "tour";
/// The tour's box in seconds.
pub const TOUR_SECONDS: u64 = 180;
/// How often one thing is pointed out.
const PATIENCE: usize = 2;

/// What is tried, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lesson {
    Type,
    Correct,
    Ask,
    Move,
    Draw,
    Bell,
}

impl Lesson {
    const ALL: [Self; 6] =
        [Self::Type, Self::Correct, Self::Ask, Self::Move, Self::Draw, Self::Bell];

    fn what(self) -> &'static str {
        match self {
            Self::Type => "typing a line",
            Self::Correct => "correcting one",
            Self::Ask => "asking",
            Self::Move => "moving on",
            Self::Draw => "drawing",
            Self::Bell => "the bell",
        }
    }
}

/// Leads through the tour.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Whether there is a line editor, in which Up lifts a line.
    editor: bool,
    read: usize,
    tried: BTreeSet<Lesson>,
    told: Option<Lesson>,
    pointed: BTreeMap<Lesson, usize>,
}

impl Guide {
    /// The guide of a session, if it is a tour.
    pub fn of(session: &Session, editor: bool) -> Option<Self> {
        let Started { prompt, mode, rehearsal, box_ms, .. } = session.started();
        let tour = prompt == TOUR && *rehearsal && *mode == Mode::Practice;
        (tour && *box_ms == Some(TOUR_SECONDS * 1000)).then(|| Self {
            editor,
            read: 0,
            tried: BTreeSet::new(),
            told: None,
            pointed: BTreeMap::new(),
        })
    }

    /// What to say before the next line is read, given all records so far: what became of what was
    /// done since the last time, and, in a line of its own, what to try. `None` when there is
    /// nothing new.
    pub fn words(&mut self, session: &Session, records: &[Record]) -> Option<String> {
        if session.sealed().is_some() || session.is_abandoned() {
            return None;
        }
        let new: Vec<&Event> = records.iter().skip(self.read).map(|record| &record.event).collect();
        self.read = records.len();
        let mut reaction = None;
        for event in &new {
            if let Some((lesson, words)) = tried(event)
                && self.tried.insert(lesson)
            {
                reaction = Some(words.to_owned());
            }
        }
        let lesson = self.next();
        let turned = self.told.replace(lesson) != Some(lesson);
        if let Some(reaction) = reaction {
            return Some(format!("{reaction}\n{}", self.to_try(lesson, session)));
        }
        if turned {
            return Some(self.to_try(lesson, session));
        }
        let beside = new.iter().find_map(|event| beside(lesson, event))?;
        let pointed = self.pointed.entry(lesson).or_insert(0);
        *pointed += 1;
        (*pointed <= PATIENCE).then(|| format!("{beside}\n{}", self.to_try(lesson, session)))
    }

    fn next(&self) -> Lesson {
        let left = Lesson::ALL.into_iter().find(|lesson| !self.tried.contains(lesson));
        left.unwrap_or(Lesson::Bell)
    }

    fn to_try(&self, lesson: Lesson, session: &Session) -> String {
        let blank = session.answer(session.current()).is_none_or(super::Answer::is_blank);
        let words = match lesson {
            Lesson::Type => {
                "What you type is your answer. Type a line, such as: people leave a line, everybody \
                 reads the newest"
            }
            Lesson::Correct if blank => {
                "Type a line here, then bring it back with Up on the empty line, and change it."
            }
            Lesson::Correct if self.editor => {
                "Press Up on the empty line: the last one comes back. Change it, then Enter."
            }
            Lesson::Correct => "Type `:edit 1`: line 1 comes back. Type it anew.",
            Lesson::Ask => "Ask the interviewer. Type: ? how many entries a day",
            Lesson::Move => "Go on to the next step. Type: :next",
            Lesson::Draw => "Draw it. Type: :draw browser -> service -> cache, database",
            Lesson::Bell => {
                "Write on until the bell: it stops everything, and keeps what stands in the line. \
                 `:finish` does not wait for it."
            }
        };
        format!("Tour, {} of {}: {words}", lesson as usize + 1, Lesson::ALL.len())
    }

    /// What to say after the score.
    pub fn closing(&mut self, session: &Session, records: &[Record]) -> Vec<String> {
        let all = records.iter().filter_map(|record| tried(&record.event));
        self.tried.extend(all.map(|(lesson, _)| lesson));
        let mut lines = Vec::new();
        let last = session.steps().iter().filter_map(|budget| session.answer(budget.step));
        let cut = last.flat_map(super::Answer::lines).find(|line| line.kind == LineKind::Bell);
        match (session.sealed(), cut) {
            (Some(Seal::Bell), Some(line)) => lines.push(format!(
                "The bell cut you off, and what stood in the line is in your answer: “{}”",
                line.text.trim()
            )),
            (Some(Seal::Bell), None) => {
                lines.push(
                    "The bell stops everything; between two lines nothing is cut.".to_owned(),
                );
            }
            _ => {}
        }
        let left: Vec<&str> = Lesson::ALL
            .into_iter()
            .filter(|lesson| *lesson != Lesson::Bell && !self.tried.contains(lesson))
            .map(Lesson::what)
            .collect();
        if !left.is_empty() {
            lines.push(format!("Not tried yet: {}. `onsite tour` begins anew.", left.join(", ")));
        }
        lines.push(
            "That was the tour. It counts nowhere. `onsite start` begins a real interview."
                .to_owned(),
        );
        lines
    }
}

/// The lesson that an event shows to be tried, and what to say about it.
fn tried(event: &Event) -> Option<(Lesson, &'static str)> {
    Some(match event {
        Event::Added { line: LineKind::Edge, .. } => {
            (Lesson::Draw, "Drawn. Each arrow is a line of your answer, too.")
        }
        Event::Added { line: LineKind::Typed | LineKind::Reply, .. } => {
            (Lesson::Type, "Kept, as you typed it.")
        }
        Event::Corrected { text, .. } if text.is_empty() => {
            (Lesson::Correct, "Deleted: an emptied line goes.")
        }
        Event::Corrected { .. } => (Lesson::Correct, "Corrected in place."),
        Event::Replaced { .. } => (Lesson::Correct, "Taken from your editor."),
        Event::Said { remark: Remark::Fact, .. } => {
            (Lesson::Ask, "A fact, told because you asked. Your question is kept, too.")
        }
        Event::Said { remark: Remark::HandedBack, .. } => {
            (Lesson::Ask, "Nobody knows that one: assume something, and write it down.")
        }
        Event::Moved { .. } => (Lesson::Move, "The next step has its own clock; `:back` returns."),
        _ => return None,
    })
}

/// What to say about something that is not what was to be tried.
fn beside(lesson: Lesson, event: &Event) -> Option<&'static str> {
    let Event::Added { line: LineKind::Typed | LineKind::Reply, text, .. } = event else {
        return None;
    };
    match lesson {
        Lesson::Correct => Some("That was kept as a new line."),
        Lesson::Ask if text.trim_end().ends_with('?') => {
            Some("No fact answers that. Behind a `?` it is put to them outright.")
        }
        Lesson::Draw if text.contains("->") => {
            Some("That was kept as text: `:draw` goes before it.")
        }
        Lesson::Ask | Lesson::Move | Lesson::Draw => Some("That was kept."),
        Lesson::Type | Lesson::Bell => None,
    }
}
