//! Tests of scoring as a whole, on the built-in content.

mod arithmetic;
mod attacks;
mod bands;
mod invariants;
mod loader;
mod mistakes;
mod second;
mod topic;
mod warnings;
mod whiteboard;
