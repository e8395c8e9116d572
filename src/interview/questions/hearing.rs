//! Questions heard: which facts they ask for, or whether they hand over a decision.

use crate::bank::{Fact, Lexicon};
use crate::scoring::{Documents, Listener, Sentence};

use super::beside::BESIDE;
use super::clauses::{Asked, Says, asked, tail, words};
use super::commonplace::COMMONPLACE;
use super::courtesy::outright as plainly;
use super::decision::{Asking, Design, parted};
use super::elsewhere::{ELSEWHERE, Subject};
use super::families::FAMILIES;
use super::judgement::Ranking;
use super::means::MEANS;
use super::quiet::QUIET;
use super::spelling::Spelling;
use super::verbatim::Verbatim;
use super::wording::Wording;

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
    /// The words of the facts. The documents are the facts, then subjects that no fact is about.
    wording: Wording,
    verbatim: Verbatim,
    spelling: Spelling,
}

/// How far what the interviewer says, and the ways of assuming a fact, speak for it.
const SAID: f32 = 0.7;
const ASSUMED: f32 = 0.75;
/// And how far everyday ways of asking about its subject do.
const LENT: f32 = 0.8;
/// A fact is what a subject is about when so much of its ways of asking has a mark of the subject,
/// and the share of each other fact is so many times less.
const OWNS: f32 = 0.25;
const CLEARLY: f32 = 2.0;
/// So sure it has to be that a fact is asked for, for it to be told.
const TOLD: f32 = 0.45;
/// So sure for it to be told although the line is a statement with a question mark.
const TOLD_IN_DOUBT: f32 = 1.0;
/// So sure for it to be told although the question seems to ask for a decision, and although it does.
const TOLD_FIRST: f32 = 0.9;
const TOLD_ALL_THE_SAME: f32 = 4.0;
/// So sure for it to be told although the question sets two means against each other.
const TOLD_AGAINST_ALL: f32 = 8.5;
/// So sure for each of two facts that one sentence asks for.
const BOTH: f32 = 0.7;
/// And so sure when the clause leans on the other with a pronoun.
const LEANING: f32 = 2.0;
/// So sure for a fact that a sentence asks for only with the one before it.
const JOINED: f32 = 0.3;
/// So sure for what a sentence asks for by itself that speaks of the one before it, and asks for
/// another fact together with that.
const REFUTED: f32 = 2.0;
/// A clause is so much surer than the whole sentence where it asks for another fact.
const BEYOND: f32 = 1.0;
/// Of two clauses with an "and" between them the surer one has to be as sure as this, the other as
/// this; and the other and a part of how far its fact is ahead, less what a pronoun costs, make so
/// much.
const CERTAIN: f32 = 0.5;
const LEAST: f32 = -1.0;
const AHEAD: f32 = 0.3;
const FAR_AHEAD: f32 = 6.0;
const PRONOUN: f32 = 1.0;
const PAIR: f32 = 1.5;
/// The other's fact has to be among so many that the whole sentence is nearest to, unless it is as
/// sure as [`CLEAR`].
const PAIR_NEAR: usize = 3;
/// What neither of the two clauses asks for has to be as sure as this in the whole sentence.
const APART: f32 = 0.7;
/// The fact of a second clause that leans on the first is not asked for where the whole sentence is so
/// much nearer to that of the first.
const BACK: f32 = 5.0;
/// So sure for what one of the things named side by side asks for, where it is what the whole
/// sentence is nearest to, and as many words.
const BESIDES: f32 = 0.5;
const PHRASE: usize = 2;
/// So sure for each of two facts where only a comma parts the clauses.
const COMMA: f32 = 2.0;
/// So sure for what a scrap seems to ask after a question or after something was heard.
const SCRAP: f32 = 2.0;
/// So sure for what a sentence seems to ask that speaks of what was heard before it.
const REFERRING: f32 = 3.5;
/// Each of two facts has to be among so many that the whole sentence is nearest to, unless its
/// clause is as sure as this.
const CLEAR: f32 = 0.8;
const NEAR: usize = 4;
/// Two things named side by side are one question when the whole asks for a fact as surely as this.
const PLAIN: f32 = 2.0;

/// So many of a fact's ways of asking have a mark of a subject that the fact is about, and at least
/// one in so many.
const SEVERAL: usize = 2;
const ONE_IN: usize = 12;

