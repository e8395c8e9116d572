//! Reads a rubric, and the criteria that rubrics share.

use std::sync::Arc;

use super::document::{self, Node};
use super::fields::{Empty, Fields};
use super::shape;
use super::sourced::Sourced;
use super::walk::{Walk, What, Word};
use crate::bank::fault::Faults;
use crate::bank::rubric::{
    Cap, CriterionFile, Exemplars, LevelWeights, NumberRange, RedFlag, RubricFile, Tier, Weight,
    When,
};
use crate::bank::source_text::SourceText;

impl Word for Tier {
    const ALL: &'static [Self] = &[Self::Must, Self::Should, Self::Bonus];
    const PLURAL: &'static str = "tiers";

    fn word(self) -> &'static str {
        self.id()
    }
}

/// Reads the bytes of a rubric file; `path` is what faults call it.
///
/// # Errors
///
/// Every fault of the file at once.
pub fn read_rubric(path: &str, bytes: impl AsRef<[u8]>) -> Result<Sourced<RubricFile>, Faults> {
    read(path, bytes.as_ref(), |walk, fields, rubric| {
        if rubric.prompt.is_none() {
            walk.lacks(fields.span(), "a rubric needs `prompt`", None);
        }
        if fields.get("criterion").is_none() {
            walk.lacks(fields.span(), "a rubric needs at least one [[criterion]]", None);
        }
    })
}

/// Reads the bytes of a file of criteria that rubrics take in by `use`.
///
/// # Errors
///
/// Every fault of the file at once.
pub fn read_shared(path: &str, bytes: impl AsRef<[u8]>) -> Result<Sourced<RubricFile>, Faults> {
    read(path, bytes.as_ref(), |walk, fields, rubric| {
        for key in ["prompt", "red_flag", "cap"] {
            if fields.get(key).is_some() {
                let message = format!("`{key}` has no place in a file of shared criteria");
                walk.wrong(fields.span_of(key), &message, None);
            }
        }
        let entries = fields.get("criterion").and_then(|node| node.get_ref().as_array());
        for (entry, criterion) in entries.into_iter().flatten().zip(&rubric.criteria) {
            if criterion.shared.is_some() {
                walk.wrong(entry.span(), "a shared criterion cannot `use` another", None);
            }
        }
    })
}

fn read(
    path: &str,
    bytes: &[u8],
    also: impl FnOnce(&mut Walk<'_>, &Fields<'_>, &RubricFile),
) -> Result<Sourced<RubricFile>, Faults> {
    let source = document::source(path, bytes)?;
    let rubric = document::read(&source, |walk, root| {
        let (fields, rubric) = whole(walk, root);
        also(walk, &fields, &rubric);
        rubric
    })?;
    Ok(Sourced::new(rubric, source))
}

/// What can be made of a rubric that has faults, so that the rest of it can be looked at; `None` where
/// too little is known for that.
pub(in crate::bank) fn salvage_rubric(source: &Arc<SourceText>) -> Option<Sourced<RubricFile>> {
    let rubric = document::salvage(source, |walk, root| whole(walk, root).1)?;
    let is_named = |one: &CriterionFile| one.id.is_some() || one.shared.is_some();
    let is_sound = rubric.prompt.is_some()
        && !rubric.criteria.is_empty()
        && rubric.criteria.iter().all(is_named)
        && rubric.red_flags.iter().all(|flag| !flag.id.is_empty());
    is_sound.then_some(rubric)
}

fn whole<'t>(walk: &mut Walk<'_>, root: &'t Node<'t>) -> (Fields<'t>, RubricFile) {
    let fields = walk.table(root, &shape::RUBRIC);
    walk.unique("another criterion", fields.ids_in("criterion", "id"));
    walk.unique("another red flag", fields.ids_in("red_flag", "id"));
    walk.unique("another cap", fields.ids_in("cap", "id"));
    let rubric = RubricFile {
        prompt: fields.optional_id(walk, "prompt"),
        version: fields.whole(walk, "version", 1..=u32::MAX),
        criteria: fields.list(walk, "criterion", Empty::Allowed, criterion),
        red_flags: fields.list(walk, "red_flag", Empty::Allowed, red_flag),
        caps: fields.list(walk, "cap", Empty::Allowed, cap),
    };
    (fields, rubric)
}

fn criterion(walk: &mut Walk<'_>, node: &Node<'_>) -> CriterionFile {
    let fields = walk.table(node, &shape::CRITERION);
    let shared = fields.optional_id(walk, "use");
    if shared.is_none() && fields.is_present() {
        for key in ["id", "step", "text"] {
            if fields.get(key).is_none() {
                let message = format!("a criterion needs `{key}`, or the `use` of a shared one");
                walk.lacks(fields.span(), &message, None);
            }
        }
    }
    let exemplars = fields.get("exemplars").map(|node| exemplars(walk, node, shared.is_some()));
    CriterionFile {
        shared,
        id: fields.optional_id(walk, "id"),
        step: fields.word(walk, "step"),
        text: fields.optional_text(walk, "text"),
        why: fields.optional_text(walk, "why"),
        tier: fields.word(walk, "tier"),
        weight: fields.get("weight").map(|node| weight(walk, node)),
        depth: fields.flag(walk, "depth"),
        concepts: fields.optional_list(walk, "concepts", Empty::Allowed, group),
        numbers: fields.optional_list(walk, "numbers", Empty::Allowed, number),
        facts: fields.optional_ids(walk, "facts", Empty::Allowed),
        exemplars,
        misconceptions: fields.optional_texts(walk, "misconceptions", Empty::Allowed),
        curveball: fields.optional_id(walk, "curveball"),
    }
}

