//! One sitting: events, the session folded from them, the time box.

mod event;

mod timebox;

pub use event::{
    Budget, Event, LineKind, Mode, Record, Remark, Seal, Source, Started, VERSION, Version,
};

pub use timebox::{Reading, TimeBox};
