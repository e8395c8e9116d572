//! Questions heard: which facts they ask for, or whether they hand over a decision.

use crate::bank::{Fact, Lexicon};
use crate::scoring::{Documents, Listener, Sentence};

use super::clauses::{Asked, asked, words};
use super::decision::{Asking, Design, parted};
use super::elsewhere::{ELSEWHERE, Subject};
use super::families::{FAMILIES, QUIET};
use super::judgement::{Signs, strength};

/// What a line asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The facts, by their index among the prompt's, each once, in the order asked. Usually none or
    /// one.
    pub facts: Vec<usize>,
    /// The question hands a design decision to the interviewer that is the candidate's own.
    pub decision: bool,
}

/// The facts of a prompt, made ready to be asked for.
#[derive(Debug)]
pub struct Questions {
    documents: Documents,
    design: Design,
    /// How many of the documents are facts; the others are subjects that no fact is about.
    facts: usize,
}

/// How far what the interviewer says, and the ways of assuming a fact, speak for it.
const SAID: f32 = 0.7;
const ASSUMED: f32 = 0.75;
/// From this strength a fact is told, and from this one when a question was put outright.
const TOLD: f32 = 0.0;
const TOLD_OUTRIGHT: f32 = -0.25;
/// Below this strength the first fact is told only when it is so far ahead of the second: otherwise
/// it would be the wrong one as often as not. It has to be further ahead below `TOLD`.
const STRONG: f32 = 1.5;
const AHEAD: f32 = 0.4;
const FAR_AHEAD: f32 = 0.9;
/// From this strength it is told although the line is a statement with a question mark.
const TOLD_IN_DOUBT: f32 = 2.0;
/// From this strength it is told although the question seems to ask for a decision, and from this
/// one although it does.
const TOLD_FIRST: f32 = 3.2;
const TOLD_ALL_THE_SAME: f32 = 4.0;
/// From this strength each of two facts is told that one sentence asks for.
const BOTH: f32 = 1.7;
/// And from this one when the clause leans on the other with a pronoun.
const LEANING: f32 = 3.0;
/// Each of two facts has to be among so many that the whole sentence is nearest to, unless its
/// clause is as clear as this.
const CLEAR: f32 = 3.0;
const NEAR: usize = 4;
/// Two things named side by side are one question when the whole asks for a fact as strongly as
/// this, and for the next one less strongly than this.
const PLAIN: f32 = 4.0;
const NOT_NEAR: f32 = -1.0;

/// So many of a fact's ways of asking have a mark of a subject that the fact is about.
const SEVERAL: usize = 2;

impl Questions {
    /// Prepares the facts of a prompt. `brief` is what the interviewer said at the start: its words
    /// ask for nothing.
    pub fn prepare(facts: &[Fact], brief: &str, lexicon: &Lexicon) -> Self {
        let own: Vec<Vec<Sentence<'_>>> = facts.iter().map(sentences).collect();
        let known = |subject: &Subject| {
            let marks: Vec<&str> = parted(subject.marks).collect();
            facts.iter().any(|fact| knows(fact, &marks))
        };
        let others = ELSEWHERE.iter().filter(|subject| !known(subject));
        let others = others.map(|subject| {
            parted(subject.ways).map(|text| Sentence { text, trust: 1.0, alone: true }).collect()
        });
        let all: Vec<Vec<Sentence<'_>>> = own.iter().cloned().chain(others).collect();
        Self {
            documents: Documents::new(&all, FAMILIES, QUIET, brief, lexicon),
            design: Design::new(lexicon),
            facts: facts.len(),
        }
    }

    /// Which facts a line asks for that may as well be no question. The same line is always heard
    /// alike; what is too long to be a question is heard from its end only.
    pub fn overhear(&self, text: &str) -> Heard {
        self.heard(text, TOLD, false)
    }

    /// Which facts a line asks for that was put as a question: it need not sound like one, and what
    /// it probably asks for is better told than left.
    pub fn hear(&self, text: &str) -> Heard {
        self.heard(text, TOLD_OUTRIGHT, true)
    }

    fn heard(&self, text: &str, told: f32, outright: bool) -> Heard {
        let mut heard = Heard::default();
        let mut listener = self.documents.listen();
        for question in asked(text, outright) {
            let asking = self.design.asking(question.whole);
            let least = match asking {
                Asking::Nothing | Asking::Hardly => told,
                Asking::Perhaps => TOLD_FIRST,
                Asking::Surely => TOLD_ALL_THE_SAME,
            };
            let least = if question.doubtful { least.max(TOLD_IN_DOUBT) } else { least };
            let facts = self.facts(&mut listener, &question, least);
            heard.decision |= asking > Asking::Nothing && facts.is_empty();
            for fact in facts {
                if !heard.facts.contains(&fact) {
                    heard.facts.push(fact);
                }
            }
        }
        heard
    }

