//! A criterion or a red flag made ready: what its sentences are made of, and what sets the ones
//! that meet it apart from the ones that do not.

use std::ops::Range;

use crate::bank::Step;

use super::text::{Polarity, Symbol, Word};
use super::text::{Vocabulary, polarities, refuses};

/// What a sentence of the rubric shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shows {
    /// Meets it.
    Met,
    /// Half meets it.
    Partly,
    /// Misses it.
    Missed,
    /// Is wrong about it.
    Wrong,
}

/// The number of a sentence among all of a rubric's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line(pub(super) u32);

/// The sentences of a target that show the same; they stand side by side.
pub(super) type Lines = Range<usize>;

/// A word of a model sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) symbol: Symbol,
    pub(super) negated: bool,
    pub(super) weight: f32,
}

/// A sentence of the rubric as a bag of weighed words.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) line: Line,
    pub(super) shows: Shows,
    pub(super) words: Vec<Weighed>,
    /// The sum of the words' weights.
    pub(super) total: f32,
}

/// A sentence of the rubric as read, before it is weighed.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) shows: Shows,
    pub(super) words: Vec<Word>,
    /// Each distinct stem once, in order of first use, and whether it stands under a negation
    /// wherever it stands.
    pub(super) stems: Vec<(Symbol, bool)>,
    /// Whether it turns something down, or says what is not done.
    pub(super) rejects: bool,
}

impl Sentence {
    pub(super) fn read(vocabulary: &mut Vocabulary, shows: Shows, text: &str) -> Self {
        let words = vocabulary.learn(text);
        let polarities = polarities(&words, |word| {
            vocabulary.entry(word.symbol).map_or("", |entry| entry.surface.as_str())
        });
        let mut stems: Vec<(Symbol, bool)> = Vec::with_capacity(words.len());
        for (word, &polarity) in words.iter().zip(&polarities) {
            let negated = polarity != Polarity::Plain;
            match stems.iter_mut().find(|(symbol, _)| *symbol == word.symbol) {
                Some(known) => known.1 &= negated,
                None => stems.push((word.symbol, negated)),
            }
        }
        let surface =
            |word: &Word| vocabulary.entry(word.symbol).map_or("", |entry| entry.surface.as_str());
        let rejects = polarities.contains(&Polarity::Rejected) || refuses(&words, surface);
        Self { shows, words, stems, rejects }
    }
}

impl Model {
    pub(super) fn new(line: Line, sentence: &Sentence, weight: impl Fn(Symbol) -> f32) -> Self {
        let words: Vec<Weighed> = sentence
            .stems
            .iter()
            .map(|&(symbol, negated)| Weighed { symbol, negated, weight: weight(symbol) })
            .filter(|word| word.weight > 0.02)
            .collect();
        let total = words.iter().map(|word| word.weight).sum();
        Self { line, shows: sentence.shows, words, total }
    }
}

/// A group of phrases of which one has to be there.
#[derive(Clone, Debug)]
pub(super) struct ConceptGroup {
    /// Its number among all groups of the rubric.
    pub(super) number: u32,
    /// The stems of its phrases.
    pub(super) symbols: Vec<Vec<Symbol>>,
    /// Whether a sentence that meets the criterion has this group only under a negation, so that
    /// a negation does not speak against it.
    pub(super) negatable: bool,
    /// How much it says: a group whose phrases stand in sentences about anything says little.
    pub(super) weight: f32,
}

/// A criterion or a red flag made ready.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) groups: Vec<ConceptGroup>,
    /// What its groups weigh together.
    pub(super) group_weight: f32,
    pub(super) models: Vec<Model>,
    /// The lines of its models that meet it, half meet it, miss it and are wrong about it.
    pub(super) lines: [Lines; 4],
    /// The criterion's own text.
    pub(super) text: Model,
    /// How many words that text has.
    pub(super) text_words: usize,
    /// Words that set met sentences apart.
    pub(super) keys: Model,
    /// The weight of a sentence that meets it, on average; 0 where there is none.
    pub(super) enough: f32,
    /// Whether the mistake that it warns of, or is, is ever put with a negation.
    pub(super) denies: bool,
    /// Whether leaving something out, or turning it down, may be what is asked for.
    pub(super) drops: bool,
    /// Whether a reason, a consequence or an alternative is wanted.
    pub(super) depth: bool,
    /// Where a criterion is listed; a red flag is at home everywhere.
    pub(super) step: Option<Step>,
}

impl Target {
    /// Whether there is a sentence that meets it.
    pub(super) fn has_model(&self) -> bool {
        !self.lines[Shows::Met as usize].is_empty()
    }
}

/// Whether one of the sentences that make the mistake has a negation: those that are wrong about a
/// criterion, or a red flag's own.
pub(super) fn denies(sentences: &[Sentence], is_flag: bool) -> bool {
    let mistake = if is_flag { Shows::Met } else { Shows::Wrong };
    let made = sentences.iter().filter(|one| one.shows == mistake);
    made.flat_map(|one| &one.words).any(|word| word.cue.negates())
}

/// Whether a sentence that meets a criterion, if only by half, turns something down, or the criterion's
/// own text speaks of what is left out.
pub(super) fn drops(sentences: &[Sentence], text: &Sentence) -> bool {
    let mut shown = sentences.iter().filter(|one| one.shows <= Shows::Partly);
    let mut words = text.words.iter();
    text.rejects
        || shown.any(|one| one.rejects)
        || words.any(|word| word.cue.negates() || word.cue.leaves())
}

/// Where the models of each kind stand. They are sorted by what they show, and numbered in that order.
pub(super) fn lines(models: &[Model]) -> [Lines; 4] {
    [Shows::Met, Shows::Partly, Shows::Missed, Shows::Wrong].map(|shows| {
        let own = || models.iter().filter(|model| model.shows == shows);
        let first = own().next().map_or(0, |model| model.line.0 as usize);
        first..first + own().count()
    })
}

/// What sets sentences that meet a target apart: words that recur in them, less those that the
/// others have as well.
pub(super) fn keys(line: Line, sentences: &[Sentence], weight: impl Fn(Symbol) -> f32) -> Model {
    let mut shares: Vec<(Symbol, bool, f32)> = Vec::new();
    let count = |shows: Shows| sentences.iter().filter(|one| one.shows == shows).count() as f32;
    let (met, others) = (count(Shows::Met), count(Shows::Partly) + count(Shows::Missed));
    for sentence in sentences {
        let share = match sentence.shows {
            Shows::Met => 1.0 / met,
            Shows::Partly | Shows::Missed => -0.7 / others,
            Shows::Wrong => continue,
        };
        for &(symbol, negated) in &sentence.stems {
            match shares.iter_mut().find(|known| known.0 == symbol) {
                Some(known) => {
                    known.2 += share;
                    known.1 &= negated;
                }
                None => shares.push((symbol, negated, share)),
            }
        }
    }
    let words: Vec<Weighed> = shares
        .into_iter()
        .filter(|&(_, _, share)| share > 0.05)
        .map(|(symbol, negated, share)| Weighed {
            symbol,
            negated,
            weight: weight(symbol) * share.sqrt(),
        })
        .filter(|word| word.weight > 0.02)
        .collect();
    let total = words.iter().map(|word| word.weight).sum();
    Model { line, shows: Shows::Met, words, total }
}
