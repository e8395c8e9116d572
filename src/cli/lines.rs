//! Where the lines come from that are typed outside of an interview: the line editor, or a terminal
//! that cannot draw.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::context::Context;
use super::error::Failure;
use super::sit::cannot_take;
use crate::terminal::{
    Ask, Deadline, LineEditor, OnChange, Options, Outcome, PlainReader, StatusText,
};

/// Reads lines until Ctrl-C.
pub(super) struct Lines {
    source: Source,
    interrupted: Arc<AtomicBool>,
}

enum Source {
    Edited(Box<LineEditor>),
    Plain(Box<PlainReader>),
}

impl Lines {
    /// Takes the terminal, or the pipe; `status` is drawn in the last row and `on_change` is told each
    /// change of the line, where that can be done.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn open(
        context: &Context,
        status: Option<StatusText>,
        on_change: Option<OnChange>,
    ) -> Result<Self, Failure> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let source = if context.has_editor() {
            let flag = Arc::clone(&interrupted);
            let options = Options {
                edit_mode: context.settings().edit_mode().value,
                style: context.ui.style,
                status,
                on_change,
                on_interrupt: Some(Box::new(move |waker| {
                    flag.store(true, Ordering::SeqCst);
                    waker.wake();
                })),
                ..Options::default()
            };
            let editor = LineEditor::open(options).map_err(|error| cannot_take(&error))?;
            Source::Edited(Box::new(editor))
        } else {
            let reader = PlainReader::open().map_err(|error| cannot_take(&error))?;
            Source::Plain(Box::new(reader))
        };
        Ok(Self { source, interrupted })
    }

    /// Sets a bell; `None` takes it off, and throws away what was typed after it.
    pub(super) fn set_deadline(&mut self, deadline: Option<Deadline>) {
        let is_off = deadline.is_none();
        match &mut self.source {
            Source::Edited(editor) => {
                editor.set_deadline(deadline);
                if is_off {
                    drop(editor.late());
                }
            }
            Source::Plain(reader) => {
                reader.set_deadline(deadline);
                if is_off {
                    drop(reader.late());
                }
            }
        }
    }

    /// Reads a line that begins with `offered`. Ctrl-C is an interruption, with the line so far.
    pub(super) fn ask(&mut self, what: &str, offered: &str) -> Outcome {
        let mut offered = offered.to_owned();
        loop {
            let outcome = match &mut self.source {
                Source::Edited(editor) => editor.read(Ask::with(&format!("{what}› "), &offered)),
                Source::Plain(reader) => reader.read(Ask::new(&format!("{what}> "))),
            };
            match outcome {
                Outcome::Woken { text } if self.interrupted.load(Ordering::SeqCst) => {
                    return Outcome::Interrupted { text };
                }
                Outcome::Woken { text } => offered = text,
                other => return other,
            }
        }
    }
}
