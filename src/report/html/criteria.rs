//! The criteria of a step with their verdicts: what was wanted, what was said, and why it was
//! judged so.

use maud::{Markup, html};

use super::notes::{self, Notes};
use super::prose::words;
use crate::bank::{Rubric, Step};
use crate::report::{one_line, worth};
use crate::scoring::{CriterionVerdict, Document, Evidence, Place, Verdict};

/// The list of a step's criteria; nothing when it has none. `judged` holds what the judge said
/// where the verdicts are those after a review.
pub(super) fn list(
    notes: &Notes<'_>,
    judged: Option<&Document>,
    rubric: &Rubric,
    step: Step,
) -> Markup {
    let listed: Vec<_> = notes.listed(step).collect();
    html! {
        @if let Some((first, _)) = listed.first() {
            ol class="criteria" start=(first) {
                @for (number, verdict) in listed {
                    (item(notes, judged, rubric, number, verdict))
                }
            }
        }
    }
}

fn item(
    notes: &Notes<'_>,
    judged: Option<&Document>,
    rubric: &Rubric,
    number: usize,
    verdict: &CriterionVerdict,
) -> Markup {
    let criterion = worth::criterion(rubric, &verdict.id);
    let before = judged
        .and_then(|judged| judged.criteria.iter().find(|before| before.id == verdict.id))
        .filter(|before| before.verdict != verdict.verdict || before.reason != verdict.reason);
    let why = criterion.map(|found| found.why.as_str()).filter(|why| !why.is_empty());
    html! {
        li id=(notes::criterion(number)) {
            p class="standing" {
                (word(verdict.verdict)) " "
                span class="soft" { (verdict.tier.id()) (asides(verdict)) }
            }
            p class="wanted" {
                @if let Some(found) = criterion { (words(&found.text)) }
                @else { (worth::name(&verdict.id)) }
            }
            @for (evidence, part) in verdict.evidence.iter().zip(1..) {
                (quotation(notes, evidence, &notes::quoted(number, part), verdict.step))
            }
            @if let Some(before) = before {
                p class="reason" {
                    strong { "The candidate: " } (words(&verdict.reason))
                }
                p class="reason" {
                    "Judged " (before.verdict.id()) " before the review: "
                    (words(&before.reason))
                }
            } @else if !verdict.reason.is_empty() {
                p class="reason" { strong { "Judged: " } (words(&verdict.reason)) }
            }
            @if let Some(why) = why.filter(|_| verdict.verdict != Verdict::Met) {
                p class="reason" { strong { "Why it matters: " } (words(why)) }
            }
        }
    }
}

/// A verdict as a word with its colour.
pub(super) fn word(verdict: Verdict) -> Markup {
    html! { span class={ "verdict " (verdict.id()) } { (verdict.id()) } }
}

fn asides(verdict: &CriterionVerdict) -> String {
    let mut asides = String::new();
    if verdict.prompted {
        asides.push_str(", only after a question about it");
    }
    if verdict.unsure {
        asides.push_str(", unsure");
    }
    asides
}

/// A quotation that leads to its place in the answers, `id`.
pub(super) fn quotation(
    notes: &Notes<'_>,
    evidence: &Evidence,
    id: &str,
    listed: impl Into<Place>,
) -> Markup {
    let quote = one_line(&evidence.quote);
    html! {
        blockquote class="quote" {
            @if notes.is_marked(id) { a href={ "#" (id) } { "“" (quote) "”" } }
            @else { "“" (quote) "”" }
            @if evidence.step != listed.into() { " " span class="soft" { "in " (evidence.step) } }
        }
    }
}
