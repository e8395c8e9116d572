//! The real terminal: made ready for the line editor, and always given back as it was.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::ThreadId;

use nix::errno::Errno;
use nix::sys::termios::{
    InputFlags, LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr,
};

const PASTE_MARKS_ON: &str = "\x1b[?2004h";
const KEEP_TITLE: &str = "\x1b[22;2t";
const GIVE_BACK_TITLE: &str = "\x1b[23;2t";
/// Paste marks off, colours off, cursor shown.
const PLAIN: &str = "\x1b[?2004l\x1b[0m\x1b[?25h";
/// The scroll region is the whole screen again; setting it moves the cursor.
const WHOLE_SCREEN: &str = "\x1b7\x1b[r\x1b8";

/// Locks, whatever a panic elsewhere left behind: the terminal must be given back all the same.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes to standard output, past Rust's buffer, in as few writes as the system allows. A dead
/// terminal is no error: what matters is kept before anything is shown.
pub(super) fn write_out(text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match nix::unistd::write(io::stdout(), rest) {
            Ok(0) => return,
            Ok(written) => rest = &rest[written..],
            Err(Errno::EINTR) => {}
            Err(_) => return,
        }
    }
}

/// The terminal behind file descriptor 0 as it was when the editor was opened.
#[derive(Debug)]
pub(super) struct RealTerminal {
    input: OwnedFd,
    /// The mode to go back to, while the editor has the terminal.
    original: Mutex<Option<Termios>>,
    /// The title of before is kept by the terminal and has to be asked back.
    title_kept: AtomicBool,
}

/// What a panic has to undo.
struct Rescue {
    thread: ThreadId,
    input: OwnedFd,
    original: Termios,
}

static RESCUE: Mutex<Option<Rescue>> = Mutex::new(None);
static HOOK: Once = Once::new();

impl RealTerminal {
    pub(super) fn new() -> io::Result<Self> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        Ok(Self { input, original: Mutex::new(None), title_kept: AtomicBool::new(false) })
    }

    pub(super) fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Takes the terminal: keys come as they are typed, and pastes with marks.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut original = lock(&self.original);
        if original.is_none() {
            *original = Some(self.make_raw()?);
            if !self.title_kept.swap(true, Ordering::SeqCst) {
                write_out(KEEP_TITLE);
            }
        }
        write_out(PASTE_MARKS_ON);
        Ok(())
    }

    /// Sets the mode again after somebody else has changed it (a stop from outside).
    pub(super) fn enter_again(&self) {
        if lock(&self.original).is_some() {
            drop(self.make_raw());
            write_out(PASTE_MARKS_ON);
        }
    }

    fn make_raw(&self) -> io::Result<Termios> {
        let original = tcgetattr(&self.input)?;
        let mut raw = original.clone();
        raw.input_flags &= !(InputFlags::BRKINT
            | InputFlags::ICRNL
            | InputFlags::INLCR
            | InputFlags::IGNCR
            | InputFlags::INPCK
            | InputFlags::ISTRIP
            | InputFlags::IXON);
        // Output is left as it is, so that a line feed still goes to the first column.
        raw.local_flags &=
            !(LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::IEXTEN | LocalFlags::ISIG);
        raw.control_chars[SpecialCharacterIndices::VMIN as usize] = 1;
        raw.control_chars[SpecialCharacterIndices::VTIME as usize] = 0;
        tcsetattr(&self.input, SetArg::TCSANOW, &raw)?;
        rescue_from_panic(&self.input, &original);
        Ok(original)
    }

    /// Gives the terminal back. Harmless when it is not taken.
    pub(super) fn leave(&self) {
        self.leave_to_program();
        if self.title_kept.swap(false, Ordering::SeqCst) {
            write_out(GIVE_BACK_TITLE);
        }
    }

    /// Gives the terminal to a program that leaves the title to us.
    pub(super) fn leave_to_program(&self) {
        let Some(original) = lock(&self.original).take() else { return };
        *lock(&RESCUE) = None;
        write_out(PLAIN);
        // Nothing can be done about a terminal that is gone.
        let _ = tcsetattr(&self.input, SetArg::TCSANOW, &original);
    }
}

/// After another program had the screen: its leftovers are undone; with `other_screen` it may have left
/// the terminal at the other screen. To leave that where nobody is puts the cursor wherever it was when
/// somebody was there last.
pub(super) fn clean_up_after_program(other_screen: bool) {
    if other_screen {
        write_out("\x1b[?1049l");
    }
    write_out("\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l");
    write_out(PLAIN);
}

impl Drop for RealTerminal {
    fn drop(&mut self) {
        self.leave();
    }
}

/// A panic that ends the program gives the terminal back before it says its message: that of the
/// thread that took it, and in a release, where nothing unwinds, that of any.
fn rescue_from_panic(input: &OwnedFd, original: &Termios) {
    let Ok(input) = input.try_clone() else { return };
    let thread = std::thread::current().id();
    let mut rescue = lock(&RESCUE);
    if rescue.is_none() {
        *rescue = Some(Rescue { thread, input, original: original.clone() });
    }
    drop(rescue);
    HOOK.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let mut rescue = lock(&RESCUE);
            let ends =
                |r: &Rescue| cfg!(panic = "abort") || r.thread == std::thread::current().id();
            if rescue.as_ref().is_some_and(ends)
                && let Some(rescue) = rescue.take()
            {
                write_out(&[WHOLE_SCREEN, PLAIN, "\r\n"].concat());
                let _ = tcsetattr(&rescue.input, SetArg::TCSANOW, &rescue.original);
            }
            drop(rescue);
            earlier(panic);
        }));
    });
}
