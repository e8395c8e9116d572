//! The score: total, range, verdict and guess on one scale, steps as bars, the same answers at every
//! level, and what a review made of it.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::criteria::word;
use super::notes::{Notes, criterion};
use super::prose::words;
use crate::bank::Level;
use crate::interview::count;
use crate::report::figures::whole;
use crate::report::{Export, one_line, worth};
use crate::scoring::{Document, Overall};

/// The scorecard of the judge, with the review's beside it where there is one.
pub(super) fn card(export: &Export<'_>, notes: &Notes<'_>, judge: &Document) -> Markup {
    let counts = export.verdicts().unwrap_or(judge);
    let reviewed = export.shown_reviewed();
    html! {
        div class="columns" {
            div {
                (headline(judge))
                (scale(judge, reviewed, export.session.guess()))
                (sentences(export, judge))
                @if let Some(reviewed) = reviewed { (review(export, notes, judge, reviewed)) }
            }
            div {
                (steps(counts, reviewed.is_some()))
                (levels(counts, reviewed.is_some()))
            }
        }
    }
}

fn headline(document: &Document) -> Markup {
    html! {
        p class="total" {
            strong { (whole(document.total)) } " of 100: " strong { (overall(document.verdict)) }
        }
    }
}

/// A verdict in words for somebody who does not know the four.
fn overall(verdict: Overall) -> &'static str {
    match verdict {
        Overall::Strong => "a strong answer",
        Overall::Meets => "meets the level",
        Overall::Borderline => "borderline",
        Overall::Below => "below the level",
    }
}

/// The total on a scale from 0 to 100 with the lines between the verdicts, the range and the guess.
fn scale(judge: &Document, reviewed: Option<&Document>, guess: Option<u8>) -> Markup {
    // Three units a point, and room for half a number at both ends.
    let x = |points: f64| 10 + (points.clamp(0.0, 100.0) * 3.0).round() as u64;
    let [low, high] = judge.range;
    let mut told = format!(
        "On a scale from 0 to 100: total {}, range {} to {}",
        whole(judge.total),
        whole(low),
        whole(high)
    );
    if let Some(guess) = guess {
        let _ = write!(told, ", guess {guess}");
    }
    if let Some(reviewed) = reviewed {
        let _ = write!(told, ", after review {}", whole(reviewed.total));
    }
    let lines = [(55.0, "55"), (70.0, "70"), (85.0, "85")];
    html! {
        svg class="scale" viewBox="0 0 320 54" role="img" aria-label=(told) {
            rect class="empty" x=(x(0.0)) y="20" width="300" height="8" {}
            rect class="range" x=(x(low)) y="20" width=(x(high) - x(low)) height="8" {}
            @for (points, name) in lines {
                path class="grid" d={ "M" (x(points)) " 17V31" } {}
                text x=(x(points)) y="50" text-anchor="middle" { (name) }
            }
            text x=(x(0.0)) y="50" text-anchor="middle" { "0" }
            text x=(x(100.0)) y="50" text-anchor="middle" { "100" }
            path class="total" d={ "M" (x(judge.total)) " 14V34" } {}
            (label(x(judge.total), 9, "total"))
            @if let Some(guess) = guess {
                @let at = x(f64::from(guess));
                path class="guess" d={ "M" (at) " 29l-4 7h8z" } {}
            }
            @if let Some(reviewed) = reviewed {
                path class="guess" d={ "M" (x(reviewed.total)) " 19l-4 -7h8z" } {}
            }
        }
    }
}

/// A word above the scale that stays inside it.
fn label(x: u64, y: u64, word: &str) -> Markup {
    let anchor = if x < 40 {
        "start"
    } else if x > 280 {
        "end"
    } else {
        "middle"
    };
    html! { text x=(x) y=(y) text-anchor=(anchor) { (word) } }
}

