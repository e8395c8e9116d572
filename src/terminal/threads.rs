//! The threads of an open editor: one reads keys, one watches the time and the signals, one draws
//! the status line.

use std::io;
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::editor::{OnInterrupt, Waker};
use super::flow::{Flow, Nudge, PASTE_GRACE, Wakes, Wanted};
use super::outcome::Deadline;
use super::signals::Signals;
use super::status::{SETTLED, StatusLine};
use super::tty::{RealTerminal, lock};
use super::typing::Shadow;
use super::wake::drain;

/// How often the size is looked at.
const TICK: Duration = Duration::from_millis(50);
/// How often the words of the status line may change.
const TICKS_PER_TEXT: u32 = 5;
/// How often a deadline is asked for at least: pauses and suspends move it.
const LONGEST_WATCH: Duration = Duration::from_millis(250);
const BETWEEN_SIGNALS: Duration = Duration::from_millis(10);

/// What the threads share.
pub(super) struct Shared {
    pub(super) flow: Flow,
    pub(super) shadow: Arc<Shadow>,
    pub(super) terminal: RealTerminal,
    pub(super) status: StatusLine,
    pub(super) signals: Signals,
    pub(super) deadline: Mutex<Option<Deadline>>,
    pub(super) on_interrupt: Option<OnInterrupt>,
    /// Another program has the screen.
    pub(super) away: AtomicBool,
    /// It is one that leaves the title to us.
    pub(super) titled: AtomicBool,
    pub(super) ticker: Mutex<bool>,
    pub(super) ticker_wake: Condvar,
}

/// Starts the threads; they end after [`Flow::stop`] and the ticker's own flag.
pub(super) fn start(shared: &Arc<Shared>, wakes: Wakes) -> io::Result<Vec<JoinHandle<()>>> {
    let Wakes { input, watchdog } = wakes;
    let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
        std::thread::Builder::new().name(name.to_owned()).spawn(work)
    };
    let (a, b, c) = (Arc::clone(shared), Arc::clone(shared), Arc::clone(shared));
    Ok(vec![
        spawn("keys", Box::new(move || read_keys(&a, &input)))?,
        spawn("watchdog", Box::new(move || watch(&b, &watchdog)))?,
        spawn("status line", Box::new(move || draw_status(&c)))?,
    ])
}

/// A wait for `poll`; `None` waits for ever.
pub(super) fn timeout(duration: Option<Duration>) -> PollTimeout {
    let Some(duration) = duration else { return PollTimeout::NONE };
    // Up to the next millisecond: too early would only mean to look again.
    let milliseconds = duration.as_micros().div_ceil(1000).min(60_000);
    PollTimeout::try_from(milliseconds).unwrap_or(PollTimeout::MAX)
}

fn read_keys(shared: &Arc<Shared>, wake: &std::os::unix::net::UnixStream) {
    let mut buffer = vec![0; 64 * 1024];
    let flow = &shared.flow;
    while let Ok(may_read) = flow.input_may_read() {
        let backlog = flow.hand_over();
        let mut fds = vec![PollFd::new(wake.as_fd(), PollFlags::POLLIN)];
        if may_read {
            fds.push(PollFd::new(shared.terminal.input(), PollFlags::POLLIN));
        }
        if backlog {
            fds.push(PollFd::new(flow.to_rustyline().as_fd(), PollFlags::POLLOUT));
        }
        let patience = if may_read { flow.input_patience() } else { None };
        match poll(&mut fds, timeout(patience)) {
            Ok(0) => {
                flow.quiet();
                continue;
            }
            Ok(_) => {}
            Err(Errno::EINTR) => continue,
            Err(_) => break,
        }
        let woken = fds[0].any().unwrap_or(false);
        if !may_read || !fds[1].any().unwrap_or(false) {
            if woken {
                drain(wake);
                flow.nothing_waits();
            }
            continue;
        }
        match nix::unistd::read(shared.terminal.input(), &mut buffer) {
            Err(Errno::EINTR | Errno::EAGAIN) => {}
            // The terminal is gone.
            Ok(0) | Err(_) => {
                flow.want(Wanted::HangUp);
                break;
            }
            Ok(length) => {
                let noticed = flow.take(&buffer[..length]);
                if noticed.screen_cleared {
                    shared.status.forget();
                }
                if noticed.interrupt
                    && let Some(hook) = &shared.on_interrupt
                {
                    hook(&Waker { shared: Arc::clone(shared) });
                }
            }
        }
    }
    flow.input_ended();
    // The pseudo terminal still has to get what is wanted of rustyline.
    while !flow.is_stopping() {
        flow.hand_over();
        std::thread::sleep(BETWEEN_SIGNALS);
    }
}

fn watch(shared: &Shared, wake: &std::os::unix::net::UnixStream) {
    let flow = &shared.flow;
    while !flow.is_stopping() {
        if shared.signals.terminated() {
            flow.want(Wanted::Terminated);
        }
        if shared.signals.hung_up() {
            flow.want(Wanted::HangUp);
        }
        if shared.signals.take_go_on() && !shared.away.load(Ordering::SeqCst) {
            // Stopped and continued from outside: the shell has set its own mode meanwhile.
            shared.terminal.enter_again();
            shared.status.forget_region();
        }
        let deadline = lock(&shared.deadline).clone();
        let left = deadline.and_then(|left| left());
        if left.is_some_and(|left| left.is_zero()) {
            *lock(&shared.deadline) = None;
            flow.ring(PASTE_GRACE);
        }
        let mut wait = LONGEST_WATCH.min(left.filter(|l| !l.is_zero()).unwrap_or(LONGEST_WATCH));
        wait = wait.min(flow.watch_idle().unwrap_or(LONGEST_WATCH));
        match flow.nudge() {
            Nudge::None => {}
            Nudge::Wait(left) => wait = wait.min(left),
            Nudge::Signal(thread) => {
                flow.signal_reader(thread);
                wait = wait.min(BETWEEN_SIGNALS);
            }
        }
        let mut fds = [
            PollFd::new(wake.as_fd(), PollFlags::POLLIN),
            PollFd::new(shared.signals.readable(), PollFlags::POLLIN),
        ];
        // An error here is an interruption; the loop looks at everything again anyway.
        let _ = poll(&mut fds, timeout(Some(wait)));
        drain(wake);
        shared.signals.drain();
    }
}

fn draw_status(shared: &Shared) {
    let mut count = 0_u32;
    let mut stopping = lock(&shared.ticker);
    while !*stopping {
        drop(stopping);
        let time_moves = count.is_multiple_of(TICKS_PER_TEXT);
        if !shared.away.load(Ordering::SeqCst) {
            // While keys come nobody can say where the cursor is.
            let below = |columns: usize| {
                let rests = shared.flow.rested().is_some_and(|rested| rested >= SETTLED);
                rests.then(|| shared.shadow.rows_below(columns))
            };
            shared.status.tick(time_moves, &below);
        } else if time_moves && shared.titled.load(Ordering::SeqCst) {
            shared.status.tick_title();
        }
        count = count.wrapping_add(1);
        stopping = lock(&shared.ticker);
        if !*stopping {
            stopping = shared
                .ticker_wake
                .wait_timeout(stopping, TICK)
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .0;
        }
    }
}
