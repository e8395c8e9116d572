//! Which words stand under a negation, and which things are turned down.

use std::ops::Range;
use std::sync::LazyLock;

use super::stem::stem;
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
    let mut mark = |words: Range<usize>, polarity: Polarity| {
        for slot in &mut found[words] {
            *slot = (*slot).max(polarity);
        }
    };
    for at in 0..words.len() {
        if words[at].cue.leaves() {
            if let Some(dropped) = left_aside(words, at, &folded) {
                mark(dropped, Polarity::Rejected);
            }
            continue;
        }
        if nothing_done(words, at, &folded) {
            mark(subject(words, at)..clause_end(words, at + 1), Polarity::Rejected);
            continue;
        }
        if !words[at].cue.negates() || pseudo(words, at, &folded) {
            continue;
        }
        let end = clause_end(words, at + 1);
        let dismissal = (at + 1..end.min(at + 6)).find(|&next| words[next].cue.dismisses());
        let bare =
            folded(&words[at]) == "no" && (at == 0 || words[at].gap.has(CLAUSE)) && end > at + 1;
        let not_done = words.get(at + 1).is_some_and(|next| next.cue.uses()) && end > at + 2;
        let refusal = refused(words, at, end, &folded);
        let polarity = if dismissal.is_some() || bare || not_done || refusal.is_some() {
            Polarity::Rejected
        } else {
            Polarity::Negated
        };
        mark(at..end, polarity);
        // "durability is not a concern": what is turned down stands before.
        if let Some(dismissal) = dismissal
            && end <= dismissal + 3
        {
            mark(clause_start(words, at)..at, polarity);
        }
        if let Some(object) = refusal {
            mark(object..at, Polarity::Rejected);
        }
    }
    found
}

/// Where the object begins of "time zones we do not handle", "retries I won't think about": what
/// somebody refuses to deal with, when it stands before. The place of the negation itself when it
/// stands behind.
fn refused<'a>(
    words: &[Word],
    at: usize,
    end: usize,
    folded: &impl Fn(&Word) -> &'a str,
) -> Option<usize> {
    let verb = (at + 1..end.min(at + 4)).find(|&next| words[next].cue.handles())?;
    let own = at.checked_sub(1).is_some_and(|before| speaks_for_the_design(folded(&words[before])))
        || at.checked_sub(2).is_some_and(|before| speaks_for_the_design(folded(&words[before])));
    let rest = words[verb + 1..end].iter().filter(|word| !word.cue.is_function()).count();
    match (own, rest) {
        (true, 0) => Some(subject(words, at)),
        (true, _) => Some(at),
        _ => None,
    }
}

/// Whether somebody says what they will not do, or that something is not there: "we don't compare",
/// "I give no target", "there is no clean-up". That nothing bad happens is no refusal.
pub(crate) fn refuses<'a>(words: &[Word], folded: impl Fn(&Word) -> &'a str) -> bool {
    (0..words.len()).any(|at| {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| folded(&words[at]));
        let own = (1..=2).any(|back| speaks_for_the_design(before(back)));
        let absent = matches!(before(1), "there's") || matches!(before(2), "there");
        let no = folded(&words[at]) == "no";
        let behind = words.iter().skip(at + 1).take(3);
        words[at].cue.negates()
            && (own || (no && absent))
            && !pseudo(words, at, &folded)
            && !behind.into_iter().any(|word| HARM.contains(&stem(folded(word))))
    })
}

/// What nobody wants to happen, and what nobody should rely on.
static HARM: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        "accept",
        "block",
        "collision",
        "conflict",
        "danger",
        "problem",
        "race",
        "risk",
        "break",
        "collide",
        "depend",
        "die",
        "double",
        "drop",
        "duplicate",
        "exceed",
        "expose",
        "fail",
        "forget",
        "leak",
        "lie",
        "lock",
        "lose",
        "miss",
        "oversell",
        "overwrite",
        "reject",
        "rely",
        "repeat",
        "reveal",
        "send",
        "skip",
        "stall",
        "store",
        "trust",
        "wait",
        "waste",
        "write",
    ]
    .map(stem)
    .to_vec()
});

/// Whether a word is the person who answers, or the design's "we".
fn speaks_for_the_design(word: &str) -> bool {
    matches!(word, "i" | "we" | "i'd" | "i'll" | "i'm" | "we'd" | "we'll" | "we're")
}

/// "Do nothing against bots", "there is nothing for late events".
fn nothing_done<'a>(words: &[Word], at: usize, folded: &impl Fn(&Word) -> &'a str) -> bool {
    let is = |at: Option<usize>, some: &[&str]| {
        at.and_then(|at| words.get(at)).is_some_and(|word| some.contains(&folded(word)))
    };
    is(Some(at), &["nothing"])
        && is(at.checked_sub(1), &["do", "does", "did", "doing", "done", "build", "is", "have"])
        && (is(Some(at + 1), &["for", "against", "about"]) || clause_end(words, at + 1) == at + 1)
}

/// What is dropped where somebody leaves it out or aside.
fn left_aside<'a>(
    words: &[Word],
    at: usize,
    folded: &impl Fn(&Word) -> &'a str,
) -> Option<Range<usize>> {
    let near = at.saturating_sub(2)..at;
    if !words[near].iter().any(|word| speaks_for_the_design(folded(word))) {
        return None;
    }
    let end = clause_end(words, at + 1);
    let aside = (at + 1..end.min(at + 10)).find(|&next| words[next].cue.is_aside())?;
    let before = words[at + 1..aside].iter().any(|word| !word.cue.is_function());
    let behind = words[aside + 1..end].iter().any(|word| !word.cue.is_function());
    Some(if before || behind { at..end } else { subject(words, at)..end })
}

/// Where the part of a sentence begins to which a refusal at its end may refer: it reaches back over
/// "if", "that" and one comma, not over "but" or "because".
fn subject(words: &[Word], before: usize) -> usize {
    let mut at = before;
    let mut commas = 0;
    while at > 0 && before - at < 16 {
        let word = &words[at];
        commas += usize::from(word.gap.has(Gap::COMMA.and(Gap::COLON)));
        let turns = word.cue.contrasts() || (word.cue.reasons() && !word.cue.is_condition());
        if word.gap.has(PART) || commas > 1 || turns {
            break;
        }
        at -= 1;
    }
    at
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

/// What ends a part of a sentence, however closely the next part refers to it.
const PART: Gap =
    Gap::DASH.and(Gap::OPEN).and(Gap::CLOSE).and(Gap::STOP).and(Gap::BAR).and(Gap::LINE);

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
