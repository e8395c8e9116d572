//! The line editor for a real terminal.

use std::fmt;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use nix::fcntl::{FcntlArg, FdFlag, OFlag, fcntl};
use nix::sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr};
use rustyline::config::{BellStyle, Configurer};
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{
    ColorMode, Config, EditMode as RustylineMode, Editor, EventHandler, KeyCode, KeyEvent,
    Modifiers,
};

use super::external::{self, Edited, End, ExternalEdit};
use super::flow::{Flow, Wanted};
use super::keys::{Key, KeyReader};
use super::outcome::{Ask, Deadline, Outcome, Stop};
use super::rows::rows_of;
use super::signals::Signals;
use super::size::Size;
use super::stand_in;
use super::status::{StatusLine, StatusText, TitleText};
use super::style::Style;
use super::threads::{self, Shared};
use super::tty::{RealTerminal, lock, write_out};
use super::typing::{Complete, LiftKey, OnChange, Shadow, TabKey, Typing};

/// The keys a line is edited with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EditMode {
    /// As in most shells.
    #[default]
    Emacs,
    /// As in vi, beginning in insert mode.
    Vi,
}

/// What Ctrl-C does.
pub type OnInterrupt = Box<dyn Fn(&Waker) + Send + Sync>;

/// How a [`LineEditor`] behaves. The functions are called on threads of the editor, between two
/// keys or four times a second: they must be quick, must not panic, and must not use the editor.
#[derive(Default)]
pub struct Options {
    /// The keys.
    pub edit_mode: EditMode,
    /// Colours of the prompt.
    pub style: Style,
    /// The status line, asked for every quarter of a second; `None`: no line and no scroll region.
    pub status: Option<StatusText>,
    /// The title of the window; `None` leaves it alone.
    pub title: Option<TitleText>,
    /// Told the text after every edit.
    pub on_change: Option<OnChange>,
    /// Completes a line that begins with `:`.
    pub complete: Option<Complete>,
    /// Called at Ctrl-C, on a thread of the editor; the line stays as it is. With the waker it can
    /// have something said about it.
    pub on_interrupt: Option<OnInterrupt>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("edit_mode", &self.edit_mode)
            .field("style", &self.style)
            .finish_non_exhaustive()
    }
}

/// Whether a [`LineEditor`] can work: input and output are terminals, and not dumb ones.
pub fn can_edit(term: Option<&str>) -> bool {
    let dumb = matches!(term, Some("dumb" | "cons25" | "emacs"));
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

/// Reads edited lines until a deadline.
///
/// While it is open, file descriptor 0 is a pseudo terminal of its own: a child process needs
/// another standard input. Dropping it gives the terminal back as it was.
pub struct LineEditor {
    rustyline: Editor<Typing, DefaultHistory>,
    /// While one of these lives, rustyline waits in a way that a signal always ends.
    _printer: Box<dyn rustyline::ExternalPrinter + Send>,
    shadow: Arc<Shadow>,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    late: String,
    /// Where the cursor was in a text that was handed out only for a moment.
    place: Option<(String, usize)>,
}

impl fmt::Debug for LineEditor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineEditor").field("shadow", &self.shadow).finish_non_exhaustive()
    }
}

/// Lets another thread have the line broken off, so that something can be printed.
#[derive(Clone)]
pub struct Waker {
    pub(super) shared: Arc<Shared>,
}

impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waker").finish_non_exhaustive()
    }
}

impl Waker {
    /// Makes the current or the next `read` return [`Outcome::Woken`] at once, unless it returns
    /// with something else before.
    pub fn wake(&self) {
        self.shared.flow.want(Wanted::Woken);
    }

    /// The same as soon as no key has come for `idle`.
    pub fn wake_when_idle(&self, idle: Duration) {
        self.shared.flow.wake_when_idle(idle);
    }
}

