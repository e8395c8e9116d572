//! The desk at which somebody sits: where lines come from and where words go.

use crate::bank::Step;
use crate::interview::Notice;

/// The line that is offered to be edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Offered {
    /// The number of the line of the answer that it corrects, from 1; `None` for a new line.
    pub(in crate::cli) lifted: Option<usize>,
    /// What stands in it already.
    pub(in crate::cli) text: String,
}

/// What came of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Came {
    /// A line was submitted.
    Line(String),
    /// The last line is wanted, with Up on an empty one.
    LiftLast,
    /// Ctrl-D on an empty line, or the end of a script.
    End,
    /// Two seconds without a key; the text so far.
    Idle(String),
    /// The box ended; the text so far.
    Bell(String),
    /// The terminal is gone; the text so far.
    HangUp(String),
    /// The process was told to end; the text so far.
    Terminated(String),
    /// The process was interrupted from outside; the text so far.
    Interrupted(String),
    /// Reading failed; the text so far, and why.
    Failed(String, String),
}

/// What came of an external editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// It was closed; the text as saved last.
    Closed(String),
    /// The box ended; the text as saved last, with what could be recovered.
    Bell(String),
    /// It could not be used; why, and where the text lies if any was saved.
    Failed(String),
    /// The terminal is gone; the text as saved last.
    HangUp(String),
    /// The process was told to end; the text as saved last.
    Terminated(String),
}

/// Where lines come from and where words go. It decides nothing.
pub(super) trait Desk {
    /// Reads until a line, a signal or the end of the box.
    fn read(&mut self, offered: &Offered) -> Came;
    /// Opens a text in an external editor; `on_save` is told the text after every save.
    fn edit(&mut self, step: Step, text: &str, on_save: &dyn Fn(&str)) -> Edited;
    /// Shows a notice.
    fn tell(&mut self, notice: &Notice);
    /// Shows a line of its own words.
    fn say(&mut self, text: &str);
    /// Shows what is to be tried next.
    fn guide(&mut self, text: &str) {
        self.say(text);
    }
    /// Asks a question to be answered with yes; Enter is no. A script says yes.
    fn ask(&mut self, question: &str) -> Came;
    /// Says whether lines go to the whiteboard now, so that the mark in front of them can tell.
    fn at_board(&mut self, open: bool);
    /// Reads which things of a list were said. A script gives its next line.
    fn ask_ticks(&mut self) -> Came {
        self.ask("Numbers of what you said, such as 1 3 5-7 (Enter: none): ")
    }
    /// Waits for Enter while the clock stands still.
    fn wait(&mut self) -> Came;
    /// Whether somebody sits there who can be asked.
    fn is_live(&self) -> bool;
    /// Whether a line that is being typed can be broken off, so that somebody may speak.
    fn can_be_woken(&self) -> bool {
        false
    }
    /// Ends reading: puts the terminal back as it was and takes the keys that still come.
    fn close(&mut self);
}