/// What the numbers mean and how sure they are.
fn sentences(export: &Export<'_>, document: &Document) -> Markup {
    let unsure = document.criteria.iter().filter(|verdict| verdict.unsure).count();
    let [low, high] = document.range.map(whole);
    let total = whole(document.total);
    html! {
        p {
            "From 85 an answer is strong, from 70 it meets the level, from 55 it is borderline."
            @if unsure > 0 {
                " The scorer is unsure of " (count(unsure, "verdict", "verdicts"))
                "; depending on " @if unsure == 1 { "it" } @else { "them" }
                " the total lies between " (low) " and " (high) " (the band on the scale)."
            }
            @if let Some(guess) = export.session.guess().map(u64::from) {
                " The candidate’s own guess, before seeing it, was " (guess)
                @match guess.abs_diff(total) {
                    0 => { ": exact" }
                    by => { ": " (by) @if guess < total { " too low" } @else { " too high" } }
                }
                " (the triangle under the scale)."
            }
        }
        @for cap in worth::caps(document, export.rubric) {
            p { "The total is " (words(&cap)) "." }
        }
    }
}

fn steps(document: &Document, reviewed: bool) -> Markup {
    html! {
        table class="bars" {
            caption { "By step" @if reviewed { ", after the review" } }
            thead { tr {
                th scope="col" { "Step" }
                th scope="col" class="wide" { span class="unseen" { "As a bar" } }
                th scope="col" { "score" }
                th scope="col" { "weight" }
            } }
            tbody {
                @for step in &document.steps { @if let Some(score) = step.score { tr {
                    th scope="row" { (step.id.heading()) }
                    td class="wide" { (bar(score)) }
                    td { (whole(score)) }
                    td { (whole(step.weight.unwrap_or(0.0) * 100.0)) " %" }
                } } }
            }
        }
    }
}

/// A part of 100 as a bar; the number stands beside it.
pub(super) fn bar(score: f64) -> Markup {
    html! {
        svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect class="empty" width="100" height="8" {}
            rect class="full" width=(format!("{:.1}", score.clamp(0.0, 100.0))) height="8" {}
        }
    }
}

fn levels(document: &Document, reviewed: bool) -> Markup {
    let own = |level: Level| level == document.level;
    html! {
        table class="levels" {
            caption {
                "The same answers at each level" @if reviewed { ", after the review" }
            }
            thead { tr { @for level in document.levels.keys() {
                th scope="col" { (level) @if own(*level) { " (this one)" } }
            } } }
            tbody { tr { @for (level, total) in &document.levels {
                td { @if own(*level) { strong { (whole(*total)) } } @else { (whole(*total)) } }
            } } }
        }
    }
}

/// Both totals by their names, and each verdict that the candidate changed.
fn review(export: &Export<'_>, notes: &Notes<'_>, judge: &Document, reviewed: &Document) -> Markup {
    let changed: Vec<_> = judge
        .criteria
        .iter()
        .zip(&reviewed.criteria)
        .filter(|(before, after)| before.id == after.id && before.verdict != after.verdict)
        .collect();
    let decided = export.session.reviews().len();
    html! {
        h3 { "After the candidate’s review" }
        p class="total" {
            strong { (whole(reviewed.total)) } " of 100: " strong { (overall(reviewed.verdict)) }
        }
        p {
            "The candidate went through " (count(decided, "verdict", "verdicts"))
            " and changed " (count(changed.len(), "of them", "of them"))
            ". The judge’s own total stays " (whole(judge.total))
            "; the criteria below show the verdicts after the review (the triangle above the scale)."
        }
        @if !changed.is_empty() {
            ul class="changes" { @for (before, after) in changed { li {
                @if let Some(number) = notes.number(&after.id) {
                    a href={ "#" (criterion(number)) } { (number) " " (worth::name(&after.id)) }
                }
                ": " (word(before.verdict)) " became " (word(after.verdict)) ". "
                (one_line(&after.reason))
            } } }
        }
    }
}