impl LineEditor {
    /// Takes the terminal. The status line appears at once.
    ///
    /// # Errors
    /// When input or output is no terminal, or the system refuses a pseudo terminal, a thread or a
    /// signal handler. The terminal is then as it was.
    pub fn open(options: Options) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::other("input and output are not both a terminal"));
        }
        let signals = Signals::catch()?;
        let terminal = RealTerminal::new()?;
        let vi = options.edit_mode == EditMode::Vi;
        let (to_rustyline, own_terminal) = pseudo_terminal()?;
        let (flow, wakes) = Flow::new(to_rustyline, vi)?;
        let shadow = Arc::new(Shadow::new(options.on_change));
        let helper = Typing {
            shadow: Arc::clone(&shadow),
            complete: options.complete,
            style: options.style,
        };
        let mut rustyline = rustyline(vi, helper)?;
        let shared = Arc::new(Shared {
            flow,
            shadow: Arc::clone(&shadow),
            terminal,
            status: StatusLine::new(options.status, options.title),
            signals,
            deadline: Mutex::new(None),
            on_interrupt: options.on_interrupt,
            away: AtomicBool::new(false),
            titled: AtomicBool::new(false),
            ticker: Mutex::new(false),
            ticker_wake: Condvar::new(),
        });
        shared.terminal.enter()?;
        let undo = Undo { shared: &shared };
        nix::unistd::dup2_stdin(&own_terminal)?;
        let printer = rustyline.create_external_printer().map_err(io::Error::other)?;
        let threads = threads::start(&shared, wakes)?;
        shared.status.show();
        std::mem::forget(undo);
        let printer = Box::new(printer);
        Ok(Self {
            rustyline,
            _printer: printer,
            shadow,
            shared,
            threads,
            late: String::new(),
            place: None,
        })
    }

    /// Sets the bell; `None` takes it off. It rings once.
    pub fn set_deadline(&mut self, deadline: Option<Deadline>) {
        *lock(&self.shared.deadline) = deadline;
        self.shared.flow.poke_watchdog();
    }

    /// A handle with which other threads break the line off.
    pub fn waker(&self) -> Waker {
        Waker { shared: Arc::clone(&self.shared) }
    }

    /// Whether a signal asked the program to end, or the terminal is gone.
    pub fn stop_requested(&self) -> Option<Stop> {
        match self.shared.flow.end_wanted()? {
            Wanted::HangUp => Some(Stop::HangUp),
            Wanted::Terminated => Some(Stop::Terminated),
            _ => None,
        }
    }

    /// Prints between two reads. Foreign text must be made harmless before, see
    /// [`super::visible()`]. A terminal that is gone is no error.
    pub fn print(&self, text: &str) {
        write_out(text);
    }

    /// What was typed after the bell, once it is quiet: 1 s without a key and 5 s at most, or the end
    /// of a paste that was under way. Call it after the bell's text is kept; the next `read` does it
    /// too, so that no late key answers it.
    pub fn late(&mut self) -> String {
        if self.shared.flow.is_late() {
            self.late.push_str(&self.shared.flow.collect_late());
        }
        std::mem::take(&mut self.late)
    }

    /// Reads one line.
    pub fn read(&mut self, ask: Ask<'_>) -> Outcome {
        if self.shared.flow.is_late() {
            let late = self.shared.flow.collect_late();
            self.late.push_str(&late);
        }
        let mut line = stand_in::encode(ask.initial.unwrap_or_default()).into_owned();
        let mut cursor = match self.place.take() {
            Some((text, place)) if text == line => place,
            _ => line.len(),
        };
        loop {
            self.shadow.begin(ask.prompt, &line, cursor);
            self.shared.flow.begin_reading();
            let result = self.rustyline.readline_with_initial(ask.prompt, line.split_at(cursor));
            let broken_off = matches!(
                result,
                Err(ReadlineError::Interrupted
                    | ReadlineError::Signal(rustyline::error::Signal::Interrupt))
            );
            let reason = self.shared.flow.end_reading(broken_off);
            let text = self.shadow.text();
            match result {
                Ok(_) if self.shadow.was_lifted() => {
                    self.erase(ask.prompt);
                    return Outcome::LiftLast;
                }
                Ok(line) => return Outcome::line(stand_in::decode(&line).into_owned()),
                Err(ReadlineError::Eof) => return Outcome::Eof,
                Err(error) if !broken_off => return failure(text, error),
                Err(_) => {}
            }
            match reason {
                Some(Wanted::HangUp) => return Outcome::HangUp { text },
                Some(Wanted::Terminated) => return Outcome::Terminated { text },
                Some(Wanted::Bell) => return Outcome::Bell { text: text + &self.unread() },
                Some(Wanted::Woken) => {
                    self.erase(ask.prompt);
                    self.place = Some(self.shadow.line());
                    return Outcome::Woken { text };
                }
                Some(Wanted::Suspend) => self.suspend(),
                // A leftover, or a SIGINT from outside: neither clears the line.
                None => self.erase(ask.prompt),
            }
            (line, cursor) = self.shadow.line();
        }
    }

    /// The text of keys that rustyline was not given time to read.
    fn unread(&self) -> String {
        let Some(bytes) = self.shared.flow.take_unread(io::stdin()) else {
            return String::new();
        };
        let text: String = KeyReader::new(false).feed(&bytes).iter().map(Key::text).collect();
        stand_in::decode(&text).into_owned()
    }

    /// Takes the line that was broken off from the screen, for it will be drawn again below what
    /// is printed now. The cursor is in the row under it.
    fn erase(&self, prompt: &str) {
        let size = Size::of(io::stdout()).unwrap_or(Size::USUAL);
        let (line, _) = self.shadow.line();
        let rows = rows_of(prompt, &line, usize::from(size.columns));
        let reachable = usize::from(self.shared.status.rows_above(size)).saturating_sub(1);
        write_out(&"\r\x1b[A\x1b[2K".repeat(rows.min(reachable)));
    }

    /// Gives the terminal to the shell until the program is continued.
    fn suspend(&mut self) {
        self.give_away();
        self.shared.terminal.leave();
        self.shared.signals.stop_the_group();
        self.take_back();
    }

    /// Runs an external editor on the terminal, which is its own meanwhile; the title keeps the
    /// time. Saves are told to `on_change` of the request, not of the options.
    ///
    /// The deadline of this editor counts. Its bell is then heard; `late` and `read` go on as
    /// after [`Outcome::Bell`].
    pub fn edit_file(&mut self, request: &ExternalEdit<'_>) -> Edited {
        self.give_away();
        self.shared.titled.store(true, Ordering::SeqCst);
        self.shared.terminal.leave_to_program();
        let flow = &self.shared.flow;
        let terminal = self.shared.terminal.input();
        let edited = external::run(request, terminal, &self.shared.signals, &|| {
            flow.end_wanted().map(|wanted| match wanted {
                Wanted::HangUp => End::HangUp,
                Wanted::Terminated => End::Terminated,
                _ => End::Bell,
            })
        });
        if matches!(edited, Edited::Bell { .. }) {
            flow.bell_was_heard();
        }
        self.shared.titled.store(false, Ordering::SeqCst);
        self.take_back();
        edited
    }

    fn give_away(&self) {
        self.shared.away.store(true, Ordering::SeqCst);
        self.shared.flow.pause();
        self.shared.status.hide();
    }

    fn take_back(&self) {
        // A failure here shows at the next read.
        drop(self.shared.terminal.enter());
        self.shared.away.store(false, Ordering::SeqCst);
        self.shared.status.show();
        self.shared.flow.go_on();
    }
}

