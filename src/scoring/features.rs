//! What a window of one to three segments shows about a target, in a few numbers.

use super::columns::{Columns, SAME, WHOLE};
use super::compiled::Compiled;
use super::target::{Line, Lines, Target};

/// The columns that the words of a segment are near to: column, likeness as it stands, likeness
/// under a negation; each column once.
pub(super) type Sparse = Vec<(u32, u8, u8)>;

/// What a segment by itself brings.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) near: Sparse,
    sums: Vec<i32>,
    exact: Vec<i32>,
    groups: Vec<u8>,
}

/// What a window holds, added up sentence by sentence of the rubric. Sums are whole numbers, of which
/// [`FOUND`] stand for a sentence that is found wholly: they are the same in whatever order they are
/// made.
#[derive(Debug)]
pub(super) struct Tally {
    plain: Vec<u8>,
    negated: Vec<u8>,
    touched: Vec<u32>,
    /// By line: what was found.
    sums: Vec<i32>,
    /// By line: what was found in the very word, or in another name of it; for the texts and the
    /// keys of targets alone.
    exact: Vec<i32>,
    /// By group: the likeness of its nearest phrase.
    groups: Vec<u8>,
}

/// The sum of a sentence of which every word is found.
const FOUND: f32 = WHOLE * SAME as f32;

impl Tally {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let columns = compiled.columns.len();
        Self {
            plain: vec![0; columns],
            negated: vec![0; columns],
            touched: Vec::new(),
            sums: vec![0; compiled.lines],
            exact: vec![0; compiled.own_lines],
            groups: vec![0; compiled.group_count],
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        for column in self.touched.drain(..) {
            self.plain[column as usize] = 0;
            self.negated[column as usize] = 0;
        }
    }

    /// Takes a column to at least these likenesses.
    pub(super) fn raise(&mut self, column: u32, plain: u8, negated: u8) {
        let at = column as usize;
        if self.plain[at] == 0 && self.negated[at] == 0 {
            self.touched.push(column);
        }
        self.plain[at] = self.plain[at].max(plain);
        self.negated[at] = self.negated[at].max(negated);
    }

    /// Adds up what was taken, puts it into `seen` in the order of first touch, and forgets it.
    pub(super) fn drain(&mut self, columns: &Columns, seen: &mut Seen) {
        self.add_up(columns);
        let taken = self
            .touched
            .iter()
            .map(|&column| (column, self.plain[column as usize], self.negated[column as usize]));
        seen.near.clear();
        seen.near.extend(taken.filter(|&(_, plain, negated)| plain > 0 || negated > 0));
        self.clear();
        seen.sums.clone_from(&self.sums);
        seen.exact.clone_from(&self.exact);
        seen.groups.clone_from(&self.groups);
    }

    /// Forgets what was added up.
    pub(super) fn start(&mut self) {
        self.sums.fill(0);
        self.exact.fill(0);
        self.groups.fill(0);
    }

    /// Adds up what was taken.
    pub(super) fn add_up(&mut self, columns: &Columns) {
        self.start();
        for &column in &self.touched {
            let (plain, negated) = (self.plain[column as usize], self.negated[column as usize]);
            for posting in columns.plain.of(column) {
                self.sums[posting.line.0 as usize] += posting.weight * i32::from(plain);
            }
            for posting in columns.negated.of(column) {
                self.sums[posting.line.0 as usize] += posting.weight * i32::from(negated);
            }
            if plain.max(negated) >= ALIAS {
                for posting in columns.own.of(column) {
                    self.exact[posting.line.0 as usize] += posting.weight * i32::from(SAME);
                }
            }
            for &group in columns.groups.of(column) {
                let slot = &mut self.groups[group as usize];
                *slot = (*slot).max(plain);
            }
        }
    }

    /// Adds another segment to what is taken and added up. A word that both have counts once, as it
    /// is likest: the two together, less what both have.
    pub(super) fn add(&mut self, columns: &Columns, seen: &Seen) {
        for (sum, more) in self.sums.iter_mut().zip(&seen.sums) {
            *sum += more;
        }
        for (sum, more) in self.exact.iter_mut().zip(&seen.exact) {
            *sum += more;
        }
        for (near, other) in self.groups.iter_mut().zip(&seen.groups) {
            *near = (*near).max(*other);
        }
        for &(column, plain, negated) in &seen.near {
            let at = column as usize;
            let before = (self.plain[at], self.negated[at]);
            let both = (i32::from(before.0.min(plain)), i32::from(before.1.min(negated)));
            if both.0 > 0 {
                for posting in columns.plain.of(column) {
                    self.sums[posting.line.0 as usize] -= posting.weight * both.0;
                }
            }
            if both.1 > 0 {
                for posting in columns.negated.of(column) {
                    self.sums[posting.line.0 as usize] -= posting.weight * both.1;
                }
            }
            if before.0.max(before.1) >= ALIAS && plain.max(negated) >= ALIAS {
                for posting in columns.own.of(column) {
                    self.exact[posting.line.0 as usize] -= posting.weight * i32::from(SAME);
                }
            }
            self.raise(column, plain, negated);
        }
    }

