//! Lines from a pipe, a file, or a terminal that is not edited on, read until a deadline.

use std::fmt;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, poll};
use nix::sys::termios::{
    LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr,
};

use super::cooked::without_keys;
use super::external::{self, Edited, End, ExternalEdit};
use super::flow::now;
use super::outcome::{Ask, Deadline, Outcome};
use super::signals::Signals;
use super::threads::timeout;
use super::tty::write_out;
use super::visible::visible_line;
use super::wake::{drain, wake, wake_pair};

/// A longer line is given in parts of this length, in bytes.
pub const LONGEST_LINE: usize = 16 << 20;
const LONGEST_WAIT: Duration = Duration::from_millis(250);
/// Keys typed after the bell are over when none came for this long.
const LATE_QUIET: Duration = Duration::from_secs(1);

/// Says whether there is something to print in the middle of a line.
pub type Due = Arc<dyn Fn() -> bool + Send + Sync>;

/// Reads lines without editing them.
///
/// A line can be broken off all the same. On a terminal what was typed so far then comes with the
/// outcome, as from a line editor; given back as [`Ask::initial`] it stands in the line again, where
/// what is typed goes behind it and nothing of it can be taken back. Of a pipe the text of an
/// unfinished line stays with the reader, and [`Outcome::Woken`] has none.
pub struct PlainReader {
    source: OwnedFd,
    terminal: bool,
    signals: Signals,
    deadline: Option<Deadline>,
    due: Option<(Duration, Due)>,
    woken: UnixStream,
    wake: Arc<UnixStream>,
    bytes: Vec<u8>,
    /// No line feed stands before this place.
    searched: usize,
    ended: bool,
    original: Option<Termios>,
}

impl fmt::Debug for PlainReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlainReader")
            .field("terminal", &self.terminal)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

/// Lets another thread end a `read` so that something can be printed.
#[derive(Clone, Debug)]
pub struct PlainWaker {
    wake: Arc<UnixStream>,
}

impl PlainWaker {
    /// Makes the current or the next `read` return [`Outcome::Woken`].
    pub fn wake(&self) {
        wake(&self.wake);
    }
}

impl PlainReader {
    /// Reads standard input.
    ///
    /// # Errors
    /// When the system refuses a signal handler or a descriptor.
    pub fn open() -> io::Result<Self> {
        Self::over(io::stdin().as_fd())
    }

    fn over(source: BorrowedFd<'_>) -> io::Result<Self> {
        let source = source.try_clone_to_owned()?;
        let (wake, woken) = wake_pair()?;
        Ok(Self {
            terminal: source.is_terminal(),
            source,
            signals: Signals::catch()?,
            deadline: None,
            due: None,
            woken,
            wake: Arc::new(wake),
            bytes: Vec::new(),
            searched: 0,
            ended: false,
            original: None,
        })
    }

    /// Sets the bell; `None` takes it off.
    pub fn set_deadline(&mut self, deadline: Option<Deadline>) {
        self.deadline = deadline;
    }

    /// Has a `read` that lasts longer than `idle` end with [`Outcome::Woken`] when `due` says so. It
    /// is asked four times a second. `None` takes it off.
    pub fn set_due(&mut self, due: Option<(Duration, Due)>) {
        self.due = due;
    }

    /// A handle with which other threads end a `read`.
    pub fn waker(&self) -> PlainWaker {
        PlainWaker { wake: Arc::clone(&self.wake) }
    }

    /// Prints between two reads; an output that is gone is no error.
    pub fn print(&self, text: &str) {
        write_out(text);
    }

    /// What was typed on the terminal after the bell, once it is quiet; nothing for a pipe, whose
    /// rest stays unread.
    pub fn late(&mut self) -> String {
        if !self.terminal {
            return String::new();
        }
        let late = self.take_typed(LATE_QUIET);
        lossy(&late)
    }

    /// Reads one line.
    pub fn read(&mut self, ask: Ask<'_>) -> Outcome {
        let begun = ask.initial.unwrap_or_default();
        if self.terminal {
            write_out(&format!("{}{}", ask.prompt, visible_line(begun)));
        }
        self.read_on(begun)
    }

