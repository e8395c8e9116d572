//! What the interviewer says of their own accord as time passes, each thing once: that a step's
//! budget is used up, that ten minutes are left, and a requirement that has changed.

use super::asking::said;
use super::engine::Effect;
use super::event::Remark;
use super::interviewer::{Interviewer, spoken};
use super::notice::Notice;
use super::session::Session;
use super::timebox::Reading;

/// A minute in milliseconds.
const MINUTE: u64 = 60_000;

/// What is due now; of several things the first. Two minutes before the end nothing is; and in the
/// middle of a line no requirement changes, since what is begun is no reply to it.
pub(super) fn remark(
    session: &Session,
    interviewer: &Interviewer,
    now: &Reading,
    mid_line: bool,
) -> Vec<Effect> {
    let used = session.used_ms(now);
    let Some(length) = session.time().length_ms() else { return Vec::new() };
    if is_silent(session, now) {
        return Vec::new();
    }
    let mut due = to_come(session)
        .filter(|(at_ms, remark)| *at_ms <= used && !(mid_line && *remark == Remark::Curveball));
    let Some((_, remark)) = due.next() else { return Vec::new() };
    let step = session.current();
    match remark {
        Remark::TenMinutes => said(remark, "box", Notice::ten_minutes_left(length - used)).into(),
        Remark::Curveball => {
            let planned = session.started().conduct.curveball.as_ref();
            let id = planned.map_or("", |planned| planned.id.as_str());
            let known = interviewer.prompt().into_iter().flat_map(|prompt| &prompt.curveballs);
            let curveball = known.into_iter().find(|curveball| curveball.id == id);
            curveball.map_or_else(Vec::new, |one| said(remark, id, spoken(&one.say)).into())
        }
        _ => said(remark, step.id(), Notice::budget_used(step, session.budget_ms(step))).into(),
    }
}

/// When the interviewer has something to say of their own accord next, in milliseconds of box time
/// used.
pub fn next_remark_ms(session: &Session) -> Option<u64> {
    let silent = silent_from(session.time().length_ms()?);
    let next = to_come(session).map(|(at_ms, _)| at_ms).min()?;
    silent.is_none_or(|silent| next <= silent).then_some(next)
}

/// Whether it is so near the end that the interviewer only answers.
pub(super) fn is_silent(session: &Session, now: &Reading) -> bool {
    let silent = session.time().length_ms().and_then(silent_from);
    silent.is_some_and(|silent| session.used_ms(now) > silent)
}

/// What was not said yet, with the box time at which it falls due; when several are due the first
/// is said, and of two about the time the other never. A changed requirement waits while a follow-up is open: one thing at a time.
fn to_come(session: &Session) -> impl Iterator<Item = (u64, Remark)> {
    let length = session.time().length_ms();
    let step = session.current();
    let is_last = session.steps().last().is_some_and(|last| last.step == step);
    let ten_minutes = length
        .filter(|length| silent_from(*length).is_some())
        .filter(|_| !session.has_said(Remark::TenMinutes, "box"))
        .map(|length| (length.saturating_sub(10 * MINUTE), Remark::TenMinutes));
    // Whoever has just heard that ten minutes are left need not hear that a step has run over.
    let warned = session.said().iter().find(|said| said.remark == Remark::TenMinutes);
    let ends = session.budget_ends_ms(step);
    let budget = length
        .filter(|_| !is_last && !session.has_said(Remark::Budget, step.id()))
        .filter(|_| warned.is_none_or(|warned| ends > warned.elapsed_ms))
        .map(|_| (ends, Remark::Budget));
    let curveball = session
        .started()
        .conduct
        .curveball
        .as_ref()
        .filter(|planned| !session.has_said(Remark::Curveball, &planned.id))
        .filter(|_| session.dialogue().follow_up().is_none())
        .map(|planned| (planned.at_ms, Remark::Curveball));
    ten_minutes.into_iter().chain(budget).chain(curveball)
}

/// From when on the interviewer is silent; `None` for a box of less than twenty minutes, in which
/// the last two are not special.
fn silent_from(length_ms: u64) -> Option<u64> {
    (length_ms >= 20 * MINUTE).then(|| length_ms - 2 * MINUTE)
}
