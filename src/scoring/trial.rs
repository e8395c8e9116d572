//! Content on trial: are the sentences of a rubric judged as they say, is the prompt's reference
//! answer worth what it should be, and are the answers to other prompts worth little?

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::{Inspection, Lexicon, Prompt, Rubric, RubricFile, Severity, Sourced};

use super::compiled::Compiled;
use super::document::{Answers, Place, Verdict};
use super::judge::score;
use super::submission::Submission;

/// What a reference answer is worth on its own rubric, at the least.
pub const OWN: f64 = 85.0;

/// What the reference answer of another prompt that is no sibling is worth, at the most.
pub const FOREIGN: f64 = 35.0;

/// Judges the sentences of a rubric and the prompt's reference answer, and the reference answers of
/// `others` on that rubric, and adds what is not as it should be to the inspection: an error where a
/// sentence is two classes away from what it is listed as, a warning where the own reference has less
/// than [`OWN`] points or another prompt's more than [`FOREIGN`], or two criteria are told apart by no
/// sentence.
///
/// Takes a few milliseconds a prompt in `others`.
pub fn try_out(inspection: &mut Inspection, others: &[Prompt], lexicon: &Lexicon) -> Tried {
    let Inspection { prompt, rubric, resolved, faults, .. } = inspection;
    let (Some(written), Some(rubric)) = (rubric.as_ref(), resolved.as_ref()) else {
        return Tried::default();
    };
    let (brief, facts) = match prompt.as_ref() {
        Some(prompt) => (Some(prompt.brief.as_str()), prompt.facts.as_slice()),
        None => (None, &[][..]),
    };
    let compiled = Compiled::new(rubric, brief, facts, lexicon);
    let mut tried = Tried::default();
    let mut twins = Twins::default();
    for sentence in sentences(rubric, written) {
        let held = verdicts(&compiled, &sentence);
        let found = held.get(sentence.criterion).copied().unwrap_or(Verdict::Missed);
        if sentence.listed == Verdict::Met {
            twins.take(sentence.criterion, &held);
        }
        tried.sentences += 1;
        tried.a_class_away += usize::from(found != sentence.listed);
        let apart = matches!(
            (sentence.listed, found),
            (Verdict::Met, Verdict::Missed) | (Verdict::Missed, Verdict::Met)
        );
        if apart {
            let message = format!(
                "this sentence is listed as `{}`, and is judged `{}`",
                sentence.listed.id(),
                found.id()
            );
            let fault = written.fault(&sentence.place, Severity::Error, message).with_hint(
                "sharpen `concepts`, or the sentence; `onsite score --explain CRITERION` says why",
            );
            faults.add(written, fault);
        }
    }
    for (one, other) in twins.found() {
        let at = rubric.criteria.iter().position(|criterion| criterion.id == one).unwrap_or(0);
        let message = format!("every sentence that meets `{one}` meets `{other}`, and the reverse");
        let fault = written
            .fault(&format!("criterion[{at}]"), Severity::Warning, message)
            .with_hint("make them one, or say in `concepts` what sets them apart");
        faults.add(written, fault);
    }
    let Some(prompt) = prompt.as_ref() else { return tried };
    tried.references += 1;
    let own = reference(&compiled, prompt);
    if own < OWN {
        let message = format!(
            "the reference answer is worth {own} on its own rubric, and at least {OWN} are asked"
        );
        faults.add(prompt, prompt.fault("reference", Severity::Warning, message));
    }
    let mut above: Vec<(&str, f64)> = Vec::new();
    for other in others.iter().filter(|other| are_strangers(prompt, other)) {
        tried.references += 1;
        let total = reference(&compiled, other);
        if total > FOREIGN {
            above.push((&other.id, total));
        }
    }
    above.sort_by(|one, other| other.1.total_cmp(&one.1));
    if let Some((first, total)) = above.first() {
        let rest = match above.len() - 1 {
            0 => String::new(),
            more => format!(", and so are {more} more"),
        };
        let message = format!(
            "the reference answer to `{first}` is worth {total} here{rest}; at most {FOREIGN} are asked"
        );
        let fault = written
            .fault("", Severity::Warning, message)
            .with_hint("make the musts speak of this prompt, or name the two as `siblings`");
        faults.add(written, fault);
    }
    tried
}

