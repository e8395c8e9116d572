//! Questions that hand a design decision to the interviewer.

use std::collections::{HashMap, HashSet};

use crate::bank::Lexicon;

use super::clauses::words;
use super::means::{MEANS, NOT_MEANS, SOFT};

/// The words of design, from the lexicon and from here.
#[derive(Clone, Debug)]
pub(super) struct Design {
    phrases: HashSet<String>,
    /// By first word: the words in the longest phrase that begins with it, where there are several.
    longest: HashMap<String, usize>,
    soft: HashSet<&'static str>,
    mine: Forms,
    my_own: Forms,
    wants: Forms,
    consults: Forms,
    shall: Forms,
    about_scope: Forms,
    existing: Forms,
    open: Forms,
}

/// Runs of words to look for, each between spaces.
#[derive(Clone, Debug)]
struct Forms(Vec<String>);

impl Forms {
    fn new(listed: &str) -> Self {
        Self(parted(listed).map(|one| format!(" {one} ")).collect())
    }

    /// Whether one of them is in a text whose words stand between single spaces.
    fn within(&self, text: &str) -> bool {
        self.0.iter().any(|form| text.contains(form.as_str()))
    }
}

/// What stands between bars.
pub(super) fn parted(listed: &str) -> impl Iterator<Item = &str> {
    listed.split('|').map(str::trim).filter(|one| !one.is_empty())
}

/// Whether a sentence asks for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asking {
    /// It does not.
    Nothing,
    /// It only names something of which designs are made.
    Hardly,
    /// It seems to. A fact that it asks for comes first.
    Perhaps,
    /// It speaks of the candidate's own doing, or sets two means against each other.
    Surely,
    /// It sets two means against each other that mean nothing else, and asks which.
    Certainly,
}

impl Design {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let others: HashSet<&str> = parted(NOT_MEANS).collect();
        let mut phrases: HashSet<String> = parted(MEANS).map(str::to_owned).collect();
        for term in lexicon.terms.iter().filter(|term| !others.contains(term.name.as_str())) {
            let names = [&term.name].into_iter().chain(&term.names).chain(&term.examples);
            phrases
                .extend(names.filter(|name| !others.contains(name.as_str())).map(|it| plain(it)));
        }
        phrases.retain(|one| !one.is_empty());
        let mut longest: HashMap<String, usize> = HashMap::new();
        for phrase in &phrases {
            if let Some((first, rest)) = phrase.split_once(' ') {
                let most = longest.entry(first.to_owned()).or_default();
                *most = (*most).max(1 + rest.split(' ').count());
            }
        }
        Self {
            phrases,
            longest,
            soft: parted(SOFT).collect(),
            mine: Forms::new(MINE),
            my_own: Forms::new(MY_OWN),
            wants: Forms::new(WANTS),
            consults: Forms::new(CONSULTS),
            shall: Forms::new(SHALL),
            about_scope: Forms::new(ABOUT_SCOPE),
            existing: Forms::new(EXISTING),
            open: Forms::new(OPEN),
        }
    }

    /// Where words of design stand in a list of words, and whether they mean nothing else.
    fn places(&self, words: &[String]) -> Vec<(usize, bool)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.longest.get(&words[at]).copied().unwrap_or(1).min(words.len() - at);
            let held = (1..=most).rev().find(|&length| self.is_means(&words[at..at + length]));
            if let Some(length) = held {
                let phrase = words[at..at + length].join(" ");
                let forms =
                    [Some(phrase.as_str()), phrase.strip_suffix('s'), phrase.strip_suffix("es")];
                let soft = forms.into_iter().flatten().any(|form| self.soft.contains(form));
                found.push((at, !soft));
            }
            at += held.unwrap_or(1);
        }
        found
    }

    fn is_means(&self, words: &[String]) -> bool {
        let phrase = words.join(" ");
        if self.phrases.contains(&phrase) {
            return true;
        }
        ["s", "es", "ed", "d", "ing"].iter().any(|end| {
            phrase.strip_suffix(end).is_some_and(|stem| {
                stem.len() > 2
                    && (self.phrases.contains(stem)
                        || (*end == "ing" && self.phrases.contains(&format!("{stem}e")))
                        || (*end == "ed" && self.phrases.contains(&format!("{stem}e")))
                        || (stem.len() > 4
                            && stem
                                .get(..stem.len() - 1)
                                .is_some_and(|it| self.phrases.contains(it))))
            })
        })
    }

    /// Whether a sentence asks the interviewer to decide how something is built.
    pub(super) fn asking(&self, sentence: &str) -> Asking {
        let words: Vec<String> = words(sentence).into_iter().map(|word| word.2).take(60).collect();
        let text = format!(" {} ", words.join(" "));
        let places = self.places(&words);
        let or = words.iter().position(|word| ["or", "vs", "versus"].contains(&word.as_str()));
        let sides = or.is_some_and(|or| {
            places.iter().any(|place| place.0 < or) && places.iter().any(|place| place.0 > or)
        });
        let means = !places.is_empty();
        let hard = or.is_some_and(|or| {
            let side = |before: bool| places.iter().any(|&(at, hard)| hard && (at < or) == before);
            side(true) && side(false)
        });
        let existing = self.existing.within(&text);
        let tried = tries(&words);
        let opinion = self.mine.within(&text) || tried;
        if self.about_scope.within(&text) {
            return if sides && !existing { Asking::Perhaps } else { Asking::Nothing };
        }
        let mine = words.iter().any(|word| word == "i");
        if (or.is_some() && VERDICTS.iter().any(|verdict| text.trim_end().ends_with(verdict)))
            || (hard && !existing && (opinion || !states(&words)))
            || (or.is_some() && ((tried && means) || (opinion && mine && !looks(&words))))
        {
            return Asking::Certainly;
        }
        if self.mine.within(&text)
            || (tried && (means || or.is_some()))
            || (or.is_some() && does(&words))
            || (sides && !existing && (self.shall.within(&text) || words.len() <= SHORT))
        {
            return Asking::Surely;
        }
        let consults = means
            && (self.consults.within(&text)
                || self.my_own.within(&text)
                || (or.is_some() && self.shall.within(&text)));
        let hands_over = consults || (sides && !existing);
        let weighs = or.is_some() && (self.wants.within(&text) || text.contains(" better to "));
        if (hands_over && !enquires(&words)) || weighs || tried {
            Asking::Perhaps
        } else if !existing
            && (places.iter().any(|place| place.1)
                || self.open.within(&text)
                || (or.is_some() && weighs_ways(&words)))
        {
            Asking::Hardly
        } else {
            Asking::Nothing
        }
    }
}

