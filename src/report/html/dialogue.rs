//! What was said, in the order of saying: questions and what they were answered with, follow-ups and
//! replies, changed requirements.

use maud::{Markup, html};

use crate::interview::clock;
use crate::report::json::{SessionDocument, Speaker, Utterance};
use crate::report::one_line;

/// The dialogue by step; nothing where nobody spoke.
pub(super) fn dialogue(document: &SessionDocument) -> Option<Markup> {
    if document.dialogue.is_empty() {
        return None;
    }
    let mut groups: Vec<Vec<&Utterance>> = Vec::new();
    for one in &document.dialogue {
        match groups.last_mut().filter(|group| group.iter().any(|said| said.step == one.step)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    Some(html! {
        @for group in groups { div class="ledger" {
            h3 { (group.first().map_or("", |said| said.step.heading())) }
            dl class="dialogue" { @for (at, said) in group.iter().enumerate() {
                // What is said in one breath has its speaker once.
                @if !at.checked_sub(1).is_some_and(|last| goes_on(group[last], said)) { dt {
                    (who(said.who)) span class="soft" {
                        @if let Some(what) = what(&said.kind) { " " (what) }
                        @if let Some(at) = said.at_s { " at " (clock(at * 1000)) }
                    }
                } }
                dd { (one_line(&said.text)) }
            } }
        } }
    })
}

fn goes_on(last: &Utterance, said: &Utterance) -> bool {
    (last.who, &last.kind, last.at_s) == (said.who, &said.kind, said.at_s)
}

fn who(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Interviewer => "Interviewer",
        Speaker::Candidate => "Candidate",
    }
}

/// The kind of a remark or line as a verb.
fn what(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "fact" => "tells a fact",
        "handed-back" => "hands it back",
        "follow-up" => "follows up",
        "curveball" => "changes a requirement",
        "hint" => "gives a hint",
        "budget" | "ten-minutes" => "keeps the time",
        "question" => "asks",
        "reply" => "replies",
        _ => return None,
    })
}
