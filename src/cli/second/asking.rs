//! Asking: calls on threads, a bar of what is done, Ctrl-C at once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::Context;
use crate::cli::endpoint::Settings;
use crate::cli::error::{Failure, Kind};
use crate::llm::{CallFailure, Client, Stop, Task, TaskOutcome, Work, ask, together};
use crate::scoring::Opinion;
use crate::terminal::{Call, CalledOff, Stop as Ended};

/// How often it is looked whether somebody calls off.
const LOOK: Duration = Duration::from_millis(30);

/// What came of asking.
pub(super) struct Asking {
    /// What was said, by criterion, or why nothing was.
    pub(super) said: BTreeMap<String, Result<Opinion, String>>,
    /// Why calls gave nothing, with the number of criteria.
    pub(super) failures: Vec<(CallFailure, usize)>,
    /// How it was called off, if it was.
    pub(super) called_off: Option<Kind>,
}

/// Asks about all tasks.
///
/// # Errors
/// When calls cannot be made at all.
pub(super) fn asked(
    context: &Context,
    settings: &Settings,
    work: Work,
    tasks: Vec<Task>,
) -> Result<Asking, Failure> {
    let stop = Stop::default();
    let client = Client::new(settings.endpoint.clone(), settings.limits, stop.clone())
        .map_err(|why| failure(&why))?;
    // Where signals cannot be caught, Ctrl-C ends the program as it always does.
    let watching = CalledOff::catch().ok();
    let bar = bar(context, tasks.len());
    let about: Vec<Vec<String>> = tasks
        .iter()
        .map(|task| task.items.iter().map(|item| item.criterion.id.clone()).collect())
        .collect();
    let client = Arc::new(client);
    let results = together(tasks, settings.calls, move |task| ask(&client, &work, &task));
    let mut asking = Asking { said: BTreeMap::new(), failures: Vec::new(), called_off: None };
    let mut heard = vec![false; about.len()];
    loop {
        match results.recv_timeout(LOOK) {
            Ok((number, outcome)) => {
                heard[number] = true;
                bar.inc(1);
                asking.take(outcome, about[number].len());
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => bar.tick(),
        }
        if let Some(call) = watching.as_ref().and_then(CalledOff::came) {
            // Nobody waits for the calls under way: they end with the program.
            stop.now();
            asking.called_off = Some(match call {
                Call::Interrupt => Kind::Interrupted,
                Call::Stop(Ended::HangUp) => Kind::HangUp,
                Call::Stop(Ended::Terminated) => Kind::Terminated,
            });
            break;
        }
    }
    bar.finish_and_clear();
    for (number, _) in heard.iter().enumerate().filter(|(_, heard)| !**heard) {
        for id in &about[number] {
            asking.said.insert(id.clone(), Err(CallFailure::Stopped.to_string()));
        }
        asking.count(CallFailure::Stopped, about[number].len());
    }
    Ok(asking)
}

impl Asking {
    fn take(&mut self, outcome: TaskOutcome, criteria: usize) {
        self.said.extend(outcome.said);
        if let Some(failure) = outcome.failure {
            self.count(failure, criteria);
        }
    }

    fn count(&mut self, failure: CallFailure, criteria: usize) {
        match self.failures.iter_mut().find(|(one, _)| *one == failure) {
            Some((_, count)) => *count += criteria,
            None => self.failures.push((failure, criteria)),
        }
    }
}

/// A failed call as the failure of a command.
fn failure(why: &CallFailure) -> Failure {
    Failure::new(Kind::Network, why.to_string()).maybe_hint(why.hint())
}

/// How many calls are done, on standard error.
fn bar(context: &Context, calls: usize) -> ProgressBar {
    if !context.environment.stderr_terminal || !context.ui.may_draw() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(calls as u64);
    if let Ok(style) =
        ProgressStyle::with_template("asking the model  {bar:20} {pos} of {len} calls")
    {
        bar.set_style(style.progress_chars("█·"));
    }
    bar.tick();
    bar
}
