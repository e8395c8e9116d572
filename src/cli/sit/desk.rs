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
    /// It was being typed: where no line can be edited, what is typed goes on behind it. Any other
    /// text is typed anew there.
    pub(in crate::cli) begun: bool,
}

impl Offered {
    /// Text that was being typed.
    pub(in crate::cli) fn begun(lifted: Option<usize>, text: String) -> Self {
        Self { lifted, text, begun: true }
    }

    /// Text to be changed.
    pub(in crate::cli) fn to_change(lifted: Option<usize>, text: String) -> Self {
        Self { lifted, text, begun: false }
    }

    /// What is said before the line where it cannot be edited.
    pub(in crate::cli) fn words(&self) -> Vec<String> {
        match (self.lifted, self.begun) {
            _ if self.text.is_empty() => Vec::new(),
            (None, true) => vec![format!("Typed before: {GO_ON}")],
            (Some(number), true) => {
                vec![format!("Line {number} as it was being corrected: {GO_ON}")]
            }
            (None, false) => vec![format!("Not taken: {}", self.text)],
            (Some(number), false) => vec![
                format!("Line {number} is: {}", self.text),
                "Type it anew; an empty line deletes it.".to_owned(),
            ],
        }
    }
}

/// How a line that was begun is gone on with where it cannot be edited.
const GO_ON: &str = "go on behind it, or press Enter to have it taken as it is.";

/// A line that was begun before and then went on, where it cannot be edited: a command that was
/// typed behind it comes after it, and all else is one line with it.
#[derive(Debug, Default)]
pub(in crate::cli) struct Begun {
    text: String,
    command: Option<String>,
}

impl Begun {
    /// The line begins with a text; an empty one is none.
    pub(in crate::cli) fn with(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// Whether something was typed behind it, so that all is one line from now on.
    pub(super) fn went_on(&mut self, text: &str) {
        if text != self.text {
            self.text.clear();
        }
    }

    /// The line that comes first of one that was taken.
    pub(in crate::cli) fn first(
        &mut self,
        line: String,
        is_command: impl FnOnce(&str) -> bool,
    ) -> String {
        let begun = std::mem::take(&mut self.text);
        match line.strip_prefix(&begun) {
            Some(typed) if !begun.is_empty() && is_command(typed) => {
                self.command = Some(typed.to_owned());
                begun
            }
            _ => line,
        }
    }

    /// The command that comes after it.
    pub(in crate::cli) fn then(&mut self) -> Option<String> {
        self.command.take()
    }
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
