//! The desk of a terminal that cannot draw, or is not wanted to: lines as they come, the time left
//! in front of each.

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::{Entry, Notice, read};
use crate::terminal::{Ask, ExternalEdit, PlainReader, visible_line};

use super::board;
use super::countdown::Countdown;
use super::desk::{Begun, Came, Desk, Edited, Offered};
use super::external;
use super::live::{came, cannot_take, deadline, due, painted};

/// A terminal without the line editor.
pub(super) struct PlainDesk<'a> {
    context: &'a Context,
    reader: PlainReader,
    countdown: Option<Countdown>,
    rung: bool,
    board: bool,
    begun: Begun,
    /// The text with which a line was broken off last.
    half: Option<String>,
    /// The cursor still stands behind it.
    open: bool,
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
        Ok(Self {
            context,
            reader,
            countdown: countdown.cloned(),
            rung: false,
            board: false,
            begun: Begun::default(),
            half: None,
            open: false,
        })
    }

    /// Asks in a row of its own, or goes on in the row of a line that was broken off.
    fn asked(&mut self, prompt: &str, begun: &str, goes_on: bool) -> Came {
        let outcome = if goes_on {
            self.reader.read_on(begun)
        } else {
            self.new_row();
            self.reader.read(Ask::with(prompt, begun))
        };
        let came = came(outcome);
        self.rung |= matches!(came, Came::Bell(_));
        self.open = !matches!(came, Came::Line(_));
        came
    }

    fn new_row(&mut self) {
        if std::mem::take(&mut self.open) {
            self.reader.print("\n");
        }
    }

    fn print(&mut self, text: &str) {
        self.new_row();
        self.reader.print(&format!("{text}\n"));
    }
}

impl Desk for PlainDesk<'_> {
    fn read(&mut self, offered: &Offered) -> Came {
        match self.begun.then() {
            Some(command) if offered.text.is_empty() => return Came::Line(command),
            Some(command) => self.print(&visible_line(&format!("Not taken: {command}"))),
            None => {}
        }
        let begun = if offered.begun { offered.text.as_str() } else { "" };
        let again = self.half.take().as_ref() == Some(&offered.text);
        if !again {
            for words in offered.words() {
                self.print(&visible_line(&words));
            }
            self.begun.with(begun);
        }
        let time =
            self.countdown.as_ref().map_or_else(String::new, super::countdown::Countdown::title);
        let prompt = match offered.lifted {
            Some(number) => format!("[{time}] {number}> "),
            None if self.board => format!("[{time}] board> "),
            None => format!("[{time}] > "),
        };
        // A question that is asked is answered first.
        self.reader.set_due(self.countdown.as_ref().map(due));
        let came = self.asked(&prompt, begun, again && self.open);
        self.reader.set_due(None);
        match came {
            Came::Line(line) => {
                let is_command = |typed: &str| !matches!(read(typed), Entry::Text(_));
                Came::Line(self.begun.first(line, is_command))
            }
            other => {
                if let Came::Idle(text) | Came::Interrupted(text) = &other {
                    self.begun.went_on(text);
                    self.half = Some(text.clone());
                }
                other
            }
        }
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
        self.asked(question, "", false)
    }

    fn at_board(&mut self, open: bool) {
        self.board = open;
    }

    fn wait(&mut self) -> Came {
        self.asked("", "", false)
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
