//! The study week as markdown: what was planned, what was done, and what shows it.

use std::fmt::Write as _;

use super::seal;
use crate::interview::count;
use crate::report::figures::whole;
use crate::report::one_line;
use crate::report::screen::{span, spent};
use crate::study::week::{BlockRecord, BlockView, DayView, Sat, Standing, WeekView};

/// The schema in the front matter of a week.
pub const WEEK: &str = "onsite.week/1";

/// The whole week. What people typed stands in it as text: it makes no heading, no table and no
/// markup of its own.
pub fn week_markdown(view: &WeekView) -> String {
    let mut page = format!(
        "---\nschema: {WEEK}\ntrack: {}\ndate: {}\n---\n\n# Study week, {} track\n\n",
        view.track.id(),
        view.date,
        view.track.adjective()
    );
    let done = view.blocks().filter(|block| block.standing == Standing::Done).count();
    let all = view.blocks().count();
    let _ = match view.began {
        Some(began) => writeln!(page, "Begun on {began}, written on {}.", view.date),
        None => writeln!(page, "Not begun yet; written on {}.", view.date),
    };
    let worked: u64 = view.days.iter().map(DayView::worked_s).sum();
    let (solved, (least, most)) = view.problems();
    let _ = writeln!(
        page,
        "{done} of {} done, {} spent with the timer running, {solved} of {least}–{most} problems.\n",
        count(all, "block", "blocks"),
        if worked == 0 { "no time".to_owned() } else { spent(worked) },
    );
    page.push_str(
        "| day | focus | done | planned | spent | problems |\n|---|---|---|---|---|---|\n",
    );
    for day in &view.days {
        overview(&mut page, day);
    }
    for day in &view.days {
        of_day(&mut page, day);
    }
    if !view.strays.is_empty() {
        page.push_str("\n## Not in this week's plan any more\n\n");
        for (day, id, record) in &view.strays {
            let _ = writeln!(page, "- day {day}, `{}`", one_line(id));
            noted(&mut page, record);
        }
    }
    if !view.others.is_empty() {
        page.push_str("\n## Other interviews in this time\n");
        sessions(&mut page, &view.others);
    }
    page.push('\n');
    seal::close(&mut page);
    page
}

fn overview(page: &mut String, day: &DayView) {
    let done = day.blocks.iter().filter(|block| block.standing == Standing::Done).count();
    let problems = day
        .problems()
        .map_or("–".to_owned(), |(solved, (least, most))| format!("{solved} of {least}–{most}"));
    let _ = writeln!(
        page,
        "| {} | {} | {done} of {} | {} | {} | {problems} |",
        day.number,
        line(&day.focus),
        day.blocks.len(),
        span(day.minutes()),
        time(day.worked_s()),
    );
}

fn time(seconds: u64) -> String {
    if seconds == 0 { "–".to_owned() } else { spent(seconds) }
}

fn of_day(page: &mut String, day: &DayView) {
    let _ = writeln!(page, "\n## Day {}: {}\n", day.number, line(&day.focus));
    let dates: Vec<String> = day.dates.iter().map(ToString::to_string).collect();
    if !dates.is_empty() {
        let _ = writeln!(page, "{}\n", dates.join(", "));
    }
    page.push_str("| block | state | planned | spent | leaves |\n|---|---|---|---|---|\n");
    for block in &day.blocks {
        let _ = writeln!(
            page,
            "| {} | {} | {} min | {} | {} |",
            line(&block.title),
            state(block),
            block.minutes,
            time(block.record.worked_s),
            line(&block.leaves),
        );
    }
    for block in &day.blocks {
        let record = &block.record;
        let says = !record.notes.is_empty()
            || !record.evidence.is_empty()
            || record.problems.is_some()
            || !block.made.is_empty();
        if !says {
            continue;
        }
        let _ = writeln!(page, "\n### {}", line(&block.title));
        page.push('\n');
        if let (Some(solved), Some(asked)) = (record.problems, block.problems) {
            let _ = writeln!(page, "- {solved} solved; {asked} were planned");
        }
        for made in &block.made {
            let _ = writeln!(page, "- {}", line(made));
        }
        noted(page, record);
    }
    if !day.sessions.is_empty() {
        page.push_str("\n### Interviews\n");
        sessions(page, &day.sessions);
    }
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
fn noted(page: &mut String, record: &BlockRecord) {
    for note in &record.notes {
        let text: Vec<String> = note.lines().map(line).collect();
        let _ = writeln!(page, "- Note: {}", text.join("\n  "));
    }
    for file in &record.evidence {
        let _ = writeln!(page, "- File: {}, sha256 `{}`", line(&file.path), one_line(&file.sha256));
    }
}

fn sessions(page: &mut String, all: &[Sat]) {
    page.push_str(
        "\n| session | date | prompt | mode | time | total |\n|---|---|---|---|---|---|\n",
    );
    for one in all {
        let total = one.total.map_or("–".to_owned(), |total| format!("{} of 100", whole(total)));
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {total} |",
            one_line(&one.id),
            one.on,
            line(&one.prompt),
            one.mode.id(),
            time(one.spent_s),
        );
    }
}

/// A text on one line in which nothing is markup.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::study::week::{Entry, Evidence, Progress, Track, Week, What, view};

    #[test]
    fn what_was_typed_stays_text() {
        let week = Week::built_in().unwrap();
        let day = date(2026, 11, 22);
        let done = What::Done {
            day: 1,
            block: "dsa".to_owned(),
            note: Some("# big\n| a | <script> *b*".to_owned()),
            evidence: Some(Evidence { path: "/a|b.md".to_owned(), sha256: "00ff".to_owned() }),
            problems: Some(3),
        };
        let progress = Progress::fold(&week, &[Entry::new(day, 0, done)], Track::FourHours);
        let page = week_markdown(&view(&week, &progress, day, &[]));
        assert!(crate::report::is_untouched(&page));
        assert!(page.contains("- Note: \\# big\n  \\| a \\| \\<script\\> \\*b\\*\n"), "{page}");
        assert!(page.contains("- File: /a\\|b.md, sha256 `00ff`\n"), "{page}");
        assert!(page.contains("- 3 solved; 2–3 were planned\n"), "{page}");
        assert!(page.contains("| DSA | done 2026-11-22 | 60 min | – |  |\n"), "{page}");
        assert!(page.contains("1 of 25 blocks done, no time spent"), "{page}");
        assert_eq!(page.matches("\n## Day ").count(), 7);
    }
}
