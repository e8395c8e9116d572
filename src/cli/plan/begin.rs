//! `plan start`: the timer of a block, and the command of ours that does it.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use clap::Parser;

use super::mark;
use super::opened::Opened;
use super::timer::{self, End};
use crate::cli::args::{Cli, PlanBlock};
use crate::cli::clock::Clock;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::run::dispatch;
use crate::report::one_line;
use crate::store::{Filter, Rehearsals};
use crate::study::week::{BlockView, Stopwatch, What};
use crate::terminal::wrap;

/// What somebody chose to do in a block.
enum Choice {
    /// A command, by its place.
    Command(usize),
    Timer,
    Leave,
}

/// Begins a block.
///
/// # Errors
/// When there is no such block, its command fails, or the store does.
pub(super) fn run(
    context: &Context,
    opened: &mut Opened,
    block: &PlanBlock,
) -> Result<(), Failure> {
    let rate = context.clock_rate()?;
    let (day, block) = opened.block(&block.day, &block.block)?;
    let id = block.id.clone();
    let Some(stands) = opened.stands(day, &id).cloned() else {
        return Err(Failure::expected(format!(
            "`{id}` of day {day} is not in the {} track",
            opened.view.track.adjective()
        ))
        .hint("`onsite plan track 6h` adds it"));
    };
    if let Some(on) = stands.record.done {
        context.ui.line(&format!("Done on {on}; what you do now is added to it."))?;
    }
    if !context.ui.may_ask {
        return without_questions(context, opened, &stands, rate);
    }
    head(context, &stands)?;
    let mut has_done = false;
    loop {
        let Some(stands) = opened.stands(day, &id).cloned() else { return Ok(()) };
        let chosen = match choose(context, &stands)? {
            Choice::Leave if has_done => return after(context, opened, &stands, End::Stopped),
            Choice::Leave => return Ok(()),
            Choice::Timer => {
                let end = time(context, opened, &stands, rate)?;
                return after(context, opened, &stands, end);
            }
            Choice::Command(place) => {
                let Some(command) = stands.commands.get(place) else { return Ok(()) };
                let Some(command) = filled(context, command)? else { return Ok(()) };
                perform(context, opened, &stands, &command, rate)?;
                place
            }
        };
        has_done = true;
        let Some(now) = opened.stands(day, &id).cloned() else { return Ok(()) };
        let is_last = now.commands.len() < 2 || now.next.is_none() || now.next == Some(chosen);
        if is_last {
            return after(context, opened, &now, End::Stopped);
        }
        context.ui.line("")?;
    }
}

/// What the block is about.
fn head(context: &Context, block: &BlockView) -> Result<(), Failure> {
    let leaves = if block.leaves.is_empty() {
        String::new()
    } else {
        format!("; leaves {}", one_line(&block.leaves))
    };
    let title = one_line(&block.title);
    context.ui.line(&format!("Day {} · {title} · {} min", block.day, block.minutes))?;
    let about = format!("{}{leaves}", one_line(&block.what));
    if context.ui.plain {
        return context.ui.line(&format!("  {about}"));
    }
    let rows = wrap(&about, context.width().saturating_sub(2).max(20), 0);
    rows.iter().try_for_each(|row| context.ui.line(&format!("  {row}")))
}

/// Where nobody can be asked: the next command is run as it stands; a block that has none is noted
/// as begun.
fn without_questions(
    context: &Context,
    opened: &mut Opened,
    block: &BlockView,
    rate: u32,
) -> Result<(), Failure> {
    let (day, id) = (block.day, &block.id);
    match block.next.and_then(|place| block.commands.get(place)) {
        Some(command) => {
            if let Some(word) = blank(command) {
                return Err(Failure::usage(format!(
                    "`{command}` needs {word}, and nobody can be asked"
                ))
                .hint(format!("type it yourself, then `onsite plan done {day} {id}`")));
            }
            perform(context, opened, block, command, rate)?;
        }
        None => opened.note(context, [What::Started { day, block: id.clone() }])?,
    }
    let words = match opened.stands(day, id) {
        Some(now) if now.looks_done => format!("It looks done: {}.", now.made.join(", ")),
        _ => format!("Day {day}, {id}: begun; the timer needs somebody at a terminal."),
    };
    context.ui.say(&format!("{words} `onsite plan done {day} {id}` marks it done."));
    Ok(())
}

