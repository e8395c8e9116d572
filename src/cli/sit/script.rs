//! The desk of a script: standard input is the interview, line by line.

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::Notice;
use crate::terminal::{Ask, PlainReader, visible_line};

use super::board;
use super::countdown::Countdown;
use super::desk::{Came, Desk, Edited, Offered};
use super::live::{came, cannot_take, deadline, due, painted};

/// A pipe or a file that is played.
pub(super) struct ScriptDesk<'a> {
    context: &'a Context,
    reader: PlainReader,
    countdown: Countdown,
}

impl<'a> ScriptDesk<'a> {
    /// Reads standard input until its end or the bell.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn open(context: &'a Context, countdown: &Countdown) -> Result<Self, Failure> {
        let mut reader = PlainReader::open().map_err(|error| cannot_take(&error))?;
        reader.set_deadline(Some(deadline(countdown)));
        Ok(Self { context, reader, countdown: countdown.clone() })
    }

    /// Where nobody reads the output any more the script still plays to its end.
    fn print(&self, text: &str) {
        drop(self.context.ui.line(text));
    }
}

impl Desk for ScriptDesk<'_> {
    fn read(&mut self, offered: &Offered) -> Came {
        // Its lines are whole ones: what was half typed when it begins is a line of its own.
        if offered.begun && !offered.text.is_empty() {
            self.print(&visible_line(&format!("Typed before: {}", offered.text)));
            return Came::Line(offered.text.clone());
        }
        if offered.lifted.is_none() && !offered.text.is_empty() {
            self.print(&visible_line(&format!("Not taken: {}", offered.text)));
        }
        self.reader.set_due(Some(due(&self.countdown)));
        let came = came(self.reader.read(Ask::default()));
        self.reader.set_due(None);
        came
    }

    fn edit(&mut self, _step: Step, _text: &str, _on_save: &dyn Fn(&str)) -> Edited {
        Edited::Failed("A script has no editor: `:edit N` corrects a line.".to_owned())
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Whiteboard(diagram) = notice {
            for row in board::rows(self.context, diagram) {
                self.print(&row);
            }
            return;
        }
        for row in painted(notice, &self.countdown.place(), self.context.ui.style, usize::MAX) {
            self.print(row.trim_start());
        }
    }

    fn say(&mut self, text: &str) {
        self.print(&visible_line(text));
    }

    fn ask(&mut self, _question: &str) -> Came {
        Came::Line("yes".to_owned())
    }

    fn at_board(&mut self, _open: bool) {}

    fn ask_ticks(&mut self) -> Came {
        came(self.reader.read(Ask::default()))
    }

    fn wait(&mut self) -> Came {
        Came::Line(String::new())
    }

    fn is_live(&self) -> bool {
        false
    }

    fn close(&mut self) {}
}
