//! A session: what its events make of it.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::dialogue::{Dialogue, Said};
use super::event::{Budget, Event, Held, LineKind, Mode, Record, Remark, Seal, Started, VERSION};
use super::refining::{Afterwards, Refinement, Refining};
use super::second::SecondOpinion;
use super::timebox::{Reading, TimeBox};
use crate::bank::Step;
use crate::scoring::{Answers, Review};

/// Records from which no session can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// There is no record at all, or the first is not the start.
    #[error("the session does not begin with its start")]
    NotStarted,
    /// A record was written by a newer program.
    #[error(
        "record {seq} has event format {major}.{minor}, and this program reads up to {}.x",
        VERSION.major
    )]
    Newer {
        /// The record's place.
        seq: u64,
        /// Its major version.
        major: u16,
        /// Its minor version.
        minor: u16,
    },
    /// A record is missing or stands twice.
    #[error("record {expected} is missing: record {found} stands in its place")]
    Gap {
        /// The place that should follow.
        expected: u64,
        /// The place that followed.
        found: u64,
    },
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The clock runs.
    Running,
    /// The clock stands still; practice only.
    Paused,
    /// The candidate finished.
    Finished,
    /// The box ended.
    Expired,
    /// Struck out; it counts nowhere.
    Abandoned,
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::Running, Self::Paused, Self::Finished, Self::Expired, Self::Abandoned];

    /// The word used in JSON and on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Finished => "finished",
            Self::Expired => "expired",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether the answers can no longer change.
    pub fn is_over(self) -> bool {
        !self.is_open()
    }

    /// Whether it can go on.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

/// What the candidate of a self-interview ticked in a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// The criteria that were said aloud, in the candidate's own view.
    pub said: Vec<String>,
    /// The criteria that were listed and not said.
    pub unsaid: Vec<String>,
}

/// One sitting, folded from its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    started: Started,
    started_at: Reading,
    time: TimeBox,
    answers: BTreeMap<Step, Answer>,
    current: Step,
    entered_ms: u64,
    spent_ms: BTreeMap<Step, u64>,
    paused_times: u32,
    sealed: Option<(Seal, u64)>,
    abandoned: bool,
    dialogue: Dialogue,
    half_command: Option<String>,
    guess: Option<u8>,
    scored: Option<(String, f64)>,
    reviews: BTreeMap<String, Review>,
    reviewed_total: Option<f64>,
    ticks: BTreeMap<Step, Ticks>,
    afterwards: Afterwards,
    improvements: Vec<String>,
    pub(super) second: Option<SecondOpinion>,
    last_seq: u64,
}

impl Session {
    /// Makes a session of its records, in order.
    ///
    /// Every sequence that begins with a start, has no gaps and is of a version that this program
    /// reads gives a session: an event that does not apply (a line that does not exist, an answer
    /// after sealing) changes nothing.
    ///
    /// # Errors
    /// See [`FoldError`].
    pub fn fold(records: &[Record]) -> Result<Self, FoldError> {
        let (first, rest) = records.split_first().ok_or(FoldError::NotStarted)?;
        let mut session = Self::begin(first)?;
        for record in rest {
            session.apply(record)?;
        }
        Ok(session)
    }

    fn begin(record: &Record) -> Result<Self, FoldError> {
        readable(record, 1)?;
        let Event::Started(started) = &record.event else { return Err(FoldError::NotStarted) };
        let first = started.steps.first().ok_or(FoldError::NotStarted)?;
        Ok(Self {
            time: TimeBox::start(started.box_ms, started.rate, record.at.clone()),
            started_at: record.at.clone(),
            answers: started.steps.iter().map(|b| (b.step, Answer::default())).collect(),
            current: first.step,
            entered_ms: 0,
            spent_ms: BTreeMap::new(),
            paused_times: 0,
            sealed: None,
            abandoned: false,
            dialogue: Dialogue::default(),
            ticks: BTreeMap::new(),
            half_command: None,
            guess: None,
            scored: None,
            reviews: BTreeMap::new(),
            reviewed_total: None,
            afterwards: Afterwards::default(),
            improvements: Vec::new(),
            second: None,
            last_seq: record.seq,
            started: (**started).clone(),
        })
    }

