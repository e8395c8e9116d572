//! How close a question comes to single ways of asking, by its words and pairs of neighbouring words
//! just as they stand: no stems, no families, no table of words.
//!
//! It knows less than the likeness of meaning does, but it errs elsewhere: where both name the same
//! fact, that fact is seldom a wrong one.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::Fact;
use crate::scoring::ln;

use super::clauses::words;

/// What a word or pair that no way of asking has weighs, of what it would as the rarest of theirs.
const UNKNOWN: f32 = 0.5;
/// So many of a fact's ways of asking make its `several`.
const SEVERAL: usize = 3;

/// How close a text comes to the ways of asking for a fact, as cosines: 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Near {
    /// To the closest of them.
    pub(super) best: f32,
    /// To the closest three, on average.
    pub(super) several: f32,
}

/// The ways of asking for the facts, by their words and pairs.
#[derive(Debug)]
pub(super) struct Verbatim {
    /// By word or pair: what it weighs, and the ways that have it with its share of each.
    parts: BTreeMap<String, (f32, Vec<(usize, f32)>)>,
    /// By way: whose it is.
    owners: Vec<usize>,
    facts: usize,
    /// What a word or pair weighs that none of them has.
    unknown: f32,
}

impl Verbatim {
    pub(super) fn of(facts: &[Fact]) -> Self {
        let ways = facts
            .iter()
            .enumerate()
            .flat_map(|(at, fact)| fact.ask.iter().map(move |way| (at, way)));
        let (owners, ways): (Vec<usize>, Vec<BTreeSet<String>>) =
            ways.map(|(at, way)| (at, parts(way))).unzip();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for part in ways.iter().flatten() {
            *counts.entry(part).or_default() += 1;
        }
        let rare = |count: usize| ln((1 + ways.len()) as f32 / (1 + count) as f32) + 1.0;
        let mut made: BTreeMap<String, (f32, Vec<(usize, f32)>)> = counts
            .into_iter()
            .map(|(part, count)| (part.clone(), (rare(count), Vec::new())))
            .collect();
        for (at, way) in ways.iter().enumerate() {
            let weight = |part: &String| made.get(part).map_or(0.0, |it| it.0);
            let length = way.iter().map(|part| weight(part).powi(2)).sum::<f32>().sqrt();
            for part in way {
                if let Some((weight, places)) = made.get_mut(part) {
                    places.push((at, *weight / length));
                }
            }
        }
        Self { parts: made, owners, facts: facts.len(), unknown: UNKNOWN * rare(0) }
    }

    /// By fact: how close a text comes to it.
    pub(super) fn near(&self, text: &str) -> Vec<Near> {
        let mut close = vec![0.0_f32; self.owners.len()];
        let mut square = 0.0_f32;
        for part in parts(text) {
            let Some((weight, places)) = self.parts.get(&part) else {
                square += self.unknown.powi(2);
                continue;
            };
            square += weight.powi(2);
            for &(way, share) in places {
                close[way] += weight * share;
            }
        }
        let mut closest = vec![[0.0_f32; SEVERAL]; self.facts];
        for (close, &owner) in close.iter().zip(&self.owners) {
            if let Some(least) = closest[owner].iter_mut().min_by(|a, b| a.total_cmp(b)) {
                *least = least.max(*close);
            }
        }
        let length = square.sqrt().max(f32::MIN_POSITIVE);
        let near = |found: [f32; SEVERAL]| Near {
            best: found.into_iter().fold(0.0, f32::max) / length,
            several: found.iter().sum::<f32>() / SEVERAL as f32 / length,
        };
        closest.into_iter().map(near).collect()
    }
}

/// The distinct words of a text, and the pairs of neighbours.
fn parts(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = words(text).into_iter().map(|(_, _, word)| word).collect();
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.join(" ")).collect();
    words.into_iter().chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(ask: &[&str]) -> Fact {
        let ask = ask.iter().map(|&way| way.to_owned()).collect();
        Fact { id: String::new(), must: false, ask, say: String::new(), assumed: Vec::new() }
    }

    #[test]
    fn the_same_words_are_closest_and_their_order_counts() {
        let verbatim = Verbatim::of(&[fact(&["how many users", "dau"]), fact(&["how fast is it"])]);
        let same = verbatim.near("How many users?");
        assert!((same[0].best - 1.0).abs() < 1e-5 && same[1].best < 0.3, "{same:?}");
        assert!(same[0].several < 0.5, "only one of three ways is close: {same:?}");
        let turned = verbatim.near("users many how");
        assert!(turned[0].best < 0.8, "{turned:?}");
    }

    #[test]
    fn what_nobody_asks_is_close_to_nothing() {
        let verbatim = Verbatim::of(&[fact(&["how many users"]), fact(&[])]);
        for text in ["", "?", "lorem ipsum"] {
            assert_eq!(verbatim.near(text), [Near::default(); 2], "{text}");
        }
        assert_eq!(Verbatim::of(&[]).near("how many users?"), []);
    }
}
