//! Pages, documents and screens: values in, text out.

pub mod export;
mod fence;
mod figures;
pub mod html;
pub mod json;
mod map;
mod reader;
mod screen;
mod visible;
mod worth;

#[cfg(test)]
mod fixture;

pub use export::{Export, is_untouched, markdown, week_markdown};
pub use figures::{moment, timestamp, whole};
pub use json::{
    CompareDocument, DrillDocument, DrillEntry, HistoryDocument, HistoryEntry, PackEntry,
    PacksDocument, PlanDocument, ProgressDocument, PromptEntry, PromptsDocument, SessionDocument,
    StatusDocument, session_document,
};
pub use map::{MAP, MapDocument, Mapped, map_markdown, map_page, map_part};
pub use reader::{FileReading, ReadError, read, read_document, step_named};
pub use screen::{
    CardTerms, Charset, ComparePage, DrillCard, DrillResult, GreetingRow, HistoryTable, Layout,
    NextCommand, ProgressPage, RefineCard, RefineOutcome, ReviewCard, ReviewTotals, Scorecard,
    Span, StepTime, Styled, Tone, agreement_text, bar, board_questions, cells, compare_page,
    day_page, doctor_page, drill_card, drill_result, fit, greeting, headline, next_commands,
    pack_list, progress_page, prompt_card, prompt_list, refine_card, refine_summary, review_card,
    review_list, review_totals, score_text, scorecard, settings_page, span, sparkline, spent,
    spoiler, status_lines, today_page, week_page, week_rows, wrap,
};
pub use visible::{one_line, visible};
