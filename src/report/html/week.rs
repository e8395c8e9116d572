//! The study week as a page: what was planned, what was done, and what shows it.

use std::borrow::Cow;

use maud::{Markup, html};

use super::page::{Head, Section, page};
use super::prose::as_typed;
use super::score::bar;
use crate::interview::count;
use crate::report::figures::whole;
use crate::report::one_line;
use crate::report::screen::{span, spent};
use crate::study::week::{BlockRecord, BlockView, DayView, Sat, Standing, WeekView};

/// The whole week as one HTML page. `program` is the program's version.
pub fn week(view: &WeekView, program: &str) -> String {
    let track = view.track.adjective();
    let began = match view.began {
        Some(began) => format!("begun on {began} · written on {}", view.date),
        None => format!("not begun yet · written on {}", view.date),
    };
    let head = Head {
        title: "Study week",
        kind: &format!("{track} track"),
        line: &format!("{track} track · {began}"),
        lead: html! { p { (summary(view)) } },
        foot: html! {
            p {
                "Written by onsite " (one_line(program))
                ". This page is one file: it runs nothing and asks for nothing."
            }
        },
    };
    let mut sections = vec![section("days", "The days", overview(view))];
    for day in &view.days {
        sections.push(Section {
            id: Cow::from(format!("day-{}", day.number)),
            heading: Cow::from(format!("Day {}: {}", day.number, day.focus)),
            body: of_day(day),
        });
    }
    if !view.strays.is_empty() {
        let strays = html! { @for (day, id, record) in &view.strays {
            h3 { "Day " (day) ", " (one_line(id)) }
            (noted(record))
        } };
        sections.push(section("strays", "Not in this week’s plan any more", strays));
    }
    if !view.others.is_empty() {
        sections.push(section("others", "Other interviews in this time", sessions(&view.others)));
    }
    page(&head, &sections)
}

fn section(id: &'static str, heading: &'static str, body: Markup) -> Section {
    Section { id: id.into(), heading: heading.into(), body }
}

fn summary(view: &WeekView) -> String {
    let done = view.blocks().filter(|block| block.standing == Standing::Done).count();
    let all = count(view.blocks().count(), "block", "blocks");
    let worked: u64 = view.days.iter().map(DayView::worked_s).sum();
    let worked = if worked == 0 { "no time".to_owned() } else { spent(worked) };
    let (solved, (least, most)) = view.problems();
    let problems =
        if most == 0 { String::new() } else { format!(", {solved} of {least}–{most} problems") };
    format!("{done} of {all} done, {worked} spent with the timer running{problems}.")
}

fn overview(view: &WeekView) -> Markup {
    html! {
        table class="days" {
            thead { tr {
                th scope="col" { "Day" }
                th scope="col" class="wide" { span class="unseen" { "As a bar" } }
                th scope="col" { "done" }
                th scope="col" { "planned" }
                th scope="col" { "spent" }
                th scope="col" { "problems" }
            } }
            tbody { @for day in &view.days { tr {
                @let done = done(day);
                th scope="row" {
                    a href={ "#day-" (day.number) } { (day.number) " " (one_line(&day.name)) }
                }
                td class="wide" { (bar(100.0 * done as f64 / day.blocks.len().max(1) as f64)) }
                td { (done) " of " (day.blocks.len()) }
                td { (span(day.minutes())) }
                td { (time(day.worked_s())) }
                td {
                    @match day.problems() {
                        Some((solved, (least, most))) => { (solved) " of " (least) "–" (most) }
                        None => "–"
                    }
                }
            } } }
        }
    }
}

fn done(day: &DayView) -> usize {
    day.blocks.iter().filter(|block| block.standing == Standing::Done).count()
}

fn time(seconds: u64) -> String {
    if seconds == 0 { "–".to_owned() } else { spent(seconds) }
}

