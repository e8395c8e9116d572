//! Earlier and later interviews on the same prompt, and where their totals go.

use maud::{Markup, html};

use super::score::bar;
use crate::bank::Level;
use crate::interview::Mode;
use crate::report::figures::{long_date, whole};

/// An interview on a prompt that was scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The session's id.
    pub id: String,
    /// When it started, in milliseconds since 1970 in UTC.
    pub started_ms: i64,
    /// What kind of sitting.
    pub mode: Mode,
    /// The level it was graded for.
    pub level: Level,
    /// The judge's total, 0 to 100.
    pub total: f64,
    /// The total after the candidate's review, 0 to 100.
    pub reviewed_total: Option<f64>,
}

/// The attempts in the order in which they were begun, as a line and as a table; nothing for a
/// single one. `own` is the id of the session of this page.
pub(super) fn trend(attempts: &[Attempt], own: &str) -> Option<Markup> {
    if attempts.len() < 2 {
        return None;
    }
    let mut attempts: Vec<&Attempt> = attempts.iter().collect();
    attempts.sort_by(|a, b| a.started_ms.cmp(&b.started_ms).then(a.id.cmp(&b.id)));
    let reviewed = attempts.iter().any(|attempt| attempt.reviewed_total.is_some());
    Some(html! {
        div class="columns" {
            div { (line(&attempts, own)) }
            div { table class="bars" {
                thead { tr {
                    th scope="col" { "Begun" }
                    th scope="col" { "level" }
                    th scope="col" class="wide" { span class="unseen" { "As a bar" } }
                    th scope="col" { "total" }
                    @if reviewed { th scope="col" { "reviewed" } }
                } }
                tbody { @for attempt in &attempts { tr {
                    th scope="row" {
                        (long_date(attempt.started_ms))
                        @if attempt.mode != Mode::Mock { ", " (attempt.mode.id()) }
                        @if attempt.id == own { " (this one)" }
                    }
                    td { (attempt.level) }
                    td class="wide" { (bar(attempt.total)) }
                    td { (whole(attempt.total)) }
                    @if reviewed {
                        td { (attempt.reviewed_total.map_or_else(|| "–".to_owned(), |total| whole(total).to_string())) }
                    }
                } } }
            } }
        }
    })
}

/// The judge's totals as a line over the attempts, with the lines between the verdicts.
fn line(attempts: &[&Attempt], own: &str) -> Markup {
    let steps = attempts.len().saturating_sub(1).max(1) as u64;
    let x = |at: u64| 34 + at * 270 / steps;
    let y = |total: f64| 132 - (total.clamp(0.0, 100.0) * 1.2).round() as u64;
    let points: Vec<String> =
        (0..).zip(attempts).map(|(at, one)| format!("{} {}", x(at), y(one.total))).collect();
    let totals: Vec<String> =
        attempts.iter().map(|attempt| whole(attempt.total).to_string()).collect();
    // Where they stand close, only the first, the own and the last are named.
    let named = |at: u64, id: &str| attempts.len() <= 10 || at == 0 || at == steps || id == own;
    html! {
        svg class="trend" viewBox="0 0 320 150" role="img"
            aria-label={ "Totals in order: " (totals.join(", ")) } {
            @for points in [0.0, 55.0, 70.0, 85.0, 100.0] {
                path class="grid" d={ "M34 " (y(points)) "H304" } {}
                text class="small" x="28" y=(y(points) + 4) text-anchor="end" { (whole(points)) }
            }
            path class="line" d={ "M" (points.join("L")) } {}
            @for (at, attempt) in (0..).zip(attempts) {
                @let mine = attempt.id == own;
                circle class=(if mine { "own" } else { "other" }) cx=(x(at)) cy=(y(attempt.total))
                    r=(if mine { "5" } else { "3" }) {}
                @if named(at, &attempt.id) {
                    text x=(x(at)) y=(y(attempt.total).saturating_sub(9)) text-anchor="middle" {
                        (whole(attempt.total))
                    }
                }
            }
        }
        p class="soft" {
            "The totals in order, against 55 (borderline), 70 (meets the level) and 85 (strong). The \
            larger point is this interview."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(id: &str, started_ms: i64, total: f64) -> Attempt {
        let (mode, level) = (Mode::Mock, Level::Mid);
        Attempt { id: id.into(), started_ms, mode, level, total, reviewed_total: None }
    }

    #[test]
    fn a_single_attempt_is_no_trend_and_several_stand_in_their_order() {
        let attempts = [attempt("b", 2_000, 71.5), attempt("a", 1_000, 40.0)];
        assert!(trend(&attempts[..1], "b").is_none());
        let page = trend(&attempts, "b").unwrap().into_string();
        assert!(page.contains("aria-label=\"Totals in order: 40, 72\""), "{page}");
        assert!(page.contains("d=\"M34 84L304 46\""), "{page}");
        assert_eq!(page.matches(" (this one)").count(), 1);
        assert!(!page.contains("reviewed"));
    }
}
