//! `onsite backup` and `onsite restore`: everything in the store in one file, and back.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use super::args::{BackupArgs, Restore};
use super::context::Context;
use super::error::{Failure, file_failure};
use super::ui::Ui;
use crate::interview::count;
use crate::report::timestamp;
use crate::store::{Store, StoreError};

/// `-` is standard output, or input.
const STREAM: &str = "-";

/// What is written at once, in bytes.
const PIECE: usize = 64 << 10;

/// Copies all sessions into a new file, or to standard output for `-`.
///
/// # Errors
/// When there is something at that path, or it cannot be written; when standard output is a terminal.
pub(super) fn run(context: &Context, args: &BackupArgs) -> Result<(), Failure> {
    let path = &args.file;
    if path.as_path() == Path::new(STREAM) {
        return to_standard_output(context);
    }
    if path.is_dir() {
        return Err(Failure::expected(format!("`{}` is a directory", path.display()))
            .hint(format!("`onsite backup {}` names a file", path.join("onsite.db").display())));
    }
    if path.exists() {
        return Err(Failure::expected(format!("there is a file `{}` already", path.display()))
            .hint("name a new one: a backup never replaces anything"));
    }
    let store = context.store_for_reading()?;
    store.back_up(path)?;
    let sessions = store.session_ids()?.len();
    context.ui.line(&format!("{} in `{}`.", interviews(sessions), path.display()))
}

/// Writes a backup for another program to take.
fn to_standard_output(context: &Context) -> Result<(), Failure> {
    if context.environment.stdout_terminal {
        return Err(Failure::usage("a backup is no text, and standard output is a terminal")
            .hint("`onsite backup FILE` names a file, `onsite backup - > FILE` too"));
    }
    let store = context.store_for_reading()?;
    let folder = folder_between()?;
    let copy = folder.path().join("backup");
    store.back_up(&copy)?;
    let failed = |error: std::io::Error| file_failure("read", &copy, &error);
    let mut copied = File::open(&copy).map_err(failed)?;
    let mut piece = vec![0; PIECE];
    loop {
        match copied.read(&mut piece).map_err(failed)? {
            0 => break,
            read => Ui::bytes(piece.get(..read).unwrap_or_default())?,
        }
    }
    let sessions = store.session_ids()?.len();
    context.ui.say(&format!("{} in the backup.", interviews(sessions)));
    Ok(())
}

/// A folder that only this user can look into, for what comes or goes by a stream.
fn folder_between() -> Result<TempDir, Failure> {
    tempfile::tempdir()
        .map_err(|error| file_failure("make a folder in", &std::env::temp_dir(), &error))
}

/// Puts a backup in the place of everything that is stored; `-` is read from standard input.
///
/// # Errors
/// When the file is no backup; when there are sessions already and `--force` was not given; when a
/// session is open in a terminal. Nothing is changed then.
pub(super) fn restore(context: &Context, args: &Restore) -> Result<(), Failure> {
    if args.file.as_path() != Path::new(STREAM) {
        return restore_file(context, args, &args.file);
    }
    if context.environment.stdin_terminal {
        return Err(Failure::usage("a backup is no text, and standard input is a terminal")
            .hint("`onsite restore FILE` names a file, `onsite restore - < FILE` too"));
    }
    let folder = folder_between()?;
    let copy = folder.path().join("backup");
    let written = File::create_new(&copy)
        .and_then(|mut file| std::io::copy(&mut std::io::stdin().lock(), &mut file));
    written.map_err(|error| file_failure("write", &copy, &error))?;
    restore_file(context, args, &copy).map_err(|failure| {
        // Where it lay meanwhile is nobody's name for it.
        let message = failure.message.replace(&copy.display().to_string(), STREAM);
        Failure { message, ..failure }
    })
}

/// Puts the backup that lies at `path` in the place of everything; `args` names it.
fn restore_file(context: &Context, args: &Restore, path: &Path) -> Result<(), Failure> {
    let directory = context.data_dir()?;
    let sessions = Store::sessions_in_backup(directory, path).map_err(of_the_file)?;
    let stamp = stamp(context);
    let kept = match context.store_for_reading() {
        Ok(there) => {
            let there = there.session_ids()?.len();
            if there > 0 && !args.force {
                let are = if there == 1 { "is" } else { "are" };
                let message = format!(
                    "there {are} {} in `{}` already",
                    interviews(there),
                    directory.display()
                );
                return Err(needs_force(message, &args.file));
            }
            let stamp = format!("before-restore-{stamp}");
            context.store()?.restore(path, &stamp)?
        }
        Err(failure) => {
            if !args.force {
                return Err(needs_force(failure.message, &args.file));
            }
            let stamp = format!("unreadable-{stamp}");
            Some(Store::restore_over_damage(directory, path, &stamp)?)
        }
    };
    if let Some(kept) = kept {
        context.ui.say(&format!("What was there before is in `{}`.", kept.display()));
    }
    context.ui.line(&format!(
        "{} restored from `{}`.",
        interviews(sessions),
        args.file.display()
    ))?;
    // The file reads as a database; whether all in it is what it was is another question.
    if let Some(fault) = context.store_for_reading()?.integrity()?.first() {
        context.ui.warning(&format!("the backup is not whole: {fault}"));
        context.ui.warning("`onsite doctor` says what else is not; what can be read is there");
    }
    Ok(())
}

fn needs_force(message: String, file: &Path) -> Failure {
    Failure::expected(message).hint(format!(
        "`onsite restore {} --force` puts the backup in their place; what is there is kept in a \
         copy",
        file.display()
    ))
}

/// A file that cannot be restored is an expected failure, as any file that is not there.
fn of_the_file(error: StoreError) -> Failure {
    match &error {
        StoreError::Unreadable { path, source } => file_failure("read", path, source),
        StoreError::NoBackup { .. } => {
            Failure::expected(error.to_string()).maybe_hint(error.hint())
        }
        _ => error.into(),
    }
}

fn interviews(number: usize) -> String {
    count(number, "interview", "interviews")
}

/// The moment as part of a file's name: `2026-11-22-080505`.
fn stamp(context: &Context) -> String {
    let now = timestamp(context.clock.now().wall_ms);
    now.replace('T', "-").replace([':', 'Z'], "")
}
