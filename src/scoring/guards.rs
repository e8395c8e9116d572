//! Layer 4: what takes the credit from words that only look like an answer.

use memchr::memmem::find;

use super::features::DENIED_WORTH;
use super::page::{Marks, Page};
use super::target::Target;
use super::text::{Gap, Kind, Polarity, Word};
use super::walk::Candidate;

/// The fewest items that make a list of terms.
const ITEMS: usize = 5;

/// What can be said about a segment by itself.
pub(super) fn marks(words: &[Word]) -> Marks {
    Marks {
        void: false,
        list: is_bare_list(words),
        bare: is_bare(words) || is_praise(words),
        strewn: false,
        hedged: words.iter().any(|word| word.cue.hedges()),
        reasoned: reason(words).is_some(),
        rejects: false,
        refuses: false,
        repeats: false,
    }
}

/// Where a reason, a consequence or an alternative begins: a cue with something after it.
pub(super) fn reason(words: &[Word]) -> Option<usize> {
    let label = label(words);
    words.iter().enumerate().position(|(at, word)| {
        if label.is_some_and(|label| at < label && word.kind == Kind::Arrow) {
            return false;
        }
        let labels = label == Some(at);
        let cue = word.cue.reasons()
            || word.cue.contrasts()
            || word.cue.is_condition()
            || (at > 0 && (word.cue.negates() || word.gap.has(TURNS)));
        if !cue {
            return false;
        }
        let heavy = |word: &&Word| !word.cue.is_function() && word.kind != Kind::Arrow;
        let behind = || words.iter().skip(at + 1).take(12).filter(heavy);
        let after = behind().count();
        let before = words.iter().take(at).filter(heavy).count();
        // That something is good is no reason for it.
        let says = behind().any(|word| !word.cue.praises());
        says && after + before >= 4 && !(labels && after < LABEL)
    })
}

/// Words behind the first of a label from which on it is more than a name.
const LABEL: usize = 4;
/// The most words of the name of a box.
const NAME: usize = 3;

/// Whether the words are an edge between named boxes, as on a whiteboard.
pub(super) fn is_edge(words: &[Word]) -> bool {
    label(words).is_some()
}

/// Where the label of an edge such as `api -> cache, db: read-through` begins, or its end without
/// one; `None` when the words are no edge. Its arrow leads from one thing to another, as "goes to"
/// does, and gives no reason; a few words behind its colon name what flows.
fn label(words: &[Word]) -> Option<usize> {
    let arrow = words.iter().position(|word| word.kind == Kind::Arrow)?;
    let colon = words.iter().skip(arrow + 1).position(|word| word.gap.has(Gap::COLON));
    let label = colon.map_or(words.len(), |colon| arrow + 1 + colon);
    let mut length = 0;
    for (at, word) in words[..label].iter().enumerate() {
        let parts = at > 0 && word.gap.has(Gap::COMMA);
        length = if parts || word.kind == Kind::Arrow { 0 } else { length };
        length += usize::from(word.kind != Kind::Arrow);
        let prose = word.cue.is_function() || word.cue.negates() || word.kind == Kind::Number;
        if length > NAME || (prose && word.kind != Kind::Arrow) {
            return None;
        }
    }
    Some(label)
}

/// Marks after which a reason or a contrast may follow.
const TURNS: Gap = Gap::DASH.and(Gap::SEMICOLON).and(Gap::COLON);

/// Whether the words may be a record of a log or of a table: several figures among a few words.
pub(super) fn is_record(words: &[Word]) -> bool {
    words.len() >= 5 && words.iter().filter(|word| word.kind == Kind::Number).count() >= 2
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
        // "A trip is keyed by city and id": what has a verb or speaks of "the" thing enumerates and
        // says something. "And a queue and a cache" does not.
        let chained = at.checked_sub(1).is_some_and(|before| is_and(&words[before]));
        let article = word.cue.is_determiner() && !chained;
        bound |= word.kind == Kind::Arrow
            || word.cue.is_auxiliary()
            || article
            || (at > 0 && word.gap.has(Gap::OPEN.and(Gap::COLON).and(Gap::EQUALS)));
    }
    let short = heavy <= items * 3 && function * 8 <= heavy;
    let many = items > ITEMS && heavy * 5 <= items * 12 && function * 3 <= heavy;
    items >= ITEMS && !bound && (short || many)
}

/// Whether nothing is said about anything: no word that holds a sentence together, no arrow, no
/// brackets, no colon.
fn is_bare(words: &[Word]) -> bool {
    let joint = Gap::OPEN.and(Gap::COLON).and(Gap::EQUALS).and(Gap::DASH);
    let arrow = words.iter().position(|word| word.kind == Kind::Arrow);
    let says = |(at, word): (usize, &Word)| {
        let holds = word.cue.is_function() && !is_and(word) && !word.cue.is_determiner();
        // An arrow is said of every box that it points to.
        let pointed = arrow.is_some_and(|arrow| arrow < at) && word.gap.has(Gap::COMMA);
        holds || pointed || word.kind == Kind::Arrow || (at > 0 && word.gap.has(joint))
    };
    let said = words.iter().enumerate().filter(|&pair| says(pair)).count();
    said * 12 <= words.len()
}

