//! Whether words stand in an order that says something.
//!
//! Words are put into a handful of classes (article, preposition, number, a word in "-ing" …); a
//! table holds how much more often one class follows another in sentences about systems than
//! chance would have it. Prose, bullets, code and speech keep well above zero; the same words
//! shuffled, or terms with function words strewn among them, fall to it.

use super::text::{Gap, Kind, Word};

/// How many classes there are.
const CLASSES: usize = 22;

/// The class of what ends a clause.
const BOUNDARY: usize = 0;
/// The class of a comma.
const COMMA: usize = 1;

/// The class of a word.
fn class(word: &Word, surface: &str) -> usize {
    let cue = word.cue;
    match word.kind {
        Kind::Number => return 2,
        Kind::Arrow => return 3,
        Kind::Word => {}
    }
    match surface {
        "the" | "a" | "an" => 4,
        "to" => 5,
        "of" => 6,
        "and" | "or" => 7,
        "not" | "no" | "never" => 8,
        "that" | "which" | "who" | "what" | "how" | "where" | "whether" => 9,
        "is" | "are" | "was" | "were" | "be" | "been" => 10,
        "if" | "when" | "because" | "so" | "but" | "since" | "as" | "then" | "than" | "while" => 11,
        "percent" | "per" => 12,
        _ if cue.is_determiner() => 13,
        _ if cue.is_pronoun() => 14,
        _ if cue.is_auxiliary() => 15,
        _ if cue.is_preposition() => 16,
        _ if cue.is_function() => 17,
        _ if surface.ends_with("ing") => 18,
        _ if surface.ends_with("ed") => 19,
        _ if surface.ends_with('s') && !surface.ends_with("ss") => 20,
        _ => 21,
    }
}

/// Calls `visit` with each pair of classes that follow each other.
pub(super) fn pairs<'a>(
    words: &[Word],
    surface: impl Fn(&Word) -> &'a str,
    mut visit: impl FnMut(usize, usize),
) {
    let clause = Gap::STOP
        .and(Gap::LINE)
        .and(Gap::SEMICOLON)
        .and(Gap::COLON)
        .and(Gap::OPEN)
        .and(Gap::CLOSE)
        .and(Gap::BAR)
        .and(Gap::DASH);
    let mut before = BOUNDARY;
    for word in words {
        let now = class(word, surface(word));
        let between = if word.gap.has(clause) {
            Some(BOUNDARY)
        } else if word.gap.has(Gap::COMMA) {
            Some(COMMA)
        } else {
            None
        };
        if let Some(between) = between {
            if before != BOUNDARY {
                visit(before, between);
            }
            before = between;
        }
        visit(before, now);
        before = now;
    }
    if before != BOUNDARY {
        visit(before, BOUNDARY);
    }
}

/// The order of a text: how many pairs there are, and the sum of what they say, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) pairs: i64,
    pub(super) sum: i64,
}

impl Order {
    /// Adds the order of another piece.
    pub(super) fn add(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.sum += other.sum;
    }

    /// Whether there are so many words, so little in order, that nobody can have meant them.
    pub(super) fn is_lost(self, least: i64, per_pair: i64) -> bool {
        self.pairs >= least && self.sum * 10 < per_pair * self.pairs
    }
}

/// Measures the order of a piece of text.
pub(super) fn measure<'a>(words: &[Word], surface: impl Fn(&Word) -> &'a str) -> Order {
    let mut found = Order::default();
    pairs(words, surface, |before, after| {
        found.pairs += 1;
        found.sum += i64::from(TABLE[before][after]);
    });
    found
}

include!("order.in");
