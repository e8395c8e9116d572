//! One line that is drawn anew while single keys are heard: a timer's.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::time::Duration;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, poll};

use super::signals::Signals;
use super::size::Size;
use super::threads::timeout;
use super::tty::{RealTerminal, write_out};
use super::visible::visible_line;
use super::wrap::cut;

/// Ctrl-C, Ctrl-D and Ctrl-Z as bytes, and what begins the sequence of a key that is no character.
const CTRL_C: char = '\u{3}';
const CTRL_D: char = '\u{4}';
const CTRL_Z: u8 = 26;
const ESCAPE: u8 = 27;

/// What was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A character was typed.
    Key(char),
    /// Ctrl-C, or Ctrl-D.
    Interrupt,
    /// Nothing that means anything, or the time went by.
    Nothing,
    /// The terminal is gone.
    HangUp,
    /// SIGTERM came.
    Terminated,
}

/// The terminal, with one line that is drawn anew; given back when this is dropped. Ctrl-Z stops the
/// program as it does elsewhere.
pub struct KeyLine {
    terminal: RealTerminal,
    signals: Signals,
    /// What stands on the line.
    shown: String,
    /// Keys that came together with one that was heard.
    typed: VecDeque<char>,
}

impl fmt::Debug for KeyLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyLine").finish_non_exhaustive()
    }
}

impl KeyLine {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When standard input is none, or the system refuses a signal handler.
    pub fn open() -> io::Result<Self> {
        let signals = Signals::catch()?;
        let terminal = RealTerminal::new()?;
        terminal.enter()?;
        Ok(Self { terminal, signals, shown: String::new(), typed: VecDeque::new() })
    }

    /// Draws the line anew where it has changed; the text is given the columns that there are. What is
    /// longer is cut.
    pub fn show(&mut self, text: impl FnOnce(usize) -> String) {
        let width = Size::of(io::stdout()).map_or(80, |size| usize::from(size.columns));
        // Not into the last column: some terminals would go on to the next row.
        let width = width.saturating_sub(1);
        let shown = cut(&visible_line(&text(width)), width).to_owned();
        if shown != self.shown {
            write_out(&format!("\r\x1b[2K{shown}"));
            self.shown = shown;
        }
    }

    /// Leaves the line standing as it is, and goes to the next.
    pub fn leave_line(&mut self) {
        write_out("\r\n");
        self.shown.clear();
    }

    /// Waits for a key or a signal, at most `longest`.
    pub fn hear(&mut self, longest: Duration) -> Heard {
        if let Some(key) = self.typed.pop_front() {
            return heard(key);
        }
        let waited = {
            let mut fds = [
                PollFd::new(self.terminal.input(), PollFlags::POLLIN),
                PollFd::new(self.signals.readable(), PollFlags::POLLIN),
            ];
            poll(&mut fds, timeout(Some(longest))).map(|_| fds[0].any().unwrap_or(false))
        };
        self.signals.drain();
        if self.signals.hung_up() {
            return Heard::HangUp;
        }
        if self.signals.terminated() {
            return Heard::Terminated;
        }
        if self.signals.take_go_on() {
            self.terminal.enter_again();
        }
        match waited {
            _ if self.signals.take_interrupt() => Heard::Interrupt,
            Ok(true) => self.key(),
            Ok(false) | Err(Errno::EINTR) => Heard::Nothing,
            Err(_) => Heard::HangUp,
        }
    }

    fn key(&mut self) -> Heard {
        let mut bytes = [0; 64];
        let read = match nix::unistd::read(self.terminal.input(), &mut bytes) {
            Ok(read) => bytes.get(..read).unwrap_or_default(),
            Err(Errno::EINTR | Errno::EAGAIN) => return Heard::Nothing,
            Err(_) => return Heard::HangUp,
        };
        match read {
            [] => Heard::HangUp,
            [ESCAPE, ..] => Heard::Nothing,
            [CTRL_Z, ..] => {
                self.leave_line();
                self.terminal.leave();
                self.signals.stop_the_group();
                // Where the terminal cannot be taken again, the next wait says so.
                drop(self.terminal.enter());
                Heard::Nothing
            }
            typed => {
                self.typed.extend(String::from_utf8_lossy(typed).chars());
                self.typed.pop_front().map_or(Heard::Nothing, heard)
            }
        }
    }
}

fn heard(key: char) -> Heard {
    if matches!(key, CTRL_C | CTRL_D) { Heard::Interrupt } else { Heard::Key(key) }
}
