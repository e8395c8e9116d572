//! `onsite progress`: how the interviews went.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::args::Progress as Args;
use super::context::Context;
use super::drill::{Guard, siblings};
use super::error::Failure;
use super::judging;
use super::seen;
use super::sessions;
use super::stored;
use crate::bank::Rubric;
use crate::report::{ProgressDocument, ProgressPage, progress_page};
use crate::store::Store;
use crate::study::{Fold, Progress};

/// How many weak criteria are shown, and how many are looked at where some may not be shown.
const WEAKEST: usize = 5;
const LOOKED_AT: usize = 60;

/// Shows trends, pacing, weak criteria and calibration over all attempts that count.
///
/// # Errors
/// When the store cannot be read, or the prompt is none.
pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    judging::bring_up_to_date(context, &store)?;
    let prompt = args.prompt.as_deref();
    let guard = Guard::of(context, &store)?;
    let (progress, hidden) = gather(&store, prompt, &guard)?;
    if progress.count == 0 && !args.json {
        return none(context, prompt);
    }
    let texts = texts(&store, &progress);
    let siblings = siblings(context, &store, prompt)?;
    let page =
        ProgressPage { prompt, progress: &progress, texts: &texts, hidden, siblings: &siblings };
    if args.json {
        return context.json(&ProgressDocument::of(&page));
    }
    context.styled_paged(&progress_page(&page, context.layout()))
}

/// Folds all attempts; and whether weak criteria were left out because of what runs.
fn gather(store: &Store, prompt: Option<&str>, guard: &Guard) -> Result<(Progress, bool), Failure> {
    let mut fold = Fold::new(seen::all(store)?);
    store.visit_attempts(prompt, |attempt| {
        fold.take(attempt);
        ControlFlow::Continue(())
    })?;
    for point in fold.trend_mut() {
        point.steps = store.step_scores(&point.attempt.session)?.into_iter().collect();
    }
    let mut weakest = store.weakest(prompt, LOOKED_AT)?;
    let all = weakest.len();
    weakest.retain(|weak| !guard.hides(weak.prompt.as_deref(), &weak.criterion));
    let hidden = weakest.len() < all;
    weakest.truncate(WEAKEST);
    Ok((fold.done(store.step_figures(prompt)?, weakest), hidden))
}

/// What each of the weakest criteria asks for, as the last session with it has it.
fn texts(store: &Store, progress: &Progress) -> Vec<String> {
    let mut read: BTreeMap<String, Option<Rubric>> = BTreeMap::new();
    let mut text = |session: &str, criterion: &str| {
        let session = sessions::open(store, session).ok()?;
        let hash = session.started().rubric_sha256.clone();
        let rubric = read.entry(hash).or_insert_with(|| stored::rubric(store, &session).ok());
        let found = rubric.as_ref()?.criteria.iter().find(|one| one.id == criterion)?;
        Some(found.text.clone())
    };
    let weakest = progress.weakest.iter();
    weakest.map(|weak| text(&weak.session, &weak.criterion).unwrap_or_default()).collect()
}

/// Says that there is nothing to show; a prompt that is none is most likely a slip.
fn none(context: &Context, prompt: Option<&str>) -> Result<(), Failure> {
    match prompt {
        Some(prompt) => {
            context.bank().prompt(prompt)?;
            context.ui.say(&format!("No attempt at `{prompt}` that counts yet."));
        }
        None => context.ui.say("No attempt that counts yet. `onsite start` begins one."),
    }
    Ok(())
}
