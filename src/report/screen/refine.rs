//! A criterion as it is answered again, and what came of a box of refining.

use super::passage::passages;
use super::scorecard::verdict_tone;
use super::styled::{Layout, Styled, Tone, hanging};
use crate::bank::Rubric;
use crate::report::{one_line, worth};
use crate::scoring::{Answers, CriterionVerdict, Evidence, Verdict};

/// How many of the criteria that are left are named.
const NAMED: usize = 5;

/// A criterion that is shown to be answered again.
#[derive(Clone, Copy, Debug)]
pub struct RefineCard<'a> {
    /// Which one it is, from 1.
    pub number: usize,
    /// Of how many.
    pub count: usize,
    /// The verdict that counts.
    pub standing: &'a CriterionVerdict,
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The first answers.
    pub answers: &'a Answers,
    /// What of them came nearest.
    pub nearest: &'a [Evidence],
}

/// The criterion's text, why it matters, and where the first answer came nearest.
pub fn refine_card(card: &RefineCard<'_>, layout: Layout) -> Vec<Styled> {
    let standing = card.standing;
    let criterion = worth::criterion(card.rubric, &standing.id);
    let mut page = vec![Styled::blank(), head(card, layout)];
    let text = criterion.map_or_else(|| worth::name(&standing.id), |one| one_line(&one.text));
    page.extend(paragraph(Tone::Plain, &text, layout));
    if let Some(why) = criterion.map(|one| one_line(&one.why)).filter(|why| !why.is_empty()) {
        page.extend(paragraph(Tone::Dim, &format!("Why it matters: {why}"), layout));
    }
    if card.nearest.is_empty() {
        page.extend(paragraph(Tone::Dim, "Nothing in your first answer is near it.", layout));
    } else {
        page.extend(paragraph(Tone::Dim, "Your first answer came nearest here:", layout));
        page.extend(passages(card.answers, card.nearest, 1, Tone::Plain, layout));
    }
    page
}

fn head(card: &RefineCard<'_>, layout: Layout) -> Styled {
    let standing = card.standing;
    let (word, tier, step) = (standing.verdict.id(), standing.tier.id(), standing.step);
    let of = format!("{} of {}", card.number, card.count);
    if layout.plain {
        let what = format!("{of}: {}, {word}, {tier}, {step}", standing.id);
        return Styled::of(Tone::Plain, one_line(&what));
    }
    let name = layout.fit(&worth::name(&standing.id), layout.width() - 18);
    let line = Styled::of(Tone::Dim, format!("{of}  ")).then(Tone::Heading, name);
    let place = layout.own(&format!(" · {tier} · {step}"));
    let room = layout.width().saturating_sub(line.width() + 2);
    let mut line = line;
    if word.len() <= room {
        line = line.then(Tone::Plain, "  ").then(verdict_tone(standing.verdict), word);
    }
    if word.len() + super::cells(&place) <= room {
        line = line.then(Tone::Dim, place);
    }
    line
}

fn paragraph(tone: Tone, text: &str, layout: Layout) -> Vec<Styled> {
    let margin = if layout.plain { "" } else { "  " };
    hanging(Styled::of(Tone::Plain, margin), tone, text, layout)
}

/// What came of a criterion in a box of refining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefineOutcome {
    /// The criterion's id.
    pub criterion: String,
    /// The verdict that counts.
    pub standing: Verdict,
    /// What the judge says with the refined answer; `None` where there is none.
    pub refined: Option<Verdict>,
}

/// The criteria with the verdict that counts and the one that would be, and the total, which stays.
pub fn refine_summary(outcomes: &[RefineOutcome], total: u64, layout: Layout) -> Vec<Styled> {
    let refined = outcomes.iter().filter(|one| one.refined.is_some()).count();
    let met = outcomes.iter().filter(|one| one.refined == Some(Verdict::Met)).count();
    let head = format!(
        "Refined {refined} of {} · {met} would now be met · the total stays {total} of 100",
        outcomes.len()
    );
    let mut page = Vec::new();
    if !layout.plain {
        page.push(Styled::blank());
    }
    page.extend(hanging(Styled::blank(), Tone::Heading, &layout.own(&head), layout));
    for one in outcomes {
        let Some(refined) = one.refined else { continue };
        let (name, standing, now) = (worth::name(&one.criterion), one.standing.id(), refined.id());
        if layout.plain {
            let fact = format!("{}: {standing}, refined: {now}", one_line(&one.criterion));
            page.push(Styled::of(Tone::Plain, fact));
            continue;
        }
        let line = Styled::of(Tone::Plain, "  ")
            .then(verdict_tone(one.standing), format!("{standing:<6}"))
            .then(Tone::Dim, " -> ")
            .then(verdict_tone(refined), format!("{now:<6}"))
            .then(Tone::Plain, "  ")
            .then(Tone::Plain, layout.fit(&name, layout.width() - 22));
        page.push(line);
    }
    let left: Vec<String> = outcomes
        .iter()
        .filter(|one| one.refined.is_none())
        .map(|one| worth::name(&one.criterion))
        .collect();
    if !left.is_empty() {
        let more = match left.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = left.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        let margin = if layout.plain { "" } else { "  " };
        let lead = Styled::of(Tone::Plain, format!("{margin}left: "));
        page.extend(hanging(lead, Tone::Dim, &format!("{named}{more}"), layout));
    }
    page
}
