//! The words that a rubric's sentences are made of, as columns of a table of likeness, and which
//! sentences each of them belongs to.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::target::{Line, Target};
use super::text::{Entry, Symbol, Vocabulary};
use super::words::DIMS;

/// Likeness is kept in bytes: this is "the same word".
pub(super) const SAME: u8 = 250;
/// Cosines up to this are noise.
const FLOOR: f32 = 0.55;
/// What a word that is near, and not the same, is worth at most.
const NEAR: f32 = 0.9;
/// Words that are more common than this in general English are only the same or not.
const COMMON: f32 = 0.5;

/// A word's place in a sentence of the rubric.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// The sentence.
    pub(super) line: Line,
    /// Whether the word stands there under a negation.
    pub(super) negated: bool,
    /// What it weighs there.
    pub(super) weight: f32,
}

/// Columns that a word is near to, and how near.
type Near = Box<[(u32, u8)]>;

/// The columns: one for each word of weight in a sentence of the rubric.
#[derive(Debug)]
pub(super) struct Columns {
    /// By symbol: its column, or none.
    by_symbol: Vec<Option<u32>>,
    /// By column: the sentences that it belongs to.
    pub(super) postings: Vec<Vec<Posting>>,
    /// By column: the concept groups of which it is a phrase by itself.
    pub(super) groups: Vec<Vec<u32>>,
    /// The directions of columns that words can be near to.
    vectors: Vec<(u32, f32, [i16; DIMS])>,
    /// By word: the columns of its opposites.
    opposites: BTreeMap<&'static str, Vec<u32>>,
    /// By symbol of the rubric: what [`Columns::near`] found for it the first time.
    known: Vec<OnceLock<Near>>,
}

impl Columns {
    pub(super) fn new(vocabulary: &Vocabulary, targets: &[Target]) -> Self {
        let mut columns = Self {
            by_symbol: vec![None; vocabulary.len()],
            postings: Vec::new(),
            groups: Vec::new(),
            vectors: Vec::new(),
            opposites: BTreeMap::new(),
            known: vec![OnceLock::new(); vocabulary.len()],
        };
        for target in targets {
            for model in target.models.iter().chain([&target.text, &target.keys]) {
                for word in &model.words {
                    let column = columns.take(vocabulary, word.symbol);
                    columns.postings[column].push(Posting {
                        line: model.line,
                        negated: word.negated,
                        weight: word.weight,
                    });
                }
            }
            for group in &target.groups {
                for phrase in &group.symbols {
                    if let [symbol] = phrase[..] {
                        let column = columns.take(vocabulary, symbol);
                        columns.groups[column].push(group.number);
                    }
                }
            }
        }
        for (one, other) in OPPOSITES.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
            let column = vocabulary.known(other).and_then(|symbols| match symbols[..] {
                [symbol] => columns.of(symbol),
                _ => None,
            });
            columns.opposites.entry(one).or_default().extend(column);
        }
        columns
    }

    /// The column of a word, made where there is none.
    fn take(&mut self, vocabulary: &Vocabulary, symbol: Symbol) -> usize {
        if let Some(column) = self.of(symbol) {
            return column as usize;
        }
        let column = self.postings.len();
        self.by_symbol[symbol.index()] = Some(column as u32);
        self.postings.push(Vec::new());
        self.groups.push(Vec::new());
        let entry = vocabulary.entry(symbol).filter(|entry| entry.rarity >= COMMON);
        if let Some(vector) = entry.and_then(|entry| entry.vector.as_ref()) {
            self.vectors.push((column as u32, 1.0 / vector.norm(), vector.wide()));
        }
        column
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.postings.len()
    }

    /// The column of a word.
    pub(super) fn of(&self, symbol: Symbol) -> Option<u32> {
        self.by_symbol.get(symbol.index()).copied().flatten()
    }

    /// The columns that a word of an answer is near to, and how near. A word of the rubric is held
    /// against them once for all answers.
    pub(super) fn near(&self, symbol: Symbol, entry: &Entry) -> Vec<(u32, u8)> {
        match self.known.get(symbol.index()) {
            Some(known) => known.get_or_init(|| self.compare(symbol, entry).into()).to_vec(),
            None => self.compare(symbol, entry),
        }
    }

    fn compare(&self, symbol: Symbol, entry: &Entry) -> Vec<(u32, u8)> {
        let own = self.of(symbol);
        let mut near: Vec<(u32, u8)> = own.map(|column| (column, SAME)).into_iter().collect();
        let Some(vector) = entry.vector.as_ref().filter(|_| entry.rarity >= COMMON) else {
            return near;
        };
        let opposite = self.opposites.get(entry.surface.as_str());
        let unlike = |column| opposite.is_some_and(|columns| columns.contains(&column));
        let (wide, inverse) = (vector.wide(), 1.0 / vector.norm());
        for &(column, other, ref values) in &self.vectors {
            let cosine = dot(&wide, values) as f32 * inverse * other;
            if cosine >= FLOOR && own != Some(column) && !unlike(column) {
                near.push((column, likeness(cosine)));
            }
        }
        near
    }
}

/// Exact in `i32`, and below 2^24, so that it does not matter in which order it is summed. Pairs of
/// products in four lanes are what a processor does in one instruction.
pub(super) fn dot(a: &[i16; DIMS], b: &[i16; DIMS]) -> i32 {
    let mut lanes = [0_i32; 4];
    let (a, _) = a.as_chunks::<8>();
    let (b, _) = b.as_chunks::<8>();
    for (a, b) in a.iter().zip(b) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            let (even, odd) = (2 * lane, 2 * lane + 1);
            *sum += i32::from(a[even]) * i32::from(b[even]) + i32::from(a[odd]) * i32::from(b[odd]);
        }
    }
    lanes.iter().sum()
}

fn likeness(cosine: f32) -> u8 {
    (cosine.min(1.0) * NEAR * f32::from(SAME)) as u8
}

/// Whether two words stand near each other in the table and mean the opposite.
pub(super) fn apart(one: &str, other: &str) -> bool {
    OPPOSITES.contains(&(one, other)) || OPPOSITES.contains(&(other, one))
}

/// Words that stand near each other in the table and mean the opposite.
const OPPOSITES: [(&str, &str); 40] = [
    ("synchronous", "asynchronous"),
    ("sync", "async"),
    ("synchronously", "asynchronously"),
    ("behind", "through"),
    ("horizontal", "vertical"),
    ("horizontally", "vertically"),
    ("public", "private"),
    ("fast", "slow"),
    ("faster", "slower"),
    ("soft", "hard"),
    ("optimistic", "pessimistic"),
    ("cursor", "offset"),
    ("primary", "secondary"),
    ("authentication", "authorization"),
    ("strong", "eventual"),
    ("push", "pull"),
    ("token", "leaky"),
    ("success", "failure"),
    ("read", "write"),
    ("reads", "writes"),
    ("increase", "decrease"),
    ("upload", "download"),
    ("encrypt", "decrypt"),
    ("client", "server"),
    ("stateless", "stateful"),
    ("allow", "deny"),
    ("accept", "reject"),
    ("hit", "miss"),
    ("start", "stop"),
    ("create", "delete"),
    ("insert", "delete"),
    ("add", "remove"),
    ("sender", "recipient"),
    ("buyer", "seller"),
    ("input", "output"),
    ("request", "response"),
    ("online", "offline"),
    ("lock", "unlock"),
    ("sequential", "random"),
    ("permanent", "temporary"),
];
