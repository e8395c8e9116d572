//! Sitting an interview: from the brief to the score.

mod after;
mod begin;
mod board;
mod brief;
mod countdown;
mod desk;
mod drafts;
mod external;
mod live;
mod plain;
mod rescue;
mod script;
mod sitting;
mod voice;
mod wording;

pub(super) use begin::{Plan, Reply, begin, begin_asking, begin_tour, resume, seal_if_open};
pub(super) use countdown::Saved;
pub(super) use desk::{Begun, Came, Offered};
pub(super) use drafts::Drafts;
pub(super) use live::{came, cannot_take};
pub(super) use rescue::rescue_files;