    /// Takes one more record in.
    ///
    /// # Errors
    /// When the record does not follow the last one, or was written by a newer program; the session
    /// is then unchanged.
    pub fn apply(&mut self, record: &Record) -> Result<(), FoldError> {
        readable(record, self.last_seq + 1)?;
        self.last_seq = record.seq;
        if self.sealed.is_none() {
            self.time.record(&record.at, record.elapsed_ms);
        }
        self.afterwards.take(record);
        match &record.event {
            Event::Started(_)
            | Event::Resumed
            | Event::Refining { .. }
            | Event::Turned { .. }
            | Event::Refined { .. } => {}
            Event::Deferred { about } => self.dialogue.defer(about),
            Event::Said { remark, about, text } => self.dialogue.say(Said {
                seq: record.seq,
                elapsed_ms: record.elapsed_ms,
                step: self.current,
                remark: *remark,
                about: about.clone(),
                text: text.clone(),
            }),
            Event::Abandoned => self.abandoned = true,
            Event::Guessed { total } => self.guess = Some((*total).min(100)),
            Event::Scored { scorer, total } => self.scored = Some((scorer.clone(), *total)),
            Event::Reviewed { criterion, verdict, reason, quote, total } => {
                let review =
                    Review { verdict: *verdict, reason: reason.clone(), quote: quote.clone() };
                self.reviews.insert(criterion.clone(), review);
                self.reviewed_total = *total;
            }
            Event::Ticked { step, said, unsaid } => {
                let ticks = Ticks { said: said.clone(), unsaid: unsaid.clone() };
                self.ticks.insert(*step, ticks);
            }
            Event::Improvement { text } => self.improvements.push(text.clone()),
            Event::SecondOpinion { .. } => SecondOpinion::take(&mut self.second, &record.event),
            _ if self.sealed.is_some() || self.abandoned => {}
            Event::Added { step, line, text } => {
                self.with(*step, |answer| answer.add(text, *line, record.seq));
                // Whoever draws replies too.
                if matches!(line, LineKind::Reply | LineKind::Edge) {
                    self.dialogue.reply();
                }
            }
            Event::Corrected { step, number, text } => {
                self.with(*step, |answer| answer.correct(*number, text, None, record.seq));
            }
            Event::Replaced { step, text } => {
                self.with(*step, |answer| answer.replace(text, LineKind::Typed, record.seq));
            }
            Event::Undone { step } => self.with(*step, Answer::undo),
            Event::Redone { step } => self.with(*step, Answer::redo),
            Event::Belled { step, held, text } => self.belled(*step, *held, text, record.seq),
            Event::Moved { to } => {
                if self.answers.contains_key(to) {
                    self.account(record.elapsed_ms);
                    self.current = *to;
                    self.dialogue.leave_step();
                }
            }
            Event::Paused => {
                if !self.time.is_paused() {
                    self.time.pause(&record.at);
                    self.paused_times += 1;
                }
            }
            Event::Continued => {
                if self.time.is_paused() {
                    self.time.go_on(&record.at);
                }
            }
            Event::Sealed { by } => {
                self.account(record.elapsed_ms);
                self.sealed = Some((*by, record.elapsed_ms));
            }
        }
        Ok(())
    }

    fn with(&mut self, step: Step, change: impl FnOnce(&mut Answer)) {
        if let Some(answer) = self.answers.get_mut(&step) {
            change(answer);
        }
    }

    fn belled(&mut self, step: Step, held: Held, text: &str, seq: u64) {
        let kind = LineKind::Bell;
        match held {
            Held::New => self.with(step, |answer| answer.add(text, kind, seq)),
            Held::Line(number) => {
                self.with(step, |answer| answer.correct(number, text, Some(kind), seq));
            }
            Held::Whole => self.with(step, |answer| answer.replace(text, kind, seq)),
            Held::Command => self.half_command = Some(text.to_owned()),
        }
    }

