//! Tests of scoring as a whole.

mod loader;
