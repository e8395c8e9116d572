//! Two attempts beside each other.

use std::fmt::Write as _;

use super::bars::bar;
use super::scorecard::verdict_tone;
use super::styled::{Charset, Layout, Styled, Tone, ends, hanging};
use crate::report::figures::{long_date, whole};
use crate::report::{one_line, worth};
use crate::scoring::Evidence;
use crate::study::{Compared, Comparison, Outcome, Point};

/// What is compared, for the screen and as a document.
#[derive(Clone, Debug)]
pub struct ComparePage<'a> {
    /// The prompt's heading.
    pub title: &'a str,
    /// The level whose weights count for both.
    pub level: &'a str,
    /// The first attempt and the second.
    pub attempts: [&'a Point; 2],
    /// What came out.
    pub comparison: &'a Comparison,
    /// The version of the rubric that both were judged by.
    pub rubric: u32,
    /// What was done so that both can be compared, a sentence each.
    pub notes: &'a [String],
}

/// Totals, steps and criteria of both, won ones first.
pub fn compare_page(page: &ComparePage<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = head(page, layout);
    lines.extend(steps(page, layout));
    for change in [Outcome::Won, Outcome::Lost, Outcome::Same] {
        lines.extend(criteria(page.comparison, change, layout));
    }
    for (which, only) in ["first", "second"].iter().zip(&page.comparison.only) {
        if !only.is_empty() {
            let names: Vec<String> = only.iter().map(|id| worth::name(id)).collect();
            let words = format!("Only in the {which}: {}", names.join(", "));
            lines.extend(spaced(paragraph(&words, layout), layout));
        }
    }
    lines
}

fn spaced(lines: Vec<Styled>, layout: Layout) -> Vec<Styled> {
    if layout.plain {
        return lines;
    }
    std::iter::once(Styled::blank()).chain(lines).collect()
}

fn paragraph(words: &str, layout: Layout) -> Vec<Styled> {
    let margin = if layout.plain { "" } else { "  " };
    hanging(Styled::of(Tone::Plain, margin), Tone::Dim, &layout.own(words), layout)
}

