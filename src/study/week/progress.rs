//! What was done of the week: folded from the journal, and what day of it a date is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::entry::{Entry, Evidence, What};
use super::layout::{Block, Track, Week};

/// What is known about a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockRecord {
    /// The day on which it was first begun.
    pub begun: Option<Date>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// The day on which it was left out on purpose.
    pub skipped: Option<Date>,
    /// Whole seconds spent on it.
    pub worked_s: u64,
    /// Notes in the order in which they were written.
    pub notes: Vec<String>,
    /// Files that show that it was done.
    pub evidence: Vec<Evidence>,
    /// How many problems were solved in it, where that was said.
    pub problems: Option<u32>,
    /// Sessions that were sat for it.
    pub sessions: Vec<String>,
}

impl BlockRecord {
    /// Whether nothing is left to do: it is done, or was left out on purpose.
    pub fn is_settled(&self) -> bool {
        self.done.is_some() || self.skipped.is_some()
    }
}

/// Something of ours that was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What: `template`, `template api-guidelines`, `map`.
    pub what: String,
    /// Its path.
    pub path: String,
    /// The day of the calendar.
    pub on: Date,
}

/// Which day of the week a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The number of the study day; `None` when all of them are over.
    pub day: Option<u8>,
    /// Whether something was done on this date already: before, the study day has not begun.
    pub begun: bool,
}

/// The study day that somebody is on.
#[derive(Clone, Copy, Debug)]
struct Current {
    /// `None` when all days are over.
    day: Option<u8>,
    /// The date on which something was done last.
    date: Date,
    /// Whether a block of its own was worked on while it was the current one.
    worked: bool,
}

/// What was done of a week.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    track: Option<Track>,
    /// The day on which the longer track was chosen: what it adds to days before was never missed.
    longer_from: u8,
    /// By the number of the day and the id of the block.
    blocks: BTreeMap<(u8, String), BlockRecord>,
    /// The dates on which each study day was worked on.
    dates: BTreeMap<u8, BTreeSet<Date>>,
    current: Option<Current>,
    began: Option<(Date, i64)>,
    made: Vec<Made>,
    /// The date on which each session was sat, by its id.
    sat_on: BTreeMap<String, Date>,
}

impl Progress {
    /// Folds the entries of a journal, oldest first. `track` is what counts where none was chosen
    /// with `plan track`.
    pub fn fold(week: &Week, entries: &[Entry], track: Track) -> Self {
        let mut progress = Self { track: Some(track), ..Self::default() };
        let mut chosen = track;
        for entry in entries {
            match &entry.what {
                What::Reset => {
                    progress = Self { track: Some(chosen), ..Self::default() };
                    continue;
                }
                What::Track { track } => {
                    if *track != chosen {
                        let today = progress.today(week, entry.on).day;
                        progress.longer_from = today.unwrap_or(u8::MAX);
                    }
                    chosen = *track;
                    progress.track = Some(chosen);
                }
                _ => {}
            }
            progress.apply(week, entry);
        }
        progress
    }

    fn apply(&mut self, week: &Week, entry: &Entry) {
        if let Some((day, _)) = entry.what.worked_on() {
            self.began = self.began.or(Some((entry.on, entry.at_ms)));
            self.move_on(week, entry.on, day);
        }
        match &entry.what {
            What::Started { day, block } => {
                let record = self.record(*day, block);
                record.skipped = None;
                record.begun = record.begun.or(Some(entry.on));
            }
            What::Worked { day, block, seconds } => {
                let record = self.record(*day, block);
                record.begun = record.begun.or(Some(entry.on));
                record.worked_s = record.worked_s.saturating_add(*seconds);
            }
            What::Done { day, block, note, evidence, problems } => {
                let record = self.record(*day, block);
                record.done = record.done.or(Some(entry.on));
                record.problems = problems.or(record.problems);
                add(&mut record.notes, note.as_ref());
                add(&mut record.evidence, evidence.as_ref());
            }
            What::Skipped { day, block } => {
                let record = self.record(*day, block);
                record.skipped = record.skipped.or(Some(entry.on));
            }
            What::Reopened { day, block } => {
                let record = self.record(*day, block);
                if record.done.is_some() {
                    record.problems = None;
                }
                (record.done, record.skipped) = (None, None);
            }
            What::Sat { day, block, session } => {
                let record = self.record(*day, block);
                record.begun = record.begun.or(Some(entry.on));
                add(&mut record.sessions, Some(session));
                self.sat_on.entry(session.clone()).or_insert(entry.on);
            }
            What::Made { what, path } => {
                self.made.push(Made { what: what.clone(), path: path.clone(), on: entry.on });
            }
            What::Track { .. } | What::Reset => {}
        }
    }

