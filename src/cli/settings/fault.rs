//! What is wrong with the settings, for the person who wrote them.

use std::fmt;
use std::path::{Path, PathBuf};

use super::key::Key;
use crate::cli::error::{Failure, Kind};

/// Something that is wrong, where it stands, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What does not count because of it.
    pub(crate) about: About,
    /// Where it stands.
    pub(crate) place: Place,
    /// A clause that names the thing.
    pub(crate) message: String,
    /// What to type instead.
    pub(crate) hint: String,
}

/// What does not count because of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// This setting.
    Setting(Key),
    /// A name that no setting has.
    Unknown,
    /// The whole file.
    File,
}

/// Where a fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file, at a line and a column, from 1.
    Line {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// The column, in characters.
        column: usize,
    },
    /// The file as a whole.
    File {
        /// The file.
        path: PathBuf,
    },
    /// A variable of the environment.
    Variable(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Line { path, line, column } => {
                write!(f, "`{}`, line {line}, column {column}: {}", path.display(), self.message)
            }
            Place::File { path } => write!(f, "`{}`: {}", path.display(), self.message),
            Place::Variable(name) => write!(f, "in ${name}, {}", self.message),
        }
    }
}

impl Fault {
    /// The file that it stands in.
    fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Line { path, .. } | Place::File { path } => Some(path),
            Place::Variable(_) => None,
        }
    }

    /// The fault where it is known which file is meant.
    fn within(&self) -> String {
        match &self.place {
            Place::Line { line, column, .. } => {
                format!("line {line}, column {column}: {}", self.message)
            }
            Place::File { .. } => self.message.clone(),
            Place::Variable(_) => self.to_string(),
        }
    }

    /// The faults as one failure; `None` when there are none. A wrong variable alone is a command
    /// that cannot be meant.
    pub(crate) fn failure<'f>(faults: impl IntoIterator<Item = &'f Self>) -> Option<Failure> {
        let faults: Vec<&Self> = faults.into_iter().collect();
        let first = faults.first()?;
        let in_environment = |fault: &&Self| matches!(fault.place, Place::Variable(_));
        let kind = if faults.iter().all(in_environment) { Kind::Usage } else { Kind::Expected };
        let message = match faults.as_slice() {
            [_] => first.to_string(),
            several => {
                let lines: Vec<String> =
                    several.iter().map(|fault| format!("\n  {}", fault.within())).collect();
                let path = several.iter().find_map(|fault| fault.path());
                let of = path.map_or_else(String::new, |path| format!(" in `{}`", path.display()));
                format!("the settings{of} have {} faults:{}", several.len(), lines.concat())
            }
        };
        let mut failure = Failure::new(kind, message);
        for fault in &faults {
            if !failure.hints.contains(&fault.hint) {
                failure = failure.hint(fault.hint.clone());
            }
        }
        Some(failure)
    }
}
