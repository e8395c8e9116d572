//! When what was done: for each step, over the whole box, the time that was planned for it, the time
//! that the candidate was there, and each line that was typed.

use maud::{Markup, html};

use crate::bank::Step;
use crate::interview::{Event, Record, Source, clock, count};
use crate::report::Export;

/// The width of a strip in its own units: the whole box.
const WIDTH: u64 = 1000;

/// A time that the candidate was in a step, in milliseconds of box time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    step: Step,
    from: u64,
    to: u64,
}

/// The chart; nothing for a session that was played from a script, whose times say nothing.
pub(super) fn chart(export: &Export<'_>, records: &[Record]) -> Option<Markup> {
    let session = export.session;
    let used = session.used_ms(export.now);
    let length = session.started().box_ms.unwrap_or(used).max(1);
    if session.started().input == Source::Script || used == 0 {
        return None;
    }
    let stays = stays(records, session.steps().first()?.step, used);
    let typed = typed(records);
    let timed = session.started().box_ms.is_some();
    let at = |ms: u64| ms.min(length) * WIDTH / length;
    let mut begin = 0;
    let mut rows = Vec::new();
    for budget in session.steps() {
        let planned = begin..begin + budget.seconds * 1000;
        begin = planned.end;
        let stays: Vec<&Stay> =
            stays.iter().filter(|stay| stay.step == budget.step && stay.from < stay.to).collect();
        let lines: Vec<u64> =
            typed.iter().filter(|(step, _)| *step == budget.step).map(|(_, ms)| *ms).collect();
        let mut told = Vec::new();
        if timed {
            told.push(format!("planned {} to {}", clock(planned.start), clock(planned.end)));
        }
        told.extend(stays.iter().map(|s| format!("there {} to {}", clock(s.from), clock(s.to))));
        told.push(count(lines.len(), "line typed", "lines typed"));
        let strip = html! {
            svg class="strip" viewBox={ "0 0 " (WIDTH) " 20" } preserveAspectRatio="none"
                role="img" aria-label=(told.join(", ")) {
                @for mark in marks(length).iter().filter(|ms| **ms > 0 && **ms < length) {
                    path class="grid" d={ "M" (at(*mark)) " 0V20" } {}
                }
                @if timed {
                    rect class="planned" x=(at(planned.start)) y="1" height="18"
                        width=(at(planned.end) - at(planned.start)) {}
                }
                @for stay in &stays {
                    rect class="there" x=(at(stay.from)) y="6" height="8"
                        width=(at(stay.to).saturating_sub(at(stay.from)).max(2)) {}
                }
                @for line in &lines { path class="typed" d={ "M" (at(*line)) " 2V18" } {} }
            }
        };
        let spent = session.spent_ms(budget.step, export.now);
        rows.push((budget, spent, lines.len(), strip));
    }
    let columns = if timed { 4 } else { 3 };
    Some(html! {
        p class="soft" {
            @if timed {
                span class="key planned" {} " the time planned for the step, "
            }
            span class="key there" {} " the time spent in it, " span class="key typed" {}
            " a line typed or corrected. From left to right: the whole "
            @if timed { "box" } @else { "sitting" } ", " (clock(length)) "."
        }
        table class="pacing" {
            thead { tr {
                th scope="col" { "Step" }
                @if timed { th scope="col" { "planned" } }
                th scope="col" { "spent" }
                th scope="col" { "lines" }
            } }
            tbody {
                @for (budget, spent, lines, strip) in rows {
                    tr {
                        th scope="row" { (budget.step.heading()) }
                        @if timed { td { (clock(budget.seconds * 1000)) } }
                        td { (clock(spent)) }
                        td { (lines) }
                    }
                    tr class="drawn" { td colspan=(columns) { (strip) } }
                }
            }
            tfoot {
                tr {
                    th scope="row" { "Whole" }
                    @if timed { td { (clock(length)) } }
                    td { (clock(used)) }
                    td { (typed.len()) }
                }
                tr class="drawn" { td colspan=(columns) {
                    div class="axis" aria-hidden="true" {
                        @for mark in marks(length) { span { (clock(mark)) } " " }
                    }
                } }
            }
        }
    })
}

/// Moments along the box that divide it evenly into whole minutes, its ends among them.
fn marks(length: u64) -> Vec<u64> {
    let parts = [3, 4, 5, 2].into_iter().find(|parts| length.is_multiple_of(parts * 60_000));
    let parts = parts.unwrap_or(1);
    (0..=parts).map(|part| length * part / parts).collect()
}

/// Where the candidate was, from `first` on until `used` milliseconds of the box.
fn stays(records: &[Record], first: Step, used: u64) -> Vec<Stay> {
    let mut stays = Vec::new();
    let (mut step, mut from) = (first, 0);
    for record in records {
        match record.event {
            Event::Moved { to } if record.elapsed_ms <= used => {
                stays.push(Stay { step, from, to: record.elapsed_ms });
                (step, from) = (to, record.elapsed_ms);
            }
            Event::Sealed { .. } => break,
            _ => {}
        }
    }
    stays.push(Stay { step, from, to: used });
    stays
}

/// In which step something was written, and at how many milliseconds of the box.
fn typed(records: &[Record]) -> Vec<(Step, u64)> {
    let written = records.iter().filter_map(|record| match &record.event {
        Event::Added { step, .. }
        | Event::Corrected { step, .. }
        | Event::Replaced { step, .. }
        | Event::Belled { step, .. } => Some((*step, record.elapsed_ms)),
        _ => None,
    });
    written.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{LineKind, Seal, VERSION};
    use crate::report::fixture::at;

    fn records(events: &[(u64, Event)]) -> Vec<Record> {
        let numbered = events.iter().cloned().zip(1..);
        numbered
            .map(|((elapsed_ms, event), seq)| Record {
                version: VERSION,
                seq,
                at: at(elapsed_ms),
                elapsed_ms,
                event,
            })
            .collect()
    }

    #[test]
    fn the_walk_covers_the_time_that_was_used_without_a_gap() {
        let line = |step| Event::Added { step, line: LineKind::Typed, text: "a".into() };
        let records = records(&[
            (10, line(Step::Requirements)),
            (20, Event::Moved { to: Step::Storage }),
            (25, line(Step::Api)),
            (40, Event::Moved { to: Step::Requirements }),
            (90, Event::Sealed { by: Seal::Finish }),
            (95, Event::Moved { to: Step::Scale }),
        ]);
        let walk = stays(&records, Step::Requirements, 90);
        let ends: Vec<(Step, u64, u64)> = walk.iter().map(|s| (s.step, s.from, s.to)).collect();
        assert_eq!(
            ends,
            [(Step::Requirements, 0, 20), (Step::Storage, 20, 40), (Step::Requirements, 40, 90)]
        );
        assert_eq!(typed(&records), [(Step::Requirements, 10), (Step::Api, 25)]);
    }

    #[test]
    fn marks_are_whole_minutes() {
        assert_eq!(marks(2_700_000), [0, 900_000, 1_800_000, 2_700_000]);
        assert_eq!(marks(3_000_000).len(), 6);
        assert_eq!(marks(61_000), [0, 61_000]);
    }
}
