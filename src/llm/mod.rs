//! The client of an OpenAI-compatible endpoint; a judge and an interviewer on it.
//!
//! Everything here can be told what to do without a connection; the one file that opens one is
//! `wire`, behind the cargo feature `llm`. Foreign text is data: what a model says is checked, and
//! what a candidate wrote goes to it as a JSON string between marks that are made anew each time.

mod chat;
mod client;
mod endpoint;
mod failure;
mod fence;
mod interviewer;
mod judge;
mod reply;
mod retry;
mod secret;
mod together;
#[cfg(feature = "llm")]
mod wire;

pub use chat::{Format, Message, Request, Role, Shape};
pub use client::{Client, Limits, Stop, Transport, TransportReply, can_connect};
pub use endpoint::{BadEndpoint, Endpoint, Proxy};
pub use failure::CallFailure;
pub use fence::nonce;
pub use interviewer::{NotSaid, Spoken, Topic, may_say, spoken, wording};
pub use judge::{Item, Task, TaskOutcome, Work, ask, key, tasks};
pub use secret::Secret;
pub use together::together;
#[cfg(feature = "llm")]
pub use wire::{cause, innermost};
