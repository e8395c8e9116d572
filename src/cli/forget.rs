//! `onsite forget`: deletes an interview for good.

use std::path::PathBuf;

use super::args::Forget;
use super::context::Context;
use super::error::{Failure, Kind};
use super::sessions;
use super::sit::rescue_files;
use crate::report::timestamp;
use crate::store::{Store, StoreError, Summary};

/// Asks, and deletes everything of a session.
///
/// # Errors
/// When nobody may be asked and `--yes` was not given; when the session is not there or open in a
/// terminal; when it cannot be deleted.
pub(super) fn run(context: &Context, args: &Forget) -> Result<(), Failure> {
    if !args.yes && !context.ui.may_ask {
        return Err(Failure::usage("`onsite forget` asks first, and there is nobody to ask")
            .hint(format!("`onsite forget {} --yes` does not ask", args.session)));
    }
    let store = context.store()?;
    let (id, what) = find(&store, &args.session)?;
    if !args.yes && !confirmed(context, &id, &what)? {
        context.ui.say("Nothing was changed.");
        return Err(Failure::silent(Kind::Expected));
    }
    let forgotten = store.forget(&id)?;
    for file in rescued(&id) {
        match std::fs::remove_file(&file) {
            Ok(()) => context.ui.say(&format!("Deleted `{}` too.", file.display())),
            Err(_) => context.ui.warning(&format!("`{}` could not be deleted", file.display())),
        }
    }
    for copy in &forgotten.unreadable {
        context.ui.warning(&format!(
            "`{}` cannot be read and may hold the session still; delete it yourself",
            copy.display()
        ));
    }
    let whole = if forgotten.unreadable.is_empty() { ": nothing of it is left" } else { "" };
    context.ui.line(&format!("Session {id}{what} is forgotten{whole}."))?;
    context.ui.say("Backups and exports that you made stay where you put them.");
    Ok(())
}

/// The session's id, and what it was, in brackets. One whose summary is damaged is found by its
/// id: it is to be possible to get rid of it.
fn find(store: &Store, name: &str) -> Result<(String, String), Failure> {
    match store.find(name) {
        Err(StoreError::DamagedSummary { session, .. }) if session == name => {
            Ok((session, String::new()))
        }
        Err(error) => Err(error.into()),
        Ok(_) => {
            let summary = sessions::find(store, name)?;
            let what = described(&summary);
            Ok((summary.id, what))
        }
    }
}

fn described(summary: &Summary) -> String {
    let day = timestamp(summary.started_ms);
    let day = day.get(..10).unwrap_or(&day);
    format!(" ({}, {}, {day})", summary.prompt, summary.mode.id())
}

fn confirmed(context: &Context, id: &str, what: &str) -> Result<bool, Failure> {
    context.ui.line(&format!("Session {id}{what} will be deleted for good."))?;
    context.ui.line(&format!("`onsite discard {id}` would strike it out and keep it."))?;
    let reply = context.ui.ask("Forget it? Type yes: ")?;
    Ok(reply.is_some_and(|reply| ["yes", "y"].contains(&reply.trim().to_lowercase().as_str())))
}

/// The files into which the session was written when the store failed, as far as they can be known.
fn rescued(id: &str) -> Vec<PathBuf> {
    rescue_files(id).into_iter().filter(|file| file.is_file()).collect()
}
