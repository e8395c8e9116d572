//! The screen after the bell.

use std::collections::BTreeMap;

use super::context::Context;
use super::drill;
use super::error::Failure;
use super::stored::Content;
use crate::bank::Step;
use crate::interview::{Mode, Reading, Session, count, to_refine};
use crate::report::{
    NextCommand, Scorecard, StepTime, Styled, board_questions, next_commands, scorecard,
};
use crate::scoring::Document;
use crate::store::Store;

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
    store: &Store,
) -> Result<(), Failure> {
    let id = session.id();
    let commands =
        ["review", "refine", "score", "export"].map(|command| format!("onsite {command} {id}"));
    let unsure = document.criteria.iter().filter(|judged| judged.unsure).count();
    let first = match unsure {
        0 => "accept or override single verdicts".to_owned(),
        unsure => format!("{unsure} unsure first, then the rest: accept or override"),
    };
    let mut next = vec![
        NextCommand { command: &commands[0], what: &first },
        NextCommand { command: &commands[1], what: "fifteen minutes on what was missed" },
        NextCommand { command: &commands[2], what: "every verdict with its reason" },
        NextCommand { command: &commands[3], what: "the whole interview as markdown" },
    ];
    if session.started().mode == Mode::Practice || to_refine(session, document).is_empty() {
        next.remove(1);
    }
    // A score is shown whatever is the matter with the drills.
    let tomorrow = drill::due_today(context, store).map_or(0, |due| due.tomorrow);
    let cards = format!("{} tomorrow, of what was missed", count(tomorrow, "card", "cards"));
    if tomorrow > 0 {
        next.push(NextCommand { command: "onsite drill", what: &cards });
    }
    let times = times(session, now);
    let card = Scorecard { aloud: session.aloud(), ..content.card(document, &times, &[]) };
    let mut page = scorecard(&card, context.layout());
    page.extend(board_questions(&session.whiteboard(), context.layout()));
    page.extend(next_commands(&next, context.layout()));
    // The head has scrolled away where the page is longer than the screen.
    if let Some(head) = page.first().cloned().filter(|_| !context.ui.plain) {
        page.push(Styled::blank());
        page.push(head);
    }
    context.styled(&page)
}

/// What was planned and used for each step.
fn times(session: &Session, now: &Reading) -> BTreeMap<Step, StepTime> {
    let timed = session.time().length_ms().is_some();
    let steps = session.steps().iter().map(|budget| {
        let planned_ms = timed.then_some(budget.seconds * 1000);
        (budget.step, StepTime { planned_ms, used_ms: session.spent_ms(budget.step, now) })
    });
    steps.collect()
}
