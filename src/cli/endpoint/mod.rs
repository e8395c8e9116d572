//! The endpoint of a language model: where it is, its key, and the user's consent to it.

mod consent;
mod key;
mod settings;
mod voice;

pub(super) use consent::{agreed, consents, obtain};
pub(super) use settings::{Settings, named, settings};
pub(super) use voice::voice;