impl Questions {
    /// Prepares the facts of a prompt. `brief` is what the interviewer said at the start: its words
    /// ask for nothing.
    pub fn prepare(facts: &[Fact], brief: &str, lexicon: &Lexicon) -> Self {
        let lent = lent(facts);
        let own = facts.iter().zip(&lent).map(|(fact, lent)| sentences(fact, lent));
        let own: Vec<Vec<Sentence<'_>>> = own.collect();
        let known = |subject: &Subject| {
            let marks: Vec<&str> = parted(subject.marks).collect();
            facts.iter().any(|fact| knows(fact, &marks))
        };
        let others =
            COMMONPLACE.iter().chain(ELSEWHERE).chain(BESIDE).filter(|subject| !known(subject));
        let others = others.map(|subject| {
            parted(subject.ways).map(|text| Sentence { text, trust: 1.0, alone: true }).collect()
        });
        let phrases = FAMILIES.iter().map(|family| family.phrases);
        let all: Vec<Vec<Sentence<'_>>> = own.into_iter().chain(others).collect();
        Self {
            documents: Documents::new(&all, FAMILIES, QUIET, brief, lexicon),
            design: Design::new(lexicon),
            wording: Wording::of(facts, &lent),
            verbatim: Verbatim::of(facts),
            spelling: Spelling::of(
                all.iter()
                    .flatten()
                    .map(|one| one.text)
                    .chain([brief, MEANS, QUIET])
                    .chain(phrases),
            ),
        }
    }

    /// The facts, by index, that none of their own ways of asking finds when it is asked outright:
    /// nobody is ever told them.
    pub fn unheard(&self, facts: &[Fact]) -> Vec<usize> {
        let finds = |index: usize, way: &str| self.hear(way).facts.contains(&index);
        let unheard =
            |&(index, fact): &(usize, &Fact)| !fact.ask.iter().any(|way| finds(index, way));
        facts.iter().enumerate().filter(unheard).map(|(index, _)| index).collect()
    }

    /// Which facts a line asks for that may as well be no question. The same line is always heard
    /// alike; what is too long to be a question is heard from its end only.
    pub fn overhear(&self, text: &str) -> Heard {
        self.heard(text, false)
    }

    /// Which facts a line asks for that was put as a question: it need not sound like one.
    pub fn hear(&self, text: &str) -> Heard {
        self.heard(text, true)
    }

