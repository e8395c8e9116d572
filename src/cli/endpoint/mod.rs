//! The endpoint of a language model: where it is, its key, and the user's consent to it.

mod consent;
mod facts;
mod key;
mod settings;
mod voice;

use consent::consents;
pub(super) use consent::{agreed, obtain};
pub(super) use facts::facts;
use settings::named;
pub(super) use settings::{Settings, settings};
pub(super) use voice::voice;
