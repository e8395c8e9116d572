//! Which words a fact is asked for with: a count, beside the likeness of single sentences.

use std::collections::{BTreeSet, HashMap};

use crate::bank::Fact;
use crate::scoring::ln;

use super::clauses::words;

/// How often a word is thought to stand where it was not seen.
const UNSEEN: f32 = 0.3;
/// What the interviewer says, and a way of assuming it, count beside a way of asking.
const TOLD: f32 = 0.5;
/// An everyday way of asking about the fact's subject.
const LENT: f32 = 0.5;

/// How often each word stands in the ways of asking for each fact. Words such as "how" and "who"
/// count as much as others: they tell a number from a person.
#[derive(Debug)]
pub(super) struct Wording {
    counts: HashMap<String, Vec<f32>>,
    /// By fact: how many sentences were counted.
    sentences: Vec<f32>,
}

impl Wording {
    pub(super) fn of(facts: &[Fact], lent: &[Vec<&str>]) -> Self {
        let mut counts: HashMap<String, Vec<f32>> = HashMap::new();
        let mut sentences = vec![0.0_f32; facts.len()];
        for (at, fact) in facts.iter().enumerate() {
            let told = [&fact.say].into_iter().chain(&fact.assumed).map(|one| (one, TOLD));
            let told = told.map(|(one, share)| (one.as_str(), share));
            let lent = lent.get(at).into_iter().flatten().map(|&one| (one, LENT));
            let asks = fact.ask.iter().map(|one| (one.as_str(), 1.0));
            for (sentence, share) in asks.chain(told).chain(lent) {
                sentences[at] += share;
                for stem in stems(sentence) {
                    counts.entry(stem).or_insert_with(|| vec![0.0; facts.len()])[at] += share;
                }
            }
        }
        Self { counts, sentences }
    }

    /// By fact: how much likelier the words of a text are where it is asked for than where any is, as
    /// a logarithm.
    pub(super) fn odds(&self, text: &str) -> Vec<f32> {
        let mut odds = vec![0.0_f32; self.sentences.len()];
        for counts in stems(text).iter().filter_map(|stem| self.counts.get(stem)) {
            let share = |(count, all): (&f32, &f32)| (count + UNSEEN) / (all + 2.0 * UNSEEN);
            let shares: Vec<f32> = counts.iter().zip(&self.sentences).map(share).collect();
            let mean = shares.iter().sum::<f32>() / shares.len() as f32;
            for (one, share) in odds.iter_mut().zip(shares) {
                *one += ln(share / mean);
            }
        }
        odds
    }
}

/// The distinct words of a text without their endings.
fn stems(text: &str) -> BTreeSet<String> {
    let words = words(text).into_iter();
    words.map(|(_, _, word)| stem(word.trim_matches('\''))).filter(|it| !it.is_empty()).collect()
}

/// A word without its ending, so that "shared" and "sharing" are one.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 10] =
        ["ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly"];
    /// So many bytes are left at least.
    const LEFT: usize = 3;
    /// Longer words than this may end in a vowel that a form of them does not have.
    const LONG: usize = 4;
    let cut = ENDINGS.iter().find_map(|end| word.strip_suffix(end).filter(|it| it.len() >= LEFT));
    let left = cut.unwrap_or(word);
    let left = if left.len() > LONG { left.trim_end_matches(['e', 'i', 'y']) } else { left };
    left.trim_end_matches('e').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in [("shared", "sharing"), ("query", "queries"), ("cache", "caches")] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("note"), stem("node"));
    }

    #[test]
    fn no_words_speak_for_no_fact() {
        let wording = Wording::of(&[], &[]);
        assert!(wording.odds("how many users?").is_empty());
    }
}
