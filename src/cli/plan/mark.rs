//! `plan done` and `plan skip`.

use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::opened::Opened;
use crate::cli::args::{PlanBlock, PlanDone};
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::report::one_line;
use crate::study::week::{Evidence, What};

/// Says that a block is done.
///
/// # Errors
/// When there is no such block, the file is not there, or the store fails.
pub(super) fn done(context: &Context, opened: &mut Opened, args: &PlanDone) -> Result<(), Failure> {
    let (day, block) = opened.block(&args.block.day, &args.block.block)?;
    let (id, title, asked) = (block.id.clone(), one_line(&block.title), block.problems);
    if args.undo {
        return reopen(context, opened, day, &id, &title);
    }
    if args.problems.is_some() && asked.is_none() {
        return Err(Failure::usage(format!("`{id}` of day {day} counts no problems"))
            .hint("`onsite plan day DAY` shows which block does"));
    }
    let evidence = args.file.as_deref().map(evidence).transpose()?;
    let known = opened.stands(day, &id).and_then(|block| block.record.problems);
    let problems = match (args.problems, asked, known) {
        (None, Some(asked), None) => ask_problems(context, &asked.to_string())?,
        (given, ..) => given,
    };
    let note = args.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let note = note.map(str::to_owned);
    finish(
        context,
        opened,
        day,
        &id,
        What::Done { day, block: id.clone(), note, evidence, problems },
    )?;
    report(context, opened, day, &id)
}

/// Notes that a block is done, and counts to it what was sat for it.
pub(super) fn finish(
    context: &Context,
    opened: &mut Opened,
    day: u8,
    id: &str,
    done: What,
) -> Result<(), Failure> {
    let unclaimed = opened.stands(day, id).map(|block| block.unclaimed.clone());
    let mut entries = Vec::new();
    for one in unclaimed.into_iter().flatten() {
        let block = id.to_owned();
        entries.push(What::Worked { day, block: block.clone(), seconds: one.spent_s });
        entries.push(What::Sat { day, block, session: one.id });
    }
    entries.push(done);
    opened.note(context, entries)
}

/// Says what is done now, and what comes next.
pub(super) fn report(context: &Context, opened: &Opened, day: u8, id: &str) -> Result<(), Failure> {
    let mut words = format!("Day {day}, {id}: done.");
    let block = opened.stands(day, id);
    if let Some((solved, asked)) =
        block.and_then(|block| Some((block.record.problems?, block.problems?)))
    {
        words = format!("{words} {solved} of {asked} problems.");
    }
    context.ui.line(&words)?;
    match opened.view.next() {
        Some(next) => context.ui.say(&format!(
            "Next: day {}, {}, {} minutes. `onsite plan start {} {}`",
            next.day, next.id, next.minutes, next.day, next.id
        )),
        None => context.ui.say("The week is done. `onsite plan export` writes it out."),
    }
    Ok(())
}

/// Asks how many problems were solved; `None` where nothing was said.
///
/// # Errors
/// When the terminal cannot be read.
pub(super) fn ask_problems(context: &Context, asked: &str) -> Result<Option<u32>, Failure> {
    loop {
        let question = format!("How many problems did you solve? ({asked}, Enter says nothing): ");
        let Some(reply) = context.ui.ask(&question)? else { return Ok(None) };
        let reply = reply.trim();
        if reply.is_empty() {
            return Ok(None);
        }
        match reply.parse::<u32>() {
            Ok(number) if number <= 99 => return Ok(Some(number)),
            _ => context.ui.line("A number from 0 to 99 is needed.")?,
        }
    }
}

/// A file as evidence: its path and the hash of its bytes.
fn evidence(path: &Path) -> Result<Evidence, Failure> {
    let failed = |error: std::io::Error| file_failure("read", path, &error);
    if std::fs::metadata(path).map_err(failed)?.is_dir() {
        return Err(Failure::expected(format!("`{}` is a folder, not a file", path.display())));
    }
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut chunk).map_err(failed)?;
        if read == 0 {
            break;
        }
        hasher.update(chunk.get(..read).unwrap_or_default());
    }
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or_default();
    let hash = hasher.finalize();
    let sha256 = hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
    let path = std::path::absolute(path).map_err(failed)?;
    Ok(Evidence { path: path.to_string_lossy().into_owned(), sha256 })
}

fn reopen(
    context: &Context,
    opened: &mut Opened,
    day: u8,
    id: &str,
    title: &str,
) -> Result<(), Failure> {
    if opened.stands(day, id).is_none_or(|block| block.standing.is_open()) {
        return context.ui.line(&format!("Day {day}, {title} is open."));
    }
    opened.note(context, [What::Reopened { day, block: id.to_owned() }])?;
    context.ui.line(&format!("Day {day}, {id}: open again."))
}

/// Leaves a block out.
///
/// # Errors
/// When there is no such block, or it is done.
pub(super) fn skip(
    context: &Context,
    opened: &mut Opened,
    block: &PlanBlock,
    undo: bool,
) -> Result<(), Failure> {
    let (day, block) = opened.block(&block.day, &block.block)?;
    let (id, title) = (block.id.clone(), one_line(&block.title));
    let done = opened.stands(day, &id).and_then(|block| block.record.done);
    if let Some(on) = done {
        return Err(Failure::expected(format!("`{id}` of day {day} was done on {on}"))
            .hint(format!("`onsite plan done {day} {id} --undo` takes that back")));
    }
    if undo {
        return reopen(context, opened, day, &id, &title);
    }
    opened.note(context, [What::Skipped { day, block: id.clone() }])?;
    context.ui.line(&format!(
        "Day {day}, {id}: skipped. `onsite plan skip {day} {id} --undo` takes it back."
    ))
}
