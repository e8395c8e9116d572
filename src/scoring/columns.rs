//! The words that a rubric's sentences are made of, as columns of a table of likeness.

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
    columns: Vec<Option<u32>>,
    vectors: Vec<Option<WordVector>>,
    signs: Vec<u64>,
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
            let facets = target.facets.iter().flat_map(|facet| &facet.alternatives);
            let own = [&target.text, &target.keys];
            for model in target.models.iter().chain(own).chain(facets) {
                model.words.iter().for_each(|word| take(word.symbol));
            }
            for symbol in target.groups.iter().flat_map(|group| group.symbols.iter().flatten()) {
                take(*symbol);
            }
        }
        let signs = vectors.iter().map(|vector| vector.as_ref().map_or(0, signs)).collect();
        Self { columns, vectors, signs }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The column of a word.
    pub(super) fn of(&self, symbol: Symbol) -> Option<usize> {
        self.columns.get(symbol.index()).copied().flatten().map(|column| column as usize)
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
        if let Some(column) = self.of(symbol) {
            row[column] = SAME;
        }
        row
    }
}

/// Vectors whose signs differ in more places than this are not near: at a cosine of one half a
/// third of the signs differ on average, with unrelated words a half.
const FAR: u32 = 28;

fn signs(vector: &WordVector) -> u64 {
    (0..DIMS).fold(0, |bits, at| bits | (u64::from(vector.is_negative(at)) << at))
}

fn likeness(cosine: f32) -> u8 {
    if cosine < FLOOR { 0 } else { (cosine.min(1.0) * NEAR * f32::from(SAME)) as u8 }
}
