//! An external editor on the terminal, ended at the bell.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use nix::errno::Errno;
use nix::sys::signal::{SigSet, Signal, kill, killpg};
use nix::sys::termios::{SetArg, tcgetattr, tcsetattr};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{Pid, getpgrp, tcsetpgrp};

use super::flow::now;
use super::recovery;
use super::signals::Signals;
use super::tty::clean_up_after_program;

/// How often the time and the program are looked at.
const STEP: Duration = Duration::from_millis(10);
/// How often the file is looked at for a save.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);
/// Time for the program to end of its own accord.
const MERCY: Duration = Duration::from_millis(300);

/// What to edit, and how.
pub struct ExternalEdit<'a> {
    /// The program and its arguments, see [`find_editor`].
    pub command: &'a [String],
    /// The file with the text; in a folder where recovery files may lie beside it.
    pub file: &'a Path,
    /// Told the text after every save.
    pub on_change: &'a dyn Fn(&str),
}

impl fmt::Debug for ExternalEdit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExternalEdit")
            .field("command", &self.command)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// How an external edit ended. Texts are the file's, valid UTF-8 with line feeds only; most
/// editors end the last line with one.
#[derive(Debug)]
pub enum Edited {
    /// The file has another text now.
    Saved {
        /// The text.
        text: String,
    },
    /// The text is what it was.
    Unchanged,
    /// The editor could not run or ended with an error (`:cq` in vim).
    Failed {
        /// The text saved until then.
        text: String,
        /// What went wrong.
        error: io::Error,
    },
    /// The bell rang while it was open.
    Bell {
        /// The text at the bell.
        text: String,
        /// It comes from the editor's recovery file, so it was not saved.
        recovered: bool,
    },
    /// The terminal is gone.
    HangUp {
        /// The text until then, recovered if possible.
        text: String,
    },
    /// SIGTERM came.
    Terminated {
        /// The text until then, recovered if possible.
        text: String,
    },
}

/// Why an edit has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Bell,
    HangUp,
    Terminated,
}

/// There is no editor to run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEditor {
    /// The variable cannot be split into words.
    #[error("`{variable}` has an open quotation: `{value}`")]
    OpenQuotation {
        /// `VISUAL` or `EDITOR`.
        variable: &'static str,
        /// Its value.
        value: String,
    },
    /// Neither variable is set, and neither usual editor is installed.
    #[error("there is no editor: neither `vi` nor `nano` is installed")]
    NoneInstalled,
}

/// The editor to run: `$VISUAL`, else `$EDITOR` (split into words as a shell does), else `vi` or
/// `nano` if one of the folders of `path` (the value of `PATH`) has it.
///
/// # Errors
/// When a variable cannot be split, or nothing is found.
pub fn find_editor(
    visual: Option<&str>,
    editor: Option<&str>,
    path: Option<&OsStr>,
) -> Result<Vec<String>, NoEditor> {
    for (variable, value) in [("VISUAL", visual), ("EDITOR", editor)] {
        let value = value.unwrap_or_default();
        let words = shell_words::split(value)
            .map_err(|_| NoEditor::OpenQuotation { variable, value: value.to_owned() })?;
        if !words.is_empty() {
            return Ok(words);
        }
    }
    let installed = |name: &&str| {
        path.is_some_and(|path| std::env::split_paths(path).any(|dir| dir.join(name).is_file()))
    };
    let usual = ["vi", "nano"].iter().find(|name| installed(name));
    usual.map(|name| vec![(*name).to_owned()]).ok_or(NoEditor::NoneInstalled)
}

/// Runs the editor on `terminal`, which is in its usual mode.
pub(super) fn run(
    request: &ExternalEdit<'_>,
    terminal: BorrowedFd<'_>,
    signals: &Signals,
    ended: &dyn Fn() -> Option<End>,
) -> Edited {
    let before = read(request.file);
    let mode = tcgetattr(terminal);
    let result = follow(request, terminal, signals, ended);
    in_background(|| {
        let _ = tcsetpgrp(terminal, getpgrp());
        if let Ok(mode) = &mode {
            let _ = tcsetattr(terminal, SetArg::TCSANOW, mode);
        }
    });
    // One that ended by itself has left the other screen, if it ever was there.
    clean_up_after_program(!matches!(result, Ok(None)));
    let saved = read(request.file);
    match result {
        Err(error) => Edited::Failed { text: saved, error },
        Ok(None) if saved == before => Edited::Unchanged,
        Ok(None) => Edited::Saved { text: saved },
        Ok(Some(end)) => {
            let rescued = recovery::recover(request.command, request.file);
            let recovered = rescued.as_ref().is_some_and(|text| *text != saved);
            let text = rescued.filter(|_| recovered).unwrap_or(saved);
            match end {
                End::Bell => Edited::Bell { text, recovered },
                End::HangUp => Edited::HangUp { text },
                End::Terminated => Edited::Terminated { text },
            }
        }
    }
}

