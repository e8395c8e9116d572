//! What stands between the real terminal and rustyline: whole keys go on, in order, to a pseudo
//! terminal that rustyline takes for the real one.
//!
//! rustyline drops what it has read when a byte is not UTF-8, reads a paste in a way that cannot
//! be broken off, and looks for its terminal at file descriptor 0 alone. With a pseudo terminal
//! there, this side sees every byte first. It also allows the line to be broken off *in the
//! stream*: an interrupt key goes in behind everything typed until then, so the line that comes
//! back holds exactly that, and what is typed later is held back.

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::pthread::Pthread;

use super::keys::{self, Key, KeyReader};
use super::tty::lock;
use super::wake::{has_input, wake, wake_pair};
use super::wishes::late_patience;
pub(super) use super::wishes::{Noticed, Nudge, Stopping, Wanted};

/// How long a paste that is under way at the bell may take to end.
pub(super) const PASTE_GRACE: Duration = Duration::from_millis(100);
/// How long to wait at the bell for keys that have come but are not read.
const LOOK_LONGEST: Duration = Duration::from_millis(10);

/// Now, on a clock for short waits inside the editor; the box itself is measured by the caller.
pub(super) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "the watchdog's own short waits")]
    Instant::now()
}

/// Keys on their way, shared by the threads of an editor.
#[derive(Debug)]
pub(super) struct Flow {
    state: Mutex<State>,
    changed: Condvar,
    to_rustyline: OwnedFd,
    wake_input: UnixStream,
    wake_watchdog: UnixStream,
}

/// The ends that the threads wait at.
#[derive(Debug)]
pub(super) struct Wakes {
    pub(super) input: UnixStream,
    pub(super) watchdog: UnixStream,
}

#[derive(Debug)]
struct State {
    keys: KeyReader,
    /// Bytes that the pseudo terminal has not taken yet.
    out: VecDeque<u8>,
    hold: Hold,
    held: Vec<Key>,
    wanted: Vec<Wanted>,
    /// When the interrupt key was sent that rustyline has not answered yet.
    interrupt_sent: Option<Instant>,
    /// The reader was signalled, so it may have left keys unread.
    signalled: bool,
    /// The thread that reads a line now, and since when.
    reading: Option<(Pthread, Instant)>,
    last_key: Instant,
    wake_when_idle: Option<Duration>,
    /// Keys that come now were typed after the bell.
    late_since: Option<Instant>,
    work: Work,
    /// The input thread is asked whether keys wait to be read.
    look: bool,
    /// The terminal is gone, and so is the input thread.
    input_ended: bool,
}

/// Whether keys go on to rustyline or are kept back until the line is broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    Nothing,
    Everything,
    /// All but the paste that was under way at the bell.
    AllButOnePaste,
}

/// Whether the input thread reads the real terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Reading,
    /// It is asked to rest, for another program is to have the terminal, …
    ToRest,
    /// … and does.
    Resting,
    ToEnd,
}

