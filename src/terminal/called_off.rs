//! Whether somebody wants to call off what takes long.

use std::io;

use super::outcome::Stop;
use super::signals::Signals;

/// Catches Ctrl-C and the requests to end, from its creation until it is dropped, so that what has
/// come so far can be kept first.
#[derive(Debug)]
pub struct CalledOff(Signals);

/// What came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Ctrl-C.
    Interrupt,
    /// A request to end.
    Stop(Stop),
}

impl CalledOff {
    /// Catches from now on.
    ///
    /// # Errors
    /// When the system refuses a signal handler.
    pub fn catch() -> io::Result<Self> {
        Signals::catch().map(Self)
    }

    /// What came, if anything did.
    pub fn came(&self) -> Option<Call> {
        if self.0.hung_up() {
            Some(Call::Stop(Stop::HangUp))
        } else if self.0.terminated() {
            Some(Call::Stop(Stop::Terminated))
        } else {
            self.0.take_interrupt().then_some(Call::Interrupt)
        }
    }
}
