//! The JSON documents of the contract that hold no score of their own.

mod doctor;
mod listings;
mod packs;
mod session;
mod words;

pub use doctor::{DOCTOR, DoctorDocument, Paths, Programs, StoreFacts, StoreState, TerminalFacts};
pub use listings::{
    HISTORY, HistoryDocument, HistoryEntry, PROMPTS, PromptEntry, PromptsDocument, STATUS,
    StatusDocument,
};
pub use packs::{PACKS, PackEntry, PacksDocument};
pub use session::{
    AskedFact, CriterionReview, Refinement, ReviewPart, SESSION, SessionDocument, Speaker,
    StepTiming, Utterance, WhiteboardFinding, WhiteboardPart, session_document,
};
