//! Pages, documents and screens: values in, text out.

pub mod export;
mod fence;
mod figures;
pub mod json;
mod reader;
mod screen;
mod visible;
mod worth;

#[cfg(test)]
mod fixture;

pub use export::{Export, is_untouched, markdown};
pub use figures::{timestamp, whole};
pub use json::{
    HistoryDocument, HistoryEntry, PackEntry, PacksDocument, PromptEntry, PromptsDocument,
    SessionDocument, StatusDocument, session_document,
};
pub use reader::{FileReading, ReadError, read, step_named};
pub use screen::{
    CardTerms, Charset, Layout, NextCommand, RefineCard, RefineOutcome, ReviewCard, ReviewTotals,
    Scorecard, Span, StepTime, Styled, Tone, bar, board_questions, cells, doctor_page, fit,
    history_table, next_commands, pack_list, prompt_card, prompt_list, refine_card, refine_summary,
    review_card, review_list, review_totals, score_text, scorecard, spoiler, status_lines, wrap,
};
pub use visible::{one_line, visible};
