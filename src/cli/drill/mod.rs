//! `onsite drill`: what is due, asked again card by card.

mod command;
mod deck;
mod reader;
mod typing;
mod walk;

pub(super) use command::run;
pub(super) use deck::{Guard, due_today, siblings};
