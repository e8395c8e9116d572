//! `onsite map`: reads a Go tree, draws it, lays a design beside it.

mod command;
mod reading;
mod writing;

pub(super) use command::run;
