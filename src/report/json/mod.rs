//! The JSON documents of the contract that hold no score of their own.

mod doctor;
mod growth;
mod listings;
mod packs;
mod session;
mod settings;
mod week;
mod words;

pub use doctor::{
    DOCTOR, DoctorDocument, ModelFacts, Paths, Programs, StoreFacts, StoreState, TerminalFacts,
};
pub use growth::{
    COMPARE, CompareDocument, DRILL, DrillDocument, DrillEntry, PROGRESS, ProgressDocument,
};
pub use listings::{
    HISTORY, HistoryDocument, HistoryEntry, PROMPTS, PromptEntry, PromptsDocument, STATUS,
    StatusDocument,
};
pub use packs::{PACKS, PackEntry, PacksDocument};
pub use session::{
    AskedFact, CriterionReview, Refinement, ReviewPart, SESSION, SessionDocument, Speaker,
    StepTiming, Utterance, WhiteboardFinding, WhiteboardPart, session_document,
};
pub use settings::{CONFIG, ConfigDocument, SETTING, SettingDocument, SettingEntry, SettingOrigin};
pub use week::{PLAN, PlanDocument};
