//! What a window of one to three segments shows about a target, in a few numbers.

use super::columns::{Columns, SAME};
use super::target::{Model, Shows, Target};

/// The likeness of each column to the words of a window, as they stand and under negation.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) plain: Vec<u8>,
    pub(super) negated: Vec<u8>,
}

impl Rows {
    pub(super) fn empty(columns: usize) -> Self {
        Self { plain: vec![0; columns], negated: vec![0; columns] }
    }

    pub(super) fn take(&mut self, other: &Self) {
        raise(&mut self.plain, &other.plain);
        raise(&mut self.negated, &other.negated);
    }
}

/// Raises each number to that of the other.
pub(super) fn raise(row: &mut [u8], other: &[u8]) {
    for (slot, &value) in row.iter_mut().zip(other) {
        *slot = (*slot).max(value);
    }
}

/// What a window shows about a target; all between 0 and 1 but `contrast`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Features {
    /// Concept groups found, as a share; near ones count in part.
    pub(super) coverage: f32,
    /// Concept groups found only under a negation, as a share.
    pub(super) denied: f32,
    /// The best recall of a sentence that meets it.
    pub(super) met: f32,
    /// The best recall of one that half meets it.
    pub(super) partly: f32,
    /// The best recall of one that misses it.
    pub(super) missed: f32,
    /// The best recall of one that is wrong about it.
    pub(super) wrong: f32,
    /// The recall of the criterion's own text.
    pub(super) text: f32,
    /// How much of what sets met sentences apart is there.
    pub(super) keys: f32,
    /// How many segments the window has.
    pub(super) size: f32,
    /// Whether it gives a reason.
    pub(super) reasoned: f32,
    /// Whether it hedges.
    pub(super) hedged: f32,
    /// How much nearer it is to this target than to the criterion it is nearest to otherwise.
    pub(super) margin: f32,
    /// The recall of the criterion's text, less the longer the text is.
    pub(super) mass: f32,
    /// Whether it stands in the criterion's own step, or in undivided text.
    pub(super) own: f32,
    /// The words of weight in it, in units of thirty.
    pub(super) length: f32,
}

#[cfg(test)]
impl Features {
    pub(super) fn dump(&self) -> String {
        let f = self;
        format!(
            "coverage={} denied={} met={} partly={} missed={} wrong={} text={} keys={} size={} reasoned={} hedged={} own={} length={} margin={} tfound={}",
            f.coverage,
            f.denied,
            f.met,
            f.partly,
            f.missed,
            f.wrong,
            f.text,
            f.keys,
            f.size,
            f.reasoned,
            f.hedged,
            f.own,
            f.length,
            f.margin,
            f.mass,
        )
    }
}

/// How much of a model's weight is found.
pub(super) fn recall(model: &Model, columns: &Columns, rows: &Rows) -> f32 {
    if model.total <= 0.0 {
        return 0.0;
    }
    found(model, columns, rows) / model.total
}

fn found(model: &Model, columns: &Columns, rows: &Rows) -> f32 {
    let mut sum = 0.0;
    for word in &model.words {
        let Some(column) = columns.of(word.symbol) else { continue };
        let row = if word.negated { &rows.negated } else { &rows.plain };
        sum += word.weight * f32::from(row[column]) / f32::from(SAME);
    }
    sum
}

/// How much of the keys is found, where a few of the many are enough.
pub(super) fn keys(target: &Target, columns: &Columns, rows: &Rows) -> f32 {
    let enough = target
        .models
        .iter()
        .filter(|model| model.shows == Shows::Met)
        .map(|model| model.total)
        .fold((0.0, 0_u32), |(sum, count), total| (sum + total, count + 1));
    if enough.1 == 0 {
        return 0.0;
    }
    let average = enough.0 / enough.1 as f32;
    (found(&target.keys, columns, rows) / average).min(1.0)
}

/// Which groups of a target a window holds: bits by group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) plain: u32,
    pub(super) negated: u32,
}

/// The share of groups held, by weight, and of those held under negation only.
pub(super) fn coverage(
    target: &Target,
    columns: &Columns,
    rows: &Rows,
    held: Held,
    reasoned: bool,
) -> (f32, f32) {
    let total: f32 = target.groups.iter().map(|group| group.weight).sum();
    if total <= 0.0 {
        return (0.0, 0.0);
    }
    let mut found = 0.0;
    let mut denied = 0.0;
    for (at, group) in target.groups.iter().enumerate() {
        let bit = 1_u32 << at.min(31);
        if held.plain & bit != 0 || (group.negatable && held.negated & bit != 0) {
            found += group.weight;
        } else if held.negated & bit != 0 {
            denied += group.weight;
            let worth = if target.depth && reasoned { WEIGHED_WORTH } else { DENIED_WORTH };
            found += worth * group.weight;
        } else {
            found += near(group, columns, rows) * group.weight;
        }
    }
    (found / total, denied / total)
}

/// What a group is worth whose phrase stands under a negation.
const DENIED_WORTH: f32 = 0.25;
/// And what it is worth when a choice is wanted and a reason is given: "no Kafka, because …".
const WEIGHED_WORTH: f32 = 0.7;

/// Part of a group for words that are near one of its phrases.
fn near(group: &super::target::ConceptGroup, columns: &Columns, rows: &Rows) -> f32 {
    let phrase = |symbols: &Vec<super::text::Symbol>| {
        let each = symbols.iter().map(|&symbol| columns.of(symbol).map_or(0, |at| rows.plain[at]));
        each.min().unwrap_or(0)
    };
    let best = group.symbols.iter().map(phrase).max().unwrap_or(0);
    let share = f32::from(best) / f32::from(SAME);
    if share >= NEAR_ENOUGH { share * NEAR_WORTH } else { 0.0 }
}

/// A phrase counts as near from this likeness of its least like word.
const NEAR_ENOUGH: f32 = 0.58;
/// And is worth this much of its likeness.
const NEAR_WORTH: f32 = 0.7;
