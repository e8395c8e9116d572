//! End-to-end tests, on pseudo terminals where a terminal matters.

#![expect(
    clippy::disallowed_methods,
    reason = "tests wait for another program: they have a clock, an environment and files"
)]

// Under `cfg(test)` their helpers count as tests too.
#[cfg(test)]
mod arithmetic;
#[cfg(test)]
mod bands;
#[cfg(test)]
mod bell;
#[cfg(test)]
mod calculating;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod dialogue;
#[cfg(test)]
mod discretion;
#[cfg(test)]
mod discrimination;
#[cfg(test)]
mod doctoring;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod exporting;
#[cfg(test)]
mod external_editor;
#[cfg(all(test, feature = "llm"))]
mod fetching;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod help;
#[cfg(test)]
mod home;
#[cfg(test)]
mod house;
#[cfg(test)]
mod labels;
#[cfg(test)]
mod leaving;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod listing;
#[cfg(test)]
mod manners;
#[cfg(test)]
mod packing;
#[cfg(test)]
mod pipes;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod refining;
#[cfg(test)]
mod restoring;
#[cfg(test)]
mod reviewing;
#[cfg(test)]
mod ringing;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod scoring;
#[cfg(test)]
mod screen;
#[cfg(test)]
mod seat;
#[cfg(test)]
mod shells;
#[cfg(test)]
mod sitting;
#[cfg(test)]
mod spoiling;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod starting;
#[cfg(test)]
mod stores;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod whiteboard;
