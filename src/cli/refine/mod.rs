//! `onsite refine`: the missed and half-met criteria of an interview are answered again, timed.

mod bar;
mod command;
mod desk;
mod refiner;
mod walk;

pub(super) use command::run;
