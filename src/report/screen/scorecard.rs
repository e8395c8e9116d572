//! The score after the bell.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::bars::bar;
use super::styled::{Layout, Styled, Tone, ends, hanging};
use crate::bank::{Prompt, Rubric, Step};
use crate::interview::clock;
use crate::report::figures::whole;
use crate::report::worth::{self, Gain};
use crate::report::{one_line, visible};
use crate::scoring::{CriterionVerdict, Document, Overall, StepScore, Verdict};

/// How many criteria are named as worth most, and as first to work on.
const STRENGTHS: usize = 3;
const GAINS: usize = 5;
/// Longer quotations are cut.
const QUOTE: usize = 180;

/// What a scorecard shows.
#[derive(Clone, Copy, Debug)]
pub struct Scorecard<'a> {
    /// The prompt's heading, or its id where there is no more.
    pub title: &'a str,
    /// The score.
    pub document: &'a Document,
    /// The score after the candidate's review, which stands beside the judge's.
    pub reviewed: Option<&'a Document>,
    /// How many criteria the candidate of a self-interview ticked as said aloud, and how many were
    /// listed.
    pub aloud: Option<(usize, usize)>,
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The prompt, whose follow-up questions say what to think about.
    pub prompt: Option<&'a Prompt>,
    /// The times by step; empty for text written elsewhere.
    pub times: &'a BTreeMap<Step, StepTime>,
    /// What can be typed next.
    pub next: &'a [NextCommand<'a>],
}

/// The times of a step in milliseconds of box time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepTime {
    /// Its budget; `None` when untimed.
    pub planned_ms: Option<u64>,
    /// What was used.
    pub used_ms: u64,
}

/// A command that makes sense next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextCommand<'a> {
    /// What is typed.
    pub command: &'a str,
    /// What it gives.
    pub what: &'a str,
}

/// The total with its range and verdict, a bar for each step, the total at each level, what earned
/// most, what to work on first, caps and red flags in words, and what can be typed next. In plain
/// form one fact a line.
pub fn scorecard(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let mut page = head(card, layout);
    page.extend(deductions(card, layout));
    page.extend(steps(card, layout));
    page.extend(levels(card, layout));
    let mut named = strengths(card, layout);
    named.extend(gains(card, layout));
    if !named.is_empty() && !layout.plain {
        page.push(Styled::blank());
    }
    page.extend(named);
    page.extend(super::estimates::estimates(card.document, layout));
    page.extend(next(card, layout));
    page
}

/// Title, total, range, verdict.
pub(super) fn head(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let document = card.document;
    let unsure = document.criteria.iter().filter(|verdict| verdict.unsure).count();
    let [low, high] = document.range.map(whole);
    let total = whole(document.total);
    let verdict = document.verdict;
    let title = visible(card.title);
    if layout.plain {
        let mut facts = vec![
            format!("prompt: {title}"),
            format!("level: {}", document.level),
            format!("total: {total} of 100"),
            format!("verdict: {}", verdict.id()),
        ];
        if unsure > 0 {
            facts.push(format!("range: {low} to {high}, {unsure} unsure"));
        }
        if let Some(guess) = document.guess {
            facts.push(format!("guess: {guess}"));
        }
        if let Some(reviewed) = card.reviewed {
            let (total, verdict) = (whole(reviewed.total), reviewed.verdict.id());
            facts.push(format!("reviewed total: {total} of 100, {verdict}"));
        }
        facts
            .extend(super::second::total(document).map(|words| format!("second opinion: {words}")));
        if let Some((said, listed)) = card.aloud {
            facts.push(format!("said aloud by own ticks: {said} of {listed}"));
        }
        return facts.into_iter().map(|fact| Styled::of(Tone::Plain, fact)).collect();
    }
    let title = layout.fit(&title, layout.width() - 9);
    let left = Styled::of(Tone::Heading, layout.own(&format!("{title} · {}", document.level)));
    let range =
        if unsure > 0 { format!(" ({low}–{high}, {unsure} unsure)") } else { String::new() };
    let right = Styled::of(Tone::Heading, format!("{total} of 100"))
        .then(Tone::Dim, layout.own(&range))
        .then(Tone::Plain, layout.own(" · "))
        .then(overall_tone(verdict), verdict.id());
    let mut lines = ends(left, right, layout);
    let mut aside = Vec::new();
    if let Some(guess) = document.guess {
        aside.push(guessed(guess, total));
    }
    if let Some(reviewed) = card.reviewed {
        let (total, verdict) = (whole(reviewed.total), reviewed.verdict.id());
        aside.push(format!("After your review {total}, {verdict}"));
    }
    if let Some((said, listed)) = card.aloud {
        aside.push(format!("Said aloud, by your own ticks: {said} of {listed}"));
    }
    if !aside.is_empty() {
        lines.push(Styled::of(Tone::Dim, layout.own(&aside.join(" · "))));
    }
    if let Some(words) = super::second::total(document) {
        lines.extend(hanging(Styled::of(Tone::Plain, ""), Tone::Accent, &words, layout));
    }
    lines
}

