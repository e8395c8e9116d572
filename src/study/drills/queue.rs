//! What is asked today: the most valuable first, never more than a day holds, never a debt.

use jiff::civil::Date;

use super::card::days_between;
use super::{Card, Entry, Event, Schedule};
use crate::scoring::Verdict;

/// The most cards a day. What is not asked today is no debt: tomorrow holds as many again.
pub const MOST: usize = 10;

/// Minutes that a card may take.
pub const MINUTES: u32 = 3;

/// What is due, for a greeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// How many cards are asked today, 0 to [`MOST`].
    pub count: usize,
    /// About how many minutes they take.
    pub minutes: u32,
    /// How many will be due tomorrow, those that are not asked today among them; 0 to [`MOST`].
    pub tomorrow: usize,
}

/// The cards of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue<'a> {
    /// What is asked, the most valuable first.
    pub cards: Vec<&'a Card>,
    /// Whether nothing is due, and these are new ones that come tomorrow.
    pub ahead: bool,
    /// How many were answered today already.
    pub answered: usize,
    /// The next day on which something is due, where nothing is asked.
    pub next: Option<Date>,
}

/// What is due today: how many cards, and how long they take.
pub fn due(cards: &[Card], entries: &[Entry], today: Date) -> Due {
    let open = |day: Date| cards.iter().filter(|card| card.is_due(day)).count();
    let count = open(today).min(MOST.saturating_sub(answered_on(entries, today)));
    let tomorrow = today.tomorrow().map_or(0, open).min(MOST);
    Due { count, minutes: count as u32 * MINUTES, tomorrow }
}

/// The cards to be asked today, at most `limit` and at most what is left of [`MOST`]. Where nothing
/// is due, new cards of today's sittings are brought forward: who asks for them may have them.
pub fn queue<'a>(
    cards: &'a [Card],
    entries: &[Entry],
    today: Date,
    limit: usize,
    schedule: &Schedule,
) -> Queue<'a> {
    let answered = answered_on(entries, today);
    let room = limit.min(MOST.saturating_sub(answered));
    let mut chosen: Vec<&Card> = cards.iter().filter(|card| card.is_due(today)).collect();
    let ahead = chosen.is_empty();
    if ahead {
        chosen = cards.iter().filter(|card| card.last.is_none()).collect();
    }
    // Cards stand by id, and the sort keeps the order of equals.
    let worth = |card: &Card| value(card, today, schedule);
    chosen.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    chosen.truncate(room);
    let next = match chosen.is_empty() {
        true if room > 0 => cards.iter().map(Card::due).filter(|day| *day > today).min(),
        true => today.tomorrow().ok(),
        false => None,
    };
    Queue { ahead: ahead && !chosen.is_empty(), cards: chosen, answered, next }
}

fn answered_on(entries: &[Entry], today: Date) -> usize {
    let of_today = |entry: &&Entry| match &entry.event {
        Event::Answered(answered) => answered.day == today,
        _ => false,
    };
    entries.iter().filter(of_today).count()
}

/// What asking a card now is worth: its weight × how overdue × how weak.
fn value(card: &Card, today: Date, schedule: &Schedule) -> f64 {
    let weak = match card.verdict() {
        Verdict::Missed => 1.0,
        Verdict::Partly => 0.6,
        Verdict::Met => 0.3,
    };
    let overdue = match card.memory() {
        // 1 where it is due just now, 2 where it is forgotten twice as likely, and so on.
        Some(memory) => schedule.lapse(memory, card.elapsed(today)).min(GONE),
        // What was never drilled waits its turn: a week makes it as pressing as what is due.
        None => 0.5 + 0.5 * f64::from(days_between(card.due(), today).min(7)) / 7.0,
    };
    card.standing.weight * overdue * weak
}

/// Forgotten is forgotten: beyond this it does not become more pressing.
const GONE: f64 = 4.0;