/// Whether a sentence asks what the interviewer would do: "would you wrap the old ones?"
fn tries(words: &[String]) -> bool {
    words.windows(3).any(|three| {
        let [would, you, verb] = three else { return false };
        would == "would" && you == "you" && !OF_TASK.contains(&verb.as_str())
    })
}

/// Whether a sentence asks which of two things the candidate does: "do I copy it or …?"
fn does(words: &[String]) -> bool {
    let asked = words.iter().skip_while(|word| OPENINGS.contains(&word.as_str()));
    let asked: Vec<&str> = asked.take(3).map(String::as_str).collect();
    matches!(asked.as_slice(), ["do", "i", verb] if !OF_NEED.contains(verb))
}

/// Whether a sentence speaks of what somebody sees, as a user would.
fn looks(words: &[String]) -> bool {
    words.iter().any(|word| ["see", "seen", "look", "find", "own"].contains(&word.as_str()))
}

/// Whether a sentence has a verb that every statement and most questions have.
fn states(words: &[String]) -> bool {
    words.iter().any(|word| VERBS.contains(&word.as_str()))
}

/// Whether a sentence that has an "or" asks what ought to be, or how we do something: "when it is
/// full, should the writer wait or fail?", "do we check it before or after?"
fn weighs_ways(words: &[String]) -> bool {
    words.iter().any(|word| ["should", "shall"].contains(&word.as_str()))
        || words.windows(3).any(|three| {
            let [one, other, verb] = three else { return false };
            one == "do" && other == "we" && !OF_US.contains(&verb.as_str())
        })
}

/// What an interviewer would say or want of the task, and not do as its builder.
const OF_TASK: &[&str] = &[
    "say", "expect", "call", "like", "need", "want", "consider", "tell", "mind", "accept",
    "tolerate", "allow", "describe", "estimate", "know", "be", "have", "please", "give", "agree",
    "think", "see", "count", "define", "rank", "rate", "explain", "clarify", "lose", "rather",
    "guess", "assume",
];
/// What the task asks of a candidate, and not how it is done.
const OF_NEED: &[&str] =
    &["need", "have", "get", "know", "also", "really", "bring", "cover", "design", "still", "even"];
/// What we have or are, and not how something is done.
const OF_US: &[&str] = &[
    "have", "need", "know", "want", "expect", "own", "run", "offer", "support", "serve", "get",
    "already", "care", "charge", "pay", "sell", "allow", "also", "even", "still", "only", "really",
];
/// How a question ends that names two things and asks which.
const VERDICTS: &[&str] = &[
    " which do you prefer",
    " which do you want",
    " which one do you like",
    " which do you like better",
    " which of them do you want",
    " which one do you prefer",
    " what do you prefer",
    " which would you prefer",
    " which one do you want",
    " which would you take",
    " which one would you take",
    " which one shall i take",
    " which would you choose",
    " which one would you choose",
    " what would you choose",
    " which is better",
    " what is better",
    " which one is better",
];
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "will", "would", "has", "have", "had", "do", "does", "did", "can",
    "could", "should", "shall", "must", "may", "might", "need", "needs",
];

/// Whether a sentence asks how many, who, when or what something is, and for nobody's opinion.
fn enquires(words: &[String]) -> bool {
    let among = |listed: &[&str], word: &String| listed.contains(&word.as_str());
    let mut asked = words.iter().skip_while(|word| among(OPENINGS, word));
    let first = asked.next().map_or("", String::as_str);
    let measures = first == "how" && asked.next().is_some_and(|second| among(MEASURES, second));
    (measures || ENQUIRIES.contains(&first)) && !words.iter().any(|word| among(OPINIONS, word))
}

