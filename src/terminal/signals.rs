//! Signals as something to wait for: SIGTERM, SIGHUP, SIGINT and SIGCONT.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};

/// Catches the signals from its creation until it is dropped.
///
/// Also the handler that is in force when a late SIGINT of the watchdog comes after rustyline has
/// put back what was there before: the default one would end the program.
#[derive(Debug)]
pub(super) struct Signals {
    ids: Vec<SigId>,
    pipe: UnixStream,
    terminate: Arc<AtomicBool>,
    hang_up: Arc<AtomicBool>,
    interrupt: Arc<AtomicBool>,
    go_on: Arc<AtomicBool>,
}

impl Signals {
    pub(super) fn catch() -> io::Result<Self> {
        let (pipe, write_end) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        write_end.set_nonblocking(true)?;
        let mut signals = Self {
            ids: Vec::new(),
            pipe,
            terminate: Arc::default(),
            hang_up: Arc::default(),
            interrupt: Arc::default(),
            go_on: Arc::default(),
        };
        let flags = [
            (SIGTERM, Arc::clone(&signals.terminate)),
            (SIGHUP, Arc::clone(&signals.hang_up)),
            (SIGINT, Arc::clone(&signals.interrupt)),
            (SIGCONT, Arc::clone(&signals.go_on)),
        ];
        for (signal, flag) in flags {
            // The flag first: it must be up before the pipe wakes whoever looks at it.
            signals.ids.push(signal_hook::flag::register(signal, flag)?);
            let end = write_end.try_clone()?;
            signals.ids.push(signal_hook::low_level::pipe::register(signal, end)?);
        }
        Ok(signals)
    }

    /// Becomes readable when a signal came; [`Self::drain`] makes it unreadable again.
    pub(super) fn readable(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    pub(super) fn drain(&self) {
        let mut bytes = [0; 64];
        while matches!((&self.pipe).read(&mut bytes), Ok(n) if n > 0) {}
    }

    /// Whether SIGTERM came; stays true.
    pub(super) fn terminated(&self) -> bool {
        self.terminate.load(Ordering::SeqCst)
    }

    /// Whether SIGHUP came; stays true.
    pub(super) fn hung_up(&self) -> bool {
        self.hang_up.load(Ordering::SeqCst)
    }

    /// Whether SIGINT came since the last call.
    pub(super) fn take_interrupt(&self) -> bool {
        self.interrupt.swap(false, Ordering::SeqCst)
    }

    /// Whether SIGCONT came since the last call.
    pub(super) fn take_go_on(&self) -> bool {
        self.go_on.swap(false, Ordering::SeqCst)
    }

    /// Stops the whole process group, as a terminal does at Ctrl-Z, and returns when it goes on.
    /// Where nobody could continue it (the group has no shell), the system does not stop it.
    pub(super) fn stop_the_group(&self) {
        self.take_go_on();
        if kill(Pid::from_raw(0), Signal::SIGTSTP).is_err() {
            return;
        }
        // The signal may take effect on another thread a moment after it was sent.
        for _ in 0..50 {
            if self.take_go_on() {
                return;
            }
            std::thread::sleep(Duration::from_millis(4));
        }
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}
