//! The score with the whole checklist: what `score` prints.

use std::fmt::Write as _;

use super::scorecard::{Scorecard, entry, quote, scorecard, verdict_tone};
use super::styled::{Layout, Styled, Tone, hanging};
use crate::bank::Step;
use crate::report::worth;
use crate::report::{one_line, visible};
use crate::scoring::{CriterionVerdict, Evidence, Place};

/// The scorecard, and behind it every criterion by step with verdict, quotation and reason.
pub fn score_text(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let without_next = Scorecard { next: &[], ..*card };
    let mut page = scorecard(&without_next, layout);
    for step in Step::ALL {
        let mut listed = card.document.criteria.iter().filter(|v| v.step == step).peekable();
        if listed.peek().is_none() {
            continue;
        }
        if !layout.plain {
            page.push(Styled::blank());
            page.push(Styled::of(Tone::Heading, format!("  {}", step.heading())));
        }
        for verdict in listed {
            page.extend(criterion(card, verdict, layout));
        }
    }
    let only_next = Scorecard { next: card.next, ..*card };
    page.extend(super::scorecard::next(&only_next, layout));
    page
}

fn criterion(card: &Scorecard<'_>, verdict: &CriterionVerdict, layout: Layout) -> Vec<Styled> {
    let criterion = worth::criterion(card.rubric, &verdict.id);
    let text = criterion.map_or_else(String::new, |criterion| one_line(&criterion.text));
    if layout.plain {
        let mut fact = plain(verdict, &text);
        if let Some(words) = super::second::words(verdict) {
            let _ = write!(fact, ", {words}");
        }
        if let Some(yours) = reviewed(card, verdict) {
            let _ = write!(fact, ", reviewed: {}, {}", yours.verdict.id(), one_line(&yours.reason));
        }
        return vec![Styled::of(Tone::Plain, fact)];
    }
    let mut head = format!("{}{text}", layout.own(&format!("{} · ", verdict.tier.id())));
    if verdict.prompted {
        head.push_str(" (only after a question about it)");
    }
    let mut lines = entry("", verdict, &head, layout);
    let indent = if layout.is_wide() { " ".repeat(34) } else { " ".repeat(6) };
    for evidence in &verdict.evidence {
        let words = format!("{}{}", quote(&evidence.quote, layout), place(verdict.step, evidence));
        let first = Styled::of(Tone::Plain, indent.as_str());
        lines.extend(hanging(first, verdict_tone(verdict.verdict), &words, layout));
    }
    if !verdict.reason.is_empty() {
        let reason = visible(&verdict.reason).into_owned();
        let first = Styled::of(Tone::Plain, indent.as_str());
        lines.extend(hanging(first, Tone::Dim, &reason, layout));
    }
    lines.extend(super::second::other(verdict, &indent, layout));
    if let Some(yours) = reviewed(card, verdict) {
        let words = format!("You: {}, {}", yours.verdict.id(), one_line(&yours.reason));
        lines.extend(hanging(Styled::of(Tone::Plain, indent), Tone::Accent, &words, layout));
    }
    lines
}

/// What the candidate's review made of a verdict, where that is something else.
fn reviewed<'a>(card: &Scorecard<'a>, judged: &CriterionVerdict) -> Option<&'a CriterionVerdict> {
    let mut reviewed = card.reviewed?.criteria.iter();
    let yours = reviewed.find(|yours| yours.id == judged.id)?;
    (yours.verdict != judged.verdict || yours.reason != judged.reason).then_some(yours)
}

/// Where a quotation stands, when it is not in the step where the criterion is listed.
fn place(listed: Step, evidence: &Evidence) -> String {
    match evidence.step {
        Place::Step(step) if step != listed => format!(" (in {step})"),
        _ => String::new(),
    }
}

fn plain(verdict: &CriterionVerdict, text: &str) -> String {
    let mut fact = format!(
        "criterion {}: {}, {}, weight {}, step {}, {text}",
        visible(&verdict.id),
        verdict.verdict.id(),
        verdict.tier.id(),
        verdict.weight,
        verdict.step
    );
    if verdict.unsure {
        fact.push_str(", unsure");
    }
    if verdict.prompted {
        fact.push_str(", prompted");
    }
    for evidence in &verdict.evidence {
        let _ = write!(fact, ", quote in {}: \"{}\"", evidence.step, one_line(&evidence.quote));
    }
    if !verdict.reason.is_empty() {
        let _ = write!(fact, ", reason: {}", one_line(&verdict.reason));
    }
    fact
}
