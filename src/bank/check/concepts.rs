//! Whether a sentence has a phrase of a concept group: by stem, and through the lexicon.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::bank::lexicon::Lexicon;

/// A text as a sequence of stems.
pub(super) type Stems = Vec<String>;

/// The lexicon, ready to say what else a phrase may be called.
pub(super) struct Matcher {
    others: HashMap<Stems, Vec<Stems>>,
}

/// Every way of saying a group.
pub(super) struct Phrases(Vec<Stems>);

impl Matcher {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut others: HashMap<Stems, Vec<Stems>> = HashMap::new();
        for term in &lexicon.terms {
            let names: Vec<Stems> =
                term.names.iter().chain([&term.name]).map(|name| Self::stems(name)).collect();
            let examples = term.examples.iter().map(|example| Self::stems(example));
            let all: Vec<Stems> = names.iter().cloned().chain(examples).collect();
            for name in names {
                others.entry(name).or_default().extend(all.iter().cloned());
            }
        }
        Self { others }
    }

    /// The words of a text, stemmed; figures and letters that touch are two words (`100ms`).
    pub(super) fn stems(text: &str) -> Stems {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut stems = Vec::new();
        let mut word = String::new();
        let mut end = |word: &mut String| {
            if !word.is_empty() {
                stems.push(stem(&stemmer, std::mem::take(word)));
            }
        };
        for c in text.chars().flat_map(char::to_lowercase) {
            let touches =
                word.chars().next_back().is_some_and(|last| last.is_numeric() != c.is_numeric());
            if touches || !c.is_alphanumeric() {
                end(&mut word);
            }
            if c.is_alphanumeric() {
                word.push(c);
            }
        }
        end(&mut word);
        stems
    }

    /// The phrases of a group with their other names.
    pub(super) fn group(&self, group: &[String]) -> Phrases {
        let mut phrases = Vec::new();
        for phrase in group {
            let stems = Self::stems(phrase);
            phrases.extend(self.others.get(&stems).into_iter().flatten().cloned());
            phrases.push(stems);
        }
        Phrases(phrases)
    }
}

impl Phrases {
    /// Whether one of them is in the sentence, word after word.
    pub(super) fn any_in(&self, sentence: &Stems) -> bool {
        self.0.iter().any(|phrase| {
            // A phrase of signs alone (`%`) has no words to look for.
            phrase.is_empty() || sentence.windows(phrase.len()).any(|window| window == phrase)
        })
    }
}

/// The stem of the stem and so on: "aliases" becomes "alias", and "alias" itself "alia".
fn stem(stemmer: &Stemmer, mut word: String) -> String {
    for _ in 0..4 {
        let stem = stemmer.stem(&word).into_owned();
        if stem == word {
            break;
        }
        word = stem;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::fixtures::LEXICON;
    use crate::bank::read_lexicon;

    fn found(group: &[&str], sentence: &str) -> bool {
        let matcher = Matcher::new(&read_lexicon("l", LEXICON).unwrap());
        let group: Vec<String> = group.iter().map(|&phrase| phrase.to_owned()).collect();
        matcher.group(&group).any_in(&Matcher::stems(sentence))
    }

    #[test]
    fn phrases_are_found_by_stem_and_by_their_other_names() {
        assert!(found(&["count clicks"], "we are counting the clicks: counted click"));
        assert!(!found(&["count clicks"], "clicks are counted"));
        assert!(found(&["alias"], "Aliases are unique"));
        assert!(found(&["ms"], "redirect in under 100ms"));
        assert!(found(&["99.9"], "99.9% available"));
        assert!(!found(&["99.9"], "99.99% available"));
        // Names stand for each other; an example names its term, and not the other way round.
        assert!(found(&["content delivery network"], "a CDN in front"));
        assert!(found(&["edge caches"], "CloudFront in front"));
        assert!(!found(&["CloudFront"], "a CDN in front"));
    }
}
