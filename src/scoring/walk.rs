//! The walk over an answer: every window of one to three segments is held against every target, and
//! the best are kept.

use std::borrow::Cow;
use std::collections::HashMap;

use super::compiled::Compiled;
use super::document::Place;
use super::features::{self, ALIAS, Features, Held, Seen, Sparse, Tally};
use super::page::Page;
use super::phrases::{Group, Hit};
use super::target::{Shows, Target};
use super::text::{Gap, Polarity, Reader};
use super::verdict::{leaning, strength};

/// The most segments in a window.
const WINDOW: usize = 3;
/// The share of what an answer in steps says of a criterion that stands in the criterion's own step.
const UNDIVIDED: f32 = 0.5;
/// What a word under a negation is worth to a sentence that states it, and the other way round.
const AGAINST: f32 = 0.45;
/// What a thing that is turned down is worth to a sentence that states it.
const TURNED_DOWN: f32 = 0.2;

/// A window and what it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The page.
    pub(super) page: usize,
    /// Its first segment.
    pub(super) first: usize,
    /// After its last segment.
    pub(super) last: usize,
    pub(super) features: Features,
    /// What its strength is made of.
    pub(super) leaning: [f32; 2],
    /// How strongly it speaks for the target.
    pub(super) strength: f32,
}

impl Candidate {
    fn overlaps(&self, page: usize, first: usize, last: usize) -> bool {
        self.page == page && first < self.last && self.first < last
    }

    /// Whether a window that leans so far, and has so many segments, cannot be stronger.
    fn outdoes(&self, leaning: [f32; 2], size: f32) -> bool {
        self.features.size <= size && leaning[0] <= self.leaning[0] && leaning[1] <= self.leaning[1]
    }
}

/// What a whole block of text shows about a target: what a bulleted list or a table says in many
/// short pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Passage {
    /// The best recall of a sentence that meets it.
    pub(super) met: f32,
    /// How much of what sets met sentences apart is there.
    pub(super) keys: f32,
    /// The recall of the criterion's text, less the longer the text is.
    pub(super) mass: f32,
}

/// The best windows of a target, best first, none of them overlapping.
pub(super) type Best = Vec<Candidate>;

/// The most windows kept for a target.
const KEPT: usize = 4;

/// Columns that a word is near to, and how near.
type Near<'a> = Cow<'a, [(u32, u8)]>;

pub(super) struct Walk<'a> {
    compiled: &'a Compiled,
    pub(super) reader: &'a Reader<'a>,
    /// By symbol: the columns that a word is near to, once it was met.
    near: Vec<Option<Near<'a>>>,
    /// The phrases of the page.
    told: Vec<Told>,
    tally: Tally,
    held: Vec<Held>,
    /// What a window shows about the targets that it has to do with, and how near it is to each; kept
    /// for the next one.
    looks: Vec<(usize, f32, Features)>,
    pub(super) best: Vec<Best>,
    passages: HashMap<(usize, u32), Vec<Passage>>,
    /// How far undivided text counts as standing in a criterion's own step.
    undivided: f32,
}

impl<'a> Walk<'a> {
    /// A walk over a whole answer, or over a part of one.
    pub(super) fn new(compiled: &'a Compiled, reader: &'a Reader<'a>, part: bool) -> Self {
        Self {
            undivided: if part { 1.0 } else { UNDIVIDED },
            compiled,
            reader,
            near: Vec::new(),
            told: Vec::new(),
            tally: Tally::new(compiled),
            held: vec![Held::default(); compiled.targets.len()],
            looks: Vec::with_capacity(compiled.targets.len()),
            best: vec![Vec::new(); compiled.targets.len()],
            passages: HashMap::new(),
        }
    }