fn of_day(day: &DayView) -> Markup {
    let dates: Vec<String> = day.dates.iter().map(ToString::to_string).collect();
    html! {
        @if !dates.is_empty() { p class="soft" { (dates.join(", ")) } }
        table class="blocks" {
            thead { tr {
                th scope="col" { "Block" }
                th scope="col" { "state" }
                th scope="col" { "planned" }
                th scope="col" { "spent" }
            } }
            tbody { @for block in &day.blocks { tr {
                th scope="row" {
                    (one_line(&block.title))
                    @if !block.leaves.is_empty() {
                        br; span class="soft" { "leaves " (one_line(&block.leaves)) }
                    }
                }
                td { (state(block)) }
                td { (block.minutes) " min" }
                td { (time(block.record.worked_s)) }
            } } }
        }
        @for block in day.blocks.iter().filter(|block| says(block)) {
            h3 { (one_line(&block.title)) }
            @if let (Some(solved), Some(asked)) = (block.record.problems, block.problems) {
                p { (solved) " solved; " (asked) " were planned." }
            }
            @if !block.made.is_empty() {
                ul { @for made in &block.made { li { (one_line(made)) } } }
            }
            (noted(&block.record))
        }
        @if !day.sessions.is_empty() {
            h3 { "Interviews" }
            (sessions(&day.sessions))
        }
    }
}

/// Whether there is more about a block than its row.
fn says(block: &BlockView) -> bool {
    let record = &block.record;
    !record.notes.is_empty()
        || !record.evidence.is_empty()
        || record.problems.is_some()
        || !block.made.is_empty()
}

fn state(block: &BlockView) -> String {
    match (block.standing, block.record.done.or(block.record.skipped)) {
        (Standing::Done | Standing::Skipped, Some(date)) => {
            format!("{} {date}", block.standing.id())
        }
        (Standing::Today | Standing::Ahead, _) if block.record.begun.is_some() => {
            "begun".to_owned()
        }
        (Standing::Today | Standing::Ahead, _) => "to do".to_owned(),
        (standing, _) => standing.id().to_owned(),
    }
}

/// Notes and files of a block.
fn noted(record: &BlockRecord) -> Markup {
    html! {
        @for note in &record.notes { div class="answer" { (as_typed(note)) } }
        @for file in &record.evidence {
            p {
                "File " code { (one_line(&file.path)) } ", sha256 "
                code { (one_line(&file.sha256)) }
            }
        }
    }
}

fn sessions(all: &[Sat]) -> Markup {
    html! {
        table class="blocks" {
            thead { tr {
                th scope="col" { "Prompt" }
                th scope="col" { "date" }
                th scope="col" { "kind" }
                th scope="col" { "time" }
                th scope="col" { "total" }
            } }
            tbody { @for one in all { tr {
                th scope="row" {
                    (one_line(&one.prompt)) br; span class="soft" { (one_line(&one.id)) }
                }
                td { (one.on) }
                td { (one.mode.id()) }
                td { (time(one.spent_s)) }
                td { (one.total.map_or_else(|| "–".to_owned(), |t| whole(t).to_string())) }
            } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::html::tests::stripped;
    use crate::study::week::{Entry, Evidence, Progress, Track, Week, What, view};

    #[test]
    fn what_was_done_stands_on_it_and_what_was_typed_stays_text() {
        let week = Week::built_in().unwrap();
        let day = date(2026, 11, 22);
        let note = "# big <script>x</script>\n\tsecond\u{1b} line";
        let done = What::Done {
            day: 1,
            block: "dsa".to_owned(),
            note: Some(note.to_owned()),
            evidence: Some(Evidence { path: "/a<b>.md".to_owned(), sha256: "00ff".to_owned() }),
            problems: Some(3),
        };
        let progress = Progress::fold(&week, &[Entry::new(day, 0, done)], Track::FourHours);
        let page = super::week(&view(&week, &progress, day, &[]), "0.1.0");
        assert!(crate::report::is_untouched(&page));
        assert!(!page.contains("<script") && !page.contains('\u{1b}'));
        let text = stripped(page.split_once("<body>").unwrap().1);
        for shown in [
            as_typed(note).as_str(),
            "File /a<b>.md, sha256 00ff",
            "3 solved; 2–3 were planned.",
            "done 2026-11-22",
            "1 of 25 blocks done, no time spent",
        ] {
            assert!(text.contains(shown), "{shown}\n{text}");
        }
        assert_eq!(page.matches("<section id=\"day-").count(), 7);
        for day in 1..=7 {
            assert!(page.contains(&format!("href=\"#day-{day}\"")));
        }
    }
}
