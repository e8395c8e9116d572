//! End-to-end tests, on pseudo terminals where a terminal matters.

mod screen;
mod terminal;
