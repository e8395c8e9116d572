//! What short sentences have in common, word by word: soft recall both ways.
//!
//! Documents are lists of sentences. A text is held against each of their sentences: how much of
//! the text's weight the sentence holds, and how much of the sentence's weight the text holds. A
//! word is found by its stem, by a [`Family`] that both stand in, by a term of the lexicon, or by
//! the table in `words`. Words weigh more the rarer they are in general English and the fewer
//! documents have them.

mod bag;
mod line;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::bank::Lexicon;

use super::columns::{apart, dot};
use super::text::{Reader, Symbol, Vocabulary, Word};
use super::words::{DIMS, Words};
use bag::{Bag, Weighing};
use line::{Line, Place, gist, kinship};

/// Words and phrases that can stand for one another in a question, such as the ways of speaking
/// about how long something is kept.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// What such a phrase weighs at least, however common its words: 0 to 1.
    pub weight: f32,
    /// How much another phrase of the family is worth: 0 to 1.
    pub worth: f32,
    /// The phrases, lower case, in any inflection, parted by bars.
    pub phrases: &'static str,
}

/// A sentence of a document.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// Its text.
    pub text: &'a str,
    /// How much a word found in it speaks for its document: 0 to 1.
    pub trust: f32,
    /// Whether it is compared by itself, too, and not only as part of the document.
    pub alone: bool,
}

/// What a text and a document have in common. All between 0 and 1 but `mass`, `strange` and
/// `kinship`.
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
    /// How much likelier the text's families are in a sentence of the document than in one of any
    /// document, as a logarithm: above or below 0.
    pub kinship: f32,
}

/// Documents made ready to be compared with texts.
#[derive(Debug)]
pub struct Documents {
    vocabulary: Vocabulary,
    weighing: Weighing,
    /// The directions of the distinct words of all sentences, with the words and their columns.
    directions: Vec<(Symbol, u32, f32, [i16; DIMS])>,
    /// By word: its column.
    columns: BTreeMap<Symbol, u32>,
    /// By column, and by family: where it stands.
    by_column: Vec<Vec<Place>>,
    by_kin: Vec<Vec<Place>>,
    /// By family: by document, the logarithm of how much likelier it is there than in any.
    kinship: Vec<Vec<f32>>,
    /// The lines of all documents, one document after the other.
    lines: Vec<Line>,
    count: usize,
    /// Words in all lines.
    slots: usize,
}

/// Cosines up to this are noise.
const FLOOR: f32 = 0.55;
/// What a near word is worth at most.
const NEAR: f32 = 0.85;
/// Words more common than this are only the same or not.
const COMMON: f32 = 0.45;

impl Documents {
    /// Prepares documents. `quiet` holds words that say little in any text, `known` is a text whose
    /// words say less than others when they are not in a document.
    pub fn new(
        documents: &[Vec<Sentence<'_>>],
        families: &[Family],
        quiet: &str,
        known: &str,
        lexicon: &Lexicon,
    ) -> Self {
        let mut vocabulary = Vocabulary::new(Words::builtin());
        let read: Vec<Vec<Vec<Word>>> = documents
            .iter()
            .map(|sentences| sentences.iter().map(|one| vocabulary.learn(one.text)).collect())
            .collect();
        let weighing = Weighing::new(&mut vocabulary, &read, families, quiet, known, lexicon);
        let mut made = Self {
            vocabulary,
            weighing,
            directions: Vec::new(),
            columns: BTreeMap::new(),
            by_column: Vec::new(),
            by_kin: Vec::new(),
            kinship: Vec::new(),
            lines: Vec::new(),
            count: documents.len(),
            slots: 0,
        };
        for (document, (sentences, read)) in documents.iter().zip(&read).enumerate() {
            for (sentence, words) in sentences.iter().zip(read) {
                made.add(document, sentence, words);
            }
        }
        made.kinship = kinship(&made.lines, &made.by_kin, made.count);
        made
    }

    fn add(&mut self, document: usize, sentence: &Sentence<'_>, words: &[Word]) {
        let vocabulary = &self.vocabulary;
        let bag = self.weighing.bag(words, |symbol| vocabulary.entry(symbol));
        let vector = |symbol| vocabulary.entry(symbol).and_then(|one| vocabulary.vector(one));
        let gist = if sentence.alone { gist(&bag, vector) } else { None };
        let number = self.lines.len() as u32;
        let first = self.slots;
        for (at, word) in bag.words.iter().enumerate() {
            let place = Place { line: number, slot: (first + at) as u32 };
            let next = self.by_column.len() as u32;
            let column = *self.columns.entry(word.symbol).or_insert(next);
            if column == next {
                self.by_column.push(Vec::new());
                let entry = self.vocabulary.entry(word.symbol);
                let entry = entry.filter(|it| it.rarity >= COMMON);
                if let Some(vector) = entry.and_then(|it| self.vocabulary.vector(it)) {
                    let row = (word.symbol, column, 1.0 / vector.norm(), vector.wide());
                    self.directions.push(row);
                }
            }
            self.by_column[column as usize].push(place);
            for &kin in &word.kin {
                let kin = usize::from(kin);
                if self.by_kin.len() <= kin {
                    self.by_kin.resize(kin + 1, Vec::new());
                }
                self.by_kin[kin].push(place);
            }
        }
        self.slots += bag.words.len();
        let (trust, alone) = (sentence.trust, sentence.alone);
        self.lines.push(Line { document, bag, first, trust, alone, gist });
    }

    /// Begins to compare texts that share words, such as a sentence and its clauses.
    pub fn listen(&self) -> Listener<'_> {
        Listener { documents: self, reader: Reader::new(&self.vocabulary), near: HashMap::new() }
    }
}

