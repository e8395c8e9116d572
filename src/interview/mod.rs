//! One sitting: events, the session folded from them, the time box, the engine.

mod aloud;
mod answer;
mod asking;
mod board;
mod calculation;
mod command;
mod curveball;
mod dialogue;
mod engine;
mod event;
mod follow_up;
mod guide;
mod hint;
mod interviewer;
mod notice;
mod pace;
mod questions;
mod refining;
mod review;
mod second;
mod session;
mod submission;
mod timebox;

#[cfg(test)]
mod tests;

pub use aloud::{Item, NoTicks, entering, left_to_tick, read_ticks, to_tick};
pub use answer::{Answer, Line};
pub use command::{COMMANDS, Command, Entry, Refusal, completions, protect, read, read_lifted};
pub use curveball::plan_curveball;
pub use dialogue::{Dialogue, Said};
pub use engine::{Effect, Input, Question, handle};
pub use event::{
    Budget, Conduct, Event, Held, Judgement, LineKind, Mode, Planned, Record, Remark, Seal, Source,
    Started, VERSION, Version,
};
pub use follow_up::{MOST, Unasked, unasked};
pub use guide::{Guide, TOUR, TOUR_SECONDS};
pub use interviewer::Interviewer;
pub use notice::{Notice, clock, count};
pub use pace::next_remark_ms;
pub use questions::{Heard, Questions};
pub use refining::{
    REFINING_COMMANDS, RefineLine, Refinement, Refining, first_answer, read_refining, to_refine,
    with_refined,
};
pub use review::{Asking, Disputed, REVIEW_KEYS, REVIEW_RULE, Took};
pub use second::SecondOpinion;
pub use session::{FoldError, Session, State, Ticks};
pub use timebox::{Reading, TimeBox};
