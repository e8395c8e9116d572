//! Which words stand under a negation, and which things are turned down.

use super::vocabulary::Word;
use super::{Gap, Kind};

/// How a word is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Polarity {
    /// As it stands.
    #[default]
    Plain,
    /// Under a negation: "never waits".
    Negated,
    /// Turned down: "we do not need a cache".
    Rejected,
}

/// How far a negation reaches when nothing stops it, in words that carry meaning.
const REACH: usize = 7;

/// The polarity of each word; `folded` gives a word's text.
pub(crate) fn polarities<'a>(words: &[Word], folded: impl Fn(&Word) -> &'a str) -> Vec<Polarity> {
    let mut found = vec![Polarity::Plain; words.len()];
    for at in 0..words.len() {
        if !words[at].cue.negates() || pseudo(words, at, &folded) {
            continue;
        }
        let end = clause_end(words, at + 1);
        let dismissal = (at + 1..end.min(at + 6)).find(|&next| words[next].cue.dismisses());
        let bare =
            folded(&words[at]) == "no" && (at == 0 || words[at].gap.has(CLAUSE)) && end > at + 1;
        let not_done = words.get(at + 1).is_some_and(|next| next.cue.uses()) && end > at + 2;
        let polarity = if dismissal.is_some() || bare || not_done {
            Polarity::Rejected
        } else {
            Polarity::Negated
        };
        for slot in &mut found[at..end] {
            *slot = (*slot).max(polarity);
        }
        // "durability is not a concern": what is turned down stands before.
        if let Some(dismissal) = dismissal
            && end <= dismissal + 3
        {
            let start = clause_start(words, at);
            for slot in &mut found[start..at] {
                *slot = (*slot).max(polarity);
            }
        }
    }
    found
}

const CLAUSE: Gap = Gap::COMMA
    .and(Gap::SEMICOLON)
    .and(Gap::COLON)
    .and(Gap::DASH)
    .and(Gap::OPEN)
    .and(Gap::CLOSE)
    .and(Gap::STOP)
    .and(Gap::BAR)
    .and(Gap::LINE);

fn clause_end(words: &[Word], from: usize) -> usize {
    let mut heavy = 0;
    for (at, word) in words.iter().enumerate().skip(from) {
        let stops = word.gap.has(CLAUSE)
            || (at > from && word.cue.breaks())
            || word.kind == Kind::Arrow
            || (at > from && word.cue.negates());
        if stops {
            return at;
        }
        heavy += usize::from(!word.cue.is_function());
        if heavy > REACH {
            return at;
        }
    }
    words.len()
}

fn clause_start(words: &[Word], before: usize) -> usize {
    let mut at = before;
    while at > 0 && !words[at].gap.has(CLAUSE) && !words[at - 1].cue.breaks() && before - at < 12 {
        at -= 1;
    }
    at
}

/// A negation in form only: "not only", "no single point of failure", "no more than".
fn pseudo<'a>(words: &[Word], at: usize, folded: &impl Fn(&Word) -> &'a str) -> bool {
    let next = |offset: usize| words.get(at + offset).map_or("", folded);
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", folded);
    let here = words.get(at).map_or("", folded);
    match here {
        "not" => {
            matches!(next(1), "only" | "just" | "least" | "more" | "to" | "sure" | "yet" | "found")
                || matches!(before, "or" | "if" | "whether" | "why")
        }
        "no" => matches!(
            (next(1), next(2)),
            ("single", "point") | ("spof" | "matter" | "more" | "less" | "later" | "problem", _)
        ),
        "can't" | "cannot" => next(1) == "wait",
        _ => false,
    }
}
