//! Which facts of a prompt a question is about.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::bank::{Fact, Lexicon};

/// The facts of a prompt with their ways of asking, made ready.
#[derive(Debug)]
pub struct Questions {
    /// For each fact the stems of each way of asking.
    facts: Vec<Vec<BTreeSet<String>>>,
    /// For each stem in how many facts it stands, names of one term being the same.
    spread: BTreeMap<String, usize>,
    names: BTreeMap<String, String>,
}

/// What was heard in a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The facts it asks for, as positions in the prompt's list.
    pub facts: Vec<usize>,
    /// Whether it asks for a decision that the candidate has to take.
    pub decision: bool,
}

/// Words with which somebody asks to be told what to choose.
const DECISIONS: [&str; 9] = [
    "should i ",
    "should we ",
    "shall i ",
    "shall we ",
    "would you prefer",
    "do you prefer",
    "which database",
    "sql or nosql",
    "what would you choose",
];

/// Words that say nothing about the subject.
const SMALL: &str = " a an the of to in on at for by with is are be do does did can could should \
    would will have has how what which who when where there it its we i you and or per as this that \
    any some need expect about me tell ";

/// How much of a way of asking has to be in a question.
const ENOUGH: f64 = 0.65;

impl Questions {
    /// Prepares the ways of asking for `facts`. The words of the `brief` are everybody's: they tell
    /// no fact from another.
    pub fn prepare(facts: &[Fact], brief: &str, lexicon: &Lexicon) -> Self {
        let mut names = BTreeMap::new();
        for term in &lexicon.terms {
            for name in term.names.iter().filter(|name| !name.contains(' ')) {
                names.insert(stem(name), stem(&term.name));
            }
        }
        let facts: Vec<Vec<BTreeSet<String>>> = facts
            .iter()
            .map(|fact| fact.ask.iter().map(|ask| stems(ask, &names)).collect())
            .collect();
        let mut spread: BTreeMap<String, usize> = BTreeMap::new();
        for fact in &facts {
            let all: BTreeSet<&String> = fact.iter().flatten().collect();
            for stem in all {
                *spread.entry(stem.clone()).or_default() += 1;
            }
        }
        // As if every fact had them.
        for stem in stems(brief, &names) {
            if let Some(spread) = spread.get_mut(&stem) {
                *spread = (*spread).max(facts.len());
            }
        }
        Self { facts, spread, names }
    }

    /// What a question is about: the facts of which it holds most of a way of asking.
    pub fn hear(&self, text: &str) -> Heard {
        let question = stems(text, &self.names);
        let weight = |stem: &String| 1.0 / self.spread.get(stem).copied().unwrap_or(1) as f64;
        let is_asked = |ask: &BTreeSet<String>| {
            let all: f64 = ask.iter().map(weight).sum();
            let found: f64 = ask.intersection(&question).map(weight).sum();
            all > 0.0 && found >= all * ENOUGH
        };
        let facts = self.facts.iter().enumerate();
        let facts: Vec<usize> =
            facts.filter(|(_, asks)| asks.iter().any(is_asked)).map(|(at, _)| at).collect();
        let lower = text.to_lowercase();
        let decision = facts.is_empty() && DECISIONS.iter().any(|words| lower.contains(words));
        Heard { facts, decision }
    }
}

fn stems(text: &str, names: &BTreeMap<String, String>) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .filter(|word| !SMALL.contains(&format!(" {word} ")))
        .map(stem)
        .map(|stem| names.get(&stem).cloned().unwrap_or(stem))
        .collect()
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(&word.to_lowercase()).into_owned()
}
