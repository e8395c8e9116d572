//! Whether a window makes the mistake of a red flag.
//!
//! One S-shaped curve over what the window shows. It was fitted on lines that somebody wrote who had
//! seen the text of each flag and nothing else (302 that make the mistake, 152 on the same subject
//! that do not), beside every window of answers that are not known to make one; its border was set
//! where eight of 1,173 flags are raised on those answers. `ARCHITECTURE.md` has what it reaches on
//! lines that it had not seen.

use super::guards::{supposes, turns_down};
use super::page::Page;
use super::target::Target;
use super::walk::Candidate;

/// Whether the mistake is made beyond doubt.
pub(super) fn is_mistake(one: &Candidate, target: &Target, page: &Page<'_>) -> bool {
    let f = &one.features;
    let marks = &page.marks[one.first..one.last];
    if !target.has_model() || f.size > 2.0 || f.hedged > 0.0 || f.length < SHORTEST {
        return false;
    }
    if asks(one, page) || supposes(one, page) || marks.iter().all(|mark| mark.is_hollow()) {
        return false;
    }
    if target.groups.is_empty() {
        return f.met >= 0.45 && f.met >= f.missed + 0.15 && !turns_down(one, target, page);
    }
    f.coverage >= COVERED && sum(one, target, page) > 0.0
}

/// The least share of a flag's concept groups.
const COVERED: f32 = 0.55;
/// The fewest words of weight, in units of thirty.
const SHORTEST: f32 = 0.1;

fn sum(one: &Candidate, target: &Target, page: &Page<'_>) -> f32 {
    let f = &one.features;
    let (from, to) = (page.segments[one.first].first, page.segments[one.last - 1].last);
    // Where the mistake itself is put with a negation, one says nothing.
    let open = f32::from(u8::from(!target.denies));
    let negations = page.words[from..to].iter().filter(|word| word.cue.negates()).count().min(2);
    let rejects = page.marks[one.first..one.last].iter().any(|mark| mark.rejects);
    -1.44 + 4.59 * f.telling + 3.15 * f.met - 4.78 * f.missed
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