    /// Books the time since the last move on the current step.
    fn account(&mut self, elapsed_ms: u64) {
        let spent = elapsed_ms.saturating_sub(self.entered_ms);
        *self.spent_ms.entry(self.current).or_default() += spent;
        self.entered_ms = elapsed_ms.max(self.entered_ms);
    }

    /// What was fixed at the start.
    pub fn started(&self) -> &Started {
        &self.started
    }

    /// What the clocks said at the start.
    pub fn started_at(&self) -> &Reading {
        &self.started_at
    }

    /// The session's id.
    pub fn id(&self) -> &str {
        &self.started.session
    }

    /// Whether it is a mock interview, whose box nothing stops.
    pub fn is_mock(&self) -> bool {
        self.started.mode == Mode::Mock
    }

    /// The time box.
    pub fn time(&self) -> &TimeBox {
        &self.time
    }

    /// The place of the last record.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// The step that the candidate is in.
    pub fn current(&self) -> Step {
        self.current
    }

    /// The steps that are part of it with their budgets, in order.
    pub fn steps(&self) -> &[Budget] {
        &self.started.steps
    }

    /// The position of a step among the steps that are part of it, from 0.
    pub fn position(&self, step: Step) -> Option<usize> {
        self.started.steps.iter().position(|budget| budget.step == step)
    }

    /// The budget of a step in milliseconds of box time; 0 when it has none.
    pub fn budget_ms(&self, step: Step) -> u64 {
        let budget = self.started.steps.iter().find(|budget| budget.step == step);
        budget.map_or(0, |budget| budget.seconds * 1000)
    }

    /// The answer to a step, when the step is part of it.
    pub fn answer(&self, step: Step) -> Option<&Answer> {
        self.answers.get(&step)
    }

    /// The text of every answer.
    pub fn answers(&self) -> Answers {
        self.answers.iter().map(|(step, answer)| ((*step).into(), answer.text())).collect()
    }

    /// The steps whose answers hold nothing, in order.
    pub fn blank_steps(&self) -> Vec<Step> {
        let blank = self.answers.iter().filter(|(_, answer)| answer.is_blank());
        blank.map(|(step, _)| *step).collect()
    }

    /// What was used of the box for a step up to `now`, in milliseconds of box time.
    pub fn spent_ms(&self, step: Step, now: &Reading) -> u64 {
        let booked = self.spent_ms.get(&step).copied().unwrap_or(0);
        if self.sealed.is_some() || step != self.current {
            return booked;
        }
        booked + self.used_ms(now).saturating_sub(self.entered_ms)
    }

    /// What was booked of the box for a step when it was last left, in milliseconds of box time.
    pub fn spent_in(&self, step: Step) -> u64 {
        self.spent_ms.get(&step).copied().unwrap_or(0)
    }

    /// When the budget of the step that the candidate is in is used up, in milliseconds of box
    /// time used; for another step when it would be if they went there and nothing else.
    pub fn budget_ends_ms(&self, step: Step) -> u64 {
        let booked = self.spent_ms.get(&step).copied().unwrap_or(0);
        self.entered_ms + self.budget_ms(step).saturating_sub(booked)
    }

    /// What was used of the box up to `now`, in milliseconds of box time; at most its length.
    pub fn used_ms(&self, now: &Reading) -> u64 {
        let used = match self.sealed {
            Some((_, elapsed_ms)) => elapsed_ms,
            None => self.time.used_ms(now),
        };
        self.time.length_ms().map_or(used, |length| used.min(length))
    }

    /// What is left of the box at `now`, in milliseconds of box time; `None` when untimed.
    pub fn left_ms(&self, now: &Reading) -> Option<u64> {
        self.time.length_ms().map(|length| length.saturating_sub(self.used_ms(now)))
    }

