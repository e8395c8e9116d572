//! What is shown of the week, and which part of `plan` does what.

use super::opened::Opened;
use super::{begin, export, mark, track};
use crate::cli::args::{Plan, PlanCommand, TrackChoice};
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::report::{PlanDocument, day_page, today_page, week_page};
use crate::study::week::What;

/// Shows the week or does something with it.
///
/// # Errors
/// When the week or the store cannot be read, or there is no such day or block.
pub(in crate::cli) fn run(context: &Context, args: &Plan) -> Result<(), Failure> {
    match &args.command {
        None => {
            let opened = reading(context)?;
            if args.json {
                return context.json(&PlanDocument::new(&opened.view));
            }
            context.styled_paged(&week_page(&opened.view, context.layout()))
        }
        Some(PlanCommand::Today { json }) => {
            let opened = reading(context)?;
            if *json {
                return context.json(&PlanDocument::new(&opened.view));
            }
            context.styled_paged(&today_page(&opened.view, context.layout()))
        }
        Some(PlanCommand::Day { day }) => {
            let opened = reading(context)?;
            let (number, _) = opened.day(day.as_deref().unwrap_or("today"))?;
            let shown =
                opened.view.day(number).map(|day| day_page(&opened.view, day, context.layout()));
            context.styled_paged(&shown.unwrap_or_default())
        }
        Some(PlanCommand::Start(block)) => begin::run(context, &mut writing(context)?, block),
        Some(PlanCommand::Done(args)) => mark::done(context, &mut writing(context)?, args),
        Some(PlanCommand::Skip { block, undo }) => {
            mark::skip(context, &mut writing(context)?, block, *undo)
        }
        Some(PlanCommand::Track { track }) => choose_track(context, *track),
        Some(PlanCommand::Export(args)) => export::run(context, args),
        Some(PlanCommand::Reset { force }) => reset(context, *force),
    }
}

/// The week, read in a store that may not be there.
pub(super) fn reading(context: &Context) -> Result<Opened, Failure> {
    Opened::read(context, context.store_for_reading()?)
}

fn writing(context: &Context) -> Result<Opened, Failure> {
    Opened::read(context, context.store()?)
}

fn choose_track(context: &Context, track: Option<TrackChoice>) -> Result<(), Failure> {
    let Some(track) = track else {
        let track = reading(context)?.view.track;
        context.ui.line(track.id())?;
        track::say_other_setting(context, track);
        return Ok(());
    };
    let mut opened = writing(context)?;
    let before = opened.view.track;
    opened.note(context, [What::Track { track: track.into() }])?;
    let now = opened.view.track;
    track::set_setting(context, now);
    let adjective = now.adjective();
    if now == before {
        return context.ui.line(&format!("It is the {adjective} track already."));
    }
    context.ui.line(&format!("From now on the {adjective} track. `onsite plan` shows it."))
}

fn reset(context: &Context, force: bool) -> Result<(), Failure> {
    if !force {
        if !context.ui.may_ask {
            return Err(Failure::usage(
                "`onsite plan reset` asks first, and there is nobody to ask",
            )
            .hint("`onsite plan reset --force` does not ask"));
        }
        let question = "Begin the week anew? What was done stays in the store. Type yes: ";
        let reply = context.ui.ask(question)?.unwrap_or_default();
        if !["yes", "y"].contains(&reply.trim().to_lowercase().as_str()) {
            context.ui.say("Nothing was changed.");
            return Err(Failure::silent(Kind::Expected));
        }
    }
    writing(context)?.note(context, [What::Reset])?;
    context.ui.line("A new week: day 1 begins with the first thing you do.")
}
