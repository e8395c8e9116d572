//! The study week on the screen: all of it, a day, and what to do now.

use super::scorecard::{NextCommand, next_commands};
use super::styled::{Layout, Styled, Tone, ends, hanging};
use crate::interview::count;
use crate::report::{one_line, visible};
use crate::study::week::{BlockView, DayView, Standing, WeekView};

/// The whole week on one screen of 80 × 24: a day takes two lines. In plain form a block a line.
pub fn week_page(view: &WeekView, layout: Layout) -> Vec<Styled> {
    if layout.plain {
        let mut page = vec![Styled::of(Tone::Plain, headline(view, layout))];
        page.extend(view.days.iter().flat_map(|day| day.blocks.iter().map(plain_block)));
        return page;
    }
    let left = Styled::of(Tone::Heading, headline(view, layout));
    let right = Styled::of(Tone::Dim, layout.own(&solved(view)));
    let mut page = ends(left, right, layout);
    page.push(Styled::blank());
    for day in &view.days {
        page.extend(day_head(view, day, layout));
        page.extend(marked(day, layout));
    }
    page.push(Styled::blank());
    let carried = view.carried_over().len();
    if carried > 0 {
        let words = format!("  {} carried over", count(carried, "block", "blocks"));
        page.push(Styled::of(Tone::Half, words));
    }
    page.push(Styled::of(Tone::Dim, "  x done   ~ begun   > carried over   - skipped   . to do"));
    page.extend(next_commands(&following(view), layout));
    page
}

/// What there is to type about the week as it stands.
fn following(view: &WeekView) -> Vec<NextCommand<'static>> {
    if view.next().is_some() {
        vec![NextCommand { command: "onsite plan today", what: "what to do now" }]
    } else {
        vec![NextCommand { command: "onsite plan export", what: "the whole week as markdown" }]
    }
}

/// `Day 3 of 7 · Gateway and boundaries · 4-hour track`.
pub fn headline(view: &WeekView, layout: Layout) -> String {
    let track = view.track.adjective();
    let words = match view.current() {
        Some(day) => format!(
            "Day {} of {} · {} · {track} track",
            day.number,
            view.days.len(),
            visible(&day.name)
        ),
        None if view.blocks().all(|block| !block.standing.is_open()) => {
            format!("The week is done · {track} track")
        }
        None => format!("All {} days are over · {track} track", view.days.len()),
    };
    layout.own(&words)
}

/// `5 of 11–16 problems`.
fn solved(view: &WeekView) -> String {
    let (solved, (least, most)) = view.problems();
    if most == 0 { String::new() } else { format!("{solved} of {least}–{most} problems") }
}

fn day_head(view: &WeekView, day: &DayView, layout: Layout) -> Vec<Styled> {
    let is_today = view.today.day == Some(day.number);
    let tone = if is_today { Tone::Heading } else { Tone::Plain };
    let words = match (day.is_settled(), is_today) {
        (true, false) => settled_words(day),
        (true, true) => format!("today · {}", settled_words(day)),
        (false, true) => format!("today · {} left", span(day.minutes_left())),
        (false, false) if view.today.day.is_some_and(|today| day.number > today) => {
            span(day.minutes())
        }
        (false, false) => format!("{} left", span(day.minutes_left())),
    };
    let words = layout.own(&words);
    let room = layout.width().min(78).saturating_sub(7 + super::cells(&words));
    let focus = layout.fit(&visible(&day.focus), room);
    let left = Styled::of(tone, format!("  {}  {focus}", day.number));
    let tone = match (day.is_settled(), is_today) {
        (true, _) => Tone::Good,
        (false, true) => Tone::Heading,
        (false, false) => Tone::Dim,
    };
    ends(left, Styled::of(tone, words), layout)
}

fn settled_words(day: &DayView) -> String {
    let skipped = day.blocks.iter().filter(|block| block.standing == Standing::Skipped).count();
    if skipped == 0 { "done".to_owned() } else { format!("done, {skipped} skipped") }
}

/// The blocks of a day with a mark each, wrapped.
fn marked(day: &DayView, layout: Layout) -> Vec<Styled> {
    let room = layout.width().min(78);
    let mut lines = Vec::new();
    let mut line = Styled::of(Tone::Plain, "    ");
    for block in &day.blocks {
        let (mark, tone) = mark(block);
        let problems = match (block.record.problems, block.problems) {
            (Some(solved), Some(_)) => format!(" {solved}"),
            _ => String::new(),
        };
        let part = format!(" {mark} {}{problems} ", block.id);
        if line.width() + part.len() > room && line.width() > 4 {
            lines.push(std::mem::replace(&mut line, Styled::of(Tone::Plain, "    ")));
        }
        line = line.then(tone, part);
    }
    lines.push(line);
    for line in &mut lines {
        if let Some(last) = line.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
    }
    lines
}

