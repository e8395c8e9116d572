//! Scoring a file that was written elsewhere, or an export.

use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::Path;

use super::rubrics;
use super::{Beside, show};
use crate::cli::args::{Judge, Score};
use crate::cli::context::Context;
use crate::cli::endpoint;
use crate::cli::error::{Failure, file_failure};
use crate::cli::second::{self, FileMemory, Subject, report_failures};
use crate::cli::settings::Key;
use crate::report;
use crate::scoring::{Submission, score};

/// The longest file that is read, in bytes. Of what is read, each answer may be as long as
/// [`crate::scoring::LONGEST_ANSWER`].
const LONGEST_FILE: u64 = 32 << 20;

/// Scores a file; the store is never opened.
///
/// # Errors
/// When the file cannot be read, or it is not known which prompt it answers.
pub(super) fn run(context: &Context, args: &Score, path: &Path) -> Result<(), Failure> {
    let text = read(path)?;
    let bank = context.bank();
    let reading = match rubrics::guide(&bank, args.prompt.as_deref(), args.rubric.as_deref()) {
        Some(_) => report::read_document(&text),
        None => report::read(&text).map_err(|error| {
            Failure::expected(format!("cannot score `{}`: {error}", path.display()))
                .hint(error.hint())
        })?,
    };
    let prompt = args.prompt.clone().or_else(|| reading.prompt.clone());
    let content = rubrics::content(&bank, prompt.as_deref(), args.rubric.as_deref())?;
    if reading.unfinished {
        return Err(Failure::expected(format!(
            "the interview in `{}` had not ended when it was exported",
            path.display()
        ))
        .hint("export it again once it is over"));
    }
    if reading.changed {
        context.ui.warning("an answer in this export was changed after it was written");
    }
    let submission = Submission {
        id: None,
        answers: reading.answers,
        asked: reading.asked,
        prompted: reading.prompted,
        curveballs: reading.curveballs,
        steps: reading.steps,
        level: match args.level.or(reading.level) {
            Some(level) => level,
            None => context.settings().sound_for(&[Key::Level])?.level().value,
        },
        guess: reading.guess,
        part: false,
    };
    // The program ends with it: taking it apart would take as long as a tenth of the judging.
    let compiled = ManuallyDrop::new(content.compile());
    let document = score(&compiled, &submission)?;
    if args.judge.judge == Judge::Offline {
        let beside = Beside::default();
        return show(context, args, &content, &compiled, &submission, &document, beside);
    }
    let settings = endpoint::settings(context, &args.judge.model)?;
    let mut memory = FileMemory::read(context);
    let known = |criterion: &str, key: &str| memory.of(criterion, key, &document.answers);
    let subject = Subject { content: &content, offline: &document, prompted: &submission.prompted };
    let Some(heard) = second::hear(context, &args.judge, &settings, subject, &known)? else {
        return Ok(());
    };
    memory.keep(&document, &heard.fresh)?;
    let other = &heard.beside.other;
    let shown = show(context, args, &content, &compiled, &submission, other, Beside::default());
    report_failures(context, &heard.failures, heard.called_off, heard.silent)?;
    shown
}

/// Reads a file, or standard input for `-`. Bytes that are no UTF-8 are replaced.
fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(LONGEST_FILE + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST_FILE + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| file_failure("read", path, &error))?;
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(Failure::expected(format!(
            "`{}` is longer than {} MB",
            path.display(),
            LONGEST_FILE >> 20
        )));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
