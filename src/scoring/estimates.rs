//! The estimates of an answer: arithmetic that does not come out, and results that nothing uses.
//! They are pointed out; verdicts and totals do not know of them.

use std::cell::LazyCell;

use super::document::{Answers, Evidence, Place, Slip};
use crate::bank::Step;
use crate::quantity::{Claim, Dimension, Quantity, claims, read};

/// How near a later figure is the same one.
const SAME: f64 = 1.5;
/// A later figure of the same kind as near as this was worked out with it: a peak, a share.
const RELATED: f64 = 12.0;
/// The most that are named.
const MOST: usize = 20;
/// Longer texts are pasted, and not looked through for what uses a figure.
const LONGEST: usize = 1 << 16;

/// Words that draw a conclusion from a figure, or judge it.
const CONCLUSIONS: [&str; 51] = [
    "→",
    "=>",
    "->",
    "so",
    "therefore",
    "thus",
    "hence",
    "means",
    "mean",
    "meaning",
    "because",
    "since",
    "enough",
    "fit",
    "fits",
    "fine",
    "ok",
    "okay",
    "nothing",
    "boring",
    "small",
    "little",
    "tiny",
    "easy",
    "easily",
    "modest",
    "large",
    "big",
    "huge",
    "much",
    "many",
    "handle",
    "handles",
    "handled",
    "cheap",
    "expensive",
    "need",
    "needs",
    "needed",
    "trivial",
    "plenty",
    "one",
    "single",
    "too",
    "bearable",
    "factor",
    "margin",
    "servers",
    "nodes",
    "machines",
    "affordable",
];

/// What was found in all answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Estimates {
    /// Arithmetic that does not come out.
    pub(super) slips: Vec<Slip>,
    /// Results in the requirements, or in undivided text, that no later sentence uses.
    pub(super) unused: Vec<Evidence>,
}

/// Looks through the answers, in the order of the steps.
pub(super) fn estimates(answers: &Answers) -> Estimates {
    let pages: Vec<(Place, &str, Vec<Claim>)> =
        answers.iter().map(|(&place, text)| (place, text.as_str(), claims(text))).collect();
    let mut found = Estimates::default();
    for (place, text, claims) in &pages {
        let slips = claims.iter().filter_map(|claim| slip(*place, text, claim));
        found.slips.extend(slips.take(MOST.saturating_sub(found.slips.len())));
    }
    let short = answers.values().map(String::len).sum::<usize>() <= LONGEST;
    if short && pages.iter().any(|(.., claims)| !claims.is_empty()) {
        found.unused = unused(&pages);
    }
    found
}

fn slip(place: Place, text: &str, claim: &Claim) -> Option<Slip> {
    let right = claim.right.clone()?;
    Some(Slip {
        quote: text.get(claim.span.clone())?.to_owned(),
        step: place,
        start: claim.span.start,
        end: claim.span.end,
        stated: text.get(claim.stated.clone())?.to_owned(),
        right,
    })
}

fn unused(pages: &[(Place, &str, Vec<Claim>)]) -> Vec<Evidence> {
    let figures = LazyCell::new(|| -> Vec<Vec<Quantity>> {
        pages.iter().map(|(_, text, _)| read(text)).collect()
    });
    let mut unused = Vec::new();
    for (page, (place, text, claims)) in pages.iter().enumerate() {
        // In later steps a figure stands beside the part that it sizes.
        if !matches!(place, Place::Step(Step::Requirements) | Place::All) {
            continue;
        }
        for (at, claim) in claims.iter().enumerate() {
            // In a chain the last result counts, and a wrong one is named as such.
            let goes_on = claims.get(at + 1).is_some_and(|next| next.span.start < claim.span.end);
            if goes_on || claim.right.is_some() || concludes(text, claim) {
                continue;
            }
            let mut later = figures
                .iter()
                .enumerate()
                .skip(page)
                .flat_map(|(other, figures)| figures.iter().map(move |figure| (other, figure)))
                .filter(|(other, figure)| *other > page || figure.start >= claim.span.end);
            let line_end =
                text[claim.span.end..].find('\n').map_or(text.len(), |n| claim.span.end + n);
            let same_line =
                |other: usize, figure: &Quantity| other == page && figure.start < line_end;
            if !later.any(|(other, figure)| uses(figure, claim, same_line(other, figure)))
                && let Some(quote) = text.get(claim.span.clone())
                && unused.len() < MOST
            {
                let (start, end) = (claim.span.start, claim.span.end);
                unused.push(Evidence { quote: quote.to_owned(), step: *place, start, end });
            }
        }
    }
    unused
}

/// Whether a later figure is the claimed one, or was worked out with it: in the same line its unit
/// may be left out ("23k/s, peak 70k").
fn uses(figure: &Quantity, claim: &Claim, same_line: bool) -> bool {
    let bare = same_line && figure.dimension == Dimension::Count;
    let within =
        |factor: f64| figure.low <= claim.amount * factor && figure.high >= claim.amount / factor;
    within(SAME) || ((bare || figure.dimension == claim.dimension) && within(RELATED))
}

/// Whether the rest of the line, or the next one, draws a conclusion.
fn concludes(text: &str, claim: &Claim) -> bool {
    let after = text.get(claim.span.end..).unwrap_or_default();
    let lines = after.lines().filter(|line| !line.trim().is_empty()).take(2);
    lines.flat_map(str::split_whitespace).any(|word| {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '-' && c != '>');
        CONCLUSIONS.contains(&bare.to_lowercase().as_str()) || word.contains('→')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[(Step, &str)]) -> Estimates {
        estimates(
            &texts.iter().map(|(step, text)| (Place::Step(*step), (*text).to_owned())).collect(),
        )
    }

    #[test]
    fn a_wrong_product_is_quoted_with_the_right_figure() {
        let text = "- 100M/month is about 400 writes/s.\n- 62^7 = 3.5 trillion, enough";
        let found = found(&[(Step::Requirements, text)]);
        let [slip] = found.slips.as_slice() else { panic!("{found:?}") };
        assert_eq!(slip.quote, text[slip.start..slip.end]);
        assert_eq!((slip.stated.as_str(), slip.right.as_str()), ("400 writes/s", "38.6/s"));
        assert_eq!(slip.step, Place::Step(Step::Requirements));
    }

    #[test]
    fn a_result_that_nothing_uses_is_named() {
        let requirements = "6 billion × 500 bytes = 3 TB.\n20k/s × 2 KB = 40 MB/s.";
        let storage = "3 TB is three shards.";
        let found = found(&[(Step::Requirements, requirements), (Step::Storage, storage)]);
        let quotes: Vec<&str> = found.unused.iter().map(|one| one.quote.as_str()).collect();
        assert_eq!(quotes, ["20k/s × 2 KB = 40 MB/s"]);
        assert_eq!(found.slips, []);
    }

    #[test]
    fn a_conclusion_uses_it() {
        for text in [
            "20k/s × 2 KB = 40 MB/s, so one node is enough",
            "20k/s × 2 KB = 40 MB/s\nThat is nothing.",
            "20k/s × 2 KB = 40 MB/s → 1 node",
            "20k/s × 2 KB = 40 MB/s; peak 200 MB/s",
        ] {
            assert_eq!(found(&[(Step::Requirements, text)]).unused, [], "{text}");
        }
    }
}
