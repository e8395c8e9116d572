//! When the store fails at the end: the answers go to a file, or at least to the screen.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::cli::error::{Failure, Kind};
use crate::cli::files;
use crate::cli::record::RecordError;
use crate::interview::Session;

/// Writes everything that was typed where a file can be written: into the current folder, else
/// into the folder for temporary files. The failure says where, or holds the text itself.
pub(super) fn failure(session: &Session, last: &str, error: &RecordError) -> Failure {
    let text = everything(session, last);
    let written = rescue_files(session.id())
        .into_iter()
        .find(|path| files::replace(path, text.as_bytes()).is_ok());
    let failure = Failure::new(Kind::Store, error.to_string());
    match written {
        Some(path) => {
            failure.hint(format!("everything you typed is in `{}`", path.display())).hint(format!(
                "`onsite score --file {} --prompt {}` scores it",
                path.display(),
                session.started().prompt
            ))
        }
        None => failure.hint(format!("no file could be written either; copy this:\n\n{text}")),
    }
}

/// The files into which a session is written when nothing else can be, the better one first.
pub(in crate::cli) fn rescue_files(session: &str) -> [PathBuf; 2] {
    let name = format!("onsite-rescued-{session}.md");
    [PathBuf::from("."), std::env::temp_dir()].map(|folder| folder.join(&name))
}

fn everything(session: &Session, last: &str) -> String {
    let mut text = String::new();
    for budget in session.steps() {
        let answer =
            session.answer(budget.step).map_or_else(String::new, crate::interview::Answer::text);
        let _never_fails = writeln!(text, "## {}\n\n{answer}", budget.step);
        if budget.step == session.current() && !last.is_empty() {
            text += last;
            text.push('\n');
        }
        text.push('\n');
    }
    text
}