/// Whether a long run of words has hardly a mark inside and hardly a word that makes a clause of it:
/// no "we", "it", "if", "not", "because", "can". That one thing "is" another makes none by itself, and
/// neither does "that". Speech that is written down has such a word in six.
pub(super) fn is_strewn<'a>(words: &[Word], surface: impl Fn(&Word) -> &'a str) -> bool {
    let mark = Gap::STOP.and(Gap::COMMA).and(Gap::OPEN).and(Gap::CLOSE).and(Gap::BAR).and(TURNS);
    let parts = |word: &&Word| word.gap.has(mark.and(Gap::EQUALS)) || word.kind == Kind::Arrow;
    let clausal = |word: &&Word| {
        let cue = word.cue;
        let some = cue.is_pronoun()
            || cue.is_auxiliary()
            || cue.is_condition()
            || cue.reasons()
            || cue.contrasts()
            || cue.negates();
        some && !matches!(surface(word), "is" | "are" | "that" | "which")
    };
    words.len() >= RUN
        && words[1..].iter().filter(parts).count() * RUN <= words.len()
        && words.iter().filter(clausal).count() * 12 <= words.len()
}

/// From how many words on a run is long.
const RUN: usize = 14;

/// Whether nothing is said but that one thing is there and good: "we add X so that it is scalable".
fn is_praise(words: &[Word]) -> bool {
    let content = |word: &&Word| {
        !(word.cue.is_function() || word.cue.praises() || word.cue.uses())
            || word.kind == Kind::Arrow
    };
    let praised = words.iter().any(|word| word.cue.praises());
    praised && words.iter().filter(content).count() <= NAME + 1
}

/// Whether a word only strings items together.
pub(super) fn is_and(word: &Word) -> bool {
    let cue = word.cue;
    cue.joins() && cue.is_function() && !cue.breaks() && !cue.is_preposition()
}

/// Whether a text has the words of instructions to whoever marks the answer.
pub(super) fn speaks_to_the_grader(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |needles: &[&str]| {
        needles.iter().any(|needle| find(lower.as_bytes(), needle.as_bytes()).is_some())
    };
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
    subject
        && has(&[
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
        ])
}

/// Whether a window that sounds like a mistake rather warns of it: it sets one thing against another,
/// turns something down, supposes what nobody does, or has a negation where the mistake has none.
pub(super) fn warns(one: &Candidate, target: &Target, page: &Page<'_>) -> bool {
    supposes(one, page)
        || words(one, page).iter().any(|word| word.cue.contrasts())
        || turns_down(one, target, page)
}

/// Whether a window turns something down, or has a negation where the mistake has none.
pub(super) fn turns_down(one: &Candidate, target: &Target, page: &Page<'_>) -> bool {
    (!target.denies && words(one, page).iter().any(|word| word.cue.negates()))
        || page.marks[one.first..one.last].iter().any(|mark| mark.rejects)
}

/// Whether a window speaks of what nobody does, or should do.
pub(super) fn supposes(one: &Candidate, page: &Page<'_>) -> bool {
    let said = |word: &Word, others: &[&str]| {
        let word = &page.text[word.start..word.end];
        others.iter().any(|other| word.eq_ignore_ascii_case(other))
    };
    let words = words(one, page);
    // "I would use" is a choice.
    words.first().is_some_and(|word| said(word, &SUPPOSES))
        || words.windows(2).any(|two| {
            said(&two[1], &["would"]) && !said(&two[0], &["i", "we"]) || said(&two[1], &SUPPOSES)
        })
}

/// The words of a window.
pub(super) fn words<'a>(one: &Candidate, page: &'a Page<'_>) -> &'a [Word] {
    &page.words[page.segments[one.first].first..page.segments[one.last - 1].last]
}

/// Whether a window says, without a reason, that what it is about is not done: most of its words, or
/// most of what it holds of the target, is turned down.
pub(super) fn declines(one: &Candidate, target: &Target, page: &Page<'_>) -> bool {
    let marks = &page.marks[one.first..one.last];
    if target.drops || !marks.iter().any(|mark| mark.refuses) {
        return false;
    }
    let (mut from, to) = (page.segments[one.first].first, page.segments[one.last - 1].last);
    // "If it fails, we don't try again": what counts is what is done then.
    if page.words[from].cue.is_condition() {
        let comma = (from + 1..to).find(|&at| page.words[at].gap.has(Gap::COMMA));
        from = comma.unwrap_or(from);
    }
    let heavy = |at: &usize| !page.words[*at].cue.is_function();
    let dropped = |at: &usize| page.polarities[*at] != Polarity::Plain;
    let all = (from..to).filter(heavy).count();
    let gone = (from..to).filter(heavy).filter(dropped).count();
    let f = &one.features;
    let most = gone * 2 >= all || (f.denied > 0.0 && f.denied * (1.0 + DENIED_WORTH) >= f.coverage);
    most && !(from..to).any(|at| explains(&page.words[at], page.polarities[at]))
}

/// Whether a word announces a reason, a price or an alternative, and is not itself turned down.
fn explains(word: &Word, polarity: Polarity) -> bool {
    (word.cue.reasons() || word.cue.contrasts()) && polarity != Polarity::Rejected
}

/// Words with which people speak of what is not done, or should not be.
const SUPPOSES: [&str; 5] = ["wouldn't", "otherwise", "tempting", "naive", "unsafe"];