impl Flow {
    pub(super) fn new(to_rustyline: OwnedFd, vi: bool) -> io::Result<(Self, Wakes)> {
        let (wake_input, input) = wake_pair()?;
        let (wake_watchdog, watchdog) = wake_pair()?;
        let state = State {
            keys: KeyReader::new(vi),
            out: VecDeque::new(),
            hold: Hold::Nothing,
            held: Vec::new(),
            wanted: Vec::new(),
            interrupt_sent: None,
            signalled: false,
            reading: None,
            last_key: now(),
            wake_when_idle: None,
            late_since: None,
            work: Work::Reading,
            look: false,
            input_ended: false,
        };
        let state = Mutex::new(state);
        let changed = Condvar::new();
        let flow = Self { state, changed, to_rustyline, wake_input, wake_watchdog };
        Ok((flow, Wakes { input, watchdog }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, longest: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, longest).unwrap_or_else(PoisonError::into_inner).0
    }

    // The side of the input thread.

    /// Takes in bytes of the real terminal.
    pub(super) fn take(&self, bytes: &[u8]) -> Noticed {
        let mut state = self.lock();
        state.last_key = now();
        let keys = state.keys.feed(bytes);
        self.dispatch(&mut state, keys)
    }

    /// No byte came for as long as [`Self::input_patience`] said.
    pub(super) fn quiet(&self) -> Noticed {
        let mut state = self.lock();
        // Whoever collects late keys waits for the end of a paste, and gives it up.
        if state.late_since.is_some() && state.keys.in_paste() {
            return Noticed::default();
        }
        let keys = state.keys.quiet().into_iter().collect();
        self.dispatch(&mut state, keys)
    }

    pub(super) fn input_patience(&self) -> Option<Duration> {
        self.lock().keys.patience()
    }

    /// Whether bytes wait for the pseudo terminal, after another try to hand them over.
    pub(super) fn hand_over(&self) -> bool {
        let mut state = self.lock();
        self.flush(&mut state);
        !state.out.is_empty()
    }

    pub(super) fn to_rustyline(&self) -> &OwnedFd {
        &self.to_rustyline
    }

    /// Whether the input thread is to rest (it notes that it does) or to end.
    pub(super) fn input_may_read(&self) -> Result<bool, Stopping> {
        let mut state = self.lock();
        match state.work {
            Work::ToEnd => return Err(Stopping),
            Work::ToRest => {
                state.work = Work::Resting;
                self.changed.notify_all();
            }
            Work::Reading | Work::Resting => {}
        }
        Ok(state.work == Work::Reading)
    }

    /// The input thread has looked, and no key waits to be read.
    pub(super) fn nothing_waits(&self) {
        let mut state = self.lock();
        if std::mem::take(&mut state.look) {
            self.changed.notify_all();
        }
    }

    fn dispatch(&self, state: &mut State, keys: Vec<Key>) -> Noticed {
        let mut noticed = Noticed::default();
        for key in keys {
            match key {
                Key::Control(3) => noticed.interrupt = true,
                Key::Control(0x1a) => self.want_in(state, Wanted::Suspend),
                // Quit, history search, quoted insert; Ctrl-S and Ctrl-Q by old habit; and NUL,
                // which rustyline takes for a switched-off control character.
                Key::Control(0 | 0x1c | 0x11 | 0x12 | 0x13 | 0x16) => {}
                Key::Paste(_) if state.hold == Hold::AllButOnePaste => {
                    state.hold = Hold::Everything;
                    state.out.extend(key.bytes());
                }
                _ if state.hold != Hold::Nothing => state.held.push(key),
                _ => {
                    noticed.screen_cleared |= key == Key::Control(0x0c);
                    state.out.extend(key.bytes());
                }
            }
        }
        self.flush(state);
        self.changed.notify_all();
        noticed
    }

    fn flush(&self, state: &mut State) {
        while !state.out.is_empty() {
            let (front, _) = state.out.as_slices();
            match nix::unistd::write(&self.to_rustyline, front) {
                Ok(written) => drop(state.out.drain(..written)),
                Err(Errno::EINTR) => {}
                Err(Errno::EAGAIN) => {
                    // The input thread goes on as soon as there is room.
                    wake(&self.wake_input);
                    return;
                }
                Err(_) => state.out.clear(),
            }
        }
    }

    // The side of everybody who wants the line broken off.

    /// Asks for the line to be broken off behind what was typed until now.
    pub(super) fn want(&self, wanted: Wanted) {
        let mut state = self.lock();
        self.want_in(&mut state, wanted);
    }

    fn want_in(&self, state: &mut State, wanted: Wanted) {
        if state.wanted.contains(&wanted) {
            return;
        }
        state.wanted.push(wanted);
        state.wanted.sort_unstable();
        if wanted == Wanted::Woken && state.keys.in_paste() {
            // A paste is not broken in two for a remark; it goes on behind the interrupt.
        } else if let Some(half) = state.keys.take_half_paste() {
            state.out.extend(half.bytes());
        }
        state.hold = Hold::Everything;
        if state.interrupt_sent.is_none() {
            state.out.extend(keys::interrupt());
            state.interrupt_sent = Some(now());
            self.flush(state);
        }
        wake(&self.wake_watchdog);
    }

    /// The bell: what is typed from now on is late. A paste under way may still end within
    /// `grace`.
    pub(super) fn ring(&self, grace: Duration) {
        let mut state = self.lock();
        // Keys that have come but are not read yet were typed before the bell. The input thread
        // looks: the system may let whoever looks at a terminal wait.
        state.look = state.work == Work::Reading && !state.input_ended;
        wake(&self.wake_input);
        let end = now() + LOOK_LONGEST;
        while state.look && now() < end {
            state = self.wait(state, end.saturating_duration_since(now()));
        }
        state.look = false;
        state.hold = Hold::Everything;
        state.late_since = Some(now());
        if state.keys.in_paste() {
            state.hold = Hold::AllButOnePaste;
            let end = now() + grace;
            while state.keys.in_paste() && now() < end && state.work != Work::ToEnd {
                state = self.wait(state, end.saturating_duration_since(now()));
            }
        }
        self.want_in(&mut state, Wanted::Bell);
    }

    /// Breaks the line off once no key has come for `idle`.
    pub(super) fn wake_when_idle(&self, idle: Duration) {
        self.lock().wake_when_idle = Some(idle);
        wake(&self.wake_watchdog);
    }

    // The side of the watchdog.

    /// Lets the watchdog look again at once.
    pub(super) fn poke_watchdog(&self) {
        wake(&self.wake_watchdog);
    }

    /// Whether the watchdog is to end.
    pub(super) fn is_stopping(&self) -> bool {
        self.lock().work == Work::ToEnd
    }

    /// Follows a wish for idle time; gives how long to wait for it.
    pub(super) fn watch_idle(&self) -> Option<Duration> {
        let mut state = self.lock();
        let idle = state.wake_when_idle?;
        let left = (state.last_key + idle).saturating_duration_since(now());
        if left.is_zero() && !state.keys.in_paste() && state.work == Work::Reading {
            state.wake_when_idle = None;
            self.want_in(&mut state, Wanted::Woken);
            return None;
        }
        Some(left.max(Duration::from_millis(10)))
    }

    /// How long nothing has happened to the line that is read.
    pub(super) fn rested(&self) -> Option<Duration> {
        let state = self.lock();
        Some(now().saturating_duration_since(state.reading?.1.max(state.last_key)))
    }

    /// What to do about a line that was to be broken off.
    pub(super) fn nudge(&self) -> Nudge {
        /// Time in which rustyline answers the interrupt key, unless it swallows it.
        const USUAL: Duration = Duration::from_millis(150);
        /// The same while there is more than the pseudo terminal takes (a long paste).
        const BUSY: Duration = Duration::from_secs(2);
        let state = self.lock();
        let (Some(sent), Some((thread, since))) = (state.interrupt_sent, state.reading) else {
            return Nudge::None;
        };
        let waited = now().saturating_duration_since(sent.max(since));
        let patience = if state.out.is_empty() { USUAL } else { BUSY };
        match patience.checked_sub(waited) {
            Some(left) if !left.is_zero() => Nudge::Wait(left.min(USUAL)),
            _ => Nudge::Signal(thread),
        }
    }

    /// Signals the reading thread, if it still reads.
    pub(super) fn signal_reader(&self, thread: Pthread) {
        let mut state = self.lock();
        if state.reading.is_some_and(|(reading, _)| reading == thread) {
            state.signalled = true;
            // A thread that reads a line has not ended, so this can only succeed.
            let _ = nix::sys::pthread::pthread_kill(thread, nix::sys::signal::Signal::SIGINT);
        }
    }

    // The side of the reader of lines.

    pub(super) fn begin_reading(&self) {
        let mut state = self.lock();
        state.reading = Some((nix::sys::pthread::pthread_self(), now()));
        state.signalled = false;
        wake(&self.wake_watchdog);
    }

    /// The line is over. With `broken_off` the reason is taken and given back (`None`: a leftover
    /// of an earlier one).
    pub(super) fn end_reading(&self, broken_off: bool) -> Option<Wanted> {
        let mut state = self.lock();
        state.reading = None;
        let mut reason = None;
        if broken_off {
            state.interrupt_sent = None;
            reason = (!state.wanted.is_empty()).then(|| state.wanted.remove(0));
            if let Some(Wanted::HangUp | Wanted::Terminated) = reason {
                // These stay: whoever asks next is told again at once.
                state.wanted.extend(reason);
                state.wanted.sort_unstable();
            }
            if !state.wanted.is_empty() {
                state.out.extend(keys::interrupt());
                state.interrupt_sent = Some(now());
            }
        } else {
            // Whoever asked looks at what it has to print now.
            state.wanted.retain(|wanted| *wanted != Wanted::Woken);
        }
        self.release(&mut state);
        reason
    }

    /// The bytes that were on their way to rustyline when it was signalled, with those that it has
    /// not fetched from `own_terminal`; `None` when it was not. What was typed before the bell must
    /// not answer the prompt behind it, however busy the machine was.
    pub(super) fn take_unread(&self, own_terminal: impl AsFd) -> Option<Vec<u8>> {
        let mut state = self.lock();
        if !std::mem::take(&mut state.signalled) {
            return None;
        }
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            while has_input(own_terminal.as_fd()) {
                match nix::unistd::read(own_terminal.as_fd(), &mut chunk) {
                    Ok(length) if length > 0 => bytes.extend_from_slice(&chunk[..length]),
                    _ => break,
                }
            }
            if state.out.is_empty() {
                return Some(bytes);
            }
            self.flush(&mut state);
        }
    }

