//! What is asked of a reader of lines, and what comes back.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The real time left until the bell, asked again and again: zero when the box has ended, `None`
/// while there is no end (untimed, or paused).
pub type Deadline = Arc<dyn Fn() -> Option<Duration> + Send + Sync>;

/// What to ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask<'a> {
    /// Plain text in front of the line; the editor colours it.
    pub prompt: &'a str,
    /// Text to begin with, the cursor behind it.
    pub initial: Option<&'a str>,
}

impl<'a> Ask<'a> {
    /// Asks for a new line.
    pub fn new(prompt: &'a str) -> Self {
        Self { prompt, initial: None }
    }

    /// Asks for a line that begins with `text`.
    pub fn with(prompt: &'a str, text: &'a str) -> Self {
        Self { prompt, initial: Some(text) }
    }
}

/// How asking for a line ended. Whatever the reason, `text` is everything typed so far.
#[derive(Debug)]
pub enum Outcome {
    /// Enter was pressed, or a line of a pipe ended.
    Line {
        /// The line without its end.
        text: String,
        /// It holds a line feed, so it was pasted and is never a command.
        pasted: bool,
    },
    /// Up on an empty line: the last line is to be lifted.
    LiftLast,
    /// Ctrl-D on an empty line, or the end of the input.
    Eof,
    /// The deadline. Keys typed after it are fetched with `late`.
    Bell {
        /// The line as it was at the bell, half a paste included.
        text: String,
    },
    /// The terminal is gone: keep the text before anything is written.
    HangUp {
        /// The line so far.
        text: String,
    },
    /// SIGTERM came.
    Terminated {
        /// The line so far.
        text: String,
    },
    /// SIGINT came while no line editor was active (there Ctrl-C ends nothing).
    Interrupted {
        /// The line so far.
        text: String,
    },
    /// A [`Waker`](super::Waker) asked for a moment to print something; ask again with the text.
    Woken {
        /// The line so far.
        text: String,
    },
    /// The terminal cannot be read.
    Failed {
        /// The line so far.
        text: String,
        /// What went wrong.
        error: io::Error,
    },
}

impl Outcome {
    /// The text that came with the outcome, also when the line was not finished.
    pub fn text(&self) -> &str {
        match self {
            Self::Line { text, .. }
            | Self::Bell { text }
            | Self::HangUp { text }
            | Self::Terminated { text }
            | Self::Interrupted { text }
            | Self::Woken { text }
            | Self::Failed { text, .. } => text,
            Self::LiftLast | Self::Eof => "",
        }
    }

    pub(super) fn line(text: String) -> Self {
        Self::Line { pasted: text.contains('\n'), text }
    }

    /// The same with its text changed.
    pub(super) fn map(self, change: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Line { text, .. } => Self::line(change(text)),
            Self::Bell { text } => Self::Bell { text: change(text) },
            Self::HangUp { text } => Self::HangUp { text: change(text) },
            Self::Terminated { text } => Self::Terminated { text: change(text) },
            Self::Interrupted { text } => Self::Interrupted { text: change(text) },
            Self::Woken { text } => Self::Woken { text: change(text) },
            Self::Failed { text, error } => Self::Failed { text: change(text), error },
            Self::LiftLast | Self::Eof => self,
        }
    }
}

/// A request from outside to end the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// SIGHUP, or the terminal is gone: exit code 129.
    HangUp,
    /// SIGTERM: exit code 143.
    Terminated,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HangUp => "hang-up",
            Self::Terminated => "terminated",
        })
    }
}