fn weight(walk: &mut Walk<'_>, node: &Node<'_>) -> Weight {
    const RANGE: std::ops::RangeInclusive<f64> = 0.0..=10.0;
    // One that cannot be read is not 0, so that nothing more is said of it.
    if !node.get_ref().is_table() {
        let weight = walk.number_in(node, What::Key("weight"), RANGE);
        return Weight::Same(weight.unwrap_or(1.0));
    }
    let fields = walk.table(node, &shape::WEIGHTS);
    let mut level = |key: &'static str| {
        fields
            .get(key)
            .map_or(1.0, |node| walk.number_in(node, What::Key(key), RANGE).unwrap_or(1.0))
    };
    Weight::ByLevel(LevelWeights {
        junior: level("junior"),
        mid: level("mid"),
        senior: level("senior"),
        staff: level("staff"),
    })
}

/// A group of phrases.
fn group(walk: &mut Walk<'_>, node: &Node<'_>) -> Vec<String> {
    if node.get_ref().is_str() {
        let message = "an entry of `concepts` is a group of phrases, and this is text";
        walk.wrong(node.span(), message, Some("put it into brackets: [[\"…\", \"…\"]]".to_owned()));
        return Vec::new();
    }
    let phrases = walk.list(node, What::Entry("concepts"));
    if phrases.is_empty() && node.get_ref().is_array() {
        walk.lacks(node.span(), "an entry of `concepts` is an empty group", None);
    }
    phrases.iter().map(|phrase| walk.text(phrase, What::Phrase)).collect()
}

fn number(walk: &mut Walk<'_>, node: &Node<'_>) -> NumberRange {
    let fields = walk.table(node, &shape::NUMBER);
    let unit = fields.get("unit").and_then(|node| walk.any_text(node, What::Key("unit")));
    let range = NumberRange {
        min: fields.number(walk, "min", f64::MIN..=f64::MAX),
        max: fields.number(walk, "max", f64::MIN..=f64::MAX),
        unit: unit.unwrap_or_default().to_owned(),
    };
    if range.min > range.max {
        let hint = Some(format!("write min = {}, max = {}", range.max, range.min));
        walk.wrong(fields.span_of("min"), "`min` is more than `max`", hint);
    }
    range
}

/// `used`: whether they sharpen a shared criterion, where an empty list would say nothing.
fn exemplars(walk: &mut Walk<'_>, node: &Node<'_>, used: bool) -> Exemplars {
    let empty = if used { Empty::Refused } else { Empty::Allowed };
    let fields = walk.table(node, &shape::EXEMPLARS);
    Exemplars {
        met: fields.texts(walk, "met", empty),
        partly: fields.texts(walk, "partly", empty),
        missed: fields.texts(walk, "missed", empty),
    }
}

fn red_flag(walk: &mut Walk<'_>, node: &Node<'_>) -> RedFlag {
    let fields = walk.table(node, &shape::RED_FLAG);
    RedFlag {
        id: fields.id(walk, "id"),
        text: fields.text(walk, "text"),
        points: fields.number(walk, "points", 1.0..=20.0),
        concepts: fields.list(walk, "concepts", Empty::Allowed, group),
        exemplars: fields
            .get("exemplars")
            .map(|node| exemplars(walk, node, false))
            .unwrap_or_default(),
    }
}

fn cap(walk: &mut Walk<'_>, node: &Node<'_>) -> Cap {
    let fields = walk.table(node, &shape::CAP);
    let when = fields.get("when").and_then(|node| when(walk, node));
    Cap {
        id: fields.id(walk, "id"),
        text: fields.text(walk, "text"),
        at_most: fields.number(walk, "at_most", 0.0..=100.0),
        when: when.unwrap_or(When::Missed(Vec::new())),
    }
}

fn when(walk: &mut Walk<'_>, node: &Node<'_>) -> Option<When> {
    let fields = walk.table(node, &shape::WHEN);
    let conditions: Vec<When> = [
        fields.optional_ids(walk, "missed", Empty::Refused).map(When::Missed),
        fields.word(walk, "step_missed").map(When::StepMissed),
        fields
            .optional_list(walk, "empty", Empty::Refused, |walk, node| {
                walk.word(node, What::Entry("empty"))
            })
            .map(|steps| When::Empty(steps.into_iter().flatten().collect())),
        fields.optional_id(walk, "red_flag").map(When::RedFlag),
        fields
            .get("musts_below")
            .map(|node| When::MustsBelow(walk.number(node, What::Key("musts_below"), 0.0..=1.0))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let given = shape::WHEN.names().filter(|name| fields.get(name).is_some()).count();
    if given != 1 && fields.is_present() {
        let message = format!("a condition has exactly one key, and this has {given}");
        let names: Vec<&str> = shape::WHEN.names().collect();
        walk.lacks(node.span(), &message, Some(format!("write one of {}", names.join(", "))));
    }
    conditions.into_iter().next()
}
