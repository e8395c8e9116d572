//! Whether a window makes the mistake of a red flag.
//!
//! One S-shaped curve over what the window shows. It was fitted on lines that somebody wrote who had
//! seen the text of each flag and nothing else (304 that make the mistake, 152 on the same subject
//! that do not), beside every window of answers that are not known to make one. Its border moves with
//! the answer: of somebody who is right about most of the rest a mistake is less likely, and takes more
//! to be believed. `tests/mistakes/README.md` has what it reaches on lines that it had not seen.

use super::guards::{supposes, turns_down, words};
use super::page::Page;
use super::target::Target;
use super::text::Shape;
use super::walk::Candidate;

/// Whether the mistake is made beyond doubt, in an answer of which so much holds, 0 to 1.
pub(super) fn is_mistake(one: &Candidate, target: &Target, page: &Page<'_>, standing: f32) -> bool {
    let f = &one.features;
    let marks = &page.marks[one.first..one.last];
    if !target.has_model() || f.size > 2.0 || f.hedged > 0.0 || f.length < SHORTEST {
        return false;
    }
    // A row of a table names things; a heading announces them.
    let mut pieces = page.segments[one.first..one.last].iter();
    if pieces.any(|piece| matches!(piece.shape, Shape::Row | Shape::Heading)) {
        return false;
    }
    if asks(one, page)
        || supposes(one, page)
        || blames(one, page)
        || marks.iter().all(|mark| mark.bare || mark.list)
    {
        return false;
    }
    if target.groups.is_empty() {
        return f.met >= 0.45 && f.met >= f.missed + 0.15 && !turns_down(one, target, page);
    }
    f.coverage >= COVERED && sum(one, target, page) > BENEFIT * standing
}

/// The benefit of the doubt for an answer of which all holds.
const BENEFIT: f32 = 2.0;
/// The least share of a flag's concept groups.
const COVERED: f32 = 0.55;
/// The fewest words of weight, in units of thirty.
const SHORTEST: f32 = 0.1;

fn sum(one: &Candidate, target: &Target, page: &Page<'_>) -> f32 {
    let f = &one.features;
    // Where the mistake itself is put with a negation, one says nothing.
    let open = f32::from(u8::from(!target.denies));
    let negations = words(one, page).iter().filter(|word| word.cue.negates()).count().min(2);
    let rejects = page.marks[one.first..one.last].iter().any(|mark| mark.rejects);
    -1.19 + 4.59 * f.telling + 3.15 * f.met - 4.78 * f.missed
        + 2.05 * f.text
        + 2.95 * f.keys
        + 2.80 * f.margin
        - 4.80 * f.denied
        - 1.81 * open * negations as f32
        + 4.27 * open * f32::from(u8::from(rejects))
        - 10.12 * f.length.clamp(0.2, 1.0)
}

/// Whether the window is a question.
fn asks(one: &Candidate, page: &Page<'_>) -> bool {
    page.text[..page.segments[one.last - 1].end].trim_end().ends_with('?')
}

/// Whether the window says that something is not good enough.
fn blames(one: &Candidate, page: &Page<'_>) -> bool {
    let words = words(one, page);
    words.iter().enumerate().filter(|(_, word)| word.cue.negates()).any(|(at, _)| {
        let behind = words.iter().skip(at + 1).take(2);
        behind.map(|word| &page.text[word.start..word.end]).any(|word| GOOD.contains(&word))
    })
}

/// What a thing is not that should not be done.
const GOOD: [&str; 6] = ["safe", "secure", "enough", "correct", "right", "good"];