fn mark(block: &BlockView) -> (char, Tone) {
    let begun = block.record.begun.is_some();
    match block.standing {
        Standing::Done => ('x', Tone::Good),
        Standing::Skipped => ('-', Tone::Dim),
        Standing::CarriedOver => ('>', Tone::Half),
        Standing::Today | Standing::Ahead if begun => ('~', Tone::Half),
        Standing::Today => ('.', Tone::Plain),
        Standing::Ahead => ('.', Tone::Dim),
    }
}

fn plain_block(block: &BlockView) -> Styled {
    let mut text = format!(
        "day {}, {}: {}, {} minutes",
        block.day,
        block.id,
        block.standing.id(),
        block.minutes
    );
    if block.record.worked_s > 0 {
        text = format!("{text}, {} spent", spent(block.record.worked_s));
    }
    if let (Some(solved), Some(asked)) = (block.record.problems, block.problems) {
        text = format!("{text}, {solved} of {asked} problems");
    }
    if block.looks_done {
        text = format!("{text}, looks done: {}", one_line(&block.made.join(", ")));
    }
    Styled::of(Tone::Plain, text)
}

/// `3 h 30`, `45 min`, `3 h–3 h 15`.
pub fn span((least, most): (u32, u32)) -> String {
    let words = |minutes: u32| match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    };
    if least == most { words(least) } else { format!("{}–{}", words(least), words(most)) }
}

/// Seconds as whole minutes, up from half a minute: `58 min`; less than one as `under 1 min`.
pub fn spent(seconds: u64) -> String {
    match u32::try_from(seconds.saturating_add(30) / 60).unwrap_or(u32::MAX) {
        0 => "under 1 min".to_owned(),
        minutes => span((minutes, minutes)),
    }
}

/// A day: its blocks with what they are, what they leave, the commands, and what was done.
pub fn day_page(view: &WeekView, day: &DayView, layout: Layout) -> Vec<Styled> {
    if layout.plain {
        let head = format!("day {} of {}: {}", day.number, view.days.len(), visible(&day.focus));
        let mut page = vec![Styled::of(Tone::Plain, head)];
        for block in &day.blocks {
            page.push(plain_block(block));
            page.extend(details(block, layout));
        }
        return page;
    }
    let title = format!("Day {} of {} · {}", day.number, view.days.len(), visible(&day.focus));
    let mut page = vec![Styled::of(Tone::Heading, layout.own(&layout.fit(&title, layout.width())))];
    let dates: Vec<String> = day.dates.iter().map(ToString::to_string).collect();
    if !dates.is_empty() {
        page.push(Styled::of(Tone::Dim, format!("  {}", dates.join(", "))));
    }
    for block in &day.blocks {
        page.push(Styled::blank());
        page.extend(block_lines(block, layout));
    }
    page
}

/// A block: mark, title, minutes and where it stands; below what it is about.
fn block_lines(block: &BlockView, layout: Layout) -> Vec<Styled> {
    let (mark, tone) = mark(block);
    let title = format!("  {mark} {} {}", visible(&block.title), layout.own(&minutes(block)));
    let left = Styled::of(Tone::Heading, title);
    let mut lines = ends(left, Styled::of(tone, layout.own(&stands(block))), layout);
    lines.extend(details(block, layout));
    lines
}

fn minutes(block: &BlockView) -> String {
    format!("{} min", block.minutes)
}

/// Where a block stands, in words.
fn stands(block: &BlockView) -> String {
    let record = &block.record;
    let mut words = match (block.standing, record.done.or(record.skipped)) {
        (Standing::Done | Standing::Skipped, Some(date)) => {
            format!("{} on {date}", block.standing.id())
        }
        (Standing::Today | Standing::Ahead, _) if record.begun.is_some() => "begun".to_owned(),
        (Standing::Today | Standing::Ahead, _) => "to do".to_owned(),
        (standing, _) => standing.id().to_owned(),
    };
    if record.worked_s > 0 {
        words = format!("{words}, {}", spent(record.worked_s));
    }
    words
}