/// How a number changed: `+12`, `-3`, `0`.
fn signed(from: f64, to: f64) -> String {
    let (from, to) = (whole(from), whole(to));
    match to.cmp(&from) {
        std::cmp::Ordering::Greater => format!("+{}", to - from),
        std::cmp::Ordering::Less => format!("-{}", from - to),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}

/// What an attempt had the help of, in words.
pub(super) fn marks(point: &Point) -> String {
    let mut words = format!("attempt {}", point.marks.number);
    if point.marks.after_practice {
        words.push_str(", after a practice");
    }
    if point.marks.reference_seen {
        words.push_str(", reference seen");
    }
    words
}

fn head(page: &ComparePage<'_>, layout: Layout) -> Vec<Styled> {
    let [from, to] = page.comparison.totals;
    let change = signed(from, to);
    let mut lines = if layout.plain {
        vec![
            Styled::of(Tone::Plain, format!("prompt: {}", one_line(page.title))),
            Styled::of(Tone::Plain, format!("level: {}, rubric: {}", page.level, page.rubric)),
            Styled::of(
                Tone::Plain,
                format!("total: from {} to {} of 100, {change}", whole(from), whole(to)),
            ),
        ]
    } else {
        let title = layout.fit(&one_line(page.title), layout.width() - 12);
        let left = layout.own(&format!("{title} · {}", page.level));
        let right = format!("from {} to {} of 100 ({change})", whole(from), whole(to));
        ends(Styled::of(Tone::Heading, left), Styled::of(Tone::Heading, right), layout)
    };
    for (name, point) in ["first", "second"].iter().zip(page.attempts) {
        let attempt = &point.attempt;
        let day = long_date(attempt.started_ms);
        if layout.plain {
            let words = format!(
                "{name}: {}, {day}, {}, {}",
                attempt.session,
                attempt.mode.id(),
                marks(point)
            );
            lines.push(Styled::of(Tone::Plain, words));
            continue;
        }
        let first = Styled::of(Tone::Dim, format!("  {name:<8}"))
            .then(Tone::Accent, &*attempt.session)
            .then(Tone::Plain, "  ");
        let words = format!("{day} · {} · {}", attempt.mode.id(), marks(point));
        lines.extend(hanging(first, Tone::Plain, &layout.own(&words), layout));
    }
    for note in page.notes {
        lines.extend(paragraph(note, layout));
    }
    lines
}

fn steps(page: &ComparePage<'_>, layout: Layout) -> Vec<Styled> {
    let mut lines = Vec::new();
    for (step, [from, to]) in &page.comparison.steps {
        let (Some(from), Some(to)) = (from, to) else { continue };
        let change = signed(*from, *to);
        if layout.plain {
            let words = format!("{step}: from {} to {}, {change}", whole(*from), whole(*to));
            lines.push(Styled::of(Tone::Plain, words));
            continue;
        }
        let tone = match whole(*to).cmp(&whole(*from)) {
            std::cmp::Ordering::Greater => Tone::Good,
            std::cmp::Ordering::Less => Tone::Bad,
            std::cmp::Ordering::Equal => Tone::Dim,
        };
        let cells = if layout.is_wide() { 20 } else { 5 };
        let figures = format!("  {:>3} {:>3}", whole(*from), whole(*to));
        let line = Styled::of(Tone::Plain, format!("  {:<13}", step.id()))
            .then(Tone::Dim, bar(*from, cells, layout.charset))
            .then(Tone::Plain, " ")
            .then(Tone::Plain, bar(*to, cells, layout.charset))
            .then(Tone::Plain, figures)
            .then(tone, format!(" {change:>4}"));
        lines.push(line);
    }
    if lines.is_empty() { lines } else { spaced(lines, layout) }
}

fn criteria(comparison: &Comparison, change: Outcome, layout: Layout) -> Vec<Styled> {
    let these: Vec<&Compared> =
        comparison.criteria.iter().filter(|one| one.change == change).collect();
    if layout.plain {
        return these.iter().flat_map(|one| plain(one)).collect();
    }
    let (name, tone) = match change {
        Outcome::Won => ("Won", Tone::Good),
        Outcome::Lost => ("Lost", Tone::Bad),
        Outcome::Same => ("Same", Tone::Dim),
    };
    let mut lines = vec![Styled::blank(), Styled::of(tone, format!("  {name}: {}", these.len()))];
    for one in these {
        lines.extend(criterion(one, layout));
    }
    lines
}

fn plain(one: &Compared) -> Vec<Styled> {
    let [a, b] = &one.sides;
    let mut words =
        format!("{}: {}, {} to {}", one.change.id(), one.id, a.verdict.id(), b.verdict.id());
    for (name, side) in ["first", "second"].iter().zip(&one.sides) {
        if let Some(piece) = side.evidence.first() {
            // Writing to a string cannot fail.
            let _ = write!(words, ", {name}: \"{}\"", one_line(&piece.quote));
        }
    }
    vec![Styled::of(Tone::Plain, words)]
}

fn criterion(one: &Compared, layout: Layout) -> Vec<Styled> {
    let [a, b] = &one.sides;
    let arrow = match layout.charset {
        Charset::Unicode => " → ",
        Charset::Ascii => " > ",
    };
    let mut line = Styled::of(Tone::Plain, "    ").then(verdict_tone(a.verdict), a.verdict.id());
    if one.change != Outcome::Same {
        line = line.then(Tone::Dim, arrow).then(verdict_tone(b.verdict), b.verdict.id());
    }
    let column = if one.change == Outcome::Same { 12 } else { 22 };
    let room = layout.width().saturating_sub(column + 1).max(12);
    let mut lines =
        vec![line.padded_to(column).then(Tone::Plain, layout.fit(&worth::name(&one.id), room))];
    for (name, side) in ["first", "second"].iter().zip(&one.sides) {
        lines.extend(quotation(name, &side.evidence, one.change, layout));
    }
    lines
}

/// A quotation: whole where something changed, on one line where nothing did.
fn quotation(name: &str, evidence: &[Evidence], change: Outcome, layout: Layout) -> Vec<Styled> {
    let Some(piece) = evidence.first() else { return Vec::new() };
    let first = Styled::of(Tone::Dim, format!("      {name:<7} "));
    let room = layout.width().min(90).saturating_sub(first.width());
    let most = if change == Outcome::Same { room } else { 3 * room };
    let quote = layout.fit(&format!("\"{}\"", one_line(&piece.quote)), most.saturating_sub(2));
    hanging(first, Tone::Plain, &quote, layout)
}
