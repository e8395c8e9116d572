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

/// Whether a class is one of small words: they hold a sentence together.
fn is_small(class: usize) -> bool {
    (4..=17).contains(&class)
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

/// The order of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// How many pairs of neighbouring words there are.
    pub(super) pairs: i64,
    /// What they say, summed up: see [`TABLE`].
    pub(super) sum: i64,
    /// How many of them stand in pieces of text that are in no order.
    pub(super) broken: i64,
    /// How many of them have a small word, from an article to a preposition.
    pub(super) small: i64,
    /// What these say, summed up.
    pub(super) small_sum: i64,
    /// How many round brackets there are.
    pub(super) brackets: i64,
    /// How many of these have no other half in their line.
    pub(super) loose: i64,
}

impl Order {
    /// Adds the order of another piece.
    pub(super) fn add(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.sum += other.sum;
        self.broken += other.broken;
        self.small += other.small;
        self.small_sum += other.small_sum;
        self.brackets += other.brackets;
        self.loose += other.loose;
    }

    /// Adds the round brackets of a text.
    pub(super) fn add_brackets(&mut self, text: &str) {
        for line in text.lines() {
            let mut open = 0;
            for (at, _) in line.match_indices(['(', ')']) {
                let closes = line.as_bytes()[at] == b')';
                // "1)" begins a point of a list.
                if closes && open == 0 && numbers_a_point(&line[..at]) {
                    continue;
                }
                self.brackets += 1;
                match (closes, open) {
                    (false, _) => open += 1,
                    (true, 0) => self.loose += 1,
                    (true, _) => open -= 1,
                }
            }
            self.loose += open;
        }
    }

    /// Whether at least so many pairs are there, and so little order in them, that nobody can have
    /// meant them. Here and there everybody writes words in no order: what counts is the mean, and
    /// how much of the text stands in such pieces. Both limits are tenths of what a pair says. Terse notes
    /// are names side by side for long stretches; where what small words they have stand as they should,
    /// the stretches tell nothing.
    pub(super) fn is_lost(self, least: i64, mean: i64, both: i64) -> bool {
        let below = |sum: i64, limit: i64| sum * 10 < limit * self.pairs;
        // Where words are few and terms many, the order alone tells little: brackets that nobody closes
        // tell more.
        let torn = self.brackets >= 8 && self.loose * 4 >= self.brackets && below(self.sum, TORN);
        self.pairs >= least
            && (torn
                || below(self.sum, mean)
                || (below(self.sum - 6 * self.broken, both)
                    && self.small_sum * 10 < SMALL * self.small))
    }
}

/// Below this mean small words stand where they should not, in tenths of what a pair says. Of the 262
/// genuine answers in `tests` fewer than two in a hundred come to so little; of 1,048 copies of them whose
/// words were shuffled, all but two in a hundred.
const SMALL: i64 = 10;

/// Below this mean the brackets decide, in tenths of what a pair says.
const TORN: i64 = 35;

/// Whether the word before a closing bracket is the number or the letter of a point, or a smiley.
fn numbers_a_point(before: &str) -> bool {
    before.split([' ', '\t', '(']).next_back().is_some_and(|word| word.len() <= 2)
}

/// Measures the order of a piece of text. Beside it stands a number of the pattern of its classes:
/// lines of a log or of a table that was pasted have all the same, and say it once.
pub(super) fn measure<'a>(words: &[Word], surface: impl Fn(&Word) -> &'a str) -> (Order, u64) {
    let mut found = Order::default();
    let mut pattern = 0_u64;
    pairs(words, surface, |before, after| {
        found.pairs += 1;
        let says = i64::from(TABLE[before][after]);
        found.sum += says;
        if is_small(before) || is_small(after) {
            found.small += 1;
            found.small_sum += says;
        }
        let pair = (before * CLASSES + after) as u64 + 1;
        pattern = pattern.wrapping_mul(1_099_511_628_211).wrapping_add(pair);
    });
    if found.sum <= 0 {
        found.broken = found.pairs;
    }
    (found, pattern)
}

