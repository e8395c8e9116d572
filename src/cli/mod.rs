//! The command line: one file a command; wires the rooms; the only place that reads clock, chance
//! and environment.

mod args;
mod backup;
mod check;
mod choose;
mod clock;
mod completions;
mod context;
mod convert;
mod discard;
mod doctor;
mod environment;
mod error;
mod eval;
mod export;
mod files;
mod forget;
mod greet;
mod history;
mod improvements;
mod man;
mod packs;
mod pages;
mod practice;
mod prompts;
mod record;
mod refine;
mod resume;
mod review;
mod run;
mod score;
mod scorecard;
mod self_interview;
mod sessions;
mod settle;
mod sit;
mod start;
mod status;
mod stored;
mod ui;

pub use environment::Environment;
pub use run::run;
