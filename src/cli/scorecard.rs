//! The screen after the bell.

use super::context::Context;
use super::error::Failure;
use super::stored::Content;
use crate::interview::{Reading, Session};
use crate::report::{NextCommand, Scorecard, scorecard};
use crate::scoring::Document;

/// Shows the score of a session with what to do next.
///
/// # Errors
/// When the output fails.
pub(super) fn show(
    context: &Context,
    session: &Session,
    content: &Content,
    document: &Document,
    now: &Reading,
) -> Result<(), Failure> {
    let id = session.id();
    let next = [
        NextCommand::new(format!("onsite score {id}"), "every verdict with its reason"),
        NextCommand::new(format!("onsite export {id}"), "the whole interview as markdown"),
    ];
    let card = Scorecard {
        prompt: Some(&content.prompt),
        rubric: &content.rubric,
        document,
        session: Some((session, now)),
        next: &next,
    };
    context.styled(&scorecard(&card, context.layout()))
}
