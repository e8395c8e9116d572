//! Answers and a prepared rubric → document.

use std::collections::BTreeMap;

use crate::bank::{Criterion, Step, Tier, When};

use super::arithmetic::{Frame, assemble, round};
use super::company::company;
use super::compiled::Compiled;
use super::document::{CriterionVerdict, Document, Evidence, Place, RaisedFlag, Verdict};
use super::evidence::quotes;
use super::mistake::is_mistake;
use super::order::Order;
use super::page::Page;
use super::reason::{phrase, reason};
use super::ruling::{Note, Ruling, contradicted, rule};
use super::submission::{LONGEST_ANSWER, ScoreError, Submission};
use super::text::Reader;
use super::walk::{Candidate, Walk};

/// Judges every criterion that counts and makes the document.
///
/// # Errors
///
/// When an answer is longer than [`LONGEST_ANSWER`].
pub fn score(compiled: &Compiled, submission: &Submission) -> Result<Document, ScoreError> {
    let before = before_prompts(compiled, submission)?;
    judge(compiled, submission, |judged| document(compiled, submission, judged, &before))
}

/// Answers as judged.
pub(super) struct Judged<'a> {
    pages: &'a [Page<'a>],
    walk: &'a Walk<'a>,
    /// One for each criterion, in order.
    pub(super) rulings: Vec<Ruling>,
}

impl Judged<'_> {
    /// What is quoted for a ruling.
    pub(super) fn quotes(&self, ruling: &Ruling) -> Vec<Evidence> {
        quotes(&ruling.quoted, self.pages)
    }

    /// The words that stand for a concept group in the window of a ruling.
    pub(super) fn phrase(&self, ruling: &Ruling, group: usize) -> Option<String> {
        phrase(ruling, group, self.pages).map(str::to_owned)
    }
}

