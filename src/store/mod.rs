//! What is kept: events, drafts, content and summaries in one SQLite file, and the locks beside it.
//!
//! Everything that writes is durable when it returns: WAL with `synchronous=FULL`. A summary is
//! derived from the events and written in the transaction that adds them. No function here knows
//! a terminal, a clock or chance.

mod backup;
mod content;
mod database;
mod derive;
mod draft;
mod error;
mod events;
mod forget;
mod growth;
mod identity;
mod improvements;
mod integrity;
mod journal;
mod judged;
mod listing;
mod lock;
mod saver;
mod summary;
mod typing;

#[cfg(test)]
mod tests;

pub use content::{ContentKind, NewContent};
pub use database::{FILE, SCHEMA_VERSION, Store};
pub use draft::Draft;
pub use error::StoreError;
pub use events::DraftFate;
pub use forget::{EDITING, Forgotten};
pub use improvements::Improvements;
pub use integrity::Fault;
pub use journal::Journal;
pub use judged::Judged;
pub use listing::{Filter, Found, Rehearsals};
pub use lock::SessionLock;
pub use saver::{DraftSaver, Keep, Report};
pub use summary::Summary;
