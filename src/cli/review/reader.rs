//! The lines of a review.

use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::lines::Lines;
use crate::terminal::Outcome;

/// Reads lines until Ctrl-C.
pub(super) struct Reader(Lines);

impl Reader {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn open(context: &Context) -> Result<Self, Failure> {
        Lines::open(context, None, None).map(Self)
    }

    /// Reads a line that begins with `offered`; `None` at Ctrl-D.
    ///
    /// # Errors
    /// [`Kind::Interrupted`] at Ctrl-C; when the terminal goes, or the process is told to end.
    pub(super) fn ask(&mut self, what: &str, offered: &str) -> Result<Option<String>, Failure> {
        loop {
            return match self.0.ask(what, offered) {
                Outcome::Line { text, .. } => Ok(Some(text)),
                // Nothing that was said before is taken back here.
                Outcome::LiftLast => continue,
                Outcome::Eof | Outcome::Bell { .. } => Ok(None),
                Outcome::Woken { .. } | Outcome::Interrupted { .. } => {
                    Err(Failure::silent(Kind::Interrupted))
                }
                Outcome::HangUp { .. } => Err(Failure::silent(Kind::HangUp)),
                Outcome::Terminated { .. } => Err(Failure::silent(Kind::Terminated)),
                Outcome::Failed { error, .. } => {
                    Err(Failure::expected(format!("cannot read the terminal: {error}")))
                }
            };
        }
    }
}
