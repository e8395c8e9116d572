//! Content on trial: are the sentences of a rubric judged as they say, is the prompt's reference
//! answer worth what it should be, and are the answers to other prompts worth little?

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
/// than [`OWN`] points or another prompt's more than [`FOREIGN`].
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
    for sentence in sentences(rubric, written) {
        let found = verdict(&compiled, &sentence);
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
    let Some(prompt) = prompt.as_ref() else { return tried };
    tried.references += 1;
    let own = reference(&compiled, prompt);
    if own < OWN {
        let message = format!(
            "the reference answer is worth {own} on its own rubric, and at least {OWN} are asked"
        );
        faults.add(prompt, prompt.fault("reference", Severity::Warning, message));
    }
    for other in others.iter().filter(|other| are_strangers(prompt, other)) {
        tried.references += 1;
        let total = reference(&compiled, other);
        if total > FOREIGN {
            let message = format!(
                "the reference answer to `{}` is worth {total} here, and at most {FOREIGN} are asked",
                other.id
            );
            let fault = written
                .fault("", Severity::Warning, message)
                .with_hint("make the musts speak of this prompt, or name the two as `siblings`");
            faults.add(written, fault);
        }
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

/// How a sentence is judged that is the whole answer.
fn verdict(compiled: &Compiled, sentence: &Sentence<'_>) -> Verdict {
    let submission = Submission {
        answers: [(sentence.at.0, sentence.text.to_owned())].into(),
        curveballs: sentence.at.1.map(str::to_owned).into_iter().collect(),
        ..Submission::default()
    };
    let Ok(document) = score(compiled, &submission) else { return Verdict::Missed };
    let held = document.criteria.iter().find(|one| one.id == sentence.criterion);
    held.map_or(Verdict::Missed, |one| one.verdict)
}

/// What the reference answer to a prompt is worth on a rubric.
fn reference(compiled: &Compiled, prompt: &Prompt) -> f64 {
    let answers: Answers =
        prompt.reference.iter().map(|(&step, text)| (Place::Step(step), text.clone())).collect();
    let submission = Submission { answers, ..Submission::default() };
    score(compiled, &submission).map_or(0.0, |document| document.total)
}