fn details(block: &BlockView, layout: Layout) -> Vec<Styled> {
    let mut lines = Vec::new();
    let mut fact = |name: &str, tone: Tone, text: &str| {
        let lead = if layout.plain { format!("{name}: ") } else { format!("    {name:<12}") };
        lines.extend(hanging(Styled::of(Tone::Dim, lead), tone, &one_line(text), layout));
    };
    fact("what", Tone::Plain, &layout.own(&block.what));
    if !block.leaves.is_empty() {
        fact("leaves", Tone::Plain, &layout.own(&block.leaves));
    }
    if let Some(asked) = block.problems {
        let solved = block
            .record
            .problems
            .map_or("none noted yet".to_owned(), |solved| format!("{solved} solved"));
        fact("problems", Tone::Plain, &layout.own(&format!("{asked}, {solved}")));
    }
    if block.standing.is_open() {
        for command in &block.commands {
            fact("command", Tone::Accent, command);
        }
    }
    if block.looks_done {
        fact("looks done", Tone::Half, &block.made.join(", "));
    } else {
        for made in &block.made {
            fact("made", Tone::Good, made);
        }
    }
    for note in &block.record.notes {
        fact("note", Tone::Plain, note);
    }
    for file in &block.record.evidence {
        fact("file", Tone::Plain, &format!("{} (sha256 {})", file.path, short(&file.sha256)));
    }
    lines
}

/// The beginning of a hash, enough to tell two apart.
fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// What to do now: the next block and the command that does it, the rest of today, and what was
/// carried over.
pub fn today_page(view: &WeekView, layout: Layout) -> Vec<Styled> {
    let mut page = vec![Styled::of(Tone::Heading, headline(view, layout))];
    let Some(next) = view.next() else {
        page.push(Styled::blank());
        page.push(Styled::of(
            Tone::Plain,
            "  Nothing is left to do. `onsite plan reset` begins a new week.",
        ));
        return page;
    };
    page.push(Styled::blank());
    let lead = match next.standing {
        Standing::Today => "Now".to_owned(),
        Standing::CarriedOver => format!("Carried over from day {}", next.day),
        _ => format!(
            "Day {} is done. Day {} begins another day; or go on now",
            view.today.day.unwrap_or(next.day),
            next.day
        ),
    };
    page.push(Styled::of(Tone::Dim, format!("  {lead}")));
    page.extend(block_lines(next, layout));
    let rest: Vec<&BlockView> = view
        .blocks()
        .filter(|block| {
            block.standing == Standing::Today && (block.day, &block.id) != (next.day, &next.id)
        })
        .collect();
    page.extend(listed("then", &rest, layout));
    let carried: Vec<&BlockView> = view
        .carried_over()
        .into_iter()
        .filter(|block| (block.day, &block.id) != (next.day, &next.id))
        .collect();
    page.extend(listed("carried over", &carried, layout));
    let (day, id) = (next.day, &next.id);
    let start = format!("onsite plan start {day} {id}");
    let done = format!("onsite plan done {day} {id}");
    let what = next.next.and_then(|place| next.commands.get(place)).or(next.commands.first());
    let what = what
        .map_or("its timer".to_owned(), |command| format!("its timer and `{}`", one_line(command)));
    let commands = if next.looks_done {
        vec![
            NextCommand { command: &done, what: "as it looks done" },
            NextCommand { command: &start, what: &what },
        ]
    } else {
        vec![
            NextCommand { command: &start, what: &what },
            NextCommand { command: &done, what: "when it is done; --note, --file" },
        ]
    };
    page.extend(next_commands(&commands, layout));
    page
}

fn listed(name: &str, blocks: &[&BlockView], layout: Layout) -> Vec<Styled> {
    if blocks.is_empty() {
        return Vec::new();
    }
    let is_carried = name == "carried over";
    let words: Vec<String> = blocks
        .iter()
        .map(|block| {
            let day = if is_carried { format!("day {} ", block.day) } else { String::new() };
            format!("{day}{} {}", block.id, block.minutes)
        })
        .collect();
    let words = layout.own(&words.join(" · "));
    let mut lines = if layout.plain { Vec::new() } else { vec![Styled::blank()] };
    let lead = if layout.plain { format!("{name}: ") } else { format!("  {name:<14}") };
    lines.extend(hanging(Styled::of(Tone::Dim, lead), Tone::Plain, &words, layout));
    lines
}
