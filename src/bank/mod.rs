//! Framework, prompts, rubrics and lexicon: types, reading and checking.

mod built_in;
mod check;
mod digest;
mod drawing;
mod error;
mod fault;
#[cfg(test)]
mod fixtures;
mod folder;
mod framework;
mod guide;
mod id;
mod layer;
mod lexicon;
mod library;
mod manifest;
mod nearest;
mod prompt;
mod reading;
mod resolve;
mod rubric;
mod schema;
mod skeleton;
mod source_text;
mod visible;

pub use check::{Context, Inspection, check};
pub use digest::{canonical_json, content_sha256, sha256_of};
pub use drawing::Palette;
pub use error::{BankError, NotFound};
pub use fault::{Fault, Faults, MOST_FAULTS, Severity};

pub use framework::{Level, PARTS, Step, UnknownStep, budgets};
pub use guide::{DESIGN_TEMPLATE, GUIDES, Guide};
pub use lexicon::{Lexicon, Term};
pub use library::{Bank, InstalledPack, Listed, Listing, Origin};
pub use manifest::{BUILT_IN, MANIFEST, Manifest, version_numbers};
pub use nearest::nearest;
pub use prompt::{Curveball, Difficulty, Estimate, Fact, FollowUp, Prompt, Scale};
pub use reading::{
    MAX_BYTES, Sourced, read_lexicon, read_manifest, read_prompt, read_rubric, read_shared,
};
pub use resolve::{NO_REQUIREMENTS, OFF_TOPIC, resolve};
pub use rubric::{
    Cap, Criterion, CriterionFile, Exemplars, LevelWeights, NumberRange, RedFlag, Rubric,
    RubricFile, Tier, Weight, When,
};
pub use schema::schemas;
pub use skeleton::{NotAnId, Skeleton, skeleton};
pub use visible::{shown, visible};