/// Judges answers and hands the result to `then`.
pub(super) fn judge<T>(
    compiled: &Compiled,
    submission: &Submission,
    then: impl FnOnce(&Judged<'_>) -> T,
) -> Result<T, ScoreError> {
    for (&place, text) in &submission.answers {
        if text.len() > LONGEST_ANSWER {
            return Err(ScoreError::TooLong { place, bytes: text.len() });
        }
    }
    let mut reader = Reader::new(&compiled.vocabulary);
    let pages: Vec<Page<'_>> = submission
        .answers
        .iter()
        .map(|(&place, text)| Page::read(compiled, &mut reader, place, text))
        .collect();
    let mut walk = Walk::new(compiled, &reader, submission.part);
    for (number, page) in pages.iter().enumerate() {
        walk.page(number, page);
    }
    let rulings = rule_all(compiled, submission, &walk, &pages);
    Ok(then(&Judged { pages: &pages, walk: &walk, rulings }))
}

fn document(
    compiled: &Compiled,
    submission: &Submission,
    judged: &Judged<'_>,
    before: &BTreeMap<&str, Verdict>,
) -> Document {
    let rubric = compiled.rubric();
    let pages = judged.pages;
    let criteria = rubric
        .criteria
        .iter()
        .zip(&judged.rulings)
        .filter(|(criterion, _)| submission.counts(criterion))
        .map(|(criterion, ruling)| {
            let shown = |verdict: Verdict| verdict != Verdict::Missed;
            let prompted = shown(ruling.verdict)
                && before.get(criterion.id.as_str()).is_some_and(|&verdict| !shown(verdict));
            verdict(criterion, ruling, prompted, pages)
        })
        .collect();
    let flags = raised(compiled, judged);
    let frame = Frame {
        id: submission.id.clone(),
        rubric: compiled.reference().clone(),
        level: submission.level,
        judge: "offline".to_owned(),
        guess: submission.guess,
        steps: Step::ALL.into_iter().filter(|&step| submission.has(step)).collect(),
        answers: submission.answers.clone(),
    };
    assemble(rubric, frame, criteria, flags)
}

/// What is held for each criterion.
fn rule_all(
    compiled: &Compiled,
    submission: &Submission,
    walk: &Walk<'_>,
    pages: &[Page<'_>],
) -> Vec<Ruling> {
    let rubric = compiled.rubric();
    let company = company(compiled, submission, walk, pages);
    let mut rulings: Vec<Ruling> = rubric
        .criteria
        .iter()
        .enumerate()
        .map(|(number, criterion)| {
            let asked = criterion.facts.iter().any(|fact| submission.asked.contains(fact));
            rule(criterion, number, compiled, (walk, pages), company[number], asked)
        })
        .collect();
    for (number, ruling) in rulings.iter_mut().enumerate() {
        let Some(chosen) = ruling.chosen.filter(|_| ruling.verdict == Verdict::Met) else {
            continue;
        };
        if contradicted(number, &chosen, pages) {
            ruling.settle([ruling.chances[0], BORDER]);
            ruling.notes.push(Note::Contradicted);
        }
    }
    let mut order = Order::default();
    for page in pages {
        order.add(page.order);
    }
    let lost = order.is_lost(80, 14, if order.pairs < SHORT { 12 } else { -10 });
    let bare = bare(pages);
    for ruling in &mut rulings {
        let Some(chosen) = ruling.chosen.filter(|_| ruling.verdict != Verdict::Missed) else {
            continue;
        };
        if lost || pages[chosen.page].order.is_lost(120, -15, -60) {
            ruling.settle([0.05, 0.0]);
            ruling.notes.push(Note::Disordered);
        } else if bare && says_nothing(&chosen, pages) {
            ruling.settle([0.1, 0.0]);
            ruling.notes.push(Note::Crowded);
        }
    }
    crowds(&mut rulings, pages);
    // A rubric that has no cap on its own musts is about whatever the candidate chooses.
    let bound = rubric.caps.iter().any(|cap| matches!(cap.when, When::MustsBelow(_)));
    let on_topic = if bound { compiled.topic.on_topic(pages, walk.reader) } else { 1.0 };
    if on_topic < 1.0 {
        for (ruling, criterion) in rulings.iter_mut().zip(&rubric.criteria) {
            let own = criterion.tier == Tier::Must && !criterion.shared;
            if own && ruling.verdict != Verdict::Missed {
                ruling.settle(ruling.chances.map(|chance| chance * on_topic));
                ruling.notes.push(Note::OffTopic);
            }
        }
    }
    rulings
}

/// In an answer of fewer pairs of words than this, one that has no order is soon told.
const SHORT: i64 = 300;

/// Just under the border to the next class, so that it is asked about first.
const BORDER: f32 = 0.45;

/// Whether an answer is terms from end to end, with nothing said about them. A sentence or two may have
/// no word that makes a clause; no whole answer has none.
fn bare(pages: &[Page<'_>]) -> bool {
    let (mut all, mut bare, mut strewn) = (0, 0, 0);
    for page in pages {
        for (segment, mark) in page.segments.iter().zip(&page.marks) {
            let words = &page.words[segment.first..segment.last];
            let heavy = words.iter().filter(|word| !word.cue.is_function()).count();
            all += heavy;
            bare += if mark.bare || mark.list { heavy } else { 0 };
            strewn += if mark.is_hollow() { heavy } else { 0 };
        }
    }
    (all >= 20 && bare * 10 >= all * 8) || (all >= WHOLE && strewn * 10 >= all * 8)
}

/// From how many weighty words on a text is more than a few sentences.
const WHOLE: usize = 60;

/// Whether a window is made of terms alone.
fn says_nothing(chosen: &Candidate, pages: &[Page<'_>]) -> bool {
    let marks = &pages[chosen.page].marks[chosen.first..chosen.last];
    marks.iter().all(|mark| mark.is_hollow())
}

/// Takes the credit from pieces of text that name more things than they can say something about.
fn crowds(rulings: &mut [Ruling], pages: &[Page<'_>]) {
    let mut shown: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let counts = |ruling: &Ruling| {
        ruling.chosen.filter(|_| ruling.verdict != Verdict::Missed).map(|one| (one.page, one.first))
    };
    for place in rulings.iter().filter_map(counts) {
        *shown.entry(place).or_default() += 1;
    }
    for ruling in rulings {
        let Some(place) = counts(ruling) else { continue };
        let page = &pages[place.0];
        let (segment, mark) = (&page.segments[place.1], page.marks[place.1]);
        let most = if mark.list { 2 } else { 4 + (segment.last - segment.first) / 10 };
        if shown.get(&place).is_some_and(|&count| count > most) {
            ruling.settle([0.2, 0.0]);
            ruling.notes.push(Note::Crowded);
        }
    }
}

/// The verdicts on what stood there before each follow-up or hint.
fn before_prompts<'a>(
    compiled: &Compiled,
    submission: &'a Submission,
) -> Result<BTreeMap<&'a str, Verdict>, ScoreError> {
    let mut found = BTreeMap::new();
    for (id, lengths) in &submission.prompted {
        let cut = |(&place, text): (&Place, &String)| {
            let length = lengths.get(&place).copied().unwrap_or(0).min(text.len());
            let length = (0..=length).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            (place, text[..length].to_owned())
        };
        let earlier = Submission {
            answers: submission.answers.iter().map(cut).collect(),
            prompted: BTreeMap::new(),
            id: None,
            part: true,
            ..submission.clone()
        };
        let document = score(compiled, &earlier)?;
        let verdict = document.criteria.iter().find(|one| one.id == *id).map(|one| one.verdict);
        if let Some(verdict) = verdict {
            found.insert(id.as_str(), verdict);
        }
    }
    Ok(found)
}

/// The red flags of which an answer makes the mistake beyond doubt.
fn raised(compiled: &Compiled, judged: &Judged<'_>) -> Vec<RaisedFlag> {
    let Judged { pages, walk, rulings } = judged;
    let rubric = compiled.rubric();
    let credit: f32 = rulings.iter().map(|ruling| ruling.chances.iter().sum::<f32>() / 2.0).sum();
    let standing = credit / rulings.len().max(1) as f32;
    let first = rubric.criteria.len();
    let targets = &compiled.targets[first..];
    let mistakes = walk.best.iter().skip(first).zip(&rubric.red_flags).zip(targets);
    mistakes
        .filter_map(|((best, flag), target)| {
            let found =
                best.iter().find(|one| is_mistake(one, target, &pages[one.page], standing))?;
            Some(RaisedFlag {
                id: flag.id.clone(),
                points: flag.points,
                evidence: quotes(&[*found], pages),
            })
        })
        .collect()
}

fn verdict(
    criterion: &Criterion,
    ruling: &Ruling,
    prompted: bool,
    pages: &[Page<'_>],
) -> CriterionVerdict {
    let confidence = round((0.5 + f64::from(ruling.distance)).min(0.99), 2);
    CriterionVerdict {
        id: criterion.id.clone(),
        step: criterion.step,
        tier: criterion.tier,
        weight: 0.0,
        verdict: ruling.verdict,
        confidence,
        unsure: ruling.distance < UNSURE,
        prompted,
        evidence: match ruling.verdict {
            Verdict::Missed => Vec::new(),
            _ => quotes(&ruling.quoted, pages),
        },
        reason: reason(criterion, ruling, pages),
        second: None,
        kept: None,
    }
}

/// A verdict is unsure when a chance is this near to a border.
const UNSURE: f32 = 0.12;
