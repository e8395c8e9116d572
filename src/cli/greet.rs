//! A bare `onsite`: what is unfinished, then what can be typed.

use clap::CommandFactory;

use super::args::Cli;
use super::context::Context;
use super::error::Failure;
use super::first_run::{self, Greeted};
use crate::interview::{State, clock};

/// Greets. Where nobody can be asked, the short help.
///
/// # Errors
/// When the store cannot be read or the output fails.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    if !context.environment.stdin_terminal || !context.environment.stdout_terminal {
        return context.ui.out(&Cli::command().render_help().to_string());
    }
    if first_run::greeted(context)? == Greeted::Toured {
        return Ok(());
    }
    let store = context.store_for_reading()?;
    let now = context.clock.now();
    let unfinished = store.unfinished()?;
    for summary in unfinished.iter().filter(|summary| !summary.rehearsal) {
        let (id, prompt, mode) = (&summary.id, &summary.prompt, summary.mode.id());
        let words = match (summary.state_at(&now), summary.left_ms_at(&now)) {
            (State::Running, Some(left)) => format!("{} left, the clock runs", clock(left)),
            (State::Paused, _) => "paused".to_owned(),
            (State::Running, None) => "untimed".to_owned(),
            _ => "ended at the bell, not scored yet".to_owned(),
        };
        context.ui.line(&format!("  unfinished   {prompt}, {mode}, {words}"))?;
        context.ui.line(&format!("               onsite resume {id}"))?;
    }
    if unfinished.is_empty() {
        match store.latest()? {
            Some(last) => {
                let total = last.total.map_or_else(
                    || last.state_at(&now).id().to_owned(),
                    |total| format!("{} of 100", crate::report::whole(total)),
                );
                context.ui.line(&format!("  last         {}, {total}", last.prompt))?;
            }
            None => context.ui.line("  No interview yet.")?,
        }
    }
    context.ui.line("")?;
    context.ui.line("  onsite start       a mock interview")?;
    context.ui.line("  onsite practice    single steps, any length")?;
    context.ui.line("  onsite prompts     what there is to choose from")?;
    context.ui.line("  onsite --help      the rest")
}
