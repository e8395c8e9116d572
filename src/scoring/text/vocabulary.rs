//! The words that a rubric knows, and the reading of text into them.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};

use super::cue::Cue;
use super::{Gap, Kind, lex, stem};
use crate::scoring::words::{WordVector, Words};

/// The number of a stem: below the vocabulary's size a stem of the rubric, above it one that only
/// this answer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(pub(crate) u32);

impl Symbol {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A token as the layers see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) gap: Gap,
    pub(crate) symbol: Symbol,
    pub(crate) cue: Cue,
}

/// What is known about a stem.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The folded word that was seen first.
    pub(crate) surface: String,
    /// How rare it is in general English, 0 to 1; 0 for function words.
    pub(crate) rarity: f32,
    kind: Kind,
    /// Its direction, once it was asked for.
    vector: OnceLock<Option<WordVector>>,
}

impl Entry {
    fn new(word: &str, kind: Kind, cue: Cue, words: &Words) -> Self {
        let rarity = match kind {
            Kind::Arrow => 0.0,
            Kind::Number => 0.7,
            Kind::Word if cue.is_function() => 0.0,
            Kind::Word => words.weight(word),
        };
        Self { surface: word.to_owned(), rarity, kind, vector: OnceLock::new() }
    }

    fn vector(&self, words: &Words) -> Option<&WordVector> {
        let has_one = self.kind == Kind::Word && self.rarity > 0.0;
        let look = || if has_one { words.vector(&self.surface) } else { None };
        self.vector.get_or_init(look).as_ref()
    }
}

/// The stems of a rubric and its lexicon.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Words,
    /// By stem.
    stems: HashMap<String, Symbol>,
    /// By folded word, to stem each only once.
    seen: HashMap<String, (Symbol, Cue)>,
    entries: Vec<Entry>,
    /// Long words, to find typing errors.
    long: Vec<Long>,
    /// Their letters.
    letters: String,
}

/// A long word of the rubric.
#[derive(Clone, Copy, Debug)]
struct Long {
    /// Its first two letters.
    head: [u8; 2],
    /// Its last two.
    tail: [u8; 2],
    start: u32,
    length: u32,
    symbol: Symbol,
}

impl Vocabulary {
    /// An empty vocabulary over a table of word vectors.
    pub(crate) fn new(words: Words) -> Self {
        Self {
            words,
            stems: HashMap::new(),
            seen: HashMap::new(),
            entries: Vec::new(),
            long: Vec::new(),
            letters: String::new(),
        }
    }

    /// How many stems there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// What is known about one of its stems.
    pub(crate) fn entry(&self, symbol: Symbol) -> Option<&Entry> {
        self.entries.get(symbol.index())
    }

