//! Finding a session by what was typed, and reading it.

use super::context::Context;
use super::error::Failure;
use super::record::fold;
use crate::interview::{Reading, Session};
use crate::store::{Filter, Found, Rehearsals, Store, Summary};

/// The session that a name stands for.
///
/// # Errors
/// When none or several fit, naming what is nearest.
pub(super) fn find(store: &Store, name: &str) -> Result<Summary, Failure> {
    match store.find(name)? {
        Found::One(summary) => Ok(*summary),
        Found::None { .. } if name == "latest" => {
            Err(Failure::expected("there is no session yet").hint("`onsite start` begins one"))
        }
        Found::None { nearest } => {
            let near = nearest.map(|id| format!("did you mean `{id}`?"));
            Err(Failure::expected(format!("there is no session `{name}`"))
                .maybe_hint(near)
                .hint("`onsite history` lists them"))
        }
        Found::Ambiguous(several) => {
            let ids: Vec<String> =
                several.iter().take(6).map(|summary| format!("`{}`", summary.id)).collect();
            Err(Failure::expected(format!("`{name}` begins {} sessions", several.len()))
                .hint(format!("they are {}", ids.join(", "))))
        }
    }
}

/// Reads a session.
///
/// # Errors
/// When its events cannot be read or make no session.
pub(super) fn open(store: &Store, id: &str) -> Result<Session, Failure> {
    Ok(fold(id, &store.events(id)?)?)
}

/// Refuses what would spoil a mock that runs now: its criteria, facts and reference.
///
/// # Errors
/// When a mock of this prompt runs.
pub(super) fn refuse_to_spoil(
    context: &Context,
    store: &Store,
    prompt: &str,
    what: &str,
) -> Result<(), Failure> {
    let now = context.clock.now();
    match running_mock(store, prompt, &now)? {
        Some(summary) => Err(Failure::expected(format!(
            "a mock of `{prompt}` is running, and {what} would spoil it"
        ))
        .hint(format!("`onsite resume {}` goes on with it", summary.id))),
        None => Ok(()),
    }
}

fn running_mock(store: &Store, prompt: &str, now: &Reading) -> Result<Option<Summary>, Failure> {
    Ok(running_mocks(store, now)?.into_iter().find(|summary| summary.prompt == prompt))
}

/// The mocks and self-interviews that run now: nothing may be shown that would spoil them.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn running_mocks(store: &Store, now: &Reading) -> Result<Vec<Summary>, Failure> {
    let mut running = store.unfinished()?;
    running.retain(|summary| {
        summary.mode != crate::interview::Mode::Practice && summary.state_at(now).is_open()
    });
    Ok(running)
}

/// How often a prompt was sat to its end, rehearsals left out.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn times_sat(store: &Store, now: &Reading) -> Result<super::stored::Counts, Failure> {
    let filter = Filter { prompt: None, rehearsals: Rehearsals::Without, limit: None };
    let mut counts = super::stored::Counts::new();
    store.visit_summaries(&filter, |summary| {
        use crate::interview::State;
        if matches!(summary.state_at(now), State::Finished | State::Expired) {
            *counts.entry(summary.prompt).or_insert(0) += 1;
        }
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(counts)
}
