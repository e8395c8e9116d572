//! What is held for a criterion: the verdict, the window that decided it, and every rule that had a
//! say in it.

use crate::bank::Criterion;
use crate::quantity::{Bounds, read};

use super::company::Company;
use super::compiled::Compiled;
use super::document::Verdict;
use super::evidence::windows;
use super::guards;
use super::page::Page;
use super::phrases::Hit;
use super::sight::{Around, Sight};
use super::target::Target;
use super::text::Polarity;
use super::verdict::{chances, class};
use super::walk::{Candidate, Walk};

/// A rule that had a say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// It is named under a negation or turned down.
    Denied,
    /// It is said, without a reason, that it is not done.
    Declined,
    /// A reason, consequence or alternative is wanted and not given.
    NoReason,
    /// A figure is wanted and not given.
    NoFigure,
    /// It is only held possible.
    Hedged,
    /// It is nearer to a wrong statement than to a right one.
    Wrong,
    /// Elsewhere the opposite is said.
    Contradicted,
    /// The fact was asked for.
    Asked,
    /// The answer as a whole is about something else.
    OffTopic,
    /// The words stand in no order.
    Disordered,
    /// One piece of text names too many things at once.
    Crowded,
}

/// What is held for a criterion.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ruling {
    /// The criterion's number.
    pub(super) number: usize,
    pub(super) verdict: Verdict,
    /// The chances of at least half, and of wholly, after all rules.
    pub(super) chances: [f32; 2],
    /// How far the chances are from the border of another class.
    pub(super) distance: f32,
    /// The window that decided.
    pub(super) chosen: Option<Candidate>,
    /// That window and others that it rests on as well.
    pub(super) quoted: Vec<Candidate>,
    pub(super) notes: Vec<Note>,
}

impl Ruling {
    /// Sets the chances and what follows from them.
    pub(super) fn settle(&mut self, chances: [f32; 2]) {
        let (verdict, distance) = class(chances);
        self.chances = chances;
        self.verdict = verdict;
        self.distance = distance;
    }
}

/// Just under the border to the next class.
const UNDER: f32 = 0.4;
/// How likely it is that what somebody says they will not do is done wholly.
const DROPPED: f32 = 0.05;

/// What the walk found for a criterion, under the rules that look at one window.
pub(super) fn rule(
    criterion: &Criterion,
    number: usize,
    compiled: &Compiled,
    (walk, pages): (&Walk<'_>, &[Page<'_>]),
    company: Company,
    asked: bool,
) -> Ruling {
    let target = &compiled.targets[number];
    let mut held = Ruling {
        number,
        verdict: Verdict::Missed,
        chances: [0.0, 0.0],
        distance: 0.5,
        chosen: None,
        quoted: Vec::new(),
        notes: Vec::new(),
    };
    // The strongest window speaks. Where a rule took something from it, the next may say it better.
    for candidate in &walk.best[number] {
        let around = Around { criterion, company, walk, page: &pages[candidate.page] };
        let sight = Sight::new(number, target, candidate, &around);
        let (chances, notes) = look(criterion, number, target, candidate, &sight, pages);
        if held.chosen.is_none() || chances[0] + chances[1] > held.chances[0] + held.chances[1] {
            held.settle(chances);
            held.chosen = Some(*candidate);
            held.notes = notes;
        }
        if held.notes.is_empty() {
            break;
        }
    }
    if let Some(chosen) = held.chosen {
        held.quoted = windows(criterion, number, chosen, walk, pages);
        held.chosen = held.quoted.first().copied();
    }
    if asked && held.verdict == Verdict::Missed {
        held.settle([0.7, held.chances[1]]);
        held.notes.push(Note::Asked);
    }
    held
}

/// The chances of a window after the rules, and the rules that applied.
fn look(
    criterion: &Criterion,
    number: usize,
    target: &Target,
    candidate: &Candidate,
    sight: &Sight,
    pages: &[Page<'_>],
) -> ([f32; 2], Vec<Note>) {
    let f = &candidate.features;
    let mut chances = chances(target, sight);
    let mut notes = Vec::new();
    let mut at_most = |whole: f32, note: Note| {
        chances[1] = chances[1].min(whole);
        notes.push(note);
    };
    let page = &pages[candidate.page];
    let reasoned = reasoned_about(number, candidate, page);
    if criterion.depth && !reasoned {
        at_most(UNDER, Note::NoReason);
    }
    if f.hedged > 0.0 && f.reasoned <= 0.0 && f.length < 0.3 {
        at_most(UNDER, Note::Hedged);
    }
    if !criterion.numbers.is_empty() && !states_figure(criterion, candidate, page) {
        at_most(UNDER, Note::NoFigure);
    }
    let wrong = f.wrong >= 0.55 && f.wrong > f.met + 0.1 && f.denied <= 0.0;
    if wrong && !guards::warns(candidate, target, page) {
        at_most(0.1, Note::Wrong);
    }
    if guards::declines(candidate, target, page) {
        chances = [chances[0].min(UNDER), chances[1].min(DROPPED)];
        notes.push(Note::Declined);
    } else if f.denied > 0.0 {
        notes.push(Note::Denied);
    }
    (chances, notes)
}

/// Whether a segment of the window gives a reason and is about the target.
fn reasoned_about(number: usize, candidate: &Candidate, page: &Page<'_>) -> bool {
    (candidate.first..candidate.last).any(|at| {
        let segment = &page.segments[at];
        let words = &page.words[segment.first..segment.last];
        let about = |hit: &Hit| usize::from(hit.group.target) == number;
        page.hits_in(segment).iter().any(about) && guards::reason(words).is_some()
    }) || (page.hits.is_empty() && candidate.features.reasoned > 0.0)
}

/// Whether the window states one of the figures that are wanted.
fn states_figure(criterion: &Criterion, candidate: &Candidate, page: &Page<'_>) -> bool {
    let bounds: Vec<Bounds> = criterion
        .numbers
        .iter()
        .filter_map(|range| Bounds::new(range.min, range.max, &range.unit))
        .collect();
    let (first, last) = (&page.segments[candidate.first], &page.segments[candidate.last - 1]);
    bounds.is_empty()
        || read(&page.text[first.start..last.end])
            .iter()
            .any(|quantity| bounds.iter().any(|bounds| bounds.hold(quantity)))
}

/// Whether what a window says of a target is turned down elsewhere, without a reason, in the same
/// words.
pub(super) fn contradicted(number: usize, chosen: &Candidate, pages: &[Page<'_>]) -> bool {
    let page = &pages[chosen.page];
    let (from, to) = (page.segments[chosen.first].first, page.segments[chosen.last - 1].last);
    let about = |hit: &&Hit| usize::from(hit.group.target) == number;
    let within = page.segments[chosen.first..chosen.last].iter();
    let said: Vec<_> = within
        .flat_map(|segment| page.hits_in(segment))
        .filter(about)
        .filter(|hit| page.polarities[hit.first] == Polarity::Plain)
        .map(|hit| page.words[hit.first].symbol)
        .collect();
    !said.is_empty()
        && pages.iter().enumerate().any(|(at, other)| {
            let marked = other.segments.iter().zip(&other.marks);
            let dropping = marked.filter(|(_, mark)| mark.rejects && !mark.reasoned);
            dropping.map(|(segment, _)| segment).any(|segment| {
                other.hits_in(segment).iter().filter(about).any(|hit| {
                    let inside = at == chosen.page && hit.first >= from && hit.last <= to;
                    !inside
                        && other.polarities[hit.first] == Polarity::Rejected
                        && said.contains(&other.words[hit.first].symbol)
                })
            })
        })
}
