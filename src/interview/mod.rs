//! One sitting: events, the session folded from them, the time box, the engine.

mod answer;
mod command;
mod engine;
mod event;
mod notice;
mod questions;
mod session;
mod submission;
mod timebox;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Line};
pub use command::{COMMANDS, Command, Entry, Refusal, completions, protect, read};
pub use engine::{Effect, Input, Question, handle, next_remark_ms};
pub use event::{
    Budget, Event, Held, LineKind, Mode, Record, Remark, Seal, Source, Started, VERSION, Version,
};
pub use notice::{Notice, clock, count};
pub use questions::{Heard, Questions};
pub use session::{FoldError, Review, Said, Session, State};
pub use timebox::{Reading, TimeBox};
