//! A verdict as it is reviewed, the list of what there is to review, and the totals at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::passage::passages;
use super::scorecard::verdict_tone;
use super::second;
use super::styled::{Layout, Styled, Tone, hanging};
use crate::bank::Rubric;
use crate::report::figures::whole;
use crate::report::one_line;
use crate::report::worth;
use crate::scoring::{Answers, CriterionVerdict, Document, Evidence, Overall, Review, Turn, turn};

/// A verdict that is shown to be reviewed.
#[derive(Clone, Copy, Debug)]
pub struct ReviewCard<'a> {
    /// Which one it is, from 1.
    pub number: usize,
    /// Of how many.
    pub count: usize,
    /// The judge's verdict.
    pub judged: &'a CriterionVerdict,
    /// What was decided about it before.
    pub review: Option<&'a Review>,
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The answers.
    pub answers: &'a Answers,
    /// What came nearest, where nothing is quoted.
    pub nearest: &'a [Evidence],
}

/// The criterion with its text, the quotation in its surroundings, why it was judged so, and what
/// was decided before. A criterion of the bank with its quotations takes at most 22 lines.
pub fn review_card(card: &ReviewCard<'_>, layout: Layout) -> Vec<Styled> {
    let judged = card.judged;
    let mut page = vec![Styled::blank(), head(card, layout)];
    let criterion = worth::criterion(card.rubric, &judged.id);
    let text = criterion.map_or_else(|| worth::name(&judged.id), |one| one_line(&one.text));
    page.extend(paragraph("", Tone::Plain, &text, layout));
    let most = if layout.is_wide() { 2 } else { 1 };
    let quoted = !judged.evidence.is_empty();
    let evidence = if quoted { &judged.evidence } else { card.nearest };
    if evidence.is_empty() {
        page.extend(paragraph("", Tone::Dim, "Nothing in the answers is near it.", layout));
    } else if !quoted {
        page.extend(paragraph("", Tone::Dim, "Nothing is quoted. What came nearest:", layout));
    }
    let tone = if quoted { verdict_tone(judged.verdict) } else { Tone::Plain };
    page.extend(passages(card.answers, evidence, most, tone, layout));
    let lead = format!("Judged {}: ", judged.verdict.id());
    page.extend(paragraph(&lead, Tone::Plain, &one_line(&judged.reason), layout));
    page.extend(second::other(judged, if layout.plain { "" } else { "  " }, layout));
    if let Some(review) = card.review {
        page.extend(decided(review, layout));
    }
    page
}

fn head(card: &ReviewCard<'_>, layout: Layout) -> Styled {
    let judged = card.judged;
    let unsure = if judged.unsure { " (unsure)" } else { "" };
    let of = format!("{} of {}", card.number, card.count);
    let verdict = format!("{}{unsure}", judged.verdict.id());
    if layout.plain {
        let what = format!("{of}: {}, {verdict}, {}, {}", judged.id, judged.tier.id(), judged.step);
        return Styled::of(Tone::Plain, one_line(&what));
    }
    let name = layout.fit(&worth::name(&judged.id), layout.width() - 18);
    let mut line = Styled::of(Tone::Dim, format!("{of}  ")).then(Tone::Heading, name);
    let place = layout.own(&format!(" · {} · {}", judged.tier.id(), judged.step));
    let room = layout.width().saturating_sub(line.width() + 2);
    if super::cells(&verdict) <= room {
        line = line.then(Tone::Plain, "  ").then(verdict_tone(judged.verdict), verdict.clone());
    }
    if super::cells(&verdict) + super::cells(&place) <= room {
        line = line.then(Tone::Dim, place);
    }
    line
}

fn decided(review: &Review, layout: Layout) -> Vec<Styled> {
    if review.is_acceptance() {
        return paragraph("", Tone::Accent, "You accepted it.", layout);
    }
    let mut words = one_line(&review.reason);
    if let Some(quote) = &review.quote {
        let _ = write!(words, " \"{}\"", layout.fit(&one_line(quote), 120));
    }
    paragraph(&format!("You: {}, ", review.verdict.id()), Tone::Accent, &words, layout)
}

fn paragraph(lead: &str, tone: Tone, text: &str, layout: Layout) -> Vec<Styled> {
    let margin = if layout.plain { "" } else { "  " };
    hanging(Styled::of(Tone::Plain, margin), tone, &format!("{lead}{text}"), layout)
}