    fn facts(&self, listener: &mut Listener<'_>, question: &Asked<'_>, least: f32) -> Vec<usize> {
        let ranked = self.ranked(listener, question.whole);
        let whole = ranked.first().copied().filter(|_| distinct(&ranked));
        let near = |fact: usize| ranked.iter().take(NEAR).any(|&(other, _)| other == fact);
        let mut parts: Vec<(usize, f32)> = Vec::new();
        for (at, clause) in question.clauses.iter().enumerate() {
            let needed = if at > 0 && leans(clause) { LEANING } else { BOTH };
            let best = self.ranked(listener, clause).first().copied();
            let heard = best.filter(|&(fact, found)| {
                found >= needed.max(least) && (found >= CLEAR || near(fact))
            });
            // What leans on a clause that says nothing by itself is understood with it only.
            let alone = at > 0 && parts.is_empty() && leans(clause);
            parts.extend(heard.filter(|_| !alone));
        }
        if question.items.len() == 2 && !plain(&ranked) {
            let items = question
                .items
                .iter()
                .filter_map(|item| self.ranked(listener, item).first().copied());
            let items: Vec<(usize, f32)> =
                items.filter(|&(_, found)| found >= BOTH.max(least)).collect();
            if items.len() == question.items.len() {
                parts = items;
            }
        }
        let mut facts: Vec<usize> = Vec::new();
        for &(fact, _) in &parts {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        if facts.len() >= 2 {
            return facts;
        }
        let strongest = |a: (usize, f32), b: (usize, f32)| if b.1 > a.1 { b } else { a };
        let mut one = parts.into_iter().chain(whole).reduce(strongest);
        let silent = one.is_none_or(|(_, found)| found < least);
        if let Some(before) = question.before.filter(|_| silent || leans(question.whole)) {
            let joined = self.ranked(listener, &format!("{before} {}", question.whole));
            let joined = joined.first().filter(|(_, found)| *found >= BOTH.max(least));
            one = one.into_iter().chain(joined.copied()).reduce(strongest);
        }
        one.filter(|&(_, found)| found >= least).map(|(fact, _)| fact).into_iter().collect()
    }

    /// The facts by how strongly a text asks for them, the strongest first.
    fn ranked(&self, listener: &mut Listener<'_>, text: &str) -> Vec<(usize, f32)> {
        let signs = Signs::of(&listener.compare(text), self.facts);
        let mut ranked: Vec<(usize, f32)> = signs.iter().map(strength).enumerate().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }
}

/// The ways of asking for a fact, each by itself, and what else is known about it.
fn sentences(fact: &Fact) -> Vec<Sentence<'_>> {
    let ask = |text| Sentence { text, trust: 1.0, alone: true };
    let part = |text, trust| Sentence { text, trust, alone: false };
    let asks = fact.ask.iter().map(String::as_str).map(ask);
    let assumed = fact.assumed.iter().map(|text| part(text.as_str(), ASSUMED));
    asks.chain([part(&fact.say, SAID)]).chain(assumed).collect()
}

/// Whether a fact is about a subject: several of its ways of asking have one of its marks.
fn knows(fact: &Fact, marks: &[&str]) -> bool {
    let marked = |ask: &&String| {
        let ask = ask.to_lowercase();
        marks.iter().any(|mark| begins_a_word(&ask, mark))
    };
    fact.ask.iter().filter(marked).take(SEVERAL).count() >= SEVERAL.min(fact.ask.len())
}

/// Whether a phrase stands in a text from the beginning of a word.
fn begins_a_word(text: &str, phrase: &str) -> bool {
    let before = |at: usize| text.get(..at).and_then(|head| head.chars().next_back());
    text.match_indices(phrase).any(|(at, _)| !before(at).is_some_and(char::is_alphanumeric))
}

/// Whether the first fact is asked for strongly, or more so than the second.
fn distinct(ranked: &[(usize, f32)]) -> bool {
    let first = ranked.first().map_or(0.0, |&(_, found)| found);
    let ahead = ranked.get(1).map_or(f32::INFINITY, |&(_, second)| first - second);
    let needed = if first < TOLD { FAR_AHEAD } else { AHEAD };
    first >= STRONG || ahead >= needed
}

/// Whether one fact is asked for and no other comes near.
fn plain(ranked: &[(usize, f32)]) -> bool {
    let mut strengths = ranked.iter().map(|&(_, found)| found);
    let (first, second) = (strengths.next(), strengths.next());
    first.zip(second).is_some_and(|(first, second)| first >= PLAIN && second < NOT_NEAR)
}

/// Whether a clause speaks of something that another clause names.
fn leans(clause: &str) -> bool {
    const PRONOUNS: [&str; 10] =
        ["it", "they", "them", "that", "this", "those", "these", "he", "him", "does"];
    words(clause).iter().any(|(_, _, word)| PRONOUNS.contains(&word.as_str()))
}