    fn heard(&self, text: &str, outright: bool) -> Heard {
        let mut heard = Heard::default();
        let text = self.spelling.mend(tail(text));
        let text = text.as_ref();
        let mut listener = self.documents.listen();
        for question in asked(text, outright) {
            let asking = self.design.asking(question.whole);
            let least = least(asking, TOLD);
            let least = if question.doubtful { least.max(TOLD_IN_DOUBT) } else { least };
            let asked = question.before.is_some_and(|before| before.ends_with(['?', '？']));
            let after = question.says == Says::Scraps && (asked || !heard.facts.is_empty());
            let least = if after { least.max(SCRAP) } else { least };
            let refers = !heard.facts.is_empty() && leans(question.whole);
            let least = if refers { least.max(REFERRING) } else { least };
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
        if let Some(before) = question.before.filter(|_| question.says == Says::Nothing) {
            let joined = self.first(listener, &format!("{before} {}", question.whole));
            let joined = joined.filter(|&(_, sure)| sure >= self.together(before, least));
            return joined.map(|(fact, _)| fact).into_iter().collect();
        }
        let Some(ranking) = self.ranking(listener, question.whole) else { return Vec::new() };
        let near =
            |fact: usize, most: usize| ranking.facts.iter().take(most).any(|&one| one == fact);
        if question.paired
            && let Some([first, second]) = self.pair(listener, question, &ranking)
        {
            let (weak, strong) =
                if first.sure <= second.sure { (&first, &second) } else { (&second, &first) };
            let clear = weak.sure >= CLEAR || near(weak.fact, PAIR_NEAR);
            if weak.told() && strong.sure >= CERTAIN.max(least) && clear {
                return vec![first.fact, second.fact];
            }
            let whole = ranking.facts.first().copied();
            if ranking.sure < APART && ![Some(first.fact), Some(second.fact)].contains(&whole) {
                return Vec::new();
            }
        }
        let mut parts: Vec<(usize, f32)> = Vec::new();
        for (at, clause) in question.clauses.iter().enumerate() {
            // What only says when or where is understood with what is asked.
            if at == 0 && aside(clause) {
                continue;
            }
            let needed = if at > 0 && leans(clause) { LEANING } else { BOTH };
            let best = self.first(listener, clause);
            let heard = best.filter(|&(fact, sure)| {
                sure >= needed.max(least) && (sure >= CLEAR || near(fact, NEAR))
            });
            // What leans on a clause that says nothing by itself is understood with it only.
            let alone = at > 0 && parts.is_empty() && leans(clause);
            parts.extend(heard.filter(|_| !alone));
        }
        if question.items.len() == 2 && ranking.sure < PLAIN {
            let items = question.items.iter().filter_map(|item| self.first(listener, item));
            let items: Vec<(usize, f32)> =
                items.filter(|&(_, sure)| sure >= BOTH.max(least)).collect();
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
        // Clauses with a comma between them mostly ask one thing in two ways.
        let enough = if question.clauses.len() == 2 { COMMA } else { BOTH };
        let apart = !question.paired && parts.iter().all(|&(_, sure)| sure >= enough);
        if facts.len() >= 2 && apart {
            return facts;
        }
        let surest = |a: (usize, f32), b: (usize, f32)| if b.1 > a.1 { b } else { a };
        let agrees = |&(fact, sure): &(usize, f32)| {
            ranking.facts.first() == Some(&fact) || sure >= ranking.sure + BEYOND
        };
        // An example or a hedge beside the question hides what it asks for: "is there …, like …?"
        let phrases = question.items.iter().filter(|item| words(item).len() >= PHRASE);
        let beside = phrases
            .filter_map(|item| self.first(listener, item))
            .filter(|&(fact, sure)| ranking.facts.first() == Some(&fact) && sure >= BESIDES);
        let beside: Vec<(usize, f32)> = beside.collect();
        let mut one =
            parts.into_iter().chain(beside).filter(agrees).chain(ranking.first()).reduce(surest);
        let silent = one.is_none_or(|(_, sure)| sure < least);
        let refers = leans(question.whole);
        if let Some(before) = question.before.filter(|_| silent || refers) {
            let joined = self.first(listener, &format!("{before} {}", question.whole));
            let same = |fact: usize| joined.is_none_or(|(other, _)| other == fact);
            one = one.filter(|&(fact, sure)| !refers || same(fact) || sure >= REFUTED);
            let joined = joined.filter(|(_, sure)| *sure >= self.together(before, least));
            one = one.into_iter().chain(joined).reduce(surest);
        }
        one.filter(|&(_, sure)| sure >= least).map(|(fact, _)| fact).into_iter().collect()
    }

    /// How sure it has to be what a sentence asks for with the one before it: what that one asks to
    /// be decided, the two do.
    fn together(&self, before: &str, least_alone: f32) -> f32 {
        least(self.design.asking(before), JOINED).max(least_alone)
    }

    /// What two clauses with an "and" between them ask for, where that is not the same.
    fn pair(
        &self,
        listener: &mut Listener<'_>,
        question: &Asked<'_>,
        whole: &Ranking,
    ) -> Option<[Part; 2]> {
        let &[one, other] = question.clauses.as_slice() else { return None };
        if aside(one) {
            return None;
        }
        let mut part = |clause: &str, leans: bool| {
            let ranking = self.ranking(listener, clause)?;
            let (fact, sure) = ranking.first()?;
            Some(Part { fact, sure, ahead: ranking.ahead, leans })
        };
        let pair = [part(one, false)?, part(other, leans(other))?];
        let [first, second] = &pair;
        let back = second.leans && whole.strength(second.fact) < whole.strength(first.fact) - BACK;
        (first.fact != second.fact && !back).then_some(pair)
    }

    /// The facts by how strongly a text asks for them; nothing where there are none.
    fn ranking(&self, listener: &mut Listener<'_>, text: &str) -> Option<Ranking> {
        let text = plainly(text);
        let (odds, near) = (self.wording.odds(text), self.verbatim.near(text));
        Ranking::of(text, &listener.compare(text), &odds, &near)
    }

    /// The fact that a text asks for, and how sure that is.
    fn first(&self, listener: &mut Listener<'_>, text: &str) -> Option<(usize, f32)> {
        self.ranking(listener, text)?.first()
    }
}

/// How sure it has to be that a fact is asked for beside a decision.
fn least(asking: Asking, told: f32) -> f32 {
    match asking {
        Asking::Nothing | Asking::Hardly => told,
        Asking::Perhaps => TOLD_FIRST,
        Asking::Surely => TOLD_ALL_THE_SAME,
        Asking::Certainly => TOLD_AGAINST_ALL,
    }
}

/// What one of two clauses asks for.
#[derive(Clone, Copy, Debug)]
struct Part {
    fact: usize,
    sure: f32,
    ahead: f32,
    leans: bool,
}

impl Part {
    /// Whether it may be told when the other is certain.
    fn told(&self) -> bool {
        let pronoun = if self.leans { PRONOUN } else { 0.0 };
        self.sure >= LEAST && self.sure + AHEAD * self.ahead.min(FAR_AHEAD) - pronoun >= PAIR
    }
}

/// The ways of asking for a fact, each by itself, and what else is known about it.
fn sentences<'a>(fact: &'a Fact, lent: &[&'a str]) -> Vec<Sentence<'a>> {
    let ask = |text| Sentence { text, trust: 1.0, alone: true };
    let part = |text, trust| Sentence { text, trust, alone: false };
    let asks = fact.ask.iter().map(String::as_str).map(ask);
    let assumed = fact.assumed.iter().map(|text| part(text.as_str(), ASSUMED));
    let lent = lent.iter().map(|&text| Sentence { text, trust: LENT, alone: true });
    asks.chain([part(&fact.say, SAID)]).chain(assumed).chain(lent).collect()
}

/// By fact: the everyday ways of asking about its subject, where no other fact is about it.
fn lent(facts: &[Fact]) -> Vec<Vec<&'static str>> {
    let mut lent = vec![Vec::new(); facts.len()];
    for subject in COMMONPLACE {
        let marks: Vec<&str> = parted(subject.marks).collect();
        let share = |fact: &Fact| {
            let marked = fact.ask.iter().filter(|ask| is_marked(ask, &marks)).count();
            marked as f32 / fact.ask.len().max(1) as f32
        };
        let shares: Vec<f32> = facts.iter().map(share).collect();
        let most = shares.iter().copied().fold(0.0_f32, f32::max);
        let owners = shares.iter().filter(|&&share| share * CLEARLY > most).count();
        let owner = shares.iter().position(|&share| share >= most).filter(|_| owners == 1);
        if let Some(owner) = owner.filter(|_| most >= OWNS) {
            lent[owner].extend(parted(subject.ways));
        }
    }
    lent
}

fn is_marked(ask: &str, marks: &[&str]) -> bool {
    let ask = ask.to_lowercase();
    marks.iter().any(|mark| begins_a_word(&ask, mark))
}

/// Whether a fact is about a subject: several of its ways of asking have one of its marks.
fn knows(fact: &Fact, marks: &[&str]) -> bool {
    let marked = |ask: &&String| is_marked(ask, marks);
    let needed = SEVERAL.max(fact.ask.len() / ONE_IN).min(fact.ask.len());
    fact.ask.iter().filter(marked).take(needed).count() >= needed
}

/// Whether a phrase stands in a text from the beginning of a word.
fn begins_a_word(text: &str, phrase: &str) -> bool {
    let before = |at: usize| text.get(..at).and_then(|head| head.chars().next_back());
    text.match_indices(phrase).any(|(at, _)| !before(at).is_some_and(char::is_alphanumeric))
}

/// Whether a clause before another only says when, where or on what condition that asks.
fn aside(clause: &str) -> bool {
    const BEFORE: [&str; 22] = [
        "if", "in", "on", "at", "against", "for", "with", "since", "as", "because", "during",
        "after", "before", "suppose", "imagine", "say", "given", "once", "while", "whenever",
        "assuming", "unless",
    ];
    const ASKS: [&str; 14] = [
        "do", "does", "did", "is", "are", "was", "will", "would", "should", "must", "may", "can",
        "how", "which",
    ];
    let words = words(clause);
    let among = |listed: &[&str], at: usize| {
        words.get(at).is_some_and(|(_, _, word)| listed.contains(&word.as_str()))
    };
    (among(&BEFORE, 0) && !among(&["how", "what", "which", "whom", "whose"], 1))
        || (among(&["when"], 0) && !among(&ASKS, 1))
}

/// Whether a clause speaks of something that another clause names.
fn leans(clause: &str) -> bool {
    const PRONOUNS: [&str; 10] =
        ["it", "they", "them", "that", "this", "those", "these", "he", "him", "does"];
    words(clause).iter().any(|(_, _, word)| PRONOUNS.contains(&word.as_str()))
}
