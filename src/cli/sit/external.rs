//! A step in an external editor: the file it edits, and what comes of it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::reason;
use crate::store::EDITING;
use crate::terminal::{self, ExternalEdit, find_editor};

use super::desk::Edited;

/// Has a text edited by `run`, which is told what and with which program. `on_save` is told the
/// text after every save.
pub(super) fn edit(
    context: &Context,
    session: &str,
    step: Step,
    text: &str,
    on_save: &dyn Fn(&str),
    run: impl FnOnce(&ExternalEdit<'_>) -> terminal::Edited,
) -> Edited {
    let environment = &context.environment;
    let found = find_editor(
        environment.text("VISUAL"),
        environment.text("EDITOR"),
        environment.get("PATH"),
    );
    let command = match found {
        Ok(command) => command,
        Err(error) => return Edited::Failed(format!("{error}; $VISUAL or $EDITOR names one.")),
    };
    let (folder, file) = match prepare(context, session, step, text) {
        Ok(made) => made,
        Err(why) => return Edited::Failed(format!("The editor was not opened: {why}.")),
    };
    let request = ExternalEdit { command: &command, file: &file, on_change: on_save };
    let edited = run(&request);
    let program = command.first().map_or("the editor", String::as_str);
    match edited {
        terminal::Edited::Saved { text: saved } => {
            remove(&folder);
            Edited::Closed(saved)
        }
        terminal::Edited::Unchanged => {
            remove(&folder);
            Edited::Closed(text.to_owned())
        }
        terminal::Edited::Failed { text: saved, error } => {
            if saved.strip_suffix('\n').unwrap_or(&saved) == text {
                remove(&folder);
                return Edited::Failed(format!("`{program}` failed: {}.", reason(&error)));
            }
            Edited::Failed(format!(
                "`{program}` failed: {}. What was saved last lies in {}.",
                reason(&error),
                file.display()
            ))
        }
        terminal::Edited::Bell { text, .. } => {
            // The text is not in the store yet: the file stays until the next edit.
            Edited::Bell(text)
        }
        terminal::Edited::HangUp { text } => Edited::HangUp(text),
        terminal::Edited::Terminated { text } => Edited::Terminated(text),
    }
}

/// Makes a folder of its own for the file, since editors put recovery files beside it, in the data
/// directory, where only its owner reads, and under the session's id, with which it is forgotten.
fn prepare(
    context: &Context,
    session: &str,
    step: Step,
    text: &str,
) -> Result<(PathBuf, PathBuf), String> {
    let said = |error: std::io::Error| reason(&error);
    let base = context.data_dir().map_err(|failure| failure.message)?.join(EDITING);
    let base = base.join(session);
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&base).map_err(said)?;
    let folder = tempfile::Builder::new().prefix("step-").tempdir_in(&base).map_err(said)?.keep();
    let path = folder.join(format!("{step}.md"));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .map_err(said)?;
    let ending = if text.is_empty() { "" } else { "\n" };
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(ending.as_bytes()))
        .map_err(said)?;
    Ok((folder, path))
}

/// A folder that stays behind costs a few bytes, and nothing depends on its going.
fn remove(folder: &Path) {
    drop(fs::remove_dir_all(folder));
    // The session's folder goes with its last one.
    if let Some(session) = folder.parent() {
        drop(fs::remove_dir(session));
    }
}
