//! The criteria of a score document in markdown: task lists, red flags, what to improve.

use std::fmt::Write as _;

use super::prose::{literal, words};
use crate::bank::{Rubric, Step};
use crate::report::worth;
use crate::scoring::{CriterionVerdict, Document, Evidence, Place, Verdict};

/// How many improvements are named.
const IMPROVEMENTS: usize = 3;

/// The checklist of a step: ticked when met, with what earned it, and with why it matters where
/// something is missing. `judged` holds what the judge said where `document` is after a review.
pub(super) fn step(
    page: &mut String,
    document: &Document,
    judged: Option<&Document>,
    rubric: &Rubric,
    step: Step,
) {
    let mut listed = document.criteria.iter().filter(|verdict| verdict.step == step).peekable();
    if listed.peek().is_none() {
        return;
    }
    page.push_str("\nChecklist:\n\n");
    for verdict in listed {
        let criterion = worth::criterion(rubric, &verdict.id);
        let tick = if verdict.verdict == Verdict::Met { 'x' } else { ' ' };
        let text = criterion.map_or_else(|| worth::name(&verdict.id), |c| words(&c.text));
        let _ = writeln!(page, "- [{tick}] **{}**: {text}", standing(verdict));
        for evidence in &verdict.evidence {
            let _ = writeln!(page, "  - {}", quotation(evidence, step));
        }
        let before = judged.and_then(|judged| judged.criteria.iter().find(|v| v.id == verdict.id));
        let changed = |before: &&CriterionVerdict| {
            before.verdict != verdict.verdict || before.reason != verdict.reason
        };
        if let Some(before) = before.filter(changed) {
            let _ = writeln!(page, "  - The candidate: {}", literal(&verdict.reason));
            let (word, reason) = (before.verdict.id(), literal(&before.reason));
            let _ = writeln!(page, "  - Judged {word} before the review: {reason}");
        } else if !verdict.reason.is_empty() {
            let _ = writeln!(page, "  - Judged: {}", literal(&verdict.reason));
        }
        let why = criterion.map(|c| c.why.as_str()).filter(|why| !why.is_empty());
        if let Some(why) = why.filter(|_| verdict.verdict != Verdict::Met) {
            let _ = writeln!(page, "  - Why it matters: {}", words(why));
        }
    }
}

/// The verdict in words: `partly, must, unsure`.
fn standing(verdict: &CriterionVerdict) -> String {
    let mut words = format!("{}, {}", verdict.verdict.id(), verdict.tier.id());
    if verdict.prompted {
        words.push_str(", only after a question about it");
    }
    if verdict.unsure {
        words.push_str(", unsure");
    }
    words
}

fn quotation(evidence: &Evidence, listed: Step) -> String {
    let elsewhere = match evidence.step {
        Place::Step(step) if step != listed => format!(" (in {step})"),
        _ => String::new(),
    };
    format!("“{}”{elsewhere}", literal(&evidence.quote))
}

/// The red flags, when there are any.
pub(super) fn red_flags(page: &mut String, document: &Document, rubric: &Rubric) {
    if document.red_flags.is_empty() {
        return;
    }
    page.push_str("\n## Red flags\n\n");
    for flag in &document.red_flags {
        let text = words(&worth::flag_text(rubric, &flag.id));
        let points = if (flag.points - 1.0).abs() < f64::EPSILON { "point" } else { "points" };
        let _ = writeln!(page, "- {text} ({} {points} less)", flag.points);
        for evidence in &flag.evidence {
            let quote = literal(&evidence.quote);
            let _ = writeln!(page, "  - “{quote}” (in {})", evidence.step);
        }
    }
}

/// The criteria that would raise the total most.
pub(super) fn improvements(page: &mut String, document: &Document, rubric: &Rubric) {
    let gains = worth::gains(document, rubric);
    if gains.is_empty() {
        return;
    }
    let heading = match gains.len() {
        1 => "The most valuable improvement",
        2 => "The two most valuable improvements",
        _ => "The three most valuable improvements",
    };
    let _ = writeln!(page, "\n## {heading}\n");
    for (index, gain) in gains.iter().take(IMPROVEMENTS).enumerate() {
        let verdict = gain.verdict;
        let name = worth::name(&verdict.id);
        let text = gain.criterion.map_or_else(|| name.clone(), |c| words(&c.text));
        let _ = writeln!(
            page,
            "{}. **{text}** ({} in {}, up to {:.1} points)",
            index + 1,
            verdict.verdict.id(),
            verdict.step,
            gain.points
        );
        if let Some(criterion) = gain.criterion.filter(|c| !c.why.is_empty()) {
            let _ = writeln!(page, "   {}", words(&criterion.why));
        }
    }
}
