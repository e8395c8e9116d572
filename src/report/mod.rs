//! Pages, documents and screens: values in, text out.

pub mod export;
mod fence;
mod figures;
pub mod json;
mod map;
mod reader;
mod screen;
mod visible;
mod worth;

#[cfg(test)]
mod fixture;

pub use export::{Export, is_untouched, markdown};
pub use figures::{timestamp, whole};
pub use json::{
    CompareDocument, DrillDocument, DrillEntry, HistoryDocument, HistoryEntry, ProgressDocument,
    PromptEntry, PromptsDocument, SessionDocument, StatusDocument, session_document,
};
pub use map::{MAP, MapDocument, Mapped, map_markdown, map_page, map_part};
pub use reader::{FileReading, ReadError, read, step_named};
pub use screen::{
    CardTerms, Charset, ComparePage, DrillCard, DrillResult, Layout, NextCommand, ProgressPage,
    RefineCard, RefineOutcome, ReviewCard, ReviewTotals, Scorecard, Span, StepTime, Styled, Tone,
    bar, board_questions, cells, compare_page, doctor_page, drill_card, drill_result, fit,
    history_table, next_commands, progress_page, prompt_card, prompt_list, refine_card,
    refine_summary, review_card, review_list, review_totals, score_text, scorecard, settings_page,
    sparkline, spoiler, status_lines, wrap,
};
pub use visible::{one_line, visible};
