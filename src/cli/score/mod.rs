//! `onsite score`: a session, a file, or lines of JSON.

use std::collections::BTreeMap;

mod file;
mod lines;
pub(super) mod rubrics;
mod session;

use super::args::{Judge, Score};
use super::context::Context;
use super::error::{Failure, Kind};
use super::second;
use super::stored::Content;
use crate::report::{Scorecard, score_text};
use crate::scoring::{Compiled, Document, Submission, explain};

/// Scores what was named.
///
/// # Errors
/// When it is not there or cannot be read; with `--fail-under` when the total is less.
pub(super) fn run(context: &Context, args: &Score) -> Result<(), Failure> {
    second::check_flags(&args.judge)?;
    if args.jsonl && args.judge.judge == Judge::Llm {
        return Err(Failure::usage("`--jsonl` is judged offline")
            .hint("`--file` or a session can be judged by a model"));
    }
    if args.jsonl {
        return lines::run(context, args);
    }
    match &args.file {
        Some(path) => file::run(context, args, path),
        None => session::run(context, args),
    }
}

/// What the candidate of a session says beside its score.
#[derive(Clone, Copy, Debug, Default)]
struct Beside<'a> {
    /// How many criteria were ticked as said aloud, of how many.
    aloud: Option<(usize, usize)>,
    /// The score after the review.
    reviewed: Option<&'a Document>,
}

/// Shows a score as the flags want it, and holds it against `--fail-under`.
fn show(
    context: &Context,
    args: &Score,
    content: &Content,
    compiled: &Compiled,
    submission: &Submission,
    document: &Document,
    beside: Beside<'_>,
) -> Result<(), Failure> {
    if let Some(criterion) = &args.explain {
        let explanation = explain(compiled, submission, criterion)?.ok_or_else(|| {
            let ids = content.rubric.criteria.iter().map(|criterion| criterion.id.as_str());
            let near = crate::bank::nearest(criterion, ids);
            Failure::expected(format!("the rubric has no criterion `{criterion}`"))
                .maybe_hint(near.map(|id| format!("did you mean `{id}`?")))
        })?;
        context.paged(&explanation.to_string())?;
    } else if args.json {
        context.json(document)?;
    } else {
        let times = BTreeMap::new();
        let Beside { aloud, reviewed } = beside;
        let card = Scorecard { reviewed, aloud, ..content.card(document, &times, &[]) };
        context.styled_paged(&score_text(&card, context.layout()))?;
    }
    match args.fail_under {
        Some(bar) if document.total < bar => {
            context.ui.say(&format!("The total is {}, less than {bar}.", document.total));
            Err(Failure::silent(Kind::Expected))
        }
        _ => Ok(()),
    }
}
