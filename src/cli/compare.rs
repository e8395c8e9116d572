//! `onsite compare`: two attempts at a prompt beside each other.

use super::args::Compare;
use super::context::Context;
use super::error::Failure;
use super::seen;
use super::sessions;
use super::settle;
use super::stored;
use crate::interview::{Session, State};
use crate::report::{CompareDocument, ComparePage, compare_page};
use crate::scoring::{Document, score};
use crate::store::{Store, Summary};
use crate::study::{Attempt, Point, compare};

/// Shows what was won and lost from one attempt to another, judged by one rubric.
///
/// # Errors
/// When one is not there, not over or struck out, when they answer different prompts, or when their
/// prompt is being sat.
pub(super) fn run(context: &Context, args: &Compare) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let first = sessions::find(&store, &args.first)?;
    let second = sessions::find(&store, &args.second)?;
    if first.id == second.id {
        return Err(Failure::usage(format!(
            "`{}` and `{}` are one session",
            args.first, args.second
        ))
        .hint("`onsite history` lists the others"));
    }
    if first.prompt != second.prompt {
        return Err(Failure::expected(format!(
            "`{}` is an attempt at `{}`, `{}` one at `{}`: only attempts at one prompt can be compared",
            first.id, first.prompt, second.id, second.prompt
        ))
        .hint(format!("`onsite history --prompt {}` lists the others", first.prompt))
        .hint("`onsite progress` shows the steps over all prompts"));
    }
    for summary in [&first, &second] {
        over(context, summary)?;
    }
    sessions::refuse_to_spoil(context, &store, &first.prompt, "a comparison")?;
    let sides = [
        settle::settled(context, &store, &first.id)?,
        settle::settled(context, &store, &second.id)?,
    ];
    show(context, args, &store, [&first, &second], &sides)
}

/// Refuses a session that is not over, or counts nowhere.
fn over(context: &Context, summary: &Summary) -> Result<(), Failure> {
    let id = &summary.id;
    match summary.state_at(&context.clock.now()) {
        State::Running | State::Paused => {
            Err(Failure::expected(format!("session `{id}` is not over"))
                .hint(format!("`onsite resume {id}` goes on with it")))
        }
        State::Abandoned => Err(Failure::expected(format!("session `{id}` is struck out"))
            .hint("it counts nowhere, and so would a comparison with it")),
        State::Finished | State::Expired => Ok(()),
    }
}

fn show(
    context: &Context,
    args: &Compare,
    store: &Store,
    summaries: [&Summary; 2],
    sides: &[Session; 2],
) -> Result<(), Failure> {
    // Of two that began in one moment the second is the newer.
    let newer = usize::from(summaries[1].started_ms >= summaries[0].started_ms);
    let content = stored::content(store, &sides[newer])?;
    let level = sides[newer].started().level;
    let compiled = content.compile();
    let judged = |session: &Session| -> Result<Document, Failure> {
        let mut submission = session.submission();
        submission.level = level;
        Ok(score(&compiled, &submission)?)
    };
    let documents = [judged(&sides[0])?, judged(&sides[1])?];
    let comparison = compare(&documents[0], &documents[1], &content.rubric)
        .map_err(|error| Failure::expected(error.to_string()))?;
    let notes = notes(sides, newer, content.rubric.version);
    let seen = seen::all(store)?;
    let point = |at: usize| -> Result<Point, Failure> {
        let (summary, session) = (summaries[at], &sides[at]);
        let mut marks = store.marks(&summary.prompt, summary.started_ms)?;
        marks.reference_seen =
            seen.get(&summary.prompt).is_some_and(|first| *first < summary.started_ms);
        let attempt = Attempt {
            session: summary.id.clone(),
            prompt: summary.prompt.clone(),
            mode: summary.mode,
            level: summary.level,
            input: summary.input,
            started_ms: summary.started_ms,
            total: session.scored().map_or(documents[at].total, |(_, total)| total),
            reviewed_total: session.reviewed_total(),
            guess: session.guess(),
        };
        Ok(Point { attempt, marks, steps: std::collections::BTreeMap::new() })
    };
    let points = [point(0)?, point(1)?];
    let page = ComparePage {
        title: content.prompt.as_ref().map_or(&content.rubric.prompt, |prompt| &prompt.title),
        level: level.id(),
        attempts: [&points[0], &points[1]],
        comparison: &comparison,
        rubric: content.rubric.version,
        notes: &notes,
    };
    if args.json {
        return context.json(&CompareDocument::of(&page));
    }
    context.styled_paged(&compare_page(&page, context.layout()))
}

/// What was done so that both can be compared.
fn notes(sides: &[Session; 2], newer: usize, version: u32) -> Vec<String> {
    let [first, second] = [sides[0].started(), sides[1].started()];
    let of = ["first", "second"];
    let mut notes = Vec::new();
    let other_words = first.rubric_sha256 != second.rubric_sha256
        || first.lexicon_sha256 != second.lexicon_sha256
        || first.prompt_sha256 != second.prompt_sha256;
    if other_words {
        notes.push(format!(
            "Rescored with one rubric: version {version}, that of the {} session.",
            of[newer]
        ));
    }
    if first.level != second.level {
        let level = sides[newer].started().level;
        notes.push(format!("Both at {level}, the level of the {} session.", of[newer]));
    }
    if sides.iter().any(|side| side.started().rehearsal) {
        notes.push("A rehearsal is among them: it counts nowhere else.".to_owned());
    }
    notes
}