    /// Lets held keys go on when nothing stands against it.
    fn release(&self, state: &mut State) {
        let late = state.late_since.is_some();
        if state.wanted.is_empty() && state.interrupt_sent.is_none() && !late {
            state.hold = Hold::Nothing;
            let held = std::mem::take(&mut state.held);
            self.dispatch(state, held);
        }
        self.flush(state);
    }

    /// The bell was heard elsewhere (in an external editor).
    pub(super) fn bell_was_heard(&self) {
        let mut state = self.lock();
        state.wanted.retain(|wanted| *wanted != Wanted::Bell);
        state.hold = Hold::Everything;
        state.late_since.get_or_insert_with(now);
    }

    /// What is wanted most, if it is one of the ends: a signal or the bell.
    pub(super) fn end_wanted(&self) -> Option<Wanted> {
        self.lock().wanted.first().copied().filter(|wanted| *wanted <= Wanted::Bell)
    }

    /// Whether late keys may still come.
    pub(super) fn is_late(&self) -> bool {
        let state = self.lock();
        state.late_since.is_some() && !state.wanted.contains(&Wanted::Bell)
    }

    /// Waits until the keys typed after the bell are over and gives their text.
    pub(super) fn collect_late(&self) -> String {
        let mut state = self.lock();
        let Some(since) = state.late_since else { return String::new() };
        let began = now();
        loop {
            let [quiet, longest] = late_patience(state.keys.in_paste());
            let end = (began + longest).min(state.last_key.max(since) + quiet);
            let left = end.saturating_duration_since(now());
            let stop = state.wanted.first().is_some_and(|w| *w <= Wanted::Terminated);
            if left.is_zero() || stop {
                break;
            }
            state = self.wait(state, left);
        }
        // Half a sequence must not make something else of the first key of the next answer.
        let half = state.keys.give_up();
        state.held.extend(half);
        let text = state.held.drain(..).map(|key| key.text()).collect();
        state.late_since = None;
        self.release(&mut state);
        text
    }

    // Rest and end.

    /// Keeps everybody from the real terminal; returns when the input thread rests.
    pub(super) fn pause(&self) {
        let mut state = self.lock();
        state.work = Work::ToRest;
        wake(&self.wake_input);
        let end = now() + Duration::from_secs(1);
        while state.work == Work::ToRest && !state.input_ended && now() < end {
            state = self.wait(state, end.saturating_duration_since(now()));
        }
    }

    pub(super) fn go_on(&self) {
        let mut state = self.lock();
        state.work = Work::Reading;
        state.last_key = now();
        wake(&self.wake_input);
        wake(&self.wake_watchdog);
    }

    /// The input thread has ended: nobody needs to wait for it.
    pub(super) fn input_ended(&self) {
        self.lock().input_ended = true;
        self.changed.notify_all();
    }

    pub(super) fn stop(&self) {
        self.lock().work = Work::ToEnd;
        self.changed.notify_all();
        wake(&self.wake_input);
        wake(&self.wake_watchdog);
    }
}

#[cfg(test)]
#[path = "flow/tests.rs"]
mod tests;