    /// How much of a sentence's weight is found.
    #[inline]
    pub(super) fn recall(&self, line: Line) -> f32 {
        self.sums[line.0 as usize] as f32 / FOUND
    }

    /// The best recall of sentences that stand side by side.
    #[inline]
    pub(super) fn best(&self, lines: &Lines) -> f32 {
        self.sums[lines.clone()].iter().copied().max().unwrap_or(0) as f32 / FOUND
    }

    /// How much of the weight of a target's text or keys is found in its own words.
    pub(super) fn exact(&self, line: Line) -> f32 {
        self.exact[line.0 as usize] as f32 / FOUND
    }
}

fn share(likeness: u8) -> f32 {
    f32::from(likeness) / f32::from(SAME)
}

/// What a window shows about a target; all between 0 and 1 but `contrast`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Features {
    /// Concept groups found, as a share; near ones count in part.
    pub(super) coverage: f32,
    /// Concept groups found only under a negation, as a share.
    pub(super) denied: f32,
    /// How telling the phrases are that stand for its groups, on average over the groups.
    pub(super) telling: f32,
    /// The groups found, negated or not: bits by group.
    pub(super) groups: u32,
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
    /// How much of the criterion's own text is there word for word.
    pub(super) text_exact: f32,
    /// How much of what sets met sentences apart is there.
    pub(super) keys: f32,
    /// How much of that is there word for word.
    pub(super) keys_exact: f32,
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
    /// Whether it stands in the criterion's own step; in undivided text as far as is usual.
    pub(super) own: f32,
    /// The words of weight in it, in units of thirty.
    pub(super) length: f32,
}

/// What another name from the lexicon is worth.
pub(super) const ALIAS: u8 = 235;

/// How much of the keys is found, where a few of the many are enough.
pub(super) fn keys(target: &Target, tally: &Tally) -> f32 {
    tally.recall(target.keys.line).min(1.0)
}

/// Which groups of a target a window holds: bits by group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Held {
    pub(super) plain: u32,
    pub(super) negated: u32,
    /// By group: how telling its most telling phrase is.
    telling: [f32; 8],
}

impl Held {
    /// Takes a phrase of a group that tells so much.
    pub(super) fn take(&mut self, group: u8, negated: bool, telling: f32) {
        let bit = 1_u32 << group.min(31);
        if negated {
            self.negated |= bit;
        } else {
            self.plain |= bit;
        }
        if let Some(slot) = self.telling.get_mut(usize::from(group)) {
            *slot = slot.max(telling);
        }
    }

    /// How telling the phrases are on average over so many groups.
    pub(super) fn telling(&self, groups: usize) -> f32 {
        let groups = groups.min(self.telling.len());
        let sum: f32 = self.telling.iter().take(groups).sum();
        if groups > 0 { sum / groups as f32 } else { 0.0 }
    }
}

/// The share of groups held, by weight, and of those held under negation only.
pub(super) fn coverage(target: &Target, tally: &Tally, held: Held, reasoned: bool) -> (f32, f32) {
    let total = target.group_weight;
    if total <= 0.0 {
        return (0.0, 0.0);
    }
    let from = target.groups.first().map_or(0, |group| group.number as usize);
    let likeness = &tally.groups[from..from + target.groups.len()];
    // Most windows hold nothing of most targets.
    if held.plain | held.negated == 0 && likeness.iter().all(|&near| near < NEAR_ENOUGH) {
        return (0.0, 0.0);
    }
    let mut found = 0.0;
    let mut denied = 0.0;
    for (at, (group, &near)) in target.groups.iter().zip(likeness).enumerate() {
        let bit = 1_u32 << at.min(31);
        if held.plain & bit != 0 || (group.negatable && held.negated & bit != 0) {
            found += group.weight;
        } else if held.negated & bit != 0 {
            let worth = if target.depth && reasoned { WEIGHED_WORTH } else { DENIED_WORTH };
            denied += group.weight;
            found += worth * group.weight;
        } else if near >= NEAR_ENOUGH {
            found += share(near) * NEAR_WORTH * group.weight;
        }
    }
    (found / total, denied / total)
}

/// What a group is worth whose phrase stands under a negation.
pub(super) const DENIED_WORTH: f32 = 0.25;
/// And what it is worth when a choice is wanted and a reason is given: "no Kafka, because …".
const WEIGHED_WORTH: f32 = 0.7;
/// A word counts as near to a phrase from this likeness, of [`SAME`].
const NEAR_ENOUGH: u8 = 145;
/// And is worth this much of its likeness.
const NEAR_WORTH: f32 = 0.7;
