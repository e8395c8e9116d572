//! What a criterion's own text asks for, read from its form: the parts that all have to be there,
//! and the alternatives of which one will do.
//!
//! "Chooses 301 or 302 for the redirect and says what follows for caching and analytics" asks for
//! one of two numbers, and for caching and analytics. Words that only speak about answering
//! ("says", "names at least two") ask for nothing.

use super::target::{Model, Sentence, Shows, Weighed};
use super::text::{Gap, Symbol, Vocabulary, Word};

/// A part of a criterion's text: any one of its alternatives will do.
#[derive(Clone, Debug)]
pub(super) struct Facet {
    pub(super) alternatives: Vec<Model>,
    pub(super) weight: f32,
}

/// Words about answering, as stems.
const ABOUT_ANSWERING: [&str; 72] = [
    "address",
    "answer",
    "argu",
    "ask",
    "assum",
    "candid",
    "choos",
    "clear",
    "compar",
    "consid",
    "cover",
    "decid",
    "defin",
    "describ",
    "design",
    "detail",
    "discuss",
    "estim",
    "explain",
    "explicit",
    "follow",
    "give",
    "ground",
    "happen",
    "identifi",
    "includ",
    "instanc",
    "justifi",
    "know",
    "least",
    "list",
    "mention",
    "name",
    "note",
    "notic",
    "outlin",
    "point",
    "price",
    "propos",
    "provid",
    "reason",
    "recogn",
    "say",
    "see",
    "show",
    "specifi",
    "state",
    "suggest",
    "talk",
    "thing",
    "think",
    "understand",
    "use",
    "way",
    "what",
    "whi",
    "recognis",
    "exampl",
    "deal",
    "serv",
    "let",
    "main",
    "anoth",
    "someth",
    "two",
    "three",
    "sever",
    "far",
    "kind",
    "part",
    "set",
    "whose",
];

/// Whether a stem is about answering rather than about the subject.
pub(super) fn about_answering(stem: &str) -> bool {
    ABOUT_ANSWERING.contains(&stem)
}

/// Reads the parts of a criterion's text.
pub(super) fn facets(
    vocabulary: &Vocabulary,
    text: &Sentence,
    weight: impl Fn(Symbol) -> f32,
) -> Vec<Facet> {
    let words = &text.words;
    let word_is = |at: usize, wanted: &str| {
        vocabulary.entry(words[at].symbol).is_some_and(|entry| entry.surface == wanted)
    };
    let mut facets: Vec<Vec<Vec<Word>>> = vec![vec![Vec::new()]];
    let mut inside = false;
    let mut listed = false;
    for (at, word) in words.iter().enumerate() {
        let opens = at > 0 && word.gap.has(Gap::OPEN);
        let closes = at > 0 && word.gap.has(Gap::CLOSE);
        let hard = at > 0 && word.gap.has(Gap::SEMICOLON.and(Gap::COLON).and(Gap::STOP));
        let or = word_is(at, "or");
        let and = word_is(at, "and") || word_is(at, "with");
        if opens || closes || hard {
            facets.push(vec![Vec::new()]);
            inside = opens || (inside && !closes);
            listed = false;
        } else if or {
            listed = true;
            push_alternative(&mut facets);
        } else if at > 0 && word.gap.has(Gap::COMMA) {
            if inside || listed || list_goes_on(words, at, &word_is) {
                push_alternative(&mut facets);
            } else {
                facets.push(vec![Vec::new()]);
            }
        } else if and && !inside {
            facets.push(vec![Vec::new()]);
            listed = false;
        }
        if let Some(alternative) = facets.last_mut().and_then(|facet| facet.last_mut()) {
            alternative.push(*word);
        }
    }
    facets.into_iter().filter_map(|facet| build(facet, &weight)).collect()
}

/// Whether an "or" ends the list that a comma at `at` stands in.
fn list_goes_on(words: &[Word], at: usize, word_is: &impl Fn(usize, &str) -> bool) -> bool {
    for next in at..words.len() {
        if next > at
            && words[next].gap.has(Gap::SEMICOLON.and(Gap::COLON).and(Gap::STOP).and(Gap::OPEN))
        {
            return false;
        }
        if word_is(next, "or") {
            return true;
        }
        if word_is(next, "and") {
            return false;
        }
    }
    false
}

fn push_alternative(facets: &mut [Vec<Vec<Word>>]) {
    if let Some(facet) = facets.last_mut() {
        facet.push(Vec::new());
    }
}

fn build(alternatives: Vec<Vec<Word>>, weight: &impl Fn(Symbol) -> f32) -> Option<Facet> {
    let models: Vec<Model> = alternatives
        .into_iter()
        .map(|words| {
            let mut weighed: Vec<Weighed> = Vec::new();
            for word in words {
                let known = weighed.iter().any(|one| one.symbol == word.symbol);
                let weight = weight(word.symbol);
                if !known && weight > 0.02 {
                    weighed.push(Weighed { symbol: word.symbol, negated: false, weight });
                }
            }
            let total = weighed.iter().map(|word| word.weight).sum();
            Model { shows: Shows::Met, words: weighed, total }
        })
        .filter(|model| model.total > 0.15)
        .collect();
    let heaviest = models.iter().map(|model| model.total).fold(0.0, f32::max);
    (heaviest > 0.0).then(|| Facet { alternatives: models, weight: heaviest.sqrt() })
}