    /// The direction of a stem.
    pub(crate) fn vector<'a>(&self, entry: &'a Entry) -> Option<&'a WordVector> {
        entry.vector(&self.words)
    }

    /// Takes in a text of the rubric and returns its tokens.
    pub(crate) fn learn(&mut self, text: &str) -> Vec<Word> {
        let mut found = Vec::with_capacity(text.len() / 5 + 1);
        lex(text, 0, |token, folded| {
            let (symbol, cue) = match self.seen.get(folded) {
                Some(&known) => known,
                None => self.add(folded, token.kind),
            };
            found.push(Word {
                start: token.start,
                end: token.end,
                kind: token.kind,
                gap: token.gap,
                symbol,
                cue,
            });
        });
        found
    }

    /// Takes in a text of the rubric and returns the stems of its tokens.
    pub(crate) fn learn_symbols(&mut self, text: &str) -> Vec<Symbol> {
        let mut found = Vec::with_capacity(text.len() / 5 + 1);
        lex(text, 0, |token, folded| {
            let (symbol, _) = match self.seen.get(folded) {
                Some(&known) => known,
                None => self.add(folded, token.kind),
            };
            found.push(symbol);
        });
        found
    }

    /// The symbols of a name if all its words are known already.
    pub(crate) fn known(&self, name: &str) -> Option<Vec<Symbol>> {
        let mut found = Vec::new();
        let mut all = true;
        lex(name, 0, |token, folded| {
            if !all {
                return;
            }
            let seen =
                self.seen.get(folded).map(|&(symbol, _)| symbol).or_else(|| match token.kind {
                    Kind::Word => self.stems.get(&stem(folded)).copied(),
                    Kind::Number | Kind::Arrow => None,
                });
            match seen {
                Some(symbol) => found.push(symbol),
                None => all = false,
            }
        });
        (all && !found.is_empty()).then_some(found)
    }

    fn add(&mut self, folded: &str, kind: Kind) -> (Symbol, Cue) {
        let cue = Cue::of(folded);
        let stem = if kind == Kind::Word { stem(folded) } else { folded.to_owned() };
        let next = Symbol(self.entries.len() as u32);
        let symbol = *self.stems.entry(stem).or_insert(next);
        if symbol == next {
            self.entries.push(Entry::new(folded, kind, cue, &self.words));
        }
        self.seen.insert(folded.to_owned(), (symbol, cue));
        if kind == Kind::Word && folded.len() >= TYPO_LENGTH && folded.is_ascii() {
            let (head, tail) = ends(folded);
            let (start, length) = (self.letters.len() as u32, folded.len() as u32);
            self.letters.push_str(folded);
            self.long.push(Long { head, tail, start, length, symbol });
        }
        (symbol, cue)
    }

    /// The symbol of a word that may be misspelt by one letter. Words that exist are left alone.
    fn misspelt(&self, folded: &str) -> Option<Symbol> {
        if folded.len() < TYPO_LENGTH || folded.len() > 30 || !folded.is_ascii() {
            return None;
        }
        if self.words.row(folded).is_some() {
            return None;
        }
        let (head, tail) = ends(folded);
        let close = |long: &&Long| {
            let (start, length) = (long.start as usize, long.length as usize);
            length.abs_diff(folded.len()) <= 1
                && strsim::osa_distance(&self.letters[start..start + length], folded) == 1
        };
        let alike = |same: fn(&Long, [[u8; 2]; 2]) -> bool| {
            self.long.iter().filter(|long| same(long, [head, tail])).find(close)
        };
        let found = alike(|long, ends| long.head == ends[0]);
        found.or_else(|| alike(|long, ends| long.tail == ends[1])).map(|long| long.symbol)
    }
}

/// The shortest word in which one wrong letter is forgiven.
const TYPO_LENGTH: usize = 6;

fn ends(word: &str) -> ([u8; 2], [u8; 2]) {
    let bytes = word.as_bytes();
    let length = bytes.len();
    ([bytes[0], bytes[1]], [bytes[length - 2], bytes[length - 1]])
}

/// Reads answers with a vocabulary; stems that it lacks get numbers of their own.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    seen: HashMap<String, (Symbol, Cue)>,
    stems: HashMap<String, Symbol>,
    entries: Vec<Entry>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, seen: HashMap::new(), stems: HashMap::new(), entries: Vec::new() }
    }

    /// What is known about a stem.
    pub(crate) fn entry(&self, symbol: Symbol) -> Option<&Entry> {
        self.vocabulary
            .entry(symbol)
            .or_else(|| self.entries.get(symbol.index() - self.vocabulary.len()))
    }

    /// The direction of a stem.
    pub(crate) fn vector<'b>(&self, entry: &'b Entry) -> Option<&'b WordVector> {
        self.vocabulary.vector(entry)
    }

    /// The tokens of a text.
    pub(crate) fn read(&mut self, text: &str) -> Vec<Word> {
        let mut found = Vec::with_capacity(text.len() / 6);
        lex(text, 0, |token, folded| {
            let (symbol, cue) = match self.seen.get(folded) {
                Some(&known) => known,
                None => self.add(folded, token.kind),
            };
            found.push(Word {
                start: token.start,
                end: token.end,
                kind: token.kind,
                gap: token.gap,
                symbol,
                cue,
            });
        });
        found
    }

    fn add(&mut self, folded: &str, kind: Kind) -> (Symbol, Cue) {
        if let Some(&known) = self.vocabulary.seen.get(folded) {
            self.seen.insert(folded.to_owned(), known);
            return known;
        }
        let cue = Cue::of(folded);
        let symbol = {
            let stem = if kind == Kind::Word { stem(folded) } else { folded.to_owned() };
            let found = self.vocabulary.stems.get(&stem).or_else(|| self.stems.get(&stem)).copied();
            found.or_else(|| self.vocabulary.misspelt(folded)).unwrap_or_else(|| {
                let next = Symbol((self.vocabulary.len() + self.entries.len()) as u32);
                self.entries.push(Entry::new(folded, kind, cue, &self.vocabulary.words));
                self.stems.insert(stem, next);
                next
            })
        };
        self.seen.insert(folded.to_owned(), (symbol, cue));
        (symbol, cue)
    }
}
