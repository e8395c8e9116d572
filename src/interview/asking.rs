//! Clarifying questions: a fact is told once, a decision is handed back, what nobody knows is to be
//! assumed.

use super::engine::Effect;
use super::event::{Event, Remark};
use super::interviewer::{Interviewer, spoken};
use super::notice::Notice;
use super::session::Session;

/// Handed back.
const YOUR_CALL: &str = "Your call: what would you choose, and why?";
/// Nothing is known about it.
const ASSUME: &str = "Assume what is reasonable and say so.";

/// What a remark that hands a question back is about.
const DECISION: &str = "decision";
const UNKNOWN: &str = "unknown";

/// The answers to a question that was put to the interviewer outright; there always is one.
pub(super) fn answer(session: &Session, interviewer: &Interviewer, text: &str) -> Vec<Effect> {
    let heard = interviewer.questions().hear(text);
    let mut effects = facts(session, interviewer, &heard.facts);
    if heard.decision {
        effects.extend(said(Remark::HandedBack, DECISION, YOUR_CALL.to_owned()));
    } else if effects.is_empty() {
        effects.extend(said(Remark::HandedBack, UNKNOWN, ASSUME.to_owned()));
    }
    effects
}

/// The facts for which a line of answer text asks, if it does: each of its lines that ends in a
/// question mark counts.
pub(super) fn overheard(session: &Session, interviewer: &Interviewer, text: &str) -> Vec<Effect> {
    let asks = |line: &&str| line.trim_end().ends_with('?');
    let mut found: Vec<usize> = Vec::new();
    for line in text.lines().filter(asks) {
        for fact in interviewer.questions().overhear(line).facts {
            if !found.contains(&fact) {
                found.push(fact);
            }
        }
    }
    facts(session, interviewer, &found)
}

fn facts(session: &Session, interviewer: &Interviewer, found: &[usize]) -> Vec<Effect> {
    let known = found.iter().filter_map(|&index| interviewer.facts().get(index));
    known
        .flat_map(|fact| {
            let told = session.has_said(Remark::Fact, &fact.id);
            let words = spoken(&fact.say);
            let words = if told { format!("As I said: {words}") } else { words };
            said(Remark::Fact, &fact.id, words)
        })
        .collect()
}

/// Something the interviewer says: kept, then told.
pub(super) fn said(remark: Remark, about: &str, text: String) -> [Effect; 2] {
    let event = Event::Said { remark, about: about.to_owned(), text: text.clone() };
    [Effect::Keep(event), Effect::Tell(Notice::Interviewer(text))]
}
