//! The brief before the clock, and the Enter that starts it.

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::improvements;
use crate::cli::stored::Content;
use crate::interview::{Budget, Mode, TOUR};
use crate::report::{CardTerms, one_line, prompt_card};
use crate::store::Store;
use crate::terminal::{Ask, Outcome, PlainReader};

use super::begin::Plan;
use super::live::cannot_take;

const HOW: &str = "What you type is your answer; :next moves on, ? asks, :help shows the rest.";
const ALOUD: &str = "Tell it aloud. What you type are notes, and what is scored; :next moves on, :help shows the rest.";
const MOCK: &str = "Once started the clock does not stop. Everything is saved as you type.";
const PRACTICE: &str = "`:pause` stops the clock. Everything is saved as you type.";
const UNTIMED: &str = "There is no clock. Everything is saved as you type.";
const START: &str = "Enter starts the clock, Ctrl-C leaves.";
const START_UNTIMED: &str = "Enter begins, Ctrl-C leaves.";

/// Shows the brief with the steps and their minutes, and before an interview what was resolved after
/// the last one.
///
/// # Errors
/// When the output fails, or the store cannot be read.
pub(super) fn show(
    context: &Context,
    store: &Store,
    content: &Content,
    plan: &Plan,
    steps: &[Budget],
    words: Option<&str>,
) -> Result<(), Failure> {
    let Some(prompt) = &content.prompt else { return Ok(()) };
    let second = match (plan.mode, plan.box_s) {
        (_, None) => UNTIMED,
        (Mode::Mock | Mode::SelfInterview, _) => MOCK,
        (Mode::Practice, _) => PRACTICE,
    };
    let rehearsal =
        format!("A rehearsal: the clock runs {} times as fast, and it counts nowhere.", plan.rate);
    let first = if plan.mode == Mode::SelfInterview { ALOUD } else { HOW };
    let how = format!("{first} {second}");
    let last = match plan.mode {
        Mode::Practice => None,
        Mode::Mock | Mode::SelfInterview => {
            last_time(&improvements::last_time(store, plan.rate > 1)?)
        }
    };
    let mut closing = Vec::new();
    closing.extend(last.as_deref());
    // A tour explains itself.
    if plan.prompt != TOUR {
        closing.push(how.as_str());
    }
    closing.extend(words);
    if plan.rate > 1 && plan.prompt != TOUR {
        closing.push(&rehearsal);
    }
    if context.environment.stdin_terminal {
        closing.push(if plan.box_s.is_some() { START } else { START_UNTIMED });
    }
    let sat: Vec<Budget> =
        steps.iter().copied().filter(|budget| plan.steps.contains(&budget.step)).collect();
    debug_assert!(Step::ALL.len() >= sat.len());
    let terms = CardTerms {
        mode: plan.mode,
        level: plan.level,
        box_ms: plan.box_s.map(|seconds| seconds * 1000),
        steps: &sat,
        closing: &closing,
    };
    context.styled(&prompt_card(prompt, &terms, context.layout()))
}

/// What was resolved after the last interview, in the candidate's own words.
fn last_time(texts: &[String]) -> Option<String> {
    let quoted: Vec<String> = texts.iter().map(|text| format!("\"{}\"", one_line(text))).collect();
    (!quoted.is_empty()).then(|| format!("Last time you resolved: {}", quoted.join(" ")))
}

/// What waits for Enter. Take it before the brief is shown: from then on Ctrl-C leaves as it says.
/// `None` where nobody is asked.
///
/// # Errors
/// When the terminal cannot be read.
pub(super) fn attend(context: &Context) -> Result<Option<PlainReader>, Failure> {
    if !context.environment.stdin_terminal || (!context.ui.may_ask && context.no_input()) {
        return Ok(None);
    }
    PlainReader::open().map(Some).map_err(|error| cannot_take(&error))
}

/// Waits for Enter, and gives what was typed before it. `None` when the person leaves instead.
///
/// # Errors
/// When the person's terminal is gone, or the program is ended.
pub(super) fn wait_to_start(mut reader: PlainReader) -> Result<Option<String>, Failure> {
    match reader.read(Ask::default()) {
        Outcome::Line { text, .. } => Ok(Some(text)),
        Outcome::HangUp { .. } => Err(Failure::silent(Kind::HangUp)),
        Outcome::Terminated { .. } => Err(Failure::silent(Kind::Terminated)),
        _ => Ok(None),
    }
}