    /// Holds every window of a page against every target.
    pub(super) fn page(&mut self, number: usize, page: &Page<'_>) {
        self.told = page.hits.iter().map(|hit| told(self.compiled, page, hit)).collect();
        let mut ring: Vec<(usize, Seen)> = Vec::with_capacity(WINDOW);
        // What fell out of the ring, to be filled again.
        let mut spare: Vec<Seen> = Vec::with_capacity(WINDOW);
        let mut block: Sparse = Vec::new();
        for (at, segment) in page.segments.iter().enumerate() {
            if at > 0 && page.segments[at - 1].block != segment.block {
                self.passage((number, page.segments[at - 1].block), &mut block);
            }
            let marks = page.marks[at];
            let apart = |&(last, _): &(usize, Seen)| page.segments[last].block != segment.block;
            let ends = marks.void || marks.list || ring.last().is_some_and(apart);
            let gone = if ends { ring.len() } else { (ring.len() + 1).saturating_sub(WINDOW) };
            spare.extend(ring.drain(..gone).map(|(_, seen)| seen));
            if marks.void {
                continue;
            }
            if marks.list {
                self.items(number, page, at);
                continue;
            }
            self.take(page, segment.first, segment.last);
            let mut seen = spare.pop().unwrap_or_default();
            self.tally.drain(&self.compiled.columns, &mut seen);
            block.extend_from_slice(&seen.near);
            ring.push((at, seen));
            // From the last segment backwards: each window holds the one before it.
            self.tally.start();
            for (first, seen) in ring.iter().rev() {
                self.tally.add(&self.compiled.columns, seen);
                let range = (page.segments[*first].first, segment.last);
                self.window(number, page, (*first, at + 1), range);
            }
            self.tally.clear();
        }
        if let Some(last) = page.segments.last() {
            self.passage((number, last.block), &mut block);
        }
    }

    /// Holds a whole block against every target.
    fn passage(&mut self, place: (usize, u32), block: &mut Sparse) {
        for (column, plain, negated) in block.drain(..) {
            self.tally.raise(column, plain, negated);
        }
        self.tally.add_up(&self.compiled.columns);
        let shown = self.compiled.targets.iter().map(|target| passage(target, &self.tally));
        let shown = shown.collect();
        self.tally.clear();
        self.passages.insert(place, shown);
    }

    /// What the block around a window shows about a target.
    pub(super) fn around(&self, target: usize, one: &Candidate, page: &Page<'_>) -> Passage {
        let block = page.segments[one.first].block;
        let shown = self.passages.get(&(one.page, block)).and_then(|shown| shown.get(target));
        shown.copied().unwrap_or_default()
    }

    /// The items of a bare list, each by itself.
    fn items(&mut self, number: usize, page: &Page<'_>, at: usize) {
        let segment = page.segments[at];
        let mut first = segment.first;
        for next in segment.first + 1..=segment.last {
            let ends = next == segment.last || {
                let word = &page.words[next];
                word.gap.has(Gap::COMMA.and(Gap::SEMICOLON).and(Gap::BAR))
                    || super::guards::is_and(word)
            };
            if ends {
                self.take(page, first, next);
                self.tally.add_up(&self.compiled.columns);
                self.window(number, page, (at, at + 1), (first, next));
                self.tally.clear();
                first = next;
            }
        }
    }

    /// Takes the words of a range into the tally.
    fn take(&mut self, page: &Page<'_>, first: usize, last: usize) {
        let columns = &self.compiled.columns;
        for at in first..last {
            let symbol = page.words[at].symbol;
            if self.reader.entry(symbol).is_none_or(|entry| entry.rarity <= 0.0) {
                continue;
            }
            if self.near.len() <= symbol.index() {
                self.near.resize(symbol.index() + 1, None);
            }
            let near =
                self.near[symbol.index()].get_or_insert_with(|| columns.near(symbol, self.reader));
            for &(column, likeness) in near.iter() {
                match page.polarities[at] {
                    Polarity::Plain => self.tally.raise(column, likeness, part(likeness, AGAINST)),
                    Polarity::Negated => {
                        self.tally.raise(column, part(likeness, AGAINST), likeness);
                    }
                    Polarity::Rejected => {
                        self.tally.raise(column, part(likeness, TURNED_DOWN), likeness);
                    }
                }
            }
        }
        let from = page.names.partition_point(|hit| hit.first < first);
        for hit in page.names[from..].iter().take_while(|hit| hit.first < last) {
            let plain = page.polarities[hit.first] == Polarity::Plain;
            for &symbol in &self.compiled.aliases[usize::from(hit.group.target)] {
                if let Some(column) = columns.of(symbol) {
                    let (plain, negated) = if plain { (ALIAS, 0) } else { (0, ALIAS) };
                    self.tally.raise(column, plain, negated);
                }
            }
        }
    }