    /// Reads on in a line that stands on the terminal already, as far as it was `begun`.
    pub fn read_on(&mut self, begun: &str) -> Outcome {
        if self.terminal {
            self.keep_line_at_interrupt();
        }
        let terminal = self.terminal;
        self.outcome(begun.is_empty()).map(|typed| {
            let typed = if terminal { without_keys(&typed) } else { typed };
            format!("{begun}{typed}")
        })
    }

    /// How a line ends; a terminal's end-of-file key counts in an empty one alone.
    fn outcome(&mut self, empty: bool) -> Outcome {
        let began = now();
        loop {
            if let Some(line) = self.next_line() {
                return Outcome::line(line);
            }
            if self.signals.hung_up() {
                return Outcome::HangUp { text: self.unfinished() };
            }
            if self.signals.terminated() {
                return Outcome::Terminated { text: self.unfinished() };
            }
            if self.signals.take_interrupt()
                && let Some(text) = self.broken_off()
            {
                return Outcome::Interrupted { text };
            }
            if self.ended {
                return Outcome::Eof;
            }
            let left = self.deadline.as_ref().and_then(|left| left());
            if left.is_some_and(|left| left.is_zero()) {
                self.deadline = None;
                return Outcome::Bell { text: self.unfinished() };
            }
            let due = self.due.as_ref().is_some_and(|(idle, due)| {
                now().saturating_duration_since(began) >= *idle && due()
            });
            if due && let Some(text) = self.woken() {
                return Outcome::Woken { text };
            }
            match self.wait(left.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)) {
                Ok(Ready { input: true, hung_up, .. }) => match self.fill() {
                    Ok(0) if !self.terminal => self.ended = true,
                    Ok(0) if hung_up => return Outcome::HangUp { text: self.take_bytes() },
                    Ok(0) if empty && self.bytes.is_empty() => return Outcome::Eof,
                    Ok(_) => {}
                    Err(error) => return self.failure(error),
                },
                Ok(Ready { woken: true, .. }) => {
                    if let Some(text) = self.woken() {
                        return Outcome::Woken { text };
                    }
                }
                Ok(_) | Err(Errno::EINTR) => {}
                Err(error) => return self.failure(error),
            }
        }
    }

    /// Runs an external editor on the terminal; see [`super::LineEditor::edit_file`].
    pub fn edit_file(&mut self, request: &ExternalEdit<'_>) -> Edited {
        let (signals, deadline) = (&self.signals, self.deadline.as_ref());
        let edited = external::run(request, self.source.as_fd(), signals, &|| {
            if signals.hung_up() {
                Some(End::HangUp)
            } else if signals.terminated() {
                Some(End::Terminated)
            } else {
                deadline.and_then(|left| left()).filter(Duration::is_zero).map(|_| End::Bell)
            }
        });
        if matches!(edited, Edited::Bell { .. }) {
            self.deadline = None;
        }
        edited
    }

    fn failure(&mut self, error: Errno) -> Outcome {
        let text = self.take_bytes();
        if self.terminal && matches!(error, Errno::EIO | Errno::ENXIO) {
            return Outcome::HangUp { text };
        }
        Outcome::Failed { text, error: error.into() }
    }

    fn wait(&self, longest: Duration) -> Result<Ready, Errno> {
        let mut fds = [
            PollFd::new(self.source.as_fd(), PollFlags::POLLIN),
            PollFd::new(self.signals.readable(), PollFlags::POLLIN),
            PollFd::new(self.woken.as_fd(), PollFlags::POLLIN),
        ];
        poll(&mut fds, timeout(Some(longest)))?;
        let hung_up = fds[0].revents().is_some_and(|events| events.contains(PollFlags::POLLHUP));
        let [input, _, woken] = fds.map(|fd| fd.any().unwrap_or(false));
        self.signals.drain();
        if woken && !input {
            drain(&self.woken);
        }
        Ok(Ready { input, hung_up, woken })
    }

    /// Reads what there is, and gives how many bytes; 0 is the end.
    fn fill(&mut self) -> Result<usize, Errno> {
        let mut chunk = vec![0; 64 * 1024];
        match nix::unistd::read(&self.source, &mut chunk) {
            Ok(length) => {
                self.bytes.extend_from_slice(&chunk[..length]);
                Ok(length)
            }
            // There was nothing yet.
            Err(Errno::EINTR | Errno::EAGAIN) => Ok(usize::MAX),
            Err(error) => Err(error),
        }
    }

    fn next_line(&mut self) -> Option<String> {
        let found = self.bytes[self.searched..].iter().position(|byte| *byte == b'\n');
        let (end, skip) = match found {
            Some(place) if self.searched + place <= LONGEST_LINE => {
                let feed = self.searched + place;
                let returned = feed > 0 && self.bytes[feed - 1] == b'\r';
                (feed - usize::from(returned), feed + 1)
            }
            _ if self.bytes.len() > LONGEST_LINE => {
                let end = character_boundary(&self.bytes, LONGEST_LINE);
                (end, end)
            }
            _ if self.ended && !self.bytes.is_empty() => (self.bytes.len(), self.bytes.len()),
            _ => {
                self.searched = self.bytes.len();
                return None;
            }
        };
        let line = lossy(&self.bytes[..end]);
        self.bytes.drain(..skip);
        self.searched = 0;
        Some(line)
    }

    fn take_bytes(&mut self) -> String {
        self.searched = 0;
        lossy(&std::mem::take(&mut self.bytes))
    }

    /// The line so far, the part included that a terminal still keeps to itself until Enter.
    fn unfinished(&mut self) -> String {
        if self.terminal {
            let typed = self.take_typed(Duration::ZERO);
            self.bytes.extend(typed);
        }
        self.take_bytes()
    }

    /// The line so far; `None` when its end has come meanwhile, so that it is to be read first.
    fn broken_off(&mut self) -> Option<String> {
        if self.terminal {
            let typed = self.take_typed(Duration::ZERO);
            self.bytes.extend(typed);
        }
        (!self.bytes.contains(&b'\n')).then(|| self.take_bytes())
    }

    /// As [`Self::broken_off`]; what a pipe has given stays here.
    fn woken(&mut self) -> Option<String> {
        if self.terminal { self.broken_off() } else { Some(String::new()) }
    }

    /// Without canonical mode a terminal hands out a line that is not finished.
    fn take_typed(&self, quiet: Duration) -> Vec<u8> {
        let mut typed = Vec::new();
        let Ok(mode) = tcgetattr(&self.source) else { return typed };
        let mut open = mode.clone();
        open.local_flags.remove(LocalFlags::ICANON);
        if !quiet.is_zero() {
            open.local_flags.remove(LocalFlags::ECHO);
        }
        open.control_chars[SpecialCharacterIndices::VMIN as usize] = 0;
        open.control_chars[SpecialCharacterIndices::VTIME as usize] = 0;
        if tcsetattr(&self.source, SetArg::TCSANOW, &open).is_ok() {
            let mut chunk = [0; 4096];
            let mut fds = [PollFd::new(self.source.as_fd(), PollFlags::POLLIN)];
            while poll(&mut fds, timeout(Some(quiet))).is_ok_and(|n| n > 0) {
                match nix::unistd::read(&self.source, &mut chunk) {
                    Ok(length) if length > 0 => typed.extend_from_slice(&chunk[..length]),
                    _ => break,
                }
            }
            let _ = tcsetattr(&self.source, SetArg::TCSANOW, &mode);
        }
        typed
    }

    /// A terminal throws the unfinished line away at Ctrl-C, unless it is told not to.
    fn keep_line_at_interrupt(&mut self) {
        let Ok(mode) = tcgetattr(&self.source) else { return };
        if mode.local_flags.contains(LocalFlags::NOFLSH) {
            return;
        }
        let mut keeping = mode.clone();
        keeping.local_flags.insert(LocalFlags::NOFLSH);
        let _ = tcsetattr(&self.source, SetArg::TCSANOW, &keeping);
        self.original.get_or_insert(mode);
    }
}

