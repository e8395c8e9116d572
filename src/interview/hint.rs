//! Hints, in practice: three steps from a nudge to the idea.

use super::engine::Effect;
use super::event::{Event, Remark};
use super::follow_up::heaviest;
use super::interviewer::{Interviewer, spoken};
use super::notice::Notice;
use super::session::Session;

/// The next hint: about the criterion that was hinted at last, as long as it is open and has more;
/// otherwise about the heaviest one of the step that is open.
pub(super) fn hint(session: &Session, interviewer: &Interviewer) -> Vec<Effect> {
    let Some(document) = interviewer.judge(session) else {
        return vec![Effect::Tell(Notice::NoHint)];
    };
    let given = |id: &str| {
        let said = session.said().iter();
        said.filter(|said| said.remark == Remark::Hint && said.about == id).count()
    };
    let step = session.current();
    let open = heaviest(&document, step, interviewer.follow_ups(), |_| false);
    let mut left: Vec<(&str, &[String])> = open
        .filter_map(|(verdict, _)| {
            let mut follow_ups = interviewer.follow_ups().iter();
            let follow_up = follow_ups.find(|one| one.criterion == verdict.id)?;
            let id = follow_up.criterion.as_str();
            (given(id) < follow_up.hints.len()).then_some((id, follow_up.hints.as_slice()))
        })
        .collect();
    // One that was begun is gone on with.
    left.sort_by_key(|(id, _)| given(id) == 0);
    let Some(&(id, hints)) = left.first() else { return vec![Effect::Tell(Notice::NoHint)] };
    let number = given(id);
    let text = spoken(&hints[number]);
    let event = Event::Said { remark: Remark::Hint, about: id.to_owned(), text: text.clone() };
    let notice = Notice::Hint { number: number + 1, of: hints.len(), text };
    vec![Effect::Keep(event), Effect::Tell(notice)]
}
