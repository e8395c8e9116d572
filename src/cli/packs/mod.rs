//! `onsite packs`: reading, fetching, installing. What a pack may be is decided in the room `packs`.

mod add;
mod command;
mod fetch;
mod folder;
mod list;
mod new;
mod shelf;
mod source;

pub(super) use command::run;
pub(super) use folder::read_folder;