    /// Holds one window, which is added up, against every target.
    fn window(
        &mut self,
        number: usize,
        page: &Page<'_>,
        (first, last): (usize, usize),
        (from, to): (usize, usize),
    ) {
        let compiled = self.compiled;
        self.held.fill(Held::default());
        let begin = self.told.partition_point(|told| told.first < from);
        for told in self.told[begin..].iter().take_while(|told| told.first < to) {
            let held = &mut self.held[usize::from(told.group.target)];
            held.take(told.group.group, told.negated, told.telling);
        }
        let marks = &page.marks[first..last];
        let size = (last - first) as f32;
        let reasoned = f32::from(u8::from(marks.iter().any(|mark| mark.reasoned)));
        let heavy = page.words[from..to].iter().filter(|word| !word.cue.is_function()).count();
        let heavy = heavy as f32 / 30.0;
        let hedged = f32::from(u8::from(marks.iter().any(|mark| mark.hedged)));
        let mut looks = std::mem::take(&mut self.looks);
        looks.clear();
        for (target, (one, &held)) in compiled.targets.iter().zip(&self.held).enumerate() {
            if let Some(features) = look(one, &self.tally, held, reasoned > 0.0) {
                let affinity =
                    0.6 * features.met.max(features.text) + 0.4 * features.keys.max(features.text);
                looks.push((target, affinity, features));
            }
        }
        let (mut top, mut second) = (0.0_f32, 0.0_f32);
        let criteria = compiled.rubric().criteria.len();
        for &(_, own, _) in looks.iter().take_while(|&&(target, ..)| target < criteria) {
            second = second.max(own.min(top));
            top = top.max(own);
        }
        for &(target, own, mut features) in &looks {
            let one = &compiled.targets[target];
            features.margin = own - if own >= top { second } else { top };
            features.size = size;
            features.reasoned = reasoned;
            features.hedged = hedged;
            features.length = heavy;
            features.own = match page.place {
                Place::All => self.undivided,
                Place::Step(step) => f32::from(u8::from(one.step.is_none_or(|own| own == step))),
            };
            let leaning = leaning(one, &features);
            let best = &mut self.best[target];
            // Neither stronger than one that it overlaps, nor than the last of a full list.
            if best.iter().enumerate().any(|(at, other)| {
                (at + 1 == KEPT || other.overlaps(number, first, last))
                    && other.outdoes(leaning, size)
            }) {
                continue;
            }
            let strength = strength(leaning, size);
            keep(best, Candidate { page: number, first, last, features, leaning, strength });
        }
        self.looks = looks;
    }
}

fn part(likeness: u8, part: f32) -> u8 {
    (f32::from(likeness) * part) as u8
}

/// A phrase of a page as the windows over it take it.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// Its first word.
    first: usize,
    group: Group,
    negated: bool,
    /// How telling it is for its group.
    telling: f32,
}

fn told(compiled: &Compiled, page: &Page<'_>, hit: &Hit) -> Told {
    let own = page.words[hit.first..hit.last].iter().any(|word| word.cue.negates());
    Told {
        first: hit.first,
        group: hit.group,
        negated: !own && page.polarities[hit.last - 1] != Polarity::Plain,
        telling: compiled.telling.get(&(hit.group, hit.phrase)).copied().unwrap_or(1.0),
    }
}

/// The features of a window, or nothing where it has nothing to do with the target.
fn look(target: &Target, tally: &Tally, held: Held, reasoned: bool) -> Option<Features> {
    let keys = features::keys(target, tally);
    let text = tally.recall(target.text.line);
    let (coverage, denied) = features::coverage(target, tally, held, reasoned);
    if keys < 0.08 && text < 0.15 && coverage < 0.3 {
        return None;
    }
    let [met, partly, missed, wrong] = target.lines.each_ref().map(|lines| tally.best(lines));
    Some(Features {
        coverage,
        denied,
        telling: held.telling(target.groups.len()),
        groups: held.plain | held.negated,
        met,
        partly,
        missed,
        wrong,
        text,
        text_exact: tally.exact(target.text.line),
        keys,
        keys_exact: tally.exact(target.keys.line).min(1.0),
        mass: mass(target, text),
        ..Features::default()
    })
}

fn mass(target: &Target, text: f32) -> f32 {
    text * target.text.total.sqrt() / 2.0
}

fn passage(target: &Target, tally: &Tally) -> Passage {
    Passage {
        met: tally.best(&target.lines[Shows::Met as usize]),
        keys: features::keys(target, tally),
        mass: mass(target, tally.recall(target.text.line)),
    }
}

/// Keeps the strongest windows that do not overlap.
fn keep(best: &mut Best, candidate: Candidate) {
    let overlaps =
        |other: &Candidate| other.overlaps(candidate.page, candidate.first, candidate.last);
    let beaten = |other: &Candidate| overlaps(other) && other.strength >= candidate.strength;
    if best.iter().any(beaten) {
        return;
    }
    best.retain(|other| !overlaps(other));
    let at = best.partition_point(|other| other.strength >= candidate.strength);
    best.insert(at, candidate);
    best.truncate(KEPT);
}
