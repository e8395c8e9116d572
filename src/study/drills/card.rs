//! The cards there are, folded from sittings and journal.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{CardId, Entry, Event, Grade, Memory, Typing};
use crate::bank::Step;
use crate::scoring::Verdict;

/// How a criterion stood in the last sitting in which it was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Prompt and criterion.
    pub card: CardId,
    /// The session.
    pub session: String,
    /// The day on which it began.
    pub day: Date,
    /// Where the criterion is listed.
    pub step: Step,
    /// Its weight at the session's level.
    pub weight: f64,
    /// The candidate's verdict where it was reviewed, else the judge's.
    pub verdict: Verdict,
}

/// The last answer to a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The day.
    pub day: Date,
    /// The judge's verdict on it.
    pub verdict: Verdict,
    /// Its grade in the end.
    pub grade: Grade,
    /// The memory before it; `None` before the first.
    pub before: Option<Memory>,
    /// Days since the answer before it.
    pub elapsed: u32,
    /// The memory after it.
    pub memory: Memory,
    /// Days until the card comes back.
    pub days: u32,
}

/// A card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Where it comes from.
    pub standing: Standing,
    /// The last answer to it; `None` while it is new.
    pub last: Option<Answer>,
    /// How often it was answered.
    pub answers: u32,
    /// An answer that was left in the middle.
    pub begun: Option<String>,
    /// The line after it that was being typed when the program was killed; empty where none was.
    pub half: String,
}

/// The calendar of two places differs by at most so many days: an answer that lies further in the
/// future was given before the calendar was set back.
const PLACES_APART: i64 = 1;

/// The last day there is, for sums that lead beyond it.
fn after(day: Date, days: u32) -> Date {
    day.checked_add(i64::from(days).days()).unwrap_or(Date::MAX)
}

/// Whole days from one day to a later one; 0 where it is not later.
pub(super) fn days_between(from: Date, to: Date) -> u32 {
    let days = from.until(to).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

impl Card {
    /// The first day on which it is due.
    pub fn due(&self) -> Date {
        // A card is new on the day after its sitting: on the day itself everything is still there.
        let new = after(self.standing.day, 1);
        match &self.last {
            None => new,
            Some(last) => {
                let planned = after(last.day, last.days);
                if self.missed_since() { planned.min(new) } else { planned }
            }
        }
    }

    /// Whether a sitting after the last answer missed or half met it again.
    fn missed_since(&self) -> bool {
        let later = self.last.as_ref().is_some_and(|last| self.standing.day > last.day);
        later && self.standing.verdict != Verdict::Met
    }

    /// Whether it is due on a day. Where the calendar was set back a card whose last day lies ahead
    /// is due at once, so that none is lost until the calendar has caught up.
    pub fn is_due(&self, today: Date) -> bool {
        let last = self.last.as_ref().map_or(self.standing.day, |last| last.day);
        let ahead = i64::from(days_between(today, last)) > PLACES_APART;
        ahead || self.due() <= today
    }

    /// Days since the last answer; 0 while it is new, and where the calendar was set back.
    pub fn elapsed(&self, today: Date) -> u32 {
        self.last.as_ref().map_or(0, |last| days_between(last.day, today))
    }

    /// What was last said of it: by the judge of the last drill, or in a later sitting.
    pub fn verdict(&self) -> Verdict {
        match &self.last {
            Some(last) if !self.missed_since() => last.verdict,
            _ => self.standing.verdict,
        }
    }

    /// The memory that the next answer meets.
    pub fn memory(&self) -> Option<Memory> {
        self.last.as_ref().map(|last| last.memory)
    }
}

/// All cards by id: of each criterion that the last sitting missed or half met, and of each that was
/// ever drilled and still stands in a sitting that counts. `standings` holds each card once; entries
/// stand in the order in which they were written, whatever their days say.
pub fn deck(standings: &[Standing], entries: &[Entry]) -> Vec<Card> {
    let mut cards: BTreeMap<&CardId, Card> = standings
        .iter()
        .map(|standing| {
            let card = Card {
                standing: standing.clone(),
                last: None,
                answers: 0,
                begun: None,
                half: String::new(),
            };
            (&standing.card, card)
        })
        .collect();
    for entry in entries {
        match &entry.event {
            Event::Parameters(_) => {}
            Event::Answered(answered) => {
                let Some(card) = cards.get_mut(&answered.card) else { continue };
                card.answers += 1;
                card.begun = None;
                card.last = Some(Answer {
                    day: answered.day,
                    verdict: answered.verdict,
                    grade: answered.grade,
                    before: card.memory(),
                    elapsed: answered.elapsed,
                    memory: answered.memory,
                    days: answered.days,
                });
            }
            Event::Graded { card, grade, memory, days, .. } => {
                let last = cards.get_mut(card).and_then(|card| card.last.as_mut());
                if let Some(last) = last {
                    (last.grade, last.memory, last.days) = (*grade, *memory, *days);
                }
            }
            Event::Begun { card, text, .. } => {
                if let Some(card) = cards.get_mut(card) {
                    card.begun = Some(text.clone());
                }
            }
        }
    }
    let is_card = |card: &Card| card.answers > 0 || card.standing.verdict != Verdict::Met;
    cards.into_values().filter(is_card).collect()
}

/// Gives the cards back what was being typed for them when the program was killed. It is newer than
/// every entry about them: an entry takes its place.
pub fn take_up(cards: &mut [Card], typing: Vec<Typing>) {
    for Typing { card, text, line, .. } in typing {
        if let Some(found) = cards.iter_mut().find(|one| one.standing.card == card) {
            found.begun = (!text.is_empty()).then_some(text);
            found.half = line;
        }
    }
}