/// Compares texts with documents and remembers the words it has met.
#[derive(Debug)]
pub struct Listener<'a> {
    documents: &'a Documents,
    reader: Reader<'a>,
    /// By word: the columns it is near to, and how near.
    near: HashMap<Symbol, Vec<(u32, f32)>>,
}

impl Listener<'_> {
    /// Holds a text against every document. Words after the first 48 distinct ones are not seen.
    pub fn compare(&mut self, text: &str) -> Vec<Likeness> {
        let read = self.reader.read(text);
        let Self { documents, reader, near } = self;
        let bag = documents.weighing.bag(&read, |symbol| reader.entry(symbol));
        let count = bag.words.len();
        let mut mine = vec![0.0_f32; documents.lines.len() * count];
        let mut held = vec![0.0_f32; documents.slots];
        for (at, word) in bag.words.iter().enumerate() {
            let mut take = |place: &Place, like: f32| {
                let own = &mut mine[place.line as usize * count + at];
                *own = own.max(like);
                let theirs = &mut held[place.slot as usize];
                *theirs = theirs.max(like);
            };
            let close =
                near.entry(word.symbol).or_insert_with(|| documents.near(word.symbol, reader));
            for &(column, like) in close.iter() {
                documents.by_column[column as usize].iter().for_each(|place| take(place, like));
            }
            for &kin in &word.kin {
                let worth = documents.weighing.worth(kin);
                let places = documents.by_kin.get(usize::from(kin)).into_iter().flatten();
                places.for_each(|place| take(place, worth));
            }
        }
        let vector = |symbol| reader.entry(symbol).and_then(|one| reader.vector(one));
        let about = gist(&bag, vector);
        let mut found =
            line::likeness(documents.count, &documents.lines, &bag, about.as_ref(), &mine, &held);
        let kin: BTreeSet<u16> =
            bag.words.iter().flat_map(|word| word.kin.iter().copied()).collect();
        for odds in kin.iter().filter_map(|&kin| documents.kinship.get(usize::from(kin))) {
            for (one, odds) in found.iter_mut().zip(odds) {
                one.kinship += odds;
            }
        }
        found
    }
}

impl Documents {
    /// The columns that a word is near to.
    fn near(&self, symbol: Symbol, reader: &Reader<'_>) -> Vec<(u32, f32)> {
        let own = self.columns.get(&symbol).copied();
        let mut near: Vec<(u32, f32)> = own.map(|column| (column, 1.0)).into_iter().collect();
        let Some(entry) = reader.entry(symbol).filter(|entry| entry.rarity >= COMMON) else {
            return near;
        };
        let Some(vector) = reader.vector(entry) else { return near };
        let (wide, inverse) = (vector.wide(), 1.0 / vector.norm());
        for (other, column, length, values) in &self.directions {
            let cosine = dot(&wide, values) as f32 * inverse * length;
            if cosine >= FLOOR && own != Some(*column) && !self.apart(&entry.surface, *other) {
                near.push((*column, cosine.min(1.0) * NEAR));
            }
        }
        near
    }

    fn apart(&self, word: &str, other: Symbol) -> bool {
        self.vocabulary.entry(other).is_some_and(|entry| apart(word, &entry.surface))
    }
}

impl Bag {
    /// How much of it is found, by a likeness for each of its words.
    fn found(&self, likeness: &[f32]) -> f32 {
        self.words.iter().zip(likeness).map(|(word, like)| word.weight * like).sum()
    }
}
