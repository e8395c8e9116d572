//! What is shown on a screen, as lines of spans that the caller colours.

mod bars;
mod card;
mod doctor;
mod estimates;
mod history;
mod packs;
mod passage;
mod prompts;
mod refine;
mod review;
mod scorecard;
mod spoiler;
mod status;
mod styled;
mod transcript;
mod whiteboard;
mod wrap;

#[cfg(test)]
mod tests;

pub use bars::bar;
pub use card::{CardTerms, prompt_card};
pub use doctor::doctor_page;
pub use history::history_table;
pub use packs::pack_list;
pub use prompts::prompt_list;
pub use refine::{RefineCard, RefineOutcome, refine_card, refine_summary};
pub use review::{ReviewCard, ReviewTotals, review_card, review_list, review_totals};
pub use scorecard::{NextCommand, Scorecard, StepTime, next_commands, scorecard};
pub use spoiler::spoiler;
pub use status::status_lines;
pub use styled::{Charset, Layout, Span, Styled, Tone};
pub use transcript::score_text;
pub use whiteboard::board_questions;
pub use wrap::{cells, fit, wrap};
