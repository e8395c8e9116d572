//! A small prompt with its rubric, and an interviewer who knows them.

use super::*;
use crate::bank::{
    Criterion, Curveball, Difficulty, Exemplars, Fact, FollowUp, Lexicon, Prompt, Rubric, Tier,
    Weight,
};

pub(super) fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn fact(id: &str, ask: &[&str], say: &str) -> Fact {
    let (id, say) = (id.to_owned(), say.to_owned());
    Fact { id, must: true, ask: texts(ask), say, assumed: Vec::new() }
}

pub(super) fn follow_up(id: &str) -> FollowUp {
    FollowUp {
        criterion: id.to_owned(),
        missed: format!("Nothing on {id} yet: what about it?"),
        partly: format!("And why that, for {id}?"),
        met: format!("Deeper into {id}?"),
        hints: texts(&["A nudge.", "A push.", "The idea."])
            .iter()
            .map(|h| format!("{id}: {h}"))
            .collect(),
    }
}

pub(super) fn prompt() -> Prompt {
    Prompt {
        id: "url-shortener".to_owned(),
        title: "URL shortener".to_owned(),
        difficulty: Difficulty::Easy,
        tags: texts(&["read-heavy"]),
        days: Vec::new(),
        siblings: Vec::new(),
        brief: "Design a link shortener.".to_owned(),
        facts: vec![
            fact(
                "volume",
                &["how many links are created per month", "what is the write traffic"],
                "100 million\nnew links a month.",
            ),
            fact(
                "lifetime",
                &["how long does a link have to work", "do links expire"],
                "Five years.",
            ),
        ],
        scales: Vec::new(),
        estimates: Vec::new(),
        follow_ups: [
            "light", "heavy", "middle", "api-a", "api-b", "boxes", "keys", "failure", "late",
        ]
        .map(follow_up)
        .into(),
        curveballs: vec![Curveball {
            id: "domains".to_owned(),
            window: [20, 20],
            say: "Sales has sold something new.".to_owned(),
        }],
        reference: std::collections::BTreeMap::new(),
    }
}

pub(super) fn criterion(id: &str, step: Step, weight: f64, word: &str) -> Criterion {
    Criterion {
        id: id.to_owned(),
        step,
        text: format!("Speaks of {word}"),
        why: String::new(),
        tier: Tier::Must,
        weight: Weight::Same(weight),
        depth: false,
        concepts: vec![texts(&[word])],
        numbers: Vec::new(),
        facts: Vec::new(),
        exemplars: Exemplars::default(),
        misconceptions: Vec::new(),
        curveball: None,
        shared: false,
    }
}

pub(super) fn rubric() -> Rubric {
    let late = Criterion {
        curveball: Some("domains".to_owned()),
        ..criterion("late", Step::Storage, 9.0, "tenant")
    };
    Rubric {
        prompt: "url-shortener".to_owned(),
        version: 1,
        criteria: vec![
            criterion("light", Step::Requirements, 1.0, "visitors"),
            criterion("heavy", Step::Requirements, 3.0, "throughput"),
            criterion("middle", Step::Requirements, 2.0, "latency"),
            criterion("api-a", Step::Api, 2.0, "idempotency"),
            criterion("api-b", Step::Api, 2.0, "pagination"),
            criterion("boxes", Step::Components, 3.0, "balancer"),
            criterion("keys", Step::Storage, 3.0, "partition"),
            late,
            criterion("failure", Step::Scale, 3.0, "failover"),
        ],
        red_flags: Vec::new(),
        caps: Vec::new(),
    }
}

pub(super) fn interviewer() -> Interviewer {
    Interviewer::new(Some(prompt()), rubric(), Lexicon::default())
}

pub(super) fn sitting(mode: Mode, conduct: Conduct) -> Sitting {
    let started = Started { conduct, ..started(mode, Some(45 * MINUTE), &Step::ALL) };
    Sitting::with(started, interviewer())
}

/// A mock in which follow-ups are asked.
pub(super) fn pressed() -> Sitting {
    sitting(Mode::Mock, Conduct { follow_ups: true, ..Conduct::default() })
}

impl Sitting {
    pub(super) fn said(&self, remark: Remark) -> Vec<&str> {
        let said = self.session.said().iter().filter(|said| said.remark == remark);
        said.map(|said| said.text.as_str()).collect()
    }

    pub(super) fn kinds(&self, step: Step) -> Vec<LineKind> {
        let lines = self.session.answer(step).unwrap().lines();
        lines.iter().map(|line| line.kind).collect()
    }
}
