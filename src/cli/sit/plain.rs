//! The desk of a terminal that cannot draw, or is not wanted to: lines as they come, the time left
//! in front of each.

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::Notice;
use crate::terminal::{Ask, ExternalEdit, PlainReader, visible_line};

use super::board;
use super::countdown::Countdown;
use super::desk::{Came, Desk, Edited, Offered};
use super::external;
use super::live::{came, cannot_take, deadline, painted};

/// A terminal without the line editor.
pub(super) struct PlainDesk<'a> {
    context: &'a Context,
    reader: PlainReader,
    countdown: Option<Countdown>,
    rung: bool,
    board: bool,
}

impl<'a> PlainDesk<'a> {
    /// Reads standard input; with a countdown, until its bell.
    ///
    /// # Errors
    /// When the terminal cannot be used.
    pub(super) fn open(
        context: &'a Context,
        countdown: Option<&Countdown>,
    ) -> Result<Self, Failure> {
        let mut reader = PlainReader::open().map_err(|error| cannot_take(&error))?;
        reader.set_deadline(countdown.map(deadline));
        Ok(Self { context, reader, countdown: countdown.cloned(), rung: false, board: false })
    }

    fn asked(&mut self, prompt: &str) -> Came {
        let came = came(self.reader.read(Ask::new(prompt)));
        self.rung |= matches!(came, Came::Bell(_));
        came
    }

    fn print(&self, text: &str) {
        self.reader.print(&format!("{text}\n"));
    }
}

impl Desk for PlainDesk<'_> {
    fn read(&mut self, offered: &Offered) -> Came {
        if !offered.text.is_empty() {
            let what = match offered.lifted {
                Some(number) => format!("Line {number} is: {}", offered.text),
                None => format!("Not taken: {}", offered.text),
            };
            self.print(&visible_line(&what));
            if offered.lifted.is_some() {
                self.print("Type it anew; an empty line deletes it.");
            }
        }
        let time =
            self.countdown.as_ref().map_or_else(String::new, super::countdown::Countdown::title);
        let prompt = match offered.lifted {
            Some(number) => format!("[{time}] {number}> "),
            None if self.board => format!("[{time}] board> "),
            None => format!("[{time}] > "),
        };
        self.asked(&prompt)
    }

    fn edit(&mut self, step: Step, text: &str, on_save: &dyn Fn(&str)) -> Edited {
        let Some(countdown) = &self.countdown else {
            return Edited::Failed("The interview is over.".to_owned());
        };
        let run = |request: &ExternalEdit<'_>| self.reader.edit_file(request);
        let session = countdown.session();
        let edited = external::edit(self.context, session, step, text, on_save, run);
        self.rung |= matches!(edited, Edited::Bell(_));
        edited
    }

    fn tell(&mut self, notice: &Notice) {
        if let Notice::Whiteboard(diagram) = notice {
            for row in board::rows(self.context, diagram) {
                self.print(&row);
            }
            return;
        }
        let place = self.countdown.as_ref().map_or_else(String::new, Countdown::place);
        for row in painted(notice, &place, self.context.ui.style, usize::MAX) {
            self.print(row.trim_start());
        }
    }

    fn say(&mut self, text: &str) {
        self.print(&visible_line(text));
    }

    fn ask(&mut self, question: &str) -> Came {
        self.asked(question)
    }

    fn at_board(&mut self, open: bool) {
        self.board = open;
    }

    fn wait(&mut self) -> Came {
        self.asked("")
    }

    fn is_live(&self) -> bool {
        !self.context.no_input()
    }

    fn close(&mut self) {
        // Keys that come after the bell are to answer no question.
        if self.rung {
            drop(self.reader.late());
        }
        self.reader.set_deadline(None);
        self.countdown = None;
    }
}
