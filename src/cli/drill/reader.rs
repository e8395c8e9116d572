//! The lines of a drill, with the countdown of the card below them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::typing::Typing;
use crate::cli::clock::boot_ms;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::lines::Lines;
use crate::interview::clock;
use crate::terminal::{Deadline, Outcome};

/// What came of asking for a line.
pub(super) enum Came {
    /// A line; pasted when it holds a line feed.
    Line(String),
    /// Up on an empty line: the last line is wanted back.
    LiftLast,
    /// The time of the card is over; with the line so far.
    Bell(String),
    /// The end of the input.
    End,
    /// The program is to end, with the line so far.
    Stopped(String, Failure),
}

/// When the time of a card ends, on the boot clock; 0: never. Shared with what draws it.
#[derive(Clone, Default)]
struct Ends(Arc<AtomicU64>);

impl Ends {
    fn left(&self) -> Option<Duration> {
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            end => Some(Duration::from_millis(end.saturating_sub(boot_ms()))),
        }
    }
}

/// Reads the lines of a drill.
pub(super) struct Reader {
    lines: Lines,
    /// Keeps what is being typed.
    pub(super) typing: Typing,
    ends: Ends,
    /// How many milliseconds of a card's time pass in a real one.
    rate: u32,
    /// Whether somebody sits at a terminal.
    pub(super) live: bool,
    /// Whether a line can be offered to be gone on with.
    pub(super) offers: bool,
}

impl Reader {
    /// Takes the terminal, or the pipe.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn open(context: &Context, rate: u32) -> Result<Self, Failure> {
        let ends = Ends::default();
        let shown = ends.clone();
        let typing = Typing::default();
        let theirs = typing.clone();
        let lines = Lines::open(
            context,
            Some(Box::new(move |_| status(&shown, rate))),
            Some(Box::new(move |text: &str| theirs.changed(text))),
        )?;
        let live = context.environment.stdin_terminal;
        Ok(Self { lines, typing, ends, rate, live, offers: context.has_editor() })
    }

    /// Lets the time of a card run, so many milliseconds; a pipe has all the time.
    pub(super) fn begin(&mut self, box_ms: u64) {
        if !self.live {
            return;
        }
        let real = box_ms.div_ceil(u64::from(self.rate.max(1)));
        self.ends.0.store(boot_ms() + real, Ordering::SeqCst);
        let ends = self.ends.clone();
        let deadline: Deadline = Arc::new(move || ends.left());
        self.lines.set_deadline(Some(deadline));
    }

    /// Takes the clock off; what was typed after the bell is thrown away with it.
    pub(super) fn end(&mut self) {
        self.ends.0.store(0, Ordering::SeqCst);
        self.lines.set_deadline(None);
    }

    /// Reads a line that begins with `offered`.
    pub(super) fn ask(&mut self, what: &str, offered: &str) -> Came {
        match self.lines.ask(what, offered) {
            Outcome::Line { text, .. } => Came::Line(text),
            Outcome::LiftLast => Came::LiftLast,
            Outcome::Bell { text } => Came::Bell(text),
            Outcome::Eof => Came::End,
            Outcome::Woken { text } | Outcome::Interrupted { text } => {
                Came::Stopped(text, Failure::silent(Kind::Interrupted))
            }
            Outcome::HangUp { text } => Came::Stopped(text, Failure::silent(Kind::HangUp)),
            Outcome::Terminated { text } => Came::Stopped(text, Failure::silent(Kind::Terminated)),
            Outcome::Failed { text, error } => {
                Came::Stopped(text, Failure::expected(format!("cannot read the terminal: {error}")))
            }
        }
    }
}

/// The last row: the time of the card.
fn status(ends: &Ends, rate: u32) -> String {
    let Some(left) = ends.left() else { return String::new() };
    let left = u64::try_from(left.as_millis()).unwrap_or(0) * u64::from(rate);
    format!(" {} left for this card", clock(left.next_multiple_of(1000)))
}
