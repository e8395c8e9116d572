//! What a rubric is about, and whether an answer is about it too.
//!
//! A rubric's own criteria keep speaking about the same things: in one for a URL shortener "link",
//! "code", "redirect". Words that the criteria of other designs use as well ("cache", "retry") say
//! little; `designs.txt` holds in how many of the built-in prompts each is used. An answer to another
//! prompt meets criteria by the words that all designs share, and hardly uses this one's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::bank::Rubric;

use super::logarithm::ln;
use super::page::Page;
use super::target::{Sentence, Shows};
use super::text::{Kind, Symbol, Vocabulary, Word, stem};

/// How many prompts there were when `designs.txt` was counted.
const DESIGNS: f32 = 24.0;

/// The most words that say what a rubric is about.
const TOPIC: usize = 60;

/// Fewer words than this say nothing about what a rubric is about.
const FEW: usize = 12;

/// An answer of this many weighty words shows what it is about.
const LONG: f32 = 150.0;

/// The share of topic words in an answer that is on topic, beside their share in the sentences that
/// meet the rubric's criteria; what chance may have kept away is added to it first.
const ON_TOPIC: f32 = 0.585;

/// How far below that an answer may be for its words to count in part.
const RAMP: f32 = 0.03;

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

/// What a rubric's own criteria keep speaking about. Criteria that it shares with other prompts speak
/// about anything.
#[derive(Debug, Default)]
pub(super) struct Topic {
    words: BTreeSet<Symbol>,
    /// Their share of the weighty words in the sentences that meet those criteria.
    share: f32,
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
        let worth = |symbol: Symbol, count: usize| {
            let surface = vocabulary.entry(symbol).map_or("", |entry| entry.surface.as_str());
            let others = SHARED.get(stem(surface).as_str()).copied().unwrap_or_default();
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
        Self { words, share: about as f32 / all.max(1) as f32 }
    }

    /// How far a long answer speaks about what the rubric is about: 1 when it does, 0 when it speaks
    /// about something else, and what it shares with this rubric is there by chance.
    pub(super) fn on_topic(&self, pages: &[Page<'_>]) -> f32 {
        let words = || pages.iter().flat_map(said).filter(|word| is_weighty(word));
        let all = words().count() as f32;
        if all < LONG || self.words.len() < FEW || self.share <= 0.0 {
            return 1.0;
        }
        let about = words().filter(|word| self.words.contains(&word.symbol)).count() as f32;
        let share = (about + 2.0 * (about + 1.0).sqrt()) / all / self.share;
        ((share - ON_TOPIC + RAMP) / RAMP).clamp(0.0, 1.0)
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
