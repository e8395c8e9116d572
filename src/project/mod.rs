//! A Go module tree: what its packages are, how they hang together, a roadmap.

mod architecture;
mod beside;
mod block;
mod component;
mod module;
mod package;
mod place;
mod risks;
mod roadmap;
mod role;
mod rules;
mod sought;
mod source;
mod survey;
mod weigh;

#[cfg(test)]
mod tests;

pub use architecture::Architecture;
pub use beside::{Arrow, Beside, Built, By, Design, Missing, Undesigned};
pub use block::{BEGIN, BlockError, END, with_part};
pub use component::{Component, Grain};
pub use module::Module;
pub use package::{Evidence, Package, Technology};
pub use place::is_source;
pub use roadmap::Milestone;
pub use role::Role;
pub use source::LARGEST;
pub use survey::{Counts, Project, Survey, Unread};
