//! What is asked today: the most valuable first, never more than a day holds, never a debt.

use jiff::civil::Date;

use super::card::days_between;
use super::{Card, Entry, Event};
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
pub fn queue<'a>(cards: &'a [Card], entries: &[Entry], today: Date, limit: usize) -> Queue<'a> {
    let answered = answered_on(entries, today);
    let room = limit.min(MOST.saturating_sub(answered));
    let mut chosen: Vec<&Card> = cards.iter().filter(|card| card.is_due(today)).collect();
    let ahead = chosen.is_empty();
    if ahead {
        chosen = cards.iter().filter(|card| card.last.is_none()).collect();
    }
    // Cards stand by id, and the sort keeps the order of equals.
    chosen.sort_by(|a, b| value(b, today).total_cmp(&value(a, today)));
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
fn value(card: &Card, today: Date) -> f64 {
    let weak = match card.verdict() {
        Verdict::Missed => 1.0,
        Verdict::Partly => 0.6,
        Verdict::Met => 0.3,
    };
    let interval = card.last.as_ref().map_or(1, |last| last.days.max(1));
    // A day late weighs more after a short interval; at twice the interval it is as good as gone.
    let late = f64::from(days_between(card.due(), today)) / f64::from(interval);
    card.standing.weight * (1.0 + late.min(1.0)) * weak
}
