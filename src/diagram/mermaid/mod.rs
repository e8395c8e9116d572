//! Diagrams in the language of Mermaid: flow charts, read leniently and written strictly.

mod line;
mod read;
mod write;

pub use read::{is_header, read};
pub use write::write;
