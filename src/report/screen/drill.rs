//! A card of a drill, and what came of its answer.

use super::scorecard::verdict_tone;
use super::styled::{Layout, Styled, Tone, ends, hanging};
use crate::bank::{Criterion, Step};
use crate::interview::count;
use crate::report::{one_line, worth};
use crate::scoring::{CriterionVerdict, Evidence};
use crate::study::drills::Grade;

/// A card that is asked.
#[derive(Clone, Copy, Debug)]
pub struct DrillCard<'a> {
    /// Which one it is, from 1.
    pub number: usize,
    /// Of how many.
    pub count: usize,
    /// The prompt's heading.
    pub title: &'a str,
    /// Where its criterion is listed.
    pub step: Step,
    /// The question.
    pub question: &'a str,
    /// What half met it in the interview, where the question presses on that.
    pub said: &'a [Evidence],
    /// Minutes that it may take.
    pub minutes: u32,
    /// Whether somebody sits at a terminal.
    pub live: bool,
}

/// The card: which prompt and step, the question, and how an answer ends.
pub fn drill_card(card: &DrillCard<'_>, layout: Layout) -> Vec<Styled> {
    let of = format!("{} of {}", card.number, card.count);
    let (title, step) = (one_line(card.title), card.step);
    if layout.plain {
        let mut page = vec![
            Styled::of(Tone::Plain, format!("card {of}: {title}, {step}")),
            Styled::of(Tone::Plain, format!("question: {}", one_line(card.question))),
        ];
        page.extend(quoted("you said: ", card.said));
        return page;
    }
    let title = layout.fit(&title, layout.width().saturating_sub(24).max(16));
    let left = Styled::of(Tone::Dim, format!("{of}  ")).then(Tone::Heading, title);
    let mut page = vec![Styled::blank()];
    page.extend(ends(left, Styled::of(Tone::Dim, step.id()), layout));
    page.extend(paragraph("", Tone::Plain, &one_line(card.question), layout));
    for piece in card.said.iter().take(1) {
        let words = format!("You said: \"{}\"", layout.fit(&one_line(&piece.quote), 160));
        page.extend(paragraph("", Tone::Dim, &words, layout));
    }
    if card.live && card.number == 1 {
        let words = format!(
            "{}. An empty line ends the answer, :skip leaves it out, :quit stops.",
            count(card.minutes as usize, "minute", "minutes")
        );
        page.extend(paragraph("", Tone::Dim, &words, layout));
    }
    page
}

/// What came of an answer.
#[derive(Clone, Copy, Debug)]
pub struct DrillResult<'a> {
    /// The judge's verdict.
    pub judged: &'a CriterionVerdict,
    /// The criterion.
    pub criterion: &'a Criterion,
    /// A sentence that meets it.
    pub reference: &'a str,
    /// A question that goes deeper, for who has met it.
    pub deeper: Option<&'a str>,
    /// Days until the card comes back, by grade from the worst.
    pub days: [u32; 4],
    /// The grade that the judge proposes.
    pub proposed: Grade,
    /// Whether a grade can be chosen.
    pub live: bool,
}

/// Verdict and quotation, the sentence that meets the criterion, and the grades to choose from.
pub fn drill_result(result: &DrillResult<'_>, layout: Layout) -> Vec<Styled> {
    let judged = result.judged;
    let text = one_line(&result.criterion.text);
    let reference = one_line(result.reference);
    let proposed = result.days[result.proposed as usize];
    let back =
        format!("{}, back in {}", result.proposed.id(), count(proposed as usize, "day", "days"));
    if layout.plain {
        let unsure = if judged.unsure { ", unsure" } else { "" };
        let mut facts = vec![
            format!("verdict: {}{unsure}", judged.verdict.id()),
            format!("because: {}", one_line(&judged.reason)),
            format!("criterion: {text}"),
            format!("a sentence that meets it: {reference}"),
        ];
        facts.extend(result.deeper.map(|deeper| format!("deeper: {}", one_line(deeper))));
        facts.push(format!("grade: {back}"));
        if result.live {
            facts.push("a again, h hard, g good, e easy; Enter accepts".to_owned());
        }
        return facts.into_iter().map(|fact| Styled::of(Tone::Plain, fact)).collect();
    }
    let mut page = Vec::new();
    let name = layout.fit(&worth::name(&judged.id), layout.width().saturating_sub(20).max(16));
    let unsure = if judged.unsure { " (unsure)" } else { "" };
    page.push(
        Styled::of(Tone::Plain, "  ")
            .then(verdict_tone(judged.verdict), judged.verdict.id())
            .then(Tone::Dim, unsure)
            .then(Tone::Plain, "  ")
            .then(Tone::Heading, name),
    );
    page.extend(paragraph("", Tone::Plain, &text, layout));
    page.extend(paragraph("", Tone::Dim, &one_line(&judged.reason), layout));
    page.extend(paragraph("For example: ", Tone::Good, &format!("\"{reference}\""), layout));
    if let Some(deeper) = result.deeper {
        page.extend(paragraph("Deeper: ", Tone::Dim, &one_line(deeper), layout));
    }
    if !result.live {
        page.extend(paragraph("", Tone::Dim, &format!("Graded {back}."), layout));
        return page;
    }
    let mut grades = Styled::of(Tone::Plain, "  ");
    for (grade, days) in Grade::ALL.into_iter().zip(result.days) {
        let tone = if grade == result.proposed { Tone::Accent } else { Tone::Dim };
        let days = if layout.is_wide() { format!(" {days} d   ") } else { format!(" {days}d ") };
        grades = grades.then(tone, grade.id()).then(Tone::Dim, days);
    }
    page.push(grades);
    let words = format!("Enter: {}. Or a, h, g, e.", result.proposed.id());
    page.extend(paragraph("", Tone::Dim, &words, layout));
    page
}

fn quoted(lead: &str, said: &[Evidence]) -> Vec<Styled> {
    let pieces = said.iter().take(1);
    pieces
        .map(|piece| Styled::of(Tone::Plain, format!("{lead}{}", one_line(&piece.quote))))
        .collect()
}

fn paragraph(lead: &str, tone: Tone, text: &str, layout: Layout) -> Vec<Styled> {
    hanging(Styled::of(Tone::Plain, "  ").then(Tone::Dim, lead), tone, text, layout)
}
