//! A bare `onsite`: where one stands, what is unfinished, then what can be typed.

use std::ops::ControlFlow;

use clap::CommandFactory;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Cli;
use super::context::Context;
use super::drill;
use super::error::Failure;
use super::first_run::{self, Greeted};
use super::improvements;
use super::plan::Opened;
use crate::interview::{Mode, Reading, State, clock, count};
use crate::report::{GreetingRow, greeting, headline, one_line, week_rows, whole};
use crate::store::{Filter, Store, Summary};

/// Interviews that ended longer ago are not asked about any more, in days.
const RECENT: i32 = 7;
/// So many unfinished interviews are named.
const MOST_NAMED: usize = 3;

/// Greets. Where nobody can be asked, the short help.
///
/// # Errors
/// When the store or the week cannot be read, or the output fails.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    if !context.environment.stdin_terminal || !context.environment.stdout_terminal {
        return context.ui.out(&Cli::command().render_help().to_string());
    }
    if first_run::greeted(context)? == Greeted::Toured {
        return Ok(());
    }
    let now = context.clock.now();
    let store = context.store_for_reading()?;
    let mut rows = Vec::new();
    let mut commands = Vec::new();
    unfinished(&store, &now, &mut rows, &mut commands)?;
    unreviewed(&store, &now, &mut rows, &mut commands)?;
    let resolved = resolved(&store)?;
    let last = last(&store, &now)?;
    let due = drill::due_today(context, &store)?;
    let opened = Opened::read(context, store)?;
    let view = &opened.view;
    let is_begun = opened.is_begun;
    if is_begun {
        rows.extend(week_rows(view));
    }
    if due.count > 0 {
        let drills = count(due.count, "drill", "drills");
        let minutes = count(due.minutes as usize, "minute", "minutes");
        rows.push(GreetingRow::new("due", format!("{drills}, about {minutes}")));
        commands.push("onsite drill".to_owned());
    }
    rows.extend(resolved);
    if rows.is_empty() {
        rows.extend(last);
    }
    commands.push(if is_begun { "onsite plan today" } else { "onsite plan" }.to_owned());
    let prompt = view.current().filter(|_| is_begun).and_then(|day| day.prompt.as_deref());
    commands.push(prompt.map_or("onsite start".to_owned(), |id| format!("onsite start {id}")));
    if commands.len() < 3 {
        commands.push("onsite prompts".to_owned());
    }
    commands.push("onsite --help".to_owned());
    let layout = context.layout();
    let headline = is_begun.then(|| headline(view, layout));
    context.styled(&greeting(headline.as_deref(), &rows, &commands, layout))
}

/// Interviews that go on, or whose box ended while nobody was there.
fn unfinished(
    store: &Store,
    now: &Reading,
    rows: &mut Vec<GreetingRow>,
    commands: &mut Vec<String>,
) -> Result<(), Failure> {
    let all = store.unfinished()?.into_iter().filter(|summary| !summary.rehearsal);
    for summary in all.take(MOST_NAMED) {
        let (prompt, mode) = (&summary.prompt, summary.mode.id());
        let words = match (summary.state_at(now), summary.left_ms_at(now)) {
            (State::Running, Some(left)) => format!("{} left, the clock runs", clock(left)),
            (State::Paused, _) => "paused".to_owned(),
            (State::Running, None) => "untimed".to_owned(),
            _ => format!("ended at the bell{}, not scored", when(&summary, now)),
        };
        rows.push(GreetingRow::new("unfinished", format!("{prompt}, {mode}, {words}")));
        if commands.is_empty() {
            commands.push(format!("onsite resume {}", summary.id));
        }
    }
    Ok(())
}

/// The last mock or self-interview, when it has a score that nobody has looked through.
fn unreviewed(
    store: &Store,
    now: &Reading,
    rows: &mut Vec<GreetingRow>,
    commands: &mut Vec<String>,
) -> Result<(), Failure> {
    let mut newest = None;
    store.visit_summaries(&Filter::default(), |summary| {
        let is_whole = summary.mode != Mode::Practice;
        let state = summary.state_at(now);
        if !is_whole || state == State::Abandoned {
            return ControlFlow::Continue(());
        }
        newest = Some(summary);
        ControlFlow::Break(())
    })?;
    let newest = newest.filter(|summary| {
        let is_scored = summary.total.is_some() && summary.reviewed_total.is_none();
        is_scored && days_ago(summary, now).is_none_or(|days| days < RECENT)
    });
    if let Some(summary) = newest {
        let ended = match summary.state_at(now) {
            State::Expired => "ended at the bell",
            _ => "finished",
        };
        let (prompt, mode, when) = (&summary.prompt, summary.mode.id(), when(&summary, now));
        let text = format!("{prompt}, {mode}, {ended}{when}, not reviewed");
        rows.push(GreetingRow::new("unfinished", text));
        if commands.is_empty() {
            commands.push(format!("onsite review {}", summary.id));
        }
    }
    Ok(())
}

/// What one resolved to do better, after the last interview after which one did.
fn resolved(store: &Store) -> Result<Vec<GreetingRow>, Failure> {
    let row = |text: String| GreetingRow::new("last time", format!("\"{}\"", one_line(&text)));
    Ok(improvements::last_time(store, false)?.into_iter().map(row).collect())
}

/// What was sat last, where there is nothing else to say.
fn last(store: &Store, now: &Reading) -> Result<Option<GreetingRow>, Failure> {
    let last = store.summaries(&Filter { limit: Some(1), ..Filter::default() })?.pop();
    Ok(Some(match last {
        Some(last) => {
            let total = last.total.map_or_else(
                || last.state_at(now).id().to_owned(),
                |t| format!("{} of 100", whole(t)),
            );
            GreetingRow::new("last", format!("{}, {}, {total}", last.prompt, last.mode.id()))
        }
        None => GreetingRow::new("interviews", "none yet"),
    }))
}

/// How many days of the calendar ago a session was started, where the machine is.
fn days_ago(summary: &Summary, now: &Reading) -> Option<i32> {
    let date = |ms: i64| -> Option<Date> {
        let time = Timestamp::from_millisecond(ms).ok()?;
        Some(time.to_zoned(TimeZone::system()).date())
    };
    let days = date(summary.started_ms)?.until(date(now.wall_ms)?).ok()?.get_days();
    (days >= 0).then_some(days)
}

/// ` today`, ` yesterday`, ` 3 days ago`.
fn when(summary: &Summary, now: &Reading) -> String {
    match days_ago(summary, now) {
        None => String::new(),
        Some(0) => " today".to_owned(),
        Some(1) => " yesterday".to_owned(),
        Some(days) => format!(" {days} days ago"),
    }
}
