//! What the threads of an editor tell each other.

use std::time::Duration;

use nix::sys::pthread::Pthread;

/// Why a line is to be broken off, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    HangUp,
    Terminated,
    Bell,
    Suspend,
    Woken,
}

/// What the caller of [`Flow::take`](super::flow::Flow::take) has to do after keys were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Noticed {
    pub(super) interrupt: bool,
    pub(super) screen_cleared: bool,
}

/// What the watchdog has to do about a line that does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nudge {
    /// Nothing is waited for.
    None,
    /// Look again after this long.
    Wait(Duration),
    /// Signal this thread: it did not answer the interrupt key.
    Signal(Pthread),
}

/// The threads are to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stopping;

/// How long no key must have come for late keys to be over, and after how long they are in any case.
/// A paste that began before the bell ends with its mark; what is left of it may be long in coming.
pub(super) fn late_patience(in_paste: bool) -> [Duration; 2] {
    let seconds = if in_paste { [3, 30] } else { [1, 5] };
    seconds.map(Duration::from_secs)
}
