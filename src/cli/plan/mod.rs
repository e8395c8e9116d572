//! `onsite plan`: the study week.

mod begin;
mod command;
mod export;
mod mark;
mod opened;
mod timer;
mod track;

pub(super) use command::run;
pub(super) use export::write;
pub(super) use opened::{Opened, note_made};
pub(super) use track::follow_setting;
