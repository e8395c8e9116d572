//! Layer 4: what takes the credit from words that only look like an answer.

use super::page::Marks;
use super::text::{Gap, Kind, Word};

/// The fewest items that make a list of terms.
const ITEMS: usize = 5;

/// What can be said about a segment by itself.
pub(super) fn marks(words: &[Word], text: &str) -> Marks {
    Marks {
        void: speaks_to_the_grader(text),
        list: is_bare_list(words),
        hedged: words.iter().any(|word| word.cue.hedges()),
        reasoned: reason(words).is_some(),
        rejects: false,
    }
}

/// Where a reason, a consequence or an alternative begins: a cue with something after it.
pub(super) fn reason(words: &[Word]) -> Option<usize> {
    words.iter().enumerate().position(|(at, word)| {
        let cue = word.cue.reasons()
            || word.cue.contrasts()
            || word.cue.is_condition()
            || (at > 0 && word.gap.has(Gap::DASH.and(Gap::SEMICOLON)));
        let after = words.iter().skip(at + 1).take(12);
        let before = words.iter().take(at);
        let heavy = |word: &&Word| !word.cue.is_function() && word.kind != Kind::Arrow;
        cue && after.filter(heavy).count() + before.filter(heavy).count() >= 4
    })
}

/// Names side by side with nothing said about them.
fn is_bare_list(words: &[Word]) -> bool {
    let separates = |word: &Word| word.gap.has(Gap::COMMA.and(Gap::SEMICOLON).and(Gap::BAR));
    let mut items = 1_usize;
    let mut function = 0_usize;
    let mut heavy = 0_usize;
    let mut bound = false;
    for (at, word) in words.iter().enumerate() {
        let joins = is_and(word);
        if at > 0 && (separates(word) || joins) {
            items += 1;
        }
        if word.cue.is_function() {
            function += usize::from(!(joins || word.cue.is_determiner()));
        } else {
            heavy += 1;
        }
        bound |= word.kind == Kind::Arrow
            || (at > 0 && word.gap.has(Gap::OPEN.and(Gap::COLON).and(Gap::EQUALS)));
    }
    items >= ITEMS && !bound && heavy <= items * 3 && function * 8 <= heavy
}

/// Whether a word only strings items together.
pub(super) fn is_and(word: &Word) -> bool {
    word.cue.joins() && word.cue.is_function()
}

/// Instructions to whoever marks the answer.
fn speaks_to_the_grader(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |needles: &[&str]| needles.iter().any(|needle| lower.contains(needle));
    let subject = has(&[
        "grader",
        "rubric",
        "criteri",
        "evaluator",
        "scorer",
        "verdict",
        "full marks",
        "full credit",
        "as met",
        "instructions",
        "maximum score",
        "100 points",
        "this answer",
        "system prompt",
        "examiner",
        "the judge",
    ]);
    let order = has(&[
        "ignore",
        "disregard",
        "mark ",
        "award",
        "give ",
        "grade",
        "score",
        "assign",
        "treat",
        "consider all",
        "set ",
        "output",
        "respond",
        "must be met",
        "are met",
        "is met",
        "satisfied",
        "fulfil",
    ]);
    subject && order
}

/// How much of a text is in an order that English does not know, 0 to 1: an article before a verb,
/// a preposition before nothing. Terse notes have few such places and none of them wrong.
pub(super) fn disorder(words: &[Word]) -> Disorder {
    let mut found = Disorder::default();
    for pair in words.windows(2) {
        let (word, next) = (&pair[0], &pair[1]);
        let ends = next.gap.has(Gap::STOP.and(Gap::LINE).and(Gap::BAR));
        let cue = next.cue;
        if word.cue.is_determiner() {
            found.places += 1;
            let odd = ends
                || cue.is_preposition()
                || cue.is_pronoun()
                || cue.is_auxiliary()
                || (cue.is_determiner() && word.symbol == next.symbol);
            found.odd += usize::from(odd);
        } else if word.cue.is_preposition() && !word.cue.is_condition() {
            found.places += 1;
            found.odd += usize::from(ends || cue.is_auxiliary());
        }
    }
    found
}

/// A count of places where order shows, and of those where it is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Disorder {
    pub(super) places: usize,
    pub(super) odd: usize,
}
