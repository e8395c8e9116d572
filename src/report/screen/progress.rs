//! How the interviews went, as plots for a terminal.

use std::fmt::Write as _;

use super::bars::{bar, sparkline};
use super::compare::marks;
use super::styled::{Layout, Styled, Tone, ends, hanging};
use crate::bank::Step;
use crate::interview::{clock, count};
use crate::report::figures::{timestamp, whole};
use crate::report::{one_line, worth};
use crate::study::{Calibration, Direction, Point, Progress, StepFigures, Weakness, change};

/// What is shown of how the interviews went.
#[derive(Clone, Debug)]
pub struct ProgressPage<'a> {
    /// The prompt that was asked about; `None`: all.
    pub prompt: Option<&'a str>,
    /// The figures.
    pub progress: &'a Progress,
    /// What each of the weakest criteria asks for, in their order.
    pub texts: &'a [String],
    /// Whether weak criteria are left out, for they would spoil a mock that runs.
    pub hidden: bool,
    /// Prompts that went well twice, each with the sibling that is proposed.
    pub siblings: &'a [(String, String)],
}

/// How many attempts are listed one by one.
const LISTED: usize = 8;

/// Trends by step, the newest attempts, pacing, weak criteria, calibration. At least 40 columns; in
/// plain form one fact a line.
pub fn progress_page(page: &ProgressPage<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = head(page, layout);
    lines.extend(trends(page.progress, layout));
    lines.extend(attempts(page, layout));
    lines.extend(pacing(page.progress, layout));
    lines.extend(weakest(page, layout));
    lines.extend(calibration(page.progress, layout));
    for (prompt, sibling) in page.siblings {
        let words =
            format!("`{prompt}` went well twice; its sibling is next: onsite start {sibling}");
        lines.extend(section("", layout));
        lines.extend(paragraph(&words, layout));
    }
    lines
}

fn section(name: &str, layout: Layout) -> Vec<Styled> {
    match (layout.plain, name) {
        (true, _) => Vec::new(),
        (false, "") => vec![Styled::blank()],
        (false, name) => vec![Styled::blank(), Styled::of(Tone::Heading, format!("  {name}"))],
    }
}

fn paragraph(words: &str, layout: Layout) -> Vec<Styled> {
    let margin = if layout.plain { "" } else { "  " };
    hanging(Styled::of(Tone::Plain, margin), Tone::Plain, &layout.own(words), layout)
}

fn head(page: &ProgressPage<'_>, layout: Layout) -> Vec<Styled> {
    let number = usize::try_from(page.progress.count).unwrap_or(usize::MAX);
    let what = match page.prompt {
        Some(prompt) => format!("{} at {}", count(number, "attempt", "attempts"), one_line(prompt)),
        None => count(number, "attempt", "attempts"),
    };
    let last = page.progress.totals().last().map(|total| format!("last {} of 100", whole(*total)));
    if layout.plain {
        let mut lines = vec![Styled::of(Tone::Plain, format!("attempts: {what}"))];
        lines.extend(last.map(|last| Styled::of(Tone::Plain, format!("total: {last}"))));
        return lines;
    }
    let what = layout.fit(&what, layout.width() - 18);
    ends(
        Styled::of(Tone::Heading, what),
        Styled::of(Tone::Heading, last.unwrap_or_default()),
        layout,
    )
}

/// A line a step, and one for the total: how it went from attempt to attempt.
fn trends(progress: &Progress, layout: Layout) -> Vec<Styled> {
    let mut lines = section("Last three, change, trend", layout);
    let mut add = |name: &str, scores: &[f64]| {
        let Some(change) = change(scores) else { return };
        let recent = whole(change.recent);
        let moved = change.before.map(|before| {
            let before = whole(before);
            match recent.cmp(&before) {
                std::cmp::Ordering::Greater => (Tone::Good, format!("+{}", recent - before)),
                std::cmp::Ordering::Less => (Tone::Bad, format!("-{}", before - recent)),
                std::cmp::Ordering::Equal => (Tone::Dim, "0".to_owned()),
            }
        });
        if layout.plain {
            let mut words = format!("{name}: {recent} in the last three");
            if let Some((_, moved)) = &moved {
                let _ = write!(words, ", {moved} against the three before");
            }
            let all: Vec<String> = scores.iter().map(|score| whole(*score).to_string()).collect();
            let _ = write!(words, ", trend {}", all.join(" "));
            lines.push(Styled::of(Tone::Plain, words));
            return;
        }
        let room = layout.width().min(78).saturating_sub(15 + 12).clamp(10, 48);
        let newest = &scores[scores.len().saturating_sub(room)..];
        let (tone, moved) = moved.unwrap_or((Tone::Dim, String::new()));
        lines.push(
            Styled::of(Tone::Plain, format!("  {name:<13}{recent:>3}"))
                .then(tone, format!(" {moved:>4}  "))
                .then(Tone::Accent, sparkline(newest, layout.charset)),
        );
    };
    add("total", &progress.totals());
    for step in Step::ALL {
        add(step.id(), &progress.scores(step));
    }
    lines
}

fn attempts(page: &ProgressPage<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = section("Attempts", layout);
    for point in page.progress.trend.iter().rev().take(LISTED) {
        lines.extend(attempt(point, layout));
    }
    lines
}

