//! A prompt by itself, as `prompts/README.md` asks for it.

use std::collections::{BTreeMap, BTreeSet};

use super::lint::{Context, Lint, plain, words};
use super::spelling;
use crate::bank::fault::Faults;
use crate::bank::framework::Step;
use crate::bank::nearest::nearest;
use crate::bank::prompt::Prompt;
use crate::bank::reading::Sourced;

/// Characters of a title.
const TITLE: usize = 40;
/// Characters of a brief.
const BRIEF: usize = 600;

pub(super) fn check(prompt: &Sourced<Prompt>, context: &Context<'_>) -> Faults {
    let mut lint = Lint::of(prompt);
    budget(&mut lint, "title", &prompt.title, TITLE);
    budget(&mut lint, "brief", &prompt.brief, BRIEF);
    tags(&mut lint, prompt);
    siblings(&mut lint, prompt, context);
    facts(&mut lint, prompt);
    reference(&mut lint, prompt);
    told(&mut lint, prompt);
    if prompt.scales.is_empty() {
        lint.warn("", "the prompt has no [[scale]] number for the design to carry");
    }
    if prompt.estimates.is_empty() {
        lint.warn("", "the prompt has no worked [[estimate]]");
    }
    if prompt.curveballs.len() < 2 {
        let only = if prompt.curveballs.is_empty() { "none" } else { "only one" };
        lint.warn("curveball", format!("two curveballs work best, and there is {only}"));
    }
    lint.finish()
}

/// What a person is told, word by word.
fn told(lint: &mut Lint<'_, Prompt>, prompt: &Prompt) {
    spelling::check(lint, "title", &prompt.title);
    spelling::check(lint, "brief", &prompt.brief);
    for (index, fact) in prompt.facts.iter().enumerate() {
        spelling::check(lint, &format!("fact[{index}].say"), &fact.say);
    }
    for (index, one) in prompt.follow_ups.iter().enumerate() {
        for (key, text) in [("missed", &one.missed), ("partly", &one.partly), ("met", &one.met)] {
            spelling::check(lint, &format!("follow_up[{index}].{key}"), text);
        }
    }
    for (index, one) in prompt.curveballs.iter().enumerate() {
        spelling::check(lint, &format!("curveball[{index}].say"), &one.say);
    }
    for (step, text) in &prompt.reference {
        spelling::check(lint, &format!("reference.{}", step.id()), text);
    }
}

fn budget(lint: &mut Lint<'_, Prompt>, key: &str, text: &str, most: usize) {
    let length = text.trim().chars().count();
    if length > most {
        lint.warn(key, format!("`{key}` has {length} characters, and {most} fit"));
    }
}

fn tags(lint: &mut Lint<'_, Prompt>, prompt: &Prompt) {
    lint.count("tags", prompt.tags.len(), 2..=5, "tags");
    let mut seen = BTreeSet::new();
    for (index, tag) in prompt.tags.iter().enumerate() {
        let place = format!("tags[{index}]");
        if tag.to_lowercase() != *tag {
            lint.warn(&place, "a tag is written in lower case");
        }
        if !seen.insert(tag) {
            lint.warn(&place, format!("the tag `{tag}` is there twice"));
        }
    }
}

fn siblings(lint: &mut Lint<'_, Prompt>, prompt: &Prompt, context: &Context<'_>) {
    for (index, sibling) in prompt.siblings.iter().enumerate() {
        let place = format!("siblings[{index}]");
        if *sibling == prompt.id {
            lint.warn(&place, "a prompt is no sibling of itself");
        } else if !context.prompts.contains(sibling) {
            let nearest = nearest(sibling, context.prompts.iter().map(String::as_str));
            let meant = nearest.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            lint.warn(&place, format!("there is no prompt `{sibling}`{meant}"));
        }
    }
}

fn facts(lint: &mut Lint<'_, Prompt>, prompt: &Prompt) {
    lint.count("fact", prompt.facts.len(), 8..=14, "facts");
    if !prompt.facts.is_empty() && prompt.facts.iter().all(|fact| !fact.must) {
        lint.warn("fact", "no fact has to be asked or assumed: none says `must = true`");
    }
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    for (index, fact) in prompt.facts.iter().enumerate() {
        let place = format!("fact[{index}]");
        lint.count(&format!("{place}.ask"), fact.ask.len(), 4..=50, "ways of asking");
        if fact.must && fact.assumed.is_empty() {
            lint.warn(&place, format!("`{}` has no `assumed`: ways of assuming it", fact.id));
        }
        for (entry, question) in fact.ask.iter().enumerate() {
            let question = plain(question.trim_end_matches(['?', ' ']));
            if let Some(other) = asked.get(&question) {
                let message = format!("this way of asking is there already, in `{other}`");
                lint.warn(&format!("{place}.ask[{entry}]"), message);
            }
            asked.entry(question).or_insert(&fact.id);
        }
    }
}

fn reference(lint: &mut Lint<'_, Prompt>, prompt: &Prompt) {
    for step in Step::ALL {
        match prompt.reference.get(&step) {
            None => lint.warn("reference", format!("there is no reference answer for `{step}`")),
            Some(text) => {
                let place = format!("reference.{step}");
                lint.count(&place, words(text), 120..=350, "words");
            }
        }
    }
}
