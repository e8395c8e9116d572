//! Layer 1: text as tokens and segments, every one with its place in the bytes as typed.

mod cue;
mod lexer;
mod negation;
mod segment;
mod stem;
mod vocabulary;

pub(super) use lexer::{Gap, Kind, lex};
pub(super) use negation::{Polarity, polarities, refuses};
pub(super) use segment::{Segment, Shape, segments};
pub(super) use stem::stem;
pub(super) use vocabulary::{Entry, Reader, Symbol, Vocabulary, Word};