/// Text of a file; a file that is not there has none.
pub(super) fn read(file: &Path) -> String {
    let bytes = fs::read(file).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// `Ok(Some(…))`: it had to be ended.
fn follow(
    request: &ExternalEdit<'_>,
    terminal: BorrowedFd<'_>,
    signals: &Signals,
    ended: &dyn Fn() -> Option<End>,
) -> io::Result<Option<End>> {
    let mut stamp = stamp(request.file);
    let Some((program, arguments)) = request.command.split_first() else {
        return Err(io::Error::other("no editor is named"));
    };
    let child = Command::new(program)
        .args(arguments)
        .args(recovery::extra_arguments(program))
        .arg(request.file)
        .stdin(Stdio::from(terminal.try_clone_to_owned()?))
        .process_group(0)
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("`{program}`: {error}")))?;
    let child = Pid::from_raw(i32::try_from(child.id()).map_err(io::Error::other)?);
    foreground(terminal, child);
    let mut next_look = now() + BETWEEN_LOOKS;
    loop {
        match waitpid(child, Some(WaitPidFlag::WNOHANG | WaitPidFlag::WUNTRACED)) {
            Ok(WaitStatus::Exited(_, 0)) => return Ok(None),
            Ok(WaitStatus::Exited(_, code)) => {
                return Err(io::Error::other(format!("`{program}` ended with {code}")));
            }
            Ok(WaitStatus::Signaled(_, signal, _)) => {
                return Err(io::Error::other(format!("`{program}` was ended by {signal}")));
            }
            Ok(WaitStatus::Stopped(_, signal)) => {
                if signal == Signal::SIGTSTP {
                    // Ctrl-Z in the editor: the shell gets the terminal, as without us.
                    in_background(|| {
                        let _ = tcsetpgrp(terminal, getpgrp());
                    });
                    signals.stop_the_group();
                }
                // Any other stop: it looked at the terminal before that was its own.
                foreground(terminal, child);
            }
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        if let Some(end) = ended() {
            end_program(child);
            return Ok(Some(end));
        }
        if now() >= next_look {
            next_look = now() + BETWEEN_LOOKS;
            let current = self::stamp(request.file);
            if current != stamp {
                stamp = current;
                (request.on_change)(&read(request.file));
            }
        }
        std::thread::sleep(STEP);
    }
}

fn stamp(file: &Path) -> Option<(u64, SystemTime)> {
    let data = fs::metadata(file).ok()?;
    Some((data.len(), data.modified().ok()?))
}

/// The terminal is the program's now. A terminal that is not our own knows no groups.
fn foreground(terminal: impl AsFd, program: Pid) {
    in_background(|| {
        let _ = tcsetpgrp(terminal.as_fd(), program);
    });
    // It may have been stopped for looking at the terminal too early.
    let _ = killpg(program, Signal::SIGCONT);
}

/// Does what a program in the background is stopped for otherwise.
fn in_background(work: impl FnOnce()) {
    let mut signals = SigSet::empty();
    signals.add(Signal::SIGTTOU);
    let before = signals.thread_swap_mask(nix::sys::signal::SigmaskHow::SIG_BLOCK);
    work();
    if let Ok(before) = before {
        let _ = before.thread_set_mask();
    }
}

/// Ends the program and what it started: asked first, then not.
fn end_program(program: Pid) {
    let gone = |longest: Duration| {
        let end = now() + longest;
        while now() < end {
            match waitpid(program, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) | Err(Errno::EINTR) => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                _ => return true,
            }
        }
        false
    };
    let _ = killpg(program, Signal::SIGTERM);
    let _ = killpg(program, Signal::SIGCONT);
    if !gone(MERCY) {
        let _ = killpg(program, Signal::SIGKILL);
        let _ = kill(program, Signal::SIGKILL);
        gone(MERCY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_to_run() {
        let dir = tempfile::tempdir().unwrap();
        let path = Some(dir.path().as_os_str());
        assert_eq!(find_editor(None, None, path), Err(NoEditor::NoneInstalled));
        fs::File::create(dir.path().join("nano")).unwrap();
        assert_eq!(find_editor(None, Some(" "), path).unwrap(), ["nano"]);
        fs::File::create(dir.path().join("vi")).unwrap();
        assert_eq!(find_editor(None, None, path).unwrap(), ["vi"]);
        assert_eq!(find_editor(None, Some("ed -s"), path).unwrap(), ["ed", "-s"]);
        let visual = Some("'/my editors/code' --wait");
        assert_eq!(find_editor(visual, Some("ed"), path).unwrap(), ["/my editors/code", "--wait"]);
        assert!(matches!(
            find_editor(Some("'ed"), None, path),
            Err(NoEditor::OpenQuotation { variable: "VISUAL", .. })
        ));
    }
}