impl Drop for PlainReader {
    fn drop(&mut self) {
        if let Some(original) = &self.original {
            let _ = tcsetattr(&self.source, SetArg::TCSANOW, original);
        }
    }
}

struct Ready {
    input: bool,
    hung_up: bool,
    woken: bool,
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The last place at or before `at` that cuts no character in two.
fn character_boundary(bytes: &[u8], at: usize) -> usize {
    let continues = |place: usize| bytes.get(place).is_some_and(|b| b & 0xc0 == 0x80);
    (at.saturating_sub(3)..=at).rev().find(|place| !continues(*place)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn pipe() -> (PlainReader, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        (PlainReader::over(near.as_fd()).unwrap(), far)
    }

    fn line(reader: &mut PlainReader) -> String {
        match reader.read(Ask::default()) {
            Outcome::Line { text, pasted: false } => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_of_every_kind() {
        let (mut reader, mut writer) = pipe();
        writer.write_all(b"one\r\n\ntwo \xff\n\tthree\rx\nlast").unwrap();
        drop(writer);
        let lines: Vec<String> = (0..5).map(|_| line(&mut reader)).collect();
        assert_eq!(lines, ["one", "", "two \u{fffd}", "\tthree\rx", "last"]);
        assert!(matches!(reader.read(Ask::default()), Outcome::Eof));
        assert!(matches!(reader.read(Ask::default()), Outcome::Eof));
    }

    #[test]
    fn a_huge_line_comes_in_parts_without_loss() {
        let (mut reader, mut writer) = pipe();
        let huge = "aé日😀".repeat(LONGEST_LINE / 10 + 100);
        let sent = huge.clone();
        let thread = std::thread::Builder::new()
            .spawn(move || writer.write_all(format!("{sent}\nnext\n").as_bytes()).unwrap())
            .unwrap();
        let first = line(&mut reader);
        assert!(first.len() <= LONGEST_LINE && first.len() > LONGEST_LINE - 4);
        assert_eq!(first + &line(&mut reader), huge);
        assert_eq!(line(&mut reader), "next");
        thread.join().unwrap();
    }

    #[test]
    fn the_bell_gives_the_unfinished_line() {
        let (mut reader, mut writer) = pipe();
        writer.write_all(b"whole\nhal").unwrap();
        assert_eq!(line(&mut reader), "whole");
        // Time passes as it is asked for.
        let left = AtomicU64::new(3);
        reader.set_deadline(Some(Arc::new(move || {
            Some(Duration::from_millis(left.fetch_sub(1, Ordering::SeqCst)))
        })));
        match reader.read(Ask::default()) {
            Outcome::Bell { text } => assert_eq!(text, "hal"),
            other => panic!("{other:?}"),
        }
        writer.write_all(b"later\n").unwrap();
        assert_eq!(line(&mut reader), "later");
    }

    #[test]
    fn lines_that_came_before_the_bell_come_before_it() {
        let (mut reader, mut writer) = pipe();
        writer.write_all(b"one\ntwo\nthr").unwrap();
        assert_eq!(line(&mut reader), "one");
        reader.set_deadline(Some(Arc::new(|| Some(Duration::ZERO))));
        assert_eq!(line(&mut reader), "two");
        assert!(matches!(reader.read(Ask::default()), Outcome::Bell { text } if text == "thr"));
    }

    #[test]
    fn a_waker_ends_a_read_and_no_text_is_lost() {
        let (mut reader, mut writer) = pipe();
        writer.write_all(b"hal").unwrap();
        let waker = reader.waker();
        let thread = std::thread::Builder::new().spawn(move || waker.wake()).unwrap();
        assert!(matches!(reader.read(Ask::default()), Outcome::Woken { .. }));
        thread.join().unwrap();
        writer.write_all(b"f\n").unwrap();
        assert_eq!(line(&mut reader), "half");
    }
}
