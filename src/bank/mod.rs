//! Framework, prompts, rubrics and lexicon: types, reading and checking.

mod framework;
mod lexicon;
mod prompt;
mod rubric;

pub use framework::{Level, PARTS, Step, UnknownStep, budgets};
pub use lexicon::{Lexicon, Term};
pub use prompt::{Curveball, Difficulty, Estimate, Fact, FollowUp, Prompt, Scale};
pub use rubric::{
    Cap, Criterion, CriterionFile, Exemplars, LevelWeights, NumberRange, RedFlag, Rubric,
    RubricFile, Tier, Weight, When,
};
