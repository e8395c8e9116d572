//! Scoring a stored session.

use super::{Beside, show};
use crate::cli::args::{Judge, Score};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::record::Recorder;
use crate::cli::second::{self, Heard, Subject, report_failures};
use crate::cli::stored::Content;
use crate::cli::{endpoint, sessions, settle, stored};
use crate::interview::{Event, Session, State};
use crate::scoring::{Document, score};
use crate::store::DraftFate;

/// Scores a session with the rubric that it carries, or another.
///
/// # Errors
/// When the session is not there, goes on, or its prompt is being sat.
pub(super) fn run(context: &Context, args: &Score) -> Result<(), Failure> {
    let name = args.session.as_deref().unwrap_or("latest");
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, name)?;
    sessions::refuse_to_spoil(context, &store, &summary.prompt, "a score")?;
    let now = context.clock.now();
    if summary.state_at(&now).is_open() {
        return Err(Failure::expected(format!("session `{}` is not over", summary.id))
            .hint(format!("`onsite resume {}` goes on with it", summary.id)));
    }
    if summary.state == State::Abandoned {
        context.ui.say(&format!("Session `{}` is struck out: it counts nowhere.", summary.id));
    }
    let session = settle::settled(context, &store, &summary.id)?;
    let mut content = stored::content(&store, &session)?;
    if let Some(path) = &args.rubric {
        content.rubric = super::rubrics::from_file(&context.bank(), path)?;
    }
    let mut submission = session.submission();
    submission.level = args.level.unwrap_or(submission.level);
    let compiled = content.compile();
    let mut document = score(&compiled, &submission)?;
    let mut heard = None;
    if args.judge.judge == Judge::Llm {
        let whole = args.rubric.is_none();
        let Some(came) = opinion(context, args, &content, &document, &session, whole)? else {
            return Ok(());
        };
        document = came.beside.other.clone();
        heard = Some(came);
    } else if args.rubric.is_none() {
        document = stored::with_second(&content, &session, document);
    }
    // The criteria of another rubric are others, whatever they are called.
    let reviewed = match args.rubric {
        Some(_) => None,
        None => stored::after_review(&content, &session, &document),
    };
    let beside = Beside { aloud: session.aloud(), reviewed: reviewed.as_ref() };
    let shown = show(context, args, &content, &compiled, &submission, &document, beside);
    if let Some(heard) = &heard {
        report_failures(context, &heard.failures, heard.called_off, heard.silent)?;
    }
    shown
}

/// Hears the model, and keeps what is new with the session. Opinions by another rubric are not kept:
/// they are about other criteria.
fn opinion(
    context: &Context,
    args: &Score,
    content: &Content,
    offline: &Document,
    session: &Session,
    keep: bool,
) -> Result<Option<Heard>, Failure> {
    let settings = endpoint::settings(context, &args.judge.model)?;
    let said = session.second_opinion();
    let known = |criterion: &str, key: &str| {
        let said = said?.judgements.get(criterion)?;
        (said.key == key).then(|| said.clone())
    };
    let prompted = session.submission().prompted;
    let subject = Subject { content, offline, prompted: &prompted };
    let heard = second::hear(context, &args.judge, &settings, subject, &known)?;
    if let Some(heard) = heard.as_ref().filter(|heard| keep && !heard.fresh.is_empty()) {
        let kept = Event::SecondOpinion {
            judge: "llm".to_owned(),
            model: settings.endpoint.model().to_owned(),
            host: settings.endpoint.host().to_owned(),
            total: heard.beside.other.total,
            opinions: heard.fresh.clone(),
        };
        let id = session.id();
        let mut recorder = Recorder::open(context.store()?, context.clock.clone(), id)?;
        let now = recorder.now();
        recorder.keep(vec![kept], &now, DraftFate::Keep)?;
    }
    Ok(heard)
}
