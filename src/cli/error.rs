//! What can go wrong, for the person who typed the command: kind, message, hint, exit code.

use std::fmt;
use std::process::ExitCode;

/// The exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An expected failure: not found, faults found, a bad line. Exit 1.
    Expected,
    /// A command that cannot be meant. Exit 2.
    Usage,
    /// The store is unreadable, newer or in use. Exit 3.
    Store,
    /// The network or a model failed. Exit 4.
    Network,
    /// The terminal is gone. Exit 129.
    HangUp,
    /// Interrupted with Ctrl-C. Exit 130.
    Interrupted,
    /// Asked to terminate. Exit 143.
    Terminated,
    /// Nobody reads standard output any more, as with `| head`: not an error. Exit 0.
    BrokenPipe,
}

impl Kind {
    /// The exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::BrokenPipe => 0,
            Self::Expected => 1,
            Self::Usage => 2,
            Self::Store => 3,
            Self::Network => 4,
            Self::HangUp => 129,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

impl From<Kind> for ExitCode {
    fn from(kind: Kind) -> Self {
        Self::from(kind.code())
    }
}

/// An error with what to type next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Decides the exit code.
    pub(crate) kind: Kind,
    /// A lower-case clause that completes "error: …"; empty when everything was said already.
    pub(crate) message: String,
    /// What to do, each completing "hint: …".
    pub(crate) hints: Vec<String>,
}

impl Failure {
    /// A failure of a kind.
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hints: Vec::new() }
    }

    /// An expected failure.
    pub(crate) fn expected(message: impl Into<String>) -> Self {
        Self::new(Kind::Expected, message)
    }

    /// A command that cannot be meant.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// A failure whose message was shown already.
    pub(crate) fn silent(kind: Kind) -> Self {
        Self::new(kind, "")
    }

    /// Adds what to type next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to type next, if there is something.
    #[must_use]
    pub(crate) fn maybe_hint(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hints.extend(hint.map(Into::into));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// A file that could not be read or written.
pub(crate) fn file_failure(what: &str, path: &std::path::Path, error: &std::io::Error) -> Failure {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let missing = error.kind() == std::io::ErrorKind::NotFound && what == "write";
    match folder.filter(|folder| missing && !folder.exists()) {
        Some(folder) => {
            let folder = folder.display();
            Failure::expected(format!("there is no folder `{folder}` to write to"))
                .hint(format!("`mkdir -p {folder}` makes it"))
        }
        None => Failure::expected(format!("cannot {what} `{}`: {}", path.display(), reason(error))),
    }
}

/// The operating system's reason in its own words, without the number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}