/// The guess beside the total, whole points against whole points.
fn guessed(guess: u8, total: u64) -> String {
    let guess = u64::from(guess);
    match guess.abs_diff(total) {
        0 => format!("You guessed {guess}: exact"),
        by if guess < total => format!("You guessed {guess}: {by} too low"),
        by => format!("You guessed {guess}: {by} too high"),
    }
}

/// Caps and red flags: what lowered the total.
pub(super) fn deductions(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = Vec::new();
    let margin = if layout.plain { "" } else { "  " };
    for cap in worth::caps(card.document, card.rubric) {
        lines.extend(hanging(Styled::of(Tone::Plain, margin), Tone::Bad, &cap, layout));
    }
    for flag in &card.document.red_flags {
        let text = worth::flag_text(card.rubric, &flag.id);
        let mut words = format!("red flag, {} points less: {text}", flag.points);
        if let Some(evidence) = flag.evidence.first() {
            let _ = write!(words, " {}", quote(&evidence.quote, layout));
        }
        lines.extend(hanging(Styled::of(Tone::Plain, margin), Tone::Bad, &words, layout));
    }
    if !lines.is_empty() && !layout.plain {
        lines.insert(0, Styled::blank());
    }
    lines
}

fn steps(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let part = card.document.steps.iter().filter_map(|step| Some((step, step.score?)));
    if layout.plain {
        return part.map(|(step, score)| plain_step(card, step, score)).collect();
    }
    let timed = !card.times.is_empty();
    let wide = layout.is_wide();
    let room = layout.width().saturating_sub(if timed { 36 } else { 20 });
    let length = if wide { 20 } else { room.clamp(6, 20) };
    let mut lines = vec![Styled::blank()];
    let mut is_first = true;
    for (step, score) in part {
        let gap = if wide { "  " } else { " " };
        let mut line = Styled::of(Tone::Plain, format!("  {:<12}{gap}", step.id.id()))
            .then(score_tone(score), bar(score, length, layout.charset))
            .then(Tone::Plain, format!("{gap}{:>3}", whole(score)));
        if let Some(time) = card.times.get(&step.id) {
            line = line.then(Tone::Dim, times(*time, wide, is_first));
        }
        is_first = false;
        lines.push(line);
    }
    lines
}

/// The times of a step, with the words beside the first one only.
fn times(time: StepTime, wide: bool, named: bool) -> String {
    let used = clock(time.used_ms);
    match (time.planned_ms.map(clock), wide) {
        (Some(planned), true) if named => format!("   {planned:>6} planned  {used:>6} used"),
        (Some(planned), true) => format!("   {planned:>6}          {used:>6}"),
        (Some(planned), false) => format!(" {used:>5} of {planned}"),
        (None, _) if named => format!("   {used:>6} used"),
        (None, _) => format!("   {used:>6}"),
    }
}

fn plain_step(card: &Scorecard<'_>, step: &StepScore, score: f64) -> Styled {
    let mut text = format!("step {}: {}", step.id, whole(score));
    if let Some(time) = card.times.get(&step.id) {
        if let Some(planned) = time.planned_ms {
            let _ = write!(text, ", planned {}", clock(planned));
        }
        let _ = write!(text, ", used {}", clock(time.used_ms));
    }
    Styled::of(Tone::Plain, text)
}

fn levels(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let levels = card.document.levels.iter();
    if layout.plain {
        return levels
            .map(|(level, total)| format!("the same answers at {level}: {}", whole(*total)))
            .map(|fact| Styled::of(Tone::Plain, fact))
            .collect();
    }
    let each: Vec<String> =
        levels.map(|(level, total)| format!("{level} {}", whole(*total))).collect();
    let words = layout.own(&each.join(" · "));
    let lead = if layout.is_wide() { "  The same answers as  " } else { "  As  " };
    let mut lines = vec![Styled::blank()];
    lines.extend(hanging(Styled::of(Tone::Dim, lead), Tone::Plain, &words, layout));
    lines
}

fn strengths(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = heading("Worth most", layout);
    let none = lines.len();
    for verdict in worth::strengths(card.document).into_iter().take(STRENGTHS) {
        let text = verdict.evidence.first().map(|evidence| quote(&evidence.quote, layout));
        lines.extend(entry("worth most", verdict, &text.unwrap_or_default(), layout));
    }
    if lines.len() == none { Vec::new() } else { lines }
}

