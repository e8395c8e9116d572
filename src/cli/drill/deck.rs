//! The cards that a store holds, and what may be shown of them now.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::sessions;
use crate::cli::stored;
use crate::store::{Journal, Store};
use crate::study::drills::{self, Card, CardId, Due, Entry, Event, Parameters, Schedule, Standing};
use crate::study::moved_days;

/// What runs now and must not be spoiled.
#[derive(Debug, Default)]
pub(in crate::cli) struct Guard {
    prompts: BTreeSet<String>,
    criteria: BTreeSet<String>,
}

impl Guard {
    /// Looks at what runs.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::cli) fn of(context: &Context, store: &Store) -> Result<Self, Failure> {
        let mut guard = Self::default();
        for summary in sessions::running_mocks(store, &context.clock.now())? {
            let session = sessions::open(store, &summary.id)?;
            // Shared criteria have the same name in every rubric.
            if let Ok(rubric) = stored::rubric(store, &session) {
                guard.criteria.extend(rubric.criteria.into_iter().map(|one| one.id));
            }
            guard.prompts.insert(summary.prompt);
        }
        Ok(guard)
    }

    /// Whether showing a criterion would spoil what runs. `prompt` is `None` for a criterion that
    /// every prompt asks for.
    pub(in crate::cli) fn hides(&self, prompt: Option<&str>, criterion: &str) -> bool {
        self.criteria.contains(criterion)
            || prompt.is_some_and(|prompt| self.prompts.contains(prompt))
    }
}

/// All cards of a store.
pub(super) struct Deck {
    /// The day that counts.
    pub(super) today: Date,
    /// The cards that may be shown now.
    pub(super) cards: Vec<Card>,
    /// The journal.
    pub(super) entries: Vec<Entry>,
    /// How many cards are not shown because of what runs.
    pub(super) hidden: usize,
    /// What schedules them.
    pub(super) schedule: Schedule,
}

impl Deck {
    /// Gathers the cards.
    ///
    /// # Errors
    /// When the store cannot be read, or `ONSITE_TODAY` is no day.
    pub(super) fn of(context: &Context, store: &Store) -> Result<Self, Failure> {
        let today = context.today()?;
        let entries: Vec<Entry> = store.notes(Journal::Drill)?;
        let standings = standings(store, &entries)?;
        let mut cards = drills::deck(&standings, &entries);
        drills::take_up(&mut cards, store.notes(Journal::Typing)?);
        let guard = Guard::of(context, store)?;
        let all = cards.len();
        cards.retain(|card| {
            let CardId { prompt, criterion } = &card.standing.card;
            !guard.hides(Some(prompt), criterion)
        });
        let schedule = Schedule::new(&parameters(&entries).unwrap_or_default())
            .map_err(|error| Failure::expected(error.to_string()))?;
        Ok(Self { today, hidden: all - cards.len(), cards, entries, schedule })
    }
}

/// The parameters that the journal names last.
pub(super) fn parameters(entries: &[Entry]) -> Option<Parameters> {
    entries.iter().rev().find_map(|entry| match &entry.event {
        Event::Parameters(parameters) => Some(parameters.clone()),
        _ => None,
    })
}

/// How the criteria stand, those that were drilled and stand in no newer sitting too.
fn standings(store: &Store, entries: &[Entry]) -> Result<Vec<Standing>, Failure> {
    let zone = TimeZone::system();
    let mut standings = store.standings(&zone)?;
    let mut known: BTreeSet<CardId> = standings.iter().map(|one| one.card.clone()).collect();
    for entry in entries.iter().rev() {
        let Event::Answered(answered) = &entry.event else { continue };
        if known.insert(answered.card.clone()) {
            let found = store.standing(&answered.session, &answered.card.criterion, &zone)?;
            standings.extend(found);
        }
    }
    // Where the calendar was moved, a session was sat on the day that it showed then.
    let moved = moved_days(store.notes(Journal::Calendar)?);
    for one in &mut standings {
        one.day = moved.get(&one.session).copied().unwrap_or(one.day);
    }
    Ok(standings)
}

/// How many cards are due today, and how many minutes they take, for the greeting. Nothing is
/// judged again for it.
///
/// # Errors
/// When the store cannot be read, or `ONSITE_TODAY` is no day.
pub(in crate::cli) fn due_today(context: &Context, store: &Store) -> Result<Due, Failure> {
    let deck = Deck::of(context, store)?;
    Ok(drills::due(&deck.cards, &deck.entries, deck.today))
}

/// For each prompt that went well twice, or for one, the first of its siblings that was never sat.
///
/// # Errors
/// When the store cannot be read.
pub(in crate::cli) fn siblings(
    context: &Context,
    store: &Store,
    prompt: Option<&str>,
) -> Result<Vec<(String, String)>, Failure> {
    let mastered = store.prompts_that_went_well()?;
    if mastered.is_empty() {
        return Ok(Vec::new());
    }
    let bank = context.bank();
    let mut proposed: Vec<(String, String)> = Vec::new();
    for mastered in mastered.into_iter().filter(|one| prompt.is_none_or(|prompt| prompt == one)) {
        let Ok(read) = bank.prompt(&mastered) else { continue };
        for sibling in read.siblings {
            let taken = proposed.iter().any(|(_, other)| *other == sibling);
            if !taken && bank.source(&sibling).is_ok() && !store.was_sat(&sibling)? {
                proposed.push((mastered, sibling));
                break;
            }
        }
    }
    Ok(proposed)
}
