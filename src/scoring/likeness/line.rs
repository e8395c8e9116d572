//! A sentence of a document made ready, and what a text has in common with all of them.

use crate::scoring::logarithm::ln;
use crate::scoring::text::Symbol;
use crate::scoring::words::{DIMS, WordVector};

use super::Likeness;
use super::bag::Bag;

/// Where a word stands: its line, and its number among the words of all lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) slot: u32,
}

/// A sentence of a document.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) document: usize,
    pub(super) bag: Bag,
    /// The slot of its first word.
    pub(super) first: usize,
    pub(super) trust: f32,
    pub(super) alone: bool,
    pub(super) gist: Gist,
}

/// The mean direction of a text's words, of length 1, or nothing.
pub(super) type Gist = Option<[f32; DIMS]>;

/// What a text has in common with each document. `mine` says how near each word of the text, line
/// by line, comes to the line; `held` how near each word of the lines comes to the text.
pub(super) fn likeness(
    documents: usize,
    lines: &[Line],
    text: &Bag,
    about: Option<&[f32; DIMS]>,
    mine: &[f32],
    held: &[f32],
) -> Vec<Likeness> {
    let count = text.words.len();
    let mut found = vec![Likeness::default(); documents];
    if count == 0 || text.total <= 0.0 {
        return found;
    }
    let mut pools = vec![0.0_f32; documents * count];
    let mut three = vec![[0.0_f32; 3]; documents];
    for (line, mine) in lines.iter().zip(mine.chunks_exact(count)) {
        let pool = &mut pools[line.document * count..][..count];
        for (slot, like) in pool.iter_mut().zip(mine) {
            *slot = slot.max(like * line.trust);
        }
        if !line.alone || line.bag.total <= 0.0 {
            continue;
        }
        let of_text = text.found(mine) / text.total;
        let of_sentence = line.bag.found(&held[line.first..]) / line.bag.total;
        let sum = of_text + of_sentence;
        let both = if sum > 0.0 { 2.0 * of_text * of_sentence / sum } else { 0.0 };
        if let Some(lowest) = three[line.document].iter_mut().min_by(|a, b| a.total_cmp(b)) {
            *lowest = lowest.max(both);
        }
        let best = &mut found[line.document];
        best.gist = best.gist.max(along(about, line.gist.as_ref()));
        if both > best.both {
            let left = text.words.iter().zip(mine).map(|(word, like)| word.weight * (1.0 - like));
            let missing = left.fold(0.0, f32::max);
            *best = Likeness { of_text, of_sentence, both, missing, ..*best };
        }
    }
    for (at, one) in found.iter_mut().enumerate() {
        one.chorus = three[at].iter().sum::<f32>() / 3.0;
        one.mass = text.found(&pools[at * count..][..count]);
        one.pooled = one.mass / text.total;
        one.strange = text.total - one.mass;
    }
    found
}

/// How often a family is thought to stand where it was not seen.
const UNSEEN: f32 = 0.3;

/// By family: by document, the logarithm of how much likelier a sentence of it has the family than a
/// sentence of any has.
pub(super) fn kinship(lines: &[Line], by_kin: &[Vec<Place>], documents: usize) -> Vec<Vec<f32>> {
    let mut sentences = vec![0.0_f32; documents];
    for line in lines.iter().filter(|line| line.alone) {
        sentences[line.document] += 1.0;
    }
    let odds = |places: &Vec<Place>| {
        let mut counts = vec![0.0_f32; documents];
        let mut last = None;
        for place in places {
            let line = &lines[place.line as usize];
            // A sentence counts once, however many of its words are of the family.
            if line.alone && last != Some(place.line) {
                counts[line.document] += 1.0;
                last = Some(place.line);
            }
        }
        let share = |(count, all): (&f32, &f32)| (count + UNSEEN) / (all + 2.0 * UNSEEN);
        let shares: Vec<f32> = counts.iter().zip(&sentences).map(share).collect();
        let mean = shares.iter().sum::<f32>() / shares.len().max(1) as f32;
        shares.into_iter().map(|share| ln(share / mean)).collect()
    };
    by_kin.iter().map(odds).collect()
}

/// The mean direction of a text's words, each by its weight.
pub(super) fn gist<'a>(bag: &Bag, vector: impl Fn(Symbol) -> Option<&'a WordVector>) -> Gist {
    let mut sum = [0.0_f32; DIMS];
    for word in &bag.words {
        if let Some(vector) = vector(word.symbol) {
            let share = word.weight / vector.norm();
            for (slot, value) in sum.iter_mut().zip(vector.wide()) {
                *slot += share * f32::from(value);
            }
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    (length > 0.0).then(|| sum.map(|value| value / length))
}

fn along(one: Option<&[f32; DIMS]>, other: Option<&[f32; DIMS]>) -> f32 {
    one.zip(other).map_or(0.0, |(a, b)| a.iter().zip(b).map(|(a, b)| a * b).sum())
}
