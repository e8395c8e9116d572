//! A program on a pseudo terminal, with the screen that a person would see.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Time to wait for something, longer than anything here takes, also under load; only a failing
/// test waits this long. It is counted in short rests, not on a clock: a machine that stands still
/// for a while (a paused virtual one) must not count as a program that does nothing.
pub(crate) struct Patience {
    rests: u32,
}

impl Patience {
    const REST: Duration = Duration::from_millis(10);

    pub(crate) fn new() -> Self {
        Self { rests: 2000 }
    }

    /// Whether it is at its end; else rests for a moment.
    pub(crate) fn is_lost(&mut self) -> bool {
        self.rests = self.rests.saturating_sub(1);
        std::thread::sleep(Self::REST);
        self.rests == 0
    }
}

/// What the program wrote, as a screen and as bytes.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    over: bool,
}

/// A running program and its terminal.
pub(crate) struct Screen {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<File>,
    reader: Option<std::thread::JoinHandle<()>>,
    stop_reader: UnixStream,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
}

/// The command to run, with a plain environment.
pub(crate) fn command(program: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    for name in ["PATH", "HOME"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command
}

impl Screen {
    /// Starts a program on a terminal of `columns` × `rows`.
    pub(crate) fn spawn(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let ours = clone(&*pty.master);
        let mut output = File::from(ours.try_clone().unwrap());
        let (stop_reader, stop) = UnixStream::pair().unwrap();
        let parser =
            vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 1000);
        let seen = Arc::new(Mutex::new(Seen { parser, bytes: Vec::new(), over: false }));
        let shared = Arc::clone(&seen);
        let reader = std::thread::Builder::new()
            .spawn(move || {
                let mut chunk = [0; 4096];
                loop {
                    let mut fds = [&output.as_fd(), &stop.as_fd()]
                        .map(|fd| PollFd::new(*fd, PollFlags::POLLIN));
                    while poll(&mut fds, PollTimeout::NONE).is_err() {}
                    if fds[1].any().unwrap() {
                        return;
                    }
                    let length = output.read(&mut chunk).unwrap_or(0);
                    let mut seen = shared.lock().unwrap();
                    seen.parser.process(&chunk[..length]);
                    seen.bytes.extend_from_slice(&chunk[..length]);
                    seen.over = length == 0;
                    if length == 0 {
                        return;
                    }
                }
            })
            .unwrap();
        let writer = Some(File::from(ours));
        let reader = Some(reader);
        Self { master: Some(pty.master), writer, reader, stop_reader, child, seen }
    }

    /// Waits until the screen is as wanted; shows it when that does not happen.
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let mut patience = Patience::new();
        loop {
            let seen = self.seen.lock().unwrap();
            if wanted(seen.parser.screen()) {
                return;
            }
            let over = seen.over;
            drop(seen);
            if over || patience.is_lost() {
                let dump = dump(&self.seen.lock().unwrap());
                panic!("waited for {what}:\n{dump}");
            }
        }
    }

    /// Waits until the text stands somewhere on the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// What stands in a row, counted from 0.
    pub(crate) fn row(&self, row: u16) -> String {
        let seen = self.seen.lock().unwrap();
        let columns = seen.parser.screen().size().1;
        seen.parser.screen().rows(0, columns.into()).nth(row.into()).unwrap_or_default()
    }

    /// The whole screen as text.
    pub(crate) fn contents(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    /// Everything the program has written.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    /// Types bytes.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Pastes text as a terminal does: with marks, line ends as returns.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace('\n', "\r");
        self.send(format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    /// The terminal's mode: whether it echoes, collects lines, makes signals of keys.
    pub(crate) fn mode(&self) -> (bool, bool, bool) {
        use nix::sys::termios::LocalFlags as L;
        let mode = self.master.as_ref().unwrap().get_termios().unwrap();
        // The pseudo terminal's crate brings its own version of these flags: compare the bits.
        let has = |flag: L| mode.local_flags.bits() & flag.bits() != 0;
        (has(L::ECHO), has(L::ICANON), has(L::ISIG))
    }

    /// The process id of the program.
    pub(crate) fn pid(&self) -> nix::unistd::Pid {
        nix::unistd::Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap())
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: nix::sys::signal::Signal) {
        nix::sys::signal::kill(self.pid(), signal).unwrap();
    }

    /// Closes the window.
    pub(crate) fn close(&mut self) {
        self.stop_reader.write_all(&[1]).unwrap();
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end of the program and of what it wrote.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let mut patience = Patience::new();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // Its last words may still be on their way.
                if let Some(reader) = self.reader.take() {
                    reader.join().unwrap();
                }
                return status;
            }
            if patience.is_lost() {
                let dump = dump(&self.seen.lock().unwrap());
                panic!("the program does not end:\n{dump}");
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The terminal's end as a descriptor of our own. The crate's writer types a line end and Ctrl-D
/// when it is dropped, and its reader cannot be stopped; a closed window does neither.
fn clone(master: &(dyn MasterPty + Send)) -> OwnedFd {
    let raw = master.as_raw_fd().unwrap();
    #[expect(unsafe_code, reason = "`master` lives, and so does its descriptor")]
    // SAFETY: the descriptor is open as long as `master` is borrowed.
    let borrowed = unsafe { BorrowedFd::borrow_raw(raw) };
    borrowed.try_clone_to_owned().unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn dump(seen: &Seen) -> String {
    let screen = seen.parser.screen();
    let rows: Vec<String> = screen.rows(0, screen.size().1.into()).collect();
    let rows = rows.join("\n");
    let tail = &seen.bytes[seen.bytes.len().saturating_sub(600)..];
    format!("{rows}\ncursor {:?}\n{}", screen.cursor_position(), tail.escape_ascii())
}
