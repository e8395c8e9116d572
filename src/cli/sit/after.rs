//! After the bell: the guess, the score, what to do next.

use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::improvements;
use crate::cli::record::Recorder;
use crate::cli::scorecard;
use crate::cli::stored;
use crate::interview::{
    Event, Guide, Interviewer, Mode, Notice, left_to_tick, read_ticks, to_tick,
};
use crate::scoring::SCORER;
use crate::store::DraftFate;
use crate::terminal::{visible_line, wrap};

use super::desk::{Came, Desk};

/// Asks for the guess, keeps it, scores, keeps the total and shows the scorecard; after an
/// interview that counts, asks what to do better next time.
///
/// # Errors
/// When the store or the output fails.
pub(super) fn score(
    context: &Context,
    recorder: &mut Recorder,
    desk: &mut dyn Desk,
) -> Result<(), Failure> {
    if desk.is_live() && recorder.session().guess().is_none() {
        guess(recorder, desk)?;
    }
    let content = stored::content(recorder.store(), recorder.session())?;
    let document = content.score(recorder.session(), None)?;
    let now = recorder.now();
    let scored = Event::Scored { scorer: SCORER.to_owned(), total: document.total };
    recorder.keep_judged(vec![scored], &now, (&document, &content.rubric))?;
    context.ui.line("")?;
    scorecard::show(context, recorder.session(), &content, &document, &now, recorder.store())?;
    let started = recorder.session().started();
    // Nobody resolves anything after a rehearsal, which counts nowhere, or a single step.
    if !desk.is_live() || started.rehearsal || started.mode == Mode::Practice {
        return Ok(());
    }
    improvements::ask(context, recorder, &mut |question| match desk.ask(question) {
        Came::Line(text) => Ok(Some(text)),
        Came::HangUp(_) => Err(Failure::silent(Kind::HangUp)),
        Came::Terminated(_) => Err(Failure::silent(Kind::Terminated)),
        _ => Ok(None),
    })
}

/// Says after a tour what it was.
///
/// # Errors
/// When the output fails.
pub(super) fn close_tour(context: &Context, recorder: &Recorder) -> Result<(), Failure> {
    let session = recorder.session();
    let Some(mut guide) = Guide::of(session, context.has_editor()) else { return Ok(()) };
    context.ui.line("")?;
    for line in guide.closing(session, recorder.records()) {
        for row in wrap(&visible_line(&line), context.width(), 0) {
            context.ui.line(&row)?;
        }
    }
    Ok(())
}

/// Goes through the steps of a self-interview whose lists were not ticked before its end.
///
/// # Errors
/// When the store fails, or the terminal goes.
pub(super) fn tick(
    recorder: &mut Recorder,
    desk: &mut dyn Desk,
    interviewer: &Interviewer,
) -> Result<(), Failure> {
    if !desk.is_live() {
        return Ok(());
    }
    for step in left_to_tick(recorder.session(), interviewer) {
        let items = to_tick(recorder.session(), interviewer, step);
        desk.tell(&Notice::DidYouSay { step, items: items.clone() });
        loop {
            let text = match desk.ask_ticks() {
                Came::Line(text) => text,
                Came::HangUp(_) => return Err(Failure::silent(Kind::HangUp)),
                Came::Terminated(_) => return Err(Failure::silent(Kind::Terminated)),
                _ => return Ok(()),
            };
            match read_ticks(step, &items, &text) {
                Ok(event) => {
                    let now = recorder.now();
                    recorder.keep(vec![event], &now, DraftFate::Keep)?;
                    break;
                }
                Err(why) => desk.tell(&Notice::NoTicks(why)),
            }
        }
    }
    Ok(())
}

fn guess(recorder: &mut Recorder, desk: &mut dyn Desk) -> Result<(), Failure> {
    let mut question = "Your guess, 0–100 (Enter skips): ";
    loop {
        let text = match desk.ask(question) {
            Came::Line(text) => text,
            Came::HangUp(_) => return Err(Failure::silent(Kind::HangUp)),
            Came::Terminated(_) => return Err(Failure::silent(Kind::Terminated)),
            _ => return Ok(()),
        };
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if let Some(total) = text.parse().ok().filter(|total| *total <= 100) {
            let now = recorder.now();
            recorder.keep(vec![Event::Guessed { total }], &now, DraftFate::Keep)?;
            return Ok(());
        }
        question = "A whole number from 0 to 100 (Enter skips): ";
    }
}
