//! Which sentences of an answer are quoted for a verdict: the window that decided, cut to what counted
//! in it, and what other windows add that the verdict rests on as well.

use crate::bank::Criterion;

use super::document::Evidence;
use super::page::Page;
use super::text::Shape;
use super::walk::{Candidate, Walk};

/// The most quotations for a criterion.
const QUOTES: usize = 4;
/// The most windows that are quoted beside the one that decided.
const BESIDE: usize = 2;
/// A window without a concept group of its own is quoted when it speaks nearly as strongly as the one
/// that decided.
const NEARLY: f32 = 0.7;
/// And one with such a group when it speaks at least so strongly in itself: 1 is "half met".
const AT_ALL: f32 = 0.7;

/// The windows of a criterion that are quoted, the one that decided first.
pub(super) fn windows(
    criterion: &Criterion,
    number: usize,
    chosen: Candidate,
    walk: &Walk<'_>,
    pages: &[Page<'_>],
) -> Vec<Candidate> {
    let mut shown = vec![pointed(criterion, number, chosen, &pages[chosen.page])];
    let mut groups = held(number, &shown[0], &pages[chosen.page]);
    let mut room = QUOTES.saturating_sub(shown[0].last - shown[0].first);
    for other in &walk.best[number] {
        let overlaps = |one: &Candidate| {
            one.page == other.page && one.first < other.last && other.first < one.last
        };
        if shown.len() > BESIDE || shown.iter().any(overlaps) {
            continue;
        }
        let page = &pages[other.page];
        let one = pointed(criterion, number, *other, page);
        let adds = held(number, &one, page) & !groups != 0;
        let strong = if adds { AT_ALL } else { NEARLY * chosen.strength };
        let marks = &page.marks[one.first..one.last];
        let told = marks.iter().any(|mark| !mark.bare && !mark.list);
        if one.strength >= strong && told && one.last - one.first <= room {
            room -= one.last - one.first;
            groups |= held(number, &one, page);
            shown.push(one);
        }
    }
    shown
}

/// The segments of windows.
pub(super) fn quotes(windows: &[Candidate], pages: &[Page<'_>]) -> Vec<Evidence> {
    let segments = windows.iter().flat_map(|one| (one.first..one.last).map(|at| (one.page, at)));
    segments
        .take(QUOTES)
        .map(|(page, at)| {
            let page = &pages[page];
            let segment = page.segments[at];
            Evidence {
                quote: page.text[segment.start..segment.end].to_owned(),
                step: page.place,
                start: segment.start,
                end: segment.end,
            }
        })
        .collect()
}

/// A window without the pieces at its ends that bring nothing to the criterion: what is quoted is what
/// counted. A reason stays where one is wanted, and what a colon announces stays with it.
fn pointed(criterion: &Criterion, number: usize, one: Candidate, page: &Page<'_>) -> Candidate {
    let groups = |first: usize, last: usize| held(number, &Candidate { first, last, ..one }, page);
    let (mut first, mut last) = (one.first, one.last);
    let all = groups(first, last);
    let idle = |at: usize| !(criterion.depth && page.marks[at].reasoned);
    while all != 0 && last - first > 1 && idle(first) && groups(first + 1, last) == all {
        first += 1;
    }
    while all != 0 && last - first > 1 && idle(last - 1) && groups(first, last - 1) == all {
        last -= 1;
    }
    let announces = |at: usize| {
        let segment = &page.segments[at];
        page.text[segment.start..segment.end].ends_with(':')
    };
    while last - first < WINDOW
        && announces(first)
        && page.segments.get(last).is_some_and(|next| {
            next.block == page.segments[first].block
                || matches!(next.shape, Shape::Bullet | Shape::Row | Shape::Code)
        })
    {
        last += 1;
    }
    Candidate { first, last, ..one }
}

/// How far a window reaches that begins with an announcement.
const WINDOW: usize = 3;

/// The concept groups of a criterion that a window holds: bits by group.
fn held(number: usize, one: &Candidate, page: &Page<'_>) -> u32 {
    let (from, to) = (page.segments[one.first].first, page.segments[one.last - 1].last);
    page.hits_between(from, to)
        .iter()
        .filter(|hit| usize::from(hit.group.target) == number)
        .fold(0_u32, |all, hit| all | 1 << hit.group.group.min(31))
}
