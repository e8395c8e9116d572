//! End-to-end tests, on pseudo terminals where a terminal matters.

#![expect(
    clippy::disallowed_methods,
    reason = "tests wait for another program: they have a clock, an environment and files"
)]

// Under `cfg(test)` their helpers count as tests too.
#[cfg(test)]
mod bell;
#[cfg(test)]
mod external_editor;
#[cfg(test)]
mod screen;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod terminal;
