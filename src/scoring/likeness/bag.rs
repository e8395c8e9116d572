//! A text as its distinct words, each with its weight and the families it stands in.

use std::collections::BTreeSet;

use crate::bank::Lexicon;
use crate::scoring::logarithm::ln;
use crate::scoring::phrases::{Group, Phrases};
use crate::scoring::text::{Entry, Kind, Symbol, Vocabulary, Word};

use super::Family;

/// The most distinct words of a text that are looked at.
const MOST_WORDS: usize = 48;
/// What a quiet word weighs of what it would.
const QUIET: f32 = 0.12;
/// What a known word weighs that no document has.
const KNOWN: f32 = 0.35;
/// What a number weighs.
const NUMBER: f32 = 0.3;
/// What a term of the lexicon weighs at least, and what another name of it is worth.
const TERM: f32 = 0.5;
const TERM_WORTH: f32 = 0.95;
/// A word that weighs no more is left out.
const NOTHING: f32 = 0.02;
/// So much of a family's weight is left to a word that every document has.
const SPREAD: f32 = 0.5;

/// A distinct word of a text.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) symbol: Symbol,
    pub(super) weight: f32,
    /// Its families, each once.
    pub(super) kin: Vec<u16>,
}

/// The distinct words of a text, in order.
#[derive(Clone, Debug)]
pub(super) struct Bag {
    pub(super) words: Vec<Weighed>,
    /// The sum of their weights.
    pub(super) total: f32,
}

/// What decides how much a word weighs.
#[derive(Debug)]
pub(super) struct Weighing {
    /// Phrases of families and names of the lexicon; the group's target is an index into `kin`.
    phrases: Phrases,
    /// The least weight, and the worth, of each.
    kin: Vec<(f32, f32)>,
    /// By symbol: in how many documents it stands.
    spread: Vec<u32>,
    documents: usize,
    quiet: BTreeSet<Symbol>,
    known: BTreeSet<Symbol>,
}

impl Weighing {
    pub(super) fn new(
        vocabulary: &mut Vocabulary,
        read: &[Vec<Vec<Word>>],
        families: &[Family],
        quiet: &str,
        known: &str,
        lexicon: &Lexicon,
    ) -> Self {
        let mut spread = vec![0_u32; vocabulary.len()];
        for sentences in read {
            let distinct: BTreeSet<Symbol> = sentences.iter().flatten().map(|w| w.symbol).collect();
            for symbol in distinct {
                spread[symbol.index()] += 1;
            }
        }
        // A term matters only when a document names it.
        let named: Vec<_> = lexicon
            .terms
            .iter()
            .filter(|term| {
                let names = || [&term.name].into_iter().chain(&term.names).chain(&term.examples);
                names().any(|name| vocabulary.known(name).is_some())
            })
            .collect();
        let mut phrases = Phrases::new();
        let mut kin = Vec::new();
        for family in families {
            let place = Group { target: kin.len() as u16, group: 0 };
            for phrase in family.phrases.split('|') {
                phrases.add(&symbols(vocabulary, phrase), place);
            }
            kin.push((family.weight, family.worth));
        }
        for term in named {
            let place = Group { target: kin.len() as u16, group: 0 };
            for name in [&term.name].into_iter().chain(&term.names).chain(&term.examples) {
                phrases.add(&symbols(vocabulary, name), place);
            }
            kin.push((TERM, TERM_WORTH));
        }
        let quiet = symbols(vocabulary, quiet).into_iter().collect();
        let known = symbols(vocabulary, known).into_iter().collect();
        Self { phrases, kin, spread, documents: read.len(), quiet, known }
    }

    /// How much another phrase of a family is worth.
    pub(super) fn worth(&self, kin: u16) -> f32 {
        self.kin.get(usize::from(kin)).map_or(0.0, |kin| kin.1)
    }

    /// The distinct words of weight of a text.
    pub(super) fn bag<'a>(
        &self,
        read: &[Word],
        entry: impl Fn(Symbol) -> Option<&'a Entry>,
    ) -> Bag {
        let mut kin: Vec<Vec<u16>> = vec![Vec::new(); read.len()];
        let mut least = vec![0.0_f32; read.len()];
        self.phrases.find(read, 0, read.len(), |hit| {
            let (weight, _) = self.kin[usize::from(hit.group.target)];
            let share = weight / ((hit.last - hit.first) as f32).sqrt();
            for at in hit.first..hit.last {
                kin[at].push(hit.group.target);
                least[at] = least[at].max(share);
            }
        });
        let mut words: Vec<Weighed> = Vec::new();
        for (at, word) in read.iter().enumerate() {
            let spread = self.spread.get(word.symbol.index()).copied().unwrap_or(0);
            let scarce = self.scarce(spread);
            let rarity = entry(word.symbol).map_or(0.0, |entry| entry.rarity);
            let share = if word.kind == Kind::Number {
                NUMBER
            } else if self.quiet.contains(&word.symbol) {
                QUIET
            } else if spread == 0 && self.known.contains(&word.symbol) {
                KNOWN
            } else {
                1.0
            };
            let weight = (rarity.sqrt() * scarce * share).max(least[at] * scarce.max(SPREAD));
            let kin = std::mem::take(&mut kin[at]);
            if let Some(one) = words.iter_mut().find(|one| one.symbol == word.symbol) {
                one.weight = one.weight.max(weight);
                one.kin.extend(kin);
            } else if weight > NOTHING && words.len() < MOST_WORDS {
                words.push(Weighed { symbol: word.symbol, weight, kin });
            }
        }
        for word in &mut words {
            word.kin.sort_unstable();
            word.kin.dedup();
        }
        let total = words.iter().map(|word| word.weight).sum();
        Bag { words, total }
    }

    /// How much it says that a word stands in a document: 1 where at most one of them has it.
    fn scarce(&self, spread: u32) -> f32 {
        let count = self.documents.max(8) as f32;
        ln(1.0 + count / spread.max(1) as f32) / ln(1.0 + count)
    }
}

fn symbols(vocabulary: &mut Vocabulary, text: &str) -> Vec<Symbol> {
    vocabulary.learn(text).iter().filter(|w| w.kind != Kind::Arrow).map(|w| w.symbol).collect()
}
