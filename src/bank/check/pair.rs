//! A prompt and its rubric against each other.

use std::collections::BTreeSet;

use super::lint::{Lint, plain};
use crate::bank::fault::Faults;
use crate::bank::nearest::hint;
use crate::bank::prompt::Prompt;
use crate::bank::reading::Sourced;
use crate::bank::rubric::{Rubric, RubricFile, Tier};

pub(super) fn check(
    prompt: &Sourced<Prompt>,
    file: &Sourced<RubricFile>,
    rubric: &Rubric,
) -> Faults {
    let mut faults = of_prompt(prompt, rubric);
    faults.merge(of_rubric(prompt, file, rubric));
    faults
}

/// What the prompt says about criteria that the rubric lacks, and leaves out about others.
fn of_prompt(prompt: &Sourced<Prompt>, rubric: &Rubric) -> Faults {
    let mut lint = Lint::of(prompt);
    let ids = || rubric.criteria.iter().map(|criterion| criterion.id.as_str());
    let mut followed = BTreeSet::new();
    for (index, follow_up) in prompt.follow_ups.iter().enumerate() {
        let place = format!("follow_up[{index}].criterion");
        let id = follow_up.criterion.as_str();
        if !ids().any(|known| known == id) {
            let message = format!("there is no criterion `{id}` in the rubric");
            lint.error_like(&place, message, || hint(id, "the criteria are", ids()));
        } else if !followed.insert(id) {
            lint.error(&place, format!("`{id}` has a follow-up already"));
        }
    }
    let without: Vec<&str> = rubric
        .criteria
        .iter()
        .filter(|criterion| criterion.tier == Tier::Must)
        .map(|criterion| criterion.id.as_str())
        .filter(|id| !followed.contains(id))
        .collect();
    if !without.is_empty() {
        let message = format!("there is no follow-up for the musts {}", without.join(", "));
        lint.warn("follow_up", message);
    }
    for (index, curveball) in prompt.curveballs.iter().enumerate() {
        let id = Some(curveball.id.as_str());
        if rubric.criteria.iter().all(|criterion| criterion.curveball.as_deref() != id) {
            let message = format!("no criterion of the rubric answers `{}`", curveball.id);
            lint.warn(&format!("curveball[{index}]"), message);
        }
    }
    for (step, text) in &prompt.reference {
        let text = plain(text);
        for criterion in &rubric.criteria {
            if criterion.exemplars.met.iter().any(|met| text.contains(&plain(met))) {
                let message =
                    format!("a sentence of the reference is an exemplar of `{}`", criterion.id);
                lint.warn(&format!("reference.{step}"), message);
            }
        }
    }
    lint.finish()
}

/// What the rubric says about facts and curveballs that the prompt lacks.
fn of_rubric(prompt: &Prompt, file: &Sourced<RubricFile>, rubric: &Rubric) -> Faults {
    let mut lint = Lint::of(file);
    if rubric.prompt != prompt.id {
        let message =
            format!("the rubric is for `{}`, the prompt is `{}`", rubric.prompt, prompt.id);
        lint.error("prompt", message);
    }
    let facts = || prompt.facts.iter().map(|fact| fact.id.as_str());
    let curveballs = || prompt.curveballs.iter().map(|curveball| curveball.id.as_str());
    for (index, (written, criterion)) in file.criteria.iter().zip(&rubric.criteria).enumerate() {
        let place = format!("criterion[{index}]");
        for (entry, id) in criterion.facts.iter().enumerate() {
            if facts().any(|known| known == id) {
                continue;
            }
            if written.facts.is_some() {
                let message = format!("there is no fact `{id}` in the prompt");
                let hint = || hint(id, "the facts are", facts());
                lint.error_like(&format!("{place}.facts[{entry}]"), message, hint);
            } else {
                let message =
                    format!("the shared criterion counts the fact `{id}`, which the prompt lacks");
                lint.warn(&place, message);
            }
        }
        if let Some(id) = &criterion.curveball
            && !curveballs().any(|known| known == id)
        {
            let message = format!("there is no curveball `{id}` in the prompt");
            let hint = || hint(id, "the curveballs are", curveballs());
            lint.error_like(&format!("{place}.curveball"), message, hint);
        }
    }
    lint.finish()
}
