//! Where the lines of a review come from: the line editor, or a terminal that cannot draw.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::terminal::{Ask, LineEditor, Options, Outcome, PlainReader};

/// Reads lines until Ctrl-C.
pub(super) struct Reader {
    source: Source,
    interrupted: Arc<AtomicBool>,
}

enum Source {
    Edited(Box<LineEditor>),
    Plain(Box<PlainReader>),
}

impl Reader {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn open(context: &Context) -> Result<Self, Failure> {
        let cannot = |error: std::io::Error| {
            Failure::expected(format!("cannot use the terminal: {error}"))
                .hint("`--plain` does without the line editor")
        };
        let interrupted = Arc::new(AtomicBool::new(false));
        let source = if context.has_editor() {
            let flag = Arc::clone(&interrupted);
            let options = Options {
                edit_mode: context.settings().edit_mode().value,
                style: context.ui.style,
                on_interrupt: Some(Box::new(move |waker| {
                    flag.store(true, Ordering::SeqCst);
                    waker.wake();
                })),
                ..Options::default()
            };
            Source::Edited(Box::new(LineEditor::open(options).map_err(cannot)?))
        } else {
            Source::Plain(Box::new(PlainReader::open().map_err(cannot)?))
        };
        Ok(Self { source, interrupted })
    }

    /// Reads a line that begins with `offered`; `None` at Ctrl-D.
    ///
    /// # Errors
    /// [`Kind::Interrupted`] at Ctrl-C; when the terminal goes, or the process is told to end.
    pub(super) fn ask(&mut self, what: &str, offered: &str) -> Result<Option<String>, Failure> {
        let mut offered = offered.to_owned();
        loop {
            let outcome = match &mut self.source {
                Source::Edited(editor) => editor.read(Ask::with(&format!("{what}› "), &offered)),
                Source::Plain(reader) => reader.read(Ask::new(&format!("{what}> "))),
            };
            match outcome {
                Outcome::Line { text, .. } => return Ok(Some(text)),
                Outcome::LiftLast => {}
                Outcome::Woken { text } if !self.interrupted.load(Ordering::SeqCst) => {
                    offered = text;
                }
                Outcome::Woken { .. } | Outcome::Interrupted { .. } => {
                    return Err(Failure::silent(Kind::Interrupted));
                }
                Outcome::Eof | Outcome::Bell { .. } => return Ok(None),
                Outcome::HangUp { .. } => return Err(Failure::silent(Kind::HangUp)),
                Outcome::Terminated { .. } => return Err(Failure::silent(Kind::Terminated)),
                Outcome::Failed { error, .. } => {
                    return Err(Failure::expected(format!("cannot read the terminal: {error}")));
                }
            }
        }
    }
}
