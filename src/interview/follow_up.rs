//! Follow-up questions: which one is asked, when, and what becomes of it.
//!
//! They are asked when a step is left, at most one each time and four in all, about the heaviest
//! criterion that the answer has half or not at all; never twice about the same.

use std::cmp::Reverse;

use super::asking::said;
use super::engine::Effect;
use super::event::{Event, Remark};
use super::interviewer::{Interviewer, spoken};
use super::notice::Notice;
use super::pace;
use super::session::Session;
use super::timebox::Reading;
use crate::bank::{FollowUp, Prompt, Step};
use crate::scoring::{CriterionVerdict, Document, Verdict};

/// The most follow-ups in an interview; one that comes back after it was put off is not another.
pub const MOST: usize = 4;
/// The most unasked questions that are listed for a step.
const LISTED: usize = 2;

/// A follow-up that was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// The step it belongs to.
    pub step: Step,
    /// The criterion it is about.
    pub criterion: String,
    /// The words.
    pub text: String,
}

/// What is asked before the step that the candidate is in is left; nothing where it may be left.
pub(super) fn on_leaving(
    session: &Session,
    interviewer: &Interviewer,
    now: &Reading,
) -> Option<Vec<Effect>> {
    let dialogue = session.dialogue();
    if !may_ask(session, now) || dialogue.has_pressed() {
        return None;
    }
    let here = session.current();
    let was_asked = |step: Step| {
        let mut said = session.said().iter();
        said.any(|said| said.remark == Remark::FollowUp && said.step == step)
    };
    let fresh = dialogue.about(Remark::FollowUp).len() < MOST && !was_asked(here);
    if !fresh && dialogue.deferred().is_empty() {
        return None;
    }
    let document = interviewer.judge(session)?;
    let open = if fresh {
        heaviest(&document, here, interviewer.follow_ups(), |id| is_spent(session, id)).next()
    } else {
        None
    };
    match open {
        Some((verdict, question)) => {
            let mut effects: Vec<Effect> =
                said(Remark::FollowUp, &verdict.id, spoken(question)).into();
            if dialogue.about(Remark::FollowUp).is_empty() {
                effects.push(Effect::Tell(Notice::HowToReply));
            }
            Some(effects)
        }
        None => come_back(session, interviewer, &document),
    }
}

/// What was put off and is asked before the interview ends.
pub(super) fn at_the_end(
    session: &Session,
    interviewer: &Interviewer,
    now: &Reading,
) -> Option<Vec<Effect>> {
    let unanswered = session.dialogue().follow_up().is_some() && !session.has_replied();
    if unanswered || session.dialogue().deferred().is_empty() || !may_ask(session, now) {
        return None;
    }
    come_back(session, interviewer, &interviewer.judge(session)?)
}

/// The oldest question that was put off and is still open.
fn come_back(
    session: &Session,
    interviewer: &Interviewer,
    document: &Document,
) -> Option<Vec<Effect>> {
    let mut deferred = session.dialogue().deferred().iter();
    deferred.by_ref().filter(|id| !came_back(session, id)).find_map(|id| {
        let verdict = document.criteria.iter().find(|verdict| verdict.id == *id)?;
        let follow_up = interviewer.follow_ups().iter().find(|one| one.criterion == *id)?;
        let question = spoken(in_tier(follow_up, verdict.verdict)?);
        Some(said(Remark::FollowUp, id, format!("Back to what you put off: {question}")).into())
    })
}

/// Puts the open follow-up off; the step is then left as it would have been. `None` where no
/// follow-up waits for a reply.
pub(super) fn put_off(session: &Session) -> Option<Vec<Effect>> {
    let open = session.dialogue().follow_up().filter(|_| !session.has_replied())?;
    let notice = if came_back(session, &open.about) { Notice::LeftOpen } else { Notice::PutOff };
    let event = Event::Deferred { about: open.about.clone() };
    Some(vec![Effect::Keep(event), Effect::Tell(notice)])
}

/// Whether a question was put again after it was put off; it is not put a third time.
fn came_back(session: &Session, id: &str) -> bool {
    let said = session.said().iter();
    said.filter(|said| said.remark == Remark::FollowUp && said.about == *id).count() > 1
}

/// What the interviewer would have asked and did not, by what the answers show in the end: for each
/// step the heaviest first, two at the most.
pub fn unasked(session: &Session, prompt: &Prompt, document: &Document) -> Vec<Unasked> {
    let steps = session.steps().iter();
    let asked = |id: &str| session.has_said(Remark::FollowUp, id);
    steps
        .flat_map(|budget| {
            let step = budget.step;
            heaviest(document, step, &prompt.follow_ups, asked).take(LISTED).map(
                move |(verdict, text)| Unasked {
                    step,
                    criterion: verdict.id.clone(),
                    text: spoken(text),
                },
            )
        })
        .collect()
}

fn may_ask(session: &Session, now: &Reading) -> bool {
    session.started().conduct.follow_ups && !pace::is_silent(session, now)
}

/// Whether a criterion was asked about or hinted at already.
fn is_spent(session: &Session, id: &str) -> bool {
    session.has_said(Remark::FollowUp, id) || session.has_said(Remark::Hint, id)
}

/// The criteria of a step that are half met or missed and have a question, with the question in the
/// tier that fits, heaviest first; of equal weights the higher tier, then the order of the rubric.
pub(super) fn heaviest<'a>(
    document: &'a Document,
    step: Step,
    follow_ups: &'a [FollowUp],
    is_spent: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (&'a CriterionVerdict, &'a str)> {
    let mut open: Vec<(&CriterionVerdict, &str)> = document
        .criteria
        .iter()
        .filter(|verdict| verdict.step == step && verdict.weight > 0.0 && !is_spent(&verdict.id))
        .filter_map(|verdict| {
            let follow_up = follow_ups.iter().find(|one| one.criterion == verdict.id)?;
            Some((verdict, in_tier(follow_up, verdict.verdict)?))
        })
        .collect();
    // Weights are at most 10 and have few decimals.
    open.sort_by_key(|(verdict, _)| (Reverse((verdict.weight * 1000.0) as u64), verdict.tier));
    open.into_iter()
}

/// The question that fits a verdict; none where all is said.
fn in_tier(follow_up: &FollowUp, verdict: Verdict) -> Option<&str> {
    let text = match verdict {
        Verdict::Missed => &follow_up.missed,
        Verdict::Partly => &follow_up.partly,
        Verdict::Met => return None,
    };
    (!text.trim().is_empty()).then_some(text.as_str())
}
