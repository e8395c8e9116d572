//! The desk of a terminal that can draw: the line editor with the countdown below it.

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::interview::{Notice, clock, completions};
use crate::terminal::{
    Ask, Due, ExternalEdit, Label, LineEditor, Options, Outcome, Style, Waker, draw_box,
    visible_line, wrap,
};

use super::board;
use super::countdown::Countdown;
use super::desk::{Came, Desk, Edited, Offered};
use super::drafts::Drafts;
use super::external;
use super::plain::PlainDesk;

/// How long nobody types before the interviewer may speak.
const IDLE: Duration = Duration::from_secs(2);

/// The mark in front of what is typed.
const MARK: &str = "› ";

/// The mark in front of what is typed at the whiteboard.
const BOARD: &str = "◇ ";

/// A terminal with the line editor.
pub(super) struct LiveDesk<'a> {
    context: &'a Context,
    editor: Option<LineEditor>,
    after: Option<PlainDesk<'a>>,
    countdown: Countdown,
    style: Style,
    rung: bool,
    board: bool,
}

impl<'a> LiveDesk<'a> {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be taken.
    pub(super) fn open(
        context: &'a Context,
        countdown: &Countdown,
        drafts: &Drafts,
    ) -> Result<Self, Failure> {
        let waker: Arc<OnceLock<Waker>> = Arc::new(OnceLock::new());
        let wakes = Arc::clone(&waker);
        let (drawn, titled) = (countdown.clone(), countdown.clone());
        let (drafts, shown) = (drafts.clone(), drafts.clone());
        let options = Options {
            edit_mode: context.settings().edit_mode().value,
            style: context.ui.style,
            status: Some(Box::new(move |columns| {
                drawn.saved(shown.saved());
                if let Some(waker) = wakes.get()
                    && drawn.takes_remark()
                {
                    waker.wake_when_idle(IDLE);
                }
                drawn.line(columns)
            })),
            title: Some(Box::new(move || titled.title())),
            on_change: Some(Box::new(move |text: &str| drafts.changed(text))),
            complete: Some(Box::new(|line: &str| completions(line))),
            on_interrupt: None,
        };
        let mut editor = LineEditor::open(options).map_err(|error| cannot_take(&error))?;
        // It is empty until here.
        drop(waker.set(editor.waker()));
        editor.set_deadline(Some(deadline(countdown)));
        Ok(Self {
            context,
            editor: Some(editor),
            after: None,
            countdown: countdown.clone(),
            style: context.ui.style,
            rung: false,
            board: false,
        })
    }

    fn asked(&mut self, prompt: &str, text: &str) -> Came {
        let Some(editor) = &mut self.editor else {
            return match self.plain() {
                Ok(plain) => plain.ask(prompt),
                Err(failure) => Came::Failed(String::new(), failure.message),
            };
        };
        let came = came(editor.read(Ask::with(prompt, text)));
        self.rung |= matches!(came, Came::Bell(_));
        came
    }

    /// The terminal without the editor, once the editor is closed.
    fn plain(&mut self) -> Result<&mut PlainDesk<'a>, Failure> {
        if self.after.is_none() {
            self.after = Some(PlainDesk::open(self.context, None)?);
        }
        self.after.as_mut().ok_or_else(|| Failure::expected("the terminal is closed"))
    }

    fn print(&self, text: &str) {
        match &self.editor {
            Some(editor) => editor.print(&format!("{text}\r\n")),
            // Where the terminal is gone there is nobody to tell.
            None => drop(self.context.ui.line(text)),
        }
    }
}

/// The real time left until the bell.
pub(super) fn deadline(countdown: &Countdown) -> crate::terminal::Deadline {
    let countdown = countdown.clone();
    Arc::new(move || countdown.real_ms_to_bell().map(Duration::from_millis))
}

/// What is said of the interviewer's own accord, and when, where no line is edited.
pub(super) fn due(countdown: &Countdown) -> (Duration, Due) {
    let countdown = countdown.clone();
    (IDLE, Arc::new(move || countdown.takes_remark_of_time()))
}

/// A failure to take the terminal.
pub(in crate::cli) fn cannot_take(error: &io::Error) -> Failure {
    Failure::expected(format!("cannot use the terminal: {error}"))
        .hint("`--plain` does without the line editor")
}