    /// Something is done on `date`, to a block of `day`: a new study day may begin with it.
    fn move_on(&mut self, week: &Week, date: Date, day: u8) {
        let today = self.today(week, date);
        let worked = self.current.is_some_and(|now| now.worked && now.day == today.day);
        let date = self.current.map_or(date, |now| now.date.max(date));
        self.current =
            Some(Current { day: today.day, date, worked: worked || today.day == Some(day) });
        if let Some(today) = today.day {
            self.dates.entry(today).or_default().insert(date);
        }
    }

    fn record(&mut self, day: u8, block: &str) -> &mut BlockRecord {
        self.blocks.entry((day, block.to_owned())).or_default()
    }

    /// Which day of the week a date is. A study day begins with the first thing done on a new date,
    /// once a block of the day before was worked on; dates without work are no days. A date
    /// earlier than the last one (the clock was set back) belongs to the day that one is on.
    pub fn today(&self, week: &Week, date: Date) -> Today {
        let Some(current) = self.current else {
            return Today { day: self.first_open(week, 0), begun: false };
        };
        if date <= current.date {
            return Today { day: current.day, begun: true };
        }
        let day = match current.day {
            Some(day) if !current.worked && self.is_open(week, day) => Some(day),
            Some(day) => self.first_open(week, day),
            None => None,
        };
        Today { day, begun: false }
    }

    /// The first day behind `after` with something left to do.
    fn first_open(&self, week: &Week, after: u8) -> Option<u8> {
        let mut days = week.numbered().map(|(number, _)| number);
        days.find(|number| *number > after && self.is_open(week, *number))
    }

    /// Whether something is left to do of a day's own.
    fn is_open(&self, week: &Week, day: u8) -> bool {
        let blocks = week.day(day).map_or(&[][..], |day| &day.blocks);
        blocks.iter().any(|block| {
            let settled = self.block(day, &block.id).is_some_and(BlockRecord::is_settled);
            self.includes(day, block) && !settled
        })
    }

    /// Whether a block is part of the week as it is studied: of the track, unless that was chosen
    /// on a later day; and whatever was worked on already.
    pub fn includes(&self, day: u8, block: &Block) -> bool {
        let is_added = block.track.is_none() || day >= self.longer_from;
        self.block(day, &block.id).is_some() || (block.is_in(self.track()) && is_added)
    }

    /// The track.
    pub fn track(&self) -> Track {
        self.track.unwrap_or_default()
    }

    /// What is known about a block; `None` when nothing was ever done to it.
    pub fn block(&self, day: u8, id: &str) -> Option<&BlockRecord> {
        self.blocks.get(&(day, id.to_owned()))
    }

    /// All blocks that something was done to, those too that the week does not have any more.
    pub fn blocks(&self) -> impl Iterator<Item = (u8, &str, &BlockRecord)> {
        self.blocks.iter().map(|((day, id), record)| (*day, id.as_str(), record))
    }

    /// The dates on which a study day was worked on, in order.
    pub fn dates(&self, day: u8) -> impl Iterator<Item = Date> {
        self.dates.get(&day).into_iter().flatten().copied()
    }

    /// The date of the first thing done in this week.
    pub fn began(&self) -> Option<Date> {
        self.began.map(|(date, _)| date)
    }

    /// When the first thing was done, in milliseconds since 1970 in UTC.
    pub fn began_ms(&self) -> Option<i64> {
        self.began.map(|(_, at_ms)| at_ms)
    }

    /// The date on which a session was sat for a block.
    pub fn sat_on(&self, session: &str) -> Option<Date> {
        self.sat_on.get(session).copied()
    }

    /// What was written to files, oldest first.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// Whether a session is counted to a block already.
    pub fn counts(&self, session: &str) -> bool {
        self.sat_on.contains_key(session)
    }
}

/// Adds what is not there yet.
fn add<T: Clone + PartialEq>(all: &mut Vec<T>, one: Option<&T>) {
    if let Some(one) = one
        && !all.contains(one)
    {
        all.push(one.clone());
    }
}
