//! What short sentences have in common, word by word: soft recall both ways.
//!
//! Documents are lists of sentences. A text is held against each of their sentences: how much of
//! the text's weight the sentence holds, and how much of the sentence's weight the text holds. A
//! word is found by its stem, by a [`Family`] that both stand in, or by the table in `words`. Words
//! weigh more the rarer they are in general English and the fewer documents have them.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::Lexicon;

use super::columns::apart;
use super::logarithm::ln;
use super::phrases::{Group, Phrases};
use super::text::{Entry, Kind, Reader, Symbol, Vocabulary, Word};
use super::words::{DIMS, WordVector, Words, cosine};

/// Words and phrases that can stand for one another in a question, such as the ways of speaking
/// about how long something is kept.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// What such a phrase weighs at least, however common its words: 0 to 1.
    pub weight: f32,
    /// How much another phrase of the family is worth: 0 to 1.
    pub worth: f32,
    /// The phrases, lower case, in any inflection.
    pub phrases: &'static [&'static str],
}

/// A sentence of a document, and how far it speaks for it: 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// Its text.
    pub text: &'a str,
    /// How much a word found in it counts.
    pub trust: f32,
    /// Whether it is compared by itself, too, and not only as part of the document.
    pub alone: bool,
}

/// What a text and a document have in common. All between 0 and 1 but `mass`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// How much of the text's weight is anywhere in the document.
    pub pooled: f32,
    /// The best sentence, by `both`: how much of the text's weight it holds.
    pub of_text: f32,
    /// The best sentence: how much of its weight the text holds.
    pub of_sentence: f32,
    /// The best sentence: the harmonic mean of the two.
    pub both: f32,
    /// The weight that was found in the document; a rare word weighs 1.
    pub mass: f32,
    /// The weight that was not found.
    pub strange: f32,
    /// The heaviest word of the text, less what of it was found in the best sentence.
    pub missing: f32,
    /// The mean of `both` over the three best sentences.
    pub chorus: f32,
    /// The best cosine of what a sentence is about, as the mean direction of its words.
    pub gist: f32,
}

/// Documents made ready to be compared with texts.
#[derive(Debug)]
pub struct Documents {
    vocabulary: Vocabulary,
    /// Phrases of families and names of the lexicon; the group's target is an index into `kin`.
    phrases: Phrases,
    kin: Vec<Kin>,
    /// The distinct words of all sentences, with their directions.
    columns: Vec<(Symbol, Option<WordVector>)>,
    documents: Vec<Vec<Line>>,
    /// By symbol: in how many documents it stands.
    spread: Vec<u32>,
    quiet: BTreeSet<Symbol>,
    known: BTreeSet<Symbol>,
}

#[derive(Debug)]
struct Kin {
    weight: f32,
    worth: f32,
}

#[derive(Debug)]
struct Line {
    words: Vec<Weighed>,
    total: f32,
    trust: f32,
    alone: bool,
    gist: Gist,
}

/// The mean direction of a text's words, of length 1, or nothing.
type Gist = Option<[f32; DIMS]>;

/// A distinct word of a text.
#[derive(Clone, Debug)]
struct Weighed {
    symbol: Symbol,
    /// Its column, for words of documents.
    column: usize,
    weight: f32,
    kin: Vec<u16>,
}

/// The most distinct words of a text that are looked at.
const MOST_WORDS: usize = 48;
/// Cosines up to this are noise.
const FLOOR: f32 = 0.55;
/// What a near word is worth at most.
const NEAR: f32 = 0.85;
/// Words more common than this are only the same or not.
const COMMON: f32 = 0.45;
/// What quiet and known words weigh of what they would.
const QUIET: f32 = 0.12;
const KNOWN: f32 = 0.35;
/// What a number weighs of what it would.
const NUMBER: f32 = 0.3;

