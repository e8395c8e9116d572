//! What to work on first, red flags, sums that are out, and the questions that were not asked.

use maud::{Markup, html};

use super::criteria::{quotation, word};
use super::notes::{Notes, criterion};
use super::prose::words;
use crate::report::{Export, one_line, worth};
use crate::scoring::{Document, Evidence, Place};

/// How many improvements are named.
const IMPROVEMENTS: usize = 3;

/// The criteria that would raise the total most.
pub(super) fn improvements(
    export: &Export<'_>,
    notes: &Notes<'_>,
    document: &Document,
) -> Option<Markup> {
    let gains = worth::gains(document, export.rubric);
    if gains.is_empty() {
        return None;
    }
    Some(html! {
        ol class="gains" { @for gain in gains.iter().take(IMPROVEMENTS) { li {
            p class="wanted" {
                @if let Some(found) = gain.criterion { (words(&found.text)) }
                @else { (worth::name(&gain.verdict.id)) }
            }
            p class="soft" {
                (word(gain.verdict.verdict)) " in " (gain.verdict.step) ", up to "
                (format!("{:.1}", gain.points)) " points"
                @if let Some(number) = notes.number(&gain.verdict.id) {
                    ", " a href={ "#" (criterion(number)) } { "criterion " (number) }
                }
            }
            @if let Some(found) = gain.criterion.filter(|found| !found.why.is_empty()) {
                p { (words(&found.why)) }
            }
        } } }
    })
}

/// The red flags that were raised.
pub(super) fn red_flags(
    export: &Export<'_>,
    notes: &Notes<'_>,
    document: &Document,
) -> Option<Markup> {
    if document.red_flags.is_empty() {
        return None;
    }
    Some(html! {
        ul class="flags" { @for (flag, number) in document.red_flags.iter().zip(1..) {
            li id={ "flag-" (number) } {
                p class="wanted" { (words(&worth::flag_text(export.rubric, &flag.id))) }
                p class="soft" {
                    (flag.points.to_string())
                    @if (flag.points - 1.0).abs() < f64::EPSILON { " point" } @else { " points" }
                    " less"
                }
                @for (evidence, part) in flag.evidence.iter().zip(1..) {
                    (quotation(notes, evidence, &format!("flag-{number}-{part}"), Place::All))
                }
            }
        } }
    })
}

/// What does not come out, with the right figure, and what no later sentence uses.
pub(super) fn estimates(notes: &Notes<'_>, document: &Document) -> Option<Markup> {
    if document.arithmetic.is_empty() && document.unused_estimates.is_empty() {
        return None;
    }
    Some(html! {
        p class="soft" { "They cost no points." }
        ul class="estimates" {
            @for (slip, number) in document.arithmetic.iter().zip(1..) {
                li id={ "sum-" (number) } {
                    @let evidence = Evidence {
                        quote: slip.quote.clone(),
                        step: slip.step,
                        start: slip.start,
                        end: slip.end,
                    };
                    (quotation(notes, &evidence, &format!("sum-{number}-1"), Place::All))
                    p { "comes to " strong { (one_line(&slip.right)) } }
                }
            }
            @for unused in &document.unused_estimates { li {
                (quotation(notes, unused, "", Place::All))
                p { "No later sentence uses it." }
            } }
        }
    })
}

/// The interviewer's questions that were not asked.
pub(super) fn unasked(export: &Export<'_>) -> Option<Markup> {
    let questions = export.unasked();
    if questions.is_empty() {
        return None;
    }
    Some(html! {
        ul { @for question in questions { li {
            span class="soft" { "In " (question.step) ": " } (words(&question.text))
        } } }
    })
}