/// What came of a reader, in the words of the desk.
pub(in crate::cli) fn came(outcome: Outcome) -> Came {
    match outcome {
        Outcome::Line { text, .. } => Came::Line(text),
        Outcome::LiftLast => Came::LiftLast,
        Outcome::Eof => Came::End,
        Outcome::Bell { text } => Came::Bell(text),
        Outcome::HangUp { text } => Came::HangUp(text),
        Outcome::Terminated { text } => Came::Terminated(text),
        Outcome::Interrupted { text } => Came::Interrupted(text),
        Outcome::Woken { text } => Came::Idle(text),
        Outcome::Failed { text, error } => Came::Failed(text, error.to_string()),
    }
}

/// The lines of a notice, wrapped and painted for a width.
pub(super) fn painted(notice: &Notice, place: &str, style: Style, width: usize) -> Vec<String> {
    if let Notice::Step(step) = notice {
        let heading = format!("{place}  {}", step.heading());
        return vec![String::new(), style.paint(Label::Heading, &heading)];
    }
    let label = match notice {
        Notice::Interviewer(_) | Notice::Hint { .. } => Label::Interviewer,
        Notice::Refused(_)
        | Notice::NotDrawn(_)
        | Notice::OnlyInPractice { .. }
        | Notice::NoTicks(_) => Label::Warning,
        _ => Label::Remark,
    };
    let mut painted = Vec::new();
    for line in notice.lines() {
        let shown = visible_line(&line);
        let indent = match notice {
            Notice::Shown { .. } | Notice::DidYouSay { .. } => {
                shown.find(|c: char| !c.is_ascii_digit() && c != ' ')
            }
            Notice::Help => Some(15),
            Notice::CueCard(_) if shown.starts_with("- ") => Some(2),
            _ => None,
        };
        let room = width.saturating_sub(2).max(20);
        for row in wrap(&shown, room, indent.unwrap_or(0).min(room / 2)) {
            painted.push(format!("  {}", style.paint(label, &row)));
        }
    }
    painted
}

impl Desk for LiveDesk<'_> {
    fn read(&mut self, offered: &Offered) -> Came {
        let mark = match offered.lifted {
            Some(number) => format!("{number}{MARK}"),
            None if self.board => BOARD.to_owned(),
            None => MARK.to_owned(),
        };
        self.asked(&mark, &offered.text)
    }

    fn edit(&mut self, step: Step, text: &str, on_save: &dyn Fn(&str)) -> Edited {
        let Some(editor) = &mut self.editor else {
            return Edited::Failed("The terminal is closed.".to_owned());
        };
        let run = |request: &ExternalEdit<'_>| editor.edit_file(request);
        let edited =
            external::edit(self.context, self.countdown.session(), step, text, on_save, run);
        self.rung |= matches!(edited, Edited::Bell(_));
        edited
    }

    fn tell(&mut self, notice: &Notice) {
        if let (Notice::Step(_), Some((used, length))) = (notice, self.countdown.used())
            && used >= 1000
        {
            draw_box(used, length, &format!("{} of {}", clock(used), clock(length)));
            self.print("");
        }
        if let Notice::Whiteboard(diagram) = notice {
            for row in board::rows(self.context, diagram) {
                self.print(&format!("  {row}"));
            }
            return;
        }
        let rows = painted(notice, &self.countdown.place(), self.style, self.context.width());
        for row in rows {
            self.print(&row);
        }
    }

    fn say(&mut self, text: &str) {
        for row in wrap(&visible_line(text), self.context.width() - 2, 0) {
            self.print(&format!("  {}", self.style.paint(Label::Remark, &row)));
        }
    }

    fn guide(&mut self, text: &str) {
        for row in wrap(&visible_line(text), self.context.width() - 2, 0) {
            self.print(&format!("  {}", self.style.paint(Label::Hint, &row)));
        }
    }

    fn ask(&mut self, question: &str) -> Came {
        self.asked(question, "")
    }

    fn at_board(&mut self, open: bool) {
        self.board = open;
    }

    fn wait(&mut self) -> Came {
        self.asked("", "")
    }

    fn is_live(&self) -> bool {
        true
    }

    fn can_be_woken(&self) -> bool {
        self.editor.is_some()
    }

    fn close(&mut self) {
        if let Some(mut editor) = self.editor.take() {
            // Keys that come after the bell are to answer no question.
            if self.rung {
                drop(editor.late());
            }
        }
    }
}
