//! A rubric by itself, as `rubrics/README.md` asks for it.

use std::collections::BTreeMap;

use super::concepts::Matcher;
use super::exemplars;
use super::lint::{Context, Lint, plain};
use super::numbers;
use super::spelling;
use crate::bank::fault::Faults;
use crate::bank::framework::{Level, Step};
use crate::bank::reading::Sourced;
use crate::bank::rubric::{Criterion, CriterionFile, RedFlag, Rubric, RubricFile, Tier};

pub(super) fn check(
    file: &Sourced<RubricFile>,
    resolved: &Rubric,
    context: &Context<'_>,
) -> Faults {
    let mut lint = Lint::of(file);
    let matcher = Matcher::new(context.lexicon);
    for (index, (written, criterion)) in file.criteria.iter().zip(&resolved.criteria).enumerate() {
        let place = format!("criterion[{index}]");
        shown(&mut lint, &place, criterion);
        for (key, text) in [("text", &written.text), ("why", &written.why)] {
            if let Some(text) = text {
                spelling::check(&mut lint, &format!("{place}.{key}"), text);
            }
        }
        exemplars::check(&mut lint, &place, written, criterion);
        numbers::check(&mut lint, &place, written);
        if written.concepts.is_some() || has_own(written) {
            concepts(&mut lint, &place, written, criterion, &matcher);
        }
    }
    for (index, flag) in file.red_flags.iter().enumerate() {
        red_flag(&mut lint, &format!("red_flag[{index}]"), flag);
    }
    for (index, cap) in file.caps.iter().enumerate() {
        if cap.at_most >= 100.0 {
            lint.warn(&format!("cap[{index}].at_most"), "a cap at 100 caps nothing");
        }
    }
    same_text(&mut lint, resolved);
    weights(&mut lint, resolved);
    lint.finish()
}

/// A file of shared criteria: each as a rubric would take it in.
pub(super) fn check_shared(file: &Sourced<RubricFile>, context: &Context<'_>) -> Faults {
    let mut lint = Lint::of(file);
    let matcher = Matcher::new(context.lexicon);
    for (index, written) in file.criteria.iter().enumerate() {
        let place = format!("criterion[{index}]");
        let criterion = crate::bank::resolve::criterion(written, &CriterionFile::default());
        exemplars::check(&mut lint, &place, written, &criterion);
        numbers::check(&mut lint, &place, written);
        concepts(&mut lint, &place, written, &criterion, &matcher);
    }
    lint.finish()
}

/// What there is to show a criterion by.
fn shown(lint: &mut Lint<'_, RubricFile>, place: &str, criterion: &Criterion) {
    let Criterion { id, tier, .. } = criterion;
    if criterion.exemplars.met.is_empty() {
        let than = if criterion.concepts.is_empty() { "its text alone" } else { "its concepts" };
        let message = format!("`{id}` has no `met` exemplars: it is judged by {than}, less well");
        lint.warn(place, message);
    }
    if *tier == Tier::Must {
        if criterion.why.is_empty() {
            lint.warn(place, format!("`{id}` is a must, and does not say why"));
        }
        if criterion.concepts.is_empty() {
            lint.warn(place, format!("`{id}` is a must, and has no concepts"));
        }
    }
}

fn has_own(written: &CriterionFile) -> bool {
    written.exemplars.as_ref().is_some_and(|exemplars| !exemplars.met.is_empty())
}

/// Every `met` exemplar should have a phrase of every group. Where the sentences are shared and
/// only the concepts are the rubric's own, the fault is at the concepts.
fn concepts(
    lint: &mut Lint<'_, RubricFile>,
    place: &str,
    written: &CriterionFile,
    criterion: &Criterion,
    matcher: &Matcher,
) {
    let sentences: Vec<_> =
        criterion.exemplars.met.iter().map(|exemplar| Matcher::stems(exemplar)).collect();
    for (number, group) in criterion.concepts.iter().enumerate() {
        let phrases = matcher.group(group);
        let first = group.first().map(String::as_str).unwrap_or_default();
        for (index, sentence) in sentences.iter().enumerate() {
            if phrases.any_in(sentence) {
                continue;
            }
            let at = if has_own(written) {
                format!("{place}.exemplars.met[{index}]")
            } else {
                format!("{place}.concepts[{number}]")
            };
            let group = number + 1;
            let message =
                format!("no phrase of concept group {group} (`{first}` …) is in this sentence");
            if has_own(written) {
                lint.warn(&at, message);
            } else {
                lint.warn(&at, "a shared `met` exemplar has no phrase of this group");
                break;
            }
        }
    }
}

fn red_flag(lint: &mut Lint<'_, RubricFile>, place: &str, flag: &RedFlag) {
    if flag.exemplars.met.is_empty() {
        let message = format!("`{}` has no exemplars that make the mistake (`met`)", flag.id);
        lint.warn(place, message);
    }
    if flag.exemplars.missed.is_empty() {
        let message = format!("`{}` has no correct exemplars close to it (`missed`)", flag.id);
        lint.warn(place, message);
    }
    exemplars::contradictions(lint, place, &flag.exemplars);
}

fn same_text(lint: &mut Lint<'_, RubricFile>, resolved: &Rubric) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (index, criterion) in resolved.criteria.iter().enumerate() {
        let text = plain(&criterion.text);
        if let Some(other) = seen.get(&text) {
            let message = format!("`{}` has the same text as `{other}`", criterion.id);
            lint.warn(&format!("criterion[{index}].text"), message);
        }
        seen.entry(text).or_insert(&criterion.id);
    }
}

/// Something has to count at every level, and every step should have something to show.
fn weights(lint: &mut Lint<'_, RubricFile>, resolved: &Rubric) {
    let counting = || {
        let counting = |criterion: &&Criterion| criterion.tier != Tier::Bonus;
        resolved.criteria.iter().filter(counting)
    };
    for level in Level::ALL {
        if counting().all(|criterion| criterion.weight.at(level) <= 0.0) {
            let message =
                format!("nothing counts at level `{level}`: every weight is 0 or a bonus");
            lint.error("criterion[0]", message);
        }
    }
    if resolved.criteria.iter().all(|criterion| criterion.tier != Tier::Must) {
        lint.warn("", "the rubric has no `must`");
    } else if resolved.criteria.iter().all(|c| c.tier != Tier::Must || c.shared) {
        lint.warn("", "the rubric has no `must` of its own: an answer off the topic is not capped");
    }
    let bare: Vec<&str> = Step::ALL
        .into_iter()
        .filter(|&step| counting().all(|criterion| criterion.step != step))
        .map(Step::id)
        .collect();
    if !bare.is_empty() {
        lint.warn("", format!("no criterion counts for {}", bare.join(", ")));
    }
}