fn attempt(point: &Point, layout: Layout) -> Vec<Styled> {
    let attempt = &point.attempt;
    let day = timestamp(attempt.started_ms);
    let day = day.get(..10).unwrap_or(&day);
    let (id, total, prompt) = (&attempt.session, whole(attempt.total), one_line(&attempt.prompt));
    let mode = attempt.mode.id();
    if layout.plain {
        let words =
            format!("attempt: {id}, {day}, {prompt}, {mode}, total {total}, {}", marks(point));
        return vec![Styled::of(Tone::Plain, words)];
    }
    let first = Styled::of(Tone::Plain, "  ")
        .then(Tone::Accent, &**id)
        .then(Tone::Plain, format!("  {day} {total:>4}"));
    let words = layout.own(&format!("{prompt} · {mode} · {}", marks(point)));
    if layout.is_wide() {
        return hanging(first.then(Tone::Plain, "  "), Tone::Plain, &words, layout);
    }
    let mut lines = vec![first];
    lines.extend(hanging(Styled::of(Tone::Plain, "    "), Tone::Dim, &words, layout));
    lines
}

/// Planned against used minutes a step, in the mean, and the longest that one ever ran over.
fn pacing(progress: &Progress, layout: Layout) -> Vec<Styled> {
    let timed: Vec<&StepFigures> = progress.steps.iter().filter(|step| step.timed > 0).collect();
    if timed.is_empty() {
        return Vec::new();
    }
    let mut lines = section("Minutes planned and used, in the mean", layout);
    // The bars are to one scale.
    let mean = |sum: u64, step: &StepFigures| sum / step.timed.max(1);
    let longest = timed
        .iter()
        .map(|step| mean(step.planned_ms.max(step.spent_ms), step))
        .max()
        .unwrap_or(1)
        .max(1);
    for step in timed {
        let (planned, spent) = (mean(step.planned_ms, step), mean(step.spent_ms, step));
        let name = step.step.id();
        if layout.plain {
            let words = format!(
                "pacing of {name}: {} planned, {} used, in {}",
                clock(planned),
                clock(spent),
                count(step.timed as usize, "attempt", "attempts")
            );
            lines.push(Styled::of(Tone::Plain, words));
            continue;
        }
        let tone = if spent > planned { Tone::Bad } else { Tone::Good };
        let mut line = Styled::of(Tone::Plain, format!("  {name:<13}{:>5}", clock(planned)))
            .then(tone, format!(" {:>6}", clock(spent)));
        let cells = if layout.is_wide() { 18 } else { 6 };
        let drawn = |ms: u64| bar(100.0 * ms as f64 / longest as f64, cells, layout.charset);
        line = line
            .then(Tone::Dim, format!("  {}", drawn(planned)))
            .then(tone, format!(" {}", drawn(spent)));
        lines.push(line);
    }
    if let Some(hole) = progress.rabbit_hole() {
        let words = format!(
            "Longest rabbit hole: {} over in {} ({} for {}, session {})",
            clock(hole.over_ms()),
            hole.step,
            clock(hole.spent_ms),
            clock(hole.planned_ms),
            hole.session
        );
        lines.extend(paragraph(&words, layout));
    }
    lines
}

fn weakest(page: &ProgressPage<'_>, layout: Layout) -> Vec<Styled> {
    let weakest = &page.progress.weakest;
    if weakest.is_empty() && !page.hidden {
        return Vec::new();
    }
    let mut lines = section("Weakest criteria", layout);
    for (weak, text) in weakest.iter().zip(page.texts) {
        lines.extend(weakness(weak, text, layout));
    }
    if page.hidden {
        lines.extend(paragraph("Some are left out: they would spoil the mock that runs.", layout));
    }
    lines
}

fn weakness(weak: &Weakness, text: &str, layout: Layout) -> Vec<Styled> {
    let prompt = weak.prompt.as_deref().unwrap_or("every prompt");
    let mut how = format!("missed {} of {}", weak.missed, weak.asked);
    if weak.partly > 0 {
        let _ = write!(how, ", half met {}", weak.partly);
    }
    let name = worth::name(&weak.criterion);
    if layout.plain {
        let words = format!("weak: {}, {}, {prompt}, {how}: {text}", weak.criterion, weak.step);
        return vec![Styled::of(Tone::Plain, one_line(&words))];
    }
    let lead = Styled::of(Tone::Plain, "  ").then(Tone::Plain, layout.fit(&name, 34));
    let words = layout.own(&format!("  {how} · {prompt}"));
    let line = if lead.width() + super::cells(&words) <= layout.width() {
        vec![lead.then(Tone::Bad, words)]
    } else {
        let mut lines = vec![lead];
        let margin = Styled::of(Tone::Plain, "    ");
        lines.extend(hanging(margin, Tone::Bad, words.trim_start(), layout));
        lines
    };
    let text = layout.fit(&one_line(text), 2 * (layout.width().min(90) - 6));
    let below = hanging(Styled::of(Tone::Plain, "    "), Tone::Dim, &text, layout);
    line.into_iter().chain(below).collect()
}

fn calibration(progress: &Progress, layout: Layout) -> Vec<Styled> {
    let mut said = Vec::new();
    for (name, one) in [("guess", &progress.guess), ("review", &progress.review)] {
        said.extend(calibrated(name, one));
    }
    if said.is_empty() {
        return Vec::new();
    }
    let mut lines = section("Against the judge", layout);
    lines.extend(said.iter().flat_map(|words| paragraph(words, layout)));
    lines
}

fn calibrated(name: &str, one: &Calibration) -> Option<String> {
    let (error, distance) = (one.mean_error()?, one.mean_distance()?);
    let which = match one.direction()? {
        Direction::High => format!("{} too high", whole(error)),
        Direction::Low => format!("{} too low", whole(-error)),
        Direction::Even => "neither high nor low".to_owned(),
    };
    let times = count(usize::try_from(one.count).unwrap_or(usize::MAX), "time", "times");
    Some(format!("Your {name}: {which} in the mean, {} points off, {times}.", whole(distance)))
}