    /// Where it stands at `now`. A box that has ended is expired whether or not that is recorded.
    pub fn state(&self, now: &Reading) -> State {
        match self.sealed {
            _ if self.abandoned => State::Abandoned,
            Some((Seal::Finish, _)) => State::Finished,
            Some((Seal::Bell, _)) => State::Expired,
            None if self.time.is_over(now) => State::Expired,
            None if self.time.is_paused() => State::Paused,
            None => State::Running,
        }
    }

    /// How the answers were sealed, once they were.
    pub fn sealed(&self) -> Option<Seal> {
        self.sealed.map(|(by, _)| by)
    }

    /// Whether it was struck out.
    pub fn is_abandoned(&self) -> bool {
        self.abandoned
    }

    /// How often the clock was stopped.
    pub fn paused_times(&self) -> u32 {
        self.paused_times
    }

    /// What was said between the interviewer and the candidate.
    pub fn dialogue(&self) -> &Dialogue {
        &self.dialogue
    }

    /// Everything the interviewer said, in order.
    pub fn said(&self) -> &[Said] {
        self.dialogue.said()
    }

    /// Whether the interviewer has made this remark about this thing.
    pub fn has_said(&self, remark: Remark, about: &str) -> bool {
        self.dialogue.has_said(remark, about)
    }

    /// Whether the question that is open was replied to.
    pub fn has_replied(&self) -> bool {
        self.dialogue.open().is_some_and(|open| {
            let mut lines = self.answers.values().flat_map(Answer::lines);
            lines.any(|line| {
                matches!(line.kind, LineKind::Reply | LineKind::Edge) && line.seq > open.seq
            })
        })
    }

    /// What was ticked in a self-interview, by step.
    pub fn ticks(&self) -> &BTreeMap<Step, Ticks> {
        &self.ticks
    }

    /// How many criteria were ticked as said aloud, and how many were listed; `None` where no list
    /// was gone through.
    pub fn aloud(&self) -> Option<(usize, usize)> {
        let said: usize = self.ticks.values().map(|ticks| ticks.said.len()).sum();
        let unsaid: usize = self.ticks.values().map(|ticks| ticks.unsaid.len()).sum();
        (!self.ticks.is_empty()).then_some((said, said + unsaid))
    }

    /// A command that was half typed at the bell; it is no answer text.
    pub fn half_command(&self) -> Option<&str> {
        self.half_command.as_deref()
    }

    /// The candidate's own guess of the total, 0 to 100.
    pub fn guess(&self) -> Option<u8> {
        self.guess
    }

    /// The scorer and the total that were shown last.
    pub fn scored(&self) -> Option<(&str, f64)> {
        self.scored.as_ref().map(|(scorer, total)| (scorer.as_str(), *total))
    }

    /// The candidate's reviews by criterion; the last one counts.
    pub fn reviews(&self) -> &BTreeMap<String, Review> {
        &self.reviews
    }

    /// The total with the reviews, 0 to 100, as it was shown last; `None` where nothing was reviewed.
    pub fn reviewed_total(&self) -> Option<f64> {
        self.reviewed_total
    }

    /// Criteria worked on again after the interview, in the order in which that began.
    pub fn refinements(&self) -> &[Refinement] {
        self.afterwards.refinements()
    }

    /// The last box in which criteria were refined.
    pub fn refining(&self) -> Option<&Refining> {
        self.afterwards.refining()
    }

    /// Improvements in the candidate's own words.
    pub fn improvements(&self) -> &[String] {
        &self.improvements
    }
}

fn readable(record: &Record, expected: u64) -> Result<(), FoldError> {
    let (seq, version) = (record.seq, record.version);
    if version.major > VERSION.major {
        return Err(FoldError::Newer { seq, major: version.major, minor: version.minor });
    }
    if seq == expected { Ok(()) } else { Err(FoldError::Gap { expected, found: seq }) }
}