/// Asks how to do the block.
fn choose(context: &Context, block: &BlockView) -> Result<Choice, Failure> {
    let ui = &context.ui;
    let next = block.next.or(if block.commands.is_empty() { None } else { Some(0) });
    let Some(next) = next else {
        let reply = ui.ask("Enter starts the timer, q leaves: ")?;
        let leaves = reply.is_none_or(|reply| reply.trim().eq_ignore_ascii_case("q"));
        return Ok(if leaves { Choice::Leave } else { Choice::Timer });
    };
    ui.line("")?;
    for (place, command) in block.commands.iter().enumerate() {
        let mark = if place == next { "next" } else { "" };
        ui.line(&format!("  {}  {mark:<4}  {}", place + 1, one_line(command)))?;
    }
    for made in &block.made {
        ui.line(&format!("     made  {}", one_line(made)))?;
    }
    let other = if block.commands.len() > 1 { ", a number another" } else { "" };
    let question = format!("Enter begins {}{other}, t the timer alone, q leaves: ", next + 1);
    loop {
        let Some(reply) = ui.ask(&question)? else { return Ok(Choice::Leave) };
        let reply = reply.trim().to_lowercase();
        let number = reply.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match (reply.as_str(), number) {
            ("", _) => return Ok(Choice::Command(next)),
            ("t", _) => return Ok(Choice::Timer),
            ("q", _) => return Ok(Choice::Leave),
            (_, Some(place)) if place < block.commands.len() => return Ok(Choice::Command(place)),
            _ => ui.line(&format!("`{}` is none of these.", one_line(&reply)))?,
        }
    }
}