fn gains(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = heading("First to work on", layout);
    let none = lines.len();
    for gain in worth::gains(card.document, card.rubric).iter().take(GAINS) {
        let text = what_is_open(gain, card.prompt, layout);
        lines.extend(entry("work on", gain.verdict, &text, layout));
    }
    if lines.len() == none { Vec::new() } else { lines }
}

/// What is open about a criterion: the interviewer's question, or what it wants; where it is half
/// met, first what was said.
fn what_is_open(gain: &Gain<'_>, prompt: Option<&Prompt>, layout: Layout) -> String {
    let verdict = gain.verdict;
    let follow_up = prompt
        .and_then(|prompt| prompt.follow_ups.iter().find(|f| f.criterion == verdict.id))
        .map(|questions| match verdict.verdict {
            Verdict::Missed => &questions.missed,
            Verdict::Partly | Verdict::Met => &questions.partly,
        });
    let text = follow_up.or(gain.criterion.map(|criterion| &criterion.text));
    let text = text.map(|text| one_line(text)).unwrap_or_default();
    let tier = layout.own(&format!("{} · ", verdict.tier.id()));
    match verdict.evidence.first() {
        Some(evidence) if verdict.verdict == Verdict::Partly => {
            let reason = one_line(&verdict.reason);
            let open = if reason.is_empty() { text } else { reason };
            format!("{tier}{} {} {open}", quote(&evidence.quote, layout), layout.own("–"))
        }
        _ => format!("{tier}{text}"),
    }
}

fn heading(words: &str, layout: Layout) -> Vec<Styled> {
    if layout.plain {
        return Vec::new();
    }
    vec![Styled::of(Tone::Heading, format!("  {words}"))]
}

/// Verdict, name and text of a criterion.
pub(super) fn entry(
    fact: &str,
    verdict: &CriterionVerdict,
    text: &str,
    layout: Layout,
) -> Vec<Styled> {
    let name = worth::name(&verdict.id);
    let word = verdict.verdict.id();
    let unsure = if verdict.unsure { " (unsure)" } else { "" };
    if layout.plain {
        return vec![Styled::of(Tone::Plain, format!("{fact}: {word}{unsure}, {name}, {text}"))];
    }
    let first = Styled::of(verdict_tone(verdict.verdict), format!("    {word:<6}"));
    let text = format!("{text}{unsure}");
    if layout.is_wide() {
        let first =
            first.then(Tone::Plain, "  ").then(Tone::Plain, layout.fit(&name, 20)).padded_to(34);
        return hanging(first, Tone::Plain, &text, layout);
    }
    let mut lines = vec![first.then(Tone::Plain, "  ").then(Tone::Plain, layout.fit(&name, 26))];
    lines.extend(hanging(Styled::of(Tone::Plain, "      "), Tone::Dim, &text, layout));
    lines
}

pub(super) fn next(card: &Scorecard<'_>, layout: Layout) -> Vec<Styled> {
    next_commands(card.next, layout)
}

/// What can be typed next, below a blank line; nothing when there is nothing.
pub fn next_commands(next: &[NextCommand<'_>], layout: Layout) -> Vec<Styled> {
    if layout.plain {
        let facts = next.iter().map(|next| format!("next: {}: {}", next.command, next.what));
        return facts.map(|fact| Styled::of(Tone::Plain, fact)).collect();
    }
    let column = next.iter().map(|next| super::cells(next.command)).max().unwrap_or(0) + 6;
    let mut lines = Vec::new();
    for next in next {
        if lines.is_empty() {
            lines.push(Styled::blank());
        }
        let first = Styled::of(Tone::Accent, format!("  {}", next.command)).padded_to(column);
        lines.extend(hanging(first, Tone::Plain, &layout.own(next.what), layout));
    }
    lines
}

/// A quotation in quotation marks, cut where it is long.
pub(super) fn quote(text: &str, layout: Layout) -> String {
    format!("\"{}\"", layout.fit(&one_line(text), QUOTE))
}

pub(super) fn verdict_tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Met => Tone::Good,
        Verdict::Partly => Tone::Half,
        Verdict::Missed => Tone::Bad,
    }
}

pub(super) fn overall_tone(verdict: Overall) -> Tone {
    match verdict {
        Overall::Strong | Overall::Meets => Tone::Good,
        Overall::Borderline => Tone::Half,
        Overall::Below => Tone::Bad,
    }
}

fn score_tone(score: f64) -> Tone {
    overall_tone(Overall::of(score))
}
