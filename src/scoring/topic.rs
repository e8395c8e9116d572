//! What a rubric is about, and whether an answer is about it too.
//!
//! A rubric's own criteria keep speaking about the same things: in one for a URL shortener "link",
//! "code", "redirect". Words that the criteria of other designs use as well ("cache", "retry") say
//! little; `designs.txt` holds in how many of the built-in prompts each is used. An answer to another
//! prompt meets criteria by the words that all designs share, and hardly uses this one's. How hardly is
//! told by what other designs are about (`topics.txt`): somebody who writes tersely, or in pictures,
//! uses few words of any design, and somebody who answers another prompt many of that one's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::bank::Rubric;

use super::logarithm::ln;
use super::page::Page;
use super::target::{Sentence, Shows};
use super::text::{Kind, Reader, Symbol, Vocabulary, Word, stem};

/// How many prompts there were when `designs.txt` was counted.
const DESIGNS: f32 = 24.0;

/// The most words that say what a rubric is about.
const TOPIC: usize = 60;

/// Fewer words than this say nothing about what a rubric is about.
const FEW: usize = 12;

/// An answer of this many weighty words shows what it is about.
const LONG: f32 = 150.0;

/// An answer whose share of topic words is so large, beside their share in the sentences that meet the
/// rubric's criteria, is on topic; so is none that was written to another prompt (7,728 pairs of an
/// answer and a prompt; the largest share of another's is 0.55).
const CLEAR: f32 = 0.7;

/// One whose share is less than this is not.
const LEAST: f32 = 0.3;

/// Between the two an answer is on topic when no other design has so much more of it: its share is at
/// least this part of that design's.
const BESIDE: f32 = 0.65;

/// How far below that an answer may be for its words to count in part.
const RAMP: f32 = 0.03;

/// A design that has this part of its topic words in common with a rubric is about the same thing.
const KIN: f32 = 1.0 / 3.0;

/// A stem a line, with the number of prompts beyond the first whose own criteria use it. Written by
/// the test `topic::the_table_of_designs_is_that_of_the_bank`.
static SHARED: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let mut shared = HashMap::new();
    for line in include_str!("designs.txt").lines() {
        if let Some((stem, others)) = line.split_once(' ') {
            shared.insert(stem, others.parse().unwrap_or_default());
        }
    }
    shared
});

/// What the built-in prompts are about.
struct Designs {
    /// By stem, whose topic word it is: bits by number.
    whose: HashMap<&'static str, u64>,
    /// How many topic words each has, and their share in the sentences that meet its criteria.
    of: Vec<(f32, f32)>,
}

/// A prompt a line: its id, the share, the stems. Written by the same test.
static TOPICS: LazyLock<Designs> = LazyLock::new(|| {
    let mut designs = Designs { whose: HashMap::new(), of: Vec::new() };
    for line in include_str!("topics.txt").lines() {
        let mut parts = line.split(' ').skip(1);
        let share = parts.next().and_then(|share| share.parse().ok()).unwrap_or_default();
        let bit = 1_u64 << designs.of.len();
        let mut count = 0.0;
        for stem in parts {
            *designs.whose.entry(stem).or_default() |= bit;
            count += 1.0;
        }
        designs.of.push((count, share));
    }
    designs
});

impl Designs {
    /// By design, how much of what is counted is its topic words.
    fn shares<'a>(&self, stems: impl Iterator<Item = (&'a str, f32)>) -> Vec<f32> {
        let mut sums = vec![0.0; self.of.len()];
        for (stem, count) in stems {
            let bits = self.whose.get(stem).copied().unwrap_or_default();
            for (number, sum) in sums.iter_mut().enumerate() {
                *sum += if bits >> number & 1 == 1 { count } else { 0.0 };
            }
        }
        sums
    }
}

/// What a rubric's own criteria keep speaking about. Criteria that it shares with other prompts speak
/// about anything.
#[derive(Debug, Default)]
pub(super) struct Topic {
    words: BTreeSet<Symbol>,
    /// Their stems.
    pub(super) stems: BTreeSet<String>,
    /// Their share of the weighty words in the sentences that meet those criteria.
    pub(super) share: f32,
}

