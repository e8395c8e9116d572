//! What is seen of a criterion around one window: the window itself, the next best one, the block that
//! it stands in, and what the criterion is like. The verdict is made of these numbers alone. The length
//! of the answer is never credit: a long one has more windows, of which one will sound right by chance,
//! and is asked for more.

use crate::bank::{Criterion, Step, Tier};

use super::company::Company;
use super::features::Features;
use super::logarithm::ln;
use super::page::Page;
use super::target::Target;
use super::walk::{Candidate, Walk};

/// How many numbers there are.
pub(super) const SIGHTS: usize = 37;

/// The numbers, in this order:
///
/// | name | what |
/// |---|---|
/// | `coverage` | Concept groups found, as a share. |
/// | `met` | Likeness to a sentence that meets it. |
/// | `partly` | Likeness to one that half meets it. |
/// | `missed` | Likeness to one that misses it. |
/// | `keys` | What sets meeting sentences apart. |
/// | `keys_exact` | The same, word for word. |
/// | `telling` | How telling the phrases of its groups are. |
/// | `text` | The criterion's own text. |
/// | `text_exact` | The same, word for word. |
/// | `mass` | The text, less the longer it is. |
/// | `margin` | How much nearer the window is to this than to any other criterion. |
/// | `own` | Whether it stands in the criterion's own step. |
/// | `size` | Segments beyond the first, in units of two. |
/// | `length` | Weighty words, in units of thirty, at most two. |
/// | `coverage_next` | Concept groups in the second-best window. |
/// | `met_next` | Likeness of that to a sentence that meets it. |
/// | `telling_next` | How telling its phrases are. |
/// | `margin_next` | Its margin. |
/// | `mass_next` | Its likeness to the text. |
/// | `around_met` | Likeness of the whole block to a sentence that meets it. |
/// | `around_keys` | What of the keys is in the block. |
/// | `around_mass` | The text in the block. |
/// | `united` | Concept groups in the three best windows together, as a share. |
/// | `groups` | How many groups there are, in units of three. |
/// | `bare` | Whether a segment of it says nothing about what it names. |
/// | `listed` | Whether it is a list of terms. |
/// | `text_length` | The logarithm of the text's words, in units of three. |
/// | `company` | How strongly the answer speaks for other criteria on average. |
/// | `bare_company` | The share of these for which it only names things. |
/// | `length_company` | The weighty words that it has for each of them, in units of thirty. |
/// | `must` | Whether the criterion is one without which an answer fails. |
/// | `bonus` | Whether it only adds. |
/// | `in_requirements` | Whether it is listed in that step. |
/// | `in_api` | The same. |
/// | `in_components` | The same. |
/// | `in_storage` | The same; what none of these is, is listed in the last step. |
/// | `long` | How much longer the answer is than is usual, as a logarithm. |
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight(pub(super) [f32; SIGHTS]);

/// What a window stands in.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) criterion: &'a Criterion,
    /// What the answer has for the other criteria.
    pub(super) company: Company,
    pub(super) walk: &'a Walk<'a>,
    pub(super) page: &'a Page<'a>,
}

impl Sight {
    /// What is seen of a target around one of its best windows.
    pub(super) fn new(
        number: usize,
        target: &Target,
        one: &Candidate,
        around: &Around<'_>,
    ) -> Self {
        let &Around { criterion, company, walk, page } = around;
        let best = &walk.best[number];
        let f = &one.features;
        let none = Features::default();
        let next = best.iter().find(|other| *other != one).map_or(&none, |other| &other.features);
        let block = walk.around(number, one, page);
        let together = best.iter().take(3).fold(f.groups, |all, other| all | other.features.groups);
        let groups = target.groups.len().min(31) as f32;
        let share = |bits: u32| if groups > 0.0 { bits.count_ones() as f32 / groups } else { 0.0 };
        let marks = &page.marks[one.first..one.last];
        let flag = |there: bool| f32::from(u8::from(there));
        Self([
            f.coverage,
            f.met,
            f.partly,
            f.missed,
            f.keys,
            f.keys_exact,
            f.telling,
            f.text,
            f.text_exact,
            f.mass,
            f.margin,
            f.own,
            (f.size - 1.0) / 2.0,
            f.length.min(2.0),
            next.coverage,
            next.met,
            next.telling,
            next.margin.max(0.0),
            next.mass,
            block.met,
            block.keys,
            block.mass,
            share(together),
            groups / 3.0,
            flag(marks.iter().any(|mark| mark.bare)),
            flag(marks.iter().any(|mark| mark.list)),
            ln(1.0 + target.text_words as f32) / 3.0,
            company.strength,
            company.bare,
            company.length,
            flag(criterion.tier == Tier::Must),
            flag(criterion.tier == Tier::Bonus),
            flag(criterion.step == Step::Requirements),
            flag(criterion.step == Step::Api),
            flag(criterion.step == Step::Components),
            flag(criterion.step == Step::Storage),
            company.long,
        ])
    }
}