/// Everything there is to review, in its order: what a person without a terminal chooses from.
pub fn review_list(
    judged: &[&CriterionVerdict],
    reviews: &BTreeMap<String, Review>,
    rubric: &Rubric,
    layout: Layout,
) -> Vec<Styled> {
    let mut page = Vec::new();
    let mut last = None;
    for verdict in judged {
        let text = worth::criterion(rubric, &verdict.id).map(|one| one_line(&one.text));
        let text = text.unwrap_or_default();
        let review = reviews.get(&verdict.id).filter(|review| review.stands_for(verdict));
        let yours = review.map(|review| {
            let (word, reason) = (review.verdict.id(), one_line(&review.reason));
            if reason.is_empty() {
                "accepted".to_owned()
            } else {
                format!("yours: {word}, {reason}")
            }
        });
        let (id, word) = (one_line(&verdict.id), verdict.verdict.id());
        if layout.plain {
            let unsure = if verdict.unsure { ", unsure" } else { "" };
            let yours = yours.map_or_else(String::new, |yours| format!(", {yours}"));
            let other =
                second::words(verdict).map_or_else(String::new, |words| format!(", {words}"));
            let fact = format!(
                "{id}: {word}{unsure}{other}, {}, {}, {text}{yours}",
                verdict.tier.id(),
                verdict.step
            );
            page.push(Styled::of(Tone::Plain, fact));
            continue;
        }
        if last != Some(turn(verdict)) {
            if last.is_some() {
                page.push(Styled::blank());
            }
            last = Some(turn(verdict));
            page.push(Styled::of(Tone::Heading, heading(turn(verdict))));
        }
        let line = Styled::of(verdict_tone(verdict.verdict), format!("  {word:<6}  "));
        page.push(line.then(Tone::Accent, layout.fit(&id, layout.width() - 10)));
        let margin = Styled::of(Tone::Plain, " ".repeat(10));
        page.extend(hanging(margin.clone(), Tone::Plain, &text, layout));
        if let Some(words) = second::words(verdict) {
            page.extend(hanging(margin.clone(), Tone::Plain, &words, layout));
        }
        if let Some(yours) = yours {
            page.extend(hanging(margin, Tone::Dim, &yours, layout));
        }
    }
    page
}

fn heading(turn: Turn) -> &'static str {
    match turn {
        Turn::Disputed => "The two judges differ",
        Turn::Unsure => "The judge is not sure",
        Turn::Missed => "Missed",
        Turn::Partly => "Half met",
        Turn::Rest => "Met",
    }
}

/// What a review came to.
#[derive(Clone, Copy, Debug)]
pub struct ReviewTotals<'a> {
    /// The prompt's heading, or its id where there is no more.
    pub title: &'a str,
    /// The judge's score.
    pub judged: &'a Document,
    /// The score with the reviews.
    pub reviewed: &'a Document,
    /// The reviews.
    pub reviews: &'a BTreeMap<String, Review>,
}

/// Both totals, each with its name, and how much was reviewed.
pub fn review_totals(totals: &ReviewTotals<'_>, layout: Layout) -> Vec<Styled> {
    let (mut accepted, mut changed, mut open) = (0, 0, 0);
    for judged in &totals.judged.criteria {
        let review = totals.reviews.get(&judged.id).filter(|review| review.stands_for(judged));
        *match review {
            None => &mut open,
            Some(review) if review.is_acceptance() => &mut accepted,
            Some(_) => &mut changed,
        } += 1;
    }
    let counts = format!("{changed} overridden, {accepted} accepted, {open} not reviewed");
    let [judge, yours] = [totals.judged, totals.reviewed].map(|document| {
        let unsure = document.criteria.iter().filter(|judged| judged.unsure).count();
        let [low, high] = document.range.map(whole);
        let range =
            if unsure > 0 { format!(" ({low}–{high}, {unsure} unsure)") } else { String::new() };
        (whole(document.total), range, document.verdict)
    });
    if layout.plain {
        let fact = |name: &str, (total, _, verdict): &(u64, String, Overall)| {
            Styled::of(Tone::Plain, format!("{name}: {total} of 100, {}", verdict.id()))
        };
        return vec![
            fact("judge's total", &judge),
            fact("reviewed total", &yours),
            Styled::of(Tone::Plain, format!("reviewed: {counts}")),
        ];
    }
    let title = layout.fit(&one_line(totals.title), layout.width() - 9);
    let level = layout.own(&format!("{title} · {}", totals.judged.level));
    let mut page = vec![Styled::blank(), Styled::of(Tone::Heading, level)];
    for (name, (total, range, verdict)) in [("the judge", judge), ("reviewed", yours)] {
        let range = if layout.is_wide() { layout.own(&range) } else { String::new() };
        let line = Styled::of(Tone::Plain, format!("  {name:<11}{total:>3} of 100"))
            .then(Tone::Dim, range)
            .then(Tone::Plain, layout.own(" · "))
            .then(super::scorecard::overall_tone(verdict), verdict.id());
        page.push(line);
    }
    page.extend(paragraph("", Tone::Dim, &counts, layout));
    page
}

#[cfg(test)]
mod tests;