const OPENINGS: &[&str] = &["so", "and", "ok", "well", "also", "at", "in", "for", "to"];
const ENQUIRIES: &[&str] = &["who", "whose", "where", "when", "what"];
const MEASURES: &[&str] = &[
    "many",
    "much",
    "often",
    "frequently",
    "big",
    "large",
    "fast",
    "quickly",
    "soon",
    "long",
    "popular",
    "busy",
    "high",
];
const OPINIONS: &[&str] = &[
    "should",
    "shall",
    "i",
    "you",
    "me",
    "my",
    "prefer",
    "better",
    "best",
    "would",
    "recommend",
    "sensible",
    "or",
    "vs",
    "versus",
];

/// The most words of a question that only names two means.
const SHORT: usize = 7;

fn plain(name: &str) -> String {
    words(name).into_iter().map(|word| word.2).collect::<Vec<_>>().join(" ")
}

/// The candidate's own doing, or the interviewer's taste.
const MINE: &str = "\
     should i | shall i | do you want me to | would you like me to | you want me to | you like \
     me to | do you prefer | you prefer | would you rather | would you prefer | you rather | is \
     it ok if i | is it fine if i | ok if i | fine if i | okay if i | should we use | shall we \
     use | what would you choose | what would you use | would you go for | would you go with | \
     would you recommend | do you recommend | what do you recommend | would you use | do you \
     think i should | better to use | what would you do | should we go with | shall we go with | \
     should we pick | should we choose | am i free to | would it be better if i | which would \
     you | do you expect me to use | am i supposed to use | would you pick | would you put | you \
     want to see | you would choose | you would use | you would pick | you would take | would you \
     take | would you choose | would you go | would suit you | shall we take | should we take | am i \
     right to | is it alright if i | is it allright if i | alright if i | may i just | your \
     recommendation | your advice | you advise | leave that to me | is it up to me | up to me | \
     you think is better | in your opinion | in your view";

/// The candidate's own doing, perhaps: people speak so for a user, too.
const MY_OWN: &str = "\
     may i | can i | could i | how do i | where do i | do i use | do i need | do i store | would \
     i | can we use | is it better | am i allowed";

/// What the interviewer wants.
const WANTS: &str =
    "do you want | would you like | do you think | do you expect | would you prefer";

/// Ways of asking for a verdict on something that is named.
const CONSULTS: &str = "\
     ok | okay | fine | good enough | do you want | would you like | you want | should we | \
     shall we | can we | right choice | right answer | right way | acceptable | overkill | makes \
     sense | make sense | good idea | is it best | should i | would you | a must | required | do \
     i need | are you happy with | happy with | what kind of | what type of | prefer | recommend \
     | should there be | sufficient | suffice | the best | appropriate | could i | could we | or \
     not | can i | is it wise | good choice | an option | where should | how should | what \
     should | the right | do you think | you expect | good for | a good | what about using | \
     think about using | should | shall | do we need | which database | which data structure | \
     which algorithm | which protocol | be enough | do we use | do we fan out | do we shard | do \
     we keep one | how do we | which one | need | do we | which | better | must | would | or can \
     i | how do you want | how would you | how big should | how often should | how many should | \
     how long should | could";

/// Ways of asking how something shall be built that name no means.
const OPEN: &str = "\
     how should i | how should we | how should the | how do i | how shall | how would you | what \
     should i | which should i | is it better to | would it be better | better to | do you prefer \
     | you prefer | your preference | should be written in | be written in | be implemented in \
     | do you want for | where should i | where should we | where should the | would it be ok to \
     | is it ok to | is it fine to | is it okay to | good idea to | does it make sense to | worth \
     it to | would suffice | be enough | is enough for | would do | be overkill | how many should \
     i | how big should | how long should | how often should | what size should | which would | \
     which one should | makes more sense | make more sense | do you favour | do you favor | pros \
     and cons | best way to | best practice | right way to | recommended";

/// Something shall be done, whoever does it.
const SHALL: &str = "should | shall | do we | would | must | do you want | is it | what";

/// What is asked about is the task, not the means.
const ABOUT_SCOPE: &str = "\
     assume | cover | design | worry | care | consider | support | plan for | expect | think \
     about | include | focus | leave out | leave away | skip | ignore | scope | part of this | \
     know | how deep | concentrate | talk about | take into account | concern | build for | \
     account for | aim for | care about | thinking about | worrying about | plan with | reckon with | \
     count with | count on | calculate | pretend | invent | size this | existing | already | how many users | \
     leave it out | leave aside | can i leave | may i leave | i leave | target | handle | i count | today | have in place | there already";

/// Something is there already.
const EXISTING: &str = "\
     already | today | currently | existing | is there | are there | do we have | do clients | \
     do users | do customers | do they";
