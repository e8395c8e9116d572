//! A pager for what is longer than the screen.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;

/// The pager that is taken where none is named.
const USUAL: &str = "less";

/// The pager and its arguments: `pager` (the value of `PAGER`) split into words as a shell does,
/// or `less` where it is not set and one of the folders of `path` (the value of `PATH`) has it.
/// `None` when it is set to nothing or to `cat`, cannot be split, or there is none.
pub fn find_pager(pager: Option<&str>, path: Option<&OsStr>) -> Option<Vec<String>> {
    let Some(named) = pager else {
        let found = std::env::split_paths(path?).any(|folder| folder.join(USUAL).is_file());
        return found.then(|| vec![USUAL.to_owned()]);
    };
    let words = shell_words::split(named).ok()?;
    words.first().is_some_and(|program| program != "cat").then_some(words)
}

/// Shows a text in a pager and waits until it is closed. Ctrl-C is the pager's meanwhile.
/// `variables` are set for it beside those that the process has.
///
/// # Errors
///
/// When it cannot be started. One that is closed early, or fails later, is no error: what could be
/// read was read.
pub fn page(command: &[String], text: &str, variables: &[(&str, &str)]) -> io::Result<()> {
    let (program, arguments) =
        command.split_first().ok_or_else(|| io::Error::other("no pager is named"))?;
    let mut pager = Command::new(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .spawn()?;
    // Whatever key ends the pager is not to end us, and leave it alone with the terminal.
    let interrupted = signal_hook::flag::register(SIGINT, Arc::new(AtomicBool::new(false)));
    if let Some(mut input) = pager.stdin.take() {
        // It may be closed before it has read everything.
        drop(input.write_all(text.as_bytes()));
    }
    drop(pager.wait());
    if let Ok(handler) = interrupted {
        signal_hook::low_level::unregister(handler);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_pager() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().as_os_str();
        let words = |pager, path| find_pager(pager, path).map(|words| words.join("|"));
        assert_eq!(words(Some("less -R 'a b'"), None).as_deref(), Some("less|-R|a b"));
        for none in ["", "  ", "cat", "cat -u", "'open"] {
            assert_eq!(words(Some(none), Some(path)), None, "{none}");
        }
        assert_eq!(words(None, Some(path)), None);
        std::fs::File::create(folder.path().join("less")).unwrap();
        assert_eq!(words(None, Some(path)).as_deref(), Some("less"));
        assert_eq!(words(None, None), None);
    }

    #[test]
    fn a_pager_that_closes_early_or_is_not_there() {
        let text = "a line\n".repeat(100_000);
        page(&["true".to_owned()], &text, &[]).unwrap();
        assert!(page(&["/nowhere/pager".to_owned()], &text, &[]).is_err());
    }
}