/// The word of a command that is to be filled in: one in capitals.
fn blank(command: &str) -> Option<&str> {
    let mut words = command.split(' ');
    words.find(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// A command with what is in capitals asked for; `None` when nothing was said.
fn filled(context: &Context, command: &str) -> Result<Option<String>, Failure> {
    let mut command = command.to_owned();
    while let Some(word) = blank(&command).map(str::to_owned) {
        let question = format!("{word} for `{command}`; Enter leaves: ");
        let reply = context.ui.ask(&question)?.unwrap_or_default();
        if reply.trim().is_empty() {
            return Ok(None);
        }
        let value = shell_words::quote(reply.trim()).into_owned();
        // In quotation marks it is a word in capitals no more.
        let value = if blank(&value).is_some() { format!("'{value}'") } else { value };
        command = command.replacen(&word, &value, 1);
    }
    Ok(Some(command))
}

/// Runs the timer of a block.
fn time(
    context: &Context,
    opened: &mut Opened,
    block: &BlockView,
    rate: u32,
) -> Result<End, Failure> {
    let (day, id) = (block.day, &block.id);
    opened.note(context, [What::Started { day, block: id.clone() }])?;
    timer::run(context, block, rate, &mut |seconds| {
        opened.note(context, [What::Worked { day, block: id.clone(), seconds }])
    })
}

/// Runs a command of ours for a block, as if it had been typed, and notes how long it took and what
/// was sat.
fn perform(
    context: &Context,
    opened: &mut Opened,
    block: &BlockView,
    command: &str,
    rate: u32,
) -> Result<(), Failure> {
    let (day, id) = (block.day, &block.id);
    let words = shell_words::split(command)
        .map_err(|error| Failure::expected(format!("cannot read `{command}`: {error}")))?;
    let cli = Cli::try_parse_from(words).map_err(|error| {
        let text = error.render().to_string();
        let text = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Failure::expected(format!("cannot run `{}`: {text}", one_line(command)))
    })?;
    opened.note(context, [What::Started { day, block: id.clone() }])?;
    context.ui.say(&format!("onsite plan: {}", one_line(command)));
    let known = opened.store().latest()?.map(|summary| summary.id);
    let (result, seconds) = timed(&context.clock, || dispatch(context, cli.command));
    let mut entries = Vec::new();
    if rate == 1 && seconds > 0 {
        entries.push(What::Worked { day, block: id.clone(), seconds });
    }
    let filter = Filter { rehearsals: Rehearsals::Without, limit: Some(8), prompt: None };
    let newer = opened.store().summaries(&filter)?.into_iter();
    for summary in newer.take_while(|summary| Some(&summary.id) != known.as_ref()) {
        entries.push(What::Sat { day, block: id.clone(), session: summary.id });
    }
    opened.note(context, entries)?;
    result
}

/// Does something, and counts the seconds that it took without those in which the machine slept.
fn timed<T>(clock: &Clock, work: impl FnOnce() -> T) -> (T, u64) {
    std::thread::scope(|scope| {
        let (stop, stopped) = channel::<()>();
        let looking = std::thread::Builder::new().name("stopwatch".to_owned());
        let begun = clock.now().boot_ms;
        let looking = looking.spawn_scoped(scope, move || {
            let mut watch = Stopwatch::start(begun);
            loop {
                let end = stopped.recv_timeout(Duration::from_secs(1));
                watch.look(clock.now().boot_ms);
                if end != Err(RecvTimeoutError::Timeout) {
                    return watch.worked_ms();
                }
            }
        });
        let result = work();
        drop(stop);
        let worked = looking.ok().and_then(|thread| thread.join().ok());
        // Without a thread nobody looked: the whole time is what is known.
        let worked = worked.unwrap_or_else(|| clock.now().boot_ms.saturating_sub(begun));
        (result, (worked + 500) / 1000)
    })
}

/// Whether the block is done now.
fn after(
    context: &Context,
    opened: &mut Opened,
    block: &BlockView,
    end: End,
) -> Result<(), Failure> {
    let (day, id) = (block.day, &block.id);
    let Some(now) = opened.stands(day, id).cloned() else { return Ok(()) };
    if !now.standing.is_open() {
        return Ok(());
    }
    let is_done = end == End::Done || {
        if now.looks_done {
            context.ui.line(&format!("It looks done: {}.", one_line(&now.made.join(", "))))?;
        }
        let question = "Is the block done? Enter leaves it open, y marks it done: ";
        let reply = context.ui.ask(question)?.unwrap_or_default();
        ["y", "yes"].contains(&reply.trim().to_lowercase().as_str())
    };
    if !is_done {
        context.ui.say(&format!("It stays open. `onsite plan done {day} {id}` marks it done."));
        return Ok(());
    }
    let problems = match now.problems {
        Some(asked) if now.record.problems.is_none() => {
            mark::ask_problems(context, &asked.to_string())?
        }
        _ => None,
    };
    let done = What::Done { day, block: id.clone(), note: None, evidence: None, problems };
    mark::finish(context, opened, day, id, done)?;
    mark::report(context, opened, day, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::week::Week;

    #[test]
    fn words_in_capitals_are_asked_for() {
        assert_eq!(blank("onsite map PATH --write README.md"), Some("PATH"));
        assert_eq!(blank("onsite template -o X.md"), None);
        assert_eq!(blank("onsite practice a --step api"), None);
    }

    /// Those that other rooms bring are held against the command line once they are there.
    #[test]
    fn every_command_of_the_week_can_be_typed() {
        use clap::error::ErrorKind;
        let week = Week::built_in().unwrap();
        let mut tried = 0;
        for (_, day) in week.numbered() {
            for command in day.blocks.iter().flat_map(|block| &block.commands) {
                tried += 1;
                let Err(error) = Cli::try_parse_from(command.split(' ')) else { continue };
                let word = command.split(' ').nth(1).unwrap();
                let elsewhere = ["map", "refine", "drill"].contains(&word);
                assert!(
                    elsewhere && error.kind() == ErrorKind::InvalidSubcommand,
                    "{command}: {error}"
                );
            }
        }
        assert_eq!(tried, 28);
    }

    #[test]
    fn what_takes_time_is_counted() {
        let ((), seconds) = timed(&Clock::of_machine(), || ());
        assert_eq!(seconds, 0);
    }
}
