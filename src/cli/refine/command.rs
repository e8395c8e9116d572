//! Which session is refined, and whether it can be.

use super::refiner::Refiner;
use super::walk;
use crate::cli::args::Refine;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::{sessions, settle, stored};
use crate::interview::{Mode, State};

/// The lengths of a box of refining, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 15..=20;

/// Refines what an interview missed.
///
/// # Errors
/// When the length is none of refining; when the session is not there, goes on, is struck out or
/// was a practice, or its prompt is being sat; when the terminal or the process is ended.
pub(in crate::cli) fn run(context: &Context, args: &Refine) -> Result<(), Failure> {
    if !MINUTES.contains(&args.minutes) {
        let near = args.minutes.clamp(*MINUTES.start(), *MINUTES.end());
        let session = &args.session;
        return Err(Failure::usage(format!(
            "refining takes 15 to 20 minutes, not {}",
            args.minutes
        ))
        .hint(format!("`onsite refine {session} --minutes {near}`")));
    }
    let rate = context.clock_rate()?;
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, &args.session)?;
    let id = &summary.id;
    match summary.state_at(&context.clock.now()) {
        State::Running | State::Paused => {
            return Err(Failure::expected(format!("session `{id}` is not over"))
                .hint(format!("`onsite resume {id}` goes on with it")));
        }
        State::Abandoned => {
            return Err(Failure::expected(format!("session `{id}` is struck out"))
                .hint("it counts nowhere; `onsite history` lists the others"));
        }
        State::Finished | State::Expired => {}
    }
    if summary.mode == Mode::Practice {
        return Err(Failure::expected(format!(
            "session `{id}` was a practice, and refining follows a mock interview"
        ))
        .hint(format!("`onsite practice --continue {id}` works on its answers again"))
        .hint("`onsite history` lists the mocks"));
    }
    sessions::refuse_to_spoil(context, &store, &summary.prompt, "refining")?;
    let session = settle::settled(context, &store, id)?;
    let content = stored::content(&store, &session)?;
    let document = content.score(&session, None)?;
    drop(store);
    let refiner = Refiner::open(context, id, content, document)?;
    walk::run(context, refiner, args.minutes, rate)
}
