//! `onsite history`: the interviews, newest first.

use std::ops::ControlFlow;

use super::args::History;
use super::context::Context;
use super::error::Failure;
use crate::report::{HistoryDocument, HistoryEntry, HistoryTable, moment};
use crate::store::{Filter, Rehearsals, Summary};

/// Lists the sessions.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn run(context: &Context, args: &History) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let now = context.clock.now();
    let filter = Filter {
        prompt: args.prompt.clone(),
        rehearsals: if args.rehearsals { Rehearsals::Only } else { Rehearsals::Without },
        limit: args.limit,
    };
    let entry = |summary: Summary| HistoryEntry {
        state: summary.state_at(&now),
        started_at: moment(summary.started_ms),
        minutes: summary.box_ms.map(|length| length / 60_000),
        spent_s: summary.spent_s(),
        id: summary.id,
        prompt: summary.prompt,
        mode: summary.mode,
        level: summary.level,
        total: summary.total,
        reviewed_total: summary.reviewed_total,
        verdict: summary.verdict,
        input: summary.input,
        rehearsal: summary.rehearsal,
    };
    if args.json {
        let mut sessions: Vec<HistoryEntry> = Vec::new();
        store.visit_summaries(&filter, |summary| {
            sessions.push(entry(summary));
            ControlFlow::Continue(())
        })?;
        return context.json(&HistoryDocument::new(sessions));
    }
    let mut table = HistoryTable::new(context.layout());
    store.visit_summaries(&filter, |summary| {
        table.push(&entry(summary));
        ControlFlow::Continue(())
    })?;
    if table.is_empty() {
        return if args.limit == Some(0) { Ok(()) } else { none(context, args) };
    }
    context.styled_paged(table.lines())
}

/// Says that there is nothing to list; a prompt that is none is most likely a slip.
fn none(context: &Context, args: &History) -> Result<(), Failure> {
    match &args.prompt {
        Some(prompt) => {
            context.bank().prompt(prompt)?;
            context.ui.say(&format!("No interview on `{prompt}` yet."));
        }
        None => context.ui.say("No interview yet. `onsite start` begins one."),
    }
    Ok(())
}