impl Documents {
    /// Prepares documents. `quiet` are words that say little in any text, `known` is a text whose
    /// words say less than others when they are not in a document.
    pub fn new(
        documents: &[Vec<Sentence<'_>>],
        families: &[Family],
        quiet: &[&str],
        known: &str,
        lexicon: &Lexicon,
    ) -> Self {
        let mut vocabulary = Vocabulary::new(Words::builtin());
        let read: Vec<Vec<Vec<Word>>> = documents
            .iter()
            .map(|sentences| sentences.iter().map(|one| vocabulary.learn(one.text)).collect())
            .collect();
        let mut spread = vec![0_u32; vocabulary.len()];
        let mut columns: BTreeMap<Symbol, usize> = BTreeMap::new();
        for sentences in &read {
            let distinct: BTreeSet<Symbol> = sentences.iter().flatten().map(|w| w.symbol).collect();
            for symbol in distinct {
                spread[symbol.index()] += 1;
                let next = columns.len();
                columns.entry(symbol).or_insert(next);
            }
        }
        let mut phrases = Phrases::new();
        let mut kin = Vec::new();
        for family in families {
            let place = Group { target: kin.len() as u16, group: 0 };
            for phrase in family.phrases {
                phrases.add(&symbols(&mut vocabulary, phrase), place);
            }
            kin.push(Kin { weight: family.weight, worth: family.worth });
        }
        for term in &lexicon.terms {
            let place = Group { target: kin.len() as u16, group: 0 };
            for name in [&term.name].into_iter().chain(&term.names).chain(&term.examples) {
                phrases.add(&symbols(&mut vocabulary, name), place);
            }
            kin.push(Kin { weight: TERM, worth: TERM_WORTH });
        }
        let quiet = quiet.iter().flat_map(|word| symbols(&mut vocabulary, word)).collect();
        let known = symbols(&mut vocabulary, known).into_iter().collect();
        let mut made = Self {
            vocabulary,
            phrases,
            kin,
            columns: Vec::new(),
            documents: Vec::new(),
            spread,
            quiet,
            known,
        };
        let mut ordered: Vec<(usize, Symbol)> =
            columns.iter().map(|(&symbol, &column)| (column, symbol)).collect();
        ordered.sort_unstable();
        made.columns =
            ordered.into_iter().map(|(_, symbol)| (symbol, made.direction(symbol))).collect();
        let count = documents.len();
        made.documents = documents
            .iter()
            .zip(&read)
            .map(|(sentences, read)| {
                let lines = sentences.iter().zip(read).map(|(sentence, words)| {
                    let mut words = made.weigh(words, count, |symbol| {
                        made.vocabulary.entry(symbol).map_or((0.0, false), rarity)
                    });
                    for word in &mut words {
                        word.column = columns.get(&word.symbol).copied().unwrap_or(usize::MAX);
                    }
                    let total = words.iter().map(|word| word.weight).sum();
                    let gist = gist(&words, |symbol| made.vocabulary.entry(symbol));
                    Line { words, total, trust: sentence.trust, alone: sentence.alone, gist }
                });
                lines.collect()
            })
            .collect();
        made
    }

    /// Holds a text against every document. Words after the first 48 distinct ones are not seen.
    pub fn compare(&self, text: &str) -> Vec<Likeness> {
        let mut reader = Reader::new(&self.vocabulary);
        let read = reader.read(text);
        let count = self.documents.len();
        let mut words =
            self.weigh(&read, count, |symbol| reader.entry(symbol).map_or((0.0, false), rarity));
        words.truncate(MOST_WORDS);
        let near: Vec<Vec<f32>> = words
            .iter()
            .map(|word| {
                let entry = reader.entry(word.symbol).filter(|entry| entry.rarity >= COMMON);
                let own = entry.and_then(|entry| entry.vector.as_ref());
                let surface = reader.entry(word.symbol).map_or("", |entry| entry.surface.as_str());
                self.columns
                    .iter()
                    .map(|(symbol, vector)| match (own, vector) {
                        _ if *symbol == word.symbol => 1.0,
                        (Some(own), Some(vector)) => {
                            let cosine = cosine(own, vector);
                            if cosine >= FLOOR && !self.opposite(surface, *symbol) {
                                cosine * NEAR
                            } else {
                                0.0
                            }
                        }
                        _ => 0.0,
                    })
                    .collect()
            })
            .collect();
        let total: f32 = words.iter().map(|word| word.weight).sum();
        let gist = gist(&words, |symbol| reader.entry(symbol));
        self.documents
            .iter()
            .map(|lines| {
                let about = lines.iter().filter(|line| line.alone);
                let about = about.map(|line| along(gist.as_ref(), line.gist.as_ref()));
                let gist = about.fold(0.0, f32::max);
                Likeness { gist, ..self.against(lines, &words, &near, total) }
            })
            .collect()
    }

    fn against(
        &self,
        lines: &[Line],
        words: &[Weighed],
        near: &[Vec<f32>],
        total: f32,
    ) -> Likeness {
        let mut found = Likeness::default();
        if total <= 0.0 {
            return found;
        }
        let mut pool = vec![0.0_f32; words.len()];
        let mut best_three = [0.0_f32; 3];
        for line in lines {
            let mut mine = vec![0.0_f32; words.len()];
            let mut held = 0.0;
            for theirs in &line.words {
                let mut best = 0.0_f32;
                for (at, word) in words.iter().enumerate() {
                    let like = self.like(word, theirs, &near[at]);
                    mine[at] = mine[at].max(like);
                    best = best.max(like);
                }
                held += best * theirs.weight;
            }
            for (slot, &like) in pool.iter_mut().zip(&mine) {
                *slot = slot.max(like * line.trust);
            }
            if !line.alone || line.total <= 0.0 {
                continue;
            }
            let of_text = sum(words, &mine) / total;
            let of_sentence = held / line.total;
            let both = if of_text + of_sentence > 0.0 {
                2.0 * of_text * of_sentence / (of_text + of_sentence)
            } else {
                0.0
            };
            let lowest = best_three.iter_mut().min_by(|a, b| a.total_cmp(b));
            if let Some(lowest) = lowest {
                *lowest = lowest.max(both);
            }
            if both > found.both {
                let left = words.iter().zip(&mine).map(|(word, like)| word.weight * (1.0 - like));
                let missing = left.fold(0.0, f32::max);
                found = Likeness { of_text, of_sentence, both, missing, ..found };
            }
        }
        found.chorus = best_three.iter().sum::<f32>() / 3.0;
        found.mass = sum(words, &pool);
        found.pooled = found.mass / total;
        found.strange = total - found.mass;
        found
    }

    fn like(&self, word: &Weighed, theirs: &Weighed, near: &[f32]) -> f32 {
        let own = near.get(theirs.column).copied().unwrap_or_default();
        let shared = word.kin.iter().filter(|kin| theirs.kin.contains(kin));
        shared.fold(own, |best, &kin| best.max(self.kin[usize::from(kin)].worth))
    }

    /// The distinct words of weight, in order.
    fn weigh(
        &self,
        read: &[Word],
        count: usize,
        rarity: impl Fn(Symbol) -> (f32, bool),
    ) -> Vec<Weighed> {
        let mut kin: Vec<Vec<u16>> = vec![Vec::new(); read.len()];
        let mut least = vec![0.0_f32; read.len()];
        self.phrases.find(read, 0, read.len(), |hit| {
            let of = &self.kin[usize::from(hit.group.target)];
            let share = of.weight / root((hit.last - hit.first) as f32);
            for at in hit.first..hit.last {
                kin[at].push(hit.group.target);
                least[at] = least[at].max(share);
            }
        });
        let mut found: Vec<Weighed> = Vec::new();
        for (at, word) in read.iter().enumerate() {
            let (rare, number) = rarity(word.symbol);
            let spread = self.spread.get(word.symbol.index()).copied().unwrap_or(0);
            let count = count.max(8) as f32;
            let scarce = ln(1.0 + count / spread.max(1) as f32) / ln(1.0 + count);
            let mut own = root(rare) * scarce;
            if number {
                own *= NUMBER;
            } else if self.quiet.contains(&word.symbol) {
                own *= QUIET;
            } else if spread == 0 && self.known.contains(&word.symbol) {
                own *= KNOWN;
            }
            let weight = own.max(least[at] * scarce.max(0.5));
            match found.iter_mut().find(|one| one.symbol == word.symbol) {
                Some(one) => {
                    one.weight = one.weight.max(weight);
                    one.kin.append(&mut kin[at]);
                }
                None if weight > 0.02 => found.push(Weighed {
                    symbol: word.symbol,
                    column: usize::MAX,
                    weight,
                    kin: std::mem::take(&mut kin[at]),
                }),
                None => {}
            }
        }
        found
    }

    fn direction(&self, symbol: Symbol) -> Option<WordVector> {
        let entry = self.vocabulary.entry(symbol).filter(|entry| entry.rarity >= COMMON)?;
        entry.vector
    }

    fn opposite(&self, word: &str, other: Symbol) -> bool {
        self.vocabulary.entry(other).is_some_and(|entry| apart(word, &entry.surface))
    }
}

/// What a term of the lexicon weighs at least, and what another name of it is worth.
const TERM: f32 = 0.5;
const TERM_WORTH: f32 = 0.95;

/// The mean direction of a text's words, each by its weight.
fn gist<'a>(words: &[Weighed], entry: impl Fn(Symbol) -> Option<&'a Entry>) -> Gist {
    let mut sum = [0.0_f32; DIMS];
    for word in words {
        if let Some(vector) = entry(word.symbol).and_then(|entry| entry.vector.as_ref()) {
            let share = word.weight / vector.norm();
            for (slot, value) in sum.iter_mut().zip(vector.wide()) {
                *slot += share * f32::from(value);
            }
        }
    }
    let length = root(sum.iter().map(|value| value * value).sum());
    (length > 0.0).then(|| sum.map(|value| value / length))
}

fn along(one: Option<&[f32; DIMS]>, other: Option<&[f32; DIMS]>) -> f32 {
    one.zip(other).map_or(0.0, |(a, b)| a.iter().zip(b).map(|(a, b)| a * b).sum())
}

fn rarity(entry: &Entry) -> (f32, bool) {
    let number = entry.surface.as_bytes().first().is_some_and(u8::is_ascii_digit);
    (entry.rarity, number)
}

fn sum(words: &[Weighed], likeness: &[f32]) -> f32 {
    words.iter().zip(likeness).map(|(word, like)| word.weight * like).sum()
}

fn root(value: f32) -> f32 {
    value.sqrt()
}

fn symbols(vocabulary: &mut Vocabulary, text: &str) -> Vec<Symbol> {
    vocabulary.learn(text).iter().filter(|w| w.kind != Kind::Arrow).map(|w| w.symbol).collect()
}
