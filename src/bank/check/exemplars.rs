//! The sentences of a criterion or a red flag, next to each other.

use std::collections::BTreeMap;

use super::lint::{Lint, plain};
use crate::bank::rubric::{Criterion, CriterionFile, Exemplars, RubricFile};

/// The sentences of a criterion. Only those that the file itself gives are looked at; the resolved
/// criterion is there for contradictions with the shared ones.
pub(super) fn check(
    lint: &mut Lint<'_, RubricFile>,
    place: &str,
    written: &CriterionFile,
    criterion: &Criterion,
) {
    let Criterion { id, exemplars, .. } = criterion;
    if let Some(own) = &written.exemplars {
        if !own.met.is_empty() {
            lint.count(&format!("{place}.exemplars.met"), own.met.len(), 3..=8, "`met` exemplars");
        }
        if exemplars.partly.is_empty() && exemplars.missed.is_empty() {
            let message = format!("`{id}` has no exemplars that are half met or missed");
            lint.warn(&format!("{place}.exemplars"), message);
        }
    }
    if written.exemplars.is_some() || written.misconceptions.is_some() {
        contradictions(lint, place, exemplars);
        let met: Vec<String> = exemplars.met.iter().map(|sentence| plain(sentence)).collect();
        for (index, misconception) in criterion.misconceptions.iter().enumerate() {
            if met.contains(&plain(misconception)) {
                let message = "a misconception is a `met` exemplar at the same time";
                lint.error(&format!("{place}.misconceptions[{index}]"), message);
            }
        }
    }
}

/// A sentence twice under one key, or under two.
pub(super) fn contradictions(lint: &mut Lint<'_, RubricFile>, place: &str, exemplars: &Exemplars) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (key, sentences) in
        [("met", &exemplars.met), ("partly", &exemplars.partly), ("missed", &exemplars.missed)]
    {
        for (index, sentence) in sentences.iter().enumerate() {
            let sentence = plain(sentence);
            let at = format!("{place}.exemplars.{key}[{index}]");
            match seen.get(&sentence) {
                None => {}
                Some(&other) if other == key => {
                    lint.warn(&at, format!("this sentence is there twice under `{key}`"));
                }
                Some(other) => {
                    lint.error(&at, format!("this sentence is `{other}` and `{key}`"));
                }
            }
            seen.entry(sentence).or_insert(key);
        }
    }
}
