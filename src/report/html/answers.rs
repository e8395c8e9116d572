//! Each step with its answer in full, what counted marked in place, and its criteria beside it.

use std::ops::Range;

use maud::{Markup, html};

use super::criteria;
use super::marks::marked;
use super::notes::Notes;
use super::prose::{as_typed, words};
use crate::bank::Step;
use crate::interview::{Source, clock, count};
use crate::report::export::refined::standing;
use crate::report::figures::whole;
use crate::report::{Export, one_line, worth};
use crate::scoring::Verdict;

/// The steps in order. Without a score there are answers only.
pub(super) fn steps(export: &Export<'_>, notes: &Notes<'_>) -> Markup {
    html! {
        @if export.verdicts().is_some() {
            p class="soft" {
                "Words that counted are marked with the numbers of the criteria beside them: "
                mark class="met" { "met" } ", " mark class="partly" { "partly" } ", "
                mark class="missed" { "missed" } ". A second line under them means that they \
                counted more than once."
            }
        }
        @for (budget, number) in export.session.steps().iter().zip(1..) {
            (step(export, notes, budget.step, number))
        }
    }
}

fn step(export: &Export<'_>, notes: &Notes<'_>, step: Step, number: usize) -> Markup {
    let session = export.session;
    let answer = session.answer(step).map(crate::interview::Answer::text).unwrap_or_default();
    let lines = export.bell_lines(step);
    let bell = bytes_of(&answer, &lines);
    html! {
        article class="step" aria-labelledby={ "step-" (step.id()) } {
            header {
                h3 id={ "step-" (step.id()) } { (number) " " (step.heading()) }
                p class="soft" { (times(export, step)) }
            }
            div class="columns" {
                div {
                    @if answer.is_empty() {
                        p class="soft" { "Nothing was written." }
                    } @else {
                        div class="answer" { (marked(&answer, notes.marks(step), &bell)) }
                    }
                    @if let Some((first, last)) = lines.first().zip(lines.last()) {
                        p class="soft" {
                            @if first == last { "The underlined words were" }
                            @else { "The underlined lines were" }
                            " being typed when the time was up."
                        }
                    }
                    (aloud(export, step))
                }
                @if export.verdicts().is_some() {
                    div { (criteria::list(notes, export.judged(), export.rubric, step)) }
                }
            }
        }
    }
}

/// Score, criteria and times of a step in a line.
fn times(export: &Export<'_>, step: Step) -> String {
    let mut parts = Vec::new();
    if let Some(document) = export.verdicts() {
        let score = document.steps.iter().find(|score| score.id == step).and_then(|s| s.score);
        parts.extend(score.map(|score| format!("{} of 100", whole(score))));
        let of_step = || document.criteria.iter().filter(|verdict| verdict.step == step);
        for verdict in [Verdict::Met, Verdict::Partly, Verdict::Missed] {
            let number = of_step().filter(|found| found.verdict == verdict).count();
            if number > 0 {
                parts.push(format!("{number} {}", verdict.id()));
            }
        }
    }
    let session = export.session;
    if session.started().input == Source::Script {
        return parts.join(" · ");
    }
    let spent = clock(session.spent_ms(step, export.now));
    parts.push(match session.started().box_ms {
        Some(_) => format!("{spent} of {}", clock(session.budget_ms(step))),
        None => format!("{spent} spent"),
    });
    parts.join(" · ")
}

/// The bytes of some lines that follow each other, numbered from 1.
fn bytes_of(answer: &str, lines: &[usize]) -> Range<usize> {
    let Some((first, last)) = lines.first().zip(lines.last()) else { return 0..0 };
    let begin = |line: usize| -> usize {
        answer.split('\n').take(line - 1).map(|line| line.len() + 1).sum()
    };
    begin(*first).min(answer.len())..begin(last + 1).saturating_sub(1).min(answer.len())
}

/// What the candidate of a self-interview ticked as said aloud, which nothing else can judge.
fn aloud(export: &Export<'_>, step: Step) -> Markup {
    let ticks = export.session.ticks().get(&step).filter(|_| export.state().is_over());
    html! {
        @if let Some(ticks) = ticks {
            h4 {
                "Said aloud, by the candidate’s own ticks: " (ticks.said.len()) " of "
                (count(ticks.said.len() + ticks.unsaid.len(), "criterion", "criteria"))
            }
            ul class="ticks" {
                @for (ids, word) in [(&ticks.said, "said"), (&ticks.unsaid, "not said")] {
                    @for id in ids { li {
                        strong { (word) } ": "
                        @if let Some(found) = worth::criterion(export.rubric, id) {
                            (words(&found.text))
                        } @else { (worth::name(id)) }
                    } }
                }
            }
        }
    }
}

/// What was being typed and is no answer: a draft, or a command cut off by the bell.
pub(super) fn unsent(export: &Export<'_>) -> Option<Markup> {
    let half = export.session.half_command().unwrap_or_default();
    let parts = [
        ("Being typed, and not yet part of an answer:", export.draft),
        (
            "A command that was being typed when the time was up; it is no part of the answers:",
            half,
        ),
    ];
    let parts = parts.iter().filter(|(_, text)| !text.is_empty());
    let markup = html! { @for (what, text) in parts.clone() {
        p { (what) }
        div class="answer" { (as_typed(text)) }
    } };
    parts.clone().next().map(|_| markup)
}

/// What the candidate wrote afterwards: improvements, and first answers beside refined ones.
pub(super) fn afterwards(export: &Export<'_>) -> Option<Markup> {
    let improvements = export.session.improvements();
    let mut refined = export.session.refined().peekable();
    if !export.state().is_over() || (improvements.is_empty() && refined.peek().is_none()) {
        return None;
    }
    Some(html! {
        @if !improvements.is_empty() {
            h3 { "Resolved, in the candidate’s own words" }
            ul { @for improvement in improvements { li { (one_line(improvement)) } } }
        }
        @if refined.peek().is_some() {
            h3 { "Answered again" }
            p class="soft" {
                "Only the first answers are scored: the refined ones change no verdict and no total."
            }
        }
        @for one in refined {
            h4 {
                @if let Some(found) = worth::criterion(export.rubric, &one.criterion) {
                    (words(&found.text))
                } @else { (worth::name(&one.criterion)) }
            }
            div class="columns" {
                div {
                    p class="soft" {
                        "First answer" @if let Some(verdict) = one.before { ", " (verdict.id()) }
                        @if one.first.is_empty() { ": nothing came near it." }
                        @else { ", where it came nearest:" }
                    }
                    @if !one.first.is_empty() { div class="answer" { (as_typed(&one.first)) } }
                }
                div {
                    p class="soft" { "Refined answer, " (standing(one)) ":" }
                    div class="answer" { (as_typed(&one.text)) }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_their_bytes() {
        let answer = "é\n\nlast";
        assert_eq!(bytes_of(answer, &[1]), 0..2);
        assert_eq!(bytes_of(answer, &[2, 3]), 3..8);
        assert_eq!(bytes_of(answer, &[]), 0..0);
        assert_eq!(bytes_of("", &[1]), 0..0);
    }
}