impl Topic {
    /// What a rubric is about, by the sentences that were read for each of its criteria.
    pub(super) fn of(
        vocabulary: &Vocabulary,
        rubric: &Rubric,
        sentences: &[Vec<Sentence>],
    ) -> Self {
        let own = || {
            let both = rubric.criteria.iter().zip(sentences);
            both.filter(|(criterion, _)| !criterion.shared).map(|(_, sentences)| {
                let met = sentences.iter().filter(|one| one.shows == Shows::Met);
                met.flat_map(|one| &one.words).filter(|word| is_weighty(word))
            })
        };
        let mut counts: BTreeMap<Symbol, usize> = BTreeMap::new();
        for words in own() {
            let distinct: BTreeSet<Symbol> = words.map(|word| word.symbol).collect();
            for symbol in distinct {
                *counts.entry(symbol).or_default() += 1;
            }
        }
        let stem_of = |symbol: Symbol| {
            stem(vocabulary.entry(symbol).map_or("", |entry| entry.surface.as_str()))
        };
        let worth = |symbol: Symbol, count: usize| {
            let others = SHARED.get(stem_of(symbol).as_str()).copied().unwrap_or_default();
            // Whole numbers order the same everywhere.
            (1000.0 * count as f32 * ln(DESIGNS / (others + 0.5))) as u64
        };
        let mut common: Vec<(u64, Symbol)> = counts
            .into_iter()
            .filter(|&(_, count)| count >= 2)
            .map(|(symbol, count)| (worth(symbol, count), symbol))
            .collect();
        common.sort_unstable_by_key(|&(worth, symbol)| (std::cmp::Reverse(worth), symbol));
        let words: BTreeSet<Symbol> =
            common.into_iter().take(TOPIC).map(|(_, symbol)| symbol).collect();
        let all = own().flatten().count();
        let about = own().flatten().filter(|word| words.contains(&word.symbol)).count();
        let stems = words.iter().map(|&symbol| stem_of(symbol)).collect();
        Self { words, stems, share: about as f32 / all.max(1) as f32 }
    }

    /// How far a long answer speaks about what the rubric is about: 1 when it does, 0 when it speaks
    /// about something else, and what it shares with this rubric is there by chance.
    pub(super) fn on_topic(&self, pages: &[Page<'_>], reader: &Reader<'_>) -> f32 {
        let words = || pages.iter().flat_map(said).filter(|word| is_weighty(word));
        let all = words().count() as f32;
        if all < LONG || self.words.len() < FEW || self.share <= 0.0 {
            return 1.0;
        }
        let about = words().filter(|word| self.words.contains(&word.symbol)).count() as f32;
        let share = about / all / self.share;
        if share >= CLEAR {
            return 1.0;
        }
        let mut counts: BTreeMap<Symbol, f32> = BTreeMap::new();
        for word in words() {
            *counts.entry(word.symbol).or_default() += 1.0;
        }
        let border = LEAST.max(BESIDE * self.nearest(&counts, reader) / all);
        ((share - border + RAMP) / RAMP).clamp(0.0, 1.0)
    }

    /// Of the designs that are about something else, how many of these words are topic words of the
    /// nearest, beside their share in the sentences that meet its criteria.
    fn nearest(&self, counts: &BTreeMap<Symbol, f32>, reader: &Reader<'_>) -> f32 {
        let common = TOPICS.shares(self.stems.iter().map(|stem| (stem.as_str(), 1.0)));
        let stems: Vec<(String, f32)> = counts
            .iter()
            .filter_map(|(&symbol, &count)| Some((stem(&reader.entry(symbol)?.surface), count)))
            .collect();
        let said = TOPICS.shares(stems.iter().map(|(stem, count)| (stem.as_str(), *count)));
        let others = TOPICS.of.iter().zip(common).zip(said);
        let other = |(&(topic, share), common): (&(f32, f32), f32), said: f32| {
            (common < KIN * topic && share > 0.0).then(|| said / share)
        };
        others.filter_map(|(design, said)| other(design, said)).fold(0.0, f32::max)
    }
}

/// The words of a page, but for records that were pasted: they may be about anything.
fn said<'a>(page: &'a Page<'_>) -> impl Iterator<Item = &'a Word> {
    let segments = page.segments.iter().zip(&page.marks).filter(|(_, mark)| !mark.repeats);
    segments.flat_map(|(segment, _)| &page.words[segment.first..segment.last])
}

fn is_weighty(word: &Word) -> bool {
    word.kind == Kind::Word && !word.cue.is_function()
}