/// How much was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Sentences of criteria.
    pub sentences: usize,
    /// Those of them that are judged otherwise than they are listed.
    pub a_class_away: usize,
    /// Reference answers.
    pub references: usize,
}

impl std::ops::AddAssign for Tried {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.a_class_away += other.a_class_away;
        self.references += other.references;
    }
}

/// Whether neither prompt names the other as a sibling.
fn are_strangers(one: &Prompt, other: &Prompt) -> bool {
    one.id != other.id && !one.siblings.contains(&other.id) && !other.siblings.contains(&one.id)
}

/// A sentence of a criterion, and where it is written.
struct Sentence<'a> {
    criterion: &'a str,
    place: String,
    text: &'a str,
    listed: Verdict,
    /// The step, and the curveball that has to have come.
    at: (Place, Option<&'a str>),
}

/// The sentences that the file itself gives, those of shared criteria aside: they are general, and
/// what meets one of them in a rubric that sharpens it may be more.
fn sentences<'a>(
    rubric: &'a Rubric,
    written: &Sourced<RubricFile>,
) -> impl Iterator<Item = Sentence<'a>> {
    let own: Vec<bool> =
        written.criteria.iter().map(|criterion| criterion.exemplars.is_some()).collect();
    rubric.criteria.iter().enumerate().filter(move |&(at, _)| own.get(at) == Some(&true)).flat_map(
        |(at, criterion)| {
            let lists = [
                ("met", &criterion.exemplars.met, Verdict::Met),
                ("partly", &criterion.exemplars.partly, Verdict::Partly),
                ("missed", &criterion.exemplars.missed, Verdict::Missed),
            ];
            lists.into_iter().flat_map(move |(key, texts, listed)| {
                texts.iter().enumerate().map(move |(index, text)| Sentence {
                    criterion: &criterion.id,
                    place: format!("criterion[{at}].exemplars.{key}[{index}]"),
                    text,
                    listed,
                    at: (Place::Step(criterion.step), criterion.curveball.as_deref()),
                })
            })
        },
    )
}

/// How each criterion is judged when a sentence is the whole answer.
fn verdicts(compiled: &Compiled, sentence: &Sentence<'_>) -> BTreeMap<String, Verdict> {
    let submission = Submission {
        answers: [(sentence.at.0, sentence.text.to_owned())].into(),
        curveballs: sentence.at.1.map(str::to_owned).into_iter().collect(),
        part: true,
        ..Submission::default()
    };
    let Ok(document) = score(compiled, &submission) else { return BTreeMap::new() };
    document.criteria.into_iter().map(|one| (one.id, one.verdict)).collect()
}

/// Criteria that nothing tells apart: whatever sentence is listed as meeting one meets the other.
#[derive(Debug, Default)]
struct Twins(BTreeMap<String, BTreeSet<String>>);

impl Twins {
    /// Takes in a sentence that is listed as meeting a criterion.
    fn take(&mut self, criterion: &str, held: &BTreeMap<String, Verdict>) {
        let met = held.iter().filter(|&(_, &verdict)| verdict == Verdict::Met);
        let met: BTreeSet<String> = met.map(|(id, _)| id.clone()).collect();
        match self.0.get_mut(criterion) {
            Some(always) => always.retain(|id| met.contains(id)),
            None => drop(self.0.insert(criterion.to_owned(), met)),
        }
    }

    /// The pairs, each once.
    fn found(&self) -> Vec<(&str, &str)> {
        let meets = |one: &str, other: &str| self.0.get(one).is_some_and(|ids| ids.contains(other));
        let ids = || self.0.keys().map(String::as_str);
        let pairs = ids().flat_map(|one| ids().map(move |other| (one, other)));
        pairs.filter(|&(a, b)| a < b && meets(a, b) && meets(b, a)).collect()
    }
}

/// What the reference answer to a prompt is worth on a rubric.
fn reference(compiled: &Compiled, prompt: &Prompt) -> f64 {
    let answers: Answers =
        prompt.reference.iter().map(|(&step, text)| (Place::Step(step), text.clone())).collect();
    let submission = Submission { answers, ..Submission::default() };
    score(compiled, &submission).map_or(0.0, |document| document.total)
}
