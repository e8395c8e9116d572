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
mod bare;
#[cfg(test)]
mod bell;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod calculating;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod checklists;
#[cfg(test)]
mod comparing;
#[cfg(test)]
mod configuring;
#[cfg(test)]
mod consenting;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod dialogue;
#[cfg(test)]
mod discretion;
#[cfg(test)]
mod doctoring;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod drilling;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod exporting;
#[cfg(test)]
mod external_editor;
#[cfg(feature = "llm")]
#[cfg(test)]
mod fetching;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod guides;
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
mod mapping;
#[cfg(test)]
mod measuring;
#[cfg(test)]
mod model;
#[cfg(test)]
mod packing;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pipes;
#[cfg(test)]
mod progressing;
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
mod second_opinion;
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
mod touring;
#[cfg(test)]
mod voices;
#[cfg(test)]
mod week;
#[cfg(test)]
mod week_screen;
#[cfg(test)]
mod whiteboard;
