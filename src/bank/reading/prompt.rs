//! Reads a prompt.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{self, Node};
use super::fields::{Empty, Fields};
use super::shape;
use super::sourced::Sourced;
use super::walk::{Walk, What, Word, short};
use crate::bank::fault::Faults;
use crate::bank::framework::{PARTS, Step};
use crate::bank::id::is_prompt_reference;
use crate::bank::prompt::{Curveball, Difficulty, Estimate, Fact, FollowUp, Prompt, Scale};
use crate::bank::source_text::SourceText;

impl Word for Difficulty {
    const ALL: &'static [Self] = &[Self::Easy, Self::Medium, Self::Hard];
    const PLURAL: &'static str = "difficulties";

    fn word(self) -> &'static str {
        self.id()
    }
}

impl Word for Step {
    const ALL: &'static [Self] = &Step::ALL;
    const PLURAL: &'static str = "steps";

    fn word(self) -> &'static str {
        self.id()
    }
}

/// Reads the bytes of a prompt file; `path` is what faults call it.
///
/// # Errors
///
/// Every fault of the file at once.
pub fn read_prompt(path: &str, bytes: impl AsRef<[u8]>) -> Result<Sourced<Prompt>, Faults> {
    let source = document::source(path, bytes.as_ref())?;
    let prompt = document::read(&source, prompt)?;
    Ok(Sourced::new(prompt, source))
}

/// What can be made of a prompt that has faults, so that the rest of it can be looked at; `None` where
/// too little is known for that.
pub(in crate::bank) fn salvage_prompt(source: &Arc<SourceText>) -> Option<Sourced<Prompt>> {
    let found = document::salvage(source, prompt)?;
    let is_named = |id: &String| !id.is_empty();
    let is_sound = is_named(&found.id)
        && found.facts.iter().all(|fact| is_named(&fact.id))
        && found.curveballs.iter().all(|curveball| is_named(&curveball.id))
        && found.follow_ups.iter().all(|follow_up| is_named(&follow_up.criterion));
    is_sound.then_some(found)
}

fn prompt(walk: &mut Walk<'_>, root: &Node<'_>) -> Prompt {
    let fields = walk.table(root, &shape::PROMPT);
    walk.unique("another fact", fields.ids_in("fact", "id"));
    walk.unique("another curveball", fields.ids_in("curveball", "id"));
    Prompt {
        id: fields.id(walk, "id"),
        title: fields.text(walk, "title"),
        difficulty: fields.word(walk, "difficulty").unwrap_or(Difficulty::Easy),
        tags: fields.texts(walk, "tags", Empty::Refused),
        days: fields.list(walk, "days", Empty::Allowed, |walk, node| {
            walk.whole(node, What::Entry("days"), 1..=7).map_or(1, |day| day as u8)
        }),
        siblings: fields.list(walk, "siblings", Empty::Allowed, sibling),
        brief: fields.text(walk, "brief"),
        facts: fields.list(walk, "fact", Empty::Allowed, fact),
        scales: fields.list(walk, "scale", Empty::Allowed, scale),
        estimates: fields.list(walk, "estimate", Empty::Allowed, estimate),
        follow_ups: fields.list(walk, "follow_up", Empty::Allowed, follow_up),
        curveballs: fields.list(walk, "curveball", Empty::Allowed, curveball),
        reference: fields.get("reference").map(|node| reference(walk, node)).unwrap_or_default(),
    }
}

fn sibling(walk: &mut Walk<'_>, node: &Node<'_>) -> String {
    let text = walk.text(node, What::Entry("siblings"));
    if !text.trim().is_empty() && !is_prompt_reference(&text) {
        let message = format!("an entry of `siblings` is no prompt's id: `{}`", short(&text));
        let hint = "write the id of a prompt, or `pack/id` for one of a pack";
        walk.wrong(node.span(), &message, Some(hint.to_owned()));
    }
    text
}

fn fact(walk: &mut Walk<'_>, node: &Node<'_>) -> Fact {
    let fields = walk.table(node, &shape::FACT);
    Fact {
        id: fields.id(walk, "id"),
        must: fields.flag(walk, "must").unwrap_or_default(),
        ask: fields.texts(walk, "ask", Empty::Refused),
        say: fields.text(walk, "say"),
        assumed: fields.texts(walk, "assumed", Empty::Allowed),
    }
}

fn scale(walk: &mut Walk<'_>, node: &Node<'_>) -> Scale {
    let fields = walk.table(node, &shape::SCALE);
    Scale { what: fields.text(walk, "what"), value: fields.text(walk, "value") }
}

fn estimate(walk: &mut Walk<'_>, node: &Node<'_>) -> Estimate {
    let fields = walk.table(node, &shape::ESTIMATE);
    Estimate {
        what: fields.text(walk, "what"),
        working: fields.text(walk, "working"),
        result: fields.text(walk, "result"),
        decides: fields.optional_text(walk, "decides"),
    }
}

fn follow_up(walk: &mut Walk<'_>, node: &Node<'_>) -> FollowUp {
    let fields = walk.table(node, &shape::FOLLOW_UP);
    FollowUp {
        criterion: fields.id(walk, "criterion"),
        missed: fields.text(walk, "missed"),
        partly: fields.text(walk, "partly"),
        met: fields.text(walk, "met"),
        hints: fields.texts(walk, "hints", Empty::Allowed),
    }
}

fn curveball(walk: &mut Walk<'_>, node: &Node<'_>) -> Curveball {
    let fields = walk.table(node, &shape::CURVEBALL);
    Curveball {
        id: fields.id(walk, "id"),
        window: window(walk, &fields),
        say: fields.text(walk, "say"),
    }
}

fn window(walk: &mut Walk<'_>, fields: &Fields<'_>) -> [u32; 2] {
    let minutes = fields.optional_list(walk, "window", Empty::Allowed, |walk, node| {
        walk.whole(node, What::Entry("window"), 0..=PARTS as u32)
    });
    let Some(minutes) = minutes else { return [0, 0] };
    let [from, to] = minutes[..] else {
        let message = "`window` is two minutes: the earliest and the latest";
        walk.wrong(fields.span_of("window"), message, Some("write [20, 32]".to_owned()));
        return [0, 0];
    };
    let (Some(from), Some(to)) = (from, to) else { return [0, 0] };
    if from > to {
        let hint = Some(format!("write [{to}, {from}]"));
        walk.wrong(fields.span_of("window"), "`window` ends before it begins", hint);
    }
    [from, to]
}

fn reference(walk: &mut Walk<'_>, node: &Node<'_>) -> BTreeMap<Step, String> {
    let fields = walk.table(node, &shape::REFERENCE);
    Step::ALL
        .into_iter()
        .filter_map(|step| Some((step, fields.optional_text(walk, step.id())?)))
        .collect()
}
