//! The words that a rubric's sentences are made of, as columns of a table of likeness.

use std::collections::BTreeMap;

use super::target::Target;
use super::text::{Entry, Symbol, Vocabulary};
use super::words::{DIMS, WordVector};

/// Likeness is kept in bytes: this is "the same word".
pub(super) const SAME: u8 = 250;
/// Cosines up to this are noise.
const FLOOR: f32 = 0.55;
/// What a word that is near, and not the same, is worth at most.
const NEAR: f32 = 0.9;

/// The columns: one for each word of weight in a sentence of the rubric.
#[derive(Debug)]
pub(super) struct Columns {
    /// By symbol: its column, or none.
    by_symbol: Vec<Option<u32>>,
    vectors: Vec<Option<WordVector>>,
    signs: Vec<u64>,
    /// By word: the columns of its opposites.
    opposites: BTreeMap<&'static str, Vec<u32>>,
}

impl Columns {
    pub(super) fn new(vocabulary: &Vocabulary, targets: &[Target]) -> Self {
        let mut columns = vec![None; vocabulary.len()];
        let mut vectors = Vec::new();
        let mut take = |symbol: Symbol| {
            let slot = &mut columns[symbol.index()];
            if slot.is_none() {
                *slot = Some(vectors.len() as u32);
                vectors.push(vocabulary.entry(symbol).and_then(|entry| entry.vector));
            }
        };
        for target in targets {
            for model in target.models.iter().chain([&target.text, &target.keys]) {
                model.words.iter().for_each(|word| take(word.symbol));
            }
            for symbol in target.groups.iter().flat_map(|group| group.symbols.iter().flatten()) {
                take(*symbol);
            }
        }
        let signs = vectors.iter().map(|vector| vector.as_ref().map_or(0, signs)).collect();
        let mut opposites: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        for (one, other) in OPPOSITES.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
            let column = vocabulary.known(other).and_then(|symbols| match symbols[..] {
                [symbol] => columns.get(symbol.index()).copied().flatten(),
                _ => None,
            });
            opposites.entry(one).or_default().extend(column);
        }
        Self { by_symbol: columns, vectors, signs, opposites }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The column of a word.
    pub(super) fn of(&self, symbol: Symbol) -> Option<usize> {
        self.by_symbol.get(symbol.index()).copied().flatten().map(|column| column as usize)
    }

    /// How near a word of an answer is to each column.
    pub(super) fn row(&self, symbol: Symbol, entry: Option<&Entry>) -> Vec<u8> {
        let mut row = vec![0; self.len()];
        if let Some(vector) = entry.and_then(|entry| entry.vector.as_ref()) {
            let own = signs(vector);
            for ((slot, other), sign) in row.iter_mut().zip(&self.vectors).zip(&self.signs) {
                if (own ^ sign).count_ones() <= FAR {
                    if let Some(other) = other {
                        *slot = likeness(vector.cosine(other));
                    }
                }
            }
        }
        let opposite = entry.and_then(|entry| self.opposites.get(entry.surface.as_str()));
        for &column in opposite.into_iter().flatten() {
            row[column as usize] = 0;
        }
        if let Some(column) = self.of(symbol) {
            row[column] = SAME;
        }
        row
    }
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

/// Vectors whose signs differ in more places than this are not near: at a cosine of one half a
/// third of the signs differ on average, with unrelated words a half.
const FAR: u32 = 28;

fn signs(vector: &WordVector) -> u64 {
    (0..DIMS).fold(0, |bits, at| bits | (u64::from(vector.is_negative(at)) << at))
}

fn likeness(cosine: f32) -> u8 {
    if cosine < FLOOR { 0 } else { (cosine.min(1.0) * NEAR * f32::from(SAME)) as u8 }
}
