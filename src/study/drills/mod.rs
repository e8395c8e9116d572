//! Drills: what was missed comes back as a card, when it is about to be forgotten.
//!
//! A card is a criterion of a prompt that a sitting missed or half met. The sittings say which cards
//! there are ([`Standing`]), the journal says what became of them ([`Entry`]); [`deck`] folds both,
//! and [`queue`] chooses what is asked today. Days are calendar days and arguments.

mod asking;
mod card;
mod entry;
mod grade;
mod queue;
mod schedule;
#[cfg(test)]
mod tests;

pub use asking::{deeper, question, reference};
pub use card::{Answer, Card, Standing, deck, take_up};
pub use entry::{Answered, CardId, Entry, Event, Typing, VERSION};
pub use grade::{Grade, propose};
pub use queue::{Due, MINUTES, MOST, Queue, due, queue};
pub use schedule::{Memory, Parameters, Schedule, ScheduleError, Step as NextStep};