/// Forty times the natural logarithm of how much more often than by chance one class follows the
/// other, counted over the exemplars, facts and reference answers of the built-in content.
const TABLE: [[i8; CLASSES]; CLASSES] = [
    [
        -120, -120, 19, 15, 28, -51, -120, -69, -8, -11, -109, 26, -101, 20, 43, -88, -18, 0, 25,
        -25, 11, 5,
    ],
    [
        -120, -120, 24, -120, -19, -65, -120, 64, 39, 36, -99, 83, -120, 13, 6, -69, -30, 1, -20,
        9, -12, -7,
    ],
    [
        12, -20, -39, -20, -91, 2, -120, -10, -11, -76, -43, -2, 113, -120, -103, -120, -9, -78,
        -120, -120, 44, -2,
    ],
    [
        -79, -120, 91, -73, -81, 4, -118, -120, -106, -120, -120, -120, -95, -120, -30, -120, -66,
        -33, -6, -1, -19, 27,
    ],
    [
        -120, -120, -27, -120, -120, -120, -120, -120, -120, -120, -120, -120, -103, -120, -120,
        -120, -120, -7, 4, 14, -16, 38,
    ],
    [
        -120, -120, 8, -120, 40, -120, -120, -120, -120, -120, 23, -120, -120, 34, -24, -68, -114,
        27, -27, -76, -33, 16,
    ],
    [
        -120, -120, 47, -118, 51, -120, -120, -120, -26, -22, -120, -120, -120, 48, -21, -120,
        -120, 21, 20, 9, 11, -6,
    ],
    [
        -120, -120, -4, -120, 27, -23, -83, -120, 40, 18, -45, 17, -17, 33, 14, -4, -34, -7, 20, 7,
        20, 3,
    ],
    [
        -22, -66, -11, -106, -24, -29, -120, -120, -120, -120, 2, -37, -120, -120, -120, -120, 2,
        -6, 43, 51, -8, 20,
    ],
    [
        -72, -53, -76, -120, 8, -120, -120, -67, 6, -120, 62, -59, -120, -22, 62, 31, -120, 17, 15,
        -30, 21, -11,
    ],
    [
        -120, -66, 12, -120, 0, -120, -120, -120, 80, 4, -120, -120, -36, -47, -69, -120, -24, 0,
        13, 99, -62, 9,
    ],
    [
        -120, -88, -9, -120, 47, -36, -5, -120, 23, 53, -120, -9, -120, 13, 76, -120, -44, 11, 42,
        -16, -16, -17,
    ],
    [
        -47, -81, -120, -95, -120, -120, 72, -120, -120, -120, -120, -52, -117, -120, -120, -120,
        -33, -120, -27, -120, -20, 37,
    ],
    [
        -58, -50, 10, -120, -99, -57, -26, -120, -120, -37, -31, -120, -120, -69, -28, -38, -50,
        34, -3, -12, -1, 27,
    ],
    [
        -6, -33, -103, -120, -120, -24, -120, -39, -37, -120, 41, -59, -120, -37, -70, 81, -28, -8,
        -88, 17, 3, 11,
    ],
    [
        -69, -69, -50, -120, 2, 71, -120, -120, 89, -33, 67, -102, -120, -4, -16, 2, -83, -8, -51,
        -6, -66, 13,
    ],
    [
        -60, -49, 31, -66, 51, -71, -120, -86, -44, -5, -120, -85, -120, 60, -19, -120, -69, 16,
        25, -36, -12, 0,
    ],
    [10, 6, 26, -33, -7, 4, 24, -23, -120, 5, 1, -3, -27, -11, -1, -12, -10, 10, 6, -31, 6, -3],
    [14, 5, -51, -120, -4, 33, 4, 5, -39, 9, 30, -34, -120, 20, 28, -7, 22, 21, -36, -32, 5, -26],
    [
        21, 1, -100, -120, -57, 51, -73, -9, -34, -84, -31, 15, 4, -2, -34, -46, 59, 12, -9, -65,
        7, -27,
    ],
    [28, 24, -14, -7, 4, 14, 24, 20, -13, 21, 26, -25, 29, -1, -9, 21, 23, 1, -19, -36, -44, -27],
    [25, 29, -15, 34, -33, 14, 27, 15, -44, -1, 11, -23, 5, -32, -22, 17, 16, -9, -17, -37, 9, -18],
];
