//! `onsite`: a mock system-design interview in the terminal.
//!
//! `ARCHITECTURE.md` draws the rooms and says what each may import.

pub mod bank;
pub mod cli;
pub mod diagram;
pub mod interview;

pub mod llm;
pub mod packs;
pub mod project;
pub mod quantity;
pub mod report;
pub mod scoring;
pub mod store;
pub mod study;
pub mod terminal;