impl Drop for LineEditor {
    fn drop(&mut self) {
        self.shared.flow.stop();
        *lock(&self.shared.ticker) = true;
        self.shared.ticker_wake.notify_all();
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so.
            drop(thread.join());
        }
        drop(Undo { shared: &self.shared });
    }
}

/// Gives everything back when dropped.
struct Undo<'a> {
    shared: &'a Shared,
}

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        self.shared.flow.stop();
        *lock(&self.shared.ticker) = true;
        self.shared.ticker_wake.notify_all();
        self.shared.status.hide();
        self.shared.terminal.leave();
        let _ = nix::unistd::dup2_stdin(self.shared.terminal.input());
    }
}

fn failure(text: String, error: ReadlineError) -> Outcome {
    use nix::errno::Errno;
    let error = match error {
        ReadlineError::Io(error) => error,
        ReadlineError::Errno(error) => error.into(),
        other => io::Error::other(other),
    };
    let gone = [Errno::EIO, Errno::ENXIO, Errno::EPIPE].map(|errno| errno as i32);
    match error.raw_os_error() {
        Some(code) if gone.contains(&code) => Outcome::HangUp { text },
        _ => Outcome::Failed { text, error },
    }
}

/// A pseudo terminal that hands every byte on as it is: the end to write keys to, and the end that
/// rustyline reads.
fn pseudo_terminal() -> io::Result<(OwnedFd, OwnedFd)> {
    let pair = nix::pty::openpty(None, None)?;
    for end in [&pair.master, &pair.slave] {
        fcntl(end, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC))?;
    }
    fcntl(&pair.master, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
    let mut mode = tcgetattr(pair.slave.as_fd())?;
    cfmakeraw(&mut mode);
    tcsetattr(pair.slave.as_fd(), SetArg::TCSANOW, &mode)?;
    Ok((pair.master, pair.slave))
}

fn rustyline(vi: bool, helper: Typing) -> io::Result<Editor<Typing, DefaultHistory>> {
    let config = Config::builder()
        .edit_mode(if vi { RustylineMode::Vi } else { RustylineMode::Emacs })
        // A lone escape has waited already; see `keys`.
        .keyseq_timeout(Some(20))
        // The highlighter is called only with colours; it paints none of its own accord.
        .color_mode(ColorMode::Forced)
        // Pastes are marked for the whole time, not only while a line is read.
        .bracketed_paste(false)
        .bell_style(BellStyle::None)
        .max_history_size(0)
        .map_err(io::Error::other)?
        .build();
    let lift =
        || EventHandler::Conditional(Box::new(LiftKey { shadow: Arc::clone(&helper.shadow) }));
    let mut editor = Editor::with_config(config).map_err(io::Error::other)?;
    let plain = |code| KeyEvent(code, Modifiers::NONE);
    editor.bind_sequence(plain(KeyCode::Tab), EventHandler::Conditional(Box::new(TabKey)));
    let lifting = [
        plain(KeyCode::Up),
        KeyEvent::ctrl('P'),
        plain(KeyCode::Char('k')),
        plain(KeyCode::Char('-')),
    ];
    for key in lifting.into_iter().take(if vi { 4 } else { 2 }) {
        editor.bind_sequence(key, lift());
    }
    editor.enable_synchronized_output(false);
    editor.set_helper(Some(helper));
    Ok(editor)
}
