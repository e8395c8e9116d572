//! What is shown on a screen, as lines of spans that the caller colours.

mod agreement;
mod bars;
mod card;
mod compare;
mod doctor;
mod drill;
mod estimates;
mod greeting;
mod history;
mod packs;
mod passage;
mod progress;
mod prompts;
mod refine;
mod review;
mod scorecard;
mod second;
mod settings;
mod spoiler;
mod status;
mod styled;
mod transcript;
mod week;
mod whiteboard;
mod wrap;

#[cfg(test)]
mod tests;

pub use agreement::agreement_text;
pub use bars::{bar, sparkline};
pub use card::{CardTerms, prompt_card};
pub use compare::{ComparePage, compare_page};
pub use doctor::doctor_page;
pub use drill::{DrillCard, DrillResult, drill_card, drill_result};
pub use greeting::{GreetingRow, greeting, week_rows};
pub use history::HistoryTable;
pub use packs::pack_list;
pub use progress::{ProgressPage, progress_page};
pub use prompts::prompt_list;
pub use refine::{RefineCard, RefineOutcome, refine_card, refine_summary};
pub use review::{ReviewCard, ReviewTotals, review_card, review_list, review_totals};
pub use scorecard::{NextCommand, Scorecard, StepTime, next_commands, scorecard};
pub use settings::settings_page;
pub use spoiler::spoiler;
pub use status::status_lines;
pub use styled::{Charset, Layout, Span, Styled, Tone};
pub use transcript::score_text;
pub use week::{day_page, headline, span, spent, today_page, week_page};
pub use whiteboard::board_questions;
pub use wrap::{cells, fit, wrap};
